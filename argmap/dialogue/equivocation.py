"""Terms that the sides of an issue share without meeting over them: they may mean different things by one word."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product

from argmap.dialogue.words import primary, stop_words, terms
from argmap.graph.influence import OBJECTIONS
from argmap.graph.ordering import natural_key
from argmap.model.claim import Claim
from argmap.model.map import ArgumentMap
from argmap.result import Result

Terms = Mapping[str, dict[str, set[str]]]
"""For each claim its stems, each with the forms in which it is written."""

SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Use(Result):
    """The claims that carry a term and speak for a thesis."""

    thesis: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SharedTerm(Result):
    """A term that claims on several sides of an issue carry: a candidate for an equivocation, for a reader to judge.

    `term` is its shortest form, `words` are all forms as written in claims and quotes, with those of other terms
    that the very same claims carry ("linear", "algebra"). `pairs` counts the pairs of claims on different sides
    that both carry it and do not object to each other; `in_question` says that the issue itself asks about it.
    """

    term: str
    words: tuple[str, ...]
    issue: str
    in_question: bool
    pairs: int
    uses: tuple[Use, ...]


def shared_terms(
    map: ArgumentMap, sides: Mapping[str, str | None], answers: Mapping[str, str], limit: int = 5
) -> tuple[SharedTerm, ...]:
    """Return the terms that most often stand on different sides of an issue, at most `limit` of them.

    The weight of a term is the number of its `pairs`,
    times the share of the claims with that term that take a side on the issue, and twice that when the issue asks
    about it. A word in the questions of several issues is what the thread is about, and left out. Nothing is returned for
    a map in a language whose stop words are not known: all but English and German.

    Args:
        map: the map.
        sides: the thesis that each claim speaks for, as `argmap.graph.sides.sides` returns.
        answers: the issue that each thesis answers, as `argmap.graph.influence.answered_issues` returns.
        limit: how many terms are returned, at most.
    """
    if stop_words(map.language) is None:
        return ()
    known = {claim.id: _terms(claim, map.language) for claim in map.claims}
    uses, met = _uses(known, sides, answers), _met(map, known, sides, answers)
    asked = _asked(map)
    everywhere = Counter(stem for stems in asked.values() for stem in stems)
    weighed: list[tuple[Fraction, SharedTerm]] = []
    for (stem, issue), by_thesis in uses.on_issue.items():
        pairs = _pairs(by_thesis.values()) - met[stem, issue]
        if pairs and everywhere[stem] < SEVERAL:
            shared = _shared(uses, (stem, issue), pairs, stem in asked[issue])
            weighed.append((_weight(uses, stem, shared), shared))
    weighed.sort(key=lambda item: (-item[0], item[1].term, natural_key(item[1].issue)))
    return _merged(shared for _, shared in weighed)[:limit]


@dataclass(frozen=True, slots=True)
class _Uses:
    """Which claims carry each stem, in all and by issue and thesis, and its forms."""

    carriers: Mapping[str, list[str]]
    forms: Mapping[str, set[str]]
    on_issue: Mapping[tuple[str, str], dict[str, list[str]]]


def _uses(known: Terms, side: Mapping[str, str | None], answers: Mapping[str, str]) -> _Uses:
    uses = _Uses(defaultdict(list), defaultdict(set), defaultdict(lambda: {thesis: [] for thesis in answers}))
    for claim, stems in known.items():
        thesis = side[claim]
        for stem, words in stems.items():
            uses.carriers[stem].append(claim)
            uses.forms[stem].update(words)
            if thesis is not None:
                uses.on_issue[stem, answers[thesis]][thesis].append(claim)
    return uses


def _terms(claim: Claim, language: str | None) -> dict[str, set[str]]:
    """Return the stems of a claim's sentence, label and quotes, each with its forms."""
    forms: dict[str, set[str]] = {}
    quoted = (part for quote in claim.quotes for part in quote.parts if not _is_part(part, claim.text))
    for text in (claim.text, claim.label or "", *quoted):
        for stem, word in terms(text, language):
            forms.setdefault(stem, set()).add(_plain(word, language))
    return forms


