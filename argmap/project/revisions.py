"""A map as it was in a revision of a git repository: git is asked for the files, and nothing is checked out."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from argmap.errors import ArgmapError, InvalidInput, UnreadableInput
from argmap.model.map import ArgumentMap
from argmap.storage.files import current_limits, decode
from argmap.storage.load import find_map, read_map
from argmap.storage.read import parse

PATIENCE = 60
"""Seconds that git may take for one answer."""


def map_at_revision(source: str, revision: str) -> ArgumentMap:
    """Return the map at a path as a revision has it, with the thread that stood beside it then.

    Args:
        source: a map file or the folder of a dataset, inside a working tree of git.
        revision: a commit, as git names it: a hash, a branch, a tag, `HEAD~3`, `main@{yesterday}`.

    Raises:
        ArgmapError: there is no git, the path is in no repository, or git knows no such revision or file in it.
        InvalidInput: the map had errors then.
    """
    path = find_map(source)
    if path is None:
        raise ArgmapError("standard input has no revisions; name the file")
    folder = path.absolute().parent
    commit = _commit(folder, revision)
    text = _text(folder, commit, path.name, revision)
    texts = {path: text}
    limits = current_limits()
    data = parse(text, f"{path} at {revision}", limits, as_json=path.suffix.lower() == ".json").data
    thread = data.get("thread") if isinstance(data, dict) else None
    if isinstance(thread, str) and _is_inside(folder, thread):
        texts[path.parent / thread] = _text(folder, commit, thread, revision)
    loaded = read_map(path, texts=texts)
    if loaded.map is None:
        raise InvalidInput(loaded.diagnostics)
    return loaded.map


def _is_inside(folder: Path, name: str) -> bool:
    """Return whether a map may have its thread there; reading it says what is wrong with any other place."""
    return "\0" not in name and (folder / name).resolve().is_relative_to(folder.resolve())


def _commit(folder: Path, revision: str) -> str:
    """Return the hash of the commit that a revision names: nothing that it holds is read as an option."""
    if not folder.is_dir():
        raise UnreadableInput(f"{folder}: AM001 no such folder")
    inside = _git(folder, "rev-parse", "--is-inside-work-tree")
    if inside.returncode or inside.stdout.strip() != b"true":
        raise ArgmapError(
            f"{folder} is in no git repository: {_reason(inside) or 'no working tree'}; compare two files instead"
        )
    asked = f"{revision}^{{commit}}"
    answer = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", asked)
    commit = answer.stdout.decode(errors="replace").strip()
    if answer.returncode or not commit or not revision.strip():
        raise ArgmapError(f"git knows no revision {revision!r} here; 'git log --oneline' lists them")
    return commit.splitlines()[-1]


def _text(folder: Path, commit: str, name: str, revision: str) -> str:
    """Return the text of a file beside a map in a commit."""
    answer = _git(folder, "cat-file", "blob", f"{commit}:./{name}")
    if answer.returncode:
        raise ArgmapError(f"{folder / name} is not in revision {revision!r}: {_reason(answer)}")
    limit = current_limits().max_bytes
    if len(answer.stdout) > limit:
        raise UnreadableInput(
            f"{folder / name} at {revision}: AM003 larger than the limit of {limit / 1e6:g} MB"
        )
    return decode(answer.stdout, f"{folder / name} at {revision}")


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    program = shutil.which("git")
    if program is None:
        raise ArgmapError(
            "revisions need the program 'git', and it is not on PATH; compare two files instead"
        )
    try:
        return subprocess.run(
            [program, "-C", str(folder), *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=PATIENCE,
        )
    except (OSError, ValueError) as error:
        raise ArgmapError(f"git cannot be run: {error}") from error
    except subprocess.TimeoutExpired as error:
        raise ArgmapError(f"git did not answer within {PATIENCE} seconds") from error


def _reason(done: subprocess.CompletedProcess[bytes]) -> str:
    """Return why git failed, in its own words."""
    lines = done.stderr.decode(errors="replace").strip().splitlines()
    return lines[0].removeprefix("fatal: ") if lines else ""
