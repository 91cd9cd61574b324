"""Discourse: the JSON of a topic, in as many chunks as there are; raw Markdown where a chunk or `/raw/ID` has it.

Fields are those of Discourse's own API documentation (`/t/{id}.json`, `/posts/{id}.json`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from argmap.importers.forums.discourse_posts import (
    UNKNOWN,
    address_of,
    author_of,
    is_notice,
    post_of,
    quoted_number,
)
from argmap.importers.forums.discourse_raw import is_raw, raw_posts
from argmap.importers.forums.records import left_out_note
from argmap.importers.input_file import InputFile
from argmap.importers.json_values import said_time
from argmap.importers.listing import Seen, counted_discussions
from argmap.importers.protocol import (
    DiscussionEntry,
    Fit,
    Importer,
    NotThisSource,
    RawThread,
    one_discussion,
)
from argmap.model.base import counted
from argmap.model.posts import Provenance


@dataclass(slots=True)
class _Topic:
    """What the files hold of one topic.

    Attributes:
        title: Its title.
        url: Its address, if the files say it.
        posts: Its posts by number.
        stream: The ids of all posts that it has.
        strange: How many records stand among its posts and do not say the number of a post.
    """

    title: str = ""
    url: str | None = None
    posts: dict[int, dict[str, Any]] = field(default_factory=dict)
    stream: set[int] = field(default_factory=set)
    strange: int = 0


def fits(file: InputFile) -> Fit:
    whole = file.json
    has_topic = isinstance(whole, dict) and (isinstance(whole.get("post_stream"), dict) or _listed(whole))
    has_posts = any("topic_id" in post and _is_post(post) for post in _posts_in(whole))
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
    kept = {n: post for n, post in sorted(topic.posts.items()) if not is_notice(post)}
    answers = {number: quoted_number(post, chosen, kept) for number, post in kept.items()}
    inferred = sum(answer is not None for answer in answers.values())
    first = min(kept, default=1)
    posts = tuple(post_of(post, answers[number], first, topic.url) for number, post in kept.items())
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
            author_of(post),
            said_time(post.get("created_at") or post.get("updated_at")),
            topic.title,
        )
        for key, topic in topics.items()
        for post in topic.posts.values()
        if not is_notice(post)
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
        topic.url = topic.url or address_of(entry.get("url"))
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
    if not isinstance(whole, list) or not any(map(_is_post, whole)):
        return []
    return [post for post in whole if isinstance(post, dict) and not {"cooked", "raw"}.isdisjoint(post)]


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
    if not _is_post(post):
        topic.strange += 1
        return
    before = topic.posts.get(post["post_number"])
    if before is None:
        topic.posts[post["post_number"]] = post
    elif "raw" in post:
        topic.posts[post["post_number"]] = {**before, **post}


def _notes(topic: _Topic, notices: int, inferred: int) -> Iterator[str]:
    missing = len(
        topic.stream - {id for post in topic.posts.values() if isinstance(id := post.get("id"), int)}
    )
    gaps = max(topic.posts, default=0) - len(topic.posts)
    if missing:
        yield f"Left out, because not in the files: {counted(missing, 'post')} of the topic."
    elif topic.stream and gaps:
        yield f"Numbers without a post, because it was deleted or moved, or only the staff sees it: {gaps}."
    yield from left_out_note(topic.strange)
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
