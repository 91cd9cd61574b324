"""Transcripts in Markdown, and logs with a clock before each name: exports of assistants, copied chats, minutes.

A name is bold, or a heading, or stands behind a time in square brackets. Sections and lists have bold words and headings as
well, so all of those in a text are judged together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from argmap.importers.input_file import InputFile
from argmap.importers.protocol import Fit, Importer, NotThisSource, RawPost, RawThread
from argmap.importers.texts.heads import heads
from argmap.importers.texts.layout import lines_of, title_and_lines
from argmap.importers.texts.people import (
    cue_of,
    is_nobody,
    is_of_many,
    listed_people,
    person,
    seconds_of,
)
from argmap.importers.texts.words import ASKS, ASSISTANT, RECORD
from argmap.importers.times import timestamp
from argmap.model.posts import Provenance

TIME = r"(?:\s*(?:[(\[](?P<time>[^()\[\]\n]*\d[^()\[\]\n]*)[)\]]|[·•|–—-]\s*[_*]*(?P<behind>[^\n]*?\d[^\n]*?)[_*]*(?=$)))?"
ANY_HEADING = "heading 7"
FORMS = (
    {
        "clock": re.compile(
            r"^(?P<open>\[)?(?P<time>(?(open)[^\]\n]*)\d{1,2}:\d{2}(?(open)[^\]\n]*|(?::\d{2})?))(?(open)\])\s+"
            r"(?P<name>[^:<>\n]{1,60}):\s(?P<rest>.*)$"
        ),
        "bold with a colon inside": re.compile(
            rf"^(?P<item>[*-]\s+)?(?P<bold>\*\*|__)(?P<name>[^*\n]{{1,80}}?)\s*[:：]\s*(?P=bold){TIME}\s*(?P<rest>.*)$"
        ),
        "bold before a colon": re.compile(
            rf"^(?P<item>[*-]\s+)?(?P<bold>\*\*|__|\*)(?P<name>[^*\n]{{1,80}}?)(?P=bold){TIME}\s*[:：]\s*(?P<rest>.*)$"
        ),
        "bold on a line": re.compile(
            rf"^(?P<bold>\*\*|__)(?P<name>[^*\n:：]{{1,80}}?)(?P=bold){TIME}\s*(?P<rest>)$"
        ),
        "bold before a text": re.compile(
            r"^(?P<bold>\*\*|__)(?P<name>[^*\n:：]{1,80}?)(?P=bold)\s+(?P<rest>\S.*)$"
        ),
    }
    | {
        f"heading {level}": re.compile(
            rf"^#{{{level}}}\s+(?P<name>[^\n(\[]{{1,80}}?)\s*(?::\s*)?{TIME}\s*#*(?P<rest>)$"
        )
        for level in range(1, 7)
    }
    | {ANY_HEADING: re.compile(rf"^#{{1,6}}\s+(?P<name>[^\n(\[]{{1,80}}?)\s*(?::\s*)?{TIME}\s*#*(?P<rest>)$")}
)
"""Lines that begin a message, by what marks the name; the form in which most messages begin is taken.

The last is for headings of any level: saved pages have "##### You said:" and "###### ChatGPT said:".
"""

HEADING = re.compile(r"^(?P<marks>#{1,6})\s+(?P<title>.*\S)")
FENCE = re.compile(r"^\s*(?:```|~~~)")
RULE = re.compile(r"^\s*(?:-{3,}|\*{3,}|_{3,})\s*$")
SAID = re.compile(r"\s+(?:said|wrote|says|asked|replied)$", re.IGNORECASE)
LEAST = 2
SOON = 600
"""A log that begins in the first ten minutes counts from the beginning of a recording; a later one has the time of day."""


@dataclass(slots=True)
class _Message:
    name: str | None
    time: str | None
    lines: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Form:
    """How messages begin in a text.

    Attributes:
        name: The name of the form.
        pattern: What a line of the form looks like.
        people: The names that count.
        assistant: Whether somebody talks with an assistant, whose answers have headings of their own.
        sure: Whether it is likely that the names are people: one of them speaks again, or asks an assistant. Names that
            come once may be those of sections ("## Rome", "## Paris").
    """

    name: str
    pattern: re.Pattern[str]
    people: frozenset[str]
    assistant: bool = False
    sure: bool = True

    @property
    def level(self) -> int:
        return int(self.name[-1]) if self.name.startswith("heading") else 0


def fits(file: InputFile) -> Fit:
    lines = lines_of(file.head)
    form = _form(lines)
    if form is None or not form.sure:
        return Fit.NO
    others = heads(lines)  # minutes name people before a colon, and have bold words and headings besides
    if others is not None and len(others.at) > _number(form, lines) and not form.assistant:
        return Fit.NO
    return Fit.LIKELY


def read(files: Sequence[InputFile], wanted: str | None = None) -> RawThread:  # noqa: ARG001 (a file holds one)
    """Return the discussion in a transcript; lines without a name belong to the message above them.

    A heading between messages of people ends the message above it; within the answer of an assistant it is a part of it.

    Raises:
        NotThisSource: no two lines begin a message in the same way, with names.
    """
    texts = [lines_of(file.text) for file in files]
    form = _form([line for lines in texts for line in lines])
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


def _in_words(form: _Form) -> str:
    return "headings" if form.level else "names in bold" if "bold" in form.name else "names"


def _form(lines: Sequence[str]) -> _Form | None:
    """Return the form of most messages whose names are people, or None."""
    outside = list(_outside_of_code(lines))
    known = [form for name, pattern in FORMS.items() if (form := _form_of(name, pattern, outside))]
    return max(known, key=lambda form: (form.sure, _number(form, outside)), default=None)


def _form_of(name: str, pattern: re.Pattern[str], lines: Sequence[str]) -> _Form | None:
    matches = list(_matches(name, pattern, lines))
    speaking = [
        (section, _person(match)) for section, match in matches if not _is_open(_label(match["name"]))
    ]
    people = [each for _, each in speaking]
    if name == "clock":
        likely = len(matches) >= LEAST and 2 * sum(each is not None for each in people) >= len(people)
        return _Form(name, pattern, frozenset(_name(match) for _, match in matches)) if likely else None
    asking = {each for each in people if each and each.casefold() in ASKS}
    answers = {each for each in people if each and each.casefold() in ASSISTANT}
    if name != ANY_HEADING:
        answers |= {each for before, each in pairwise(people) if before in asking and each} - asking
    if asking and answers:
        return _Form(name, pattern, frozenset(asking | answers), assistant=True)
    return None if asking or name == ANY_HEADING else _form_of_people(name, pattern, speaking)


def _matches(
    name: str, pattern: re.Pattern[str], lines: Sequence[str]
) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield the lines of a form, each with the number of its section: what stands between headings of a higher level."""
    section = 0
    level = int(name[-1]) if name.startswith("heading") else 0
    for line in lines:
        if match := pattern.match(line):
            yield section, match
        elif heading := HEADING.match(line):
            section += not level or len(heading["marks"]) < level


