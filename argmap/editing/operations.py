"""Edits of a map from outside an editor: each is checked before it is written, and can be undone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from argmap.diagnostics import Diagnostic, Edit, Removed, Severity, Value
from argmap.editing.journal import write_edit_of
from argmap.editing.news import news
from argmap.editing.parts import record
from argmap.errors import ArgmapError, InvalidInput
from argmap.lint.fixes import Repair
from argmap.lint.run import check_file, settings_of
from argmap.lint.settings import Settings
from argmap.location import Path as DocumentPath
from argmap.model.base import plain_data
from argmap.model.document import MapDocument
from argmap.model.map import ArgumentMap
from argmap.storage.edit import Pass, appended, changed, inserted
from argmap.storage.files import current_limits, decode, read_bytes
from argmap.storage.load import find_map, parsed_files, read_map
from argmap.storage.loaded import Loaded
from argmap.storage.read import Parsed, parse


@dataclass(frozen=True, slots=True)
class Opened:
    """A map with its file and text, as it was read for an edit; and those of its thread, if it has a file of its own.

    `loaded`, `parsed`, `settings` and `findings` are what reading and checking it gave: an edit does neither again.
    """

    path: Path
    text: str
    map: ArgumentMap
    thread_path: Path | None
    thread_text: str
    loaded: Loaded
    parsed: Mapping[Path, Parsed]
    settings: Settings
    findings: tuple[Diagnostic, ...]

    @property
    def data(self) -> Any:
        """Return the data in the text of the map, in which the thread may be the name of a file."""
        return self.parsed[self.path].data


@dataclass(frozen=True, slots=True)
class Judged:
    """What a change makes of a map: the map (None if it has faults then), and what is new and wrong with it."""

    opened: Opened | None
    new: tuple[Diagnostic, ...]


def open_map(source: str) -> Opened:
    """Return a map for editing.

    Raises:
        InvalidInput: it has faults already; correct them first.
        ArgmapError: it cannot be read, or is standard input.
    """
    path = find_map(source)
    if path is None:
        raise ArgmapError("standard input cannot be edited; name the file")
    parsed = parsed_files(path)
    loaded = read_map(path, texts=parsed)
    if loaded.map is None:
        raise InvalidInput(loaded.diagnostics)
    settings = settings_of(path)
    return _opened(path, loaded, loaded.map, parsed, settings, check_file(loaded, settings))


def _opened(
    path: Path,
    loaded: Loaded,
    map: ArgumentMap,
    parsed: Mapping[Path, Parsed],
    settings: Settings,
    findings: tuple[Diagnostic, ...],
) -> Opened:
    own = loaded.positions.text
    thread = loaded.positions.mounted.get("thread")
    if thread is None or thread.file is None:
        return Opened(path, own, map, None, "", loaded, parsed, settings, findings)
    return Opened(path, own, map, Path(thread.file), thread.text, loaded, parsed, settings, findings)


def is_current(opened: Opened) -> bool:
    """Return whether the files of a map, and the settings of its rules, are still as they were when it was opened."""
    texts = {opened.path: opened.text}
    if opened.thread_path is not None:
        texts[opened.thread_path] = opened.thread_text
    try:
        same = all(decode(read_bytes(path, current_limits()), "") == text for path, text in texts.items())
        return same and settings_of(opened.path) == opened.settings
    except ArgmapError:
        return False


def commit(opened: Opened, after: str, did: str, thread_after: str | None = None) -> tuple[Diagnostic, ...]:
    """Check a changed map, write it, and return what is new and wrong with the changed parts.

    What a map lacks while it is being built is left to `argmap check`.

    Args:
        opened: the map as it was read.
        after: its new text.
        did: what the edit does, for whoever undoes it.
        thread_after: the new text of its thread; None if that stays.

    Raises:
        InvalidInput: the change would break the map; nothing is written.
        ChangedMeanwhile: somebody else changed it since it was read; nothing is written.
    """
    new = judged(opened, after, thread_after).new
    errors = [finding for finding in new if finding.severity is Severity.ERROR]
    if errors:
        raise InvalidInput(errors)
    write(opened, after, did, thread_after)
    return new


def write(
    opened: Opened,
    after: str,
    did: str,
    thread_after: str | None = None,
    beside: Mapping[Path, bytes] | None = None,
    request: Mapping[str, Any] | None = None,
) -> None:
    """Write a change that was found sound; the arguments are those of `commit` and of `write_edit_of`.

    Raises:
        ChangedMeanwhile: somebody else changed a file since it was read; nothing is written.
    """
    changes = {opened.path: (opened.text, after)} if after != opened.text or thread_after is None else {}
    if thread_after is not None and opened.thread_path is not None:
        changes[opened.thread_path] = (opened.thread_text, thread_after)
    write_edit_of(opened.path, changes, did, beside, request)


def write_repair(repaired: Repair) -> None:
    """Write what fixing a map changes, in all its files as one edit, or nothing.

    Raises:
        ChangedMeanwhile: somebody changed a file since it was read.
        ArgmapError: a file cannot be written.
    """
    changes = {path: (repaired.before[path], repaired.after[path]) for path in repaired.changed}
    if changes:
        owner = Path(repaired.loaded.positions.file or next(iter(changes)))
        write_edit_of(owner, changes, "fix what the rules can fix")


def judged(opened: Opened, after: str | Parsed, thread_after: str | Parsed | None = None) -> Judged:
    """Return what a change would make of a map; the arguments are those of `commit`, or what parsing them gave."""
    parsed = {**opened.parsed, opened.path: _parsed(opened.path, after)}
    if thread_after is not None and opened.thread_path is not None:
        parsed[opened.thread_path] = _parsed(opened.thread_path, thread_after)
    loaded = read_map(opened.path, texts=parsed)
    findings = check_file(loaded, opened.settings)
    new = news(opened.map, loaded.map, opened.findings, findings)
    if loaded.map is None:
        return Judged(None, new)
    return Judged(_opened(opened.path, loaded, loaded.map, parsed, opened.settings, findings), new)


def _parsed(path: Path, text: str | Parsed) -> Parsed:
    if isinstance(text, Parsed):
        return text
    return parse(text, str(path), current_limits(), as_json=path.suffix.lower() == ".json")


def add(opened: Opened, section: str, item: Mapping[str, Any]) -> str:
    """Return the text of a map with an item added to one of its lists."""
    return appended(opened.text, section, item, current_limits())


def add_inside(opened: Opened, path: DocumentPath, item: Mapping[str, Any]) -> str:
    """Return the text of a map with a record added to a list inside an item, such as the quotes of a claim.

    Raises:
        CannotEdit: the list cannot be added to in place.
    """
    return inserted(opened.text, path, item, current_limits())


def set_fields(opened: Opened, name: str, values: Mapping[str, Value | None]) -> str:
    """Return the text with fields of a part of the map set; None takes a field away."""
    return changed(opened.text, field_passes(opened.map, name, values), current_limits())


def field_passes(map: MapDocument, name: str, values: Mapping[str, Value | None]) -> tuple[Pass, ...]:
    """Return the changes that set fields of a part of a map; None takes a field away.

    Raises:
        UnknownName: there is no such part.
    """
    path, item = record(map, name)
    # A record does not take the place of another one: the old one goes first.
    old = plain_data(item)
    replaced = tuple(
        Edit((*path, key), Removed) for key, value in values.items() if _is_structured(value) and key in old
    )
    edits = tuple(Edit((*path, key), Removed if value is None else value) for key, value in values.items())
    return tuple(filter(None, (replaced, edits)))


def _is_structured(value: Any) -> bool:
    return isinstance(value, Mapping) or (isinstance(value, tuple) and any(map(_is_structured, value)))
