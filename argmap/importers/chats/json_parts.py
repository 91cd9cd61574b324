"""Exports in JSON: what their first bytes show, their values whatever type they have, and records one by one.

An export of a chat of some years is larger than a file may be that is read as a whole; ijson (BSD, https://github.com/ICRAR/ijson)
reads such a file record by record.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from argmap.errors import MissingExtra, UnreadableInput
from argmap.importers.input_file import InputFile
from argmap.storage.files import current_limits

CHUNK = 1 << 20


def has_keys(file: InputFile, *names: str) -> bool:
    """Return whether the first 64 KB of a file look like JSON that has all these keys, at any depth.

    A quotation mark within a text is escaped in JSON, so what people wrote is never taken for a key.
    """
    start = file.head.lstrip("\ufeff \t\r\n")
    return start[:1] in {"{", "["} and all(re.search(rf'"{re.escape(name)}"\s*:', start) for name in names)


def text(value: Any) -> str:
    """Return a value if it is a text, a number as a text, and otherwise ""."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def record(value: Any) -> dict[str, Any]:
    """Return a value if it is a record, and otherwise an empty one."""
    return value if isinstance(value, dict) else {}


def records(value: Any) -> list[dict[str, Any]]:
    """Return the records in a list; [] if it is none."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def number(value: Any) -> float | None:
    """Return a number, also one that is written as a text; None if it is neither."""
    try:
        return None if isinstance(value, bool) or value is None else float(value)
    except (TypeError, ValueError, OverflowError):
        return None


def is_large(file: InputFile) -> bool:
    """Return whether a file is too large to be read as a whole."""
    limit = current_limits().max_bytes
    with file.open() as stream:
        left = limit
        while left >= 0 and (chunk := stream.read(min(CHUNK, left + 1))):
            left -= len(chunk)
    return left < 0


def whole(file: InputFile) -> Any:
    """Return the value of a file of JSON, without keeping it with the file; None if it is not one value.

    Raises:
        UnreadableInput: it is larger than the limit.
    """
    return replace(file).json


@dataclass(frozen=True, slots=True)
class ListedRecord:
    """A record of an export, with what is said above its list.

    Attributes:
        place: Which list it is in: 0 for the first of the file.
        above: The plain values of the records around the list, by the path of their keys, as far as they come before it.
        value: The record.
    """

    place: int
    above: dict[str, Any]
    value: Any


def parts(file: InputFile, lists: Sequence[str]) -> Iterator[ListedRecord]:
    """Yield the records of lists in a file of JSON, one by one if the file is large.

    Args:
        file: A file of one JSON value.
        lists: The paths of the lists, as ijson writes them: "messages" or "chats.list.item.messages".

    Raises:
        UnreadableInput: it is no JSON, or breaks off.
        MissingExtra: it is large, and the package ijson is not installed.
    """
    if is_large(file):
        yield from _streamed(file, lists)
        return
    value = whole(file)
    if value is None:
        raise UnreadableInput(f"{file.name}: AM002 is not JSON, or breaks off; export it again")
    place = -1
    for path in lists:
        for above, listed in _lists(value, path.split("."), "", {}):
            place += 1
            for each in listed:
                yield ListedRecord(place, above, each)


def _lists(
    value: Any, path: list[str], prefix: str, above: dict[str, Any]
) -> Iterator[tuple[dict[str, Any], list[Any]]]:
    """Yield the lists at a path, with the plain values on the way."""
    if not path:
        if isinstance(value, list):
            yield above, value
        return
    key, *rest = path
    if key == "item":
        for each in value if isinstance(value, list) else ():
            yield from _lists(each, rest, f"{prefix}item.", above)
    elif isinstance(value, dict):
        yield from _lists(value.get(key), rest, f"{prefix}{key}.", {**above, **_plain(value, prefix)})


def _plain(value: dict[str, Any], prefix: str) -> dict[str, Any]:
    """Return the plain values of a record and of the records in it, by their paths."""
    plain: dict[str, Any] = {}
    for key, inner in value.items():
        if isinstance(inner, dict):
            plain |= {
                f"{prefix}{key}.{name}": each
                for name, each in inner.items()
                if not isinstance(each, dict | list)
            }
        elif not isinstance(inner, list):
            plain[f"{prefix}{key}"] = inner
    return plain


DEEPEST = 4
MOST_ABOVE = 200
"""More plain values than exports have above their lists are not kept."""

ENDS = frozenset(["end_map", "end_array"])
STARTS = frozenset(["start_map", "start_array"])


def _streamed(file: InputFile, lists: Sequence[str]) -> Iterator[ListedRecord]:
    try:
        import ijson
    except ImportError as error:
        raise MissingExtra(f"reading {file.name}, which is large,", "sources") from error
    reader = _Reader(frozenset(f"{path}.item" for path in lists), ijson.ObjectBuilder)
    with file.open() as stream:
        if stream.read(len(BOM_UTF8)) != BOM_UTF8:
            stream.seek(0)
        try:
            for prefix, event, value in ijson.parse(stream, use_float=True):
                if reader.take(prefix, event, value):
                    yield ListedRecord(reader.place, reader.above, reader.value)
        except ijson.JSONError as error:
            raise UnreadableInput(
                f"{file.name}: AM002 is not JSON, or breaks off ({error}); export it again"
            ) from error


class _Reader:
    """Builds the records of lists from the events of a parser."""

    def __init__(self, wanted: frozenset[str], builder: Callable[[], Any]) -> None:
        self.wanted, self.new_builder = wanted, builder
        self.above: dict[str, Any] = {}
        self.place = -1
        self.value: Any = None
        self.builder: Any = None
        self.inside = ""

    def take(self, prefix: str, event: str, value: Any) -> bool:
        """Return whether an event ends a record of the lists, which is then the value."""
        if self.builder is not None:
            self.builder.event(event, value)
            if prefix != self.inside or event not in ENDS:
                return False
            self.value, self.builder = self.builder.value, None
            return True
        if prefix in self.wanted:
            if event in STARTS:
                self.builder, self.inside = self.new_builder(), prefix
                self.builder.event(event, value)
            self.value = value
            return event not in STARTS and event not in ENDS
        self._look(prefix, event, value)
        return False

    def _look(self, prefix: str, event: str, value: Any) -> None:
        """Keep the plain values above the lists."""
        if event == "start_array" and f"{prefix}.item" in self.wanted:
            self.place += 1
        elif event == "start_map":
            self.above = {key: each for key, each in self.above.items() if not key.startswith(f"{prefix}.")}
        elif event in {"string", "number", "boolean", "null"} and prefix.count(".") <= DEEPEST:
            self.above = {**self.above, prefix: value} if len(self.above) < MOST_ABOVE else self.above
