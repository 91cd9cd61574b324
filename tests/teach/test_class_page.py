"""The page of a class: what is counted, by hand, and whose names are in it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import argmap
from argmap.cli.main import main
from argmap.errors import ArgmapError
from argmap.graph.views import whole
from argmap.teach.marking.grade import grade
from argmap.teach.marking.mark import Marked
from argmap.teach.marking.rubric import Rubric
from argmap.teach.marking.submission import Submission
from argmap.teach.task.class_page import class_page
from argmap.teach.task.overlay import overlay
from tests.teach.small_post import STEPS, bridge

DATA = re.compile(r'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)

Step = tuple[str, str, tuple[str, ...], str]
RIGHT: tuple[Step, ...] = STEPS
SIGN: tuple[Step, ...] = (*STEPS[:2], ("r3", "support", ("school",), "close"), STEPS[3])
"""One wrong sign."""
ELSEWHERE: tuple[Step, ...] = (
    ("r1", "support", ("cracks",), "close"),
    ("r2", "attack", ("costs",), "school"),
)
"""The implicit premise and two steps are not there, and one is drawn to another claim."""


def record(student: str, steps: tuple[Step, ...]) -> dict[str, Any]:
    keys = ("id", "kind", "premises", "target")
    return {
        "student": student,
        "map": "bridge",
        "relations": [dict(zip(keys, step, strict=True)) for step in steps],
    }


def marked(*handed: tuple[Step, ...]) -> list[Marked]:
    view = whole(bridge())
    return [
        grade([view], Submission.model_validate(record(f"Student {n}", steps)), Rubric())
        for n, steps in enumerate(handed)
    ]


def test_every_step_is_counted_from_the_most_missed() -> None:
    """Of five maps, by hand: two are right, one has a wrong sign, two draw one step of the five rightly."""
    made = overlay(whole(bridge()), marked(RIGHT, RIGHT, SIGN, ELSEWHERE, ELSEWHERE))
    counts = {(step.relation, step.premise): (step.right, step.nearly, step.missing) for step in made.steps}
    assert counts == {
        ("r1", "cracks"): (5, 0, 0),
        ("r1", "unsafe"): (3, 0, 2),
        ("r2", "costs"): (3, 0, 2),
        ("r3", "school"): (2, 1, 2),
        ("r4", "firm"): (3, 0, 2),
    }
    order = [step.premise for step in made.steps]
    assert (order[0], order[-1]) == ("school", "cracks")
    assert made.whole == {"r1": 3, "r2": 3, "r3": 2, "r4": 3}, "linked premises count together"


def test_a_step_beside_the_reference_is_shown_when_two_draw_it() -> None:
    made = overlay(whole(bridge()), marked(RIGHT, SIGN, ELSEWHERE, ELSEWHERE))
    assert [(one.kind, one.premise, one.target, one.count) for one in made.extra] == [
        ("attack", "costs", "school", 2)
    ]


def test_the_differences_are_claims_that_most_connect_in_one_other_way() -> None:
    made = overlay(whole(bridge()), marked(RIGHT, SIGN, SIGN, SIGN, ELSEWHERE, ELSEWHERE))
    school, costs = made.differences
    assert (school.claim, school.absent) == ("school", 2)
    assert school.ways == (("support", "close", 3), ("attack", "close", 1))
    assert school.reference == (("attack", "close"),)
    assert (costs.claim, costs.ways) == ("costs", (("support", "close", 4), ("attack", "school", 2)))


def test_an_undercut_of_nothing_is_counted_nowhere() -> None:
    lost = (*STEPS[1:3], ("r4", "undercut", ("firm",), "r1"))
    made = overlay(whole(bridge()), marked(RIGHT, lost, lost, lost))
    assert made.extra == ()
    assert made.differences == ()


def test_names_are_in_the_page_only_if_they_are_asked_for() -> None:
    view, class_ = whole(bridge()), marked(RIGHT, SIGN)
    assert "Student 1" not in class_page(view, class_)
    page = class_page(view, class_, names=True)
    assert [row["name"] for row in json.loads(DATA.findall(page)[0])["students"]] == [
        "Student 0",
        "Student 1",
    ]
    assert class_page(view, class_) == class_page(view, class_)
    with pytest.raises(ArgmapError, match="no class to show"):
        class_page(view, [])


def test_own_words_are_matched_and_said_to_be_unconfirmed_until_a_teacher_confirms_them(
    tmp_path: Path,
) -> None:
    argmap.save(bridge(), tmp_path / "map")
    (target,) = (claim.text for claim in bridge().claims if claim.id == "close")
    own = record("Ada", (("s1", "attack", ("school",), "mine"),)) | {
        "claims": [{"id": "mine", "text": f"I think {target}"}]
    }
    (tmp_path / "ada.json").write_text(json.dumps(own), "utf-8")
    page, matches = tmp_path / "class.html", tmp_path / "matches.csv"
    args = ["teach", "class", str(tmp_path / "map"), str(tmp_path / "ada.json"), "-o", str(page)]
    done = CliRunner().invoke(main, args)
    assert "1 claims in own words to be confirmed" in done.output
    assert "to be confirmed by the teacher" in page.read_text("utf-8")
    (row,) = json.loads(DATA.findall(page.read_text("utf-8"))[0])["students"]
    assert (row["right"], row["open"]) == (1, 1), "the step is counted, and said to be unsure"
    CliRunner().invoke(main, [*args, "--matches", str(matches)])
    assert ",close," in matches.read_text("utf-8-sig")
    matches.write_text(matches.read_text("utf-8-sig").replace(",no", ",yes"), "utf-8")
    again = CliRunner().invoke(main, [*args, "--matches", str(matches)])
    assert "to be confirmed" not in again.output
    assert "to be confirmed by the teacher" not in page.read_text("utf-8")


def test_the_command_reads_a_folder_and_says_what_it_leaves_out(tmp_path: Path) -> None:
    argmap.save(bridge(), tmp_path / "map")
    handed = tmp_path / "handed"
    handed.mkdir()
    for name, steps in (("ada", RIGHT), ("ben", SIGN)):
        (handed / f"{name}.json").write_text(json.dumps(record(name, steps)), "utf-8")
    post = record("cleo", STEPS[:2]) | {"exercise": "post-p1"}
    (handed / "cleo.json").write_text(json.dumps(post), "utf-8")
    target = tmp_path / "class.html"
    args = ["teach", "class", str(tmp_path / "map"), str(handed), "-o", str(target), "--language", "de"]
    done = CliRunner().invoke(main, args)
    assert done.exit_code == 0, done.output
    assert "note: 1 left out, which were asked for another part of the map" in done.output
    assert "2 Karten der Klasse" in target.read_text("utf-8")
    (handed / "broken.json").write_text("[", "utf-8")
    again = CliRunner().invoke(main, args)
    assert again.exit_code == 1
    assert "broken.json" in again.output
    none = CliRunner().invoke(
        main, ["teach", "class", str(tmp_path / "map"), str(tmp_path / "map"), "-o", str(target)]
    )
    assert none.exit_code in {1, 2}
