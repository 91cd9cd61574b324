"""Which objects of JSON are issues, comments and connections of GitHub, told by their fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

SIGNS = frozenset({
    "html_url", "url", "node_id", "authorAssociation", "author_association", "replyTo", "isMinimized", "databaseId", "diff_hunk",
})  # fmt: skip


def is_item(value: Mapping[str, Any]) -> bool:
    """Return whether an object is an issue, a pull request or a discussion; `gh --json` leaves out what nobody asked for."""
    if "title" not in value:
        return False
    if isinstance(value.get("number"), int):
        return not {"body", "bodyText", "comments", "state", "url", "html_url"}.isdisjoint(value)
    return any(is_comment(each) for each in nodes(value.get("comments")))


def has_words(value: Mapping[str, Any]) -> bool:
    """Return whether an object has a body and no title, so that it is a comment where comments are."""
    return "title" not in value and any(isinstance(value.get(key), str) for key in ("body", "bodyText"))


def has_comments(listed: list[dict[str, Any]]) -> bool:
    """Return whether there is a comment of GitHub in a list; of deleted accounts, `gh` writes only that there is none."""
    ghosts = all(
        has_words(each)
        and each.get("author", 0) is None
        and not {"createdAt", "submittedAt"}.isdisjoint(each)
        for each in listed
    )
    return any(map(is_comment, listed)) or (bool(listed) and ghosts)


def is_comment(value: Mapping[str, Any]) -> bool:
    """Return whether an object is a comment or a review.

    Many sites have a body and an author; GitHub's have an account with a login. Of a deleted account there is none, and
    archives keep only the login, so that other signs are needed.
    """
    when = {"created_at", "createdAt", "submitted_at", "submittedAt"}
    if (
        "body" not in value
        or "title" in value
        or when.isdisjoint(value)
        or not isinstance(value["body"], str | None)
    ):
        return False
    user = value.get("user", value.get("author", 0))
    if isinstance(user, dict):
        return "login" in user
    return (user is None or isinstance(user, str)) and not SIGNS.isdisjoint(value)


def nodes(connection: Any) -> list[dict[str, Any]]:
    """Return the objects of a connection of GraphQL (nodes, or edges), or of a list."""
    if isinstance(connection, dict):
        edges = connection.get("edges")
        inner = connection.get("nodes")
        if inner is None and isinstance(edges, list):
            inner = [edge.get("node") for edge in edges if isinstance(edge, dict)]
        connection = inner
    return [each for each in connection if isinstance(each, dict)] if isinstance(connection, list) else []


def total_of(connection: Any) -> int:
    """Return how many objects a connection of GraphQL has, as the site counts them; 0 if it does not say."""
    total = connection.get("totalCount") if isinstance(connection, dict) else None
    return total if isinstance(total, int) else 0


def has_more(item: Mapping[str, Any]) -> bool:
    """Return whether a page of comments, or of replies to one, says that others follow."""
    pages = [item.get("comments"), *(comment.get("replies") for comment in nodes(item.get("comments")))]
    infos = [page.get("pageInfo") for page in pages if isinstance(page, dict)]
    return any(bool(info.get("hasNextPage")) for info in infos if isinstance(info, dict))
