"""Exercises as HTML forms that carry their keys, so that a page can mark them without asking anybody."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from argmap.rendering.escape import html as attribute
from argmap.rendering.escape import html as text
from argmap.teach.exports.markdown_set import TASKS
from argmap.teach.exports.plain import number
from argmap.teach.item import Form, Item
from argmap.teach.language import Language, message

NOWHERE, TOP = "-", "top"
"""What a card hangs under that belongs nowhere, and the conclusion of all."""

CHECK, ANSWER = message("Check"), message("Answer")


@dataclass(frozen=True, slots=True)
class PracticeQuestion:
    """An exercise, the id of its form, and the language it is asked in."""

    name: str
    item: Item
    language: Language


def form(place: int, item: Item, language: Language) -> str:
    """Return an exercise as a form with its number; the script shows one at a time, and paper shows all."""
    task = TASKS.get(item.form) if item.form is not Form.MATCH else None
    told = f" <em>{text(language.say(task))}</em>" if task else ""
    answers = "".join(_ANSWERS[item.form](PracticeQuestion(f"x{place}", item, language)))
    return (
        f'<form class="item" id="x{place}" data-form="{item.form}" data-id="{attribute(item.id)}" autocomplete="off">'
        f"<fieldset><legend><b>{place}.</b> {text(item.prompt)}{told}</legend>{answers}</fieldset>"
        f'<p class="do"><button type="submit" class="check">{text(language.say(CHECK))}</button></p>'
        f'<div class="verdict" role="status"></div><p class="why general" hidden>{text(item.feedback)}</p></form>'
    )


def _choices(asked: PracticeQuestion) -> Iterator[str]:
    kind = "radio" if asked.item.form is Form.CHOICE else "checkbox"
    for place, option in enumerate(asked.item.options):
        right = " data-right" if option.right else ""
        yield (
            f'<label class="answer"><input type="{kind}" name="{asked.name}" value="{place}"{right}> <span>{text(option.text)}</span></label>'
            f'<p class="why" hidden>{text(option.feedback)}</p>'
        )


def _matches(asked: PracticeQuestion) -> Iterator[str]:
    rights = sorted({right for _, right in asked.item.pairs} | set(asked.item.spare))
    choices = f'<option value="">…</option>{"".join(f"<option>{text(right)}</option>" for right in rights)}'
    for place, (left, right) in enumerate(asked.item.pairs):
        yield (
            f'<label class="pair" for="{asked.name}-{place}">{text(left)}</label>'
            f'<select id="{asked.name}-{place}" data-right="{attribute(right)}">{choices}</select>'
        )


def _places(asked: PracticeQuestion) -> Iterator[str]:
    shown = _shuffled(asked.item, range(len(asked.item.order)))
    up, down = attribute(asked.language.say("Up")), attribute(asked.language.say("Down"))
    rows = "".join(
        f'<li data-place="{place}"><span>{text(asked.item.order[place])}</span><span class="do">'
        f'<button type="button" data-move="-1" aria-label="{up}: {attribute(asked.item.order[place])}">▲</button>'
        f'<button type="button" data-move="1" aria-label="{down}: {attribute(asked.item.order[place])}">▼</button></span></li>'
        for place in shown
    )
    yield f'<ol class="order">{rows}</ol>'


def _number(asked: PracticeQuestion) -> Iterator[str]:
    yield (
        f'<label for="{asked.name}-n">{text(asked.language.say(ANSWER))}</label> <input id="{asked.name}-n" inputmode="decimal" '
        f'data-number="{number(asked.item.number)}" data-tolerance="{number(asked.item.tolerance)}">'
    )


def _essay(asked: PracticeQuestion) -> Iterator[str]:
    yield f'<label for="{asked.name}-t" class="vh">{text(asked.language.say(ANSWER))}</label><textarea id="{asked.name}-t" rows="8"></textarea>'


def _rebuild(asked: PracticeQuestion) -> Iterator[str]:
    """Yield a row for each card: what it does, and to which other card."""
    key = {premise: (kind, target) for kind, premises, target in asked.item.steps for premise in premises}
    tops = {target for _, _, target in asked.item.steps} - set(key)
    numbers = {card: place for place, (card, _) in enumerate(asked.item.cards, 1)}
    for card, told in asked.item.cards:
        kind, target = key.get(card, ("", TOP if card in tops else NOWHERE))
        does = _options(
            (("", "…"),
                (TOP, asked.language.say("is the conclusion")), (NOWHERE, asked.language.say("belongs nowhere")),
             ("support", asked.language.say("is a reason for")), ("attack", asked.language.say("is an objection to")))
        )  # fmt: skip
        others = _options(
            [("", "…"), *((other, f"({numbers[other]})") for other, _ in asked.item.cards if other != card)]
        )
        label = asked.language.say("Card {number}", number=numbers[card])
        yield (
            f'<div class="cardrow" data-card="{attribute(card)}" data-kind="{kind}" data-target="{attribute(target)}">'
            f"<p>({numbers[card]}) <span>{text(told)}</span></p>"
            f'<select class="does" aria-label="{attribute(label)}">{does}</select> '
            f'<select class="target" aria-label="{attribute(label)} →">{others}</select></div>'
        )


def _options(choices: Iterable[tuple[str, str]]) -> str:
    return "".join(f'<option value="{attribute(value)}">{text(shown)}</option>' for value, shown in choices)


def _shuffled(item: Item, places: Iterable[int]) -> list[int]:
    """Return places in another order than the right one, the same for the same exercise."""
    right = list(places)
    found = right[:]
    draw = random.Random(item.id)
    while found == right:
        draw.shuffle(found)
    return found


_ANSWERS = {
    Form.CHOICE: _choices,
    Form.SEVERAL: _choices,
    Form.MATCH: _matches,
    Form.ORDER: _places,
    Form.NUMBER: _number,
    Form.ESSAY: _essay,
    Form.REBUILD: _rebuild,
}
