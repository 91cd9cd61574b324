"""Lemmy: lists of comments, with the post where it is given; parents are in the path."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from argmap.importers.input_file import InputFile
from argmap.importers.protocol import Fit, Importer, NotThisSource, RawPost, RawThread
from argmap.model.posts import Gone


def fits(file: InputFile) -> Fit:
    whole = file.json
    comments = whole.get("comments") if isinstance(whole, dict) else None
    first = comments[0] if isinstance(comments, list) and comments else None
    inner = first.get("comment") if isinstance(first, dict) else None
    return Fit.CERTAIN if isinstance(inner, dict) and "path" in inner else Fit.NO


def read(files: Sequence[InputFile], wanted: str | None = None) -> RawThread:  # noqa: ARG001 (a post is one)
    """Return the comments of a post, and the post itself where it is given.

    Raises:
        NotThisSource: there is no comment in the files.
    """
    posts: dict[str, RawPost] = {}
    title, url = "", None
    for view in _views(files):
        post = view.get("post")
        if isinstance(post, dict) and post.get("name"):
            title, url = str(post["name"]), str(post.get("ap_id") or "") or None
            root = f"post-{post.get('id')}"
            body = "\n\n".join(
                str(part) for part in (post["name"], post.get("url"), post.get("body")) if part
            )
            posts.setdefault(root, RawPost(root, None, _name(view, post), _time(post), body))
        comment = view.get("comment")
        if isinstance(comment, dict):
            raw = _raw(view, comment)
            posts[raw.key] = raw
    if not posts:
        raise NotThisSource("there is no comment in the files")
    known = posts.keys()
    linked = tuple(
        p if p.parent in known or p.parent is None or "-" not in p.parent else _loose(p)
        for p in posts.values()
    )
    return RawThread(title, linked, url=url)


def _views(files: Sequence[InputFile]) -> Iterator[dict[str, Any]]:
    for file in files:
        whole = file.json
        if isinstance(whole, dict):
            if isinstance(whole.get("post_view"), dict):
                yield whole["post_view"]
            yield from (view for view in whole.get("comments") or () if isinstance(view, dict))


def _raw(view: dict[str, Any], comment: dict[str, Any]) -> RawPost:
    path = str(comment.get("path") or "0").split(".")
    parent = path[-2] if len(path) > 2 else f"post-{comment.get('post_id')}"  # noqa: PLR2004 (0, parent, itself)
    gone = Gone.REMOVED if comment.get("removed") else Gone.DELETED if comment.get("deleted") else None
    text = "" if gone else str(comment.get("content") or "")
    return RawPost(str(comment.get("id")), parent, _name(view, comment), _time(comment), text, gone)


def _loose(post: RawPost) -> RawPost:
    """Return a comment on a post that is not in the files as one that answers nothing."""
    return RawPost(post.key, None, post.author, post.created, post.text, post.gone)


def _name(view: dict[str, Any], item: dict[str, Any]) -> str | None:
    creator = view.get("creator")
    if not isinstance(creator, dict) or creator.get("id") != item.get("creator_id"):
        return None
    return str(creator["name"]) if creator.get("name") else None


def _time(item: dict[str, Any]) -> Any:
    return item.get("published_at") or item.get("published")


IMPORTER = Importer("lemmy", "Lemmy", fits, read)
