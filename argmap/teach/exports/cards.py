"""Short questions for games and cards: Kahoot's columns and Quizlet's lines.

Neither has room for posts, and Kahoot has none for long questions: what does not fit is left out.

Source:
    Kahoot's spreadsheet template (its columns and limits); Quizlet Help Center, "Importing content".
"""

from __future__ import annotations

import csv
from io import StringIO

from argmap.teach.item import ExerciseSet, Form, Item
from argmap.teach.plain import cell, line

QUESTION, ANSWER, MOST = 120, 75, 4
"""Characters of a question and of an answer, and answers, at most."""

SECONDS = "60"
COLUMNS = (
    f"Question - max {QUESTION} characters",
    *(f"Answer {place} - max {ANSWER} characters" for place in range(1, MOST + 1)),
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
)
CHOICES = {Form.CHOICE, Form.SEVERAL}


def write_kahoot(exercises: ExerciseSet) -> bytes:
    """Return the columns of Kahoot's template as CSV, with a byte order mark; Kahoot itself takes them as .xlsx."""
    out = StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for item in exercises.items:
        if not kahoot_refusal(item):
            answers = [line(option.text) for option in item.options]
            rights = ",".join(str(place) for place, option in enumerate(item.options, 1) if option.right)
            padded = [*answers, *[""] * (MOST - len(answers))]
            rows.writerow([cell(part) for part in (line(item.prompt), *padded, SECONDS, rights)])
    return out.getvalue().encode("utf-8-sig")


def write_quizlet(exercises: ExerciseSet) -> bytes:
    """Return a card on each line, its two sides with a tab between: a question with its answers, or one side of a matching."""
    rows = [
        f"{front}\t{back}\n"
        for item in exercises.items
        if not quizlet_refusal(item)
        for front, back in _sides(item)
    ]
    return "".join(rows).encode("utf-8")


def kahoot_refusal(item: Item) -> str:
    """Return why an exercise has no place in Kahoot, or "" if it has one."""
    if item.form not in CHOICES:
        return "Kahoot has only choices here"
    if len(item.options) > MOST:
        return f"a question in Kahoot has {MOST} answers at most"
    # A cell that would be a formula has one sign more.
    too_long = [line(item.prompt), *(line(option.text) for option in item.options)]
    if len(cell(too_long[0])) > QUESTION or any(len(cell(text)) > ANSWER for text in too_long[1:]):
        return f"a question in Kahoot has {QUESTION} characters at most, and an answer {ANSWER}"
    return ""


def quizlet_refusal(item: Item) -> str:
    """Return why an exercise has no place on a card, or "" if it has one."""
    return "" if item.form in CHOICES or item.form is Form.MATCH else "a card in Quizlet has one short answer"


def _sides(item: Item) -> list[tuple[str, str]]:
    if item.form is Form.MATCH:
        return [(f"{line(item.prompt)} {line(left)}", line(right)) for left, right in item.pairs]
    answers = " ".join(f"({place}) {line(option.text)}" for place, option in enumerate(item.options, 1))
    rights = [(place, option) for place, option in enumerate(item.options, 1) if option.right]
    back = " ".join(
        f"({place}) {line(option.text)} {line(option.feedback)}".strip() for place, option in rights
    )
    return [(f"{line(item.prompt)} {answers}", back)]
