"""Keys of pseudonyms and of fingerprints: files of the user, outside all datasets, that nobody else may read."""

from __future__ import annotations

import os
import re
import secrets
import sys
from pathlib import Path

from argmap.errors import ArgmapError
from argmap.storage.files import home_folder

BYTES = 32
NAME = "pseudonyms.key"


def usual_key_file() -> Path:
    """Return where the key is, unless somebody names another file: the user's folder for settings.

    Source:
        XDG Base Directory Specification (XDG_CONFIG_HOME, else ~/.config); on Windows, APPDATA.
    """
    variable = "APPDATA" if sys.platform == "win32" else "XDG_CONFIG_HOME"
    base = os.environ.get(variable, "")
    return (Path(base) if os.path.isabs(base) else home_folder(variable) / ".config") / "argmap" / NAME


def pseudonym_key(file: Path | None = None, *, create: bool, dataset: Path | None = None) -> bytes:
    """Return the key with which names are replaced.

    Args:
        file: The file that holds it; None for the usual one.
        create: Whether to make a new key if there is no such file.
        dataset: The folder of the dataset, in which the key must not be: who has both can try names until one fits.

    Raises:
        ArgmapError: there is no key, it is none, it is inside the dataset, or it cannot be read or written.
    """
    path = file or usual_key_file()
    if dataset is not None and path.resolve().is_relative_to(dataset.resolve()):
        raise ArgmapError(f"{path}: the key of pseudonyms must not be inside the dataset; keep it elsewhere")
    try:
        return _read(path, "key of pseudonyms")
    except FileNotFoundError:
        if not create:
            raise ArgmapError(
                f"{path}: no such file; it holds the key with which the names in this dataset were replaced, and without "
                "it nobody can be recognised. Name the file with --pseudonym-key, or import the discussion anew"
            ) from None
        return _created(path)


def fingerprint_key(path: Path, *, create: bool, dataset: Path) -> bytes:
    """Return the key with which the fingerprints of a dataset without words are made.

    Args:
        path: The file that holds it.
        create: Whether to make a new key if there is no such file.
        dataset: The folder of the dataset, in which the key must not be: who has both can guess words until they fit.

    Raises:
        ArgmapError: there is no key, it is none, it is inside the dataset, or it cannot be read or written.
    """
    if path.resolve().is_relative_to(dataset.resolve()):
        raise ArgmapError(
            f"{path}: the key of fingerprints must not be inside the dataset; keep it elsewhere"
        )
    try:
        return _read(path, "key of fingerprints")
    except FileNotFoundError:
        if not create:
            raise ArgmapError(
                f"{path}: no such file; it holds the key of the fingerprints in this dataset"
            ) from None
        return _created(path)


def _read(path: Path, what: str) -> bytes:
    """Return the key in a file.

    Raises:
        FileNotFoundError: there is no such file.
        ArgmapError: it holds no key, or cannot be read.
    """
    try:
        text = path.read_text("ascii")
    except FileNotFoundError:
        raise
    except (OSError, UnicodeDecodeError) as error:
        raise ArgmapError(f"{path}: the {what} cannot be read: {error}") from error
    if not re.fullmatch(rf"[0-9a-f]{{{2 * BYTES}}}\s*", text):
        raise ArgmapError(f"{path} is no {what}: one has {2 * BYTES} hexadecimal digits, as argmap writes it")
    return bytes.fromhex(text.strip())


def _created(path: Path) -> bytes:
    """Write a new key that only its owner can read, and return it."""
    key = secrets.token_bytes(BYTES)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(f"{key.hex()}\n")
    except OSError as error:
        raise ArgmapError(f"cannot write {path}: {error.strerror or error}") from error
    return key
