"""What was left open. Expected values: by hand, and by looking at every pair of objections."""

from __future__ import annotations

import pytest
from hypothesis import given

from argmap.dialogue.critical_questions import QuestionStatus
from argmap.dialogue.overview import dialogue
from argmap.graph.statements import statements_of
from argmap.model import ArgumentMap, Relation, RelationKind
from argmap.model.scheme import scheme
from tests.graph.small import changed, small, tangles
from tests.strategies import examples

TWO = {"i": "t u"}

# Each row: steps, and the objections that nothing answers (worked out by hand).
UNANSWERED = {
    "a reason is no objection": (["r: a supports t"], ""),
    "an attack": (["r: a attacks t"], "r"),
    "an undercut": (["r: a supports t", "s: b undercuts r"], "s"),
    "an attack on the premise answers": (["r: a attacks t", "s: b attacks a"], "s"),
    "so does an undercut of the step": (["r: a attacks t", "s: b undercuts r"], "s"),
    "and an attack on one of linked premises": (["r: a + b attacks t", "s: c attacks b"], "s"),
    "and on a premise in other words": (["r: a attacks t", "k: a rephrases c", "s: b attacks c"], "s"),
    "a reason for the target is no answer": (["r: a attacks t", "s: b supports t"], "r"),
    "nor an attack further down": (["r: a attacks t", "s: b supports a", "q: c attacks b"], "q r"),
    "two that attack each other answer each other": (["r: a attacks b", "s: b attacks a"], ""),
    "what attacks itself does not answer itself": (["r: a attacks a"], "r"),
}


@pytest.mark.parametrize(("steps", "expected"), UNANSWERED.values(), ids=UNANSWERED)
def test_unanswered(steps: list[str], expected: str) -> None:
    assert (
        sorted(objection.id for objection in dialogue(small(*steps, theses=TWO)).unanswered)
        == expected.split()
    )


def test_an_objection_says_who_makes_it_and_what_it_is_against() -> None:
    map = small("r: a supports t", "s: b undercuts r", "q: c undercuts s", theses=TWO, said={"c": "p5"})
    (objection,) = dialogue(map).unanswered
    assert (objection.target, objection.claim) == ("s", "t")
    assert (objection.against, objection.helps) == ((), ("t",))
    assert [str(voice) for voice in objection.by] == ["Ben #5"]


def test_objections_are_told_in_the_order_of_the_thread() -> None:
    map = small(
        "r: a attacks t",
        "s: b attacks t",
        "q: e attacks t",
        theses=TWO,
        said={"a": "p6", "b": "p2"},
        unstated=["e"],
    )
    assert [objection.id for objection in dialogue(map).unanswered] == ["s", "r", "q"]


# Each row: stances on the claim that "b" attacks, and whether the attack is still unanswered (by hand).
YIELDED = {
    "held to the end": (["ann p1 asserts a"], True),
    "taken back": (["ann p1 asserts a", "ann p3 retracts a"], False),
    "denied by who held it": (["ann p1 asserts a", "ann p3 denies a"], False),
    "one of two keeps it": (["ann p1 asserts a", "cid p2 accepts a", "ann p3 retracts a"], True),
    "never held, and denied by who objects": (["ann p1 proposes a", "ben p2 denies a"], True),
    "never held, and denied by another": (["ann p1 proposes a", "cid p3 denies a"], False),
    "never held, only proposed": (["ann p1 proposes a"], True),
}


@pytest.mark.parametrize(("stances", "is_open"), YIELDED.values(), ids=YIELDED)
def test_who_gives_a_claim_up_has_answered_what_speaks_against_it(stances: list[str], is_open: bool) -> None:
    for steps in (["r: b attacks a"], ["s: c supports a", "r: b undercuts s"]):
        map = small(*steps, stances=stances, theses={"i": "a"}, said={"b": "p2"})
        assert [objection.id for objection in dialogue(map).unanswered] == (["r"] if is_open else [])


@examples(100)
@given(tangles())
def test_unanswered_objections_are_those_that_no_other_objection_touches(map: ArgumentMap) -> None:
    objections = [r for r in map.relations if r.kind in {RelationKind.ATTACK, RelationKind.UNDERCUT}]
    same = statements_of(map)
    expected = {
        objection.id
        for objection in objections
        if not any(_answers(other, objection, same) for other in objections if other != objection)
    }
    assert {objection.id for objection in dialogue(map).unanswered} == expected


def _answers(other: Relation, objection: Relation, same: object) -> bool:
    assert isinstance(same, dict)
    ends = {objection.id, *(same[premise] for premise in objection.premises)}
    return same.get(other.target, other.target) in ends


