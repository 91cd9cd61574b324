"""Bluesky: the thread of a post as the API gives it, nested or as a list, and lists of posts.

Source of the forms: the lexicons app.bsky.feed (getPostThread, getPosts, getAuthorFeed), app.bsky.unspecced
(getPostThreadV2), app.bsky.richtext.facet and com.atproto.repo.listRecords of the AT Protocol.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from argmap.importers.forums.bluesky_text import address_of, language_of, text_of
from argmap.importers.forums.records import (
    Placed,
    common_language,
    counted,
    inner,
    moment,
    picked,
    records_in,
    words,
)
from argmap.importers.ids import made_key
from argmap.importers.input_file import InputFile
from argmap.importers.listing import Seen, counted_discussions
from argmap.importers.protocol import DiscussionEntry, Fit, Importer, NotThisSource, RawPost, RawThread
from argmap.model.posts import Gone

POST = "app.bsky.feed.post"
LISTS = ("thread", "posts", "feed", "records", "replies")
LONGEST_TITLE = 80
KEYS = frozenset(
    ["$type", "author", "cid", "did", "facets", "feed", "handle", "indexedAt", "record", "replies", "replyCount", "thread",
     "uri", "value"]
)  # fmt: skip

View = dict[str, Any]


def fits(file: InputFile) -> Fit:
    return Fit.CERTAIN if any(True for item in file.sample for _ in _walked(item)) else Fit.NO


def read(files: Sequence[InputFile], wanted: str | None = None) -> RawThread:
    """Return a thread; posts that are blocked, or not there any more, keep their places.

    Raises:
        NotThisSource: there is no post in the files.
        SeveralDiscussions: there are several threads, and none was named.
    """
    thread = picked(_pieces(files), wanted)
    if thread is None:
        raise NotThisSource("there is no post in the files")
    views: dict[str, View] = {}  # a post may be given several times, and once as one that is not shown
    for view in thread.records:
        if "record" in view or view["uri"] not in views:
            views[view["uri"]] = view
    first = views.get(thread.key, next(iter(views.values())))
    posts = tuple(map(_raw, [first, *(view for view in views.values() if view is not first)]))
    return RawThread(
        "",
        posts,
        url=address_of(first["uri"]),
        language=common_language(language_of(view.get("record")) for view in views.values()),
        notes=_notes(views),
    )


def discussions(files: Sequence[InputFile]) -> Iterator[DiscussionEntry]:
    """Yield the threads, each under the address (at://) of its first post."""
    yield from counted_discussions(
        Seen(
            piece.key, _account(piece.record), moment(inner(piece.record, "record", "createdAt")), piece.title
        )
        for piece in _pieces(files)
    )


def _pieces(files: Sequence[InputFile]) -> Iterator[Placed[View]]:
    for file in files:
        for item in file.items():
            for view in _walked(item):
                root = _root(view)
                begins = root == view["uri"] and "record" in view
                title = text_of(view["record"]).split("\n", 1)[0][:LONGEST_TITLE] if begins else ""
                yield Placed(root, title, view)


def _walked(item: Any) -> Iterator[View]:
    """Yield the posts in a value, and the places of those that are not shown, in the order in which they are given."""
    todo: list[tuple[Any, View]] = [(item, {})]
    given: set[str] = set()  # a feed repeats what its posts answer
    while todo:
        value, above = todo.pop()
        if isinstance(value, list):
            todo += [(each, above) for each in reversed(value)]
        elif isinstance(value, dict):
            view = _view(value, above)
            if view is not None and not ("record" in view and view["uri"] in given):
                given |= {view["uri"]} if "record" in view else set()
                yield view
            todo += reversed(list(_below(value, view, above)))


def _below(value: View, view: View | None, above: View) -> Iterator[tuple[Any, View]]:
    """Yield what else is in a value, with the post that it answers, or ("unknown") that belongs to the same thread."""
    near = {"uri": "", "of_thread": _root(view)} if view else above
    if isinstance(value.get("parent"), dict):
        yield value["parent"], near
    if isinstance(value.get("reply"), dict):
        yield list(value["reply"].values()), near
    if isinstance(value.get("thread"), list):
        first = next(
            (
                view
                for view in (_view(each, {}) for each in records_in(value["thread"]))
                if view and "record" in view
            ),
            None,
        )
        yield value["thread"], {"uri": "", "of_thread": _root(first) if first else ""}
        return
    for key in LISTS:
        if isinstance(value.get(key), list | dict):
            yield value[key], view or above
    if view is None and isinstance(value.get("value"), dict):
        yield value["value"], above


def _view(value: View, above: View) -> View | None:
    """Return the post that a value shows or wraps, in the form of the API; None if it is no post."""
    wrapped = inner(value, "value", "post")
    post = next((each for each in (value.get("post"), wrapped) if isinstance(each, dict)), value)
    uri, record = words(post.get("uri")), post.get("record")
    if not uri.startswith("at://"):
        return _committed(value) or _without_address(post, above)
    if _is_post(record):
        return post
    if _is_post(post.get("value")):
        return _stored(uri, post["value"])
    kind = words(value.get("$type")) + words(inner(value, "value", "$type"))
    blocked = bool(post.get("blocked")) or kind.endswith(("blockedPost", "Blocked", "NoUnauthenticated"))
    if not (blocked or post.get("notFound") or kind.endswith(("notFoundPost", "NotFound"))):
        return None
    return {
        "uri": uri,
        "blocked": blocked,
        "parent": words(above.get("uri")) or None,
        "of_thread": _root(above) or uri,
    }


def _without_address(post: View, above: View) -> View | None:
    """Return a post that does not say its address, under a key that is made of its words."""
    record = next((post[key] for key in ("record", "value") if _is_post(post.get(key))), None)
    if record is None:
        return None
    made = made_key(record.get("createdAt"), record["text"])
    author = post["author"] if isinstance(post.get("author"), dict) else {}
    return {**post, "uri": made, "record": record, "author": author, "of_thread": _root(above)}


def _root(view: View) -> str:
    """Return the address of the post that begins a thread."""
    return (
        words(inner(view, "record", "reply", "root", "uri"))
        or words(view.get("of_thread"))
        or words(view.get("uri"))
    )


def _is_post(record: Any) -> bool:
    return (
        isinstance(record, dict)
        and isinstance(record.get("text"), str)
        and bool({"createdAt", "$type"} & record.keys())
    )


def _committed(value: View) -> View | None:
    """Return the post that an event of the firehose (Jetstream) brings."""
    commit = value.get("commit")
    if (
        inner(commit, "collection") != POST
        or not _is_post(inner(commit, "record"))
        or not words(value.get("did"))
    ):
        return None
    return _stored(f"at://{value['did']}/{POST}/{words(inner(commit, 'rkey'))}", inner(commit, "record"))


def _stored(uri: str, record: Any) -> View:
    return {"uri": uri, "record": record, "author": {"did": uri.removeprefix("at://").split("/")[0]}}


def _account(view: View) -> str | None:
    return words(inner(view, "author", "did")) or None


def _raw(view: View) -> RawPost:
    if "record" not in view:
        gone = Gone.REMOVED if view["blocked"] else Gone.DELETED
        label = "blocked" if view["blocked"] else None
        return RawPost(view["uri"], view["parent"], gone=gone, url=address_of(view["uri"]), label=label)
    record = view["record"]
    handle = words(inner(view, "author", "handle"))
    return RawPost(
        view["uri"],
        words(inner(record, "reply", "parent", "uri")) or None,
        (handle if handle != "handle.invalid" else "") or _account(view),
        moment(record.get("createdAt")),
        text_of(record),
        account=_account(view),
        url=address_of(view["uri"]),
    )


def _notes(views: Mapping[str, View]) -> tuple[str, ...]:
    answers = Counter(
        words(inner(view, "record", "reply", "parent", "uri")) or words(view.get("parent"))
        for view in views.values()
    )
    counts = [(uri, view.get("replyCount")) for uri, view in views.items()]
    missing = sum(max(0, count - answers[uri]) for uri, count in counts if isinstance(count, int))
    blocked = sum(bool(view.get("blocked")) and "record" not in view for view in views.values())
    return (
        *counted(
            missing,
            "Bluesky counts 1 more reply than the files hold.",
            "Bluesky counts {n} more replies than the files hold.",
        ),
        *counted(
            blocked,
            "1 post is not shown, since one account blocks another.",
            "{n} posts are not shown, since one account blocks another.",
        ),
    )


IMPORTER = Importer("bluesky", "Bluesky", fits, read, discussions, KEYS)
