"""Steps that a map may lack between the claims that it has: ranked pairs, from place, words and who answers whom.

Most steps that people draw join two claims of one post, or of a post and the one that it answers; so only these pairs are
ranked. Nothing here reads what a text means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from argmap.dialogue.likeness import Likeness
from argmap.dialogue.sentences import Sentence
from argmap.editing.remaining import places
from argmap.editing.suggestions import BECAUSE, BUT, DISAGREES, GRANTS, HENCE
from argmap.model.annotations import Stance
from argmap.model.document import MapDocument
from argmap.model.quote import Quote
from argmap.model.relation import RelationKind
from argmap.model.thread import Thread

NEXT, FAR, FIRST, CUE, THESIS = 0.3, 0.05, 0.1, 0.3, 0.15
"""What speaks for a pair beside the likeness of its texts (0 to 1): claims that follow each other, each claim between
them (against it), a target that its post states first, a word such as "because" between them, and a target that is a
thesis."""

BEFORE = 40
"""Characters before a claim, and at its beginning, in which a cue word is looked for."""

RETREATS = frozenset({Stance.RETRACTS, Stance.DENIES, Stance.CONCEDES})


@dataclass(frozen=True, slots=True)
class SuggestedStep:
    """A step that may be between two claims, with its score (larger is likelier, no probability) and the sign for it.

    Where the reply grants the claim, `concession` says so: then it is a stance of the author, and no relation.
    """

    kind: RelationKind
    premise: str
    target: str
    score: float
    sign: str
    concession: bool = False


def suggested_steps(map: MapDocument) -> tuple[SuggestedStep, ...]:
    """Return steps between quoted claims that no relation of the map joins yet, the likeliest first.

    Each pair of claims comes once, in the direction and with the kind that its words and its place speak for. No step
    attacks a claim of the same post, unless its author retreats from it there.

    Args:
        map: the map, with its thread.
    """
    if map.thread is None:
        return ()
    claims = _Claims(map, map.thread)
    joined = {frozenset((premise, r.target)) for r in map.relations for premise in r.premises}
    likeness = Likeness({claim.id: claim.text for claim in map.claims}, map.language)
    ranked: list[SuggestedStep] = []
    for one, others in claims.pairs():
        alike = dict(zip(likeness.names, likeness.of(claims.texts[one]), strict=True))
        steps = (claims.step(one, other, alike[other]) for other in others if {one, other} not in joined)
        ranked += steps
    return tuple(sorted(ranked, key=lambda step: (-step.score, step.premise, step.target)))


def near_pairs(map: MapDocument) -> Iterator[SuggestedStep]:
    """Yield every pair of quoted claims of one post or of a post and its answer, the later as premise: what is trivial."""
    if map.thread is None:
        return
    claims = _Claims(map, map.thread)
    for early, others in claims.pairs():
        for late in others:
            if claims.post(early) == claims.post(late):
                yield SuggestedStep(RelationKind.SUPPORT, late, early, 0.0, "near")
            else:
                yield SuggestedStep(RelationKind.ATTACK, late, early, 0.0, "near")


class _Claims:
    """The quoted claims of a map in the order of the thread, each with the place of its first quote."""

    def __init__(self, map: MapDocument, thread: Thread) -> None:
        self.map, self.thread = map, thread
        self.texts = {claim.id: claim.text for claim in map.claims}
        self.theses = {claim.id for claim in map.claims if claim.is_thesis}
        self.where = {
            claim.id: place for claim in map.claims if (place := _first(map, claim.quotes)) is not None
        }
        numbers = thread.numbers
        self.order = sorted(
            self.where, key=lambda name: (numbers[self.where[name].post], self.where[name].start)
        )
        self.by_post: dict[str, list[str]] = {}
        for name in self.order:
            self.by_post.setdefault(self.where[name].post, []).append(name)
        self.retreats = {(c.claim, c.post) for c in map.commitments if c.stance in RETREATS}

    def pairs(self) -> Iterator[tuple[str, Sequence[str]]]:
        """Yield each claim with those that stand behind it in its post, and those in posts that answer this."""
        replies: dict[str, list[str]] = {}
        for post in self.thread.posts:
            if post.reply_to is not None and post.reply_to != post.id:
                replies.setdefault(post.reply_to, []).extend(self.by_post.get(post.id, []))
        for one in self.order:
            own = self.by_post[self.post(one)]
            yield one, (*own[own.index(one) + 1 :], *replies.get(self.post(one), []))

    def post(self, claim: str) -> str:
        return self.where[claim].post

    def step(self, early: str, late: str, alike: float) -> SuggestedStep:
        """Return the step between two claims, of which the second stands behind the first or in a reply to it."""
        if self.post(early) == self.post(late):
            return self._inside(early, late, alike)
        return self._across(early, late, alike)

    def _across(self, early: str, late: str, alike: float) -> SuggestedStep:
        """Return the step from a reply to what it answers."""
        post, answered = (self.thread.posts_by_id[self.post(claim)] for claim in (late, early))
        is_first = self.by_post[post.id][0] == late
        score = alike + (FIRST if is_first else 0) + (THESIS if early in self.theses else 0)
        opening = (post.text or "").strip()[:BEFORE]
        if is_first and GRANTS.match(opening):
            sign = "the reply grants something"
            return SuggestedStep(RelationKind.SUPPORT, late, early, score, sign, concession=True)
        if post.author is not None and post.author == answered.author:
            return SuggestedStep(RelationKind.SUPPORT, late, early, score, "its author goes on")
        if DISAGREES.match(opening) or BUT.search(self._cue(late)):
            return SuggestedStep(RelationKind.ATTACK, late, early, score + CUE, "the reply contradicts")
        return SuggestedStep(RelationKind.ATTACK, late, early, score, "the reply is about the same")

    def _inside(self, early: str, late: str, alike: float) -> SuggestedStep:
        """Return the step between two claims of one post: a reason for what comes before it, unless a word says otherwise."""
        own = self.by_post[self.post(late)]
        gap = own.index(late) - own.index(early) - 1
        score, cue = alike + (NEXT if gap == 0 else 0) - FAR * gap, self._cue(late)
        concludes = gap == 0 and HENCE.search(cue) is not None
        if concludes or (late in self.theses and early not in self.theses):
            sign = "the next claim begins with a conclusion" if concludes else "a thesis comes behind it"
            return SuggestedStep(RelationKind.SUPPORT, early, late, score + CUE, sign)
        if (early, self.post(late)) in self.retreats:
            return SuggestedStep(RelationKind.ATTACK, late, early, score, "its author retreats from it")
        score += (FIRST if own[0] == early else 0) + (THESIS if early in self.theses else 0)
        if gap == 0 and BECAUSE.search(cue):
            return SuggestedStep(RelationKind.SUPPORT, late, early, score + CUE, "it gives a reason")
        return SuggestedStep(RelationKind.SUPPORT, late, early, score, "it follows in the same post")

    def _cue(self, claim: str) -> str:
        """Return the words that lead up to a claim, from the end of the sentence before, with its own first words."""
        place = self.where[claim]
        text = self.thread.text_of(place.post)
        before = re.split(r"[.!?]\s", text[max(0, place.start - BEFORE) : place.start])[-1]
        return f"{before}{text[place.start : place.start + BEFORE // 4]}"


def _first(map: MapDocument, quotes: Sequence[Quote]) -> Sentence | None:
    """Return where the first quote stands whose words are not withheld."""
    return next((place for quote in quotes if quote.exact is not None for place in places(map, quote)), None)
