"""The screen for adjudicating, driven by keys."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("textual")

from textual.pilot import Pilot
from textual.widgets import Input, Static

from argmap.cli.edit.adjudication_app import AdjudicationApp
from argmap.editing.adjudication.session import Adjudication, open_adjudication
from tests.editing.test_adjudicating import FULL, LATE, STEP, WALK, folder, reading


@pytest.fixture
def adjudication(tmp_path: Path) -> Adjudication:
    other = [LATE, {**FULL, "text": "The buses are [b]crowded[/b]."}, WALK]
    paths = folder(tmp_path / "d", {"ann": reading([LATE, FULL], [STEP]), "bo": reading(other, [STEP])})
    return open_adjudication([Path(path) for path in paths], tmp_path / "d" / "map.yaml")[0]


def drive(adjudication: Adjudication, *keys: str) -> list[str]:
    """Press keys, and return what the right side showed before each and at the end; <words> are typed."""
    shown: list[str] = []

    async def run() -> None:
        app = AdjudicationApp(adjudication, "Cy")
        async with app.run_test(size=(100, 30)) as pilot:
            for key in keys:
                await _press(app, pilot, key)
                shown.append(str(app.query_one("#detail", Static).render()))

    asyncio.run(run())
    return shown


async def _press(app: AdjudicationApp, pilot: Pilot[Any], key: str) -> None:
    if key.startswith("<"):
        app.query_one(Input).value = key[1:-1]
    else:
        await pilot.press(key)
    await pilot.pause()


def test_each_decision_is_written_at_once_with_who_and_why(adjudication: Adjudication) -> None:
    drive(adjudication, "2", "n", "up", "w", "<as in the post>", "enter")
    log = json.loads(adjudication.log.read_text("utf-8"))
    assert [(d["item"], d["take"], d["by"], d.get("note")) for d in log["decisions"]] == [
        ("full", ["bo"], "Cy", "as in the post"),
        ("walk", [], "Cy", None),
    ]
    assert not adjudication.settled.open


def test_a_decision_is_taken_back_and_what_cannot_be_is_said(adjudication: Adjudication) -> None:
    drive(adjudication, "1", "1", "b", "up", "u")
    assert [item.key for item in adjudication.settled.open] == ["full", "walk"]


def test_the_words_of_a_reading_are_shown_as_they_are(adjudication: Adjudication) -> None:
    [shown] = drive(adjudication, "o")
    assert "≠ The buses are [b]crowded[/b]." in shown


def test_a_decision_that_does_not_count_says_why(tmp_path: Path) -> None:
    paths = [
        Path(path) for path in folder(tmp_path / "d", {"ann": reading([LATE, FULL]), "bo": reading([LATE])})
    ]
    decisions = [{"item": "full", "take": ["ann"], "of": "00"}, {"item": "gone", "take": ["ann"], "of": "00"}]
    readings = {"ann": "map.ann.yaml", "bo": "map.bo.yaml"}
    log = {"format": "argmap-adjudication/1", "readings": readings, "decisions": decisions}
    (tmp_path / "saved.json").write_text(json.dumps(log), "utf-8")
    _, notes = open_adjudication(paths, tmp_path / "d" / "map.yaml", texts=[tmp_path / "saved.json"])
    assert notes == (
        "full: a reading changed since this was decided; decide again",
        "gone: no reading has it any more; the decision does not count",
    )
