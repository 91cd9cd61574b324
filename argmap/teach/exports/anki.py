"""A deck for Anki: one card for each exercise; importing a later deck updates the cards and does not double them.

Source:
    Anki manual, "Importing" and "Packaged decks"; the package is written by genanki.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from hashlib import sha256
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from markupsafe import Markup

from argmap.errors import MissingExtra
from argmap.language import Language
from argmap.rendering.escape import html
from argmap.teach.carried import carried, posts_html
from argmap.teach.item import ExerciseSet
from argmap.teach.plain import PlainQuestion, flat_items, line, origin, plain_questions, zipped
from argmap.teach.templating import filled, style

MODEL = 1_704_230_612
"""Id of the note type; decks of all maps share it. Another set of fields needs another id, or Anki refuses the notes."""

FRONT = "<p>{{Question}}</p>{{Answers}}{{#Posts}}<hr><div class=posts>{{Posts}}</div>{{/Posts}}"
BACK = "{{FrontSide}}<hr id=answer><p><b>{{Key}}</b></p><p>{{Why}}</p><p class=origin>{{Origin}}</p>"
FIELDS = ("Question", "Answers", "Key", "Why", "Origin", "Posts")

SIGNS = {ord(sign): f"&#{ord(sign)};" for sign in "[]{}\\"}
"""What Anki reads as a sound, a formula or a field."""

FIRST_SECOND = 1_704_067_200
"""1 January 2024: ids and times of notes are in the year that follows. Anki repairs an id of 0 or of the future by a new one."""

YEAR = 31_536_000
"""Seconds."""


def write(exercises: ExerciseSet) -> bytes:
    """Return the deck (.apkg).

    A note is known again by the map, the language, the exercise and its answers, whatever the seed of the set. Its time is made
    from what it says, so that it is another one when the note says something else; see `renewed` for one that is later.

    Raises:
        MissingExtra: genanki is not installed.
    """
    try:
        import genanki
    except ImportError as error:
        raise MissingExtra("writing an Anki deck", "anki") from error

    class TimedNote(genanki.Note):  # type: ignore[misc] # genanki has no types
        """A note whose id and time are its own; genanki counts from the time of the package."""

        def write_to_db(self, cursor: Any, timestamp: float, deck_id: int, id_gen: Iterator[int]) -> None:  # noqa: ARG002
            super().write_to_db(cursor, _time(self.fields), deck_id, count(self.number))

    class QuickPackage(genanki.Package):  # type: ignore[misc] # genanki has no types
        """A package whose database does not wait for the disk at each step: it is a temporary file, read once and let go."""

        def write_to_db(self, cursor: Any, timestamp: float, id_gen: Iterator[int]) -> None:
            cursor.execute("PRAGMA synchronous = OFF")
            super().write_to_db(cursor, timestamp, id_gen)

    fields = [{"name": name} for name in FIELDS]
    template = {"name": "Card", "qfmt": FRONT, "afmt": BACK}
    model = genanki.Model(MODEL, "argmap", fields=fields, templates=[template], css=str(style("anki.css")))
    name = f"argmap::{line(exercises.title).replace('::', ': ')}"
    if exercises.language != "en":
        name += f" ({exercises.language})"
    deck = genanki.Deck((1 << 30) + _hash((exercises.map, exercises.language)) % (1 << 30), name)
    questions = plain_questions(flat_items(exercises.items), Language(exercises.language))
    guids = [_guid(exercises, question) for question in questions]
    for question, guid, number in zip(questions, guids, _numbers(guids), strict=True):
        item = question.item
        tags = [item.kind, item.skill.value, item.level.value]
        note = TimedNote(model, _fields(exercises, question), guid=guid, tags=tags)
        note.number = number
        deck.add_note(note)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deck.apkg"
        QuickPackage(deck).write_to_file(str(path), timestamp=FIRST_SECOND)
        return _timeless(path.read_bytes())


def renewed(package: bytes, earlier: bytes) -> bytes:
    """Return a deck in which what changed since an earlier deck is later than it was, so that Anki takes it for newer.

    Args:
        package: the deck of today.
        earlier: the file that it replaces; where it is no deck, nothing is changed.
    """
    with tempfile.TemporaryDirectory() as folder:
        before = _times(earlier, Path(folder))
        if not before:
            return package
        path = _database(package, Path(folder))
        with closing(sqlite3.connect(path)) as database:
            database.execute("PRAGMA synchronous = OFF")
            for number, guid, fields, time in database.execute(
                "select id, guid, flds, mod from notes"
            ).fetchall():
                was, text = before.get(guid, (time, fields))
                now = was if text == fields else was + 1
                database.execute("update notes set mod = ? where id = ?", (now, number))
            database.commit()
        return _timeless(package, {path.name: path.read_bytes()})


def _times(package: bytes, folder: Path) -> dict[str, tuple[int, str]]:
    """Return time and fields of each note of a deck of ours by its guid."""
    try:
        with closing(sqlite3.connect(_database(package, folder))) as database:
            stored = database.execute("select guid, mod, flds from notes where mid = ?", (MODEL,)).fetchall()
    except (BadZipFile, KeyError, sqlite3.Error):
        return {}
    return {guid: (time, fields) for guid, time, fields in stored}


def _database(package: bytes, folder: Path) -> Path:
    with ZipFile(BytesIO(package)) as archive:
        return Path(archive.extract("collection.anki2", folder))


def _fields(exercises: ExerciseSet, question: PlainQuestion) -> list[str]:
    item = question.item
    rights = [option.feedback for option in item.options if option.right]
    shown = [
        filled(f"anki_{name}.html.j2", _anki_text, question=question) for name in ("question", "answers")
    ]
    texts = (question.key, " ".join([*rights, item.feedback]), origin(item))
    posts = posts_html(carried(exercises, item), lambda text: html(text).translate(SIGNS))
    return [*(field.strip() for field in shown), *(_anki_text(text) for text in texts), posts]


def _guid(exercises: ExerciseSet, question: PlainQuestion) -> str:
    item = question.item
    answers = sorted({*(option.text for option in item.options), *item.right_sides, *item.order})
    return f"argmap-{_hash((exercises.map, exercises.language, item.kind, item.id, *answers)):016x}"


def _numbers(guids: Iterable[str]) -> Iterator[int]:
    """Yield an id for each note, in milliseconds as Anki's are: the same for the same note, and no two alike."""
    taken: set[int] = set()
    for guid in guids:
        number = FIRST_SECOND * 1000 + _hash((guid,)) % (YEAR * 1000)
        while number in taken:
            number += 1
        taken.add(number)
        yield number


def _time(fields: Iterable[str]) -> int:
    return FIRST_SECOND + _hash(tuple(fields)) % YEAR


def _hash(parts: tuple[str, ...]) -> int:
    return int.from_bytes(sha256("\x1f".join(parts).encode()).digest()[:8], "big")


def _anki_text(value: Any) -> Markup:
    """Return a text as Anki shows it: no HTML, no sound, no formula, no field."""
    return Markup(html(line(str(value))).translate(SIGNS))  # noqa: S704 (escaped here)


def _timeless(package: bytes, instead: Mapping[str, bytes] | None = None) -> bytes:
    with ZipFile(BytesIO(package)) as archive:
        members = {name: archive.read(name) for name in sorted(archive.namelist())}
    return zipped(members | dict(instead or {}))
