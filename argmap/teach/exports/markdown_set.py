"""Exercise sets as Markdown: questions first, the key with its reasons after them."""

from __future__ import annotations

from argmap.rendering.escape import escaped
from argmap.teach.exports.plain import line
from argmap.teach.exports.table import answers_and_key
from argmap.teach.item import ExerciseSet, Form, Item

TASKS = {
    Form.SEVERAL: "Choose all that apply.",
    Form.MATCH: "Write the number of the right answer behind each.",
    Form.ORDER: "Write the numbers in the right order.",
    Form.NUMBER: "Write down a number before you run anything.",
}


def write(exercises: ExerciseSet) -> bytes:
    """Return a set as a Markdown document."""
    head = f"# Exercises: {escaped(line(exercises.title))}\n"
    made = f"\nMade from the map `{exercises.map}` ({exercises.content_hash[:12]}), seed {exercises.seed}.\n"
    return "\n".join([head, questions(exercises.items), "## Key\n", key(exercises.items), made]).encode(
        "utf-8"
    )


def questions(items: tuple[Item, ...]) -> str:
    """Return the questions, numbered, without anything that tells the key."""
    return "\n".join(_question(place, item) for place, item in enumerate(items, 1))


def key(items: tuple[Item, ...]) -> str:
    """Return the keys, with the reason for each."""
    return "\n".join(_key(place, item) for place, item in enumerate(items, 1))


def _question(place: int, item: Item) -> str:
    answers, _ = answers_and_key(item)
    task = f" *{TASKS[item.form]}*" if item.form in TASKS else ""
    told = [f"**{place}.** {escaped(line(item.prompt))}{task}\n"]
    told += [f"- {escaped(line(left))}: ___" for left, _ in item.pairs]
    told += [""] if item.pairs else []
    told += [f"{number}. {escaped(line(answer))}" for number, answer in enumerate(answers, 1)]
    return "\n".join(told) + "\n"


def _key(place: int, item: Item) -> str:
    _, right = answers_and_key(item)
    why = [line(option.feedback) for option in item.options if option.right] or [line(item.feedback)]
    return f"**{place}.** {escaped(' '.join(filter(None, (right, *why[:1]))))}\n"
