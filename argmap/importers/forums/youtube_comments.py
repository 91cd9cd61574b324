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
    signs = {"topLevelComment", "textDisplay", "textOriginal"}
    given = isinstance(snippet, dict) and bool(signs & snippet.keys())
    return given or (isinstance(snippet, dict) and isinstance(inner(item, "replies", "comments"), list))


def is_row(item: Any) -> bool:
    """Return whether a value is a comment of youtube-comment-downloader."""
    return isinstance(item, dict) and {"cid", "text"} <= item.keys()


def is_dumped(item: Any) -> bool:
    """Return whether a value is a comment of yt-dlp."""
    return isinstance(item, dict) and {"id", "parent", "text"} <= item.keys() and bool(SIGNS & item.keys())


def is_video(item: Any) -> bool:
    """Return whether a value is the record of a video of yt-dlp, with comments."""
    comments = records_in(inner(item, "comments"))
    return bool(comments) and bool({"extractor", "webpage_url"} & item.keys()) and "text" in comments[0]


def comments_in(item: Any, name: str, strange: list[Any]) -> Iterator[Comment]:
    """Yield the comments in a value: a page of the API, a video of yt-dlp, or a single comment.

    Args:
        item: The value.
        name: The name of the file, which stands for the video where nothing else names it.
        strange: Gets the records that stand among the comments and are none.
    """
    todo = [item]
    while todo:
        value = todo.pop()
        if isinstance(value, list) and any(map(is_dumped, value)):
            yield from _of_video({"comments": value}, name, strange)
        elif isinstance(value, list):
            todo += reversed(value)
        elif is_resource(value):
            yield from _resource(value, strange)
        elif is_row(value):
            yield _row(value, name)
        elif is_dumped(value):
            yield _dumped(value, {"id": name, "extractor": "youtube"})
        elif isinstance(value, dict) and isinstance(value.get("comments"), list):
            yield from _of_video(value, name, strange)
        elif isinstance(value, dict) and isinstance(value.get("items"), list):
            todo += reversed(value["items"])
        elif value:
            strange.append(value)


def _of_video(video: dict[str, Any], name: str, strange: list[Any]) -> Iterator[Comment]:
    """Yield what stands under "comments": whatever has words is a comment there, though it has no id and no author."""
    named = is_video(video)
    for each in records_in(video["comments"]):
        if is_resource(each) or is_row(each):
            yield from comments_in(each, name, strange)
        elif "text" in each or "html" in each:
            yield _dumped(each, video if named else {"id": name, "extractor": "youtube"})
        else:
            strange.append(each)


def _resource(item: dict[str, Any], strange: list[Any]) -> Iterator[Comment]:
    """Yield a comment, or the comments of a thread: at most five replies are given with it."""
    snippet = item["snippet"]
    top = snippet.get("topLevelComment")
    if isinstance(top, dict):
        yield _listed(top, snippet)
    elif {"textDisplay", "textOriginal"} & snippet.keys():
        yield _listed(item, {})
    else:
        strange.append(item)
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
    return Comment(post, name, rough=bool(row.get("time")), edited="edited" in words(row.get("time")))


def _dumped(comment: dict[str, Any], video: dict[str, Any]) -> Comment:
    """Return a comment of yt-dlp; of YouTube, it works out the time from a text such as "2 years ago"."""
    on_youtube = words(video.get("extractor")).lower().startswith("youtube")
    guessed = on_youtube or "_time_text" in comment
    key = identity(comment.get("id")) or ""
    parent = identity(comment.get("parent"))
    id = words(video.get("id"))
    post = RawPost(
        key,
        None if parent in {None, "root"} else parent,
        words(comment.get("author")) or None,
        None if guessed else moment(comment.get("timestamp")),
        words(comment.get("text")) or html_text(words(comment.get("html"))),
        account=words(comment.get("author_id")) or None,
        url=_address(id, key) if on_youtube and "webpage_url" in video else None,
    )
    edited = "edited" in words(comment.get("_time_text"))
    rough = guessed and bool(comment.get("_time_text") or comment.get("timestamp"))
    return Comment(
        post, id, words(video.get("title")), words(video.get("webpage_url")), rough=rough, edited=edited
    )


def _above(key: str) -> str | None:
    """Return the comment that a reply answers: its id is that of the comment, a point, and its own."""
    return key.rsplit(".", 1)[0] if "." in key else None


def _address(video: str, key: str) -> str | None:
    return f"{WATCH}{video}&lc={key}" if video and key else None
