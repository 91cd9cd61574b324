"""Reads a dataset map by map, and keeps of each what the rules about the whole judge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from argmap.datasets.check.dead_files import dead_files
from argmap.datasets.check.names_left import KnownNames, names_left, names_replaced
from argmap.datasets.folders import find_datasets
from argmap.datasets.groups import grouped, marks
from argmap.datasets.splits.file import SPLITS_FILE, read_splits
from argmap.diagnostics import Diagnostic
from argmap.errors import InvalidInput, UnreadableInput
from argmap.lint.dataset_rules.facts import DatasetFacts, MapFacts, ThreadFacts
from argmap.location import Location
from argmap.model.map import ArgumentMap
from argmap.model.posts import Fingerprint
from argmap.model.thread import Thread
from argmap.storage.load import load_map, read_map
from argmap.storage.loaded import Loaded
from argmap.storage.positions import SourceMap
from argmap.storage.reading_files import MAIN, readings_of


@dataclass(frozen=True, slots=True)
class GatheredFacts:
    """The facts of a dataset, what is wrong with files that cannot be read, and what is needed to say where things are.

    `folders` are the folders of maps by the names that findings have for them.
    """

    facts: DatasetFacts
    faults: tuple[Diagnostic, ...]
    folders: Mapping[str, Path]
    splits: SourceMap | None


@dataclass(frozen=True, slots=True)
class _Read:
    """What reading the maps gave."""

    maps: dict[str, MapFacts]
    marks: list[tuple[str, tuple[str, ...]]]
    names: KnownNames
    faults: list[Diagnostic]
    used: set[Path]
    unsure: set[Path]


def gather(root: str | Path) -> GatheredFacts:
    """Return the facts of a dataset. Every map is read, its readings too; no map is kept.

    Args:
        root: a folder of datasets, or one dataset.

    Raises:
        UnreadableInput: there is no such folder, it cannot be read, or there is no map in it.
    """
    root = Path(root)
    folders = {folder.relative_to(root).as_posix(): folder for folder in find_datasets(root)}
    read = _Read({}, [], KnownNames(), [], set(), set())
    for name, folder in folders.items():
        _read(name, folder, read)
    for name, map in read.maps.items():
        if map.thread is not None and map.thread.names_replaced:
            left = names_left(load_map(folders[name]), read.names)
            read.maps[name] = replace(map, thread=replace(map.thread, names_left=tuple(left)))
    whole = not read.faults
    splits, places = _splits(root / SPLITS_FILE, read.faults)
    dead = dead_files(root, folders.values(), read.used, read.unsure)
    facts = DatasetFacts(
        tuple(read.maps.values()), grouped(read.marks), splits, SPLITS_FILE, tuple(dead), whole
    )
    return GatheredFacts(facts, tuple(read.faults), folders, places)


def _read(name: str, folder: Path, read: _Read) -> None:
    """Read what is in a folder: the map and its readings."""
    loaded = _loaded(folder, read.faults)
    map = loaded.map if loaded is not None else None
    readings = [_loaded(file, read.faults) for file in _readings(folder, read.faults)]
    for each in (loaded, *readings):
        read.used.update(each.digests or {} if each is not None else ())
    if loaded is None or map is None or any(each is None or each.map is None for each in readings):
        read.unsure.add(folder)
    if map is not None:
        read.maps[name] = _facts(name, map)
        read.marks.append((map.id, tuple(marks(map))))
        if map.thread is not None:
            read.names.add(map.thread)


def _readings(folder: Path, faults: list[Diagnostic]) -> list[Path]:
    """Return the files of the readings beside the map of a folder."""
    try:
        return [file for name, file in readings_of(folder).items() if name != MAIN]
    except UnreadableInput as error:
        faults += [fault for fault in error.diagnostics if isinstance(fault, Diagnostic)]
        return []


def _loaded(path: Path, faults: list[Diagnostic]) -> Loaded | None:
    try:
        loaded = read_map(path)
    except UnreadableInput as error:
        known = [fault for fault in error.diagnostics if isinstance(fault, Diagnostic)]
        faults += known or [Diagnostic(Location(str(path)), "AM001", str(error))]
        return None
    faults += loaded.diagnostics
    return loaded


def _splits(path: Path, faults: list[Diagnostic]) -> tuple[Mapping[str, str] | None, SourceMap | None]:
    if not path.exists():
        return None, None
    try:
        splits, places = read_splits(path)
    except (UnreadableInput, InvalidInput) as error:
        faults += [fault for fault in error.diagnostics if isinstance(fault, Diagnostic)]
        return None, None
    return splits.splits, places


def _facts(folder: str, map: ArgumentMap) -> MapFacts:
    thread = None if map.thread is None else _thread_facts(map.thread)
    return MapFacts(
        folder, map.id, map.language, tuple((claim.id, claim.text) for claim in map.claims), thread
    )


def _thread_facts(thread: Thread) -> ThreadFacts:
    return ThreadFacts(
        id=thread.id,
        language=thread.language,
        license=thread.source.license,
        has_words=any(post.text is not None for post in thread.posts),
        pseudonyms=thread.source.pseudonyms,
        posts=dict(_words(thread)),
        people={person.id: (person.name, person.pseudonym_of) for person in thread.participants},
        names_replaced=names_replaced(thread),
    )


def _words(thread: Thread) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the id of each post, how the hash of its words was made, and the hash."""
    for post in thread.posts:
        original = thread.original(post.id)
        if original.withheld is not None:
            yield post.id, (thread.source.fingerprints or PLAIN, original.withheld.sha256)
        elif original.text is not None:
            yield post.id, (PLAIN, Fingerprint.of(original.text).sha256)
        else:
            yield post.id, ("", "")


PLAIN = "sha256"
