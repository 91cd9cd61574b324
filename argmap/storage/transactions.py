"""Writing several files as one: all of them are new or all are old, also when the process is killed at any moment.

What is to be written is staged beside its place. Then an *intent* is written, a small file that names every place, what
stands there and what shall: from here on the transaction is made, whatever happens. Then everything takes its place, and the
intent goes. Whoever reads or writes in the folder next and finds an intent, because a process was killed, finishes it.

An intent holds names and digests, no texts. It may have come with somebody's dataset, so nothing outside its folder is
changed because of one, nothing that is not as it says, and nothing but a temporary file takes another file's place; and one
that another user put into a folder where everybody may write is let be.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from errno import EISDIR
from hashlib import file_digest, sha256
from pathlib import Path
from stat import S_ISREG

from argmap.errors import ArgmapError
from argmap.storage.locks import locked
from argmap.storage.temporaries import TEMPORARY, open_temporary, sweep

INTENT = ".argmap.intent"
FORMAT = "argmap-intent/1"
MOST_BYTES = 50_000_000
"""Size of an intent that is read: some 200 bytes for each of many thousand files."""

ABOVE = 4
"""Folders in which an intent is looked for: that of a file, and those above it."""

PATIENCE = 1.0
"""Seconds to wait for somebody else who is in the middle of a transaction that this user cannot finish."""


@dataclass(frozen=True, slots=True)
class Target:
    """A file that is written.

    Attributes:
        path: the file as the caller named it.
        place: the file that changes; another one if `path` is a link that is followed.
        content: what it will hold; None takes it away.
        model: the file whose owner and permissions it gets.
        mode: other permissions; None for those of the model.
    """

    path: Path
    place: Path
    content: bytes | None
    model: Path
    mode: int | None = None


@dataclass(frozen=True, slots=True)
class Move:
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


def write_together(targets: Sequence[Target]) -> None:
    """Write files so that all are written or none; those of one call are one transaction.

    Raises:
        ArgmapError: a folder or file cannot be written; all files are as they were.
    """
    if not targets:
        return
    folder = _folder(targets)
    recover(*{target.path.parent for target in targets}, writing=True)
    for parent in {target.place.parent for target in targets}:
        sweep(parent)
    if len(targets) == 1 and targets[0].content is not None:
        _write_one(targets[0])
        return
    with _named(folder):
        folder.mkdir(parents=True, exist_ok=True)
    with locked(folder / INTENT):
        _finish(folder)
        _write(folder, targets)


def recover(*folders: Path, writing: bool = False) -> None:
    """Finish the transactions that were cut off in folders or in those above them, if there are any.

    A transaction whose files are all old or all new does not stop a reader who cannot write there.

    Args:
        folders: where files are about to be read or written.
        writing: whether they are written, too, so that everything has to be finished.

    Raises:
        ArgmapError: one cannot be finished.
    """
    for folder in dict.fromkeys(place for folder in folders for place in _and_above(folder)):
        intent = folder / INTENT
        last = time.monotonic() + PATIENCE
        while os.path.lexists(intent) and _is_trusted(intent):
            try:
                with locked(intent):
                    _finish(folder)
            except OSError as error:
                if not writing and _is_whole(folder):
                    break
                if time.monotonic() > last:
                    raise ArgmapError(
                        f"an edit was cut off in {folder} and cannot be finished: {error.strerror or error}; "
                        "let somebody who may write there run the command once"
                    ) from error
                time.sleep(PATIENCE / 20)
            else:
                break


def _and_above(folder: Path) -> tuple[Path, ...]:
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


def is_vacant(folder: Path) -> bool:
    """Return whether something new can be written as a folder: there is none, or nothing is in it, now that what dead
    processes left there is finished or taken away.

    Raises:
        ArgmapError: it cannot be finished.
    """
    if not folder.is_dir():
        return not os.path.lexists(folder)
    recover(folder, writing=True)
    sweep(folder)
    return not any(folder.iterdir())


def _folder(targets: Sequence[Target]) -> Path:
    """Return the folder of an intent: the one that holds all files, unless that is far above one."""
    parents = [target.path.parent.resolve() for target in targets]
    try:
        common = Path(os.path.commonpath(parents))
    except ValueError:  # on several drives
        return parents[0]
    near = all(common in _and_above(parent) for parent in parents)
    return common if near and common != Path(common.anchor) else parents[0]


def _write_one(target: Target) -> None:
    with _named(target.path):
        temporary = stage(target)
        try:
            os.replace(temporary, target.place)
        except BaseException:
            _discard([temporary])
            raise


def _write(folder: Path, targets: Sequence[Target]) -> None:
    """Stage, intend, replace; while nothing but this process goes wrong, put everything back."""
    staged: dict[Target, str | None] = {}
    old: dict[Target, bytes | None] = {}
    keep = False
    try:
        for target in targets:
            with _named(target.path):
                old[target] = _content(target.place)
                staged[target] = None if target.content is None else stage(target)
        # What lies outside comes first: whoever recovers may not change it, and sees by it whether to go on.
        order = sorted(targets, key=lambda target: _inside(folder, target.place))
        moves = {target: _move(folder, target, old[target], staged[target]) for target in order}
        with _named(targets[0].path):
            _intend(folder, targets, moves.values())
        done: list[Target] = []
        try:
            for target in order:
                with _named(target.path):
                    done.append(target)
                    _put(staged[target], target.place)
        except BaseException:
            keep = not _put_back(folder, [(target, old[target], moves[target]) for target in done])
            raise
        with suppress(OSError):  # everything is written; whoever comes next sees that
            _forget(folder, {target.place.parent for target in targets})
    finally:
        if not keep:
            _discard(staged.values())


def _put_back(folder: Path, done: Sequence[tuple[Target, bytes | None, Move]]) -> bool:
    """Give files back what they held, as a transaction of its own, and return whether that was possible."""
    changed = [
        (target, content, move)
        for target, content, move in done
        if move.after != move.before and _held(target.place) == move.after
    ]
    staged: list[str | None] = []
    try:
        targets = [Target(t.path, t.place, content, t.place, t.mode) for t, content, _ in changed]
        staged += [None if target.content is None else stage(target) for target in targets]
        if targets:
            back = [
                Move(move.name, move.linked, new and Path(new).name, move.after, move.before)
                for (_, _, move), new in zip(changed, staged, strict=True)
            ]
            _intend(folder, targets, back)
            for target, new in zip(targets, staged, strict=True):
                _put(new, target.place)
        _forget(folder, {target.place.parent for target in targets})
    except (OSError, KeyboardInterrupt):
        return False
    return True


def _move(folder: Path, target: Target, old: bytes | None, staged: str | None) -> Move:
    name = Path(os.path.relpath(target.path.parent.resolve() / target.path.name, folder)).as_posix()
    linked = target.place != target.path
    return Move(name, linked, staged and Path(staged).name, _digest(old), _digest(target.content))


def _intend(folder: Path, targets: Sequence[Target], moves: Iterable[Move]) -> None:
    """Write the intent, which nobody may read who may not read one of the files."""
    models = [target.model for target in targets if target.model.exists()]
    model = min(models, key=lambda path: path.stat().st_mode & 0o077, default=folder / INTENT)
    text = json.dumps({"format": FORMAT, "files": [asdict(move) for move in moves]})
    temporary = stage(Target(folder / INTENT, folder / INTENT, text.encode("utf-8"), model, None if models else 0o600))
    try:
        os.replace(temporary, folder / INTENT)
    except BaseException:
        _discard([temporary])
        raise
    _sync(folder)


def _put(staged: str | None, place: Path) -> None:
    if staged is None:
        place.unlink(missing_ok=True)
    else:
        os.replace(staged, place)


def _forget(folder: Path, folders: Iterable[Path]) -> None:
    for each in folders:
        _sync(each)
    (folder / INTENT).unlink(missing_ok=True)


def _finish(folder: Path) -> None:
    """Finish the transaction that an intent names, or take it back if nothing of it was done and not all of it can be.

    A file that somebody has changed since stays as it is.

    Raises:
        OSError: a file cannot be replaced.
    """
    moves = _intended(folder)
    if moves is None:
        return
    states = {move: _state(folder, move) for move in moves if move.before != move.after}
    inside = [move for move in moves if _inside(folder, _place(folder, move))]
    outside = {states[move] for move in states if move not in inside}
    ready = {move for move in inside if _is_ready(folder, move)}
    possible = all(state == "after" or (state == "before" and move in ready) for move, state in states.items() if move in inside)
    if outside != {"before"} and (possible or "after" in states.values()):
        for move in inside:
            if states.get(move) == "before" and move in ready:
                _put(_staged(folder, move), _place(folder, move))
    _discard(_staged(folder, move) for move in inside)
    _forget(folder, {_place(folder, move).parent for move in inside})


def _is_whole(folder: Path) -> bool:
    """Return whether the files of a transaction are all old or all new."""
    moves = _intended(folder) or ()
    return len({_state(folder, move) for move in moves if move.before != move.after}) <= 1


def _intended(folder: Path) -> list[Move] | None:
    """Return what an intent says; None if there is none, or it says nothing that argmap wrote, and is let be."""
    try:
        with (folder / INTENT).open("rb") as file:
            content = file.read(MOST_BYTES + 1)
        data = json.loads(content) if len(content) <= MOST_BYTES else {}
        moves = [Move(**row) for row in data["files"]] if data["format"] == FORMAT else []
        sound = all(_is_sound(move) for move in moves)
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return moves if sound else None


def _is_sound(move: Move) -> bool:
    texts = (text for text in (move.staged, move.before, move.after) if text is not None)
    if not all(isinstance(text, str) for text in (move.name, *texts)) or "\0" in move.name:
        return False
    return move.staged is None or bool(TEMPORARY.fullmatch(move.staged) and not set(move.staged) & set("/\\\0"))


def _state(folder: Path, move: Move) -> str:
    """Return whether a file is as it was "before" a transaction, as it is "after", or "other"."""
    held = _held(_place(folder, move))
    return "after" if held == move.after else "before" if held == move.before else "other"


def _is_ready(folder: Path, move: Move) -> bool:
    """Return whether what shall take a file's place is there, whole, and no link."""
    staged = _staged(folder, move)
    if staged is None:
        return move.after is None
    return not os.path.islink(staged) and _held(Path(staged)) == move.after


