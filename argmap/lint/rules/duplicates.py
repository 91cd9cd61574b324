"""AM206, AM207, AM209, AM213, AM308: the same thing said twice, nearly the same, or said and denied."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from sys import intern

from rapidfuzz import fuzz

from argmap.diagnostics import Edit, Finding, Fix, Removed, Severity, rule
from argmap.dialogue.words import MASK, primary, stem, stop_words
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation, RelationKind


@rule("AM206", needs_whole_map=False)
def duplicate_claim(map: ArgumentMap) -> Iterator[Finding]:
    """Two claims have the same text. The case of the first letter, white space and a final full stop do not count.

    Elsewhere the case of a letter can change what is said: Turkey is no turkey, and "Der Gefangene floh" no "gefangene Floh".
    Reasons for one of them would not count for the other. Merge the two claims. If they should differ, word them
    differently and join them with a rephrase. A text in which words are left out (`[…]`) is compared with no other.

    Bad:
        claims:
          - {id: c1, text: Convolution is simple., implicit: true}
          - {id: c2, text: convolution is simple, implicit: true}

    Good:
        claims: [{id: c1, text: Convolution is simple., implicit: true}]
    """
    first: dict[str, str] = {}
    for index, claim in enumerate(map.claims):
        text = " ".join(claim.text.split()).rstrip(".")
        text = text[:1].lower() + text[1:]
        if MASK in text:
            continue
        if text in first:
            yield Finding(
                ("claims", index, "text"),
                f"claim {claim.id!r} says the same as {first[text]!r}",
                "merge them into one claim",
            )
        first.setdefault(text, claim.id)


@rule("AM207", needs_whole_map=False)
def duplicate_relation(map: ArgumentMap) -> Iterator[Finding]:
    """Two relations of one kind join the same premises to the same target.

    One reason would count as two. If the second relation adds nothing and nothing refers to it, `--fix` removes it.

    Bad:
        claims: [{id: c1, text: It is so., implicit: true}, {id: c2, text: Ann says so., implicit: true}]
        relations:
          - {id: r1, kind: support, premises: [c2], target: c1}
          - {id: r2, kind: support, premises: [c2], target: c1}

    Good:
        claims: [{id: c1, text: It is so., implicit: true}, {id: c2, text: Ann says so., implicit: true}]
        relations:
          - {id: r1, kind: support, premises: [c2], target: c1}
    """
    first: dict[tuple[RelationKind, frozenset[str], str], Relation] = {}
    pointed_at = {relation.target for relation in map.relations} | set(
        map.expect.labels() if map.expect else ()
    )
    for index, relation in enumerate(map.relations):
        key = (relation.kind, frozenset(relation.premises), relation.target)
        earlier = first.setdefault(key, relation)
        if earlier is not relation:
            same = earlier.model_copy(update={"id": relation.id, "premises": relation.premises}) == relation
            spare = same and relation.id not in pointed_at
            edits = (Edit(("relations", index), Removed),)
            yield Finding(
                ("relations", index, "id"),
                f"relation {relation.id!r} says the same as {earlier.id!r}",
                "remove one of them",
                fix=Fix("remove the second one", edits) if spare else None,
            )


@rule("AM209")
def support_and_attack(map: ArgumentMap) -> Iterator[Finding]:
    """The same premises support and attack the same target.

    A reason cannot count for a claim and against it. One of the two relations is a mistake, or the premise consists of
    two claims.

    Bad:
        claims: [{id: c1, text: It is so., implicit: true}, {id: c2, text: Ann says so., implicit: true}]
        relations:
          - {id: r1, kind: support, premises: [c2], target: c1}
          - {id: r2, kind: attack, premises: [c2], target: c1}

    Good:
        claims: [{id: c1, text: It is so., implicit: true}, {id: c2, text: Ann says so., implicit: true}]
        relations:
          - {id: r1, kind: support, premises: [c2], target: c1}
    """
    supports = {
        (premise, relation.target): relation.id
        for relation in map.relations
        if relation.kind is RelationKind.SUPPORT and not relation.is_linked
        for premise in relation.premises
    }
    for index, relation in enumerate(map.relations):
        if relation.kind is RelationKind.ATTACK and not relation.is_linked:
            other = supports.get((relation.premises[0], relation.target))
            if other is not None:
                yield Finding(
                    ("relations", index, "kind"),
                    f"{relation.id!r} attacks {relation.target!r} with the premise by which {other!r} supports it",
                    "keep one of them, or split the premise into two claims",
                )


@rule("AM213", Severity.WARNING)
def rephrase_as_reason(map: ArgumentMap) -> Iterator[Finding]:
    """A claim supports the claim that it rephrases.

    Saying the same in other words gives no reason to believe it.

    Bad:
        claims: [{id: c1, text: It is so., implicit: true}, {id: c2, text: That is the case., implicit: true}]
        relations:
          - {id: r1, kind: rephrase, premises: [c2], target: c1}
          - {id: r2, kind: support, premises: [c2], target: c1}

    Good:
        claims: [{id: c1, text: It is so., implicit: true}, {id: c2, text: That is the case., implicit: true}]
        relations:
          - {id: r1, kind: rephrase, premises: [c2], target: c1}
    """
    same = {
        frozenset((relation.premises[0], relation.target)): relation.id
        for relation in map.relations
        if relation.kind is RelationKind.REPHRASE
    }
    for index, relation in enumerate(map.relations):
        pair = frozenset((relation.premises[0], relation.target))
        if relation.kind is RelationKind.SUPPORT and not relation.is_linked and pair in same:
            yield Finding(
                ("relations", index, "kind"),
                f"{relation.id!r} supports {relation.target!r} with a claim that {same[pair]!r} calls the same",
                "keep only the rephrase",
            )


WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
NEGATIVE_WORDS = {
    "en": "no not never nothing nobody none neither nor without cannot hardly less un non",
    "de": "kein keine keinem keinen keiner keines kaum nein nicht nichts nie niemals niemand niemandem niemanden nirgends "
    "noch ohne weder weniger",
}
NEGATIONS = {language: frozenset(words.split()) for language, words in NEGATIVE_WORDS.items()}
"""Words that turn a statement into another one, by language; "weder … noch" has two."""

OPPOSITES = ("un", "non", "anti")
"""What a word begins with that denies another: unsafe, unsicher."""

RAREST = 4
"""Rare words of a claim under which it is filed."""

SAME_WORD = 75
"""Likeness in percent of two forms of a word."""

MOST_FILED = 30
"""Claims under one word that are compared: a word of more is no sign of likeness."""


@rule("AM308", Severity.ADVICE)
def near_duplicate_claim(map: ArgumentMap, *, least: int = 90) -> Iterator[Finding]:
    """Two claims say nearly the same, word for word, at 90 % likeness (`least`) or more.

    Reasons for one do not count for the other. Merge them into one claim, or join them with a rephrase. Two claims are
    not reported if one denies the other, or if they differ in a number or in what they are about ("tabs", "spaces").
    The rule knows the negations of English and German. In other languages it reports claims that have the same words in
    other forms, and no word more.

    Bad:
        claims:
          - {id: c1, text: Convolution is a simple operation., implicit: true}
          - {id: c2, text: Convolution is one simple operation., implicit: true}

    Good:
        claims:
          - {id: c1, text: Convolution is a simple operation., implicit: true}
          - {id: c2, text: Convolution is not a simple operation., implicit: true}
    """
    joined = {frozenset((r.premises[0], r.target)) for r in map.relations if not r.is_linked}
    texts = [claim.text for claim in map.claims]
    for first, second, score in alike(texts, least, map.language):
        one, other = map.claims[first].id, map.claims[second].id
        if frozenset((one, other)) not in joined:
            yield Finding(
                ("claims", second, "text"),
                f"claim {other!r} is almost the same as {one!r} (likeness {score:.0f} %)",
                "merge them into one claim, or join them with a rephrase",
            )


Marks = tuple[tuple[str, int], ...]
"""Words that turn a statement into another one, in order, with how often each stands."""


@dataclass(frozen=True, slots=True)
class _Wording:
    """A text as its words in order, in lower case, and what makes it another statement: negations and numbers."""

    text: str
    words: frozenset[str]
    marks: Marks


def alike(
    texts: Sequence[str], least: float, language: str | None = None
) -> Iterator[tuple[int, int, float]]:
    """Yield pairs of texts (the earlier first) that are alike to `least` percent or more and not the same, with the score.

    Each text is compared with those filed under one of its rarest words only, of which there are few, so that the time
    grows with the number of texts and not with that of pairs. What is left out of a text may be anything: such a text is
    like no other.

    Args:
        texts: the texts.
        least: the least likeness, in percent.
        language: the language of the texts (BCP 47); English if left out.
    """
    wordings = [_wording(text, language) for text in texts]
    rarity = Counter(word for wording in wordings for word in wording.words)
    ranks = {word: rank for rank, word in enumerate(sorted(rarity, key=lambda word: (rarity[word], word)))}
    # Most that share a rare word differ in a number: only texts with the same marks are compared, and most have no such peer.
    with_marks = Counter(wording.marks for wording in wordings)
    filed: dict[Marks, dict[str, list[int]]] = {}
    for index, wording in enumerate(wordings):
        if with_marks[wording.marks] == 1 or MASK in texts[index]:
            continue
        peers = filed.setdefault(wording.marks, {})
        keys = sorted(wording.words, key=ranks.__getitem__)[:RAREST]
        near = {other for key in keys for other in peers.get(key, ())[-MOST_FILED:]}
        for other in sorted(near):
            score = _likeness(wordings[other], wording, least, language)
            if score:
                yield other, index, score
                break
        for key in keys:
            peers.setdefault(key, []).append(index)


def _likeness(one: _Wording, other: _Wording, least: float, language: str | None) -> float:
    """Return the likeness of two texts in percent, 0 if it is below `least` or if they contrast; both have the same marks."""
    if one.text == other.text:
        return 0
    score = fuzz.ratio(one.text, other.text, score_cutoff=least)
    return (
        score if score and not _contrasts(one.words - other.words, other.words - one.words, language) else 0
    )


def _contrasts(only: frozenset[str], other: frozenset[str], language: str | None) -> bool:
    """Return whether each of two texts has a word of content that is no form of a word of the other.

    Of a language whose stop words are not known, one such word in either text is enough: it may be a negation.
    """
    little = stop_words(language)
    one, two = only - (little or frozenset()), other - (little or frozenset())
    lone = (
        any(not _has_form(word, two, language) for word in one),
        any(not _has_form(word, one, language) for word in two),
    )
    return any(lone) if little is None else all(lone)


def _has_form(word: str, others: frozenset[str], language: str | None) -> bool:
    return any(_is_form(word, other, language) for other in others)


def _is_form(word: str, other: str, language: str | None) -> bool:
    """Return whether two words are forms of one: nearly the same letters, or the same stem in languages that change them."""
    if word.casefold() == other.casefold():  # of two words that are not the same: Maßen, Massen
        return False
    if any(word == prefix + other or other == prefix + word for prefix in OPPOSITES):
        return False
    same_stem = primary(language) != "en" and stem(word, language) == stem(other, language)
    return same_stem or fuzz.ratio(word, other) >= SAME_WORD


def _wording(text: str, language: str | None) -> _Wording:
    words = [intern(word) for word in WORD.findall(text.lower())]
    marks = [word for word in words if _is_mark(word, language)]
    return _Wording(" ".join(words), frozenset(words), tuple(sorted(Counter(marks).items())) if marks else ())


@lru_cache(maxsize=1 << 16)  # a map has few words
def _is_mark(word: str, language: str | None) -> bool:
    """Return whether a word turns a statement into another one: a negation, a number, a single letter."""
    tag = primary(language)
    negates = word in NEGATIONS.get(tag, ()) or (tag == "en" and word.endswith(("n't", "n’t")))
    return negates or any(char.isdigit() for char in word) or (len(word) == 1 and word not in "ai")
