"""Discontinuous stretches for tools that have none: each part is a mark of its own, joined by a link."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from argmap.formats.spans.labels import CONTINUES, named
from argmap.formats.spans.sheet import Mark, MarkLink


def parted(marks: Iterable[Mark]) -> tuple[list[Mark], list[MarkLink]]:
    """Return marks of one stretch each, and the links that join the parts of one quote."""
    singles: list[Mark] = []
    joins: list[MarkLink] = []
    for mark in marks:
        singles.append(replace(mark, pieces=mark.pieces[:1]))
        for number, piece in enumerate(mark.pieces[1:], start=2):
            part = Mark(f"{mark.key}--part-{number}", mark.label, (piece,))
            singles.append(part)
            joins.append(MarkLink(f"{part.key}--join", CONTINUES, part.key, mark.key))
    return singles, joins


def rejoined(
    marks: Iterable[Mark], links: Iterable[MarkLink]
) -> tuple[tuple[Mark, ...], tuple[MarkLink, ...]]:
    """Return marks with their parts, and the links that are left."""
    whole: dict[str, Mark] = {}
    again = [mark for mark in marks if whole.setdefault(mark.key, mark) is not mark]
    left: list[MarkLink] = []
    for link in links:
        ends = link.source in whole and link.target in whole and link.source != link.target
        if named(link.label) != named(CONTINUES) or not ends:
            left.append(link)
            continue
        first = whole[link.target]
        whole[link.target] = replace(first, pieces=(*first.pieces, *whole.pop(link.source).pieces))
    return (*whole.values(), *again), tuple(left)
