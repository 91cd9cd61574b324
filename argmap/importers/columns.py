"""Which column of a table, or which field of a record, holds what of a post: as somebody said it, or by its name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from argmap.errors import UnknownName

FIELDS = ("id", "parent", "author", "text", "created", "thread", "title", "url", "label", "account")
"""What `--column FIELD=NAME` can name."""

NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "post_id", "comment_id", "message_id", "msg_id", "uuid", "guid", "key", "nr", "no", "number", "kommentar_id"),
    "parent": (
        "parent", "parent_id", "reply_to", "in_reply_to", "reply_to_id", "replyto", "in_reply_to_id", "parent_comment_id",
        "parent_post_id", "parentid", "reply_to_message_id", "reply_to_post_id", "answers", "antwort_auf", "réponse_à",
    ),
    "author": (
        "author", "author_name", "username", "user_name", "user", "nick", "nickname", "display_name", "screen_name", "name",
        "sender", "sender_name", "from", "from_name", "participant", "person", "speaker", "poster", "posted_by", "created_by",
        "who", "by", "autor", "autorin", "verfasser", "benutzer", "nutzer", "auteur", "nombre", "autore", "автор", "作者", "投稿者",
        "author_username", "author_login", "user_login", "user_username", "user_display_name", "author_display_name",
    ),
    "text": (
        "text", "message", "comment", "body", "content", "post", "comment_text", "post_text", "message_text", "comment_body",
        "post_body", "full_text", "msg", "utterance", "statement", "words", "contribution", "nachricht", "kommentar", "beitrag",
        "inhalt", "texte", "commentaire", "texto", "comentario", "mensaje", "testo", "текст", "сообщение", "内容", "本文",
    ),
    "created": (
        "created", "created_at", "datetime", "date_time", "timestamp", "date", "time", "posted", "posted_at", "posted_on",
        "published", "published_at", "sent", "sent_at", "when", "created_utc", "creation_date", "createdat", "datum",
        "zeitpunkt", "zeit", "fecha", "data", "дата", "日付", "日時",
    ),
    "thread": (
        "thread", "thread_id", "discussion", "discussion_id", "conversation", "conversation_id", "topic_id", "topic", "issue_id",
        "channel", "channel_id", "diskussion", "thema",
    ),
    "title": ("title", "subject", "thread_title", "topic_title", "discussion_title", "titel", "betreff", "titre", "título"),
    "url": ("url", "link", "permalink", "web_url", "href", "address"),
    "label": ("label", "stance", "side", "position"),
    "account": ("account", "account_id", "author_id", "user_id", "userid", "uid", "sender_id", "from_id"),
}  # fmt: skip
"""Names that say what a column holds; of several in one table, the earliest in its row counts."""

CLOCK_BESIDE_DATE = {"date": "time", "datum": "zeit"}


def chosen_columns(names: Sequence[str], said: Mapping[str, str], where: str) -> dict[str, str]:
    """Return the name of the column for each field that a table has.

    Args:
        names: The names of the columns.
        said: What somebody named, by field.
        where: The name of the file, for messages.

    Raises:
        UnknownName: somebody named a field or a column that there is not.
    """
    for field, name in said.items():
        if field not in FIELDS:
            raise UnknownName("field for --column", field, FIELDS)
        if name not in names:
            raise UnknownName("column", name, names, where=where)
    taken = set(said.values())
    chosen = dict(said)
    by_name: dict[str, str] = {}
    for name in names:
        by_name.setdefault(normal(name), name)
    for field, known in NAMES.items():
        if field in chosen:
            continue
        near = next((by_name[each] for each in known if each in by_name and by_name[each] not in taken), None)
        if near is not None:
            chosen[field] = near
            taken.add(near)
    return chosen


def is_clear(chosen: Mapping[str, str]) -> bool:
    """Return whether a table says by the names of its columns that it holds posts: words, and who wrote them."""
    return "text" in chosen and ("author" in chosen or "account" in chosen)


def clock_beside(names: Iterable[str], created: str | None) -> str | None:
    """Return the column with the time of day, where the column of the day has no time."""
    wanted = CLOCK_BESIDE_DATE.get(normal(created or ""))
    return next((name for name in names if normal(name) == wanted), None)


def normal(name: str) -> str:
    """Return the name of a column as it is compared.

    Example:
        >>> normal("Created At"), normal("replyTo"), normal("user.name")
        ('created_at', 'reply_to', 'user_name')
    """
    apart = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name.strip().lstrip("\ufeff"))
    return re.sub(r"[\s\-_./:]+", "_", apart).strip("_").casefold()


def value_at(record: Any, path: str) -> Any:
    """Return the value of a field of a record, by a path such as "user.name"; None if it has none.

    Example:
        >>> value_at({"user": {"name": "Nora"}, "a.b": 1}, "user.name"), value_at({"a.b": 1}, "a.b")
        ('Nora', 1)
    """
    if isinstance(record, Mapping) and path in record:
        return record[path]
    first, _, rest = path.partition(".")
    if isinstance(record, list):
        inner = record[int(first)] if first.isdigit() and int(first) < len(record) else None
    else:
        inner = record.get(first) if isinstance(record, Mapping) else None
    return value_at(inner, rest) if rest and inner is not None else inner


def paths_of(record: Any, depth: int = 4) -> list[str]:
    """Return the paths of all fields of a record that hold no other record, in their order."""
    if not isinstance(record, Mapping):
        return []
    paths: list[str] = []
    for key, value in record.items():
        if isinstance(value, Mapping) and depth:
            paths += [f"{key}.{inner}" for inner in paths_of(value, depth - 1)]
        else:
            paths.append(str(key))
    return paths
