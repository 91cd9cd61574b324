"""Pages that can be read: nothing is lost between them, nothing is too small, and the way from one to the next is right.

Expected values: for small maps by hand; for all others, what must hold of any splitting into pages. Type sizes of PDF files
are read back by pypdf, from the matrices with which their texts are set.
"""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.errors import ArgmapError, UnknownName
from argmap.graph.views import View, whole
from argmap.model import ArgumentMap
from argmap.rendering.options import Options
from argmap.rendering.picture.pages import Page, PageSplit, pages
from argmap.rendering.picture.paper import PAPERS
from argmap.rendering.picture.ways import ways
from argmap.rendering.printed import Booklet, Medium, booklet, printed
from argmap.rendering.scene import scene
from argmap.storage.load import load_map
from tests.graph.small import small, tangles
from tests.rendering.drawn import SVG, XLINK, Svg
from tests.strategies import maps

BUNDLED = sorted(path.name for path in Path("data").iterdir() if path.is_dir())
MAP = small(
    "r: a supports t",
    "s: b supports a",
    "u: c undercuts r",
    "o: d attacks v",
    theses={"i": "t v"},
)


@cache
def bound(map: ArgumentMap, paper: str, split: PageSplit) -> Booklet:
    return booklet(map, Medium(paper, split))


def at_most(count: int):  # type: ignore[no-untyped-def]
    """Return a rule by which a page is full at so many nodes; nodes in brief take half the room."""
    return lambda shown, brief: len(shown) - len(brief) / 2 <= count


def seen_on(map: ArgumentMap, made: tuple[Page, ...]) -> tuple[set[str], set[str]]:
    """Return the nodes that pages show in full, and the relations that they show."""
    nodes = {name for page in made for name in page.full}
    return nodes, {r.id for page in made for r in View(map, page.shown).relations()}


def test_a_map_that_fits_is_one_page() -> None:
    (page,) = pages(scene(whole(MAP)), PageSplit.BRANCH, at_most(99))
    assert page == Page(("i",), frozenset("itvabcd"))


def test_pages_by_thesis_are_an_overview_and_one_for_each_thesis() -> None:
    made = pages(scene(whole(MAP)), PageSplit.THESIS, at_most(99))
    assert made == (
        Page(("i",), frozenset("itv")),
        Page(("t",), frozenset("tabc")),
        Page(("v",), frozenset("vd")),
    )


def test_a_branch_that_does_not_fit_begins_a_page_of_its_own() -> None:
    """By hand: three nodes a page. The undercut needs the ends of its step; they were shown before, so they are brief."""
    made = pages(scene(whole(MAP)), PageSplit.BRANCH, at_most(3), packed=False)
    assert [(page.starts, "".join(sorted(page.shown)), "".join(sorted(page.brief))) for page in made] == [
        (("i",), "itv", ""),
        (("t",), "act", ""),
        (("a",), "ab", ""),
        (("v",), "dv", ""),
    ]


def test_more_reasons_than_fit_go_on_on_the_next_page() -> None:
    many = small(*(f"r{n}: a{n} supports t" for n in range(5)), theses={"i": "t"})
    made = pages(scene(whole(many)), PageSplit.THESIS, at_most(3), packed=False)
    reasons = [sorted(page.shown - {"t", "i"}) for page in made[1:]]
    assert reasons == [["a0", "a1"], ["a2", "a3"], ["a4"]]
    assert all(page.starts == ("t",) for page in made[1:])


def test_a_step_that_does_not_fit_is_shown_in_brief_and_its_claims_in_full_elsewhere() -> None:
    wide = small("r: a + b + c supports t", theses={"i": "t"})
    made = pages(scene(whole(wide)), PageSplit.THESIS, at_most(2), packed=False)
    assert Page(("t",), frozenset("tabc"), frozenset("tabc")) in made
    assert {frozenset("a"), frozenset("b"), frozenset("c")} <= {page.full for page in made}


@pytest.mark.parametrize("split", PageSplit)
@given(map=st.one_of(tangles(8, 12), maps()), count=st.integers(1, 9), packed=st.booleans())
@settings(max_examples=30)
def test_everything_is_on_a_page_in_full(
    split: PageSplit, map: ArgumentMap, count: int, packed: bool
) -> None:
    """For all maps and all sizes of pages: every node in full, and every relation."""
    shown = scene(whole(map))
    nodes, relations = seen_on(map, pages(shown, split, at_most(count), packed=packed))
    assert nodes == whole(map).shown
    assert relations == {relation.id for relation in shown.relations}


