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
# SUGGESTIONS for the map of {id}, made from signs in the words of the thread and not from what they mean. Most of them are
# wrong or nothing new. Nothing of this is in the map: take over what you agree with, for instance with 'argmap edit add'.
format: argmap-suggestions/1
thread: {id}
"""
LEAST_OVERLAP = 0.5
"""Share of the shorter of two stretches that must lie in the other for them to be about the same words."""


@dataclass(frozen=True, slots=True)
class Score:
    """How suggestions compare with a map: how many were made, how many of them are in it, and how many it has."""

    made: int
    right: int
    wanted: int
    found: int

    @property
    def precision(self) -> float:
        return self.right / self.made if self.made else 0.0

    @property
    def recall(self) -> float:
        return self.found / self.wanted if self.wanted else 0.0


def draft(thread: Thread, found: Candidates) -> str:
    """Return suggestions as the text of a file: words, post and the reason for each."""
    lines = [HEAD.format(id=thread.id), "claims:" if found.claims else "claims: []"]
    lines += [
        f"  - {{post: {c.sentence.post}, exact: {_quoted(c.sentence)}, why: {written(c.sign, None)}}}"
        for c in found.claims
    ]
    lines.append("relations:" if found.relations else "relations: []")
    for step in found.relations:
        lines += [
            f"  - kind: {step.kind}",
            f"    why: {written(step.sign, None)}",
            f"    premise: {{post: {step.premise.post}, exact: {_quoted(step.premise)}}}",
            f"    target: {{post: {step.target.post}, exact: {_quoted(step.target)}}}",
        ]
    return "\n".join(lines) + "\n"


def _quoted(sentence: Sentence) -> str:
    return written(" ".join(sentence.text.split()), '"')


def claim_score(map: ArgumentMap, found: Candidates) -> Score:
    """Return how the suggested claims compare with those that the map quotes."""
    wanted = {
        claim.id: [s for quote in claim.quotes for s in _places(map, quote)]
        for claim in map.claims
        if claim.quotes
    }
    suggested = [claim.sentence for claim in found.claims]
    places = [place for own in wanted.values() for place in own]
    right = sum(any(_overlap(s, place) for place in places) for s in suggested)
    hit = sum(any(_overlap(s, place) for s in suggested for place in own) for own in wanted.values())
    return Score(len(suggested), right, len(wanted), hit)


def relation_score(map: ArgumentMap, found: Candidates) -> Score:
    """Return how the suggested steps compare with supports and attacks between quoted claims; the kind must agree."""
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
    for step in found.relations:
        matching = {
            index
            for index, (_, kind, premises, targets) in enumerate(wanted)
            if kind is step.kind
            and any(_overlap(step.premise, place) for place in premises)
            and any(_overlap(step.target, place) for place in targets)
        }
        right += bool(matching)
        hits |= matching
    return Score(len(found.relations), right, len(wanted), len(hits))


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
