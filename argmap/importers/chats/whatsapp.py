"""WhatsApp: the text file of "Export chat", as Android and iPhones write it in many languages and formats of dates.

A message begins with a date and a time, followed by " - Name: " (Android) or in square brackets (iPhone); all lines up to
the next one belong to it. Lines with a date and no name are the program's own. Signal and other exports share the form.

Source: files that phones write; the forms are those of the test data of chat-miner (MIT), whatsapp-chat-parser (MIT) and
chat-analytics (AGPL).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from argmap.importers.chats import whatsapp_words as words
from argmap.importers.chats.leftovers import NO_ZONE, Leftover, sentences
from argmap.importers.input_file import InputFile
from argmap.importers.listing import Seen, counted_discussions
from argmap.importers.local_times import LOCAL, LocalTime, OrderDecision, decided, matched, named
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

MARKS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\ufeff"
"""Marks of the direction of writing, which iPhones put before what the program itself writes."""

HEAD = re.compile(
    rf"^[{MARKS}]*(?:\[{LOCAL}\]|{named('d_')}\s[-–])\s(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
NAME = re.compile(rf"^[{MARKS}]*(?P<name>[^:\n]{{1,100}}?):(?: (?P<said>.*)|(?P<no>))$", re.DOTALL)
NO_NAME = re.compile(r"[“”„«»\"]")
LEAST = 2
FILE_NAMES = re.compile(
    r"(?:WhatsApp[ -]Chat (?:with|mit|-)|Chat de WhatsApp con|Conversa do WhatsApp com|Discussion WhatsApp avec|"
    r"Chat WhatsApp con|WhatsApp-chat met|Чат WhatsApp с контактом)[ _](?P<name>.+?)(?:\.zip|\.txt)?$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Message:
    """A message while its lines are read: its time, what follows the time, and how many lines."""

    time: LocalTime | None
    lines: list[str] = field(default_factory=list)


def fits(file: InputFile) -> Fit:
    heads = 0
    for line in file.head.split("\n"):
        match = _head(line)
        if match is not None and (NAME.match(match[1]) or words.is_system(match[1])):
            heads += 1
            if heads == LEAST:
                return Fit.CERTAIN
    return Fit.LIKELY if heads else Fit.NO


def read(files: Sequence[InputFile], wanted: str | None = None) -> RawThread:
    """Return the chat in a file; of several files, the one that is wanted.

    Raises:
        NotThisSource: no line begins with a date, a time and a name.
    """
    chats = {_key(file): file for file in files if fits(file)}
    if not chats:
        raise NotThisSource("no line begins with a date, a time and a name, as in a chat of WhatsApp")
    file = chats[one_discussion({key: _title(chats[key]) for key in chats}, wanted) or ""]
    decision = decided(message.time for message in _messages(file) if message.time is not None)
    counts: Counter[Leftover] = Counter()
    subject: list[str] = []
    posts = tuple(_posts(_messages(file), decision, counts, subject))
    if not posts:
        raise NotThisSource("no message in the file has a name, as the messages of WhatsApp have")
    dated = any(post.created for post in posts)
    return RawThread(
        (subject or [_title(file)])[-1],
        posts,
        keyed=False,
        reply_structure=Provenance.UNKNOWN,
        notes=tuple(filter(None, (decision.note, NO_ZONE if dated else "", *sentences(counts)))),
    )


def discussions(files: Sequence[InputFile]) -> Iterator[DiscussionEntry]:
    """Yield the chats: one for each file."""

    def posts() -> Iterator[Seen]:
        for file in files:
            if not fits(file):
                continue
            order = decided(message.time for message in _messages(file) if message.time is not None)
            for post in _posts(_messages(file), order, Counter(), []):
                yield Seen(_key(file), post.account, post.created, _title(file))

    return counted_discussions(posts())


def _key(file: InputFile) -> str:
    return PurePath(file.name).stem


def _title(file: InputFile) -> str:
    """Return the name of the chat, if the name of the file or of its archive tells it."""
    for part in reversed(PurePath(file.name).parts):
        match = FILE_NAMES.match(part)
        if match:
            return match["name"].replace("_", " ").strip()
    return ""


def _head(line: str) -> tuple[LocalTime, str] | None:
    """Return the time that a line begins with, and what follows; None if it continues a message."""
    begin = line.lstrip(MARKS)[:1]
    match = HEAD.match(line) if begin == "[" or begin.isdigit() else None
    if match is None:
        return None
    time = matched(match, "" if match["a"] else "d_")
    return None if time is None else (time, match["rest"])


def _messages(file: InputFile) -> Iterator[_Message]:
    """Yield the messages of a file, one by one; lines before the first one have no time and are no message."""
    message: _Message | None = None
    for line in (line.rstrip("\r\n") for line in file.lines()):
        head = _head(line)
        if head is not None:
            if message is not None:
                yield message
            message = _Message(head[0], [head[1]])
        elif message is not None:
            message.lines.append(line)
        elif line.strip(f"{MARKS} "):
            yield _Message(None, [line])
    if message is not None:
        yield message


def _posts(
    messages: Iterable[_Message], decision: OrderDecision, counts: Counter[Leftover], subject: list[str]
) -> Iterator[RawPost]:
    """Yield the posts; the subject that a group was given last is added to `subject`."""
    number = 0
    for message in messages:
        if message.time is None:
            counts[Leftover.BEFORE] += 1
            continue
        text = "\n".join(message.lines)
        named = NAME.match(text)
        if named is None or words.is_system(text) or NO_NAME.search(named["name"]):
            counts[Leftover.SYSTEM] += 1
            subject.extend(words.subjects(text))
            continue
        said = words.said(named["said"] or "", named["name"].strip(MARKS))
        counts.update(said.counts)
        if said.is_system:
            subject.extend(words.subjects(text))
            continue
        number += 1
        moment = message.time.moment(decision.order) if decision.order else None
        name = named["name"].strip(f"{MARKS} \u00a0")
        yield RawPost(
            str(number),
            author=re.sub(r"^~\s*", "", name) or name,
            created=moment.isoformat() if moment else None,
            text="" if said.gone else said.text,
            gone=said.gone or (None if said.text.strip() else Gone.EMPTY),
            account=name,
        )


IMPORTER = Importer("whatsapp", "an exported chat of WhatsApp", fits, read, discussions)
