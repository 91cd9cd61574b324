"""What a claim speaks for and against on any path. Expected values: by hand, and by closing all steps under composition."""

from __future__ import annotations

import pytest
from hypothesis import given

from argmap.graph.influence import Stand, influences, signed_reach
from argmap.graph.sides import sides
from argmap.model import ArgumentMap, RelationKind
from tests.graph.small import small, tangles
from tests.strategies import examples

ONE = {"i": "t"}
TWO = {"i": "t u"}
THREE = {"i": "t u v"}

# Each row: steps, theses, a node, how it stands to issue i (worked out by hand).
BY_HAND = {
    "a thesis is for itself": ([], TWO, "t", "for t"),
    "a reason is for": (["r: a supports t"], ONE, "a", "for t"),
    "an objection to one of two is for the other": (["r: a attacks t"], TWO, "a", "for u"),
    "an objection to one of three is against": (["r: a attacks t"], THREE, "a", "against"),
    "an objection without a rival is against": (["r: a attacks t"], ONE, "a", "against"),
    "an undercut of an objection is for": (["r: a attacks t", "s: b undercuts r"], ONE, "b", "for t"),
    "a step stands where its premises do": (["r: a attacks t", "s: b undercuts r"], ONE, "s", "for t"),
    "a longer path counts too": (
        ["r: a supports t", "s: a supports b", "q: b supports u"],
        TWO,
        "a",
        "both",
    ),
    "a detour that attacks makes both": (
        ["r: a supports t", "s: a supports b", "q: b attacks t"],
        ONE,
        "a",
        "both",
    ),
    "for one and against another of three is for": (
        ["r: a supports t", "s: a attacks u"],
        THREE,
        "a",
        "for t",
    ),
    "for one and against the other of two is for": (["r: a supports t", "s: a attacks u"], TWO, "a", "for t"),
    "against both of two is both": (["r: a attacks t", "s: a attacks u"], TWO, "a", "both"),
    "against two of three is against": (["r: a attacks t", "s: a attacks u"], THREE, "a", "against"),
    "for two of three is both": (["r: a supports t", "s: a supports u"], THREE, "a", "both"),
    "an odd circle makes both": (["r: a attacks a", "s: a supports t"], ONE, "a", "both"),
    "an even circle does not": (["r: a attacks b", "s: b attacks a", "q: a supports t"], ONE, "a", "for t"),
    "another wording is the same": (["r: a rephrases b", "s: a attacks t"], ONE, "b", "against"),
    "what hangs on nothing is neither": (["r: a supports b"], TWO, "a", "neither"),
}


@pytest.mark.parametrize(("steps", "issues", "node", "expected"), BY_HAND.values(), ids=BY_HAND)
def test_stand_by_hand(steps: list[str], issues: dict[str, str], node: str, expected: str) -> None:
    map = small(*steps, theses=issues, said={node: "p1"} if node not in {"r", "s"} else {})
    assert str(influences(map)[node].verdict("i")) == expected


def test_issues_are_told_apart() -> None:
    map = small("r: a supports t", "s: a attacks w", theses={"i": "t u", "j": "w"})
    found = influences(map)["a"]
    assert [str(verdict) for verdict in found.on] == ["for t", "against"]
    assert (found.speaks_for, found.speaks_against) == (("t",), ("w",))


def test_the_bundled_map_has_a_claim_for_one_thesis_and_against_its_rival(math_in_ml: ArgumentMap) -> None:
    """Read off data/math-in-ml/map.yaml by hand; a concession that nobody argues from helps no thesis."""
    found = influences(math_in_ml)
    motivation = found["motivation-need-not-be-math"]
    assert (motivation.speaks_for, motivation.speaks_against) == (
        ("useful-not-required",),
        ("hard-requirement",),
    )
    assert found["math-is-very-useful"].speaks_for == ()
    assert str(found["untrained-downplay-math"].verdict("understanding")) == "neither"


def test_a_chain_of_ten_thousand_has_a_side_at_its_end() -> None:
    map = small(*(f"r{n}: c{n + 1} attacks c{n}" for n in range(10_000)), theses={"i": "c0"})
    assert str(influences(map)["c10000"].verdict("i")) == "for c0"


@examples(100)
@given(tangles())
def test_reach_is_the_closure_of_all_steps(map: ArgumentMap) -> None:
    found = {
        (name, thesis, sign)
        for name, reached in signed_reach(map).items()
        for thesis, signs in reached.items()
        for sign in signs
    }
    assert found == _closure(map)


@examples(100)
@given(tangles())
def test_who_stands_for_a_thesis_of_the_only_issue_it_touches_has_that_side(map: ArgumentMap) -> None:
    short = sides(map)
    for name, bearing in influences(map).items():
        if name in map.nodes and len(bearing.on) == 1 and bearing.on[0].stand is Stand.FOR:
            assert short[name] == bearing.on[0].thesis


@given(tangles())
def test_what_has_a_side_touches_the_issue(map: ArgumentMap) -> None:
    answers = {claim.id: claim.answers for claim in map.claims}
    for name, thesis in sides(map).items():
        if thesis is not None:
            assert answers[thesis] in {verdict.issue for verdict in influences(map)[name].on}


def _closure(map: ArgumentMap) -> set[tuple[str, str, int]]:
    """Return all (from, thesis, sign) by composing single steps until nothing is new."""
    legs = {
        (name, relation.target, -1 if relation.kind in {RelationKind.ATTACK, RelationKind.UNDERCUT} else 1)
        for relation in map.relations
        for name in (*relation.premises, relation.id)
    }
    for relation in map.relations:
        if relation.kind is RelationKind.REPHRASE:
            legs |= {(relation.target, relation.premises[0], 1), (relation.id, relation.premises[0], 1)}
    found = {(claim.id, claim.id, 1) for claim in map.claims if claim.is_thesis}
    while True:
        more = {(a, t, s * sign) for a, b, s in legs for c, t, sign in found if b == c} - found
        if not more:
            return found
        found |= more
