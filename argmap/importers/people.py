"""The participants of an imported thread: who is one person, what they are called, and which pseudonym they have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from argmap.importers.protocol import RawPost
from argmap.importers.pseudonyms import Pseudonyms, next_number, person_number
from argmap.importers.words import LONGEST_ID, LONGEST_NAME, clean, short_digest, slug
from argmap.model.posts import Participant

LEAST_WORD = 4
"""Letters from which one word of a name in an address is taken for the name."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a source: what tells them from others, their name, and their account, if the source says it."""

    who: str
    name: str
    account: str | None


def who(post: RawPost) -> str:
    """Return what tells the author of a post from others: the account in the source, or the name; "" if nobody knows."""
    return post.account or post.author or ""


def people_in(posts: Iterable[RawPost]) -> dict[str, Person]:
    """Return the authors of posts by what tells them apart, in the order of their first posts."""
    people: dict[str, Person] = {}
    for post in posts:
        name = clean(post.author or post.account or "", LONGEST_NAME)
        if name and who(post) not in people:
            people[who(post)] = Person(who(post), name, post.account)
    return people


def named(people: Mapping[str, Person]) -> dict[str, Participant]:
    """Return participants with their names, by what tells them apart."""
    participants: dict[str, Participant] = {}
    taken: set[str] = set()
    for person in people.values():
        id = slug(person.name) or f"author-{short_digest(person.name)}"
        id = id if id not in taken else f"{id[: LONGEST_ID - 9].rstrip('-')}-{short_digest(person.who)}"
        taken.add(id)
        participants[person.who] = Participant(id=id, name=person.name)
    return participants


def pseudonymous(
    people: Mapping[str, Person], hashes: Pseudonyms | None, known: Iterable[Participant] = ()
) -> dict[str, Participant]:
    """Return participants with pseudonyms in place of names, by what tells them apart.

    Args:
        people: The authors, in the order of their first posts.
        hashes: The keyed hashes of the dataset; without them, a later import cannot know anybody again.
        known: The participants of the dataset before; whoever is among them keeps their pseudonym.
    """
    before = [*known]
    by_hash = {person.pseudonym_of: person for person in before if person.pseudonym_of}
    number = next_number(person.id for person in before)
    shared = Counter(person.name for person in people.values())
    participants: dict[str, Participant] = {}
    for person in people.values():
        old = None
        if hashes is not None:
            old = by_hash.get(hashes.of(person.who))
            if old is None and shared[person.name] == 1:  # an older import may not have known the account
                old = by_hash.get(hashes.of(person.name))
        if old is None:
            old = Participant(
                id=f"person-{number}",
                name=f"Person {number}",
                pseudonym_of=hashes.of(person.who) if hashes is not None else None,
            )
            number += 1
        participants[person.who] = old
    return participants


def numbered_names(
    people: Mapping[str, Person],
    participants: Mapping[str, Participant],
    aliases: Mapping[str, Sequence[str]],
) -> dict[int, list[str]]:
    """Return the names, accounts and other names of participants with pseudonyms, by their number."""
    names: dict[int, list[str]] = {}
    for person in people.values():
        number = person_number(participants[person.who].id)
        if number is not None:
            own = (person.name, person.account, *aliases.get(person.who, ()))
            names.setdefault(number, []).extend(dict.fromkeys(filter(None, own)))
    return names


def absent_names(
    texts: Iterable[str],
    known: Iterable[Participant],
    named: Mapping[int, Sequence[str]],
    hashes: Pseudonyms | None,
) -> Iterator[tuple[int, str]]:
    """Yield names in texts that belong to participants of the dataset who wrote nothing of what was read, with their numbers.

    Their names are not kept, but the hash of a name says whose it is; names of up to three words are found.

    Args:
        texts: What is looked through.
        known: The participants of the dataset before.
        named: The names that are known, by number.
        hashes: The keyed hashes of the dataset; without them nobody is found.
    """
    absent = {
        person.pseudonym_of: number
        for person in known
        if person.pseudonym_of and (number := person_number(person.id)) is not None and number not in named
    }
    if hashes is None or not absent:
        return
    tried: set[str] = set()
    for text in texts:
        words = [*NAME_WORD.finditer(text)]
        for place, word in enumerate(words):
            for last in words[place : place + MOST_NAME_WORDS]:
                name = text[word.start() : last.end()]
                if name in tried or "\n" in name:
                    continue
                tried.add(name)
                number = absent.get(hashes.of(name))
                if number is not None:
                    yield number, name


NAME_WORD = re.compile(r"(?<![\w.\-\u0300-\u036f])[\w.\-\u0300-\u036f]*\w")
MOST_NAME_WORDS = 3
"""Words of a name that is looked for by its hash."""


def holds_name(text: str, person: Person) -> bool:
    """Say whether an address or an id holds the name of somebody or their account; a bare number is nobody's name.

    The words of the name may be joined by any signs, or by none. Of a name of several words, one of four letters is enough.

    Example:
        >>> holds_name("https://site.example/@noraquist/1", Person("7", "Nora Quist", "7"))
        True
    """
    pattern = _pattern(person.name, person.account)
    return pattern is not None and pattern.search(unquote(text)) is not None


@lru_cache(maxsize=100_000)
def _pattern(*names: str | None) -> re.Pattern[str] | None:
    """Return what finds names in an address; None if there is nothing to find."""
    tried: dict[str, None] = {}
    for name in filter(None, names):
        for words in (re.findall(r"[^\W_]+", name), slug(name).split("-")):
            if len("".join(words)) > 1 and not "".join(words).isdigit():
                long = [word for word in words if len(word) >= LEAST_WORD and word.isalpha()]
                tried |= dict.fromkeys([r"[\W_]*".join(map(re.escape, words)), *map(re.escape, long)])
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(tried)})(?![^\W_])", re.IGNORECASE) if tried else None
