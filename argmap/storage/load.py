"""From a path to a document: reads a map with its thread, and says everything that is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from argmap.diagnostics import Diagnostic
from argmap.errors import InvalidInput, UnreadableInput
from argmap.model.map import ArgumentMap
from argmap.model.thread import Thread
from argmap.storage.builder import Unparsable
from argmap.storage.draft import Draft, draft_of
from argmap.storage.files import decode, digest, read_bytes
from argmap.storage.limits import Limits, current_limits
from argmap.storage.parse import Parsed, parse
from argmap.storage.positions import SourceMap
from argmap.storage.validate import broken_integrity, diagnostic, field_fault

MAP_NAMES = ("map.yaml", "map.yml", "map.json")
VALIDATOR = TypeAdapter(ArgumentMap)
"""Says faults in pydantic's own terms, with their locations; `ArgumentMap.model_validate` says them to users."""

FORMATS = {"map": "argmap/1", "thread": "argmap-thread/1"}


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of reading a map.

    `map` is None when the file has faults; `draft` then holds its sound part, if there is one. `digests`
    are the SHA-256 of the files that were read, by absolute path: a writer uses them to overwrite only what
    it read.
    """

    map: ArgumentMap | None
    positions: SourceMap
    diagnostics: tuple[Diagnostic, ...] = ()
    draft: Draft | None = None
    digests: Mapping[Path, str] | None = None


def load_map(source: str | Path, limits: Limits | None = None) -> ArgumentMap:
    """Return the map in a file, or in the folder of a dataset; `-` reads standard input.

    Raises:
        UnreadableInput: there is no such file, or it cannot be read as YAML or JSON.
        InvalidInput: it has faults; `diagnostics` holds them all.
    """
    loaded = read_map(source, limits)
    if loaded.map is None:
        raise InvalidInput(loaded.diagnostics)
    return loaded.map


def load_thread(path: str | Path, limits: Limits | None = None) -> Thread:
    """Return the thread in a file.

    Raises:
        UnreadableInput: there is no such file, or it cannot be read as YAML or JSON.
        InvalidInput: it has faults; `diagnostics` holds them all.
    """
    parsed, _ = _parsed(Path(path), str(path), limits or current_limits())
    # A thread is judged as the thread of a map that holds nothing else: one way to judge, one set of faults.
    empty_map = Parsed({"id": "thread", "title": "thread"}, SourceMap(str(path), lambda: None))
    loaded = _judged(_mounted(empty_map, parsed))
    if loaded.map is None or loaded.map.thread is None:
        raise InvalidInput(loaded.diagnostics)
    return loaded.map.thread


def read_map(source: str | Path, limits: Limits | None = None) -> Loaded:
    """Return what comes of reading a map: the document or its faults, and the positions of everything.

    Raises:
        UnreadableInput: there is no such file, or it cannot be read as YAML or JSON.
    """
    limits = limits or current_limits()
    path = find_map(source)
    parsed, read_as = _parsed(path, "<stdin>" if path is None else str(path), limits)
    parsed = _opened(parsed, "map")
    if parsed.lost:
        return Loaded(None, parsed.positions, _sorted(parsed.diagnostics))
    digests = {path.resolve(): read_as} if path is not None else {}
    whole, thread_digests = _with_thread(parsed, path, limits)
    return replace(_judged(whole), digests={**digests, **thread_digests})


def find_map(source: str | Path) -> Path | None:
    """Return the file that holds the map `source` names, or None for standard input.

    Raises:
        UnreadableInput: a folder holds no map, or more than one.
    """
    if str(source) == "-":
        return None
    path = Path(source)
    if not path.is_dir():
        return path
    found = [path / name for name in MAP_NAMES if (path / name).exists()]
    if not found:
        raise UnreadableInput(f"{path}: AM001 the folder holds no map; a dataset has a map.yaml")
    if len(found) > 1:
        names = " and ".join(file.name for file in found)
        raise UnreadableInput(f"{path}: AM001 the folder holds {names}; keep one, or name the file")
    return found[0]


def _parsed(path: Path | None, name: str, limits: Limits) -> tuple[Parsed, str]:
    content = read_bytes(path, limits)
    text = decode(content, name)
    is_json = None if path is None else path.suffix.lower() == ".json"
    try:
        return parse(text, name, limits, is_json=is_json), digest(content)
    except Unparsable as error:
        raise UnreadableInput(str(error.diagnostic)) from error


def _opened(parsed: Parsed, kind: str) -> Parsed:
    """Return the content of a file with the faults of its top; its data are lost when it is no `kind` at all."""
    data, positions = parsed.data, parsed.positions
    begin = f"a {kind} begins with 'format: {FORMATS[kind]}'"
    other = "thread" if kind == "map" else "map"
    if not isinstance(data, dict):
        found = {list: "a list", type(None): "nothing"}.get(type(data), "a single value")
        fault = Diagnostic(positions.locate(()), "AM010", f"the file holds {found}", help=begin)
    elif data.get("format") == FORMATS[other]:
        place, help = positions.locate(("format",)), f"name its {kind}.yaml instead"
        fault = Diagnostic(place, "AM013", f"this is a {other}, not a {kind}", help=help)
    elif "format" not in data:
        fault = Diagnostic(positions.locate(()), "AM012", "key 'format' is missing", help=begin)
        return replace(parsed, diagnostics=(*parsed.diagnostics, fault))
    else:
        return parsed
    return replace(parsed, data=None, diagnostics=(*parsed.diagnostics, fault), lost=((),))


def _with_thread(parsed: Parsed, path: Path | None, limits: Limits) -> tuple[Parsed, dict[Path, str]]:
    """Return the data with the thread in place of the path that names it."""
    reference = parsed.data.get("thread")
    if not isinstance(reference, str):
        return parsed, {}
    folder = Path() if path is None else path.parent
    try:
        file = _inside(folder, reference)
        thread, read_as = _parsed(file, str(file), limits)
    except UnreadableInput as error:
        fault = _thread_fault(error, reference, parsed)
        data = {**parsed.data, "thread": None}
        return replace(parsed, data=data, diagnostics=(*parsed.diagnostics, fault), lost=(("thread",),)), {}
    return _mounted(parsed, thread), {file.resolve(): read_as}


def _thread_fault(error: UnreadableInput, reference: str, parsed: Parsed) -> Diagnostic:
    """Return what is wrong with the thread's file, at its own place when it has one."""
    if isinstance(error.__cause__, Unparsable):
        return error.__cause__.diagnostic
    message = f"thread {reference!r} cannot be used: {error}"
    return Diagnostic(parsed.positions.locate(("thread",)), "AM014", message)


