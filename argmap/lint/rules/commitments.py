"""AM50x: whether what people are said to hold fits together, and fits what they wrote."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.diagnostics import Edit, Finding, Fix, Removed, Severity, rule
from argmap.dialogue.overview import dialogue
from argmap.model.annotations import Commitment, Stance
from argmap.model.map import ArgumentMap

Numbered = tuple[int, int, Commitment]
"""Number of the post, place in the list, and the commitment."""


@rule("AM501", Severity.WARNING)
def contradictory_stance(map: ArgumentMap) -> Iterator[Finding]:
    """Somebody accepts a claim and denies it, and retracts neither in between.

    People do contradict themselves, and then a teacher wants to see it; more often two claims were taken for one.

    Bad:
        thread:
          participants: [{id: a, name: Ann}]
          posts: [{id: p1, author: a, text: It is so.}, {id: p2, author: a, text: It is not.}]
        claims: [{id: c1, text: It is so., quotes: [{post: p1, exact: It is so}]}]
        commitments:
          - {participant: a, post: p1, claim: c1, stance: asserts}
          - {participant: a, post: p2, claim: c1, stance: denies}

    Good:
        thread:
          participants: [{id: a, name: Ann}]
          posts: [{id: p1, author: a, text: It is so.}, {id: p2, author: a, text: I take it back.}]
        claims: [{id: c1, text: It is so., quotes: [{post: p1, exact: It is so}]}]
        commitments:
          - {participant: a, post: p1, claim: c1, stance: asserts}
          - {participant: a, post: p2, claim: c1, stance: retracts}
    """
    held: dict[tuple[str, str], Commitment] = {}
    for _, index, commitment in _in_order(map):
        key = (commitment.participant, commitment.claim)
        before = held.get(key)
        if commitment.stance is Stance.RETRACTS:
            held.pop(key, None)
        elif commitment.stance.accepts or commitment.stance is Stance.DENIES:
            if before is not None and before.stance.accepts is not commitment.stance.accepts:
                yield Finding(
                    ("commitments", index, "stance"),
                    f"{commitment.participant!r} {commitment.stance} {commitment.claim!r} in post {commitment.post!r}, "
                    f"and {before.stance} it in post {before.post!r}",
                    "add what retracts the first, or part the claim in two",
                )
            held[key] = commitment


@rule("AM502", Severity.ADVICE)
def concession_to_oneself(map: ArgumentMap) -> Iterator[Finding]:
    """Somebody concedes a claim that helps nobody but their own side.

    To concede is to grant the other side something. What supports one's own thesis is asserted.

    Bad:
        thread:
          participants: [{id: a, name: Ann}]
          posts: [{id: p1, author: a, text: It is so. Weights are shared.}]
        issues: [{id: need, question: 'Is it so?'}]
        claims:
          - {id: c1, text: It is so., answers: need, quotes: [{post: p1, exact: It is so}]}
          - {id: c2, text: Weights are shared., quotes: [{post: p1, exact: Weights are shared}]}
        relations: [{id: r1, kind: support, premises: [c2], target: c1}]
        commitments:
          - {participant: a, post: p1, claim: c1, stance: asserts}
          - {participant: a, post: p1, claim: c2, stance: concedes}

    Good:
        thread:
          participants: [{id: a, name: Ann}]
          posts: [{id: p1, author: a, text: It is so. Weights are shared.}]
        issues: [{id: need, question: 'Is it so?'}]
        claims:
          - {id: c1, text: It is so., answers: need, quotes: [{post: p1, exact: It is so}]}
          - {id: c2, text: Weights are shared., quotes: [{post: p1, exact: Weights are shared}]}
        relations: [{id: r1, kind: support, premises: [c2], target: c1}]
        commitments:
          - {participant: a, post: p1, claim: c1, stance: asserts}
          - {participant: a, post: p1, claim: c2, stance: asserts}
    """
    if not any(commitment.stance is Stance.CONCEDES for commitment in map.commitments):
        return
    numbers = map.thread.numbers if map.thread else {}
    places = {
        (c.participant, numbers.get(c.post, 0), c.claim): index
        for index, c in enumerate(map.commitments)
        if c.stance is Stance.CONCEDES
    }
    for concession in dialogue(map).concessions:
        if not concession.helps and not concession.hurts and not concession.to:
            index = places[concession.participant, concession.number, concession.claim]
            yield Finding(
                ("commitments", index, "stance"),
                f"{concession.participant!r} concedes {concession.claim!r}, which helps nobody else",
                "if it is a reason of their own, they assert it",
            )


@rule("AM505", Severity.WARNING)
def unquoted_commitment(map: ArgumentMap) -> Iterator[Finding]:
    """Somebody asserts a claim in a post that the claim does not quote.

    Whoever reads that Ann asserts it in post 3 looks for the words in post 3. Denials, concessions and questions are made
    in other words, and a claim that is unstated is asserted in none; they are let be.

    Bad:
        thread:
          participants: [{id: a, name: Ann}]
          posts: [{id: p1, author: a, text: It is so.}, {id: p2, author: a, text: I said so.}]
        claims: [{id: c1, text: It is so., quotes: [{post: p1, exact: It is so}]}]
        commitments: [{participant: a, post: p2, claim: c1, stance: asserts}]

    Good:
        thread:
          participants: [{id: a, name: Ann}]
          posts: [{id: p1, author: a, text: It is so.}, {id: p2, author: a, text: I said so.}]
        claims: [{id: c1, text: It is so., quotes: [{post: p1, exact: It is so}]}]
        commitments: [{participant: a, post: p1, claim: c1, stance: asserts}]
    """
    quoted = {(claim.id, quote.post) for claim in map.claims for quote in claim.quotes}
    unstated = {claim.id for claim in map.claims if claim.implicit}
    repeated = {post.id: post.repeats for post in map.thread.posts} if map.thread else {}
    for index, c in enumerate(map.commitments):
        original = repeated.get(c.post) or c.post
        said = (c.claim, c.post) in quoted or (c.claim, original) in quoted
        if c.stance is Stance.ASSERTS and not said and c.claim not in unstated:
            yield Finding(
                ("commitments", index, "post"),
                f"{c.participant!r} asserts {c.claim!r} in post {c.post!r}, which the claim does not quote",
                "quote the words of that post, or name the post that has them",
            )


@rule("AM509", Severity.WARNING)
def borrowed_voice(map: ArgumentMap) -> Iterator[Finding]:
    """Somebody takes a stance in a post that somebody else wrote.

    A post commits its author. What others make of it they say in posts of their own.

    Bad:
        thread:
          participants: [{id: a, name: Ann}, {id: b, name: Bo}]
          posts: [{id: p1, author: a, text: It is so.}]
        claims: [{id: c1, text: It is so., quotes: [{post: p1, exact: It is so}]}]
        commitments: [{participant: b, post: p1, claim: c1, stance: asserts}]

    Good:
        thread:
          participants: [{id: a, name: Ann}, {id: b, name: Bo}]
          posts: [{id: p1, author: a, text: It is so.}]
        claims: [{id: c1, text: It is so., quotes: [{post: p1, exact: It is so}]}]
        commitments: [{participant: a, post: p1, claim: c1, stance: asserts}]
    """
    posts = map.thread.posts_by_id if map.thread else {}
    for index, c in enumerate(map.commitments):
        author = posts[c.post].author if c.post in posts else None
        if author is not None and author != c.participant:
            yield Finding(
                ("commitments", index, "participant"),
                f"post {c.post!r} was written by {author!r}, not by {c.participant!r}",
                f"name {author!r}, or a post of {c.participant!r}",
            )


@rule("AM510", Severity.WARNING)
def repeated_commitment(map: ArgumentMap) -> Iterator[Finding]:
    """The same stance of the same participant in the same post is listed twice.

    Counts of assertions and concessions would count it twice. `--fix` takes the second out.

    Bad:
        thread:
          participants: [{id: a, name: Ann}]
          posts: [{id: p1, author: a, text: It is so.}]
        claims: [{id: c1, text: It is so., quotes: [{post: p1, exact: It is so}]}]
        commitments:
          - {participant: a, post: p1, claim: c1, stance: asserts}
          - {participant: a, post: p1, claim: c1, stance: asserts}

    Good:
        thread:
          participants: [{id: a, name: Ann}]
          posts: [{id: p1, author: a, text: It is so.}]
        claims: [{id: c1, text: It is so., quotes: [{post: p1, exact: It is so}]}]
        commitments: [{participant: a, post: p1, claim: c1, stance: asserts}]
    """
    seen: set[Commitment] = set()
    for index, commitment in enumerate(map.commitments):
        if commitment in seen:
            path = ("commitments", index)
            fix = Fix("take the second one out", (Edit(path, Removed),))
            message = (
                f"that {commitment.participant!r} {commitment.stance} {commitment.claim!r} is listed before"
            )
            yield Finding(path, message, "take it out", fix=fix)
        seen.add(commitment)


@rule("AM511", Severity.WARNING)
def groundless_retraction(map: ArgumentMap) -> Iterator[Finding]:
    """Somebody retracts a claim that they have not accepted before.

    Only what was held can be given up; who rejects a claim of others denies it.

    Bad:
        thread:
          participants: [{id: a, name: Ann}]
          posts: [{id: p1, author: a, text: It is not so.}]
        claims: [{id: c1, text: It is so., implicit: true}]
        commitments: [{participant: a, post: p1, claim: c1, stance: retracts}]

    Good:
        thread:
          participants: [{id: a, name: Ann}]
          posts: [{id: p1, author: a, text: It is not so.}]
        claims: [{id: c1, text: It is so., implicit: true}]
        commitments: [{participant: a, post: p1, claim: c1, stance: denies}]
    """
    held: set[tuple[str, str]] = set()
    for _, index, c in _in_order(map):
        key = (c.participant, c.claim)
        if c.stance is Stance.RETRACTS and key not in held:
            yield Finding(
                ("commitments", index, "stance"),
                f"{c.participant!r} retracts {c.claim!r} without having accepted it before",
                "add where it was accepted, or write 'denies'",
            )
        if c.stance.accepts:
            held.add(key)
        elif c.stance is Stance.RETRACTS:
            held.discard(key)


@rule("AM513", Severity.WARNING)
def attack_on_own_thesis(map: ArgumentMap) -> Iterator[Finding]:
    """A participant's own claims attack a thesis that the participant holds to the end.

    Either the attack was read in the wrong direction, or the participant gave the thesis up and the map does not say it.
    The rule looks for attacks all of whose premises the participant asserts and does not retract, on a thesis the participant
    accepts and neither denies nor retracts.

    Bad:
        thread:
          participants: [{id: a, name: Ann}]
          posts: [{id: p1, author: a, text: It is so. Weights differ.}]
        issues: [{id: need, question: 'Is it so?'}]
        claims:
          - {id: c1, text: It is so., answers: need, quotes: [{post: p1, exact: It is so}]}
          - {id: c2, text: Weights differ., quotes: [{post: p1, exact: Weights differ}]}
        relations: [{id: r1, kind: attack, premises: [c2], target: c1}]
        commitments:
          - {participant: a, post: p1, claim: c1, stance: asserts}
          - {participant: a, post: p1, claim: c2, stance: asserts}

    Good:
        thread:
          participants: [{id: a, name: Ann}]
          posts: [{id: p1, author: a, text: It is so. Weights differ.}, {id: p2, author: a, text: I was wrong.}]
        issues: [{id: need, question: 'Is it so?'}]
        claims:
          - {id: c1, text: It is so., answers: need, quotes: [{post: p1, exact: It is so}]}
          - {id: c2, text: Weights differ., quotes: [{post: p1, exact: Weights differ}]}
        relations: [{id: r1, kind: attack, premises: [c2], target: c1}]
        commitments:
          - {participant: a, post: p1, claim: c1, stance: asserts}
          - {participant: a, post: p1, claim: c2, stance: asserts}
          - {participant: a, post: p2, claim: c1, stance: retracts}
    """
    taken: dict[str, dict[str, set[Stance]]] = {}
    for c in map.commitments:
        taken.setdefault(c.claim, {}).setdefault(c.participant, set()).add(c.stance)
    theses = {claim.id for claim in map.claims if claim.is_thesis}
    for index, relation in enumerate(map.relations):
        if relation.kind != "attack" or relation.target not in theses:
            continue
        makers = [taken.get(p, {}) for p in relation.premises if p in taken]
        for person, stances in sorted(taken.get(relation.target, {}).items()):
            held = [maker.get(person, set()) for maker in makers]
            makes_it = bool(held) and all(Stance.ASSERTS in s and Stance.RETRACTS not in s for s in held)
            if makes_it and stances <= {Stance.ASSERTS, Stance.CONCEDES}:
                yield Finding(
                    ("relations", index, "target"),
                    f"{person!r} attacks {relation.target!r}, and holds it to the end",
                    "add the denial or retraction, or turn the relation round",
                )


def _in_order(map: ArgumentMap) -> list[Numbered]:
    """Return the commitments in the order of the thread; within a post in the order of the file."""
    numbers = map.thread.numbers if map.thread else {}
    return sorted(
        ((numbers.get(c.post, 0), index, c) for index, c in enumerate(map.commitments)), key=lambda n: n[:2]
    )
