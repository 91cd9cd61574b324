"""All maps of a class laid over the reference: how many students have each step, what many have instead, and where they differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from argmap.graph.views import View
from argmap.teach.marking.class_report import statistics
from argmap.teach.marking.mark import Marked
from argmap.teach.marking.rubric import Slip
from argmap.teach.marking.submission import as_drawn
from argmap.teach.marking.triples import Triple, pieces

EXTRA = 8
"""Steps of the class that are drawn beside those of the reference, at most."""
SEVERAL = 2
"""Students who have to draw a step before it is shown; one alone would be recognised."""
DIFFERENCES = 3


@dataclass(frozen=True, slots=True)
class StepCount:
    """A step of the reference: how many students have it right, nearly right, and not at all."""

    relation: str
    premise: str
    right: int
    nearly: int
    missing: int


@dataclass(frozen=True, slots=True)
class ExtraStep:
    """A step that is not in the reference, and how many students draw it. `target` is a claim or a relation of the reference."""

    kind: str
    premise: str
    target: str
    count: int


@dataclass(frozen=True, slots=True)
class ClassDifference:
    """A claim that several students connect otherwise than the reference: each way with the number of students.

    Attributes:
        claim: the id of the claim.
        ways: kind, target and count, the most frequent first: those of the reference, and others that several have.
        absent: how many connect it with nothing.
        reference: kind and target of the ways of the reference.
    """

    claim: str
    ways: tuple[tuple[str, str, int], ...]
    absent: int
    reference: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Overlay:
    """What a class made of a map: steps from the hardest, what is drawn beside them, and what to discuss."""

    students: int
    steps: tuple[StepCount, ...]
    extra: tuple[ExtraStep, ...]
    differences: tuple[ClassDifference, ...]
    whole: Mapping[str, int]
    """For each relation of the reference, how many students have it with all its premises."""


def overlay(reference: View, marked: Sequence[Marked]) -> Overlay:
    """Return what a class made of a map.

    Args:
        reference: the map, or the part of it, that was asked for.
        marked: the submissions, marked against it; those that were asked for other steps than the first are left out.

    Returns:
        Steps by their mean credit, the hardest first; extra steps that several students draw, the most frequent first;
        and the three most telling differences: the claims that most students connect in one way that is not in the
        reference, in the order of the map where the numbers are equal.
    """
    counted = comparable(marked)
    wanted = set(counted[0].steps_of) if counted else set()
    places = {triple: (step.id, premise) for step, premise, triple in pieces(as_drawn(reference.relations()))}
    ends = _Ends.of(reference)
    return Overlay(
        len(counted),
        tuple(
            StepCount(*places[one.step], *_counts(counted, one.step))
            for one in statistics(counted)
            if one.step in places
        ),
        tuple(_extra(counted, wanted, ends)),
        tuple(_differences(counted, wanted, ends, reference)),
        _whole(counted, places),
    )


def comparable(marked: Sequence[Marked]) -> list[Marked]:
    """Return the submissions that were asked for the same steps as the first, in their order."""
    return [one for one in marked if one.steps_of == marked[0].steps_of]


def drawn(one: Marked) -> tuple[Triple, ...]:
    """Return every step of a submission, those of the reference first."""
    return (*(credit.drawn for credit in one.credits if credit.drawn is not None), *one.extra)


@dataclass(frozen=True, slots=True)
class _Ends:
    """Where steps end: a claim, or the relation of the reference that joins what an undercut names."""

    claims: frozenset[str]
    by_joins: Mapping[tuple[str, str], str]

    @classmethod
    def of(cls, reference: View) -> _Ends:
        known: dict[tuple[str, str], str] = {}
        for relation in reference.relations():
            for premise in relation.premises:
                known.setdefault((premise, relation.target), relation.id)
        return cls(frozenset(reference.map.nodes), known)

    def end(self, triple: Triple) -> str | None:
        """Return where a step ends; None where that is nothing of the reference."""
        if triple.joins:
            pairs = ((premise, triple.joins[-1]) for premise in triple.joins[:-1])
            return next((self.by_joins[pair] for pair in pairs if pair in self.by_joins), None)
        return triple.end if triple.end in self.claims else None


def _counts(marked: Sequence[Marked], step: Triple) -> tuple[int, int, int]:
    slips = [credit.slip for one in marked for credit in one.credits if credit.step == step]
    right, missing = slips.count(Slip.NONE), slips.count(Slip.MISSING)
    return right, len(slips) - right - missing, missing


def _whole(marked: Sequence[Marked], places: Mapping[Triple, tuple[str, str]]) -> dict[str, int]:
    by_relation: dict[str, list[Triple]] = {}
    for triple, (relation, _) in places.items():
        by_relation.setdefault(relation, []).append(triple)
    right = [{credit.step for credit in one.credits if credit.slip is Slip.NONE} for one in marked]
    return {name: sum(mine.issuperset(steps) for mine in right) for name, steps in by_relation.items()}


def _extra(marked: Sequence[Marked], wanted: set[Triple], ends: _Ends) -> Iterable[ExtraStep]:
    counts = Counter(triple for one in marked for triple in {*drawn(one)} - wanted)
    rows = sorted(counts.items(), key=lambda row: (-row[1], row[0].kind, row[0].premise, row[0].end))
    shown = 0
    for triple, count in rows:
        end = ends.end(triple)
        known = triple.premise in ends.claims and end is not None and end != triple.premise
        if known and count >= SEVERAL and shown < EXTRA:
            shown += 1
            yield ExtraStep(str(triple.kind), triple.premise, str(end), count)


def _differences(
    marked: Sequence[Marked], wanted: set[Triple], ends: _Ends, reference: View
) -> Iterable[ClassDifference]:
    ranked: list[tuple[int, int, ClassDifference]] = []
    for place, claim in enumerate(reference.map.nodes):
        right = sorted({way for t in wanted if t.premise == claim and (way := _way(t, ends)) is not None})
        mine = [{_way(t, ends) for t in drawn(one) if t.premise == claim} - {None} for one in marked]
        counts = Counter(way for ways in mine for way in ways if way is not None)
        other = max((count for way, count in counts.items() if way not in right), default=0)
        if right and other >= SEVERAL:
            shown = {way for way, count in counts.items() if count >= SEVERAL} | set(right)
            ways = tuple((*way, counts[way]) for way in sorted(shown, key=lambda way: (-counts[way], way)))
            difference = ClassDifference(claim, ways, sum(not ways for ways in mine), tuple(right))
            ranked.append((-other, place, difference))
    return [one for *_, one in sorted(ranked, key=lambda row: row[:2])[:DIFFERENCES]]


def _way(triple: Triple, ends: _Ends) -> tuple[str, str] | None:
    end = ends.end(triple)
    return None if end is None else (str(triple.kind), end)
