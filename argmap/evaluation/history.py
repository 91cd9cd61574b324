"""The labels after every post of a thread, found in one pass.

Each post is a world of its own (`argmap.solver.wellfounded`), in which what nobody knows yet fails.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from argmap.evaluation.theory import Interpretation, Theory, theory
from argmap.model.map import ArgumentMap
from argmap.model.relation import RelationKind
from argmap.solver.assumptions import Rule
from argmap.solver.wellfounded import Grounded, Worlds, grounded

MOST_WORLDS = 1_000
"""Posts in one pass; more would only take more memory."""


@dataclass(frozen=True, slots=True, eq=False)
class History:
    """For each claim, example and step the posts after which it holds, and those after which it fails.

    Bit i stands for the i-th post that was asked for. Bits of posts before it is known say nothing.
    """

    holds: Mapping[str, Worlds]
    fails: Mapping[str, Worlds]


def history(
    map: ArgumentMap, interpretation: Interpretation, said: Mapping[str, int], numbers: Sequence[int]
) -> History:
    """Return the grounded labels after each of some posts, given by ascending numbers.

    `said` is for each claim, example and relation the number of the post from which on it is known.
    """
    holds, fails = dict.fromkeys(said, 0), dict.fromkeys(said, 0)
    for start, stop in _runs(map, said, numbers):
        known = {name for name, first in said.items() if first <= numbers[stop - 1]}
        read = theory(map, interpretation, known)
        found = _labelled(read, interpretation, said, numbers[start:stop])
        for name, sentence in read.sentences.items():
            holds[name] |= found.holds[sentence] << start
            fails[name] |= found.fails[sentence] << start
    return History(holds, fails)


def _runs(map: ArgumentMap, said: Mapping[str, int], numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield where runs of posts begin and end. A rephrase makes one sentence of two, so it begins a new run."""
    merges = (said[r.id] for r in map.relations if r.kind is RelationKind.REPHRASE)
    breaks = {bisect_left(numbers, first) for first in merges} | {*range(0, len(numbers), MOST_WORLDS)}
    starts = sorted(breaks | {len(numbers)})
    yield from pairwise(starts)


def _labelled(
    read: Theory, interpretation: Interpretation, said: Mapping[str, int], numbers: Sequence[int]
) -> Grounded:
    """Return the labels in one world for each post, by a theory that has all that is known after the last one."""

    def before(first: int) -> Worlds:
        return (1 << bisect_left(numbers, first)) - 1

    failing: dict[int, Worlds] = {}
    for name, sentence in read.sentences.items():  # sentences of one class: it fails while all are unknown
        failing[sentence] = failing.get(sentence, -1) & before(said[name])
    rules: list[Rule] = []
    holding: dict[int, Worlds] = {}
    for name, first in _first_reasons(read, interpretation, said):
        # One more sentence, "no reason is known yet", with which a claim stands on its author's word.
        alone = read.framework.sentences + len(rules)
        rules.append((read.sentences[name], (alone, read.unopposed[name])))
        holding[alone] = before(first)
    framework = replace(
        read.framework,
        sentences=read.framework.sentences + len(rules),
        rules=(*read.framework.rules, *rules),
    )
    return grounded(framework, len(numbers), holding, failing)


def _first_reasons(
    read: Theory, interpretation: Interpretation, said: Mapping[str, int]
) -> Iterator[tuple[str, int]]:
    """Yield the claims that stand on their author's word until a reason is given, and the post that gives it."""
    made = {read.one.get(name, name) for name in interpretation.accept | interpretation.reject}
    for name, relations in read.onto.items():
        reasons = [said[r.id] for r in relations if r.kind is RelationKind.SUPPORT]
        if reasons and name not in read.on_its_word and name not in made:
            yield name, min(reasons)
