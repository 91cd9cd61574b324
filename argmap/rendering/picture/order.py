"""The order of the nodes of a part of a map: that in which they stand in the drawing of the whole.

Whoever looks at the whole and then at a part finds what was above, or at the left, there again. Graphviz keeps an
order in a rank where invisible edges ask for it, but not across the border of a cluster. So the boxes of linked
premises are no clusters in a part: the rows keep the premises together, and the box is drawn behind them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from argmap.rendering.options import Options
from argmap.rendering.picture.dot_writer import Box, DotWriter, direction_of
from argmap.rendering.picture.layout import Layout, Node
from argmap.rendering.scene import Scene

MARGIN = 5.0
"""Points between linked premises and the border of their box, as in `edges.draw_gathering`."""

ROUND = 6.0
"""Radius of the corners of a box in points."""

POINTS = 72
"""In an inch."""

APART, CLOSE = "2", "0"
"""How many times the usual distance two neighbours in a row keep: a box between them needs room."""


def across(layout: Layout, scene: Scene, options: Options) -> Mapping[str, float]:
    """Return where each node of a layout stands in its rank, in points from the top, or from the left.

    Args:
        layout: where the nodes stand.
        scene: what is drawn.
        options: how it is drawn.
    """
    sideways = direction_of(scene, options).is_sideways
    return {node.name: -node.centre[1] if sideways else node.centre[0] for node in layout.nodes}


def rows(
    layout: Layout, scene: Scene, options: Options, places: Mapping[str, float]
) -> tuple[tuple[str, ...], ...]:
    """Return the ranks of a layout of a part, the nodes of each in the order in which they stand in the whole.

    Linked premises stay together: of nodes that are in different ranks in the whole, one may stand there between
    premises, and here beside them. Joints and concessions are free, except in a rank with linked premises, between
    which they must not come.

    Args:
        layout: where the nodes of the part stand without any order.
        scene: the part.
        options: how it is drawn.
        places: where nodes stand in their rank in the whole; see `across`.
    """
    sideways = direction_of(scene, options).is_sideways
    groups = gathered(scene)
    ranks = by_rank(layout.nodes, sideways=sideways)
    ordered = (_row([node.name for node in rank], groups, places) for rank in ranks)
    return tuple(row for row in ordered if len(row) > 1)


def out_of_order(layout: Layout, scene: Scene, options: Options, wanted: Iterable[Sequence[str]]) -> int:
    """Return how many neighbours in rows stand the other way round in a layout.

    Args:
        layout: where the nodes stand.
        scene: what is drawn.
        options: how it is drawn.
        wanted: the rows.
    """
    places = across(layout, scene, options)
    return sum(places[one] > places[other] for row in wanted for one, other in pairwise(row))


def gathered(scene: Scene) -> Mapping[str, str]:
    """Return the relation in whose box each linked premise stands, by the name of its node: the first it belongs to.

    Args:
        scene: what is drawn.
    """
    groups: dict[str, str] = {}
    for relation in scene.relations:
        for premise in relation.premises if relation.is_linked else ():
            groups.setdefault(f"n-{premise}", relation.id)
    return groups


def boxes(layout: Layout, scene: Scene, options: Options) -> tuple[tuple[str, Box], ...]:
    """Return the boxes of linked premises, each with the id of the relation that they are premises of.

    Premises in different ranks have one box only where nothing else would stand in it.

    Args:
        layout: where the nodes stand.
        scene: what is drawn.
        options: how it is drawn.
    """
    sideways = direction_of(scene, options).is_sideways
    groups = gathered(scene)
    made: list[tuple[str, Box]] = []
    for relation in dict.fromkeys(groups.values()):
        inside = [node for node in layout.nodes if groups.get(node.name) == relation]
        others = [_outline(node) for node in layout.nodes if groups.get(node.name) != relation]
        box = _around(inside)
        if any(_overlap(other, box) for other in others):
            made += [(relation, _around(premises)) for premises in by_rank(inside, sideways=sideways)]
        else:
            made.append((relation, box))
    return tuple(made)


def by_rank(nodes: Iterable[Node], *, sideways: bool) -> list[list[Node]]:
    """Return nodes parted by the rank in which they stand.

    Args:
        nodes: laid-out nodes.
        sideways: whether ranks are columns.
    """
    ranks: dict[int, list[Node]] = {}
    for node in nodes:
        ranks.setdefault(round(node.centre[0] if sideways else node.centre[1]), []).append(node)
    return [ranks[rank] for rank in sorted(ranks)]


def keep_order(writer: DotWriter) -> None:
    """Draw the invisible edges that keep the rows in order.

    Args:
        writer: what they are drawn with.
    """
    groups = gathered(writer.scene)
    for row in writer.arrangement.rows:
        with writer.graph.subgraph() as rank:
            rank.attr(rank="same")
            for one, other in pairwise(row):
                distance = CLOSE if groups.get(one) == groups.get(other) else APART
                rank.edge(one, other, style="invis", weight="1", minlen=distance)


def background(boxes: Iterable[Box], color: str) -> str:
    """Return boxes with round corners as operations that Graphviz draws behind a graph.

    Args:
        boxes: the boxes.
        color: their colour as `#rrggbb`.

    Source:
        Graphviz, "The xdot output format".
    """
    pen = f"c {len(color)} -{color} C {len(color)} -{color}"
    return " ".join([pen, *(_rounded(box) for box in boxes)])


def _row(names: Sequence[str], groups: Mapping[str, str], places: Mapping[str, float]) -> tuple[str, ...]:
    crowded = any(name in groups for name in names)
    bound = [name for name in names if crowded or name.startswith("n-")]
    where = {name: _place(name, places) for name in bound}
    middle: dict[str, list[float]] = {}
    for name in bound:
        middle.setdefault(groups.get(name, name), []).append(where[name])

    def key(name: str) -> tuple[float, str, float, str]:
        group = groups.get(name, name)
        return sum(middle[group]) / len(middle[group]), group, where[name], name

    return tuple(sorted(bound, key=key))


def _place(name: str, places: Mapping[str, float]) -> float:
    """Return where a node stands in its rank; a note beside a joint, which the whole does not have, where the joint is."""
    return places.get(name, places.get(f"j-{name.removeprefix('o-')}", 0.0))


def _around(nodes: Iterable[Node]) -> Box:
    left, bottom, right, top = zip(*map(_outline, nodes), strict=True)
    return min(left) - MARGIN, min(bottom) - MARGIN, max(right) + MARGIN, max(top) + MARGIN


def _outline(node: Node) -> Box:
    (x, y), (width, height) = node.centre, node.size
    across, up = width * POINTS / 2, height * POINTS / 2
    return x - across, y - up, x + across, y + up


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _rounded(box: Box) -> str:
    points = list(_curve(box))
    return f"b {len(points)} {' '.join(f'{x:.2f} {y:.2f}' for x, y in points)}"


def _curve(box: Box) -> Iterator[tuple[float, float]]:
    """Yield the control points of a box with round corners: a straight side and a corner, four times."""
    left, bottom, right, top = box
    corners = ((right, bottom), (right, top), (left, top), (left, bottom))
    steps = ((1, 0), (0, 1), (-1, 0), (0, -1))
    x, y = left + ROUND, bottom
    yield x, y
    for number, ((corner_x, corner_y), (across, up)) in enumerate(zip(corners, steps, strict=True)):
        end = corner_x - ROUND * across, corner_y - ROUND * up
        yield from ((x, y), end, end)
        after = steps[(number + 1) % 4]
        x, y = corner_x + ROUND * after[0], corner_y + ROUND * after[1]
        yield from ((corner_x, corner_y), (corner_x, corner_y), (x, y))
