"""Slack: the folder or archive of a workspace's export, or the file of one day.

Each channel has a folder with a file for each day; `users.json` has the names of people. A channel is a discussion, and its
threads are replies in it; `--thread CHANNEL/TS` picks one thread.

Source: https://slack.com/help/articles/220556107-How-to-read-Slack-data-exports, https://docs.slack.dev/reference/events/message.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Any

from argmap.errors import UnknownName
from argmap.importers.chats.json_parts import has_keys, number, record, records, text, whole
from argmap.importers.chats.leftovers import Leftover, sentences
from argmap.importers.chats.slack_blocks import (
    is_preview,
    is_shared_message,
    quoted,
    words_of_attachment,
    words_of_blocks,
)
from argmap.importers.chats.slack_text import SlackNames, plain_text
from argmap.importers.input_file import InputFile
from argmap.importers.listing import Seen, counted_discussions
from argmap.importers.protocol import (
    DiscussionEntry,
    Fit,
    Importer,
    NotThisSource,
    RawPost,
    RawThread,
    one_discussion,
)
from argmap.model.posts import Gone

CHANNELS = ("channels.json", "groups.json", "mpims.json", "dms.json")
USERS = ("users.json", "org_users.json")
LISTS = frozenset(
    [*CHANNELS, *USERS, "integration_logs.json", "canvases.json", "lists.json", "file_conversations.json", "huddle_transcripts.json"]
)  # fmt: skip
SPOKEN = frozenset(
    [
        "",
        "thread_broadcast",
        "reply_broadcast",
        "me_message",
        "file_share",
        "file_comment",
        "file_mention",
        "bot_message",
    ]
)
"""Subtypes of messages that people, or their bots, wrote; all others are notices of the program."""

NOBODY = "USLACKBOT"
FILE = re.compile(
    r"^<@\w+(?:\|[^>]*)?> (?:(?:uploaded|shared) a file: <[^>]*>|commented on \S+ file <[^>]*>)"
    r"(?:(?: and commented)?: (?P<words>.*)|[^\n]{0,40})$",
    re.DOTALL,
)
"""What older exports write around the words that somebody put to a file."""


def fits(file: InputFile) -> Fit:
    if PurePath(file.name).name in LISTS and file.head.lstrip()[:1] == "[" and has_keys(file, "id"):
        return Fit.PERHAPS
    if not has_keys(file, "type", "ts"):
        return Fit.NO
    sure = has_keys(file, "user") or has_keys(file, "bot_id") or has_keys(file, "subtype")
    return Fit.CERTAIN if sure and has_keys(file, "text") else Fit.NO


def read(files: Sequence[InputFile], wanted: str | None = None) -> RawThread:
    """Return a channel, or one of its threads.

    Raises:
        NotThisSource: there is no message.
    """
    export = _Export.of(files)
    if not export.days:
        raise NotThisSource("there is no file with messages in the export of Slack")
    channel, root = export.wanted(wanted)
    counts: Counter[Leftover] = Counter()
    posts = tuple(
        post
        for file in export.days[channel]
        for post in _posts(file, export.names, counts)
        if root is None or root in {post.key, post.parent}
    )
    if root is not None and not posts:
        raise UnknownName("discussion", f"{channel}/{root}", export.days)
    unnamed = any(post.author is None and post.account is not None for post in posts)
    return RawThread(
        export.title(channel) if root is None else "",
        [replace(post, parent=None) if post.key == root else post for post in posts],
        notes=(
            *(("Ids stand for people whose names are not in the files (users.json).",) if unnamed else ()),
            *sentences(counts),
        ),
    )


def discussions(files: Sequence[InputFile]) -> Iterator[DiscussionEntry]:
    """Yield the channels."""
    export = _Export.of(files)
    return counted_discussions(
        Seen(channel, post.account, post.created, export.title(channel))
        for channel, days in export.days.items()
        for file in days
        for post in _posts(file, export.names, Counter())
    )


@dataclass(frozen=True, slots=True)
class _Export:
    """The files of an export: the days of each channel, and the names of people and channels."""

    days: dict[str, list[InputFile]] = field(default_factory=dict)
    names: SlackNames = field(default_factory=SlackNames)
    titles: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, files: Sequence[InputFile]) -> _Export:
        export = cls()
        for file in files:
            if PurePath(file.name).name in USERS:
                export.names.people.update(
                    {text(user.get("id")): _name(user) for user in records(whole(file)) if _name(user)}
                )
        for file in files:
            name = PurePath(file.name).name
            if name in CHANNELS:
                export._take_channels(file)
            elif name not in LISTS and fits(file):
                export.days.setdefault(PurePath(file.name).parent.name or "channel", []).append(file)
        return export

    def _take_channels(self, file: InputFile) -> None:
        for channel in records(whole(file)):
            id, name = text(channel.get("id")), text(channel.get("name"))
            folder = name or id
            self.names.channels[id] = folder
            members = [
                self.names.people.get(each, "")
                for each in channel.get("members") or ()
                if isinstance(each, str)
            ]
            direct = not name or name.startswith("mpdm-")
            self.titles[folder] = ", ".join(filter(None, members)) if direct else f"#{name}"

    def title(self, channel: str) -> str:
        return self.titles.get(channel, "")

    def wanted(self, wanted: str | None) -> tuple[str, str | None]:
        """Return the channel, and the key of the thread in it, that somebody asked for."""
        if wanted is not None and wanted not in self.days and "/" in wanted:
            channel, _, root = wanted.rpartition("/")
            return one_discussion({name: self.title(name) for name in self.days}, channel) or "", root
        return one_discussion({name: self.title(name) for name in self.days}, wanted) or "", None


def _name(user: Mapping[str, Any]) -> str:
    """Return the name that Slack shows for a person."""
    profile = record(user.get("profile"))
    names = (profile.get("display_name"), profile.get("real_name"), user.get("real_name"), user.get("name"))
    return next((text(name).strip() for name in names if text(name).strip()), "")


def _posts(file: InputFile, names: SlackNames, counts: Counter[Leftover]) -> Iterator[RawPost]:
    value = whole(file)
    messages = records(value if isinstance(value, list) else record(value).get("messages"))
    for message in messages:
        key = text(message.get("ts"))
        subtype = text(message.get("subtype"))
        if not key and not _has_words(message):
            counts[Leftover.UNKNOWN] += 1
        elif subtype == "tombstone":
            yield RawPost(key, _parent(message, key), created=number(key), gone=Gone.DELETED)
        elif subtype not in SPOKEN or message.get("user") == NOBODY:
            counts[Leftover.SYSTEM] += 1
        else:
            yield _post(message, key, names, counts)


def _has_words(message: Mapping[str, Any]) -> bool:
    return bool(text(message.get("text")) or words_of_blocks(message.get("blocks")))


def _parent(message: Mapping[str, Any], key: str) -> str | None:
    thread = text(message.get("thread_ts"))
    return thread if thread and thread != key else None


def _post(message: Mapping[str, Any], key: str, names: SlackNames, counts: Counter[Leftover]) -> RawPost:
    user = text(message.get("user")) or text(record(message.get("comment")).get("user"))
    bot = text(message.get("bot_id"))
    is_bot = bool(bot) or message.get("subtype") == "bot_message"
    words = plain_text(_words(message, counts, is_bot=is_bot), names)
    counts[Leftover.BOT] += is_bot
    if not words.strip():
        counts[Leftover.MEDIA if _shows_something(message) else Leftover.EMPTY] += 1
    return RawPost(
        key,
        _parent(message, key),
        author=_author(message, user, names) or None,
        created=number(key),
        text=words,
        gone=None if words.strip() else Gone.EMPTY,
        account=(f"{bot}/{text(message.get('username'))}" if is_bot and not user else user) or None,
        label="bot" if is_bot else None,
    )


def _author(message: Mapping[str, Any], user: str, names: SlackNames) -> str:
    profile = record(message.get("user_profile"))
    known = (
        text(message.get("username")) if not user else "",
        names.people.get(user, ""),
        text(profile.get("display_name")) or text(profile.get("real_name")),
        text(record(message.get("bot_profile")).get("name")) if not user or "bot_id" in message else "",
    )
    return next(filter(None, known), "")


def _shows_something(message: Mapping[str, Any]) -> bool:
    return any(message.get(key) for key in ("files", "file", "attachments", "blocks", "upload"))


def _words(message: Mapping[str, Any], counts: Counter[Leftover], *, is_bot: bool) -> str:
    """Return the marked text of a message: its text, or that of its blocks, and what is attached.

    A message that somebody shares is a quotation. What a bot attaches are its own words; a preview of a link beside words
    is left out.
    """
    words = text(message.get("text"))
    about_file = FILE.match(words) if text(message.get("subtype")).startswith("file_") else None
    if about_file:
        return about_file["words"] or ""
    words = words if words.strip() else words_of_blocks(message.get("blocks"))
    parts = [words]
    for attached in records(message.get("attachments")):
        more = words_of_attachment(attached)
        if not more.strip() or more in words:
            continue
        if is_shared_message(attached):
            counts[Leftover.FORWARDED] += 1
            parts += ["", quoted(more)] if words.strip() else [quoted(more)]
        elif is_bot and not is_preview(attached):
            parts.append(more)
        elif words.strip():
            counts[Leftover.PREVIEW] += 1
        else:
            counts[Leftover.SHOWN] += 1
            parts.append(quoted(more))
    return "\n".join(parts).strip("\n")


IMPORTER = Importer(
    "slack",
    "an export of Slack",
    fits,
    read,
    discussions,
    frozenset(
        ["client_msg_id", "type", "user", "text", "ts", "thread_ts", "reply_count", "user_profile", "blocks"]
    ),
)
