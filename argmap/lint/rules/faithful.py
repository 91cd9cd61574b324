"""AM413 to AM417: whether a claim says what its quotes say, and the quotes what the post says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from argmap.diagnostics import Finding, Severity, rule
from argmap.dialogue.denials import (
    NEGATION,
    SIGNS_OF_DENIAL,
    denials,
    half_denials,
    is_alike_in_denying,
    may_deny,
    negations,
)
from argmap.dialogue.numbers import FIGURE, number_words, numbers
from argmap.dialogue.statements import KNOWN, may_say_all, may_say_part, says_all, says_part, topics
from argmap.dialogue.words import primary
from argmap.lint.word_index import words_of_claims, words_of_quotes
from argmap.model.annotations import Stance
from argmap.model.claim import Claim
from argmap.model.map import ArgumentMap
from argmap.model.quote import Quote, Span, find_parts

SHARED = 0.6
"""The share of the topics of the shorter text, a claim or its quote, that the longer one must have to be about the same."""

LEAST_SHARED = 2
"""Topics that a claim and its quote must share at least to be about the same."""

ONCE_AND_NEVER = {frozenset({0}), frozenset({1})}
"""How often two texts say no if one is the opposite of the other; who says it twice may mean anything."""

CLAUSE = re.compile(
    r"[.,;:!?()…—–\n]|\b(?:but|because|although|while|aber|sondern|weil|obwohl)\b", re.IGNORECASE
)
SENTENCE_BEGIN = re.compile(r"[.!?:;\n]\s|^\W{0,9}(?:No|Nein|Nope),")
SENTENCE_END = re.compile(r"[.!?:;\n](?:\s|$)")
INTRODUCED = re.compile(
    r"\s{0,3},?\s{0,3}\b(?:dass|daß|that)\s{1,3}$|(?<=\bsagt)\s{0,3},\s{0,3}$|(?<=\bmeint)\s{0,3},\s{0,3}$"
    r"|(?<=\bglaubt)\s{0,3},\s{0,3}$|(?<=\bbehauptet)\s{0,3},\s{0,3}$",
    re.IGNORECASE,
)
"""What joins a clause with what is said or thought in it: its comma ends no thought ("Ich glaube nicht, dass")."""

NEAR = 4
"""Words before a quote among which a denial is taken to bear on it."""

LOOK = 200
"""Characters before and behind a quote that are looked at."""

DENIED_BEHIND = re.compile(
    r"[^\w,;:.!?]{0,3}(?:is|are|was|were|does|do|did|can|could|will|would|should|has|have|ist|sind|war|wird|wäre|hat|kann)?"
    r"(?:n['’]t\b|\s{0,3}\b(?:not|never|no longer|nicht|nie|niemals)\b(?! only| nur))",
    re.IGNORECASE,
)
NO_DENIAL_HERE = re.compile(
    r"\b(?:no (?:doubt|wonder|question)|nothing but|not (?:just|merely|simply|to mention)|why (?:not|don['’]t|doesn['’]t|can['’]t)"
    r"|can['’]t (?:help|you)|don['’]t (?:forget|you)|do not forget|kein wunder|keine frage|ohne zweifel|warum nicht|nicht nur"
    r"|vergiss nicht|vergesst nicht)\b",
    re.IGNORECASE,
)


@rule("AM413", Severity.ADVICE, needs_whole_map=False)
def number_not_in_quote(map: ArgumentMap) -> Iterator[Finding]:
    """A claim has a number that its quotes do not have, while they have another.

    A slip of the finger makes 41 of 14. Quotes that say the same number in words or with another separator are fine, and so
    is a number from elsewhere in the sentence. The rule reads figures in every language, and words for numbers in English
    and German. If the number was worked out from the quote, allow the finding and say how.

    Bad:
        thread: {posts: [{id: p1, text: About 14% came by bus.}]}
        claims: [{id: c1, text: About 41% came by bus., quotes: [{post: p1, exact: About 14% came by bus}]}]

    Good:
        thread: {posts: [{id: p1, text: About fourteen percent came by bus.}]}
        claims: [{id: c1, text: About 14 % came by bus., quotes: [{post: p1, exact: About fourteen percent came by bus}]}]
    """
    in_words = number_words(map.language)
    by_words = words_of_claims(map).having(*in_words) | words_of_quotes(map).having(*in_words)
    for index, claim in enumerate(map.claims):
        if index not in by_words and _has_figures_of_quotes(map, claim):
            continue
        said = numbers(claim.text, map.language)
        read = list(_read(map, claim)) if said else []
        shown = numbers(" . ".join(quoted.words for quoted in read), map.language)
        if said <= shown:
            continue
        known = numbers(" . ".join(quoted.sentence for quoted in read), map.language)
        other, lost = sorted(said - known), sorted(shown - said)
        if other and lost:
            yield Finding(
                ("claims", index, "text"),
                f"the claim says {other[0]}, and its quote says {lost[0]}",
                "write the number of the quote, or quote the words that give the other one",
            )


@rule("AM414", Severity.ADVICE, needs_whole_map=False)
def opposite_of_quote(map: ArgumentMap) -> Iterator[Finding]:
    """A claim says no where its quote does not, or the other way round, although both are about the same.

    A *not* that is lost or added turns a claim into its opposite. The rule counts words of denial where the claim shares
    most words with its quote. It is silent where one of the two denies by another kind of word ("hardly", "lacks",
    "instead"), since then the same can be said with and without a *not*.

    The rule knows English and German words (`language`).

    Bad:
        thread: {posts: [{id: p1, text: We can simply stay on release 4.}]}
        claims: [{id: c1, text: Users cannot stay on release 4., quotes: [{post: p1, exact: We can simply stay on release 4}]}]

    Good:
        thread: {posts: [{id: p1, text: We can simply stay on release 4.}]}
        claims: [{id: c1, text: Users can stay on release 4., quotes: [{post: p1, exact: We can simply stay on release 4}]}]
    """
    if primary(map.language) not in KNOWN:
        return
    denying = words_of_claims(map).having(*SIGNS_OF_DENIAL)
    for index in sorted(denying | words_of_quotes(map).having(*SIGNS_OF_DENIAL)):
        claim = map.claims[index]
        said = denials(claim.text)
        if said not in ONCE_AND_NEVER:
            continue
        about_same = (
            [quoted for quoted in _read(map, claim) if _about_same(claim.text, quoted.words, map.language)]
            if _may_differ(claim, said)
            else []
        )
        texts = [text for quoted in about_same for text in (quoted.words, quoted.sentence)]
        if texts and all(
            {said, denials(text)} == ONCE_AND_NEVER and is_alike_in_denying(claim.text, text)
            for text in texts
        ):
            which = (
                "denies what its quote does not deny" if 1 in said else "does not deny what its quote denies"
            )
            yield Finding(
                ("claims", index, "text"), f"the claim {which}", "write the claim as the quote has it"
            )


@rule("AM415", Severity.ADVICE, needs_whole_map=False)
def stronger_than_quote(map: ArgumentMap) -> Iterator[Finding]:
    """A claim speaks of all, of nothing else or of never, and its quote of most, of some or of rarely.

    Who said "mostly" need not answer for "always". One exception refutes the claim, and not what was said.

    The rule knows English and German words (`language`).

    Bad:
        thread: {posts: [{id: p1, text: The counts are mostly robots.}]}
        claims: [{id: c1, text: The counts are nothing but robots., quotes: [{post: p1, exact: The counts are mostly robots}]}]

    Good:
        thread: {posts: [{id: p1, text: The counts are mostly robots.}]}
        claims: [{id: c1, text: Most of the counts are robots., quotes: [{post: p1, exact: The counts are mostly robots}]}]
    """
    strongly = words_of_claims(map).having_any(partial(may_say_all, language=map.language))
    weakly = words_of_quotes(map).having_any(partial(may_say_part, language=map.language))
    for index in sorted(strongly & weakly):
        claim = map.claims[index]
        strong = says_all(claim.text, map.language)
        if strong is None:
            continue
        words = " . ".join(quoted.words for quoted in _read(map, claim))
        weak = says_part(words, map.language)
        if weak is not None and _shares(claim.text, words, map.language):
            yield Finding(
                ("claims", index, "text"),
                f"the claim says {strong!r} where its quote says {weak!r}",
                "say no more than the quote",
            )


@rule("AM416", Severity.ADVICE, needs_whole_map=False)
def cut_negation(map: ArgumentMap) -> Iterator[Finding]:
    """A quote is cut so that a *not* is lost, and the claim does not have it either.

    The words are in the post, and the post says the opposite. The rule looks at the words of the same clause just before and
    behind the quote, and between its parts. A quote of somebody who takes the stance `denies` or `questions` in that post is fine.

    The rule knows English and German words (`language`).

    Bad:
        thread: {posts: [{id: p1, text: 'What hurt was not missing conversations, it was the noise.'}]}
        claims: [{id: c1, text: Missing conversations hurt., quotes: [{post: p1, exact: missing conversations}]}]

    Good:
        thread: {posts: [{id: p1, text: 'What hurt was not missing conversations, it was the noise.'}]}
        claims: [{id: c1, text: Noise hurt., quotes: [{post: p1, exact: it was the noise}]}]
    """
    if primary(map.language) not in KNOWN or map.thread is None:
        return
    denying = {post.id for post in map.thread.posts if may_deny(_text(map, post.id))}
    denied = words_of_claims(map).having(*SIGNS_OF_DENIAL)
    for index, claim in enumerate(map.claims):
        if index in denied and negations(claim.text):
            continue
        for number, quote in enumerate(claim.quotes):
            if quote.post not in denying:
                continue
            text = _text(map, quote.post)
            lost = _lost(_place(quote, text), text)
            if not lost or negations(quote.words) or _is_denied(map, claim, quote):
                continue
            # "I do not have it" may be said as "he lacks it"; a word that the quote has as well says nothing.
            if _shares(claim.text, quote.words, map.language) and half_denials(claim.text) <= half_denials(
                quote.words
            ):
                yield Finding(
                    ("claims", index, "quotes", number, "exact"),
                    f"the quote leaves out {lost!r} beside it, and the claim does not have it",
                    "quote the whole clause, and write what it says",
                )


@rule("AM417", Severity.ADVICE, needs_whole_map=False)
def one_word_quote(map: ArgumentMap) -> Iterator[Finding]:
    """The only quote of a claim is one word out of a sentence.

    One word shows what somebody talks about, and not what they say of it. An answer that is one word, such as "Never.", is
    fine.

    The rule checks English and German maps (`language`).

    Bad:
        thread: {posts: [{id: p1, text: In chat every question feels like a request.}]}
        claims: [{id: c1, text: A question in a chat feels like a request., quotes: [{post: p1, exact: chat}]}]

    Good:
        thread: {posts: [{id: p1, text: In chat every question feels like a request.}]}
        claims:
          - {id: c1, text: A question in a chat feels like a request., quotes: [{post: p1, exact: every question feels like a request}]}
    """
    if primary(map.language) not in KNOWN or map.thread is None:
        return
    for index, claim in enumerate(map.claims):
        if len(claim.quotes) != 1 or len(claim.quotes[0].parts) != 1:
            continue
        quote = claim.quotes[0]
        if len(quote.parts[0].split(maxsplit=1)) != 1:
            continue
        text = _text(map, quote.post)
        place = _place(quote, text)
        if quote.at is None and place and not _is_sentence(place[0], text):
            yield Finding(
                ("claims", index, "quotes", 0, "exact"),
                f"{quote.words!r} alone does not say what the claim says",
                "quote the clause that says it",
            )


@dataclass(frozen=True, slots=True)
class _Quoted:
    """The words of a quote, and place and text that give the sentence they stand in."""

    words: str
    place: tuple[Span, ...]
    text: str

    @property
    def sentence(self) -> str:
        """The quoted words with what stands before and behind them in their sentences."""
        start, end = self.place[0].start, self.place[-1].end
        before = SENTENCE_BEGIN.split(self.text[max(0, start - LOOK) : start])[-1]
        behind = SENTENCE_END.split(self.text[end : end + LOOK], maxsplit=1)[0]
        return f"{before}{self.text[start:end]}{behind}"


def _read(map: ArgumentMap, claim: Claim) -> Iterator[_Quoted]:
    """Yield the quotes of a claim whose words can be read."""
    for quote in claim.quotes:
        text = _text(map, quote.post)
        place = _place(quote, text)
        if quote.at is None and place:
            yield _Quoted(" . ".join(quote.parts), place, text)


def _has_figures_of_quotes(map: ArgumentMap, claim: Claim) -> bool:
    """Return whether each figure of a claim stands in its quotes to the letter, as nearly all do: a quick look."""
    missing = set(FIGURE.findall(claim.text))
    for quote in claim.quotes if missing else ():
        if isinstance(quote.exact, str) and quote.exact in _text(map, quote.post):
            missing.difference_update(FIGURE.findall(quote.exact))
    return not missing


def _place(quote: Quote, text: str) -> tuple[Span, ...]:
    """Return the first place of a quote in its post, as the spans of its parts; empty if it is not there."""
    if isinstance(quote.exact, str) and not quote.prefix and not quote.suffix:
        start = text.find(quote.exact)  # nearly always: the words stand there to the letter
        if start >= 0:
            return (Span(start, start + len(quote.exact)),)
    return next(iter(find_parts(quote, text)), ())


def _may_differ(claim: Claim, said: frozenset[int]) -> bool:
    """Return whether a quote of a claim says no where the claim does not, or the other way round, before it is looked up."""
    return any(denials(" . ".join(quote.parts)) != said for quote in claim.quotes)


def _text(map: ArgumentMap, post: str) -> str:
    thread = map.thread
    return thread.text_of(post) if thread is not None and post in thread.posts_by_id else ""


def _about_same(claim: str, quote: str, language: str | None) -> bool:
    one, other = topics(claim, language), topics(quote, language)
    shared = len(one & other)
    return shared >= LEAST_SHARED and shared >= SHARED * min(len(one), len(other))


def _shares(claim: str, quote: str, language: str | None) -> bool:
    return bool(topics(claim, language) & topics(quote, language))


def _is_denied(map: ArgumentMap, claim: Claim, quote: Quote) -> bool:
    """Return whether the post that is quoted denies or questions the claim, so that its *not* is in the map."""
    stances = {c.stance for c in map.commitments_on.get(claim.id, ()) if c.post == quote.post}
    return bool(stances & {Stance.DENIES, Stance.QUESTIONS, Stance.RETRACTS})


def _lost(spans: tuple[Span, ...], text: str) -> str | None:
    """Return the denial that a quote leaves out before it, between its parts or behind it; None if there is none."""
    if not spans:
        return None
    before = INTRODUCED.sub(" ", text[max(0, spans[0].start - LOOK) : spans[0].start])
    near = " ".join(before.rsplit(maxsplit=NEAR)[-NEAR:])
    if may_deny(near):
        near = " ".join(CLAUSE.split(before)[-1].split()[-NEAR:])
    behind = text[spans[-1].end : spans[-1].end + LOOK]
    gaps = [text[one.end : other.start] for one, other in pairwise(spans)]
    denied = DENIED_BEHIND.match(behind)
    for words in (near, *gaps, denied[0] if denied else ""):
        denial = NEGATION.search(NO_DENIAL_HERE.sub(" ", words)) if may_deny(words) else None
        if denial:
            return denial[0]
    return None


def _is_sentence(place: Span, text: str) -> bool:
    """Return whether a word stands alone between the ends of sentences."""
    before, behind = text[: place.start].rstrip(), text[place.end : place.end + 1]
    begins = not before or before[-1] in ".!?…" or "\n" in text[len(before) : place.start]
    return begins and (not behind or behind in ".!?…\n" or text[place.end - 1] in ".!?…")
