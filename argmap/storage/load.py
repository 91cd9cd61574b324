"""From a path, a text or plain data to a document: reads a map with its thread, and reports everything that is wrong."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from argmap.diagnostics import Diagnostic
from argmap.errors import InvalidInput, UnknownName, UnreadableInput
from argmap.location import Location
from argmap.model.base import plain_data
from argmap.model.map import ArgumentMap
from argmap.model.thread import Thread
from argmap.storage.atomic.intents import recover
from argmap.storage.files import Limits, current_limits, decode, digest, is_special, read_bytes, unreadable
from argmap.storage.loaded import Loaded, in_order, judged
from argmap.storage.positions import SourceMap
from argmap.storage.read import Parsed, parse
from argmap.storage.reading_files import readings_of

MAP_NAMES = ("map.yaml", "map.yml", "map.json")

FORMATS = {"map": "argmap/1", "thread": "argmap-thread/1"}
TEXT_FORMATS = ("yaml", "json")
TEXT_NAME = "<text>"

Source = str | Path | Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Input:
    """The size limits, and texts that are read in place of files, by path."""

    limits: Limits
    texts: Mapping[Path, str | Parsed]

    def parsed(self, path: Path | None, name: str) -> tuple[Parsed, str]:
        """Return the content of a file and its digest."""
        as_json = None if path is None else path.suffix.lower() == ".json"
        if path is not None and path in self.texts:
            text = self.texts[path]
            if isinstance(text, Parsed):
                return text, digest(text.positions.text.encode("utf-8", "surrogatepass"))
            return parse(text, name, self.limits, as_json=as_json), digest(
                text.encode("utf-8", "surrogatepass")
            )
        if path is not None:
            recover(path.parent)
        content = read_bytes(path, self.limits)
        text, read_as = decode(content, name), digest(content)
        del content  # of a large file, one copy is enough while it is parsed
        return parse(text, name, self.limits, as_json=as_json), read_as


def load_map(source: Source, limits: Limits | None = None) -> ArgumentMap:
    """Return the map in a file, in the folder of a dataset, in standard input or in plain data.

    Args:
        source: a path; `-` for standard input; or a mapping with the keys of the format, in which `format` may be
            left out.
        limits: the largest size (bytes) and depth (levels) that are read.

    Raises:
        UnreadableInput: there is no such file, or it cannot be read as YAML or JSON.
        InvalidInput: it has faults; `diagnostics` holds them all.
    """
    return _sound(read_map(source, limits))


def loads(text: str, format: str | None = None, limits: Limits | None = None) -> ArgumentMap:
    """Return the map in a text; a thread that it names by path is read from the current folder.

    Args:
        text: YAML or JSON.
        format: "yaml" or "json"; without it, a text that begins with a brace is read as JSON.
        limits: the largest size (bytes) and depth (levels) that are read.

    Raises:
        UnknownName: there is no such format.
        UnreadableInput: the text is neither YAML nor JSON.
        InvalidInput: it has faults; `diagnostics` holds them all.
    """
    if format not in (None, *TEXT_FORMATS):
        raise UnknownName("format", str(format), TEXT_FORMATS)
    given = _Input(limits or current_limits(), {})
    if len(encoded := text.encode("utf-8", "replace")) > given.limits.max_bytes:
        raise unreadable(TEXT_NAME, "AM003", f"larger than the limit ({len(encoded):,} bytes)")
    as_json = None if format is None else format == "json"
    return _sound(_with_top(parse(text, TEXT_NAME, given.limits, as_json=as_json), None, given, {}))


def load_thread(path: str | Path, limits: Limits | None = None) -> Thread:
    """Return the thread in a file, or the `thread.yaml` of a dataset folder.

    Args:
        path: a YAML or JSON file, or the folder of a dataset.
        limits: how large and how deep it may be; None for those of the environment.

    Raises:
        UnreadableInput: there is no such file, or it cannot be read as YAML or JSON.
        InvalidInput: it has faults; `diagnostics` holds them all.
    """
    return read_thread(path, limits)[0]


def read_thread(
    path: str | Path, limits: Limits | None = None, *, text: str | None = None
) -> tuple[Thread, SourceMap]:
    """Return the thread in a file with its text and the places of everything in it.

    Args:
        path: a YAML or JSON file, or the folder of a dataset.
        limits: how large and how deep it may be; None for those of the environment.
        text: the text to read in place of the file's, to judge a change before it is written.

    Raises:
        UnreadableInput: there is no such file, or it cannot be read as YAML or JSON.
        InvalidInput: it has faults; `diagnostics` holds them all.
    """
    file = Path(path) / "thread.yaml" if Path(path).is_dir() else Path(path)
    parsed, _ = _Input(limits or current_limits(), {} if text is None else {file: text}).parsed(
        file, str(file)
    )
    # A thread is judged as the thread of a map that holds nothing else: one way to judge, one set of faults.
    empty_map = Parsed({"id": "thread", "title": "thread"}, SourceMap(str(file), lambda: None))
    loaded = judged(_mounted(empty_map, parsed))
    if loaded.map is None or loaded.map.thread is None:
        raise InvalidInput(loaded.diagnostics)
    return loaded.map.thread, parsed.positions


def read_map(
    source: Source, limits: Limits | None = None, *, texts: Mapping[Path, str | Parsed] | None = None
) -> Loaded:
    """Return the result of reading a map: the document or its faults, and the positions of everything.

    Args:
        source: a path; `-` for standard input; or a mapping with the keys of the format.
        limits: the largest size (bytes) and depth (levels) that are read.
        texts: texts to read in place of the files at these paths, to judge a change before it is written; or what
            parsing them gave already.

    Raises:
        UnreadableInput: there is no such file, or it cannot be read as YAML or JSON.
    """
    given = _Input(limits or current_limits(), texts or {})
    if isinstance(source, Mapping):
        data = {"format": FORMATS["map"], **_plain(source)}
        return _with_top(Parsed(data, SourceMap(None, lambda: None)), None, given, {})
    path = find_map(source)
    if path is None:
        return _with_top(given.parsed(None, "<stdin>")[0], None, given, {})
    for _ in range(TRIES):
        stamp = _stamp(path)
        parsed, read_as = given.parsed(path, str(path))
        loaded = _with_top(parsed, path, given, {path.resolve(): read_as})
        if _stamp(path) == stamp:
            break
    return loaded


TRIES = 3
"""Times that a map is read with its thread, when somebody writes both meanwhile: one without the other was never meant."""


def _stamp(path: Path) -> tuple[int, int, int] | None:
    """Return what another file of that name would not have."""
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_ino, state.st_mtime_ns, state.st_size


def parsed_files(path: Path, limits: Limits | None = None) -> dict[Path, Parsed]:
    """Return what the files of a map hold, by path: its own, and that of its thread if it has one that can be read.

    With it, `read_map` and the edits of a map parse no file a second time.

    Args:
        path: the file of the map.
        limits: how large and how deep a file may be; None for those of the environment.

    Raises:
        UnreadableInput: there is no such file, or it cannot be read as YAML or JSON.
    """
    given = _Input(limits or current_limits(), {})
    files = {path: given.parsed(path, str(path))[0]}
    top = files[path].data
    if isinstance(top, dict) and isinstance(reference := top.get("thread"), str):
        with suppress(UnreadableInput):  # what is wrong with it is said when the map is read
            file = _inside(path.parent, reference)
            files[file] = given.parsed(file, str(file))[0]
    return files


def _with_top(parsed: Parsed, path: Path | None, given: _Input, digests: Mapping[Path, str]) -> Loaded:
    """Return what a file's content makes, once its top is known to be that of a map."""
    parsed = _opened(parsed, "map")
    if parsed.lost:
        return Loaded(None, parsed.positions, in_order(parsed.diagnostics))
    whole, thread_digests = _with_thread(parsed, path, given)
    return replace(judged(whole), digests={**digests, **thread_digests})


