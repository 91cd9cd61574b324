"""How deep and how broad an argument is: its longest chain of steps and its widest level."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Container, Iterable, Mapping

from argmap.graph.flow import Flow
from argmap.graph.ordering import natural_key


def depths(flow: Flow) -> Mapping[str, int]:
    """Return, for every statement and step, the number of steps in the longest chain that ends there.

    What runs in a cycle counts as one place, so that every chain ends.
    """
    heights = _heights(flow)
    return {name: heights[place] for name, place in flow.place.items()}


def longest_chain(flow: Flow, end: str) -> tuple[str, ...]:
    """Return the ids along the longest chain of steps to a claim, from its far end; statements and steps in turn.

    Of chains of one length, the one whose ids come first, looking down from the claim. A chain passes a cycle
    on a shortest way through it.
    """
    heights = _heights(flow)
    chain: list[str] = [flow.statement.get(end, end)]
    while True:
        chain.extend(_through(flow, chain[-1], _best_entry(flow, chain[-1], heights)))
        deeper = _best_source(flow, chain[-1], heights)
        if deeper is None:
            return tuple(reversed(chain))
        chain.append(deeper)


def breadth(flow: Flow, thesis: str) -> int:
    """Return how many statements stand on the widest level below a thesis, levels counted in fewest steps."""
    start = flow.statement[thesis]
    levels = Counter(
        level for name, level in _levels(flow, start).items() if name in flow.statement and name != start
    )
    return max(levels.values(), default=0)


def _heights(flow: Flow) -> dict[int, int]:
    heights: dict[int, int] = {}
    for place, before in enumerate(flow.places_before):
        below = max((heights[other] for other in before), default=0)
        heights[place] = below + flow.length(place)
    return heights


def _best_entry(flow: Flow, exit: str, heights: Mapping[int, int]) -> str:
    """Return where the longest chain enters the place of `exit`, which is `exit` itself outside cycles."""
    members = flow.places[flow.place[exit]]
    if len(members) == 1:
        return exit
    sources = ((_source_key(flow, name, heights), name) for name in members)
    deepest = [(key, natural_key(name), name) for key, name in sources if key is not None]
    return min(deepest)[2] if deepest else exit


def _best_source(flow: Flow, name: str, heights: Mapping[int, int]) -> str | None:
    """Return what leads to `name` from another place on the longest chain."""
    outside = [other for other in flow.sources[name] if flow.place[other] != flow.place[name]]
    return min(outside, key=lambda other: (-heights[flow.place[other]], natural_key(other)), default=None)


def _source_key(
    flow: Flow, name: str, heights: Mapping[int, int]
) -> tuple[int, tuple[str | int, ...]] | None:
    source = _best_source(flow, name, heights)
    return None if source is None else (-heights[flow.place[source]], natural_key(source))


def _through(flow: Flow, exit: str, entry: str) -> list[str]:
    """Return the way from `exit` back to `entry` inside one cycle, without `exit`: a shortest one.

    Both ends are searched from in turn, the one with fewer names at its edge first, as networkx does it, whose import
    would take longer than most analyses.
    """
    inside = frozenset(flow.places[flow.place[exit]])
    came, goes = {entry: entry}, {exit: exit}
    onward, back = [entry], [exit]
    met = entry if entry == exit else None
    while met is None:
        if len(onward) <= len(back):
            onward, met = _wider(onward, came, goes, lambda name: flow.targets[name], inside)
        else:
            back, met = _wider(
                back, goes, came, lambda name: sorted(flow.sources[name], key=natural_key), inside
            )
    path = [met]
    while path[-1] != entry:
        path.append(came[path[-1]])
    head: list[str] = []
    while met != exit:
        met = goes[met]
        head.append(met)
    return [*reversed(head), *path][1:]


def _wider(
    edge: list[str],
    near: dict[str, str],
    far: Container[str],
    steps: Callable[[str], Iterable[str]],
    inside: Container[str],
) -> tuple[list[str], str | None]:
    """Return the next edge of a search, and where it meets the one from the other end."""
    wider: list[str] = []
    for name in edge:
        for other in steps(name):
            if other not in inside:
                continue
            if other not in near:
                near[other] = name
                wider.append(other)
            if other in far:
                return wider, other
    return wider, None


def _levels(flow: Flow, start: str) -> dict[str, int]:
    """Return how many steps below `start` each statement and step stands."""
    levels: dict[str, int] = {}
    # A step costs one and its premises nothing more: what costs nothing goes to the front of the queue.
    queue = deque([(start, 0)])
    while queue:
        name, level = queue.popleft()
        if name in levels:
            continue
        levels[name] = level
        for other in flow.sources[name]:
            if other in flow.steps:
                queue.append((other, level + 1))
            else:
                queue.appendleft((other, level))
    return levels
