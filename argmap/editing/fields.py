"""What the fields of an edit have in common: quotes of words, who wrote a post, and what every item may say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from argmap.editing.quoting import selector
from argmap.errors import ArgmapError, UnknownName
from argmap.model.document import MapDocument

Fields = Mapping[str, Any]
"""The fields of something to be added, by their names in the format."""


def of_item(fields: Fields) -> dict[str, Any]:
    """Return the fields that every item may have."""
    return {key: fields.get(key) for key in ("by", "confidence", "note")}


def quotes_of(map: MapDocument, fields: Fields) -> list[dict[str, Any]]:
    """Return the quotes of the words in `quote` and `quotes`, as they stand in a file.

    Raises:
        ArgmapError: words are in no post, or in several places and nobody said in which; or an occurrence is given
            for more than one quote.
    """
    words = [fields["quote"]] if fields.get("quote") else []
    words += fields.get("quotes") or ()
    occurrence = fields.get("occurrence")
    if occurrence is not None and len(words) != 1:
        raise ArgmapError(f"an occurrence belongs to one quote, and here are {len(words)}")
    return [_quote(map, each, fields.get("post"), occurrence) for each in words]


def _quote(map: MapDocument, words: str | Fields, post: str | None, occurrence: int | None) -> dict[str, Any]:
    if not isinstance(words, str):
        post, occurrence = words.get("post") or post, words.get("occurrence") or occurrence
        words = str(words["words"])
    return selector(map.thread, words, post, occurrence).to_dict()


def author_of(map: MapDocument, post: str) -> str:
    """Return who wrote a post.

    Raises:
        UnknownName: there is no such post.
        ArgmapError: nobody knows.
    """
    posts = map.thread.posts_by_id if map.thread else {}
    if post not in posts:
        raise UnknownName("post", post, posts)
    author = posts[post].author
    if author is None:
        raise ArgmapError(f"nobody knows who wrote post {post!r}; name the participant with --participant")
    return author
