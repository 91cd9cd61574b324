"""What `argmap serve` shows: the page of every dataset with its faults, rebuilt only where files changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from argmap.errors import ArgmapError
from argmap.model.map import ArgumentMap
from argmap.project.datasets import check_dataset, find_datasets
from argmap.project.gallery import Entry, GalleryCard, card, gallery
from argmap.project.results import FILE, stored_results
from argmap.project.watching import is_watched
from argmap.rendering.draw import pictures
from argmap.rendering.options import Options
from argmap.rendering.templates import asset, page_of
from argmap.teach.practice.tab import practice_tabs

PACKAGE = "argmap.project"
NO_PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg"/>'

Stamps = tuple[tuple[str, int, int], ...]
"""Name, time of the last change in nanoseconds, and size in bytes of every file that a page is made from."""


@dataclass(frozen=True, slots=True)
class Served:
    """A dataset as it is served: its last good page (or a page with its faults), and the faults it has now.

    `version` grows whenever the page changes. `files` are the files it was read from, `stamps` how they were then.
    """

    card: GalleryCard
    page: bytes
    picture: bytes
    version: int
    has_map: bool
    faults: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()
    stamps: Stamps = ()

    @property
    def id(self) -> str:
        return self.card.id


@dataclass(frozen=True, slots=True)
class Site:
    """All datasets by folder, the bytes to answer by path, and the folders that the last look rebuilt."""

    datasets: Mapping[Path, Served] = field(default_factory=dict)
    content: Mapping[str, bytes] = field(default_factory=dict)
    rebuilt: tuple[Path, ...] = ()

    @property
    def faults(self) -> dict[str, list[str]]:
        """Return the faults of every dataset that has some, by its id."""
        return {served.id: list(served.faults) for served in self.datasets.values() if served.faults}

    @property
    def versions(self) -> dict[str, int]:
        """Return the version of every page, by the id of its dataset."""
        return {served.id: served.version for served in self.datasets.values()}


def build_site(data: str | Path, before: Site, results: Path) -> Site:
    """Return the site of the datasets in a folder, in which only those whose files changed are rebuilt.

    A dataset with faults keeps its last good page, and stays in the gallery with its faults.

    Args:
        data: a folder of datasets, or one dataset.
        before: the site as it was; `Site()` at first.
        results: the folder in which `argmap build` left the results of experiments.

    Raises:
        UnreadableInput: there is no such folder, or no dataset in it.
    """
    datasets: dict[Path, Served] = {}
    rebuilt = []
    for folder in find_datasets(data):
        known = before.datasets.get(folder)
        if known is None or known.stamps != _stamps(folder, known, results):
            known = _built(folder, known, results)
            rebuilt.append(folder)
        datasets[folder] = known
    datasets = _without_shared_ids(datasets)
    return Site(datasets, dict(_content(datasets)), tuple(rebuilt))


def _built(folder: Path, before: Served | None, results: Path) -> Served:
    """Return a dataset read and drawn again; whatever is wrong with it is a fault to show, never the end of the server."""
    earlier = {stamp[0]: stamp for stamp in _stamps(folder, before, results)}
    try:
        checked = check_dataset(folder)
        if checked.map is None:
            served = _faulty(folder, before, tuple(str(finding) for finding in checked.diagnostics))
        else:
            served = _drawn(checked.map, before, results)
        served = replace(served, files=checked.files)
    except ArgmapError as error:
        served = _faulty(folder, before, tuple(str(error).splitlines()))
    # A file that changed while it was read keeps its earlier stamp, so that the next look reads it again.
    stamps = _stamps(folder, served, results)
    return replace(served, stamps=tuple(earlier.get(stamp[0], stamp) for stamp in stamps))


def _drawn(map: ArgumentMap, before: Served | None, results: Path) -> Served:
    options = Options(results=stored_results(map, results), tabs=practice_tabs(map))
    drawings = pictures(map, ("html", "svg"), options)
    page, picture = drawings["html"], drawings["svg"]
    return Served(card(map), page, picture, _next_version(before, page), has_map=True)


def _faulty(folder: Path, before: Served | None, faults: tuple[str, ...]) -> Served:
    if before is not None and before.has_map:
        return replace(before, faults=faults)
    name = folder.resolve().name
    page = page_of(f"{PACKAGE}:no_page.html.j2", title=name, faults=faults).encode("utf-8")
    version = _next_version(before, page)
    return Served(GalleryCard(id=name, title=name), page, NO_PICTURE, version, has_map=False, faults=faults)


def _next_version(before: Served | None, page: bytes) -> int:
    return 1 if before is None else before.version + (page != before.page)


def _without_shared_ids(datasets: Mapping[Path, Served]) -> dict[Path, Served]:
    """Return the datasets, each with an address of its own: a second one with the same id says so."""
    owners: dict[str, Path] = {}
    apart: dict[Path, Served] = {}
    for folder, served in datasets.items():
        owner = owners.setdefault(served.id, folder)
        if owner == folder:
            apart[folder] = served
            continue
        name = folder.resolve().name
        fault = f"{folder}: has the same id {served.id!r} as {owner}; give one of them another id"
        own = name if name not in owners else f"{name}-{len(owners)}"
        owners[own] = folder
        faulty = _faulty(folder, None, (fault,))
        # Without stamps it is read again at the next look, when the other may have another id.
        apart[folder] = replace(faulty, card=GalleryCard(id=own, title=name), stamps=())
    return apart


def _content(datasets: Mapping[Path, Served]) -> Iterator[tuple[str, bytes]]:
    for name in ("shell.css", "shell.js"):
        yield f"/{name}", asset(PACKAGE, f"templates/{name}").encode("utf-8")
    for served in datasets.values():
        values = {"id": served.id, "title": served.card.title, "faults": served.faults}
        yield f"/{served.id}/page.html", served.page
        yield f"/{served.id}/map.svg", served.picture
        yield f"/{served.id}/map.html", page_of(f"{PACKAGE}:shell.html.j2", **values).encode("utf-8")
    index = gallery(Entry(served.card, served.faults) for served in datasets.values()).encode("utf-8")
    yield from (("/", index), ("/index.html", index))


def _stamps(folder: Path, known: Served | None, results: Path) -> Stamps:
    """Return the stamps of the files in a folder, of those its map was read from, and of its results."""
    paths = {path for path in folder.rglob("*") if is_watched(path, folder)}
    if known is not None:
        paths |= {*known.files, results / known.id / FILE}
    return tuple(stamp for path in sorted(paths) if (stamp := _stamp(path)) is not None)


def _stamp(path: Path) -> tuple[str, int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return str(path), status.st_mtime_ns, status.st_size
