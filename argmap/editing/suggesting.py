"""Suggestions as a draft file, and how they compare with maps that people made."""

from __future__ import annotations

from dataclasses import dataclass

from argmap.dialogue.sentences import Sentence
from argmap.editing.suggestions import Candidates
from argmap.model.map import ArgumentMap
from argmap.model.quote import Quote, find_quote
from argmap.model.thread import Thread
from argmap.storage.edit import written

HEAD = """\
# SUGGESTIONS for the map of {id}. They come from single words of the thread, not from its meaning, and most of them are
# wrong or not new. Nothing here is in the map yet: add what you agree with, for instance with 'argmap edit add'.
format: argmap-suggestions/1
thread: {id}
"""
LEAST_OVERLAP = 0.5
"""Share of the shorter of two stretches that must lie in the other for them to be about the same words."""


@dataclass(frozen=True, slots=True)
class Score:
    """How suggestions compare with a map, in four counts.

    Of the `made` suggestions, `right` are in the map; of the `wanted` parts of the map, `met` were suggested.
    """

    made: int
    right: int
    wanted: int
    met: int

    @property
    def precision(self) -> float:
        return self.right / self.made if self.made else 0.0

    @property
    def recall(self) -> float:
        return self.met / self.wanted if self.wanted else 0.0


def draft(thread: Thread, suggested: Candidates) -> str:
    """Return suggestions as the text of a file: words, post and the reason for each.

    Args:
        thread: the thread.
        suggested: the suggestions for it.
    """
    lines = [HEAD.format(id=thread.id), "claims:" if suggested.claims else "claims: []"]
    lines += [
        f"  - {{post: {c.sentence.post}, exact: {_quoted(c.sentence)}, why: {written(c.sign, None)}}}"
        for c in suggested.claims
    ]
    lines.append("relations:" if suggested.relations else "relations: []")
    for relation in suggested.relations:
        lines += [
            f"  - kind: {relation.kind}",
            f"    why: {written(relation.sign, None)}",
            f"    premise: {{post: {relation.premise.post}, exact: {_quoted(relation.premise)}}}",
            f"    target: {{post: {relation.target.post}, exact: {_quoted(relation.target)}}}",
        ]
    return "\n".join(lines) + "\n"


def _quoted(sentence: Sentence) -> str:
    return written(" ".join(sentence.text.split()), '"')


def claim_score(map: ArgumentMap, suggested: Candidates) -> Score:
    """Return how the suggested claims compare with those that the map quotes.

    Args:
        map: a map that people made, with its thread.
        suggested: the suggestions for its thread.
    """
    wanted = {
        claim.id: [s for quote in claim.quotes for s in _places(map, quote)]
        for claim in map.claims
        if claim.quotes
    }
    sentences = [claim.sentence for claim in suggested.claims]
    places = [place for own in wanted.values() for place in own]
    right = sum(any(_overlap(s, place) for place in places) for s in sentences)
    hit = sum(any(_overlap(s, place) for s in sentences for place in own) for own in wanted.values())
    return Score(len(sentences), right, len(wanted), hit)


def relation_score(map: ArgumentMap, suggested: Candidates) -> Score:
    """Return how the suggested relations compare with supports and attacks between quoted claims; the kind must agree.

    Args:
        map: a map that people made, with its thread.
        suggested: the suggestions for its thread.
    """
    places = {claim.id: [s for quote in claim.quotes for s in _places(map, quote)] for claim in map.claims}
    wanted = [
        (relation.id, relation.kind, places.get(premise, []), places.get(relation.target, []))
        for relation in map.relations
        if relation.kind in {"support", "attack"}
        for premise in relation.premises
        if places.get(premise) and places.get(relation.target)
    ]
    hits: set[int] = set()
    right = 0
    for relation in suggested.relations:
        matching = {
            index
            for index, (_, kind, premises, targets) in enumerate(wanted)
            if kind is relation.kind
            and any(_overlap(relation.premise, place) for place in premises)
            and any(_overlap(relation.target, place) for place in targets)
        }
        right += bool(matching)
        hits |= matching
    return Score(len(suggested.relations), right, len(wanted), len(hits))


def _places(map: ArgumentMap, quote: Quote) -> list[Sentence]:
    if map.thread is None:
        return []
    text = map.thread.text_of(quote.post)
    return [Sentence(quote.post, text[s.start : s.end], s.start, s.end) for s in find_quote(quote, text)]


def _overlap(one: Sentence, other: Sentence) -> bool:
    if one.post != other.post:
        return False
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared >= LEAST_OVERLAP * min(one.end - one.start, other.end - other.start)
