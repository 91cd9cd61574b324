"""Exercise sets in the forms that classrooms use: one file each, a function from a set to bytes."""

from __future__ import annotations

from argmap.registry import Registry

FORMATS = Registry(
    "format",
    {
        name: f"argmap.teach.exports.{module}"
        for name, module in (
            ("anki", "anki:write"),
            ("csv", "table:write"),
            ("gift", "gift:write"),
            ("json", "json_set:write"),
            ("md", "markdown_set:write"),
            ("moodle", "moodle:write"),
            ("qti", "qti:write"),
            ("qti12", "qti12:write"),
        )
    },
)
ENDINGS = {
    ".apkg": "anki",
    ".csv": "csv",
    ".gift": "gift",
    ".json": "json",
    ".md": "md",
    ".xml": "moodle",
    ".zip": "qti",
}
