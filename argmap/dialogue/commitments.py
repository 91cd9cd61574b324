"""Who said what, who granted it, and what more than one participant accepts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from argmap.graph.stances import StanceRecord, record_of
from argmap.model.annotations import Commitment, Stance
from argmap.model.map import ArgumentMap

DOUBTS: Mapping[Stance, str] = MappingProxyType(
    {Stance.QUESTIONS: "questioned", Stance.DENIES: "denied", Stance.RETRACTS: "retracted"}
)


@dataclass(frozen=True, slots=True, order=True)
class Voice:
    """A participant speaking in a post; `number` counts the posts of the thread from 1."""

    number: int
    name: str

    def __str__(self) -> str:
        return f"{self.name} #{self.number}".lstrip()


def voices(map: ArgumentMap) -> Mapping[str, tuple[Voice, ...]]:
    """Return who says each claim and points at each example, in the order of the thread."""
    return {
        node.id: _distinct(_voice(map, quote.post) for quote in node.quotes) for node in map.nodes.values()
    }


def taken(map: ArgumentMap, stance: Stance) -> Mapping[str, tuple[Voice, ...]]:
    """Return, for each claim, who takes that stance on it, in the order of the thread."""
    voices: dict[str, list[Voice]] = {}
    for commitment in map.commitments:
        if commitment.stance is stance:
            voices.setdefault(commitment.claim, []).append(_committed(map, commitment))
    return {claim: tuple(sorted(set(speakers))) for claim, speakers in voices.items()}


def doubts(map: ArgumentMap) -> Mapping[str, tuple[str, ...]]:
    """Return, for each claim, who questions, denies or retracts it, in words and in this order."""
    words: dict[str, list[str]] = {}
    for stance, word in DOUBTS.items():
        for claim, speakers in taken(map, stance).items():
            words.setdefault(claim, []).append(f"{word} by {', '.join(str(speaker) for speaker in speakers)}")
    return {claim: tuple(each) for claim, each in words.items()}


def common_ground(map: ArgumentMap, stances: StanceRecord | None = None) -> Mapping[str, tuple[str, ...]]:
    """Return the claims that two or more participants accept at the end and none rejects, with their names.

    A participant accepts a claim whose last stance asserts, accepts or concedes it, neither as a guess nor on a
    condition. Guesses against it do not count either. To take a claim back is not yet to reject it.

    Args:
        map: the map.
        stances: the stances of the map, where they are known already.

    Source:
        Walton & Krabbe (1995), Commitment in Dialogue: a commitment stands until it is retracted.
    """
    record = record_of(map) if stances is None else stances
    shared: dict[str, tuple[str, ...]] = {}
    for claim in sorted(claim.id for claim in map.claims):
        last = record.of(claim)
        if len(last.last) < 2:  # noqa: PLR2004 (nobody to share it with)
            continue
        people = {s.participant for s in (*last.holding, *last.conceding) if s.participant}
        if len(people) > 1 and not last.rejecting and record.statements[claim] == claim:
            shared[claim] = tuple(sorted(_name(map, person) for person in people))
    return shared


def _committed(map: ArgumentMap, commitment: Commitment) -> Voice:
    number = map.thread.numbers.get(commitment.post, 0) if map.thread else 0
    return Voice(number, _name(map, commitment.participant))


def _voice(map: ArgumentMap, post_id: str) -> Voice:
    if map.thread is None:
        return Voice(0, "")
    author = map.thread.posts_by_id[post_id].author
    return Voice(map.thread.numbers[post_id], _name(map, author) if author else "")


def _name(map: ArgumentMap, participant: str) -> str:
    known = map.thread.participants_by_id if map.thread else {}
    return known[participant].name if participant in known else participant


def _distinct(speakers: Iterable[Voice]) -> tuple[Voice, ...]:
    distinct = set(speakers)
    return tuple(distinct) if len(distinct) == 1 else tuple(sorted(distinct))
