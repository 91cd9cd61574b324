"""AM501, AM502, AM505, AM509 to AM511, AM513: whether commitments agree with each other and with the posts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from argmap.diagnostics import Edit, Finding, Fix, Removed, Severity, rule
from argmap.dialogue.overview import dialogue
from argmap.graph.stances import LastStance
from argmap.lint.stances import in_order, taken
from argmap.model.annotations import Commitment, Stance
from argmap.model.map import ArgumentMap


@rule("AM501", Severity.WARNING)
def contradictory_stance(map: ArgumentMap) -> Iterator[Finding]:
    """Somebody holds and denies the same claim, and retracts nothing in between.

    People do contradict themselves, and then a teacher wants to see it. More often the annotator took two claims for one.
    Whoever first denies a claim and later accepts or concedes it has been convinced, and is not reported. Neither is a
    stance that depends on a condition, nor one said as a guess.

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
    for _, index, commitment in in_order(map):
        key = (commitment.participant, commitment.claim)
        before = held.get(key)
        if commitment.stance is Stance.RETRACTS:
            held.pop(key, None)
        elif _is_firm(commitment):
            if before is not None and _contradicts(before.stance, commitment.stance):
                yield Finding(
                    ("commitments", index, "stance"),
                    f"{commitment.participant!r} {commitment.stance} {commitment.claim!r} in post {commitment.post!r}, "
                    f"and {before.stance} it in post {before.post!r}",
                    "add the retraction of the first, or split the claim into two",
                )
            held[key] = commitment


def _is_firm(commitment: Commitment) -> bool:
    """Return whether somebody holds or denies a claim without a condition and not as a guess."""
    takes_side = commitment.stance.accepts or commitment.stance is Stance.DENIES
    return takes_side and commitment.condition is None and not commitment.hedged


def _contradicts(before: Stance, after: Stance) -> bool:
    """Return whether a stance goes against an earlier one without giving in to others."""
    if before is Stance.DENIES:
        return after is Stance.ASSERTS
    return after is Stance.DENIES


@rule("AM502", Severity.ADVICE)
def concession_to_oneself(map: ArgumentMap) -> Iterator[Finding]:
    """Somebody concedes a claim that helps only their own side.

    To concede means to grant something to the other side. A claim that supports one's own thesis is asserted. Remarks about
    the discussion (`meta: true`) are not reported: they help no side.

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
    meta = {claim.id for claim in map.claims if claim.meta}
    numbers = map.thread.numbers if map.thread else {}
    places = {
        (c.participant, numbers.get(c.post, 0), c.claim): index
        for index, c in enumerate(map.commitments)
        if c.stance is Stance.CONCEDES
    }
    for concession in dialogue(map).concessions:
        is_remark = concession.claim in meta
        if not concession.helps and not concession.hurts and not concession.to and not is_remark:
            index = places[concession.participant, concession.number, concession.claim]
            yield Finding(
                ("commitments", index, "stance"),
                f"{concession.participant!r} concedes {concession.claim!r}, which helps nobody else",
                "write 'asserts' if it is their own reason",
            )


@rule("AM505", Severity.WARNING)
def unquoted_commitment(map: ArgumentMap) -> Iterator[Finding]:
    """Somebody asserts a claim in a post of which neither the claim nor the commitment has a quote.

    If a map says that Ann asserts a claim in post 3, readers look for her words in post 3. The claim quotes them, or, if
    they only repeat it in other words, the commitment does. Denials and questions use other words, and an implicit claim
    has no words to quote; these are not reported. Agreement is reported by unquoted-grant.

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
    implicit = {claim.id for claim in map.claims if claim.implicit}
    repeated = {post.id: post.repeats for post in map.thread.posts} if map.thread else {}
    for index, c in enumerate(map.commitments):
        original = repeated.get(c.post) or c.post
        is_quoted = bool(c.quotes) or (c.claim, c.post) in quoted or (c.claim, original) in quoted
        if c.stance is Stance.ASSERTS and not is_quoted and c.claim not in implicit:
            yield Finding(
                ("commitments", index, "post"),
                f"{c.participant!r} asserts {c.claim!r} in post {c.post!r}, which the claim does not quote",
                "quote that post in the claim or in the commitment, or name the post where they say it",
            )


