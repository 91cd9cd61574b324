"""A deck for Anki: a card for each exercise, that another import updates and does not double.

Source:
    Anki manual, "Importing"; the package is written by genanki.
"""

from __future__ import annotations

import tempfile
from hashlib import sha256
from html import escape
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from argmap.errors import MissingExtra
from argmap.teach.exports.markdown_set import TASKS
from argmap.teach.exports.package import zipped
from argmap.teach.exports.plain import flat_items, line, origin
from argmap.teach.exports.table import answers_and_key
from argmap.teach.item import ExerciseSet, Item
from argmap.teach.language import Language

MODEL = 1_704_230_611
"""Id of the note type; decks of all maps share it."""

FIELDS = ("Question", "Answers", "Key", "Why", "Origin")
FRONT = "<p>{{Question}}</p>{{Answers}}"
BACK = "{{FrontSide}}<hr id=answer><p><b>{{Key}}</b></p><p>{{Why}}</p><p class=origin>{{Origin}}</p>"
STYLE = ".card{font:20px/1.4 sans-serif;text-align:left}.origin{font-size:11px;color:gray}"


def write(exercises: ExerciseSet) -> bytes:
    """Return the deck (.apkg). A note is known again by the map and the exercise, whatever the seed of the set.

    Raises:
        MissingExtra: genanki is not installed.
    """
    try:
        import genanki
    except ImportError as error:
        raise MissingExtra("writing an Anki deck", "anki") from error
    fields = [{"name": name} for name in FIELDS]
    template = {"name": "Card", "qfmt": FRONT, "afmt": BACK}
    model = genanki.Model(MODEL, "argmap", fields=fields, templates=[template], css=STYLE)
    deck = genanki.Deck(_number(exercises.map), f"argmap::{line(exercises.title).replace('::', ': ')}")
    for item in flat_items(exercises.items):
        guid = genanki.guid_for("argmap", exercises.map, item.kind, item.id)
        tags = [item.kind, item.skill.value, item.level.value]
        deck.add_note(genanki.Note(model, list(_fields(item, exercises.language)), guid=guid, tags=tags))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deck.apkg"
        genanki.Package(deck).write_to_file(str(path), timestamp=0)
        return _timeless(path.read_bytes())


def _fields(item: Item, language: str) -> tuple[str, ...]:
    answers, key = answers_and_key(item)
    task = f" <i>{_told(Language(language).say(TASKS[item.form]))}</i>" if item.form in TASKS else ""
    listed = f"<ol>{''.join(f'<li>{_told(answer)}</li>' for answer in answers)}</ol>" if answers else ""
    lefts = f"<ul>{''.join(f'<li>{_told(left)}</li>' for left, _ in item.pairs)}</ul>" if item.pairs else ""
    why = " ".join([*(option.feedback for option in item.options if option.right), item.feedback])
    return f"{_told(item.prompt)}{task}", lefts + listed, _told(key), _told(why), _told(origin(item))


def _told(text: str) -> str:
    """Return a text as Anki shows it: no HTML, no sound, no formula, no field."""
    escaped = escape(line(text))
    for sign in "[]{}\\":
        escaped = escaped.replace(sign, f"&#{ord(sign)};")
    return escaped


def _number(name: str) -> int:
    """Return an id for a deck: the same for the same map, and in the range that Anki's own are in."""
    return (1 << 30) + int.from_bytes(sha256(f"argmap/{name}".encode()).digest()[:4], "big") % (1 << 30)


def _timeless(package: bytes) -> bytes:
    with ZipFile(BytesIO(package)) as archive:
        return zipped({name: archive.read(name) for name in sorted(archive.namelist())})
