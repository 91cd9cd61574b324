"""Lines of the page: none runs behind a box that it does not belong to, and heads lie side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import argmap
from argmap.rendering.draw import render
from tests.browser.conftest import ROOT, Opener

MAPS = ("car-free-centre", "math-in-ml", "io-js-core")

HIDDEN = """() => {
  const boxes = [...argmapPage.view.boxes], hidden = [];
  for (const path of document.querySelectorAll('#map .edge .line')) {
    const length = path.getTotalLength();
    for (let at = 0; at <= length; at += 2) {
      const p = path.getPointAtLength(at);
      const box = boxes.find(([, b]) => p.x > b.x + 2 && p.x < b.x + b.w - 2 && p.y > b.y + 2 && p.y < b.y + b.h - 2);
      if (box) { hidden.push(`${path.parentNode.id} behind ${box[0]}`); break; }
    }
  }
  return hidden;
}"""
HEADS = """() => {
  const heads = [...document.querySelectorAll('#map .edge .head')].map((head) => ({ css: head.parentNode.getAttribute('class'), box: head.getBoundingClientRect() }));
  const boxes = [...document.querySelectorAll('#map .toggle circle:not(.reach)')].map((circle) => ({ css: 'sign', box: circle.getBoundingClientRect() }));
  const all = [...heads, ...boxes], over = [];
  const same = (a, b) => a.css === b.css && Math.abs(a.box.x - b.box.x) < 0.5 && Math.abs(a.box.y - b.box.y) < 0.5;
  heads.forEach((a, n) => all.slice(n + 1).forEach((b) => {
    const x = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left), y = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
    if (x > 0.6 && y > 0.6 && !same(a, b)) over.push([a.css, b.css, Math.round(x), Math.round(y)]);
  }));
  return over;
}"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("lines")
    files = {name: folder / f"{name}.html" for name in MAPS}
    for name, path in files.items():
        path.write_bytes(render(argmap.load(ROOT / "data" / name), "html"))
    return files


@pytest.mark.parametrize("name", MAPS)
@pytest.mark.parametrize("size", [(390, 844), (1366, 768)], ids=["phone", "laptop"])
def test_no_line_runs_behind_a_box_and_no_head_lies_on_another(
    opened: Opener, pages: dict[str, Path], name: str, size: tuple[int, int]
) -> None:
    """By the browser's own geometry: points of every line against every box, and every head against every other and the signs.

    At first sight, as of post 3, and with everything expanded.
    """
    page: Any = opened(pages[name], "#post=3", viewport={"width": size[0], "height": size[1]})
    for step in ("", "location.hash = '#post=99'", "document.querySelector('[data-do=expand]').click()"):
        page.evaluate(step)
        page.wait_for_timeout(100)
        assert page.evaluate(HIDDEN) == [], step
        assert page.evaluate(HEADS) == [], step
