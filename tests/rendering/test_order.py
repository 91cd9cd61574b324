"""A part of a map keeps the order of the whole: what stands in one rank there and here stands in one order.

Expected values: the centres of the nodes in the picture of the whole, which `argmap.render` draws.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import argmap
import argmap.rendering.draw
from argmap.graph.views import View, focused, whole
from argmap.model import ArgumentMap
from argmap.rendering.options import SMALL_MAP, Direction, Options
from argmap.rendering.picture.engine import run_graphviz
from argmap.rendering.printed import Medium, booklet
from argmap.rendering.scene import Scene
from tests.graph.small import small, tangles
from tests.rendering.drawn import Svg

ROOT = Path(__file__).parent.parent.parent / "data"
MAPS = sorted(path.parent.name for path in ROOT.glob("*/map.yaml"))

Point = tuple[float, float]
"""Where a node stands: its rank, and its place in the rank from the top or from the left."""


def stands(dot: str, *, sideways: bool) -> Mapping[str, Point]:
    """Return where Graphviz puts the issues, claims and examples of a DOT text."""
    nodes = json.loads(run_graphviz(dot.replace("\\\\", "_"), "json0"))["objects"]
    centres = {n["name"]: tuple(map(float, n["pos"].split(","))) for n in nodes if n["name"].startswith("n-")}
    return {name: (x, -y) if sideways else (y, x) for name, (x, y) in centres.items()}


def drawn(view: View, options: Options) -> Mapping[str, Point]:
    is_small = sum(name not in view.map.issues_by_id for name in view.shown) <= SMALL_MAP
    sideways = options.direction.is_sideways if isinstance(options.direction, Direction) else not is_small
    return stands(argmap.render(view, "dot", options).decode(), sideways=sideways)


def turned(part: Mapping[str, Point], larger: Mapping[str, Point]) -> Iterator[tuple[str, str]]:
    """Yield pairs of one rank in the part and in the whole that stand the other way round in the part."""
    for one, other in combinations(sorted(part), 2):
        together = all((abs(places[one][0] - places[other][0]) < 1) for places in (part, larger))
        if together and (part[one][1] < part[other][1]) != (larger[one][1] < larger[other][1]):
            yield one, other


@pytest.fixture
def _laid_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lay the whole out once for all of its parts: most of the time went there."""
    known: dict[View, Mapping[str, float]] = {}
    lay_out = argmap.rendering.draw.places_in

    def places_in(scene: Scene, options: Options) -> Mapping[str, float]:
        if scene.view not in known:
            known[scene.view] = lay_out(scene, options)
        return known[scene.view]

    monkeypatch.setattr(argmap.rendering.draw, "places_in", places_in)


@pytest.mark.usefixtures("_laid_out_once")
@pytest.mark.parametrize("name", MAPS)
def test_a_part_keeps_the_order_of_the_whole(name: str) -> None:
    """Every sixth issue, claim and example of the bundled maps, with what is near and a little farther away."""
    map, options = argmap.load(ROOT / name), Options(legend=False)
    larger = drawn(whole(map), options)
    names = [*map.issues_by_id, *map.nodes][::6]
    parts = {
        (node, hops): drawn(focused(whole(map), node, hops), options)
        for hops, nodes in ((2, names), (1, names[::3]), (3, names[::3]))
        for node in nodes
    }
    assert {view: pairs for view, part in parts.items() if (pairs := list(turned(part, larger)))} == {}


@pytest.mark.parametrize("name", MAPS)
def test_pages_keep_the_order_of_the_whole(name: str) -> None:
    map, options = argmap.load(ROOT / name), Options()
    larger = drawn(whole(map), options)
    sheets = booklet(map, Medium("a4", "branch"), options).sheets
    parts = [stands(sheet.picture.dot, sideways="rankdir=RL" in sheet.picture.dot) for sheet in sheets]
    assert [pairs for part in parts if (pairs := list(turned(part, larger)))] == []


@given(tangles(claims=8, steps=10), st.data())
def test_parts_of_any_map_keep_the_order(map: ArgumentMap, data: st.DataObject) -> None:
    node = data.draw(st.sampled_from(sorted(map.nodes)))
    direction = data.draw(st.sampled_from(Direction))
    options = Options(legend=False, direction=direction)
    larger = drawn(whole(map), options)
    assert list(turned(drawn(focused(whole(map), node, 1), options), larger)) == []


def test_a_part_of_a_part_keeps_the_order_of_the_view_that_was_parted() -> None:
    """A view without examples is parted: what hangs on an example that is not drawn has no say in the order."""
    map = argmap.load(ROOT / "math-in-ml")
    bare = whole(map, examples=False)
    part = focused(bare, "hard-requirement", 2)
    assert part.larger == bare
    assert focused(part, "hard-requirement", 1).larger == bare
    assert bare.larger is None


def test_linked_premises_of_a_part_share_a_box() -> None:
    """The box is drawn behind the graph, has the id that it has in the whole, and its premises are inside it."""
    map = small("r: a + b supports t", "s: c supports t", "u: d supports c", theses={"i": "t"})
    svg = Svg(argmap.render(focused(whole(map), "t", 1), "svg"))
    box = next(svg.by_id["g-r"].iter("{http://www.w3.org/2000/svg}rect"))
    left, top = float(box.get("x", 0)), float(box.get("y", 0))
    right, bottom = left + float(box.get("width", 0)), top + float(box.get("height", 0))
    for premise in ("n-a", "n-b"):
        inner = next(svg.by_id[premise].iter("{http://www.w3.org/2000/svg}rect"))
        x, y = float(inner.get("x", 0)), float(inner.get("y", 0))
        assert left < x < x + float(inner.get("width", 0)) < right
        assert top < y < y + float(inner.get("height", 0)) < bottom
    assert svg.tooltip("g-r") == "linked premises: they count only together"


def test_edges_that_only_keep_the_order_are_not_in_the_picture() -> None:
    map = small("r: a supports t", "s: b supports t", theses={"i": "t"})
    svg = Svg(argmap.render(focused(whole(map), "t", 1), "svg"))
    edges = [id for id in svg.ids if id.startswith("e-")]
    assert sorted(edges) == ["e-r", "e-s", "e-t--answers"]
