"""Decks in Anki itself: its own library imports them, shows and answers the cards, and checks its database."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from argmap.language import Language
from argmap.model import ArgumentMap
from argmap.storage.load import load_map
from argmap.teach.exports import FORMATS, RENEWALS
from argmap.teach.item import ExerciseSet
from argmap.teach.make import make
from tests.teach.test_exports import TEXTS, exercise_set

pytest.importorskip("genanki", reason="genanki is not installed (pip install 'argmap[anki]')")
anki = pytest.importorskip("anki.collection", reason="Anki's library is not installed (pip install anki)")

Importer = Callable[..., Any]


@pytest.fixture(scope="module")
def map(root: Path) -> ArgumentMap:
    return load_map(root / "data" / "car-free-centre")


@pytest.fixture(scope="module")
def english(map: ArgumentMap) -> ExerciseSet:
    return make(map, count=15)


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Any]:
    """A collection that has a note of its own already."""
    opened = anki.Collection(str(tmp_path / "collection.anki2"))
    note = opened.new_note(opened.models.by_name("Basic"))
    note["Front"], note["Back"] = "own", "note"
    opened.add_note(note, 1)
    yield opened
    opened.close()


@pytest.fixture
def put(collection: Any, tmp_path: Path) -> Importer:
    """Return what imports a deck, and returns how many notes are new, updated and the same."""

    def import_deck(deck: bytes, **options: Any) -> tuple[int, int, int]:
        path = tmp_path / "deck.apkg"
        path.write_bytes(deck)
        request = anki.ImportAnkiPackageRequest(
            package_path=str(path), options=anki.ImportAnkiPackageOptions(**options)
        )
        log = collection.import_anki_package(request).log
        assert not log.conflicting
        assert not log.first_field_match
        return len(log.new), len(log.updated), len(log.duplicate)

    return import_deck


def deck(exercises: ExerciseSet) -> bytes:
    made: bytes = FORMATS.load("anki")(exercises)
    return made


def corrected(exercises: ExerciseSet) -> ExerciseSet:
    items = tuple(replace(item, feedback=f"{item.feedback} Corrected.") for item in exercises.items)
    return replace(exercises, items=items)


def studied(collection: Any, name: str) -> list[str]:
    """Answer all cards of a deck that are due, and return what they showed."""
    [found] = [one for one in collection.decks.all_names_and_ids() if one.name == name]
    collection.decks.select(found.id)
    shown = []
    while (card := collection.sched.getCard()) is not None:
        shown.append(card.question() + card.answer())
        card.start_timer()
        collection.sched.answerCard(card, 4)
    return shown


def test_a_deck_can_be_imported_and_studied_and_leaves_the_database_sound(
    collection: Any, put: Importer, english: ExerciseSet
) -> None:
    """The case: the first note had the id 0, so that studying failed and checking the database crashed."""
    assert put(deck(english)) == (15, 0, 0)
    shown = studied(collection, f"argmap::{english.title}")
    assert len(shown) == 15
    assert not any("{{" in text for text in shown)
    assert sum("<strong>" in text for text in shown) > 7, "the posts travel, with their words marked"
    problems, ok = collection.fix_integrity()
    assert ok, problems
    assert problems == "Database rebuilt and optimized."
    assert collection.note_count() == 16


def test_another_language_is_other_notes_in_a_deck_of_its_own(
    collection: Any, put: Importer, map: ArgumentMap, english: ExerciseSet
) -> None:
    german = make(map, count=15, language=Language("de"))
    assert put(deck(english)) == (15, 0, 0)
    assert put(deck(german)) == (15, 0, 0)
    names = {one.name for one in collection.decks.all_names_and_ids()}
    assert {f"argmap::{map.title}", f"argmap::{map.title} (de)"} <= names
    shown = studied(collection, f"argmap::{map.title} (de)")
    assert any("Beitrag" in text for text in shown)


def test_a_changed_deck_updates_its_notes_and_doubles_none(
    collection: Any, put: Importer, english: ExerciseSet
) -> None:
    before = deck(english)
    assert put(before) == (15, 0, 0)
    assert put(before) == (0, 0, 15), "the same deck changes nothing"
    after = RENEWALS.load("anki")(deck(corrected(english)), before)
    assert put(after) == (0, 15, 0), "with Anki's defaults: a note that is newer"
    assert len(collection.find_notes("Why:*Corrected*")) == 15
    again = RENEWALS.load("anki")(deck(english), after)
    assert put(again) == (0, 15, 0), "back as well"
    assert collection.note_count() == 16


def test_a_changed_deck_that_does_not_know_the_earlier_one_updates_too_when_anki_is_told_to(
    put: Importer, english: ExerciseSet
) -> None:
    assert put(deck(english)) == (15, 0, 0)
    always = anki.ImportAnkiPackageOptions.DESCRIPTOR.fields_by_name["update_notes"].enum_type
    update = always.values_by_name["IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_ALWAYS"].number
    assert put(deck(corrected(english)), update_notes=update) == (0, 15, 0)


def test_only_what_changed_is_newer_and_a_file_that_is_no_deck_changes_nothing(english: ExerciseSet) -> None:
    before = deck(english)
    renewed = RENEWALS.load("anki")
    one = replace(english, items=(*english.items[:-1], *corrected(english).items[-1:]))
    after = renewed(deck(one), before)
    moved = {guid for guid, time in times(after).items() if time != times(before)[guid]}
    assert len(moved) == 1
    assert renewed(deck(one), after) == after, "the same over the same is the same"
    for nothing in (b"", b"PK", b"no deck", zipped_text()):
        assert renewed(before, nothing) == before


def zipped_text() -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("collection.anki2", "no database")
    return out.getvalue()


def times(package: bytes) -> dict[str, int]:
    return {guid: mod for _, guid, mod in rows(package)}


def rows(package: bytes) -> list[tuple[int, str, int]]:
    with ZipFile(BytesIO(package)) as archive, closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(archive.read("collection.anki2"))
        return list(database.execute("select id, guid, mod from notes"))


def test_ids_and_times_are_those_of_notes_and_not_of_the_clock(english: ExerciseSet) -> None:
    """Ids are milliseconds and times seconds since 1970 (Anki's schema); 2024 is 1704067200 to 1735603200."""
    found = rows(deck(english))
    assert all(1_704_067_200 <= number / 1000 < 1_735_603_200 for number, _, _ in found)
    assert all(1_704_067_200 <= time < 1_735_603_200 for _, _, time in found)
    assert len({number for number, _, _ in found}) == len(found)
    other = rows(deck(replace(english, items=english.items[::-1])))
    assert sorted(other) == sorted(found), "whatever else is in the deck"


def test_other_answers_are_another_note(english: ExerciseSet) -> None:
    item = next(item for item in english.items if len(item.options) > 2)
    fewer = replace(item, options=tuple(o for o in item.options if o.right) + item.options[:1])
    two = [rows(deck(replace(english, items=(one,))))[0][1] for one in (item, fewer)]
    assert two[0] != two[1]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_anki_shows_hostile_texts_as_text(collection: Any, put: Importer, text: str) -> None:
    put(deck(exercise_set(text)))
    for number in collection.find_cards("deck:argmap::*"):
        card = collection.get_card(number)
        shown = re.sub(r"<(style)>.*?</\1>", "", card.question() + card.answer(), flags=re.DOTALL)
        assert not re.search(r"<(?!/?(p|ul|ol|li|i|b|hr|div|em|strong|br|a)\b)", shown)
        assert "[sound:" not in shown
        assert "[anki:" not in shown
    assert collection.fix_integrity()[1]
