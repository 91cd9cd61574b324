"""A file of edits: a YAML or JSON list, or JSON lines, to edits whose shapes are sound."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any

from argmap.diagnostics import Diagnostic
from argmap.editing.batch.records import ADD, SHAPES, VERBS
from argmap.errors import InvalidInput, UnreadableInput, suggestion
from argmap.location import Location, Path
from argmap.model.base import Record
from argmap.model.faults import shown
from argmap.storage.files import Limits, decode
from argmap.storage.positions import SourceMap
from argmap.storage.read import Parsed, parse

MOST_EDITS = 1_000
"""Edits in one batch."""

LIMITS = Limits(max_bytes=2_000_000, max_depth=16)

LINES, LIST = "JSON lines", "a list"
LINE_NAMES = frozenset({".jsonl", ".ndjson"})
LIST_NAMES = frozenset({".yaml", ".yml", ".json"})


@dataclass(frozen=True, slots=True)
class NumberedEdit:
    """One edit of a batch: its number from 1, where it begins, its first key and that key's value, and the other keys."""

    number: int
    location: Location
    verb: str
    what: Any
    fields: Mapping[str, Any]

    def fault(self, message: str, code: str = "", help: str = "", location: Location | None = None) -> object:
        """Return what is wrong with the edit, with its number and its line."""
        place = location or self.location
        text = f"edit {self.number}: {message}"
        return Diagnostic(place, code, text, help=help) if code else f"{place}: {text}"


def read_edits(content: bytes, name: str) -> tuple[NumberedEdit, ...]:
    """Return the edits in a file.

    Args:
        content: what it holds.
        name: its name, whose ending says whether it is a list (.yaml, .yml, .json) or JSON lines (.jsonl, .ndjson). A
            name with another ending says nothing: then a text that begins with a brace is JSON lines.

    Raises:
        UnreadableInput: it is not UTF-8, too large, neither YAML nor JSON, or holds no list.
        InvalidInput: edits have faults in their shape; all of them are named.
    """
    if len(content) > LIMITS.max_bytes:
        limit = LIMITS.max_bytes / 1_000_000
        raise UnreadableInput(f"{name}: larger than the limit of {limit:g} MB; make several batches of it")
    text = decode(content, name)
    if not text.strip():
        help = "a file of edits begins with a line such as '- {add: claim, …}'"
        raise UnreadableInput(
            Diagnostic(Location(name, 1, 1), "AM007", "the file is empty: there is no edit in it", help=help)
        )
    records = [*(_of_lines if form_of(text, name) == LINES else _of_list)(text, name)]
    if not records:
        raise UnreadableInput(f"{name}: there is no edit in it")
    if len(records) > MOST_EDITS:
        raise UnreadableInput(
            f"{name}: {len(records)} edits, and {MOST_EDITS} are the most; make several batches of it"
        )
    edits: list[NumberedEdit] = []
    faults: list[object] = []
    for number, (parsed, path) in enumerate(records, start=1):
        try:
            edits.append(_shaped(number, parsed, path))
        except InvalidInput as error:
            faults += error.diagnostics
    if faults:
        raise InvalidInput(faults)
    return tuple(edits)


def form_of(text: str, name: str) -> str:
    """Return whether a file of edits is "JSON lines" or "a list": its name says so, or else its first character."""
    ending = PurePath(name).suffix.lower()
    if ending in LINE_NAMES:
        return LINES
    if ending in LIST_NAMES:
        return LIST
    return LINES if text.lstrip()[:1] == "{" else LIST


def _of_lines(text: str, name: str) -> Iterator[tuple[Parsed, Path]]:
    """Yield the record in each line that is not blank, with places in the file."""
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            parsed = parse(line, name, LIMITS, as_json=True)
        except UnreadableInput as error:
            faults = [_on_line(fault, number) for fault in error.diagnostics]
            help = "each line of a file of JSON lines is one edit; a YAML list begins each edit with '- '"
            raise UnreadableInput(*faults, help) from error
        yield replace(parsed, positions=SourceMap(name, _moved(parsed.positions, number - 1))), ()


def _on_line(fault: object, number: int) -> object:
    if not isinstance(fault, Diagnostic):
        return fault
    return replace(fault, location=replace(fault.location, line=number))


