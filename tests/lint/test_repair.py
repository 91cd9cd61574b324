"""Fixing: comments and style stay, a second run finds nothing, and the map says what it said."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import argmap
from argmap.editing.operations import write_repair
from argmap.evaluation.labels import acceptability
from argmap.evaluation.theory import theory
from argmap.lint import check_file
from argmap.lint.fixes import repair
from argmap.lint.settings import Settings
from argmap.model import ArgumentMap
from argmap.storage import read_map
from argmap.storage.files import ChangedMeanwhile

ONLY_FIXES = Settings(select=("AM201", "AM207", "AM310", "AM401", "AM410", "AM506", "AM510"))

# Each row: what is written in the bundled dataset, what somebody makes of it, and the file.
SPOILT = {
    "a quote that moved": ("exact: downplay its importance", "exact: Downplay its  importance –", "map.yaml"),
    "a quote in quotation marks": ("exact: 'the average OS", "exact: 'The average OS", "map.yaml"),
    "a full stop": ("text: Academics had a role in building large language models.", "text: Academics had a role in building large language models", "map.yaml"),
    "a capital letter": ("text: Computational techniques were", "text: computational techniques were", "map.yaml"),
    "a premise named twice": ("premises: [backprop], target: simple", "premises: [backprop, backprop], target: simple", "map.yaml"),
    "a quote given twice": (
        "      - {post: p3, exact: Backprop}\n",
        "      - {post: p3, exact: Backprop}\n      - {post: p3, exact: Backprop}\n",
        "map.yaml",
    ),
    "a relation given twice": (
        "  - {id: rl-is-simple,",
        ("  - {id: rl-again, kind: support, premises: [rl], target: simple-math-suffices, scheme: example}\n"
        "  - {id: rl-is-simple,"),
        "map.yaml",
    ),
    "a needless suffix": (
        "{post: p3, exact: convolution}",
        "{post: p3, exact: convolution, suffix: and nothing else}",
        "map.yaml",
    ),
}  # fmt: skip


def spoilt(folder: Path, *names: str) -> Path:
    source = Path(__file__).parent.parent.parent / "data" / "math-in-ml"
    shutil.rmtree(folder / "map", ignore_errors=True)
    shutil.copytree(source, folder / "map")
    for name in names:
        old, new, file = SPOILT[name]
        path = folder / "map" / file
        text = path.read_text("utf-8")
        assert old in text, name
        path.write_text(text.replace(old, new, 1), "utf-8")
    return folder / "map"


def fixable(folder: Path) -> list[str]:
    return [d.code for d in check_file(read_map(folder), ONLY_FIXES) if d.fix]


@pytest.mark.parametrize("name", SPOILT)
def test_a_fix_restores_the_file_to_the_letter(name: str, tmp_path: Path) -> None:
    sound = spoilt(tmp_path).joinpath("map.yaml").read_text("utf-8")
    folder = spoilt(tmp_path, name)
    assert fixable(folder)
    write_repair(repair(folder, ONLY_FIXES))
    found = folder.joinpath("map.yaml").read_text("utf-8")
    same = sound.replace("rl-is-simple", "rl-again") if "relation given" in name else sound
    assert found == same
    assert fixable(folder) == []


@given(st.sets(st.sampled_from(sorted(SPOILT)), min_size=1))
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_faults_together_are_mended_in_one_run_and_the_map_says_what_it_said(
    tmp_path: Path, names: set[str]
) -> None:
    before: ArgumentMap = argmap.load(spoilt(tmp_path))
    folder = spoilt(tmp_path, *sorted(names))
    found = repair(folder, ONLY_FIXES)
    assert found.made == len(names)
    write_repair(found)
    assert repair(folder, ONLY_FIXES).changed == ()
    after: ArgumentMap = argmap.load(folder)
    assert [claim.text for claim in after.claims] == [claim.text for claim in before.claims]
    kept = {
        name: label for name, label in acceptability(theory(before)).labels.items() if name in after.kinds
    }
    labels = acceptability(theory(after)).labels
    assert {name: label for name, label in labels.items() if name in kept} == kept


def test_a_repetition_is_marked_in_the_file_of_the_thread(tmp_path: Path) -> None:
    folder = spoilt(tmp_path)
    thread = folder / "thread.yaml"
    sound = thread.read_text("utf-8")
    (post,) = [p for p in argmap.load(folder).thread.posts if p.id == "p2"]  # type: ignore[union-attr]
    thread.write_text(sound.replace("repeats: p2", f"text: {post.text}", 1), "utf-8")
    assert fixable(folder) == ["AM506"]
    write_repair(repair(folder, ONLY_FIXES))
    assert argmap.load(folder).thread.posts[8].repeats == "p2"  # type: ignore[union-attr]
    assert fixable(folder) == []


def test_a_quote_of_a_post_that_was_edited_moves_with_it(tmp_path: Path) -> None:
    folder = spoilt(tmp_path)
    thread = folder / "thread.yaml"
    text = thread.read_text("utf-8")
    assert text.count("measure theoretic probability") == 1
    thread.write_text(text.replace("measure theoretic probability", "measure-theoretic probability"), "utf-8")
    assert fixable(folder) == ["AM401"] * 3  # quoted by a claim, a commitment and an example
    write_repair(repair(folder, ONLY_FIXES))
    quotes = [quote.exact for _, quote in argmap.load(folder).quotes()]
    assert "measure-theoretic probability" in quotes
    assert argmap.check(folder) == ()


def test_words_that_changed_are_shown_beside_those_that_are_there_now_and_no_fix_takes_them(
    tmp_path: Path,
) -> None:
    folder = spoilt(tmp_path)
    map = folder / "map.yaml"
    map.write_text(
        map.read_text("utf-8").replace("exact: downplay its importance", "exact: downplay an importance")
    )
    (found,) = [d for d in check_file(read_map(folder)) if d.code == "AM401"]
    assert "'downplay an importance' does not occur" in found.message
    assert "nearest: 'downplay its importance' (likeness 0." in found.help
    assert found.fix is None
    assert repair(folder).changed == ()
    # Before argmap 0.3, `least` was the likeness from which --fix took the passage.
    (shown,) = [
        d
        for d in check_file(read_map(folder), Settings(options={"AM401": {"least": 0.95}}))
        if d.code == "AM401"
    ]
    assert (shown.fix, shown.help) == (None, "quote the exact words of the post")


def test_nothing_is_written_when_somebody_changed_the_file_meanwhile(tmp_path: Path) -> None:
    folder = spoilt(tmp_path, "a full stop")
    found = repair(folder, ONLY_FIXES)
    (folder / "map.yaml").write_text("something else")
    with pytest.raises(ChangedMeanwhile):
        write_repair(found)
    assert (folder / "map.yaml").read_text() == "something else"


def test_windows_line_ends_and_a_byte_order_mark_survive_nothing_else_does_not(tmp_path: Path) -> None:
    folder = spoilt(tmp_path, "a full stop")
    path = folder / "map.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    write_repair(repair(folder, ONLY_FIXES))
    fixed = path.read_bytes()
    assert fixed.count(b"\r\n") == fixed.count(b"\n")
    assert b"building large language models.\r\n" in fixed
