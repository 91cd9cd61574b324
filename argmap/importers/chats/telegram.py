"""Telegram: `result.json` of the desktop program, of one chat or of all, and the pages (`messages.html`) it writes otherwise.

Each chat is a discussion. A text is a string, or a list of strings and marked pieces.

Source: Telegram Desktop, `Telegram/SourceFiles/export/output/export_output_json.cpp`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from argmap.errors import UnknownName
from argmap.importers.chats import telegram_html
from argmap.importers.chats.json_parts import ListedRecord, has_keys, number, parts, record, records, text
from argmap.importers.chats.leftovers import NO_ZONE, Leftover, sentences
from argmap.importers.input_file import InputFile
from argmap.importers.listing import Seen, counted_discussions
from argmap.importers.protocol import (
    DiscussionEntry,
    Fit,
    Importer,
    NotThisSource,
    RawPost,
    RawThread,
    several,
)
from argmap.model.posts import Gone

LISTS = ("messages", "chats.list.item.messages", "left_chats.list.item.messages")
ABOVE = ("", "chats.list.item.", "left_chats.list.item.")
SIGNS = ("text_entities", "date_unixtime", "from_id", "actor_id")


def fits(file: InputFile) -> Fit:
    if telegram_html.fits(file):
        return Fit.CERTAIN
    if not has_keys(file, "messages", "type"):
        return (
            Fit.CERTAIN
            if has_keys(file, "personal_information", "about") and has_keys(file, "user_id")
            else Fit.NO
        )
    if any(has_keys(file, sign) for sign in SIGNS):
        return Fit.CERTAIN
    return Fit.LIKELY if has_keys(file, "from", "text", "date") else Fit.NO


def read(files: Sequence[InputFile], wanted: str | None = None) -> RawThread:
    """Return the chat that is wanted; if none was named and the files hold several, reading stops at the second.

    Raises:
        SeveralDiscussions: they hold several, and none was named.
        UnknownName: no chat has the key that was named.
        NotThisSource: there is no message.
    """
    counts: Counter[Leftover] = Counter()
    titles: dict[str, str] = {}
    notices: set[str] = set()
    posts: list[RawPost] = []
    zoned = True
    for key, title, message in _messages(files):
        titles.setdefault(key, title)
        if wanted is None and len(titles) > 1:
            raise several(titles.items())
        if wanted is not None and key != wanted:
            continue
        if message.get("type") == "service":
            notices.add(text(message.get("id")))
        post = _post(message, counts)
        if post is not None:
            posts.append(post)
            zoned &= "date_unixtime" in message or telegram_html.ZONE in text(message.get("date"))
    if wanted is not None and wanted not in titles:
        raise UnknownName("discussion", wanted, titles)
    if not posts:
        raise NotThisSource("there is no message in the export of Telegram")
    return RawThread(
        titles[wanted if wanted is not None else next(iter(titles))],
        [_without_notice(post, notices) for post in posts],
        notes=(*(() if zoned else (NO_ZONE,)), *sentences(counts)),
    )


def discussions(files: Sequence[InputFile]) -> Iterator[DiscussionEntry]:
    """Yield the chats."""

    def seen() -> Iterator[Seen]:
        for key, title, message in _messages(files):
            post = _post(message, Counter())
            if post is not None:
                created = post.created if isinstance(post.created, str) else number(post.created)
                yield Seen(key, post.account or post.author, created, title)

    return counted_discussions(seen())


def _messages(files: Sequence[InputFile]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Yield the key and the title of a chat with each of its messages."""
    for file in files:
        if telegram_html.fits(file):
            for title, message in telegram_html.messages(file):
                yield telegram_html.key(file, title), title, message
        elif fits(file):
            for part in parts(file, LISTS):
                yield *_chat(part, file), record(part.value)


def _chat(part: ListedRecord, file: InputFile) -> tuple[str, str]:
    """Return what `--thread` takes for a chat, and its title."""
    for above in reversed(ABOVE):
        if any(f"{above}{name}" in part.above for name in ("id", "name", "type")):
            id, name = text(part.above.get(f"{above}id")), text(part.above.get(f"{above}name"))
            return id or name or str(part.place + 1), name
    return file.name, ""


def _without_notice(post: RawPost, notices: set[str]) -> RawPost:
    """Return a post that answers no notice: in groups with topics every message answers the notice that began its topic."""
    return replace(post, parent=None) if post.parent in notices else post


def _post(message: Mapping[str, Any], counts: Counter[Leftover]) -> RawPost | None:
    key, kind = text(message.get("id")), text(message.get("type"))
    if kind == "service":
        counts[Leftover.SYSTEM] += 1
        return None
    if kind != "message":
        counts[Leftover.UNKNOWN] += 1
        return None
    words = _words(message)
    if words.strip() and message.get("forwarded_from"):
        counts[Leftover.FORWARDED] += 1
        words = "\n".join(f"> {line}".rstrip() for line in words.strip("\n").split("\n"))
    counts[Leftover.MEDIA] += not words.strip()
    account = text(message.get("from_id"))
    return RawPost(
        key or f"{account} {text(message.get('date_unixtime'))} {text(message.get('date'))}",
        None if message.get("reply_to_peer_id") else text(message.get("reply_to_message_id")) or None,
        author=text(message.get("from")) or None,
        created=_created(message),
        text=words,
        gone=None if words.strip() else Gone.EMPTY,
        account=account or None,
        label=_label(message),
    )


def _created(message: Mapping[str, Any]) -> str | float | None:
    moment = number(message.get("date_unixtime"))
    return moment if moment is not None else text(message.get("date")) or None


def _label(message: Mapping[str, Any]) -> str | None:
    forwarded = text(message.get("forwarded_from"))
    return f"forwarded from {forwarded}" if forwarded else None


def _words(message: Mapping[str, Any]) -> str:
    words = _joined(message.get("text")) or _joined(message.get("text_entities"))
    if words.strip():
        return words
    poll = record(message.get("poll"))
    if poll:
        options = [f"- {_joined(option.get('text'))}" for option in records(poll.get("answers"))]
        return "\n".join([_joined(poll.get("question")), *options]).strip()
    return text(message.get("sticker_emoji"))


def _joined(value: Any) -> str:
    """Return a text that is a string, or a list of strings and of pieces that are marked as links, quotations and so on."""
    if not isinstance(value, list):
        return text(value)
    return "".join(_piece(piece) for piece in value)


def _piece(piece: Any) -> str:
    if not isinstance(piece, dict):
        return text(piece)
    words, kind = text(piece.get("text")), piece.get("type")
    href = text(piece.get("href"))
    if kind == "text_link" and href and href.rstrip("/") != words.rstrip("/"):
        return f"{words} <{href}>"
    if kind == "blockquote":
        return "\n".join(f"> {line}".rstrip() for line in words.split("\n"))
    return words


IMPORTER = Importer(
    "telegram",
    "an export of Telegram",
    fits,
    read,
    discussions,
    frozenset(
        [
            "messages",
            "from",
            "from_id",
            "date_unixtime",
            "text_entities",
            "reply_to_message_id",
            "actor",
            "chats",
            "list",
        ]
    ),
)