def _person(match: re.Match[str]) -> str | None:
    known = person(_label(match["name"]))
    is_item = "item" in match.re.groupindex and match["item"]
    return None if known is None or (known.weak and is_item) else known.name


def _is_open(label: str) -> bool:
    return is_nobody(label) or is_of_many(label) or label.casefold() in RECORD


def _form_of_people(
    name: str, pattern: re.Pattern[str], speaking: Sequence[tuple[int, str | None]]
) -> _Form | None:
    """Return a form by names that come again within a section, as people do in a talk.

    In changes of a program and in manuals the same headings come again as well, but each once in a section.
    """
    times = Counter(each for _, each in speaking if each)
    repeated = frozenset(each for each, number in times.items() if number >= LEAST)
    only_people = len(times) >= LEAST and all(each is not None for _, each in speaking)
    if not only_people and len(repeated) < LEAST:
        return None
    if name == "bold before a text" and len(repeated) < LEAST:
        return None  # "**Price** is low" in a list of two
    names = frozenset(times) if only_people or not name.startswith("heading") else repeated
    again = Counter((section, each) for section, each in speaking if each)
    return _Form(name, pattern, names, sure=max(again.values()) >= LEAST)


def _number(form: _Form, lines: Sequence[str]) -> int:
    return sum(bool((match := form.pattern.match(line)) and _name(match) in form.people) for line in lines)


def _outside_of_code(lines: Sequence[str]) -> Iterator[str]:
    fenced = False
    for line in lines:
        fenced ^= bool(FENCE.match(line))
        if not fenced:
            yield line


def _label(label: str) -> str:
    return SAID.sub("", label.strip(" :：*_"))


def _name(match: re.Match[str]) -> str:
    label = _label(match["name"])
    known = person(label)
    return known.name if known else label


def _messages(lines: Sequence[str], form: _Form) -> list[_Message]:
    messages: list[_Message] = []
    fenced = False
    for line in lines:
        fenced ^= bool(FENCE.match(line))
        head = None if fenced else form.pattern.match(line)
        begun = _begun(head, form) if head else None
        if begun is not None:
            messages.append(begun)
        elif not messages or (not fenced and _ends(line, form)):
            messages.append(_Message(None, None, [line]))
        else:
            messages[-1].lines.append(line)
    return [message for message in messages if message.name or _text(message)]


def _begun(head: re.Match[str], form: _Form) -> _Message | None:
    """Return the message that a line begins: of a person, or of nobody or several, whose label stays among the words."""
    time = head["time"] if "time" in form.pattern.groupindex else None
    if time is None and "behind" in form.pattern.groupindex:
        time = head["behind"]
    if (name := _name(head)) in form.people:
        nobody = is_nobody(name)
        return _Message(None if nobody else name, time, [head["rest"]])
    if is_nobody(name):
        return _Message(None, time, [head["rest"]])
    of_nobody = is_of_many(name) or (not form.assistant and _is_open(name))
    return _Message(None, time, [head.string]) if of_nobody else None


def _ends(line: str, form: _Form) -> bool:
    heading = HEADING.match(line)
    if heading is None or form.assistant:
        return False
    return not form.level or len(heading["marks"]) <= form.level


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
