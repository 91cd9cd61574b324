"""Pictures and pages in a made-up language, of maps without a Latin letter: whatever is left in Latin letters no catalogue translates."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml
from hypothesis import given, settings

import argmap.language
from argmap.graph.views import whole
from argmap.language import Language
from argmap.model import ArgumentMap
from argmap.rendering.draw import render
from argmap.rendering.marks import marks
from argmap.rendering.options import Options
from argmap.rendering.page.judging import why_data
from argmap.rendering.page.packing import unpacked
from argmap.rendering.picture.sheets import PaperSheet, texts
from argmap.rendering.printed import Medium, booklet
from argmap.rendering.report.headline import headlines
from argmap.rendering.report.parts import ReportContext
from argmap.rendering.scene import scene
from argmap.storage import load_map
from argmap.study import Study
from tests.pseudo import PSEUDO, greek, pseudo, unsaid, write_catalogue
from tests.rendering.drawn import SVG, Dot
from tests.rendering.test_holders import TEXT
from tests.rendering.test_page_language import MORE, Seen, spoken
from tests.strategies import maps

TAG = re.compile(r"<[^<>]*>")
PLAIN = frozenset({"sense", "chosen", "Esc", "Enter"})
"""Classes of the style sheet beside a fact, and names of keys."""

IDS = re.compile(r"\[[a-z0-9-]+\]")


@pytest.fixture(autouse=True)
def _language(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(argmap.language, "files", lambda _: package(tmp_path_factory))


def package(factory: pytest.TempPathFactory) -> Path:
    made = factory.getbasetemp() / "pseudo"
    if not made.exists():
        write_catalogue(made)
    return made


@pytest.fixture(scope="module")
def town() -> ArgumentMap:
    return greek(yaml.safe_load(TEXT) | yaml.safe_load(MORE))


def options() -> Options:
    return Options(language=PSEUDO, status=True, strength=True)


def shown(svg: bytes) -> Iterator[str]:
    """Yield what an SVG shows or has read out, each element's words together."""
    root = ET.fromstring(svg)
    for name in ("title", "desc"):
        yield from (IDS.sub("", element.text or "") for element in root.iter(f"{SVG}{name}"))
    for group in root.iter(f"{SVG}g"):
        yield " ".join(text.text or "" for text in group.iter(f"{SVG}text"))


def on_sheet(sheet: PaperSheet) -> Iterator[str]:
    yield from (sheet.title, IDS.sub("", sheet.alternative))
    for picture in (sheet.picture, *(label for label, _ in sheet.labels)):
        yield " ".join(run.text for run in texts(picture.layout))


def in_dot(dot: str) -> Iterator[str]:
    read = Dot.of(dot)
    yield read.heading
    for item in (*read.nodes.values(), *read.edges.values()):
        yield from (unescape(TAG.sub(" ", item.get(name) or "")) for name in ("label", "xlabel", "tooltip"))


def test_a_message_in_the_made_up_language_keeps_its_parts_outside_brackets() -> None:
    assert pseudo("chosen by {people}") == "⟦chosen by ⟧{people}"
    assert unsaid("⟦chosen by ⟧all and ⟦so on⟧") == {"all", "and"}


def test_no_text_of_ours_is_left_in_a_picture(town: ArgumentMap) -> None:
    said = list(shown(render(town, "svg", options())))
    assert any("⟦accepted⟧" in text for text in said), "the test reads what it is about"
    assert any("⟦settled: ⟧" in text for text in said)
    assert set().union(*map(unsaid, said)) == set()


@pytest.mark.parametrize(
    "medium", [Medium("slide", "thesis"), Medium("a4", "branch"), Medium("a4", poster=True)], ids=str
)
def test_no_text_of_ours_is_left_on_paper(town: ArgumentMap, medium: Medium) -> None:
    sheets = booklet(town, medium, options()).sheets
    assert len(sheets) > 1
    said = [text for sheet in sheets for text in on_sheet(sheet)]
    assert set().union(*map(unsaid, said)) == set()


def test_no_text_of_ours_is_left_in_the_pictures_of_the_bundled_maps(root: Path) -> None:
    for path in sorted(root.glob("data/*/map.yaml")):
        bundled = greek(load_map(path.parent).to_dict())
        said = list(in_dot(render(bundled, "dot", options()).decode()))
        assert any("⟦issue⟧" in text.lower() for text in said)
        assert set().union(*map(unsaid, said)) == set(), path


def in_page(html: str) -> Iterator[str]:
    """Yield what a page says in its HTML and in the data of its cards, without what experiments say."""
    page = Seen(html)
    yield from page.texts
    data = unpacked(json.loads(page.data))
    yield from spoken({**data, "words": {}})
    yield from (words for _, words, *_ in data["why"].values())
    for card in (*data["cards"]["issues"].values(), *data["cards"]["nodes"].values()):
        yield card.get("headline", "")
        yield from card.get("measured", {}).get("verdicts", ())


def test_no_text_of_ours_is_left_in_a_page(town: ArgumentMap, root: Path) -> None:
    several = [town, greek(load_map(root / "data" / "car-free-centre").to_dict())]
    for map in several:
        said = list(in_page(render(map, "html", options()).decode()))
        assert any("⟦is accepted⟧" in text for text in said), "the reasons are read"
        assert any("⟦By reasons and stances, ⟧" in text for text in said), "the paragraphs are read"
        assert set().union(*(unsaid(text, PLAIN) for text in said)) == set()


def test_every_sentence_about_a_label_can_be_said_in_another_language() -> None:
    """Random maps reach the grounds that no bundled map has."""

    @given(maps())
    @settings(max_examples=30)
    def check(map: ArgumentMap) -> None:
        with_greek = greek(map.to_dict())
        study = Study(with_greek)
        shown = replace(scene(whole(with_greek), marks(with_greek, study=study)), language=Language(PSEUDO))
        said = [words for _, words, *_ in why_data(shown, study).values()]
        said += [headline.text for headline in headlines(ReportContext(shown, study))]
        assert set().union(*(unsaid(text) for text in said)) == set()

    check()
