"""SVG, PNG and PDF as files: what they say about themselves. Expected values: the formats' specifications."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

import pytest
from hypothesis import given, settings

from argmap.errors import LayoutFailed, UnknownName
from argmap.graph.views import focused, whole
from argmap.model import ArgumentMap, Claim, Relation
from argmap.rendering.draw import FORMATS, pictures, render, svg
from argmap.rendering.options import Direction, Options
from argmap.rendering.outline import outline
from argmap.rendering.picture.dot import outline_order
from argmap.rendering.picture.files import with_resolution, without_date
from argmap.rendering.scene import scene
from argmap.rendering.text.tree import tree_text
from argmap.rendering.theme import THEMES
from tests.graph.small import changed, small, tangles
from tests.rendering.drawn import SVG, XLINK, Svg

MAP = small(
    "r: a + m supports t",
    "u: b undercuts r",
    "s: c supports t",
    "w: d undercuts s",
    theses={"i": "t"},
    unstated=["m"],
    stances=["ben p2 concedes a"],
)


@pytest.fixture(scope="module")
def bundled(math_in_ml: ArgumentMap) -> Svg:
    return Svg(render(math_in_ml))


def test_svg_is_an_image_with_a_name_and_a_description(bundled: Svg, math_in_ml: ArgumentMap) -> None:
    """SVG Accessibility API Mappings (W3C 2018), section 5: role, title and desc."""
    root = bundled.root
    assert (root.tag, root.get("role")) == (f"{SVG}svg", "img")
    title, description = (bundled.by_id[root.get(key)] for key in ("aria-labelledby", "aria-describedby"))
    assert (title.tag, title.text) == (f"{SVG}title", math_in_ml.title)
    assert (description.tag, description.text) == (f"{SVG}desc", tree_text(outline(scene(whole(math_in_ml)))))
    assert list(root)[:2] == [title, description]


def test_svg_has_the_title_that_was_asked_for() -> None:
    drawn = Svg(render(MAP, "svg", Options(title="Another")))
    assert drawn.by_id["argmap-title"].text == "Another"
    assert drawn.all_words.startswith("Another")


def test_svg_without_heading_still_has_a_name() -> None:
    drawn = Svg(render(MAP, "svg", Options(title="", legend=False)))
    assert drawn.by_id["argmap-title"].text == MAP.title
    assert "map" not in drawn.all_words


def test_svg_describes_what_is_shown_and_no_more() -> None:
    drawn = Svg(render(focused(whole(MAP), "r", 0)))
    assert "claim c" not in (drawn.by_id["argmap-text"].text or "")


def test_every_part_of_the_bundled_map_has_its_id(bundled: Svg, math_in_ml: ArgumentMap) -> None:
    nodes = {f"n-{name}" for name in (*math_in_ml.nodes, *math_in_ml.issues_by_id)}
    assert nodes | {f"e-{name}" for name in math_in_ml.relations_by_id} <= set(bundled.ids)


def test_ids_of_joints_concessions_and_clusters() -> None:
    ids = set(Svg(render(MAP)).ids)
    assert {"j-r", "j-s", "k-a-0", "g-r", "e-r--a", "e-r--m", "e-a--grant-0", "e-t--answers"} <= ids


@given(tangles())
@settings(max_examples=30)
def test_every_part_has_its_id_and_no_id_is_there_twice(map: ArgumentMap) -> None:
    drawn = Svg(render(map))
    nodes = {f"n-{name}" for name in (*map.nodes, *map.issues_by_id)}
    assert nodes | {f"e-{name}" for name in map.relations_by_id} <= set(drawn.ids)
    assert len(drawn.ids) == len(set(drawn.ids))


def test_classes_reach_the_svg(bundled: Svg) -> None:
    classes = {e.get("class") for e in bundled.root.iter() if e.get("class")}
    assert {
        "node issue",
        "node thesis side-1",
        "node example side-none",
        "edge attack",
        "cluster linked",
    } <= classes


def test_a_drawing_without_a_page_has_no_links(bundled: Svg) -> None:
    """A link to a fragment would lead nowhere: the file has no script, and an image has no parts."""
    assert not [element for element in bundled.root.iter() if element.tag.endswith("}a")]
    assert bundled.root.get("role") == "img"


def test_a_drawing_with_a_page_links_to_it_in_the_order_of_the_outline(math_in_ml: ArgumentMap) -> None:
    """The tab key goes from link to link in the order of the file."""
    drawn = Svg(render(math_in_ml, "svg", Options(link_base="https://example.org/map.html")))
    shown = scene(whole(math_in_ml))
    marks = {name: "i" if name in math_in_ml.issues_by_id else "c" for name in outline_order(shown)}
    names = [name for name in marks if name not in math_in_ml.relations_by_id]
    links = [e.get(f"{XLINK}href") for e in drawn.root.iter() if e.tag.endswith("}a")]
    assert links == [f"https://example.org/map.html#{marks[name]}={name}" for name in names]
    assert drawn.root.get("role") == "graphics-document document"


def test_svg_names_fonts_that_every_machine_has(bundled: Svg) -> None:
    families = {e.get("font-family") for e in bundled.root.iter() if e.get("font-family")}
    assert families == {"Helvetica,Arial,Liberation Sans,sans-serif"}


def test_svg_has_no_comments_and_no_doctype() -> None:
    drawn = svg(MAP)
    assert "<!--" not in drawn
    assert "<!DOCTYPE" not in drawn


@pytest.mark.parametrize("theme", THEMES)
def test_themes_reach_the_svg(theme: str) -> None:
    drawn = svg(MAP, Options(theme=theme))
    look = THEMES[theme]
    assert f'fill="{look.page}"' in drawn or look.page == "#ffffff"
    assert look.lines["support"].color in drawn


@pytest.mark.parametrize("direction", Direction)
@pytest.mark.parametrize("format", ["svg", "png", "pdf"])
def test_every_direction_is_drawn(direction: Direction, format: str) -> None:
    assert render(MAP, format, Options(direction=direction))


# Where a reason stands from its conclusion, in the SVG's coordinates (y grows downwards).
@pytest.mark.parametrize(
    ("direction", "step"),
    [
        (Direction.RIGHT, (1, 0)),
        (Direction.LEFT, (-1, 0)),
        (Direction.BELOW, (0, 1)),
        (Direction.ABOVE, (0, -1)),
    ],
)
def test_reasons_stand_where_the_direction_says(direction: Direction, step: tuple[int, int]) -> None:
    drawn = Svg(render(small("r: a supports t"), "svg", Options(direction=direction, legend=False, title="")))
    (x, y), (u, v) = (_first_word(drawn, name) for name in ("n-t", "n-a"))
    assert ((u - x > 20) - (u - x < -20), (v - y > 20) - (v - y < -20)) == step


def _first_word(drawn: Svg, name: str) -> tuple[float, float]:
    text = next(drawn.by_id[name].iter(f"{SVG}text"))
    return float(text.get("x", "")), float(text.get("y", ""))


def test_a_notebook_shows_the_svg() -> None:
    assert MAP._repr_svg_() == svg(MAP)


def chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + size]
        at += size + 12


def test_png_has_192_dots_per_inch() -> None:
    """An SVG of Graphviz is measured in points, 72 to the inch; a PNG names its resolution in pixels per metre."""
    drawn = pictures(MAP, ["svg", "png"])
    parts = dict(chunks(drawn["png"]))
    pixels = struct.unpack(">II", parts[b"IHDR"][:8])
    root = Svg(drawn["svg"]).root
    points = [float(root.get(side, "").removesuffix("pt")) for side in ("width", "height")]
    assert list(pixels) == pytest.approx([length * 192 / 72 for length in points], abs=2)
    assert struct.unpack(">IIB", parts[b"pHYs"]) == (7559, 7559, 1)


def test_a_very_large_png_has_96_dots_per_inch() -> None:
    """A claim of 1,500 lines, each of 12 points or more: at 192, it would be higher than 32,767 pixels."""
    map = small(said={"a": "p1"})
    tall = changed(map, claims=[changed(map.claims[0], text="one " * 1_500 * 7)])
    parts = dict(chunks(render(tall, "png")))
    assert struct.unpack(">II", parts[b"IHDR"][:8])[1] > 32_767 / 2
    assert struct.unpack(">IIB", parts[b"pHYs"]) == (3780, 3780, 1)


def test_the_resolution_stands_before_the_pixels() -> None:
    """PNG Specification, section 5.6: pHYs comes before IDAT, once."""
    names = [name for name, _ in chunks(render(MAP, "png"))]
    assert names.count(b"pHYs") == 1
    assert names.index(b"pHYs") < names.index(b"IDAT")


def test_a_finished_png_differs_in_one_chunk() -> None:
    plain = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + bytes(17) + b"the rest"
    assert with_resolution(plain, 192).startswith(plain[:33])
    assert with_resolution(plain, 192).endswith(b"the rest")
    assert len(with_resolution(plain, 192)) == len(plain) + 4 + 4 + 9 + 4


def test_pdf_does_not_say_when_it_was_made() -> None:
    assert b"CreationDate" not in render(MAP, "pdf")


def test_pdf_still_knows_where_its_parts_are() -> None:
    drawn = render(MAP, "pdf")
    (start,) = re.findall(rb"startxref\s+(\d+)", drawn)
    assert drawn[int(start) :].startswith(b"xref")
    for offset, number in zip(re.findall(rb"\n(\d{10}) 00000 n", drawn), range(1, 999), strict=False):
        assert drawn[int(offset) :].startswith(b"%d 0 obj" % number)


@pytest.mark.parametrize("date", [b"D:20261122203815Z", b"D:20261122203815+01'00"])
def test_a_finished_pdf_is_as_long_as_before(date: bytes) -> None:
    plain = b"<< /Producer (cairo)\n   /CreationDate (" + date + b")\n>>"
    finished = without_date(plain)
    assert (len(finished), finished.split()) == (len(plain), [b"<<", b"/Producer", b"(cairo)", b">>"])


def test_pdf_has_its_text_as_text() -> None:
    """A PDF of letters names the font that they are set in; one of outlines or pixels would not."""
    assert b"/Font" in render(MAP, "pdf")


def test_links_are_for_svg_alone(math_in_ml: ArgumentMap) -> None:
    assert b"/URI" not in render(MAP, "pdf")


def test_an_unknown_format_suggests_a_known_one() -> None:
    with pytest.raises(UnknownName, match=r"no picture format 'svgz'; did you mean 'svg'\?"):
        render(MAP, "svgz")


def test_an_unknown_theme_is_refused() -> None:
    with pytest.raises(UnknownName, match=r"no theme 'drak'"):
        render(MAP, "svg", Options(theme="drak"))


def test_a_map_with_nothing_but_a_claim_is_drawn() -> None:
    assert pictures(small(said={"a": "p1"}), FORMATS).keys() == FORMATS.keys()


def test_an_empty_map_is_drawn() -> None:
    drawn = pictures(small(), FORMATS)
    assert Svg(drawn["svg"]).by_id["argmap-title"].text == "A small map"


def test_a_map_too_large_for_a_picture_is_refused_before_the_layout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("argmap.rendering.draw.LARGEST", 3)
    monkeypatch.setattr("argmap.rendering.picture.engine.run_graphviz", lambda *_: pytest.fail("laid out"))
    claims = [Claim(id=name, text=f"{name} is so.", implicit=True) for name in ("a", "b")]
    steps = [Relation(id=f"r{n}", kind="support", premises=["a"], target="b") for n in range(2)]
    map = ArgumentMap(id="m", title="M", claims=claims, relations=steps)
    with pytest.raises(LayoutFailed, match=r"2 claims and 2 relations are too many for one picture"):
        render(map, "svg")
    assert b"e-r1" in render(map, "dot")
