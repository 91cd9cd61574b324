"""Who takes which stance on a claim, as rules ask for it; claims that rephrase each other share their stances."""

from __future__ import annotations

from collections.abc import Mapping

from argmap.graph.stances import LastStance, record_of
from argmap.model.annotations import Commitment, Stance
from argmap.model.map import ArgumentMap, for_the_last_map

Numbered = tuple[int, int, Commitment]
"""Number of the post, place in the list, and the commitment."""

FORWARD = frozenset({Stance.ASSERTS, Stance.PROPOSES})
"""Stances that put a claim on the table, so that others can agree with it."""


def in_order(map: ArgumentMap) -> list[Numbered]:
    """Return the commitments in the order of the thread; within a post in the order of the file."""
    numbers = map.thread.numbers if map.thread else {}
    return sorted(
        ((numbers.get(c.post, 0), index, c) for index, c in enumerate(map.commitments)), key=lambda n: n[:2]
    )


@for_the_last_map
def taken(map: ArgumentMap) -> Mapping[str, tuple[LastStance, ...]]:
    """Return, by claim, every stance in the order of the thread, with the assertions that only a quote shows."""
    record = record_of(map)
    return {claim.id: record.taken.get(record.statements[claim.id], ()) for claim in map.claims}


@for_the_last_map
def last_stances(map: ArgumentMap) -> Mapping[str, Mapping[str, Stance]]:
    """Return, by claim and participant, the last stance of each, as the analysis counts them."""
    record = record_of(map)
    return {claim.id: {s.participant: s.stance for s in record.of(claim.id).last} for claim in map.claims}


def given_up(map: ArgumentMap) -> frozenset[str]:
    """Return the claims on which somebody has a stance and that nobody holds at the end: denied, retracted or only proposed."""
    last = last_stances(map).items()
    return frozenset(claim for claim, who in last if who and not any(s.accepts for s in who.values()))
