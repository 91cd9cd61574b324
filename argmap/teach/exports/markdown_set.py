"""Exercise sets as Markdown: questions first, the key with its reasons after them."""

from __future__ import annotations

from argmap.rendering.escape import escaped
from argmap.teach.exports.plain import flat_items, line
from argmap.teach.exports.table import answers_and_key
from argmap.teach.item import ExerciseSet, Form, Item
from argmap.teach.language import ENGLISH, Language, message

TASKS = {
    Form.SEVERAL: message("Choose all that apply."),
    Form.MATCH: message("Write the number of the right answer behind each."),
    Form.ORDER: message("Write the numbers in the right order."),
    Form.NUMBER: message("Write down a number before you run anything."),
}


def write(exercises: ExerciseSet) -> bytes:
    """Return a set as a Markdown document."""
    language, items = Language(exercises.language), flat_items(exercises.items)
    title = language.say("Exercises: {title}", title=escaped(line(exercises.title)))
    head = f"# {title}\n"
    name = f"`{exercises.map}`"
    made = language.say(
        "Made from the map {map} ({version}), seed {seed}.",
        map=name,
        version=exercises.content_hash[:12],
        seed=exercises.seed,
    )
    key_title = language.say("Key")
    parts = [head, questions(items, language), f"## {key_title}\n", key(items), f"\n{made}\n"]
    return "\n".join(parts).encode("utf-8")


def questions(items: tuple[Item, ...], language: Language = ENGLISH) -> str:
    """Return the questions, numbered, without anything that tells the key."""
    return "\n".join(_question(place, item, language) for place, item in enumerate(items, 1))


def key(items: tuple[Item, ...]) -> str:
    """Return the keys, with the reason for each."""
    return "\n".join(_key(place, item) for place, item in enumerate(items, 1))


def _question(place: int, item: Item, language: Language) -> str:
    answers, _ = answers_and_key(item)
    task = f" *{language.say(TASKS[item.form])}*" if item.form in TASKS else ""
    told = [f"**{place}.** {escaped(line(item.prompt))}{task}\n"]
    told += [f"- {escaped(line(left))}: ___" for left, _ in item.pairs]
    told += [""] if item.pairs else []
    told += [f"{number}. {escaped(line(answer))}" for number, answer in enumerate(answers, 1)]
    return "\n".join(told) + "\n"


def _key(place: int, item: Item) -> str:
    _, right = answers_and_key(item)
    why = [line(option.feedback) for option in item.options if option.right] or [line(item.feedback)]
    return f"**{place}.** {escaped(' '.join(filter(None, (right, *why[:1]))))}\n"
