"""Zulip: answers of its API (`GET /messages`), and the export of an organisation (`messages-000001.json` with `realm.json`).

A topic of a channel is a discussion. Who quotes a message with Zulip's "Quote and reply" answers it.

Source: https://zulip.com/api/get-messages, https://zulip.com/help/export-your-organization.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Any

from argmap.importers.chats.json_parts import has_keys, number, parts, record, records, text, whole
from argmap.importers.chats.leftovers import Leftover, sentences
from argmap.importers.html.text import html_text
from argmap.importers.input_file import InputFile
from argmap.importers.listing import Seen, counted_discussions
from argmap.importers.protocol import (
    SHOWN,
    DiscussionEntry,
    Fit,
    Importer,
    NotThisSource,
    RawPost,
    RawThread,
    one_discussion,
    several,
)
from argmap.model.posts import Gone, Provenance

BOTS = ("notification-bot@", "welcome-bot@", "emailgateway@")
QUOTED = re.compile(
    r"#narrow/[^\s)\"#]{0,500}?/near/(?P<id>\d+)[^\s)\"#]{0,500}[)\"][^\n]{0,40}?(?::[^\S\n]*\n\s*`{3,}\s*quote|:?\s*</p>\s*<blockquote)"
)
MENTION = re.compile(r"@_?\*\*(?P<name>[^*|\n]+)(?:\|\d+)?\*\*")
CHANNEL = re.compile(r"#\*\*(?P<name>[^*\n]+)\*\*")
DELETED = "(deleted)"


def fits(file: InputFile) -> Fit:
    if has_keys(file, "zerver_message", "recipient", "content") or has_keys(
        file, "zerver_realm", "zerver_stream"
    ):
        return Fit.CERTAIN
    return Fit.CERTAIN if has_keys(file, "sender_full_name", "display_recipient", "content") else Fit.NO


def read(files: Sequence[InputFile], wanted: str | None = None) -> RawThread:
    """Return the topic that is wanted, or the only one.

    Raises:
        NotThisSource: there is no message.
    """
    organisation = _Organisation.of(files)
    titles: dict[str, str] = {}
    posts: list[RawPost] = []
    counts: Counter[Leftover] = Counter()
    for key, title, message in _messages(files, organisation):
        titles.setdefault(key, title)
        if wanted is None and len(titles) > SHOWN:
            raise several(titles.items())
        if key == (wanted or next(iter(titles))):
            post = _post(message, organisation, counts)
            posts += [post] if post is not None else []
    chosen = one_discussion(titles, wanted)
    if chosen is None or not posts:
        raise NotThisSource("there is no message in the files of Zulip")
    known = {post.key for post in posts}
    posts = [post if post.parent in known else replace(post, parent=None) for post in posts]
    answers = sum(post.parent is not None for post in posts)
    quoting = (
        f"{answers} {'message answers' if answers == 1 else 'messages answer'} the one that is quoted first."
    )
    return RawThread(
        titles[chosen],
        posts,
        reply_structure=Provenance.INFERRED if answers else Provenance.UNKNOWN,
        notes=(*((quoting,) if answers else ()), *sentences(counts)),
    )


def discussions(files: Sequence[InputFile]) -> Iterator[DiscussionEntry]:
    """Yield the topics."""
    organisation = _Organisation.of(files)

    def seen() -> Iterator[Seen]:
        for key, title, message in _messages(files, organisation):
            post = _post(message, organisation, Counter())
            if post is not None:
                yield Seen(key, post.account, number(post.created), title)

    return counted_discussions(seen())


@dataclass(frozen=True, slots=True)
class _Organisation:
    """The names of people and of the places of messages, by their ids, from `realm.json`."""

    people: dict[str, str] = field(default_factory=dict)
    bots: set[str] = field(default_factory=set)
    places: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, files: Sequence[InputFile]) -> _Organisation:
        made = cls()
        for file in files:
            if has_keys(file, "zerver_realm") or PurePath(file.name).name == "realm.json":
                made._take(record(whole(file)))
        return made

    def _take(self, realm: Mapping[str, Any]) -> None:
        for name in ("zerver_userprofile", "zerver_userprofile_crossrealm", "zerver_userprofile_mirrordummy"):
            for user in records(realm.get(name)):
                self.people[text(user.get("id"))] = text(user.get("full_name")) or text(user.get("email"))
                if user.get("is_bot") or text(user.get("email")).startswith(BOTS):
                    self.bots.add(text(user.get("id")))
        streams = {
            text(each.get("id")): text(each.get("name")) for each in records(realm.get("zerver_stream"))
        }
        for each in records(realm.get("zerver_recipient")):
            if each.get("type") == 2:  # noqa: PLR2004 (a channel; 1 and 3 are direct messages)
                self.places[text(each.get("id"))] = streams.get(text(each.get("type_id")), "")


def _messages(
    files: Sequence[InputFile], organisation: _Organisation
) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Yield the key and the title of a topic with each of its messages."""
    for file in files:
        if has_keys(file, "zerver_message"):
            for part in parts(file, ["zerver_message"]):
                message = record(part.value)
                place = organisation.places.get(text(message.get("recipient")), "")
                yield (
                    *_topic(place or f"direct-{text(message.get('recipient'))}", message, direct=not place),
                    message,
                )
        elif has_keys(file, "sender_full_name"):
            for message in _answer(file):
                where = message.get("display_recipient")
                direct = not isinstance(where, str)
                people = ", ".join(text(each.get("full_name")) for each in records(where))
                yield *_topic(people if direct else text(where), message, direct=direct), message