def _moved(positions: SourceMap, lines: int) -> Any:
    """Return what finds the places of a line in its file."""

    def down(place: Any) -> Any:
        inside = place.inside
        if isinstance(inside, Mapping):
            inside = {
                key: entry._replace(key=down(entry.key), value=down(entry.value))
                for key, entry in inside.items()
            }
        elif inside is not None:
            inside = [down(each) for each in inside]
        return place._replace(line=place.line + lines, inside=inside)

    return lambda: None if positions.root is None else down(positions.root)


def _of_list(text: str, name: str) -> Iterator[tuple[Parsed, Path]]:
    """Yield the whole for each record of the list, with the path of the record."""
    parsed = parse(text, name, LIMITS, as_json=PurePath(name).suffix.lower() == ".json")
    if parsed.diagnostics:
        raise UnreadableInput(*parsed.diagnostics)
    if not isinstance(parsed.data, list):
        raise UnreadableInput(
            f"{name}: a file of edits is a list, and this is {shown(parsed.data)}; begin each edit with '- ', "
            "or write one JSON object on each line of a .jsonl file"
        )
    for index in range(len(parsed.data)):
        yield parsed, (index,)


def _shaped(number: int, parsed: Parsed, path: Path) -> NumberedEdit:
    """Return the edit in a record.

    Raises:
        InvalidInput: its shape has faults.
    """
    data = parsed.data[path[0]] if path else parsed.data
    here = NumberedEdit(number, parsed.positions.locate(path), "", None, {})
    if parsed.diagnostics and not path:
        raise InvalidInput(
            replace(each, message=f"edit {number}: {each.message}") for each in parsed.diagnostics
        )
    if not isinstance(data, dict):
        raise InvalidInput([here.fault(f"expected a mapping ('key: value' lines), got {shown(data)}")])
    verbs = [verb for verb in VERBS if verb in data]
    if len(verbs) != 1:
        raise InvalidInput([here.fault(_which(verbs, data))])
    edit = replace(
        here, verb=verbs[0], what=data[verbs[0]], fields={k: v for k, v in data.items() if k != verbs[0]}
    )
    if edit.verb == "set":
        return _setting(edit)
    shape = _shape(edit)
    try:
        record = shape.model_validate(data)
    except InvalidInput as error:
        raise InvalidInput(
            _placed(edit, each, parsed.positions, path) for each in error.diagnostics
        ) from error
    plain = record.model_dump(exclude_unset=True, by_alias=True, mode="json")
    return replace(edit, what=plain.pop(edit.verb), fields=plain)


def _shape(edit: NumberedEdit) -> type[Record]:
    if edit.verb != "add":
        return SHAPES[edit.verb]
    if isinstance(edit.what, str) and edit.what in ADD:
        return ADD[edit.what]
    kind = edit.what if isinstance(edit.what, str) else shown(edit.what)
    message = f"there is nothing called {kind!r} to add; {suggestion(kind, ADD, listed=len(ADD))}"
    raise InvalidInput([edit.fault(message)])


def _setting(edit: NumberedEdit) -> NumberedEdit:
    if not isinstance(edit.what, str):
        raise InvalidInput([edit.fault(f"expected the id of what to set, got {shown(edit.what)}")])
    if not edit.fields:
        raise InvalidInput([edit.fault("there is no field to set")])
    return edit


def _which(verbs: list[str], data: Mapping[str, Any]) -> str:
    """Return what is wrong with an edit that does nothing or several things."""
    if verbs:
        return f"it is to {' and to '.join(verbs)}; make two edits of it"
    near = [word for key in data if (word := suggestion(str(key), VERBS)).startswith("did")]
    return f"it does not say what to do; {near[0] if near else 'one key is ' + ', '.join(VERBS)}"


def _placed(edit: NumberedEdit, fault: object, positions: SourceMap, path: Path) -> object:
    """Return a fault of a shape with its place in the file and the number of the edit."""
    if not isinstance(fault, Diagnostic):
        return edit.fault(str(fault))
    inside = fault.location.path[1:]  # without the name of the shape
    place = positions.locate((*path, *inside), key=fault.code == "AM011")
    return edit.fault(fault.message, fault.code, fault.help, place)
