"""Files of a dataset that nothing reads."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from argmap.datasets.splits.file import SPLITS_FILE
from argmap.errors import UnreadableInput
from argmap.lint.dataset_rules.facts import DeadFile
from argmap.storage.atomic.temporaries import is_left

KINDS = frozenset({".yaml", ".yml", ".json"})
JOURNAL = re.compile(r"\.(.+)\.journal")
OLDER_TEMPORARY = re.compile(r"\..+\.[a-z0-9_]{8}\.(tmp|old)")
"""What the temporary files of argmap were called before they had the number of their process in their names."""
THREADS = ("thread.yaml", "thread.yml", "thread.json")


def dead_files(
    root: Path, folders: Iterable[Path], used: Collection[Path], unsure: Collection[Path]
) -> Iterator[DeadFile]:
    """Yield the files that nothing reads, in order.

    Args:
        root: the folder of the dataset.
        folders: the folders of its maps.
        used: the files that were read, by their absolute paths.
        unsure: folders with a map that cannot be read, so that nobody knows which files it names.

    Raises:
        UnreadableInput: a folder cannot be read.
    """
    maps = set(folders)
    for path in _inside(root):
        if path.is_dir() and path not in maps:
            thread = next((path / name for name in THREADS if (path / name).is_file()), None)
            if thread is not None:
                yield _dead(root, thread, "no map is beside this thread", "run 'argmap init', or delete it")
        elif path.is_file() and root not in maps:
            yield from _left_behind(root, path)
    for folder in sorted(maps):
        for path in _inside(folder):
            if not path.is_file():
                continue
            yield from _left_behind(root, path)
            dead = path.suffix.lower() in KINDS and not path.name.startswith(".") and folder not in unsure
            if dead and path.resolve() not in used and path != root / SPLITS_FILE:
                yield _dead(root, path, "no map names this file", "delete it, or move it elsewhere")


def _left_behind(root: Path, path: Path) -> Iterator[DeadFile]:
    """Yield a file that an edit left behind, if it is one."""
    journal = JOURNAL.fullmatch(path.name)
    if journal is not None and not path.with_name(journal[1]).exists():
        yield _dead(root, path, f"this is the journal of {journal[1]!r}, which is not there", "delete it")
    elif OLDER_TEMPORARY.fullmatch(path.name) or is_left(path):
        yield _dead(
            root, path, "this is a temporary file of a program that did not end as it should", "delete it"
        )


def _dead(root: Path, path: Path, why: str, advice: str) -> DeadFile:
    return DeadFile(path.relative_to(root).as_posix(), why, advice)


def _inside(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        raise UnreadableInput(f"{folder}: AM001 cannot be read: {error.strerror or error}") from error
