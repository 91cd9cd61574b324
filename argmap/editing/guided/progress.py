"""How far an annotator has read a thread, kept beside the map: a reading can be left and gone on with."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from argmap.errors import ArgmapError
from argmap.model.map import ArgumentMap
from argmap.storage.files import write_all


def reading_path(map_path: Path) -> Path:
    """Return where it is kept which posts were read."""
    return map_path.with_name(f".{map_path.name}.reading")


def posts_read(map_path: Path, map: ArgumentMap) -> frozenset[str]:
    """Return the posts that were read: those that were kept as read, or else those of which the map quotes words."""
    with suppress(OSError, ValueError, RecursionError):
        kept = json.loads(reading_path(map_path).read_text("utf-8"))
        if isinstance(kept, list):
            return frozenset(post for post in kept if isinstance(post, str))
    return frozenset(quote.post for _, quote in map.quotes())


def keep_posts_read(map_path: Path, posts: Iterable[str]) -> None:
    """Keep which posts were read. Where nothing can be written beside the map, nothing is kept, and nobody is stopped."""
    text = json.dumps(sorted(posts), ensure_ascii=False)
    with suppress(OSError, ArgmapError):
        write_all({reading_path(map_path): f"{text}\n".encode()})


def readable_posts(map: ArgumentMap) -> tuple[str, ...]:
    """Return the posts that have words, their own or those of a post that they repeat, in order."""
    thread = map.thread
    return tuple(post.id for post in thread.posts if thread.text_of(post.id).strip()) if thread else ()


def first_unread(map: ArgumentMap, read: Iterable[str]) -> str | None:
    """Return the first post with words that was not read; the last one if all were.

    Args:
        map: the map with its thread.
        read: the posts that were read.
    """
    posts = readable_posts(map)
    done = set(read)
    return next((post for post in posts if post not in done), posts[-1] if posts else None)
