"""Texts on their way out: one line, and nothing that a format cannot hold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from string import ascii_uppercase

from argmap.teach.item import Form, Item

FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (section 2.2) has no way to write."""


def line(text: str) -> str:
    """Return a text as one line, without characters that XML cannot hold.

    Example:
        >>> line("one" + chr(10) + " two" + chr(0))
        'one two'
    """
    return " ".join(FORBIDDEN.sub("", text).split())


def flat_items(items: Iterable[Item]) -> tuple[Item, ...]:
    """Return items in the forms that question banks know: cards to rebuild become an essay that lists them."""
    return tuple(_as_essay(item) if item.form is Form.REBUILD else item for item in items)


def _as_essay(item: Item) -> Item:
    cards = " ".join(
        f"({letter}) {line(text)}" for letter, (_, text) in zip(ascii_uppercase, item.cards, strict=False)
    )
    return replace(item, form=Form.ESSAY, prompt=f"{item.prompt} {cards}")


def origin(item: Item) -> str:
    """Return where an item is from, for whoever finds it in a question bank: map, version, seed and parts of the map."""
    if item.origin is None:
        return f"{item.kind} on {' '.join(item.rests_on)}"
    made = item.origin
    return f"argmap {made.map} {made.content_hash} seed {made.seed} {item.kind} on {' '.join(item.rests_on)}"


def number(value: float) -> str:
    """Return a number with up to six significant digits."""
    return f"{value:.6g}"


FORMULA = ("=", "+", "-", "@", "|", "%")


def cell(text: str) -> str:
    """Return a text that a spreadsheet does not take for a formula.

    Source:
        OWASP, "CSV Injection".
    """
    return f"'{text}" if text.lstrip().startswith(FORMULA) else text
