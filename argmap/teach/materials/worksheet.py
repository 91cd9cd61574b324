"""Worksheets to print: the map with holes, questions, cards to cut out; the key is a file of its own.

HTML with a print style; `argmap.teach.materials.paper` makes a PDF of it. Nothing in it needs colour: the map is drawn in the theme mono.
Questions that any drawn map would answer stand on a sheet of their own, which students get before the map.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from argmap.graph.views import View
from argmap.language import ENGLISH, Language, message
from argmap.model.map import ArgumentMap
from argmap.model.relation import RelationKind
from argmap.rendering.options import Options
from argmap.teach.item import ExerciseSet, Item
from argmap.teach.make import EXERCISES, kinds_of_exercise, make
from argmap.teach.materials.holes import Hole, ViewWithHoles, with_holes
from argmap.teach.materials.mapsheets import SHEETS, map_sheets_or_one, without_people, without_remarks
from argmap.teach.plain import PlainQuestion, node_text, plain_questions
from argmap.teach.protocol import LessonPart, MapPart
from argmap.teach.templating import html

PAPERS = {"a4": "A4", "letter": "letter", "a3": "A3"}
LINES = 12
"""Lines to write an essay on."""

READ = message(
    "Read the map. Every arrow goes from a reason or an objection to the claim or the step it is about."
)
READ_EXPLANATIONS = message(
    "Read the map. Every arrow goes from a reason, an objection or an explanation to the claim or the step it is about."
)
TASKS = {
    Hole.PREMISES: message(
        "Each numbered line stands for something that is taken for granted and not said. Write down what it is."
    ),
    Hole.AUTHORS: message("Each number stands for one of these people. Who is who? {people}"),
    Hole.SIGNS: message(
        "Each numbered arrow starts at a reason (+) or at an objection (−). Which of the two is it?"
    ),
}
SIGNS = {RelationKind.SUPPORT: message("+ (a reason)"), RelationKind.ATTACK: message("− (an objection)")}


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a worksheet is like: the hole in its map, how many questions, the seed, the paper and the language."""

    hole: Hole = Hole.PREMISES
    count: int = 10
    seed: int = 0
    paper: str = "a4"
    language: Language = ENGLISH


@dataclass(frozen=True, slots=True)
class Worksheet:
    """A worksheet as HTML documents.

    Attributes:
        before: the posts and the questions that students get before the map, or "" where no question needs that.
        sheet: the map with what is asked beside it.
        key: the answers to both.
    """

    before: str
    sheet: str
    key: str


def worksheet(view: View, chosen: Sheet | None = None) -> Worksheet:
    """Return a worksheet and its key; the same view and choices give the same bytes.

    Questions are about the whole map. The drawing hides what the questions beside it ask.

    Args:
        view: the part of the map that is drawn.
        chosen: what the worksheet is like.

    Raises:
        LayoutFailed: the map cannot be drawn.
    """
    sheet = chosen or Sheet()
    made = _made(view.map, sheet)
    items = _without_answers(view.map, made.items, sheet.hole)
    stands_beside = _kinds_beside(sheet)
    beside = [item for item in items if item.kind in stands_beside]
    before = [item for item in items if item.kind not in stands_beside]
    holed = with_holes(without_remarks(_veiled(view, beside)), sheet.hole)
    values = {
        "title": view.map.title,
        "language": sheet.language.name,
        "say": sheet.language.say,
        "paper": PAPERS[sheet.paper],
        "holed": holed,
        "lines": LINES,
        "beside": plain_questions(beside, sheet.language),
        "before": plain_questions(before, sheet.language),
    }
    page = html(
        "worksheet.html.j2",
        task=_task(holed, sheet),
        hole=sheet.hole.value,
        maps=map_sheets_or_one(holed.view, SHEETS[sheet.paper], _options(holed, sheet)),
        cards=_cards(holed.view, sheet.seed),
        **values,
    )
    first = html("worksheet_before.html.j2", posts=_posts(made), **values) if before else ""
    filled = _filled(holed, sheet.language)
    return Worksheet(first, page, html("worksheet_key.html.j2", filled=filled, key_of=_key, **values))


def _options(holed: ViewWithHoles, sheet: Sheet) -> Options:
    return Options(
        theme="mono",
        title="",
        legend=not holed.unsigned,
        unsigned=holed.unsigned,
        holders=False,
        language=sheet.language.name,
    )


def _made(map: ArgumentMap, sheet: Sheet) -> ExerciseSet:
    """Return exercises; none is about what students do with the map anyway: fill its holes, and lay its cards."""
    asked = {"rebuild", "missing-premise"} if sheet.hole is Hole.PREMISES else {"rebuild"}
    kinds = kinds_of_exercise(lambda kind: kind.part is LessonPart.EXERCISES and kind.name not in asked)
    return make(map, kinds=kinds, count=sheet.count, seed=sheet.seed, language=sheet.language)


def _kinds_beside(sheet: Sheet) -> frozenset[str]:
    """Return the kinds of exercise that may stand beside the map."""
    missing = sheet.hole is Hole.AUTHORS
    return frozenset(kinds_of_exercise(lambda kind: kind.may_stand_beside(names_are_missing=missing)))


def _veiled(view: View, items: Iterable[Item]) -> View:
    """Return a view without what the questions beside it ask; labels are on no worksheet."""
    hidden = {part for item in items for part in EXERCISES.load(item.kind).hides}
    return without_people(view) if MapPart.PEOPLE in hidden else view


def _without_answers(map: ArgumentMap, items: Iterable[Item], hole: Hole) -> list[Item]:
    """Return the exercises that do not contain what belongs into the holes."""
    if hole is Hole.AUTHORS:
        return list(items)
    implicit = {claim.text for claim in map.claims if claim.implicit}
    return [item for item in items if not any(text in _all_texts(item) for text in implicit)]


def _all_texts(item: Item) -> str:
    pairs = [text for pair in item.pairs for text in pair]
    cards = [text for _, text in item.cards]
    options = [option.text for option in item.options]
    return "\n".join([item.prompt, *options, *pairs, *item.spare, *item.order, *cards])


def _posts(made: ExerciseSet) -> Sequence[tuple[int, str, list[str]]]:
    """Return the number, the author and the paragraphs of each post that a question is about."""
    return [(post.number, post.author, post.text.strip().splitlines()) for post in made.posts]


def _task(holed: ViewWithHoles, sheet: Sheet) -> str:
    if not holed.hidden and not holed.steps:
        explains = any(r.kind is RelationKind.EXPLAINS for r in holed.view.relations())
        return sheet.language.say(READ_EXPLANATIONS if explains else READ)
    return sheet.language.say(TASKS[sheet.hole], people=", ".join(sorted(holed.hidden)))


def _filled(holed: ViewWithHoles, language: Language) -> Sequence[str]:
    """Return what belongs into the holes, in their order."""
    return holed.hidden or [language.say(SIGNS[step.kind]) for step in holed.steps]


def _key(question: PlainQuestion) -> tuple[str, str]:
    """Return the right answer in words, and why it is right."""
    rights = [option for option in question.item.options if option.right]
    if rights:
        return "; ".join(o.text for o in rights), " ".join(dict.fromkeys(o.feedback for o in rights))
    return question.key, question.item.feedback


def _cards(view: View, seed: int) -> list[str]:
    texts = [node_text(node) for name, node in view.map.nodes.items() if name in view.shown]
    random.Random(f"{view.map.id}/worksheet/{seed}").shuffle(texts)
    return texts
