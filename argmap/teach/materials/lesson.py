"""A lesson about a map: what the class learns and does, and apart from it the teacher's notes with all keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from argmap.language import ENGLISH, Language, message
from argmap.model.claim import Claim
from argmap.model.discussion import discussion
from argmap.model.map import ArgumentMap
from argmap.rendering.breaches import charge
from argmap.teach.context import Context
from argmap.teach.endings import uncontested
from argmap.teach.item import Item, Level
from argmap.teach.make import EXERCISES, make
from argmap.teach.materials.moves import implicit_premises, is_implicit, moves, taken, worked_example
from argmap.teach.materials.outcome import issue_endings
from argmap.teach.materials.taught import asides, breach_example, concession_example, scheme_example
from argmap.teach.passages import posts_of
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


@dataclass(frozen=True, slots=True)
class LessonSection:
    """A part of a lesson: what the templates call it, its heading, and how many minutes it takes."""

    name: str
    title: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson as two Markdown texts: one for the class, without any key, and one for the teacher."""

    students: str
    teacher: str


def lesson(map: ArgumentMap, seed: int = 0, language: Language = ENGLISH) -> Lesson:
    """Return a lesson; the same map, seed and language give the same texts.

    Args:
        map: what the lesson is about.
        seed: another seed gives other exercises.
        language: the language of everything but the words of the map.
    """
    context = Context(map, seed, "lesson", language)
    example = worked_example(context)
    exercises = _exercises(context)
    sections = tuple(_sections(context, exercises))
    asked = [q.item for part in (exercises.warm_up, exercises.main, exercises.numbers) for q in part]
    values = {
        "map": map,
        "context": context,
        "say": language.say,
        "translated": language.translated,
        "sections": sections,
        "minutes": sum(section.minutes for section in sections),
        "exercises": exercises,
    }
    students = markdown(
        "lesson.md.j2",
        moves=list(moves(map)),
        taken=taken,
        example=example,
        implicit=implicit_premises(context, example.steps if example else ()),
        asides=list(asides(context, example)) if example else [],
        said=lambda step: [name for name in step.premises if not is_implicit(context, name)],
        reading=reading(context),
        scheme=scheme_example(context),
        rules=list(discussion().rules.values()),
        breach=breach_example(context),
        grant=concession_example(context),
        charge=lambda breach: charge(breach, language),
        posts=posts_of(map, asked),
        **values,
    )
    teacher = markdown(
        "lesson_teacher.md.j2",
        agreed=uncontested(context),
        endings=issue_endings(context),
        cruxes=thesis_cruxes(context, MOST_CRUXES),
        charge=lambda breach: charge(breach, language),
        **values,
    )
    return Lesson(students, teacher)


def _sections(context: Context, exercises: LessonExercises) -> Iterator[LessonSection]:
    """Yield the parts that there is something for; their numbers and the time of the lesson follow from them."""
    parts = (
        ("reading", message("Reading an argument map"), 20, True),
        ("judging", message("Kinds of arguments, rules, and what is granted"), 15, True),
        ("warm-up", message("Warm-up"), 10, bool(exercises.warm_up)),
        ("exercises", message("Exercises"), 25, bool(exercises.main)),
        ("numbers", message("Predict, then run"), 15, bool(exercises.numbers)),
        ("discussion", message("Discussion"), 20, True),
        ("homework", message("Homework"), 0, True),
    )
    yield from (
        LessonSection(name, context.say(title), minutes)
        for name, title, minutes, is_there in parts
        if is_there
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


def taught_parts(context: Context) -> frozenset[str]:
    """Return the parts of the map that the lesson explains, and that no exercise may ask about."""
    example, scheme = worked_example(context), scheme_example(context)
    breach, grant = breach_example(context), concession_example(context)
    taught = {move.step.id for move in moves(context.map)}
    taught |= {example.post, *(step.id for step in example.steps)} if example else set()
    taught |= {scheme.step.id} if scheme else set()
    taught |= {f"breach-{context.map.breaches.index(breach) + 1}", str(breach.relation)} if breach else set()
    taught |= {grant.claim} if grant else set()
    return frozenset(taught)


def _exercises(context: Context) -> LessonExercises:
    """Return the exercises of each part; none asks about what the lesson explains."""
    made = make(context.map, count=POOL, seed=context.seed, language=context.language)
    taught = taught_parts(context)
    pool = [item for item in flat_items(made.items) if taught.isdisjoint(item.rests_on)]
    parts: dict[LessonPart, list[Item]] = {part: [] for part in LessonPart}
    for item in pool:
        parts[EXERCISES.load(item.kind).part].append(item)
    asked = parts[LessonPart.EXERCISES]
    easy = _mixed([item for item in asked if item.level is Level.INTRO], WARM_UP)
    hard = _mixed([item for item in asked if item.level is not Level.INTRO], MAIN)
    numbers = parts[LessonPart.EXPERIMENTS][:NUMBERS]
    return LessonExercises(*(plain_questions(part, context.language) for part in (easy, hard, numbers)))


def _mixed(items: list[Item], most: int) -> tuple[Item, ...]:
    """Return some exercises of as many kinds as there are, in their order."""
    seen: dict[str, int] = {}
    ranks = []
    for place, item in enumerate(items):
        seen[item.kind] = seen.get(item.kind, 0) + 1
        ranks.append((seen[item.kind], place))
    return tuple(items[place] for _, place in sorted(sorted(ranks)[:most], key=lambda rank: rank[1]))
