"""Reasons for labels as a tree in which every claim and argument is explained once."""

from __future__ import annotations

from collections.abc import Mapping

from argmap.evaluation.explanation import Explanation
from argmap.rendering.outline import node_entry
from argmap.rendering.outline_entry import OutlineNode, Role, grown
from argmap.rendering.report.naming import NOUNS
from argmap.rendering.report.predicates import Predicates
from argmap.rendering.scene import Scene

Reasons = Mapping[str, Explanation]


def reason_tree(scene: Scene, reasons: Reasons, name: str) -> OutlineNode:
    """Return why something has its label as a tree: under each line what its reason depends on."""
    explained: set[str] = set()
    todo = [(0, name)]
    lines: list[tuple[int, OutlineNode]] = []
    predicates = Predicates(scene.map, reasons, inline=False)
    while todo:
        depth, current = todo.pop()
        explanation = reasons[current]
        again = current in explained
        explained.add(current)
        note = "" if again else predicates.of(current, short=bool(depth))
        lines.append((depth, _line(scene, explanation, note, again=again)))
        if not again:
            todo.extend((depth + 1, other) for other in reversed(explanation.rests_on))
    return grown(lines)[0]


def _line(scene: Scene, explanation: Explanation, note: str, *, again: bool) -> OutlineNode:
    relation = scene.map.relations_by_id.get(explanation.id)
    if relation is None:
        return node_entry(scene, explanation.id, status=explanation.label, note=note, repeated=again)
    noun = NOUNS[relation.kind] + (" (together)" if relation.is_linked else "")
    return OutlineNode(
        Role.RELATION,
        noun,
        explanation.id,
        kind=str(relation.kind),
        status=explanation.label,
        note=note,
        repeated=again,
    )
