"""Which side a claim takes follows from the relations. Expected values: by hand, and by enumeration of all paths."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given

from argmap.graph.sides import rivals, sides, theses
from argmap.model import ArgumentMap, RelationKind
from tests.graph.small import changed, small, tangles
from tests.strategies import examples

ONE = {"i": "t"}
TWO = {"i": "t u"}
THREE = {"i": "t u v"}

# Each row: steps, theses, a node, the thesis it speaks for (worked out by hand).
BY_HAND = {
    "a thesis speaks for itself": ([], TWO, "t", "t"),
    "a reason speaks for its thesis": (["r: a supports t"], TWO, "a", "t"),
    "a reason's reason does too": (["r: a supports t", "s: b supports a"], TWO, "b", "t"),
    "a linked premise does too": (["r: a + b supports t"], TWO, "b", "t"),
    "an objection speaks for the one rival": (["r: a attacks t"], TWO, "a", "u"),
    "an objection has no side among three": (["r: a attacks t"], THREE, "a", None),
    "an objection has no side without a rival": (["r: a attacks t"], ONE, "a", None),
    "an objection to an objection speaks for": (["r: a attacks t", "s: b attacks a"], ONE, "b", "t"),
    "a reason for an objection speaks against": (["r: a attacks t", "s: b supports a"], TWO, "b", "u"),
    "an undercut speaks against": (["r: a supports t", "s: b undercuts r"], TWO, "b", "u"),
    "an undercut of an attack speaks for": (["r: a attacks t", "s: b undercuts r"], TWO, "b", "t"),
    "an undercut of an undercut speaks for": (
        ["r: a supports t", "s: b undercuts r", "q: c undercuts s"],
        TWO,
        "c",
        "t",
    ),
    "who rephrases a thesis speaks for it": (["r: a rephrases t"], TWO, "a", "t"),
    "what a thesis rephrases speaks for it": (["r: t rephrases a"], TWO, "a", "t"),
    "an undercut of a rephrase speaks against": (["r: a rephrases t", "s: b undercuts r"], TWO, "b", "u"),
    "in both directions": (["r: t rephrases a", "s: b undercuts r"], TWO, "b", "u"),
    "an undercut is as near from either end of a rephrase": (
        ["r: t rephrases a", "s: b undercuts r", "q: b supports c", "k: c supports t"],
        TWO,
        "b",
        None,
    ),
    "the nearest thesis counts": (["r: a supports b", "s: b supports t", "q: a supports u"], TWO, "a", "u"),
    "a tie on one issue is no side": (["r: a supports t", "s: a supports u"], TWO, "a", None),
    "a tie on two issues is the first": (
        ["r: a supports w", "s: a supports t"],
        {"i": "t", "j": "w"},
        "a",
        "t",
    ),
    "support and attack at once are no side": (["r: a supports t", "s: a attacks t"], TWO, "a", None),
    "not even among three": (["r: a supports t", "s: a attacks t"], THREE, "a", None),
    "nor without a rival": (["r: a supports t", "s: a attacks t"], ONE, "a", None),
    "a detour does not undo an attack": (
        ["r: a attacks t", "s: a supports b", "q: b supports t"],
        THREE,
        "a",
        None,
    ),
    "an attack leaves room for another thesis": (
        ["r: a attacks t", "s: a supports b", "q: b supports u"],
        THREE,
        "a",
        "u",
    ),
    "what hangs on nothing takes no side": (["r: a supports b"], TWO, "a", None),
    "a circle of reasons ends": (["r: a supports b", "s: b supports a", "q: b supports t"], TWO, "a", "t"),
    "undercuts that undercut each other take no side": (
        ["r: a undercuts s", "s: b undercuts r"],
        TWO,
        "a",
        None,
    ),
}


@pytest.mark.parametrize(("steps", "issues", "node", "expected"), BY_HAND.values(), ids=BY_HAND)
def test_side_by_hand(steps: list[str], issues: dict[str, str], node: str, expected: str | None) -> None:
    assert sides(small(*steps, theses=issues, said={node: "p1"}))[node] == expected


def test_examples_take_sides_like_claims() -> None:
    map = small("r: e supports t", theses=TWO, examples=["e"])
    assert sides(map)["e"] == "t"


def test_theses_are_told_issue_by_issue() -> None:
    map = small(theses={"i": "t", "j": "u"})
    mixed = changed(map, issues=map.issues[::-1])
    assert theses(mixed) == ("u", "t")


@pytest.mark.parametrize(("thesis", "expected"), [("t", ("u",)), ("w", ()), ("a", ())])
def test_rivals_answer_the_same_issue(thesis: str, expected: tuple[str, ...]) -> None:
    assert rivals(small("r: a supports t", theses={"i": "t u", "j": "w"}), thesis) == expected


@examples(200)
@given(tangles())
def test_sides_are_those_of_all_paths(map: ArgumentMap) -> None:
    assert sides(map) == {node: _by_enumeration(map, node) for node in map.nodes}


Leg = tuple[str, str, int]
"""From a node or step to what it bears on, with +1 or -1."""


def _by_enumeration(map: ArgumentMap, node: str) -> str | None:
    """Return the side of a node by walking every path without repetition from it to every thesis."""
    answers = {claim.id: claim.answers for claim in map.claims if claim.answers}
    if node in answers:
        return node
    paths = [
        (len(signs), end, _product(signs)) for end, signs in _paths(list(_legs(map)), node) if end in answers
    ]
    nearest = {end: min(length for length, other, _ in paths if other == end) for _, end, _ in paths}
    direct = {(length, end, sign) for length, end, sign in paths if length == nearest[end]}
    for distance in sorted(set(nearest.values())):
        here = {(end, sign) for length, end, sign in direct if length == distance}
        if len(here) > len({end for end, _ in here}):
            return None
        spoken = {end if sign > 0 else _the_rival(answers, end) for end, sign in here} - {None}
        if spoken:
            first = min(spoken, key=theses(map).index)
            return first if len({answers[thesis] for thesis in spoken}) == len(spoken) else None
    return None


def _legs(map: ArgumentMap) -> Iterator[Leg]:
    for relation in map.relations:
        sign = -1 if relation.kind in {RelationKind.ATTACK, RelationKind.UNDERCUT} else 1
        for name in (*relation.premises, relation.id):
            yield name, relation.target, sign
        if relation.kind is RelationKind.REPHRASE:
            for name in (relation.target, relation.id):
                yield name, relation.premises[0], sign


def _paths(legs: list[Leg], start: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    todo: list[tuple[tuple[str, ...], tuple[int, ...]]] = [((start,), ())]
    while todo:
        path, signs = todo.pop()
        if signs:
            yield path[-1], signs
        onward = [(end, sign) for begin, end, sign in legs if begin == path[-1] and end not in path]
        todo += [((*path, end), (*signs, sign)) for end, sign in onward]


def _product(signs: tuple[int, ...]) -> int:
    return 1 if signs.count(-1) % 2 == 0 else -1


def _the_rival(answers: dict[str, str], thesis: str) -> str | None:
    others = [other for other in answers if other != thesis and answers[other] == answers[thesis]]
    return others[0] if len(others) == 1 else None
