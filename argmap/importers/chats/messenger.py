"""Facebook Messenger and Instagram: the folders of a downloaded archive, with `message_1.json`, `message_2.json`, … for each chat.

The newest message comes first. Both write the bytes of UTF-8 as if each were a character; that is undone. The newer
archive of end-to-end encrypted chats, with one file for each chat, has correct characters.

Source: the archives themselves; test data of chat-miner (MIT) and chat-analytics (AGPL).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from argmap.importers.chats.json_parts import has_keys, number, parts, record, text
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
from argmap.model.posts import Gone

SYSTEM_TYPES = frozenset(["subscribe", "unsubscribe", "call", "placeholder", "event"])
SYSTEM = re.compile(
    r"^(?:[^\n]{1,80}? (?:named the group |changed the (?:theme|chat theme|group photo|emoji)|set the (?:nickname|emoji|quick reaction|theme|group)|"
    r"created the group|added [^\n]{1,80} to the group|removed [^\n]{1,80} from the group|left the group|joined the (?:call|video chat|group)|"
    r"started (?:a call|a video chat|sharing video)|missed your call|called you|turned o(?:n|ff) disappearing|created a poll|pinned a message|cleared the nickname)|"
    r"You are now connected on Messenger|The (?:video chat|call|video call) ended|You missed a (?:video )?call from )",
)
REACTION = re.compile(
    r"^(?:Reacted \S{1,20} to your message|Liked a message|Reacted \S{1,20} to [^\n]{1,60} message) ?$"
)
SENT = re.compile(
    r"^(?:You|[^\n]{1,80}?) (?:sent (?:an attachment|a photo|a video|a link|a live location|a voice message|a sticker|a GIF|a file|a reel[^\n]{0,40})|shared a (?:story|link|post|reel))\.? ?$"
)
MEDIA = ("photos", "videos", "audio_files", "gifs", "files", "sticker", "share", "media")
PART = re.compile(r"_(\d+)$")


def fits(file: InputFile) -> Fit:
    old = has_keys(file, "sender_name", "timestamp_ms")
    return Fit.CERTAIN if old or has_keys(file, "senderName", "timestamp", "messages") else Fit.NO


def read(files: Sequence[InputFile], wanted: str | None = None) -> RawThread:
    """Return the chat in the files; the numbered files of a folder belong together.

    Raises:
        NotThisSource: there is no message.
    """
    chats: dict[str, list[InputFile]] = {}
    titles: dict[str, str] = {}
    for file in filter(fits, files):
        key, title = _chat(file)
        chats.setdefault(key, []).append(file)
        titles[key] = titles.get(key) or title
    chosen = one_discussion(titles, wanted)
    if chosen is None:
        raise NotThisSource("there is no message in the files of Messenger or Instagram")
    counts: Counter[Leftover] = Counter()
    posts = [
        post for file in sorted(chats[chosen], key=_number, reverse=True) for post in _posts(file, counts)
    ]
    if not posts:
        raise NotThisSource("there is no message in the files of Messenger or Instagram")
    repaired = any(has_keys(file, "sender_name") for file in chats[chosen])
    return RawThread(
        titles[chosen],
        posts,
        keyed=False,
        notes=(
            *(
                ("The archive writes each byte of a text as a character; that was undone.",)
                if repaired
                else ()
            ),
            *sentences(counts),
        ),
    )


def discussions(files: Sequence[InputFile]) -> Iterator[DiscussionEntry]:
    """Yield the chats."""

    def posts() -> Iterator[Seen]:
        for file in filter(fits, files):
            key, title = _chat(file)
            for post in _posts(file, Counter()):
                yield Seen(key, post.author, number(post.created), title)

    return counted_discussions(posts())


def repaired(words: str) -> str:
    """Return a text of which each byte in UTF-8 was written as a character; other texts stay as they are.

    Example:
        >>> repaired("GrÃ¼Ã\\x9fe"), repaired("Grüße")
        ('Grüße', 'Grüße')
    """
    try:
        return words.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return words


def _number(file: InputFile) -> int:
    match = PART.search(PurePath(file.name).stem)
    return int(match[1]) if match else 0


def _chat(file: InputFile) -> tuple[str, str]:
    """Return what `--thread` takes for the chat of a file, and its title, from what stands around its messages."""
    folder = PurePath(file.name).parent.name
    numbered = PART.sub("", PurePath(file.name).stem) == "message"
    key = folder if numbered and folder else PurePath(file.name).stem
    if has_keys(file, "senderName"):
        match = re.search(r'"threadName"\s*:\s*("(?:[^"\\]|\\.)*")', file.head)
        return PurePath(file.name).stem, _clean(match[1]) if match else ""
    title = ""
    for part in parts(file, ["messages"]):
        title = repaired(text(part.above.get("title")))
        break
    return key, title


def _clean(quoted: str) -> str:
    try:
        return re.sub(r"_\d+$", "", json.loads(quoted))
    except ValueError:
        return ""


def _posts(file: InputFile, counts: Counter[Leftover]) -> Iterator[RawPost]:
    """Yield the posts of a file, the oldest first."""
    old = has_keys(file, "sender_name")
    messages = [record(part.value) for part in parts(file, ["messages"])]
    first = PurePath(file.name).name
    for place, message in enumerate(reversed(messages), start=1):
        post = _post(message, f"{first}:{place}", counts, repaired if old else str)
        if post is not None:
            yield post


def _post(
    message: Mapping[str, Any], key: str, counts: Counter[Leftover], decode: Callable[[str], str]
) -> RawPost | None:
    sender = decode(text(message.get("sender_name")) or text(message.get("senderName")))
    words = decode(text(message.get("content")) or text(message.get("text")))
    kind = text(message.get("type")).lower()
    if not sender and not words:
        counts[Leftover.UNKNOWN] += 1
        return None
    if kind in SYSTEM_TYPES or SYSTEM.match(words):
        counts[Leftover.SYSTEM] += 1
        return None
    if REACTION.match(words):
        counts[Leftover.REACTION] += 1
        return None
    unsent = message.get("is_unsent") is True or message.get("isUnsent") is True
    words = _with_link(
        "" if SENT.match(words) else words, decode(text(record(message.get("share")).get("link")))
    )
    gone = Gone.DELETED if unsent else None if words.strip() else Gone.EMPTY
    counts[Leftover.MEDIA] += gone is Gone.EMPTY
    return RawPost(
        key,
        author=sender or None,
        created=_created(message),
        text="" if gone else words,
        gone=gone,
    )


def _with_link(words: str, link: str) -> str:
    """Return the words with the link that was shared with them."""
    return words if not link or link in words else f"{words}\n{link}".strip()


def _created(message: Mapping[str, Any]) -> float | None:
    moment = number(message.get("timestamp_ms", message.get("timestamp")))
    return moment / 1000 if moment is not None else None


IMPORTER = Importer(
    "messenger",
    "an archive of Messenger or Instagram",
    fits,
    read,
    discussions,
    frozenset(
        [
            "participants",
            "messages",
            "sender_name",
            "timestamp_ms",
            "content",
            "is_unsent",
            "thread_path",
            "senderName",
            "threadName",
        ]
    ),
)
