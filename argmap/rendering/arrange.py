"""Choosing the order in which Graphviz is told the parts of a map: the one whose picture has fewest crossings.

Graphviz removes crossings by a heuristic that starts from the order of statements, and one start can end
with twice the crossings of another. So a few starts are tried on sketches (boxes of the right size, without
their texts), and the best one is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from random import Random

from argmap.rendering.crossings import Layout, measure
from argmap.rendering.dot import dot_source, told_order
from argmap.rendering.layout import lay_out
from argmap.rendering.options import Options
from argmap.rendering.outline import Entry, outline
from argmap.rendering.pen import Arrangement
from argmap.rendering.scene import Scene

SMALLEST = 3
LARGEST = 100
"""Up to this many nodes starts are compared; in larger maps one layout takes long enough."""

STARTS = 5
"""A sketch of a map of fifty nodes takes some twenty milliseconds, and more starts seldom find better."""


def arranged(scene: Scene, options: Options) -> Arrangement:
    """Return the arrangement of a scene with the fewest crossings.

    Raises:
        LayoutFailed: Graphviz could not draw.
    """
    told = Arrangement(told_order(scene))
    if not SMALLEST <= len(scene.nodes) <= LARGEST:
        return told
    first = _laid_out(scene, options, told)
    if not first.crossings and not _out_of_order(scene, first):
        return told
    sketches = [
        (order, _laid_out(scene, options, Arrangement(order, {}, first.sizes))) for order in _starts(scene)
    ]
    order, layout = min(sketches, key=lambda pair: _score(scene, pair[1]))
    return Arrangement(order, layout.centres)


def _starts(scene: Scene) -> Iterator[tuple[str, ...]]:
    """Yield the outline's order, then orders in which every list of the outline is shuffled."""
    tops = outline(scene)
    yield told_order(scene)
    for seed in range(STARTS - 1):
        order = tuple(dict.fromkeys(_shuffled(tops, Random(seed))))
        yield order if seed % 2 else order[::-1]


def _shuffled(entries: Iterable[Entry], random: Random) -> Iterator[str]:
    mixed = list(entries)
    random.shuffle(mixed)
    for entry in mixed:
        if entry.id:
            yield entry.id
        yield from _shuffled(entry.children, random)


def _laid_out(scene: Scene, options: Options, arrangement: Arrangement) -> Layout:
    return measure(lay_out(dot_source(scene, options, arrangement), "json"))


def _score(scene: Scene, layout: Layout) -> tuple[int, int, int]:
    """Return crossings, pairs of issues that stand out of order, and edge length: less is better."""
    return layout.crossings, _out_of_order(scene, layout), round(layout.length)


def _out_of_order(scene: Scene, layout: Layout) -> int:
    heights = [
        layout.centres[f"n-{issue.id}"][1] for issue in scene.map.issues if issue.id in scene.view.shown
    ]
    return sum(first < second for i, first in enumerate(heights) for second in heights[i + 1 :])