def _answer(file: InputFile) -> Iterator[dict[str, Any]]:
    """Yield the messages in an answer of the API, or in a list of them."""
    if has_keys(file, "messages") and file.head.lstrip("\ufeff \t\r\n").startswith("{"):
        yield from (record(part.value) for part in parts(file, ["messages"]))
    else:
        value = whole(file)
        yield from records(value if isinstance(value, list) else [value])


def _topic(place: str, message: Mapping[str, Any], *, direct: bool) -> tuple[str, str]:
    if direct:
        return place or "direct", ""
    topic = text(message.get("subject")) or text(message.get("topic"))
    return f"{place}/{topic}", topic


def _post(
    message: Mapping[str, Any], organisation: _Organisation, counts: Counter[Leftover]
) -> RawPost | None:
    key = text(message.get("id"))
    sender = text(message.get("sender_id")) or text(message.get("sender"))
    name = text(message.get("sender_full_name")) or organisation.people.get(sender, "")
    if "content" not in message:
        counts[Leftover.UNKNOWN] += 1
        return None
    if text(message.get("sender_email")).startswith(BOTS) or name in {"Notification Bot", "Welcome Bot"}:
        counts[Leftover.SYSTEM] += 1
        return None
    content = text(message.get("content"))
    is_html = message.get("content_type") == "text/html" or content.lstrip().startswith("<p>")
    words = html_text(content) if is_html else _typed(content)
    gone = Gone.DELETED if words.strip() == DELETED else None if words.strip() else Gone.EMPTY
    is_bot = sender in organisation.bots
    counts[Leftover.BOT] += is_bot
    quoted = QUOTED.search(content)
    return RawPost(
        key,
        quoted["id"] if quoted else None,
        author=name or None,
        created=number(message.get("timestamp", message.get("date_sent"))),
        text="" if gone else words,
        gone=gone,
        account=sender or None,
        label="bot" if is_bot else None,
    )


def _typed(content: str) -> str:
    """Return Markdown as it was typed, with the names of people and channels in place of their marks."""
    return CHANNEL.sub(r"#\g<name>", MENTION.sub(r"@\g<name>", content))


IMPORTER = Importer(
    "zulip",
    "topics of Zulip",
    fits,
    read,
    discussions,
    frozenset(
        [
            "sender_full_name",
            "display_recipient",
            "sender_id",
            "subject",
            "content",
            "timestamp",
            "stream_id",
            "zerver_message",
        ]
    ),
)
