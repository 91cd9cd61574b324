"""A guided reading: what is answered is written at once, and it can be left and gone on with."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import argmap
from argmap.cli.main import main

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
    return CliRunner().invoke(
        main, ["edit", "annotate", str(folder), *options], input="".join(f"{a}\n" for a in answers)
    )


def test_two_posts_become_a_map(folder: Path) -> None:
    first = read(
        folder,
        "1", "c", "Code should be indented with spaces.", "spaces", "question", "", "-",
        "2", "c", "Spaces look the same everywhere.", "same", "-", "asserts?", "support", "spaces",
        "q",
    )  # fmt: skip
    assert first.exit_code == 0, first.output
    assert "Everything is saved" in first.output
    second = read(
        folder,
        "w", "True", "s", "same", "concedes",
        "w", "tabs … choose", "c", "Tabs let everybody choose.", "choice", "-", "asserts if the editor can do it",
        "attack", "spaces",
        "n", "spaces", "Use spaces",
    )  # fmt: skip
    assert "#2 Bo, answers #1" in second.output
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
    assert (outcome.thesis, [quote.words for quote in outcome.quotes]) == ("spaces", ["Use spaces"])


def test_two_theses_are_asked_once_whether_they_exclude_each_other(folder: Path) -> None:
    first = read(
        folder,
        "1", "c", "", "spaces", "question", "", "-",
        "n", "w", "tabs let everybody choose", "c", "", "tabs", "question", "perhaps", "n", "proposes", "-",
        "q",
    )  # fmt: skip
    assert "do spaces and tabs exclude each other?" in first.output
    assert "'perhaps' is not one of" in first.output
    third = read(
        folder, "w", "everybody choose", "c", "", "each", "question", "proposes", "-", "q", options=("--post", "p2"),
    )  # fmt: skip
    assert "exclude each other?" not in third.output
    map = argmap.load(folder)
    assert map.issues[0].exclusive is False
    assert [(c.claim, c.stance) for c in map.commitments[1:]] == [("tabs", "proposes"), ("each", "proposes")]


def test_questions_answers_and_remarks_are_written(folder: Path) -> None:
    result = read(
        folder,
        "1", "c", "", "spaces", "question", "", "-",
        "2", "a", "Do they look the same everywhere?", "same", "spaces", "y",
        "n",
        "w", "True", "d", "Ann is right.", "right", "accepts",
        "w", "tabs let everybody choose", "r", "same", "-",
        "n", "-",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert "? open: same" in result.output
    map = argmap.load(folder)
    [question] = map.questions
    assert (question.post, question.about, [a.to_dict() for a in question.answered_by]) == (
        "p1", "spaces", [{"post": "p2"}],
    )  # fmt: skip
    assert map.claims[-1].meta
    assert [(c.participant, c.stance, c.claim) for c in map.commitments] == [
        ("ann", "asserts", "spaces"), ("ann", "questions", "spaces"), ("bo", "accepts", "right"),
    ]  # fmt: skip


def test_a_reader_is_one_of_the_annotators(folder: Path) -> None:
    map_file = folder / "map.yaml"
    map_file.write_text(map_file.read_text().replace("# annotators: [Your name]", "annotators: [Eva, Jo]"))
    assert "did you mean 'Eva'?" in read(folder, options=("--by", "Evan")).output
    assert read(folder, "1", "c", "", "spaces", "-", "", "-", "q", options=("--by", "Jo")).exit_code == 0
    map = argmap.load(folder)
    assert (map.claims[0].by, map.commitments[0].by) == ("Jo", "Jo")


def test_a_step_is_taken_back_and_refusals_lose_nothing(folder: Path) -> None:
    result = read(folder, "1", "c", "", "spaces", "nope", "w", "nowhere", "u", "m", "?", "x", "q")
    assert "issue 'nope' is not in this map" in result.output
    assert "does not stand in post" in result.output
    assert "no edit to undo" in result.output
    assert argmap.load(folder).claims == ()


def test_an_unknown_stance_is_asked_again_with_the_nearest(folder: Path) -> None:
    result = read(folder, "1", "c", "", "spaces", "question", "aserts", "asserts", "-", "q")
    assert "there is no stance 'aserts'; did you mean 'asserts'?" in result.output
    assert [c.stance for c in argmap.load(folder).commitments] == ["asserts"]


def test_an_end_of_input_leaves_what_was_written(folder: Path) -> None:
    result = read(folder, "1", "c", "", "spaces", "question")
    assert result.exit_code == 0
    assert [claim.id for claim in argmap.load(folder).claims] == ["spaces"]


def test_a_post_can_be_named_and_must_exist(folder: Path) -> None:
    assert "#2 Bo" in read(folder, "q", options=("--post", "p2")).output
    assert read(folder, options=("--post", "p9")).exit_code == 2
