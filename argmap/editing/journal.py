"""The journal beside a map: what each edit changed, so that it can be undone."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from argmap.errors import ArgmapError
from argmap.storage.files import ChangedMeanwhile, digest, locked, write_all

KEPT = 100
"""Edits that can be undone."""


class NothingToUndo(ArgmapError):
    """There is no edit to undo, or something else has changed the map since."""


@dataclass(frozen=True, slots=True)
class Step:
    """An edit: what it did, the text before, and the digest of the text after."""

    did: str
    before: str
    after: str


def journal_path(map_path: Path) -> Path:
    """Return where the journal of a map stands."""
    return map_path.with_name(f".{map_path.name}.journal")


def write_edit(map_path: Path, action: str, before: str, after: str) -> None:
    """Write the new text of a map and record the edit in the journal.

    Raises:
        ChangedMeanwhile: the file does not hold the text `before` any more; nothing is written.
        ArgmapError: a file cannot be written.
    """
    with locked(map_path):
        _refuse_unless(map_path, before)
        steps = [*_steps(map_path), Step(action, before, digest(after.encode("utf-8")))][-KEPT:]
        write_all({map_path: after.encode("utf-8"), journal_path(map_path): _journal(steps)})


def undo(map_path: Path) -> str:
    """Undo the last edit and return what it did.

    Raises:
        NothingToUndo: there is none, or the map was changed by other means since.
    """
    with locked(map_path):
        steps = _steps(map_path)
        if not steps:
            raise NothingToUndo(f"{map_path}: there is no edit to undo")
        last = steps[-1]
        if digest(map_path.read_bytes()) != last.after:
            raise NothingToUndo(f"{map_path} was changed since the last edit ({last.did}); change it by hand")
        write_all({map_path: last.before.encode("utf-8"), journal_path(map_path): _journal(steps[:-1])})
        return last.did


def _steps(map_path: Path) -> list[Step]:
    try:
        lines = journal_path(map_path).read_text("utf-8").split("\n")
        return [Step(**json.loads(line)) for line in lines if line]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, TypeError):
        return []  # a journal that cannot be read undoes nothing, and stops nobody


def _journal(steps: list[Step]) -> bytes:
    rows = ({"did": step.did, "before": step.before, "after": step.after} for step in steps)
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows).encode("utf-8")


def _refuse_unless(map_path: Path, before: str) -> None:
    try:
        same = map_path.read_bytes().decode("utf-8-sig") == before
    except (OSError, UnicodeDecodeError):
        same = False
    if not same:
        raise ChangedMeanwhile(f"{map_path} changed since it was read; look at it, then repeat the edit")
