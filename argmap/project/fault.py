"""A fault as `argmap serve` shows it: the line that `argmap check` prints, and the lines of the file around the place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from argmap.diagnostics import Diagnostic, Severity
from argmap.errors import ArgmapError, UnreadableInput
from argmap.location import Location
from argmap.rendering.findings.lines import marked_length
from argmap.storage.files import current_limits, read_bytes
from argmap.unseen import in_columns

CONTEXT = 2
"""Lines of a file that are shown above and below the place of a fault."""

LONGEST = 160
"""Characters of a line that are shown; of a longer one, those around the place."""

MOST = 50
"""Faults that are shown with the lines around them: of hundreds, the first ones are corrected first."""


@dataclass(frozen=True, slots=True)
class ExcerptLine:
    """A line of a file by its number, in three parts; `marked` is what the fault is about, and empty in other lines."""

    number: int
    before: str
    marked: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, in the words of `argmap check`: `place` and `message` are the two parts of its line.

    `place` is empty when no place is known, `excerpt` when there is no text to show.
    """

    place: str
    message: str
    excerpt: tuple[ExcerptLine, ...] = ()

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


def faults_of(diagnostics: Iterable[object], texts: Mapping[str, str]) -> tuple[Fault, ...]:
    """Return the errors among some findings, each with its lines; warnings and advice are no faults.

    Args:
        diagnostics: findings; what is no `Diagnostic` is left out.
        texts: what was read, by name of file. A file that is not in it is read again.
    """
    known = dict(texts)
    errors = (d for d in diagnostics if isinstance(d, Diagnostic) and d.severity is Severity.ERROR)
    return tuple(_fault(error, known, number < MOST) for number, error in enumerate(errors))


def faults_of_error(error: Exception, folder: Path) -> tuple[Fault, ...]:
    """Return why a dataset has no map; whatever was raised becomes a fault.

    Args:
        error: what was raised while the dataset was read or drawn.
        folder: the folder of the dataset.
    """
    if isinstance(error, UnreadableInput) and (faults := faults_of(error.diagnostics, error.texts)):
        return faults
    if isinstance(error, ArgmapError):
        return tuple(Fault("", _sendable(line)) for line in str(error).splitlines())
    reason = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return (
        Fault(_sendable(str(folder)), _sendable(f"cannot be shown ({reason}); this is a fault of argmap")),
    )


def _fault(finding: Diagnostic, texts: dict[str, str], with_lines: bool) -> Fault:
    place = str(finding.location)
    message = str(finding).removeprefix(f"{place}: ")
    excerpt = _excerpt(finding, texts) if with_lines else ()
    return Fault(_sendable(place), _sendable(message), excerpt)


def _excerpt(finding: Diagnostic, texts: dict[str, str]) -> tuple[ExcerptLine, ...]:
    place = finding.location
    if place.file is None or place.line is None:
        return ()
    if place.file not in texts:
        texts[place.file] = _text(place)
    lines = texts[place.file].split("\n")
    if place.line > len(lines) or not texts[place.file]:
        return ()
    first = max(1, place.line - CONTEXT)
    around = islice(lines, first - 1, place.line + CONTEXT)
    length = marked_length(texts[place.file], finding)
    return tuple(
        _marked(number, line, place.column or 1, length) if number == place.line else _plain(number, line)
        for number, line in enumerate(around, start=first)
    )


def _text(place: Location) -> str:
    """Return a file as far as it is text: one that is not UTF-8 is shown too, with signs for what cannot be read."""
    try:
        return read_bytes(Path(place.file or ""), current_limits()).decode("utf-8-sig", errors="replace")
    except (ArgmapError, ValueError):
        return ""


def _plain(number: int, line: str) -> ExcerptLine:
    shown = in_columns(line)
    return ExcerptLine(number, shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 1]}…")


def _marked(number: int, line: str, column: int, length: int) -> ExcerptLine:
    """Return the line of a fault; what is far before and after the place is cut away."""
    shown = in_columns(line).ljust(column)  # behind the end of a line there is nothing to mark but a space
    before, marked, after = (
        shown[: column - 1],
        shown[column - 1 : column - 1 + length],
        shown[column - 1 + length :],
    )
    if len(shown) <= LONGEST:
        return ExcerptLine(number, before, marked, after)
    third = LONGEST // 3
    if len(before) > third:
        before = f"…{before[-third:]}"
    if len(marked) > third:
        marked, after = f"{marked[:third]}…", ""
    room = LONGEST - len(before) - len(marked)
    return ExcerptLine(number, before, marked, after if len(after) <= room else f"{after[:room]}…")


def _sendable(text: str) -> str:
    """Return a text that can be sent as UTF-8: names of files may hold bytes that are no text."""
    return text.encode("utf-8", "backslashreplace").decode()