@given(map=tangles(8, 12), count=st.integers(1, 9))
def test_ways_lead_to_pages_that_show_what_is_missing(map: ArgumentMap, count: int) -> None:
    """A note at a claim leads to another page on which the claim is."""
    shown = scene(whole(map))
    made = pages(shown, PageSplit.BRANCH, at_most(count))
    for number, (page, notes) in enumerate(zip(made, ways(shown, made), strict=True), 1):
        for name, those in notes.items():
            for way in those:
                assert way.page != number
                there = made[way.page - 1].shown
                assert name in there or name in map.relations_by_id
        hidden = {
            r.target for r in shown.relations if r.target in page.full and not View(map, page.shown).shows(r)
        }
        assert all(any(way.note.startswith("→ page") for way in notes[name]) for name in hidden)


@pytest.mark.parametrize(
    ("name", "paper", "split"),
    [
        *((name, "a4", PageSplit.BRANCH) for name in BUNDLED),
        *((name, "a4", PageSplit.THESIS) for name in BUNDLED[::2]),
        *((name, "slide", PageSplit.BRANCH) for name in BUNDLED[1::2]),
    ],
)
def test_pages_of_bundled_maps_lose_nothing_and_can_be_read(name: str, split: PageSplit, paper: str) -> None:
    """8 points on paper and 18 on slides, measured in the layout; all of the drawing is inside the paper."""
    map = load_map(f"data/{name}")
    made = bound(map, paper, split).sheets
    drawn = {part.id for sheet in made for part in sheet.picture.layout.parts}
    assert {f"n-{each}" for each in whole(map).shown} | {f"e-{r}" for r in map.relations_by_id} <= drawn
    medium = PAPERS[paper]
    for sheet in made:
        assert sheet.smallest >= medium.least - 1e-6
        layout = sheet.picture.layout
        assert sheet.corner[0] + layout.width * sheet.scale <= medium.width
        assert sheet.corner[1] + layout.height * sheet.scale <= medium.height


@given(map=maps())
@settings(max_examples=5)
def test_pages_of_random_maps_lose_nothing_and_can_be_read(map: ArgumentMap) -> None:
    made = booklet(map, Medium("slide", "branch")).sheets
    drawn = {part.id for sheet in made for part in sheet.picture.layout.parts}
    assert {f"n-{each}" for each in whole(map).shown} | {f"e-{r}" for r in map.relations_by_id} <= drawn
    assert all(sheet.smallest >= 18 - 1e-6 for sheet in made)


@pytest.fixture(scope="module")
def slides(math_in_ml: ArgumentMap) -> bytes:
    pytest.importorskip("pypdf")
    return printed(math_in_ml, "pdf", Medium("slide", "branch"))["map.pdf"]


def test_pdf_has_the_size_of_the_paper_and_no_type_under_the_smallest(
    slides: bytes, math_in_ml: ArgumentMap
) -> None:
    """Read back by pypdf. A slide is 960 x 540 points."""
    pypdf = pytest.importorskip("pypdf")
    reader = pypdf.PdfReader(BytesIO(slides))
    assert len(reader.pages) == len(bound(math_in_ml, "slide", PageSplit.BRANCH).sheets)
    for page in reader.pages:
        assert (float(page.mediabox.width), float(page.mediabox.height)) == (960, 540)
        scale = float(page.get_contents().get_data().split(b"W n\n")[1].split()[0])
        forms = page["/Resources"]["/XObject"]
        texts = re.findall(rb"([\d.]+) 0 0 -[\d.]+ [\d.-]+ [\d.-]+ Tm", forms["/D0"].get_data())
        assert texts
        assert min(map(float, texts)) * scale >= 18 - 0.02


def test_pdf_links_lead_to_the_pages_that_the_notes_name(slides: bytes, math_in_ml: ArgumentMap) -> None:
    pypdf = pytest.importorskip("pypdf")
    reader = pypdf.PdfReader(BytesIO(slides))
    made = bound(math_in_ml, "slide", PageSplit.BRANCH).sheets
    for page, sheet in zip(reader.pages, made, strict=True):
        notes = [note.get_object() for note in page.get("/Annots", ())]
        assert [reader.get_page_number(note["/Dest"][0].get_object()) for note in notes] == [
            number - 1 for _, number in sheet.links()
        ]
        assert all(0 <= float(side) <= 960 for note in notes for side in note["/Rect"])
    assert any("/Annots" in page for page in reader.pages)
    assert [entry.title for entry in reader.outline] == [sheet.title for sheet in made]


