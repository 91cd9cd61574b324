"""Choosing the order in which Graphviz receives the parts of a map: the one whose picture has fewest crossings.

Graphviz removes crossings by a heuristic that starts from the order of statements, and one start can end
with twice the crossings of another. So a few starts are tried on sketches (boxes of the right size, without
their texts), and the best one is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from random import Random

from argmap.rendering.options import Options
from argmap.rendering.outline import outline
from argmap.rendering.outline_entry import OutlineNode
from argmap.rendering.picture.crossings import Tangle, tangle
from argmap.rendering.picture.dot import dot_source, outline_order
from argmap.rendering.picture.dot_writer import Arrangement
from argmap.rendering.picture.layout import lay_out
from argmap.rendering.picture.operations import Point
from argmap.rendering.scene import Scene

SMALLEST = 3
LARGEST = 200
"""Up to this many nodes and relations starts are compared; in larger maps one layout takes long enough."""

STARTS = 4
"""A sketch of a map of fifty nodes takes some twenty milliseconds, and more starts seldom find better."""


REFINEMENTS = 1
"""Linked premises meet their bar in the order in which they stood in a layout, which may move them again."""


@dataclass(frozen=True, slots=True)
class _Sketch:
    """An arrangement, how tangled its layout is, and where its nodes are: centres in points, sizes in inches."""

    arrangement: Arrangement
    tangle: Tangle
    centres: Mapping[str, Point]
    sizes: Mapping[str, Point]


def arranged(scene: Scene, options: Options) -> Arrangement:
    """Return the arrangement of a scene with the fewest crossings.

    Args:
        scene: what is drawn.
        options: how it is drawn; direction and width of texts decide where things stand.

    Raises:
        LayoutFailed: Graphviz could not lay the map out.
    """
    plain = Arrangement(outline_order(scene))
    if len(scene.nodes) < SMALLEST or len(scene.nodes) + len(scene.relations) > LARGEST:
        return plain
    first = _sketched(scene, options, plain)
    pleasant = not first.tangle.crossings and not _out_of_order(scene, first)
    orders = (plain.order,) if pleasant else _starts(scene)
    sketches = [_sketched(scene, options, Arrangement(order, {}, first.sizes)) for order in orders]
    for _ in range(REFINEMENTS if any(relation.is_linked for relation in scene.relations) else 0):
        best = min(sketches, key=lambda sketch: _score(scene, sketch))
        refined = replace(best.arrangement, centres=best.centres)
        sketches.append(_sketched(scene, options, refined))
    return replace(min(sketches, key=lambda sketch: _score(scene, sketch)).arrangement, sizes={})


def _starts(scene: Scene) -> Iterator[tuple[str, ...]]:
    """Yield the outline's order, then orders in which every list of the outline is shuffled."""
    tops = outline(scene)
    yield outline_order(scene)
    for seed in range(STARTS - 1):
        order = tuple(dict.fromkeys(_shuffled(tops, Random(seed))))
        yield order if seed % 2 else order[::-1]


def _shuffled(entries: Iterable[OutlineNode], random: Random) -> Iterator[str]:
    todo: list[OutlineNode] = []
    siblings = list(entries)
    while siblings or todo:
        random.shuffle(siblings)
        todo.extend(reversed(siblings))
        entry = todo.pop()
        if entry.id:
            yield entry.id
        siblings = list(entry.children)


def _sketched(scene: Scene, options: Options, arrangement: Arrangement) -> _Sketch:
    layout = lay_out(dot_source(scene, options, arrangement), marks=False)
    centres = {node.name: node.centre for node in layout.nodes}
    sizes = {node.name: node.size for node in layout.nodes}
    return _Sketch(arrangement, tangle(layout), centres, sizes)


def _score(scene: Scene, sketch: _Sketch) -> tuple[int, int, bool, int]:
    """Return what is bad about a sketch, the worst first: less is better."""
    at_random = not sketch.arrangement.centres  # lines then reach a bar without regard to each other
    return sketch.tangle.crossings, _out_of_order(scene, sketch), at_random, round(sketch.tangle.length)


def _out_of_order(scene: Scene, sketch: _Sketch) -> int:
    lower = {issue.id for issues in scene.below.values() for issue in issues}
    tops = [issue.id for issue in scene.map.issues if issue.id in scene.view.shown and issue.id not in lower]
    centres = [sketch.centres[f"n-{issue}"] for issue in tops]
    # Issues that hang below nothing stand in one rank: one below the other (the same x), or side by side.
    places = [(x, -y) for x, y in centres]
    return sum(first > second for first, second in combinations(places, 2))
