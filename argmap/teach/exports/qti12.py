"""A QTI 1.2 package as Canvas's classic importer takes it: a manifest and one assessment.

Source:
    IMS Question & Test Interoperability 1.2, ASI XML Binding; the question types under `question_type` are Canvas's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from xml.etree.ElementTree import Element, SubElement

from argmap.teach.item import ExerciseSet, Form, Item
from argmap.teach.plain import flat_items, line, number, origin, xml_bytes, zipped

QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
PACKAGING = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
ASSESSMENT = "assessment/assessment.xml"
RESPONSE = "response1"
TYPES = {
    Form.CHOICE: "multiple_choice_question",
    Form.SEVERAL: "multiple_answers_question",
    Form.MATCH: "matching_question",
    Form.ORDER: "matching_question",
    Form.NUMBER: "numerical_question",
    Form.ESSAY: "essay_question",
}
"""An ordering becomes a matching of places with texts: the importer knows no ordering."""

FULL = 100.0


def write(exercises: ExerciseSet) -> bytes:
    """Return the package; its members have fixed names, whatever the ids of the map are."""
    return zipped({"imsmanifest.xml": xml_bytes(_manifest()), ASSESSMENT: xml_bytes(_assessment(exercises))})


def _assessment(exercises: ExerciseSet) -> Element:
    root = Element("questestinterop", xmlns=QTI)
    assessment = SubElement(root, "assessment", ident="argmap", title=line(exercises.title))
    section = SubElement(assessment, "section", ident="root_section")
    for place, item in enumerate(flat_items(exercises.items), 1):
        section.append(item_element(item, f"item{place:03}"))
    return root


def _manifest() -> Element:
    root = Element("manifest", identifier="argmap-package", xmlns=PACKAGING)
    metadata = SubElement(root, "metadata")
    SubElement(metadata, "schema").text = "IMS Content"
    SubElement(metadata, "schemaversion").text = "1.1.3"
    SubElement(root, "organizations")
    resource = SubElement(
        SubElement(root, "resources"), "resource", identifier="argmap", type="imsqti_xmlv1p2"
    )
    SubElement(resource, "file", href=ASSESSMENT)
    return root


def item_element(item: Item, ident: str) -> Element:
    """Return an item; order in it is that of the binding: metadata, presentation, processing, feedback."""
    root = Element("item", ident=ident, title=item.id)
    metadata = SubElement(SubElement(root, "itemmetadata"), "qtimetadata")
    for label, entry in (
        ("question_type", TYPES[item.form]),
        ("points_possible", "1"),
        ("argmap", origin(item)),
    ):
        field = SubElement(metadata, "qtimetadatafield")
        SubElement(field, "fieldlabel").text = label
        SubElement(field, "fieldentry").text = entry
    presentation = SubElement(root, "presentation")
    _material(presentation, item.prompt)
    _FORMS[item.form](root, presentation, item)
    if item.feedback:
        _feedback(root, "general_fb", item.feedback)
    return root


def _choices(root: Element, presentation: Element, item: Item) -> None:
    idents = [f"a{place}" for place in range(1, len(item.options) + 1)]
    single = item.form is Form.CHOICE
    _response(presentation, RESPONSE, zip(idents, (o.text for o in item.options), strict=True), single=single)
    processing = _processing(root, item)
    for ident in idents:
        shown = SubElement(processing, "respcondition", {"continue": "Yes"})
        _equal(SubElement(shown, "conditionvar"), RESPONSE, ident)
        SubElement(shown, "displayfeedback", feedbacktype="Response", linkrefid=f"{ident}_fb")
    condition = SubElement(processing, "respcondition", {"continue": "No"})
    test = SubElement(condition, "conditionvar")
    rights = [ident for ident, option in zip(idents, item.options, strict=True) if option.right]
    if single:
        _equal(test, RESPONSE, rights[0])
    else:
        both = SubElement(test, "and")
        for ident in idents:
            _equal(both if ident in rights else SubElement(both, "not"), RESPONSE, ident)
    _score(condition, "Set", FULL)
    for ident, option in zip(idents, item.options, strict=True):
        _feedback(root, f"{ident}_fb", option.feedback)


def _matches(root: Element, presentation: Element, item: Item) -> None:
    rights = item.right_sides
    _pairs(root, presentation, item, item.pairs, rights)


def _places(root: Element, presentation: Element, item: Item) -> None:
    pairs = [(f"{place}.", text) for place, text in enumerate(item.order, 1)]
    _pairs(root, presentation, item, pairs, sorted(item.order))


def _pairs(
    root: Element, presentation: Element, item: Item, pairs: Iterable[tuple[str, str]], rights: Sequence[str]
) -> None:
    lines = list(pairs)
    idents = {right: f"r{place}" for place, right in enumerate(rights, 1)}
    processing = _processing(root, item)
    for place, (left, right) in enumerate(lines, 1):
        name = f"response_{place}"
        _response(presentation, name, ((idents[text], text) for text in rights), left=left)
        condition = SubElement(processing, "respcondition")
        _equal(SubElement(condition, "conditionvar"), name, idents[right])
        _score(condition, "Add", FULL / len(lines))


def _number(root: Element, presentation: Element, item: Item) -> None:
    response = SubElement(presentation, "response_str", ident=RESPONSE, rcardinality="Single")
    SubElement(SubElement(response, "render_fib", fibtype="Decimal"), "response_label", ident="answer1")
    condition = SubElement(_processing(root, item), "respcondition", {"continue": "No"})
    either = SubElement(SubElement(condition, "conditionvar"), "or")
    _equal(either, RESPONSE, number(item.number))
    between = SubElement(either, "and")
    SubElement(between, "vargte", respident=RESPONSE).text = number(item.number - item.tolerance)
    SubElement(between, "varlte", respident=RESPONSE).text = number(item.number + item.tolerance)
    _score(condition, "Set", FULL)


def _essay(root: Element, presentation: Element, item: Item) -> None:
    response = SubElement(presentation, "response_str", ident=RESPONSE, rcardinality="Single")
    SubElement(SubElement(response, "render_fib"), "response_label", ident="answer1", rshuffle="No")
    condition = SubElement(_processing(root, item), "respcondition", {"continue": "No"})
    SubElement(SubElement(condition, "conditionvar"), "other")


def _response(
    presentation: Element,
    ident: str,
    choices: Iterable[tuple[str, str]],
    *,
    single: bool = True,
    left: str = "",
) -> None:
    response = SubElement(
        presentation, "response_lid", ident=ident, rcardinality="Single" if single else "Multiple"
    )
    if left:
        _material(response, left)
    rendered = SubElement(response, "render_choice")
    for name, text in choices:
        _material(SubElement(rendered, "response_label", ident=name), text)


def _processing(root: Element, item: Item) -> Element:
    processing = SubElement(root, "resprocessing")
    outcomes = SubElement(processing, "outcomes")
    SubElement(outcomes, "decvar", maxvalue="100", minvalue="0", varname="SCORE", vartype="Decimal")
    if item.feedback:
        condition = SubElement(processing, "respcondition", {"continue": "Yes"})
        SubElement(SubElement(condition, "conditionvar"), "other")
        SubElement(condition, "displayfeedback", feedbacktype="Response", linkrefid="general_fb")
    return processing


def _equal(parent: Element, response: str, value: str) -> None:
    SubElement(parent, "varequal", respident=response).text = value


def _score(condition: Element, action: str, value: float) -> None:
    SubElement(condition, "setvar", action=action, varname="SCORE").text = f"{value:.2f}".rstrip("0").rstrip(
        "."
    )


def _feedback(root: Element, ident: str, text: str) -> None:
    _material(SubElement(SubElement(root, "itemfeedback", ident=ident), "flow_mat"), text)


def _material(parent: Element, text: str) -> None:
    SubElement(SubElement(parent, "material"), "mattext", texttype="text/plain").text = line(text)


_FORMS: dict[Form, Callable[[Element, Element, Item], None]] = {
    Form.CHOICE: _choices,
    Form.SEVERAL: _choices,
    Form.MATCH: _matches,
    Form.ORDER: _places,
    Form.NUMBER: _number,
    Form.ESSAY: _essay,
}
