"""Several readings of one thread in one folder: map.yaml, and beside it map.NAME.yaml for each other reading."""

from __future__ import annotations

import re
from pathlib import Path

from argmap.errors import ArgmapError
from argmap.model.base import SLUG
from argmap.storage.files import unreadable

MAIN = ""
"""The name of the reading in map.yaml, whose file has none."""

SUFFIXES = (".yaml", ".yml", ".json")
READING = re.compile(rf"map(?:\.({SLUG.strip('^$')}))?({'|'.join(map(re.escape, SUFFIXES))})")
LONGEST_NAME = 64


def reading_name(file: str | Path) -> str | None:
    """Return the name of the reading in a file: of map.yaml the empty one, None of a file that is called otherwise.

    Example:
        >>> reading_name("data/tabs/map.ann.yaml"), reading_name("map.yaml"), reading_name("notes.yaml")
        ('ann', '', None)
    """
    parts = READING.fullmatch(Path(file).name)
    name = None if parts is None else parts[1] or MAIN
    return None if name is None or len(name) > LONGEST_NAME else name


def readings_of(folder: str | Path) -> dict[str, Path]:
    """Return the files of all readings in a folder by name: first map.yaml, under the empty name, then the others sorted.

    Raises:
        UnreadableInput: the folder cannot be read, or two files hold a reading of one name.
    """
    folder = Path(folder)
    try:
        files = [file for file in folder.iterdir() if reading_name(file) is not None and file.exists()]
    except OSError as error:  # a folder that this user may not look into
        raise unreadable(str(folder), "AM001", f"cannot be read: {error.strerror or error}") from error
    readings: dict[str, Path] = {}
    for file in sorted(files, key=lambda file: SUFFIXES.index(file.suffix)):
        name = reading_name(file) or MAIN
        if name in readings:
            both = f"{readings[name].name} and {file.name}"
            raise unreadable(str(folder), "AM001", f"the folder holds {both}", "keep one, or name the file")
        readings[name] = file
    return dict(sorted(readings.items()))


def file_of_reading(folder: str | Path, name: str) -> Path:
    """Return where the reading of that name belongs, whether it is there or not.

    Raises:
        ArgmapError: the name is not an id.

    Example:
        >>> file_of_reading("data/tabs", "ann").as_posix()
        'data/tabs/map.ann.yaml'
    """
    if not re.fullmatch(SLUG, name) or len(name) > LONGEST_NAME:
        raise ArgmapError(
            f"{name!r} is not an id; an id is made of lower-case letters, digits and single hyphens, such as 'ann'"
        )
    return Path(folder) / f"map.{name}.yaml"
