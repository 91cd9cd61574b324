"""Comments of a video as the YouTube Data API, yt-dlp and youtube-comment-downloader write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from argmap.importers.forums.records import identity, inner, moment, records_in, words
from argmap.importers.html.text import html_text
from argmap.importers.protocol import RawPost

WATCH = "https://www.youtube.com/watch?v="
MARKUP = re.compile(r"<br\s*/?>|<a\s[^>]*href=|</?[bis]>|&(?:amp|lt|gt|quot|#39);")
SIGNS = frozenset({"author_id", "author_thumbnail", "_time_text", "like_count", "author_is_uploader"})


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment.

    Attributes:
        post: The comment as a post.
        video: The id of the video, or "" if the comment does not name it.
        title: The title of the video, or "".
        page: The address of the video, or "".
        replies: How many replies it has, as the source counts them; 0 if it does not.
        rough: Whether its time was only told as "2 years ago".
        edited: Whether it was changed after it was written.
    """

    post: RawPost
    video: str = ""
    title: str = ""
    page: str = ""
    replies: int = 0
    rough: bool = False
    edited: bool = False


def is_resource(item: Any) -> bool:
    """Return whether a value is a commentThread or comment of the YouTube Data API."""
    snippet = inner(item, "snippet")
    return isinstance(snippet, dict) and bool(
        {"topLevelComment", "textDisplay", "textOriginal"} & snippet.keys()
    )


def is_row(item: Any) -> bool:
    """Return whether a value is a comment of youtube-comment-downloader."""
    return isinstance(item, dict) and {"cid", "text"} <= item.keys()


def is_dumped(item: Any) -> bool:
    """Return whether a value is a comment of yt-dlp."""
    return isinstance(item, dict) and {"id", "parent", "text"} <= item.keys() and bool(SIGNS & item.keys())


def comments_in(item: Any, name: str) -> Iterator[Comment]:
    """Yield the comments in a value: a page of the API, a video of yt-dlp, or a single comment.

    Args:
        item: The value.
        name: The name of the file, which stands for the video where nothing else names it.
    """
    todo = [item]
    while todo:
        value = todo.pop()
        if isinstance(value, list):
            todo += reversed(value)
        elif is_resource(value):
            yield from _resource(value)
        elif is_row(value):
            yield _row(value, name)
        elif is_dumped(value):
            yield _dumped(value, {"id": name, "extractor": "youtube"})
        elif isinstance(value, dict) and isinstance(value.get("comments"), list):
            is_video = "extractor" in value or "webpage_url" in value
            for each in records_in(value["comments"]):
                yield from [_dumped(each, value)] if is_video and "id" in each else comments_in(each, name)
        elif isinstance(value, dict) and isinstance(value.get("items"), list):
            todo += reversed(value["items"])


def _resource(item: dict[str, Any]) -> Iterator[Comment]:
    """Yield a comment, or the comments of a thread: at most five replies are given with it."""
    snippet = item["snippet"]
    top = snippet.get("topLevelComment")
    if not isinstance(top, dict):
        yield _listed(item, {})
        return
    yield _listed(top, snippet)
    for reply in records_in(inner(item, "replies", "comments")):
        yield _listed(reply, {"videoId": snippet.get("videoId")})


def _listed(comment: dict[str, Any], thread: dict[str, Any]) -> Comment:
    snippet = comment["snippet"] if isinstance(comment.get("snippet"), dict) else {}
    video = words(snippet.get("videoId")) or words(thread.get("videoId"))
    key = identity(comment.get("id")) or ""
    shown = words(snippet.get("textDisplay"))
    text = words(snippet.get("textOriginal")) or (html_text(shown) if MARKUP.search(shown) else shown)
    number = thread.get("totalReplyCount")
    post = RawPost(
        key,
        identity(snippet.get("parentId")) or _above(key),
        words(snippet.get("authorDisplayName")) or None,
        moment(snippet.get("publishedAt")),
        text,
        account=words(inner(snippet, "authorChannelId", "value")) or None,
        url=_address(video, key),
    )
    edited = words(snippet.get("updatedAt")) not in {"", words(snippet.get("publishedAt"))}
    page = f"{WATCH}{video}" if video else ""
    return Comment(post, video, page=page, replies=number if isinstance(number, int) else 0, edited=edited)


def _row(row: dict[str, Any], name: str) -> Comment:
    key = identity(row.get("cid")) or ""
    post = RawPost(
        key,
        _above(key),
        words(row.get("author")) or None,
        None,
        words(row.get("text")),
        account=words(row.get("channel")) or None,
    )
    return Comment(post, name, rough=True, edited="edited" in words(row.get("time")))


def _dumped(comment: dict[str, Any], video: dict[str, Any]) -> Comment:
    """Return a comment of yt-dlp; of YouTube, it works out the time from a text such as "2 years ago"."""
    on_youtube = words(video.get("extractor")).lower().startswith("youtube")
    rough = on_youtube or "_time_text" in comment
    key = identity(comment.get("id")) or ""
    parent = identity(comment.get("parent"))
    id = words(video.get("id"))
    post = RawPost(
        key,
        None if parent in {None, "root"} else parent,
        words(comment.get("author")) or None,
        None if rough else moment(comment.get("timestamp")),
        words(comment.get("text")) or html_text(words(comment.get("html"))),
        account=words(comment.get("author_id")) or None,
        url=_address(id, key) if on_youtube and "webpage_url" in video else None,
    )
    edited = "edited" in words(comment.get("_time_text"))
    return Comment(
        post, id, words(video.get("title")), words(video.get("webpage_url")), rough=rough, edited=edited
    )


def _above(key: str) -> str | None:
    """Return the comment that a reply answers: its id is that of the comment, a point, and its own."""
    return key.rsplit(".", 1)[0] if "." in key else None


def _address(video: str, key: str) -> str | None:
    return f"{WATCH}{video}&lc={key}" if video and key else None
