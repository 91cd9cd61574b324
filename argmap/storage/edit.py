"""Changing values of a YAML or JSON text, and not a character beside them.

`yaml-edit` puts a placeholder where the value belongs, and knows about indentation, commas and comments; this module
writes the value itself, so that it reads the same everywhere. The result is read again and must be the data with just
these changes, or nothing is changed at all.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from typing import Any

import yaml_edit
from yaml_edit import Document, ScalarValue

from argmap.diagnostics import Edit, Removed
from argmap.errors import ArgmapError, UnreadableInput
from argmap.location import Path, dotted
from argmap.storage.files import Limits
from argmap.storage.read import is_json, parse
from argmap.storage.scalars import written

__all__ = ["CannotEdit", "appended", "edited", "inserted", "written"]

PLACEHOLDER = "argmapvalue"
INDENT = "  "


class CannotEdit(ArgmapError):
    """A text cannot be changed in place without a risk to the rest of it."""


def edited(text: str, edits: Iterable[Edit], limits: Limits) -> str:
    """Return `text` with values set, added or removed.

    Raises:
        CannotEdit: an edit touches what is not there, or the result would not be the data with just these edits.
    """
    # From the end, so that an item that is removed does not move those that are still to be changed.
    wanted = sorted(edits, key=lambda edit: [(isinstance(s, str), s) for s in edit.path], reverse=True)
    paths = [edit.path for edit in wanted]
    if any(later[: len(earlier)] == earlier for later, earlier in pairwise(paths)):
        raise CannotEdit("two changes meet in one place; make one of them first")

    def change(data: Any) -> None:
        for edit in wanted:
            holder = _at(data, edit.path[:-1])
            if edit.value is Removed:
                del holder[edit.path[-1]]
            else:
                holder[edit.path[-1]] = _plain(edit.value)

    pen = _Pen(text)
    for edit in wanted:
        pen.remove(edit.path) if edit.value is Removed else pen.put(edit.path, edit.value)
    return _proven(text, pen.result, change, paths[0], limits)


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

    def change(data: Any) -> None:
        holder = _at(data, path[:-1])
        holder[path[-1]] = [*(holder.get(path[-1]) or []), _plain(item)]

    pen = _Pen(text)
    pen.append(path, _plain(item))
    return _proven(text, pen.result, change, path, limits)


class _Pen:
    """A text that is being changed: placeholders first, and at the end the values in their places."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.is_json = is_json(text)
        self.line_end = "\r\n" if "\r\n" in text else "\n"
        self.values: list[Callable[[str], str]] = []
        try:
            self.document = Document.parse(text)
        except yaml_edit.YamlError as error:
            raise CannotEdit("the file cannot be edited in place; change it by hand") from error
        if PLACEHOLDER in text:
            raise CannotEdit(f"the file holds {PLACEHOLDER!r}, which edits use; change it by hand")

    def put(self, path: Path, value: Any) -> None:
        """Set the value at a path, in the quotes of the one that it replaces."""
        node, holder = self._node(path), self._holder(path)
        if isinstance(value, tuple) != (node is not None and node.is_sequence()) and node is not None:
            raise CannotEdit(f"there is nothing to change at {dotted(path)}")
        if node is not None and node.is_mapping():
            raise CannotEdit(f"there is nothing to change at {dotted(path)}")
        scalar = node.as_scalar() if node is not None else None
        style = "'" if scalar is not None and scalar.style() == "single-quoted" else None
        if scalar is not None and scalar.style() == "double-quoted":
            style = '"'
        self._set(holder, path, lambda _: written(_plain(value), '"' if self.is_json else style))

    def remove(self, path: Path) -> None:
        """Take the key or item at a path out."""
        if self._node(path) is None:
            raise CannotEdit(f"there is nothing to change at {dotted(path)}")
        del self._holder(path)[path[-1]]

    def append(self, path: Path, item: dict[str, Any]) -> None:
        """Add a record at the end of the list at a path."""
        node, holder = self._node(path), self._holder(path)
        flow = '"' if self.is_json else None
        if node is not None and node.is_sequence() and len(node.as_sequence()):
            items = node.as_sequence()
            in_lines = not items.is_flow_style() and len(path) == 1
            items.append(self._placeholder(self._lines(item) if in_lines else lambda _: written(item, flow)))
        elif node is None or node.to_python() in (None, []):
            self._set(
                holder, path, self._list(item, getattr(holder, "is_flow_style", lambda: self.is_json)())
            )
        else:
            raise CannotEdit(f"{dotted(path)} is no list; add the item by hand")

    @property
    def result(self) -> str:
        """The text with the values in place of the placeholders."""
        text = str(self.document)
        for number, value in enumerate(self.values):
            mark = f"{PLACEHOLDER}{number}x"
            for shown in (f'"{mark}"', mark):
                before, placeholder, after = text.partition(shown)
                if placeholder:
                    new = value(before[before.rfind("\n") + 1 :])
                    text = (before.rstrip(" ") if new[:1] in "\r\n" else before) + new + after
                    break
        return text

    def _set(self, holder: Any, path: Path, value: Callable[[str], str]) -> None:
        key = path[-1]
        new = isinstance(key, str) and key not in holder
        name = ScalarValue(str(key), "double-quoted") if new and self.is_json else key
        try:
            holder[name] = self._placeholder(value)
        except (KeyError, IndexError, TypeError) as error:
            raise CannotEdit(f"there is nothing to change at {dotted(path)}") from error

    def _placeholder(self, value: Callable[[str], str]) -> ScalarValue:
        self.values.append(value)
        name = f"{PLACEHOLDER}{len(self.values) - 1}x"
        return ScalarValue(name, "double-quoted" if self.is_json else "plain")

    def _lines(self, item: Mapping[str, Any]) -> Callable[[str], str]:
        """Return a writer of an item as lines: a key on each, lists of records with a record on each."""

        def write(line: str) -> str:
            lines: list[str] = []
            for key, value in item.items():
                if isinstance(value, list) and value and isinstance(value[0], Mapping):
                    lines.append(f"{key}:")
                    lines += [f"{INDENT}- {written(inner)}" for inner in value]
                else:
                    lines.append(f"{key}: {written(value)}")
            return f"{self.line_end}{' ' * len(line)}".join(lines)

        return write

    def _list(self, item: Mapping[str, Any], in_flow: bool) -> Callable[[str], str]:
        """Return a writer of a new list of one record."""
        if in_flow:
            return lambda _: written([item], '"' if self.is_json else None)

        def write(line: str) -> str:
            margin = " " * (len(line) - len(line.lstrip(" -"))) + INDENT
            lines = self._lines(item)(f"{margin}- ") if margin == INDENT else written(item)
            return f"{self.line_end}{margin}- {lines}"

        return write

    def _node(self, path: Path) -> Any:
        holder = self._holder(path)
        try:
            return holder.get(path[-1])
        except (TypeError, IndexError):
            return None

    def _holder(self, path: Path) -> Any:
        node: Any = self.document
        for step in path[:-1]:
            inner = node.get(step) if node is not None else None
            node = (inner.as_mapping() or inner.as_sequence()) if inner is not None else None
        if node is None or isinstance(path[-1], int) != isinstance(node, yaml_edit.Sequence):
            raise CannotEdit(f"there is nothing to change at {dotted(path)}")
        return node


def _proven(text: str, changed: str, change: Callable[[Any], None], path: Path, limits: Limits) -> str:
    """Return the changed text when it says what was asked for, and nothing else."""
    as_json = is_json(text)
    try:
        intended = copy.deepcopy(parse(text, "", limits, as_json=as_json).data)
        change(intended)
        if parse(changed, "", limits, as_json=as_json).data == intended:
            return changed
    except (UnreadableInput, LookupError, TypeError, AttributeError):
        pass
    raise CannotEdit(f"{dotted(path)} cannot be changed in place; change it by hand")


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return str(value) if isinstance(value, str) else value
