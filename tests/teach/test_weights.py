"""The weights of marking: what each fault costs by hand, and what no way of drawing can gain."""

from __future__ import annotations

import random
import re
from itertools import permutations
from pathlib import Path
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

import argmap
from argmap.errors import ArgmapError
from argmap.graph.views import View, focused, whole
from argmap.model import ArgumentMap, Relation, RelationKind
from argmap.teach.marking.grade import grade, texts_of
from argmap.teach.marking.mark import Marked, mark
from argmap.teach.marking.rubric import Rubric, Slip
from argmap.teach.marking.submission import Drawn, Submission, as_drawn
from argmap.teach.materials.cards import cards, left_out
from tests.strategies import maps

S, A, U = RelationKind.SUPPORT, RelationKind.ATTACK, RelationKind.UNDERCUT
OPPOSITE = {S: A, A: S}
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def map() -> ArgumentMap:
    return argmap.load(ROOT / "data" / "car-free-centre")


def step(id: str, kind: RelationKind, target: str, *premises: str) -> Drawn:
    return Drawn(id=id, kind=kind, premises=premises, target=target)


REFERENCE = (
    step("r1", S, "top", "a"),
    step("r2", A, "top", "b"),
    step("r3", S, "a", "c", "d"),
    step("r4", U, "r3", "e"),
    step("r5", S, "b", "f"),
    step("r6", S, "b", "g"),
)
"""Seven triples: c and d are linked, f and g are not."""


def as_relations(steps: tuple[Drawn, ...]) -> list[Relation]:
    return [Relation(id=r.id, kind=r.kind, premises=r.premises, target=r.target) for r in steps]


def marked(*steps: Drawn) -> Marked:
    return mark(as_relations(REFERENCE), Submission(student="Ada", relations=steps))


def whole_map(map: ArgumentMap, drawn: list[Drawn]) -> float:
    return grade([whole(map)], Submission(relations=tuple(drawn)), Rubric()).score


def without(*ids: str) -> list[Drawn]:
    return [one for one in REFERENCE if one.id not in ids]


@pytest.mark.parametrize(
    ("drawn", "points"),
    [  # points of seven, by hand from the table in docs/teaching.md
        (REFERENCE, 7),
        ((), 0),
        ([*without("r2"), step("x", S, "top", "b")], 6 + 0.1),
        ([*without("r2"), step("x", A, "b", "top")], 6 + 0.1),
        # both premises of the pair, and the undercut of their step
        ([*without("r3"), step("r3", A, "a", "c", "d")], 4 + 3 * 0.1),
        ([*without("r4"), step("x", A, "c", "e")], 6 + 0.25),
        ([*without("r5"), step("x", S, "top", "f")], 6 + 0.25),
        # both premises of the linked pair; the undercut of their step is right all the same
        ([*without("r3"), step("r3", S, "a", "c"), step("x", S, "a", "d")], 5 + 2 * 0.5),
        ([*without("r5", "r6"), step("x", S, "b", "f", "g")], 5 + 2 * 0.5),
        ([*REFERENCE, step("x", S, "g", "d")], 7 - 0.25),
        # one premise of a linked pair is missing: that costs once
        ([*without("r3"), step("r3", S, "a", "c")], 6),
        # a premise too much in a linked group costs as an extra step, and not in the others
        ([*without("r3"), step("r3", S, "a", "c", "d", "f")], 7 - 0.25),
        # for and against, and both ways round: only the wrong one of the two counts
        ([*REFERENCE, step("x", S, "top", "b")], 6 + 0.1),
        ([*REFERENCE, step("x", S, "g", "b")], 6 + 0.1),
    ],
    ids=["perfect", "empty", "sign", "reversed", "sign below an undercut", "undercut", "high", "split", "joined", "extra", "half of a pair",
         "three for a pair", "both signs", "both ways"],
)  # fmt: skip
def test_each_fault_costs_what_the_table_says(drawn: list[Drawn], points: float) -> None:
    assert marked(*drawn).score == pytest.approx(points / 7)


def test_the_table_in_the_documentation_is_that_of_the_code() -> None:
    text = (ROOT / "docs" / "teaching.md").read_text("utf-8")
    rows = re.findall(r"^\| [^|]+ \| (-?[\d.]+) \| `(\w+)` \|", text, re.MULTILINE)
    assert {name: abs(float(share)) for share, name in rows} == Rubric().model_dump()


@pytest.mark.parametrize("name", ["car-free-centre", "io-js-core", "math-in-ml", "typing-for-a-team"])
def test_a_map_with_all_signs_wrong_earns_near_nothing(name: str) -> None:
    map = argmap.load(ROOT / "data" / name)
    steps = [
        one.model_copy(update={"kind": OPPOSITE.get(one.kind, one.kind)}) for one in as_drawn(map.relations)
    ]
    assert whole_map(map, steps) <= 0.2
    # What remains beside a tenth are undercuts of undercuts, explanations and rephrasings: they have no sign.
    result = grade([whole(map)], Submission(relations=tuple(steps)), Rubric())
    right = [credit.step for credit in result.credits if credit.credit > 0.1]
    assert all(one.kind not in {S, A} or one.joins for one in right)


