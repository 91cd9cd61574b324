"""What the rules would say of a change before it is written, so that an annotator never has to write it to learn that."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from argmap.diagnostics import Diagnostic, Severity
from argmap.editing.guided.changes import PlannedChange
from argmap.editing.journal import write_edit
from argmap.errors import InvalidInput
from argmap.lint.run import check_file, settings_of
from argmap.storage.load import read_map

TO_COME = frozenset(
    {
        "AM204",  # a thesis without a reason: the reason comes in later words
        "AM208",  # an issue without a thesis
        "AM210",  # a thesis that nothing opposes yet
        "AM503",  # an objection that nothing answers yet
        "AM504",  # a critical question that nothing answers yet
        "AM508",  # other posts of which nothing is quoted yet
        "AM524",  # a denial without its reason yet
    }
)
"""Rules that ask for what a later part of the thread may bring: no fault of the words that were just read."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A change with the findings that are new with it: `faults` of what is written, and what is still `to_come`."""

    change: PlannedChange
    faults: tuple[Diagnostic, ...]
    to_come: tuple[Diagnostic, ...]

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The faults with which nothing can be written."""
        return tuple(fault for fault in self.faults if fault.severity is Severity.ERROR)


def preview(change: PlannedChange) -> Preview:
    """Return a change with the findings that would be new with it.

    Args:
        change: what a move writes.
    """
    path = change.opened.path
    before = {(finding.code, finding.message) for finding in _findings(path, change.opened.text)}
    after = _findings(path, change.after)
    new = tuple(finding for finding in after if (finding.code, finding.message) not in before)
    return Preview(
        change,
        tuple(finding for finding in new if finding.code not in TO_COME),
        tuple(finding for finding in new if finding.code in TO_COME),
    )


@lru_cache(maxsize=4)
def _findings(path: Path, text: str) -> tuple[Diagnostic, ...]:
    """Return the findings of a text; what a change makes is what the next one begins with, so each is checked once."""
    return check_file(read_map(path, texts={path: text}), settings_of(path))


def write(seen: Preview) -> None:
    """Write a change that was looked at, with the journal.

    Raises:
        InvalidInput: it would break the map; nothing is written.
        ChangedMeanwhile: something else changed the map since it was read; nothing is written.
    """
    if seen.errors:
        raise InvalidInput(seen.errors)
    change = seen.change
    write_edit(change.opened.path, change.did, change.opened.text, change.after)
