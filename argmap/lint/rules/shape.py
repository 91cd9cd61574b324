"""AM201 to AM205, AM208, AM210 to AM212: whether each part of a map is connected as it should be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from argmap.diagnostics import Edit, Finding, Fix, Removed, Severity, rule
from argmap.lint.stances import given_up
from argmap.model.annotations import Stance
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation, RelationKind
from argmap.model.scheme import schemes


@rule("AM203", Severity.WARNING)
def disconnected_claim(map: ArgumentMap) -> Iterator[Finding]:
    """A claim has no relation to anything, and is not a thesis.

    Either it is not part of the argument, or the annotator forgot its relation. Remarks about the discussion (`meta: true`)
    need none. The condition of a stance, the answer to a question and what a question is about are connected by it.

    Bad:
        claims: [{id: c1, text: Convolution is simple., implicit: true}]

    Good:
        issues: [{id: need, question: 'Is convolution simple?'}]
        claims: [{id: c1, text: Convolution is simple., answers: need, implicit: true}]
    """
    joined = _joined(map)
    for index, claim in enumerate(map.claims):
        if claim.id not in joined and not claim.is_thesis and not claim.meta:
            yield Finding(
                ("claims", index, "id"),
                f"claim {claim.id!r} is connected to nothing",
                "add a relation to it, or 'answers: ISSUE'",
            )


@rule("AM204", Severity.WARNING)
def thesis_without_reason(map: ArgumentMap) -> Iterator[Finding]:
    """Nothing supports a thesis.

    People can repeat a thesis without reasons, but they cannot discuss it. A thesis that nobody holds at the end, because it
    was only proposed, or all gave it up, is not reported, and neither is a remark about the discussion (`meta: true`).

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
    bare = [
        (index, claim)
        for index, claim in enumerate(map.claims)
        if claim.is_thesis and claim.id not in supported and not claim.meta
    ]
    excused = given_up(map) if bare else frozenset()
    for index, claim in bare:
        if claim.id not in excused:
            yield Finding(
                ("claims", index, "id"),
                f"thesis {claim.id!r} has no reason",
                "add a support, or remove 'answers'",
            )


@rule("AM205", Severity.WARNING)
def idle_example(map: ArgumentMap) -> Iterator[Finding]:
    """A technical example is not a premise of any relation.

    People mention examples to support or to attack something. Either the annotator forgot the relation, or the example
    is not needed.

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
                f"example {example.id!r} is not a premise of any relation",
                "add a relation that starts from it",
            )


@rule("AM208", Severity.WARNING)
def unanswered_issue(map: ArgumentMap) -> Iterator[Finding]:
    """No thesis answers an issue.

    Nobody disagrees about a question that nobody answers. Perhaps a claim only lacks `answers`.

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
    """Nothing in the map opposes a thesis: no attack, undercut, denial or doubt, and no other thesis on its issue.

    A thesis that nobody disputes shows no argument. Perhaps somebody objects to it in the thread. A thesis that nobody holds
    at the end and a remark about the discussion (`meta: true`) are not reported.

    Bad:
        issues: [{id: need, question: 'Is convolution simple?'}]
        claims: [{id: c1, text: Convolution is simple., answers: need, implicit: true}]

    Good:
        issues: [{id: need, question: 'Is convolution simple?'}]
        claims:
          - {id: c1, text: Convolution is simple., answers: need, implicit: true}
          - {id: c2, text: Convolution takes some thought., answers: need, implicit: true}
    """
    answers = Counter(claim.answers for claim in map.claims if claim.is_thesis)
    targets = {relation.id: relation.target for relation in map.relations}
    challenged = {
        targets.get(relation.target, relation.target)
        for relation in map.relations
        if relation.kind in {RelationKind.ATTACK, RelationKind.UNDERCUT}
    }
    challenged |= {c.claim for c in map.commitments if c.stance in {Stance.DENIES, Stance.QUESTIONS}}
    unopposed = [
        (index, claim)
        for index, claim in enumerate(map.claims)
        if claim.is_thesis and not claim.meta and claim.id not in challenged and answers[claim.answers] == 1
    ]
    excused = given_up(map) if unopposed else frozenset()
    for index, claim in unopposed:
        if claim.id not in excused:
            yield Finding(
                ("claims", index, "id"),
                f"nothing opposes thesis {claim.id!r}",
                "look for an objection or a rival thesis in the thread",
            )


