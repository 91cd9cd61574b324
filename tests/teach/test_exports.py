"""Exports, read back by other programs: pygiftparser, ElementTree, csv, zipfile, and lxml with the QTI schemas."""

from __future__ import annotations

import csv
import json
import warnings
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

import pytest

import argmap
from argmap.teach.exports import FORMATS
from argmap.teach.exports.gift import gift_text
from argmap.teach.item import ExerciseSet, Form, Item, Level, Option, Origin, Skill
from argmap.teach.make import make
from argmap.teach.titles import exercise_title
from tests.rendering.hostile import HOSTILE

SCHEMAS = Path(__file__).parent.parent.parent.parent / "shared" / "samples" / "qti-xsd"
TEXTS = {
    **HOSTILE,
    "GIFT": "~a =b #c {d} :e -> f",
    "a formula": "=HYPERLINK(1)",
    "a format": "[html]<b>x</b>",
    "a comment": "// no",
}


def one(text: str, form: Form) -> Item:
    options = (
        Option(f"{text} 1", True, f"yes {text}"),
        Option(f"{text} 2", form is Form.SEVERAL, text),
        Option("no", False, text),
    )
    return Item(
        "kind", "an-id", form, text, Skill.CRITIQUE, Level.INTRO, ("x",), "source",
        options=options if form in {Form.CHOICE, Form.SEVERAL} else (),
        pairs=((f"{text} l1", f"{text} r1"), (f"{text} l2", f"{text} r2")) if form is Form.MATCH else (),
        spare=(f"{text} r3",) if form is Form.MATCH else (),
        order=(f"{text} 3", f"{text} 1", f"{text} 2") if form is Form.ORDER else (),
        cards=(("a", f"{text} a"), ("b", f"{text} b"), ("c", f"{text} c")) if form is Form.REBUILD else (),
        steps=(("support", ("a",), "b"), ("attack", ("c",), "b")) if form is Form.REBUILD else (),
        number=2.5, tolerance=0.25, feedback=text, origin=Origin("m", "0" * 32, 7),
    )  # fmt: skip


def exercise_set(text: str) -> ExerciseSet:
    return ExerciseSet("m", text, "0" * 32, 0, tuple(one(text, form) for form in Form))


def flat(text: str) -> str:
    return " ".join(text.split())


def unescaped(text: str) -> str:
    """Undo GIFT's escapes, as its documentation has them."""
    out, escaped = "", False
    for sign in text.removeprefix("[plain]").removeprefix("\u2060"):
        if not escaped and sign == "\\":
            escaped = True
        else:
            out, escaped = out + sign, False
    return out


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_hostile_texts_survive_in_gift(text: str) -> None:
    escaped = gift_text(text)
    assert "\n" not in escaped
    assert unescaped(escaped).replace("→", "->") == flat(text).replace("→", "->")
    bare = [
        sign for place, sign in enumerate(escaped) if sign in "~=#{}" and escaped[place - 1 : place] != "\\"
    ]
    assert bare == []


