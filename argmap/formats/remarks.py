"""What is wrong with a file that is read, and what of it is not in the map: each with its place, of very many the first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from argmap.diagnostics import Diagnostic, Severity
from argmap.formats.protocol import MapFile
from argmap.location import Location

MOST_LEFT_OUT = 1_000
"""Remarks about what was left out that are kept; of the others the number."""

MOST_ERRORS = 100
"""Errors that are kept; of the others the number."""


@dataclass
class Remarks:
    """Collects what is to be said of a file.

    Attributes:
        file: The file that is read.
        format: The name of the format, for messages.
        beside: The name of the file beside it that lines are of from now on; "" if they are of the file itself.
    """

    file: MapFile
    format: str
    beside: str = field(default="", kw_only=True)
    _said: list[Diagnostic] = field(default_factory=list, kw_only=True)

    def error(self, message: str, line: int | None = None, column: int | None = None, help: str = "") -> None:
        """Say that the file cannot be read; there will be no map."""
        place = Location(self.beside or self.file.name, line, column if line else None)
        self._said.append(Diagnostic(place, "AM018", f"{self.format}: {message}", help=help))

    def left_out(self, message: str, line: int | None = None, column: int | None = None) -> None:
        """Say that something is not in the map, or was changed."""
        place = Location(self.beside or self.file.name, line, column if line else None)
        self._said.append(Diagnostic(place, "AM019", message, Severity.WARNING))

    @property
    def remarks(self) -> tuple[Diagnostic, ...]:
        """What was said so far."""
        return tuple(self._said)

    @property
    def failed(self) -> bool:
        """Whether the file cannot be read."""
        return any(finding.severity is Severity.ERROR for finding in self._said)

    def wrong(self) -> Iterator[Diagnostic]:
        """Yield what is wrong, and what was said besides; of very many errors the first and the number."""
        more = -MOST_ERRORS
        for finding in self._said:
            more += finding.severity is Severity.ERROR
            if more <= 0:
                yield finding
        if more > 0:
            yield Diagnostic(
                Location(self.file.name), "AM018", f"{self.format}: errors besides these: {more}"
            )

    def told(self) -> list[Diagnostic]:
        """Return the diagnostics, of very many the first and the number."""
        if len(self._said) <= MOST_LEFT_OUT:
            return self._said
        more = len(self._said) - MOST_LEFT_OUT
        place = Location(self.file.name)
        rest = Diagnostic(
            place, "AM019", f"parts left out or changed besides these: {more}", Severity.WARNING
        )
        return [*self._said[:MOST_LEFT_OUT], rest]
