"""Elements of QTI 1.2 (assessment, section, item), which Canvas and Common Cartridges share: choices, essays, feedback.

Source:
    IMS Question & Test Interoperability 1.2, ASI XML Binding.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from xml.etree.ElementTree import Element, SubElement

from argmap.teach.item import ExerciseSet, Form, Item
from argmap.teach.plain import line

QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
RESPONSE = "response1"
FULL = 100.0
GENERAL = "general_fb"


def ident(exercises: ExerciseSet, *parts: str) -> str:
    """Return an id for a set, or for a part of it: the same for the same map, language and seed, and another one otherwise.

    A system that has imported a set knows it again by this id.
    """
    whole = "\x1f".join((exercises.map, exercises.language, str(exercises.seed), *parts))
    return f"i{sha256(whole.encode()).hexdigest()[:32]}"


def metadata(root: Element, fields: Mapping[str, str]) -> None:
    """Add fields of metadata to an assessment or to what holds those of an item."""
    whole = SubElement(root, "qtimetadata")
    for label, entry in fields.items():
        field = SubElement(whole, "qtimetadatafield")
        SubElement(field, "fieldlabel").text = label
        SubElement(field, "fieldentry").text = entry


def add_choices(root: Element, presentation: Element, item: Item) -> None:
    """Add the answers of a choice, with the feedback for each, and all points for the key."""
    idents = [f"a{place}" for place in range(1, len(item.options) + 1)]
    single = item.form is Form.CHOICE
    add_response(
        presentation, RESPONSE, zip(idents, (o.text for o in item.options), strict=True), single=single
    )
    processing = add_processing(root, item)
    for name in idents:
        shown = SubElement(processing, "respcondition", {"continue": "Yes"})
        add_equal(SubElement(shown, "conditionvar"), RESPONSE, name)
        SubElement(shown, "displayfeedback", feedbacktype="Response", linkrefid=f"{name}_fb")
    condition = SubElement(processing, "respcondition", {"continue": "No"})
    test = SubElement(condition, "conditionvar")
    rights = [name for name, option in zip(idents, item.options, strict=True) if option.right]
    if single:
        add_equal(test, RESPONSE, rights[0])
    else:
        both = SubElement(test, "and")
        for name in idents:
            add_equal(both if name in rights else SubElement(both, "not"), RESPONSE, name)
    add_score(condition, "Set", FULL)
    for name, option in zip(idents, item.options, strict=True):
        add_feedback(root, f"{name}_fb", option.feedback)


def add_essay(root: Element, presentation: Element, item: Item) -> None:
    """Add a field for a text that nobody but a person marks."""
    response = SubElement(presentation, "response_str", ident=RESPONSE, rcardinality="Single")
    SubElement(SubElement(response, "render_fib"), "response_label", ident="answer1", rshuffle="No")
    condition = SubElement(add_processing(root, item), "respcondition", {"continue": "No"})
    SubElement(SubElement(condition, "conditionvar"), "other")


def add_response(
    presentation: Element,
    name: str,
    choices: Iterable[tuple[str, str]],
    *,
    single: bool = True,
    left: str = "",
) -> None:
    """Add answers to choose from, by their ids; `left` is what stands beside them."""
    cardinality = "Single" if single else "Multiple"
    response = SubElement(presentation, "response_lid", ident=name, rcardinality=cardinality)
    if left:
        add_material(response, left)
    rendered = SubElement(response, "render_choice")
    for choice, text in choices:
        add_material(SubElement(rendered, "response_label", ident=choice), text)


def add_processing(root: Element, item: Item) -> Element:
    """Add what happens with a response: a score, and the feedback that everybody sees."""
    processing = SubElement(root, "resprocessing")
    outcomes = SubElement(processing, "outcomes")
    SubElement(outcomes, "decvar", maxvalue="100", minvalue="0", varname="SCORE", vartype="Decimal")
    if item.feedback:
        condition = SubElement(processing, "respcondition", {"continue": "Yes"})
        SubElement(SubElement(condition, "conditionvar"), "other")
        SubElement(condition, "displayfeedback", feedbacktype="Response", linkrefid=GENERAL)
    return processing


def add_equal(parent: Element, response: str, value: str) -> None:
    """Add the test whether a response is a value."""
    SubElement(parent, "varequal", respident=response).text = value


def add_score(condition: Element, action: str, value: float) -> None:
    """Add what a condition does with the score."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    SubElement(condition, "setvar", action=action, varname="SCORE").text = text


def add_feedback(root: Element, name: str, text: str) -> None:
    """Add a text that conditions show by its id."""
    add_material(SubElement(SubElement(root, "itemfeedback", ident=name), "flow_mat"), text)


def add_material(parent: Element, text: str, *, html: str = "") -> None:
    """Add a text to show: HTML where there is any, otherwise plain text."""
    shown = SubElement(
        SubElement(parent, "material"), "mattext", texttype="text/html" if html else "text/plain"
    )
    shown.text = html or line(text)
