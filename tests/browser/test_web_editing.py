"""The editor in a real browser: a small thread annotated from nothing with the mouse, and with keys alone."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import argmap
from argmap.project.web_editing.server import EditServer
from tests.browser.conftest import AXE
from tests.browser.test_page import RUNNING
from tests.editing.sample import dataset
from tests.rendering.hostile import hostile_map

THREAD = """\
format: argmap-thread/1
id: ferry
title: Keep the ferry?
source: {kind: text, note: Invented for this test (CC0).}
authorship: recorded
reply_structure: recorded
participants: [{id: ann, name: Ann}, {id: bo, name: Bo}, {id: cy, name: Cy}]
posts:
  - {id: p1, author: ann, text: "🦊\\nWe should keep the ferry. It carries three hundred people a day."}
  - {id: p2, author: bo, reply_to: p1, text: "It costs a million a year. That is too much."}
  - {id: p3, author: ann, reply_to: p2, text: "True, it is dear. But the bridge is closed until May."}
  - {id: p4, author: cy, reply_to: p2, text: "The million includes the new pier. Who counted that?"}
  - {id: p5, author: bo, reply_to: p3, text: "The bridge was never closed to cars."}
"""
MAP = """\
format: argmap/1
id: ferry
title: Keep the ferry?
thread: thread.yaml  # stays where it is
annotators: [Eva]
"""
CLAIMS = {
    "We should keep the ferry.": "The ferry should be kept.",
    "It carries three hundred people a day.": "The ferry carries three hundred people a day.",
    "It costs a million a year.": "The ferry costs a million a year.",
    "The million includes the new pier.": "The million includes the new pier.",
}
STEPS = {
    ("support", ("the-ferry-carries-three-hundred-people-a", "many-people-need-a-way-across"), "the-ferry-should-be-kept"),
    ("attack", ("the-ferry-costs-a-million-a-year",), "the-ferry-should-be-kept"),
    ("undercut", ("the-million-includes-the-new-pier",), "the-ferry-costs-a-million-a-year-against"),
}  # fmt: skip
STANCES = {("ann", "p3", "the-ferry-costs-a-million-a-year", "concedes")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return dataset(tmp_path / "ferry", MAP, THREAD)


@pytest.fixture
def server(folder: Path) -> Iterator[EditServer]:
    yield from running(folder)


def running(folder: Path, port: int = 0) -> Iterator[EditServer]:
    server = EditServer(str(folder), port)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield server
    server.stop()
    thread.join(5)


@pytest.fixture
def edited(chromium: Any, server: EditServer) -> Iterator[Any]:
    """The page of the editor; the test fails on any error, and on any request to elsewhere."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    yield from opened(context, server)


def opened(context: Any, server: EditServer) -> Iterator[Any]:
    trouble: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: trouble.append(f"error: {error}"))
    page.on(
        "console",
        lambda m: None if m.text.startswith("Failed to load resource") else trouble.append(m.text),
    )
    page.on(
        "request",
        lambda r: None if r.url.startswith(f"http://{server.name}/") else trouble.append(f"request: {r.url}"),
    )
    page.goto(server.address)
    saved(page)
    yield page
    context.close()
    assert trouble == []


def saved(page: Any) -> None:
    """Wait until everything is saved."""
    page.locator("#saved", has_text="All changes are saved.").wait_for(timeout=20_000)


def annotated(folder: Path) -> tuple[set[Any], set[Any], set[Any]]:
    """Return the claims with their quotes, the steps, and the stances of the map on the disk."""
    map = argmap.load(folder)
    claims = {(quote.exact, claim.text) for claim in map.claims for quote in claim.quotes}
    steps = {
        (str(r.kind), tuple(r.premises), "-".join(r.target.split("-")[:8]) if r.kind == "undercut" else r.target)
        for r in map.relations
    }  # fmt: skip
    return claims, steps, {(c.participant, c.post, c.claim, str(c.stance)) for c in map.commitments}


def expected() -> tuple[set[Any], set[Any], set[Any]]:
    steps = {
        (kind, premises, "-".join(target.split("-")[:8]) if kind == "undercut" else target)
        for kind, premises, target in STEPS
    }
    return set(CLAIMS.items()), steps, STANCES


def node(page: Any, id: str) -> Any:
    return page.locator(f'#map .node[data-id="{id}"]')


