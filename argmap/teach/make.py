"""Making a set of exercises: balanced over kinds, and none that gives away another's key."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TypeVar
from warnings import warn

from argmap.errors import BrokenPlugin, PluginWarning
from argmap.language import ENGLISH, Language
from argmap.model.map import ArgumentMap
from argmap.registry import Registry
from argmap.teach.choices import evenly_placed
from argmap.teach.context import Context, content_hash
from argmap.teach.item import ExerciseSet, Form, Item, Level, Origin
from argmap.teach.passages import posts_of
from argmap.teach.protocol import Exercise

T = TypeVar("T")

SHARE = 4
"""One in so many exercises of a set of all kinds is of one kind at most."""

MOST_ESSAYS = 3
"""Essays in a set of all kinds, at most: a set that other kinds do not fill is shorter."""

TRIED_SEEDS = 8
"""Seeds that are tried to say whether a map gives an exercise at all."""

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
    """How many exercises of a kind a map gives, what the kind needs, and why some that could be made are not asked ("" if none are)."""

    kind: str
    items: int
    needs: str
    refused: str = ""

    @property
    def why_none(self) -> str:
        """Why the map gives no exercise of the kind, as the end of the sentence "none: …"; "" if it gives some."""
        if self.items:
            return ""
        return self.refused or f"it needs {self.needs}"


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

    They are drawn in English and said in the language: every language asks the same, but for what it has no words for.
    Kinds take turns, so that the set is balanced, and of all kinds none gives more than a quarter, and none more than three
    essays. An exercise is left out if it depends on a part of the map that another of
    the set asks about, or if one text of the one has all that makes the key of the other: the one would give away the
    other. Of questions with the same answers each answer is the key as often as the others, and where the order of answers
    means nothing the key stands at each place as often.

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
    named = kinds or [name for name, _ in EXERCISES.available()]
    pools = [_pool(map, kind, seed, level) for kind in named]
    random.Random(f"{map.id}/{seed}").shuffle(pools)
    most, essays = (count, count) if kinds else (-(-count // SHARE), MOST_ESSAYS)
    chosen = list(islice(_in_turn(_sparing(pools), most, essays), count))
    chosen.sort(key=lambda item: (item.level.rank, item.kind, item.id))
    origin = Origin(map.id, content_hash(map), seed)
    placed = _placed(chosen, random.Random(f"{map.id}/{seed}"))
    items = tuple(replace(item, origin=origin) for item in _said_in(map, placed, seed, language))
    posts = posts_of(map, items)
    return ExerciseSet(map.id, map.title, origin.content_hash, seed, items, language.name, posts)


def yields(map: ArgumentMap, seed: int = 0) -> tuple[KindCount, ...]:
    """Return, for every kind, how many exercises the map gives, and what it would need to give some.

    What one draw does not give, another may: of several seeds from `seed` on, the one with most counts.
    """
    exercises: list[Exercise] = [exercise for _, exercise in EXERCISES.available()]
    seeds = range(seed, seed + TRIED_SEEDS)
    return tuple(
        KindCount(
            e.name,
            max(_pool(map, e.name, each, None).count for each in seeds),
            e.needs,
            _refused(map, e, seed),
        )
        for e in exercises
    )


def _refused(map: ArgumentMap, exercise: Exercise, seed: int) -> str:
    """Return why exercises of a kind that could be made are not asked, or "" if there are none."""
    made = [item for item in exercise.generate(Context(map, seed, exercise.name)) if item.is_sound]
    fixed = [item for item in made if item.answers_are_fixed]
    keys = {option.text for item in fixed for option in item.options if option.right}
    if fixed and not _groups(fixed, exercise.name, seed):
        if len(keys) == max(len(item.options) for item in fixed):
            return f"the look of each question that could be asked ({len(fixed)}) tells its answer, so that nobody need read the posts; it needs {exercise.needs}"
        shown = " or ".join(f"“{key}”" for key in sorted(keys))
        return f"the answer to all that could be asked ({len(fixed)}) is {shown}, so that nobody need read the posts; it needs {exercise.needs}"
    if exercise.asks_for_words and made and not any(_has_words(map, item) for item in made):
        return "it asks what posts say, and their words are not included in the thread"
    return ""


@dataclass
class _Pool:
    """The exercises of a kind to draw from, in groups that take turns.

    A group has a queue for each key, and they take turns as well, so that of questions with the same answers each answer is
    right as often as the others; when a queue is used up, its group is. Other exercises are one group with one queue.
    """

    groups: list[list[list[Item]]]

    @property
    def count(self) -> int:
        """How many exercises the groups give."""
        return sum(min(map(len, group)) * len(group) for group in self.groups)

    @property
    def is_even(self) -> bool:
        """Whether keys take turns in it."""
        return any(len(group) > 1 for group in self.groups)

    def draw(self, fits: Callable[[Item], bool]) -> Item | None:
        """Return the next exercise that fits, or nothing if the kind is used up."""
        while self.groups:
            group = self.groups.pop(0)
            queue = group.pop(0)
            while queue:
                item = queue.pop(0)
                if fits(item):
                    self.groups.append([*group, queue])
                    return item
        return None


def _generated(map: ArgumentMap, kind: str, seed: int, language: Language) -> list[Item]:
    exercise: Exercise = EXERCISES.load(kind)
    try:
        with EXERCISES.blamed(kind):
            made = list(islice(exercise.generate(Context(map, seed, kind, language)), MOST_OF_A_KIND))
    except BrokenPlugin as error:
        warn(str(error), PluginWarning, stacklevel=2)
        return []
    return [item for item in made if item.is_sound and (not exercise.asks_for_words or _has_words(map, item))]


def _has_words(map: ArgumentMap, item: Item) -> bool:
    """Return whether the words of all posts that an exercise needs are in the thread."""
    return map.thread is None or all(map.thread.text_of(passage.post) for passage in item.passages)


def _said_in(map: ArgumentMap, items: Iterable[Item], seed: int, language: Language) -> Iterator[Item]:
    """Yield English items in a language, without those that cannot be said in it; their answers keep their order."""
    if language == ENGLISH:
        yield from items
        return
    known: dict[str, dict[str, tuple[Item, Item]]] = {}
    for item in items:
        if item.kind not in known:
            spoken = {one.id: one for one in _generated(map, item.kind, seed, language)}
            english = _generated(map, item.kind, seed, ENGLISH)
            known[item.kind] = {one.id: (one, spoken[one.id]) for one in english if one.id in spoken}
        if item.id in known[item.kind]:
            one, said = known[item.kind][item.id]
            order = [one.options.index(option) for option in item.options]
            yield replace(said, options=tuple(said.options[place] for place in order))


def _pool(map: ArgumentMap, kind: str, seed: int, level: Level | None) -> _Pool:
    made = _generated(map, kind, seed, ENGLISH)
    random.Random(f"{map.id}/{kind}/{seed}/order").shuffle(made)
    made.sort(key=lambda item: item.unevenness)
    return _Pool(_groups([item for item in made if level in {None, item.level}], f"{map.id}/{kind}", seed))


def _groups(items: list[Item], name: str, seed: int) -> list[list[list[Item]]]:
    """Return items in groups of the same answers and look, and queues of the same key, without groups of which an answer is never the key.

    The group and the queue that begin move on from seed to seed.
    """
    free = [item for item in items if not item.answers_are_fixed]
    by_answers: dict[tuple[str, tuple[str, ...]], list[list[Item]]] = {}
    for item in items:
        if item.answers_are_fixed:
            answers = tuple(option.text for option in item.options)
            keys = by_answers.setdefault((item.look, answers), [[] for _ in item.options])
            keys[[o.right for o in item.options].index(True)].append(item)
    groups = [
        _moved_on(keys, f"{name}/{len(keys)}", seed) for _, keys in sorted(by_answers.items()) if all(keys)
    ]
    return _moved_on([*([[free]] if free else []), *groups], name, seed)


def _moved_on(some: list[T], name: str, seed: int) -> list[T]:
    """Return some things in an order drawn anew for so many seeds as there are things, in which each of these begins with another."""
    if not some:
        return []
    drawn = random.Random(f"{name}/{seed // len(some)}").sample(some, len(some))
    turns = seed % len(some)
    return [*drawn[turns:], *drawn[:turns]]


def _placed(items: list[Item], draw: random.Random) -> Iterator[Item]:
    """Yield items with the keys of choices at places that are used evenly."""
    choices = [item for item in items if item.form is Form.CHOICE]
    rights = [[option.right for option in item.options].index(True) for item in choices]
    where = [
        (len(item.options), right if item.answers_are_fixed or item.answers_are_in_order else -1)
        for item, right in zip(choices, rights, strict=True)
    ]
    places = dict(
        zip((item.id for item in choices), zip(rights, evenly_placed(where, draw), strict=True), strict=True)
    )
    for item in items:
        if item.form is not Form.CHOICE:
            yield item
            continue
        right, place = places[item.id]
        options = [*item.options[:right], *item.options[right + 1 :]]
        options.insert(place, item.options[right])
        yield replace(item, options=tuple(options))


def _sparing(pools: list[_Pool]) -> list[_Pool]:
    """Return the pools, those in which keys take turns first; last in each queue are items that would take a part from the only item of another kind."""
    only = [
        queue[0] for pool in pools if pool.count == 1 for group in pool.groups for queue in group if queue
    ]
    scarce = {part for item in only for part in item.rests_on}
    for pool in pools:
        for group in pool.groups:
            for queue in group:
                queue.sort(key=lambda item: not scarce.isdisjoint(item.rests_on))
    return sorted(pools, key=lambda pool: not pool.is_even)


def _in_turn(pools: list[_Pool], most: int, essays: int) -> Iterator[Item]:
    """Yield from each pool in turn, `most` at most, what gives away nothing of an earlier one, and of which no earlier one gives anything away.

    Of all pools together, there are `essays` essays at most.
    """
    used: set[str] = set()
    earlier: list[Item] = []

    def fits(item: Item) -> bool:
        if item.form is Form.ESSAY and sum(other.form is Form.ESSAY for other in earlier) >= essays:
            return False
        return used.isdisjoint(item.rests_on) and not any(
            item.tells(other) or other.tells(item) for other in earlier
        )

    for _ in range(most):
        for pool in pools:
            item = pool.draw(fits)
            if item is not None:
                used |= set(item.rests_on)
                earlier.append(item)
                yield item
