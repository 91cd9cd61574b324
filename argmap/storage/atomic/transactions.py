"""Writing several files as one: all of them are new or all are old, also when the process is killed at any moment.

What is to be written is staged beside its place. Then an intent is written, a small file that names every place, what
stands there and what shall: from here on the transaction is made, whatever happens. Then everything takes its place, and the
intent goes. Whoever reads or writes in the folder next and finds an intent, because a process was killed, finishes it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from argmap.errors import ArgmapError
from argmap.storage.atomic.intents import (
    INTENT,
    IntendedFile,
    and_above,
    digest_held,
    digest_of,
    finish,
    forget,
    is_inside,
    recover,
    write_intent,
)  # fmt: skip
from argmap.storage.atomic.locks import locked
from argmap.storage.atomic.staged_file import Target, discard, put, stage
from argmap.storage.atomic.temporaries import sweep


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
    with naming(folder):
        folder.mkdir(parents=True, exist_ok=True)
    with locked(folder / INTENT):
        finish(folder)
        _write(folder, targets)


def is_vacant(folder: Path) -> bool:
    """Return whether something new can be written as a folder: there is none, or nothing is in it.

    What dead processes left there is finished or taken away first.

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
    near = all(common in and_above(parent) for parent in parents)
    return common if near and common != Path(common.anchor) else parents[0]


def _write_one(target: Target) -> None:
    with naming(target.path):
        temporary = stage(target)
        try:
            os.replace(temporary, target.place)
        except BaseException:
            discard([temporary])
            raise


def _write(folder: Path, targets: Sequence[Target]) -> None:
    """Stage, intend, replace; while nothing but this process goes wrong, put everything back."""
    staged: dict[Target, str | None] = {}
    old: dict[Target, bytes | None] = {}
    keep = False
    try:
        for target in targets:
            with naming(target.path):
                staged[target] = None if target.content is None else stage(target)
                old[target] = _content(target.place)
        # What lies outside comes first: whoever recovers may not change it, and sees by it whether to go on.
        order = sorted(targets, key=lambda target: is_inside(folder, target.place))
        moves = {target: _move(folder, target, old[target], staged[target]) for target in order}
        with naming(targets[0].path):
            write_intent(folder, targets, moves.values())
        done: list[Target] = []
        try:
            for target in order:
                with naming(target.path):
                    done.append(target)
                    put(staged[target], target.place)
        except BaseException:
            keep = not _put_back(folder, [(target, old[target], moves[target]) for target in done])
            raise
        with suppress(OSError):  # everything is written; whoever comes next sees that
            forget(folder, {target.place.parent for target in targets})
    finally:
        if not keep:
            discard(staged.values())


def _put_back(folder: Path, done: Sequence[tuple[Target, bytes | None, IntendedFile]]) -> bool:
    """Give files back what they held, as a transaction of its own, and return whether that was possible."""
    changed = [
        (target, content, move)
        for target, content, move in done
        if move.after != move.before and digest_held(target.place) == move.after
    ]
    staged: list[str | None] = []
    try:
        targets = [Target(t.path, t.place, content, t.place, t.mode) for t, content, _ in changed]
        staged += [None if target.content is None else stage(target) for target in targets]
        if targets:
            back = [
                IntendedFile(move.name, move.linked, new and Path(new).name, move.after, move.before)
                for (_, _, move), new in zip(changed, staged, strict=True)
            ]
            write_intent(folder, targets, back)
            for target, new in zip(targets, staged, strict=True):
                put(new, target.place)
        forget(folder, {target.place.parent for target in targets})
    except (OSError, KeyboardInterrupt):
        return False
    return True


def _move(folder: Path, target: Target, old: bytes | None, staged: str | None) -> IntendedFile:
    name = Path(os.path.relpath(target.path.parent.resolve() / target.path.name, folder)).as_posix()
    linked = target.place != target.path
    return IntendedFile(name, linked, staged and Path(staged).name, digest_of(old), digest_of(target.content))


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Turn an error of the system into one that names the file."""
    try:
        yield
    except OSError as error:
        raise ArgmapError(f"cannot write {path}: {error.strerror or error}") from error
