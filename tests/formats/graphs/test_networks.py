"""GEXF and the JSON of Cytoscape: read by networkx, they have the graph of GraphML."""

from __future__ import annotations

import io
import json
import re
from typing import Any

import networkx as nx
from hypothesis import given

from argmap.formats.graphs.graphml import graph_of
from argmap.formats.graphs.networks import write_cytoscape, write_gexf
from argmap.model.map import ArgumentMap
from tests.strategies import maps


def plain(graph: Any) -> tuple[dict[str, Any], set[tuple[str, str, str]]]:
    """Return the attributes of each node and the roles of edges, as they were before they went through a file."""
    left = ("id", "value", "name", "label")
    nodes = {
        str(node): {k: one(v) for k, v in data.items() if k not in left}
        for node, data in graph.nodes(data=True)
    }
    return nodes, {(str(a), str(b), role) for a, b, role in graph.edges(data="role")}


def one(value: object) -> object:
    """Return a value with its white space folded: XML makes one space of a line end in an attribute."""
    return " ".join(value.split()) if isinstance(value, str) else value


def test_gexf_read_by_networkx_has_the_graph(math_in_ml: ArgumentMap) -> None:
    text = write_gexf(math_in_ml).text
    graph = nx.read_gexf(io.BytesIO(text.encode()))
    assert plain(graph) == plain(graph_of(math_in_ml))
    assert {graph.nodes[c.id]["label"] for c in math_in_ml.claims} == {
        c.label or c.id for c in math_in_ml.claims
    }
    assert "Is mathematics essential or overrated in machine learning?</description>" in text
    assert not re.search(r"\d{4}-\d\d-\d\d|[Nn]etwork[Xx]", text), "the day of today"


@given(maps())
def test_any_map_goes_into_both(map: ArgumentMap) -> None:
    gexf = nx.read_gexf(io.BytesIO(write_gexf(map).text.encode()))
    assert plain(gexf) == plain(graph_of(map))
    cytoscape = nx.cytoscape_graph(json.loads(write_cytoscape(map).text))
    assert plain(cytoscape) == plain(graph_of(map))
    assert write_cytoscape(map) == write_cytoscape(map)


def test_cytoscape_has_the_elements_that_it_documents(math_in_ml: ArgumentMap) -> None:
    # https://js.cytoscape.org/#notation/elements-json: nodes have data.id, edges data.source and data.target
    elements = json.loads(write_cytoscape(math_in_ml).text)["elements"]
    ids = {node["data"]["id"] for node in elements["nodes"]}
    assert ids == set(math_in_ml.kinds)
    assert all({each["data"]["source"], each["data"]["target"]} <= ids for each in elements["edges"])
