"""A Common Cartridge 1.3 (.imscc) with one quiz, for Schoology, Blackboard, Brightspace and others.

The profile knows choices with three answers and more, several answers, and essays; everything else is left out.

Source:
    1EdTech Common Cartridge 1.3, with its profile of QTI 1.2.1; the rules for each type of question are those of the profile's
    Schematron.
"""

from __future__ import annotations

from collections.abc import Callable
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

PACKAGING = "http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1"
MANIFEST_DATA = "http://ltsc.ieee.org/xsd/imsccv1p3/LOM/manifest"
ASSESSMENT = "quiz/assessment_qti.xml"
LEAST = 3
"""Answers of a choice, at least: fewer are a question of true or false."""

PROFILES = {
    Form.CHOICE: "cc.multiple_choice.v0p1",
    Form.SEVERAL: "cc.multiple_response.v0p1",
    Form.ESSAY: "cc.essay.v0p1",
}
EXAM = {"cc_profile": "cc.exam.v0p1", "qmd_assessmenttype": "Examination", "qmd_scoretype": "Percentage"}


def write(exercises: ExerciseSet) -> bytes:
    """Return the cartridge; its members have fixed names, whatever the ids of the map are."""
    members = {"imsmanifest.xml": _manifest(exercises), ASSESSMENT: _assessment(exercises)}
    return zipped({name: xml_bytes(root) for name, root in members.items()})


def refusal(item: Item) -> str:
    """Return why an exercise has no place in a cartridge, or "" if it has one."""
    if item.form is Form.CHOICE and len(item.options) < LEAST:
        return f"a choice in a Common Cartridge has {LEAST} answers or more"
    if item.form in {Form.MATCH, Form.ORDER, Form.NUMBER}:
        return "a Common Cartridge has no matching, ordering or number"
    return ""


def _manifest(exercises: ExerciseSet) -> Element:
    root = Element(
        "manifest",
        {"identifier": ident(exercises, "cartridge"), "xmlns": PACKAGING, "xmlns:lomimscc": MANIFEST_DATA},
    )
    about = SubElement(root, "metadata")
    SubElement(about, "schema").text = "IMS Common Cartridge"
    SubElement(about, "schemaversion").text = "1.3.0"
    general = SubElement(SubElement(about, "lomimscc:lom"), "lomimscc:general")
    described = f"argmap {exercises.map} {exercises.content_hash} seed {exercises.seed}"
    for name, text in (("title", exercises.title), ("description", described)):
        language = {"language": exercises.language} if name == "title" else {}
        SubElement(SubElement(general, f"lomimscc:{name}"), "lomimscc:string", language).text = line(text)
    whole = SubElement(
        SubElement(root, "organizations"),
        "organization",
        identifier="organization",
        structure="rooted-hierarchy",
    )
    top = SubElement(whole, "item", identifier="root")
    entry = SubElement(top, "item", identifier="quiz", identifierref=ident(exercises))
    SubElement(entry, "title").text = line(exercises.title)
    resource = SubElement(
        SubElement(root, "resources"),
        "resource",
        identifier=ident(exercises),
        type="imsqti_xmlv1p2/imscc_xmlv1p3/assessment",
    )
    SubElement(resource, "file", href=ASSESSMENT)
    return root


def _assessment(exercises: ExerciseSet) -> Element:
    root = Element("questestinterop", xmlns=QTI)
    assessment = SubElement(root, "assessment", ident=ident(exercises), title=line(exercises.title))
    metadata(assessment, EXAM)
    section = SubElement(assessment, "section", ident="root_section")
    for item in flat_items(exercises.items):
        if not refusal(item):
            section.append(_item(exercises, item))
    return root


def _item(exercises: ExerciseSet, item: Item) -> Element:
    root = Element("item", ident=ident(exercises, item.id), title=item.id)
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
