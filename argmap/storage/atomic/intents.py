"""Intents: small files that say which files take whose places, so that whoever comes next can finish what was cut off.

An intent holds names and digests, no texts. It may have come with somebody's dataset, so nothing outside its folder is
changed because of one, nothing that is not as it says, and nothing but a temporary file takes another file's place; and one
that another user put into a folder where everybody may write is let be.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from stat import S_ISREG

from argmap.errors import ArgmapError
from argmap.storage.atomic.locks import locked
from argmap.storage.atomic.staged_file import Target, discard, put, stage, sync_folder
from argmap.storage.atomic.temporaries import TEMPORARY

INTENT = ".argmap.intent"
FORMAT = "argmap-intent/1"
MOST_BYTES = 50_000_000
"""Size of an intent that is read: some 200 bytes for each of many thousand files."""

ABOVE = 4
"""Folders in which an intent is looked for: that of a file, and those above it."""

PATIENCE = 1.0
"""Seconds to wait for somebody else who is in the middle of a transaction that this user cannot finish."""


@dataclass(frozen=True, slots=True)
class IntendedFile:
    """What an intent says of a file.

    Attributes:
        name: its path from the folder of the intent.
        linked: whether the file behind a link of that name changes, and the link stays.
        staged: the temporary file beside it that takes its place; None takes it away.
        before: the digest of what it held; None if there was no file.
        after: the digest of what it will hold; None if there will be none.
    """

    name: str
    linked: bool
    staged: str | None
    before: str | None
    after: str | None


def recover(*folders: Path, writing: bool = False) -> None:
    """Finish the transactions that were cut off in folders or in those above them, if there are any.

    A transaction whose files are all old or all new does not stop a reader who cannot write there.

    Args:
        folders: where files are about to be read or written.
        writing: whether they are written, too, so that everything has to be finished.

    Raises:
        ArgmapError: one cannot be finished.
    """
    for place in dict.fromkeys(place for folder in folders for place in and_above(folder)):
        intent = place / INTENT
        last = time.monotonic() + PATIENCE
        while os.path.lexists(intent) and _is_trusted(intent):
            try:
                with locked(intent):
                    finish(place)
            except OSError as error:
                if not writing and _is_whole(place):
                    break
                if time.monotonic() > last:
                    raise ArgmapError(
                        f"an edit was cut off in {place} and cannot be finished: {error.strerror or error}; "
                        "let somebody who may write there run the command once"
                    ) from error
                time.sleep(PATIENCE / 20)
            else:
                break


def and_above(folder: Path) -> tuple[Path, ...]:
    folder = folder.resolve()
    return (folder, *folder.parents)[:ABOVE]


def _is_trusted(intent: Path) -> bool:
    """Return whether an intent is of somebody who may change the files of its folder anyway."""
    try:
        state, folder = intent.lstat(), intent.parent.stat()
    except OSError:
        return False
    if sys.platform == "win32":
        return S_ISREG(state.st_mode)
    known = state.st_uid in (os.geteuid(), 0, folder.st_uid)
    return S_ISREG(state.st_mode) and (known or not folder.st_mode & 0o002)


def write_intent(folder: Path, targets: Sequence[Target], moves: Iterable[IntendedFile]) -> None:
    """Write the intent, which nobody may read who may not read one of the files."""
    models = [target.model for target in targets if target.model.exists()]
    model = min(models, key=lambda path: path.stat().st_mode & 0o077, default=folder / INTENT)
    text = json.dumps({"format": FORMAT, "files": [asdict(move) for move in moves]})
    temporary = stage(
        Target(folder / INTENT, folder / INTENT, text.encode("utf-8"), model, None if models else 0o600)
    )
    try:
        os.replace(temporary, folder / INTENT)
    except BaseException:
        discard([temporary])
        raise
    sync_folder(folder)


def forget(folder: Path, folders: Iterable[Path]) -> None:
    for each in folders:
        sync_folder(each)
    (folder / INTENT).unlink(missing_ok=True)


def finish(folder: Path) -> None:
    """Finish the transaction that an intent names, or take it back if nothing of it was done and not all of it can be.

    A file that somebody has changed since stays as it is.

    Raises:
        OSError: a file cannot be replaced.
    """
    moves = _intended(folder)
    if moves is None:
        return
    states = {move: _state(folder, move) for move in moves if move.before != move.after}
    inside = [move for move in moves if is_inside(folder, _place(folder, move))]
    outside = {states[move] for move in states if move not in inside}
    ready = {move for move in inside if _is_ready(folder, move)}
    possible = all(
        state == "after" or (state == "before" and move in ready)
        for move, state in states.items()
        if move in inside
    )
    if outside != {"before"} and (possible or "after" in states.values()):
        for move in inside:
            if states.get(move) == "before" and move in ready:
                put(_staged(folder, move), _place(folder, move))
    discard(_staged(folder, move) for move in inside)
    forget(folder, {_place(folder, move).parent for move in inside})


def _is_whole(folder: Path) -> bool:
    """Return whether the files of a transaction are all old or all new."""
    moves = _intended(folder) or ()
    return len({_state(folder, move) for move in moves if move.before != move.after}) <= 1


def _intended(folder: Path) -> list[IntendedFile] | None:
    """Return what an intent says; None if there is none, or it says nothing that argmap wrote, and is let be."""
    try:
        with (folder / INTENT).open("rb") as file:
            content = file.read(MOST_BYTES + 1)
        data = json.loads(content) if len(content) <= MOST_BYTES else {}
        moves = [IntendedFile(**row) for row in data["files"]] if data["format"] == FORMAT else []
        sound = all(_is_sound(move) for move in moves)
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return moves if sound else None


def _is_sound(move: IntendedFile) -> bool:
    texts = (text for text in (move.staged, move.before, move.after) if text is not None)
    if not all(isinstance(text, str) for text in (move.name, *texts)) or "\0" in move.name:
        return False
    return move.staged is None or bool(
        TEMPORARY.fullmatch(move.staged) and not set(move.staged) & set("/\\\0")
    )


def _state(folder: Path, move: IntendedFile) -> str:
    """Return whether a file is as it was "before" a transaction, as it is "after", or "other"."""
    held = digest_held(_place(folder, move))
    return "after" if held == move.after else "before" if held == move.before else "other"


def _is_ready(folder: Path, move: IntendedFile) -> bool:
    """Return whether what shall take a file's place is there, whole, and no link."""
    staged = _staged(folder, move)
    if staged is None:
        return move.after is None
    return not os.path.islink(staged) and digest_held(Path(staged)) == move.after


def _place(folder: Path, move: IntendedFile) -> Path:
    path = folder / move.name
    return Path(os.path.realpath(path)) if move.linked else Path(os.path.realpath(path.parent)) / path.name


def _staged(folder: Path, move: IntendedFile) -> str | None:
    return None if move.staged is None else str(_place(folder, move).with_name(move.staged))


def is_inside(folder: Path, place: Path) -> bool:
    """Return whether a file lies in a folder or below it; links in its path count, but not that it may be one."""
    return Path(os.path.realpath(place.parent)).is_relative_to(folder.resolve())


def digest_held(path: Path) -> str | None:
    """Return the digest of a file, None if there is none, and nothing ("") of what is no file or cannot be read."""
    try:
        if not S_ISREG(path.stat().st_mode):  # to read a pipe would wait for ever
            return ""
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return None
    except OSError:
        return ""


def digest_of(content: bytes | None) -> str | None:
    return None if content is None else sha256(content).hexdigest()
