"""The DOT text of a diagram: the visual grammar put together.

Ids, classes, addresses and tooltips reach the SVG: `n-<id>` for nodes, `e-<id>` for relations, `j-<id>` for
the joint at which a step can be undercut or its premises meet, `k-<claim>-<number>` for concessions. Edges
that are only a part of something say of what: `e-<relation>--<premise>`, `e-<thesis>--answers`,
`e-<claim>--grant-<number>`; no id has two hyphens in a row, so no two edges have the same name.
"""

from __future__ import annotations

import graphviz

from argmap.model.claim import Claim
from argmap.rendering.caption import caption
from argmap.rendering.edges import draw_answer, draw_gathering, draw_grant, draw_relation
from argmap.rendering.nodes import draw_issue, draw_node
from argmap.rendering.options import Options
from argmap.rendering.outline import outline
from argmap.rendering.pen import Arrangement, Pen
from argmap.rendering.scene import Scene
from argmap.rendering.theme import FONTS, theme

LARGE_GRAPH = 300
"""From this many nodes and steps on, the layout gets less time to remove crossings and shorten edges."""

THOROUGH = {"mclimit": "8", "searchsize": "400"}
HASTY = {"mclimit": "1", "searchsize": "50", "nslimit": "2", "nslimit1": "2"}


def dot_source(scene: Scene, options: Options, arrangement: Arrangement | None = None) -> str:
    """Return the DOT text of a scene. The same scene, options and arrangement give the same text."""
    chosen = arrangement or Arrangement(told_order(scene))
    pen = Pen(scene, theme(options.theme), options, chosen, graphviz.Digraph("argmap"))
    _set_up(pen)
    for name in chosen.order:
        _draw(pen, name)
    for name in chosen.order:
        _join(pen, name)
    return str(pen.graph.source)


def told_order(scene: Scene) -> tuple[str, ...]:
    """Return the ids of nodes and relations as the outline tells them."""
    return tuple(dict.fromkeys(entry.id for top in outline(scene) for _, entry in top.walk() if entry.id))


def _set_up(pen: Pen) -> None:
    page = {
        "bgcolor": pen.look.page,
        "fontcolor": pen.look.ink,
        "fontname": FONTS,
        "fontsize": "9",
        "pad": "0.25",
    }
    ranks = {"rankdir": str(pen.direction), "ranksep": "0.36", "nodesep": "0.16", "newrank": "true"}
    parts = len(pen.scene.nodes) + len(pen.scene.relations)
    effort = THOROUGH if parts < LARGE_GRAPH else HASTY
    pen.graph.attr(
        "graph", id="argmap", splines="spline", outputorder="edgesfirst", **page, **ranks, **effort
    )
    heading = None if pen.sketching else caption(pen.scene, pen.look, pen.options)
    if heading:
        pen.graph.attr("graph", label=heading, labelloc="t", labeljust="l")
    box = {"shape": "box", "style": "rounded,filled", "margin": ".11,.05", "penwidth": "1.1"}
    pen.graph.attr("node", fontname=FONTS, fontsize="10.5", **box)
    pen.graph.attr("edge", fontname=FONTS, fontsize="8.5", arrowsize="0.75")


def _draw(pen: Pen, name: str) -> None:
    map = pen.scene.map
    if name in map.issues_by_id:
        draw_issue(pen, map.issues_by_id[name])
    elif name in map.nodes:
        draw_node(pen, map.nodes[name])
    elif map.relations_by_id[name].is_linked:
        draw_gathering(pen, map.relations_by_id[name])


def _join(pen: Pen, name: str) -> None:
    map = pen.scene.map
    if name in map.relations_by_id:
        draw_relation(pen, map.relations_by_id[name])
    elif name in map.nodes:
        node = map.nodes[name]
        if isinstance(node, Claim) and node.answers in pen.scene.view.shown:
            draw_answer(pen, node)
        for index, voice in enumerate(pen.scene.grants.get(name, ())):
            draw_grant(pen, name, index, voice)
