"""AM2xx: relations that lead back to where they came from."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from argmap.diagnostics import Edit, Finding, Fix, Removed, rule
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation, RelationKind


@rule("AM201")
def self_relation(map: ArgumentMap) -> Iterator[Finding]:
    """A relation has its own target, or itself, among its premises or as its target.

    Nothing is a reason for itself, and nothing argues against itself by being said. `--fix` takes out a premise that is
    named twice.

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
            yield _named_twice(index, relation)


def _named_twice(index: int, relation: Relation) -> Finding:
    again = next(i for i, premise in enumerate(relation.premises) if premise in relation.premises[:i])
    path = ("relations", index, "premises", again)
    message = f"premise {relation.premises[again]!r} of {relation.id!r} is named twice"
    return Finding(path, message, "take one out", fix=Fix("take the second one out", (Edit(path, Removed),)))


@rule("AM202")
def support_cycle(map: ArgumentMap) -> Iterator[Finding]:
    """Supports form a cycle: a claim is, in the end, a reason for itself.

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
            f"circular reasoning: {chain}",
            "take out the support that begs the question",
        )
