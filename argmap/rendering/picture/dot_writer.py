"""What every mark of a diagram is drawn with: the scene, the theme, the arrangement and the graph."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import graphviz

from argmap.language import message
from argmap.model.claim import Issue
from argmap.model.relation import Relation
from argmap.rendering.options import SMALL_MAP, Direction, Options
from argmap.rendering.picture.labels import HEADER_SIZE, tip
from argmap.rendering.scene import Scene
from argmap.rendering.theme import Line, Side, Theme, backing

WEIGHTLESS = 1.2
"""Width in points of the line of a reason or an objection that carries no weight."""


@dataclass(frozen=True)
class Arrangement:
    """The order in which nodes and relations are drawn, by id.

    `centres` are node centres of an earlier layout: linked premises then meet their bar in that order.
    `sizes` are node sizes in inches: with them the text is a sketch, empty boxes that are quickly laid out.
    """

    order: tuple[str, ...]
    centres: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    sizes: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Return the place of each node and relation in the order."""
        return {name: place for place, name in enumerate(self.order)}


@dataclass(frozen=True, slots=True)
class DotWriter:
    """Draws nodes and edges into a graph; `kind` becomes the class that a style sheet sees."""

    scene: Scene
    look: Theme
    options: Options
    arrangement: Arrangement
    graph: graphviz.Digraph

    @property
    def direction(self) -> Direction:
        if self.options.direction is not None:
            return Direction(self.options.direction)
        return Direction.BELOW if len(self.scene.nodes) <= SMALL_MAP else Direction.RIGHT

    @property
    def sideways(self) -> bool:
        return self.direction in {Direction.RIGHT, Direction.LEFT}

    @property
    def small(self) -> float:
        """The type size in points of headers and notes."""
        return self.size(HEADER_SIZE)

    def size(self, points: float) -> float:
        """Return a type size, or the smallest that is wanted if it is less."""
        return max(points, self.options.smallest)

    @property
    def sketching(self) -> bool:
        return bool(self.arrangement.sizes)

    def side(self, node: str) -> Side:
        """Return the look of the side that a node takes."""
        return self.look.side(self.rank(node))

    def is_lower(self, issue: Issue) -> bool:
        """Return whether an issue hangs below an issue or a thesis that is drawn."""
        return issue in self.scene.below.get(issue.parent or "", ())

    def rank(self, node: str) -> int | None:
        """Return the rank of the thesis that a node is shown to speak for."""
        return None if self.options.unsigned else self.scene.rank(node)

    def kind(self, relation: Relation) -> str:
        """Return the class of a relation; of one whose kind is not shown, that it is a relation."""
        if relation.id in self.options.unsigned:
            return "relation"
        backing = " backing" if self.scene.is_backing(relation) else ""
        return f"{relation.kind}{backing}{' weightless' if self.scene.carries_nothing(relation) else ''}"

    def line(self, relation: Relation) -> Line:
        """Return the look of a relation; one whose kind is not shown is an arrow like any other."""
        if relation.id in self.options.unsigned:
            return Line(message("bears on"), "──▶", self.look.muted, "solid", 1.7, "normal")
        line = self.look.lines[relation.kind]
        if self.scene.is_backing(relation):
            line = backing(line)
        return (
            replace(line, color=self.look.muted, width=WEIGHTLESS)
            if self.scene.carries_nothing(relation)
            else line
        )

    def node(self, name: str, kind: str, label: Callable[[], str], tooltip: str, **attributes: str) -> None:
        """Draw a node; in a sketch it has its size in place of its label."""
        size = self.arrangement.sizes.get(name)
        if size is not None:
            box = {"width": f"{size[0]:g}", "height": f"{size[1]:g}", "fixedsize": "true", "shape": "box"}
            self.graph.node(name, label="", **box)
            return
        self.graph.node(name, label=label(), id=name, tooltip=tip(tooltip), **{"class": kind}, **attributes)

    def edge(self, tail: str, head: str, kind: str, name: str, **attributes: str) -> None:
        """Draw an edge."""
        self.graph.edge(tail, head, id=name, **{"class": kind}, **attributes)

    def premises(self, relation: Relation) -> list[str]:
        """Return the premises of a relation in the order in which they meet."""
        centres, places = self.arrangement.centres, self.arrangement.places

        def key(premise: str) -> tuple[float, int]:
            x, y = centres.get(f"n-{premise}", (0.0, 0.0))
            return (-y if self.sideways else x, places[premise])

        return sorted(relation.premises, key=key)