def test_a_thread_is_annotated_with_the_mouse(edited: Any, folder: Path) -> None:
    page, clicks, begun = edited, 0, time.monotonic()

    def click(selector: str, **options: Any) -> None:
        nonlocal clicks
        clicks += 1
        page.locator(selector, **options).first.click()

    for words, text in CLAIMS.items():
        click(".sentence", has_text=words)
        click("[data-do=quote-new]")
        page.fill("#claim-text", text)
        click("#claim-dialog [value=ok]")
        assert page.locator(".sentence.on").inner_text() == words, "the words stay chosen"
        click("[data-do=quote-clear]")
        saved(page)
    for reason, verb, target in (
        ("the-ferry-carries-three-hundred-people-a", "support", "the-ferry-should-be-kept"),
        ("the-ferry-costs-a-million-a-year", "attack", "the-ferry-should-be-kept"),
    ):
        page.keyboard.press("Escape")
        clicks += 2
        node(page, reason).click()
        click(f"#bar [data-do={verb}]")
        node(page, target).click()
        saved(page)
    # The step that is drawn: an implicit premise, then an undercut by a click on another step.
    page.keyboard.press("Escape")
    click("#map .handle.support")
    click("#bar [data-do=implicit]")
    page.fill("#claim-text", "Many people need a way across.")
    click("#claim-dialog [value=ok]")
    saved(page)
    page.keyboard.press("Escape")
    clicks += 1
    node(page, "the-million-includes-the-new-pier").click()
    click("#bar [data-do=undercut]")
    click("#map .handle.attack")
    saved(page)
    click(".sentence", has_text="True, it is dear.")
    click("[data-do=grant]")
    clicks += 1
    node(page, "the-ferry-costs-a-million-a-year").click()
    saved(page)
    assert annotated(folder) == expected()
    text = (folder / "map.yaml").read_text("utf-8")
    assert text.startswith(MAP), "what was there is as it was"
    seconds = time.monotonic() - begun
    print(f"mouse: {clicks} clicks, {seconds:.1f} s")
    assert clicks <= 40


def test_a_thread_is_annotated_with_keys_alone(edited: Any, folder: Path) -> None:  # noqa: C901 (a whole sitting)
    page, keys, begun = edited, 0, time.monotonic()

    def press(*names: str) -> None:
        nonlocal keys
        for name in names:
            keys += 1
            page.keyboard.press(name)

    def reach(selector: str) -> None:
        for _ in range(40):
            if page.evaluate("(s) => !!document.activeElement?.matches(s)", selector):
                return
            press("Tab")
        raise AssertionError(f"{selector} is not reached by keys")

    def sentence(words: str) -> None:
        reach(".sentence")
        press("Home")
        for _ in range(20):
            if page.evaluate("() => document.activeElement.textContent") == words:
                return
            press("ArrowDown")
        raise AssertionError(words)

    def choose(number: int) -> None:
        page.keyboard.type(str(number))
        press("Enter")

    # c: a claim; then r and o for what it does, d for a step that it denies; all without leaving the thread.
    for number, (words, text) in enumerate(CLAIMS.items(), start=1):
        sentence(words)
        press("Enter", "c")
        page.keyboard.type(text) if number > 1 else page.fill("#claim-text", text)
        press("Enter")
        page.locator("#bar p", has_text=text).wait_for()
        saved(page)
        assert page.evaluate("() => document.activeElement.textContent") == words
        press("Enter")  # the words are let go
        if number in {2, 3}:
            press("r" if number == 2 else "o")
            choose(1)
        if number == 4:
            press("d")
            page.select_option("#choice", label="4 is an objection to 1")
            press("Enter")
        saved(page)
        if number == 2:
            sentence(words)
            press("i")
            page.keyboard.type("Many people need a way across.")
            press("Enter")
            page.locator("#map .node", has_text="Many people").wait_for()
            saved(page)
        press("Escape")
    sentence("True, it is dear.")
    press("Enter", "g")
    page.select_option("#choice", value="the-ferry-costs-a-million-a-year")
    press("Enter")
    saved(page)
    assert annotated(folder) == expected()
    print(f"keys: {keys} keys beside the words, {time.monotonic() - begun:.1f} s")


