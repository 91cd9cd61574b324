"""W3C Web Annotations in JSON-LD: what stands in posts is quoted by selectors, and annotations may be about annotations.

Reading. An annotation with a target is a claim: its words are its body of the purpose describing, or else the words that its selectors quote. Bodies of the purpose
tagging or classifying are tags (`Claim` says nothing more, `Example` and `Implicit` what they say), others are notes. An annotation of the motivation linking is
a relation from its targets, which are linked if there are several, to its body; a tag says which. Where the file has no text of a source and none is beside
it under its own name with the ending .txt, claims have no quotes. Places count code points, as the standard has it; the words count where they differ.

Writing. A collection. Posts are annotations, too: replies by the motivation replying, and their words are their bodies. Quotes have both selectors, quotes of parts are
Composites. Claims that quote nothing have the map for their target. The rest of the map is a text under "argmap", a term of this file's own context.

Source:
    Web Annotation Data Model and Web Annotation Vocabulary, W3C Recommendations of 23 February 2017.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Any

from argmap.formats.building import MapBuilder
from argmap.formats.embedding import KEY, bare_format, whole_format
from argmap.formats.json_values import Object, data_in, loaded, number_of, object_of, objects_in, text_of
from argmap.formats.protocol import MapFile, Reading
from argmap.formats.spans.labels import SAME, meaning, named, remark
from argmap.formats.spans.places import Piece, in_post, pieces_of, quote_at
from argmap.formats.spans.sheet import CARRIES as ON_SHEET
from argmap.formats.spans.web_collection import CONTEXT, write
from argmap.formats.spans.writing import kept_on_sheet, one_line
from argmap.model.quote import Quote
from argmap.model.relation import RelationKind
from argmap.model.source_text import clean, verbatim

NAME = "web-annotation"
CARRIES = frozenset({name for name in ON_SHEET if "=" not in name} | {"relations.kind", "claims.tags"})
HOME = "urn:argmap:map:"
POST = re.compile(r"urn:argmap:post:.+")
ROLES = ("tagging", "classifying")
KINDS = {"claim", "example", "implicit"}


# Reading


def read(file: MapFile) -> tuple[Reading, object]:
    """Return the map that annotations say, and what argmap kept in the file."""
    map = MapBuilder(file, "Web Annotation")
    value = data_in(map)
    annotations = [*_annotations(value)]
    if not annotations and not map.failed:
        map.error("there is no annotation in it", 1)
    if map.failed:
        return map.reading(), None
    whole = object_of(value)
    map.title, map.id = text_of(whole.get("label")), text_of(whole.get("id")).partition(HOME)[2]
    _Annotations(map, file, annotations).add()
    rest = whole.get(KEY)
    return map.reading(), loaded(rest) if isinstance(rest, str) else None


def _annotations(value: Any) -> Iterator[Object]:
    """Yield the annotations of a file: one, a list, a page, or a collection with its first page."""
    whole = object_of(value)
    first = object_of(whole.get("first"))
    for given in (value, whole.get("items"), first.get("items")):
        for each in objects_in(given if isinstance(given, list) else [given]):
            if "target" in each:
                yield each


class _Annotations:
    """The annotations of a file, and the texts that they are about."""

    def __init__(self, map: MapBuilder, file: MapFile, annotations: Sequence[Object]) -> None:
        self.map, self.file, self.annotations = map, file, annotations
        self.raw: dict[str, str] = {}
        self.missing = 0

    def add(self) -> None:
        """Add posts, claims and relations."""
        for each in self.annotations:
            if POST.fullmatch(text_of(each.get("id"))):
                self._post(each)
        self._text_beside()
        for number, each in enumerate(self.annotations, start=1):
            id = text_of(each.get("id"))
            key = id or f"annotation {number}"
            if each.get("motivation") == "linking":
                self._relation(each, key)
            elif not POST.fullmatch(id):
                self._claim(each, key)
        if self.missing:
            what = f"annotations about texts that are not in the file, whose claims have no quotes: {self.missing}"
            self.map.left_out(what)

    def _post(self, each: Object) -> None:
        body = next(iter(_bodies(each)), {})
        creator = object_of(each.get("creator"))
        author = text_of(creator.get("id"))
        if author:
            self.map.person(author, text_of(creator.get("name")), _last(author))
        key, target = text_of(each.get("id")), _iri(each.get("target"))
        fields = {"created": text_of(each.get("created"))} if text_of(each.get("created")) else {}
        reply = target if POST.fullmatch(target) else None
        self.raw[key] = text_of(body.get("value"))
        self.map.post(key, self.raw[key], author=author or None, wanted=_last(key), reply_to=reply, **fields)

    def _text_beside(self) -> None:
        """Take the text beside the file for the source of all annotations, if they have the same."""
        sources = {
            _iri(target) for each in self.annotations for target in _parts(each) if "selector" in target
        }
        sources -= {*self.raw, ""}
        if len(sources) != 1:
            return
        text = self.file.beside(f"{PurePath(self.file.name).stem}.txt")
        if text is not None:
            (source,) = sources
            self.raw[source] = text
            self.map.post(source, text, wanted="text")

    def _claim(self, each: Object, key: str) -> None:
        tags, kinds, note, said, name = list[str](), list[str](), list[str](), "", ""
        for body in _bodies(each):
            purpose, value = text_of(body.get("purpose")), one_line(text_of(body.get("value")))
            purpose = purpose or ("tagging" if each.get("motivation") in {*ROLES} else "commenting")
            if purpose in ROLES:
                (kinds if named(value) in KINDS and purpose == "classifying" else tags).append(named(value))
            elif purpose == "describing":
                said = said or value
            elif purpose == "identifying":
                name = name or value
            elif value:
                note.append(value)
        quotes = [quote for target in _list(each.get("target")) for quote in self._quotes(object_of(target))]
        words = said or " ".join(_exact(part) for part in _parts(each))
        if "example" in kinds:
            topic = next(iter(tags), "")
            self.map.example(
                key, name or words, words, topic=topic, quotes=quotes, note="; ".join(note), wanted=_last(key)
            )
            return
        left = [*dict.fromkeys(label for label in tags if label not in {"", "claim"})]
        self.map.claim(
            key, words, quotes=quotes, implicit="implicit" in kinds, tags=[tag[:64].strip("-") for tag in left],
            note="; ".join(note), wanted=_last(key),
        )  # fmt: skip

    def _quotes(self, target: Object) -> Iterator[dict[str, Any]]:
        parts = [*objects_in(target.get("items"))] if target.get("type") == "Composite" else [target]
        parts = [part for part in parts if "selector" in part]
        sources = [*dict.fromkeys(_iri(part) for part in parts)]
        for source in sources:
            if source not in self.raw:
                self.missing += 1
                continue
            raw = self.raw[source]
            places = [self._place(part, raw) for part in parts if _iri(part) == source]
            text, inside = verbatim(raw), in_post(raw)
            pieces = [(inside(place[0]), inside(place[1])) for place in places if place is not None]
            quote = quote_at(source, text, pieces) if None not in places else None
            if quote is None:
                self.map.left_out(
                    f"the words of a target in {source} are not in it, or too often; that quote was left out"
                )
            else:
                yield quote

    def _place(self, part: Object, raw: str) -> Piece | None:
        """Return where the selectors of a target are: at the place that is said, or where the words are."""
        words = one_line(_exact(part))
        selectors = [*objects_in(_list(part.get("selector")))]
        for each in selectors:
            start, end = number_of(each.get("start")), number_of(each.get("end"))
            if start is None or end is None or not start < end <= len(raw):
                continue
            if not words or one_line(raw[start:end]) == words:
                return start, end
        for each in selectors:
            if one_line(text_of(each.get("exact"))) and len(words) < len(raw) + 1:
                context = {
                    key: text_of(each.get(key))
                    for key in ("prefix", "suffix")
                    if text_of(each.get(key)).strip()
                }
                for tried in (context, {}):
                    quote = {
                        "post": "p",
                        "exact": clean(words, 90_000),
                        **{k: clean(v, 1000) for k, v in tried.items()},
                    }
                    if places := pieces_of(Quote.model_validate(quote), raw):
                        return places[0]
        return None

    def _relation(self, each: Object, key: str) -> None:
        bodies = [*_bodies(each)]
        label = next((text_of(body.get("value")) for body in bodies if body.get("purpose") in ROLES), "")
        ends = [
            _iri(body)
            for body in _list(each.get("body"))
            if text_of(object_of(body).get("type")) != "TextualBody"
        ]
        note = "; ".join(
            one_line(text_of(b.get("value"))) for b in bodies if b.get("purpose") == "commenting"
        )
        kind = meaning(label)
        if kind is None or kind == SAME or not any(ends):
            self.map.left_out(
                f"{key} links {label or 'without a tag'}, which is no relation between claims that argmap knows"
            )
            return
        premises = [_iri(target) for target in _list(each.get("target"))]
        target = next(filter(None, ends))
        given = {"wanted": _last(key), "note": note or remark(label)}
        self.map.relation(key, RelationKind(str(kind)), premises, target, **given)  # type: ignore[arg-type]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _bodies(each: Object) -> Iterator[Object]:
    """Yield the bodies that are texts; a body that is nothing but a text is one."""
    for body in _list(each.get("body")):
        if isinstance(body, dict) and "value" in body:
            yield body
    if isinstance(each.get("bodyValue"), str):
        yield {"value": each["bodyValue"]}


def _parts(each: Object) -> Iterator[Object]:
    for target in objects_in(_list(each.get("target"))):
        yield from objects_in(target.get("items")) if target.get("type") == "Composite" else [target]


def _exact(part: Object) -> str:
    selectors = objects_in(_list(part.get("selector")))
    return next((text_of(each.get("exact")) for each in selectors if text_of(each.get("exact"))), "")


def _iri(value: Any) -> str:
    """Return what an end names: an address, the source of a specific resource, or its own id."""
    if isinstance(value, dict):
        return _iri(value.get("source", value.get("id", "")))
    return text_of(value)


def _last(iri: str) -> str:
    return re.split(r"[/#:]", iri.rstrip("/#:"))[-1]


def recognises(file: MapFile) -> bool:
    """Say whether a file has annotations in the context of the standard."""
    if CONTEXT not in file.text:
        return False
    value = loaded(file.text)
    first = value[0] if isinstance(value, list) and value else value
    return CONTEXT in _list(object_of(first).get("@context")) and any(True for _ in _annotations(value))


BARE = bare_format(NAME, CARRIES, lambda whole: kept_on_sheet(whole, NAME, steps=True), write, read)
FORMAT = whole_format(BARE, "W3C Web Annotations in JSON-LD", (), write, read, recognises)
