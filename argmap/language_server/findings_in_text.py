"""What `argmap check` finds in texts that are not saved, with the stretch of the text that each finding is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from argmap.diagnostics import Diagnostic, Edit
from argmap.errors import ArgmapError, InvalidInput, UnreadableInput
from argmap.language_server.dataset_files import THREAD, TextStretch
from argmap.language_server.open_files import OpenFiles
from argmap.lint.run import check_file, settings_of
from argmap.location import Location
from argmap.storage.load import read_thread

WORD = re.compile(r"[^\n:,]*[^\n:, ]|[^\n]?")
"""What is marked where a finding is about no value: the key or word that begins there."""


@dataclass(frozen=True, slots=True)
class PlacedFinding:
    """A finding with its stretch of a file."""

    where: TextStretch
    finding: Diagnostic


def findings(files: OpenFiles, file: Path) -> tuple[PlacedFinding, ...]:
    """Return everything that is wrong with the map that a file belongs to, and with its thread, in order.

    Args:
        files: the texts.
        file: a map or a thread. A thread without a map is judged alone.
    """
    map = files.map_of(file)
    try:
        faults = _of_thread(files, file) if map is None else check_file(files.loaded(map), settings_of(map))
    except (UnreadableInput, InvalidInput) as error:
        faults = tuple(each for each in error.diagnostics if isinstance(each, Diagnostic))
    except ArgmapError as error:  # settings that cannot be read
        faults = (Diagnostic(Location(str(file), 1, 1), "", str(error)),)
    return tuple(_placed(files, map or file, faults))


def _of_thread(files: OpenFiles, file: Path) -> tuple[Diagnostic, ...]:
    if files.kind(file) == "thread":
        read_thread(file, text=files.text(file))
    return ()


def _placed(files: OpenFiles, map: Path, faults: Iterable[Diagnostic]) -> Iterator[PlacedFinding]:
    """Yield findings with their stretches; what has no place in a text is put at the beginning of the map."""
    starts: dict[Path, tuple[str, list[int]]] = {}
    for finding in faults:
        place = finding.location
        file = Path(place.file or map)
        if file not in starts:
            text = _text(files, file)
            starts[file] = (text, [0, *(end.end() for end in re.finditer("\n", text))])
        text, lines = starts[file]
        if place.line is None or place.line > len(lines) or not text:
            yield PlacedFinding(TextStretch(file if text else map, 0, 0), finding)
            continue
        start = min(lines[place.line - 1] + (place.column or 1) - 1, len(text))
        yield PlacedFinding(TextStretch(file, start, _end(files, file, text, start, finding)), finding)


def _end(files: OpenFiles, file: Path, text: str, start: int, finding: Diagnostic) -> int:
    """Return where the first line of what a finding is about ends."""
    source, path = files.last.get(file), finding.location.path
    value = source.place(path) if source is not None and source.text == text else None
    if value is not None and value.start == start:
        return start + len(text[start : value.end].split("\n", 1)[0].rstrip("\r"))
    word = WORD.match(text, start)
    return max(start, word.end() if word else start)


def _text(files: OpenFiles, file: Path) -> str:
    try:
        return files.text(file)
    except UnreadableInput:
        return ""


def edits_of(finding: Diagnostic) -> tuple[tuple[Edit, ...], bool]:
    """Return the edits that fix a finding, with paths as they are in their file, and whether that is the thread's."""
    edits = finding.fix.edits if finding.fix is not None else ()
    inside = bool(edits) and edits[0].path[:1] == THREAD
    return tuple(Edit(each.path[1:] if inside else each.path, each.value) for each in edits), inside
