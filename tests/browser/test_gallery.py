"""The list of maps in a browser: found by words, by language, in another order, and linked to as it is shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from argmap.project.gallery import Entry, GalleryCard, gallery


@pytest.fixture
def page_file(tmp_path: Path) -> Path:
    cards = [
        GalleryCard(id="a", title="Trains", questions=("Are they late?",), posts=3, claims=40),
        GalleryCard(id="b", title="Ärger", questions=("Warum?",), posts=9, claims=10, language="de"),
        GalleryCard(id="c", title="<b>Buses</b>", questions=("Are they full?",), posts=6, claims=20),
    ]
    path = tmp_path / "index.html"
    path.write_text(gallery([Entry(card, has_picture=False) for card in cards]), "utf-8")
    return path


def titles(page: Any) -> list[str]:
    return [each.inner_text() for each in page.locator("h2").all() if each.is_visible()]


def test_maps_are_found_by_words_without_accents_and_by_language(
    opened: Callable[..., Any], page_file: Path
) -> None:
    page = opened(page_file)
    page.get_by_label("Find").fill("ARE they")
    assert titles(page) == ["Trains", "<b>Buses</b>"]
    assert page.locator("output").inner_text() == "2 of 3 maps"
    page.get_by_label("Find").fill("arger")
    assert titles(page) == ["Ärger"]
    page.get_by_label("Find").fill("")
    page.get_by_label("Language").select_option("de")
    assert titles(page) == ["Ärger"]


def test_the_order_and_the_words_are_in_the_address(opened: Callable[..., Any], page_file: Path) -> None:
    page = opened(page_file)
    page.get_by_label("Order").select_option("claims")
    assert titles(page) == ["Trains", "<b>Buses</b>", "Ärger"]
    page.get_by_label("Find").fill("they")
    again = opened(page_file, page.evaluate("location.hash"))
    assert titles(again) == ["Trains", "<b>Buses</b>"]
    assert again.get_by_label("Order").input_value() == "claims"


def test_without_scripts_all_maps_are_there(opened: Callable[..., Any], page_file: Path) -> None:
    page = opened(page_file, java_script_enabled=False)
    assert len(titles(page)) == 3
    assert not page.locator("#filter").is_visible()
