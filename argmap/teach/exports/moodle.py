"""Moodle's own XML format for questions.

Source:
    Moodle documentation, "Moodle XML format".
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from argmap.teach.item import ExerciseSet, Form, Item
from argmap.teach.plain import flat_items, line, number, origin, xml_bytes

TYPES = {
    Form.CHOICE: "multichoice",
    Form.SEVERAL: "multichoice",
    Form.MATCH: "matching",
    Form.ORDER: "ordering",
    Form.NUMBER: "numerical",
    Form.ESSAY: "essay",
}
LONGEST_TAG = 255
"""Characters of a tag that Moodle keeps."""

ORDERING = {
    "layouttype": "VERTICAL",
    "selecttype": "ALL",
    "selectcount": "0",
    "gradingtype": "RELATIVE_TO_CORRECT",
    "showgrading": "SHOW",
    "numberingstyle": "none",
}


def write(exercises: ExerciseSet) -> bytes:
    """Return a set as a Moodle quiz in a category of the map's name; every text is plain text."""
    quiz = Element("quiz")
    category = SubElement(quiz, "question", type="category")
    _text(SubElement(category, "category"), f"$course$/argmap/{line(exercises.title).replace('/', '//')}")
    for item in flat_items(exercises.items):
        _question(quiz, item)
    return xml_bytes(quiz)


def _text(parent: Element, text: str) -> None:
    SubElement(parent, "text").text = line(text)


def _plain(parent: Element, name: str, text: str) -> Element:
    element = SubElement(parent, name, format="plain_text")
    _text(element, text)
    return element


def _question(quiz: Element, item: Item) -> None:
    question = SubElement(quiz, "question", type=TYPES[item.form])
    _text(SubElement(question, "name"), item.id)
    _plain(question, "questiontext", item.prompt)
    _plain(question, "generalfeedback", item.feedback)
    SubElement(question, "defaultgrade").text = "1"
    SubElement(question, "penalty").text = "0.3333333"
    SubElement(question, "hidden").text = "0"
    _ANSWERS[item.form](question, item)
    tags = SubElement(question, "tags")
    for tag in (item.kind, item.skill, item.level, origin(item)):
        _text(SubElement(tags, "tag"), tag[:LONGEST_TAG])


def _choices(question: Element, item: Item) -> None:
    SubElement(question, "single").text = "true" if item.form is Form.CHOICE else "false"
    SubElement(question, "shuffleanswers").text = "true"
    SubElement(question, "answernumbering").text = "abc"
    share = 100 / sum(option.right for option in item.options)
    wrong = 0.0 if item.form is Form.CHOICE else -share
    for option in item.options:
        fraction = f"{share if option.right else wrong:.5f}".rstrip("0").rstrip(".")
        answer = _plain(question, "answer", option.text)
        answer.set("fraction", fraction)
        _plain(answer, "feedback", option.feedback)


def _matches(question: Element, item: Item) -> None:
    SubElement(question, "shuffleanswers").text = "true"
    for left, right in (*item.pairs, *(("", spare) for spare in item.spare)):
        _text(SubElement(_plain(question, "subquestion", left), "answer"), right)


def _places(question: Element, item: Item) -> None:
    for name, value in ORDERING.items():
        SubElement(question, name).text = value
    for place, text in enumerate(item.order, 1):
        _plain(question, "answer", text).set("fraction", str(place))


def _number(question: Element, item: Item) -> None:
    answer = SubElement(question, "answer", fraction="100")
    _text(answer, number(item.number))
    SubElement(answer, "tolerance").text = number(item.tolerance)


def _essay(question: Element, item: Item) -> None:
    SubElement(question, "responseformat").text = "editor"
    SubElement(question, "responserequired").text = "1"
    _plain(question, "graderinfo", item.feedback)


_ANSWERS = {
    Form.CHOICE: _choices,
    Form.SEVERAL: _choices,
    Form.MATCH: _matches,
    Form.ORDER: _places,
    Form.NUMBER: _number,
    Form.ESSAY: _essay,
}
