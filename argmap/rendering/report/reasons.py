"""Reasons for labels in words, and as a tree in which every claim and argument is explained once."""

from __future__ import annotations

from collections.abc import Mapping

from argmap.evaluation.explanation import Explanation, Grounds
from argmap.model.relation import RelationKind
from argmap.rendering.outline import node_entry
from argmap.rendering.outline_entry import OutlineNode, Role, grown
from argmap.rendering.report.naming import NOUNS, VERBS, Names, label_word
from argmap.rendering.scene import Scene

Reasons = Mapping[str, Explanation]

GROUNDS: Mapping[Grounds, str] = {
    Grounds.WORD: "nobody objects to it",
    Grounds.REASON: "this reason is accepted, and nobody objects to it",
    Grounds.OBJECTION: "this objection is accepted",
    Grounds.RIVAL: "this rival is accepted",
    Grounds.NO_REASON: "none of its reasons is accepted",
    Grounds.CYCLE: "its reasons depend on the claim itself",
    Grounds.AGREEMENT: "those who speak of it agree on it",
    Grounds.DENIAL: "it is denied, and nobody stands by it",
    Grounds.CONTESTED: "a reason and an objection are both accepted",
    Grounds.RIVALS: "theses that exclude each other are argued alike",
    Grounds.DENIED: "it is denied, and nobody gives a reason",
    Grounds.QUESTIONED: "a question about it is unanswered",
    Grounds.UNREASONED: "it is asserted without a reason that is accepted",
    Grounds.FAILED: "none of its reasons is accepted, and nobody objects to it",
    Grounds.HEDGED: "it is said as a guess only",
    Grounds.CONDITION: "it is accepted on a condition that is not met",
    Grounds.GIVEN_UP: "everybody who held it gave it up",
    Grounds.PROPOSED: "it was proposed, and nobody stands by it",
    Grounds.VOICELESS: "nobody asserts it",
    Grounds.PREMISES: "",
    Grounds.PREMISE: "this premise is not accepted",
    Grounds.UNDERCUT: "this undercut is accepted",
    Grounds.ACCEPTED: "that is assumed",
    Grounds.REJECTED: "that is assumed",
}
DEFENDED: Mapping[Grounds, str] = {
    Grounds.WORD: "every objection to it is rejected",
    Grounds.REASON: "this reason is accepted, and every objection is rejected",
    Grounds.PREMISES: "its premises are accepted, and every undercut of it is rejected",
}
"""What is said instead where there are objections that are rejected."""


def reason_tree(scene: Scene, reasons: Reasons, name: str) -> OutlineNode:
    """Return why something has its label as a tree: under each line what its reason depends on."""
    explained: set[str] = set()
    todo = [(0, name)]
    lines: list[tuple[int, OutlineNode]] = []
    while todo:
        depth, current = todo.pop()
        explanation = reasons[current]
        again = current in explained
        explained.add(current)
        lines.append((depth, _line(scene, explanation, again=again, top=not depth)))
        if not again:
            todo.extend((depth + 1, other) for other in reversed(explanation.rests_on))
    return grown(lines)[0]


def ground_words(scene: Scene, explanation: Explanation) -> str:
    """Return what a label depends on, in words that go before the things it depends on."""
    if explanation.ground is Grounds.OPEN:
        return _cycle_words(scene, explanation)
    words = DEFENDED if _has_failed_objections(scene, explanation) else GROUNDS
    return words.get(explanation.ground, GROUNDS[explanation.ground])


def _cycle_words(scene: Scene, explanation: Explanation) -> str:
    names = Names(scene.map)
    claims = [names.short(name) for name in explanation.cycle if name in scene.map.nodes]
    members = claims or list(explanation.cycle)
    return (
        f"it depends on a cycle: {' → '.join((*members, members[0]))}" if members else "it depends on a cycle"
    )


def sentence(names: Names, scene: Scene, reasons: Reasons, name: str) -> str:
    """Return the shortest reason for the label of a claim in one clause, such as "is rejected, because …"."""
    explanation = reasons[name]
    verdict = label_word(explanation.label)
    relation = names.map.relations_by_id.get(explanation.rests_on[0]) if explanation.rests_on else None
    if explanation.ground in {Grounds.OBJECTION, Grounds.REASON} and relation is not None:
        many = relation.is_linked
        verb = VERBS[relation.kind] if not many else VERBS[relation.kind].removesuffix("s")
        why = f"{names.all(relation.premises)} {verb} it and {'are' if many else 'is'} accepted"
        return f"{verdict}, because {why}{_further(scene, reasons, relation.premises)}"
    if explanation.ground is Grounds.RIVAL:
        return f"{verdict}, because its rival {names.short(explanation.rests_on[0])} is accepted"
    return f"{verdict}: {ground_words(scene, explanation)}"


def _further(scene: Scene, reasons: Reasons, premises: tuple[str, ...]) -> str:
    """Return in brackets why premises are accepted, where one can say it of all of them."""
    grounds = {ground_words(scene, reasons[premise]) for premise in premises}
    if len(grounds) == 1 and all(reasons[premise].ground is Grounds.WORD for premise in premises):
        words = grounds.pop()
        return f" ({words.replace(' it', ' them') if len(premises) > 1 else words})"
    return ""


def _has_failed_objections(scene: Scene, explanation: Explanation) -> bool:
    relations = scene.map.relations_by_id
    objections = (other for other in explanation.rests_on if other not in scene.map.nodes)
    kinds = {relations[other].kind for other in objections}
    rivals = explanation.id in scene.map.nodes and any(
        other in scene.map.nodes for other in explanation.rests_on
    )
    return rivals or not kinds.isdisjoint({RelationKind.ATTACK, RelationKind.UNDERCUT})


def _line(scene: Scene, explanation: Explanation, *, again: bool, top: bool) -> OutlineNode:
    relation = scene.map.relations_by_id.get(explanation.id)
    # What is undecided depends on the same cycle from line to line: the first one names it.
    grounds = ground_words(scene, explanation) if top or explanation.ground is not Grounds.OPEN else ""
    note = "" if again else ": ".join(filter(None, (label_word(explanation.label), grounds)))
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