def _inside(folder: Path, reference: str) -> Path:
    """Return the file that a dataset refers to; a dataset refers to nothing outside its own folder."""
    try:
        inside = "\0" not in reference and (folder / reference).resolve().is_relative_to(folder.resolve())
    except RuntimeError:  # links that run in a circle, before Python 3.13
        inside = False
    if not inside:
        raise UnreadableInput("it lies outside the map's folder; put the file beside the map")
    return folder / reference


def _mounted(parsed: Parsed, thread: Parsed) -> Parsed:
    """Return a map's data with the content of its thread's file in them."""
    thread = _opened(thread, "thread")
    return Parsed(
        {**parsed.data, "thread": thread.data},
        replace(parsed.positions, mounted={"thread": thread.positions}),
        (*parsed.diagnostics, *thread.diagnostics),
        tuple(("thread", *path) for path in thread.lost),
    )


def _judged(parsed: Parsed) -> Loaded:
    """Return the map, or else everything that is wrong with its values and with the rest as a whole."""
    details: list[ErrorDetails] = []
    try:
        found = VALIDATOR.validate_python(parsed.data)
    except ValidationError as error:
        details = [fault for fault in error.errors(include_url=False) if not broken_integrity(fault)]
    else:
        if not parsed.diagnostics:
            return Loaded(found, parsed.positions)
    draft = draft_of(parsed.data, (*parsed.lost, *(fault["loc"] for fault in details)))
    broken = (diagnostic(rule, finding, parsed.positions) for rule, finding in draft.violations())
    diagnostics = (*parsed.diagnostics, *_field_faults(details, parsed), *broken)
    return Loaded(None, parsed.positions, _sorted(diagnostics), draft)


def _field_faults(details: Iterable[ErrorDetails], parsed: Parsed) -> Iterator[Diagnostic]:
    """Yield the faults of single values, but not of values that the reader has refused already.

    That a list is too short is not said where the fault of an item has made it so.
    """
    refused = {_spot(fault) for fault in parsed.diagnostics if fault.code == "AM006"}
    told = list(details)
    around = {fault["loc"][:length] for fault in told for length in range(1, len(fault["loc"]))}
    for fault in told:
        if fault["type"] == "too_short" and fault["loc"] in around:
            continue
        found = field_fault(fault, ArgumentMap, parsed.positions)
        if found.code == "AM012" or _spot(found) not in refused:
            yield found


def _spot(fault: Diagnostic) -> tuple[str | None, int | None, int | None]:
    return fault.location.file, fault.location.line, fault.location.column


def _sorted(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(set(diagnostics), key=Diagnostic.sort_key))
