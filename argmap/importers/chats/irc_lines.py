"""One line of a log of IRC: its time, who wrote it, and what kind of line it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

CODES = re.compile(r"\x03(?:\d{1,2}(?:,\d{1,2})?)?|\x04[0-9a-fA-F]{6}|[\x02\x0f\x11\x16\x1d\x1e\x1f]")
"""Colours and other marks that mIRC and its like write into logs."""

CLOCK = r"(?P<clock>\d{1,2}:\d{2}(?::\d{2})?(?:\ ?[ap]m)?)(?:[.,]\d{1,6})?"
STAMP = rf"""(?:
      \[?(?P<day>\d{{4}}[-/.]\d{{2}}[-/.]\d{{2}}|\d{{2}}-\d{{2}}-\d{{4}}|[A-Za-z]{{3}}\ {{1,2}}\d{{1,2}})(?:[T\ ]{{1,2}}){CLOCK}(?P<zone>Z|[+-]\d{{2}}:?\d{{2}})?\]?
    | [\[(]{CLOCK.replace("clock", "clock2")}[\])]
    | {CLOCK.replace("clock", "clock3")}
    )"""
NICK = r"(?=[^\s<>:|]{0,59}\w)[^\s<>:|,!*«]{1,60}"
MODE = r"[\s@+%&~!]?"

LINE = re.compile(rf"^(?:{STAMP}(?P<gap>\s+|(?=<)))?(?P<rest>\S.*)$", re.VERBOSE)
SAID = re.compile(rf"^<{MODE}(?P<nick>{NICK})>(?:\s(?P<text>.*))?$")
NOTICE = re.compile(rf"^-(?P<nick>{NICK}):[#&+][^\s-]*-\s(?P<text>.*)$")
"""A notice of a person to a channel; one of a server names no channel."""

BIP = re.compile(rf"^[<>] (?P<act>\* )?(?P<nick>{NICK})(?:![^\s:]+)?(?(act):?|:) (?P<text>.*)$")
BARRED = re.compile(
    rf"^[\s@+%&~!]*+(?:(?P<nick>{NICK})|(?P<sign>\*|-->|<--|-!-|«[^»]+»|<-+|-+)) \| (?P<text>.*)$"
)
WEECHAT = re.compile(rf"^(?:{MODE}(?P<nick>{NICK})|(?P<sign>--|-->|<--|\s?\*|=!=|))\t(?P<text>.*)$")
ACTION = re.compile(rf"^(?:[<>] )?(?:\*|-\*-|—|Action:)[ \t]+(?P<nick>{NICK})(?:\s(?P<text>.*))?$")
NEW_NICK = re.compile(
    rf"(?P<nick>{NICK})(?: \([^)]*\))?(?: is now known as | → |: nick is now )(?P<new>{NICK})"
)
SYSTEM = re.compile(
    r"""^(?:-!-|<->|\*\*\*|-->|<--|---|--|==|=!=|→|←|⇐|⇒|↔|!|·|«\w+»)(?:\s|$)
    | ^-[^\s-][^\s]*-\s
    | ^\S+\ (?:\([^)]*\)|\[[^\]]*\])\ (?:has\ )?(?:joined|left|quit)\b""",
    re.VERBOSE,
)
STARRED = re.compile(
    r"""^(?:Joins|Parts|Quits|Nick|Mode|Topic|Now\ talking|Disconnected|Rejoined|Retrieving|Attempting|Set\ by|Loaded)\b
    | ^\S+\ (?:\(\S+@\S+\)|\[\S+@\S+\])\ (?:has\ )?(?:[Jj]oined|[Ll]eft|[Qq]uit|[Pp]arted)\b
    | ^\S+\ (?:has|have)\ (?:joined|left|quit|been\ kicked|parted)(?:\ (?:[#&(\["]|the\ channel|IRC)|\.?$)
    | ^\S+\ (?:joined|left|quit|kicked|joins|parts|quits)\ [#&(\["]
    | ^\S+\ (?:is\ now\ known\ as|sets?\ mode|has\ changed\ (?:the\ )?topic|changes?\ topic\ to|(?:has\ )?set\ the\ topic|gives\ (?:channel|voice)|removes\ (?:channel|voice)|was\ kicked|sets\ ban)\b
    | ^(?:Topic\ for|Now\ talking\ (?:on|in)|You\ are\ now|You\ have\ (?:joined|left)|Channel\ |Users\ on)""",
    re.VERBOSE,
)
HEADING = re.compile(
    r"^(?:--- (?:Log (?:opened|closed)|Day changed)|\*{4} (?:BEGIN|ENDING) LOGGING AT|Session (?:Start|Time|Close|Ident)|(?:Start|End) of \S+ buffer|#\S+$)",
    re.IGNORECASE,
)


LONGEST_NOTICE = 2_000
"""A line of IRC has at most 512 bytes (RFC 1459); what is longer is no notice of a program."""


class LogEvent(Enum):
    """What a line of a log is."""

    SAID = auto()
    ACTION = auto()
    NICK = auto()
    SYSTEM = auto()
    HEADING = auto()
    MORE = auto()


@dataclass(frozen=True, slots=True)
class LogLine:
    """A line of a log.

    Attributes:
        event: What it is.
        raw: The line as it is in the log.
        day: The day before the time, as it is written, if there is one.
        time: The time of day, as it is written.
        zone: The zone, if it is written.
        nick: Who wrote it, or whose nick changes.
        text: The words; the new nick; all of a line that continues a message.
    """

    event: LogEvent
    raw: str
    day: str | None = None
    time: str | None = None
    zone: str | None = None
    nick: str = ""
    text: str = ""


def events(lines: Iterable[str]) -> Iterator[LogLine]:
    """Yield what each line of a log is; empty lines are left out."""
    for line in lines:
        raw = CODES.sub("", line.rstrip("\r\n").lstrip("\ufeff"))
        if raw.strip():
            yield _event(raw)


Stamp = tuple[str | None, str | None, str | None]
"""The day, the time and the zone of a line."""


def _event(raw: str) -> LogLine:
    if HEADING.match(raw):
        return LogLine(LogEvent.HEADING, raw)
    match = LINE.match(raw)
    if match is None:
        return LogLine(LogEvent.MORE, raw, text=raw)
    clock = match["clock"] or match["clock2"] or match["clock3"]
    stamp = (match["day"], clock, match["zone"])
    tab = clock is not None and "\t" in (match["gap"] or "")
    return (
        (_weechat(raw, stamp, match["rest"]) if tab else None)
        or _message(raw, stamp, match["rest"])
        or (_notice(raw, stamp, match["rest"]) if len(raw) < LONGEST_NOTICE else None)
        or LogLine(LogEvent.MORE, raw, text=raw)
    )


def _message(raw: str, stamp: Stamp, rest: str) -> LogLine | None:
    """Return what somebody said; forms without angle brackets count only behind a time."""
    said = SAID.match(rest) or NOTICE.match(rest)
    if said:
        return _said(raw, stamp, said["nick"], said["text"] or "")
    if stamp[1] is None:
        return None
    bip = BIP.match(rest)
    if bip:
        return LogLine(
            LogEvent.ACTION if bip["act"] else LogEvent.SAID, raw, *stamp, bip["nick"], bip["text"]
        )
    barred = BARRED.match(rest)
    return _barred(raw, stamp, barred) if barred else None


def _notice(raw: str, stamp: Stamp, rest: str) -> LogLine | None:
    """Return an action, a change of a nick, or another line of the program; None if a line is none of them."""
    timed = stamp[1] is not None
    starred = rest.lstrip("*").lstrip() if rest.startswith("*") else rest
    renamed = NEW_NICK.search(starred) if timed or rest.startswith("*") else None
    plain = timed and renamed is not None and renamed[0] == rest.rstrip(".")  # as some web clients write it
    if renamed and (plain or rest.startswith(("*", "-", "=", "—")) or SYSTEM.match(rest)):
        return LogLine(LogEvent.NICK, raw, *stamp, renamed["nick"], renamed["new"].rstrip(".]"))
    action = ACTION.match(rest)
    if action and not STARRED.match(starred):
        return LogLine(LogEvent.ACTION, raw, *stamp, action["nick"], action["text"] or "")
    if SYSTEM.match(rest) or action or (timed and STARRED.match(rest)):
        return LogLine(LogEvent.SYSTEM, raw, *stamp)
    return None


def _weechat(raw: str, stamp: Stamp, rest: str) -> LogLine | None:
    """Return what a line is in which tabs part the time, the nick and the words; None if it is no such line."""
    match = WEECHAT.match(rest)
    if match is None:
        return None
    if match["nick"]:
        return None if match["nick"].startswith("*") else _said(raw, stamp, match["nick"], match["text"])
    renamed = NEW_NICK.match(match["text"]) if match["sign"] == "--" else None
    if renamed:
        return LogLine(LogEvent.NICK, raw, *stamp, renamed["nick"], renamed["new"])
    if match["sign"].strip() == "*":
        nick, _, text = match["text"].partition(" ")
        return LogLine(LogEvent.ACTION, raw, *stamp, nick, text)
    return LogLine(LogEvent.SYSTEM, raw, *stamp)


def _barred(raw: str, stamp: Stamp, match: re.Match[str]) -> LogLine:
    """Return a line of a theme of irssi that puts a bar between the nick and the words."""
    if match["nick"]:
        return _said(raw, stamp, match["nick"], match["text"])
    nick, _, text = match["text"].partition(" ")
    if match["sign"] == "*" and nick:
        return LogLine(LogEvent.ACTION, raw, *stamp, nick, text)
    return LogLine(LogEvent.SYSTEM, raw, *stamp)


def _said(raw: str, stamp: Stamp, nick: str, text: str) -> LogLine:
    """Return a line of somebody; RRSAgent logs who joins as if they said it."""
    name = re.escape(nick)
    if re.match(rf"{name} has (?:joined|left|quit|changed the topic to:)(?: |$)", text):
        return LogLine(LogEvent.SYSTEM, raw, *stamp)
    renamed = re.match(rf"{name} is now known as (?P<new>{NICK})$", text)
    if renamed:
        return LogLine(LogEvent.NICK, raw, *stamp, nick, renamed["new"])
    return LogLine(LogEvent.SAID, raw, *stamp, nick, text)
