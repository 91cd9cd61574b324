"""Who takes which stance, in the order of the thread, for the rules that judge them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from argmap.model.annotations import Commitment, Stance
from argmap.model.map import ArgumentMap

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


def implied(map: ArgumentMap) -> Iterator[tuple[int, str, str | None]]:
    """Yield who asserts what by its words alone: number of the post, claim, and author, who may be unknown.

    A quote on a claim makes the author of the post assert it, unless that person has a commitment on the claim or uses
    it as a condition.
    """
    explicit = {(c.claim, c.participant) for c in map.commitments}
    explicit |= {(c.condition_claim, c.participant) for c in map.commitments if c.condition_claim}
    posts = map.thread.posts_by_id if map.thread else {}
    numbers = map.thread.numbers if map.thread else {}
    for claim in map.claims:
        for quote in claim.quotes:
            author = posts[quote.post].author if quote.post in posts else None
            if (claim.id, author) not in explicit:
                yield numbers.get(quote.post, 0), claim.id, author


def last_stances(map: ArgumentMap) -> Mapping[str, Mapping[str, Stance]]:
    """Return, by claim and participant, the last stance of each; questions leave the stance as it was."""
    last: dict[str, dict[str, Stance]] = {}
    for _, claim, person in implied(map):
        if person is not None:
            last.setdefault(claim, {})[person] = Stance.ASSERTS
    for _, _, c in in_order(map):
        if c.stance is not Stance.QUESTIONS:
            last.setdefault(c.claim, {})[c.participant] = c.stance
    return last


def put_forward(map: ArgumentMap) -> Mapping[str, tuple[tuple[int, str | None], ...]]:
    """Return, by claim, in which posts it is asserted or proposed, and by whom."""
    found: dict[str, list[tuple[int, str | None]]] = {}
    for number, claim, person in implied(map):
        found.setdefault(claim, []).append((number, person))
    for number, _, c in in_order(map):
        if c.stance in FORWARD:
            found.setdefault(c.claim, []).append((number, c.participant))
    return {claim: tuple(who) for claim, who in found.items()}


def given_up(map: ArgumentMap) -> frozenset[str]:
    """Return the claims on which somebody has a stance and that nobody holds at the end: denied, retracted or only proposed."""
    last = last_stances(map)
    return frozenset(claim for claim, who in last.items() if not any(s.accepts for s in who.values()))
