"""AM109 and AM110: what must hold of expectations before anybody can compare them with the map."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.diagnostics import Finding, rule
from argmap.location import Path
from argmap.model.base import field_key
from argmap.model.document import MapDocument
from argmap.model.relation import NodeKind


@rule("AM109")
def dangling_expectation(map: MapDocument) -> Iterator[Finding]:
    """An expectation names what is no claim, example or relation of the map.

    Only these stand or fall; an expectation of anything else would be met by nothing and broken by nothing.

    Bad:
        claims: [{id: c1, text: Convolution is simple., implicit: true}]
        expect: {in: [c2]}

    Good:
        claims: [{id: c1, text: Convolution is simple., implicit: true}]
        expect: {in: [c1]}
    """
    known = {name for name, kind in map.kinds.items() if kind is not NodeKind.ISSUE}
    for path, name in _expected(map):
        if name in map.issues_by_id:
            yield Finding(
                path, f"{name!r} is an issue, and an issue neither stands nor falls", "name its theses"
            )
        elif name not in known:
            yield Finding(path, f"{name!r} is expected but not in this map", subject=name, known=known)


@rule("AM110")
def contradictory_expectation(map: MapDocument) -> Iterator[Finding]:
    """The same claim, example or relation is listed twice under what is expected.

    It has one label, so two expectations can never both be met, and the same one twice says nothing.

    Bad:
        claims: [{id: c1, text: Convolution is simple., implicit: true}]
        expect: {in: [c1], out: [c1]}

    Good:
        claims: [{id: c1, text: Convolution is simple., implicit: true}]
        expect: {in: [c1]}
    """
    seen: set[str] = set()
    for path, name in _expected(map):
        if name in seen:
            yield Finding(path, f"{name!r} is already expected above", "keep one of the two")
        seen.add(name)


def _expected(map: MapDocument) -> Iterator[tuple[Path, str]]:
    """Yield each id that is expected to have some label, with its path."""
    if map.expect is not None:
        for field in type(map.expect).model_fields:
            for index, name in enumerate(getattr(map.expect, field)):
                yield ("expect", field_key(type(map.expect), field), index), name
