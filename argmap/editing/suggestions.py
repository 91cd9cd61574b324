"""Candidates for claims and relations, from the words that people use to argue and from who answers whom.

They are for an annotator to look at. Nothing here reads what a text means.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from argmap.dialogue.sentences import Sentence, sentences
from argmap.dialogue.words import terms
from argmap.model.relation import RelationKind
from argmap.model.thread import Thread

LEAST_WORDS = 4
OPINION = re.compile(
    r"\b(I (?:think|believe|say|propose|suggest|doubt)|I'?m (?:against|for|skeptical|sceptical)|in my (?:view|opinion)|should|ought to|must|need(?:s|ed)?|"
    r"have to|cannot|can't|better|worse|best|only|never|always|every|nobody|everybody|most|important|overrated|essential|wrong|right)\b",
    re.IGNORECASE,
)
FIGURE = re.compile(
    r"\b\d+(?:[.,]\d+)?\s*(?:%|percent|million|thousand|times|years?)\b|\b(?:half|two thirds|a third)\b",
    re.IGNORECASE,
)
BECAUSE = re.compile(r"\b(?:because|since|given that)\b", re.IGNORECASE)
HENCE = re.compile(r"(?:^|[,;]\s+)(?:so|hence|therefore|thus|that is why)\b", re.IGNORECASE)
BUT = re.compile(r"(?:^|[,;]\s+)(?:but|however|yet|whereas|although)\b", re.IGNORECASE)
DISAGREES = re.compile(
    r"^(?:no\b|but\b|that(?:'s| is) not|not true|I am against|I disagree|on the contrary|by the same|the comparison limps|it is not)",
    re.IGNORECASE,
)
GRANTS = re.compile(
    r"^(?:fair enough|granted|true\b|you(?: a|')re right|of course|OK\b|I agree|fine\b|agreed|yes\b|right\b)",
    re.IGNORECASE,
)
CLAUSE = re.compile(r",\s+(?=(?:and|but|because|so|since|if)\b)|[;:]\s+")
"""Where a sentence is cut: people seldom quote a sentence of several clauses as one claim."""

LEAST_CLAUSE = 3
ASIDE = re.compile(r"^(?:thanks?|hi|hello|lol|edit:|see\b|look at)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ClaimCandidate:
    """A sentence that may make a claim, and the sign that says so."""

    sentence: Sentence
    sign: str


@dataclass(frozen=True, slots=True)
class RelationCandidate:
    """A relation that may hold between two sentences (or inside one), and the sign that says so.

    `premise` and `target` are words of the thread with the post they stand in.
    """

    kind: RelationKind
    premise: Sentence
    target: Sentence
    sign: str


@dataclass(frozen=True, slots=True)
class ConcessionCandidate:
    """Words with which the author of a post may grant what a sentence of another post says, and the sign of it."""

    words: Sentence
    target: Sentence
    sign: str


@dataclass(frozen=True, slots=True)
class Candidates:
    """What may be in a thread: claims in the order of the posts, then relations, then concessions."""

    claims: tuple[ClaimCandidate, ...]
    relations: tuple[RelationCandidate, ...]
    concessions: tuple[ConcessionCandidate, ...] = ()


def candidates(thread: Thread, language: str | None = None) -> Candidates:
    """Return what may be claims and relations in a thread.

    Args:
        thread: the thread.
        language: the language of its posts (BCP 47), which decides where sentences end and which words are forms of
            one; English if left out. The signs themselves are English words in every language.

    Returns:
        Claims, clause by clause, in the order of the posts; relations inside each post, then from each reply to what it
        answers. Nobody is said to attack what they say in the same post, and to grant something is no support.
    """
    whole = tuple(
        ClaimCandidate(s, sign) for s in sentences(thread, language) if (sign := _claim_sign(s.text))
    )
    claims = tuple(clause for claim in whole for clause in _clauses(claim))
    steps = tuple(_relations(thread, whole, language))
    relations = tuple(each for each in steps if isinstance(each, RelationCandidate))
    return Candidates(claims, relations, tuple(e for e in steps if isinstance(e, ConcessionCandidate)))


def _clauses(claim: ClaimCandidate) -> Iterator[ClaimCandidate]:
    """Yield the clauses of a sentence, each with its own sign or that of the whole; too short ones are left out."""
    text, begin = claim.sentence.text, 0
    cuts = [(cut.start(), cut.end()) for cut in CLAUSE.finditer(text)]
    for end, behind in (*cuts, (len(text), len(text))):
        words, start = text[begin:end], claim.sentence.start + begin
        begin = behind
        if not cuts:
            yield claim
        elif len(words.split()) >= LEAST_CLAUSE:
            sign = _claim_sign(words) or claim.sign
            yield ClaimCandidate(Sentence(claim.sentence.post, words, start, start + len(words)), sign)


def _claim_sign(text: str) -> str:
    """Return why a sentence may make a claim, or "" if nothing says so."""
    if text.endswith("?") or len(text.split()) < LEAST_WORDS or ASIDE.match(text):
        return ""
    for sign, pattern in (
        ("gives a reason", BECAUSE),
        ("judges", OPINION),
        ("gives a figure", FIGURE),
        ("contrasts", BUT),
    ):
        hit = pattern.search(text)
        if hit:
            return f"{sign}: {' '.join(hit[0].split()).strip(',; ')!r}"
    return "states something"


def _relations(
    thread: Thread, claims: Sequence[ClaimCandidate], language: str | None
) -> Iterator[RelationCandidate | ConcessionCandidate]:
    by_post: dict[str, list[Sentence]] = {}
    for claim in claims:
        by_post.setdefault(claim.sentence.post, []).append(claim.sentence)
    for own in by_post.values():
        for sentence in own:
            yield from _inside(sentence)
        yield from _between(own)
    yield from _answers(thread, by_post, language)


def _inside(sentence: Sentence) -> Iterator[RelationCandidate]:
    """Yield the support inside a sentence that gives its own reason."""
    for pattern, reason_first in ((BECAUSE, False), (HENCE, True)):
        word = pattern.search(sentence.text)
        if word and word.start() > 0:
            before = _part(sentence, 0, word.start())
            after = _part(sentence, word.end(), len(sentence.text))
            if before and after:
                premise, target = (before, after) if reason_first else (after, before)
                yield RelationCandidate(
                    RelationKind.SUPPORT, premise, target, f"{word[0].strip(',; ')!r} inside a sentence"
                )
                return


def _part(sentence: Sentence, begin: int, end: int) -> Sentence | None:
    text = sentence.text[begin:end].strip(" ,;.")
    if len(text.split()) < LEAST_WORDS - 1:
        return None
    start = sentence.start + sentence.text.index(text, begin)
    return Sentence(sentence.post, text, start, start + len(text))


def _between(own: Sequence[Sentence]) -> Iterator[RelationCandidate]:
    """Yield relations between a sentence and the next: a conclusion that begins with "so", or reasons after a verdict."""
    for before, after in itertools.pairwise(own):
        if HENCE.match(after.text):
            yield RelationCandidate(
                RelationKind.SUPPORT, before, after, "the next sentence begins with a conclusion"
            )
        # Who says "but" seldom attacks their own words: it weighs, or turns to somebody else.
        elif not BUT.match(after.text) and OPINION.search(before.text) and before is own[0]:
            yield RelationCandidate(
                RelationKind.SUPPORT, after, before, "it follows the first judgement of the post"
            )


def _answers(
    thread: Thread, by_post: Mapping[str, Sequence[Sentence]], language: str | None
) -> Iterator[RelationCandidate | ConcessionCandidate]:
    """Yield the relation, or the concession, from a reply to that sentence of the post it answers which shares most words with it."""
    for post in thread.posts:
        own, theirs = by_post.get(post.id, ()), by_post.get(post.reply_to or "", ())
        if not own or not theirs:
            continue
        opening = (post.text or "").strip()
        stems = _stems(opening, language)
        first = own[0]
        target = max(theirs, key=lambda s: (len(_stems(s.text, language) & stems), -s.start))
        if GRANTS.match(opening):
            yield ConcessionCandidate(first, target, "the reply grants something")
        elif post.author is not None and post.author == thread.posts_by_id[target.post].author:
            continue  # who answers themselves goes on
        elif DISAGREES.match(opening) or BUT.search(first.text):
            yield RelationCandidate(
                RelationKind.ATTACK, first, target, "the reply begins with a contradiction"
            )
        else:
            yield RelationCandidate(
                RelationKind.ATTACK, first, target, "the reply shares most words with this sentence"
            )


def _stems(text: str, language: str | None) -> frozenset[str]:
    return frozenset(stem for stem, _ in terms(text, language))
