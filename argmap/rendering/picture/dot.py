"""The DOT text of a diagram: the visual grammar put together.

Ids, classes, addresses and tooltips reach the SVG: `n-<id>` for nodes, `e-<id>` for relations, `j-<id>` for
the joint at which a relation can be undercut or its premises meet, `k-<claim>-<number>` for concessions. Edges
that are only a part of something say of what: `e-<relation>--<premise>`, `e-<thesis>--answers`,
`e-<issue>--below`, `e-<claim>--grant-<number>`; no id has two hyphens in a row, so no two edges have the same name.
"""

from __future__ import annotations

from argmap.model.claim import Claim
from argmap.rendering.changes import without_sides
from argmap.rendering.options import Options
from argmap.rendering.outline import reading_order
from argmap.rendering.picture.caption import caption
from argmap.rendering.picture.dot_writer import Arrangement, Digraph, DotWriter
from argmap.rendering.picture.edges import (
    TOGETHER,
    draw_answer,
    draw_below,
    draw_gathering,
    draw_grant,
    draw_relation,
)
from argmap.rendering.picture.labels import tip
from argmap.rendering.picture.nodes import draw_issue, draw_node
from argmap.rendering.picture.order import background, keep_order
from argmap.rendering.scene import Scene
from argmap.rendering.theme import FONTS, Theme, theme

LARGE_GRAPH = 300
"""From this many nodes and relations on, the layout gets less time to remove crossings and shorten edges."""

THOROUGH = {"mclimit": "8", "searchsize": "400"}
HASTY = {"mclimit": "1", "searchsize": "50", "nslimit": "2", "nslimit1": "2"}


def dot_source(scene: Scene, options: Options, arrangement: Arrangement | None = None) -> str:
    """Return the DOT text of a scene. The same scene, options and arrangement give the same text.

    Args:
        scene: what is drawn.
        options: how it is drawn.
        arrangement: the order of the parts; without one, that of the outline.
    """
    chosen = arrangement or Arrangement(outline_order(scene))
    writer = DotWriter(scene, _look(options), options, chosen, Digraph("argmap"))
    _set_up(writer)
    if not chosen.rows_last:
        keep_order(writer)
    for name in chosen.order:
        _draw(writer, name)
    for name in chosen.order:
        _join(writer, name)
    if chosen.rows_last:
        keep_order(writer)
    return str(writer.graph.source)


def legend_source(scene: Scene, options: Options) -> str:
    """Return the DOT text of the heading and the legend of a scene alone.

    Args:
        scene: what they explain.
        options: how it is drawn.
    """
    nothing = Arrangement(())
    writer = DotWriter(scene, _look(options), options, nothing, Digraph("argmap"))
    _set_up(writer)
    return str(writer.graph.source)


def outline_order(scene: Scene) -> tuple[str, ...]:
    """Return the ids of nodes and relations in the order of the outline.

    Args:
        scene: what is drawn.
    """
    return reading_order(scene)


def _look(options: Options) -> Theme:
    chosen = theme(options.theme or "light")
    return chosen if options.changes is None else without_sides(chosen)


def _set_up(writer: DotWriter) -> None:
    page = {
        "bgcolor": writer.look.page,
        "fontcolor": writer.look.ink,
        "fontname": FONTS,
        "fontsize": f"{writer.size(9):g}",
        "pad": "0.1" if writer.scene.place else "0.25",
    }
    ranks = {
        "rankdir": str(writer.direction),
        "ranksep": "0.2" if writer.scene.place else "0.25",
        "nodesep": "0.1" if writer.scene.place else "0.12",
        "newrank": "true",
    }
    parts = len(writer.scene.nodes) + len(writer.scene.relations)
    effort = THOROUGH if parts < LARGE_GRAPH else HASTY
    writer.graph.attr(
        "graph", id="argmap", splines="spline", outputorder="edgesfirst", **page, **ranks, **effort
    )
    boxes = writer.arrangement.boxes
    if boxes:
        ids = " ".join(f"g-{relation}" for relation, _ in boxes)
        drawn = background((box for _, box in boxes), writer.look.linked)
        together = tip(writer.scene.language.translated(TOGETHER))
        writer.graph.attr("graph", linked=ids, linkedtip=together, _background=drawn)
    heading = None if writer.sketching else caption(writer.scene, writer.look, writer.options)
    if heading:
        writer.graph.attr("graph", label=heading, labelloc="t", labeljust="l")
    box = {"shape": "box", "style": "rounded,filled", "margin": ".11,.05", "penwidth": "1.1"}
    writer.graph.attr("node", fontname=FONTS, fontsize=f"{writer.size(10.5):g}", **box)
    writer.graph.attr("edge", fontname=FONTS, fontsize=f"{writer.size(8.5):g}", arrowsize="0.75")


def _draw(writer: DotWriter, name: str) -> None:
    map = writer.scene.map
    if name in map.issues_by_id:
        draw_issue(writer, map.issues_by_id[name])
    elif name in map.nodes:
        draw_node(writer, map.nodes[name])
    elif map.relations_by_id[name].is_linked and writer.arrangement.boxes is None:
        draw_gathering(writer, map.relations_by_id[name])


def _join(writer: DotWriter, name: str) -> None:
    map = writer.scene.map
    if name in map.relations_by_id:
        draw_relation(writer, map.relations_by_id[name])
    elif name in map.issues_by_id:
        if writer.is_lower(map.issues_by_id[name]):
            draw_below(writer, map.issues_by_id[name])
    elif name in map.nodes:
        node = map.nodes[name]
        if isinstance(node, Claim) and node.answers in writer.scene.view.shown:
            draw_answer(writer, node)
        voices = () if name in writer.scene.brief else writer.scene.grants.get(name, ())
        for index, voice in enumerate(voices):
            draw_grant(writer, name, index, voice)
