"""JSON Canvas: from a map to a board whose cards have places. `canvas` says what is what."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from math import ceil
from typing import Any

import pygraphviz

from argmap.formats.embedding import KEY
from argmap.formats.keeping import kept as kept_of
from argmap.formats.outlines.items import CARRIES, ESCAPE, claim_words, one_line
from argmap.model.claim import Claim
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation, RelationKind

TITLE = "map--title"
"""The id of the frame; no part of a map has two hyphens together in its id."""

VERBS = {
    RelationKind.SUPPORT: "supports",
    RelationKind.ATTACK: "attacks",
    RelationKind.UNDERCUT: "undercuts",
    RelationKind.REPHRASE: "rephrases",
    RelationKind.EXPLAINS: "explains",
}
RELATED = ("answers", "part of")
COLOURS = {RelationKind.SUPPORT: "4", RelationKind.ATTACK: "1", RelationKind.UNDERCUT: "2"}
WIDTH, STEP_WIDTH, LINE, MARGIN, LETTERS = 260, 140, 24, 40, 30
INCH = 72
MOST_DRAWN, PER_ROW = 600, 25


def write(map: ArgumentMap, kept: Mapping[str, Any] | None) -> str:
    """Return a map as a board; `kept` is what keeps the rest of it."""
    carried = kept_of(map, CARRIES | {"relations.kind=explains"})
    about = {relation.target for relation in carried.relations}
    steps = {r.id: r for r in carried.relations if r.id in about or r.is_linked}
    texts = {issue.id: f"? {one_line(issue.question)}" for issue in carried.issues}
    texts |= {claim.id: _words(claim) for claim in carried.claims}
    sizes = {id: (WIDTH, LINE * max(ceil(len(text) / LETTERS), 1) + MARGIN) for id, text in texts.items()}
    sizes |= dict.fromkeys(steps, (STEP_WIDTH, LINE + MARGIN))
    edges = [*_edges(carried, steps)]
    places = _places(sizes, edges)
    texts |= {id: VERBS[step.kind] for id, step in steps.items()}
    nodes = [
        {"id": id, "type": "text", "x": places[id][0], "y": places[id][1], "width": sizes[id][0],
         "height": sizes[id][1], **({"color": COLOURS[steps[id].kind]} if id in steps and steps[id].kind in COLOURS else {}), "text": text}
        for id, text in texts.items()
    ]  # fmt: skip
    rest = {KEY: kept} if kept is not None else {}
    board = {"nodes": [_frame(map, nodes), *nodes], "edges": edges, **rest}
    return json.dumps(board, ensure_ascii=False, indent=1) + "\n"


def _words(claim: Claim) -> str:
    """Return the text of the card of a claim, which must not be taken for that of a relation."""
    words = claim_words(claim)
    return f"{ESCAPE}{words}" if words in VERBS.values() else words


def _edges(map: ArgumentMap, steps: Mapping[str, Relation]) -> Iterator[dict[str, Any]]:
    for relation in map.relations:
        colour = {"color": COLOURS[relation.kind]} if relation.kind in COLOURS else {}
        label = {"label": VERBS[relation.kind]}
        if relation.id not in steps:
            yield _edge(relation.id, relation.premises[0], relation.target, {**colour, **label})
            continue
        for number, premise in enumerate(relation.premises, start=1):
            yield _edge(f"{relation.id}--{number}", premise, relation.id, colour)
        on_step = label if relation.target in map.relations_by_id else {}
        yield _edge(f"{relation.id}--to", relation.id, relation.target, {**colour, **on_step})
    for claim in map.claims:
        if claim.answers is not None:
            yield _edge(f"{claim.id}--answers", claim.id, claim.answers, {"label": "answers"})
    for issue in map.issues:
        if issue.parent is not None:
            yield _edge(f"{issue.id}--part", issue.id, issue.parent, {"label": "part of"})


def _edge(id: str, source: str, target: str, more: Mapping[str, str]) -> dict[str, Any]:
    return {"id": id, "fromNode": source, "fromSide": "top", "toNode": target, "toSide": "bottom", **more}


def _places(sizes: Mapping[str, tuple[int, int]], edges: list[dict[str, Any]]) -> dict[str, tuple[int, int]]:
    """Return the upper left corner of each card: conclusions above their reasons, as Graphviz lays them out.

    Very many cards are put in rows, as they come: a drawing of them would take minutes, and nobody could read it.
    """
    if len(sizes) > MOST_DRAWN:
        tallest = max(height for _, height in sizes.values()) + MARGIN
        return {
            id: (number % PER_ROW * (WIDTH + MARGIN), number // PER_ROW * tallest)
            for number, id in enumerate(sizes)
        }
    graph = pygraphviz.AGraph(directed=True, strict=False, rankdir="BT", nodesep="0.6", ranksep="0.9")
    for id, (width, height) in sizes.items():
        graph.add_node(id, shape="box", fixedsize="true", label="", width=width / INCH, height=height / INCH)
    for edge in edges:
        graph.add_edge(edge["fromNode"], edge["toNode"])
    graph.layout(prog="dot")
    places = {}
    for id, (width, height) in sizes.items():
        x, y = (float(part) for part in graph.get_node(id).attr["pos"].split(","))
        places[id] = round(x - width / 2), round(-y - height / 2)
    return places


def _frame(map: ArgumentMap, nodes: list[dict[str, Any]]) -> dict[str, Any]:
    left, top = (min((node[axis] for node in nodes), default=0) - MARGIN for axis in ("x", "y"))
    right = max((node["x"] + node["width"] for node in nodes), default=0) + MARGIN
    bottom = max((node["y"] + node["height"] for node in nodes), default=0) + MARGIN
    place = {"x": left, "y": top, "width": right - left, "height": bottom - top}
    return {"id": TITLE, "type": "group", **place, "label": one_line(map.title)}
