"""Writes a package: into a folder beside its place, which takes that place when everything is there."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from argmap.datasets.dataset import Dataset, refuse_leaks
from argmap.datasets.package.about import (
    CHANGES,
    DESCRIPTOR,
    FIRST_VERSION,
    SUMS,
    About,
    Content,
    PackedFile,
)
from argmap.datasets.package.card import card, citation
from argmap.datasets.package.changes import VERSION, changes_text, next_version, previous_package
from argmap.datasets.package.croissant import croissant
from argmap.datasets.package.frictionless import data_package
from argmap.datasets.package.licences import license_text
from argmap.datasets.package.table_files import TableFiles
from argmap.datasets.staging import flush, named, staged, take_place
from argmap.errors import ArgmapError
from argmap.model.base import counted
from argmap.storage.files import locked

PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Packed:
    """A package that was written: where, its version, the one before it, its licence, and what its tables hold."""

    folder: Path
    version: str
    previous: str | None
    license: str | None
    content: Content


def write_package(dataset: Dataset, folder: str | Path, about: About) -> Packed:
    """Write the tables of a dataset with their descriptors into a folder, which is replaced as a whole.

    Nothing is half-written: the folder holds what it held before, or the new package.

    Args:
        dataset: the maps.
        folder: a folder that is not there yet, is empty, or holds a package.
        about: what the package says about itself. Without authors, they are the annotators of the maps; without a
            version, it is that of the package in the folder, if the data are the same, or 1.0.0.

    Raises:
        InvalidInput, UnreadableInput: a map is faulty.
        ArgmapError: two maps have the same id; maps that belong in one split are in several; there is something else in the folder; the data have changed and the
            version has not; or a file cannot be written.
        MissingExtra: pyarrow is not installed.
    """
    folder = Path(folder)
    if about.version is not None and not VERSION.fullmatch(about.version):
        raise ArgmapError(f"{about.version!r} is no version; write numbers with points, such as 1.2.0")
    with named(folder), locked(folder):
        previous = previous_package(folder)
        with staged(folder) as made:
            content = _write_tables(dataset, made)
            version = next_version(about, previous, content, FIRST_VERSION)
            changes = changes_text(about, previous, content, version)
            _write_descriptors(made, _completed(about, content), version, content, changes)
            flush(made)
            take_place(made, folder)
    return Packed(folder, version, previous.version if previous else None, about.license, content)


def _write_tables(dataset: Dataset, folder: Path) -> Content:
    with TableFiles(folder, _sound_splits(dataset)) as files:
        for map in dataset:
            files.add(map, dataset.results(map))
    if not files.content.maps:
        raise ArgmapError(f"{dataset.path}: every map here is faulty; nothing was written")
    return files.content


def _sound_splits(dataset: Dataset) -> Mapping[str, str]:
    """Return the split of each map that is there, split by split; none leaks.

    Raises:
        ArgmapError: maps that belong in one split are in several, or a map has none.
    """
    if not dataset.splits:
        return {}
    groups = dataset.groups()
    refuse_leaks(groups, dataset.splits)
    there = [id for group in groups for id in group]
    return {id: name for name in dataset.split_names for id in there if dataset.splits[id] == name}


def _completed(about: About, content: Content) -> About:
    """Return what is said about a dataset, with the annotators as authors and a description where none is given."""
    description = (
        f"{counted(content.rows['maps'], 'argument map')} of {counted(len(content.threads), 'discussion thread')}: claims with the words "
        "that make them, the relations between claims, who took which stance, and which claims are accepted."
    )
    authors = about.authors or tuple(content.annotators) or ("The annotators of the maps",)
    return replace(about, authors=authors, description=about.description or description)


def _write_descriptors(folder: Path, about: About, version: str, content: Content, changes: str) -> None:
    files = packed_files(folder)
    texts = {
        "README.md": card(about, version, content),
        "CITATION.cff": citation(about, version),
        "LICENSE": license_text(about, content),
        CHANGES: changes,
        "croissant.json": _json(croissant(about, version, content, files)),
        DESCRIPTOR: _json(data_package(about, version, content, files)),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8", newline="\n")
    sums = sorted((file.path, file.sha256) for file in packed_files(folder).values())
    (folder / SUMS).write_text("".join(f"{digest}  {path}\n" for path, digest in sums), "utf-8", newline="\n")


def packed_files(folder: Path) -> Mapping[str, PackedFile]:
    """Return every file below a folder by its path in it, with its SHA-256 and size.

    Raises:
        OSError: one cannot be read.
    """
    files = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name = path.relative_to(folder).as_posix()
            files[name] = PackedFile(name, _digest(path), path.stat().st_size)
    return files


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()


def _json(data: Mapping[str, Any]) -> str:
    return json.dumps(data, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
