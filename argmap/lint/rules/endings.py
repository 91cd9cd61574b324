"""AM214, AM523, AM524: what an issue says of its answers, how it ended, and whether a rejected answer has a reason against it."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.diagnostics import Finding, Severity, rule
from argmap.lint.stances import last_stances
from argmap.model.annotations import Stance
from argmap.model.claim import Claim
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation, RelationKind

RIVALS = 2
"""Theses from which it matters whether they exclude each other."""


@rule("AM214", Severity.ADVICE)
def issue_without_exclusive(map: ArgumentMap) -> Iterator[Finding]:
    """An issue has two theses or more, and does not say whether they exclude each other.

    Without `exclusive` they do: the theses attack each other, and two that both have reasons leave each other undecided.
    If people can hold several answers at once, write `exclusive: false`.

    Bad:
        issues: [{id: need, question: 'What is needed?'}]
        claims:
          - {id: c1, text: Algebra is needed., answers: need, implicit: true}
          - {id: c2, text: Statistics is needed., answers: need, implicit: true}

    Good:
        issues: [{id: need, question: 'What is needed?', exclusive: false}]
        claims:
          - {id: c1, text: Algebra is needed., answers: need, implicit: true}
          - {id: c2, text: Statistics is needed., answers: need, implicit: true}
    """
    answers = [claim.answers for claim in map.claims]
    for index, issue in enumerate(map.issues):
        count = answers.count(issue.id)
        if issue.exclusive is None and count >= RIVALS:
            yield Finding(
                ("issues", index, "id"),
                f"issue {issue.id!r} has {count} theses and does not say whether they exclude each other",
                "add 'exclusive: true' or 'exclusive: false'",
            )


@rule("AM523", Severity.WARNING)
def disowned_outcome(map: ArgumentMap) -> Iterator[Finding]:
    """The outcome of an issue is a thesis that those who are said to have chosen it do not hold at the end.

    Who chooses a thesis asserts, accepts or concedes it, and takes it back later only if the outcome is another one. If
    the outcome names nobody, somebody at least holds the thesis at the end.

    Bad:
        thread:
          participants: [{id: a, name: Ann}]
          posts: [{id: p1, author: a, text: Close it.}, {id: p2, author: a, text: 'No, do not.'}]
        issues: [{id: what, question: 'What should be done?', outcome: {thesis: c1, by: [a]}}]
        claims: [{id: c1, text: It should be closed., answers: what, quotes: [{post: p1, exact: Close it}]}]
        commitments:
          - {participant: a, post: p1, claim: c1, stance: asserts}
          - {participant: a, post: p2, claim: c1, stance: retracts}

    Good:
        thread:
          participants: [{id: a, name: Ann}]
          posts: [{id: p1, author: a, text: Close it.}, {id: p2, author: a, text: 'No, do not.'}]
        issues: [{id: what, question: 'What should be done?', outcome: {open: true}}]
        claims: [{id: c1, text: It should be closed., answers: what, quotes: [{post: p1, exact: Close it}]}]
        commitments:
          - {participant: a, post: p1, claim: c1, stance: asserts}
          - {participant: a, post: p2, claim: c1, stance: retracts}
    """
    for index, issue in enumerate(map.issues):
        outcome = issue.outcome
        if outcome is None or outcome.thesis is None:
            continue
        here = ("issues", index, "outcome")
        stances = last_stances(map).get(outcome.thesis, {})
        for number, person in enumerate(outcome.by):
            stance = stances.get(person)
            if stance is None or not stance.accepts:
                yield Finding(
                    (*here, "by", number),
                    f"{person!r} is said to have chosen {outcome.thesis!r}, and {_ending(stance)}",
                    "add the commitment that holds it, or leave the name out",
                )
        if not outcome.by and not any(stance.accepts for stance in stances.values()):
            yield Finding(
                (*here, "thesis"),
                f"the outcome of {issue.id!r} is {outcome.thesis!r}, which nobody holds at the end",
                "add the commitment that holds it, or write 'open: true'",
            )


def _ending(stance: Stance | None) -> str:
    return "takes no stance on it" if stance is None else f"{stance} it at the end"


@rule("AM524", Severity.ADVICE)
def unexplained_denial(map: ArgumentMap) -> Iterator[Finding]:
    """Somebody denies a thesis, and the map states no reason against it.

    Perhaps nobody gave one: then it is word against word, and readers should know. Perhaps the reason is in the thread and
    not yet in the map. A reason is an attack on the thesis, an undercut of a reason for it, or a reason for a rival that
    the same person holds. Implicit premises alone are not a stated reason.

    Bad:
        thread:
          participants: [{id: a, name: Ann}, {id: b, name: Bo}]
          posts: [{id: p1, author: a, text: Close it.}, {id: p2, author: b, text: 'No, it is cheap.'}]
        issues: [{id: what, question: 'What should be done?'}]
        claims: [{id: c1, text: It should be closed., answers: what, quotes: [{post: p1, exact: Close it}]}]
        commitments: [{participant: b, post: p2, claim: c1, stance: denies}]

    Good:
        thread:
          participants: [{id: a, name: Ann}, {id: b, name: Bo}]
          posts: [{id: p1, author: a, text: Close it.}, {id: p2, author: b, text: 'No, it is cheap.'}]
        issues: [{id: what, question: 'What should be done?'}]
        claims:
          - {id: c1, text: It should be closed., answers: what, quotes: [{post: p1, exact: Close it}]}
          - {id: c2, text: It is cheap., quotes: [{post: p2, exact: it is cheap}]}
        relations: [{id: r1, kind: attack, premises: [c2], target: c1}]
        commitments: [{participant: b, post: p2, claim: c1, stance: denies}]
    """
    theses = {claim.id: claim for claim in map.claims if claim.is_thesis}
    for index, c in enumerate(map.commitments):
        thesis = theses.get(c.claim)
        if c.stance is not Stance.DENIES or thesis is None:
            continue
        last = last_stances(map)
        if last[c.claim][c.participant] is not c.stance:
            continue
        held = {claim for claim, stances in last.items() if _holds(stances.get(c.participant))}
        if not _speaks_against(map, thesis) and not _has_reason(map, held & _rivals(map, thesis)):
            yield Finding(
                ("commitments", index, "stance"),
                f"{c.participant!r} denies {c.claim!r}, and the map states no reason against it",
                "look for the reason in the thread, and add it as an attack",
            )


def _holds(stance: Stance | None) -> bool:
    return stance is not None and stance.accepts


def _speaks_against(map: ArgumentMap, thesis: Claim) -> bool:
    """Return whether something stated attacks a thesis, or undercuts a reason for it."""
    on_it = map.incoming.get(thesis.id, ())
    undercuts = (
        r for support in on_it if _is(support, RelationKind.SUPPORT) for r in map.incoming.get(support.id, ())
    )
    against = [r for r in on_it if _is(r, RelationKind.ATTACK)]
    against += [r for r in undercuts if _is(r, RelationKind.UNDERCUT)]
    return any(_is_stated(map, relation) for relation in against)


def _rivals(map: ArgumentMap, thesis: Claim) -> set[str]:
    issue = map.issues_by_id.get(thesis.answers or "")
    if issue is None or not issue.is_exclusive:
        return set()
    return {claim.id for claim in map.claims if claim.answers == issue.id and claim.id != thesis.id}


def _has_reason(map: ArgumentMap, claims: set[str]) -> bool:
    reasons = (r for claim in claims for r in map.incoming.get(claim, ()) if _is(r, RelationKind.SUPPORT))
    return any(_is_stated(map, relation) for relation in reasons)


def _is_stated(map: ArgumentMap, relation: Relation) -> bool:
    """Return whether a relation carries weight and starts from something that was said."""
    premises = (map.nodes[name] for name in relation.premises)
    return relation.id not in map.weightless and not all(
        isinstance(p, Claim) and p.implicit for p in premises
    )


def _is(relation: Relation, kind: RelationKind) -> bool:
    return relation.kind is kind
