"""Decks for Anki as SQLite reads them; test_anki.py reads them with Anki's own library."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from html import unescape
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from argmap.model import ArgumentMap
from argmap.teach.exports import FORMATS
from argmap.teach.item import ExerciseSet, Form
from argmap.teach.make import make
from tests.teach.test_exports import TEXTS, exercise_set, flat


def notes(package: bytes, folder: Path) -> list[tuple[str, str]]:
    """Return guid and fields of every note of a deck, as SQLite reads them."""
    with ZipFile(BytesIO(package)) as archive:
        path = Path(archive.extract("collection.anki2", folder))
    with closing(sqlite3.connect(path)) as database:
        return list(database.execute("select guid, flds from notes order by id"))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_hostile_texts_survive_in_an_anki_deck_and_are_neither_markup_nor_fields(
    text: str, tmp_path: Path
) -> None:
    pytest.importorskip("genanki")
    cards = notes(FORMATS.load("anki")(exercise_set(text)), tmp_path)
    assert len(cards) == len(Form)
    for _, fields in cards:
        question, answers, key, why, _, _ = fields.split("\x1f")
        bare = re.sub(r"</?(i|ol|ul|li)>", "", question + answers + key + why)
        assert not re.search(r"[<>\[\]{}\\]", bare)
    assert flat(text) in {unescape(fields.split("\x1f")[0]) for _, fields in cards}


def test_a_deck_is_the_same_bytes_and_its_notes_are_known_again(
    math_in_ml: ArgumentMap, tmp_path: Path
) -> None:
    pytest.importorskip("genanki")
    one, two = make(math_in_ml, count=30, seed=1), make(math_in_ml, count=30, seed=2)
    assert FORMATS.load("anki")(one) == FORMATS.load("anki")(one)
    first, second = (dict(notes(FORMATS.load("anki")(made), tmp_path)) for made in (one, two))

    def known(made: ExerciseSet) -> set[tuple[str, ...]]:
        return {(item.id, *sorted({o.text for o in item.options}), *item.right_sides) for item in made.items}

    both = known(one) & known(two)
    assert len(first.keys() & second.keys()) == len(both) > 0
