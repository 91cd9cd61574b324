"""The one folder that an assistant sees: maps by name, never by path, and messages that name no place outside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from argmap.datasets.folders import find_datasets
from argmap.diagnostics import Diagnostic
from argmap.errors import ArgmapError, UnknownName
from argmap.lint.settings import FILES
from argmap.model.map import ArgumentMap
from argmap.storage.load import load_map
from argmap.storage.reading_files import MAIN, readings_of

MOST_MAPS = 2_000
"""Maps of a folder that are offered."""

DRAFTS = "drafts"
"""The folder inside a dataset in which proposals are put."""


@dataclass(frozen=True, slots=True)
class MapFolder:
    """A folder of datasets. A map is called by its dataset; other readings of its thread are called DATASET/READING.

    Args:
        root: the folder of datasets, or one dataset, as an absolute path without links.
    """

    root: Path

    @classmethod
    def at(cls, path: Path) -> MapFolder:
        """Return the folder at a path, after a look whether there are maps in it.

        Raises:
            UnreadableInput: there is no such folder, or there is no map in it.
        """
        find_datasets(path)
        folder = cls(path.resolve())
        folder.maps()
        return folder

    def maps(self) -> Mapping[str, Path]:
        """Return the file of each map by its name, as they are now; what lies outside the folder is in no map.

        Raises:
            UnreadableInput: the folder is not there, or there is no map in it.
        """
        files: dict[str, Path] = {}
        for dataset in find_datasets(self.root):
            name = dataset.name
            for reading, file in readings_of(dataset).items():
                if self.holds(file) and file.is_file():
                    files[name if reading == MAIN else f"{name}/{reading}"] = file
            if len(files) > MOST_MAPS:
                raise ArgmapError(
                    f"more than {MOST_MAPS} maps here; start 'argmap mcp' with a folder of fewer datasets"
                )
        return files

    def file(self, name: str) -> Path:
        """Return the file of a map.

        Raises:
            UnknownName: the folder has no map of that name; a path is no name.
        """
        known = self.maps()
        if name not in known:
            raise UnknownName("map", name, known)
        return known[name]

    def load(self, name: str) -> ArgumentMap:
        """Return a map by its name.

        Raises:
            ArgmapError: there is none of that name, or it has errors.
        """
        return load_map(self.file(name))

    def holds(self, file: Path) -> bool:
        """Return whether a path stays inside the folder when all links are followed."""
        try:
            return file.resolve().is_relative_to(self.root)
        except (OSError, RuntimeError, ValueError):  # links in a cycle, or no path at all
            return False

    def relative(self, file: Path) -> str:
        """Return the path of a file as seen from the folder."""
        return file.relative_to(self.root).as_posix()

    def without_root(self, message: str) -> str:
        """Return a message in which files are named as seen from the folder; where that is, is nobody's business."""
        root = str(self.root).rstrip("/\\")
        if root:
            message = message.replace(f"{root}/", "").replace(f"{root}\\", "").replace(root, "the folder")
        # Settings of the rules may stand above the folder.
        above = "|".join(re.escape(str(parent).rstrip("/\\")) for parent in self.root.parents)
        settings = "|".join(map(re.escape, FILES))
        return re.sub(rf"(?:{above})[/\\]({settings})\b", r"\1", message)

    def placed(self, finding: Diagnostic) -> Diagnostic:
        """Return a finding whose file is named as seen from the folder."""
        file = finding.location.file
        if file is None:
            return finding
        return replace(finding, location=replace(finding.location, file=self.without_root(file)))
