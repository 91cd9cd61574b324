"""Exercises as HTML forms that carry their keys, so that a page can mark them without asking anybody."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from argmap.language import Language
from argmap.teach.item import Form, Item
from argmap.teach.plain import TASKS, number
from argmap.teach.protocol import MapPart
from argmap.teach.templating import html

NOWHERE, TOP = "-", "top"
"""The key of a card that belongs nowhere, and of the conclusion of all."""


@dataclass(frozen=True, slots=True)
class CardRow:
    """A card to rebuild an argument from: its number and text, and the key: what it does, and to which other card."""

    number: int
    card: str
    text: str
    kind: str
    target: str


def form(place: int, item: Item, language: Language, hides: Sequence[MapPart] = (MapPart.EVERYTHING,)) -> str:
    """Return an exercise as a form with its number; the script shows one at a time, and paper shows all.

    Args:
        place: the number of the exercise, from 1.
        item: the exercise.
        language: the language of everything but the words of the map.
        hides: what the map beside it must not show until it is answered.
    """
    task = TASKS.get(item.form) if item.form is not Form.MATCH else None
    return html(
        "practice_form.html.j2",
        place=place,
        name=f"x{place}",
        item=item,
        print=fingerprint(item),
        hides=" ".join(hides),
        parts=" ".join(part for part in item.rests_on if " " not in part),
        task=language.say(task) if task else "",
        say=language.say,
        number=number,
        shown_order=_shuffled(item) if item.form is Form.ORDER else (),
        rows=_card_rows(item),
        nowhere=NOWHERE,
        top=TOP,
    )


def fingerprint(item: Item) -> str:
    """Return a short sign of what an exercise says, so that an answer is never shown with another question.

    Args:
        item: the exercise.
    """
    return sha256(repr(replace(item, origin=None)).encode("utf-8")).hexdigest()[:8]


def _card_rows(item: Item) -> list[CardRow]:
    key = {premise: (kind, target) for kind, premises, target in item.steps for premise in premises}
    tops = {target for _, _, target in item.steps} - set(key)
    return [
        CardRow(place, card, text, *key.get(card, ("", TOP if card in tops else NOWHERE)))
        for place, (card, text) in enumerate(item.cards, 1)
    ]


def _shuffled(item: Item) -> list[int]:
    """Return the places of an order in another order than the right one, the same for the same exercise."""
    right = list(range(len(item.order)))
    shuffled = right[:]
    draw = random.Random(item.id)
    while shuffled == right:
        draw.shuffle(shuffled)
    return shuffled