def test_undo_reaches_the_command_line_and_two_windows_see_each_other(
    edited: Any, server: EditServer, folder: Path
) -> None:
    other = edited.context.new_page()
    other.goto(f"http://{server.name}/")
    saved(other)
    edited.locator(".sentence", has_text="It costs a million").click()
    edited.keyboard.press("c")
    edited.keyboard.press("Enter")
    saved(edited)
    other.locator("#map .node", has_text="It costs a million").wait_for(timeout=10_000)
    other.click("#undo")
    edited.locator("#map .node").wait_for(state="detached", timeout=10_000)
    assert (folder / "map.yaml").read_text("utf-8") == MAP
    other.click("#redo")
    other.locator("#map .node", has_text="It costs a million").wait_for()
    assert len(argmap.load(folder).claims) == 1


def test_a_conflict_is_told_and_nothing_is_overwritten(edited: Any, folder: Path) -> None:
    edited.locator(".sentence", has_text="It costs a million").click()
    edited.keyboard.press("c")
    edited.keyboard.press("Enter")
    saved(edited)
    # The page looks every two seconds; it must not have seen the change.
    edited.evaluate("() => Object.defineProperty(document, 'hidden', { value: true })")
    path = folder / "map.yaml"
    theirs = path.read_text("utf-8").replace("text: It costs a million a year.", "text: It costs much.")
    path.write_text(theirs, "utf-8")
    node(edited, "it-costs-a-million-a-year").click()
    if not edited.locator("#bar [data-do=edit]").count():
        node(edited, "it-costs-a-million-a-year").click()
    edited.click("#bar [data-do=edit]")
    edited.fill("#claim-text", "It costs nothing.")
    edited.keyboard.press("Enter")
    edited.locator("#trouble", has_text="somebody else has changed it-costs-a-million-a-year").wait_for()
    node(edited, "it-costs-a-million-a-year").filter(has_text="It costs much.").wait_for()
    assert path.read_text("utf-8") == theirs


def test_what_is_not_saved_is_said_and_saved_when_the_file_is_sound_again(edited: Any, folder: Path) -> None:
    path = folder / "map.yaml"
    path.write_text(MAP + "claims: [\n", "utf-8")
    edited.locator("#trouble", has_text="has faults").wait_for()
    edited.locator(".sentence", has_text="It costs a million").click()
    edited.keyboard.press("c")
    edited.keyboard.press("Enter")
    edited.locator("#trouble", has_text="Not saved: the file on the disk has faults").wait_for()
    path.write_text(MAP, "utf-8")
    saved(edited)
    assert [claim.text for claim in argmap.load(folder).claims] == ["It costs a million a year."]


def claimed(page: Any, words: str) -> None:
    page.locator(".sentence", has_text=words).click()
    page.keyboard.press("c")
    page.locator("#claim-text").wait_for()
    page.keyboard.press("Enter")
    page.locator("#claim-text").wait_for(state="hidden")


def test_a_sentence_is_added_to_the_words_until_something_is_made_of_them(edited: Any, folder: Path) -> None:
    claimed(edited, "It costs a million a year.")
    claimed(edited, "That is too much.")
    edited.locator(".sentence", has_text="True, it is dear.").click()
    claimed(edited, "But the bridge is closed until May.")
    saved(edited)
    assert [quote.exact for claim in argmap.load(folder).claims for quote in claim.quotes] == [
        "It costs a million a year.",
        "That is too much.",
        "True, it is dear. But the bridge is closed until May.",
    ]


def test_an_answer_that_was_lost_loses_no_edit_and_none_is_made_twice(edited: Any, folder: Path) -> None:
    lost: list[str] = []

    def lose(route: Any) -> None:
        if lost:
            route.continue_()
        else:
            lost.append(route.request.url)
            route.fetch()
            route.abort()

    edited.route("**/edit", lose)
    claimed(edited, "It costs a million a year.")
    claimed(edited, "That is too much.")
    saved(edited)
    assert [claim.text for claim in argmap.load(folder).claims] == [
        "It costs a million a year.",
        "That is too much.",
    ]


def test_a_page_goes_on_when_the_address_of_the_next_server_is_opened_in_another_tab(
    edited: Any, server: EditServer, folder: Path
) -> None:
    port = server.http.server_port
    server.stop()
    claimed(edited, "It costs a million a year.")
    edited.locator("#trouble", has_text="does not answer").wait_for()
    assert edited.inner_text("#saved") == ""
    for following in running(folder, port):
        edited.locator("#trouble", has_text="in another tab, and keep this page open").wait_for()
        other = edited.context.new_page()
        other.goto(following.address)
        saved(edited)
        assert edited.locator("#trouble").is_hidden()
    assert [claim.text for claim in argmap.load(folder).claims] == ["It costs a million a year."]


