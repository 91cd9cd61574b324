"""What a newcomer tries in the page: keys, menus, legend, fit, an empty map, and the options of the command."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import argmap
from argmap.model import ArgumentMap
from argmap.rendering.draw import render
from argmap.rendering.options import Options
from tests.browser.conftest import ROOT, Opener

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}}
FOCUSED = "document.activeElement.closest('button,summary,.node,#stage')?.tagName ?? 'nothing'"
COVERED = """() => {
  const mini = document.getElementById('mini').getBoundingClientRect(), box = document.querySelector('#map .node.here').getBoundingClientRect();
  return mini.width > 0 && mini.left < box.right && box.left < mini.right && mini.top < box.bottom && box.top < mini.bottom;
}"""


@pytest.fixture(scope="module")
def car(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("car") / "car.html"
    path.write_bytes(render(argmap.load(ROOT / "data" / "car-free-centre"), "html"))
    return path


def test_focus_stays_on_a_control(opened: Opener, car: Path) -> None:
    page = opened(car)
    for deed in ("expand", "begin", "collapse", "letters", "help"):
        page.focus("#more summary")
        page.keyboard.press("Enter")
        page.focus(f"[data-do={deed}]")
        page.keyboard.press("Enter")
        if deed == "help":
            page.keyboard.press("Escape")
        page.wait_for_timeout(50)
        assert page.evaluate(FOCUSED) == "SUMMARY", deed
    page.evaluate("location.hash = '#c=close'")
    page.click("[data-do=suppose-false]")
    page.focus("[data-do=unsuppose]")
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUSED) != "nothing"


def test_the_overview_never_lies_on_what_is_looked_at(opened: Opener, car: Path) -> None:
    page = opened(car, viewport={"width": 1366, "height": 768})
    page.evaluate("document.querySelector('[data-do=expand]').click()")
    if page.get_attribute("#overview", "aria-pressed") == "false":
        page.click("#overview")
    for id in page.evaluate("[...argmapPage.view.order]")[:40]:
        page.evaluate(f"location.hash = '#c={id}'")
        page.wait_for_timeout(40)
        assert not page.evaluate(COVERED), id


@pytest.mark.parametrize("size", [PHONE, {}], ids=["phone", "laptop"])
def test_the_legend_is_whole_and_escape_closes_it(opened: Opener, car: Path, size: dict[str, Any]) -> None:
    page = opened(car, **size)
    page.click("#show-legend")
    seen = page.inner_text("#legend")
    for words in ("supports", "linked premises", "implicit premise", "sub-question of", "Leave it as it is"):
        assert words in seen
    page.keyboard.press("Escape")
    assert page.get_attribute("#show-legend", "aria-expanded") == "false"


def test_fit_stops_at_type_that_can_be_read_and_says_so(opened: Opener, car: Path) -> None:
    page = opened(car, **PHONE)
    page.evaluate("document.querySelector('[data-do=expand]').click()")
    page.click("[data-do=fit]")
    sizes = page.evaluate(
        "[...document.querySelectorAll('#map .far text')].map((t) => t.getBoundingClientRect().height)"
    )
    assert min(size for size in sizes if size) >= 9
    assert "too small to read" in page.inner_text("#note")


def test_right_goes_to_the_first_reason_also_where_it_stands_elsewhere(opened: Opener, car: Path) -> None:
    page = opened(car, "#c=leave")
    page.focus("#map .node.here")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("location.hash") == "#c=bakery-dies"


def test_an_empty_map_says_that_it_is_empty(opened: Opener, tmp_path: Path) -> None:
    path = tmp_path / "empty.html"
    path.write_bytes(render(ArgumentMap(id="empty", title="Nothing yet"), "html"))
    assert "empty" in opened(path).inner_text("#note")


def test_what_is_read_aloud_has_no_blank_where_a_line_ends(opened: Opener, tmp_path: Path) -> None:
    text = "Typed <img src=x> costs 20.25) " + "できるはずです" * 8
    path = tmp_path / "odd.html"
    path.write_bytes(
        render(
            argmap.loads(f"format: argmap/1\nid: odd\ntitle: Odd\nclaims:\n- id: a\n  text: {text!r}\n"),
            "html",
        )
    )
    assert text in str(opened(path).get_attribute("#n-a", "aria-label"))


def test_long_words_are_broken_in_the_outline(opened: Opener, tmp_path: Path) -> None:
    path = tmp_path / "long.html"
    path.write_bytes(
        render(
            argmap.loads(f"format: argmap/1\nid: long\ntitle: Long\nclaims:\n- id: a\n  text: {'x' * 300}\n"),
            "html",
        )
    )
    page = opened(path)
    page.click("#t-outline")
    assert page.evaluate("panel.scrollWidth <= panel.clientWidth")


def test_a_downloaded_picture_explains_itself(opened: Opener, car: Path) -> None:
    page = opened(car, "#post=3")
    with page.expect_download() as download:
        page.evaluate("document.querySelector('[data-do=svg]').click()")
    text = Path(download.value.path()).read_text("utf-8")
    for words in (
        "What should we do about cars",
        "As of post 3 of 18",
        "supports",
        "linked premises",
        ">+2<",
    ):
        assert words in text


def test_the_page_opens_in_the_theme_that_was_chosen(opened: Opener, tmp_path: Path) -> None:
    path = tmp_path / "dark.html"
    path.write_bytes(render(argmap.load(ROOT / "data" / "car-free-centre"), "html", Options(theme="dark")))
    assert opened(path).evaluate("document.documentElement.dataset.theme") == "dark"
