"""Moodle's GIFT text format.

Source:
    Moodle documentation, "GIFT format"; the ordering form is that of the ordering question type.
"""

from __future__ import annotations

import re

from argmap.teach.carried import question_html
from argmap.teach.item import ExerciseSet, Form, Item
from argmap.teach.plain import flat_items, line, number, origin
from argmap.teach.titles import exercise_title

SPECIAL = re.compile(r"([\\~=#{}:])")
JOINER = "\u2060"


def write(exercises: ExerciseSet) -> bytes:
    """Return a set as GIFT, in a category of the map's name."""
    category = line(exercises.title).replace("/", "//")
    items = flat_items(exercises.items)
    parts = [f"$CATEGORY: $course$/argmap/{category}", *(_item(exercises, item) for item in items)]
    return ("\n\n".join(parts) + "\n").encode("utf-8")


def gift_text(text: str) -> str:
    r"""Return a text that GIFT reads as text, wherever it stands.

    A bracket at its start would name a format, a slash or a dollar sign begin a comment or a category.

    Example:
        >>> gift_text("a = b {c}")
        'a \\= b \\{c\\}'
    """
    escaped = SPECIAL.sub(r"\\\1", line(text)).replace("->", "→")
    if escaped.startswith("["):
        return f"[plain]{escaped}"
    return JOINER + escaped if escaped.startswith(("/", "$", "%", ">")) else escaped


def _item(exercises: ExerciseSet, item: Item) -> str:
    """Return an item; a blank line would end it, so there is none inside."""
    general = f"####{gift_text(item.feedback)}" if item.feedback and item.form is not Form.ORDER else ""
    body = _answers(item) + general
    end = "\n" if body and not body.endswith("\n") else ""
    shown = question_html(exercises, item)
    question = f"[html]{gift_text(shown)}" if shown else f"[plain]{gift_text(item.prompt)}"
    return f"// {origin(item)}\n::{gift_text(exercise_title(exercises, item))}::{question}{{{body}{end}}}"


def _answers(item: Item) -> str:
    if item.form is Form.CHOICE:
        rows = [f"{'=' if o.right else '~'}{gift_text(o.text)}#{gift_text(o.feedback)}" for o in item.options]
    elif item.form is Form.SEVERAL:
        share = f"{100 / sum(o.right for o in item.options):.5f}".rstrip("0").rstrip(".")
        rows = [
            f"~%{share if o.right else '-' + share}%{gift_text(o.text)}#{gift_text(o.feedback)}"
            for o in item.options
        ]
    elif item.form is Form.MATCH:
        rows = [f"={gift_text(left)} -> {gift_text(right)}" for left, right in item.pairs]
        rows += [f"= -> {gift_text(right)}" for right in item.spare]
    elif item.form is Form.ORDER:
        return f">{len(item.order)} " + "\n".join(
            ["ALL VERTICAL RELATIVE_TO_CORRECT SHOW none", *map(gift_text, item.order), ""]
        )
    elif item.form is Form.NUMBER:
        return f"#{number(item.number)}:{number(item.tolerance)}\n"
    else:
        return ""
    return "\n" + "\n".join(rows) + "\n"
