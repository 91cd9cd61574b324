"""Chats of Microsoft Teams: messages as Microsoft Graph gives them (JSON), and messages that were copied as text.

Source: https://learn.microsoft.com/graph/api/resources/chatmessage.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from argmap.importers.chats.json_parts import has_keys, record, records, text, whole
from argmap.importers.chats.leftovers import NO_DAY, NO_ZONE, Leftover
from argmap.importers.chats.meeting_chat import MeetingChat
from argmap.importers.html.text import html_text
from argmap.importers.input_file import InputFile
from argmap.importers.local_times import CLOCK, DATE, LocalTime, decided, local_time
from argmap.importers.protocol import Fit, RawPost
from argmap.model.posts import Gone, Provenance

COPIED = re.compile(r"^\ufeff?\[(?P<time>[^\[\]\n]{4,40})\]\s(?P<name>[^\n:<>*=]{1,100}):?\s*$")
CLOCK_ONLY = re.compile(rf"^{CLOCK}$", re.IGNORECASE)
CLOCK_FIRST = re.compile(rf"^(?P<first>.+?) • (?P<day>{DATE})$")
EMOJI = re.compile(r"<emoji(?=[^<>]*>)[^<>]*?\balt=\"([^\"<>]*)\"[^<>]*>(?:</emoji>)?", re.IGNORECASE)
LEAST = 2
COPY = "copied"


def fits(file: InputFile) -> Fit:
    if has_keys(file, "messageType", "createdDateTime", "body"):
        return Fit.CERTAIN
    if file.head.lstrip()[:1] in {"{", "<"}:
        return Fit.NO
    lines = [line for line in file.head.split("\n")[:500] if line.strip()]
    heads = sum(_copied(line) is not None for line in lines) if lines and _copied(lines[0]) else 0
    return Fit.LIKELY if heads >= LEAST else Fit.NO


def keys(file: InputFile) -> Iterator[str]:
    """Yield what `--thread` takes for each chat or channel in a file."""
    if has_keys(file, "messageType"):
        yield from dict.fromkeys(_place(message) for message in _records(file))
    else:
        yield COPY


def title(file: InputFile, key: str) -> str:
    """Return the subject of the first message of a channel, if it is the only one that begins a thread; otherwise ""."""
    if not has_keys(file, "messageType"):
        return ""
    roots = [
        message
        for message in _records(file)
        if _place(message) == key and not message.get("replyToId") and _is_message(message)
    ]
    return text(roots[0].get("subject")) if len(roots) == 1 else ""


def read(files: Sequence[InputFile], key: str, counts: Counter[Leftover]) -> MeetingChat:
    """Return the messages of a chat or channel."""
    if not has_keys(files[0], "messageType"):
        return _read_copy(files[0])
    posts = []
    for file in files:
        for message in _records(file):
            post = _post(message, counts) if _place(message) == key else None
            posts += [post] if post is not None else []
    return MeetingChat(posts, keyed=True, reply_structure=Provenance.RECORDED)


def _records(file: InputFile) -> Iterator[dict[str, Any]]:
    """Yield the messages in a file, and the replies that are listed with them."""
    value = whole(file)
    listed = (
        value
        if isinstance(value, list)
        else record(value).get("value", record(value).get("messages", [value]))
    )
    for message in records(listed):
        yield message
        for reply in records(message.get("replies")):
            yield {"replyToId": message.get("id"), "chatId": message.get("chatId"), "channelIdentity": message.get("channelIdentity"), **reply}  # fmt: skip


def _place(message: Mapping[str, Any]) -> str:
    return (
        text(record(message.get("channelIdentity")).get("channelId")) or text(message.get("chatId")) or "chat"
    )


def _is_message(message: Mapping[str, Any]) -> bool:
    return text(message.get("messageType", "message")) == "message"


def _post(message: Mapping[str, Any], counts: Counter[Leftover]) -> RawPost | None:
    key = text(message.get("id"))
    if not key:
        counts[Leftover.UNKNOWN] += 1
        return None
    if not _is_message(message):
        counts[Leftover.SYSTEM] += 1
        return None
    body = record(message.get("body"))
    content = text(body.get("content"))
    words = (
        html_text(EMOJI.sub(r"\1", content)) if text(body.get("contentType")).lower() == "html" else content
    )
    subject = text(message.get("subject")).strip()
    words = f"{subject}\n\n{words}".strip() if subject else words
    sender = record(message.get("from"))
    user = record(sender.get("user"))
    bot = record(sender.get("application"))
    deleted = bool(message.get("deletedDateTime"))
    gone = Gone.DELETED if deleted else None if words.strip() else Gone.EMPTY
    counts[Leftover.MEDIA] += gone is Gone.EMPTY
    counts[Leftover.BOT] += bool(bot and not user)
    return RawPost(
        key,
        text(message.get("replyToId")) or None,
        author=text(user.get("displayName")) or text(bot.get("displayName")) or None,
        created=text(message.get("createdDateTime")) or None,
        text="" if gone else words,
        gone=gone,
        account=text(user.get("id")) or text(bot.get("id")) or None,
        url=text(message.get("webUrl")) or None,
        label="bot" if bot and not user else None,
    )


def _copied(line: str) -> tuple[str, str] | None:
    """Return the time and the name that a line of copied messages has."""
    match = COPIED.match(line.rstrip("\r\n"))
    if match is None:
        return None
    turned = CLOCK_FIRST.match(match["time"])
    time = f"{turned['day']} {turned['first']}" if turned else match["time"]
    known = local_time(time) is not None or CLOCK_ONLY.match(time) is not None
    return (time, match["name"].strip()) if known else None


def _read_copy(file: InputFile) -> MeetingChat:
    messages: list[tuple[str, str, list[str]]] = []
    for line in file.lines():
        head = _copied(line)
        if head is not None:
            messages.append((*head, []))
        elif messages:
            messages[-1][2].append(re.sub(r"^(?:\t| {4})", "", line.rstrip("\r\n")))
    times: list[LocalTime | None] = [local_time(time) for time, _, _ in messages]
    decision = decided(time for time in times if time is not None)
    posts = []
    for number, ((_, name, lines), time) in enumerate(zip(messages, times, strict=True), start=1):
        moment = time.moment(decision.order) if time is not None and decision.order else None
        words = "\n".join(lines).strip("\n")
        posts.append(
            RawPost(
                str(number),
                author=name,
                created=moment.isoformat() if moment else None,
                text=words,
                gone=None if words.strip() else Gone.EMPTY,
            )
        )
    notes = (decision.note, NO_ZONE) if any(times) else (NO_DAY,)
    return MeetingChat(posts, notes=tuple(filter(None, notes)))