def test_the_menu_closes_with_escape_and_with_a_click_elsewhere(edited: Any) -> None:
    menu = edited.locator(".tools details")
    for leave in (
        lambda: edited.keyboard.press("Escape"),
        edited.locator(".sentence").first.click,
    ):
        edited.click(".tools summary")
        assert menu.get_attribute("open") is not None
        leave()
        assert menu.get_attribute("open") is None


def test_schemes_questions_issues_and_examples_are_written(edited: Any, folder: Path) -> None:
    test_a_thread_is_annotated_with_the_mouse(edited, folder)
    edited.keyboard.press("Escape")
    edited.keyboard.press("Escape")
    edited.locator("#map .handle.attack").click()
    edited.select_option("#scheme", "consequences-negative")
    edited.locator(".questions li").first.wait_for()
    saved(edited)
    edited.locator("summary", has_text="More").click()
    edited.click("[data-do=issues]")
    edited.click("#issues-dialog [value=new]")
    edited.fill("#claim-text", "Should the ferry be kept?")
    edited.keyboard.press("Enter")
    saved(edited)
    node(edited, "the-ferry-should-be-kept").click()
    edited.select_option("#answers", label="Should the ferry be kept?")
    saved(edited)
    edited.locator(".sentence", has_text="Who counted that?").click()
    edited.keyboard.press("u")
    edited.keyboard.press("Enter")
    edited.locator(".details li", has_text="Who counted that?").wait_for()
    map = argmap.load(folder)
    assert [r.scheme for r in map.relations if r.kind == "attack"] == ["consequences-negative"]
    assert map.claims[0].answers == map.issues[0].id == "should-the-ferry-be-kept"
    assert [(q.post, q.text, q.about) for q in map.questions] == [
        ("p4", "Who counted that?", "the-ferry-should-be-kept")
    ]


def test_the_outcome_of_an_issue_is_set_changed_and_removed(chromium: Any, tmp_path: Path) -> None:
    before = """\
issues:
  - id: keep  # asked first
    question: Should the ferry be kept?
claims:
  - {id: stay, text: The ferry should be kept., answers: keep, quotes: [{post: p1, exact: We should keep the ferry.}]}
"""
    folder = dataset(tmp_path / "ferry", MAP + before, THREAD)
    for server in running(folder):
        for page in opened(chromium.new_context(), server):
            page.locator("summary", has_text="More").click()
            page.click("[data-do=issues]")
            page.locator("#issues-list li", has_text="1 answer").get_by_text(
                "No outcome is written down."
            ).wait_for()
            page.click("#issues-list [value='outcome keep']")
            page.select_option("#outcome-thesis", "stay")
            page.get_by_label("Ann", exact=True).check()
            page.click("#outcome-dialog [value=ok]")
            live = page.locator(
                "#live", has_text="It ended with 1 “The ferry should be kept.”, chosen by Ann."
            )
            live.wait_for()
            (issue,) = argmap.load(folder).issues
            assert issue.outcome is not None
            assert (issue.outcome.thesis, issue.outcome.by, issue.outcome.quotes) == ("stay", ("ann",), ())
            # The words that are chosen in the thread are what settles it.
            page.locator(".sentence", has_text="True, it is dear.").click()
            node(page, "stay").click()
            page.click("#bar [data-do=outcome]")
            page.select_option("#outcome-thesis", label="It ended without an answer.")
            page.get_by_label("Ann", exact=True).uncheck()
            page.fill("#outcome-note", "Nobody says more.")
            page.click("#outcome-dialog [value=ok]")
            page.locator("#live", has_text="It ended without an answer.").wait_for()
            (issue,) = argmap.load(folder).issues
            assert issue.outcome is not None
            assert (issue.outcome.open, issue.outcome.thesis, issue.outcome.by) == (True, None, ())
            assert [(q.post, q.exact) for q in issue.outcome.quotes] == [("p3", "True, it is dear.")]
            assert issue.outcome.note == "Nobody says more."
            page.click("#bar [data-do=outcome]")
            page.select_option("#outcome-thesis", label="no outcome")
            page.click("#outcome-dialog [value=ok]")
            page.locator("#live", has_text="No outcome is written down.").wait_for()
            assert (folder / "map.yaml").read_text("utf-8") == MAP + before


