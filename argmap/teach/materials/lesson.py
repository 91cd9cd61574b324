"""A lesson about a map: a short course in reading one, exercises, a discussion, homework, and keys for the teacher."""

from __future__ import annotations

from dataclasses import dataclass

from argmap.model.claim import Claim
from argmap.model.map import ArgumentMap
from argmap.rendering.breaches import charge
from argmap.teach.context import Context
from argmap.teach.endings import uncontested
from argmap.teach.item import Item, Level
from argmap.teach.make import EXERCISES, make
from argmap.teach.materials.course import implicit_premises, is_implicit, moves, worked_example
from argmap.teach.materials.outcome import issue_endings
from argmap.teach.plain import PlainQuestion, flat_items, plain_questions
from argmap.teach.protocol import LessonPart
from argmap.teach.status import reading
from argmap.teach.templating import markdown

WARM_UP, MAIN, NUMBERS = 4, 8, 3
"""Exercises of each part at most."""

MOST_CRUXES = 3
"""Claims at most that are named as what a thesis depends on."""

POOL = 100
"""Exercises that are made to choose from."""


@dataclass(frozen=True, slots=True)
class LessonExercises:
    """The exercises of a lesson: easy ones, harder ones, and numbers to predict before an experiment is run."""

    warm_up: tuple[PlainQuestion, ...]
    main: tuple[PlainQuestion, ...]
    numbers: tuple[PlainQuestion, ...]


def lesson(map: ArgumentMap, seed: int = 0) -> str:
    """Return a lesson of about 90 minutes as Markdown; the same map and seed give the same text.

    Args:
        map: what the lesson is about.
        seed: another seed gives other exercises.
    """
    context = Context(map, seed, "lesson")
    example = worked_example(context)
    return markdown(
        "lesson.md.j2",
        map=map,
        context=context,
        moves=list(moves(map)),
        example=example,
        implicit=implicit_premises(context, example.steps if example else ()),
        said=lambda step: [name for name in step.premises if not is_implicit(context, name)],
        exercises=_exercises(map, seed, _taught(context)),
        agreed=uncontested(context),
        endings=issue_endings(context),
        reading=reading(context),
        cruxes=thesis_cruxes(context, MOST_CRUXES),
        charge=charge,
    )


def thesis_cruxes(context: Context, most: int) -> list[tuple[str, list[str]]]:
    """Return, for each thesis, single claims whose change alone changes its label: ids, `most` for each thesis."""
    single = [
        (crux.thesis, [changes[0].id for changes, _ in crux.sets if len(changes) == 1])
        for crux in context.study.cruxes
    ]
    answers = {claim.id: claim.answers for claim in context.map.theses}
    claims = [
        (thesis, [n for n in dict.fromkeys(names) if _is_elsewhere(context, n, answers[thesis])][:most])
        for thesis, names in single
    ]
    return [(thesis, names) for thesis, names in claims if names]


def _is_elsewhere(context: Context, name: str, issue: str | None) -> bool:
    """Return whether something is a claim about the matter, and no other answer to the same issue."""
    node = context.map.nodes.get(name)
    return context.is_of_substance(name) and not (isinstance(node, Claim) and node.answers == issue)


def _taught(context: Context) -> frozenset[str]:
    """Return the steps and the post that the course explains, and that no exercise may ask about."""
    example = worked_example(context)
    in_example = {example.post, *(step.id for step in example.steps)} if example else set()
    return frozenset(in_example | {move.step.id for move in moves(context.map)})


def _exercises(map: ArgumentMap, seed: int, taught: frozenset[str]) -> LessonExercises:
    """Return the exercises of each part; none asks about what an earlier one does."""
    pool = [
        item
        for item in flat_items(make(map, count=POOL, seed=seed).items)
        if taught.isdisjoint(item.rests_on)
    ]
    parts: dict[LessonPart, list[Item]] = {part: [] for part in LessonPart}
    for item in pool:
        parts[EXERCISES.load(item.kind).part].append(item)
    asked = parts[LessonPart.EXERCISES]
    easy = _mixed([item for item in asked if item.level is Level.INTRO], WARM_UP)
    hard = _mixed([item for item in asked if item.level is not Level.INTRO], MAIN)
    numbers = parts[LessonPart.EXPERIMENTS][:NUMBERS]
    return LessonExercises(*(plain_questions(part) for part in (easy, hard, numbers)))


def _mixed(items: list[Item], most: int) -> tuple[Item, ...]:
    """Return some exercises of as many kinds as there are, in their order."""
    seen: dict[str, int] = {}
    ranks = []
    for place, item in enumerate(items):
        seen[item.kind] = seen.get(item.kind, 0) + 1
        ranks.append((seen[item.kind], place))
    return tuple(items[place] for _, place in sorted(sorted(ranks)[:most], key=lambda rank: rank[1]))