@pytest.mark.usefixtures("drawn_anew")
def test_pdf_of_pages_is_the_same_every_time(slides: bytes, math_in_ml: ArgumentMap) -> None:
    assert printed(math_in_ml, "pdf", Medium("slide", "branch"))["map.pdf"] == slides


def test_svg_pages_are_numbered_files_that_link_to_each_other(math_in_ml: ArgumentMap) -> None:
    files = printed(math_in_ml, "svg", Medium("a4", "thesis"), name="out/map")
    assert list(files) == [f"out/map-{n}.svg" for n in range(1, len(files) + 1)]
    links = []
    for content in files.values():
        page = Svg(content)
        here = [(a.get(f"{XLINK}href"), "".join(a.itertext()).strip()) for a in page.root.iter(f"{SVG}a")]
        # An image has no parts that could be links (ARIA: children of img are presentational).
        assert page.root.get("role") == ("graphics-document document" if here else "img")
        links += here
    assert links
    for address, note in links:
        number = re.fullmatch(r"map-(\d+)\.svg", address or "")
        assert number
        assert re.search(rf"\b{number[1]}\b", note)
        assert f"out/{address}" in files


def test_dot_and_png_pages_are_files_too(math_in_ml: ArgumentMap) -> None:
    dots = printed(math_in_ml, "dot", Medium("a3", "branch"))
    pictures = printed(math_in_ml, "png", Medium("a3", "branch"))
    assert [name.partition(".")[0] for name in dots] == [name.partition(".")[0] for name in pictures]
    assert all(content.startswith(b"digraph argmap") for content in dots.values())
    # A3 at 192 dots per inch: 420 mm and 297 mm are 3175 and 2245 pixels.
    sizes = {(int.from_bytes(png[16:20]), int.from_bytes(png[20:24])) for png in pictures.values()}
    assert sizes == {(3175, 2245)}


def test_the_whole_map_on_a_sheet_is_as_large_as_the_paper(math_in_ml: ArgumentMap) -> None:
    """A4 is 297 x 210 mm, 841.89 x 595.28 points."""
    (content,) = printed(math_in_ml, "svg", Medium("a4")).values()
    root = Svg(content).root
    assert (root.get("width"), root.get("height")) == ("841.89pt", "595.28pt")


def test_a_text_too_long_for_a_page_is_an_error_that_says_what_to_do() -> None:
    text = "word " * 2_000
    long = small(theses={"i": "t"})
    claim = long.claims[0].model_copy(update={"text": text, "quotes": ()})
    long = ArgumentMap.model_validate(
        {**long.model_dump(), "claims": [claim.model_dump() | {"implicit": True}]}
    )
    with pytest.raises(ArgmapError, match="'t' does not fit on a slide in type of 18 points; try --paper a3"):
        booklet(long, Medium("slide", "branch"))


def test_pages_have_no_legend_when_none_is_wanted(math_in_ml: ArgumentMap) -> None:
    plain = booklet(math_in_ml, Medium("slide", "branch"), Options(legend=False)).sheets
    explained = bound(math_in_ml, "slide", PageSplit.BRANCH).sheets
    assert len(explained) == len(plain) + 1
    assert explained[-1].title == f"{len(explained)}. How to read the pages"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"paper": "a5"}, "there is no paper 'a5'"),
        ({"pages": "word"}, "there is no way to part a map 'word'"),
        ({"pages": "branch", "poster": True}, "not both"),
        ({"paper": "slide", "poster": True}, "a poster is made of paper"),
    ],
)
def test_what_cannot_be_printed_is_refused(fields: dict[str, object], message: str) -> None:
    with pytest.raises(ArgmapError, match=message):
        Medium(**fields)  # type: ignore[arg-type]


def test_sheets_know_their_formats(math_in_ml: ArgumentMap) -> None:
    with pytest.raises(UnknownName, match="'html'"):
        printed(math_in_ml, "html", Medium("a4", "branch"))
    with pytest.raises(UnknownName, match="'png'"):
        printed(math_in_ml, "png", Medium("a4", poster=True))
