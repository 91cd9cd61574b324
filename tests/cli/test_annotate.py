"""A guided reading in single lines: what is answered is written at once, and it can be left and gone on with."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import argmap
from argmap.cli.main import main
from argmap.lint.run import check

THREAD = """\
format: argmap-thread/1
id: tabs
title: Tabs?
source: {kind: text}
authorship: recorded
reply_structure: recorded
participants: [{id: ann, name: Ann}, {id: bo, name: Bo}]
posts:
  - {id: p1, author: ann, text: "Use spaces. They look the same everywhere."}
  - {id: p2, author: bo, reply_to: p1, text: "True, but tabs let everybody choose."}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "tabs").mkdir()
    (tmp_path / "tabs" / "thread.yaml").write_text(THREAD)
    assert (
        CliRunner().invoke(main, ["init", str(tmp_path / "tabs"), "--question", "Tabs or spaces?"]).exit_code
        == 0
    )
    return tmp_path / "tabs"


def read(folder: Path, *answers: str, options: tuple[str, ...] = ()) -> Result:
    """Answer line by line; the runner's input is no terminal, so that single lines are asked without `--plain`."""
    return CliRunner().invoke(
        main, ["edit", "annotate", str(folder), *options], input="".join(f"{a}\n" for a in answers)
    )


SPACES = ("1", "t", "Code should be indented with spaces.", "question", "i", "spaces", "")
SAME = ("2", "c", "Spaces look the same everywhere.", "support", "spaces", "i", "same", "")


def test_two_posts_become_a_map(folder: Path) -> None:
    first = read(folder, *SPACES, *SAME[:5], "h", "y", *SAME[5:], "n", "q")
    assert first.exit_code == 0, first.output
    assert "Everything is saved" in first.output
    second = read(
        folder,
        "w", "True", "g", "same", "",
        "w", "tabs … choose", "c", "Tabs let everybody choose.", "attack", "spaces", "f", "if the editor can do it",
        "b", "Choice", "",
        "1", "o", "question", "spaces", "",
        "n",
    )  # fmt: skip
    assert "#2 Bo, answers #1" in second.output
    assert "2 posts; 1 of them read" in second.output
    assert "That was the last post" in second.output
    map = argmap.load(folder)
    assert {claim.id: claim.text for claim in map.claims} == {
        "spaces": "Code should be indented with spaces.",
        "same": "Spaces look the same everywhere.",
        "choice": "Tabs let everybody choose.",
    }
    assert map.nodes["choice"].quotes[0].exact == ("tabs", "choose")
    assert [(r.kind, r.premises, r.target) for r in map.relations] == [
        ("support", ("same",), "spaces"),
        ("attack", ("choice",), "spaces"),
    ]
    assert [(c.participant, c.stance, c.claim, c.hedged, c.condition) for c in map.commitments] == [
        ("ann", "asserts", "spaces", False, None), ("ann", "asserts", "same", True, None),
        ("bo", "concedes", "same", False, None), ("bo", "asserts", "choice", False, "if the editor can do it"),
    ]  # fmt: skip
    assert [quote.words for quote in map.commitments[2].quotes] == ["True"]
    outcome = map.issues[0].outcome
    assert outcome is not None
    assert outcome.thesis == "spaces"
    assert [finding.code for finding in check(folder)] == [
        "AM503"
    ]  # the thread has no answer to the objection


def test_two_theses_are_asked_once_whether_they_exclude_each_other(folder: Path) -> None:
    first = read(
        folder, *SPACES, "n", "1", "t", "Code should be indented with tabs.", "question", "perhaps", "n", ""
    )
    assert "Do the answers to this question exclude each other?" in first.output
    assert "'perhaps' is not one of" in first.output
    third = read(
        folder,
        "w",
        "everybody choose",
        "t",
        "Everybody should choose.",
        "question",
        "",
        options=("--post", "p2"),
    )
    assert "exclude each other?" not in third.output
    map = argmap.load(folder)
    assert map.issues[0].exclusive is False
    assert len(map.theses) == 3


def test_questions_answers_and_remarks_are_written(folder: Path) -> None:
    result = read(
        folder,
        *SPACES,
        "n",
        "1", "q", "Do they look the same everywhere?", "spaces", "y", "",
        "w", "True", "m", "Ann is right.", "!",
        "w", "tabs let everybody choose", "w", "do-they-look-the-same-everywhere", "",
        "n",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    map = argmap.load(folder)
    [question] = map.questions
    assert (question.post, question.about, question.to, [a.to_dict() for a in question.answered_by]) == (
        "p2", "spaces", "ann", [{"post": "p2"}],
    )  # fmt: skip
    assert map.claims[-1].meta
    assert [(c.participant, c.stance, c.claim) for c in map.commitments] == [
        ("ann", "asserts", "spaces"), ("bo", "questions", "spaces"), ("bo", "asserts", "ann-is-right"),
    ]  # fmt: skip


def test_a_reader_is_one_of_the_annotators(folder: Path) -> None:
    map_file = folder / "map.yaml"
    map_file.write_text(map_file.read_text().replace("# annotators: [Your name]", "annotators: [Eva, Jo]"))
    assert "did you mean 'Eva'?" in read(folder, options=("--by", "Evan")).output
    assert read(folder, *SPACES, "q", options=("--by", "Jo")).exit_code == 0
    map = argmap.load(folder)
    assert (map.claims[0].by, map.commitments[0].by) == ("Jo", "Jo")


def test_a_step_is_taken_back_and_refusals_lose_nothing(folder: Path) -> None:
    result = read(
        folder, "1", "t", "Use spaces!", "nope", "question", "-", "w", "nowhere", "u", "m", "?", "x", "q"
    )
    assert "'nope' is not one of" in result.output
    assert "nothing is written" in result.output
    assert "does not stand in post" in result.output
    assert "no edit to undo" in result.output
    assert argmap.load(folder).claims == ()
    assert read(folder, *SPACES, "u", "q").exit_code == 0
    assert argmap.load(folder).claims == ()


def test_a_finding_is_said_first_and_written_only_on_demand(folder: Path) -> None:
    asked = ("1", "t", "Is it best to use spaces?", "question")
    refused = read(folder, *asked, "", "-", "q")
    assert "AM301 the claim is a question" in refused.output
    assert argmap.load(folder).claims == ()
    changed = read(folder, *asked, "c", "Code should use spaces.", "", "q")
    assert changed.exit_code == 0
    assert [claim.text for claim in argmap.load(folder).claims] == ["Code should use spaces."]


def test_an_end_of_input_leaves_what_was_written(folder: Path) -> None:
    result = read(folder, *SPACES, "2", "c")
    assert result.exit_code == 0
    assert [claim.id for claim in argmap.load(folder).claims] == ["spaces"]


def test_a_post_can_be_named_and_must_exist(folder: Path) -> None:
    assert "#2 Bo" in read(folder, "q", options=("--post", "p2")).output
    assert read(folder, options=("--post", "p9")).exit_code == 2


def test_the_screen_needs_its_extra_and_says_how_to_get_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "textual", None)
    monkeypatch.setattr("argmap.cli.edit.annotate._is_screen", lambda: True)
    result = read(folder)
    assert result.exit_code != 0
    assert "pip install 'argmap[annotate]'" in result.output
    assert "--plain" in result.output
    assert read(folder, "q", options=("--plain",)).exit_code == 0
