"""Exercise sets in the forms that classrooms use: each is a function from a set to bytes.

A new format is a function in a file of this folder and a row of the table below. One that has no place for every exercise
writes those that fit, and has a function from an exercise to why it does not fit, "" if it does, in `LIMITS`.
"""

from __future__ import annotations

from argmap.registry import Registry

_TABLE = (
    # name, function, and the ending of a file that means this format (one format for each ending)
    ("anki", "anki:write", ".apkg"),
    ("cartridge", "cartridge:write", ".imscc"),
    ("csv", "text:write_csv", ".csv"),
    ("forms", "forms:write", ".gs"),
    ("gift", "gift:write", ".gift"),
    ("h5p", "h5p:write", ".h5p"),
    ("json", "text:write_json", ".json"),
    ("kahoot", "cards:write_kahoot", None),
    ("md", "text:write_markdown", ".md"),
    ("moodle", "moodle:write", ".xml"),
    ("qti", "qti21:write", ".zip"),
    ("qti12", "qti12:write", None),
    ("quizlet", "cards:write_quizlet", None),
)
FORMATS = Registry("format", {name: f"argmap.teach.exports.{function}" for name, function, _ in _TABLE})
ENDINGS = {ending: name for name, _, ending in _TABLE if ending}
LIMITS = Registry(
    "format with limits",
    {
        "cartridge": "argmap.teach.exports.cartridge:refusal",
        "forms": "argmap.teach.exports.forms:refusal",
        "h5p": "argmap.teach.exports.h5p:refusal",
        "kahoot": "argmap.teach.exports.cards:kahoot_refusal",
        "quizlet": "argmap.teach.exports.cards:quizlet_refusal",
    },
)
RENEWALS = Registry("format with updates", {"anki": "argmap.teach.exports.anki:renewed"})
"""Of a format whose reader takes only what is newer: a function from a file and the one that it replaces to the file to write."""
