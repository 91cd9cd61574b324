"""What before a colon looks like the name of somebody who speaks, and what only looks like one.

For kinds whose files mark people by nothing but the form of a line. Whatever is read with this is a guess.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from argmap.importers.texts.words import NO_NAMES, NO_PART, NOBODY, NUMBERED, OFFICES, PARTICLES, RECORD

MOST_WORDS = 5
LONGEST = 60
SHOWN = 12
WITHIN_NAMES = frozenset(" .'’-_@·・‧`\u200d")
ENDINGS = ("tion", "tions", "sion", "ness", "ities", "ility", "ments", "ology", "ware", "ings")
"""Ends of English and French words that are hardly ever names."""

PRONOUN = "she|he|they|her|hers|him|his|them|theirs|xe|xem|ze|zir|hir|ey|em|fae|any|all|it|its|sie|ihr|er|ihm|elle|il|iel|ella|él"
PRONOUNS = re.compile(
    rf"(?:(?<!\s)\s++)?[(\[]\s*+(?:{PRONOUN})(?:\s*+[/,|]\s*+(?:{PRONOUN}|pronouns))*\s*+[)\]]",
    re.IGNORECASE,
)
ROLE = re.compile(r"^(?P<name>[^(\[]*[^(\[\s])\s*+[(\[](?P<role>(?=[^()\[\]]*[^\W\d_])[^()\[\]]*+)[)\]]$")
BEHIND_COMMA = re.compile(r"^(?P<name>[^,]+), (?P<role>[^,:]{2,60})$")
ATTRIBUTION = re.compile(
    r"\b(?:wrote|writes|said|says|asked|asks|replied|answered|commented|posted|schrieb|schreibt|sagte|fragte|(?:a )?écrit|"
    r"a dit|escribió|dijo|ha scritto|scrisse|schreef|skrev|написала?)$",
    re.IGNORECASE,
)
"""How a line ends that says who wrote what is quoted below it ("On Monday, Ann wrote:"): its words are no name."""

JOINT = re.compile(r"(?:(?<!\s)\s++)?[/&+;]\s*|(?<!\s)\s++(?:and|und|et|и|with)\s+", re.IGNORECASE)
MANY = re.compile(
    r"^(?:an?|all|another|both|many|most|other|several|some|two|three|various)\b.*\b(?:audience|delegate|hon|member|participant|"
    r"people|person|senator|student|voice)s?\b\.?$|^(?:all|audience|both|chorus|crowd|everybody|everyone|room)$",
    re.IGNORECASE,
)
"""What transcripts write before the words of several people at once, or of one of many: "Several members"."""

SMALL = re.compile(r"^[^\W\d_]+(?:[-'’.][^\W\d_]+)*$")
QUESTION_OR_ANSWER = re.compile(r"^(?P<which>[QA])[. ]?\d{1,3}$")
CLOCK = re.compile(
    r"^(?:(?P<hours>\d{1,3}):)?(?P<minutes>\d{1,3}):(?P<seconds>[0-5]\d)(?P<rest>[.,]\d{1,3})?$"
)


class NamedPerson(NamedTuple):
    """Somebody by a label: the name, what stands behind it ("chair"), and whether other signs must speak for a name too."""

    name: str
    role: str = ""
    weak: bool = False


def person(label: str) -> NamedPerson | None:
    """Return the person that a label looks like, or None if it does not look like one.

    Pronouns are left out, so that "Nora Lind (she/her)" and "Nora Lind" are one person; a role is told apart.

    Args:
        label: What stands before a colon, in brackets, or in a heading.

    Example:
        >>> person("Nora Lind (she/her)"), person("NORA LIND, MODERATOR")
        (NamedPerson(name='Nora Lind', role='', weak=False), NamedPerson(name='NORA LIND', role='MODERATOR', weak=False))
        >>> person("One thing is clear"), person("Pros"), person("Step 1")
        (None, None, None)
    """
    label = PRONOUNS.sub("", _bare(label))
    if ATTRIBUTION.search(label):
        return None
    behind = ROLE.match(label) or BEHIND_COMMA.match(label)
    name, role = (behind["name"].strip(), behind["role"].strip()) if behind else (label, "")
    if behind and "," in label and not _could_be_a_name(role):
        return None  # "Well, to be honest" is no person with a role
    if not _is_name(name):
        return None
    numbered = QUESTION_OR_ANSWER.match(name)
    return NamedPerson(
        numbered["which"] if numbered else name,
        role,
        weak=name[0].islower() and SMALL.match(name) is not None,
    )


def is_record(label: str) -> bool:
    """Return whether a label begins what all concluded, or what is no talk: "Decision", "Action item", "Music"."""
    return label.casefold().strip("*_ ") in RECORD


def is_nobody(label: str) -> bool:
    """Return whether a label says that nobody knows who spoke: "?", "Unknown", "[inaudible]"."""
    return _bare(label).strip("[]()<>").strip().casefold() in NOBODY


def says_who_has_an_office(label: str, words: str) -> bool:
    """Return whether a label and what follows it name the holder of an office ("Presenter: Nora Lind (NL)")."""
    holders = [person(each) for each in re.split(r",\s*|(?<!\s)\s++and\s+", words.strip())]
    return _bare(label).casefold() in OFFICES and all(holders)


def people_together(label: str) -> tuple[str, ...]:
    """Return the names in a label of two or more people ("Isaac/Mikeal"), or () if it is none."""
    parts = [part for part in JOINT.split(_bare(label)) if part]
    together = [person(part) for part in parts]
    if len(parts) < 2 or None in together:  # noqa: PLR2004 (two people)
        return ()
    return tuple(each.name for each in together if each is not None)


def is_of_many(label: str) -> bool:
    """Return whether a label stands before the words of several people, or of one of many: "Isaac/Mikeal", "Members"."""
    return bool(people_together(label) or MANY.match(_bare(label)))


def cue_of(seconds: float) -> str | None:
    """Return a place in a recording as hours, minutes and seconds, or None if it is none.

    Example:
        >>> cue_of(3723.5), cue_of(61), cue_of(-1)
        ('1:02:03.500', '0:01:01', None)
    """
    if not 0 <= seconds < 3_600_000:  # noqa: PLR2004 (a thousand hours)
        return None
    thousandths = min(round(seconds * 1000), 3_599_999_999)
    whole, rest = divmod(thousandths, 1000)
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}" + (f".{rest:03}" if rest else "")


def seconds_of(clock: str) -> float | None:
    """Return the seconds of "0:12", "1:02:03" or "00:00:01,500", or None if a text is no such place."""
    match = CLOCK.match(clock.strip())
    if not match:
        return None
    rest = float(f"0.{match['rest'][1:]}") if match["rest"] else 0.0
    return int(match["hours"] or 0) * 3600 + int(match["minutes"]) * 60 + int(match["seconds"]) + rest


def listed_people(names: Iterable[str]) -> str:
    """Return names for a note, each once, in the order of their first words."""
    distinct = list(dict.fromkeys(names))
    more = f" and {len(distinct) - SHOWN} more" if len(distinct) > SHOWN else ""
    return f"{', '.join(distinct[:SHOWN])}{more}"


def _bare(label: str) -> str:
    """Return a label without marks around it: bold, quotes, pictures such as 👤, spaces."""
    label = " ".join(label.split()).strip('*_`"“”„»«: \ufe0f\u200d\u200e\u200f')
    while label and (label[0] == "." or unicodedata.category(label[0]) in {"So", "Sk", "Cn"}):
        label = label[1:].lstrip(" \ufe0f\u200d")
    return label


def _is_name(name: str) -> bool:
    words = [word.casefold().strip(".") for word in name.split()]
    if not _could_be_a_name(name) or JOINT.search(name) or MANY.match(name):
        return False
    if len(words) == 2 and words[0] in NUMBERED and (words[1].isdigit() or len(words[1]) == 1):  # noqa: PLR2004
        return True
    if NO_PART.intersection(words) or " ".join(words) in NO_NAMES:
        return False
    if len(words) == 1:
        is_item = len(words[0]) == 1 and name[0].islower()  # "a." in a list
        return not is_item and not words[0].endswith(ENDINGS) and (name[0].isalpha() or name[0] == "@")
    return not any(map(str.isdigit, words)) and _has_capitals(name.split())


def _could_be_a_name(name: str) -> bool:
    return 0 < len(name.split()) <= MOST_WORDS and len(name) <= LONGEST and _has_letters_of_names(name)


def _has_capitals(words: Sequence[str]) -> bool:
    """Return whether words begin with capitals, or in a script without them; particles may not, except at the end."""
    capital = [not word[0].islower() and not word[0].isdigit() for word in words]
    return capital[-1] and all(
        begins or word.casefold() in PARTICLES for begins, word in zip(capital, words, strict=True)
    )


def _has_letters_of_names(name: str) -> bool:
    return any(map(str.isalpha, name)) and all(
        char in WITHIN_NAMES
        or unicodedata.category(char)[0] in "LMN"
        or unicodedata.category(char) in {"So", "Sk"}
        for char in name
    )
