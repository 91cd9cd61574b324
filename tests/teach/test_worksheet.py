"""Worksheets can be read, have room to write, and their map hides what stands beside it; PDF is measured by pdfminer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

import argmap
from argmap.errors import MissingExtra
from argmap.graph.views import whole
from argmap.language import Language
from argmap.model import ArgumentMap
from argmap.teach.make import EXERCISES, make
from argmap.teach.materials.holes import Hole
from argmap.teach.materials.mapsheets import LEAST
from argmap.teach.materials.paper import pdfs
from argmap.teach.materials.worksheet import PAPERS, Sheet, worksheet
from argmap.teach.protocol import MapPart

DATA = Path(__file__).parent.parent.parent / "data"
BUNDLED = ["car-free-centre", "io-js-core", "math-in-ml", "typing-for-a-team"]


@pytest.fixture(scope="module", params=BUNDLED)
def map(request: pytest.FixtureRequest) -> ArgumentMap:
    return argmap.load(DATA / request.param)


def letters(found: Any) -> Iterator[Any]:
    """Yield the letters of a page as pdfminer sees them."""
    layout = pytest.importorskip("pdfminer.layout")
    if isinstance(found, layout.LTChar):
        yield found
    elif isinstance(found, Iterable):
        for below in found:
            yield from letters(below)


def sizes(document: bytes) -> Iterator[float]:
    """Yield the size in points of every letter of a PDF, as it is on paper."""
    high = pytest.importorskip("pdfminer.high_level")
    for page in high.extract_pages(BytesIO(document)):
        for letter in letters(page):
            if letter.get_text().strip():
                assert 0 <= letter.x0 <= letter.x1 <= page.width, "it is printed beside the paper"
                assert 0 <= letter.y0 <= letter.y1 <= page.height
                yield letter.size


@pytest.mark.parametrize("name", ["car-free-centre", "math-in-ml"])
def test_no_letter_of_a_worksheet_is_smaller_than_eight_points(name: str) -> None:
    map = argmap.load(DATA / name)
    made = worksheet(whole(map), Sheet(language=Language("de")))
    # What goes with a sheet is printed of the smaller one, since a page takes a second.
    beside = (made.before, made.key) if map.id == "math-in-ml" else ()
    documents = [page for page in (made.sheet, *beside) if page]
    try:
        printed = list(pdfs(documents))
    except MissingExtra:
        pytest.skip("there is no WeasyPrint or no Pango")
    assert all(min(sizes(document)) >= LEAST - 0.01 for document in printed)


@pytest.mark.parametrize("paper", PAPERS)
def test_every_sheet_has_maps_on_paper_of_its_size(paper: str) -> None:
    page = worksheet(whole(argmap.load(DATA / "car-free-centre")), Sheet(paper=paper)).sheet
    assert f"size:{PAPERS[paper]} landscape" in page
    assert page.count("<svg") == page.count('<div class="map">') > 1


@pytest.fixture(scope="module")
def page(map: ArgumentMap) -> str:
    return worksheet(whole(map), Sheet(count=20)).sheet


def test_there_are_two_lines_to_write_each_missing_premise_on(map: ArgumentMap, page: str) -> None:
    missing = sum(claim.implicit for claim in map.claims)
    assert page.count("<li><div></div><div></div></li>") == missing > 0


def test_a_map_hides_what_the_questions_beside_it_ask(map: ArgumentMap, page: str) -> None:
    """The maps have concessions, common ground and outcomes, which the questions about people ask."""
    asked = [item for item in make(map, count=200).items if item.prompt in page]
    hidden = {part for item in asked for part in EXERCISES.load(item.kind).hides}
    assert MapPart.EVERYTHING not in hidden
    if MapPart.PEOPLE not in hidden:
        # Of io-js-core no question about who holds what is among the twenty, so that its map may show it.
        assert map.id == "io-js-core"
        return
    drawn = page[page.index("<svg") : page.rindex("</svg>")]
    assert map.thread is not None
    assert not [person.name for person in map.thread.participants if f"{person.name} #" in drawn]
    assert not [
        word for word in ("concedes", "accepted by", "Held by", "settled", "chosen by") if word in drawn
    ]


def test_what_the_map_would_answer_is_asked_before_it_is_handed_out(map: ArgumentMap) -> None:
    made = worksheet(whole(map), Sheet(hole=Hole.SIGNS))
    for item in make(map, count=200).items:
        if MapPart.EVERYTHING in EXERCISES.load(item.kind).hides:
            assert f"</b> {item.prompt}" not in made.sheet
    assert "<svg" not in made.before
    assert map.thread is not None
    assert "The posts" in made.before
