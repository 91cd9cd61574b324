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
        "1", "c", "Code should be indented with spaces.", "spaces", "question", "-",
        "2", "c", "Spaces look the same everywhere.", "same", "-", "support", "spaces",
        "q",
    )  # fmt: skip
    assert first.exit_code == 0, first.output
    assert "Everything is saved" in first.output
    second = read(
        folder,
        "1",
        "s",
        "same",
        "concedes",
        "w",
        "tabs let everybody choose",
        "c",
        "",
        "choice",
        "-",
        "attack",
        "spaces",
        "n",
    )
    assert "#2 Bo, answers #1" in second.output
    assert "That was the last post" in second.output
    map = argmap.load(folder)
    assert {claim.id: claim.text for claim in map.claims} == {
        "spaces": "Code should be indented with spaces.",
        "same": "Spaces look the same everywhere.",
        "choice": "Tabs let everybody choose.",
    }
    assert [(r.kind, r.premises, r.target) for r in map.relations] == [
        ("support", ("same",), "spaces"),
        ("attack", ("choice",), "spaces"),
    ]
    assert [(c.participant, c.stance, c.claim) for c in map.commitments] == [
        ("ann", "asserts", "spaces"), ("ann", "asserts", "same"), ("bo", "concedes", "same"), ("bo", "asserts", "choice"),
    ]  # fmt: skip


def test_a_step_is_taken_back_and_refusals_lose_nothing(folder: Path) -> None:
    result = read(folder, "1", "c", "", "spaces", "nope", "w", "nowhere", "u", "m", "?", "x", "q")
    assert "issue 'nope' is not in this map" in result.output
    assert "stands in no post" in result.output
    assert "no edit to undo" in result.output
    assert argmap.load(folder).claims == ()


def test_an_end_of_input_leaves_what_was_written(folder: Path) -> None:
    result = read(folder, "1", "c", "", "spaces", "question")
    assert result.exit_code == 0
    assert [claim.id for claim in argmap.load(folder).claims] == ["spaces"]


def test_a_post_can_be_named_and_must_exist(folder: Path) -> None:
    assert "#2 Bo" in read(folder, "q", options=("--post", "p2")).output
    assert read(folder, options=("--post", "p9")).exit_code == 2
