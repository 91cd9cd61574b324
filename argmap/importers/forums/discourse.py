"""Discourse: the JSON of a topic, in as many chunks as there are; raw Markdown where a chunk has it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from argmap.importers.html_text import html_text
from argmap.importers.input_file import InputFile
from argmap.importers.protocol import Fit, Importer, NotThisSource, RawPost, RawThread
from argmap.model.posts import Gone


def fits(file: InputFile) -> Fit:
    whole = file.json
    if isinstance(whole, dict) and isinstance(whole.get("post_stream"), dict):
        return Fit.CERTAIN
    return Fit.CERTAIN if isinstance(whole, dict) and {"post_number", "topic_id"} <= whole.keys() else Fit.NO


def read(files: Sequence[InputFile], wanted: str | None = None) -> RawThread:  # noqa: ARG001 (a topic is one)
    """Return a topic. A plain reply to the topic answers its first post.

    Raises:
        NotThisSource: there is no post in the files.
    """
    posts: dict[int, dict[str, Any]] = {}
    title, wanted_ids = "", set()
    for file in files:
        whole = file.json
        if not isinstance(whole, dict):
            raise NotThisSource(f"{file.name} is not JSON of a topic")
        title = title or str(whole.get("title") or "")
        stream = whole.get("post_stream")
        chunk = stream.get("posts", []) if isinstance(stream, dict) else [whole]
        wanted_ids |= set(stream.get("stream") or []) if isinstance(stream, dict) else set()
        for post in chunk:
            number = post.get("post_number") if isinstance(post, dict) else None
            if isinstance(number, int) and ("raw" in post or number not in posts):
                posts[number] = post
    if not posts:
        raise NotThisSource("there is no post in the files")
    missing = len(wanted_ids - {post.get("id") for post in posts.values()})
    note = (f"{missing} posts of the topic are in files that were not given.",) if missing else ()
    first = min(posts)
    return RawThread(title, tuple(_raw(posts[n], first) for n in sorted(posts)), notes=note)


def _raw(post: dict[str, Any], first: int) -> RawPost:
    number = post["post_number"]
    answered = post.get("reply_to_post_number") or (first if number != first else None)
    text = str(post["raw"]) if post.get("raw") else html_text(_quotes(str(post.get("cooked") or "")))
    deleted = post.get("deleted_at") or post.get("user_deleted")
    gone = Gone.DELETED if deleted else Gone.REMOVED if post.get("hidden") and not text else None
    author = post.get("username")
    return RawPost(
        f"post-{number}",
        None if answered is None else f"post-{answered}",
        None if author is None else str(author),
        post.get("created_at"),
        "" if gone else text,
        gone,
    )


def _quotes(cooked: str) -> str:
    """Return the HTML without the pictures and buttons in the heads of quotations."""
    import re

    return re.sub(r'<div class="quote-controls"></div>\s*<img[^>]*class="avatar"[^>]*>', "", cooked)


IMPORTER = Importer("discourse", "Discourse", fits, read)
