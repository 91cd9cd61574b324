"""Activities and objects of ActivityPub in the form of Mastodon's statuses.

Source: ActivityStreams 2.0 as Mastodon, Pleroma, Akkoma and GoToSocial write it into outboxes and archives.
"""

from __future__ import annotations

import re
from html import escape
from typing import Any

from argmap.importers.forums.records import inner, records_in, words

OBJECTS = frozenset({"Note", "Question", "Article", "Page", "Tombstone"})
ACTIVITIES = OBJECTS | {"Create", "Announce"}
PUBLIC = ("https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public")


def status_of(activity: dict[str, Any]) -> dict[str, Any]:
    """Return the status of an activity or object; an activity that only names its object is marked as such."""
    kind = words(activity.get("type"))
    if kind == "Announce":
        return {"id": activity.get("id"), "reblog": True}
    note = activity if kind in OBJECTS else activity.get("object")
    if not isinstance(note, dict) or words(note.get("type")) not in OBJECTS:
        return {"id": activity.get("id"), "named": True}
    content = note.get("content") or next(iter(_values(note.get("contentMap"))), "")
    title = words(note.get("name")) if words(note.get("type")) in {"Article", "Page"} else ""
    options = records_in(note.get("oneOf")) or records_in(note.get("anyOf"))
    return {
        "id": note.get("id"),
        "in_reply_to_id": _address(note.get("inReplyTo")),
        "account": _account(_address(note.get("attributedTo")) or _address(activity.get("actor"))),
        "content": f"<p>{escape(title)}</p>{words(content)}" if title else content,
        "spoiler_text": note.get("summary"),
        "created_at": note.get("published") or activity.get("published"),
        "edited_at": note.get("updated"),
        "url": _address(note.get("url")) or note.get("id"),
        "visibility": "public" if _is_public(note) or _is_public(activity) else "private",
        "language": next(iter(note["contentMap"]), None)
        if isinstance(note.get("contentMap"), dict)
        else None,
        "media_attachments": [
            {"description": each.get("name")} for each in records_in(note.get("attachment"))
        ],
        "poll": {"options": [{"title": option.get("name")} for option in options]},
        "deleted": words(note.get("type")) == "Tombstone",
    }


def _values(value: Any) -> list[Any]:
    return list(value.values()) if isinstance(value, dict) else []


def _address(value: Any) -> str | None:
    """Return the address that a property holds: as text, in an object, or in the first of a list."""
    if isinstance(value, list):
        value = value[0] if value else None
    return words(inner(value, "href") or inner(value, "id") if isinstance(value, dict) else value) or None


def _account(address: str | None) -> dict[str, Any]:
    """Return an account by its address: https://m.example/users/nora is nora@m.example."""
    match = re.fullmatch(r"https?://(?P<host>[^/]+)/(?:.*/)?@?(?P<name>[^/@]+)/?", address or "")
    return {"acct": f"{match['name']}@{match['host']}" if match else address, "url": address}


def _is_public(item: dict[str, Any]) -> bool:
    lists = (item.get("to"), item.get("cc"))
    return any(
        words(each) in PUBLIC for given in lists for each in (given if isinstance(given, list) else [given])
    )