def test_the_unanswered_objections_of_the_bundled_thread(math_in_ml: ArgumentMap) -> None:
    """Read off data/math-in-ml/map.yaml by hand: of five objections, one is answered."""
    assert [
        (objection.id, [str(voice) for voice in objection.by])
        for objection in dialogue(math_in_ml).unanswered
    ] == [
        ("motivation-undercuts-theory", ["Commenter B #4"]),
        ("needed-against-sneaking", ["Commenter C #6"]),
        ("role-against-not-invented", ["Commenter C #6"]),
        ("strength-undercuts-downplaying", ["Commenter B #8"]),
    ]


# Each row: steps, stances beside "ben p2 questions a", and the answers (who, in which post, by which step).
CHALLENGES = {
    "nobody answers": ([], [], []),
    "an assertion before is no answer": ([], ["ann p1 asserts a"], []),
    "an assertion after is": ([], ["cid p3 asserts a"], [("Cid", 3, None)]),
    "not by the same participant": ([], ["ben p5 asserts a"], []),
    "a denial shares the doubt": ([], ["cid p3 denies a"], []),
    "a reason given later is": (["r: b supports a"], [], [("Cid", 6, "r")]),
    "an objection is no answer": (["r: b attacks a"], [], []),
}


@pytest.mark.parametrize(("steps", "stances", "expected"), CHALLENGES.values(), ids=CHALLENGES)
def test_challenges(
    steps: list[str], stances: list[str], expected: list[tuple[str, int, str | None]]
) -> None:
    map = small(*steps, stances=["ben p2 questions a", *stances], said={"b": "p6", "a": "p1"})
    (challenge,) = dialogue(map).challenges
    assert [(a.name, a.number, a.step) for a in challenge.answers] == expected
    assert challenge.is_open == (not expected)


def _marked(map: ArgumentMap, **fields: dict[str, str]) -> ArgumentMap:
    """Return the map with schemes and questions set on relations."""
    return changed(map, relations=[changed(r, **fields.get(r.id, {})) for r in map.relations])


OPINION = {"r": {"scheme": "expert-opinion"}}
FIELD = {"question": "field"}
CRITICAL = {
    "nobody asks": ([], {}, ("unasked", "")),
    "an undercut asks": (["s: b undercuts r"], {"s": FIELD}, ("open", "s")),
    "an attack on the premise asks": (["s: b attacks a"], {"s": FIELD}, ("open", "s")),
    "an attack on the conclusion asks": (["s: b attacks t"], {"s": FIELD}, ("open", "s")),
    "an objection without question asks nothing": (["s: b undercuts r"], {}, ("unasked", "")),
    "an answer answers": (["s: b undercuts r", "q: c attacks b"], {"s": FIELD}, ("answered", "s")),
    "one of two without answer leaves it open": (
        ["s: b undercuts r", "q: c attacks b", "k: d undercuts r"],
        {"s": FIELD, "k": FIELD},
        ("open", "k s"),
    ),
}


@pytest.mark.parametrize(("steps", "marks", "expected"), CRITICAL.values(), ids=CRITICAL)
def test_critical_points(
    steps: list[str], marks: dict[str, dict[str, str]], expected: tuple[str, str]
) -> None:
    map = _marked(small("r: a supports t", *steps, theses=TWO), **OPINION, **marks)
    (found,) = [point for point in dialogue(map).critical_points if point.question == "field"]
    assert (found.state, " ".join(found.raised_by)) == expected


def test_a_question_of_another_scheme_is_not_of_this_step() -> None:
    """An objection that names its own scheme raises a question of that one (rule AM107)."""
    steps = ["r: a supports t", "s: b undercuts r"]
    other = next(q.id for q in scheme("sign").questions)
    map = _marked(small(*steps, theses=TWO), **OPINION, s={"scheme": "sign", "question": other})
    assert {point.state for point in dialogue(map).critical_points} == {QuestionStatus.UNASKED}


def test_every_question_of_every_scheme_in_use_is_listed_once(math_in_ml: ArgumentMap) -> None:
    expected = sorted(
        (relation.id, question.id)
        for relation in math_in_ml.relations
        if relation.kind is RelationKind.SUPPORT and relation.scheme
        for question in scheme(relation.scheme).questions
    )
    assert sorted((point.step, point.question) for point in dialogue(math_in_ml).critical_points) == expected


def test_one_critical_question_is_open_in_the_bundled_thread(math_in_ml: ArgumentMap) -> None:
    """The one `question:` in data/math-in-ml/map.yaml, which no objection answers."""
    points = dialogue(math_in_ml).critical_points
    (point,) = [point for point in points if point.state is QuestionStatus.OPEN]
    assert (point.step, point.question) == ("theory-for-requirement", "reliability")
    assert points[0] == point
