"""What a draft offers, in a real browser: seen as no part of the map, and taken or rejected with keys or with the mouse."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import argmap
from argmap.project.web_editing.drafted import DraftSource
from argmap.project.web_editing.server import EditServer
from tests.browser.conftest import AXE
from tests.browser.test_web_editing import MAP, THREAD, node, opened, saved
from tests.drafts.ferry import PROPOSED, draft_of_ferry
from tests.editing.sample import dataset


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = dataset(tmp_path / "ferry", MAP, THREAD)
    draft_of_ferry(folder)
    return folder


@pytest.fixture
def page(chromium: Any, folder: Path) -> Iterator[Any]:
    server = EditServer(str(folder), 0, DraftSource(folder / "draft.json", "Eva"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield from opened(chromium.new_context(viewport={"width": 1280, "height": 800}), server)
    server.stop()
    thread.join(5)


def card(page: Any, number: int) -> Any:
    return page.locator(".offer.cardbutton", has_text=re.compile(f"^Draft {number} "))


def test_offers_are_shown_beside_their_posts_and_the_map_and_are_no_part_of_it(page: Any) -> None:
    assert page.locator(".offers .offer").count() == 6
    assert (
        page.locator("[data-post=p3] .offers .offer").inner_text()
        == "Draft 6 Ann concedes: “The ferry is dear.”"
    )
    assert page.locator(".sentence.offered").all_inner_texts() == [
        "We should keep the ferry.",
        "It carries three hundred people a day.",
        "It costs a million a year.",
        "True, it is dear.",
    ]
    assert page.locator("#map .node.offer").count() == 3
    assert page.locator("#map .handle.offer").count() == 2
    assert page.locator(".sentence.quoted").count() == 0
    assert (
        page.locator(".sentence.offered")
        .first.get_attribute("aria-description")
        .startswith("Draft 1: The ferry")
    )
    page.click("#t-claims")
    assert page.locator("#claims .cardbutton").count() == 0
    page.locator("summary", has_text="More").click()
    page.click("#ghosts")
    assert page.locator("#map .node, .sentence.offered, .offers").count() == 0


def test_a_draft_is_decided_with_keys_alone_and_each_step_is_said(page: Any, folder: Path) -> None:
    live = page.locator("#live")
    page.locator(".sentence").first.focus()
    page.keyboard.press("k")
    live.filter(has_text="Draft 1: The ferry should be kept. “We should keep the ferry.”, Post 1").wait_for()
    page.keyboard.press("a")
    live.filter(has_text="Accepted. 5 of 6 open Draft 2: It carries many people.").wait_for()
    page.keyboard.press("e")
    assert page.locator("#offer-dialog #offer-premises").is_hidden()
    page.fill("#offer-text", "The ferry carries people.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    live.filter(
        has_text="Accepted as edited. 4 of 6 open Draft 3: “The ferry carries people.” is a reason"
    ).wait_for()
    page.keyboard.press("a")
    live.filter(has_text="Draft 4").wait_for()
    page.keyboard.press("r")
    live.filter(has_text="Rejected. Everything in the draft is decided.").wait_for()
    assert page.evaluate("() => document.activeElement.className") == "sentence"
    # What the rejected claim is named by is left out; taking the decision back offers it again.
    assert page.locator(".offers").count() == 0
    page.locator("summary", has_text="More").click()
    page.click("[data-do=decided]")
    assert page.locator("#decided-list li", has_text="left out, because Draft 4 was rejected").count() == 2
    page.locator("#decided-list li", has_text="rejected)").get_by_text("Take the decision back").click()
    live.filter(has_text="The decision is taken back. Draft 4").wait_for()
    assert page.locator(".offers .offer").count() == 3
    # The cards themselves: one stop for Tab, arrows between them, and the focus goes on with what comes next.
    card(page, 5).focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("a")
    page.locator("#live", has_text="2 of 6 open").wait_for()
    assert page.evaluate("() => document.activeElement.textContent").startswith("Draft 5")
    map = argmap.load(folder)
    assert [(c.text, c.by) for c in map.claims] == [
        ("The ferry should be kept.", "Eva"),
        ("The ferry carries people.", "Eva"),
        ("The ferry is dear.", "Eva"),
    ]
    assert [(r.premises, r.target) for r in map.relations] == [(("people",), "keep")]


def test_a_draft_is_decided_with_the_mouse_and_undone(page: Any, folder: Path) -> None:
    node(page, "draft:keep").click()
    page.locator("#bar", has_text="Draft 1, not part of the map:").wait_for()
    assert page.locator(".sentence.here").all_inner_texts() == ["We should keep the ferry."]
    page.click("#bar [data-do=accept]")
    node(page, "keep").wait_for()
    saved(page)
    card(page, 5).click()
    page.click("#bar [data-do=accept]")
    page.locator(".offers em", has_text="accepted; it enters the map with Draft 4").wait_for()
    page.locator("#map .handle.support").click()
    page.click("#bar [data-do=change]")
    page.select_option("#offer-kind", "attack")
    page.click("#offer-dialog [value=ok]")
    page.locator("#live", has_text="Accepted as edited.").wait_for()
    page.locator("#live", has_text="(accepted; it enters the map with Draft 2)").wait_for()
    card(page, 2).click()
    page.click("#bar [data-do=accept]")
    saved(page)
    node(page, "people").wait_for()
    assert [(str(r.kind), r.premises, r.target) for r in argmap.load(folder).relations] == [
        ("attack", ("people",), "keep")
    ]
    page.click("#undo")
    card(page, 2).wait_for()
    assert [claim.id for claim in argmap.load(folder).claims] == ["keep"]


def test_words_that_nobody_wrote_are_refused_with_the_reason(page: Any, folder: Path) -> None:
    card(page, 1).click()
    page.click("#bar [data-do=change]")
    page.fill("#offer-quote", "nobody said that")
    page.click("#offer-dialog [value=ok]")
    page.locator("#trouble", has_text="nothing was decided").wait_for()
    assert card(page, 1).count() == 1
    assert (folder / "map.yaml").read_text("utf-8") == MAP


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed (make browser-tests)")
@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_with_a_draft_is_accessible(page: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    card(page, 1).click()
    page.locator("#bar [data-do=accept]").wait_for()
    page.evaluate(AXE.read_text("utf-8") + ";0")
    find = "() => axe.run().then((r) => r.violations.map((v) => [v.id, v.nodes.map((n) => n.html)]))"
    assert page.evaluate(find) == []
    page.click("#bar [data-do=change]")
    assert page.evaluate(find) == []


@pytest.fixture
def proposed(chromium: Any, folder: Path) -> Iterator[Any]:
    """The page with a draft that has issues, an implicit claim and a note to its reader."""
    draft_of_ferry(folder, PROPOSED, note="Unsure of the pier.")
    server = EditServer(str(folder), 0, DraftSource(folder / "draft.json", "Eva"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield from opened(chromium.new_context(viewport={"width": 1280, "height": 800}), server)
    server.stop()
    thread.join(5)


def test_issues_and_implicit_claims_are_shown_where_they_are_needed_and_accepted(
    proposed: Any, folder: Path
) -> None:
    page = proposed
    assert page.locator("#thread > .offers").all_inner_texts() == [
        "a-model: Unsure of the pier.",
        "Draft 1 Question: Who pays for the pier?",
    ]
    assert page.locator("[data-post=p1] .offers li").all_inner_texts() == [
        "Draft 2 Question: What becomes of the ferry?",
        "Draft 3 The ferry should be kept. (answers “What becomes of the ferry?”)",
        "Draft 4 It carries many people.",
    ]
    assert page.locator("[data-post=p2] .offers li").first.inner_text() == (
        "Draft 5 What carries many is needed. (implicit)"
    )
    assert page.locator("[data-post=p2] .offers li").last.inner_text() == (
        "Draft 7 Bo questions, as a guess: “The ferry should be kept.”"
    )
    # A claim quotes words of two posts, the step its own.
    assert page.locator(".sentence.offered").all_inner_texts() == [
        "We should keep the ferry.",
        "It carries three hundred people a day.",
        "That is too much.",
        "But the bridge is closed until May.",
    ]
    card(page, 5).click()
    page.locator("#bar .about", has_text="Note: Left out.").wait_for()
    page.click("#bar [data-do=change]")
    assert page.locator("#offer-dialog #offer-quote").is_hidden()
    page.fill("#offer-text", "What carries many people is needed.")
    page.click("#offer-dialog [value=ok]")
    page.locator("#live", has_text="Accepted as edited. 6 of 7 open").wait_for()
    page.locator("#bar .about", has_text="scheme: Practical reasoning").wait_for()
    page.click("#bar [data-do=accept]")
    page.locator("#live", has_text="5 of 7 open").wait_for()
    card(page, 3).click()
    page.locator("#bar", has_text="Draft 3, not part of the map:").wait_for()
    page.click("#bar [data-do=accept]")
    page.locator(".offers em", has_text="accepted; it enters the map with Draft 2").wait_for()
    page.locator("#live", has_text="4 of 7 open").wait_for()
    card(page, 2).click()
    page.locator("#bar", has_text="Draft 2, not part of the map:").wait_for()
    page.click("#bar [data-do=change]")
    page.fill("#offer-question", "What should become of the ferry?")
    page.click("#offer-dialog [value=ok]")
    node(page, "keep").wait_for()
    page.locator("#bar", has_text="Draft 4, not part of the map:").wait_for()
    page.click("#bar [data-do=accept]")
    page.locator("#map .handle.support:not(.offer)").wait_for()
    saved(page)
    map = argmap.load(folder)
    assert [(issue.question, issue.by) for issue in map.issues] == [
        ("What should become of the ferry?", "Eva")
    ]
    assert [(c.id, c.answers, c.implicit, len(c.quotes)) for c in map.claims] == [
        ("need", None, True, 0),
        ("keep", "future", False, 1),
        ("people", None, False, 2),
    ]
    assert [(r.premises, r.scheme) for r in map.relations] == [(("people", "need"), "practical-reasoning")]


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed (make browser-tests)")
def test_what_belongs_to_no_post_is_accessible(proposed: Any) -> None:
    proposed.locator("#thread > .offers .offer").click()
    proposed.evaluate(AXE.read_text("utf-8") + ";0")
    find = "() => axe.run().then((r) => r.violations.map((v) => [v.id, v.nodes.map((n) => n.html)]))"
    assert proposed.evaluate(find) == []
