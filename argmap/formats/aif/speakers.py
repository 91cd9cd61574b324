"""Who says a locution: by its person where the file names persons, otherwise by its own text, "Name : words".

AIFdb keeps the names of people in the texts of locutions alone. What an analyst enters is there a second time, with the
analyst's name before it: "Anon: Fiona Bruce : words".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from argmap.formats.aif.graph import AifNode, Nodeset

NAME = r"[^:\n]{1,80}?"
BY_ANALYST = re.compile(rf"(?P<analyst>[^:\s][^:\n]{{0,59}}?):\s++(?P<name>{NAME})\s+:(?:\s(?P<words>.*)|$)", re.DOTALL)  # fmt: skip
SAID = re.compile(rf"(?P<name>{NAME})?\s+:(?:\s(?P<words>.*)|$)", re.DOTALL)
LOOSE = re.compile(r"(?P<name>[^:\n]{1,40}):\s(?P<words>.*)", re.DOTALL)
MOST_WORDS = 6
"""Words of a name, at most: what is longer is the beginning of a sentence with a colon."""


@dataclass(frozen=True, slots=True)
class LocutionParts:
    """What a locution says: the name of its speaker (None if nobody knows), the words, and the analyst who entered it."""

    name: str | None
    words: str
    analyst: str | None = None


@dataclass(slots=True)
class SpeakersOfNodeset:
    """The speakers of a nodeset's locutions.

    Attributes:
        persons: The person of each locution.
        names: The names of persons that the file lists; those that texts say join them.
        guessed: Whether a name was read from a text.
    """

    persons: Mapping[str, str]
    names: dict[str, str]
    guessed: bool = False
    _said: dict[str, LocutionParts] = field(default_factory=dict)

    def said(self, node: AifNode) -> LocutionParts:
        """Return what a locution says, and who."""
        if node.id not in self._said:
            self._said[node.id] = self._found(node)
        return self._said[node.id]

    def _found(self, node: AifNode) -> LocutionParts:
        person = self.persons.get(node.id)
        name = self.names.get(person) if person is not None else None
        if name is not None:
            return _without(name, node.text)
        parts = _in_text(node.text, known=person is not None, names=frozenset(self.names.values()))
        if parts.name is not None:
            self.guessed = True
            if person is not None:
                self.names[person] = parts.name
        elif person is not None:
            return LocutionParts(f"Person {person}", node.text)
        return parts


def speakers_of(nodeset: Nodeset) -> SpeakersOfNodeset:
    """Return the speakers of a nodeset. Of several persons of one locution, the first is its speaker."""
    persons: dict[str, str] = {}
    for locution in nodeset.locutions:
        persons.setdefault(locution.node, locution.person)
    return SpeakersOfNodeset(persons, dict(nodeset.participants))


def is_by_analyst(text: str) -> bool:
    """Return whether a text has the names of an analyst and of a speaker before it."""
    return BY_ANALYST.match(text) is not None


def _without(name: str, text: str) -> LocutionParts:
    """Return a text without the name of its speaker, which is known, before it."""
    words = r"\s+".join(map(re.escape, name.split()))
    start = re.compile(rf"\s*{words}\s*:(?:\s|$)", re.IGNORECASE)
    match = start.match(text)
    if match is not None:
        return LocutionParts(name, text[match.end() :].lstrip())
    analyst, colon, rest = text.partition(": ")
    match = start.match(rest) if colon and len(analyst.split()) <= MOST_WORDS else None
    return (
        LocutionParts(name, rest[match.end() :].lstrip(), analyst)
        if match is not None
        else LocutionParts(name, text)
    )


def _in_text(text: str, *, known: bool, names: frozenset[str]) -> LocutionParts:
    """Return what a text says, with the name before it."""
    match = BY_ANALYST.match(text)
    if match is not None and _is_name(match["name"]) and _is_name(match["analyst"]):
        return LocutionParts(match["name"].strip(), (match["words"] or "").lstrip(), match["analyst"])
    match = SAID.match(text)
    if match is not None and not (match["name"] or "").strip():
        return LocutionParts(None, (match["words"] or "").lstrip())
    if match is not None and _is_name(match["name"]):
        return LocutionParts(match["name"].strip(), (match["words"] or "").lstrip())
    match = LOOSE.match(text)
    if match is not None and (match["name"] in names or (known and _is_name(match["name"]))):
        return LocutionParts(match["name"].strip(), match["words"].lstrip())
    return LocutionParts(None, text)


def _is_name(text: str) -> bool:
    return 0 < len(text.split()) <= MOST_WORDS and not re.search(r"[.!?;,]\s", text)
