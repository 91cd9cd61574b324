"""A QTI 2.1 package: a manifest, a test and an item file for each exercise, in a zip that is the same every time.

Source:
    IMS Question & Test Interoperability 2.1 (2012), Assessment Test, Section and Item Information Model;
    IMS Content Packaging 1.1.

The posts that a question needs stand in its body, before the interaction: players show no shared stimulus. What a good answer
contains is feedback after the answer and no rubric, which players ignore or show too early.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, fromstring

from argmap.teach.carried import carried, posts_html
from argmap.teach.item import ExerciseSet, Form, Item
from argmap.teach.plain import flat_items, line, number, origin, xml_bytes, zipped
from argmap.teach.titles import exercise_title

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
PACKAGING = "http://www.imsglobal.org/xsd/imscp_v1p1"
LONGEST = 256
"""Characters of a label (string256)."""


def write(exercises: ExerciseSet) -> bytes:
    """Return the package. Its members have numbers for names, whatever the ids of the map are."""
    items = flat_items(exercises.items)
    names = [f"item-{place:03}" for place in range(1, len(items) + 1)]
    members = {
        "imsmanifest.xml": _manifest(names),
        "test.xml": _test(exercises, names),
        **{f"{n}.xml": assessment_item(exercises, item, n) for n, item in zip(names, items, strict=True)},
    }
    return zipped({name: xml_bytes(root) for name, root in members.items()})


def _manifest(names: list[str]) -> Element:
    root = Element("manifest", xmlns=PACKAGING, identifier="argmap-package")
    metadata = SubElement(root, "metadata")
    SubElement(metadata, "schema").text = "QTIv2.1 Package"
    SubElement(metadata, "schemaversion").text = "1.0.0"
    SubElement(root, "organizations")
    resources = SubElement(root, "resources")
    test = _resource(resources, "test", "imsqti_test_xmlv2p1")
    for name in names:
        SubElement(test, "dependency", identifierref=name)
    for name in names:
        _resource(resources, name, "imsqti_item_xmlv2p1")
    return root


def _resource(resources: Element, name: str, type: str) -> Element:
    resource = SubElement(resources, "resource", identifier=name, type=type, href=f"{name}.xml")
    SubElement(resource, "file", href=f"{name}.xml")
    return resource


def _test(exercises: ExerciseSet, names: list[str]) -> Element:
    root = Element("assessmentTest", xmlns=QTI, identifier="test", title=line(exercises.title))
    part = SubElement(
        root, "testPart", identifier="part", navigationMode="nonlinear", submissionMode="individual"
    )
    section = SubElement(
        part, "assessmentSection", identifier="section", title=line(exercises.title), visible="true"
    )
    for name in names:
        SubElement(section, "assessmentItemRef", identifier=name, href=f"{name}.xml")
    return root


def assessment_item(exercises: ExerciseSet, item: Item, name: str) -> Element:
    """Return an item; order in it is that of the schema: responses, outcomes, body, processing, feedback."""
    posts = posts_html(carried(exercises, item))
    root = Element(
        "assessmentItem",
        xmlns=QTI,
        identifier=name,
        title=exercise_title(exercises, item),
        label=origin(item)[:LONGEST],
        adaptive="false",
        timeDependent="false",
    )
    _FORMS[item.form](root, item)
    body = root.find("itemBody")
    if posts and body is not None:
        body.insert(0, fromstring(f"<div>{posts}</div>"))  # noqa: S314 (written above)
    if item.feedback:
        _general_feedback(root, item.feedback)
    return root


def _declared(root: Element, cardinality: str, base: str, values: list[str]) -> Element:
    declared = SubElement(
        root, "responseDeclaration", identifier="RESPONSE", cardinality=cardinality, baseType=base
    )
    correct = SubElement(declared, "correctResponse") if values else None
    for value in values:
        if correct is not None:
            SubElement(correct, "value").text = value
    return declared


def _general_feedback(root: Element, text: str) -> None:
    """Add the feedback that everybody sees who has answered: before that its outcome is not set."""
    declared = Element(
        "outcomeDeclaration", identifier="GENERAL", cardinality="single", baseType="identifier"
    )
    body = next(place for place, child in enumerate(root) if child.tag == "itemBody")
    root.insert(body, declared)
    processing = root.find("responseProcessing")
    if processing is None:
        processing = SubElement(root, "responseProcessing")
    shown = SubElement(processing, "setOutcomeValue", identifier="GENERAL")
    SubElement(shown, "baseValue", baseType="identifier").text = "answered"
    feedback = SubElement(
        root, "modalFeedback", outcomeIdentifier="GENERAL", identifier="answered", showHide="show"
    )
    feedback.text = line(text)


def _outcomes(root: Element, *, feedback: str = "") -> Element:
    """Declare the score, and feedback of a cardinality if there is one for each answer; return the body."""
    SubElement(root, "outcomeDeclaration", identifier="SCORE", cardinality="single", baseType="float")
    if feedback:
        SubElement(
            root, "outcomeDeclaration", identifier="FEEDBACK", cardinality=feedback, baseType="identifier"
        )
    return SubElement(root, "itemBody")


def _choices(root: Element, item: Item) -> None:
    names = [f"A{place}" for place in range(1, len(item.options) + 1)]
    rights = [name for name, option in zip(names, item.options, strict=True) if option.right]
    single = item.form is Form.CHOICE
    _declared(root, "single" if single else "multiple", "identifier", rights)
    body = _outcomes(root, feedback="single" if single else "multiple")
    shuffle = str(not item.answers_are_in_order).lower()
    interaction = _interaction(
        body, "choiceInteraction", item, shuffle=shuffle, maxChoices="1" if single else "0"
    )
    for name, option in zip(names, item.options, strict=True):
        SubElement(interaction, "simpleChoice", identifier=name).text = line(option.text)
    processing = SubElement(root, "responseProcessing")
    _score_if(processing, _matched())
    shown = SubElement(processing, "setOutcomeValue", identifier="FEEDBACK")
    SubElement(shown, "variable", identifier="RESPONSE")
    for name, option in zip(names, item.options, strict=True):
        SubElement(
            root, "modalFeedback", outcomeIdentifier="FEEDBACK", identifier=name, showHide="show"
        ).text = line(option.feedback)


def _interaction(body: Element, kind: str, item: Item, **attributes: str) -> Element:
    interaction = SubElement(body, kind, {"responseIdentifier": "RESPONSE", **attributes})
    SubElement(interaction, "prompt").text = line(item.prompt)
    return interaction


def _matched() -> Element:
    match = Element("match")
    SubElement(match, "variable", identifier="RESPONSE")
    SubElement(match, "correct", identifier="RESPONSE")
    return match


def _score_if(processing: Element, test: Element) -> None:
    condition = SubElement(processing, "responseCondition")
    for branch, score in (("responseIf", "1"), ("responseElse", "0")):
        taken = SubElement(condition, branch)
        if branch == "responseIf":
            taken.append(test)
        value = SubElement(
            SubElement(taken, "setOutcomeValue", identifier="SCORE"), "baseValue", baseType="float"
        )
        value.text = score


def _matches(root: Element, item: Item) -> None:
    rights = item.right_sides
    pairs = [f"L{place} R{rights.index(right) + 1}" for place, (_, right) in enumerate(item.pairs, 1)]
    mapping = SubElement(_declared(root, "multiple", "directedPair", pairs), "mapping", defaultValue="0")
    for pair in pairs:
        SubElement(mapping, "mapEntry", mapKey=pair, mappedValue=number(1 / len(pairs)))
    interaction = _interaction(
        _outcomes(root), "matchInteraction", item, shuffle="true", maxAssociations=str(len(pairs))
    )
    for side, texts in (("L", [left for left, _ in item.pairs]), ("R", rights)):
        column = SubElement(interaction, "simpleMatchSet")
        for place, text in enumerate(texts, 1):
            choice = SubElement(column, "simpleAssociableChoice", identifier=f"{side}{place}", matchMax="1")
            choice.text = line(text)
    score = SubElement(SubElement(root, "responseProcessing"), "setOutcomeValue", identifier="SCORE")
    SubElement(score, "mapResponse", identifier="RESPONSE")


def _places(root: Element, item: Item) -> None:
    shown = sorted(item.order)
    _declared(root, "ordered", "identifier", [f"A{shown.index(text) + 1}" for text in item.order])
    interaction = _interaction(_outcomes(root), "orderInteraction", item, shuffle="true")
    for place, text in enumerate(shown, 1):
        SubElement(interaction, "simpleChoice", identifier=f"A{place}").text = line(text)
    _score_if(SubElement(root, "responseProcessing"), _matched())


def _number(root: Element, item: Item) -> None:
    _declared(root, "single", "float", [number(item.number)])
    paragraph = SubElement(_outcomes(root), "p")
    paragraph.text = f"{line(item.prompt)} "
    SubElement(paragraph, "textEntryInteraction", responseIdentifier="RESPONSE", expectedLength="12")
    margin = number(item.tolerance)
    equal = Element("equal", toleranceMode="absolute", tolerance=f"{margin} {margin}")
    SubElement(equal, "variable", identifier="RESPONSE")
    SubElement(equal, "correct", identifier="RESPONSE")
    _score_if(SubElement(root, "responseProcessing"), equal)


def _essay(root: Element, item: Item) -> None:
    _declared(root, "single", "string", [])
    _interaction(_outcomes(root), "extendedTextInteraction", item, expectedLines="15")


_FORMS = {
    Form.CHOICE: _choices,
    Form.SEVERAL: _choices,
    Form.MATCH: _matches,
    Form.ORDER: _places,
    Form.NUMBER: _number,
    Form.ESSAY: _essay,
}
