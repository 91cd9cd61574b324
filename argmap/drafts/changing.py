"""What a person makes of an item of a draft: its fields as text, and new ones, whose words are held to the thread."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from argmap.drafts.anchoring import NotAnchored, anchored
from argmap.drafts.decisions import EDITABLE
from argmap.drafts.file import Item
from argmap.errors import ArgmapError
from argmap.model.base import plain_data
from argmap.model.thread import Thread
from argmap.storage.writer import record_yaml

UNQUOTED: Mapping[str, Any] = MappingProxyType(
    {
        "post": None,
        "quote": None,
        "occurrence": None,
        "anchored_from": None,
        "further_quotes": (),
    }
)
"""What an implicit claim says of words: nothing."""


def item_yaml(item: Item) -> str:
    """Return the fields of an item that a person edits, as text; what it does not say is left out."""
    data = plain_data(item)
    return record_yaml({name: data[name] for name in EDITABLE[item.kind] if name in data})


def changed_fields(item: Item, new: object, thread: Thread) -> dict[str, Any]:
    """Return what an item says otherwise, with where its words stand if they are others.

    Args:
        item: the item as the draft has it.
        new: fields that a person wrote; what they leave out stays.
        thread: the thread.

    Raises:
        ArgmapError: they are no fields of such an item, or the words do not stand in the post.
    """
    known = EDITABLE[item.kind]
    if not isinstance(new, dict) or not set(new) <= set(known):
        raise ArgmapError(f"an edit has the fields {', '.join(known)}; nothing was decided")
    if new.get("implicit") is True:
        return {**new, **UNQUOTED}
    quote, post = getattr(item, "quote", None), getattr(item, "post", None)
    if new.get("quote") is None or (new["quote"], new.get("post")) == (quote, post):
        return dict(new)
    return {**new, **_found(str(new["quote"]), str(new.get("post") or post or ""), thread)}


def _found(words: str, post: str, thread: Thread) -> dict[str, Any]:
    if post not in thread.posts_by_id:
        raise ArgmapError(f"there is no post {post!r}; nothing was decided")
    try:
        anchor = anchored(thread, words, (post,))
    except NotAnchored as why:
        raise ArgmapError(f"{why}; nothing was decided") from why
    if anchor.replaced is not None:
        raise ArgmapError(
            f"these words do not stand in {post}, but {anchor.words!r} does; nothing was decided"
        )
    return {"quote": anchor.words, "occurrence": anchor.occurrence, "anchored_from": None}
