"""Exports, read back by other programs: pygiftparser, ElementTree, csv, zipfile, and lxml with the QTI schemas."""

from __future__ import annotations

import csv
import json
import warnings
from io import BytesIO, StringIO
from pathlib import Path
from xml.etree.ElementTree import fromstring
from zipfile import ZipFile

import pytest

import argmap
from argmap.teach.exports import FORMATS
from argmap.teach.exports.gift import told
from argmap.teach.item import ExerciseSet, Form, Item, Level, Option, Skill
from argmap.teach.make import make
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
        number=2.5, tolerance=0.25, feedback=text,
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
    escaped = told(text)
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
    text = FORMATS.load("gift")(ExerciseSet("m", "t", "0", 0, tuple(readable))).decode()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = parser.parseFile(StringIO(text))
    capfd.readouterr()
    assert [question.title for question in found] == [item.id for item in readable]
    assert all(question.valid for question in found)
    for question, item in zip(found, readable, strict=True):
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
    ]
    assert {q.findtext("questiontext/text") for q in questions} == {flat(text)}
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
        assert names == ["imsmanifest.xml", "test.xml", *(f"item-{n:03}.xml" for n in range(1, 7))]
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

    found = {path.name: path for path in SCHEMAS.rglob("*.xsd")}
    item_schema = etree.XMLSchema(etree.parse(found["imsqti_v2p1.xsd"]))
    package_schema = etree.XMLSchema(etree.parse(found["imscp_v1p1.xsd"]))
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
    rows = list(csv.reader(StringIO(FORMATS.load("csv")(exercise_set(text)).decode(), newline="")))
    assert len(rows) == 7
    assert all(len(row) == len(rows[0]) for row in rows)
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row)
    assert rows[1][5].removeprefix("'") == flat(text)


def test_keys_in_the_table_are_numbers_of_answers() -> None:
    rows = list(csv.reader(StringIO(FORMATS.load("csv")(exercise_set("t")).decode(), newline="")))
    assert [row[7] for row in rows[1:]] == ["1", "1, 2", "t l1: 1; t l2: 2", "3, 1, 2", "2.5 ± 0.25", ""]


def test_json_tells_everything() -> None:
    data = json.loads(FORMATS.load("json")(exercise_set("t")))
    assert data["content_hash"] == "0" * 32
    assert data["items"][0]["options"][0] == {"text": "t 1", "right": True, "feedback": "yes t"}


def test_questions_come_before_the_key_and_do_not_tell_it() -> None:
    text = FORMATS.load("md")(exercise_set("t")).decode()
    questions, _, key = text.partition("## Key")
    assert "yes t" not in questions
    assert "**1.** 1 yes t" in key


def test_the_same_set_gives_the_same_bytes() -> None:
    for name in FORMATS.names():
        assert FORMATS.load(name)(exercise_set("t")) == FORMATS.load(name)(exercise_set("t"))