def _sound(loaded: Loaded) -> ArgumentMap:
    if loaded.map is None:
        raise InvalidInput(loaded.diagnostics)
    return loaded.map


def _plain(value: Any) -> Any:
    """Return data made in code as a reader would give them: lists for tuples, plain texts, records as mappings."""
    if isinstance(value, BaseModel):
        return plain_data(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, Enum):
        return value.value
    return str(value) if isinstance(value, str) else value


def find_map(source: str | Path) -> Path | None:
    """Return the file that holds the map `source` names, or None for standard input.

    Raises:
        UnreadableInput: a folder holds no map, or more than one, or cannot be read.
    """
    if str(source) == "-":
        return None
    path = Path(source)
    if not os.path.isdir(path):  # pathlib raises for a name that is too long
        return path
    recover(path)
    try:
        maps = [path / name for name in MAP_NAMES if (path / name).exists()]
        lost = lost_link(path)
    except OSError as error:  # a folder that this user may not look into
        raise unreadable(str(path), "AM001", f"cannot be read: {error.strerror or error}") from error
    if lost is not None:
        raise unreadable(str(lost), "AM001", "is a link that leads to no file", "mend the link, or remove it")
    if not maps:
        raise _no_map(path)
    if len(maps) > 1:
        names = " and ".join(file.name for file in maps)
        raise unreadable(str(path), "AM001", f"the folder holds {names}", "keep one, or name the file")
    return maps[0]


