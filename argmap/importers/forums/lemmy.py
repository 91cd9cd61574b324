"""Lemmy, PieFed and Mbin: a post and its comments, in either order; parents are in the path, or comments are nested.

Source of the forms: the API of Lemmy 0.19 and 1.0 (GetPost, GetComments, lists of posts), that of PieFed, which has other
names for the same fields, and that of Mbin and Kbin, where entries have comments with children.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from argmap.importers.forums.mbin import flat, is_entry
from argmap.importers.forums.records import (
    Placed,
    edited_note,
    gone_by,
    identity,
    inner,
    moment,
    paragraphs,
    picked,
    words,
)
from argmap.importers.ids import made_key
from argmap.importers.input_file import InputFile
from argmap.importers.listing import Seen, counted_discussions
from argmap.importers.protocol import DiscussionEntry, Fit, Importer, NotThisSource, RawPost, RawThread
from argmap.model.posts import Gone

UNKNOWN = "unknown"
"""The key of a post that does not say its id, and of comments that do not say their post."""

LISTS = ("comments", "posts", "items", "cross_posts")
WRAPPED = ("post_view", "comment_view")
KEYS = frozenset(
    ["ap_id", "comment", "comments", "content", "counts", "creator", "creator_id", "path", "post", "post_id", "post_view",
     "published", "published_at", "entryId", "commentId", "rootId"]
)  # fmt: skip

View = dict[str, Any]


def fits(file: InputFile) -> Fit:
    whole = file.json if isinstance(file.json, dict) else None
    items = (*file.sample, whole)
    return Fit.CERTAIN if any(_is_view(view) for item in items for view in _walked(item)) else Fit.NO


def _is_view(view: View) -> bool:
    comment, post = view.get("comment"), view.get("post")
    if isinstance(comment, dict):
        return "path" in comment and "post_id" in comment
    return isinstance(post, dict) and bool({"ap_id", "community_id", "creator_id", "user_id"} & post.keys())


def read(files: Sequence[InputFile], wanted: str | None = None) -> RawThread:
    """Return a post with its comments.

    Raises:
        NotThisSource: there is no post or comment in the files.
        SeveralDiscussions: there are several posts, and none was named.
    """
    discussion = picked(_pieces(files), wanted)
    if discussion is None:
        raise NotThisSource("there is no post or comment in the files")
    views = discussion.records
    names = _names(views)
    post = _fullest(views)
    comments = {_id(view["comment"]): view for view in views if _has_comment(view)}
    posts = [_comment(view, names) for view in comments.values()]
    if post is not None:
        posts.insert(0, _post(post, discussion.key, names))
    else:
        root = f"post-{discussion.key}"
        posts = [replace(each, parent=None) if each.parent == root else each for each in posts]
    return RawThread(
        words((post or {}).get("name") or (post or {}).get("title")),
        tuple(posts),
        url=words((post or {}).get("ap_id")) or None,
        notes=_notes(views, post, len(comments)),
    )


def discussions(files: Sequence[InputFile]) -> Iterator[DiscussionEntry]:
    """Yield the posts, each with its comments."""
    yield from counted_discussions(_seen(files))


def _seen(files: Sequence[InputFile]) -> Iterator[Seen]:
    """Yield what counts of each comment, and of each post once, however many comments repeat it."""
    posts: set[str] = set()
    for key, title, view in _pieces(files):
        if _has_comment(view):
            yield Seen(key, _creator_id(view["comment"]) or None, moment(_time(view["comment"])), title)
        if key not in posts and isinstance(view.get("post"), dict):
            posts.add(key)
            yield Seen(key, _creator_id(view["post"]) or None, moment(_time(view["post"])), title)


def _pieces(files: Sequence[InputFile]) -> Iterator[Placed[View]]:
    for file in files:
        whole = file.json  # a post with the comments beside it stays whole
        for item in [whole] if isinstance(whole, dict) and WRAPPED[0] in whole else file.items():
            for view in _walked(item):
                post = view.get("post")
                ids = (inner(view, "comment", "post_id"), inner(post, "id"), inner(post, "ap_id"))
                key = next(filter(None, map(identity, ids)), None) or UNKNOWN
                if _has_comment(view) or isinstance(post, dict):
                    yield Placed(key, words(inner(post, "name") or inner(post, "title")), view)


def _walked(item: Any) -> Iterator[View]:
    """Yield the views in a value: objects with a comment, a post, or both."""
    todo = [item]
    while todo:
        value = todo.pop()
        if isinstance(value, list):
            todo += reversed(value)
        elif isinstance(value, dict) and is_entry(value):
            yield from flat(value)
        elif isinstance(value, dict) and ("comment" in value or "post" in value):
            yield value
        elif isinstance(value, dict):
            todo += [value[key] for key in reversed(LISTS) if isinstance(value.get(key), list)]
            todo += [value[key] for key in WRAPPED if isinstance(value.get(key), dict)]


def _has_comment(view: View) -> bool:
    return isinstance(view.get("comment"), dict)


def _names(views: Sequence[View]) -> Mapping[str, dict[str, Any]]:
    """Return the people of the files by their ids: who wrote the post may be known from a comment."""
    creators = [view["creator"] for view in views if isinstance(view.get("creator"), dict)]
    return {identity(creator.get("id")) or "": creator for creator in creators}


def _fullest(views: Sequence[View]) -> dict[str, Any] | None:
    """Return the post as the file tells most of it; the views of comments may have it without its text."""
    posts = [view["post"] for view in views if isinstance(view.get("post"), dict)]
    named = [post for post in posts if post.get("name") or post.get("title")]
    return max(named, key=lambda post: len(words(post.get("body"))), default=None)


def _id(comment: dict[str, Any]) -> str:
    """Return the id of a comment; the last one of its path is its own."""
    own = identity(comment.get("id")) or words(comment.get("path")).rpartition(".")[2]
    return own or made_key(_creator_id(comment), _time(comment), comment.get("content"))


def _post(post: dict[str, Any], key: str, names: Mapping[str, dict[str, Any]]) -> RawPost:
    title, body = words(post.get("name") or post.get("title")), words(post.get("body"))
    gone = _gone(post, title)
    text = paragraphs(
        title, words(post.get("url")), words(post.get("alt_text")), "" if gone_by(body) else body
    )
    return _raw(post, f"post-{key}", None, text, gone, names)


def _comment(view: View, names: Mapping[str, dict[str, Any]]) -> RawPost:
    comment = view["comment"]
    path = words(comment.get("path") or "0").split(".")
    parent = path[-2] if len(path) > 2 else f"post-{identity(comment.get('post_id'))}"  # noqa: PLR2004 (0, parent, itself)
    text = words(comment.get("content") or comment.get("body"))
    return _raw(comment, _id(comment), parent, text, _gone(comment, text), names)


def _raw(
    item: dict[str, Any],
    key: str,
    parent: str | None,
    text: str,
    gone: Gone | None,
    names: Mapping[str, dict[str, Any]],
) -> RawPost:
    creator = names.get(_creator_id(item), {})
    name = creator.get("name") or creator.get("user_name") or creator.get("username")
    account = creator.get("actor_id") or creator.get("ap_id")
    return RawPost(
        key, parent, words(name) or None, moment(_time(item)), "" if gone else text, gone,
        account=words(account) or (f"person {_creator_id(item)}" if creator else None),
        url=words(item.get("ap_id")) or None,
    )  # fmt: skip


def _creator_id(item: dict[str, Any]) -> str:
    return identity(item.get("creator_id")) or identity(item.get("user_id")) or ""


def _gone(item: dict[str, Any], text: str) -> Gone | None:
    if item.get("removed"):
        return Gone.REMOVED
    return Gone.DELETED if item.get("deleted") else gone_by(text)


def _time(item: dict[str, Any]) -> Any:
    return item.get("published_at") or item.get("published")


def _notes(views: Sequence[View], post: dict[str, Any] | None, comments: int) -> tuple[str, ...]:
    items = [view["comment"] for view in views if _has_comment(view)]
    edited = {identity(item.get("id")) for item in items if item.get("updated_at") or item.get("updated")}
    changed = bool(post and (post.get("updated_at") or post.get("updated")))
    numbers = [inner(view, "counts", "comments") or inner(view, "post", "comments") for view in views]
    number = max((count for count in numbers if isinstance(count, int)), default=0)
    missing = (
        (f"The site counted {number:,} comments; the files hold {comments:,}.",) if number > comments else ()
    )
    absent = ("The post that the comments answer is not in the files.",) if post is None else ()
    return (*absent, *missing, *edited_note(len(edited) + changed))


IMPORTER = Importer("lemmy", "Lemmy, PieFed or Mbin", fits, read, discussions, KEYS)
