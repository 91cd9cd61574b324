"""Who takes which stance, in the order of the thread, for the rules that judge them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from argmap.graph.statements import statements_of
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
    """Yield who asserts what by its words alone: number of the post, statement, and author, who may be unknown.

    A quote on a claim makes the author of the post assert it, unless that person has a commitment on the claim (other than
    taking it back later) or uses it as a condition.
    """
    one = statements_of(map)
    posts = map.thread.posts_by_id if map.thread else {}
    numbers = map.thread.numbers if map.thread else {}
    first: dict[tuple[str, str], tuple[int, Stance]] = {}
    for number, _, c in in_order(map):
        first.setdefault((one[c.claim], c.participant), (number, c.stance))
    conditions = {
        (one[c.condition_claim], c.participant) for c in map.commitments if c.condition_claim in one
    }
    for claim in map.claims:
        for quote in claim.quotes if not claim.implicit else ():
            author = posts[quote.post].author if quote.post in posts else None
            number = numbers.get(quote.post, 0)
            said = (one[claim.id], author or "")
            taken, stance = first.get(said, (number + 1, Stance.RETRACTS))
            if said not in conditions and stance is Stance.RETRACTS and taken > number:
                yield number, one[claim.id], author


def last_stances(map: ArgumentMap) -> Mapping[str, Mapping[str, Stance]]:
    """Return, by claim and participant, the last stance of each; claims that rephrase each other share them.

    Questions leave a stance as it was, and proposals too, unless there was none or it was taken back.
    """
    one = statements_of(map)
    last: dict[str, dict[str, Stance]] = {}
    for _, statement, person in implied(map):
        if person is not None:
            last.setdefault(statement, {})[person] = Stance.ASSERTS
    for _, _, c in in_order(map):
        theirs = last.setdefault(one[c.claim], {})
        proposes_anew = theirs.get(c.participant) in {None, Stance.RETRACTS}
        if c.stance is not Stance.QUESTIONS and (c.stance is not Stance.PROPOSES or proposes_anew):
            theirs[c.participant] = c.stance
    return {claim.id: last.get(one[claim.id], {}) for claim in map.claims}


def put_forward(map: ArgumentMap) -> Mapping[str, tuple[tuple[int, str | None], ...]]:
    """Return, by claim, in which posts it is asserted or proposed, and by whom; rephrases of it count."""
    one = statements_of(map)
    found: dict[str, list[tuple[int, str | None]]] = {}
    for number, statement, person in implied(map):
        found.setdefault(statement, []).append((number, person))
    for number, _, c in in_order(map):
        if c.stance in FORWARD:
            found.setdefault(one[c.claim], []).append((number, c.participant))
    return {claim.id: tuple(found.get(one[claim.id], ())) for claim in map.claims}


def given_up(map: ArgumentMap) -> frozenset[str]:
    """Return the claims on which somebody has a stance and that nobody holds at the end: denied, retracted or only proposed."""
    last = last_stances(map).items()
    return frozenset(claim for claim, who in last if who and not any(s.accepts for s in who.values()))
