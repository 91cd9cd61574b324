"""What only a person can see, as questions about one map: where it may be wrong although no rule finds anything.

A question is asked only where it applies. The words for it are those of `rendering.findings.checklist`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from argmap.dialogue.denials import negations
from argmap.dialogue.statements import KNOWN, topics
from argmap.dialogue.words import primary
from argmap.location import Path
from argmap.model.annotations import Stance
from argmap.model.claim import Claim
from argmap.model.map import ArgumentMap
from argmap.model.quote import Quote
from argmap.model.relation import Relation, RelationKind

FEW = 0.5
"""The share of the topics of the shorter text, a claim or its quote, below which the quote is asked about."""

LEAST_SAME, SAME = 3, 0.4
"""Topics that two claims share at least for it to be asked whether they say the same, and their share of the shorter one."""

LEAST_COMMON, COMMON = 3, 0.1
"""A topic of more claims than this, and of more than this share of all, does not tell them apart."""

SHOULD = {
    "en": re.compile(r"\b(?:should|ought|must|needs? to|ha(?:s|ve) to)\b", re.IGNORECASE),
    "de": re.compile(
        r"\b(?:sollte\w{0,2}|soll\w{0,2}|muss|müsste\w{0,1}|müssen|darf|dürfen)\b", re.IGNORECASE
    ),
}
WORTH = {
    "en": re.compile(
        r"\b(?:better|worse|best|worst|good|bad|right|wrong|fair|unfair|just|unjust|safe|safer|dangerous|important|worth\w*"
        r"|duty|rights?|may not)\b",
        re.IGNORECASE,
    ),
    "de": re.compile(
        r"\b(?:besser\w*|schlechter\w*|gut\w{0,2}|schlecht\w{0,2}|richtig|falsch|gerecht|ungerecht|fair|unfair|sicher\w*"
        r"|gefährlich\w*|wichtig\w*|wert|pflicht|rechte?)\b",
        re.IGNORECASE,
    ),
}
ASKED_STANCES = frozenset(Stance) - {Stance.ASSERTS, Stance.PROPOSES}


Parts = Mapping[str, str | tuple[str, ...]]
"""What is filled in to a question: a text, or several that are each quoted."""


class ReviewKind(StrEnum):
    """What is asked."""

    THESIS = "thesis-in-its-quote"
    QUOTE = "claim-in-its-quote"
    LABEL = "label-of-claim"
    IMPLICIT = "implicit-premise"
    SAME = "same-claim"
    LINKED = "linked-premises"
    DIRECTION = "direction-of-support"
    FROM_FACT = "fact-to-value"
    ATTACK = "attack-or-undercut"
    UNDERCUT = "target-of-undercut"
    REPHRASE = "same-by-rephrase"
    STANCE = "stance-in-its-words"


@dataclass(frozen=True, slots=True)
class ReviewPoint:
    """A question about one item of a map: its kind, the id of the item and where it stands, the post, and the words to fill in."""

    kind: ReviewKind
    subject: str
    path: Path
    post: str | None
    parts: Parts = field(default_factory=dict)


def review_points(map: ArgumentMap) -> tuple[ReviewPoint, ...]:
    """Return what a person should look at in a map, by the posts of its thread; what has no post comes last."""
    numbers = map.thread.numbers if map.thread else {}
    kinds = {kind: place for place, kind in enumerate(ReviewKind)}
    points = [*_about_claims(map), *_same_claims(map), *_about_relations(map), *_about_stances(map)]
    last = len(numbers) + 1
    return tuple(
        sorted(points, key=lambda p: (numbers.get(p.post or "", last), kinds[p.kind], p.path[0], p.path[1]))
    )


def _about_claims(map: ArgumentMap) -> Iterator[ReviewPoint]:
    for index, claim in enumerate(map.claims):
        path = ("claims", index)
        quotes = [quote for quote in claim.quotes if quote.at is None]
        post = claim.quotes[0].post if claim.quotes else None
        words = " … ".join(quote.words for quote in quotes)
        own = topics(claim.text, map.language)
        if quotes and claim.is_thesis:
            yield ReviewPoint(ReviewKind.THESIS, claim.id, path, post, {"words": words, "text": claim.text})
        elif quotes and _shares_little(own, topics(words, map.language)):
            yield ReviewPoint(ReviewKind.QUOTE, claim.id, path, post, {"words": words, "text": claim.text})
        if claim.label and not own & topics(claim.label, map.language):
            parts = {"label": claim.label, "text": claim.text}
            yield ReviewPoint(ReviewKind.LABEL, claim.id, path, post, parts)
        if claim.implicit:
            step = next((r for r in map.relations if claim.id in r.premises), None)
            yield ReviewPoint(ReviewKind.IMPLICIT, claim.id, path, _post(map, step), {"text": claim.text})


def _same_claims(map: ArgumentMap) -> Iterator[ReviewPoint]:
    """Yield the claims that share much with an earlier one, and are not joined with it by a relation."""
    joined = {frozenset((premise, r.target)) for r in map.relations for premise in r.premises}
    about = [topics(claim.text, map.language) for claim in map.claims]
    spread = Counter(topic for each in about for topic in each)
    most = max(LEAST_COMMON, int(COMMON * len(about)))
    rare = [frozenset(topic for topic in each if spread[topic] <= most) for each in about]
    filed: dict[str, list[int]] = {}
    for index, claim in enumerate(map.claims):
        for other in sorted({other for topic in rare[index] for other in filed.get(topic, ())}):
            earlier = map.claims[other]
            shared, shorter = len(rare[index] & rare[other]), min(len(rare[index]), len(rare[other]))
            apart = frozenset((claim.id, earlier.id)) in joined or _are_rivals(claim, earlier)
            if not apart and shared >= LEAST_SAME and shared >= SAME * shorter:
                post = next((q.post for c in (claim, earlier) for q in c.quotes), None)
                parts = {"text": claim.text, "other": earlier.text}
                yield ReviewPoint(ReviewKind.SAME, claim.id, ("claims", index), post, parts)
        for topic in rare[index]:
            filed.setdefault(topic, []).append(index)


def _are_rivals(one: Claim, other: Claim) -> bool:
    """Return whether two claims are two answers to one question, or one says no where the other does not."""
    same_issue = one.is_thesis and one.answers == other.answers
    return same_issue or negations(one.text) != negations(other.text)


def _shares_little(claim: frozenset[str], quote: frozenset[str]) -> bool:
    return len(claim & quote) < FEW * min(len(claim), len(quote)) or (bool(claim) and not quote)


def _about_relations(map: ArgumentMap) -> Iterator[ReviewPoint]:
    for index, relation in enumerate(map.relations):
        texts = [map.nodes[name].text for name in relation.premises]
        premise = " + ".join(texts)
        target = map.nodes[relation.target].text if relation.target in map.nodes else ""
        for kind, parts in _asked_of(map, relation):
            filled = {"premise": premise, "target": target, **parts}
            yield ReviewPoint(kind, relation.id, ("relations", index), _post(map, relation), filled)


def _asked_of(map: ArgumentMap, relation: Relation) -> Iterator[tuple[ReviewKind, Parts]]:
    """Yield what is asked of a relation, with the words that only this question needs."""
    if relation.is_linked and relation.scheme is None:
        yield ReviewKind.LINKED, {"reasons": tuple(map.nodes[name].text for name in relation.premises)}
    if relation.kind is RelationKind.SUPPORT and relation.target in map.nodes:
        is_thesis = relation.target in {claim.id for claim in map.theses}
        if not is_thesis and _posts(map, relation.target) & {
            p for name in relation.premises for p in _posts(map, name)
        }:
            yield ReviewKind.DIRECTION, {}
        if _is_from_fact(map, relation):
            yield ReviewKind.FROM_FACT, {}
    elif relation.kind is RelationKind.ATTACK:
        step = next(
            (r for r in map.relations if r.kind is RelationKind.SUPPORT and relation.target in r.premises),
            None,
        )
        if step is not None and step.target in map.nodes:
            yield ReviewKind.ATTACK, {"conclusion": map.nodes[step.target].text}
    elif relation.kind is RelationKind.UNDERCUT:
        answered = _answered(map, relation)
        target = map.relations_by_id.get(relation.target)
        if answered and target is not None and not _is_made_in(map, target, answered):
            end = map.nodes.get(target.target)
            yield (
                ReviewKind.UNDERCUT,
                {"answered": answered, "conclusion": end.text if end else target.target},
            )
    elif relation.kind is RelationKind.REPHRASE:
        yield ReviewKind.REPHRASE, {}


def _is_from_fact(map: ArgumentMap, relation: Relation) -> bool:
    """Return whether a step leads from what is to what should be, without a premise or a scheme that joins them."""
    tag = primary(map.language)
    if tag not in KNOWN or relation.is_linked or relation.scheme is not None:
        return False
    premise, target = map.nodes[relation.premises[0]].text, map.nodes[relation.target].text
    says_why = SHOULD[tag].search(premise) or WORTH[tag].search(premise)
    return bool(SHOULD[tag].search(target)) and not says_why


def _about_stances(map: ArgumentMap) -> Iterator[ReviewPoint]:
    people = {p.id: p.name for p in map.thread.participants} if map.thread else {}
    for index, c in enumerate(map.commitments):
        quotes = [quote for quote in c.quotes if quote.at is None]
        if c.stance not in ASKED_STANCES or not quotes or c.claim not in map.nodes:
            continue
        text, words = map.nodes[c.claim].text, " … ".join(quote.words for quote in quotes)
        if not topics(text, map.language) & topics(words, map.language):
            parts = {"person": people.get(c.participant, c.participant), "words": words, "claim": text}
            yield ReviewPoint(
                ReviewKind.STANCE, c.claim, ("commitments", index), c.post, {**parts, "stance": str(c.stance)}
            )


def _quotes(map: ArgumentMap, name: str) -> tuple[Quote, ...]:
    node = map.nodes.get(name)
    return node.quotes if node is not None else ()


def _posts(map: ArgumentMap, name: str) -> frozenset[str]:
    return frozenset(quote.post for quote in _quotes(map, name))


def _post(map: ArgumentMap, relation: Relation | None) -> str | None:
    """Return the post in which a step is made: that of its first premise with a quote, or else of its target."""
    if relation is None:
        return None
    if relation.quotes:
        return relation.quotes[0].post
    names = (*relation.premises, relation.target)
    return next((quote.post for name in names for quote in _quotes(map, name)), None)


def _answered(map: ArgumentMap, relation: Relation) -> str | None:
    """Return the post that the post of an objection answers."""
    post = map.thread.posts_by_id.get(_post(map, relation) or "") if map.thread else None
    return post.reply_to if post is not None else None


def _is_made_in(map: ArgumentMap, step: Relation, post: str) -> bool:
    """Return whether a part of a step is quoted from a post, or from a post that objects to the same step."""
    return any(post in _posts(map, name) for name in (*step.premises, step.target))
