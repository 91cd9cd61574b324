"""The Cornell eRulemaking corpus (CDCP): id.ann.json beside the comment id.txt. It can only be read.

    {"prop_labels": ["value", "policy"], "prop_offsets": [[0, 78], [78, 242]], "reasons": [[[0, 0], 1]], "evidences": [], "url": {"0": "https://…"}}

A proposition is a place in the text, and becomes a claim with its type as a tag. `reasons` and `evidences` lead from a range of propositions, both
ends included, to another one: a range of several supports jointly, so its premises are linked. Relations of `evidences` have the note *evidence*. The
corpus knows only support. The comment is one post; who wrote it, the corpus does not say.

Source:
    Park & Cardie (2018), A Corpus of eRulemaking User Comments for Measuring Evaluability of Arguments, LREC.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from argmap.formats.arguments.segments import SourceText
from argmap.formats.building import MapBuilder
from argmap.formats.json_values import object_in, object_of, recognisable, string
from argmap.formats.protocol import Format, MapFile, Reading
from argmap.model.posts import Provenance
from argmap.model.relation import RelationKind

ENDING = ".ann.json"
POST = "text"

CARRIES = frozenset(
    {
        "claims.text",
        "claims.tags",
        "claims.quotes",
        "claims.references.title",
        "claims.references.url",
        "relations.kind=support",
        "relations.premises",
        "relations.target",
        "thread.posts.text",
    }
)


def read(file: MapFile) -> Reading:
    """Return the map in the annotation of a comment, with the comment."""
    map = MapBuilder(file, "CDCP", authorship=Provenance.UNKNOWN, reply_structure=Provenance.UNKNOWN)
    data = object_in(map)
    if data is None:
        return map.reading()
    name = PurePath(file.name).name
    map.id = name.removesuffix(ENDING) if name.endswith(ENDING) else PurePath(name).stem
    map.title = map.id
    offsets, labels = data.get("prop_offsets"), data.get("prop_labels")
    if not isinstance(offsets, list) or not isinstance(labels, list):
        map.error("prop_offsets and prop_labels are expected as lists", 1)
        return map.reading()
    text = file.beside(f"{map.id}.txt")
    if text is None:
        map.error(
            f"the words are in {map.id}.txt, which has to be in the same folder",
            help="put it there, and name the .ann.json file",
        )
        return map.reading()
    source = SourceText(text)
    map.post(POST, text)
    known = {
        n
        for n, place in enumerate(offsets)
        if _claim(map, n, place, labels, object_of(data.get("url")), source, text)
    }
    for kind in ("reasons", "evidences"):
        _relations(map, kind, data.get(kind), known)
    return map.reading()


def _claim(
    map: MapBuilder,
    number: int,
    place: object,
    labels: list[Any],
    urls: dict[str, Any],
    source: SourceText,
    text: str,
) -> bool:
    """Add a proposition, and return whether it has words."""
    match place:
        case [int(start), int(end)] if 0 <= start < end <= len(text) and text[start:end].strip():
            pass
        case _:
            map.left_out(f"proposition {number} is not in the text; it was left out")
            return False
    quotes = source.quotes(POST, [(source.offset(start), source.offset(end))])
    if not quotes:
        map.left_out(f"the words of proposition {number} cannot be told from others; they are not quoted")
    given = urls.get(str(number), [])
    links = [
        link for link in (given if isinstance(given, list) else [given]) if string(link).startswith("http")
    ]
    label = labels[number] if number < len(labels) else ""
    map.claim(
        number,
        text[start:end],
        wanted=f"proposition-{number}",
        quotes=quotes,
        tags=[label] if string(label).isalpha() and string(label).isascii() and label.islower() else [],
        references=[{"title": link[:1_000], "url": link[:1_000]} for link in links],
    )
    return True


def _relations(map: MapBuilder, kind: str, rows: object, known: set[int]) -> None:
    for number, row in enumerate(rows if isinstance(rows, list) else []):
        match row:
            case [[int(first), int(last)], int(target)] if first <= last and {first, last, target} <= known:
                premises = [n for n in range(first, last + 1) if n in known]
                note = "evidence" if kind == "evidences" else None
                map.relation((kind, number), RelationKind.SUPPORT, premises, target, note=note)
            case _:
                map.left_out(f"number {number} of {kind} names no propositions of the text; it was left out")


def recognises(file: MapFile) -> bool:
    """Say whether a text is an annotation of the corpus."""
    data = recognisable(file) if '"prop_offsets"' in file.text else None
    return isinstance(data, dict) and {"prop_labels", "prop_offsets"} <= data.keys()


FORMAT = Format("cdcp", "CDCP, the Cornell eRulemaking corpus", (), CARRIES, None, read, recognises)
