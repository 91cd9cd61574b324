"""Which disagreements cost most: how far the measures would rise if readings did not disagree there, each with its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from argmap.model.claim import Example
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation, RelationKind
from argmap.readings.evidence import MEASURES, AgreementMeasure, Evidence
from argmap.readings.read_thread import Names, ReadThread
from argmap.readings.tallies import Coefficient, Tally
from argmap.readings.units import Pair, is_same
from argmap.result import Result

DIGITS = 9
"""Decimals by which costs are told apart: the last ones differ between processors."""


class Dispute(StrEnum):
    """What two readings disagree on."""

    CLAIM = "claim"
    RELATION = "relation"
    LINK = "how two claims are linked"
    STANCE = "stance"
    SCHEME = "scheme"


@dataclass(frozen=True, slots=True)
class ReadingSays(Result):
    """What one reading says: its name and file, the id of the part, and its words; both "" where it has nothing."""

    reading: str
    file: str
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Disagreement(Result):
    """A disagreement with what it costs.

    Attributes:
        about: what it is about.
        cost: how far the mean of the measures that have units would rise without it.
        post: the post that it is about; None where nothing is quoted.
        quote: the words that it is about; "" where nothing is quoted.
        readings: what each of the two says.
    """

    about: Dispute
    cost: float
    post: str | None
    quote: str
    readings: tuple[ReadingSays, ReadingSays]


@dataclass(frozen=True, slots=True)
class _Open:
    """A disagreement before it is weighed: the parts of the two readings that make it, and where to look for its words."""

    about: Dispute
    thread: ReadThread
    ends: tuple[int, int]
    parts: frozenset[tuple[int, str]]
    ids: tuple[str, str]
    texts: tuple[str, str]
    node: tuple[str | None, str | None]


COUNTED = tuple(
    measure
    for measure in MEASURES
    if measure.units is not None and measure.coefficient in {Coefficient.ALPHA, Coefficient.F1}
)
"""The measures whose mean says what a disagreement costs: those with units, each once."""


def costliest(evidence: Evidence, number: int) -> tuple[Disagreement, ...]:
    """Return the disagreements that cost most, the dearest first.

    A disagreement is left out with all that disagrees because of it: a claim that one reading lacks takes its relations
    with it. Its cost is how far the mean of `COUNTED` rises then; a measure that has no disagreement left counts as 1. What
    costs the same is in the order of the first reading.

    Args:
        evidence: what the measures are computed from.
        number: how many are returned at most.
    """
    tables = [
        (measure, table, _by_part(evidence, measure))
        for measure in COUNTED
        for table in evidence.tallies(measure)
    ]
    one = np.ones((1, len(evidence.places)))
    values = [float(table.values(one)[0]) for _, table, _ in tables]
    known = [
        (table, by_part, value)
        for (_, table, by_part), value in zip(tables, values, strict=True)
        if not np.isnan(value)
    ]
    weighed = [
        (_cost(each, known), each)
        for thread in evidence.threads
        for ends, pair in thread.pairs.items()
        for each in _open(thread, ends, pair)
    ]
    dearest = sorted(weighed, key=lambda pair: -round(pair[0], DIGITS))
    return tuple(_shown(each, cost) for cost, each in dearest[:number])


ByPart = Mapping[tuple[str, Names, int, str], Sequence[int]]
"""The numbers of the disagreeing units that a part of a reading takes part in: by thread, names of the pair, reading and id."""


def _by_part(evidence: Evidence, measure: AgreementMeasure) -> ByPart:
    numbers: dict[tuple[str, Names, int, str], list[int]] = {}
    for number, (prefix, names, unit) in enumerate(evidence.units(measure)):
        if not unit.agrees:
            for reading, id in unit.parts:
                numbers.setdefault((prefix, names, reading, id), []).append(number)
    return numbers


def _cost(each: _Open, known: Sequence[tuple[Tally, ByPart, float]]) -> float:
    names = each.thread.named(each.ends)
    rise = 0.0
    for table, by_part, value in known:
        numbers = [
            number
            for reading, id in each.parts
            for number in by_part.get((each.thread.prefix, names, reading, id), ())
        ]
        if numbers:
            without = table.without(numbers)
            rise += 0.0 if np.isnan(without) else without - value
    return rise / len(known)


def _open(thread: ReadThread, ends: tuple[int, int], pair: Pair) -> Iterator[_Open]:
    """Yield all disagreements of two readings."""
    yield from _claims(thread, ends, pair)
    yield from _relations(thread, ends, pair)
    yield from _stances(thread, ends, pair)


def _claims(thread: ReadThread, ends: tuple[int, int], pair: Pair) -> Iterator[_Open]:
    for claim in pair.first.map.claims:
        if claim.id not in pair.nodes:
            said = (claim.id, ""), (claim.text, "")
            yield _Open(Dispute.CLAIM, thread, ends, frozenset({(0, claim.id)}), *said, (claim.id, None))
    for claim in pair.second.map.claims:
        if claim.id not in pair.back:
            said = ("", claim.id), ("", claim.text)
            yield _Open(Dispute.CLAIM, thread, ends, frozenset({(1, claim.id)}), *said, (None, claim.id))


def _relations(thread: ReadThread, ends: tuple[int, int], pair: Pair) -> Iterator[_Open]:
    """Yield the relations that differ or that one reading lacks; not those that lack a claim, which is a disagreement itself."""
    matched = pair.matching.of("relation")
    first, second = pair.first.map, pair.second.map
    for relation in first.relations:
        premise, other = relation.premises[0], matched.get(relation.id)
        node = premise, pair.nodes.get(premise)
        text = _relation(first, relation.id)
        if other is None:
            if {relation.target, *relation.premises} <= pair.ends.keys():
                parts = frozenset({(0, relation.id)})
                yield _Open(Dispute.RELATION, thread, ends, parts, (relation.id, ""), (text, ""), node)
            continue
        ids, texts = (relation.id, other), (text, _relation(second, other))
        if not is_same(pair, *ids):
            yield _Open(Dispute.LINK, thread, ends, frozenset(enumerate(ids)), ids, texts, node)
        schemes = relation.scheme, second.relations_by_id[other].scheme
        if None not in schemes and schemes[0] != schemes[1]:
            parts = frozenset((number, f"scheme of {id}") for number, id in enumerate(ids))
            named = f"{schemes[0]}: {texts[0]}", f"{schemes[1]}: {texts[1]}"
            yield _Open(Dispute.SCHEME, thread, ends, parts, ids, named, node)
    for relation in second.relations:
        if relation.id not in pair.back and {relation.target, *relation.premises} <= pair.back.keys():
            premise = relation.premises[0]
            texts = "", _relation(second, relation.id)
            parts = frozenset({(1, relation.id)})
            node = pair.back[premise], premise
            yield _Open(Dispute.RELATION, thread, ends, parts, ("", relation.id), texts, node)


def _stances(thread: ReadThread, ends: tuple[int, int], pair: Pair) -> Iterator[_Open]:
    here, there = pair.first.stances, pair.second.stances
    for one, other in pair.matching.of("claim").items():
        people = {who for claim, who in here if claim == one} | {
            who for claim, who in there if claim == other
        }
        for who in sorted(people):
            taken = here.get((one, who)), there.get((other, who))
            stances = [str(each.stance) if each is not None else "" for each in taken]
            if stances[0] != stances[1]:
                parts = frozenset({(0, f"{who} on {one}"), (1, f"{who} on {other}")})
                texts = [
                    f"{who} {stance} {_words(map, id)}" if stance else ""
                    for stance, map, id in zip(
                        stances, (pair.first.map, pair.second.map), (one, other), strict=True
                    )
                ]
                ids = (one if stances[0] else "", other if stances[1] else "")
                yield _Open(Dispute.STANCE, thread, ends, parts, ids, (texts[0], texts[1]), (one, other))


def _shown(each: _Open, cost: float) -> Disagreement:
    """Return a disagreement with its words: those that the first reading quotes, or else the second."""
    readings = [each.thread.readings[i] for i in each.ends]
    quotes = [
        quote
        for reading, node in zip(readings, each.node, strict=True)
        if node is not None
        for quote in reading.map.nodes[node].quotes[:1]
    ]
    said = [
        ReadingSays(reading.name, reading.file, id, text)
        for reading, id, text in zip(readings, each.ids, each.texts, strict=True)
    ]
    post = f"{each.thread.prefix}{quotes[0].post}" if quotes else None
    return Disagreement(each.about, cost, post, quotes[0].words if quotes else "", (said[0], said[1]))


def _relation(map: ArgumentMap, id: str) -> str:
    """Return a relation in words: what its premises do to its target; a relation that is a target in brackets."""
    relation = map.relations_by_id[id]
    aimed = map.relations_by_id.get(relation.target)
    target = (
        _words(map, relation.target) if aimed is None else f"[{aimed.id}: {_step(map, aimed, aimed.target)}]"
    )
    return _step(map, relation, target)


def _step(map: ArgumentMap, relation: Relation, target: str) -> str:
    premises = " + ".join(_words(map, premise) for premise in relation.premises)
    verb = relation.kind if relation.kind is RelationKind.EXPLAINS else f"{relation.kind}s"
    return f"{premises} {verb} {_words(map, target) if target in map.nodes else target}"


def _words(map: ArgumentMap, id: str) -> str:
    node = map.nodes[id]
    short = node.name if isinstance(node, Example) else node.label
    return f"“{short or node.text}”"
