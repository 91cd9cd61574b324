"""What `argmap serve` shows: the page of every dataset with its faults, rebuilt only where files changed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from argmap.datasets.folders import check_dataset, find_datasets
from argmap.errors import ArgmapError
from argmap.lint.run import settings_of
from argmap.lint.settings import settings_places
from argmap.model.map import ArgumentMap
from argmap.project.fault import Fault, faults_of, faults_of_error
from argmap.project.gallery import GalleryCard, card
from argmap.project.results import FILE, stored_results
from argmap.project.watching import is_watched
from argmap.rendering.draw import pictures
from argmap.rendering.options import Options
from argmap.teach.practice.tab import practice_tabs

Stamps = tuple[tuple[str, int, int], ...]
"""Name, time of the last change in nanoseconds, and size in bytes of every file that a page is made from."""


@dataclass(frozen=True, slots=True)
class Served:
    """A dataset as it is served, at its own address: its last good page, if there was one, and the faults it has now.

    The address is the name of the folder, so that it stays when an id is written or changed. `files` are the files it
    was read from, `stamps` how they were then.
    """

    address: str
    card: GalleryCard
    page: bytes = b""
    picture: bytes = b""
    faults: tuple[Fault, ...] = ()
    files: tuple[Path, ...] = ()
    stamps: Stamps = ()

    @property
    def has_page(self) -> bool:
        return bool(self.page)


@dataclass(frozen=True, slots=True)
class Site:
    """All datasets by folder, what is wrong with the folder of them all, and the folders that the last look rebuilt."""

    datasets: Mapping[Path, Served] = field(default_factory=dict)
    trouble: str = ""
    rebuilt: tuple[Path, ...] = ()

    @property
    def shown(self) -> tuple[Served, ...]:
        """Return the datasets with all their faults: that two have one id is known only when all are read."""
        owners: dict[str, Path] = {}
        shown = []
        for folder, served in self.datasets.items():
            owner = owners.setdefault(served.card.id, folder) if served.has_page else folder
            if owner != folder:
                # `argmap build` refuses it in these words: both would be written to one folder.
                words = f"{folder} and {owner} have the same id {served.card.id!r}; rename one"
                shown.append(replace(served, faults=(*served.faults, Fault("", words))))
            else:
                shown.append(served)
        return tuple(shown)

    @property
    def faults(self) -> dict[str, list[str]]:
        """Return the faults of every dataset that has some as `argmap check` prints them, by its address."""
        return {served.address: [*map(str, served.faults)] for served in self.shown if served.faults}


def build_site(data: str | Path, before: Site, results: Path) -> Site:
    """Return the site of the datasets in a folder, in which only those whose files changed are rebuilt.

    A dataset with faults keeps its last good page, also when its map or its folder was deleted. One that never had a
    page is listed with its faults while its map is there.

    Args:
        data: a folder of datasets, or one dataset.
        before: the site as it was; `Site()` at first.
        results: the folder in which `argmap build` left the results of experiments.
    """
    trouble = ""
    folders: tuple[Path, ...] = ()
    try:
        folders = _once(find_datasets(data))
    except ArgmapError as error:
        trouble = str(error)
    gone = [folder for folder, served in before.datasets.items() if served.has_page]
    datasets: dict[Path, Served] = {}
    rebuilt = []
    taken = {served.address for served in before.datasets.values()}
    for folder in sorted({*folders, *gone}):
        known = before.datasets.get(folder)
        if known is None:
            known = _unread(folder, taken)
            taken.add(known.address)
        # A dataset that was never read has no stamps, and neither has a folder without files: it is read all the same.
        if folder not in before.datasets or known.stamps != _stamps(folder, known, results):
            known = _built(folder, known, results)
            rebuilt.append(folder)
        datasets[folder] = known
    return Site(datasets, trouble, tuple(rebuilt))


def _once(folders: Iterable[Path]) -> tuple[Path, ...]:
    """Return folders without those that are links to another of them."""
    apart: dict[Path, Path] = {}
    for folder in sorted(folders, key=lambda folder: (folder.is_symlink(), folder)):
        apart.setdefault(folder.resolve(), folder)
    return tuple(apart.values())


def _unread(folder: Path, taken: Iterable[str]) -> Served:
    """Return a dataset before it is read, with an address that no other has."""
    # The name of a folder may hold bytes that are no text.
    name = folder.resolve().name.encode("utf-8", "replace").decode() or "map"
    address, number = name, 1
    while address in taken:
        number += 1
        address = f"{name}-{number}"
    return Served(address, GalleryCard(id=address, title=name))


def _built(folder: Path, before: Served, results: Path) -> Served:
    """Return a dataset read and drawn again; whatever is wrong with it is a fault to show, never the end of the server."""
    earlier = {stamp[0]: stamp for stamp in _stamps(folder, before, results)}
    files = before.files
    try:
        checked = check_dataset(folder, settings_of(folder))
        files = tuple(map(Path, checked.texts))
        if checked.map is None:
            served = replace(before, faults=faults_of(checked.diagnostics, checked.texts))
        else:
            served = _drawn(checked.map, before, results)
    except Exception as error:  # also one that is not expected: the other maps are served on
        served = replace(before, faults=faults_of_error(error, folder))
    served = replace(served, files=files)
    # A file that changed while it was read keeps its earlier stamp, so that the next look reads it again.
    stamps = _stamps(folder, served, results)
    return replace(served, stamps=tuple(earlier.get(stamp[0], stamp) for stamp in stamps))


def _drawn(map: ArgumentMap, before: Served, results: Path) -> Served:
    options = Options(results=stored_results(map, results), tabs=practice_tabs(map))
    drawings = pictures(map, ("html", "svg"), options)
    return Served(before.address, card(map), drawings["html"], drawings["svg"])


def _stamps(folder: Path, known: Served, results: Path) -> Stamps:
    """Return the stamps of the files in a folder, of those its map was read from, of its settings, and of its results."""
    paths = {*_watched(folder), *known.files, results / known.card.id / FILE}
    return (*_stamps_of(sorted(paths)), *settings_stamps(folder))


def settings_stamps(folder: str | Path) -> Stamps:
    """Return the stamps of the files that may hold the settings for a folder, in it and above it.

    Args:
        folder: the folder.
    """
    return _stamps_of(settings_places(Path(folder)))


def _stamps_of(paths: Iterable[Path]) -> Stamps:
    return tuple(stamp for path in paths if (stamp := _stamp(path)) is not None)


def _watched(folder: Path) -> Iterator[Path]:
    # `os.walk` passes over what cannot be read or is deleted meanwhile.
    for place, _, names in os.walk(folder):
        yield from (path for name in names if is_watched(path := Path(place, name), folder))


def _stamp(path: Path) -> tuple[str, int, int] | None:
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return str(path), status.st_mtime_ns, status.st_size
