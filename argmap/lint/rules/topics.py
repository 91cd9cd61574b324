"""AM314 to AM316: whether a label, a question at issue and the language of a map fit the texts they stand for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from argmap.diagnostics import Edit, Finding, Fix, Severity, rule
from argmap.dialogue.denials import NEGATION, is_alike_in_denying, is_plain, may_deny, negations
from argmap.dialogue.numbers import numbers
from argmap.dialogue.statements import KNOWN, topics
from argmap.dialogue.words import primary, stop_words, terms
from argmap.model.claim import Claim
from argmap.model.map import ArgumentMap

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
SENTENCE = re.compile(r"(?<=[.!?])\s")
LEAST_TOPICS = 2
"""Topics that a question must have for it to be said that its answers are about something else."""

MOST_RIVALS = 12
"""Answers to one issue with which a label is compared."""

LEAST_LITTLE = 12
"""Little words of another language from which the texts are taken to be in it."""

TIMES_MORE = 5
"""How many times more little words there must be of that language than of the one that is named."""

NAMES = {"en": "English", "de": "German"}


@rule("AM314", Severity.ADVICE, needs_whole_map=False)
def label_against_text(map: ArgumentMap) -> Iterator[Finding]:
    """The label of a claim says something else than its text: a rival's word, another number, a *not* more or less.

    Pictures, reports and lessons often show the label alone. The rule looks for a word that the text does not have and
    that is in another answer to the same issue, for a number that is not that of the text, and for denials.

    The rule knows English and German words (`language`); of other languages it compares numbers only.

    Bad:
        issues: [{id: where, question: 'Where should people work?', exclusive: true}]
        claims:
          - {id: c1, label: Office, text: People can work from home., answers: where, implicit: true}
          - {id: c2, label: In the office, text: People should work in the office., answers: where, implicit: true}

    Good:
        issues: [{id: where, question: 'Where should people work?', exclusive: true}]
        claims:
          - {id: c1, label: From home, text: People can work from home., answers: where, implicit: true}
          - {id: c2, label: In the office, text: People should work in the office., answers: where, implicit: true}
    """
    theses = _by_issue(map)
    for index, claim in enumerate(map.claims):
        flaw = _flaw_of_label(map, claim, theses.get(claim.answers or "", ()))
        if flaw:
            yield Finding(
                ("claims", index, "label"),
                f"the label of {claim.id!r} {flaw}",
                "write a label that says what the text says",
            )


@rule("AM315", Severity.ADVICE)
def issue_beside_theses(map: ArgumentMap) -> Iterator[Finding]:
    """The question of an issue shares no word with its theses, with their first reasons or with the title.

    Theses answer the question of their issue. A question about something else was perhaps copied from another map.

    The rule checks English and German maps (`language`).

    Bad:
        title: Where to work
        issues: [{id: where, question: 'Which text editor is best for beginners?'}]
        claims: [{id: c1, text: People should work in the office., answers: where, implicit: true}]

    Good:
        title: Where to work
        issues: [{id: where, question: 'Where should people work?'}]
        claims: [{id: c1, text: People should work in the office., answers: where, implicit: true}]
    """
    if primary(map.language) not in KNOWN:
        return
    by_issue = _by_issue(map)
    for index, issue in enumerate(map.issues):
        theses = by_issue.get(issue.id, ())
        asked = topics(issue.question, map.language)
        reasons = {name for claim in theses for r in map.incoming.get(claim.id, ()) for name in r.premises}
        parent = {issue.parent} if issue.parent else set()
        near = [map.nodes[name].text for name in sorted(reasons | (parent & map.nodes.keys()))]
        said = [*(claim.text for claim in theses), *(claim.label or "" for claim in theses), *near, map.title]
        if len(asked) >= LEAST_TOPICS and theses and not asked & topics(" . ".join(said), map.language):
            yield Finding(
                ("issues", index, "question"),
                f"the question of {issue.id!r} shares no word with the theses that answer it",
                "ask the question that they answer",
            )


@rule("AM316", Severity.WARNING)
def wrong_language(map: ArgumentMap) -> Iterator[Finding]:
    """The texts of a map are in another language than `language` says.

    Rules, marking and exercises take the words of the map's language. The rule counts little words of English and German,
    and reports a map with many of one language and few of the one that is named; a map without `language` is English.
    `--fix` writes the language of the texts.

    Bad:
        language: de
        claims:
          - {id: c1, text: It is clear that there is no more time for all of this., implicit: true}
          - {id: c2, text: They should not have to wait until they can be sure of it., implicit: true}

    Good:
        language: en
        claims:
          - {id: c1, text: It is clear that there is no more time for all of this., implicit: true}
          - {id: c2, text: They should not have to wait until they can be sure of it., implicit: true}
    """
    named = primary(map.language)
    words = Counter(WORD.findall("\n".join(claim.text for claim in map.claims).casefold()))
    counts = {tag: sum(words[word] for word in _own_words(tag)) for tag in sorted(KNOWN)}
    spoken = max(counts, key=lambda tag: counts[tag])
    own = counts.get(named, _others(named, words))
    if spoken != named and counts[spoken] >= LEAST_LITTLE and counts[spoken] >= TIMES_MORE * own:
        message = (
            f"the claims are in {NAMES[spoken]}, and the language of the map is {map.language or 'en'!r}"
        )
        edits = (Edit(("language",), spoken),)
        path = ("language",) if map.language else ("id",)
        yield Finding(
            path, message, f"write 'language: {spoken}'", fix=Fix(f"write 'language: {spoken}'", edits)
        )


def _by_issue(map: ArgumentMap) -> Mapping[str, Sequence[Claim]]:
    """Return the theses of each issue."""
    theses: dict[str, list[Claim]] = {}
    for claim in map.claims:
        if claim.answers:
            theses.setdefault(claim.answers, []).append(claim)
    return theses


def _flaw_of_label(map: ArgumentMap, claim: Claim, theses: Sequence[Claim]) -> str | None:
    """Return what a label says that its text does not say; None if nothing is found."""
    label = claim.label or ""
    flaw = _other_number(label, claim.text, map.language)
    if flaw or not label or primary(map.language) not in KNOWN:
        return flaw
    if may_deny(label) or may_deny(claim.text):
        flaw = _other_denial(label, claim.text, map.language)
    if flaw or not theses or negations(label) or not is_plain(label):
        return flaw
    words = dict(terms(label, map.language))
    own = topics(claim.text, map.language)
    for rival in [rival for rival in theses[:MOST_RIVALS] if rival is not claim]:
        borrowed = [word for stem, word in words.items() if stem in topics(rival.text, map.language) - own]
        if borrowed:
            return f"has the word {borrowed[0]!r} of {rival.id!r} and not of its own text"
    return None


def _other_number(label: str, text: str, language: str | None) -> str | None:
    of_label = numbers(label, language)
    of_text = numbers(text, language) if of_label else frozenset[str]()
    lone = sorted(of_label - of_text)
    # Of several numbers a label may give the sum or the difference.
    return f"says {lone[0]}, which is not in the text" if len(lone) == len(of_text - of_label) == 1 else None


def _other_denial(label: str, text: str, language: str | None) -> str | None:
    of_label, of_text = topics(label, language), topics(text, language)
    shared = of_label & of_text
    if not shared or not is_alike_in_denying(label, text):
        return None
    if negations(label) and not NEGATION.search(text) and 2 * len(shared) >= len(of_label):
        return "denies what the text says"
    denied = negations(text) and not NEGATION.search(label) and of_label <= of_text
    return "does not deny what the text denies" if denied and _is_denied(text, of_label, language) else None


def _is_denied(text: str, of_label: frozenset[str], language: str | None) -> bool:
    """Return whether a text denies the words of its label themselves: the denial stands among them, or just before."""
    saying = [part for part in SENTENCE.split(text) if of_label <= topics(part, language)]
    words = (saying[0] if saying else text).split()
    places = [place for place, word in enumerate(words) if topics(word, language) & of_label]
    among = " ".join(words[max(0, places[0] - 1) : places[-1]]) if places else ""
    return negations(among) > 0


def _own_words(tag: str) -> frozenset[str]:
    """Return the little words of a language that are none in the other known languages."""
    others = frozenset[str]().union(*(stop_words(other) or frozenset() for other in KNOWN - {tag}))
    return (stop_words(tag) or frozenset()) - others


def _others(named: str, words: Counter[str]) -> float:
    """Return how many little words a language could have that is not known: most of the words that are not known either."""
    known = frozenset[str]().union(*(stop_words(tag) or frozenset() for tag in KNOWN))
    unknown = sum(number for word, number in words.items() if word not in known)
    return unknown / (2 * TIMES_MORE) if named else 0.0
