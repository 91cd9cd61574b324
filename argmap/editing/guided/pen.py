"""The text of a map while a move is written into it, and the words and the author of the move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from argmap.editing.guided.choosing import Chosen, quote_of
from argmap.editing.naming import free_id
from argmap.editing.operations import Opened, add, add_inside, set_fields
from argmap.editing.parts import ids
from argmap.errors import ArgmapError, UnknownName
from argmap.location import Path as DocumentPath
from argmap.model.posts import Post
from argmap.model.thread import Thread


class MapPen:
    """The text of a map while one move is written into it: every method adds to the same change.

    Args:
        opened: the map as it was read.
        chosen: the words with which the move is made; None where nobody says it.
        by: the annotator who reads, if the map has several.
    """

    def __init__(self, opened: Opened, chosen: Chosen | None, by: str | None) -> None:
        self.opened, self.chosen, self.by = opened, chosen, by
        self.map = opened.map
        self.text = opened.text
        self.taken = set(ids(opened.map))
        self.did = ""
        self.about: str | None = None

    @property
    def thread(self) -> Thread:
        if self.map.thread is None:
            raise ArgmapError(
                f"{self.opened.path} has no thread to read; add the line 'thread: thread.yaml' to the map"
            )
        return self.map.thread

    @property
    def post(self) -> Post:
        """The post of the chosen words."""
        if self.chosen is None:
            raise ArgmapError("choose the words first")
        return self.thread[self.chosen.post]

    @property
    def author(self) -> str:
        """Who wrote the post of the chosen words."""
        if self.post.author is None:
            raise ArgmapError(
                f"nobody knows who wrote post {self.post.id!r}, so that nobody can take a stance in it"
            )
        return self.post.author

    def quotes(self) -> list[dict[str, Any]]:
        return [] if self.chosen is None else [quote_of(self.thread, self.chosen).to_dict()]

    def id(self, wanted: str | None, text: str) -> str:
        made = wanted or free_id(text, self.taken)
        self.taken.add(made)
        return made

    def add(self, section: str, **fields: Any) -> None:
        self.text = add(self._now, section, said({**fields, "by": self.by}))

    def add_inside(self, path: DocumentPath, record: Mapping[str, Any]) -> None:
        self.text = add_inside(self._now, path, record)

    def set(self, name: str, **values: Any) -> None:
        self.text = set_fields(self._now, name, values)

    def must_have(self, kind: str, name: str) -> None:
        """Refuse a name that no part of a kind has."""
        known = [part for part, its in self.map.kinds.items() if str(its) == kind]
        if name not in known:
            raise UnknownName(kind, name, known)

    @property
    def _now(self) -> Opened:
        return replace(self.opened, text=self.text)


def said(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that say something."""
    return {key: value for key, value in fields.items() if value not in (None, False, [], ())}
