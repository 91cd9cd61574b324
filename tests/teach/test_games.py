"""Kahoot, Quizlet and Google Forms: what fits is written as they take it, and what does not fit is left out and counted."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import argmap
from argmap.cli.main import main
from argmap.language import Language
from argmap.teach.exports import FORMATS, LIMITS
from argmap.teach.item import ExerciseSet, Form, Item, Option
from argmap.teach.make import make
from tests.teach.test_exports import TEXTS, exercise_set, flat, one
from tests.teach.test_moodle import with_posts

# The part of Google's Forms Service that the script uses, as its reference describes it: whatever else is called is an error.
FORM_APP = """
const form = { quiz: false, items: [] };
const text = (x) => { if (typeof x !== "string") throw new TypeError("not a text"); return x; };
const feedback = () => { let said = ""; const self = { setText: (t) => { said = text(t); return self; }, build: () => ({ said }) }; return self; };
const said = (f) => { if (typeof f.said !== "string") throw new TypeError("no feedback"); return f.said; };
const item = (kind, allowed) => {
  const made = { kind }; form.items.push(made);
  const all = {
    setTitle: (t) => { made.title = text(t); return self; }, setHelpText: (t) => { made.help = text(t); return self; },
    createChoice: (t, right) => { if (typeof right !== "boolean") throw new TypeError("not right or wrong"); return { text: text(t), right }; },
    setChoices: (c) => { if (!c.length || new Set(c.map((x) => x.text)).size !== c.length) throw new TypeError("choices"); made.choices = c; return self; },
    setPoints: (n) => { made.points = n; return self; },
    setFeedbackForCorrect: (f) => { made.right = said(f); return self; }, setFeedbackForIncorrect: (f) => { made.wrong = said(f); return self; },
    setGeneralFeedback: (f) => { made.general = said(f); return self; },
  };
  const self = Object.fromEntries(allowed.map((name) => [name, all[name]]));
  return self;
};
const choices = ["setTitle", "createChoice", "setChoices", "setPoints", "setFeedbackForCorrect", "setFeedbackForIncorrect"];
globalThis.FormApp = {
  createFeedback: feedback,
  create: (title) => { form.title = text(title); return {
    setIsQuiz: (b) => { form.quiz = b; }, setDescription: (t) => { form.description = text(t); }, getEditUrl: () => "address",
    addSectionHeaderItem: () => item("header", ["setTitle", "setHelpText"]),
    addMultipleChoiceItem: () => item("choice", choices), addCheckboxItem: () => item("several", choices),
    addParagraphTextItem: () => item("essay", ["setTitle", "setGeneralFeedback"]),
  }; },
};
console.log = () => {};
"""


def built(exercises: ExerciseSet) -> dict[str, Any]:
    """Return the form that the script builds, by running it."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("there is no node on this machine")
    script = FORMATS.load("forms")(exercises).decode("ascii")
    program = f"{FORM_APP}\n{script}\nmakeQuiz(); process.stdout.write(JSON.stringify(form));"
    done = subprocess.run([node, "-"], input=program, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    form: dict[str, Any] = json.loads(done.stdout)
    return form


def test_hostile_texts_survive_in_a_form_and_are_no_part_of_its_program() -> None:
    items = [
        replace(item, id=f"{place}-{item.id}")
        for place, text in enumerate([*TEXTS.values(), "`${1}`", "\u2028*/", "</script>"])
        for item in exercise_set(text).items
        if flat(text)
    ]
    form = built(ExerciseSet("m", "a title", "0" * 32, 0, tuple(items)))
    kept = [item for item in items if not LIMITS.load("forms")(item)]
    assert form["quiz"] is True
    assert [made["title"] for made in form["items"] if made["kind"] != "essay"] == [
        flat(item.prompt) for item in kept if item.form in {Form.CHOICE, Form.SEVERAL}
    ]
    for made, item in zip(form["items"], kept, strict=True):
        if made["kind"] == "essay":
            assert made["general"] == flat(item.feedback)
            continue
        assert made["choices"] == [{"text": flat(o.text), "right": o.right} for o in item.options]
        assert made["points"] == 1
        assert flat(item.options[0].feedback) in made["right"]


def test_a_form_has_the_posts_before_each_question_in_the_language_of_the_set(root: Path) -> None:
    form = built(with_posts("some words"))
    assert [item["kind"] for item in form["items"]] == ["header", "choice", "header", "several"] + [
        "header",
        "essay",
    ] * 2
    assert form["items"][0]["help"] == "Post 4, some words: some words\n\n«some words» some words"
    german = make(argmap.load(root / "data" / "car-free-centre"), count=10, language=Language("de"))
    made = built(german)
    assert any(item.get("help", "").startswith("Beitrag") for item in made["items"])
    assert made["description"].startswith("Aus der Karte")


def kahoot(exercises: ExerciseSet) -> list[list[str]]:
    return list(csv.reader(StringIO(FORMATS.load("kahoot")(exercises).decode("utf-8-sig"), newline="")))


def short(prompt: str, *answers: str) -> Item:
    options = tuple(Option(text, place == 1, "because") for place, text in enumerate(answers))
    return replace(one("t", Form.CHOICE), prompt=prompt, options=options)


WORDS = st.text("abcäλ語 0=+-@|%'\",;", min_size=1, max_size=130).filter(flat)


@given(WORDS, st.lists(WORDS.map(lambda text: text[:80]).filter(flat), min_size=2, max_size=6))
def test_kahoot_gets_rows_within_its_limits_and_nothing_is_cut(prompt: str, answers: list[str]) -> None:
    """Its template: 120 characters for a question, 75 for an answer, two to four answers, the numbers of those that are right."""
    item = short(prompt, *answers)
    head, *rows = kahoot(ExerciseSet("m", "t", "0", 0, (item,)))
    assert [name.partition(" - ")[0] for name in head] == [
        "Question", "Answer 1", "Answer 2", "Answer 3", "Answer 4",
        "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs", "Correct answer(s)",
    ]  # fmt: skip
    fits = len(flat(prompt)) < 120 and all(len(flat(a)) < 75 for a in answers) and len(answers) <= 4
    assert not fits or rows
    for question, *given_answers, seconds, right in rows:
        assert len(question) <= 120
        assert question in {flat(prompt), f"'{flat(prompt)}"}, "as it is, or as no formula"
        assert all(len(answer) <= 75 for answer in given_answers)
        assert len([answer for answer in given_answers if answer]) == len(answers)
        assert seconds in {"5", "10", "20", "30", "60", "90", "120", "240"}
        assert right == "2"


def test_several_right_answers_are_numbers_with_commas() -> None:
    item = one("t", Form.SEVERAL)
    assert kahoot(ExerciseSet("m", "t", "0", 0, (item,)))[1][-1] == "1,2"


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_each_line_for_quizlet_is_a_card_with_two_sides(text: str) -> None:
    lines = FORMATS.load("quizlet")(exercise_set(text)).decode().split("\n")
    assert lines.pop() == ""
    cards = [row.split("\t") for row in lines]
    assert all(len(card) == 2 for card in cards)
    assert len(cards) == 4, "a choice, several answers, and both pairs of a matching"
    assert cards[0][0] == flat(f"{flat(text)} (1) {text} 1 (2) {text} 2 (3) no")
    assert cards[0][1].startswith(flat(f"(1) {text} 1"))
    assert cards[2] == [flat(f"{text} {text} l1"), flat(f"{text} r1")]


@pytest.mark.parametrize("name", ["forms", "kahoot", "quizlet"])
def test_what_is_left_out_is_counted_with_the_reason(name: str, root: Path, tmp_path: Path) -> None:
    refusal = LIMITS.load(name)
    path = root / "data" / "typing-for-a-team"
    made = make(argmap.load(path), count=60)
    out = [item for item in made.items if refusal(item)]
    arguments = ["teach", "make", str(path), "--count", "60", "--format", name, "-o", str(tmp_path / "x")]
    result = CliRunner().invoke(main, arguments)
    if len(out) == len(made.items):
        assert result.exit_code == 2
        assert "no exercise has a place" in result.output
    else:
        assert result.exit_code == 0
        assert not out or f"note: {len(out)} exercise" in result.output
    assert all(reason in result.output for reason in {refusal(item) for item in out})
