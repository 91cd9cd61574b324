"""GraphML, the graph format that Gephi, yEd, Cytoscape and networkx read. It can only be written.

Issues, claims, examples and relations are nodes, so that an undercut can point at a relation. An edge has a role: it
runs from a premise to its relation ("premise"), from a relation to its target ("target"), from a thesis to the issue
that it answers ("answers"), or from a sub-issue to the issue or thesis above it ("below").

Source:
    Brandes, Eiglsperger, Lerner & Pich (2013), Graph Markup Language (GraphML), in: Handbook of Graph Drawing and
    Visualization, chapter 16; written by networkx.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from argmap.formats.protocol import Format, Writing, losses
from argmap.model.map import ArgumentMap

if TYPE_CHECKING:
    import networkx as nx

Value = str | bool | float
Node = tuple[str, dict[str, Value | None]]

CARRIES = frozenset(
    {
        "id",
        "title",
        "note",
        "language",
        *(
            f"issues.{field}"
            for field in ("id", "question", "label", "exclusive", "parent", "outcome.thesis", "outcome.open")
        ),
        *(
            f"claims.{field}"
            for field in ("id", "text", "label", "answers", "implicit", "meta", "base_score", "tags")
        ),
        *(f"examples.{field}" for field in ("id", "name", "topic", "text", "experiment", "tags")),
        *(
            f"relations.{field}"
            for field in ("id", "kind", "premises", "target", "scheme", "question", "weight")
        ),
    }
)

BOOLEANS = ("implicit", "meta", "exclusive", "open")
"""The attributes that are true or false."""


def write(map: ArgumentMap) -> Writing:
    """Return a map as GraphML."""
    import networkx as nx

    head = '<?xml version="1.0" encoding="UTF-8"?>'
    text = "\n".join((head, *nx.generate_graphml(graph_of(map), named_key_ids=True))) + "\n"
    for value in (
        True,
        False,
    ):  # networkx writes Python's words, and GraphML's booleans are those of XML Schema
        for key in BOOLEANS:
            text = text.replace(f'<data key="{key}">{value}<', f'<data key="{key}">{str(value).lower()}<')
    return Writing(text, losses(map, CARRIES))


def graph_of(map: ArgumentMap) -> nx.DiGraph[str]:
    """Return the graph that is written: nodes with all their attributes, and edges with their `role`."""
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.graph.update(
        _given({"map": map.id, "title": map.title, "note": map.note, "language": map.language})
    )
    for name, attributes in _nodes(map):
        graph.add_node(name, **_given(attributes))
    for relation in map.relations:
        for premise in relation.premises:
            graph.add_edge(premise, relation.id, role="premise")
        graph.add_edge(relation.id, relation.target, role="target")
    for claim in map.claims:
        if claim.answers is not None:
            graph.add_edge(claim.id, claim.answers, role="answers")
    for issue in map.issues:
        if issue.parent is not None:
            graph.add_edge(issue.id, issue.parent, role="below")
    return graph


def _nodes(map: ArgumentMap) -> Iterator[Node]:
    for issue in map.issues:
        ended = issue.outcome
        yield (
            issue.id,
            {
                "kind": "issue",
                "text": issue.question,
                "label": issue.label,
                "exclusive": issue.exclusive,
                "outcome": None if ended is None else ended.thesis,
                "open": None if ended is None or not ended.open else True,
            },
        )
    for claim in map.claims:
        yield (
            claim.id,
            {
                "kind": "claim",
                "text": claim.text,
                "label": claim.label,
                "implicit": claim.implicit,
                "meta": claim.meta or None,
                "base_score": claim.base_score,
                "tags": ",".join(claim.tags) or None,
            },
        )
    for example in map.examples:
        yield (
            example.id,
            {
                "kind": "example",
                "text": example.text,
                "label": example.name,
                "topic": example.topic,
                "experiment": example.experiment,
                "tags": ",".join(example.tags) or None,
            },
        )
    for relation in map.relations:
        yield (
            relation.id,
            {
                "kind": "relation",
                "relation": str(relation.kind),
                "scheme": relation.scheme,
                "question": relation.question,
                "weight": relation.weight,
            },
        )


def _given(attributes: Mapping[str, Value | None]) -> dict[str, Value]:
    return {name: value for name, value in attributes.items() if value is not None}


FORMAT = Format("graphml", "GraphML, for Gephi, yEd and networkx", (".graphml",), CARRIES, write)
