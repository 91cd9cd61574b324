"""QTI packages with posts, and Common Cartridges, held against the rules of their profile.

The rules are the thirteen sets of Schematron rules that the profile of QTI 1.2.1 for Common Cartridges has, as far as they
concern what is written here; the manifest's form is that of the cartridge which Canvas exports.
"""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner

import argmap
from argmap.cli.main import main
from argmap.language import Language
from argmap.teach.exports import FORMATS, LIMITS
from argmap.teach.exports.cartridge import refusal
from argmap.teach.item import ExerciseSet, Form
from argmap.teach.make import make
from argmap.teach.materials.course import course, course_cartridge
from tests.teach.test_exports import TEXTS, exercise_set, flat
from tests.teach.test_moodle import with_posts

QTI12 = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"
QTI21 = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"
CP13 = "{http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1}"
PROFILES = {
    "cc.multiple_choice.v0p1": "Single",
    "cc.multiple_response.v0p1": "Multiple",
    "cc.essay.v0p1": "Single",
}


@pytest.fixture(scope="module")
def car_free(root: Path) -> ExerciseSet:
    return make(argmap.load(root / "data" / "car-free-centre"), count=40)


def members(name: str, exercises: ExerciseSet) -> dict[str, Element]:
    with ZipFile(BytesIO(FORMATS.load(name)(exercises))) as package:
        return {member: fromstring(package.read(member)) for member in package.namelist()}


def metadata(element: Element) -> dict[str, str]:
    inside = element.find(f"{QTI12}itemmetadata")
    fields = (element if inside is None else inside).iterfind(f"{QTI12}qtimetadata/{QTI12}qtimetadatafield")
    return {str(f.findtext(f"{QTI12}fieldlabel")): str(f.findtext(f"{QTI12}fieldentry")) for f in fields}


def check_cartridge_item(item: Element) -> None:
    assert [child.tag.removeprefix(QTI12) for child in item][:3] == [
        "itemmetadata",
        "presentation",
        "resprocessing",
    ]
    fields = metadata(item)
    profile = fields.pop("cc_profile")
    names = {element.tag.removeprefix(QTI12) for element in item.iter()}
    assert not names & {
        "or",
        "vargte",
        "varlte",
        "varsubstring",
        "duration",
        "objectives",
        "rubric",
        "matimage",
    }
    labels = [label.get("ident") for label in item.iter(f"{QTI12}response_label")]
    responses = [*item.iter(f"{QTI12}response_lid"), *item.iter(f"{QTI12}response_str")]
    assert len(responses) == 1
    assert responses[0].get("rcardinality") == PROFILES[profile]
    if profile == "cc.essay.v0p1":
        assert fields == {"qmd_computerscored": "No"}
        assert not names & {"response_lid", "render_choice", "varequal", "setvar"}
    else:
        assert fields == {}
        assert not names & {"response_str", "render_fib"}
        assert len(labels) >= (3 if profile == "cc.multiple_choice.v0p1" else 2)
        tests = list(item.iter(f"{QTI12}varequal"))
        assert {test.get("respident") for test in tests} == {responses[0].get("ident")}
        assert {test.text for test in tests} <= set(labels)
        assert [change.get("action") for change in item.iter(f"{QTI12}setvar")] == ["Set"]
    [score] = item.iter(f"{QTI12}decvar")
    assert score.attrib == {"varname": "SCORE", "vartype": "Decimal", "minvalue": "0", "maxvalue": "100"}
    shown = {display.get("linkrefid") for display in item.iter(f"{QTI12}displayfeedback")}
    assert shown == {feedback.get("ident") for feedback in item.iter(f"{QTI12}itemfeedback")}
    assert {display.get("feedbacktype") for display in item.iter(f"{QTI12}displayfeedback")} <= {"Response"}


def check_cartridge(exercises: ExerciseSet) -> list[Element]:
    parts = members("cartridge", exercises)
    manifest, quiz = parts.pop("imsmanifest.xml"), parts.pop("quiz/assessment_qti.xml")
    assert not parts
    assert manifest.findtext(f"{CP13}metadata/{CP13}schema") == "IMS Common Cartridge"
    assert manifest.findtext(f"{CP13}metadata/{CP13}schemaversion") == "1.3.0"
    [resource] = manifest.iter(f"{CP13}resource")
    assert resource.get("type") == "imsqti_xmlv1p2/imscc_xmlv1p3/assessment"
    assert [file.get("href") for file in resource] == ["quiz/assessment_qti.xml"]
    [organization] = manifest.iter(f"{CP13}organization")
    assert organization.get("structure") == "rooted-hierarchy"
    assert [i.get("identifierref") for i in manifest.iter(f"{CP13}item")] == [
        None,
        resource.get("identifier"),
    ]
    [assessment] = quiz
    assert metadata(assessment) == {
        "cc_profile": "cc.exam.v0p1",
        "qmd_assessmenttype": "Examination",
        "qmd_scoretype": "Percentage",
    }
    [section] = assessment.iter(f"{QTI12}section")
    items = list(section)
    assert len({item.get("ident") for item in items}) == len(items)
    for item in items:
        check_cartridge_item(item)
    return items


