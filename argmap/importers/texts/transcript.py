"""Transcripts in Markdown, and logs with a clock before each name: exports of assistants, copied chats, minutes.

A name is bold, or a heading, or stands behind a time in square brackets. Sections and lists have bold words and headings as
well, so all of those in a text are judged together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from argmap.importers.input_file import InputFile
from argmap.importers.protocol import Fit, Importer, NotThisSource, RawPost, RawThread
from argmap.importers.texts.heads import heads
from argmap.importers.texts.layout import lines_of, title_and_lines
from argmap.importers.texts.markdown_forms import (
    FENCE,
    HEADING,
    MessageForm,
    form_of_messages,
    is_open,
    name_in,
    number_of_messages,
)
from argmap.importers.texts.people import (
    cue_of,
    is_nobody,
    is_of_many,
    is_record,
    listed_people,
    seconds_of,
)
from argmap.importers.times import timestamp
from argmap.model.posts import Provenance

ITEM = re.compile(r"^(?P<indent>\s*)(?:[*+•·‣–-]|\d{1,3}[.)])\s+\S")
RULE = re.compile(r"^\s*(?:-{3,}|\*{3,}|_{3,})\s*$")
CONCLUSION = re.compile(r"^\s*(?:[-*•]\s+)?(?P<label>[^:\n]{1,40}):(?:\**)\s")
SOON = 600
"""A log that begins in the first ten minutes counts from the beginning of a recording; a later one has the time of day."""


@dataclass(slots=True)
class _Message:
    name: str | None
    time: str | None
    lines: list[str] = field(default_factory=list)


def fits(file: InputFile) -> Fit:
    lines = lines_of(file.head)
    form = form_of_messages(lines)
    if form is None or not form.sure:
        return Fit.NO
    others = heads(lines)  # minutes name people before a colon, and have bold words and headings besides
    if others is not None and len(others.at) > number_of_messages(form, lines) and not form.assistant:
        return Fit.NO
    return Fit.LIKELY


def read(files: Sequence[InputFile], wanted: str | None = None) -> RawThread:  # noqa: ARG001 (a file holds one)
    """Return the discussion in a transcript; lines without a name belong to the message above them.

    A heading between messages of people ends the message above it; within the answer of an assistant it is a part of it.

    Raises:
        NotThisSource: no two lines begin a message in the same way, with names.
    """
    texts = [lines_of(file.text) for file in files]
    form = form_of_messages([line for lines in texts for line in lines])
    if form is None:
        raise NotThisSource(
            "no two messages begin with a name in one of the known ways; --as plain reads any text"
        )
    title, messages = "", list[_Message]()
    for lines in texts:
        heading, own = title_and_lines(lines, heading=form.level != 1)
        title = title or heading
        messages += _messages(own, form)
    recording = _counts_from_the_beginning(messages)
    posts = tuple(
        _post(number, message, recording=recording) for number, message in enumerate(messages, start=1)
    )
    clocks = sum(message.time is not None and not timestamp(message.time) for message in messages)
    clock_log = form.name == "clock"
    notes = []
    if not clock_log:
        people = listed_people(message.name for message in messages if message.name)
        notes.append(f"Who wrote what was read from {_in_words(form)}: {people}.")
    if clocks and not recording:
        notes.append("Times without a date were left out.")
    return RawThread(
        title,
        posts,
        keyed=False,
        authorship=Provenance.RECORDED if clock_log else Provenance.INFERRED,
        reply_structure=Provenance.UNKNOWN,
        notes=tuple(notes),
    )


def _in_words(form: MessageForm) -> str:
    return "headings" if form.level else "names in bold" if "bold" in form.name else "names"


def _messages(lines: Sequence[str], form: MessageForm) -> list[_Message]:
    messages: list[_Message] = []
    fenced, blank = False, True
    level: int | None = None  # the indentation of the items of a list that begin messages
    for line in lines:
        fenced ^= bool(FENCE.match(line))
        after_blank, blank = blank, not line.strip()
        head = None if fenced else form.pattern.match(line)
        begun = _begun(head, form) if head else None
        if begun is not None:
            messages.append(begun)
            level = _item_level(line)
        elif (
            (not fenced and level is not None and _is_beside(line, level))
            or not messages
            or (not fenced and (_ends(line, form) or (after_blank and _concludes(line, form))))
        ):
            messages.append(_Message(None, None, [line]))
        else:
            messages[-1].lines.append(line)
    return [message for message in messages if message.name or _text(message)]


def _begun(head: re.Match[str], form: MessageForm) -> _Message | None:
    """Return the message that a line begins: of a person, or of nobody or several, whose label stays among the words."""
    time = head["time"] if "time" in form.pattern.groupindex else None
    if time is None and "behind" in form.pattern.groupindex:
        time = head["behind"]
    if (name := name_in(head)) in form.people:
        nobody = is_nobody(name)
        return _Message(None if nobody else name, time, [head["rest"]])
    if is_nobody(name):
        return _Message(None, time, [head["rest"]])
    of_nobody = is_of_many(name) or (not form.assistant and is_open(name))
    return _Message(None, time, [head.string]) if of_nobody else None


def _item_level(line: str) -> int | None:
    """Return how far an item of a list is indented; None for another line."""
    item = ITEM.match(line)
    return len(item["indent"]) if item else None


def _is_beside(line: str, level: int) -> bool:
    """Return whether a line is an item beside or above those that begin messages: it is nobody's words."""
    own = _item_level(line)
    return own is not None and own <= level


def _ends(line: str, form: MessageForm) -> bool:
    heading = HEADING.match(line)
    if heading is None or form.assistant:
        return False
    return not form.level or len(heading["marks"]) <= form.level


def _concludes(line: str, form: MessageForm) -> bool:
    """Return whether a line of minutes says what all concluded ("- Action: …"): it is nobody's, as in plain minutes."""
    label = None if form.assistant else CONCLUSION.match(line)
    return label is not None and is_record(label["label"])


def _text(message: _Message) -> str:
    lines = list(message.lines)
    while lines and (not lines[-1].strip() or RULE.match(lines[-1])):
        lines.pop()  # a rule between messages is no word of the one above
    return "\n".join(lines).strip()


def _counts_from_the_beginning(messages: Sequence[_Message]) -> bool:
    places = [seconds_of(message.time) for message in messages if message.time]
    known = [place for place in places if place is not None]
    return bool(known) and len(known) == len(places) and known[0] < SOON and known == sorted(known)


def _post(number: int, message: _Message, *, recording: bool) -> RawPost:
    place = seconds_of(message.time) if message.time and recording else None
    post = RawPost(str(number), author=message.name, text=_text(message))
    if place is not None:
        return replace(post, cue=cue_of(place))
    return replace(post, created=message.time) if message.time and timestamp(message.time) else post


IMPORTER = Importer("chat", "a transcript in Markdown, or a log with names", fits, read)
