"""Corrections of a thread before it is annotated: which post answers which, one post that is two, two that are one.

Words stay as they are, and so does who wrote them, unless somebody says that a part of a post is by somebody else. What
was done by hand is said in the thread's note.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from argmap.diagnostics import Edit, Removed
from argmap.editing.naming import numbered
from argmap.editing.parts import ids, name_of
from argmap.editing.plan import EditPlan, given
from argmap.editing.quoting import selector
from argmap.errors import ArgmapError, UnknownName
from argmap.model.base import plain_data
from argmap.model.document import MapDocument
from argmap.model.hand_edits import BETWEEN, joined_posts
from argmap.model.posts import Post, Provenance
from argmap.model.quote import find_quote
from argmap.model.thread import Thread
from argmap.storage.edit import Insertion, Pass

FIELDS = ("reply_to",)
"""What can be set in a post. Who wrote it, when, and its words are as they were imported."""


class PostInUse(ArgmapError):
    """A map names a post already, so that its words must stay where they are."""


@dataclass(frozen=True, slots=True)
class PostSplit:
    """How a post is split.

    Args:
        at: the first words of the second part.
        occurrence: which place is meant, from 1, if these words stand in several.
        id: id of the second part; None makes one of the id of the post.
        author: who wrote the second part; None if it is the author of the post.
        reply_to: what the second part answers; None if it answers what the post answers, or, with another author, nothing.
        replies: the posts that answer the second part, of those that answer the post.
    """

    at: str
    occurrence: int | None = None
    id: str | None = None
    author: str | None = None
    reply_to: str | None = None
    replies: tuple[str, ...] = ()


def means_post(map: MapDocument, name: str, fields: Iterable[str]) -> bool:
    """Return whether a name is that of a post whose fields are to be set; parts of the map come first."""
    if map.thread is None or name not in map.thread.posts_by_id:
        return False
    return name not in ids(map) or set(fields) <= set(FIELDS)


def setting(thread: Thread, post: str, values: Mapping[str, Any]) -> EditPlan:
    """Return what sets fields of a post; None takes a field away.

    Raises:
        ArgmapError: it is not for annotators to set one of them.
    """
    other = next((field for field in values if field not in FIELDS), None)
    if other is not None and other in Post.model_fields:
        raise ArgmapError(f"{other!r} of a post is as it was imported; only reply_to can be corrected")
    if other is not None:
        raise UnknownName("field of a post", other, FIELDS)
    return linking(thread, post, values["reply_to"])


def linking(thread: Thread, post: str, reply_to: str | None) -> EditPlan:
    """Return what makes a post answer another one, or none.

    Raises:
        UnknownName: there is no such post.
        ArgmapError: the post would answer itself, or nothing would change.
    """
    index, answering = _indexed(thread, post)
    if reply_to is not None:
        _indexed(thread, reply_to)
    if reply_to == post:
        raise ArgmapError(f"post {post!r} cannot answer itself")
    if reply_to is not None and thread.numbers[reply_to] > thread.numbers[post]:
        raise ArgmapError(f"post {post!r} stands before {reply_to!r}; a reply answers an earlier post")
    if reply_to == answering.reply_to:
        raise ArgmapError(f"post {post!r} answers {reply_to or 'no post'} already")
    what = f"{post} answers {reply_to or 'no post'}"
    changes = (Edit(("posts", index, "reply_to"), Removed if reply_to is None else reply_to),)
    return EditPlan(f"set that {what}", thread=((*changes, *_marked(thread, what)),))


def splitting(thread: Thread, map: MapDocument | None, post: str, how: PostSplit) -> EditPlan:
    """Return what splits a post before some of its words; the white space between the parts goes.

    Raises:
        PostInUse: the map names the post.
        ArgmapError: the post has no words of its own or not these, or they stand at its beginning.
    """
    index, whole = _own_words(thread, map, post)
    if any(other.id != (whole.part_of or post) for other in whole.joined):
        others = " and ".join(other.id for other in whole.joined)
        raise ArgmapError(
            f"{others} {'were' if len(whole.joined) > 1 else 'was'} joined to post {post!r} by hand; "
            "split a post before a part of it is joined (argmap edit undo takes the joining back)"
        )
    text = whole.text or ""
    start = find_quote(selector(thread, how.at, post, how.occurrence), text)[0].start
    if not text[:start].strip():
        raise ArgmapError(f"{how.at!r} is how post {post!r} begins; name the first words of its second part")
    for name in (*how.replies, *filter(None, [how.reply_to])):
        _indexed(thread, name)
    wrong = [name for name in how.replies if thread.posts_by_id[name].reply_to != post]
    if wrong:
        raise ArgmapError(f"post {wrong[0]!r} does not answer {post!r}")
    if how.author is not None and how.author not in thread.participants_by_id:
        raise UnknownName("participant", how.author, thread.participants_by_id)
    id = how.id or numbered(post, thread.posts_by_id)
    author = how.author or whole.author
    second = {
        "id": id,
        "author": author,
        "reply_to": how.reply_to or (whole.reply_to if author == whole.author else None),
        "created": whole.created,
        "text": text[start:].rstrip(),
        "part_of": whole.part_of or post,
    }
    what = f"{post} was split, and {id} is its second part"
    if author != whole.author:
        what += f", by {author}"
    changes = [Edit(("posts", index, "text"), text[:start].rstrip())]
    if whole.joined:  # its own words, which had been split before
        changes.append(Edit(("posts", index, "joined"), Removed))
    changes += [Edit(("posts", thread.numbers[name] - 1, "reply_to"), id) for name in how.replies]
    changes += _marked(thread, what, authorship=author != whole.author)
    new: Pass = (Insertion(("posts",), given(second), index + 1),)
    return EditPlan(f"split {post} into {post} and {id}", thread=(tuple(changes), new))


def joining(thread: Thread, map: MapDocument | None, posts: Sequence[str]) -> EditPlan:
    """Return what joins posts of one author that follow each other to the first of them; replies answer that one.

    Raises:
        PostInUse: the map names one of the posts.
        ArgmapError: they are by several authors, do not follow each other, or do not answer the same post.
    """
    joined = [_own_words(thread, map, post) for post in dict.fromkeys(posts)]
    if len(joined) < 2:  # noqa: PLR2004 (two posts make one)
        raise ArgmapError("name two posts or more to join")
    (first, head), *rest = joined
    if [index for index, _ in joined] != [*range(first, first + len(joined))]:
        raise ArgmapError(
            "only posts that follow each other can be joined; name them in the order of the thread"
        )
    for _, post in rest:
        if post.author is None or post.author != head.author:
            who = [f"{each.id} by {each.author or 'nobody known'}" for each in (head, post)]
            raise ArgmapError(f"only posts of one author can be joined: {' and '.join(who)}")
    gone = [post.id for _, post in rest]
    answered = {post.reply_to for _, post in joined} - {None, *(post.id for _, post in joined)}
    if len(answered) > 1:
        names = " and ".join(sorted(filter(None, answered)))
        raise ArgmapError(f"the posts answer {names}; set reply_to of one of them first")
    texts = [(post.text or "").strip() for _, post in joined]
    changes: list[Edit] = [Edit(("posts", first, "text"), BETWEEN.join(texts))]
    record = joined_posts([post for _, post in joined], texts)
    if record != head.joined:
        changes.append(Edit(("posts", first, "joined"), tuple(plain_data(other) for other in record)))
    target = next(iter(answered), None)
    if target != head.reply_to:
        changes.append(Edit(("posts", first, "reply_to"), target if target is not None else Removed))
    changes += [
        Edit(("posts", index, "reply_to"), head.id)
        for index, post in enumerate(thread.posts)
        if post.reply_to in gone and post.id not in {head.id, *gone}
    ]
    changes += [Edit(("posts", index), Removed) for index, _ in rest]
    what = f"{' and '.join(gone)} {'were' if len(gone) > 1 else 'was'} joined to {head.id}"
    return EditPlan(f"join {' and '.join(gone)} to {head.id}", thread=((*changes, *_marked(thread, what)),))


def users(map: MapDocument) -> Iterator[tuple[str, str]]:
    """Yield every post that a map names, and the part of the map that does."""
    for path, quote in map.quotes():
        yield quote.post, name_of(map, str(path[0]), int(path[1]))
    for section in ("commitments", "questions"):
        for index, item in enumerate(getattr(map, section)):
            yield item.post, name_of(map, section, index)
    for question in map.questions:
        yield from ((answer.post, question.id) for answer in question.answered_by if answer.post)
    for index, stage in enumerate(map.stages):
        yield from ((post, name_of(map, "stages", index)) for post in stage.posts)


def _own_words(thread: Thread, map: MapDocument | None, post: str) -> tuple[int, Post]:
    """Return the place of a post and the post, if its words may be moved."""
    index, whole = _indexed(thread, post)
    if whole.text is None:
        raise ArgmapError(f"post {post!r} has no words of its own")
    for other in thread.posts:
        if other.repeats == post:
            raise ArgmapError(
                f"post {other.id!r} repeats post {post!r}, so that its words must stay as they are"
            )
    parts = [part for name, part in users(map) if name == post] if map is not None else []
    if parts:
        raise PostInUse(
            f"{', '.join(dict.fromkeys(parts))} of the map {'name' if len(set(parts)) > 1 else 'names'} post {post!r}; "
            "posts are split and joined before they are annotated"
        )
    return index, whole


def _indexed(thread: Thread, post: str) -> tuple[int, Post]:
    if post not in thread.posts_by_id:
        raise UnknownName("post", post, thread.posts_by_id)
    return thread.numbers[post] - 1, thread.posts_by_id[post]


def _marked(thread: Thread, what: str, *, authorship: bool = False) -> Iterator[Edit]:
    """Yield the changes that say what was done by hand, and that replies, or also authors, are not as recorded."""
    sentence = f"By hand: {what}."
    note = thread.source.note
    yield Edit(("source", "note"), sentence if note is None else f"{note.rstrip()}\n{sentence}")
    for field, touched in (("reply_structure", True), ("authorship", authorship)):
        if touched and getattr(thread, field) is not Provenance.INFERRED:
            yield Edit((field,), str(Provenance.INFERRED))
