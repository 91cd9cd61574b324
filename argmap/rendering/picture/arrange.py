"""Choosing the order in which Graphviz is told the parts of a map: the one whose picture has fewest crossings.

Graphviz removes crossings by a heuristic that starts from the order of statements, and one start can end
with twice the crossings of another. So a few starts are tried on sketches (boxes of the right size, without
their texts), and the best one is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from random import Random

from argmap.rendering.options import Options
from argmap.rendering.outline import OutlineNode, outline
from argmap.rendering.picture.crossings import Layout, measure
from argmap.rendering.picture.dot import dot_source, told_order
from argmap.rendering.picture.dot_writer import Arrangement
from argmap.rendering.picture.layout import lay_out
from argmap.rendering.scene import Scene

SMALLEST = 3
LARGEST = 200
"""Up to this many nodes and steps starts are compared; in larger maps one layout takes long enough."""

STARTS = 4
"""A sketch of a map of fifty nodes takes some twenty milliseconds, and more starts seldom find better."""


REFINEMENTS = 1
"""Linked premises meet their bar in the order in which they stood in a layout, which may move them again."""


@dataclass(frozen=True, slots=True)
class _Sketch:
    arrangement: Arrangement
    layout: Layout


def arranged(scene: Scene, options: Options) -> Arrangement:
    """Return the arrangement of a scene with the fewest crossings.

    Raises:
        LayoutFailed: Graphviz could not draw.
    """
    told = Arrangement(told_order(scene))
    if len(scene.nodes) < SMALLEST or len(scene.nodes) + len(scene.relations) > LARGEST:
        return told
    first = _laid_out(scene, options, told)
    pleasant = not first.crossings and not _out_of_order(scene, first)
    orders = (told.order,) if pleasant else _starts(scene)
    tried = [_sketched(scene, options, Arrangement(order, {}, first.sizes)) for order in orders]
    for _ in range(REFINEMENTS if any(relation.is_linked for relation in scene.relations) else 0):
        best = min(tried, key=lambda sketch: _score(scene, sketch))
        refined = replace(best.arrangement, centres=best.layout.centres)
        tried.append(_sketched(scene, options, refined))
    return replace(min(tried, key=lambda sketch: _score(scene, sketch)).arrangement, sizes={})


def _starts(scene: Scene) -> Iterator[tuple[str, ...]]:
    """Yield the outline's order, then orders in which every list of the outline is shuffled."""
    tops = outline(scene)
    yield told_order(scene)
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


def _laid_out(scene: Scene, options: Options, arrangement: Arrangement) -> Layout:
    return measure(lay_out(dot_source(scene, options, arrangement), "json"))


def _sketched(scene: Scene, options: Options, arrangement: Arrangement) -> _Sketch:
    return _Sketch(arrangement, _laid_out(scene, options, arrangement))


def _score(scene: Scene, sketch: _Sketch) -> tuple[int, int, bool, int]:
    """Return what is bad about a sketch, the worst first: less is better."""
    layout = sketch.layout
    at_random = not sketch.arrangement.centres  # lines then reach a bar without regard to each other
    return layout.crossings, _out_of_order(scene, layout), at_random, round(layout.length)


def _out_of_order(scene: Scene, layout: Layout) -> int:
    centres = [layout.centres[f"n-{issue.id}"] for issue in scene.map.issues if issue.id in scene.view.shown]
    # Issues stand in one rank: one below the other (the same x), or side by side.
    places = [(x, -y) for x, y in centres]
    return sum(first > second for first, second in combinations(places, 2))
