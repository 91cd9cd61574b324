"""The moves of an argument that a beginner learns, each with the step of a map that shows it best."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation, RelationKind

TOGETHER = (
    "Cover one of them: the others no longer show anything. In the map they share one arrow. The best way to find a premise that "
    "was left out is to ask what would have to be true for the rest to count."
)
STEP = (
    "This one grants the reason and leaves the conclusion open. It denies that the one shows the other. It is easily taken for "
    "a denial of the claim, and answered as if it were one."
)


@dataclass(frozen=True, slots=True)
class TeachingMove:
    """A kind of move: its name, what to say of it, and a step that makes it."""

    title: str
    told: str
    step: Relation


def _single(kind: RelationKind) -> Callable[[Relation], bool]:
    return lambda relation: relation.kind is kind and not relation.is_linked


KINDS: tuple[tuple[str, str, Callable[[Relation], bool]], ...] = (
    ("A reason", "If the first is true, that speaks for the second.", _single(RelationKind.SUPPORT)),
    ("An objection", "If the first is true, that speaks against the second.", _single(RelationKind.ATTACK)),
    ("Reasons that count only together", TOGETHER, lambda r: r.kind is RelationKind.SUPPORT and r.is_linked),
    ("An objection to a step", STEP, _single(RelationKind.UNDERCUT)),
)


def moves(map: ArgumentMap) -> Iterator[TeachingMove]:
    """Yield every kind of move that the map has, with its clearest step that can be told in one sentence."""
    charged = frozenset(breach.relation for breach in map.breaches)
    for title, told, test in KINDS:
        steps = [r for r in map.relations if test(r) and _sayable(map, r)]
        if steps:
            yield TeachingMove(title, told, min(steps, key=lambda step: _murk(map, step, charged)))


def _murk(map: ArgumentMap, step: Relation, charged: Collection[str | None]) -> tuple[bool, int, int]:
    """Return how hard a step is for a beginner: a slip is no example, then words that nobody said, then long ones."""
    end = map.relations_by_id[step.target].target if step.target in map.relations_by_id else step.target
    nodes = [map.nodes[name] for name in (*step.premises, end) if name in map.nodes]
    return step.id in charged, sum(not node.quotes for node in nodes), sum(len(node.text) for node in nodes)


def _sayable(map: ArgumentMap, relation: Relation) -> bool:
    """Whether a step ends on a claim, or on a step that does."""
    step = map.relations_by_id.get(relation.target)
    return relation.target in map.nodes if step is None else step.target in map.nodes
