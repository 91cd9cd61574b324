"""The chat that Zoom saves: `meeting_saved_chat.txt`, `chat.txt`, and the file of a recording in the cloud.

10:02:31 From Nora Lind to Everyone:
    Trams are cheaper.
10:02:31	 From  Nora Lind  to  Everyone : Trams are cheaper.
00:12:31	Nora Lind:	Trams are cheaper.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from argmap.importers.chats.leftovers import NO_ZONE, Leftover
from argmap.importers.chats.meeting_chat import MeetingChat
from argmap.importers.input_file import InputFile
from argmap.importers.protocol import Fit, RawPost
from argmap.importers.texts.people import PRONOUNS
from argmap.model.posts import Gone, Provenance

TIME = r"^\ufeff?(?:(?P<day>\d{4}-\d{2}-\d{2})[ T])?(?P<time>\d{1,2}:\d{2}:\d{2})"
DIRECT = r"(?P<direct>\s?\((?:direct message|privately)\))?"
HEADS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{TIME}\t(?P<name>[^\t\n]{{1,100}}?):\t(?P<words>.*)$",
        rf"{TIME}[ \t]{{1,4}}From\s{{1,3}}(?P<name>[^:\n]{{1,100}}?)\s{{1,4}}to\s{{1,4}}(?P<to>everyone(?: in meeting)?|hosts? and panelists?|all panelists){DIRECT}\s?:(?:\s(?P<words>.*))?$",
        rf"{TIME}[ \t]{{1,4}}From  ?(?P<name>[^:\n]{{1,100}}?)\s{{1,4}}to\s{{1,4}}(?P<to>[^:\n]{{1,100}}?){DIRECT}\s?:(?:\s(?P<words>.*))?$",
        rf"{TIME}[ \t]{{1,4}}From\s{{1,3}}(?P<name>[^:\n]{{1,100}}?)\s?:\s(?P<words>.*)$",
    )
)
REPLY = re.compile(r'^Replying to "(?P<start>.*?)(?P<cut>\.{3}|…)?"\s*(?:\n|$)')
REACTION = re.compile(
    r'^(?:Reacted to ".*" with \S.{0,40}|Removed an? .{1,40} reaction from ".*")$', re.DOTALL
)
FOLDER = re.compile(
    r"^(?P<day>\d{4}-\d{2}-\d{2}) (?P<start>\d{2}\.\d{2}\.\d{2}) (?P<title>.+?)(?: \d{9,12})?$"
)
LEAST = 2
EITHER = "The file does not say whether its times are clock times or count from the beginning of a recording; they are kept as they are."


@dataclass(slots=True)
class _Message:
    """A message while its lines are read."""

    head: re.Match[str]
    lines: list[str] = field(default_factory=list)


def fits(file: InputFile) -> Fit:
    lines = [line for line in file.head.split("\n")[:500] if line.strip()]
    if not lines or _head(lines[0]) is None:
        return Fit.NO  # notes that quote a chat are no chat
    heads = sum(_head(line) is not None for line in lines)
    return Fit.CERTAIN if heads >= LEAST else Fit.LIKELY if heads else Fit.NO


def keys(file: InputFile) -> Iterator[str]:
    """Yield what `--thread` takes for the meeting."""
    path = PurePath(file.name)
    yield path.parent.name if FOLDER.match(path.parent.name) else path.stem


def title(file: InputFile, key: str) -> str:  # noqa: ARG001 (a file is one meeting)
    """Return the title of the meeting, which only its folder has."""
    match = FOLDER.match(PurePath(file.name).parent.name)
    return match["title"] if match else ""


def read(files: Sequence[InputFile], key: str, counts: Counter[Leftover]) -> MeetingChat:  # noqa: ARG001
    """Return the chat; who answers whom is known from the beginning of the message that Zoom quotes."""
    file = files[0]
    posts: list[RawPost] = []
    folder = FOLDER.match(PurePath(file.name).parent.name)
    messages = list(_messages(file))
    clocks = folder is not None and all(
        _padded(m.head["time"]) >= folder["start"].replace(".", ":") for m in messages
    )
    day = folder["day"] if folder is not None and clocks else None
    for number, message in enumerate(messages, start=1):
        post = _post(message, str(number), day, posts, counts)
        if post is not None:
            posts.append(post)
    dated = any(post.created for post in posts)
    return MeetingChat(
        posts, reply_structure=Provenance.INFERRED, notes=(NO_ZONE if dated else EITHER,) if posts else ()
    )


def _head(line: str) -> re.Match[str] | None:
    return next((match for form in HEADS if (match := form.match(line.rstrip("\r\n")))), None)


def _padded(time: str) -> str:
    return time.zfill(len("00:00:00"))


def _messages(file: InputFile) -> Iterator[_Message]:
    message: _Message | None = None
    for line in file.lines():
        head = _head(line)
        if head is not None:
            if message is not None:
                yield message
            message = _Message(head, [head.groupdict().get("words") or ""])
        elif message is not None:
            message.lines.append(re.sub(r"^(?:\t| {4})", "", line.rstrip("\r\n")))
    if message is not None:
        yield message


def _post(
    message: _Message, key: str, day: str | None, earlier: Sequence[RawPost], counts: Counter[Leftover]
) -> RawPost | None:
    groups = message.head.groupdict()
    words = "\n".join(message.lines).strip()
    if REACTION.match(words):
        counts[Leftover.REACTION] += 1
        return None
    reply = REPLY.match(words)
    parent = _answered(reply["start"], earlier) if reply else None
    if reply:
        rest = words[reply.end() :].strip()
        words = rest if parent else f"> {reply['start']}{reply['cut'] or ''}\n\n{rest}"
    direct = bool(groups.get("direct"))
    counts[Leftover.DIRECT] += direct
    on = groups["day"] or day
    cue = _padded(groups["time"])
    return RawPost(
        key,
        parent,
        author=PRONOUNS.sub("", groups["name"]).strip() or groups["name"].strip(),
        created=f"{on}T{cue}" if on else None,
        text=words,
        gone=None if words else Gone.EMPTY,
        cue=None if on or cue > "99" or not re.fullmatch(r"\d\d:[0-5]\d:[0-5]\d", cue) else cue,
        label="direct message" if direct else None,
    )


def _answered(start: str, earlier: Sequence[RawPost]) -> str | None:
    """Return the latest message that begins with the words that Zoom quotes."""
    wanted = " ".join(start.split())
    if not wanted:
        return None
    return next(
        (post.key for post in reversed(earlier) if " ".join(post.text.split()).startswith(wanted)), None
    )
