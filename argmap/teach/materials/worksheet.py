"""Worksheets to print: the map with holes, questions, cards to cut out; the key is a file of its own.

HTML with a print style; `argmap.teach.materials.paper` makes a PDF of it. Nothing in it needs colour: the map is drawn in the theme mono.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass

from argmap.graph.views import View
from argmap.language import ENGLISH, Language, message
from argmap.model.map import ArgumentMap
from argmap.model.relation import RelationKind
from argmap.rendering.options import Options
from argmap.teach.item import Item
from argmap.teach.make import kinds_of_exercise, make
from argmap.teach.materials.holes import Hole, ViewWithHoles, inline_drawing, with_holes
from argmap.teach.plain import PlainQuestion, node_text, plain_questions
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


def worksheet(view: View, chosen: Sheet | None = None) -> tuple[str, str]:
    """Return the worksheet and its key as HTML; the same view and choices give the same bytes.

    Questions are about the whole map, and only such as the drawing does not answer.

    Args:
        view: the part of the map that is drawn.
        chosen: what the worksheet is like.

    Raises:
        LayoutFailed: the map cannot be drawn.
    """
    sheet = chosen or Sheet()
    holed = with_holes(view, sheet.hole)
    options = Options(
        theme="mono",
        title="",
        legend=not holed.unsigned,
        unsigned=holed.unsigned,
        language=sheet.language.name,
    )
    values = {
        "title": view.map.title,
        "language": sheet.language.name,
        "say": sheet.language.say,
        "paper": PAPERS[sheet.paper],
        "holed": holed,
        "questions": plain_questions(_items(view.map, sheet), sheet.language),
    }
    page = html(
        "worksheet.html.j2",
        task=_task(holed, sheet),
        drawing=inline_drawing(holed.view, options),
        lines=LINES,
        cards=_cards(holed.view, sheet.seed),
        **values,
    )
    filled = _filled(holed, sheet.language)
    return page, html("worksheet_key.html.j2", filled=filled, key_of=_key, **values)


def _items(map: ArgumentMap, sheet: Sheet) -> list[Item]:
    """Return exercises that the map beside them does not answer, and that do not fill its holes."""
    missing = sheet.hole is Hole.AUTHORS
    kinds = kinds_of_exercise(lambda kind: kind.may_stand_beside(names_are_missing=missing))
    if not kinds:  # no name would mean every kind
        return []
    made = make(map, kinds=kinds, count=sheet.count, seed=sheet.seed, language=sheet.language)
    return _without_answers(map, made.items, sheet.hole)


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


def _task(holed: ViewWithHoles, sheet: Sheet) -> str:
    if not holed.hidden and not holed.steps:
        explains = any(r.kind is RelationKind.EXPLAINS for r in holed.view.relations())
        return sheet.language.say(READ_EXPLANATIONS if explains else READ)
    return sheet.language.say(TASKS[sheet.hole], people=", ".join(sorted(holed.hidden)))


def _filled(holed: ViewWithHoles, language: Language) -> Iterable[str]:
    """Return what belongs into the holes, in their order."""
    return holed.hidden or [language.say(SIGNS[step.kind]) for step in holed.steps]


def _key(question: PlainQuestion) -> tuple[str, str]:
    """Return the right answer in words, and why it is right."""
    rights = [option for option in question.item.options if option.right]
    if rights:
        return "; ".join(option.text for option in rights), rights[0].feedback
    return question.key, question.item.feedback


def _cards(view: View, seed: int) -> list[str]:
    texts = [node_text(node) for name, node in view.map.nodes.items() if name in view.shown]
    random.Random(f"{view.map.id}/worksheet/{seed}").shuffle(texts)
    return texts
