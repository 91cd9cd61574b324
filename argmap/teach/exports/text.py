"""Exercise sets as text: Markdown to read, a table in which no cell can be read as a formula, and JSON with everything.

Source:
    RFC 4180 for the form of the table; OWASP, "CSV Injection", for the signs that begin a formula.
"""

from __future__ import annotations

import csv
import json
from dataclasses import asdict
from io import StringIO

from argmap.language import Language
from argmap.teach.carried import carried, posts_text
from argmap.teach.item import ExerciseSet
from argmap.teach.plain import PlainQuestion, cell, flat_items, line, plain_questions
from argmap.teach.templating import markdown

COLUMNS = (
    "id",
    "kind",
    "skill",
    "level",
    "form",
    "posts",
    "question",
    "answers",
    "key",
    "feedback",
    "rests on",
    "map",
    "version",
    "seed",
)


def write_csv(exercises: ExerciseSet) -> bytes:
    """Return a set as CSV with a header; answers are numbered in their cell, and the key gives their numbers.

    It begins with a byte order mark, without which spreadsheets take UTF-8 for something else.
    """
    out = StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    questions = plain_questions(flat_items(exercises.items))
    rows.writerows([cell(part) for part in _row(exercises, question)] for question in questions)
    return out.getvalue().encode("utf-8-sig")


def write_json(exercises: ExerciseSet) -> bytes:
    """Return a set as JSON; the fields are those of `ExerciseSet` and `Item`."""
    return (json.dumps(asdict(exercises), ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def write_markdown(exercises: ExerciseSet) -> bytes:
    """Return a set as a Markdown document: questions first, the key with its reasons after them."""
    language = Language(exercises.language)
    questions = plain_questions(flat_items(exercises.items), language)
    return markdown("set.md.j2", set=exercises, questions=questions, say=language.say).encode("utf-8")


def _row(exercises: ExerciseSet, question: PlainQuestion) -> tuple[str, ...]:
    item = question.item
    answers = "\n".join(f"{place}. {line(answer)}" for place, answer in enumerate(question.answers, 1))
    feedback = "\n".join(filter(None, (item.feedback, *(option.feedback for option in item.options))))
    posts = posts_text(carried(exercises, item))
    kind = (item.kind, item.skill.value, item.level.value, item.form.value)
    head = (item.id, *kind, posts, line(item.prompt))
    made = (item.origin.map, item.origin.content_hash, str(item.origin.seed)) if item.origin else ("", "", "")
    return (*head, answers, question.key, feedback, " ".join(item.rests_on), *made)
