"""The senses of terms that annotators record, so that an equivocation is stated and not guessed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from argmap.graph.ordering import natural_key
from argmap.model.map import ArgumentMap
from argmap.result import Result


@dataclass(frozen=True, slots=True)
class SenseUse(Result):
    """The claims in which a term has one sense, by id."""

    sense: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContestedTerm(Result):
    """A term that claims of a map use in several senses, that of the most claims first."""

    term: str
    senses: tuple[SenseUse, ...]


def contested_terms(map: ArgumentMap) -> tuple[ContestedTerm, ...]:
    """Return the terms that have two senses or more in a map, by name.

    Letter case and white space make no difference between terms or senses; the first spelling by the alphabet is shown.

    Source:
        Walton (1996), Fallacies Arising from Ambiguity: equivocation needs one term in two senses.
    """
    shown: dict[str, str] = {}
    senses_of: dict[str, dict[str, set[str]]] = {}
    for claim in map.claims:
        for each in claim.senses:
            term, sense = _folded(each.term), _folded(each.sense)
            for key, words in ((term, each.term), (sense, each.sense)):
                shown[key] = min(shown.get(key, words), words)
            senses_of.setdefault(term, {}).setdefault(sense, set()).add(claim.id)
    return tuple(
        ContestedTerm(_one_line(shown[term]), tuple(_uses(senses_of[term], shown)))
        for term in sorted(senses_of)
        if len(senses_of[term]) > 1
    )


def _uses(senses: Mapping[str, set[str]], shown: Mapping[str, str]) -> Iterator[SenseUse]:
    for sense in sorted(senses, key=lambda sense: (-len(senses[sense]), sense)):
        yield SenseUse(_one_line(shown[sense]), tuple(sorted(senses[sense], key=natural_key)))


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _folded(words: str) -> str:
    return _one_line(words.casefold())
