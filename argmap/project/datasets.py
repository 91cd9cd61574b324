"""Datasets in folders: finding them, and reading and checking each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from argmap.diagnostics import Diagnostic, Severity
from argmap.errors import UnreadableInput
from argmap.lint.run import check_file
from argmap.model.map import ArgumentMap
from argmap.storage.load import MAP_NAMES, read_map


@dataclass(frozen=True, slots=True)
class Checked:
    """A dataset that was read and checked; `map` is None when it has errors. `files` are those it was read from."""

    folder: Path
    map: ArgumentMap | None
    diagnostics: tuple[Diagnostic, ...]
    files: tuple[Path, ...] = ()


def find_datasets(root: str | Path) -> tuple[Path, ...]:
    """Return the folders at or just below `root` that hold a map, sorted.

    Args:
        root: a folder of datasets, or one dataset.

    Raises:
        UnreadableInput: there is no such folder, or no map in it.
    """
    root = Path(root)
    if root.is_file():
        raise UnreadableInput(
            f"{root}: AM001 this is a file; give its folder, or the folder of your datasets"
        )
    if not root.is_dir():
        raise UnreadableInput(f"{root}: AM001 no such folder; give the folder that holds your datasets")
    folders = sorted(folder for folder in (root, *root.iterdir()) if folder.is_dir() and _holds_map(folder))
    if not folders:
        raise UnreadableInput(f"{root}: AM001 no dataset here; a dataset is a folder with a map.yaml")
    return tuple(folders)


def check_dataset(folder: Path) -> Checked:
    """Return a dataset with all findings about it.

    Args:
        folder: the folder that holds the map.

    Raises:
        UnreadableInput: its map cannot be read as YAML or JSON.
    """
    loaded = read_map(folder)
    diagnostics = check_file(loaded)
    has_error = any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)
    files = tuple(Path(name) for name in loaded.positions.texts)
    return Checked(folder, None if has_error else loaded.map, diagnostics, files)


def _holds_map(folder: Path) -> bool:
    return any((folder / name).is_file() for name in MAP_NAMES)
