"""Moodle XML, held against the fields that Moodle's own export writes for each type of question.

The table is what `qformat_xml::writequestion` of Moodle 4.5, and the export of its ordering type, write in this order; fields
in brackets are written where something is set. A Moodle is not at hand in the tests.
"""

from __future__ import annotations

import csv
from dataclasses import replace
from io import StringIO
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest
from bs4 import BeautifulSoup

import argmap
from argmap.language import Language
from argmap.teach.carried import without_posts
from argmap.teach.exports import FORMATS
from argmap.teach.exports.moodle import id_number
from argmap.teach.item import ExerciseSet, PostMarks, ThreadPost
from argmap.teach.make import make
from tests.teach.test_exports import TEXTS, exercise_set, flat

HEAD = ["name", "questiontext", "generalfeedback", "defaultgrade", "penalty", "hidden", "idnumber"]
WHOLE = ["correctfeedback", "partiallycorrectfeedback", "incorrectfeedback", "shownumcorrect"]
FIELDS = {
    "category": ["category", "info", "idnumber"],
    "multichoice": [
        *HEAD, "single", "shuffleanswers", "answernumbering", "showstandardinstruction", *WHOLE, "answer", "tags",
    ],
    "matching": [*HEAD, "shuffleanswers", *WHOLE, "subquestion", "tags"],
    "ordering": [
        *HEAD, "layouttype", "selecttype", "selectcount", "gradingtype", "showgrading", "numberingstyle", *WHOLE,
        "answer", "tags",
    ],
    "numerical": [*HEAD, "answer", "unitgradingtype", "unitpenalty", "showunits", "unitsleft", "tags"],
    "essay": [
        *HEAD, "responseformat", "responserequired", "responsefieldlines", "minwordlimit", "maxwordlimit",
        "attachments", "attachmentsrequired", "maxbytes", "filetypeslist", "graderinfo", "responsetemplate", "tags",
    ],
}  # fmt: skip
ANSWER = {
    "multichoice": ["text", "feedback"],
    "ordering": ["text", "feedback"],
    "numerical": ["text", "feedback", "tolerance"],
    "matching": ["text", "answer"],
}


def questions(exercises: ExerciseSet) -> list[Element]:
    return fromstring(FORMATS.load("moodle")(exercises)).findall("question")


def sets(root: Path) -> list[ExerciseSet]:
    map = argmap.load(root / "data" / "car-free-centre")
    return [exercise_set("t"), make(map, count=40), make(map, count=40, language=Language("de"))]


def names(element: Element) -> list[str]:
    """Return the names of the children, those that follow themselves once."""
    found = [child.tag for child in element]
    return [name for place, name in enumerate(found) if found[place - 1 : place] != [name]]


def test_each_question_has_the_fields_of_moodles_own_export(root: Path) -> None:
    """The case: an ordering without `shownumcorrect` stopped the import with an error of the database."""
    seen = set()
    for exercises in sets(root):
        for question in questions(exercises):
            type = str(question.get("type"))
            seen.add(type)
            assert names(question) == FIELDS[type]
            for answer in (*question.findall("answer"), *question.findall("subquestion")):
                assert [child.tag for child in answer] == ANSWER[type]
            for text in (
                "questiontext",
                "generalfeedback",
                *WHOLE[:3],
                "info",
                "graderinfo",
                "responsetemplate",
            ):
                found = question.find(text)
                assert found is None or (
                    found.get("format") in {"html", "plain_text"}
                    and [child.tag for child in found] == ["text"]
                )
            if type == "ordering":
                assert question.findtext("shownumcorrect") == "1"
    assert seen == set(FIELDS)


