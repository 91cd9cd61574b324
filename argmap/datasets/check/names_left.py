"""KnownNames that are still in a thread in which pseudonyms should have replaced them, or in what annotators wrote about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from argmap.datasets.wording import written_texts
from argmap.importers.pseudonyms import person_number
from argmap.importers.redaction import PeopleNames, names_of
from argmap.lint.dataset_rules.facts import NameLeft
from argmap.location import Path
from argmap.model.base import plain_data
from argmap.model.map import ArgumentMap
from argmap.model.posts import Participant
from argmap.model.thread import Thread

ADDRESSED = re.compile(r"(?:(?<![\w.@/])@|(?<![\w./])/?u/)([A-Za-z][\w-]{1,38})(?![\w-]|[./]\w)")
"""An account that a post addresses: @nora, u/nora; not the host of an address of mail, nor the scope of a package."""


@dataclass
class KnownNames:
    """The names of participants of threads that have names, each with the thread that it was met in first."""

    threads: dict[str, str] = field(default_factory=dict)
    _finder: PeopleNames | None = None

    def add(self, thread: Thread) -> None:
        """Take in the participants of a thread; those with pseudonyms are left out."""
        for person in thread.participants:
            if not has_pseudonym(person):
                self.threads.setdefault(person.name, thread.id)

    @property
    def finder(self) -> PeopleNames:
        """What finds all of them in texts; made when it is needed, once."""
        if self._finder is None:
            self._finder = names_of({number: [name] for number, name in enumerate(self.threads)})
        return self._finder


def has_pseudonym(person: Participant) -> bool:
    """Return whether a participant is called by a pseudonym."""
    return person.pseudonym_of is not None or person_number(person.id) is not None


def names_replaced(thread: Thread) -> bool:
    """Return whether a thread says, or shows, that its participants have pseudonyms."""
    source = thread.source
    return source.redacted or source.pseudonyms is not None or any(map(has_pseudonym, thread.participants))


def names_left(map: ArgumentMap, names: KnownNames) -> Iterator[NameLeft]:
    """Yield the names that are left in a map of a thread whose names were replaced.

    Args:
        map: the map.
        names: the names that are known from all threads of the dataset.
    """
    thread = map.thread
    if thread is None:
        return
    for number, person in enumerate(thread.participants):
        if not has_pseudonym(person):
            yield NameLeft(("thread", "participants", number, "name"), person.name, 1, thread.id)
    texts = [*_texts(map, thread)]
    keyed = [(str(number), text) for number, (_, text) in enumerate(texts)]
    known = [*names.threads]
    for mention in names.finder.mentions(keyed):
        whose = names.threads[known[mention.number]]
        yield NameLeft(texts[int(mention.posts[0])][0], mention.name, mention.times, whose)
    if thread.source.redacted:
        yield from _addressed([(path, names.finder.redacted(text)) for path, text in texts])


def _texts(map: ArgumentMap, thread: Thread) -> Iterator[tuple[Path, str]]:
    yield ("thread", "title"), thread.title
    for number, post in enumerate(thread.posts):
        if post.text is not None:
            yield ("thread", "posts", number, "text"), post.text
    yield from written_texts(plain_data(map))


def _addressed(texts: list[tuple[Path, str]]) -> Iterator[NameLeft]:
    """Yield the accounts that are addressed, in the order of their first places."""
    first: dict[str, Path] = {}
    times: dict[str, int] = {}
    for path, text in texts:
        for match in ADDRESSED.finditer(text):
            if person_number(match[1].casefold()) is None:
                first.setdefault(match[0], path)
                times[match[0]] = times.get(match[0], 0) + 1
    for name, path in first.items():
        yield NameLeft(path, name, times[name], None)
