"""A made-up language, and maps without a Latin letter: together they show every text of ours that no catalogue translates.

In the language every piece of a message stands in ⟦brackets⟧; of a map, all words are in Greek letters. So Latin letters
outside brackets are a sentence that a third language could not say. It is called pseudo-localisation.
"""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages import Catalog
from babel.messages.mofile import write_mo

from argmap.model import ArgumentMap
from argmap.storage.load import load_map
from tools.catalogues import code_messages, data_messages

PSEUDO = "qps"
"""The code of the language: one that ISO 639-2 keeps for private use."""

GREEK = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "αβψδεφγηιξκλμνοπϊρστθωυχζςΑΒΨΔΕΦΓΗΙΞΚΛΜΝΟΠΪΡΣΤΘΩΥΧΖΪ",
)
WORDS = {
    *(
        "text",
        "question",
        "title",
        "name",
        "label",
        "exact",
        "prefix",
        "suffix",
        "term",
        "sense",
        "note",
        "why",
        "if",
        "by",
    ),
}
"""Fields that hold words of a map or a thread."""

PART = re.compile(r"(\{[a-z_]*\})")
ID = re.compile(r"[a-z0-9-]+")
BRACKETS = re.compile(r"⟦[^⟦⟧]*⟧")
LATIN = re.compile(r"[A-Za-z]{2,}")


def pseudo(message: str) -> str:
    """Return a message in the made-up language: its parts stay outside brackets, so that nothing hides in them.

    >>> pseudo("chosen by {people}")
    '⟦chosen by ⟧{people}'
    """
    return "".join(piece if PART.fullmatch(piece) else f"⟦{piece}⟧" for piece in PART.split(message) if piece)


@cache
def compiled_catalogue() -> bytes:
    """Return the catalogue of the language, as gettext reads it."""
    catalogue = Catalog(locale=None)
    for message in dict.fromkeys([*code_messages(), *data_messages()]):
        catalogue.add(message, pseudo(message))
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def write_catalogue(package: Path) -> None:
    """Write the catalogue of the language into a folder that stands for the package."""
    folder = package / "locale" / PSEUDO / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "argmap.mo").write_bytes(compiled_catalogue())


def in_greek(value: Any, key: str = "") -> Any:
    """Return the data of a map with all of its words in Greek letters."""
    if isinstance(value, dict):
        # The question of an issue is words, though one word looks like the id that the question of a relation is.
        issue = (
            {"question": value["question"].translate(GREEK)}
            if "premises" not in value and "question" in value
            else {}
        )
        return {name: in_greek(part, name) for name, part in value.items()} | issue
    if isinstance(value, list):
        return [in_greek(part, key) for part in value]
    if key == "url":
        return "https://1.2/3"
    if not isinstance(value, str):
        return value
    # A condition is a claim's id or words, and so is a question; annotators are names, those who choose have ids.
    if key in {"if", "question", "by"} and ID.fullmatch(value):
        return value
    return value.translate(GREEK) if key in WORDS else value


def greek(data: dict[str, Any]) -> ArgumentMap:
    """Return the map of some data, in Greek letters and said to be Greek."""
    translated = in_greek(data)
    own = [
        who.translate(GREEK) if isinstance(who, str) else in_greek(who) for who in data.get("annotators", ())
    ]
    return load_map(translated | {"language": "el", "annotators": own})


def unsaid(text: str, known: frozenset[str] = frozenset()) -> set[str]:
    """Return the words in Latin letters outside brackets, without the known ones (ids, names of fields)."""
    folded = " ".join(text.split())
    return set(LATIN.findall(BRACKETS.sub(" ", folded))) - known
