"""Posters: tiles that together show the whole drawing, at a size at which it can be read.

Expected values: by hand from the size of the paper; A4 is 297 x 210 mm, a tile leaves 12 mm white, two tiles share 10 mm.
"""

from __future__ import annotations

from itertools import product

import pytest

import argmap
from argmap.model import ArgumentMap
from argmap.rendering.picture.sheets import PaperSheet
from argmap.rendering.printed import Medium, booklet, printed
from tests.conftest import ROOT
from tests.rendering.drawn import Svg

MM = 72 / 25.4


@pytest.fixture(scope="module")
def poster(math_in_ml: ArgumentMap) -> tuple[PaperSheet, ...]:
    return booklet(math_in_ml, Medium("a4", poster=True)).sheets


def test_the_first_sheet_is_an_overview_with_the_whole_drawing(poster: tuple[PaperSheet, ...]) -> None:
    overview = poster[0]
    layout = overview.picture.layout
    assert overview.title.endswith(": overview")
    assert overview.corner[0] + layout.width * overview.scale <= 297 * MM
    assert overview.corner[1] + layout.height * overview.scale <= 210 * MM


def test_tiles_are_drawn_at_the_size_at_which_type_has_8_points(poster: tuple[PaperSheet, ...]) -> None:
    assert {round(tile.smallest, 6) for tile in poster[1:]} == {8}


def test_tiles_cover_the_drawing_and_share_10_mm_with_their_neighbours(
    poster: tuple[PaperSheet, ...],
) -> None:
    layout = poster[0].picture.layout
    # What a tile shows of the drawing, from its upper left corner: the window, less where the drawing begins.
    seen = [(tile.window[0] - tile.corner[0], tile.window[1] - tile.corner[1]) for tile in poster[1:]]
    xs, ys = sorted({round(x, 6) for x, _ in seen}), sorted({round(y, 6) for _, y in seen})
    width, height = 273 * MM, 186 * MM
    assert len(seen) == len(xs) * len(ys)
    assert xs == pytest.approx([i * 263 * MM for i in range(len(xs))])
    assert ys == pytest.approx([i * 176 * MM for i in range(len(ys))])
    # They reach the end of the drawing, and one tile less would not.
    assert xs[-1] + width >= layout.width > xs[-2] + width
    assert ys[-1] + height >= layout.height > ys[-2] + height


def test_every_tile_says_which_it_is_and_is_marked_at_its_corners(poster: tuple[PaperSheet, ...]) -> None:
    rows, columns = 1 + max(_place(t)[0] for t in poster[1:]), 1 + max(_place(t)[1] for t in poster[1:])
    assert [_place(tile) for tile in poster[1:]] == list(product(range(rows), range(columns)))
    for tile in poster[1:]:
        assert len(tile.rules) == 8
        # Outside of what is shown, so that no mark lies over the drawing.
        left, top, width, height = tile.window
        for (x1, y1), (x2, y2) in tile.rules:
            outside = max(x1, x2) < left or min(x1, x2) > left + width
            assert outside or max(y1, y2) < top or min(y1, y2) > top + height


def test_marks_of_neighbours_name_the_same_line(poster: tuple[PaperSheet, ...]) -> None:
    """The right cut of a tile is the left cut of the next one, in points of the drawing."""
    first, second = poster[1], poster[2]
    right = max(x for rule in first.rules for x, _ in rule if rule[0][0] == rule[1][0])
    left = min(x for rule in second.rules for x, _ in rule if rule[0][0] == rule[1][0])
    assert right - first.corner[0] == pytest.approx(left - second.corner[0])


def test_a_small_map_is_one_tile() -> None:
    from tests.graph.small import small

    made = booklet(small("r: a supports t", theses={"i": "t"}), Medium("a4", poster=True)).sheets
    assert len(made) == 2


def test_tiles_as_svg_show_only_their_window(math_in_ml: ArgumentMap) -> None:
    files = printed(math_in_ml, "svg", Medium("a3", poster=True), name="wall")
    tile = Svg(files["wall-2.svg"])
    window = tile.by_id["argmap-window"][0]
    assert float(window.get("width") or 0) == pytest.approx(396 * MM, abs=0.01)
    assert "row1of" in tile.all_words
    assert tile.root.get("role") == "img"


def test_a_drawing_is_stored_once_in_the_pdf_of_a_poster(math_in_ml: ArgumentMap) -> None:
    pytest.importorskip("pypdf")
    from io import BytesIO

    from pypdf import PdfReader

    reader = PdfReader(BytesIO(printed(math_in_ml, "pdf", Medium("a4", poster=True))["map.pdf"]))
    forms = {page["/Resources"]["/XObject"].raw_get("/D0").idnum for page in reader.pages}
    assert len(reader.pages) > 2
    assert len(forms) == 1


def _place(tile: PaperSheet) -> tuple[int, int]:
    """Return the row and the column that a tile is said to be, from 0."""
    words = tile.title.rpartition(": ")[2].replace(",", "").split()
    return int(words[1]) - 1, int(words[5]) - 1


def test_a_tile_with_next_to_nothing_is_saved_by_slightly_smaller_type() -> None:
    """By hand: what n windows of A4 less 24 mm show, each 10 mm over the next, against the drawing at 8 points."""
    _, *tiles = booklet(argmap.load(ROOT / "data" / "car-free-centre"), Medium("a4", poster=True)).sheets
    layout = tiles[0].picture.layout
    window, overlap = ((297 - 24) * MM, (210 - 24) * MM), 10 * MM
    shown = [[side + n * (side - overlap) for n in range(9)] for side in window]
    usual = [
        sum(reach < size for reach in each) + 1
        for each, size in zip(shown, (layout.width, layout.height), strict=True)
    ]
    assert len(tiles) < usual[0] * usual[1]
    assert {tile.smallest >= 7 for tile in tiles} == {True}