def test_an_independent_reader_reads_the_gift(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        parser = pytest.importorskip("pygiftparser.parser")
    made = make(argmap.load(root / "data" / "math-in-ml"), count=40)
    # It knows no ordering, and no number below zero; Moodle knows both.
    readable = [item for item in made.items if item.form is not Form.ORDER and item.number >= 0]
    text = FORMATS.load("gift")(replace(made, items=tuple(readable))).decode()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        parsed = parser.parseFile(StringIO(text))
    capfd.readouterr()
    assert [question.title for question in parsed] == [exercise_title(made, item) for item in readable]
    assert all(question.valid for question in parsed)
    for question, item in zip(parsed, readable, strict=True):
        if item.form is Form.CHOICE:
            assert len(question.answers.answers) == len(item.options)
            assert sum(answer.fraction == 100 for answer in question.answers.answers) == 1


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_hostile_texts_survive_in_moodle_xml(text: str) -> None:
    quiz = fromstring(FORMATS.load("moodle")(exercise_set(text)))
    questions = quiz.findall("question")[1:]
    assert [q.get("type") for q in questions] == [
        "multichoice",
        "multichoice",
        "matching",
        "ordering",
        "numerical",
        "essay",
        "essay",
    ]
    assert {q.findtext("questiontext/text") for q in questions[:-1]} == {flat(text)}
    assert flat(f"{text} c") in str(questions[-1].findtext("questiontext/text"))
    fractions = [[answer.get("fraction") for answer in q.findall("answer")] for q in questions]
    assert fractions[:2] == [["100", "0", "0"], ["50", "50", "-50"]]
    assert fractions[3] == ["1", "2", "3"]
    assert questions[0].findtext("answer/text") == flat(f"{text} 1")
    pairs = [(s.findtext("text"), s.findtext("answer/text")) for s in questions[2].findall("subquestion")]
    assert pairs[2] == (None, flat(f"{text} r3")) or pairs[2] == ("", flat(f"{text} r3"))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_hostile_texts_survive_in_qti_and_its_members_have_tame_names(text: str) -> None:
    with ZipFile(BytesIO(FORMATS.load("qti")(exercise_set(text)))) as package:
        names = package.namelist()
        assert names == ["imsmanifest.xml", "test.xml", *(f"item-{n:03}.xml" for n in range(1, 8))]
        roots = [fromstring(package.read(name)) for name in names]
    space = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"
    assert roots[2].findtext(f".//{space}prompt") == flat(text)
    assert [c.text for c in roots[2].iter(f"{space}simpleChoice")] == [
        flat(f"{text} 1"),
        flat(f"{text} 2"),
        "no",
    ]


def test_qti_packages_hold_to_the_schemas(root: Path) -> None:
    if not SCHEMAS.is_dir():
        pytest.skip("the schemas lie beside the repository, and are not here")
    from lxml import etree

    schemas = {path.name: path for path in SCHEMAS.rglob("*.xsd")}
    item_schema = etree.XMLSchema(etree.parse(schemas["imsqti_v2p1.xsd"]))
    package_schema = etree.XMLSchema(etree.parse(schemas["imscp_v1p1.xsd"]))
    sets = [exercise_set("a < b"), make(argmap.load(root / "data" / "math-in-ml"), count=30)]
    for exercises in sets:
        with ZipFile(BytesIO(FORMATS.load("qti")(exercises))) as package:
            for name in package.namelist():
                schema = package_schema if name == "imsmanifest.xml" else item_schema
                document = etree.fromstring(package.read(name))
                assert schema.validate(document), f"{name}: {schema.error_log}"
    document.set("adaptve", "false")
    assert not item_schema.validate(document), "the schemas would let anything pass"


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_no_cell_of_the_table_is_a_formula(text: str) -> None:
    rows = list(csv.reader(StringIO(FORMATS.load("csv")(exercise_set(text)).decode("utf-8-sig"), newline="")))
    assert len(rows) == 8
    assert all(len(row) == len(rows[0]) for row in rows)
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row)
    assert rows[1][6].removeprefix("'") == flat(text)


def test_keys_in_the_table_are_numbers_of_answers() -> None:
    rows = list(csv.reader(StringIO(FORMATS.load("csv")(exercise_set("t")).decode(), newline="")))
    assert [row[8] for row in rows[1:]] == ["1", "1, 2", "t l1: 1; t l2: 2", "3, 1, 2", "2.5 ± 0.25", "", ""]


def test_json_tells_everything() -> None:
    data = json.loads(FORMATS.load("json")(exercise_set("t")))
    assert data["content_hash"] == "0" * 32
    assert data["items"][0]["options"][0] == {"text": "t 1", "right": True, "feedback": "yes t"}


def test_questions_come_before_the_key_and_do_not_tell_it() -> None:
    text = FORMATS.load("md")(exercise_set("t")).decode()
    questions, _, key = text.partition("## Key")
    assert "yes t" not in questions
    assert "**1.** 1 yes t" in key


ORIGIN = f"argmap m {'0' * 32} seed 7 kind on x"


def test_every_exercise_says_where_it_is_from() -> None:
    made = exercise_set("t")
    assert FORMATS.load("gift")(made).decode().count(f"// {ORIGIN}\n") == len(made.items)
    assert FORMATS.load("moodle")(made).decode().count(f"<!-- {ORIGIN} -->") == len(made.items)
    with ZipFile(BytesIO(FORMATS.load("qti")(made))) as package:
        assert fromstring(package.read("item-001.xml")).get("label") == ORIGIN
    rows = list(csv.DictReader(StringIO(FORMATS.load("csv")(made).decode("utf-8-sig"), newline="")))
    assert {(row["map"], row["version"], row["seed"], row["rests on"]) for row in rows} == {
        ("m", "0" * 32, "7", "x")
    }
    assert json.loads(FORMATS.load("json")(made))["items"][0]["origin"]["seed"] == 7