def test_one_of_several_quotes_is_removed_and_everything_of_a_claim_can_be_said(
    chromium: Any, tmp_path: Path
) -> None:
    before = """\
claims:
  - id: stay
    text: The ferry should be kept.
    quotes:
      - {post: p1, exact: We should keep the ferry.}
      - {post: p3, exact: the bridge is closed until May}  # later
      - {post: p5, exact: to cars}
"""
    folder = dataset(tmp_path / "ferry", MAP + before, THREAD)
    for server in running(folder):
        for page in opened(chromium.new_context(), server):
            node(page, "stay").click()
            page.get_by_role("button", name="Remove quote 1").click()
            page.locator("#live", has_text="Removed.").wait_for()
            text = (folder / "map.yaml").read_text("utf-8")
            assert [q.exact for q in argmap.load(folder).claims[0].quotes] == [
                "the bridge is closed until May",
                "to cars",
            ]
            assert "# later" in text
            page.click("#bar [data-do=fields]")
            said = {
                "#field-id": "keep-it",
                "#field-label": "Keep it",
                "#field-by": "Jo",
                "#field-confidence": "0.75",
                "#field-tags": "ferry, cost",
                "#field-note": "Seen twice.",
                "#field-senses-0-term": "ferry",
                "#field-senses-0-sense": "the boat",
                "#field-references-0-title": "On Ferries",
                "#field-references-0-year": "1999",
            }
            for field, value in said.items():
                page.fill(field, value)
            page.check("#field-meta")
            page.click("#fields-dialog [value=ok]")
            page.locator("#live", has_text="Saved.").wait_for()
            map = argmap.load(folder)
            assert map.annotators == ("Eva", "Jo")
            claim = map.claims[0].model_dump(exclude_defaults=True, exclude={"quotes", "text"})
            assert claim == {
                "id": "keep-it",
                "label": "Keep it",
                "by": "Jo",
                "confidence": 0.75,
                "tags": ("ferry", "cost"),
                "note": "Seen twice.",
                "senses": ({"term": "ferry", "sense": "the boat"},),
                "references": ({"title": "On Ferries", "year": 1999},),
                "meta": True,
            }
            # What is emptied is removed; what is not touched stays as it stands in the file.
            page.click("#bar [data-do=fields]")
            assert page.input_value("#field-tags") == "ferry, cost"
            for field in (
                "#field-tags",
                "#field-senses-0-term",
                "#field-senses-0-sense",
                "#field-confidence",
            ):
                page.fill(field, "")
            page.click("#fields-dialog [value=ok]")
            saved(page)
            page.locator("#live", has_text="Saved.").wait_for()
            claim = argmap.load(folder).claims[0].model_dump(exclude_defaults=True)
            assert not {"tags", "senses", "confidence"} & claim.keys()
            assert claim["label"] == "Keep it"


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed (make browser-tests)")
@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_is_accessible(edited: Any, width: int) -> None:
    edited.set_viewport_size({"width": width, "height": 800})
    edited.locator(".sentence", has_text="It costs a million").click()
    edited.keyboard.press("c")
    edited.keyboard.press("Enter")
    saved(edited)
    # The policy of the page lets no script of others in; the tool of this test is let in by the browser.
    edited.evaluate(AXE.read_text("utf-8") + ";0")
    violations = edited.evaluate(
        "() => axe.run().then((r) => r.violations.map((v) => [v.id, v.nodes.map((n) => n.html)]))"
    )
    assert violations == []


@pytest.mark.parametrize("text", RUNNING)
def test_hostile_texts_run_nothing(chromium: Any, tmp_path: Path, text: str) -> None:
    argmap.save(hostile_map(text), tmp_path / "hostile")
    for server in running(tmp_path / "hostile"):
        for page in opened(chromium.new_context(), server):
            page.locator("#map .node").first.wait_for()
            page.locator(".sentence").first.click()
            page.click("#findings")
            page.click("#findings-dialog .main")
            page.click("#t-claims")
            page.locator(".cardbutton").first.click()
            assert page.evaluate("document.querySelectorAll('script').length") == 2
