"""Exercise sets in the forms that classrooms use: each is a function from a set to bytes.

A new format is a function in a file of this folder and a row of the table below.
"""

from __future__ import annotations

from argmap.registry import Registry

_TABLE = (
    # name, function, and the ending of a file that means this format (one format for each ending)
    ("anki", "anki:write", ".apkg"),
    ("csv", "text:write_csv", ".csv"),
    ("gift", "gift:write", ".gift"),
    ("json", "text:write_json", ".json"),
    ("md", "text:write_markdown", ".md"),
    ("moodle", "moodle:write", ".xml"),
    ("qti", "qti21:write", ".zip"),
    ("qti12", "qti12:write", None),
)
FORMATS = Registry("format", {name: f"argmap.teach.exports.{function}" for name, function, _ in _TABLE})
ENDINGS = {ending: name for name, _, ending in _TABLE if ending}