def _plain(word: str, language: str | None) -> str:
    """Return a word as it is listed: without the capital letter of a sentence's beginning, where no nouns have one."""
    return word if primary(language) == "de" or word[1:] != word[1:].lower() else word.lower()


def _is_part(words: str, text: str) -> bool:
    """Return whether some words stand in a text as they are, their first letter apart: they have no term of their own."""
    place = text.find(words[1:])
    if place < 1 or text[place - 1].casefold() != words[0].casefold():
        return False
    around = text[: place - 1][-1:] + text[place + len(words) - 1 :][:1]
    return not any(character.isalnum() or character in "'’" for character in around)


def _asked(map: ArgumentMap) -> dict[str, frozenset[str]]:
    """Return the stems in the question of each issue."""
    return {
        issue.id: frozenset(stem for stem, _ in terms(issue.question, map.language)) for issue in map.issues
    }


def _pairs(groups: Iterable[list[str]]) -> int:
    """Return how many pairs there are of members of different groups."""
    sizes = [len(group) for group in groups]
    return (sum(sizes) ** 2 - sum(size**2 for size in sizes)) // 2


def _met(
    map: ArgumentMap, known: Terms, side: Mapping[str, str | None], answers: Mapping[str, str]
) -> Counter[tuple[str, str]]:
    """Return, for each stem and issue, how many pairs of claims on different sides object to each other."""
    met: Counter[tuple[str, str]] = Counter()
    for one, other in sorted(set(_conflicts(map))):
        here, there = side[one], side[other]
        if here and there and here != there and answers[here] == answers[there]:
            met.update((stem, answers[here]) for stem in known[one].keys() & known[other])
    return met


def _conflicts(map: ArgumentMap) -> Iterator[tuple[str, str]]:
    """Yield the pairs of claims of which one objects to the other, or to a step from or to it."""
    claims = {claim.id for claim in map.claims}
    for relation in map.relations:
        if relation.kind in OBJECTIONS:
            step = map.relations_by_id.get(relation.target)
            ends = (relation.target,) if step is None else (*step.premises, step.target)
            for one, other in product(relation.premises, ends):
                if one in claims and other in claims:
                    yield min(one, other), max(one, other)


def _shared(uses: _Uses, where: tuple[str, str], pairs: int, in_question: bool) -> SharedTerm:
    stem, issue = where
    # "Fahren" at the beginning of a sentence is the word "fahren", when that is used too.
    forms = {
        word for word in uses.forms[stem] if word == word.lower() or word.lower() not in uses.forms[stem]
    }
    words = tuple(sorted(forms, key=_spelling))
    used = (
        Use(thesis, tuple(sorted(claims, key=natural_key)))
        for thesis, claims in uses.on_issue[where].items()
        if claims
    )
    return SharedTerm(min(words, key=len), words, issue, in_question, pairs, tuple(used))


def _merged(terms: Iterable[SharedTerm]) -> tuple[SharedTerm, ...]:
    """Return terms without those that the very same claims carry; their words join the first such term."""
    merged: dict[tuple[Use, ...], SharedTerm] = {}
    for shared in terms:
        first = merged.setdefault(shared.uses, shared)
        words = {*first.words, *shared.words}
        merged[shared.uses] = replace(first, words=tuple(sorted(words, key=_spelling)))
    return tuple(merged.values())


def _weight(uses: _Uses, stem: str, shared: SharedTerm) -> Fraction:
    taking_sides = sum(len(use.claims) for use in shared.uses)
    share = Fraction(taking_sides, len(uses.carriers[stem]))
    return shared.pairs * share * (2 if shared.in_question else 1)


def _spelling(word: str) -> tuple[str, str]:
    return word.casefold(), word
