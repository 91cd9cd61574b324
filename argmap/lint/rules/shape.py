"""AM2xx: whether every part of an argument has its place, and every issue its answers."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.diagnostics import Finding, Severity, rule
from argmap.model.map import ArgumentMap
from argmap.model.relation import RelationKind
from argmap.model.scheme import schemes


@rule("AM203", Severity.WARNING)
def disconnected_claim(map: ArgumentMap) -> Iterator[Finding]:
    """A claim has no relation to anything, and is not a thesis.

    It is either not part of the argument, or its relation was forgotten.

    Bad:
        claims: [{id: c1, text: Convolution is simple., implicit: true}]

    Good:
        issues: [{id: need, question: 'Is convolution simple?'}]
        claims: [{id: c1, text: Convolution is simple., answers: need, implicit: true}]
    """
    joined = _joined(map)
    for index, claim in enumerate(map.claims):
        if claim.id not in joined and not claim.is_thesis:
            yield Finding(
                ("claims", index, "id"),
                f"claim {claim.id!r} is connected to nothing",
                "add a relation, or 'answers: ISSUE'",
            )


@rule("AM204", Severity.WARNING)
def thesis_without_reason(map: ArgumentMap) -> Iterator[Finding]:
    """A thesis has nothing that supports it.

    A position without a reason cannot be discussed, only repeated.

    Bad:
        issues: [{id: need, question: 'Is convolution simple?'}]
        claims: [{id: c1, text: Convolution is simple., answers: need, implicit: true}]

    Good:
        issues: [{id: need, question: 'Is convolution simple?'}]
        claims:
          - {id: c1, text: Convolution is simple., answers: need, implicit: true}
          - {id: c2, text: Convolution is a sum of products., implicit: true}
        relations: [{id: r1, kind: support, premises: [c2], target: c1}]
    """
    supported = {relation.target for relation in map.relations if relation.kind is RelationKind.SUPPORT}
    for index, claim in enumerate(map.claims):
        if claim.is_thesis and claim.id not in supported:
            yield Finding(
                ("claims", index, "id"),
                f"thesis {claim.id!r} has no reason",
                "add a support, or drop 'answers'",
            )


@rule("AM205", Severity.WARNING)
def idle_example(map: ArgumentMap) -> Iterator[Finding]:
    """A technical example bears on nothing.

    People point at examples to support or to attack something. The relation was forgotten, or the example is idle.

    Bad:
        examples: [{id: backprop, name: Backprop, topic: backprop, text: It is the chain rule.}]

    Good:
        claims: [{id: c1, text: Backprop is simple., implicit: true}]
        examples: [{id: backprop, name: Backprop, topic: backprop, text: It is the chain rule.}]
        relations: [{id: r1, kind: support, premises: [backprop], target: c1}]
    """
    premises = {premise for relation in map.relations for premise in relation.premises}
    for index, example in enumerate(map.examples):
        if example.id not in premises:
            yield Finding(
                ("examples", index, "id"),
                f"example {example.id!r} bears on nothing",
                "add a relation that starts from it",
            )


@rule("AM208", Severity.WARNING)
def unanswered_issue(map: ArgumentMap) -> Iterator[Finding]:
    """No thesis answers an issue.

    A question that nobody answers divides nobody; perhaps a claim only lacks `answers`.

    Bad:
        issues: [{id: need, question: 'Is convolution simple?'}]

    Good:
        issues: [{id: need, question: 'Is convolution simple?'}]
        claims: [{id: c1, text: Convolution is simple., answers: need, implicit: true}]
    """
    answered = {claim.answers for claim in map.claims}
    for index, issue in enumerate(map.issues):
        if issue.id not in answered:
            yield Finding(
                ("issues", index, "id"),
                f"issue {issue.id!r} has no thesis",
                f"add 'answers: {issue.id}' to a claim",
            )


@rule("AM210", Severity.ADVICE)
def unchallenged_thesis(map: ArgumentMap) -> Iterator[Finding]:
    """Nothing in the map speaks against a thesis: no attack, no undercut, no rival.

    What nobody disputes teaches nothing about disputing it. Perhaps the thread answers it somewhere.

    Bad:
        issues: [{id: need, question: 'Is convolution simple?'}]
        claims: [{id: c1, text: Convolution is simple., answers: need, implicit: true}]

    Good:
        issues: [{id: need, question: 'Is convolution simple?'}]
        claims:
          - {id: c1, text: Convolution is simple., answers: need, implicit: true}
          - {id: c2, text: Convolution takes some thought., answers: need, implicit: true}
    """
    answers = [claim.answers for claim in map.claims if claim.is_thesis]
    steps = {relation.id: relation.target for relation in map.relations}
    challenged = {
        steps.get(relation.target, relation.target)
        for relation in map.relations
        if relation.kind in {RelationKind.ATTACK, RelationKind.UNDERCUT}
    }
    for index, claim in enumerate(map.claims):
        if claim.is_thesis and claim.id not in challenged and answers.count(claim.answers) == 1:
            yield Finding(
                ("claims", index, "id"),
                f"nothing speaks against thesis {claim.id!r}",
                "look for an objection or a rival in the thread",
            )


@rule("AM211", Severity.ADVICE)
def missing_premise(map: ArgumentMap, *, schemes_too: str = "") -> Iterator[Finding]:
    """A step has a single premise, and its scheme is named for two that only count together.

    In an argument from expert opinion, from analogy or from a rule, the second premise is where people disagree. An
    unstated one is written down with `implicit: true`. Only schemes in which the second premise carries the dispute
    are meant; `schemes_too` adds others, parted by spaces. An
    objection that raises a critical question names the scheme of what it challenges, and is let be.

    Bad:
        claims: [{id: c1, text: It is so., implicit: true}, {id: c2, text: Ann says so., implicit: true}]
        relations: [{id: r1, kind: support, premises: [c2], target: c1, scheme: expert-opinion}]

    Good:
        claims:
          - {id: c1, text: It is so., implicit: true}
          - {id: c2, text: Ann says so., implicit: true}
          - {id: c3, text: Ann is an expert on it., implicit: true}
        relations: [{id: r1, kind: support, premises: [c2, c3], target: c1, scheme: expert-opinion}]
    """
    meant = {*LINKED_SCHEMES, *schemes_too.split()}
    for index, relation in enumerate(map.relations):
        if relation.scheme in meant and not relation.is_linked and relation.question is None:
            wanted = schemes()[relation.scheme].premises if relation.scheme in schemes() else ()
            yield Finding(
                ("relations", index, "premises"),
                f"{relation.id!r} has 1 premise, and its scheme {relation.scheme!r} has {len(wanted)}",
                f"add the other, unstated if need be; 'argmap explain {relation.scheme}' lists them",
            )


LINKED_SCHEMES = frozenset(
    {
        "alternatives",
        "analogy",
        "established-rule",
        "expert-opinion",
        "position-to-know",
        "precedent",
        "slippery-slope",
    }
)
"""Schemes whose premises are all needed to see the argument (Walton, Reed & Macagno 2008, chapter 9)."""


@rule("AM212", Severity.WARNING)
def idle_undercut(map: ArgumentMap) -> Iterator[Finding]:
    """An undercut ends on a step that another step of the same premises makes anyway.

    To undercut one of two equal steps changes nothing, because the other still stands.

    Bad:
        claims:
          - {id: c1, text: It is so., implicit: true}
          - {id: c2, text: Ann says so., implicit: true}
          - {id: c3, text: Ann is a poet., implicit: true}
        relations:
          - {id: r1, kind: support, premises: [c2], target: c1, scheme: expert-opinion}
          - {id: r2, kind: support, premises: [c2], target: c1, scheme: position-to-know}
          - {id: r3, kind: undercut, premises: [c3], target: r1}

    Good:
        claims:
          - {id: c1, text: It is so., implicit: true}
          - {id: c2, text: Ann says so., implicit: true}
          - {id: c3, text: Ann is a poet., implicit: true}
        relations:
          - {id: r1, kind: support, premises: [c2], target: c1, scheme: expert-opinion}
          - {id: r3, kind: undercut, premises: [c3], target: r1}
    """
    steps = map.relations_by_id
    undercut = {relation.target for relation in map.relations if relation.kind is RelationKind.UNDERCUT}
    twins: dict[tuple[object, ...], list[str]] = {}
    for relation in map.relations:
        twins.setdefault((relation.kind, frozenset(relation.premises), relation.target), []).append(
            relation.id
        )
    for index, relation in enumerate(map.relations):
        target = steps.get(relation.target)
        if relation.kind is RelationKind.UNDERCUT and target is not None:
            same = twins[target.kind, frozenset(target.premises), target.target]
            spared = [name for name in same if name not in undercut]
            if spared:
                yield Finding(
                    ("relations", index, "target"),
                    f"{relation.id!r} undercuts {target.id!r}, and {spared[0]!r} makes the same step",
                    "undercut both, or make them one",
                )


def _joined(map: ArgumentMap) -> set[str]:
    return {name for relation in map.relations for name in (*relation.premises, relation.target)}
