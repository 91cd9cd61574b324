"""AM412, AM518 to AM522: whether a stance has its own words, and whether what it says of itself has an effect."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.diagnostics import Edit, Finding, Fix, Removed, Severity, rule
from argmap.lint.stances import FORWARD, taken
from argmap.model.annotations import Stance
from argmap.model.map import ArgumentMap

GRANTS = frozenset({Stance.ACCEPTS, Stance.CONCEDES})
SIDELESS = frozenset({Stance.QUESTIONS, Stance.RETRACTS})
"""Stances that hold nothing, so that there is nothing to hedge or to make conditional."""


@rule("AM412", Severity.WARNING)
def unquoted_grant(map: ArgumentMap) -> Iterator[Finding]:
    """Somebody accepts or concedes a claim, and no words of theirs are quoted for it.

    Agreement decides who holds what at the end, so readers must be able to check it. What the other side wrote does not
    show that somebody granted it. A quote on the claim itself counts if it is of that post.

    Bad:
        thread:
          participants: [{id: a, name: Ann}, {id: b, name: Bo}]
          posts: [{id: p1, author: a, text: It is so.}, {id: p2, author: b, text: 'Granted, Ann.'}]
        claims: [{id: c1, text: It is so., quotes: [{post: p1, exact: It is so}]}]
        commitments: [{participant: b, post: p2, claim: c1, stance: concedes}]

    Good:
        thread:
          participants: [{id: a, name: Ann}, {id: b, name: Bo}]
          posts: [{id: p1, author: a, text: It is so.}, {id: p2, author: b, text: 'Granted, Ann.'}]
        claims: [{id: c1, text: It is so., quotes: [{post: p1, exact: It is so}]}]
        commitments: [{participant: b, post: p2, claim: c1, stance: concedes, quotes: [{post: p2, exact: Granted}]}]
    """
    quoted = {(claim.id, quote.post) for claim in map.claims for quote in claim.quotes}
    for index, c in enumerate(map.commitments):
        if c.stance in GRANTS and not c.quotes and (c.claim, c.post) not in quoted:
            yield Finding(
                ("commitments", index, "post"),
                f"no words show that {c.participant!r} {c.stance} {c.claim!r} in post {c.post!r}",
                f"quote words of post {c.post!r} under the commitment",
            )


@rule("AM518", Severity.WARNING)
def hedge_without_effect(map: ArgumentMap) -> Iterator[Finding]:
    """A question or a retraction is marked as hedged.

    Only what somebody holds or denies can be said as a guess. Who asks for a reason or takes something back holds
    nothing. `--fix` removes the mark.

    Bad:
        thread:
          participants: [{id: a, name: Ann}]
          posts: [{id: p1, author: a, text: 'Perhaps not?'}]
        claims: [{id: c1, text: It is so., implicit: true}]
        commitments: [{participant: a, post: p1, claim: c1, stance: questions, hedged: true}]

    Good:
        thread:
          participants: [{id: a, name: Ann}]
          posts: [{id: p1, author: a, text: 'Perhaps not?'}]
        claims: [{id: c1, text: It is so., implicit: true}]
        commitments: [{participant: a, post: p1, claim: c1, stance: questions}]
    """
    for index, c in enumerate(map.commitments):
        if c.stance in SIDELESS and c.hedged:
            path = ("commitments", index, "hedged")
            yield Finding(
                path,
                f"that {c.participant!r} {c.stance} {c.claim!r} cannot be hedged",
                "remove 'hedged', or write 'denies' if it is a hedged denial",
                fix=Fix("remove 'hedged'", (Edit(path, Removed),)),
            )


@rule("AM519", Severity.WARNING)
def condition_without_effect(map: ArgumentMap) -> Iterator[Finding]:
    """A question has a condition, or a retraction has one in words.

    A condition says when somebody holds or denies a claim, or takes it back; a question holds nothing. Whether a condition in
    words is met, argmap cannot tell: a retraction on such a condition does not count. If the thread meets it, make a claim
    of the condition, with a commitment of who accepts it.

    Bad:
        thread:
          participants: [{id: a, name: Ann}]
          posts: [{id: p1, author: a, text: 'If it is cheap, is it so?'}]
        claims: [{id: c1, text: It is so., implicit: true}]
        commitments: [{participant: a, post: p1, claim: c1, stance: questions, if: if it is cheap}]

    Good:
        thread:
          participants: [{id: a, name: Ann}]
          posts: [{id: p1, author: a, text: 'If it is cheap, it is so.'}]
        claims: [{id: c1, text: It is so., implicit: true}]
        commitments: [{participant: a, post: p1, claim: c1, stance: accepts, if: if it is cheap}]
    """
    for index, c in enumerate(map.commitments):
        in_words = c.stance is Stance.RETRACTS and c.condition_claim is None
        if c.condition is not None and (in_words or c.stance is Stance.QUESTIONS):
            yield Finding(
                ("commitments", index, "if"),
                f"that {c.participant!r} {c.stance} {c.claim!r} has a condition, so that it changes nothing",
                "name a claim as the condition" if in_words else "remove 'if'",
            )


@rule("AM520", Severity.ADVICE)
def unheld_condition(map: ArgumentMap) -> Iterator[Finding]:
    """The condition of a stance is a claim on which nobody else takes a stance, and for which nobody gives a reason.

    Nobody in the thread says whether such a condition is met. A condition in words says the same, and needs no claim.

    Bad:
        thread:
          participants: [{id: a, name: Ann}]
          posts: [{id: p1, author: a, text: 'If it is cheap, do it.'}]
        claims:
          - {id: c1, text: It should be done., implicit: true}
          - {id: c2, text: It is cheap., quotes: [{post: p1, exact: it is cheap}]}
        commitments: [{participant: a, post: p1, claim: c1, stance: accepts, if: c2}]

    Good:
        thread:
          participants: [{id: a, name: Ann}, {id: b, name: Bo}]
          posts: [{id: p1, author: a, text: 'If it is cheap, do it.'}, {id: p2, author: b, text: It is.}]
        claims:
          - {id: c1, text: It should be done., implicit: true}
          - {id: c2, text: It is cheap., quotes: [{post: p1, exact: it is cheap}]}
        commitments:
          - {participant: a, post: p1, claim: c1, stance: accepts, if: c2}
          - {participant: b, post: p2, claim: c2, stance: asserts, quotes: [{post: p2, exact: It is}]}
    """
    for index, c in enumerate(map.commitments):
        if c.condition_claim is None or c.condition_claim in map.incoming:
            continue
        if not taken(map).get(c.condition_claim):
            yield Finding(
                ("commitments", index, "if"),
                f"nobody takes a stance on the condition {c.condition_claim!r}",
                "look for one in the thread, or write the condition in words",
            )


@rule("AM521", Severity.ADVICE)
def proposal_of_no_thesis(map: ArgumentMap) -> Iterator[Finding]:
    """Somebody proposes a claim that answers no issue.

    To propose is to put one of several answers on the table without standing by it. A reason is asserted; said as a guess,
    it is asserted with `hedged: true`.

    Bad:
        thread:
          participants: [{id: a, name: Ann}]
          posts: [{id: p1, author: a, text: We could close it.}]
        claims: [{id: c1, text: It should be closed., quotes: [{post: p1, exact: close it}]}]
        commitments: [{participant: a, post: p1, claim: c1, stance: proposes}]

    Good:
        thread:
          participants: [{id: a, name: Ann}]
          posts: [{id: p1, author: a, text: We could close it.}]
        issues: [{id: what, question: 'What should be done?'}]
        claims: [{id: c1, text: It should be closed., answers: what, quotes: [{post: p1, exact: close it}]}]
        commitments: [{participant: a, post: p1, claim: c1, stance: proposes}]
    """
    theses = {claim.id for claim in map.claims if claim.is_thesis}
    for index, c in enumerate(map.commitments):
        if c.stance is Stance.PROPOSES and c.claim not in theses:
            yield Finding(
                ("commitments", index, "stance"),
                f"{c.participant!r} proposes {c.claim!r}, which answers no issue",
                "add 'answers' to the claim, or write 'asserts', with 'hedged: true' if it is a guess",
            )


@rule("AM522", Severity.ADVICE)
def acceptance_of_nothing(map: ArgumentMap) -> Iterator[Finding]:
    """Somebody accepts a claim that nobody else asserted or proposed before.

    To accept means to agree with what somebody else has put forward. Who says something first asserts it. In minutes, and
    where the thread is a part of a longer discussion, somebody may agree with what others said elsewhere; then allow it.

    Bad:
        thread:
          participants: [{id: a, name: Ann}]
          posts: [{id: p1, author: a, text: It is so.}]
        claims: [{id: c1, text: It is so., quotes: [{post: p1, exact: It is so}]}]
        commitments: [{participant: a, post: p1, claim: c1, stance: accepts}]

    Good:
        thread:
          participants: [{id: a, name: Ann}, {id: b, name: Bo}]
          posts: [{id: p1, author: a, text: It is so.}, {id: p2, author: b, text: 'Yes, it is.'}]
        claims: [{id: c1, text: It is so., quotes: [{post: p1, exact: It is so}]}]
        commitments: [{participant: b, post: p2, claim: c1, stance: accepts, quotes: [{post: p2, exact: 'Yes'}]}]
    """
    numbers = map.thread.numbers if map.thread else {}
    for index, c in enumerate(map.commitments):
        if c.stance is Stance.ACCEPTS:
            here = numbers.get(c.post, 0)
            others = (
                s for s in taken(map)[c.claim] if s.stance in FORWARD and s.participant != c.participant
            )
            if not any(s.number < here for s in others):
                yield Finding(
                    ("commitments", index, "stance"),
                    f"{c.participant!r} accepts {c.claim!r}, which nobody else asserts or proposes before",
                    "add the commitment of who does, or write 'asserts'",
                )
