"""Exercise sets as a table; no cell can be read as a formula.

Source:
    RFC 4180 for the form; OWASP, "CSV Injection", for the signs that begin a formula.
"""

from __future__ import annotations

import csv
from io import StringIO

from argmap.teach.exports.plain import cell, flat_items, line, number
from argmap.teach.item import ExerciseSet, Form, Item

COLUMNS = (
    "id",
    "kind",
    "skill",
    "level",
    "form",
    "question",
    "answers",
    "key",
    "feedback",
    "rests on",
    "map",
    "version",
    "seed",
)


def write(exercises: ExerciseSet) -> bytes:
    """Return a set as CSV with a header; answers are numbered in their cell, and the key gives their numbers."""
    out = StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    rows.writerows([cell(part) for part in _row(item)] for item in flat_items(exercises.items))
    return out.getvalue().encode("utf-8")


def _row(item: Item) -> tuple[str, ...]:
    answers, key = answers_and_key(item)
    listed = "\n".join(f"{place}. {line(answer)}" for place, answer in enumerate(answers, 1))
    feedback = "\n".join(filter(None, (item.feedback, *(option.feedback for option in item.options))))
    head = (item.id, item.kind, item.skill.value, item.level.value, item.form.value, line(item.prompt))
    made = (item.origin.map, item.origin.content_hash, str(item.origin.seed)) if item.origin else ("", "", "")
    return (*head, listed, key, feedback, " ".join(item.rests_on), *made)


def answers_and_key(item: Item) -> tuple[list[str], str]:
    """Return the answers to choose from, and the key as a reader would write it."""
    if item.form in {Form.CHOICE, Form.SEVERAL}:
        rights = [str(place) for place, option in enumerate(item.options, 1) if option.right]
        return [option.text for option in item.options], ", ".join(rights)
    if item.form is Form.MATCH:
        rights = sorted({right for _, right in item.pairs} | set(item.spare))
        return rights, "; ".join(f"{line(left)}: {rights.index(right) + 1}" for left, right in item.pairs)
    if item.form is Form.ORDER:
        shown = sorted(item.order)
        return shown, ", ".join(str(shown.index(text) + 1) for text in item.order)
    if item.form is Form.NUMBER:
        return [], f"{number(item.number)} ± {number(item.tolerance)}"
    return [], ""
