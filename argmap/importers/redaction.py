"""Names of participants inside the posts of others: where they occur, and texts with `[name 3]` in their place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

WORD = re.compile(r"[\w\u0300-\u036f]+")
PREFIX = re.compile(r"(?:(?<![\w.])/?u/|@)\Z")
"""What stands before a name that addresses somebody: @nora, u/nora."""

MARK = re.compile(r"\[name \d+\]")
UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""Letters of scripts that put no space between words: a name in them is looked for anywhere."""

LEAST_OF_NAME = 3
LEAST_OF_PART = 4
"""Letters from which a name, or its first or last word, is looked for where nothing marks it as one: 'Al' is in 'et al.'."""

LEAST_OF_NUMBER = 7
"""Digits from which an account that is a number, mostly of a telephone, is looked for where nothing marks it as one."""

NUMBER = re.compile(r"\+?\(?\d(?:[\s().\-\u2010-\u2015\u00a0\u202f/]{0,2}\d)*(?!\w)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name that occurs inside texts.

    Attributes:
        name: The name, as it was looked for.
        number: The number of the participant of that name: 3 for Person 3; of several, the first.
        times: How often it occurs.
        posts: The ids of the posts that hold it, in order; "title" is the title of the thread.
    """

    name: str
    number: int
    times: int
    posts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Form:
    """A name as it is looked for: its words, what stands between them, and whether it is only the first or last of several."""

    words: tuple[str, ...]
    gaps: tuple[str, ...]
    name: str
    number: int
    part_only: bool = False


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    form: _Form


@dataclass(slots=True)
class PeopleNames:
    """The names of participants, to look for in texts. Make one with `names_of`."""

    forms: dict[str, list[_Form]] = field(default_factory=dict)
    unspaced: dict[str, _Form] = field(default_factory=dict)
    signs: dict[str, _Form] = field(default_factory=dict)
    digits: dict[str, _Form] = field(default_factory=dict)
    numbers: set[int] = field(default_factory=set)

    def redacted(self, text: str) -> str:
        """Return a text with every name replaced: `[name 3]` says whose name stood there, and nothing else changes.

        Example:
            >>> names_of({3: ["Nora Quist"]}).redacted("As Nora says: ask @nora quist, not Norah.")
            'As [name 3] says: ask [name 3], not Norah.'
        """
        parts, done = [], 0
        for hit in self._hits(text):
            parts += [text[done : hit.start], f"[name {hit.form.number}]"]
            done = hit.end
        return "".join([*parts, text[done:]])

    def mentions(self, texts: Iterable[tuple[str, str]]) -> tuple[Mention, ...]:
        """Return the names that occur in texts, by number.

        Args:
            texts: Ids and texts.
        """
        seen: dict[tuple[int, str], dict[str, int]] = {}
        for id, text in texts:
            for hit in self._hits(text):
                places = seen.setdefault((hit.form.number, hit.form.name), {})
                places[id] = places.get(id, 0) + 1
        return tuple(
            Mention(name, number, sum(places.values()), tuple(places))
            for (number, name), places in sorted(seen.items())
        )

    def _hits(self, text: str) -> Iterator[_Hit]:
        """Yield the places of names, in order; where two meet, the longer one counts."""
        kept = 0
        taken = [match.span() for match in MARK.finditer(text)]
        everywhere = [*self._spaced(text), *self._anywhere(text), *self._telephones(text), *self._signs(text)]
        hits = sorted(everywhere, key=lambda hit: (hit.start, -hit.end))
        for hit in hits:
            if hit.start >= kept and not any(start < hit.end and hit.start < end for start, end in taken):
                yield hit
                kept = hit.end

    def _spaced(self, text: str) -> Iterator[_Hit]:
        words = [*WORD.finditer(text)]
        for number, word in enumerate(words):
            for form in self.forms.get(_plain(word[0]), ()):
                last = words[number + len(form.words) - 1 : number + len(form.words)]
                if last and _fits(form, text, words[number : number + len(form.words)]):
                    prefix = PREFIX.search(text, 0, word.start())
                    if prefix is not None or _is_name(form, word[0]):
                        yield _Hit(prefix.start() if prefix else word.start(), last[0].end(), form)
                        break

    def _anywhere(self, text: str) -> Iterator[_Hit]:
        if not self.unspaced or not UNSPACED.search(text):
            return
        for name, form in self.unspaced.items():
            at = text.find(name)
            while at >= 0:
                yield _Hit(at, at + len(name), form)
                at = text.find(name, at + len(name))

    def _telephones(self, text: str) -> Iterator[_Hit]:
        """Yield the accounts that are numbers, however the digits are grouped."""
        for match in NUMBER.finditer(text) if self.digits else ():
            before = text[match.start() - 1 : match.start()]
            form = self.digits.get(_digits(match[0]))
            prefix = PREFIX.search(text, 0, match.start())
            if form is None or (prefix is None and before and (before.isalnum() or before in "_.,-/")):
                continue
            if prefix is not None or len(_digits(match[0])) >= LEAST_OF_NUMBER:
                yield _Hit(prefix.start() if prefix else match.start(), match.end(), form)

    def _signs(self, text: str) -> Iterator[_Hit]:
        """Yield the names without letters and digits, such as signs for faces, where somebody is addressed."""
        for name, form in self.signs.items():
            for prefix in ("@", "u/"):
                at = text.find(prefix + name)
                while at >= 0:
                    yield _Hit(at, at + len(prefix + name), form)
                    at = text.find(prefix + name, at + 1)


def names_of(people: Mapping[int, Iterable[str]]) -> PeopleNames:
    """Return the names to look for.

    A name of several words is looked for as a whole, and by its first and by its last word: after @ and u/, and by
    itself if that has four letters and a capital one at its beginning. A name of one word is looked for after @ and u/,
    and by itself if it has three letters; one that is a number, however its digits are grouped, by itself if it has
    seven. Of people who share a name, the first counts.

    Args:
        people: The names and accounts of each participant, by number.
    """
    names = PeopleNames()
    for number, shown in sorted(people.items()):
        names.numbers.add(number)
        for name in shown:
            _add(names, name.strip().removeprefix("@"), number)
    for forms in names.forms.values():
        forms.sort(key=lambda form: -len(form.words))
    return names


def _add(names: PeopleNames, name: str, number: int) -> None:
    words = [*WORD.finditer(name)]
    if not any(letter.isalnum() for letter in name):
        if name:
            names.signs.setdefault(name, _Form((), (), name, number))
        return
    if not any(letter.isalpha() for letter in name):
        names.digits.setdefault(_digits(name), _Form((), (), name, number))
        return
    if UNSPACED.search(name):
        names.unspaced.setdefault(name, _Form((), (), name, number))
        return
    gaps = tuple(name[a.end() : b.start()] for a, b in pairwise(words))
    _keep(names, _Form(tuple(_plain(word[0]) for word in words), gaps, name, number))
    for part in (words[0][0], words[-1][0]) if len(words) > 1 else ():
        if part.isalpha():
            _keep(names, _Form((_plain(part),), (), part, number, part_only=True))


def _digits(number: str) -> str:
    return "".join(str(unicodedata.digit(sign)) for sign in number if sign.isdigit())


def _keep(names: PeopleNames, form: _Form) -> None:
    forms = names.forms.setdefault(form.words[0], [])
    if all(known.words != form.words for known in forms):
        forms.append(form)


def _plain(word: str) -> str:
    return unicodedata.normalize("NFC", word).casefold()


def _fits(form: _Form, text: str, words: Sequence[re.Match[str]]) -> bool:
    """Say whether words of a text are those of a name, with the same signs between them, or white space."""
    if tuple(_plain(word[0]) for word in words) != form.words:
        return False
    between = [text[a.end() : b.start()] for a, b in pairwise(words)]
    return all(gap == own or gap.isspace() for gap, own in zip(between, form.gaps, strict=True))


def _is_name(form: _Form, word: str) -> bool:
    """Say whether a word that nothing marks as a name is taken for one: by its length, and for a part of a name its capital."""
    if len(form.words) > 1:
        return True
    if form.part_only:
        return len(word) >= LEAST_OF_PART and not word[0].islower()
    return len(word) >= LEAST_OF_NAME
