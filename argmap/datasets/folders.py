"""Datasets in folders: finding them, and reading and checking each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from argmap.diagnostics import Diagnostic, Severity
from argmap.errors import UnreadableInput
from argmap.lint.run import check_file
from argmap.lint.settings import DEFAULTS, Settings
from argmap.model.map import ArgumentMap
from argmap.storage.load import MAP_NAMES, read_map


@dataclass(frozen=True, slots=True)
class Checked:
    """A dataset that was read and checked; `map` is None when it has errors. `texts` is what was read, by name of file."""

    folder: Path
    map: ArgumentMap | None
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, str] = field(default_factory=dict)


def find_datasets(root: str | Path) -> tuple[Path, ...]:
    """Return the folders at or just below `root` that hold a map, sorted.

    Args:
        root: a folder of datasets, or one dataset.

    Raises:
        UnreadableInput: there is no such folder, it cannot be read, or there is no map in it.
    """
    root = Path(root)
    if root.is_file():
        raise UnreadableInput(
            f"{root}: AM001 this is a file; give its folder, or the folder of your datasets"
        )
    if not root.is_dir():
        raise UnreadableInput(f"{root}: AM001 no such folder; give the folder that holds your datasets")
    try:
        inside = tuple(root.iterdir())
    except OSError as error:
        raise UnreadableInput(f"{root}: AM001 cannot be read: {error.strerror or error}") from error
    folders = sorted(folder for folder in (root, *inside) if folder.is_dir() and _holds_map(folder))
    if not folders:
        raise UnreadableInput(f"{root}: AM001 no dataset here; a dataset is a folder with a map.yaml")
    return tuple(folders)


def check_dataset(folder: Path, settings: Settings = DEFAULTS) -> Checked:
    """Return a dataset with all findings about it.

    Args:
        folder: the folder that holds the map.
        settings: which rules run, and how grave what they find is.

    Raises:
        UnreadableInput: its map cannot be read as YAML or JSON.
    """
    loaded = read_map(folder)
    diagnostics = check_file(loaded, settings)
    has_error = any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)
    return Checked(folder, None if has_error else loaded.map, diagnostics, loaded.positions.texts)


def _holds_map(folder: Path) -> bool:
    """Return whether a folder holds a map; of one that cannot be looked into it may be true, and reading it says why not."""
    try:
        return any((folder / name).is_file() for name in MAP_NAMES)
    except OSError:
        return True
