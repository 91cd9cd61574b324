"""The list of maps and the frame of `argmap serve` are in the language of the maps: shown by a made-up language."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

import argmap.language
from argmap.project.fault import Fault
from argmap.project.gallery import Entry, GalleryCard, gallery
from argmap.project.site import Served, Site
from argmap.project.site_pages import site_pages
from argmap.rendering.page.words import script_messages
from tests.pseudo import PSEUDO, unsaid, write_catalogue

FAULTS = (Fault("", "1"), Fault("", "2"))
CARD = GalleryCard(id="m", title="Ω", questions=("Ω?",), posts=1, theses=2, claims=3, examples=1)
TEXT = re.compile(r"<(style|script|code)\b.*?</\1>|<[^>]*>", re.DOTALL)
SPOKEN = re.compile(r' (?:title|aria-label|alt)="([^"]*)"')


def shown(page: str) -> str:
    return unescape(TEXT.sub(" ", page) + " ".join(SPOKEN.findall(page)))


@pytest.fixture
def _made_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_catalogue(tmp_path)
    monkeypatch.setattr(argmap.language, "files", lambda _: tmp_path)


@pytest.mark.usefixtures("_made_up")
@pytest.mark.parametrize("maps", [1, 3])
@pytest.mark.parametrize("faults", [(), FAULTS[:1], FAULTS])
@pytest.mark.parametrize("page", [b"", b"page"])
def test_no_text_of_ours_is_left_around_the_maps(maps: int, faults: tuple[Fault, ...], page: bytes) -> None:
    card = CARD.model_copy(update={"language": PSEUDO})
    served = [Served(str(n), card.model_copy(update={"id": str(n)}), page) for n in range(maps)]
    served[0] = replace(served[0], faults=faults)
    pages = site_pages(Site({Path(each.address): each for each in served})).content
    read = [path for path in pages if path == "/" or (path.endswith(".html") and pages[path] != page)]
    assert len(read) > maps
    for path in read:
        assert unsaid(shown(pages[path].decode())) == set(), path
    assert f'<html lang="{PSEUDO}">' in pages["/"].decode()
    assert "⟦Argument maps⟧" in pages["/"].decode()


@pytest.mark.usefixtures("_made_up")
def test_the_scripts_of_the_frame_say_their_words_in_its_language() -> None:
    card = CARD.model_copy(update={"language": PSEUDO})
    pages = site_pages(Site({Path("m"): Served("m", card, b"page")})).content
    said = set(script_messages([pages["/shell.js"].decode()]))
    assert {"Hide", "Show", "No faults."} <= said
    for path, script in (("/m/map.html", "/shell.js"), ("/", "/index.js")):
        (given,) = re.findall(r'data-words="([^"]*)"', pages[path].decode())
        words = json.loads(unescape(given))
        assert {message: words[message] for message in script_messages([pages[script].decode()])} == {
            message: f"⟦{message}⟧" for message in script_messages([pages[script].decode()])
        }


def test_a_list_of_german_maps_is_german_and_a_mixed_one_english_with_each_title_in_its_language() -> None:
    german = CARD.model_copy(update={"language": "de-AT"})
    alone = gallery([Entry(german)])
    assert '<html lang="de">' in alone
    assert "1 Beitrag, 2 Thesen, 3 Aussagen und 1 Beispiel" in alone
    mixed = gallery([Entry(german), Entry(CARD.model_copy(update={"id": "n"}))])
    assert '<html lang="en">' in mixed
    assert '<h2 lang="de-AT">' in mixed
    assert "<h2>" in mixed
    assert "1 post, 2 theses, 3 claims and 1 example" in mixed
