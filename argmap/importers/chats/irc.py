"""Logs of IRC, as many clients write them.

Known are irssi, WeeChat, HexChat and XChat, mIRC, ZNC and energymech, Quassel, IRCCloud, The Lounge, qwebirc, bip, and the
W3C's RRSAgent, in whose logs a scribe writes down what others say.

Who joined, left or set a topic is no message; `/me` stands as "* nick words", as logs show it. A person who changes the nick
stays one person.

Source: the logs that the programs write; https://w3c.github.io/scribe2/scribedoc.html for minutes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath

from argmap.importers.appearance import MARKUP
from argmap.importers.chats.irc_days import LogDays
from argmap.importers.chats.irc_lines import LogEvent, LogLine, events
from argmap.importers.chats.irc_scribe import ScribedMinutes
from argmap.importers.chats.leftovers import NO_DAY, NO_ZONE, Leftover, sentences
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
from argmap.model.posts import Provenance

LEAST = 2
DATE_IN_NAME = re.compile(r"(?:(?<![._-])[._-]++)?(?:\d{4}[._-]?\d{2}[._-]?\d{2}|\d{2}-\d{2}-\d{4})")
CHANNEL = re.compile(r"[#&][^\s,:/\\]{1,50}")


def fits(file: InputFile) -> Fit:
    if MARKUP.match(file.head) or file.head.lstrip()[:2] in {"{\n", "[{", "<!", "<?"}:
        return Fit.NO
    lines = [line for line in file.head.split("\n") if line.strip()]
    known = Counter(line.event for line in events(lines))
    clear = sum(number for event, number in known.items() if event is not LogEvent.MORE)
    timed = sum(
        line.time is not None for line in events(lines) if line.event in {LogEvent.SAID, LogEvent.ACTION}
    )
    messages = known[LogEvent.SAID] + known[LogEvent.ACTION]
    if clear * 2 <= len(lines) or not known[LogEvent.SAID] or messages < (1 if timed else LEAST):
        return Fit.NO
    return Fit.CERTAIN if timed * 2 > messages >= LEAST else Fit.LIKELY


def read(files: Sequence[InputFile], wanted: str | None = None) -> RawThread:
    """Return the log in files; the days of one channel belong together, several channels are several discussions.

    Raises:
        NotThisSource: no line is a message.
    """
    channels: dict[str, list[InputFile]] = {}
    for file in files:
        if fits(file):
            channels.setdefault(_key(file), []).append(file)
    if not channels:
        raise NotThisSource("no line of the file is a message of IRC, such as '10:15 <nora> Yes.'")
    chosen = one_discussion(dict.fromkeys(channels, ""), wanted) or ""
    return _Log().read(channels[chosen])


def discussions(files: Sequence[InputFile]) -> Iterator[DiscussionEntry]:
    """Yield the channels."""

    def posts() -> Iterator[Seen]:
        for file in files:
            if fits(file):
                log = _Log()
                for post in log.posts(file):
                    yield Seen(_key(file), post.account, post.created, log.title)

    return counted_discussions(posts())


def _key(file: InputFile) -> str:
    """Return what the files of one channel share: the name without the day, or the folder where the day is all of it."""
    path = PurePath(file.name)
    return DATE_IN_NAME.sub("", path.stem).strip("._- ") or path.parent.name or path.stem


class _Log:
    """A log while it is read: who has which nick, what was left out, and what is known of its days."""

    def __init__(self) -> None:
        self.counts: Counter[Leftover] = Counter()
        self.accounts: dict[str, str] = {}
        self.nicks: dict[str, list[str]] = {}
        self.minutes = ScribedMinutes()
        self.channel = self.title = ""
        self.number = 0
        self.has_times = self.has_days = False

    def read(self, files: Sequence[InputFile]) -> RawThread:
        posts = tuple(post for file in files for post in self.posts(file))
        if not posts:
            raise NotThisSource("no line of the file is a message of IRC, such as '10:15 <nora> Yes.'")
        dated = any(post.created for post in posts)
        zone = NO_ZONE if dated else NO_DAY if self.has_times else ""
        scribed = self.minutes.scribed
        return RawThread(
            self.title or self.channel,
            posts,
            keyed=False,
            authorship=Provenance.INFERRED if scribed else Provenance.RECORDED,
            reply_structure=Provenance.UNKNOWN,
            notes=(
                *((self.minutes.note(),) if scribed else ()),
                *((zone,) if zone else ()),
                *sentences(self.counts),
            ),
            aliases=self.nicks,
        )

    def posts(self, file: InputFile) -> Iterator[RawPost]:
        """Yield the posts of a file; lines that continue a message are its next lines."""
        days = LogDays(PurePath(file.name).name)
        current: RawPost | None = None
        more: list[str] = []
        for line in events(file.lines()):
            if line.event is LogEvent.MORE:
                more += [line.text] if current is not None else []
                self.counts[Leftover.BEFORE] += current is None and self.number == 0
                continue
            if current is not None:
                yield _joined(current, more)
            current, more = self._post(line, days), []
        if current is not None:
            yield _joined(current, more)

    def _post(self, line: LogLine, days: LogDays) -> RawPost | None:
        created = days.moment(line)
        self.has_times |= line.time is not None
        if line.event not in {LogEvent.SAID, LogEvent.ACTION}:
            self._note(line)
            return None
        days.hear(line.text)
        self.title = self.minutes.title(line.text) or self.title
        if self.minutes.is_bot(line.nick):
            self.minutes.heard(line.nick, line.text)
            self.counts[Leftover.COMMAND] += 1
            return None
        self.number += 1
        text = f"* {line.nick} {line.text}" if line.event is LogEvent.ACTION else line.text
        author, words = self.minutes.heard(line.nick, text)
        account = self._account(author) if author == line.nick else author.lower()
        return RawPost(str(self.number), author=author, created=created, text=words, account=account)

    def _account(self, nick: str) -> str:
        """Return who has a nick now; IRC does not tell upper from lower case."""
        return self.accounts.get(nick.lower(), nick.lower())

    def _note(self, line: LogLine) -> None:
        """Keep what a line says that is no message."""
        if line.event is LogEvent.NICK and line.text:
            old, new = line.nick.lower(), line.text.lower()
            account = self.accounts.pop(old, old)
            self.accounts[new] = account
            self.nicks.setdefault(account, []).append(line.text)
            self.counts[Leftover.RENAMED] += 1
        elif line.event is LogEvent.SYSTEM:
            self.counts[Leftover.SYSTEM] += 1
        channel = CHANNEL.search(line.raw) if line.event in {LogEvent.SYSTEM, LogEvent.HEADING} else None
        self.channel = self.channel or (channel[0] if channel else "")


def _joined(post: RawPost, more: Sequence[str]) -> RawPost:
    return replace(post, text="\n".join([post.text, *more]).rstrip()) if more else post


IMPORTER = Importer("irc", "a log of IRC", fits, read, discussions)