@rule("AM211", Severity.ADVICE)
def missing_premise(map: ArgumentMap, *, schemes_too: str = "") -> Iterator[Finding]:
    """A relation has one premise, and its scheme needs linked premises.

    In an argument from expert opinion, from analogy or from a rule, people usually disagree about the second premise.
    If nobody states it, write it as an implicit premise (`implicit: true`). The rule checks the schemes in which the
    second premise decides the dispute; `schemes_too` adds other schemes, separated by spaces. An objection that raises
    a critical question is not reported, because it names the scheme of the relation that it questions.

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
                f"add the others, with 'implicit: true' if nobody states them; 'argmap explain {relation.scheme}' lists them",
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
    """An undercut targets one of two relations that join the same premises to the same target.

    The undercut changes nothing, because the other relation still leads to the same conclusion.

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
    relations = map.relations_by_id
    undercut = {relation.target for relation in map.relations if relation.kind is RelationKind.UNDERCUT}
    twins: dict[tuple[object, ...], list[str]] = {}
    for relation in map.relations:
        twins.setdefault((relation.kind, frozenset(relation.premises), relation.target), []).append(
            relation.id
        )
    for index, relation in enumerate(map.relations):
        target = relations.get(relation.target)
        if relation.kind is RelationKind.UNDERCUT and target is not None:
            same = twins[target.kind, frozenset(target.premises), target.target]
            untouched = [name for name in same if name not in undercut]
            if untouched:
                yield Finding(
                    ("relations", index, "target"),
                    f"{relation.id!r} undercuts {target.id!r}, but {untouched[0]!r} has the same premises and target",
                    "undercut both, or merge them into one",
                )


def _joined(map: ArgumentMap) -> set[str | None]:
    joined: set[str | None] = {
        name for relation in map.relations for name in (*relation.premises, relation.target)
    }
    joined |= {commitment.condition_claim for commitment in map.commitments}
    for question in map.questions:
        joined |= {question.about, *(answer.claim for answer in question.answered_by)}
    return joined


@rule("AM201")
def self_relation(map: ArgumentMap) -> Iterator[Finding]:
    """A relation has its target among its premises, is its own target, or names a premise twice.

    Nothing is a reason for itself or against itself. `--fix` removes a premise that is named twice.

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
                ("relations", index, "target"),
                f"{relation.target!r} is both premise and target of {relation.id!r}",
            )
        elif relation.target == relation.id:
            yield Finding(("relations", index, "target"), f"{relation.id!r} is its own target")
        elif len(set(relation.premises)) < len(relation.premises):
            yield _named_twice(index, relation)


def _named_twice(index: int, relation: Relation) -> Finding:
    again = next(i for i, premise in enumerate(relation.premises) if premise in relation.premises[:i])
    path = ("relations", index, "premises", again)
    message = f"premise {relation.premises[again]!r} of {relation.id!r} is named twice"
    return Finding(path, message, "remove one", fix=Fix("remove the second one", (Edit(path, Removed),)))


@rule("AM202")
def support_cycle(map: ArgumentMap) -> Iterator[Finding]:
    """Supports form a cycle: a claim is, in the end, a reason for itself.

    Circular reasoning gives no reason to people who do not already accept the claim. A support of a relation counts too: a
    claim cannot back the inference by which it is itself supported.

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
    # An inference that is backed is itself a step on the way to its conclusion.
    backed = [relation for relation in map.relations if relation.id in reasons]
    for relation in backed:
        sound = relation.target not in {relation.id, *relation.premises}
        if relation.kind is RelationKind.SUPPORT and sound:
            reasons[relation.target].add(relation.id)
    try:
        TopologicalSorter({node: sorted(premises) for node, premises in sorted(reasons.items())}).prepare()
    except CycleError:
        yield from _cycles(map, reasons)


def _cycles(map: ArgumentMap, reasons: dict[str, set[str]]) -> Iterator[Finding]:
    """Yield one finding for every group of claims that support each other in cycles."""
    import networkx as nx  # heavy: only when there is a cycle to report

    graph: nx.DiGraph[str] = nx.DiGraph(
        (premise, target) for target in reasons for premise in reasons[target]
    )
    for group in sorted((c for c in nx.strongly_connected_components(graph) if len(c) > 1), key=min):
        cycle = [edge[0] for edge in nx.find_cycle(graph.subgraph(sorted(group)), min(group))]
        index = next(
            i
            for i, relation in enumerate(map.relations)
            if relation.kind is RelationKind.SUPPORT
            and relation.target in group
            and group & set(relation.premises)
        )
        chain = " → ".join([*cycle, cycle[0]])
        yield Finding(
            ("relations", index),
            f"supports form a cycle: {chain}",
            "remove one of these supports",
        )