def assessment(exercises: ExerciseSet) -> list[Element]:
    """Return the items of a QTI 1.2 package, without their namespace."""
    with ZipFile(BytesIO(FORMATS.load("qti12")(exercises))) as package:
        assert package.namelist() == [
            "imsmanifest.xml",
            "assessment/assessment.xml",
            "assessment/assessment_meta.xml",
        ]
        text = package.read("assessment/assessment.xml").decode()
    return list(
        fromstring(text.replace(' xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"', "")).iter("item")
    )


def holds(test: Element, given: dict[str, set[str]]) -> bool:
    """Whether a condition of QTI 1.2 (section 3.6 of the binding) holds for responses."""
    if test.tag == "other":
        return True
    if test.tag in {"conditionvar", "and"}:
        return all(holds(part, given) for part in test)
    if test.tag == "or":
        return any(holds(part, given) for part in test)
    if test.tag == "not":
        return not any(holds(part, given) for part in test)
    values, bound = given.get(test.get("respident", ""), set()), test.text or ""
    if test.tag == "varequal":
        return bound in values
    return any(float(v) >= float(bound) if test.tag == "vargte" else float(v) <= float(bound) for v in values)


def played(item: Element, given: dict[str, set[str]]) -> tuple[float, list[str]]:
    """Return the score that an item gives for responses, and the feedback that it shows."""
    score, shown = 0.0, []
    for condition in item.iter("respcondition"):
        if not holds(condition.find("conditionvar"), given):  # type: ignore[arg-type]
            continue
        for change in condition.iter("setvar"):
            points = float(change.text or "")
            score = score + points if change.get("action") == "Add" else points
        for display in condition.iter("displayfeedback"):
            link = display.get("linkrefid")
            shown += [
                str(f.findtext(".//mattext")) for f in item.iter("itemfeedback") if f.get("ident") == link
            ]
        if condition.get("continue") == "No":
            break
    return round(score), shown


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_an_interpreter_of_qti_1_2_gives_all_points_for_the_key_and_not_for_anything_else(text: str) -> None:
    choice, several, match, order, number, essay, rebuild = assessment(exercise_set(text))
    assert choice.findtext("presentation/material/mattext") == flat(text)
    assert played(choice, {"response1": {"a1"}}) == (100, [flat(text), flat(f"yes {text}")])
    assert played(choice, {"response1": {"a2"}}) == (0, [flat(text), flat(text)])
    assert played(several, {"response1": {"a1", "a2"}})[0] == 100
    assert (
        played(several, {"response1": {"a1"}})[0]
        == played(several, {"response1": {"a1", "a2", "a3"}})[0]
        == 0
    )
    for item, lefts in ((match, 2), (order, 3)):
        labels = {
            str(label.findtext("material/mattext")): str(label.get("ident"))
            for label in item.find("presentation/response_lid").iter("response_label")  # type: ignore[union-attr]
        }
        rights = (
            [flat(f"{text} r1"), flat(f"{text} r2")]
            if lefts == 2
            else [flat(f"{text} {n}") for n in (3, 1, 2)]
        )
        key = {f"response_{place}": {labels[right]} for place, right in enumerate(rights, 1)}
        assert played(item, key)[0] == 100
        assert 0 < played(item, key | {"response_1": {"r99"}})[0] < 100
    assert [played(number, {"response1": {answer}})[0] for answer in ("2.5", "2.3", "2.75", "2.76")] == [
        100,
        100,
        100,
        0,
    ]
    assert played(essay, {"response1": {"anything"}}) == (0, [flat(text)])
    assert flat(f"{text} c") in str(rebuild.findtext("presentation/material/mattext"))


def test_the_same_set_gives_the_same_bytes() -> None:
    for name in FORMATS.names():
        assert FORMATS.load(name)(exercise_set("t")) == FORMATS.load(name)(exercise_set("t"))
