"""Moodle's own XML format for questions: every field that Moodle's own export writes for a type of question.

An import that misses a field may end with an error of the database, and what follows in the file is lost.

Source:
    Moodle documentation, "Moodle XML format"; the fields are those that Moodle 4.5 writes.
"""

from __future__ import annotations

from hashlib import sha256
from xml.etree.ElementTree import Comment, Element, SubElement

from argmap.language import Language
from argmap.teach.carried import question_html
from argmap.teach.item import ExerciseSet, Form, Item
from argmap.teach.plain import flat_items, line, number, origin, xml_bytes
from argmap.teach.titles import exercise_title

TYPES = {
    Form.CHOICE: "multichoice",
    Form.SEVERAL: "multichoice",
    Form.MATCH: "matching",
    Form.ORDER: "ordering",
    Form.NUMBER: "numerical",
    Form.ESSAY: "essay",
}
LONGEST_TAG = 50
"""Characters of a tag that Moodle keeps."""

LONGEST_ID = 100
"""Characters of an ID number, which no other question of the category may have."""

ORDERING = {
    "layouttype": "VERTICAL",
    "selecttype": "ALL",
    "selectcount": "0",
    "gradingtype": "RELATIVE_TO_CORRECT",
    "showgrading": "SHOW",
    "numberingstyle": "none",
}
UNITS = {"unitgradingtype": "0", "unitpenalty": "0.1000000", "showunits": "3", "unitsleft": "0"}
"""A number without a unit."""

ESSAY = {
    "responseformat": "editor",
    "responserequired": "1",
    "responsefieldlines": "15",
    "minwordlimit": "",
    "maxwordlimit": "",
    "attachments": "0",
    "attachmentsrequired": "0",
    "maxbytes": "0",
    "filetypeslist": "",
}


def write(exercises: ExerciseSet) -> bytes:
    """Return a set as a Moodle quiz in a category of the map's name; every text but a question with posts is plain text."""
    quiz = Element("quiz")
    category = SubElement(quiz, "question", type="category")
    _text(SubElement(category, "category"), f"$course$/argmap/{line(exercises.title).replace('/', '//')}")
    made = Language(exercises.language).say(
        "Made from the map {map} ({version}), seed {seed}.",
        map=exercises.map,
        version=exercises.content_hash[:12],
        seed=exercises.seed,
    )
    _plain(category, "info", made)
    SubElement(category, "idnumber")
    for item in flat_items(exercises.items):
        _question(quiz, exercises, item)
    return xml_bytes(quiz)


def id_number(exercises: ExerciseSet, item: Item) -> str:
    """Return the ID number of a question: map, exercise, language and version of the map, so that a later version is another question."""
    language = "" if exercises.language == "en" else f"-{exercises.language}"
    whole = f"{exercises.map}/{item.id}{language}@{exercises.content_hash[:8]}"
    if len(whole) <= LONGEST_ID:
        return whole
    return f"{whole[: LONGEST_ID - 17]}-{sha256(whole.encode()).hexdigest()[:16]}"


def _text(parent: Element, text: str) -> None:
    SubElement(parent, "text").text = line(text)


def _plain(parent: Element, name: str, text: str) -> Element:
    element = SubElement(parent, name, format="plain_text")
    _text(element, text)
    return element


def _question(quiz: Element, exercises: ExerciseSet, item: Item) -> None:
    # Two hyphens would end the comment.
    quiz.append(Comment(f" {line(origin(item)).replace('--', '- -')} "))
    question = SubElement(quiz, "question", type=TYPES[item.form])
    _text(SubElement(question, "name"), exercise_title(exercises, item))
    shown = question_html(exercises, item)
    if shown:
        _text(SubElement(question, "questiontext", format="html"), shown)
    else:
        _plain(question, "questiontext", item.prompt)
    _plain(question, "generalfeedback", item.feedback)
    SubElement(question, "defaultgrade").text = "1"
    SubElement(question, "penalty").text = "0.3333333"
    SubElement(question, "hidden").text = "0"
    SubElement(question, "idnumber").text = line(id_number(exercises, item))
    _ANSWERS[item.form](question, item)
    tags = SubElement(question, "tags")
    for tag in (item.kind, item.skill, item.level, f"argmap {exercises.map}"):
        _text(SubElement(tags, "tag"), tag[:LONGEST_TAG])


def _fields(question: Element, fields: dict[str, str]) -> None:
    for name, value in fields.items():
        SubElement(question, name).text = value


def _combined_feedback(question: Element) -> None:
    """Add the feedback for the whole answer, which is empty, and that the number of right parts is shown: no import may lack them."""
    for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
        _plain(question, name, "")
    SubElement(question, "shownumcorrect").text = "1"


def _choices(question: Element, item: Item) -> None:
    single = item.form is Form.CHOICE
    fields = {"single": str(single).lower(), "shuffleanswers": str(not item.answers_are_in_order).lower()}
    _fields(question, fields | {"answernumbering": "abc", "showstandardinstruction": "0"})
    _combined_feedback(question)
    share = 100 / sum(option.right for option in item.options)
    wrong = 0.0 if single else -share
    for option in item.options:
        fraction = f"{share if option.right else wrong:.5f}".rstrip("0").rstrip(".")
        answer = _plain(question, "answer", option.text)
        answer.set("fraction", fraction)
        _plain(answer, "feedback", option.feedback)


def _matches(question: Element, item: Item) -> None:
    SubElement(question, "shuffleanswers").text = "true"
    _combined_feedback(question)
    for left, right in (*item.pairs, *(("", spare) for spare in item.spare)):
        _text(SubElement(_plain(question, "subquestion", left), "answer"), right)


def _places(question: Element, item: Item) -> None:
    _fields(question, ORDERING)
    _combined_feedback(question)
    for place, text in enumerate(item.order, 1):
        answer = _plain(question, "answer", text)
        answer.set("fraction", str(place))
        _plain(answer, "feedback", "")


def _number(question: Element, item: Item) -> None:
    answer = SubElement(question, "answer", fraction="100", format="plain_text")
    _text(answer, number(item.number))
    _plain(answer, "feedback", "")
    SubElement(answer, "tolerance").text = number(item.tolerance)
    _fields(question, UNITS)


def _essay(question: Element, item: Item) -> None:
    _fields(question, ESSAY)
    _plain(question, "graderinfo", item.feedback)
    _plain(question, "responsetemplate", "")


_ANSWERS = {
    Form.CHOICE: _choices,
    Form.SEVERAL: _choices,
    Form.MATCH: _matches,
    Form.ORDER: _places,
    Form.NUMBER: _number,
    Form.ESSAY: _essay,
}
