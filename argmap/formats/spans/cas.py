"""UIMA CAS JSON 0.4, which INCEpTION and DKPro read and write: annotations with features, and relation annotations between them.

Reading. An annotation of a layer of one's own is a claim; what belongs to the analysis of language (uima., de.tudarmstadt.ukp.dkpro.core.) is not. Its
label is its feature `value`, `label`, `category` or `class`, or its only one that holds words, or else the name of its type. What has the features
Governor and Dependent, or source and target, is a relation from the first to the second (INCEpTION draws it so). Offsets count UTF-16
code units. The view with words counts; others are left out. Without annotations of the type custom.Post, the text is one post.

Writing. Types `custom.Span` (claims and examples), `custom.Relation` and `custom.Post`; what quotes no post is below the posts under the
annotation `custom.Added`. The parts of a quote are annotations joined by `Continues`, several quotes of a claim by `Parts_of_same`. The rest of the map is a feature
structure `argmap.Rest` that is in no layer.

Source:
    UIMA CAS JSON, version 0.4, https://github.com/apache/uima-uimaj-io-jsoncas (SPECIFICATION.adoc).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from argmap.formats.building import MapBuilder
from argmap.formats.embedding import bare_format, whole_format
from argmap.formats.json_values import Object, data_in, loaded, number_of, object_of, objects_in, text_of
from argmap.formats.protocol import MapFile, Reading
from argmap.formats.spans.pieces import parted, rejoined
from argmap.formats.spans.places import from_utf16, utf16_offsets
from argmap.formats.spans.reading import build
from argmap.formats.spans.sheet import CARRIES, AnnotatedText, Mark, MarkedPost, MarkLink
from argmap.formats.spans.writing import kept_on_sheet, sheet_of
from argmap.model.map import ArgumentMap

NAME = "uima-cas-json"
TYPES, STRUCTURES, VIEWS = "%TYPES", "%FEATURE_STRUCTURES", "%VIEWS"
SPAN, RELATION, POST, ADDED, REST = (
    "custom.Span",
    "custom.Relation",
    "custom.Post",
    "custom.Added",
    "argmap.Rest",
)
META = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"
ANNOTATION, SOFA = "uima.tcas.Annotation", "uima.cas.Sofa"
LANGUAGE = ("uima.", "de.tudarmstadt.ukp.dkpro.core.", "de.tudarmstadt.ukp.clarin.")
ENDS = (("@Governor", "@Dependent"), ("@source", "@target"))
LABEL_FEATURES = ("label", "value", "category", "class")
OWN_FEATURES = ("identifier", "sentence", "name", "topic", "note")


# Reading


def read(file: MapFile) -> tuple[Reading, object]:
    """Return the map that annotations say, and what argmap kept in the file."""
    map = MapBuilder(file, "UIMA CAS JSON")
    structures = _structures(data_in(map))
    sofas = [
        each for each in structures if each.get("%TYPE") == SOFA and isinstance(each.get("sofaString"), str)
    ]
    if not sofas and not map.failed:
        map.error(
            "there is no view with words (a feature structure uima.cas.Sofa with a sofaString) in it", 1
        )
    if map.failed:
        return map.reading(), None
    if len(sofas) > 1:
        map.left_out(f"it has {len(sofas)} views with words; the first one counts")
    annotations = _Annotations(map, sofas[0], structures)
    build(map, annotations.sheet())
    rest = next((text_of(each.get("json")) for each in structures if each.get("%TYPE") == REST), "")
    return map.reading(), loaded(rest) if rest else None


def _structures(value: Any) -> list[Object]:
    """Return the feature structures, which are a list, or an object by their ids."""
    given = object_of(value).get(STRUCTURES)
    if isinstance(given, dict):
        return [{"%ID": key, **each} for key, each in given.items() if isinstance(each, dict)]
    return [*objects_in(given)]


class _Annotations:
    """The annotations of one view."""

    def __init__(self, map: MapBuilder, sofa: Object, structures: Sequence[Object]) -> None:
        self.map = map
        self.text: str = sofa["sofaString"]
        self.points = from_utf16(self.text)
        view = text_of(sofa.get("%ID"))
        self.all = [
            each for each in structures if text_of(each.get("@sofa", view)) == view and each is not sofa
        ]

    def sheet(self) -> AnnotatedText:
        """Return the text with what is marked in it."""
        posts, marks, links = list[MarkedPost](), list[Mark](), list[MarkLink]()
        meta = next((each for each in self.all if each.get("%TYPE") == META), {})
        added = None
        for each in self.all:
            kind, place = text_of(each.get("%TYPE")), self._place(each)
            ends = next((pair for pair in ENDS if set(pair) <= each.keys()), None)
            if kind.startswith(LANGUAGE) or kind == REST:
                continue
            if ends is not None:
                links.append(self._link(each, kind, ends))
            elif place is None:
                if "begin" in each or "end" in each:
                    self.map.left_out(f"{_named(each)} has no place in the text; it was left out")
            elif kind == POST:
                posts.append(_post(each, place))
            elif kind == ADDED:
                added = place[0]
            else:
                marks.append(_mark(each, kind, place))
        whole, left = rejoined(marks, links)
        own = bool(posts) or added is not None
        title, id = text_of(meta.get("documentTitle")), text_of(meta.get("documentId"))
        return AnnotatedText(self.text, tuple(posts), whole, left, added, title, id=id, own=own)

    def _place(self, each: Object) -> tuple[int, int] | None:
        begin, end = number_of(each.get("begin")), number_of(each.get("end"))
        if begin is None or end is None:
            return None
        start, behind = self.points(begin), self.points(end)
        return (start, behind) if start <= behind <= len(self.text) else None

    def _link(self, each: Object, kind: str, ends: tuple[str, str]) -> MarkLink:
        source, target = (text_of(each.get(end)) for end in ends)
        identifier = text_of(each.get("identifier"))
        return MarkLink(
            identifier or _named(each), _label(each, kind), source, target, identifier or None, text_of(each.get("note"))
        )  # fmt: skip


def _post(each: Object, place: tuple[int, int]) -> MarkedPost:
    author, reply, created = (text_of(each.get(name)) for name in ("author", "replyTo", "created"))
    name = text_of(each.get("authorName"))
    key = text_of(each.get("identifier")) or text_of(each.get("%ID"))
    return MarkedPost(
        key, *place, name=name, author=author or name, answers=reply or None, created=created or None
    )


def _mark(each: Object, kind: str, place: tuple[int, int]) -> Mark:
    said = {name: text_of(each.get(name)) for name in OWN_FEATURES}
    return Mark(
        text_of(each.get("%ID")), _label(each, kind), (place,), said["identifier"] or None, said["sentence"],
        each.get("implicit") is True, said["name"], said["topic"], said["note"],
    )  # fmt: skip


def _label(each: Object, kind: str) -> str:
    """Return the label of an annotation: that of a feature, or the name of its type."""
    words = {
        key: value
        for key, value in each.items()
        if isinstance(value, str) and key[:1] not in "%@#^" and value
    }
    named = next((words[name] for name in LABEL_FEATURES if name in words), None)
    if named is not None:
        return named
    others = [value for key, value in words.items() if key not in OWN_FEATURES]
    return others[0] if len(others) == 1 else kind.rpartition(".")[2].replace("Span", "Claim")


def _named(each: Object) -> str:
    return f"{text_of(each.get('%TYPE')) or 'an annotation'} {text_of(each.get('%ID'))}".rstrip()


# Writing


def write(map: ArgumentMap, kept: Mapping[str, Any] | None) -> str:
    """Return a map as annotations of its text; `kept` is what keeps the rest of it."""
    sheet = sheet_of(map)
    structures: list[dict[str, Any]] = [
        {
            "%ID": 1,
            "%TYPE": SOFA,
            "sofaNum": 1,
            "sofaID": "_InitialView",
            "mimeType": "text",
            "sofaString": sheet.text,
        }
    ]
    units = utf16_offsets(sheet.text)
    for kind, place, features in _annotations(sheet):
        where = {"begin": units(place[0]), "end": units(place[1])}
        structures.append({"%ID": len(structures) + 1, "%TYPE": kind, "@sofa": 1, **where, **features})
    ids = {each.pop("key"): each["%ID"] for each in structures if "key" in each}
    for each in structures:
        for end in ENDS[0]:
            if end in each:
                each[end] = ids[each[end]]
    if kept is not None:
        rest = json.dumps(kept, ensure_ascii=False)
        structures.append({"%ID": len(structures) + 1, "%TYPE": REST, "json": rest})
    members = [each["%ID"] for each in structures[1:]]
    data = {
        TYPES: _types(),
        STRUCTURES: structures,
        VIEWS: {"_InitialView": {"%SOFA": 1, "%MEMBERS": members}},
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _annotations(sheet: AnnotatedText) -> Iterator[tuple[str, tuple[int, int], dict[str, Any]]]:
    """Yield the annotations: their types, places and features; "key" is how relations name them."""
    about = {"language": "x-unspecified", "documentTitle": sheet.title, "documentId": sheet.id}
    yield META, (0, len(sheet.text)), about
    for post in sheet.sections:
        by = {
            "author": post.author,
            "authorName": post.name,
            "replyTo": post.answers,
            "created": post.created,
        }
        yield POST, (post.start, post.end), _given({"identifier": post.key, **by})
    if sheet.added is not None:
        yield ADDED, (sheet.added, sheet.text.index("\n", sheet.added)), {}
    marks, joins = parted(sheet.marks)
    places = {}
    for mark in marks:
        places[mark.key] = mark.pieces[0]
        said = {
            "identifier": mark.id or "",
            "sentence": mark.text,
            "name": mark.name,
            "topic": mark.topic,
            "note": mark.note,
        }
        more = {"implicit": True} if mark.implicit else {}
        yield SPAN, mark.pieces[0], {"key": mark.key, "label": mark.label, **_given(said), **more}
    for link in (*joins, *sheet.links):
        ends = {"@Governor": link.source, "@Dependent": link.target}
        said = {"identifier": link.id or "", "label": link.label, "note": link.note}
        yield RELATION, places[link.target], {**ends, **_given(said)}


def _given(features: Mapping[str, str | None] | Mapping[str, str]) -> dict[str, Any]:
    return {name: value for name, value in features.items() if value}


def _types() -> dict[str, Any]:
    """Return the types of what is written, with their features."""
    words = "uima.cas.String"
    layers: dict[str, tuple[str, dict[str, str]]] = {
        META: ("uima.tcas.DocumentAnnotation", {"documentTitle": words, "documentId": words}),
        POST: (
            ANNOTATION,
            dict.fromkeys(("identifier", "author", "authorName", "replyTo", "created"), words),
        ),
        ADDED: (ANNOTATION, {}),
        SPAN: (
            ANNOTATION,
            {**dict.fromkeys(("label", *OWN_FEATURES), words), "implicit": "uima.cas.Boolean"},
        ),
        RELATION: (
            ANNOTATION,
            {
                "Governor": ANNOTATION,
                "Dependent": ANNOTATION,
                **dict.fromkeys(("identifier", "label", "note"), words),
            },
        ),
        REST: ("uima.cas.TOP", {"json": words}),
    }
    return {
        name: {
            "%NAME": name,
            "%SUPER_TYPE": above,
            **{feature: {"%NAME": feature, "%RANGE": range} for feature, range in features.items()},
        }
        for name, (above, features) in layers.items()
    }


def recognises(file: MapFile) -> bool:
    """Say whether a file is a CAS in JSON: feature structures and views."""
    return f'"{STRUCTURES}"' in file.text and STRUCTURES in object_of(loaded(file.text))


BARE = bare_format(NAME, CARRIES, lambda whole: kept_on_sheet(whole, NAME), write, read)
FORMAT = whole_format(BARE, "UIMA CAS JSON, for INCEpTION", (), write, read, recognises)
