"""Entries and comments of Mbin and Kbin in the form of Lemmy's views."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from argmap.importers.forums.records import identity, inner, records_in, words

HIDDEN = {"soft_deleted": "deleted", "trashed": "removed", "private": "removed"}


def is_entry(value: dict[str, Any]) -> bool:
    """Return whether a record is an entry or a comment of Mbin; it may lack its id."""
    return "entryId" in value or "commentId" in value or {"user", "apId", "createdAt"} <= value.keys()


def flat(item: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield an entry, or a comment with all below it; each child answers the comment that holds it."""
    todo: list[tuple[dict[str, Any], str]] = [(item, "")]
    while todo:
        value, above = todo.pop()
        if not above and not _is_comment(value):
            yield {"post": _entry(value), "creator": _user(value)}
        else:
            path = f"{above or _above(value)}.{identity(value.get('commentId')) or ''}"
            yield {"comment": _comment(value, path), "creator": _user(value)}
            todo += [(child, path) for child in reversed(records_in(value.get("children")))]


def _is_comment(value: dict[str, Any]) -> bool:
    return "commentId" in value or ("title" not in value and "children" in value)


def _above(comment: dict[str, Any]) -> str:
    parent = identity(comment.get("parentId"))
    return f"0.{parent}" if parent else "0"


def _user(item: dict[str, Any]) -> dict[str, Any]:
    user = item.get("user") if isinstance(item.get("user"), dict) else {}
    return {"id": _user_id(item), "name": inner(user, "username"), "ap_id": inner(user, "apProfileId")}


def _user_id(item: dict[str, Any]) -> str:
    return identity(inner(item.get("user"), "userId")) or words(inner(item.get("user"), "username"))


def _comment(item: dict[str, Any], path: str) -> dict[str, Any]:
    return {
        "id": item.get("commentId"),
        "post_id": item.get("entryId"),
        "path": path,
        "content": item.get("body"),
        "creator_id": _user_id(item),
        "published": item.get("createdAt"),
        "updated": item.get("editedAt"),
        "ap_id": item.get("apId"),
        **_hidden(item),
    }


def _entry(item: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": item.get("entryId"),
        "name": item.get("title"),
        "body": item.get("body"),
        "url": item.get("url"),
        "creator_id": _user_id(item),
        "published": item.get("createdAt"),
        "updated": item.get("editedAt"),
        "ap_id": item.get("apId"),
        "comments": item.get("numComments"),
        **_hidden(item),
    }


def _hidden(item: dict[str, Any]) -> dict[str, bool]:
    how = HIDDEN.get(words(item.get("visibility")))
    return {how: True} if how else {}
