"""How messages begin in a transcript in Markdown, judged by all lines that may begin one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from argmap.importers.texts.people import is_nobody, is_of_many, person
from argmap.importers.texts.words import ASKS, ASSISTANT, RECORD

TIME = (
    r"(?:\s*+(?:[(\[](?P<time>(?=[^()\[\]\n]*\d)[^()\[\]\n]*+)[)\]]"
    r"|[·•|–—-]\s*+[_*]*+(?P<behind>(?=[^\n]*\d)[^\n]*(?<![_*]))[_*]*+(?=$)))?"
)
ANY_HEADING = "heading 7"
BULLETS = r"(?:[*+•·‣–-]|\d{1,3}[.)])\s+"
INDENT = re.compile(rf"^(?P<indent>[ \t]+){BULLETS}(?:\*\*|__|\*)[^*\n]")


def _bold_forms(indent: str = "") -> dict[str, re.Pattern[str]]:
    """Return the forms of a bold name with a colon: at the beginning of a line, or of an item that is indented so far."""
    item = rf"(?P<item>{indent}{BULLETS}){'' if indent else '?'}"
    return {
        "bold with a colon inside": re.compile(
            rf"^{item}(?P<bold>\*\*|__)(?P<name>[^*\n]{{1,80}}?)\s*+[:：]\s*+(?P=bold){TIME}\s*+(?P<rest>.*)$"
        ),
        "bold before a colon": re.compile(
            rf"^{item}(?P<bold>\*\*|__|\*)(?P<name>[^*\n]{{1,80}}?)(?P=bold){TIME}\s*+[:：]\s*+(?P<rest>.*)$"
        ),
    }


FORMS = (
    {
        "clock": re.compile(
            r"^(?P<open>\[(?=[^\]\n]{0,60}\]))?(?P<time>(?(open)[^\]\n]*)\d{1,2}:\d{2}(?(open)[^\]\n]*|(?::\d{2})?))(?(open)\])\s+"
            r"(?P<name>[^:<>\n]{1,60}):\s(?P<rest>.*)$"
        ),
        **_bold_forms(),
        "bold on a line": re.compile(
            rf"^(?P<bold>\*\*|__)(?P<name>[^*\n:：]{{1,80}}?)(?P=bold){TIME}\s*+(?P<rest>)$"
        ),
        "bold before a text": re.compile(
            r"^(?P<bold>\*\*|__)(?P<name>[^*\n:：]{1,80}?)(?P=bold)\s++(?P<rest>\S.*)$"
        ),
    }
    | {
        f"heading {level}": re.compile(
            rf"^#{{{level}}}\s++(?P<name>[^\n(\[]{{1,80}}?)\s*+(?::\s*+)?{TIME}\s*+#*+(?P<rest>)$"
        )
        for level in range(1, 7)
    }
    | {
        ANY_HEADING: re.compile(
            rf"^#{{1,6}}\s++(?P<name>[^\n(\[]{{1,80}}?)\s*+(?::\s*+)?{TIME}\s*+#*+(?P<rest>)$"
        )
    }
)
"""Lines that begin a message, by what marks the name; the form in which most messages begin is taken.

The last is for headings of any level: saved pages have "##### You said:" and "###### ChatGPT said:".
"""

ATTENDANCE = re.compile(
    r"^\W*(?:present|attendees|attending|attendance|in attendance|participants|people|anwesende?|teilnehmer\w*|teilnehmende)\W*:",
    re.IGNORECASE,
)
HEADING = re.compile(r"^(?P<marks>#{1,6})\s++(?P<title>.*\S)")
FENCE = re.compile(r"^\s*(?:```|~~~)")
SAID = re.compile(r"(?<!\s)\s++(?:said|wrote|says|asked|replied)$", re.IGNORECASE)
LEAST = 2
FIELDS = frozenset(
    {"date", "time", "place", "location", "present", "attendees", "attending", "attendance", "participants", "absent", "regrets",
     "apologies", "chair", "scribe", "agenda", "topic", "subject", "datum", "ort", "anwesend", "teilnehmende"}
)  # fmt: skip
"""Labels at the head of minutes: what stands behind them is nobody's words."""


@dataclass(frozen=True, slots=True)
class MessageForm:
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


def form_of_messages(lines: Sequence[str]) -> MessageForm | None:
    """Return the form of most messages whose names are people, or None."""
    outside = list(_outside_of_code(lines))
    known = [form for name, pattern in _forms(outside).items() if (form := _form_of(name, pattern, outside))]
    known = [replace(form, sure=form.sure or _are_present(form.people, outside)) for form in known]
    return max(known, key=lambda form: (form.sure, number_of_messages(form, outside)), default=None)


def _forms(lines: Sequence[str]) -> dict[str, re.Pattern[str]]:
    """Return the forms that lines may have: people in items below other items only where nobody begins a line."""
    known = [match for name in _bold_forms() for line in lines if (match := FORMS[name].match(line))]
    indents = [match["indent"] for line in lines if (match := INDENT.match(line))]
    if not indents or any(_person(match) and not is_open(_label(match["name"])) for match in known):
        return FORMS
    return FORMS | _bold_forms(min(indents, key=len))


def _are_present(people: frozenset[str], lines: Sequence[str]) -> bool:
    """Return whether a line of minutes says of two of the people that they were there: then each may speak once."""
    return any(ATTENDANCE.match(line) and sum(name in line for name in people) >= LEAST for line in lines)


def _form_of(name: str, pattern: re.Pattern[str], lines: Sequence[str]) -> MessageForm | None:
    matches = list(_matches(name, pattern, lines))
    speaking = [(section, _person(match)) for section, match in matches if not is_open(_label(match["name"]))]
    people = [each for _, each in speaking]
    if name == "clock":
        likely = len(matches) >= LEAST and 2 * sum(each is not None for each in people) >= len(people)
        return (
            MessageForm(name, pattern, frozenset(name_in(match) for _, match in matches)) if likely else None
        )
    asking = {each for each in people if each and each.casefold() in ASKS}
    answers = {each for each in people if each and each.casefold() in ASSISTANT}
    if name != ANY_HEADING:
        answers |= {each for before, each in pairwise(people) if before in asking and each} - asking
    if asking and answers:
        return MessageForm(name, pattern, frozenset(asking | answers), assistant=True)
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


def is_open(label: str) -> bool:
    """Return whether a label stands before words of nobody in particular, or of several people."""
    return is_nobody(label) or is_of_many(label) or label.casefold() in RECORD | FIELDS


def _form_of_people(
    name: str, pattern: re.Pattern[str], speaking: Sequence[tuple[int, str | None]]
) -> MessageForm | None:
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
    return MessageForm(name, pattern, names, sure=max(again.values()) >= LEAST)


def number_of_messages(form: MessageForm, lines: Sequence[str]) -> int:
    """Return how many lines begin a message of somebody who counts."""
    return sum(bool((match := form.pattern.match(line)) and name_in(match) in form.people) for line in lines)


def _outside_of_code(lines: Sequence[str]) -> Iterator[str]:
    fenced = False
    for line in lines:
        fenced ^= bool(FENCE.match(line))
        if not fenced:
            yield line


def _label(label: str) -> str:
    return SAID.sub("", label.strip(" :：*_"))


def name_in(match: re.Match[str]) -> str:
    """Return the name in a line that begins a message, without a role or pronouns."""
    label = _label(match["name"])
    known = person(label)
    return known.name if known else label
