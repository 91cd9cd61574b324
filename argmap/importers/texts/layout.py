"""The head of a text file: its title, which is no post, and the lines after it."""

from __future__ import annotations

import re
from collections.abc import Sequence

FRONT_MATTER = "---"
LONGEST_FRONT_MATTER = 100
TITLE = re.compile(r"^#\s++(.*\S)")
FIELD = re.compile(r"^title:\s*+(?P<quote>[\"']?)(?P<title>.*\S)(?P=quote)\s*+$", re.IGNORECASE)


def lines_of(text: str) -> list[str]:
    """Return the lines of a text, without a byte order mark."""
    return text.lstrip("\ufeff").replace("\r\n", "\n").split("\n")


def title_and_lines(lines: Sequence[str], *, heading: bool = True) -> tuple[str, list[str]]:
    """Return the title of a text, or "", and the lines that follow.

    The title is that of the fields between two lines "---" at the very beginning, as Jekyll and others write them, or a
    first line "# Title" or "Title: …". The fields are no words of a discussion.

    Args:
        lines: The lines of the text.
        heading: Whether a heading of the first level may be the title.
    """
    title, rest = _front_matter(lines)
    first = next((index for index, line in enumerate(rest) if line.strip()), 0)
    if rest and (named := FIELD.match(rest[first])):
        return title or named["title"], rest[first + 1 :]
    match = TITLE.match(rest[first]) if rest and heading else None
    return (title or match[1], rest[first + 1 :]) if match else (title, rest)


def _front_matter(lines: Sequence[str]) -> tuple[str, list[str]]:
    if not lines or lines[0].rstrip() != FRONT_MATTER:
        return "", list(lines)
    inside = [line.rstrip() for line in lines[1:LONGEST_FRONT_MATTER]]
    if FRONT_MATTER not in inside:
        return "", list(lines)
    end = inside.index(FRONT_MATTER)
    titles = (match["title"] for line in inside[:end] if (match := FIELD.match(line)))
    return next(titles, ""), list(lines[end + 2 :])
