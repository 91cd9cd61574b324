"""What documents and formats share: plain texts, numbers and cells, questions as paper has them, XML, and archives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from string import ascii_uppercase
from xml.etree.ElementTree import Element, indent, tostring
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from argmap.language import ENGLISH, Language, message
from argmap.model.claim import Claim, Example
from argmap.teach.item import Form, Item

FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (section 2.2) has no way to write."""

FORMULA = ("=", "+", "-", "@", "|", "%")
"""Signs that begin a formula in a spreadsheet."""

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The date of every member of an archive: the same content gives the same bytes."""

TASKS = {
    Form.SEVERAL: message("Choose all that apply."),
    Form.MATCH: message("Write the number of the right answer next to each."),
    Form.ORDER: message("Write the numbers in the right order."),
    Form.NUMBER: message("Write down a number before you run anything."),
}
"""What to do with a question, for the forms that do not explain themselves."""


NUMBER = re.compile(r"[-+]?\d+([.,]\d+)?")


@dataclass(frozen=True, slots=True)
class PlainQuestion:
    """An exercise as paper has it: numbered answers, the key as a reader would write it, and what to do."""

    item: Item
    answers: tuple[str, ...]
    key: str
    task: str


def line(text: str) -> str:
    """Return a text as one line, without characters that XML cannot hold.

    Example:
        >>> line("one" + chr(10) + " two" + chr(0))
        'one two'
    """
    return " ".join(FORBIDDEN.sub("", text).split())


def node_text(node: Claim | Example) -> str:
    """Return what a claim or an example says."""
    return f"{node.name}: {node.text}" if isinstance(node, Example) else node.text


def number(value: float) -> str:
    """Return a number with up to six significant digits."""
    return f"{value:.6g}"


def cell(text: str) -> str:
    """Return a text that a spreadsheet does not take for a formula; a number stays one.

    Source:
        OWASP, "CSV Injection".

    Example:
        >>> cell("=1+1"), cell("-0.5"), cell("plain")
        ("'=1+1", '-0.5', 'plain')
    """
    is_formula = text.lstrip().startswith(FORMULA) and not NUMBER.fullmatch(text)
    return f"'{text}" if is_formula else text


def origin(item: Item) -> str:
    """Return where an item comes from, for whoever meets it in a question bank: map, version, seed, parts of the map."""
    if item.origin is None:
        return f"{item.kind} on {' '.join(item.rests_on)}"
    made = item.origin
    return f"argmap {made.map} {made.content_hash} seed {made.seed} {item.kind} on {' '.join(item.rests_on)}"


def flat_items(items: Iterable[Item]) -> tuple[Item, ...]:
    """Return items in the forms that question banks know: cards to rebuild become an essay that lists them."""
    return tuple(_as_essay(item) if item.form is Form.REBUILD else item for item in items)


def plain_questions(items: Iterable[Item], language: Language = ENGLISH) -> tuple[PlainQuestion, ...]:
    """Return items as paper has them, in their order; `language` is that of the tasks."""
    return tuple(
        PlainQuestion(
            item, *answers_and_key(item), language.say(TASKS[item.form]) if item.form in TASKS else ""
        )
        for item in items
    )


def answers_and_key(item: Item) -> tuple[tuple[str, ...], str]:
    """Return the answers to choose from, and the key as a reader would write it."""
    if item.form in {Form.CHOICE, Form.SEVERAL}:
        rights = [str(place) for place, option in enumerate(item.options, 1) if option.right]
        return tuple(option.text for option in item.options), ", ".join(rights)
    if item.form is Form.MATCH:
        places = {right: place for place, right in enumerate(item.right_sides, 1)}
        return item.right_sides, "; ".join(
            f"{line(left).rstrip('.')}: {places[right]}" for left, right in item.pairs
        )
    if item.form is Form.ORDER:
        shown = sorted(item.order)
        return tuple(shown), ", ".join(str(shown.index(text) + 1) for text in item.order)
    if item.form is Form.NUMBER:
        return (), f"{number(item.number)} ± {number(item.tolerance)}"
    return (), ""


def xml_bytes(root: Element) -> bytes:
    """Return an element with all below it as an XML document."""
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'.encode()


def zipped(members: Mapping[str, bytes]) -> bytes:
    """Return an archive of members by name, in their order and without the time of day."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for name, content in members.items():
            info = ZipInfo(name, FIRST_DAY)
            info.compress_type = ZIP_DEFLATED
            package.writestr(info, content)
    return out.getvalue()


def _as_essay(item: Item) -> Item:
    cards = " ".join(
        f"({letter}) {line(text)}" for letter, (_, text) in zip(ascii_uppercase, item.cards, strict=False)
    )
    return replace(item, form=Form.ESSAY, prompt=f"{item.prompt} {cards}")
