"""Which lines of a text begin what somebody says: names before a colon, judged by all lines of the text together.

A colon alone says little: "Pros: cheap", "Two things:" and "Conclusion:" have one as well. So a line counts by its name, by the
form that most lines have, and by where such lines stand.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from argmap.importers.texts.people import (
    NamedPerson,
    is_nobody,
    is_of_many,
    is_record,
    person,
    says_who_has_an_office,
)
from argmap.importers.times import timestamp

BULLET = r"(?P<bullet>(?:[*•·‣–-]|\d{1,3}[.)])\s+)?"
LABEL = r"(?P<label>(?:\[[^\]]{1,60}\]|[^:：()\[\]]{1,80}?)(?:\s*[(\[][^()\[\]]{1,60}[)\]]){0,2})"
HEAD = re.compile(rf"^(?P<indent>\s*){BULLET}(?=\S){LABEL}\s*(?::(?:\s+(?P<rest>.*)|$)|：\s*(?P<wide>.*)$)")
BRACKETED = re.compile(rf"^(?P<indent>\s*){BULLET}[\[<](?P<label>[^\]>]{{1,60}})[\]>]:?\s+(?P<rest>\S.*)$")
AT = re.compile(r"^(?P<label>.*?)(?<!\s)\s*+[(\[](?P<time>(?=[^()\[\]]*\d)[^()\[\]]*+)[)\]]$")
LIKE_A_TIME = re.compile(r"\d[-/.:]\d")
NUMBERS = re.compile(r"[\d\s/.:,+-]+(?:[ap]\.?m\.?)?", re.IGNORECASE)
HEADING = re.compile(r"^#{1,6}\s+\S|^\*\*[^*]+\*\*\s*$")
FENCE = re.compile(r"^\s*(?:```|~~~)")
GONE_AUTHOR = "[deleted]"
TWICE = 2


class HeadForm(Enum):
    """How a line begins what somebody says."""

    TIMED = "a name with a time in brackets"
    ALONE = "a name alone on its line"
    INLINE = "a name before a colon"
    BRACKETED = "a name in brackets"


@dataclass(frozen=True, slots=True)
class Head:
    """A line that may begin what somebody says.

    Attributes:
        form: Its form.
        label: What stands before the colon.
        person: Whom it looks like; None for nobody in particular.
        time: The time in brackets, if there is one.
        rest: What stands behind the colon.
        indent: The number of spaces before it.
        bullet: Whether it is an item of a list.
        first: Whether it is the first line after an empty one.
    """

    form: HeadForm
    label: str
    person: NamedPerson | None
    time: str | None
    rest: str
    indent: int
    bullet: bool
    first: bool

    @property
    def name(self) -> str:
        return self.person.name if self.person else self.label

    @property
    def is_open(self) -> bool:
        """Whether it says that somebody speaks, without saying one name: "?", "Isaac/Mikeal", "Conclusion"."""
        return self.person is None


@dataclass(frozen=True, slots=True)
class Heads:
    """The lines of a text that begin what somebody says.

    Attributes:
        form: The form that most of them have.
        at: The lines, by their numbers.
        doubtful: Labels that may be names, of lines within what somebody else says that were taken for words of theirs.
    """

    form: HeadForm
    at: Mapping[int, Head]
    doubtful: tuple[str, ...] = ()

    def people(self) -> Iterator[str]:
        """Yield the names, in order, once for each line."""
        return (head.person.name for head in self.at.values() if head.person)


def heads(lines: Sequence[str]) -> Heads | None:
    """Return the lines that begin what somebody says, or None if fewer than two lines do.

    Args:
        lines: The lines of a text.
    """
    candidates = dict(_candidates(lines))
    chosen = _in_common_form(_bulleted_people(candidates))
    if sum(head.person is not None for head in chosen.values()) < TWICE:
        return None
    forms = Counter(head.form for head in chosen.values() if head.person)
    form = max(forms, key=lambda each: forms[each])
    doubtful = (
        head.name
        for at, head in candidates.items()
        if at > min(chosen) and at not in chosen and _may_be_a_name(head, form)
    )
    return Heads(form, {**chosen, **dict(_of_nobody(candidates, chosen))}, tuple(dict.fromkeys(doubtful)))


def _may_be_a_name(head: Head, form: HeadForm) -> bool:
    """Return whether a line that was not chosen could just as well begin what somebody says."""
    return head.form is form and head.person is not None and not head.person.weak and not head.bullet


def _candidates(lines: Sequence[str]) -> Iterator[tuple[int, Head]]:
    """Yield the lines that have the form of a beginning, outside of fenced code, with their numbers."""
    fenced = False
    for at, line in enumerate(lines):
        if FENCE.match(line):
            fenced = not fenced
        head = None if fenced else _head(line, first=not at or not lines[at - 1].strip())
        if head is not None:
            yield at, head


def _head(line: str, *, first: bool) -> Head | None:
    match = HEAD.match(line)
    if match:
        label, rest = match["label"], (match["rest"] or match["wide"] or "").strip()
        label, time = _without_time(label)
        form = HeadForm.TIMED if time else HeadForm.INLINE if rest else HeadForm.ALONE
    elif match := BRACKETED.match(line):
        label, rest, time, form = match["label"], match["rest"].strip(), None, HeadForm.BRACKETED
    else:
        return None
    label = label.strip()
    if label.startswith(("**", "__")):
        return None  # bold words are those of an item; people in bold are read by another importer
    inner = label[1:-1] if label[:1] in "[<" and label != GONE_AUTHOR else label
    if says_who_has_an_office(inner, rest):
        return None
    known = NamedPerson(GONE_AUTHOR) if label == GONE_AUTHOR else None if is_nobody(inner) else person(inner)
    if known is None and not is_nobody(inner) and not is_of_many(inner) and not is_record(inner):
        return None
    return Head(form, label, known, time, rest, len(match["indent"]), bool(match["bullet"]), first)


def _without_time(label: str) -> tuple[str, str | None]:
    """Return a label without the time in brackets behind it, and that time: a date, or a place in a recording."""
    match = AT.match(label)
    if (
        match
        and LIKE_A_TIME.search(match["time"])
        and (NUMBERS.fullmatch(match["time"]) or timestamp(match["time"]))
    ):
        return match["label"], match["time"]
    return label, None


def _bulleted_people(candidates: Mapping[int, Head]) -> dict[int, Head]:
    """Return the lines with a name; items of a list only if most of their names speak elsewhere, or again.

    "- Price: low" is an item of what somebody says, "* Ben: we should" in minutes is what Ben says.
    """
    named = {at: head for at, head in candidates.items() if head.person}
    plain = {head.name for head in named.values() if not head.bullet}
    items = [head for head in named.values() if head.bullet]
    times = Counter(head.name for head in items)
    known = sum(head.name in plain or times[head.name] >= TWICE for head in items)
    if not plain or known * 2 >= len(items):
        return named
    return {at: head for at, head in named.items() if not head.bullet}


def _in_common_form(named: Mapping[int, Head]) -> dict[int, Head]:
    """Return the lines in the form that most of them have, and those of the same people in other forms.

    Of names before a text, those within a block count only where one who begins a block also speaks within one: then turns
    follow each other without empty lines.
    """
    forms = Counter(head.form for head in named.values())
    if forms[HeadForm.TIMED] >= TWICE:
        common = HeadForm.TIMED
    elif forms[HeadForm.ALONE] >= max(TWICE, forms[HeadForm.INLINE]):
        common = HeadForm.ALONE
    elif forms[HeadForm.INLINE] or forms[HeadForm.ALONE]:
        common = HeadForm.INLINE
    else:
        common = HeadForm.BRACKETED
    if common is HeadForm.BRACKETED:
        times = Counter(head.name for head in named.values())
        return {at: head for at, head in named.items() if times[head.name] >= TWICE}
    named = {at: head for at, head in named.items() if head.form is not HeadForm.BRACKETED}
    if common is not HeadForm.INLINE:
        names = {head.name for head in named.values() if head.form is common}
        return {at: head for at, head in named.items() if head.name in names}
    return _where_they_stand(_repeating_if_weak(named))


def _repeating_if_weak(named: Mapping[int, Head]) -> dict[int, Head]:
    """Return lines with a name; names in small letters count where they come again, or where most names are such."""
    times = Counter(head.name for head in named.values())
    weak = [head for head in named.values() if head.person and head.person.weak and not head.bullet]
    repeat = sum(times[head.name] >= TWICE for head in weak)
    small = repeat * 2 >= len(named)
    return {
        at: head
        for at, head in named.items()
        if not (head.person and head.person.weak) or (head in weak and (small or times[head.name] >= TWICE))
    }


def _where_they_stand(named: Mapping[int, Head]) -> dict[int, Head]:
    beginning = {head.name for head in named.values() if head.first}
    within = {head.name for head in named.values() if not head.first}
    if within & beginning or sum(head.first for head in named.values()) < TWICE:
        return dict(named)
    return {at: head for at, head in named.items() if head.first or " " in head.name}


def _of_nobody(candidates: Mapping[int, Head], chosen: Mapping[int, Head]) -> Iterable[tuple[int, Head]]:
    """Yield the lines that begin what nobody or several people say, where lines of that kind begin a turn."""
    blocks = all(head.first for head in chosen.values())
    bullets = any(head.bullet for head in chosen.values())
    for at, head in candidates.items():
        # "- Action: …" after a turn is no item of what was said.
        minuted = head.first and is_record(head.label)
        if not head.is_open or (head.bullet and not bullets and not minuted):
            continue
        if head.first or (not blocks and not is_record(head.label)):
            yield at, head
