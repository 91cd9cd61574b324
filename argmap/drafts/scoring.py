"""How a draft compares with a map that people finished, counted one to one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from argmap.dialogue.likeness import heaviest
from argmap.drafts.file import DraftClaim, DraftFile, DraftRelation, DraftStance, Item, named
from argmap.drafts.reading_order import own_quotes
from argmap.drafts.windows import thread_hash, thread_of
from argmap.errors import ArgmapError
from argmap.model.document import MapDocument
from argmap.model.quote import Quote
from argmap.model.thread import Thread
from argmap.readings.matching import match
from argmap.readings.spans import Stretches, overlap, stretches

LEAST_OVERLAP = 0.5
"""Intersection over union from which two spans are one, as in SemEval's and ArgMining's tasks on argument components."""


@dataclass(frozen=True, slots=True)
class OneToOne:
    """How many were made, how many there are in the map, and how many of both are pairs."""

    made: int
    wanted: int
    right: int

    @property
    def precision(self) -> float:
        return self.right / self.made if self.made else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both (van Rijsbergen 1979)."""
        return 2 * self.right / (self.made + self.wanted) if self.made + self.wanted else 0.0

    def to_dict(self) -> dict[str, float]:
        """Return counts and rates as plain data."""
        rates = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        return {"made": self.made, "wanted": self.wanted, "right": self.right, **rates}


def pairs_of_spans(made: Iterable[Stretches], wanted: Iterable[Stretches]) -> dict[int, int]:
    """Return which spans are one, by their places in both lists: as many as can be, and as near as can be.

    Args:
        made: stretches of the thread.
        wanted: others.
    """
    right = list(wanted)
    weights = {
        (str(i), str(j)): share
        for i, one in enumerate(made)
        for j, other in enumerate(right)
        if (share := overlap(one, other)) >= LEAST_OVERLAP
    }
    # Each pair weighs more than all shares together could, so that their number comes first.
    return {
        int(i): int(j)
        for i, j in heaviest({pair: 1 + w / (len(weights) + 1) for pair, w in weights.items()}).items()
    }


def scores(draft: DraftFile, map: MapDocument) -> dict[str, OneToOne]:
    """Return how a draft compares with a map of the same thread: spans, claims, relations and stances.

    Args:
        draft: the draft.
        map: the finished map.

    Raises:
        ArgmapError: they are of different threads, or the map has no thread with words.
    """
    thread = thread_of(map)
    if draft.thread_hash != thread_hash(thread):
        raise ArgmapError(
            f"the draft is of thread {draft.thread!r} in other words than those of map {map.id!r}"
        )
    drafted = as_map(draft, map)
    own = {item.id: own_quotes(item, thread) for item in draft.of_kind("claim")}
    old = {c.id for c in drafted.claims} - own.keys()
    wanted = {claim.id: claim.quotes for claim in map.claims if claim.quotes and claim.id not in old}
    own_spans, spans = _spans(own.values(), thread), _spans(wanted.values(), thread)
    matching = match(_facing(drafted, spans), _facing(map, own_spans))
    same = matching.of()
    claims = [
        pair
        for pair in matching.pairs
        if pair.kind == "claim" and own.get(pair.first) and pair.second in wanted
    ]
    relations = [
        pair
        for pair in matching.pairs
        if pair.kind == "relation" and _same_relation(drafted, map, pair.first, pair.second, same)
    ]
    stances = {(s.participant, same.get(s.claim), s.stance) for s in draft.of_kind("stance")}
    there = {(c.participant, c.claim, c.stance) for c in map.commitments}
    return {
        "spans": OneToOne(len(own_spans), len(spans), len(pairs_of_spans(own_spans, spans))),
        "claims": OneToOne(sum(1 for quotes in own.values() if quotes), len(wanted), len(claims)),
        "relations": OneToOne(len([*draft.of_kind("relation")]), len(map.relations), len(relations)),
        "stances": OneToOne(len([*draft.of_kind("stance")]), len(there), len(stances & there)),
    }


def _spans(quotes: Iterable[Sequence[Quote]], thread: Thread) -> list[Stretches]:
    """Return where each of the quotes of some claims stands."""
    return [stretches((quote,), thread) for each in quotes for quote in each]


def _facing(map: MapDocument, others: Sequence[Stretches]) -> MapDocument:
    """Return a map in which each claim has the one of its quotes that is nearest to what it is compared with.

    Several places may be quoted for one claim, of which it is enough to find one.
    """
    claims = [
        claim.model_copy(update={"quotes": (nearest(claim.quotes, others, map.thread),)})
        if len(claim.quotes) > 1
        else claim
        for claim in map.claims
    ]
    return map.model_copy(update={"claims": tuple(claims)})


def nearest(quotes: Sequence[Quote], others: Sequence[Stretches], thread: Thread | None) -> Quote:
    """Return the quote that shares most with one of some stretches; of equals the first.

    Args:
        quotes: the quotes, at least one.
        others: the stretches.
        thread: the thread of all.
    """

    def nearness(quote: Quote) -> float:
        here = stretches((quote,), thread)
        return max((overlap(here, there) for there in others), default=0.0)

    return max(quotes, key=nearness)


def as_map(draft: DraftFile, map: MapDocument) -> MapDocument:
    """Return the items of a draft as a map of its thread; claims of the map that they name come with them.

    Args:
        draft: the draft.
        map: a map of its thread.
    """
    thread = thread_of(map)
    claims = [_claim(item, thread) for item in draft.of_kind("claim")]
    own = {item.id for item in draft.items}
    ends = {end for item in draft.items for end in _ends(item)} - own
    claims += [claim.to_dict() for claim in map.claims if claim.id in ends]
    here = {claim["id"] for claim in claims} | {item.id for item in draft.of_kind("relation")}
    relations = [
        {"id": r.id, "kind": str(r.relation), "premises": list(r.premises), "target": r.target}
        for r in draft.of_kind("relation")
        if here.issuperset((*r.premises, r.target))
    ]
    return MapDocument.model_validate(
        {
            "id": draft.map,
            "title": "A draft",
            "language": map.language,
            "thread": thread,
            "claims": claims,
            "relations": relations,
        }
    )


def _ends(item: Item) -> tuple[str, ...]:
    """Return the claims and relations that an item names; issues are not compared."""
    return named(item) if isinstance(item, DraftRelation | DraftStance) else ()


def _claim(item: DraftClaim, thread: Thread) -> dict[str, Any]:
    quotes = [quote.to_dict() for quote in own_quotes(item, thread)]
    return {"id": item.id, "text": item.text, "quotes": quotes, "implicit": item.implicit}


def _same_relation(
    first: MapDocument, second: MapDocument, one: str, other: str, same: dict[str, str]
) -> bool:
    """Return whether two matched relations have the same kind, premises and target, and not only some of them."""
    here = next(r for r in first.relations if r.id == one)
    there = next(r for r in second.relations if r.id == other)
    if here.kind is not there.kind or {same.get(p) for p in here.premises} != set(there.premises):
        return False
    return same.get(here.target) == there.target
