"""Findings as lines: concise, full with excerpts, and counted by code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from argmap.diagnostics import Diagnostic, Severity
from argmap.errors import UnreadableInput
from argmap.rendering.findings.report import CheckReport
from argmap.rendering.wrap import columns
from argmap.storage.files import Limits
from argmap.storage.positions import SourceMap
from argmap.storage.read import parse
from argmap.unseen import in_columns

LONGEST = 160
"""Columns of a line of an excerpt on a pipe; what is longer is cut around the place."""

MARGIN = 1
"""Lines of context above the place."""


def concise(report: CheckReport) -> str:
    """Return one line for each finding: file:line:column: CODE message; help."""
    return "".join(f"{line}\n" for line in map(concise_line, report.findings))


def concise_line(finding: Diagnostic) -> str:
    """Return the line of a finding; what is no error says so at the end, and so does what can be fixed."""
    grade = "" if finding.severity is Severity.ERROR else f" [{finding.severity}]"
    return f"{finding}{grade}{' [fixable]' if finding.fix else ''}"


def full(report: CheckReport, width: int = LONGEST) -> str:
    """Return each finding with an excerpt of its file of at most `width` columns, the place underlined, and what to do."""
    entries = (_entry(report, finding, width) for finding in report.findings)
    return "\n".join("".join(f"{line}\n" for line in lines) for lines in entries)


def statistics(report: CheckReport) -> str:
    """Return how many findings there are of each code, most first."""
    counts = Counter(finding.code for finding in report.findings)
    fixable = Counter(finding.code for finding in report.findings if finding.fix)
    width = len(str(max(counts.values(), default=0)))
    return "".join(
        f"{number:>{width}}  {code} {report.name(code)}{f' [{fixable[code]} fixable]' if fixable[code] else ''}\n"
        for code, number in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    )


def _entry(report: CheckReport, finding: Diagnostic, width: int) -> Iterator[str]:
    yield f"{finding.code} {report.name(finding.code)} ({finding.severity}): {finding.message}"
    place = finding.location
    yield f"  --> {place}"
    text = report.texts.get(place.file or "")
    if text and place.line is not None and place.column is not None:
        yield from _excerpt(text, (place.line, place.column), marked_length(text, finding), width)
    if finding.help:
        yield f"  = help: {finding.help}"
    if finding.fix:
        yield f"  = fix: --fix will {finding.fix.title}"


def _excerpt(text: str, place: tuple[int, int], length: int, width: int) -> Iterator[str]:
    """Yield the line of a place and the one above it, numbered, and carets below the place."""
    line, column = place
    lines, digits = text.split("\n"), len(str(line))
    room = max(20, width - digits - 4)
    yield f"{'':{digits}} |"
    for number in range(max(1, line - MARGIN), min(line, len(lines) + 1)):
        yield f"{number:>{digits}} | {_cut(in_columns(lines[number - 1]), room)}".rstrip()
    shown = in_columns(lines[line - 1]) if line <= len(lines) else ""
    # Where the end of the place is out of sight, the line begins a little before the place.
    skipped = max(0, column - 1 - room // 3) if columns(shown[: column - 1 + length]) > room else 0
    lead = "…" if skipped else ""
    yield f"{line:>{digits}} | {_cut(lead + shown[skipped:], room)}".rstrip()
    pad = columns(lead + shown[skipped : column - 1])
    marked = max(1, columns(shown[column - 1 : column - 1 + length]))
    yield f"{'':{digits}} | {'':{pad}}{'^' * max(1, min(marked, room - pad))}"


def _cut(shown: str, room: int) -> str:
    """Return a line of at most so many columns; an ellipsis stands for what is missing."""
    if columns(shown) <= room:
        return shown
    while columns(shown) > room - 1:
        shown = shown[: len(shown) - max(1, (columns(shown) - room) // 2)]
    return f"{shown}…"


def marked_length(text: str, finding: Diagnostic) -> int:
    """Return how many characters of its first line a finding is about; at least one.

    Args:
        text: the file that the finding is about.
        finding: a finding with a line in it.
    """
    place = finding.location
    starts = _line_starts(text)
    begin = starts[(place.line or 1) - 1] + (place.column or 1) - 1 if (place.line or 1) <= len(starts) else 0
    rest = text[begin:].split("\n", 1)[0]
    path = place.path[1:] if place.path[:1] == ("thread",) else place.path
    for tried in dict.fromkeys((place.path, path)):
        value = _positions(text).place(tried)
        if value is not None and value.start == begin:
            return len(text[begin : value.end].split("\n", 1)[0])
    word = rest.split(":")[0].split(",")[0].strip()
    return max(1, len(word))


@lru_cache(maxsize=4)
def _positions(text: str) -> SourceMap:
    """Return where everything in a text stands; in one that cannot be read, nothing stands anywhere."""
    try:
        return parse(text, "", Limits()).positions
    except UnreadableInput:
        return SourceMap(None, lambda: None)


@lru_cache(maxsize=4)
def _line_starts(text: str) -> tuple[int, ...]:
    return (0, *(index + 1 for index, char in enumerate(text) if char == "\n"))
