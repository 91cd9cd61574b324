"""A YAML or JSON text that is being changed in place.

`yaml-edit` puts a placeholder where the value belongs, and knows about indentation, commas and comments; this module
writes the value itself, so that it reads the same everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from argmap.errors import ArgmapError
from argmap.location import Path, dotted
from argmap.storage.read import is_json
from argmap.storage.scalars import chomping, is_block, written

if TYPE_CHECKING:
    from yaml_edit import ScalarValue

PLACEHOLDER = "argmapvalue"
INDENT = "  "


class CannotEdit(ArgmapError):
    """A text cannot be changed in place without a risk to the rest of it."""


class Pen:
    """A text that is being changed: placeholders first, and at the end the values in their places."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.is_json = is_json(text)
        self.line_end = "\r\n" if "\r\n" in text else "\n"
        self.values: list[Callable[[str], str]] = []
        yaml_edit = _yaml_edit()
        try:
            self.document = yaml_edit.Document.parse(text)
        except yaml_edit.YamlError as error:
            raise CannotEdit("the file cannot be edited in place; change it by hand") from error
        if PLACEHOLDER in text:
            raise CannotEdit(f"the file holds {PLACEHOLDER!r}, which edits use; change it by hand")

    def close(self) -> None:
        """Let go of the parsed text, which belongs to the thread that parsed it, and must not wait to be collected in another."""
        self.values.clear()
        del self.document

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
        if scalar is not None and scalar.is_block() and isinstance(value, str) and is_block(value):
            self._set(holder, path, lambda line: self._block(value, _margin(line) + INDENT))
        else:
            self._set(holder, path, lambda _: written(plain(value), '"' if self.is_json else style))

    def remove(self, path: Path) -> None:
        """Take the key or item at a path out."""
        if self._node(path) is None:
            raise CannotEdit(f"there is nothing to change at {dotted(path)}")
        del self._holder(path)[path[-1]]

    def append(self, path: Path, item: dict[str, Any], at: int | None = None) -> None:
        """Add a record to the list at a path: before the item `at`, or at the end."""
        node, holder = self._node(path), self._holder(path)
        flow = '"' if self.is_json else None
        if node is not None and node.is_sequence() and len(node.as_sequence()):
            items = node.as_sequence()
            in_lines = not items.is_flow_style() and len(path) == 1
            new = self._placeholder(self._lines(item) if in_lines else lambda _: written(item, flow))
            items.append(new) if at is None or at >= len(items) else items.insert(at, new)
        elif node is None or node.to_python() in (None, []):
            inside = holder.as_mapping() if holder is self.document else holder
            in_flow = self.is_json or (inside is not None and inside.is_flow_style())
            self._set(holder, path, self._list(item, in_flow))
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
        name = _yaml_edit().ScalarValue(str(key), "double-quoted") if new and self.is_json else key
        try:
            holder[name] = self._placeholder(value)
        except (KeyError, IndexError, TypeError) as error:
            raise CannotEdit(f"there is nothing to change at {dotted(path)}") from error

    def _placeholder(self, value: Callable[[str], str]) -> ScalarValue:
        self.values.append(value)
        name = f"{PLACEHOLDER}{len(self.values) - 1}x"
        scalar: ScalarValue = _yaml_edit().ScalarValue(name, "double-quoted" if self.is_json else "plain")
        return scalar

    def _lines(self, item: Mapping[str, Any]) -> Callable[[str], str]:
        """Return a writer of an item as lines: a key on each, lists of records with a record on each."""

        def write(line: str) -> str:
            lines: list[str] = []
            for key, value in item.items():
                if isinstance(value, str) and "\n" in value and is_block(value):
                    lines.append(f"{key}: {self._block(value, ' ' * len(line) + INDENT)}")
                elif isinstance(value, list) and value and isinstance(value[0], Mapping):
                    lines.append(f"{key}:")
                    lines += [f"{INDENT}- {written(inner)}" for inner in value]
                else:
                    lines.append(f"{key}: {written(value)}")
            return f"{self.line_end}{' ' * len(line)}".join(lines)

        return write

    def _block(self, text: str, margin: str) -> str:
        """Return a text as a block that keeps its lines."""
        lines = text.removesuffix("\n").split("\n")
        return self.line_end.join([chomping(text), *(f"{margin}{line}" if line else "" for line in lines)])

    def _list(self, item: Mapping[str, Any], in_flow: bool) -> Callable[[str], str]:
        """Return a writer of a new list of one record."""
        if in_flow:
            return lambda _: written([item], '"' if self.is_json else None)

        def write(line: str) -> str:
            margin = _margin(line) + INDENT
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
        if node is None or isinstance(path[-1], int) != isinstance(node, _yaml_edit().Sequence):
            raise CannotEdit(f"there is nothing to change at {dotted(path)}")
        return node


def _yaml_edit() -> Any:
    """Return the library, which reading and checking do not need and which WebAssembly has not."""
    try:
        import yaml_edit
    except ImportError as error:
        raise CannotEdit("files cannot be edited here; install the package yaml-edit") from error
    return yaml_edit


def _margin(line: str) -> str:
    """Return the white space before the key that begins in a line, behind the mark of its item."""
    return " " * (len(line) - len(line.lstrip(" -")))


def plain(value: Any) -> Any:
    """Return a value of records, tuples and names as plain data."""
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    return str(value) if isinstance(value, str) else value
