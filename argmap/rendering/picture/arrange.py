"""Choosing the order in which Graphviz receives the parts of a map: the one whose picture has fewest crossings.

Graphviz removes crossings by a heuristic that starts from the order of statements, and one start can end
with twice the crossings of another. So a few starts are tried on sketches (boxes of the right size, without
their texts), and the best one is drawn.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations, product
from random import Random

from argmap.rendering.options import Options
from argmap.rendering.outline import outline
from argmap.rendering.outline_entry import OutlineNode
from argmap.rendering.picture.crossings import Tangle, tangle
from argmap.rendering.picture.dot import dot_source, outline_order
from argmap.rendering.picture.dot_writer import Arrangement
from argmap.rendering.picture.layout import Layout, lay_out
from argmap.rendering.picture.operations import Point
from argmap.rendering.picture.order import across, boxes, out_of_order, rows
from argmap.rendering.picture.paper import A4
from argmap.rendering.scene import Scene

SMALLEST = 3
LARGEST = 200
"""Up to this many nodes and relations starts are compared; in larger maps one layout takes long enough."""

LAID_OUT = 1_000
"""Up to this many nodes and relations the whole is laid out to find the order of a part."""

STARTS = 4
"""A sketch of a map of fifty nodes takes some twenty milliseconds, and more starts seldom find better."""


COLUMNS = (2, 3)
"""Into how many columns the leaves of one claim are parted."""

LARGER = 1.05
"""How much larger the type must be on paper for it: reasons at different distances are read with more effort."""

USUAL = (150.0, 150.0)
"""Points by which a drawing is larger than the box of the centres of its nodes: a node, and the heading."""

REFINEMENTS = 1
"""Linked premises meet their bar in the order in which they stood in a layout, which may move them again."""


@dataclass(frozen=True, slots=True)
class _Sketch:
    """An arrangement, how tangled its layout is, and where its nodes are: centres in points, sizes in inches."""

    arrangement: Arrangement
    tangle: Tangle
    layout: Layout
    centres: Mapping[str, Point]
    sizes: Mapping[str, Point]


def arranged(scene: Scene, options: Options, places: Mapping[str, float] | None = None) -> Arrangement:
    """Return the arrangement of a scene with the fewest crossings.

    Args:
        scene: what is drawn.
        options: how it is drawn; direction and width of texts decide where things stand.
        places: where nodes stand in their ranks in a larger drawing, if the scene is a part of it: those in one rank
            then stay in the order in which they are there; see `order`.

    Raises:
        LayoutFailed: Graphviz could not lay the map out.
    """
    plain = Arrangement(outline_order(scene))
    if places is not None:
        return _in_order(scene, options, plain, places)
    if len(scene.nodes) < SMALLEST or len(scene.nodes) + len(scene.relations) > LARGEST:
        return plain
    first = _sketched(scene, options, plain)
    pleasant = not first.tangle.crossings and not _out_of_order(scene, first)
    orders = (plain.order,) if pleasant else _starts(scene)
    sketches = [_sketched(scene, options, Arrangement(order, {}, first.sizes)) for order in orders]
    for _ in range(REFINEMENTS if _has_joints(scene) else 0):
        best = min(sketches, key=lambda sketch: _score(scene, sketch))
        refined = replace(best.arrangement, centres=best.centres)
        sketches.append(_sketched(scene, options, refined))
    best = min(sketches, key=lambda sketch: _score(scene, sketch))
    return replace(_staggered(scene, options, best).arrangement, sizes={})


def _staggered(scene: Scene, options: Options, best: _Sketch) -> _Sketch:
    """Return a sketch in which long columns of reasons with nothing behind them are parted, if it shows larger type.

    Source:
        Graphviz, unflatten(1): leaves of one node get lengths in turn.
    """
    for columns in COLUMNS:
        far = _turns(scene, best.arrangement.order, columns)
        if not far:
            return best
        sketch = _sketched(scene, options, replace(best.arrangement, far=far))
        is_good = _score(scene, sketch)[:2] <= _score(scene, best)[:2]
        if is_good and _scale(sketch) > LARGER * _scale(best):
            best = sketch
    return best


def _turns(scene: Scene, order: Iterable[str], columns: int) -> Mapping[str, int]:
    """Return over how many ranks each relation of a leaf reaches, the leaves of a claim taking turns."""
    relations = {relation.id: relation for relation in scene.relations}
    used = Counter(premise for relation in scene.relations for premise in relation.premises)
    hanging = {
        claim.id for claim in scene.map.claims if claim.answers in scene.view.shown
    } | scene.grants.keys()
    leaves: dict[str, list[str]] = {}
    for relation in (relations[name] for name in order if name in relations):
        premise, is_alone = relation.premises[0], not relation.is_linked and relation.id not in scene.jointed
        is_leaf = (
            used[premise] == 1 and not scene.onto(premise) and premise not in hanging | scene.below.keys()
        )
        if is_alone and is_leaf and relation.target not in relations:
            leaves.setdefault(relation.target, []).append(relation.id)
    many = [names for names in leaves.values() if len(names) > columns]
    return {name: 1 + turn % columns for names in many for turn, name in enumerate(names) if turn % columns}


def _scale(sketch: _Sketch) -> float:
    """Return how large a sketch is on paper on its long side, where its height counts more than its width."""
    xs, ys = zip(*sketch.centres.values(), strict=True)
    return A4.scale_of(max(xs) - min(xs) + USUAL[0], max(ys) - min(ys) + USUAL[1])


def places_in(scene: Scene, options: Options) -> Mapping[str, float]:
    """Return where nodes stand in their ranks in the drawing of a scene, in points from the top, or from the left.

    A map of more than 1,000 nodes and relations is not laid out only to draw a part of it: its nodes are then in the
    order of its outline.

    Args:
        scene: the whole.
        options: how it is drawn.

    Raises:
        LayoutFailed: Graphviz could not lay the map out.
    """
    if len(scene.nodes) + len(scene.relations) > LAID_OUT:
        return {f"n-{name}": float(place) for place, name in enumerate(outline_order(scene))}
    return across(lay_out(dot_source(scene, options, arranged(scene, options)), marks=False), scene, options)


def in_order(scene: Scene, options: Options, places: Mapping[str, float]) -> Arrangement:
    """Return an arrangement in which each rank is in a given order, quickly found and without boxes of linked premises.

    Args:
        scene: the part.
        options: how it is drawn.
        places: where nodes stand in their ranks in the larger drawing.

    Raises:
        LayoutFailed: Graphviz could not lay the part out.
    """
    plain = Arrangement(outline_order(scene), boxes=())
    free = lay_out(dot_source(scene, options, plain), marks=False)
    return replace(plain, rows=rows(free, scene, options, places))


def _in_order(scene: Scene, options: Options, plain: Arrangement, places: Mapping[str, float]) -> Arrangement:
    """Return the arrangement with the fewest crossings of those in which each rank is in a given order."""
    free = _sketched(scene, options, plain)
    wanted = rows(free.layout, scene, options, places)
    bound = replace(plain, sizes=free.sizes, rows=wanted, boxes=())
    from_top = tuple(
        sorted(plain.order, key=lambda name: places.get(f"n-{name}", places.get(f"j-{name}", 0.0)))
    )

    def score(sketch: _Sketch) -> tuple[int, tuple[int, int, bool, int]]:
        return out_of_order(sketch.layout, scene, options, wanted), _score(scene, sketch)

    sketches: list[_Sketch] = []
    # Graphviz drops one of its own constraints now and then, and from another start it does not.
    orders = (plain.order, from_top, from_top[::-1], *_starts(scene))
    for order, ranks, last in product(orders, (wanted, wanted[::-1]), (False, True)):
        sketches.append(_sketched(scene, options, replace(bound, order=order, rows=ranks, rows_last=last)))
        if len(sketches) > 1 and not min(map(score, sketches))[0]:
            break
    best = min(sketches, key=score)
    is_linked = any(relation.is_linked for relation in scene.relations)
    if _has_joints(scene):
        best = min(
            (best, _sketched(scene, options, replace(best.arrangement, centres=best.centres))), key=score
        )
    chosen = replace(best.arrangement, sizes={})
    if not is_linked:
        return chosen
    # Only the drawing itself, with its heading, says where everything will be.
    drawn = lay_out(dot_source(scene, options, chosen), marks=False)
    return replace(chosen, boxes=boxes(drawn, scene, options))


def _has_joints(scene: Scene) -> bool:
    return bool(scene.jointed) or any(relation.is_linked for relation in scene.relations)


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
    return _Sketch(arrangement, tangle(layout), layout, centres, sizes)


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
