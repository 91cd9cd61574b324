"""A Common Cartridge 1.3 (.imscc) with one quiz or a whole course, for Schoology, Blackboard, Brightspace and others.

The profile knows choices with three answers and more, several answers, and essays; everything else is left out.

Source:
    1EdTech Common Cartridge 1.3, with its profile of QTI 1.2.1; the rules for each type of question are those of the profile's
    Schematron.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from xml.etree.ElementTree import Element, SubElement

from argmap.teach.carried import question_html
from argmap.teach.exports.asi import (
    GENERAL,
    QTI,
    add_choices,
    add_essay,
    add_feedback,
    add_material,
    ident,
    metadata,
)
from argmap.teach.item import ExerciseSet, Form, Item
from argmap.teach.plain import flat_items, line, xml_bytes, zipped
from argmap.teach.titles import exercise_title

PACKAGING = "http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1"
MANIFEST_DATA = "http://ltsc.ieee.org/xsd/imsccv1p3/LOM/manifest"
ASSESSMENT = "quiz/assessment_qti.xml"
QUIZ = "imsqti_xmlv1p2/imscc_xmlv1p3/assessment"
LEAST = 3
"""Answers of a choice, at least: fewer are a question of true or false."""

PROFILES = {
    Form.CHOICE: "cc.multiple_choice.v0p1",
    Form.SEVERAL: "cc.multiple_response.v0p1",
    Form.ESSAY: "cc.essay.v0p1",
}
EXAM = {"cc_profile": "cc.exam.v0p1", "qmd_assessmenttype": "Examination", "qmd_scoretype": "Percentage"}


@dataclass(frozen=True, slots=True)
class CartridgeQuiz:
    """A quiz: its title, and its exercises by map."""

    title: str
    sets: tuple[ExerciseSet, ...]


@dataclass(frozen=True, slots=True)
class CartridgePart:
    """A part of a course: its title, its page (HTML), and its quizzes; those without an exercise that has a place are left out."""

    title: str
    page: str
    quizzes: tuple[CartridgeQuiz, ...]


def write(exercises: ExerciseSet) -> bytes:
    """Return a cartridge with one quiz; its members have fixed names, whatever the ids of the map are."""
    described = f"argmap {exercises.map} {exercises.content_hash} seed {exercises.seed}"
    root, whole, resources = _manifest(
        ident(exercises, "cartridge"), exercises.title, described, exercises.language
    )
    _refer(whole, resources, ident(exercises), exercises.title, ASSESSMENT, QUIZ)
    quiz = _assessment(ident(exercises), exercises.title, [exercises])
    return zipped({"imsmanifest.xml": xml_bytes(root), ASSESSMENT: xml_bytes(quiz)})


def write_course(title: str, language: str, parts: Sequence[CartridgePart]) -> bytes:
    """Return a cartridge with a page and quizzes for every part of a course.

    Args:
        title: the title of the course.
        language: the language around the words of the maps (BCP 47).
        parts: its parts, in order.
    """
    sets = [each for part in parts for quiz in part.quizzes for each in quiz.sets]
    made_of = "\x1f".join(sorted({f"{each.map} {each.content_hash} {each.seed}" for each in sets}))
    id = f"i{sha256(f'{language} {made_of}'.encode()).hexdigest()[:32]}"
    root, whole, resources = _manifest(id, title, f"argmap {made_of}".replace("\x1f", ", "), language)
    members: dict[str, bytes] = {}
    for place, part in enumerate(parts, start=1):
        folder = SubElement(whole, "item", identifier=f"{id}-{place}")
        SubElement(folder, "title").text = line(part.title)
        page = f"session-{place}/page.html"
        members[page] = part.page.encode("utf-8")
        _refer(folder, resources, f"{id}-{place}-page", part.title, page, "webcontent")
        for number, quiz in enumerate(part.quizzes, start=1):
            if not any(not refusal(item) for each in quiz.sets for item in flat_items(each.items)):
                continue
            name, quiz_id = f"session-{place}/quiz-{number}.xml", f"{id}-{place}-{number}"
            members[name] = xml_bytes(_assessment(quiz_id, quiz.title, quiz.sets))
            _refer(folder, resources, quiz_id, quiz.title, name, QUIZ)
    return zipped({"imsmanifest.xml": xml_bytes(root), **members})


def refusal(item: Item) -> str:
    """Return why an exercise has no place in a cartridge, or "" if it has one."""
    if item.form is Form.CHOICE and len(item.options) < LEAST:
        return f"a choice in a Common Cartridge has {LEAST} answers or more"
    if item.form in {Form.MATCH, Form.ORDER, Form.NUMBER}:
        return "a Common Cartridge has no matching, ordering or number"
    return ""


def _manifest(id: str, title: str, description: str, language: str) -> tuple[Element, Element, Element]:
    """Return a manifest, the item that holds all others, and the list of resources."""
    root = Element("manifest", {"identifier": id, "xmlns": PACKAGING, "xmlns:lomimscc": MANIFEST_DATA})
    about = SubElement(root, "metadata")
    SubElement(about, "schema").text = "IMS Common Cartridge"
    SubElement(about, "schemaversion").text = "1.3.0"
    general = SubElement(SubElement(about, "lomimscc:lom"), "lomimscc:general")
    for name, text in (("title", title), ("description", description)):
        spoken = {"language": language} if name == "title" else {}
        SubElement(SubElement(general, f"lomimscc:{name}"), "lomimscc:string", spoken).text = line(text)
    whole = SubElement(
        SubElement(root, "organizations"),
        "organization",
        identifier="organization",
        structure="rooted-hierarchy",
    )
    return root, SubElement(whole, "item", identifier="root"), SubElement(root, "resources")


def _refer(above: Element, resources: Element, id: str, title: str, file: str, kind: str) -> None:
    """Add a resource, and the item that shows it."""
    item = SubElement(above, "item", identifier=f"{id}-item", identifierref=id)
    SubElement(item, "title").text = line(title)
    resource = SubElement(resources, "resource", identifier=id, type=kind)
    if kind == "webcontent":
        resource.set("href", file)
    SubElement(resource, "file", href=file)


def _assessment(id: str, title: str, sets: Sequence[ExerciseSet]) -> Element:
    root = Element("questestinterop", xmlns=QTI)
    assessment = SubElement(root, "assessment", ident=id, title=line(title))
    metadata(assessment, EXAM)
    section = SubElement(assessment, "section", ident="root_section")
    for exercises in sets:
        for item in flat_items(exercises.items):
            if not refusal(item):
                section.append(_item(exercises, item))
    return root


def _item(exercises: ExerciseSet, item: Item) -> Element:
    root = Element("item", ident=ident(exercises, item.id), title=exercise_title(exercises, item))
    by_hand = {"qmd_computerscored": "No"} if item.form is Form.ESSAY else {}
    metadata(SubElement(root, "itemmetadata"), {"cc_profile": PROFILES[item.form]} | by_hand)
    presentation = SubElement(root, "presentation")
    add_material(presentation, item.prompt, html=question_html(exercises, item))
    _FORMS[item.form](root, presentation, item)
    if item.feedback:
        add_feedback(root, GENERAL, item.feedback)
    return root


_FORMS: dict[Form, Callable[[Element, Element, Item], None]] = {
    Form.CHOICE: add_choices,
    Form.SEVERAL: add_choices,
    Form.ESSAY: add_essay,
}
