"""Participants with pseudonyms in place of names, the same in all maps of a thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from argmap.datasets.check.names_left import has_pseudonym
from argmap.importers.people import Person, holds_name
from argmap.importers.pseudonyms import next_number, person_number
from argmap.importers.redaction import PeopleNames, names_of
from argmap.model.posts import Participant
from argmap.model.thread import Thread


@dataclass
class Pseudonymous:
    """The pseudonyms of one thread: participants with them, by the ids that they had."""

    people: dict[str, Participant] = field(default_factory=dict)
    names: dict[int, list[str]] = field(default_factory=dict)
    _finder: PeopleNames | None = None

    def add(self, thread: Thread) -> None:
        """Give a pseudonym to each participant who has none; those who have one keep it, without the hash of the name."""
        taken = [person.id for person in (*self.people.values(), *thread.participants)]
        number = next_number(taken)
        for person in thread.participants:
            if person.id in self.people:
                continue
            if has_pseudonym(person) and person_number(person.id) is not None:
                self.people[person.id] = Participant(id=person.id, name=person.name)
                continue
            self.people[person.id] = Participant(id=f"person-{number}", name=f"Person {number}")
            self.names[number] = [person.name]
            self._finder = None
            number += 1

    def without_names(self, text: str) -> str:
        """Return a text with `[name 3]` for the name of the third person."""
        if self._finder is None:
            self._finder = names_of(self.names)
        return self._finder.redacted(text)

    def holds_name(self, address: str) -> bool:
        """Return whether an address holds the name of a participant."""
        people = (Person(name, name, None) for names in self.names.values() for name in names)
        return any(holds_name(address, person) for person in people)

    def in_map(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Return a map, as plain data, in which participants have their new ids."""
        return {
            **data,
            **{key: _with(value, key, self.people) for key, value in data.items() if key in PARTS},
        }


PARTS = frozenset({"issues", "commitments", "questions"})
KEYS = frozenset({"participant", "to"})


def _with(value: Any, key: str, people: Mapping[str, Participant]) -> Any:
    if isinstance(value, str):
        return people[value].id if key in KEYS and value in people else value
    if isinstance(value, Mapping):
        inside = {inner: _with(part, inner, people) for inner, part in value.items()}
        if key == "outcome" and "by" in inside:
            inside["by"] = [people[id].id if id in people else id for id in inside["by"]]
        return inside
    if isinstance(value, list | tuple):
        return [_with(item, key, people) for item in value]
    return value