def lost_link(folder: Path) -> Path | None:
    """Return the file of a folder's map if it is a link that leads to no file."""
    files = (folder / name for name in MAP_NAMES)
    return next((file for file in files if file.is_symlink() and not file.exists()), None)


def _no_map(folder: Path) -> UnreadableInput:
    """Return why a folder is no dataset; one that only holds readings of several annotators has no map of its own."""
    others = [file.name for file in readings_of(folder).values()]
    if not others:
        return unreadable(str(folder), "AM001", "the folder holds no map", "a dataset has a map.yaml")
    names = " and ".join(filter(None, (", ".join(others[:-1]), others[-1])))
    what = "only the reading" if len(others) == 1 else "only the readings"
    return unreadable(
        str(folder),
        "AM001",
        f"the folder holds {what} {names}",
        "name the file, or make one of them map.yaml",
    )


def _opened(parsed: Parsed, kind: str) -> Parsed:
    """Return the content of a file with the faults of its top; its data are lost when it is no `kind` at all."""
    data, positions = parsed.data, parsed.positions
    begin = f"a {kind} begins with 'format: {FORMATS[kind]}'"
    other = "thread" if kind == "map" else "map"
    if not isinstance(data, dict):
        content = {list: "a list", type(None): "nothing"}.get(type(data), "a single value")
        fault = Diagnostic(positions.locate(()), "AM010", f"the file holds {content}", help=begin)
    elif data.get("format") == FORMATS[other]:
        place, help = positions.locate(("format",)), f"name its {kind}.yaml instead"
        fault = Diagnostic(place, "AM013", f"this is a {other}, not a {kind}", help=help)
    elif "format" not in data:
        fault = Diagnostic(positions.locate(()), "AM012", "key 'format' is missing", help=begin)
        return replace(parsed, diagnostics=(*parsed.diagnostics, fault))
    else:
        return parsed
    return replace(parsed, data=None, diagnostics=(*parsed.diagnostics, fault), lost=((),))


def _with_thread(parsed: Parsed, path: Path | None, given: _Input) -> tuple[Parsed, dict[Path, str]]:
    """Return the data with the thread in place of the path that names it."""
    reference = parsed.data.get("thread")
    if not isinstance(reference, str):
        return parsed, {}
    folder = Path() if path is None else path.parent
    try:
        file = _inside(folder, reference)
        thread, read_as = given.parsed(file, str(file))
    except UnreadableInput as error:
        fault = _thread_fault(error, reference, parsed)
        data = {**parsed.data, "thread": None}
        return replace(parsed, data=data, diagnostics=(*parsed.diagnostics, fault), lost=(("thread",),)), {}
    return _mounted(parsed, thread), {file.resolve(): read_as}


def _thread_fault(error: UnreadableInput, reference: str, parsed: Parsed) -> Diagnostic:
    """Return what is wrong with the thread's file, at its own place when its content is at fault."""
    for fault in error.diagnostics:
        if isinstance(fault, Diagnostic) and fault.code not in NO_TEXT:
            return fault
    message = f"thread {reference!r} cannot be used: {error}"
    return Diagnostic(parsed.positions.locate(("thread",)), "AM014", message)


NO_TEXT = frozenset({"AM001", "AM003"})
"""Faults of a file that was not read at all: the place to correct is the path that names it."""


def _inside(folder: Path, reference: str) -> Path:
    """Return the file that a dataset refers to; a dataset refers to nothing outside its own folder."""
    try:
        inside = "\0" not in reference and (folder / reference).resolve().is_relative_to(folder.resolve())
    except RuntimeError:  # links that run in a circle, before Python 3.13
        inside = False
    if not inside:
        raise UnreadableInput("it lies outside the map's folder; put the file beside the map")
    if is_special(folder / reference):  # to open a pipe that nobody writes to never ends
        raise UnreadableInput("it is no file; put the file beside the map")
    return folder / reference


def _mounted(parsed: Parsed, thread: Parsed) -> Parsed:
    """Return a map's data with the content of its thread's file in them."""
    thread = _opened(thread, "thread")
    return Parsed(
        {**parsed.data, "thread": thread.data},
        replace(parsed.positions, mounted={"thread": thread.positions}),
        (*parsed.diagnostics, *thread.diagnostics),
        tuple(("thread", *path) for path in thread.lost),
        (*parsed.doubts, *map(_inside_thread, thread.doubts)),
    )


def _inside_thread(doubt: Diagnostic) -> Diagnostic:
    """Return a doubt about a value of the thread with its path in the map."""
    place, fix = doubt.location, doubt.fix
    location = Location(place.file, place.line, place.column, ("thread", *place.path))
    edits = tuple(replace(edit, path=("thread", *edit.path)) for edit in fix.edits) if fix else ()
    return replace(doubt, location=location, fix=replace(fix, edits=edits) if fix else None)
