"""The page of two readings in a browser: type that can be read, a list that leads into the picture, and nothing that runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from argmap.language import ENGLISH
from argmap.readings.comparison import compare
from argmap.rendering.comparison.drawing import draw_comparison
from tests.browser.conftest import AXE
from tests.readings.test_comparison import base
from tests.rendering.test_comparison import NAMES, SECOND

LEAST = 12
SIZES = """() => [...document.querySelectorAll("svg text, main *, header *")].map(
  (text) => parseFloat(getComputedStyle(text).fontSize) * (text.getScreenCTM ? text.getScreenCTM().a : 1))"""
INSIDE = """(id) => {
  const part = document.getElementById(id).getBoundingClientRect();
  const pane = document.querySelector(".drawing").getBoundingClientRect();
  return part.left >= pane.left && part.right <= pane.right && part.top >= pane.top && part.bottom <= pane.bottom;
}"""


@pytest.fixture(scope="module")
def page_of_two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    first, second = base(), base(**SECOND)
    comparison = compare(first, second, by_id=True)
    path = tmp_path_factory.mktemp("diff") / "diff.html"
    path.write_bytes(draw_comparison("html", NAMES, first, second, comparison, ENGLISH))
    return path


def test_its_type_can_be_read_on_a_laptop(opened: Callable[..., Any], page_of_two: Path) -> None:
    page = opened(page_of_two, viewport={"width": 1366, "height": 768})
    assert min(page.evaluate(SIZES)) >= LEAST - 0.01
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_a_difference_leads_to_its_place_in_the_picture(
    opened: Callable[..., Any], page_of_two: Path
) -> None:
    page = opened(page_of_two, viewport={"width": 1000, "height": 420})
    for name, id in (("late", "n-late"), ("r3", "e-r3"), ("e-2", "n-e-2")):
        page.locator(f"a[href='#{id}']").first.click()
        page.wait_for_function(INSIDE, arg=id)
        assert page.url.endswith(f"#{id}"), name


def test_all_of_it_can_be_seen_at_once(opened: Callable[..., Any], page_of_two: Path) -> None:
    page = opened(page_of_two, viewport={"width": 1000, "height": 420})
    page.get_by_label("Fit the picture to the window").check()
    assert page.evaluate(INSIDE, "argmap")


def test_everybody_can_use_it(opened: Callable[..., Any], page_of_two: Path) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed (make browser-tests)")
    page = opened(page_of_two, bypass_csp=True)
    page.add_script_tag(path=str(AXE))
    faults = page.evaluate("() => axe.run().then((result) => result.violations.map((v) => v.id))")
    assert faults == []
