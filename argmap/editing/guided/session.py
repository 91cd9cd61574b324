"""A reading of one thread: the map as it is on disk, what is written into it, and how far the annotator has come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from argmap.diagnostics import Diagnostic
from argmap.editing.guided.changes import change_of
from argmap.editing.guided.choosing import Chosen
from argmap.editing.guided.form import MoveForm, Occasion
from argmap.editing.guided.preview import Preview, preview, write
from argmap.editing.guided.progress import first_unread, keep_posts_read, posts_read, readable_posts
from argmap.editing.journal import undo
from argmap.editing.operations import Opened, open_map
from argmap.errors import ArgmapError, UnknownName
from argmap.model.map import ArgumentMap
from argmap.model.thread import Thread


class Session:
    """A map that is being written while its thread is read. Everything is written at once.

    Args:
        path: the map, or the folder of its dataset.
        by: which of the map's annotators reads.
        post: the post to begin with; None for the first that was not read.

    Raises:
        InvalidInput: the map has faults already; correct them first.
        ArgmapError: it cannot be read, or has no thread or no posts to read.
        UnknownName: it has no such post or annotator.
    """

    def __init__(self, path: str, by: str | None = None, post: str | None = None) -> None:
        self.path, self.by = path, by
        self.opened: Opened = open_map(path)
        map = self.opened.map
        if map.thread is None:
            raise ArgmapError(f"{path} has no thread to read; add the line 'thread: thread.yaml' to the map")
        if post is not None and post not in map.thread.posts_by_id:
            raise UnknownName("post", post, map.thread.posts_by_id)
        if by is not None and by not in map.annotator_keys:
            raise UnknownName("annotator of the map", by, map.annotator_keys)
        self.posts: Sequence[str] = readable_posts(map)
        if not self.posts:
            raise ArgmapError(f"{path}: no post of the thread has words to read")
        if post is not None and post not in self.posts:
            raise ArgmapError(f"post {post!r} has no words to read")
        self.read: set[str] = set(posts_read(self.opened.path, map))
        self.begin: str = post or first_unread(map, self.read) or self.posts[0]

    @property
    def map(self) -> ArgumentMap:
        return self.opened.map

    @property
    def thread(self) -> Thread:
        assert self.map.thread is not None  # noqa: S101 (it was looked at when the session began)
        return self.map.thread

    def reload(self) -> None:
        """Read the map again: an editor may be open beside this.

        Raises:
            ArgmapError: it cannot be read, or has faults now.
        """
        opened = open_map(self.path)
        if opened.map.thread is None:
            raise ArgmapError(f"{self.path} has no thread any more")
        self.opened = opened

    def occasion(self, chosen: Chosen, looked_at: str | None = None) -> Occasion:
        """Return what a form is asked about."""
        return Occasion(self.map, chosen, looked_at)

    def preview(self, form: MoveForm, answers: Mapping[str, Any], chosen: Chosen) -> Preview:
        """Return what answers would write, with the findings that would be new.

        Raises:
            ArgmapError: they make nothing that can be written.
        """
        move = form.move(form.complete(answers))
        return preview(change_of(self.opened, move, chosen if form.words else None, self.by))

    def write(self, seen: Preview) -> tuple[Diagnostic, ...]:
        """Write what was looked at, and return what the rules now ask for and a later part of the thread may bring.

        Raises:
            InvalidInput: it would break the map; nothing is written.
            ChangedMeanwhile: something else changed the map since; nothing is written.
        """
        write(seen)
        self.reload()
        return seen.to_come

    def undo(self) -> str:
        """Take back the last change of the map, and return what it did.

        Raises:
            NothingToUndo: there is none, or the map was changed in another way since.
        """
        did = undo(self.opened.path)
        self.reload()
        return did

    def leave(self, post: str) -> None:
        """Keep that a post was read."""
        if post not in self.read:
            self.read.add(post)
            keep_posts_read(self.opened.path, self.read)
