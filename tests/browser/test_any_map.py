"""The page of any map in a real browser: what is drawn, read aloud and quoted is what the model says."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

import argmap
from argmap.evaluation.theory import Interpretation
from argmap.model import ArgumentMap
from argmap.model.quote import find_parts
from argmap.rendering.draw import render
from argmap.study import Study
from tests.browser.conftest import ROOT, Opener
from tests.strategies import maps

DATA = sorted((ROOT / "data").glob("*/map.yaml"))

SEEN = """() => {
  document.querySelector('[data-do=expand]').click();
  const nodes = [...document.querySelectorAll('#map .node')];
  const boxes = nodes.map((g) => { const b = g.querySelector('.box').getBBox(), m = g.transform.baseVal.consolidate().matrix; return [m.e, m.f, m.e + b.width, m.f + b.height]; });
  return {
    texts: Object.fromEntries(nodes.map((g) => [g.dataset.id, [...g.querySelectorAll('.near .words')].map((t) => t.textContent).join('')])),
    labels: Object.fromEntries(nodes.map((g) => [g.dataset.id, g.getAttribute('aria-label')])),
    overlap: boxes.some((a, i) => boxes.some((b, j) => i < j && a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3])),
    wide: nodes.filter((g) => { const b = g.querySelector('.box').getBBox(); return [...g.querySelectorAll('.near text')].some((t) => t.getBBox().width > b.width + 1); }).map((g) => g.dataset.id),
    heads: [...document.querySelectorAll('#map .edge .head')].map((h) => h.parentNode.id),
  };
}"""
CARDS = """async (ids) => {
  const seen = {};
  for (const [id, key] of ids) {
    location.hash = `${key}=${encodeURIComponent(id)}`;
    await new Promise((done) => addEventListener('hashchange', () => setTimeout(done), { once: true }));
    const card = document.querySelector('.card');
    seen[id] = { id: card.id, title: card.querySelector('h2').textContent,
      passages: [...card.querySelectorAll('h3 + blockquote, blockquote + blockquote')].filter((b) => b.parentNode === card).map((b) => [...b.querySelectorAll('mark')].map((m) => m.textContent)) };
  }
  return seen;
}"""


def plain(text: str) -> str:
    return "".join(text.split())


def compare(page: Any, map: ArgumentMap) -> None:
    """By the model: texts to the letter but for white space, every relation's head, quotes as they stand in their posts."""
    drawn = page.evaluate(SEEN)
    said = {node.id: f"{getattr(node, 'name', '')}{node.text}" for node in map.nodes.values()}
    said |= {issue.id: issue.question for issue in map.issues}
    assert {id: plain(text) for id, text in drawn["texts"].items()} == {
        id: plain(text) for id, text in said.items()
    }
    assert all(plain(said[id]) in plain(label) for id, label in drawn["labels"].items())
    assert not drawn["overlap"]
    assert drawn["wide"] == []
    assert {f"e-{relation.id}" for relation in map.relations} <= set(drawn["heads"])
    cards = page.evaluate(CARDS, [[id, "c" if id in map.nodes else "i"] for id in said])
    for id, node in map.nodes.items():
        assert cards[id]["id"] == f"c-{id}"
        assert plain(node.text) in plain(cards[id]["title"])
        if map.thread is not None:
            assert cards[id]["passages"] == [words(map, quote) for quote in node.quotes]


LABELS = """(changes) => { const { labels } = argmapPage;
  return changes.map((change) => Object.fromEntries(labels(new Map(change)))); }"""


def compare_suppositions(page: Any, map: ArgumentMap, most: int) -> None:
    """By the analysis itself: the labels where each claim is made to be accepted or rejected, and where two are."""
    theory, names = Study(map).theory, [*map.nodes]
    changes = [[], *([[name, value]] for name in names[:most] for value in (True, False))]
    changes += [
        [[one, True], [other, False]]
        for one, other in itertools.pairwise(names[:most])
        if theory.one[one] != theory.one[other]
    ]
    for change, labels in zip(changes, page.evaluate(LABELS, changes), strict=True):
        accept, reject = (
            frozenset(name for name, value in change if value is wanted) for wanted in (True, False)
        )
        expected = theory.under(Interpretation(accept=accept, reject=reject)).labels
        assert labels == {name: str(label) for name, label in expected.items()}, change


def words(map: ArgumentMap, quote: Any) -> list[str]:
    assert map.thread is not None
    text = map.thread.text_of(quote.post)
    parts = next(iter(find_parts(quote, text)), ()) if text else ()
    return [text[part.start : part.end] for part in parts] or [quote.words]


@pytest.mark.parametrize("path", DATA, ids=[path.parent.name for path in DATA])
def test_the_page_of_every_dataset_says_what_the_map_says(opened: Opener, path: Path, tmp_path: Path) -> None:
    map = argmap.load(path.parent)
    file = tmp_path / "map.html"
    file.write_bytes(render(map, "html"))
    page = opened(file)
    compare(page, map)
    compare_suppositions(page, map, most=100)


def test_the_page_of_any_map_says_what_the_map_says(opened: Opener, tmp_path: Path) -> None:
    file = tmp_path / "map.html"
    file.write_bytes(render(argmap.load(DATA[0].parent), "html"))
    page = opened(file)

    @given(maps())
    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    def check(map: ArgumentMap) -> None:
        file.write_bytes(render(map, "html"))
        page.goto("about:blank")
        page.goto(file.as_uri())
        compare(page, map)
        compare_suppositions(page, map, most=6)

    check()


def test_a_screen_reader_meets_what_the_outline_says(opened: Opener, tmp_path: Path) -> None:
    """By Chromium's own accessibility tree, against the texts of the outline: nothing in one lacks in the other."""
    map = argmap.load(ROOT / "data" / "math-in-ml")
    file = tmp_path / "map.html"
    file.write_bytes(render(map, "html"))
    page = opened(file)
    page.evaluate("document.querySelector('[data-do=expand]').click()")
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    map_names = [
        plain(node["name"]["value"])
        for node in tree
        if node.get("role", {}).get("value") == "button" and not node["ignored"]
    ]
    page.click("#t-outline")
    lines = page.evaluate("[...document.querySelectorAll('#v-outline li[id] > a')].map((a) => a.textContent)")
    assert len(lines) == len(map.nodes) + len(map.issues)
    for line in lines:
        text = plain(line.lstrip("▲▼■●★▶◆? "))
        assert any(text.partition(":")[2][:40] in name or text[:40] in name for name in map_names), line
    roles = {node.get("role", {}).get("value") for node in tree if not node["ignored"]}
    assert {"banner", "main", "navigation", "tablist", "tab", "tabpanel", "contentinfo", "slider"} <= roles