@rule("AM509", Severity.WARNING)
def borrowed_voice(map: ArgumentMap) -> Iterator[Finding]:
    """Somebody takes a stance in a post that somebody else wrote.

    A post commits only its author. Other people take a stance in their own posts.

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
                f"name {author!r}, or a post by {c.participant!r}",
            )


@rule("AM510", Severity.WARNING)
def repeated_commitment(map: ArgumentMap) -> Iterator[Finding]:
    """The same stance of the same participant in the same post is listed twice.

    It would be counted twice in every count of assertions and concessions. `--fix` removes the second if it says nothing
    else; otherwise put the quotes and the note of both into one. Stances on different conditions are different stances.

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
    first: dict[tuple[object, ...], Commitment] = {}
    for index, c in enumerate(map.commitments):
        earlier = first.setdefault((c.participant, c.post, c.claim, c.stance, c.condition), c)
        if earlier is not c:
            path = ("commitments", index)
            fix = Fix("remove the second one", (Edit(path, Removed),)) if earlier == c else None
            message = f"that {c.participant!r} {c.stance} {c.claim!r} is listed already"
            yield Finding(path, message, "remove it" if fix else "put both into one", fix=fix)


@rule("AM511", Severity.WARNING)
def groundless_retraction(map: ArgumentMap) -> Iterator[Finding]:
    """Somebody retracts a claim that they neither held nor proposed before.

    People can only give up what they held, or take back what they proposed. A quote on the claim from an earlier post shows
    that they held it. To reject a claim made by others is to deny it.

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
    if not any(c.stance is Stance.RETRACTS for c in map.commitments):
        return
    stances = taken(map)
    for number, index, c in in_order(map):
        if c.stance is Stance.RETRACTS and not _has(stances[c.claim], c.participant, number):
            yield Finding(
                ("commitments", index, "stance"),
                f"{c.participant!r} retracts {c.claim!r} without having held or proposed it before",
                "add the commitment that holds it, or write 'denies'",
            )


def _has(stances: Iterable[LastStance], person: str, number: int) -> bool:
    """Return whether somebody holds or proposes a claim when they take it back in the post of that number."""
    theirs = [s for s in stances if s.participant == person and s.number <= number]
    before = theirs[: next((i for i, s in enumerate(theirs) if _is_retraction(s) and s.number == number), 0)]
    taken_back = max((i for i, s in enumerate(before) if _is_retraction(s)), default=-1)
    return any(s.stance.accepts or s.stance is Stance.PROPOSES for s in before[taken_back + 1 :])


def _is_retraction(stance: LastStance) -> bool:
    return stance.stance is Stance.RETRACTS


@rule("AM513", Severity.WARNING)
def attack_on_own_thesis(map: ArgumentMap) -> Iterator[Finding]:
    """A participant's own claims attack a thesis that the participant never gives up.

    Either the attack points in the wrong direction, or the participant gave up the thesis and the map does not say so.
    The rule reports an attack if the participant asserts all its premises and retracts none of them, and holds the attacked
    thesis (asserts, accepts or concedes it) without denying or retracting it. What depends on a condition, or is said as a
    guess, is not reported, and neither are remarks about the discussion.

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
    made: dict[str, dict[str, set[Stance]]] = {}
    for c in map.commitments:
        if _is_firm(c) or not c.stance.accepts:
            made.setdefault(c.claim, {}).setdefault(c.participant, set()).add(c.stance)
    theses = {claim.id for claim in map.claims if claim.is_thesis}
    for index, relation in enumerate(map.relations):
        if relation.kind != "attack" or relation.target not in theses or relation.id in map.weightless:
            continue
        makers = [made.get(p, {}) for p in relation.premises if p in made]
        for person, stances in sorted(made.get(relation.target, {}).items()):
            held = [maker.get(person, set()) for maker in makers]
            makes_it = bool(held) and all(Stance.ASSERTS in s and Stance.RETRACTS not in s for s in held)
            if makes_it and all(stance.accepts for stance in stances):
                yield Finding(
                    ("relations", index, "target"),
                    f"{person!r} attacks {relation.target!r}, and never gives it up",
                    "add the denial or retraction, or reverse the relation",
                )