def test_a_version_of_a_question_has_an_id_number_of_its_own_and_a_map_one_tag(root: Path) -> None:
    _, english, german = sets(root)
    later = replace(english, content_hash="f" * 32)
    ids = [[q.findtext("idnumber") for q in questions(made)[1:]] for made in (english, german, later)]
    every = [one for some in ids for one in some]
    assert len(set(every)) == len(every)
    assert all(one and len(one) <= 100 for one in every)
    tags = {str(q.findtext("tags/tag[4]/text")) for q in questions(english)[1:]}
    assert tags == {"argmap car-free-centre"}
    assert all(len(tag.text or "") <= 50 for q in questions(english) for tag in q.iterfind("tags/tag/text"))


def test_a_long_id_is_cut_and_stays_different() -> None:
    made = exercise_set("t")
    one, two = (replace(made.items[0], id="x" * 200 + end) for end in ("a", "b"))
    assert len(id_number(made, one)) == len(id_number(made, two)) == 100
    assert id_number(made, one) != id_number(made, two)


def test_answers_with_an_order_of_their_own_are_not_shuffled() -> None:
    made = exercise_set("t")
    one = replace(made.items[0], answers_are_in_order=True)
    shuffled = [
        q.findtext("shuffleanswers") for q in questions(replace(made, items=(made.items[0], one)))[1:]
    ]
    assert shuffled == ["true", "false"]


def with_posts(text: str) -> ExerciseSet:
    """The set in which each exercise needs a post that says a text three times; the second one is marked."""
    made = exercise_set(text)
    post = ThreadPost("p1", 4, text, f"{text}\n\n{text} {text}")
    start = len(text) + 2
    marks = PostMarks("p1", ((start, start + len(text)),))
    items = [replace(i, id=f"{i.form}-1", passages=(marks,)) for i in made.items]
    return replace(made, posts=(post,), items=tuple(items))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_posts_travel_in_the_question_as_text_with_their_words_marked(text: str) -> None:
    for question in questions(with_posts(text))[1:]:
        shown = question.find("questiontext")
        assert shown is not None
        assert shown.get("format") == "html"
        soup = BeautifulSoup(str(shown.findtext("text")), "html.parser")
        assert {tag.name for tag in soup.find_all(True)} <= {"p", "em", "strong", "br"}
        heading, post, prompt = soup.find_all("p")
        assert flat(heading.get_text()) == flat(f"Post 4, {text}")
        assert flat("".join(tag.get_text(" ") for tag in post.find_all("strong"))) == flat(text)
        assert flat(post.get_text(" ")).count(flat(text)) >= 2
        assert flat(prompt.get_text()).startswith(flat(text))


def test_german_posts_have_german_headings_and_a_class_with_the_thread_needs_none(root: Path) -> None:
    german = sets(root)[2]
    assert sum("<em>Beitrag" in str(q.findtext("questiontext/text")) for q in questions(german)) > 10
    assert str(questions(german)[0].findtext("info/text")).startswith("Aus der Karte")
    assert not any("<" in str(q.findtext("questiontext/text")) for q in questions(without_posts(german)))


def test_a_post_whose_words_are_withheld_is_named_without_them() -> None:
    made = with_posts("t")
    made = replace(made, posts=(replace(made.posts[0], text=""),))
    text = str(questions(made)[1].findtext("questiontext/text"))
    assert "The words of post 4 are not included here." in text


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_posts_travel_in_the_table_and_in_gift(text: str) -> None:
    table = FORMATS.load("csv")(with_posts(text))
    assert table.startswith(b"\xef\xbb\xbf"), "a spreadsheet needs the mark"
    rows = list(csv.DictReader(StringIO(table.decode("utf-8-sig"), newline="")))
    assert all("Post 4, " in row["posts"] and "«" in row["posts"] for row in rows)
    assert not any(value.startswith(("=", "+", "-", "@")) for row in rows for value in row.values())
    gift = FORMATS.load("gift")(with_posts(text)).decode()
    assert gift.count("[html]<p><em>Post 4, ") == len(rows)
    assert gift.count("<strong>") >= len(rows)
