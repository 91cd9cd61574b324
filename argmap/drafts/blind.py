"""How far a draft leads whoever reviews it: posts that are read before their items are shown, beside the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import ceil

from argmap.drafts.decisions import Verdict
from argmap.drafts.file import DraftClaim
from argmap.drafts.reading_order import own_quotes
from argmap.drafts.reviewing import Review
from argmap.drafts.scoring import nearest, pairs_of_spans
from argmap.drafts.windows import thread_of
from argmap.editing.quoting import selector
from argmap.readings.spans import stretches
from argmap.result import Result


@dataclass(frozen=True, slots=True)
class Anchoring(Result):
    """Counts of the claims of a draft, on posts that were read first and on the others.

    Attributes:
        blind: claims of the draft on posts that were read first.
        marked_alone: those of them that the person had marked alone (half of the words shared).
        marked: claims that the person marked on these posts.
        accepted_blind: claims of the draft that were accepted there afterwards.
        shown: claims of the draft that were decided on other posts.
        accepted_shown: those of them that were accepted.
    """

    blind: int
    marked_alone: int
    marked: int
    accepted_blind: int
    shown: int
    accepted_shown: int

    def __str__(self) -> str:
        lines = [
            (
                f"read first: of {self.blind} claims of the draft the reader had marked {self.marked_alone} alone"
                f"{_share(self.marked_alone, self.blind)}, and accepted {self.accepted_blind} when they were shown"
                f"{_share(self.accepted_blind, self.blind)}; {self.marked - self.marked_alone} marks are not in the draft"
            ),
            (
                f"shown at once: {self.accepted_shown} of {self.shown} claims were accepted"
                f"{_share(self.accepted_shown, self.shown)}"
            ),
        ]
        if self.blind and self.shown:
            drawn = self.accepted_shown / self.shown - self.marked_alone / self.blind
            lines.append(f"difference: {drawn:+.0%} accepted beyond what a reader finds alone")
        return "\n".join(lines)


def _share(part: int, whole: int) -> str:
    return f" ({part / whole:.0%})" if whole else ""


def blind_posts(review: Review, share: float) -> tuple[str, ...]:
    """Return the posts that are read first: a share of those with claims in the draft, the same ones every time.

    Args:
        review: the review.
        share: from 0 to 1; at least one post if it is above 0.
    """
    posts = sorted({claim.post for claim in _quoting(review) if claim.post is not None})
    chosen = sorted(posts, key=lambda post: sha256(f"{review.draft.thread_hash} {post}".encode()).hexdigest())
    chosen = chosen[: ceil(share * len(posts))]
    numbers = thread_of(review.opened.map).numbers
    return tuple(sorted(chosen, key=lambda post: numbers[post]))


def anchoring(review: Review) -> Anchoring | None:
    """Return how far the draft led whoever reviewed it so far; None if no post was read first."""
    if not review.blind:
        return None
    thread = thread_of(review.opened.map)
    claims = _quoting(review)
    hidden = [claim for claim in claims if claim.post in review.blind]
    shown = [claim for claim in claims if claim.post not in review.blind and claim.id in review.decisions]
    marks = [stretches((selector(thread, mark.quote, mark.post),), thread) for mark in review.marks]
    # Of a claim with several quotes it is enough to mark one.
    own = [stretches((nearest(own_quotes(claim, thread), marks, thread),), thread) for claim in hidden]
    return Anchoring(
        blind=len(hidden),
        marked_alone=len(pairs_of_spans(own, marks)),
        marked=len(marks),
        accepted_blind=_accepted(review, hidden),
        shown=len(shown),
        accepted_shown=_accepted(review, shown),
    )


def _accepted(review: Review, claims: Sequence[DraftClaim]) -> int:
    decided = (review.decisions.get(claim.id) for claim in claims)
    return sum(made is not None and made.verdict is not Verdict.REJECT for made in decided)


def _quoting(review: Review) -> list[DraftClaim]:
    """Return the claims that quote words; nobody can mark the others in a post."""
    return [claim for claim in review.draft.of_kind("claim") if not claim.implicit]
