"""Edits of a thread: in a file of its own or inside its map, with a map beside it or before there is one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from argmap.diagnostics import Diagnostic, Severity
from argmap.editing.journal import write_edit_of
from argmap.editing.operations import Opened, commit, open_map
from argmap.editing.plan import EditPlan
from argmap.editing.posts import PostInUse, users
from argmap.errors import ArgmapError, InvalidInput, UnreadableInput
from argmap.lint.run import check
from argmap.model.document import MapDocument
from argmap.model.map import ArgumentMap
from argmap.model.thread import Thread
from argmap.storage.atomic.intents import recover
from argmap.storage.edit import Pass, changed
from argmap.storage.files import current_limits, decode, read_bytes
from argmap.storage.load import FORMATS, MAP_NAMES, find_map, load_thread, read_map
from argmap.storage.read import parse
from argmap.storage.writer import THREAD_FILE

Planner = Callable[[Thread, MapDocument | None], EditPlan]
"""Makes a plan for a thread and the map beside it."""


def owner_of(source: str) -> Path:
    """Return the file whose journal records the edits of a dataset: its map, or its thread while it has no map.

    Raises:
        ArgmapError: it is standard input.
        UnreadableInput: a folder holds neither, or more than one map.
    """
    thread = Path(source) / THREAD_FILE
    if str(source) != "-":
        recover(thread.parent)
    if thread.is_file() and not any(os.path.lexists(Path(source) / name) for name in MAP_NAMES):
        return thread
    path = find_map(source)
    if path is None:
        raise ArgmapError("standard input cannot be edited; name the file")
    return path


def edit_thread(source: str, planner: Planner) -> tuple[Path, str, tuple[Diagnostic, ...]]:
    """Change a thread, and return the file whose journal records it, what was done, and what is new and wrong with it.

    Args:
        source: a dataset folder, a map, or a thread that has no map beside it.
        planner: what makes the plan.

    Raises:
        InvalidInput: the change would break the thread; nothing is written.
        ArgmapError: there is no thread, the change cannot be made, or a file cannot be written.
    """
    owner = owner_of(source)
    if owner.name == THREAD_FILE:
        beside = next((owner.with_name(name) for name in MAP_NAMES if owner.with_name(name).exists()), None)
        if beside is None:
            return (owner, *_without_map(owner, planner))
        owner = beside
    opened = open_map(str(owner))
    if opened.map.thread is None:
        raise ArgmapError(f"{owner} has no thread")
    plan = planner(opened.map.thread, opened.map)
    refuse_if_used(opened, plan, opened.map.thread)
    after, thread_after = texts_after(opened, plan)
    return owner, plan.did, commit(opened, after, plan.did, thread_after)


def texts_after(opened: Opened, plan: EditPlan) -> tuple[str, str | None]:
    """Return the text of the map after a plan, and that of its thread, None if it has no file of its own or stays."""
    limits = current_limits()
    passes = plan.passes if opened.thread_path is not None else (*inside(plan.thread), *plan.passes)
    after = changed(opened.text, passes, limits) if passes else opened.text
    if opened.thread_path is None or not plan.thread:
        return after, None
    return after, changed(opened.thread_text, plan.thread, limits)


def inside(passes: tuple[Pass, ...]) -> Iterator[Pass]:
    """Yield changes of a thread as changes of the map that it is written into."""
    for changes in passes:
        yield tuple(replace(change, path=("thread", *change.path)) for change in changes)


def refuse_if_used(opened: Opened, plan: EditPlan, thread: Thread | None) -> None:
    """Do nothing if no other map of the thread names a post whose words a plan moves.

    Args:
        opened: the map beside which others may stand.
        plan: the plan.
        thread: the thread that the plan changes.

    Raises:
        PostInUse: one does.
    """
    if opened.thread_path is None or thread is None:
        return
    moved = {
        thread.posts[int(change.path[1])].id
        for changes in plan.thread
        for change in changes
        if change.path[:1] == ("posts",) and (change.path[2:] in {(), ("text",)}) and len(change.path) > 1
    }
    for other in _other_maps(opened) if moved else ():
        named = next((post for post, _ in users(other[1]) if post in moved), None)
        if named is not None:
            raise PostInUse(
                f"{other[0]} names post {named!r}; posts are split and joined before they are annotated"
            )


def _other_maps(opened: Opened) -> Iterator[tuple[Path, ArgumentMap]]:
    """Yield the other maps in the folder that have the same thread."""
    for path in sorted(opened.path.parent.iterdir()):
        if path.suffix not in {".yaml", ".yml", ".json"} or path in {opened.path, opened.thread_path}:
            continue
        try:
            if FORMATS["map"] not in decode(read_bytes(path, current_limits()), str(path)):
                continue
            loaded = read_map(path)
        except UnreadableInput:
            continue
        thread = loaded.positions.mounted.get("thread")
        if loaded.map is not None and thread is not None and thread.file == str(opened.thread_path):
            yield path, loaded.map


def _without_map(path: Path, planner: Planner) -> tuple[str, tuple[Diagnostic, ...]]:
    """Change a thread that has no map, and return what was done, and what is new and wrong with it."""
    thread = load_thread(path)
    text = decode(read_bytes(path, current_limits()), str(path))
    plan = planner(thread, None)
    after = changed(text, plan.thread, current_limits())
    new = Thread.model_validate(parse(after, str(path), current_limits()).data)
    old = set(_findings(thread))
    findings = tuple(finding for finding in _findings(new) if finding not in old)
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors:
        raise InvalidInput(errors)
    write_edit_of(path, {path: (text, after)}, plan.did)
    return plan.did, findings


def _findings(thread: Thread) -> tuple[Diagnostic, ...]:
    """Return what the rules find in a thread, but not that nothing in a map uses it."""
    findings = check(ArgumentMap(id="thread", title="thread", thread=thread))
    return tuple(finding for finding in findings if finding.code not in {"AM508", "AM512"})
