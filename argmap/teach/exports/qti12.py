"""A QTI 1.2 package as Canvas's classic importer takes it: a manifest, one assessment, and what Canvas keeps about a quiz.

The posts stand once, as a text before all questions; a question quotes only the words that it is about.

Source:
    IMS Question & Test Interoperability 1.2, ASI XML Binding; the question types under `question_type` and
    `assessment_meta.xml` are Canvas's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from xml.etree.ElementTree import Element, SubElement

from argmap.language import Language
from argmap.teach.carried import all_posts, posts_html, question_html
from argmap.teach.exports.asi import (
    FULL,
    GENERAL,
    QTI,
    RESPONSE,
    add_choices,
    add_equal,
    add_essay,
    add_feedback,
    add_material,
    add_processing,
    add_response,
    add_score,
    ident,
    metadata,
)
from argmap.teach.item import ExerciseSet, Form, Item
from argmap.teach.plain import flat_items, line, number, origin, xml_bytes, zipped
from argmap.teach.titles import exercise_title

PACKAGING = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
CANVAS = "http://canvas.instructure.com/xsd/cccv1p0"
ASSESSMENT, META = "assessment/assessment.xml", "assessment/assessment_meta.xml"
TYPES = {
    Form.CHOICE: "multiple_choice_question",
    Form.SEVERAL: "multiple_answers_question",
    Form.MATCH: "matching_question",
    Form.ORDER: "matching_question",
    Form.NUMBER: "numerical_question",
    Form.ESSAY: "essay_question",
}
"""An ordering becomes a matching of places with texts: the importer knows no ordering."""

SETTINGS = {
    "shuffle_answers": "false",
    "scoring_policy": "keep_highest",
    "hide_results": "",
    "quiz_type": "assignment",
    "show_correct_answers": "true",
    "anonymous_submissions": "false",
    "could_be_locked": "false",
    "allowed_attempts": "1",
    "one_question_at_a_time": "false",
    "cant_go_back": "false",
    "available": "false",
}
"""An unpublished quiz with one attempt, whose answers are shown afterwards and have the order that argmap gave them."""


def write(exercises: ExerciseSet) -> bytes:
    """Return the package; its members have fixed names, whatever the ids of the map are."""
    members = {"imsmanifest.xml": _manifest, ASSESSMENT: _assessment, META: _meta}
    return zipped({name: xml_bytes(make(exercises)) for name, make in members.items()})


def _assessment(exercises: ExerciseSet) -> Element:
    root = Element("questestinterop", xmlns=QTI)
    assessment = SubElement(root, "assessment", ident=ident(exercises), title=line(exercises.title))
    section = SubElement(assessment, "section", ident="root_section")
    if exercises.posts:
        section.append(_posts(exercises))
    for item in flat_items(exercises.items):
        section.append(item_element(exercises, item))
    return root


def _manifest(exercises: ExerciseSet) -> Element:
    root = Element("manifest", identifier=ident(exercises, "package"), xmlns=PACKAGING)
    about = SubElement(root, "metadata")
    SubElement(about, "schema").text = "IMS Content"
    SubElement(about, "schemaversion").text = "1.1.3"
    SubElement(root, "organizations")
    resources = SubElement(root, "resources")
    quiz = SubElement(resources, "resource", identifier=ident(exercises), type="imsqti_xmlv1p2")
    SubElement(quiz, "file", href=ASSESSMENT)
    SubElement(quiz, "dependency", identifierref=ident(exercises, "meta"))
    kind = "associatedcontent/imscc_xmlv1p1/learning-application-resource"
    meta = SubElement(resources, "resource", identifier=ident(exercises, "meta"), type=kind, href=META)
    SubElement(meta, "file", href=META)
    return root


def _meta(exercises: ExerciseSet) -> Element:
    root = Element("quiz", identifier=ident(exercises), xmlns=CANVAS)
    SubElement(root, "title").text = line(exercises.title)
    made = Language(exercises.language).say(
        "Made from the map {map} ({version}), seed {seed}.",
        map=exercises.map,
        version=exercises.content_hash[:12],
        seed=exercises.seed,
    )
    SubElement(root, "description").text = line(made)
    for name, value in (SETTINGS | {"points_possible": f"{len(exercises.items)}.0"}).items():
        SubElement(root, name).text = value
    return root


def _posts(exercises: ExerciseSet) -> Element:
    title = Language(exercises.language).say("What the questions are about")
    root = Element("item", ident=ident(exercises, "posts"), title=title)
    metadata(
        SubElement(root, "itemmetadata"), {"question_type": "text_only_question", "points_possible": "0"}
    )
    add_material(SubElement(root, "presentation"), "", html=posts_html(all_posts(exercises)))
    return root


def item_element(exercises: ExerciseSet, item: Item) -> Element:
    """Return an item; order in it is that of the binding: metadata, presentation, processing, feedback."""
    root = Element("item", ident=ident(exercises, item.id), title=exercise_title(exercises, item))
    fields = {"question_type": TYPES[item.form], "points_possible": "1", "argmap": origin(item)}
    metadata(SubElement(root, "itemmetadata"), fields)
    presentation = SubElement(root, "presentation")
    add_material(presentation, item.prompt, html=question_html(exercises, item, briefly=True))
    _FORMS[item.form](root, presentation, item)
    if item.feedback:
        add_feedback(root, GENERAL, item.feedback)
    return root


def _matches(root: Element, presentation: Element, item: Item) -> None:
    _pairs(root, presentation, item, item.pairs, item.right_sides)


def _places(root: Element, presentation: Element, item: Item) -> None:
    pairs = [(f"{place}.", text) for place, text in enumerate(item.order, 1)]
    _pairs(root, presentation, item, pairs, sorted(item.order))


def _pairs(
    root: Element, presentation: Element, item: Item, pairs: Iterable[tuple[str, str]], rights: Sequence[str]
) -> None:
    lines = list(pairs)
    idents = {right: f"r{place}" for place, right in enumerate(rights, 1)}
    processing = add_processing(root, item)
    for place, (left, right) in enumerate(lines, 1):
        name = f"response_{place}"
        add_response(presentation, name, ((idents[text], text) for text in rights), left=left)
        condition = SubElement(processing, "respcondition")
        add_equal(SubElement(condition, "conditionvar"), name, idents[right])
        add_score(condition, "Add", FULL / len(lines))


def _number(root: Element, presentation: Element, item: Item) -> None:
    response = SubElement(presentation, "response_str", ident=RESPONSE, rcardinality="Single")
    SubElement(SubElement(response, "render_fib", fibtype="Decimal"), "response_label", ident="answer1")
    condition = SubElement(add_processing(root, item), "respcondition", {"continue": "No"})
    either = SubElement(SubElement(condition, "conditionvar"), "or")
    add_equal(either, RESPONSE, number(item.number))
    between = SubElement(either, "and")
    SubElement(between, "vargte", respident=RESPONSE).text = number(item.number - item.tolerance)
    SubElement(between, "varlte", respident=RESPONSE).text = number(item.number + item.tolerance)
    add_score(condition, "Set", FULL)


_FORMS: dict[Form, Callable[[Element, Element, Item], None]] = {
    Form.CHOICE: add_choices,
    Form.SEVERAL: add_choices,
    Form.MATCH: _matches,
    Form.ORDER: _places,
    Form.NUMBER: _number,
    Form.ESSAY: add_essay,
}
