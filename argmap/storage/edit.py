"""Changing values of a YAML or JSON text, and not a character beside them.

The result is read again and must be the data with just these changes, or nothing is changed at all.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from argmap.diagnostics import Edit, Removed
from argmap.errors import UnreadableInput
from argmap.location import Path, dotted
from argmap.storage.files import Limits
from argmap.storage.pen import CannotEdit, Pen, plain
from argmap.storage.positions import HALF_PAIR
from argmap.storage.read import Parsed, is_json, parse
from argmap.storage.scalars import written

__all__ = [
    "CannotEdit", "Change", "Insertion", "Pass", "appended", "changed", "edited", "inserted", "proven", "rewritten",
    "with_changes", "written",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Insertion:
    """A record added to the list at `path`, which is made, with its key, if it is missing.

    It comes before the item that is `at` that place now, or at the end.
    """

    path: Path
    item: Mapping[str, Any]
    at: int | None = None


Change = Edit | Insertion

Pass = tuple[Change, ...]
"""Changes that are made at once. Their paths are those of the text before any of them; an insertion stands alone."""


def edited(text: str, edits: Iterable[Edit], limits: Limits) -> str:
    """Return `text` with values set, added or removed.

    Raises:
        CannotEdit: an edit touches what is not there, or the result would not be the data with just these edits.
    """
    return changed(text, [tuple(edits)], limits)


def appended(text: str, section: str, item: Mapping[str, Any], limits: Limits) -> str:
    """Return `text` with an item added at the end of the list under the key `section`, which is made if it is missing.

    Raises:
        CannotEdit: the list cannot be added to in place.
    """
    return inserted(text, (section,), item, limits)


def inserted(text: str, path: Path, item: Mapping[str, Any], limits: Limits) -> str:
    """Return `text` with a record added to the list at `path`, which is made, with its key, if it is missing.

    Raises:
        CannotEdit: the list cannot be added to in place.
    """
    return changed(text, [(Insertion(path, item),)], limits)


def changed(text: str, passes: Iterable[Pass], limits: Limits) -> str:
    """Return `text` with changes made, pass after pass.

    Raises:
        CannotEdit: a change touches what is not there, or the result would not be the data with just these changes.
    """
    try:
        data = parse(text, "", limits, as_json=is_json(text)).data
    except UnreadableInput as error:
        raise CannotEdit("the file cannot be edited in place; change it by hand") from error
    first: Path = ()
    after = text
    for changes in passes:
        first = first or _first(changes)
        after, data = rewritten(after, changes), with_changes(data, changes)
    proven(after, data, first, limits)
    return after


def rewritten(text: str, changes: Pass) -> str:
    """Return `text` with the changes of one pass. It is for the caller to prove the result.

    Raises:
        CannotEdit: a change touches what is not there.
    """
    with closing(Pen(text)) as pen:
        for change in _from_the_end(changes):
            if isinstance(change, Insertion):
                pen.append(change.path, plain(change.item), change.at)
            elif change.value is Removed:
                pen.remove(change.path)
            else:
                pen.put(change.path, change.value)
        return pen.result


def with_changes(data: Any, changes: Pass) -> Any:
    """Return new data with the changes of one pass.

    Raises:
        CannotEdit: a change touches what is not there.
    """
    after = copy.deepcopy(data)
    for change in _from_the_end(changes):
        try:
            holder, key = _at(after, change.path[:-1]), change.path[-1]
            if isinstance(change, Insertion):
                items = holder.get(key) or []
                place = len(items) if change.at is None else change.at
                holder[key] = [*items[:place], plain(change.item), *items[place:]]
            elif change.value is Removed:
                del holder[key]
            else:
                holder[key] = plain(change.value)
        except (LookupError, TypeError, AttributeError) as error:
            raise CannotEdit(f"there is nothing to change at {dotted(change.path)}") from error
    return after


def proven(after: str, intended: Any, path: Path, limits: Limits, file: str = "") -> Parsed:
    """Return what parsing a changed text gives when it says what was asked for, and nothing else.

    Args:
        after: the changed text.
        intended: the data that it should hold.
        path: a place that was changed, for the message.
        limits: the largest size (bytes) and depth (levels) that are read.
        file: the name of its file, whose ending says whether it is JSON; without it, its first character does.

    Raises:
        CannotEdit: it says something else.
    """
    try:
        parsed = parse(after, file, limits, as_json=file.lower().endswith(".json") if file else None)
        if parsed.data == intended:
            return parsed
    except UnreadableInput:
        pass
    if HALF_PAIR.search(json.dumps(intended, ensure_ascii=False, default=str)):
        raise CannotEdit(f"{dotted(path) or 'the file'} would hold bytes that are no UTF-8; type it in UTF-8")
    raise CannotEdit(f"{dotted(path) or 'the file'} cannot be changed in place; change it by hand")


def _first(changes: Pass) -> Path:
    return next((change.path for change in _from_the_end(changes)), ())


def _from_the_end(changes: Pass) -> list[Change]:
    """Return changes from the end, so that an item that is removed does not move those that are still to be changed."""
    wanted = sorted(
        changes, key=lambda change: [(isinstance(step, str), step) for step in change.path], reverse=True
    )
    paths = [change.path for change in wanted if isinstance(change, Edit)]
    if any(later[: len(earlier)] == earlier for later, earlier in pairwise(paths)):
        raise CannotEdit("two changes meet in one place; make one of them first")
    return wanted


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data
