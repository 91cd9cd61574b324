"""A post of Discourse: its words, its author, the post that it answers or quotes, and notices of the forum."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urljoin

from argmap.importers.html.text import html_text
from argmap.importers.json_values import said_time
from argmap.importers.protocol import RawPost
from argmap.model.posts import Gone

SMALL_ACTION, WHISPER = 3, 4
"""Types of posts: a notice such as "closed this topic", and words that only the staff sees."""

UNKNOWN = "1"
"""The key of a topic of which the files do not say the id."""

QUOTE = re.compile(
    r"<aside\b(?=[^<>]*\bclass=\"quote\b)(?=[^<>]*\bdata-post=\"(?P<post>\d+)\")(?:(?=[^<>]*\bdata-topic=\"(?P<topic>\d+)\"))?[^<>]*>"
)
RAW_QUOTE = re.compile(
    r"^\[quote=\"(?=[^\"\n]{0,300}\"\])(?P<name>[^\"\n]*?), ?post:(?P<post>\d+)(?:, ?topic:(?P<topic>\d+))?(?:[^\"\n]*?username:(?P<account>[\w.-]+))?[^\"\n]*\"\]",
    re.MULTILINE,
)
FURNITURE = re.compile(
    r'<div class="quote-controls"></div>\s*<img[^>]*class="avatar"[^>]*>'
    r'|<div class="meta">(?:(?!</?div).)*?<span class="filename">(?:(?!</?div).)*</div>',
    re.DOTALL,
)
"""Pictures of people in the heads of quotations, and the size of a file below a picture: no words of the author."""

FLAGGED = re.compile(r"This post was flagged by the community and is (?:temporarily )?hidden")


def is_notice(post: Mapping[str, Any]) -> bool:
    """Return whether a post is a notice of the forum, such as "closed this topic".

    The staff can add words to a notice of their own; those are a post. `/raw` shows notices as posts without words.
    """
    if post.get("post_type") == SMALL_ACTION:
        return post.get("username") == "system" or not (post.get("raw") or post.get("cooked"))
    return "post_type" not in post and "cooked" not in post and not str(post.get("raw") or "").strip()


def quoted_number(post: Mapping[str, Any], topic: str, posts: Mapping[int, Any]) -> int | None:
    """Return the earlier post of the topic that a post quotes first, if it does not name the post that it answers."""
    if post.get("reply_to_post_number"):
        return None
    for number, of, name in _quotes(post):
        earlier = posts.get(number) if number < post["post_number"] else None
        same = of in {None, topic} or (topic == UNKNOWN and earlier and earlier.get("username") == name)
        if earlier is not None and same:
            return number
    return None


def _quotes(post: Mapping[str, Any]) -> Iterator[tuple[int, str | None, str | None]]:
    """Yield the quotations in a post: number and topic of the post that is quoted, and who wrote it."""
    for match in QUOTE.finditer(str(post.get("cooked") or "")):
        yield int(match["post"]), match["topic"], None
    if not post.get("cooked"):
        for match in RAW_QUOTE.finditer(str(post.get("raw") or "")):
            yield int(match["post"]), match["topic"], match["account"] or match["name"]


def post_of(post: Mapping[str, Any], quoted: int | None, first: int, topic_url: str | None) -> RawPost:
    """Return a post.

    Args:
        post: Its record.
        quoted: The number of the post that it quotes first and so answers.
        first: The number of the first post of the topic.
        topic_url: The address of the topic.
    """
    number = post["post_number"]
    answered = post.get("reply_to_post_number") or quoted or (first if number != first else None)
    cooked = html_text(FURNITURE.sub("", str(post.get("cooked") or "")))
    text = str(post["raw"]) if post.get("raw") else cooked
    hidden = post.get("hidden") and (post.get("cooked_hidden") or not text or FLAGGED.match(text))
    deleted = post.get("deleted_at") or post.get("user_deleted")
    gone = Gone.DELETED if deleted else Gone.REMOVED if hidden else None
    return RawPost(
        f"post-{number}",
        None if answered is None else f"post-{answered}",
        author_of(post),
        said_time(post.get("created_at") or post.get("updated_at")),
        "" if gone else text.strip("\n"),
        gone,
        url=address_of(post.get("post_url"), topic_url) or (f"{topic_url}/{number}" if topic_url else None),
        label=_label(post),
    )


def author_of(post: Mapping[str, Any]) -> str | None:
    """Return the name of the account that wrote a post."""
    name = post.get("username")
    return name if isinstance(name, str) and name else None


def _label(post: Mapping[str, Any]) -> str | None:
    if post.get("accepted_answer"):
        return "accepted answer"
    if post.get("post_type") == SMALL_ACTION:
        return str(post.get("action_code") or "notice")
    return "whisper" if post.get("post_type") == WHISPER else None


def address_of(said: Any, base: str | None = None) -> str | None:
    """Return an address; one without a host is completed by that of the topic, if it is known."""
    if not isinstance(said, str) or not said:
        return None
    whole = urljoin(base, said) if base else said
    return whole if re.match(r"https?://", whole) else None
