"""The page in a real browser in German, and of maps that are written from right to left."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import argmap
from argmap.language import Language
from argmap.model import ArgumentMap
from argmap.rendering.draw import render
from argmap.rendering.options import Options
from argmap.rendering.page.words import script_messages
from argmap.storage.load import load_map
from argmap.teach.practice.tab import practice_tabs
from tests.browser.conftest import ROOT, Opener

SCREENS = {"laptop": {"width": 1366, "height": 768}, "phone": {"width": 390, "height": 844}}

HEBREW = {
    "id": "bread",
    "title": "הלחם של הכפר",
    "language": "he",
    "thread": {
        "id": "bread",
        "title": "הלחם של הכפר",
        "language": "he",
        "source": {"kind": "text"},
        "authorship": "recorded",
        "reply_structure": "unknown",
        "participants": [{"id": "dana", "name": "דנה"}, {"id": "ben", "name": "Ben"}],
        "posts": [
            {"id": "p1", "author": "dana", "text": "צריך לאפות בלילה. התנור חם בלילה."},
            {"id": "p2", "author": "ben", "text": "No. The oven is cold.\nאבל אני מסכים שצריך לחם."},
        ],
    },
    "issues": [{"id": "when", "question": "מתי לאפות את הלחם של הכפר?"}],
    "claims": [
        {"id": "night", "text": "צריך לאפות את הלחם בלילה, ואז יהיה לחם טרי בבוקר לכל אנשי הכפר.", "answers": "when", "quotes": [{"post": "p1", "exact": "צריך לאפות בלילה"}]},
        {"id": "hot", "text": "התנור חם בלילה.", "quotes": [{"post": "p1", "exact": "התנור חם בלילה"}]},
        {"id": "cold", "text": "The oven is cold at night.", "quotes": [{"post": "p2", "exact": "The oven is cold"}]},
    ],
    "relations": [
        {"id": "r1", "kind": "support", "premises": ["hot"], "target": "night"},
        {"id": "r2", "kind": "attack", "premises": ["cold"], "target": "hot"},
    ],
    "commitments": [{"participant": "dana", "post": "p1", "claim": "night", "stance": "asserts"}],
}  # fmt: skip

SEEN = """() => {
  const seen = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const up = walk.currentNode.parentElement;
    if (!up.closest('script,style') && !up.closest('[lang]:not(html)')) seen.push(walk.currentNode.textContent.trim());
  }
  for (const e of document.querySelectorAll('[aria-label],[placeholder]')) seen.push(e.getAttribute('aria-label') ?? e.placeholder);
  return seen;
}"""
"""Every text of the page that is in its own language."""

OUTSIDE = """() => [...document.querySelectorAll('header button, header summary, header input, footer button, footer .key, [role=tab], #panel *')]
  .filter((e) => e.checkVisibility() && !e.closest('.wide, table, .vh'))
  .filter((e) => { const b = e.getBoundingClientRect(); return b.width > 0 && b.bottom > 0 && b.top < innerHeight && (b.right > innerWidth + 1 || b.left < -1 || (!e.matches('input,select') && e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 1 && getComputedStyle(e).display !== 'inline')); })
  .map((e) => `${e.tagName} ${e.id} ${e.textContent.slice(0, 40)}`)"""
"""What is cut at the edge of the screen, or wider than its box."""


def write(path: Path, map: ArgumentMap, language: str | None = None) -> Path:
    spoken = None if language is None else Language(language)
    options = Options(language=language, tabs=practice_tabs(map, count=4, language=spoken))
    path.write_bytes(render(map, "html", options))
    return path


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Path:
    map = argmap.load(ROOT / "data" / "typing-for-a-team")
    return write(tmp_path_factory.mktemp("german") / "map.html", map, "de")


@pytest.fixture(scope="module")
def hebrew(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("hebrew") / "map.html", load_map(HEBREW))


def test_menus_counts_hits_and_announcements_are_in_german(german: Path, opened: Opener) -> None:
    page = opened(german)
    assert page.get_attribute("html", "lang") == "de"
    assert re.fullmatch(r"\d+ von \d+ gezeigt", page.inner_text("#count"))
    page.click("#more summary")
    assert page.get_by_text("Alles ausklappen").is_visible()
    page.keyboard.press("Escape")
    page.fill("#search", "compiler")
    assert re.fullmatch(r"\d+ von \d+ gefunden(, davon \d+ eingeklappt)?", page.inner_text("#count"))
    assert re.fullmatch(r"\d+ gefunden", page.text_content("#live"))
    assert page.locator("#hits small", has_text="unter: ").count()
    page.fill("#search", "zzz")
    assert page.inner_text("#hits") == "Nichts enthält diese Wörter."
    page.fill("#search", "")
    page.click("#filters summary")
    assert page.locator("#filters option", has_text="implizite Prämisse").count() == 1
    page.select_option("[data-filter=kind]", "implicit")
    assert "gefunden" in page.text_content("#live")
    page.select_option("[data-filter=kind]", "")
    page.click("[data-do=theme]")
    assert page.text_content("#live").startswith("Farben: ")
    page.eval_on_selector("#time", "e => { e.value = 2; e.dispatchEvent(new Event('input')); }")
    assert page.text_content("#now") == f"2 von {page.get_attribute('#time', 'max')}"
    assert page.text_content("#moment").startswith(("Neu: ", "Jetzt anders beurteilt: "))
    assert page.locator("#map .foot", has_text="behauptet es").count()


def test_no_message_of_the_scripts_is_seen_in_english(german: Path, opened: Opener) -> None:
    """Cards of every claim, boxes as of a post, and what is read aloud, beside the messages of the scripts."""
    page = opened(german)
    folder = Path(argmap.__file__).parent / "rendering" / "page"
    messages = script_messages(path.read_text("utf-8") for path in folder.glob("*.js"))
    spoken = Language("de")
    english = {text for text in messages if spoken.translated(text) != text and "{" not in text}
    assert {"Who holds it", "In the thread", "collapsed"} <= english
    seen = set(page.evaluate(SEEN))
    page.click("[data-do=expand]", force=True) if page.is_visible("[data-do=expand]") else page.eval_on_selector("[data-do=expand]", "e => e.click()")  # fmt: skip
    for id in page.eval_on_selector_all("#map .node", "all => all.map((g) => g.dataset.id)"):
        page.evaluate("id => { location.hash = `c=${id}`; dispatchEvent(new HashChangeEvent('hashchange')); }", id)  # fmt: skip
        seen |= set(page.evaluate(SEEN))
    assert {"Wer es vertritt", "In der Diskussion", "Als Zitat kopieren"} <= seen, "cards were seen"
    assert seen & english == set()
    words = {word for text in seen for word in re.split(r"[,:·]\s*", text)}
    assert words & {"collapsed", "expanded", "1 part"} == set()


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("sheet", ["", "half"])
def test_nothing_is_cut_in_german(screen: str, sheet: str, german: Path, opened: Opener) -> None:
    page = opened(german, viewport=SCREENS[screen], has_touch=screen == "phone")
    page.evaluate("how => { document.documentElement.dataset.sheet = how; }", sheet)
    for menu in ("filters", "more"):
        page.eval_on_selector(f"#{menu}", "e => { e.open = true; }")
        assert page.evaluate(OUTSIDE) == []
        page.eval_on_selector(f"#{menu}", "e => { e.open = false; }")
    for key in ("outline", "thread", "claim"):
        page.eval_on_selector(f"#t-{key}", "e => e.click()")
        assert page.evaluate(OUTSIDE) == []


def test_words_of_the_map_say_their_language(german: Path, opened: Opener) -> None:
    page = opened(german)
    node = page.locator("#map .node").first
    assert node.get_attribute("lang") == "en"
    assert node.locator(".kind").first.get_attribute("lang") == "de"
    assert node.locator(".words").first.get_attribute("lang") is None
    assert page.get_attribute(".card h2", "lang") == "en"
    assert page.get_attribute("#path a", "lang") == "en"


def direction(page: Any, selector: str) -> list[str]:
    """Return the direction of every element, as the browser computes it."""
    return page.eval_on_selector_all(selector, "all => all.map((e) => getComputedStyle(e).direction)")  # type: ignore[no-any-return]


def test_texts_from_right_to_left_run_so_in_an_english_page(hebrew: Path, opened: Opener) -> None:
    page = opened(hebrew)
    assert page.get_attribute("html", "lang") == "en"
    assert direction(page, "body") == ["ltr"]
    assert direction(page, "h1") == ["rtl"]
    assert set(direction(page, "#path a")) == {"rtl"}
    assert direction(page, ".card h2") == ["rtl"]
    assert direction(page, "#v-outline a[href='#c=night']")[0] == "rtl"
    assert direction(page, "#v-outline a[href='#c=cold']")[0] == "ltr"
    assert direction(page, ".post .words") == ["rtl", "ltr"]
    page.fill("#search", "לאפות")
    assert set(direction(page, "#hits li > span")) == {"rtl"}


def test_boxes_from_right_to_left_begin_at_their_right_side(hebrew: Path, opened: Opener) -> None:
    page = opened(hebrew)
    page.eval_on_selector("[data-do=expand]", "e => e.click()")
    gaps = page.eval_on_selector_all(
        "#map .node",
        """all => Object.fromEntries(all.map((g) => { const box = g.querySelector('.box').getBBox();
          return [g.dataset.id, [...g.querySelectorAll('.near .words')].map((t) => { const b = t.getBBox(); return [Math.round(b.x - box.x), Math.round(box.x + box.width - b.x - b.width)]; })]; }))""",
    )
    assert len(gaps["night"]) > 1
    assert all(abs(right - 10) <= 1 and left >= 9 for left, right in gaps["night"])
    assert all(abs(left - 10) <= 1 for left, _ in gaps["cold"])
    # A name from right to left keeps its number behind it: both are in one isolate each.
    assert page.text_content("#n-night .who") == "\u2068דנה\u2069 #1"
