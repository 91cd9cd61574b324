"""What argmap writes as AIF is read by arguebuf, another program, with the same nodes, steps and edges.

arguebuf has no words for locutions, illocutions and transitions, and passes over them and their edges.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from argmap.formats.aif import xaif
from argmap.formats.aif.nodeset import write
from argmap.storage.load import load_map

arguebuf = pytest.importorskip("arguebuf", reason="arguebuf is not installed (pip install arguebuf)")
pytestmark = pytest.mark.filterwarnings("default")

DATA = Path(__file__).parents[3] / "data"
NAMES = sorted(path.parent.name for path in DATA.glob("*/map.yaml"))
KINDS = {"support": "Support", "attack": "Attack", "undercut": "Attack", "rephrase": "Rephrase"}


def same(graph: Any, name: str) -> None:
    map = load_map(DATA / name)
    assert len(graph.atom_nodes) == len(map)
    steps = Counter(type(node.scheme).__name__ for node in graph.scheme_nodes.values())
    assert steps == Counter(KINDS[r.kind] for r in map.relations if r.kind in KINDS)
    ends = {(edge.source.id, edge.target.id) for edge in graph.edges.values()}
    expected = [
        {*((premise, r.id) for premise in r.premises), (r.id, r.target)}
        for r in map.relations
        if r.kind in KINDS
    ]
    assert ends == set().union(*expected)


@pytest.mark.parametrize("name", NAMES)
def test_arguebuf_reads_every_claim_step_and_edge_of_a_nodeset(name: str) -> None:
    same(arguebuf.load.aif(json.loads(write(load_map(DATA / name)).text)), name)


@pytest.mark.parametrize("name", NAMES)
def test_arguebuf_reads_every_claim_step_and_edge_of_xaif(name: str) -> None:
    data = json.loads(xaif.write(load_map(DATA / name)).text)
    own = {node["nodeID"]: node["nodeID"].partition("_")[2] for node in data["AIF"]["nodes"]}
    for node in data["AIF"]["nodes"]:
        node["nodeID"] = own[node["nodeID"]]
    for edge in data["AIF"]["edges"]:
        edge |= {end: own[edge[end]] for end in ("fromID", "toID")}
    same(arguebuf.load.xaif(data), name)
