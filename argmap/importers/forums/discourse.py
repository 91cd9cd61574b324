"""Discourse: the JSON of a topic, in as many chunks as there are; raw Markdown where a chunk or `/raw/ID` has it.

Fields are those of Discourse's own API documentation (`/t/{id}.json`, `/posts/{id}.json`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from argmap.importers.forums.discourse_raw import is_raw, raw_posts
from argmap.importers.html.text import html_text
from argmap.importers.input_file import InputFile
from argmap.importers.json_values import said_time
from argmap.importers.listing import Seen, counted_discussions
from argmap.importers.protocol import (
    DiscussionEntry,
    Fit,
    Importer,
    NotThisSource,
    RawPost,
    RawThread,
    one_discussion,
)
from argmap.model.base import counted
from argmap.model.posts import Gone, Provenance

SMALL_ACTION, WHISPER = 3, 4
"""Types of posts: a notice such as "closed this topic", and words that only the staff sees."""

UNKNOWN = "1"
"""The key of a topic of which the files do not say the id."""

QUOTE = re.compile(
    r"<aside\b(?=[^>]*\bclass=\"quote\b)(?=[^>]*\bdata-post=\"(?P<post>\d+)\")(?:(?=[^>]*\bdata-topic=\"(?P<topic>\d+)\"))?[^>]*>"
)
RAW_QUOTE = re.compile(
    r"^\[quote=\"(?P<name>[^\"\n]*?), ?post:(?P<post>\d+)(?:, ?topic:(?P<topic>\d+))?(?:[^\"\n]*?username:(?P<account>[\w.-]+))?[^\"\n]*\"\]",
    re.MULTILINE,
)
FURNITURE = re.compile(
    r'<div class="quote-controls"></div>\s*<img[^>]*class="avatar"[^>]*>'
    r'|<div class="meta">(?:(?!</?div).)*?<span class="filename">(?:(?!</?div).)*</div>',
    re.DOTALL,
)
"""Pictures of people in the heads of quotations, and the size of a file below a picture: no words of the author."""

FLAGGED = re.compile(r"This post was flagged by the community and is (?:temporarily )?hidden")


@dataclass(slots=True)
class _Topic:
    """What the files hold of one topic.

    Attributes:
        title: Its title.
        url: Its address, if the files say it.
        posts: Its posts by number.
        stream: The ids of all posts that it has.
    """

    title: str = ""
    url: str | None = None
    posts: dict[int, dict[str, Any]] = field(default_factory=dict)
    stream: set[int] = field(default_factory=set)


def fits(file: InputFile) -> Fit:
    whole = file.json
    has_topic = isinstance(whole, dict) and (isinstance(whole.get("post_stream"), dict) or _listed(whole))
    has_posts = any("topic_id" in post for post in _posts_in(whole))
    return Fit.CERTAIN if has_topic or has_posts or is_raw(file.head) else Fit.NO


def read(files: Sequence[InputFile], wanted: str | None = None) -> RawThread:
    """Return a topic.

    A post that names no post that it answers, but begins by quoting one, answers that one (inferred); otherwise it
    answers the first post, as a reply to the topic does. Notices such as "closed this topic" are no posts.

    Raises:
        NotThisSource: there is no post in the files.
        SeveralDiscussions: there are several topics, and none was named.
    """
    topics = _topics(files)
    chosen = one_discussion({key: topic.title for key, topic in topics.items()}, wanted)
    if chosen is None or not topics[chosen].posts:
        raise NotThisSource(
            "there is no post in the files; of a topic in a list of topics, save https://FORUM/t/NUMBER.json"
        )
    topic = topics[chosen]
    kept = {n: post for n, post in sorted(topic.posts.items()) if not _is_notice(post)}
    answers = {number: _quoted(post, chosen, kept) for number, post in kept.items()}
    inferred = sum(answer is not None for answer in answers.values())
    first = min(kept, default=1)
    posts = tuple(_raw(post, answers[number], first, topic.url) for number, post in kept.items())
    return RawThread(
        topic.title,
        posts,
        url=topic.url,
        reply_structure=Provenance.INFERRED if inferred else Provenance.RECORDED,
        notes=tuple(_notes(topic, len(topic.posts) - len(kept), inferred)),
    )


def discussions(files: Sequence[InputFile]) -> Iterator[DiscussionEntry]:
    """Yield the topics in the files; those of a list of topics have no posts there."""
    topics = _topics(files)
    counted = counted_discussions(
        Seen(
            key,
            _author(post),
            said_time(post.get("created_at") or post.get("updated_at")),
            topic.title,
        )
        for key, topic in topics.items()
        for post in topic.posts.values()
        if not _is_notice(post)
    )
    with_posts = {entry.key: entry for entry in counted}
    for key, topic in topics.items():
        yield with_posts.get(key, DiscussionEntry(key, topic.title))


def _topics(files: Sequence[InputFile]) -> dict[str, _Topic]:
    """Return the topics in the files by their ids; posts that name no topic belong to the only one, or to one without an id."""
    topics: dict[str, _Topic] = {}
    loose: list[dict[str, Any]] = []
    for file in files:
        whole = file.json
        if is_raw(file.head):
            loose += raw_posts(file.text)
        elif isinstance(whole, dict | list):
            loose += _gather(whole, topics)
    if loose:
        key = next(iter(topics)) if len(topics) == 1 else UNKNOWN
        for post in loose:
            _add(topics.setdefault(key, _Topic()), post)
    return topics


def _gather(whole: Any, topics: dict[str, _Topic]) -> Iterator[dict[str, Any]]:
    """Put a file of JSON into the topics; yield the posts that name none."""
    stream = whole.get("post_stream") if isinstance(whole, dict) else None
    of_file = whole.get("id") if isinstance(stream, dict) else None
    for entry in [whole] if of_file is not None else _listed(whole):
        topic = topics.setdefault(str(entry["id"]), _Topic())
        topic.title = topic.title or str(entry.get("title") or "")
        topic.url = topic.url or _address(entry.get("url"))
    if isinstance(stream, dict) and of_file is not None and isinstance(stream.get("stream"), list):
        topics[str(of_file)].stream |= {each for each in stream["stream"] if isinstance(each, int)}
    for post in _posts_in(whole):
        key = post.get("topic_id", of_file)
        if key is None:
            yield post
        else:
            topic = topics.setdefault(str(key), _Topic())
            topic.title = topic.title or str(post.get("topic_title") or "")
            _add(topic, post)


def _posts_in(whole: Any) -> list[dict[str, Any]]:
    """Return the posts in a value of JSON: of a topic, of `/posts.json`, of a list, or the one that it is."""
    if isinstance(whole, dict):
        stream = whole.get("post_stream")
        inner = stream.get("posts") if isinstance(stream, dict) else whole.get("latest_posts")
        whole = inner if isinstance(inner, list) else [whole]
    return [post for post in whole if _is_post(post)] if isinstance(whole, list) else []


def _is_post(post: Any) -> bool:
    if not isinstance(post, dict) or isinstance(post.get("post_number"), bool):
        return False
    return isinstance(post.get("post_number"), int) and not {"cooked", "raw"}.isdisjoint(post)


def _listed(whole: Any) -> list[dict[str, Any]]:
    """Return the topics in `latest.json` and its like, which have titles and no posts."""
    lists = whole.get("topic_list") if isinstance(whole, dict) else None
    topics = lists.get("topics") if isinstance(lists, dict) else None
    return (
        [each for each in topics if isinstance(each, dict) and "id" in each]
        if isinstance(topics, list)
        else []
    )


def _add(topic: _Topic, post: dict[str, Any]) -> None:
    """Add a post; of one that comes twice, what its author typed counts before what was made of it."""
    before = topic.posts.get(post["post_number"])
    if before is None:
        topic.posts[post["post_number"]] = post
    elif "raw" in post:
        topic.posts[post["post_number"]] = {**before, **post}


def _is_notice(post: Mapping[str, Any]) -> bool:
    """Return whether a post is a notice of the forum, such as "closed this topic".

    The staff can add words to a notice of their own; those are a post. `/raw` shows notices as posts without words.
    """
    if post.get("post_type") == SMALL_ACTION:
        return post.get("username") == "system" or not (post.get("raw") or post.get("cooked"))
    return "post_type" not in post and "cooked" not in post and not str(post.get("raw") or "").strip()


def _quoted(post: Mapping[str, Any], topic: str, posts: Mapping[int, Any]) -> int | None:
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


def _raw(post: Mapping[str, Any], quoted: int | None, first: int, topic_url: str | None) -> RawPost:
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
        _author(post),
        said_time(post.get("created_at") or post.get("updated_at")),
        "" if gone else text.strip("\n"),
        gone,
        url=_address(post.get("post_url"), topic_url) or (f"{topic_url}/{number}" if topic_url else None),
        label=_label(post),
    )


def _author(post: Mapping[str, Any]) -> str | None:
    name = post.get("username")
    return name if isinstance(name, str) and name else None


def _label(post: Mapping[str, Any]) -> str | None:
    if post.get("accepted_answer"):
        return "accepted answer"
    if post.get("post_type") == SMALL_ACTION:
        return str(post.get("action_code") or "notice")
    return "whisper" if post.get("post_type") == WHISPER else None


def _address(said: Any, base: str | None = None) -> str | None:
    """Return an address; one without a host is completed by that of the topic, if it is known."""
    if not isinstance(said, str) or not said:
        return None
    whole = urljoin(base, said) if base else said
    return whole if re.match(r"https?://", whole) else None


def _notes(topic: _Topic, notices: int, inferred: int) -> Iterator[str]:
    missing = len(
        topic.stream - {id for post in topic.posts.values() if isinstance(id := post.get("id"), int)}
    )
    gaps = max(topic.posts, default=0) - len(topic.posts)
    if missing:
        yield f"Left out, because not in the files: {counted(missing, 'post')} of the topic."
    elif topic.stream and gaps:
        yield f"Numbers without a post, because it was deleted or moved, or only the staff sees it: {gaps}."
    if notices:
        yield f"Left out: {counted(notices, 'notice')} of the forum, such as the closing of the topic."
    if inferred:
        yield (
            f"Replies that the source does not record: {inferred}; they answer the post that they quote first (inferred)."
        )
    if any("created_at" not in post for post in topic.posts.values()):
        yield "Posts from /raw have the time of their last edit."


IMPORTER = Importer(
    "discourse",
    "Discourse",
    fits,
    read,
    discussions,
    keys=frozenset({
        "post_stream", "posts_count", "topic_id", "post_number", "cooked", "reply_to_post_number", "topic_list", "post_type",
        "username", "highest_post_number",
    }),
)  # fmt: skip
