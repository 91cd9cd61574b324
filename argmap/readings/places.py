"""Values of two readings in one form, in which they can be compared: ids of one map, words by where they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from argmap.model.annotations import Breach, Commitment, StagePosts
from argmap.model.base import Record, plain_value
from argmap.model.claim import IssueOutcome
from argmap.model.map import ArgumentMap
from argmap.model.quote import Quote
from argmap.readings.spans import stretches


@dataclass(frozen=True, slots=True)
class Translation:
    """A map, and what its ids are in the other one; None leaves them as they are."""

    map: ArgumentMap
    ids: Mapping[str, str] | None

    def of(self, id: str | None) -> str | None:
        """Return an id of the other map; for a part without a partner one that no part can have."""
        return id if id is None or self.ids is None else self.ids.get(id, f"{id} of the first map only")

    def words(self, quotes: Iterable[Quote]) -> Hashable:
        """Return which words some quotes cover: where they stand, or themselves if they stand nowhere."""
        placed: list[Quote] = []
        lost: list[Quote] = []
        for quote in quotes:
            (placed if stretches((quote,), self.map.thread) else lost).append(quote)
        places = stretches(placed, self.map.thread)
        return frozenset(places.items()), frozenset((quote.post, quote.exact) for quote in lost)


def value_of(part: Any, field: str, translation: Translation) -> Any:  # noqa: PLR0911 (one return for each kind of value)
    """Return what a field says, in a form in which two maps can be compared."""
    value = getattr(part, field)
    match field:
        case "answers" | "parent" | "target" | "about":
            return translation.of(value)
        case "premises":
            return frozenset(map(translation.of, value))
        case "quotes":
            return translation.words(value)
        case "tags":
            return frozenset(value)
        case "exclusive":
            return part.is_exclusive
        case "outcome":
            return _outcome(value, translation)
        case "answered_by":
            return frozenset((answer.post, translation.of(answer.claim)) for answer in value)
    return value


def _outcome(outcome: IssueOutcome | None, translation: Translation) -> Hashable:
    if outcome is None:
        return None
    quoted = translation.words(outcome.quotes)
    return translation.of(outcome.thesis), outcome.open, frozenset(outcome.by), quoted


@dataclass(frozen=True, slots=True)
class Unnamed:
    """What a map says of one thing that has no id: the stances of a participant on a claim, a post in a stage, a breach.

    Attributes:
        kind: stance, stage or breach.
        name: what it is called in its own map.
        value: what is compared.
        written: that as plain data, for readers.
        remarks: what else is written about it: quotes, notes, reasons, who made it.
    """

    kind: str
    name: str
    value: Hashable
    written: Any
    remarks: Any


def groups_of(map: ArgumentMap, translation: Translation) -> dict[Hashable, Unnamed]:
    """Return what a map says of things without ids, by a key that is the same in both maps."""
    return {**_stances(map, translation), **_stages(map), **_breaches(map, translation)}


def _stances(map: ArgumentMap, translation: Translation) -> dict[Hashable, Unnamed]:
    by_claim: dict[tuple[str, str], list[Commitment]] = {}
    for commitment in map.commitments:
        by_claim.setdefault((commitment.participant, commitment.claim), []).append(commitment)
    groups: dict[Hashable, Unnamed] = {}
    for (participant, claim), taken in by_claim.items():
        value = Counter((c.post, c.stance, _condition(c, translation), c.hedged) for c in taken)
        groups["stance", participant, translation.of(claim)] = Unnamed(
            "stance",
            f"{participant}:{claim}",
            frozenset(value.items()),
            [_kept(c, {"post", "stance", "if", "hedged"}) for c in taken],
            [_kept(c, {"post", "stance", "quotes", *REMARKS}) for c in taken],
        )
    return groups


def _condition(commitment: Commitment, translation: Translation) -> str | None:
    """Return the condition of a stance: the claim that it is in the other map, or words."""
    is_claim = commitment.condition_claim in translation.map.nodes
    return translation.of(commitment.condition) if is_claim else commitment.condition


def _stages(map: ArgumentMap) -> dict[Hashable, Unnamed]:
    by_post: dict[tuple[str, str], list[StagePosts]] = {}
    for stage in map.stages:
        for post in stage.posts:
            by_post.setdefault((stage.stage, post), []).append(stage)
    return {
        ("stage", *key): Unnamed(
            "stage",
            ":".join(key),
            None,
            {"stage": key[0], "post": key[1]},
            [_kept(stage, {"why", *REMARKS}) for stage in stages],
        )
        for key, stages in by_post.items()
    }


def _breaches(map: ArgumentMap, translation: Translation) -> dict[Hashable, Unnamed]:
    alike: dict[Hashable, list[Breach]] = {}
    for breach in map.breaches:
        key = breach.breaks, breach.fallacy, translation.of(breach.relation), translation.words(breach.quotes)
        alike.setdefault(key, []).append(breach)
    return {
        ("breach", key): Unnamed(
            "breach",
            f"{breaches[0].breaks} in {' '.join(dict.fromkeys(quote.post for quote in breaches[0].quotes))}",
            len(breaches),
            [plain_value(breach) for breach in breaches],
            [_kept(breach, {"why", "quotes", *REMARKS}) for breach in breaches],
        )
        for key, breaches in alike.items()
    }


REMARKS = ("by", "confidence", "note")


def _kept(record: Record, keys: Iterable[str]) -> dict[str, Any]:
    """Return some keys of a record as plain data."""
    wanted = frozenset(keys)
    return {key: value for key, value in record.to_dict().items() if key in wanted}
