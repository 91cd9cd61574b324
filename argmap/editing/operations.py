"""Edits of a map from outside an editor: each is checked before it is written, and can be undone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from argmap.diagnostics import Diagnostic, Edit, Removed, Severity, Value
from argmap.editing.journal import write_edit
from argmap.editing.parts import find
from argmap.errors import ArgmapError, InvalidInput
from argmap.lint.run import check_file
from argmap.location import Path as DocumentPath
from argmap.model.map import ArgumentMap
from argmap.storage.edit import appended, edited, inserted
from argmap.storage.files import current_limits
from argmap.storage.load import find_map, read_map


@dataclass(frozen=True, slots=True)
class Opened:
    """A map with its file and text, as it was read for an edit."""

    path: Path
    text: str
    map: ArgumentMap


def open_map(source: str) -> Opened:
    """Return a map for editing.

    Raises:
        InvalidInput: it has faults already; correct them first.
        ArgmapError: it cannot be read, or is standard input.
    """
    path = find_map(source)
    if path is None:
        raise ArgmapError("standard input cannot be edited; name the file")
    loaded = read_map(path)
    if loaded.map is None:
        raise InvalidInput(loaded.diagnostics)
    return Opened(path, loaded.positions.text, loaded.map)


def commit(opened: Opened, after: str, did: str) -> tuple[Diagnostic, ...]:
    """Check a changed map, write it, and return its findings that are new.

    Raises:
        InvalidInput: the change would break the map; nothing is written.
        ChangedMeanwhile: somebody else changed it since it was read; nothing is written.
    """
    before = {_content(finding) for finding in check_file(read_map(opened.path))}
    changed = read_map(opened.path, texts={opened.path: after})
    new = tuple(finding for finding in check_file(changed) if _content(finding) not in before)
    errors = [finding for finding in new if finding.severity is Severity.ERROR]
    if errors:
        raise InvalidInput(errors)
    write_edit(opened.path, did, opened.text, after)
    return new


def _content(finding: Diagnostic) -> tuple[str, str]:
    return finding.code, finding.message


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
    """Return the text with fields of an item set; None takes a field away."""
    section, index = find(opened.map, name)
    text = opened.text
    # A record does not take the place of another one: the old one goes first.
    old = opened.map.to_dict()[section][index]
    replaced = [key for key, value in values.items() if _is_structured(value) and key in old]
    if replaced:
        text = edited(text, [Edit((section, index, key), Removed) for key in replaced], current_limits())
    edits = [
        Edit((section, index, key), Removed if value is None else value) for key, value in values.items()
    ]
    return edited(text, edits, current_limits())


def _is_structured(value: Any) -> bool:
    return isinstance(value, Mapping) or (isinstance(value, tuple) and any(map(_is_structured, value)))
