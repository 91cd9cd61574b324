"""H5P packages, held against the semantics of the content types: their fields, the tags that they let pass, and their signs.

The tables are from `semantics.json` of Multiple Choice 1.16, Drag the Words 1.10, Essay 1.5 and Question Set 1.20; H5P's core lets
`div`, `span`, `p` and `br` pass everywhere. Outside of the tests a package was read by the validator of an H5P server, and played with the content types themselves.
"""

from __future__ import annotations

import json
import re
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup

import argmap
from argmap.language import Language
from argmap.teach.exports import FORMATS, LIMITS
from argmap.teach.item import ExerciseSet, Form
from argmap.teach.make import make
from tests.teach.test_exports import TEXTS, exercise_set, flat
from tests.teach.test_moodle import with_posts

ALLOWED = {"div", "span", "p", "br", "em"}
FIELDS = {
    "H5P.MultiChoice 1.16": {"question", "answers", "overallFeedback", "UI", "behaviour"},
    "H5P.DragText 1.10": {
        "taskDescription", "textField", "distractors", "overallFeedback", "checkAnswer", "showSolution", "behaviour",
    },
    "H5P.Essay 1.5": {
        "taskDescription", "solution", "keywords", "overallFeedback", "checkAnswer", "showSolution", "behaviour",
    },
}  # fmt: skip


def package(exercises: ExerciseSet) -> tuple[dict[str, Any], dict[str, Any]]:
    with ZipFile(BytesIO(FORMATS.load("h5p")(exercises))) as archive:
        assert archive.namelist() == ["content/content.json", "h5p.json"]
        return json.loads(archive.read("h5p.json")), json.loads(archive.read("content/content.json"))


def words(question: dict[str, Any]) -> tuple[list[str], list[str], list[str]]:
    """Return what stands before each gap, what belongs into it, and what belongs nowhere, as the content type splits its text.

    Its parser splits at `*…*`; in a gap, `:` begins a hint and a backslash with a sign a feedback.
    """
    parts = re.split(r"(\*.*?\*)", question["params"]["textField"])
    gaps, others = parts[1::2], re.findall(r"\*(.*?)\*", question["params"]["distractors"])
    assert not any(sign in gap for gap in (*gaps, *others) for sign in (":", "\\"))
    return [unescape(part) for part in parts[:-1:2]], [unescape(gap.strip("*")) for gap in gaps], others


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_hostile_texts_survive_in_h5p_as_text(text: str) -> None:
    about, content = package(with_posts(text))
    assert about["title"] == flat(text)[:255] or about["title"] == "m"
    choice, several, match, order, essay, rebuild = content["questions"]
    for question in content["questions"]:
        assert set(question["params"]) == FIELDS[question["library"]]
        shown = question["params"].get("question") or question["params"]["taskDescription"]
        soup = BeautifulSoup(shown, "html.parser")
        assert {tag.name for tag in soup.find_all(True)} <= ALLOWED
        assert flat(soup.find_all("p")[-1].get_text()).startswith(flat(text))
        assert "".join(tag.get_text(" ") for tag in soup.find_all("em")[1:]).split() == text.split()
    assert [answer["correct"] for answer in choice["params"]["answers"]] == [True, False, False]
    assert [answer["correct"] for answer in several["params"]["answers"]] == [True, True, False]
    answers = [BeautifulSoup(a["text"], "html.parser").get_text() for a in choice["params"]["answers"]]
    assert answers == [flat(f"{text} 1"), flat(f"{text} 2"), "no"]
    lefts, gaps, others = words(match)
    assert len(lefts) == len(gaps) == 2
    assert len(others) == 1
    assert [place.strip() for place in words(order)[0]] == ["1.", "2.", "3."]
    assert [gap[-1] for gap in words(order)[1]] == ["3", "1", "2"]
    assert essay["params"]["behaviour"]["ignoreScoring"]
    assert rebuild["library"] == "H5P.Essay 1.5"


def test_a_package_names_the_libraries_that_it_needs_and_brings_none() -> None:
    about, content = package(exercise_set("t"))
    assert about["mainLibrary"] == "H5P.QuestionSet"
    assert about["embedTypes"] == ["iframe"]
    needed = {
        f"{d['machineName']} {d['majorVersion']}.{d['minorVersion']}" for d in about["preloadedDependencies"]
    }
    assert needed == {"H5P.QuestionSet 1.20", *FIELDS}
    assert {question["library"] for question in content["questions"]} == set(FIELDS)
    ids = [UUID(question["subContentId"]) for question in content["questions"]]
    assert len(ids) == 6
    refused = [item.form for item in exercise_set("t").items if LIMITS.load("h5p")(item)]
    assert refused == [Form.NUMBER]


def test_buttons_and_heads_are_in_the_language_of_the_set(root: Path) -> None:
    made = make(argmap.load(root / "data" / "car-free-centre"), count=40, language=Language("de"))
    about, content = package(made)
    assert about["language"] == "de"
    assert content["introPage"]["introduction"].startswith("<p>Aus der Karte")
    assert content["texts"]["textualProgress"] == "Aufgabe @current von @total"
    first = next(q for q in content["questions"] if q["library"].startswith("H5P.MultiChoice"))
    assert first["params"]["UI"] == {"checkAnswerButton": "Prüfen", "showSolutionButton": "Antwort zeigen"}
    assert len({q["subContentId"] for q in content["questions"]}) == len(content["questions"])
