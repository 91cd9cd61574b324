"""What every mark of a diagram is drawn with: the scene, the theme, the arrangement and the graph."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

import graphviz
from graphviz.quoting import attr_list, quote

from argmap.language import message
from argmap.model.claim import Issue
from argmap.model.relation import Relation
from argmap.rendering.changes import changed_line
from argmap.rendering.options import SMALL_MAP, Direction, Options
from argmap.rendering.picture.labels import HEADER_SIZE, tip
from argmap.rendering.scene import Scene
from argmap.rendering.theme import Line, Side, Theme, backing


def _written(text: str) -> str:
    """Return a text as the package quotes it, which by itself looks at backslashes by the square of their number."""
    return str(
        quote(
            text, endswith_odd_number_of_backslashes=_ends_open, escape_unescaped_quotes=_with_escaped_quotes
        )
    )


def _ends_open(text: str) -> bool:
    return (len(text) - len(text.rstrip("\\"))) % 2 == 1


def _with_escaped_quotes(text: str) -> str:
    return QUOTE.sub(r"\g<pairs>\"", text)


@lru_cache(maxsize=1 << 12)
def _repeated(text: str) -> str:
    return _written(text)


def _quoted(text: str) -> str:
    # Ids and plain sentences: no word of the language, nothing to escape.
    if (" " in text or "-" in text[1:]) and not SPECIAL.search(text):
        return f'"{text}"'
    # A text that the package marks as no markup equals one that is not marked, so it is not kept.
    return _repeated(text) if len(text) <= SHORT and type(text) is str else _written(text)


def _attributes(
    label: str | None = None, kwargs: Mapping[str, str] | None = None, attributes: object = None
) -> str:
    """Return a list of attributes as the package does, which looks at each key and value of thousands of lines anew."""
    if attributes:
        return str(attr_list(label, kwargs=kwargs, attributes=attributes))
    given = sorted((kwargs or {}).items())
    pairs = given if label is None else [("label", label), *given]
    content = " ".join(f"{_quoted(key)}={_quoted(value)}" for key, value in pairs)
    return f" [{content}]" if content else ""


class Digraph(graphviz.Digraph):  # type: ignore[misc]  # the package is not typed
    """The package's graph, which remembers how short texts are quoted: most attributes are the same in every line."""

    _quote = staticmethod(_quoted)
    _attr_list = staticmethod(_attributes)


Box = tuple[float, float, float, float]
"""Left, bottom, right and top in points."""

SPECIAL = re.compile(r'["\\<>]')
QUOTE = re.compile(r'(?<!\\)(?P<pairs>(?:\\\\)*+)\\?"')
"""A quotation mark, with the backslashes before it: of an odd number, the last one escapes it already."""

SHORT = 40
"""Characters of a text that may stand in many lines."""

WEIGHTLESS = 1.2
"""Width in points of the line of a reason or an objection that carries no weight."""


@dataclass(frozen=True)
class Arrangement:
    """The order in which nodes and relations are drawn, by id.

    `centres` are node centres of an earlier layout: linked premises then meet their bar in that order.
    `sizes` are node sizes in inches: with them the text is a sketch, empty boxes that are quickly laid out.
    `rows` are names of nodes of the graph that stand in one rank, each row in the order in which they must stand;
    `rows_last` has them written after everything else, which ends some layouts in which Graphviz forgets one.
    `far` is how many ranks a relation reaches over, where that is more than one.
    `boxes` are the tinted boxes of linked premises, each with the id of their relation. With None Graphviz makes the
    boxes, and puts them where it likes: it keeps no rows that lead into or out of one.
    """

    order: tuple[str, ...]
    centres: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    sizes: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    rows: tuple[tuple[str, ...], ...] = ()
    rows_last: bool = False
    far: Mapping[str, int] = field(default_factory=dict)
    boxes: tuple[tuple[str, Box], ...] | None = None

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Return the place of each node and relation in the order."""
        return {name: place for place, name in enumerate(self.order)}


def direction_of(scene: Scene, options: Options) -> Direction:
    """Return where reasons stand, seen from their conclusion: as the options say, or as the size of the scene does.

    Args:
        scene: what is drawn.
        options: how it is drawn.
    """
    if options.direction is not None:
        return Direction(options.direction)
    return Direction.BELOW if len(scene.nodes) <= SMALL_MAP else Direction.RIGHT


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
        return direction_of(self.scene, self.options)

    @property
    def sideways(self) -> bool:
        return self.direction.is_sideways

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
        if self.scene.carries_nothing(relation):
            line = replace(line, color=self.look.muted, width=WEIGHTLESS)
        mark = self.scene.marks.changes.get(relation.id)
        return line if mark is None else changed_line(line, mark.sign, self.look)

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
