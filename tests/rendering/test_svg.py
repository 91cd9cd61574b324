"""The SVG that argmap writes, against what it was made from: every text, every arrowhead, and nothing outside the picture.

Expected texts are the lines of the labels in the DOT text, read with an XML parser; expected heads are the edges
whose DOT attributes ask for one. Nothing of it is read from the layout that the SVG is written from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings

import argmap
from argmap.graph.views import whole
from argmap.model import ArgumentMap
from argmap.rendering.draw import render
from argmap.rendering.marks import marks
from argmap.rendering.options import Options
from argmap.rendering.picture.arrange import arranged
from argmap.rendering.picture.dot import dot_source
from argmap.rendering.picture.layout import lay_out
from argmap.rendering.picture.svg import Drawing
from argmap.rendering.scene import scene
from argmap.rendering.theme import THEMES
from tests.conftest import ROOT
from tests.graph.small import changed, small, tangles
from tests.rendering.drawn import SVG, Dot, Svg
from tests.rendering.hostile import HOSTILE, hostile_map
from tests.strategies import maps

BUNDLED = ("car-free-centre", "math-in-ml", "typing-for-a-team")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
EVERYTHING = Options(status=True, strength=True)


@cache
def bundled(name: str) -> ArgumentMap:
    return argmap.load(ROOT / "data" / name)


def lines(label: str) -> list[str]:
    """Return the texts of an HTML-like label, without those of blanks alone."""
    texts = (text.replace("\\\\", "\\") for text in ET.fromstring(f"<x>{label}</x>").itertext())
    return [shown(text) for text in texts if text.strip()]


def shown(text: str) -> str:
    """Return a text with its blanks at the start as no-break spaces, which SVG keeps, and none at the end."""
    bare = text.strip(" ")
    return "\u00a0" * (len(text.rstrip(" ")) - len(bare)) + bare


def drawn_texts(group: ET.Element) -> list[str]:
    return [text.text or "" for text in group.iter(f"{SVG}text")]


def sound(map: ArgumentMap, options: Options) -> None:
    """Check that every node shows its lines, every headed edge its heads, and that all is inside the picture."""
    drawn = scene(whole(map), marks(map, status=options.status, strength=options.strength))
    dot = Dot(map, options)
    dot_text = dot_source(drawn, options, arranged(drawn, options))
    svg = Svg(Drawing(lay_out(dot_text), "title", "").document().encode())
    labels = Dot.of(dot_text)
    for name, node in labels.nodes.items():
        wanted = lines(node["label"]) + lines(node.get("xlabel", ""))
        assert drawn_texts(svg.by_id[name]) == wanted, name
    for name, edge in labels.edges.items():
        assert heads(svg.by_id[name]) == wanted_heads(edge), name
    assert dot.nodes.keys() == labels.nodes.keys()
    inside(svg)


def wanted_heads(edge: dict[str, str]) -> int:
    """Return how many ends of an edge have a head: Graphviz's `dir` (forward, back, both) and `arrowhead`."""
    ends = {"both": 2, "back": 1}.get(edge.get("dir", ""), 1)
    return 0 if edge.get("arrowhead") == "none" and edge.get("dir") != "back" else ends


def heads(group: ET.Element) -> int:
    return sum(1 for _ in group.iter(f"{SVG}polygon")) + sum(
        1 for rect in group.iter(f"{SVG}rect") if rect.get("fill") != "none"
    )


def inside(svg: Svg) -> None:
    """Check that every coordinate lies within the view box; curves too, whose control points keep them in."""
    _, _, width, height = (float(part) for part in svg.root.get("viewBox", "").split())
    assert svg.root.get("viewBox", "").startswith("0 0 ")
    for x, y in coordinates(svg.root):
        assert 0 <= x <= width, (x, width)
        assert 0 <= y <= height, (y, height)


def coordinates(root: ET.Element) -> Iterator[tuple[float, float]]:
    for part in root.iter():
        pairs = [float(n) for n in NUMBER.findall(part.get("d", "") + part.get("points", ""))]
        yield from zip(pairs[::2], pairs[1::2], strict=True)
        for x, y in (("x", "y"), ("cx", "cy")):
            if part.get(x) is not None:
                yield float(part.get(x, "")), float(part.get(y, ""))
        if part.tag == f"{SVG}rect" and part.get("x"):
            yield (
                float(part.get("x", "")) + float(part.get("width", "")),
                float(part.get("y", "")) + float(part.get("height", "")),
            )


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", BUNDLED)
def test_bundled_maps_are_drawn_completely(name: str, theme: str) -> None:
    sound(bundled(name), Options(theme=theme, status=True, strength=True))


@given(tangles())
def test_tangled_maps_are_drawn_completely(map: ArgumentMap) -> None:
    sound(map, EVERYTHING)


@settings(max_examples=20)
@given(maps())
def test_any_map_is_drawn_completely(map: ArgumentMap) -> None:
    sound(map, Options())


@pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
def test_maps_of_hostile_texts_are_drawn_completely(text: str) -> None:
    sound(hostile_map(text), Options())


def test_numbers_in_texts_are_texts() -> None:
    map = small(said={"a": "p1"})
    text = "A gain of 0.04 percent, 12.50 and -3.141 say 1.00,2.00 little."
    numbers = changed(map, claims=[changed(map.claims[0], text=text, quotes=())])
    for words in ("0.04", "percent,", "12.50", "-3.141", "1.00,2.00"):
        assert words in render(numbers).decode()


def test_a_layout_serves_all_pictures_and_a_page_needs_none(monkeypatch: pytest.MonkeyPatch) -> None:
    from argmap.rendering import draw

    runs: list[str] = []
    monkeypatch.setattr(draw, "lay_out", lambda dot: (runs.append(dot), lay_out(dot))[1])
    monkeypatch.setattr(draw, "arranged", lambda *given: (runs.append("arranged"), arranged(*given))[1])
    map = small("r: a supports t")
    draw.pictures(map, ["html"])
    assert runs == []
    draw.pictures(map, ["svg", "html"])
    assert len(runs) == 2