def _place(folder: Path, move: Move) -> Path:
    path = folder / move.name
    return Path(os.path.realpath(path)) if move.linked else Path(os.path.realpath(path.parent)) / path.name


def _staged(folder: Path, move: Move) -> str | None:
    return None if move.staged is None else str(_place(folder, move).with_name(move.staged))


def _inside(folder: Path, place: Path) -> bool:
    """Return whether a file lies in a folder or below it; links in its path count, but not that it may be one."""
    return Path(os.path.realpath(place.parent)).is_relative_to(folder.resolve())


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _held(path: Path) -> str | None:
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


def _digest(content: bytes | None) -> str | None:
    return None if content is None else sha256(content).hexdigest()


def _discard(temporaries: Iterable[str | None]) -> None:
    for temporary in temporaries:
        if temporary is not None:
            with suppress(OSError):
                os.unlink(temporary)


def _sync(folder: Path) -> None:
    """Let the names in a folder reach the disk, where a system can do that."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def stage(target: Target) -> str:
    """Write the content beside where it will stand, flush it to disk, and return the temporary file's name.

    It gets the owner and the permissions of the target's model, or those of a new file.
    """
    if target.place.is_dir():
        raise IsADirectoryError(EISDIR, "there is a folder of that name")
    target.place.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = open_temporary(target.place)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(target.content or b"")
            file.flush()
            os.fsync(file.fileno())
        if target.model.exists():
            _own_as(temporary, target.model)
        os.chmod(temporary, _mode(target.model) if target.mode is None else target.mode)
    except BaseException:
        _discard([temporary])
        raise
    return temporary


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Turn an error of the system into one that names the file."""
    try:
        yield
    except OSError as error:
        raise ArgmapError(f"cannot write {path}: {error.strerror or error}") from error


def _own_as(temporary: str, model: Path) -> None:
    """Give a file the owner and the group of another one, or at least the group, as far as this user may."""
    if sys.platform == "win32":
        return
    state = model.stat()
    if (state.st_uid, state.st_gid) != (os.geteuid(), os.getegid()):
        try:
            os.chown(temporary, state.st_uid, state.st_gid)
        except OSError:
            with suppress(OSError):
                os.chown(temporary, -1, state.st_gid)


def _mode(path: Path) -> int:
    """Return the permissions the file has, or those a new file would get."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
