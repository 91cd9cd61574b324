"""Suggestions as a draft file, and how they compare with maps that people made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from argmap.dialogue.sentences import Sentence
from argmap.editing.pairs import SuggestedStep
from argmap.editing.remaining import Remaining, overlap, places
from argmap.editing.suggestions import Candidates
from argmap.model.document import MapDocument
from argmap.model.map import ArgumentMap
from argmap.model.thread import Thread
from argmap.storage.edit import written

HEAD = """\
# SUGGESTIONS for the map of {id}. They come from single words of the thread, not from its meaning, and most of them are
# wrong or not new. Nothing here is in the map yet: add what you agree with, for instance with 'argmap edit add'.
format: argmap-suggestions/1
thread: {id}
"""
HEAD_OF_MAP = """\
# SUGGESTIONS for the map {id}: {quoted} of the {sentences} sentences of its thread are quoted; these are others, and what they may
# have to do with its claims. All of it is guessed from single words, not from what they mean, and most of it is wrong or
# not new: "near" means that words are shared, "again" that nearly all are. Nothing here is in the map yet.
format: argmap-suggestions/1
thread: {thread}
map: {id}
"""


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
    lines.append("concessions:" if suggested.concessions else "concessions: []")
    for each in suggested.concessions:
        lines += [
            f"  - why: {written(each.sign, None)}",
            f"    words: {{post: {each.words.post}, exact: {_quoted(each.words)}}}",
            f"    of: {{post: {each.target.post}, exact: {_quoted(each.target)}}}",
        ]
    return "\n".join(lines) + "\n"


def draft_for(map: MapDocument, missing: Remaining, steps: Sequence[SuggestedStep] = ()) -> str:
    """Return what a map may lack as the text of a file: sentences that it does not quote, relations to its claims, steps.

    Args:
        map: the map, with its thread.
        missing: what it may lack.
        steps: steps between its claims, the likeliest first; as many are shown as the map has claims.
    """
    thread = map.thread.id if map.thread is not None else map.id
    head = HEAD_OF_MAP.format(id=map.id, thread=thread, quoted=missing.quoted, sentences=missing.sentences)
    lines = [head, "claims:" if missing.unquoted else "claims: []"]
    for unquoted in missing.unquoted:
        near = [
            {"claim": near.claim, "shares": list(near.shared), **({"again": True} if near.again else {})}
            for near in unquoted.near
        ]
        lines += [
            f"  - post: {unquoted.sentence.post}",
            f"    exact: {_quoted(unquoted.sentence)}",
            f"    why: {written(unquoted.sign, None)}",
            *([f"    near: {written(near)}"] if near else []),
        ]
    lines.append("relations:" if missing.links else "relations: []")
    for link in missing.links:
        lines += [
            f"  - kind: {link.kind}",
            f"    why: {written(link.sign, None)}",
            f"    premise: {_end(link.premise)}",
            f"    target: {_end(link.target)}",
        ]
    shown = steps[: len(map.claims)]
    lines.append("steps:" if shown else "steps: []")
    lines += [
        f"  - {{{'concedes' if s.concession else s.kind}: {s.target}, from: {s.premise}, why: {written(s.sign, None)}}}"
        for s in shown
    ]
    return "\n".join(lines) + "\n"


def _end(end: str | Sentence) -> str:
    return f"{{claim: {end}}}" if isinstance(end, str) else f"{{post: {end.post}, exact: {_quoted(end)}}}"


def _quoted(sentence: Sentence) -> str:
    return written(" ".join(sentence.text.split()), '"')


def claim_score(map: ArgumentMap, suggested: Candidates) -> Score:
    """Return how the suggested claims compare with those that the map quotes.

    Args:
        map: a map that people made, with its thread.
        suggested: the suggestions for its thread.
    """
    wanted = {
        claim.id: [s for quote in claim.quotes for s in places(map, quote)]
        for claim in map.claims
        if claim.quotes
    }
    sentences = [claim.sentence for claim in suggested.claims]
    quoted = [place for own in wanted.values() for place in own]
    right = sum(any(overlap(s, place) for place in quoted) for s in sentences)
    hit = sum(any(overlap(s, place) for s in sentences for place in own) for own in wanted.values())
    return Score(len(sentences), right, len(wanted), hit)


def relation_score(map: ArgumentMap, suggested: Candidates) -> Score:
    """Return how the suggested relations compare with supports and attacks between quoted claims; the kind must agree.

    Args:
        map: a map that people made, with its thread.
        suggested: the suggestions for its thread.
    """
    quoted = {claim.id: [s for quote in claim.quotes for s in places(map, quote)] for claim in map.claims}
    wanted = [
        (relation.id, relation.kind, quoted.get(premise, []), quoted.get(relation.target, []))
        for relation in map.relations
        if relation.kind in {"support", "attack"}
        for premise in relation.premises
        if quoted.get(premise) and quoted.get(relation.target)
    ]
    hits: set[int] = set()
    right = 0
    for relation in suggested.relations:
        matching = {
            index
            for index, (_, kind, premises, targets) in enumerate(wanted)
            if kind is relation.kind
            and any(overlap(relation.premise, place) for place in premises)
            and any(overlap(relation.target, place) for place in targets)
        }
        right += bool(matching)
        hits |= matching
    return Score(len(suggested.relations), right, len(wanted), len(hits))
