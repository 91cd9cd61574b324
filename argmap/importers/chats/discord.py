"""Discord: what DiscordChatExporter writes: JSON (the best), its CSV, and its plain text.

Each channel, and each thread of a channel, has a file, or several parts; it is a discussion.

Source: the JsonMessageWriter, CsvMessageWriter and PlainTextMessageWriter of https://github.com/Tyrrrz/DiscordChatExporter.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from argmap.importers.chats import discord_text
from argmap.importers.chats.json_parts import ListedRecord, has_keys, parts, record, records, text
from argmap.importers.chats.leftovers import Leftover, sentences
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
from argmap.model.posts import Gone, Provenance

SPOKEN = frozenset(["Default", "Reply", "ChatInputCommand", "ContextMenuCommand", "0", "19", "20", "23"])
"""Types of messages with words of their author; the others are notices, such as who joined a server."""

THREADS = ("thread", "forum")
MENTION = re.compile(r"<@!?(\d+)>")
EMOJI = re.compile(r"<a?(:\w+:)\d+>")


def fits(file: InputFile) -> Fit:
    if has_keys(file, "guild", "channel", "messages") and has_keys(file, "author", "timestamp"):
        return Fit.CERTAIN
    if has_keys(file, "guild", "channel", "messages", "dateRange"):
        return Fit.CERTAIN  # a channel without messages
    return Fit.CERTAIN if discord_text.is_csv(file) or discord_text.is_text(file) else Fit.NO


def read(files: Sequence[InputFile], wanted: str | None = None) -> RawThread:
    """Return the channel in the files; the parts of a channel belong together.

    Raises:
        NotThisSource: there is no message.
    """
    channels: dict[str, _Channel] = {}
    of_channel: dict[str, list[InputFile]] = {}
    for file in filter(fits, files):
        channel = _channel(file)
        channels.setdefault(channel.key, channel)
        of_channel.setdefault(channel.key, []).append(file)
    chosen = one_discussion({key: channel.title for key, channel in channels.items()}, wanted)
    if chosen is None:
        raise NotThisSource("there is no channel in the file, as DiscordChatExporter writes it")
    counts: Counter[Leftover] = Counter()
    posts = [post for file in of_channel[chosen] for post in _posts(file, channels[chosen], counts)]
    if not posts:
        raise NotThisSource("there is no message in the file")
    keyed = _is_json(of_channel[chosen][0])
    notes = () if keyed else discord_text.notes(of_channel[chosen])
    return RawThread(
        channels[chosen].title,
        posts,
        url=channels[chosen].url() or None,
        keyed=keyed,
        reply_structure=Provenance.RECORDED if keyed else Provenance.UNKNOWN,
        notes=(*notes, *sentences(counts)),
    )


def discussions(files: Sequence[InputFile]) -> Iterator[DiscussionEntry]:
    """Yield the channels."""

    def posts() -> Iterator[Seen]:
        for file in filter(fits, files):
            channel = _channel(file)
            for post in _posts(file, channel, Counter()):
                yield Seen(channel.key, post.account or post.author, post.created, channel.title)

    return counted_discussions(posts())


def _is_json(file: InputFile) -> bool:
    return has_keys(file, "guild", "channel")


@dataclass(frozen=True, slots=True)
class _Channel:
    """A channel: its id ("" in forms that have none), what `--thread` takes, its title, and the server it is on."""

    id: str
    key: str
    title: str
    guild: str = ""

    def url(self, message: str = "") -> str:
        """Return the address of the channel, or of a message in it; "" if it has none."""
        if not self.id:
            return ""
        guild = self.guild if self.guild not in {"", "0"} else "@me"
        return "/".join(filter(None, ["https://discord.com/channels", guild, self.id, message]))


def _channel(file: InputFile) -> _Channel:
    """Return the channel of a file, from what stands before its messages."""
    if not _is_json(file):
        title = discord_text.title(file)
        return _Channel("", title or file.name, title)
    above = _above(file)
    id, name = text(above.get("channel.id")), text(above.get("channel.name"))
    kind = text(above.get("channel.type")).lower()
    plain = any(word in kind for word in THREADS) or "direct" in kind or not kind
    title = name if plain or not name else f"#{name}"
    return _Channel(id, id or file.name, title, text(above.get("guild.id")))


def _above(file: InputFile) -> Mapping[str, Any]:
    """Return the plain values before the messages, read from the start of the file only."""
    kept: dict[str, Any] = {}
    for name in ("guild", "channel"):
        match = re.search(rf'"{name}"\s*:\s*', file.head)
        value = record(_value(file.head, match.end())) if match else {}
        kept |= {f"{name}.{key}": each for key, each in value.items()}
    return kept


def _value(head: str, place: int) -> Any:
    """Return the value that begins at a place, or None if it is none."""
    try:
        return json.JSONDecoder().raw_decode(head, place)[0]
    except (ValueError, RecursionError):
        return None


def _posts(file: InputFile, channel: _Channel, counts: Counter[Leftover]) -> Iterator[RawPost]:
    if not _is_json(file):
        yield from discord_text.posts(file, counts)
        return
    for part in parts(file, ["messages"]):
        post = _post(part, channel, counts)
        if post is not None:
            yield post


def _post(part: ListedRecord, channel: _Channel, counts: Counter[Leftover]) -> RawPost | None:
    message = record(part.value)
    key = text(message.get("id"))
    if not text(message.get("content")) and (not key or "author" not in message):
        counts[Leftover.UNKNOWN] += 1
        return None
    if text(message.get("type")) not in SPOKEN and "type" in message:
        counts[Leftover.SYSTEM] += 1
        return None
    author = record(message.get("author"))
    is_bot = author.get("isBot") is True
    words = _words(message, is_bot=is_bot, counts=counts)
    counts[Leftover.BOT] += is_bot
    counts[Leftover.MEDIA] += not words.strip()
    return RawPost(
        key,
        _parent(message, channel),
        author=text(author.get("nickname")) or text(author.get("name")) or None,
        created=text(message.get("timestamp")) or None,
        text=words,
        gone=None if words.strip() else Gone.EMPTY,
        account=text(author.get("id")) or None,
        url=(channel.url(key) if key else "") or None,
        label="bot" if is_bot else None,
    )


def _parent(message: Mapping[str, Any], channel: _Channel) -> str | None:
    """Return the message that is answered; what is forwarded from elsewhere is no answer."""
    reference = record(message.get("reference"))
    elsewhere = text(reference.get("channelId")) not in {"", channel.id}
    forwarded = "forwardedMessage" in message or text(reference.get("type")).lower() == "forward"
    return None if elsewhere or forwarded else text(reference.get("messageId")) or None


def _words(message: Mapping[str, Any], *, is_bot: bool, counts: Counter[Leftover]) -> str:
    names = {
        text(each.get("id")): text(each.get("nickname")) or text(each.get("name"))
        for each in records(message.get("mentions"))
    }
    words = text(message.get("content"))
    forwarded = record(message.get("forwardedMessage"))
    if forwarded and text(forwarded.get("content")).strip():
        counts[Leftover.FORWARDED] += 1
        quoted = "\n".join(f"> {line}".rstrip() for line in text(forwarded.get("content")).split("\n"))
        words = f"{quoted}\n\n{words}".strip()
    if not words.strip() and is_bot:
        words = "\n".join(
            filter(
                None,
                (
                    text(each.get(key))
                    for each in records(message.get("embeds"))
                    for key in ("title", "description")
                ),
            )
        )
    words = MENTION.sub(lambda match: f"@{names[match[1]]}" if names.get(match[1]) else match[0], words)
    return EMOJI.sub(r"\1", words)


IMPORTER = Importer(
    "discord",
    "a channel of Discord (DiscordChatExporter)",
    fits,
    read,
    discussions,
    frozenset(
        [
            "guild",
            "channel",
            "dateRange",
            "messages",
            "messageCount",
            "timestampEdited",
            "isPinned",
            "isBot",
            "nickname",
        ]
    ),
)
