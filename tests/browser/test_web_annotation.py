"""A thread of fifteen posts mapped from nothing, with the mouse and with keys alone, held to what the command line writes."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import argmap
from argmap.cli.main import main
from argmap.project.web_editing.server import EditServer
from tests.browser import library
from tests.browser.library import CLAIMS, ISSUE, STANCES, Said, Stands
from tests.browser.test_web_editing import opened, saved
from tests.editing.sample import dataset

LETTERS = {"supports": "r", "attacks": "o", "undercuts": "d", "linked": "t"}
DEEDS = {"supports": "support", "attacks": "attack", "undercuts": "undercut", "linked": "link"}


@pytest.fixture(scope="session")
def by_commands(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What is in the map that the commands make."""
    root = tmp_path_factory.mktemp("commands")
    (root / "data").mkdir()
    folder = dataset(root / "data" / "library", library.MAP, library.THREAD)
    for command in library.commands():
        words = [str(folder) if word == "data/library" else word for word in command]
        done = CliRunner().invoke(main, ["edit", *words], catch_exceptions=False)
        assert done.exit_code == 0, done.output
    return content(folder)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return dataset(tmp_path / "library", library.MAP, library.THREAD)


@pytest.fixture
def page(chromium: Any, folder: Path) -> Iterator[Any]:
    server = EditServer(str(folder), 0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield from opened(chromium.new_context(viewport={"width": 1280, "height": 800}), server)
    server.stop()
    thread.join(5)


def content(folder: Path) -> dict[str, Any]:
    """Return what a map says: its parts by their ids, and its stances, which have none."""
    map = argmap.load(folder)
    parts = {part.id: part for part in (*map.issues, *map.claims, *map.relations)}
    return {"stances": {repr(stance.model_dump()) for stance in map.commitments}, **parts}


@dataclass
class Hand:
    """What somebody does with a page, counted."""

    page: Any
    clicks: int = 0
    keys: int = 0
    characters: int = 0

    def click(self, selector: str, **options: Any) -> None:
        self.clicks += 1
        self.page.locator(selector, **options).first.click()

    def select(self, selector: str, **option: str) -> None:
        self.clicks += 2
        self.page.select_option(selector, **option)

    def write(self, text: str) -> None:
        self.characters += len(text)
        self.page.keyboard.type(text)

    def press(self, *keys: str) -> None:
        self.keys += len(keys)
        for key in keys:
            self.page.keyboard.press(key)

    def reach(self, selector: str, key: str = "Tab") -> None:
        for _ in range(60):
            if self.page.evaluate("(s) => !!document.activeElement?.matches(s)", selector):
                return
            self.press(key)
        raise AssertionError(f"{selector} is not reached by keys")


def point(hand: Hand, number: int, *, step: bool) -> None:
    """Click a claim, or the round sign of the step from it; what cannot be seen is chosen from the list in the bar."""
    names = ".handle" if step else ".node"
    start = f"^{number} " if not step else f"^{number}( \\+ \\d+)? (is|are|denies) "
    at = hand.page.evaluate(
        """([names, start]) => {
          const part = [...document.querySelectorAll(`#map ${names}`)].find((each) => new RegExp(start).test(each.getAttribute("aria-label")));
          const box = (part.querySelector(".dot") ?? part.querySelector(".box")).getBoundingClientRect(), x = box.x + box.width / 2, y = box.y + box.height / 2;
          return part.contains(document.elementFromPoint(x, y)) ? [x, y] : null;
        }""",
        [names, start],
    )
    if at is not None:
        hand.clicks += 1
        hand.page.mouse.click(*at)
        return
    index = hand.page.evaluate(
        "(start) => [...document.querySelectorAll('#choice option')].findIndex((each) => new RegExp(start).test(each.textContent))",
        start,
    )
    hand.clicks += 2
    hand.page.select_option("#choice", index=index)
    hand.click("#bar [data-do=finish]")


def with_mouse(hand: Hand, number: int, said: Said) -> None:
    hand.click(".sentence", has_text=said.quote)
    hand.click("#quoting [data-do=quote-new]")
    if said.own:
        hand.write(said.text)
    hand.click("#claim-dialog [value=ok]")
    if said.does:
        hand.click(f"#bar [data-do={DEEDS[said.does]}]")
        point(hand, said.to, step=said.does in {"undercuts", "linked"})
    if number < len(CLAIMS) and library.post_of(CLAIMS[number].quote) == library.post_of(said.quote):
        hand.click("[data-do=quote-clear]")


def test_fifteen_posts_are_mapped_with_the_mouse(
    page: Any, folder: Path, by_commands: dict[str, Any]
) -> None:
    hand, begun = Hand(page), time.monotonic()
    hand.click("summary", has_text="More")
    hand.click("[data-do=issues]")
    hand.click("#issues-dialog [value=new]")
    page.locator("#claim-text").wait_for()
    hand.write(ISSUE)
    hand.click("#claim-dialog [value=ok]")
    page.locator("#live", has_text="The issue is saved").wait_for()
    for number, said in enumerate(CLAIMS, start=1):
        with_mouse(hand, number, said)
        if number == 1:
            hand.select("#answers", label=ISSUE)
    saved(page)
    for stands in STANCES:
        hand.click(".sentence", has_text=stands.quote)
        if stands.stance == "concedes":
            hand.click("#quoting [data-do=grant]")
            point(hand, stands.to, step=False)
        else:
            hand.click("#quoting [data-do=stance]")
            label = f"{stands.to} {CLAIMS[stands.to - 1].text}"
            hand.select("#stance-claim", label=label)
            hand.select("#stance-kind", label="accepts")
            if stands.condition:
                hand.click("#stance-if")
                hand.write(stands.condition)
            hand.click("#stance-dialog [value=ok]")
        page.locator("#live", has_text="is saved.").wait_for()
        page.evaluate("() => { document.querySelector('#live').textContent = ''; }")
    assert content(folder) == by_commands
    report("mouse", hand, time.monotonic() - begun)
    assert hand.clicks <= 110


def sentence(hand: Hand, words: str) -> None:
    """Go to a sentence further down in the thread."""
    for _ in range(40):
        if hand.page.evaluate("() => document.activeElement.textContent") == words:
            return
        hand.press("ArrowDown")
    raise AssertionError(words)


def with_keys(hand: Hand, said: Said) -> None:
    sentence(hand, said.quote)
    hand.press("Enter", "c")
    if said.own:
        hand.write(said.text)
    hand.press("Enter")
    # Nobody is as quick as this test: the claim stands in the bar before the next key.
    hand.page.locator("#bar p", has_text=said.text).wait_for()
    hand.press("Enter")  # the words are let go
    if said.does:
        hand.press(LETTERS[said.does], *str(said.to), "Enter")
        hand.page.locator("#choice").wait_for(state="detached")


def issue_with_keys(hand: Hand) -> None:
    for selector in ("summary", "[data-do=issues]", "#issues-dialog [value=new]"):
        hand.reach(selector)
        hand.press("Enter")
    hand.page.locator("#claim-text").wait_for()
    hand.write(ISSUE)
    hand.press("Enter")
    hand.page.locator("#live", has_text="The issue is saved").wait_for()


def stance_with_keys(hand: Hand, stands: Stands) -> None:
    hand.press("Home")
    sentence(hand, stands.quote)
    hand.press("Enter", "g" if stands.stance == "concedes" else "s", *str(stands.to))
    if stands.stance != "concedes":
        hand.press("Tab", *"acc", "Tab")
        hand.write(stands.condition)
    hand.page.evaluate("() => { document.querySelector('#live').textContent = ''; }")
    hand.press("Enter")
    hand.page.locator("#live", has_text="is saved.").wait_for()


def test_fifteen_posts_are_mapped_with_keys_alone(
    page: Any, folder: Path, by_commands: dict[str, Any]
) -> None:
    hand, begun = Hand(page), time.monotonic()
    issue_with_keys(hand)
    hand.reach(".sentence")
    with_keys(hand, CLAIMS[0])
    saved(page)
    hand.reach("#answers")
    hand.press("S")
    saved(page)
    hand.reach(".sentence", "Shift+Tab")
    for said in CLAIMS[1:]:
        with_keys(hand, said)
    saved(page)
    for stands in STANCES:
        stance_with_keys(hand, stands)
        hand.reach(".sentence", "Shift+Tab")
    assert content(folder) == by_commands
    report("keys", hand, time.monotonic() - begun)
    assert hand.keys <= 250


def report(how: str, hand: Hand, seconds: float) -> None:
    """Print what it took, beside the command line: the docs have a table of this."""
    lines, characters = library.typed()
    print(
        f"{how}: {hand.clicks} clicks, {hand.keys} keys and {hand.characters} characters of text, {seconds:.0f} s; "
        f"command line: {lines} commands, {characters} characters"
    )