def test_a_course_is_one_cartridge_with_a_page_and_quizzes_for_each_session(root: Path) -> None:
    car_free_map = argmap.load(root / "data" / "car-free-centre")
    made = course([car_free_map])
    content = course_cartridge(made)
    assert content == course_cartridge(course([car_free_map]))
    with ZipFile(BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    manifest = fromstring(parts.pop("imsmanifest.xml"))
    resources = {r.get("identifier"): r for r in manifest.iter(f"{CP13}resource")}
    assert {file.get("href") for file in manifest.iter(f"{CP13}file")} == set(parts)
    shown = [i.get("identifierref") for i in manifest.iter(f"{CP13}item") if i.get("identifierref")]
    assert sorted(shown) == sorted(resources)
    sessions = [i for i in manifest.iter(f"{CP13}item") if str(i.findtext(f"{CP13}title"))[:2] in {f"{n}." for n in range(1, 7)} and i.get("identifierref") is None]  # fmt: skip
    assert len(sessions) == 6
    quizzes = {name: fromstring(content) for name, content in parts.items() if name.endswith(".xml")}
    items = [item for quiz in quizzes.values() for item in quiz.iter(f"{QTI12}item")]
    for item in items:
        check_cartridge_item(item)
    groups = [g for s in made.sessions for g in (*s.practice, *s.mixed, *s.check)]
    assert len(items) == sum(not refusal(q.item) for g in groups for q in g.questions) > 10
    assert len({quiz[0].get("ident") for quiz in quizzes.values()}) == len(quizzes)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_cartridge_keeps_the_rules_of_its_profile(text: str) -> None:
    items = check_cartridge(with_posts(text))
    assert len(items) == 4, "a choice, several answers, an essay, and cards as an essay"
    shown = BeautifulSoup(str(items[0].findtext(f".//{QTI12}mattext")), "html.parser")
    assert flat(shown.find_all("p")[2].get_text()) == flat(text)
    assert "".join(tag.get_text(" ") for tag in shown.find_all("strong")).split() == text.split()


def test_what_has_no_place_in_a_cartridge_is_left_out_and_counted(
    root: Path, tmp_path: Path, car_free: ExerciseSet
) -> None:
    refusal = LIMITS.load("cartridge")
    kept = [item for item in car_free.items if not refusal(item)]
    assert len(check_cartridge(car_free)) == len(kept) > 10
    assert {i.form for i in car_free.items if refusal(i)} & {Form.MATCH, Form.ORDER}
    arguments = ["teach", "make", str(root / "data" / "car-free-centre"), "--count", "40", "-o"]
    result = CliRunner().invoke(main, [*arguments, str(tmp_path / "quiz.imscc")])
    assert result.exit_code == 0
    left_out = len(car_free.items) - len(kept)
    assert f"note: {left_out} exercises left out: " in result.output
    assert "because a Common Cartridge has no matching, ordering or number" in result.output
    result = CliRunner().invoke(main, [*arguments, str(tmp_path / "none.imscc"), "--kind", "authors"])
    assert result.exit_code == 2
    assert "no exercise has a place in the format 'cartridge'" in result.output
    assert not (tmp_path / "none.imscc").exists()


def test_sets_of_two_maps_and_of_two_languages_have_ids_of_their_own(root: Path) -> None:
    """Canvas takes a quiz of the same id for a new version of the one that it has."""
    maps = [argmap.load(root / "data" / name) for name in ("car-free-centre", "typing-for-a-team")]
    made = [make(map, count=5, language=Language(code)) for map in maps for code in ("en", "de")]
    for name in ("qti12", "cartridge"):
        ids = [m["imsmanifest.xml"].get("identifier") for m in (members(name, one) for one in made)]
        assert len(set(ids)) == len(made)
        corrected = replace(made[0], content_hash="f" * 32)
        assert members(name, corrected)["imsmanifest.xml"].get("identifier") == ids[0]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_canvas_has_the_posts_once_and_the_marked_words_with_each_question(text: str) -> None:
    parts = members("qti12", with_posts(text))
    posts, *items = parts["assessment/assessment.xml"].iter(f"{QTI12}item")
    assert metadata(posts) == {
        "question_type": "text_only_question",
        "points_possible": "0",
    }
    shown = BeautifulSoup(str(posts.findtext(f".//{QTI12}mattext")), "html.parser")
    assert not shown.find_all("strong")
    assert flat(shown.find_all("p")[1].get_text(" ")).count(flat(text)) >= 3
    for item in items:
        question = BeautifulSoup(str(item.findtext(f".//{QTI12}mattext")), "html.parser")
        assert flat(question.find_all("p")[1].get_text(" ")) == flat(text), "the marked words and no more"
    space = "{http://canvas.instructure.com/xsd/cccv1p0}"
    meta = parts["assessment/assessment_meta.xml"]
    assert meta.tag == f"{space}quiz"
    assert meta.findtext(f"{space}points_possible") == "7.0"
    assert meta.get("identifier") == parts["imsmanifest.xml"].findall(".//{*}resource")[0].get("identifier")


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_posts_stand_in_the_body_of_qti_2_1_and_no_rubric_tells_the_answer(text: str) -> None:
    parts = members("qti", with_posts(text))
    items = [parts[name] for name in parts if name.startswith("item-")]
    assert len(items) == len(Form)
    for item in items:
        body = item.find(f"{QTI21}itemBody")
        assert body is not None
        assert body[0].tag == f"{QTI21}div"
        marked = " ".join(" ".join(tag.itertext()) for tag in body[0].iter(f"{QTI21}strong"))
        assert marked.split() == text.split()
        assert not list(item.iter(f"{QTI21}rubricBlock"))
        general = item.findall(f"{QTI21}modalFeedback[@outcomeIdentifier='GENERAL']")
        assert [flat(str(feedback.text)) for feedback in general] == [flat(text)]


def test_a_set_without_posts_has_none_anywhere() -> None:
    made = exercise_set("t")
    assert len(list(members("qti12", made)["assessment/assessment.xml"].iter(f"{QTI12}item"))) == 7
    assert not list(members("qti", made)["item-001.xml"].iter(f"{QTI21}div"))
