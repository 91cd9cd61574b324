"""Where the items of a draft belong in the thread: beside the words that they quote, or beside what names them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from argmap.drafts.file import DraftRelation, Item, named
from argmap.drafts.windows import thread_of
from argmap.editing.quoting import selector
from argmap.model.map import ArgumentMap
from argmap.model.quote import Quote
from argmap.model.thread import Thread


def item_posts(items: Sequence[Item], map: ArgumentMap) -> Mapping[str, str]:
    """Return the post that each item belongs to, by its id.

    A claim and a stance belong to the post that they quote; a relation to the last of those that it and its ends quote.
    An issue and an implicit claim quote nothing: they belong to the first post of what names them, where their reader
    needs them. What nothing in the thread leads to is left out.

    Args:
        items: the items of a draft.
        map: its map.
    """
    return _Places(items, map).found()


def in_order(items: Sequence[Item], posts: Mapping[str, str], map: ArgumentMap) -> list[Item]:
    """Return items in the order of the thread, those first that belong to no post.

    Args:
        items: the items of a draft.
        posts: what `item_posts` gives.
        map: the map of the draft.
    """
    numbers = thread_of(map).numbers
    return sorted(items, key=lambda item: numbers.get(posts.get(item.id, ""), 0))


def own_quotes(item: Item, thread: Thread) -> tuple[Quote, ...]:
    """Return the words that an item quotes itself.

    Raises:
        NoSuchQuote: they do not stand in the thread.
    """
    return tuple(selector(thread, each.quote, each.post, each.occurrence) for each in item.all_quotes)


class _Places:
    def __init__(self, items: Sequence[Item], map: ArgumentMap) -> None:
        self.items, self.map = items, map
        self.by_id = {item.id: item for item in items}
        self.numbers = thread_of(map).numbers
        own = {item.id: getattr(item, "post", None) for item in items}
        self.posts: dict[str, str] = {id: post for id, post in own.items() if post is not None}

    def found(self) -> Mapping[str, str]:
        # What names an issue may be placed by another item in its turn, so that each round may place more.
        while more := self._of_relations() or self._of_named():
            self.posts |= more
        return self.posts

    def _of_relations(self) -> dict[str, str]:
        ends = {item.id: self._of(item.id) for item in self.items if item.id not in self.posts}
        return {id: post for id, post in ends.items() if post is not None}

    def _of_named(self) -> dict[str, str]:
        """Return the first post of what names each item that quotes nothing."""
        posts: dict[str, str] = {}
        for item in self.items:
            post = self.posts.get(item.id)
            if post is None:
                continue
            for id in named(item):
                if id in self.by_id and id not in self.posts:
                    posts[id] = min(posts.get(id, post), post, key=self._number)
        return posts

    def _of(self, id: str) -> str | None:
        """Return the post of an item or of a part of the map, as far as it is known."""
        item = self.by_id.get(id)
        if id in self.posts:
            return self.posts[id]
        if item is None:
            part = self.map.nodes.get(id)
            return next((quote.post for quote in part.quotes), None) if part is not None else None
        if not isinstance(item, DraftRelation):
            return None
        ends = [post for end in named(item) if (post := self._of(end)) is not None]
        return max((*(quote.post for quote in item.quotes), *ends), key=self._number, default=None)

    def _number(self, post: str) -> int:
        return self.numbers.get(post, 0)
