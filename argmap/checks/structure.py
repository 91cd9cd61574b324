"""AM2xx: the shape of an argument."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from argmap.diagnostics import Finding, Severity, rule
from argmap.model.map import ArgumentMap
from argmap.model.relation import RelationKind


@rule("AM201")
def self_relation(map: ArgumentMap) -> Iterator[Finding]:
    """A relation has its own target, or itself, among its premises or as its target.

    Nothing is a reason for itself, and nothing argues against itself by being said.

    Bad:
        claims: [{id: c1, text: Convolution is simple., implicit: true}]
        relations: [{id: r1, kind: support, premises: [c1], target: c1}]

    Good:
        claims:
          - {id: c1, text: Convolution is simple., implicit: true}
          - {id: c2, text: Convolution is a sum of products., implicit: true}
        relations: [{id: r1, kind: support, premises: [c2], target: c1}]
    """
    for index, relation in enumerate(map.relations):
        if relation.target in relation.premises:
            yield Finding(
                ("relations", index, "target"), f"{relation.target!r} stands on both ends of {relation.id!r}"
            )
        elif relation.target == relation.id:
            yield Finding(("relations", index, "target"), f"{relation.id!r} is its own target")
        elif len(set(relation.premises)) < len(relation.premises):
            yield Finding(("relations", index, "premises"), f"a premise of {relation.id!r} is named twice")


@rule("AM202")
def support_cycle(map: ArgumentMap) -> Iterator[Finding]:
    """Supports run in a circle: a claim is, in the end, a reason for itself.

    Circular reasoning gives no reason to anybody who does not accept the claim already.

    Bad:
        claims: [{id: c1, text: It is so., implicit: true}, {id: c2, text: Ann is right., implicit: true}]
        relations:
          - {id: r1, kind: support, premises: [c1], target: c2}
          - {id: r2, kind: support, premises: [c2], target: c1}

    Good:
        claims: [{id: c1, text: It is so., implicit: true}, {id: c2, text: Ann is right., implicit: true}]
        relations:
          - {id: r1, kind: support, premises: [c1], target: c2}
    """
    reasons: dict[str, set[str]] = {}
    for relation in map.relations:
        if relation.kind is RelationKind.SUPPORT and relation.target not in relation.premises:
            reasons.setdefault(relation.target, set()).update(relation.premises)
    try:
        TopologicalSorter({node: sorted(premises) for node, premises in sorted(reasons.items())}).prepare()
    except CycleError:
        yield from _cycles(map, reasons)


def _cycles(map: ArgumentMap, reasons: dict[str, set[str]]) -> Iterator[Finding]:
    """Yield one finding for every group of claims that support each other in circles."""
    import networkx as nx  # heavy: only when there is a circle to report

    graph: nx.DiGraph[str] = nx.DiGraph(
        (premise, target) for target in reasons for premise in reasons[target]
    )
    for group in sorted((c for c in nx.strongly_connected_components(graph) if len(c) > 1), key=min):
        circle = [edge[0] for edge in nx.find_cycle(graph.subgraph(sorted(group)), min(group))]
        index = next(
            i
            for i, relation in enumerate(map.relations)
            if relation.kind is RelationKind.SUPPORT
            and relation.target in group
            and group & set(relation.premises)
        )
        chain = " → ".join([*circle, circle[0]])
        yield Finding(
            ("relations", index),
            f"circular reasoning: {chain}",
            "take out the support that begs the question",
        )


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


@rule("AM206", needs_whole_map=False)
def duplicate_claim(map: ArgumentMap) -> Iterator[Finding]:
    """Two claims say the same, letter case, white space and a final stop aside.

    Reasons for one would not count for the other. Make them one claim, or say it in two ways and join them
    with a rephrase.

    Bad:
        claims:
          - {id: c1, text: Convolution is simple., implicit: true}
          - {id: c2, text: convolution is simple, implicit: true}

    Good:
        claims: [{id: c1, text: Convolution is simple., implicit: true}]
    """
    first: dict[str, str] = {}
    for index, claim in enumerate(map.claims):
        said = " ".join(claim.text.split()).rstrip(".").casefold()
        if said in first:
            yield Finding(
                ("claims", index, "text"),
                f"claim {claim.id!r} says the same as {first[said]!r}",
                "make them one claim",
            )
        first.setdefault(said, claim.id)


@rule("AM207", needs_whole_map=False)
def duplicate_relation(map: ArgumentMap) -> Iterator[Finding]:
    """Two relations of one kind join the same premises to the same target.

    Bad:
        claims: [{id: c1, text: It is so., implicit: true}, {id: c2, text: Ann says so., implicit: true}]
        relations:
          - {id: r1, kind: support, premises: [c2], target: c1}
          - {id: r2, kind: support, premises: [c2], target: c1}

    Good:
        claims: [{id: c1, text: It is so., implicit: true}, {id: c2, text: Ann says so., implicit: true}]
        relations:
          - {id: r1, kind: support, premises: [c2], target: c1}
    """
    first: dict[tuple[RelationKind, frozenset[str], str], str] = {}
    for index, relation in enumerate(map.relations):
        key = (relation.kind, frozenset(relation.premises), relation.target)
        if key in first:
            yield Finding(
                ("relations", index, "id"),
                f"relation {relation.id!r} says the same as {first[key]!r}",
                "keep one of them",
            )
        first.setdefault(key, relation.id)


@rule("AM208", Severity.WARNING)
def unanswered_issue(map: ArgumentMap) -> Iterator[Finding]:
    """No thesis answers an issue.

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


def _joined(map: ArgumentMap) -> set[str]:
    return {name for relation in map.relations for name in (*relation.premises, relation.target)}
