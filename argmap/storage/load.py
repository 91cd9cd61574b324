"""From a path to a document: reads a map with its thread, and says everything that is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from argmap.diagnostics import Diagnostic, Severity
from argmap.errors import InvalidInput, UnreadableInput
from argmap.location import Location
from argmap.model.integrity import breaches
from argmap.model.map import ArgumentMap
from argmap.model.map_rules import MAP_RULES, NEED_THREAD
from argmap.model.thread import Thread
from argmap.storage.draft import Draft, draft_of
from argmap.storage.files import decode, digest, read_bytes
from argmap.storage.limits import Limits, current_limits
from argmap.storage.parse import Parsed, parse
from argmap.storage.positions import SourceMap
from argmap.storage.validate import broken_integrity, diagnostic, diagnostics_of
from argmap.storage.yaml_reader import Unparsable

MAP_NAMES = ("map.yaml", "map.yml", "map.json")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of reading a map.

    `map` is None when the file has faults; `draft` then holds its sound part, if there is one. `digests`
    are the SHA-256 of the files that were read, by path: a writer uses them to overwrite only what it read.
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
    limits = limits or current_limits()
    parsed, _ = _parsed(Path(path), str(path), limits)
    try:
        thread = Thread.model_validate(parsed.data)
    except ValidationError as error:
        raise InvalidInput(_sorted(diagnostics_of(error, Thread, parsed.positions))) from error
    if parsed.diagnostics:
        raise InvalidInput(parsed.diagnostics)
    return thread


def read_map(source: str | Path, limits: Limits | None = None) -> Loaded:
    """Return what comes of reading a map: the document or its faults, and the positions of everything.

    Raises:
        UnreadableInput: there is no such file, or it cannot be read as YAML or JSON.
    """
    limits = limits or current_limits()
    path = find_map(source)
    name = "<stdin>" if path is None else str(path)
    parsed, read_as = _parsed(path, name, limits)
    if not isinstance(parsed.data, dict):
        found = "a list" if isinstance(parsed.data, list) else "a single value"
        fault = Diagnostic(
            Location(name, 1, 1),
            "AM010",
            f"the file holds {found}",
            help="a map begins with 'format: argmap/1'",
        )
        return Loaded(None, parsed.positions, (fault,))
    if parsed.data.get("format") == "argmap-thread/1":
        fault = Diagnostic(
            Location(name, 1, 1), "AM013", "this is a thread, not a map", help="name its map.yaml instead"
        )
        return Loaded(None, parsed.positions, (fault,))
    digests = {path: read_as} if path is not None else {}
    whole, thread_digests = _with_thread(parsed, path, limits)
    return replace(_validated(whole), digests={**digests, **thread_digests})


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
        fault = Diagnostic(
            parsed.positions.locate(("thread",)), "AM014", f"thread {reference!r} cannot be used: {error}"
        )
        return replace(
            parsed, data={**parsed.data, "thread": None}, diagnostics=(*parsed.diagnostics, fault)
        ), {}
    positions = replace(parsed.positions, mounted={"thread": thread.positions})
    data = {**parsed.data, "thread": thread.data}
    return Parsed(data, positions, (*parsed.diagnostics, *thread.diagnostics)), {file: read_as}


def _inside(folder: Path, reference: str) -> Path:
    """Return the file that a dataset refers to; a dataset refers to nothing outside its own folder."""
    if "\0" in reference or not (folder / reference).resolve().is_relative_to(folder.resolve()):
        raise UnreadableInput("it lies outside the map's folder; put the file beside the map")
    return folder / reference


def _validated(parsed: Parsed) -> Loaded:
    try:
        found = ArgumentMap.model_validate(parsed.data)
    except ValidationError as error:
        return _faulty(parsed, error)
    sound = found if not _has_error(parsed.diagnostics) else None
    return Loaded(sound, parsed.positions, _sorted(parsed.diagnostics))


def _faulty(parsed: Parsed, error: ValidationError) -> Loaded:
    details = error.errors(include_url=False)
    in_fields = [fault["loc"] for fault in details if broken_integrity(fault) is None]
    diagnostics = [*parsed.diagnostics, *diagnostics_of(error, ArgumentMap, parsed.positions)]
    draft = draft_of(parsed.data, in_fields)
    map_was_judged = any(broken_integrity(fault) is not None and not fault["loc"] for fault in details)
    thread_is_lost = any(fault.code == "AM014" for fault in parsed.diagnostics)
    if draft is not None and not map_was_judged:
        rules = tuple(rule for rule in MAP_RULES if not (thread_is_lost and rule in NEED_THREAD))
        for rule, finding in breaches(draft.map, rules):
            if finding.subject not in draft.left_out:
                moved = replace(finding, path=draft.original(finding.path))
                diagnostics.append(diagnostic(rule, moved, parsed.positions))
    return Loaded(None, parsed.positions, _sorted(diagnostics), draft)


def _has_error(diagnostics: tuple[Diagnostic, ...]) -> bool:
    return any(fault.severity is Severity.ERROR for fault in diagnostics)


def _sorted(diagnostics: Any) -> tuple[Diagnostic, ...]:
    return tuple(sorted(set(diagnostics), key=Diagnostic.sort_key))
