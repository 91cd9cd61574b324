"""A deck for Anki: one card for each exercise; importing it again updates the cards and does not double them.

Source:
    Anki manual, "Importing"; the package is written by genanki.
"""

from __future__ import annotations

import tempfile
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from markupsafe import Markup

from argmap.errors import MissingExtra
from argmap.language import Language
from argmap.rendering.escape import html
from argmap.teach.item import ExerciseSet
from argmap.teach.plain import PlainQuestion, flat_items, line, origin, plain_questions, zipped
from argmap.teach.templating import filled, style

MODEL = 1_704_230_611
"""Id of the note type; decks of all maps share it."""

FRONT = "<p>{{Question}}</p>{{Answers}}"
BACK = "{{FrontSide}}<hr id=answer><p><b>{{Key}}</b></p><p>{{Why}}</p><p class=origin>{{Origin}}</p>"
FIELDS = ("Question", "Answers", "Key", "Why", "Origin")

SIGNS = {ord(sign): f"&#{ord(sign)};" for sign in "[]{}\\"}
"""What Anki reads as a sound, a formula or a field."""


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
    model = genanki.Model(MODEL, "argmap", fields=fields, templates=[template], css=str(style("anki.css")))
    deck = genanki.Deck(_number(exercises.map), f"argmap::{line(exercises.title).replace('::', ': ')}")
    for question in plain_questions(flat_items(exercises.items), Language(exercises.language)):
        item = question.item
        guid = genanki.guid_for("argmap", exercises.map, item.kind, item.id)
        tags = [item.kind, item.skill.value, item.level.value]
        deck.add_note(genanki.Note(model, _fields(question), guid=guid, tags=tags))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deck.apkg"
        genanki.Package(deck).write_to_file(str(path), timestamp=0)
        return _timeless(path.read_bytes())


def _fields(question: PlainQuestion) -> list[str]:
    item = question.item
    rights = [option.feedback for option in item.options if option.right]
    shown = [
        filled(f"anki_{name}.html.j2", _anki_text, question=question) for name in ("question", "answers")
    ]
    texts = (question.key, " ".join([*rights, item.feedback]), origin(item))
    return [*(field.strip() for field in shown), *(_anki_text(text) for text in texts)]


def _anki_text(value: Any) -> Markup:
    """Return a text as Anki shows it: no HTML, no sound, no formula, no field."""
    return Markup(html(line(str(value))).translate(SIGNS))  # noqa: S704 (escaped here)


def _number(name: str) -> int:
    """Return an id for a deck: the same for the same map, and in the range that Anki's own are in."""
    return (1 << 30) + int.from_bytes(sha256(f"argmap/{name}".encode()).digest()[:4], "big") % (1 << 30)


def _timeless(package: bytes) -> bytes:
    with ZipFile(BytesIO(package)) as archive:
        return zipped({name: archive.read(name) for name in sorted(archive.namelist())})
