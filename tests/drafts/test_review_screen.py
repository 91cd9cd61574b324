"""The screen for reviewing a draft, driven by keys."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

pytest.importorskip("textual")

from textual.widgets import Static

import argmap
from argmap.cli.draft.review_app import ReviewApp
from argmap.drafts.decisions import Verdict
from argmap.drafts.reviewing import Review
from tests.browser.test_web_editing import MAP, THREAD
from tests.drafts.ferry import PROPOSED, draft_of_ferry
from tests.drafts.test_reviewing import folder, review
from tests.editing.sample import dataset

__all__ = ["folder"]


def drive(session: Review, *keys: str) -> list[str]:
    """Press keys, and return what the screen says after each: the item, its post and the message."""
    shown: list[str] = []

    async def run() -> None:
        app = ReviewApp(session)
        async with app.run_test(size=(110, 32)) as pilot:
            for key in keys:
                await pilot.press(key)
                await pilot.pause()
                parts = (
                    app.query_one(f"#{name}", Static).render() for name in ("detail", "thread", "message")
                )
                shown.append("\n".join(map(str, parts)))

    asyncio.run(run())
    return shown


def test_a_accepts_r_rejects_u_takes_back_and_the_map_waits_for_the_end(folder: Path) -> None:
    session = review(folder)
    before = (folder / "map.yaml").read_bytes()
    shown = drive(session, "a", "r", "up", "u", "a", "a", "a", "a", "a", "a")
    assert "claim close" in shown[0]
    assert "left out: it names" not in shown[0]
    assert (folder / "map.yaml").read_bytes() == before
    assert "All is decided" in shown[-1]
    session.finish()
    assert [claim.by for claim in argmap.load(folder).claims] == ["Ann"] * len(argmap.load(folder).claims)


def test_u_takes_the_last_decision_back_from_the_next_item_that_is_open(folder: Path) -> None:
    session = review(folder)
    first, second, third = (item.id for item in session.items[:3])
    shown = drive(session, "u", "a", "a", "u", "u", "u")
    assert "Nothing was decided here." in shown[0]
    assert third not in shown[3]
    assert f"taken back: {second}" in shown[3]
    assert f"taken back: {first}" in shown[4]
    assert "Nothing was decided here." in shown[5]
    assert session.decisions == {}


def test_the_post_stands_beside_the_item_with_the_post_that_it_answers(folder: Path) -> None:
    session = review(folder)
    place = next(n for n, item in enumerate(session.items) if getattr(item, "post", "") == "p2")
    shown = drive(session, *["down"] * place)
    assert "my bakery is dead within a year" in shown[-1]
    assert "The council wants our opinion" in shown[-1]


def test_what_names_a_rejected_claim_says_so(folder: Path) -> None:
    session = review(folder)
    shown = drive(session, "down", "r", "end")
    assert "which is rejected" in shown[-1]


def test_an_issue_that_nothing_names_comes_first_without_a_post(tmp_path: Path) -> None:
    folder = dataset(tmp_path / "ferry", MAP, THREAD)
    draft_of_ferry(folder, PROPOSED)
    session = review(folder)
    shown = drive(session, "a", "down", "down", "down")
    assert session.decisions["pier"].verdict is Verdict.ACCEPT
    assert "issue future\nWhat becomes of the ferry?" in shown[0]
    assert "We should keep the ferry." in shown[0], "its thesis quotes post p1"
    assert "implicit: nobody states it in the thread" in shown[-1]
    assert "It costs a million a year. That is too much." in shown[-1], "the step that needs it quotes p2"
