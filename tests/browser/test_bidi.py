"""Signs that turn the direction of writing, in pages: they turn the text that holds them and nothing beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from argmap.rendering.draw import render
from tests.browser.conftest import Opener
from tests.rendering.hostile import hostile_map

TURNED = "one\u202etwo"
MIXED = """() => {
  const mixed = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walk.nextNode(); text; text = walk.nextNode()) {
    const at = text.parentElement;
    if (!text.data.includes('\\u202e') || at.closest('script, style, svg, textarea')) continue;
    const style = getComputedStyle(at);
    const inline = style.display.startsWith('inline') && style.unicodeBidi === 'normal';
    // What stands beside it in the same element, or in the same line where nothing isolates the element.
    if (inline && at.tagName !== 'MARK') mixed.push(at.outerHTML.slice(0, 200));
  }
  return mixed;
}"""


@pytest.mark.parametrize(
    "hash", ["#claim=t", "#claim=a", "#issue=i", "#post=p1", "#example=e", "#relation=r"]
)
def test_in_the_page_of_a_map(tmp_path: Path, opened: Opener, hash: str) -> None:
    path = tmp_path / "map.html"
    path.write_bytes(render(hostile_map(TURNED), "html"))
    assert opened(path, hash).evaluate(MIXED) == []
