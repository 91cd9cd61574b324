"""Reasons for labels in words, and as a tree in which every claim and argument is told once."""

from __future__ import annotations

from collections.abc import Mapping

from argmap.analysis.standing.explanation import Because, Ground
from argmap.model.relation import RelationKind
from argmap.rendering.outline import Entry, Role, grown, node_entry
from argmap.rendering.report.naming import NOUNS, VERBS, Names, label_word
from argmap.rendering.scene import Scene

Reasons = Mapping[str, Because]

GROUNDS: Mapping[Ground, str] = {
    Ground.WORD: "nobody objects to it",
    Ground.REASON: "this reason does, and nobody objects to it",
    Ground.OBJECTION: "this objection stands",
    Ground.RIVAL: "this rival stands",
    Ground.NO_REASON: "none of its reasons stands",
    Ground.CIRCLE: "its reasons rest on itself",
    Ground.PREMISES: "",
    Ground.PREMISE: "this premise does",
    Ground.UNDERCUT: "this undercut stands",
    Ground.ACCEPTED: "that was assumed",
    Ground.REJECTED: "that was assumed",
}
DEFENDED: Mapping[Ground, str] = {
    Ground.WORD: "every objection to it falls",
    Ground.REASON: "this reason does, and every objection falls",
    Ground.PREMISES: "its premises do, and every undercut of the step falls",
}
"""What is said instead where there are objections that fall."""


def reason_tree(scene: Scene, reasons: Reasons, name: str) -> Entry:
    """Return why something has its label as a tree: under each line what its reason rests on."""
    told: set[str] = set()
    todo = [(0, name)]
    lines: list[tuple[int, Entry]] = []
    while todo:
        depth, current = todo.pop()
        because = reasons[current]
        again = current in told
        told.add(current)
        lines.append((depth, _line(scene, because, again=again, top=not depth)))
        if not again:
            todo.extend((depth + 1, other) for other in reversed(because.rests_on))
    return grown(lines)[0]


def ground_words(scene: Scene, because: Because) -> str:
    """Return what a label rests on, in words that go before the things it rests on."""
    if because.ground is Ground.OPEN:
        return _circle_words(scene, because)
    words = DEFENDED if _has_failed_objections(scene, because) else GROUNDS
    return words.get(because.ground, GROUNDS[because.ground])


def _circle_words(scene: Scene, because: Because) -> str:
    names = Names(scene.map)
    claims = [names.short(name) for name in because.circle if name in scene.map.nodes]
    told = claims or list(because.circle)
    return f"it hangs on a circle: {' → '.join((*told, told[0]))}" if told else "it hangs on a circle"


def sentence(names: Names, scene: Scene, reasons: Reasons, name: str) -> str:
    """Return the shortest reason for the label of a claim in one clause, such as "falls, because …"."""
    because = reasons[name]
    verdict = label_word(because.label)
    relation = names.map.relations_by_id.get(because.rests_on[0]) if because.rests_on else None
    if because.ground in {Ground.OBJECTION, Ground.REASON} and relation is not None:
        many = relation.is_linked
        verb = VERBS[relation.kind] if not many else VERBS[relation.kind].removesuffix("s")
        why = f"{names.all(relation.premises)} {verb} it and {'stand' if many else 'stands'}"
        return f"{verdict}, because {why}{_further(scene, reasons, relation.premises)}"
    if because.ground is Ground.RIVAL:
        return f"{verdict}, because its rival {names.short(because.rests_on[0])} stands"
    return f"{verdict}: {ground_words(scene, because)}"


def _further(scene: Scene, reasons: Reasons, premises: tuple[str, ...]) -> str:
    """Return in brackets why premises stand, where one can say it of all of them."""
    grounds = {ground_words(scene, reasons[premise]) for premise in premises}
    if len(grounds) == 1 and all(reasons[premise].ground is Ground.WORD for premise in premises):
        words = grounds.pop()
        return f" ({words.replace(' it', ' them') if len(premises) > 1 else words})"
    return ""


def _has_failed_objections(scene: Scene, because: Because) -> bool:
    relations = scene.map.relations_by_id
    objections = (other for other in because.rests_on if other not in scene.map.nodes)
    kinds = {relations[other].kind for other in objections}
    rivals = because.id in scene.map.nodes and any(other in scene.map.nodes for other in because.rests_on)
    return rivals or not kinds.isdisjoint({RelationKind.ATTACK, RelationKind.UNDERCUT})


def _line(scene: Scene, because: Because, *, again: bool, top: bool) -> Entry:
    relation = scene.map.relations_by_id.get(because.id)
    # What is open hangs on the same circle from line to line: the first one tells it.
    grounds = ground_words(scene, because) if top or because.ground is not Ground.OPEN else ""
    note = "" if again else ": ".join(filter(None, (label_word(because.label), grounds)))
    if relation is None:
        return node_entry(scene, because.id, status=because.label, note=note, told=again)
    noun = NOUNS[relation.kind] + (" (together)" if relation.is_linked else "")
    return Entry(
        Role.STEP, noun, because.id, kind=str(relation.kind), status=because.label, note=note, told=again
    )
