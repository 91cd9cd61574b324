"""Making a set of exercises: balanced over kinds, and none that gives away another's key."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from argmap.language import ENGLISH, Language
from argmap.model.map import ArgumentMap
from argmap.registry import Registry
from argmap.teach.context import Context, content_hash
from argmap.teach.item import ExerciseSet, Item, Level, Origin
from argmap.teach.protocol import Exercise

MOST_OF_A_KIND = 200
"""Exercises of one kind that are made to choose from."""

EXERCISES = Registry(
    "kind of exercise",
    {
        module.replace("_", "-"): f"argmap.teach.exercises.{module}:EXERCISE"
        for module in (
            "agreement",
            "authors",
            "broken_rule",
            "concession",
            "critical_questions",
            "crux",
            "equivocation",
            "linked",
            "main_conclusion",
            "missing_premise",
            "objection_chain",
            "predict_number",
            "reason_target",
            "relation_kind",
            "rebuild",
            "rephrase",
            "steelman",
            "straw_man",
            "undercut_place",
            "what_still_stands",
        )
    },
    group="argmap.exercises",
    kind="argmap.teach.protocol:Exercise",
)
"""The kinds of exercise. A new kind is a file in `exercises` and its name above; other packages use the entry point group."""


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many exercises of a kind a map gives, and what the kind needs."""

    kind: str
    items: int
    needs: str


def kinds_of_exercise(suits: Callable[[Exercise], bool]) -> tuple[str, ...]:
    """Return the names of the kinds, also those of other packages, for which `suits` holds, sorted."""
    return tuple(name for name, kind in EXERCISES.available() if suits(kind))


def make(
    map: ArgumentMap,
    *,
    kinds: Sequence[str] = (),
    count: int = 20,
    seed: int = 0,
    level: Level | None = None,
    language: Language = ENGLISH,
) -> ExerciseSet:
    """Return exercises, from easy to hard; the same map, kinds, count, seed and level give the same ones.

    Kinds take turns, so that the set is balanced; an exercise that depends on a part of the map that another of the set
    already asks about is left out, because the one would give away the other.

    Args:
        map: what is asked about.
        kinds: names of kinds; none means all.
        count: exercises at most.
        seed: another seed gives another set.
        level: only exercises of this difficulty; None means all.
        language: the language of everything but the words of the map.

    Raises:
        UnknownName: there is no such kind of exercise.
    """
    pools = [
        _pool(map, kind, seed, level, language)
        for kind in (kinds or [name for name, _ in EXERCISES.available()])
    ]
    random.Random(f"{map.id}/{seed}").shuffle(pools)
    chosen = list(islice(_in_turn(_sparing(pools)), count))
    chosen.sort(key=lambda item: (item.level.rank, item.kind, item.id))
    origin = Origin(map.id, content_hash(map), seed)
    items = tuple(replace(item, origin=origin) for item in chosen)
    return ExerciseSet(map.id, map.title, origin.content_hash, seed, items, language.name)


def yields(map: ArgumentMap, seed: int = 0) -> tuple[KindCount, ...]:
    """Return, for every kind, how many exercises the map gives, and what it would need to give some."""
    exercises: list[Exercise] = [exercise for _, exercise in EXERCISES.available()]
    return tuple(KindCount(e.name, len(_pool(map, e.name, seed, None, ENGLISH)), e.needs) for e in exercises)


def _pool(map: ArgumentMap, kind: str, seed: int, level: Level | None, language: Language) -> list[Item]:
    exercise: Exercise = EXERCISES.load(kind)
    context = Context(map, seed, kind, language)
    made = [item for item in islice(exercise.generate(context), MOST_OF_A_KIND) if item.is_sound]
    random.Random(f"{map.id}/{kind}/{seed}/order").shuffle(made)
    return [item for item in made if level in {None, item.level}]


def _sparing(pools: list[list[Item]]) -> list[list[Item]]:
    """Return the pools with those items last that would take a part from the only item of another kind."""
    scarce = {part for pool in pools if len(pool) == 1 for part in pool[0].rests_on}
    return [sorted(pool, key=lambda item: not scarce.isdisjoint(item.rests_on)) for pool in pools]


def _in_turn(pools: list[list[Item]]) -> Iterator[Item]:
    """Yield from each pool in turn what depends on no part of the map that an earlier one depends on."""
    used: set[str] = set()
    while any(pools):
        for pool in pools:
            while pool:
                item = pool.pop(0)
                if used.isdisjoint(item.rests_on):
                    used |= set(item.rests_on)
                    yield item
                    break
