"""The journal beside a map: what each edit changed in the files of its folder, so that it can be undone and done again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from argmap.errors import ArgmapError
from argmap.storage.atomic.intents import recover
from argmap.storage.files import ChangedMeanwhile, digest, locked, write_all

KEPT = 100
"""Edits that can be undone."""

MOST_CHARACTERS = 20_000_000
"""Length of the texts that a journal keeps; the last edit is kept whatever its length."""

BOM = "\ufeff"

Change = tuple[str | None, str]
"""The text of a file before an edit, None if there was no such file, and the text after it."""


class NothingToUndo(ArgmapError):
    """There is no edit to undo, or none to do again, or something else has changed a file since."""


@dataclass(frozen=True, slots=True)
class FileStep:
    """What an edit did to one file: the text before (None: it made the file), and the digest of the file after."""

    before: str | None
    after: str


@dataclass(frozen=True, slots=True)
class Step:
    """An edit: what it did, and to which files, by their path from the folder of the journal.

    `request` is what whoever asked for it will ask with again if no answer comes, and what the answer needs.
    """

    did: str
    files: Mapping[str, FileStep]
    request: Mapping[str, Any] | None = None


def journal_path(path: Path) -> Path:
    """Return where the journal of a map, or of a thread that has no map yet, stands."""
    return path.with_name(f".{path.name}.journal")


def undone_path(path: Path) -> Path:
    """Return where the edits stand that were undone, as a journal of their own: done again, each undoes its undoing."""
    return path.with_name(f".{path.name}.undone.journal")


def write_edit(map_path: Path, action: str, before: str, after: str) -> None:
    """Write the new text of a map and record the edit in the journal.

    Raises:
        ChangedMeanwhile: the file does not hold the text `before` any more; nothing is written.
        ArgmapError: a file cannot be written.
    """
    write_edit_of(map_path, {map_path: (before, after)}, action)


def write_edit_of(
    owner: Path,
    changes: Mapping[Path, Change],
    did: str,
    beside: Mapping[Path, bytes] | None = None,
    request: Mapping[str, Any] | None = None,
) -> None:
    """Write the new texts of several files as one edit, which is undone as one.

    They and the journal are one transaction: whenever the process ends, `undo` knows what is on the disk.

    Args:
        owner: the map whose journal records the edit; the thread, if its folder has no map yet.
        changes: the text of each file before and after; all files are in the owner's folder or below it. Texts are
            compared without a byte order mark, and a file that has one keeps it.
        did: what the edit did, for the user who undoes it.
        beside: files that are written with them, and stay when the edit is undone.
        request: what `request_of` finds again: JSON data with a `key`.

    Raises:
        ChangedMeanwhile: a file does not hold its text `before` any more; nothing is written.
        ArgmapError: a file is outside the folder, or cannot be written.
    """
    names = {path: _name(owner, path) for path in changes}
    with _all_locked(owner, changes):
        recover(owner.parent, writing=True)
        raw = {path: _refuse_unless(path, before) for path, (before, _) in changes.items()}
        new = {path: _marked(after, raw[path]).encode("utf-8") for path, (_, after) in changes.items()}
        files = {names[path]: FileStep(raw[path], digest(content)) for path, content in new.items()}
        steps = _recent([*_steps(owner, journal_path(owner)), Step(did, files, request)])
        private = {journal_path(owner): _most_private(changes)}
        # What was undone before does not fit any more.
        undone = {undone_path(owner): None} if undone_path(owner).exists() else {}
        written = {journal_path(owner): _journal(steps), **new, **undone, **(beside or {})}
        write_all(written, private, behind_links=changes)


def undo(owner: Path) -> str:
    """Undo the last edit in every file that it changed, and return what it did.

    An edit of which no file was written, because the process ended before, counts as undone.

    Args:
        owner: the map, or the thread, whose journal records the edit.

    Raises:
        NothingToUndo: there is none, or a file of it was changed by other means since; then nothing is changed.
    """
    return _taken_back(owner, journal_path(owner), undone_path(owner), "edit to undo")


def redo(owner: Path) -> str:
    """Do the edit again that was undone last, in every file that it changed, and return what it does.

    Args:
        owner: the map, or the thread, whose journal records the edit.

    Raises:
        NothingToUndo: none was undone since the last edit, or a file of it was changed by other means since; then
            nothing is changed.
    """
    return _taken_back(owner, undone_path(owner), journal_path(owner), "undone edit to do again")


def next_steps(owner: Path) -> tuple[str | None, str | None]:
    """Return what `undo` and `redo` would undo and do again; None where that is nothing.

    Args:
        owner: the map, or the thread, whose journal records the edits.
    """
    recover(owner.parent)

    def last(journal: Path) -> str | None:
        for step in reversed(_steps(owner, journal)):
            states = {_holds(owner, name, file) for name, file in step.files.items()}
            if states != {"before"}:
                return None if "other" in states else step.did
        return None

    return last(journal_path(owner)), last(undone_path(owner))


def request_of(owner: Path, key: str) -> Mapping[str, Any] | None:
    """Return the request of the edit that was asked for with a key, if it was written; None if it was not, or is undone."""
    recover(owner.parent)
    requests = (step.request for step in reversed(_steps(owner, journal_path(owner))))
    return next((each for each in requests if each is not None and each.get("key") == key), None)


def _taken_back(owner: Path, journal: Path, other: Path, what: str) -> str:
    """Take back the last step of a journal, record in the other one how to do it again, and return what it did."""
    with locked(owner):
        recover(owner.parent, writing=True)
        steps = _steps(owner, journal)
        while steps and all(_holds(owner, name, file) == "before" for name, file in steps[-1].files.items()):
            steps.pop()
        if not steps:
            raise NothingToUndo(f"{owner}: there is no {what}")
        last = steps.pop()
        paths = {owner.parent / name: file for name, file in last.files.items()}
        with _all_locked(owner, paths, owner_is_locked=True):
            for name, file in last.files.items():
                if _holds(owner, name, file) == "other":
                    raise NothingToUndo(
                        f"{owner.parent / name} was changed since the last edit ({last.did}); change it by hand"
                    )
            old = {
                path: None if file.before is None else file.before.encode("utf-8")
                for path, file in paths.items()
            }
            ways = {journal: _journal(steps)}
            # Of half an edit, which an older argmap left, there is no way back.
            if all(_holds(owner, name, file) == "after" for name, file in last.files.items()):
                ways[other] = _way_back(owner, other, last)
            write_all({**ways, **old}, {other: _most_private(paths)}, behind_links=old)
        return last.did


def _way_back(owner: Path, journal: Path, done: Step) -> bytes:
    """Return a journal that says how to make a step again.

    Of an edit that made a file, nothing is kept, nor of what was undone before.
    """
    files = {}
    for name, file in done.files.items():
        if file.before is not None:
            # Bytes, because reading as text would change the ends of lines.
            now = (owner.parent / name).read_bytes().decode("utf-8")
            files[name] = FileStep(now, digest(file.before.encode("utf-8")))
    whole = len(files) == len(done.files)
    return _journal(_recent([*_steps(owner, journal), Step(done.did, files)]) if whole else [])


def _most_private(paths: Iterable[Path]) -> Path:
    """Return which of some files the fewest may read: the journal repeats their words."""
    there = [path for path in paths if path.exists()]
    return min(
        there or paths, key=lambda path: (path.stat().st_mode & 0o077 if path.exists() else 0, str(path))
    )


def _holds(owner: Path, name: str, file: FileStep) -> str:
    """Return whether a file is as it was "after" an edit, as it was "before", or "other"."""
    try:
        content: bytes | None = (owner.parent / name).read_bytes()
    except OSError:
        content = None
    if content is not None and digest(content) == file.after:
        return "after"
    before = None if file.before is None else file.before.encode("utf-8")
    return "before" if content == before else "other"


@contextmanager
def _all_locked(owner: Path, paths: Iterable[Path], *, owner_is_locked: bool = False) -> Iterator[None]:
    """Lock the owner first and then the other files, so that no two writers wait for each other."""
    with ExitStack() as stack:
        if not owner_is_locked:
            stack.enter_context(locked(owner))
        for path in sorted(set(paths) - {owner}):
            stack.enter_context(locked(path))
        yield


def _name(owner: Path, path: Path) -> str:
    """Return the path of a file from the folder of its journal.

    Raises:
        ArgmapError: it lies outside.
    """
    folder = owner.parent.resolve()
    try:
        return (path.parent.resolve() / path.name).relative_to(folder).as_posix()
    except ValueError as error:
        raise ArgmapError(f"{path} lies outside the folder of {owner}; put it beside the map") from error


def _steps(owner: Path, journal: Path) -> list[Step]:
    try:
        lines = journal.read_text("utf-8").split("\n")
        return [_step(owner, json.loads(line)) for line in lines if line]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return []  # a journal that cannot be read undoes nothing, and stops nobody


def _step(owner: Path, row: dict[str, Any]) -> Step:
    """Return the edit in a line of a journal; in older ones it names no files, because it changed the map only.

    Raises:
        ValueError: it names a file outside the folder of the journal. A journal may have come with somebody's dataset.
    """
    if "files" not in row:
        return Step(row["did"], {owner.name: FileStep(row["before"], row["after"])})
    folder = owner.parent.resolve()
    for name in row["files"]:
        if ".." in Path(name).parts or not (folder / name).parent.resolve().is_relative_to(folder):
            raise ValueError(name)
    files = {name: FileStep(**file) for name, file in row["files"].items()}
    request = row.get("request")
    return Step(row["did"], files, request if isinstance(request, dict) else None)


def _recent(steps: list[Step]) -> list[Step]:
    """Return the last steps, as many as a journal keeps."""
    kept, length = len(steps[-KEPT:]), 0
    for number, step in enumerate(reversed(steps[-KEPT:])):
        length += sum(len(file.before or "") for file in step.files.values())
        if length > MOST_CHARACTERS:
            kept = max(number, 1)
            break
    return steps[-kept:]


def _journal(steps: list[Step]) -> bytes:
    rows = (
        {
            "did": step.did,
            "files": {
                name: {"before": file.before, "after": file.after} for name, file in step.files.items()
            },
            **({} if step.request is None else {"request": step.request}),
        }
        for step in steps
    )
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows).encode("utf-8")


def _refuse_unless(path: Path, before: str | None) -> str | None:
    """Return what a file holds, with its byte order mark, if that is `before`.

    Raises:
        ChangedMeanwhile: it holds something else.
    """
    raw: str | None = None
    try:
        raw = path.read_bytes().decode("utf-8")
        same = before is not None and raw.removeprefix(BOM) == before.removeprefix(BOM)
    except FileNotFoundError:
        same = before is None
    except (OSError, UnicodeDecodeError):
        same = False
    if not same:
        raise ChangedMeanwhile(f"{path} changed since it was read; look at it, then repeat the edit")
    return raw


def _marked(after: str, raw: str | None) -> str:
    """Return a text with a byte order mark if the file has one."""
    return BOM + after.removeprefix(BOM) if raw is not None and raw.startswith(BOM) else after