def test_a_random_map_earns_near_nothing(map: ArgumentMap) -> None:
    """As many steps as the map has, drawn at random sixty times."""
    names = [claim.id for claim in map.claims]
    draw = random.Random(7)
    scores = []
    for _ in range(60):
        pairs = [draw.sample(names, 2) for _ in map.relations]
        steps = [
            Drawn(kind=draw.choice([S, A]), premises=(premise,), target=target) for premise, target in pairs
        ]
        scores.append(whole_map(map, steps))
    assert max(scores) <= 0.02
    assert fmean(scores) < 0.001


@pytest.mark.parametrize("kinds", [(S,), (A,), (S, A)])
def test_to_draw_everything_gains_nothing(map: ArgumentMap, kinds: tuple[RelationKind, ...]) -> None:
    view = focused(whole(map), "close", 1)
    names = sorted(view.shown & {*map.nodes})
    steps = tuple(
        Drawn(kind=kind, premises=(one,), target=other)
        for one, other in permutations(names, 2)
        for kind in kinds
    )
    assert grade([view], Submission(relations=steps), Rubric()).score == 0


def test_both_signs_for_each_pair_gain_nothing(map: ArgumentMap) -> None:
    steps = [one for one in as_drawn(map.relations) if one.kind in OPPOSITE]
    opposite = [one.model_copy(update={"kind": OPPOSITE[one.kind], "id": f"{one.id}-x"}) for one in steps]
    assert whole_map(map, [*steps, *opposite]) <= 0.1


@given(maps(max_nodes=5), st.data())
def test_one_more_right_step_never_lowers_the_mark(map: ArgumentMap, data: st.DataObject) -> None:
    steps = as_drawn(map.relations)
    if not steps:
        return
    names = [*map.nodes, *map.relations_by_id]
    noise = st.builds(
        Drawn,
        id=st.just(""),
        kind=st.sampled_from(RelationKind),
        premises=st.sampled_from(names).map(lambda name: (name,)),
        target=st.sampled_from(names),
    )
    drawn = data.draw(st.lists(noise | st.sampled_from(steps), max_size=6))
    more = data.draw(st.sampled_from(steps))
    targets, end = {one.id: one.target for one in drawn}, more.target
    while end in map.relations_by_id:
        if end not in targets:
            return  # nobody can draw a step to a step that is not there, or that is itself one to such a step
        end = targets[end]

    def score(some: list[Drawn]) -> float:
        return mark(map.relations, Submission(relations=tuple(some)), texts=texts_of(map)).score

    assert score([*drawn, more]) >= score(drawn) - 1e-9


def test_steps_of_the_map_outside_the_task_are_not_extra(map: ArgumentMap) -> None:
    view = focused(whole(map), "close", 1)
    outside = [one for one in map.relations if one not in view.relations()]
    assert outside
    result = grade([view], Submission(relations=as_drawn(map.relations)), Rubric())
    assert (result.score, result.extra) == (1.0, ())
    assert result.outside


def test_a_reference_without_relations_is_refused(map: ArgumentMap) -> None:
    alone = View(map, frozenset({"close"}))
    with pytest.raises(ArgmapError, match="has no relations to mark against"):
        grade([alone], Submission(), Rubric())
    with pytest.raises(ArgmapError, match="nothing to rebuild"):
        cards(map, {"close"})


@pytest.mark.parametrize("hops", [1, 2])
def test_every_card_has_a_place(map: ArgumentMap, hops: int) -> None:
    """A thesis of the same question is shown beside the one that is asked for, and no card of the set bears on it."""
    import yaml

    for focus in map.nodes:
        view = focused(whole(map), focus, hops)
        if not view.relations():
            continue
        text = cards(map, view.shown)
        names = {card["id"] for card in yaml.safe_load(text)["claims"]}
        ends = {name for one in view.relations() for name in (*one.premises, one.target)}
        assert names == ends & {*map.nodes}
        assert names.isdisjoint(left_out(view))
        assert names | {*left_out(view)} == view.shown & {*map.nodes}


def test_slips_are_told_by_name() -> None:
    split = marked(*without("r3"), step("r3", S, "a", "c"), step("x", S, "a", "d"))
    told = {credit.step.premise: credit.slip for credit in split.credits}
    assert (told["c"], told["d"], told["e"]) == (Slip.SPLIT, Slip.SPLIT, Slip.NONE)
    joined = marked(*without("r5", "r6"), step("x", S, "b", "f", "g"))
    assert {credit.slip for credit in joined.credits} == {Slip.NONE, Slip.JOINED}
