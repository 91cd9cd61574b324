"""Exercises: keys are what the map says and nothing else, sets are balanced, and the same seed gives the same set."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

import argmap
from argmap.errors import UnknownName
from argmap.evaluation.changes import whatif
from argmap.evaluation.labels import acceptability
from argmap.evaluation.theory import theory
from argmap.graph.views import conclusion
from argmap.model import ArgumentMap, discussion
from argmap.model.annotations import Label
from argmap.model.relation import RelationKind
from argmap.teach.item import Form, Item, Level
from argmap.teach.make import kinds_of_exercise, make, yields
from argmap.teach.protocol import LessonPart
from tests.strategies import maps

FAST = kinds_of_exercise(lambda kind: kind.part is not LessonPart.EXPERIMENTS)


def rights(item: Item) -> set[str]:
    return {option.text for option in item.options if option.right}


@given(maps(max_nodes=10), st.integers(0, 3))
def test_every_exercise_of_any_map_is_sound(map: ArgumentMap, seed: int) -> None:
    made = make(map, kinds=FAST, count=60, seed=seed)
    names = {*map.nodes, *map.relations_by_id}
    seen: set[str] = set()
    for item in made.items:
        assert item.is_sound
        assert seen.isdisjoint(item.rests_on), "one exercise would give another away"
        seen |= set(item.rests_on)
        assert item.prompt
        assert item.source
        assert all(option.feedback for option in item.options)
        if item.kind in {"relation-kind", "reason-target", "linked", "undercut-place", "rephrase"}:
            assert names.issuperset(item.rests_on)


@given(maps(max_nodes=10))
def test_keys_of_reasons_are_the_only_targets_in_the_map(map: ArgumentMap) -> None:
    texts = {
        name: (getattr(node, "name", "") and f"{node.name}: {node.text}") or node.text
        for name, node in map.nodes.items()
    }  # type: ignore[union-attr]
    for item in make(map, kinds=["reason-target"], count=60).items:
        step = map.relations_by_id[item.rests_on[0]]
        assert rights(item) == {texts[step.target]}
        uses = {r.target for r in map.relations if step.premises[0] in r.premises}
        wrong = {option.text for option in item.options if not option.right}
        assert not {texts[name] for name in uses if name in texts} & wrong


@given(maps(max_nodes=8))
def test_what_falls_is_what_does_not_stand_when_the_claim_is_rejected(map: ArgumentMap) -> None:
    before = acceptability(theory(map)).labels
    for item in make(map, kinds=["what-still-stands"], count=20).items:
        effects = {e.id: e.after for e in whatif(theory(map), reject=frozenset(item.rests_on))}
        for option in item.options:
            ids = [
                n
                for n, node in map.nodes.items()
                if option.text in {node.text, f"{getattr(node, 'name', '')}: {node.text}"}
            ]
            falls = {before[n] is Label.IN and effects.get(n, before[n]) is not Label.IN for n in ids}
            assert option.right in falls


def test_kinds_of_steps_are_asked_with_the_key_of_the_map(math_in_ml: ArgumentMap) -> None:
    every = make(math_in_ml, kinds=["relation-kind"], count=100).items
    made = [item for item in every if item.rests_on[0] in math_in_ml.relations_by_id]
    assert {math_in_ml.relations_by_id[item.rests_on[0]].kind for item in made} == {
        RelationKind.SUPPORT,
        RelationKind.ATTACK,
        RelationKind.UNDERCUT,
    }
    for item in made:
        kind = math_in_ml.relations_by_id[item.rests_on[0]].kind
        word = next(iter(rights(item)))
        assert ("denies that" in word) == (kind is RelationKind.UNDERCUT)
        assert ("reason for" in word) == (kind is RelationKind.SUPPORT)


def test_the_missing_premise_of_the_thread_is_found(math_in_ml: ArgumentMap) -> None:
    items = make(math_in_ml, kinds=["missing-premise"], count=10).items
    keys = {item.rests_on: rights(item) for item in items}
    assert keys["needed-against-sneaking", "sneaked-in-is-not-needed"] == {
        "What has to be sneaked into a field is not needed in it."
    }


def test_a_set_is_balanced_and_gets_harder(math_in_ml: ArgumentMap) -> None:
    items = make(math_in_ml, kinds=FAST, count=12).items
    assert len({item.kind for item in items}) >= 9
    assert [tuple(Level).index(item.level) for item in items] == sorted(
        tuple(Level).index(i.level) for i in items
    )
    assert all(i.level is Level.INTRO for i in make(math_in_ml, kinds=FAST, level=Level.INTRO).items)


def test_a_number_to_predict_is_the_expected_one_of_its_experiment(math_in_ml: ArgumentMap) -> None:
    from argmap.experiments.registry import experiment

    items = make(math_in_ml, kinds=["predict-number"]).items
    assert items
    for item in items:
        example = next(e for e in math_in_ml.examples if e.id == item.rests_on[0])
        assert example.experiment
        expected = [m.expected for m in experiment(example.experiment).run(0).measures]
        assert item.form is Form.NUMBER
        assert item.number in expected
        assert item.tolerance > 0


def test_other_seeds_make_other_sets(math_in_ml: ArgumentMap) -> None:
    assert make(math_in_ml, kinds=FAST, seed=1) == make(math_in_ml, kinds=FAST, seed=1)
    assert make(math_in_ml, kinds=FAST, seed=1) != make(math_in_ml, kinds=FAST, seed=2)


@pytest.mark.parametrize("hash_seed", ["1", "77"])
def test_a_set_does_not_depend_on_the_hash_seed(root: Path, hash_seed: str) -> None:
    code = (
        "import sys, argmap; from argmap.teach.make import make; from argmap.teach.exports.text import write_json;"
        f"sys.stdout.buffer.write(write_json(make(argmap.load('data/math-in-ml'), kinds={FAST!r})))"
    )
    out = subprocess.run(
        [sys.executable, "-c", code],
        cwd=root,
        capture_output=True,
        check=True,
        env={"PYTHONHASHSEED": hash_seed},
    ).stdout
    from argmap.teach.exports.text import write_json

    assert out == write_json(make(argmap.load(root / "data" / "math-in-ml"), kinds=FAST))


def test_what_a_map_lacks_is_explained(math_in_ml: ArgumentMap) -> None:
    counts = {one.kind: one for one in yields(math_in_ml)}
    assert counts["rephrase"].items == 0
    assert counts["rephrase"].needs == "a rephrase"
    assert counts["undercut-place"].items == 1  # the other undercuts start from remarks about the discussion


def test_a_kind_that_does_not_exist_is_refused(math_in_ml: ArgumentMap) -> None:
    with pytest.raises(UnknownName, match="did you mean 'linked'"):
        make(math_in_ml, kinds=["linkd"])


def test_the_broken_rule_is_the_one_that_the_annotators_name(math_in_ml: ArgumentMap) -> None:
    made = make(math_in_ml, kinds=["broken-rule"], count=20).items
    by_words = {breach.quotes[0].exact: breach for breach in math_in_ml.breaches}
    assert len(made) == 4  # five breaches, one of which quotes two posts
    for item in made:
        breach = next(breach for words, breach in by_words.items() if words in item.prompt)
        (right,) = rights(item)
        assert right == f"{discussion().rules[breach.breaks].name}: {discussion().rules[breach.breaks].text}"
        in_post = {
            b.breaks for b in math_in_ml.breaches if breach.quotes[0].post in {q.post for q in b.quotes}
        }
        wrong = {option.text.split(":")[0] for option in item.options} - {right.split(":")[0]}
        assert not wrong & {discussion().rules[name].name for name in in_post}


@pytest.fixture(scope="module")
def typing(root: Path) -> ArgumentMap:
    return argmap.load(root / "data" / "typing-for-a-team")


def test_the_straw_man_is_the_one_objection_that_is_charged(typing: ArgumentMap) -> None:
    (charged,) = (breach for breach in typing.breaches if breach.fallacy == "straw-man")
    (item,) = make(typing, kinds=["straw-man"], count=5).items
    (right,) = (option for option in item.options if option.right)
    premise = typing.nodes[typing.relations_by_id[charged.relation or ""].premises[0]]
    assert premise.text.rstrip(".") in right.text
    assert " ".join(charged.why.split()) in right.feedback


def test_a_map_without_a_straw_man_makes_no_exercise_of_one(math_in_ml: ArgumentMap) -> None:
    assert make(math_in_ml, kinds=["straw-man"], count=5).items == ()


def test_a_kind_with_one_exercise_is_not_crowded_out_by_another_kind(typing: ArgumentMap) -> None:
    """The only straw man of the map is a broken rule too, of which there are two."""
    (breach,) = (breach for breach in typing.breaches if breach.fallacy == "straw-man")
    again = breach.model_copy(update={"relation": None})
    more = typing.model_copy(update={"breaches": (breach, again)})
    for seed in range(10):
        made = make(more, kinds=["broken-rule", "straw-man"], count=6, seed=seed).items
        assert [item.kind for item in made].count("straw-man") == 1


def test_some_claims_have_nothing_to_do_with_each_other(math_in_ml: ArgumentMap) -> None:
    graph = nx.DiGraph()
    for relation in math_in_ml.relations:
        end = conclusion(math_in_ml, relation)
        graph.add_edges_from((premise, end) for premise in relation.premises)
    made = [i for i in make(math_in_ml, kinds=["relation-kind"], count=100).items if len(i.rests_on) == 2]
    assert made
    for item in made:
        one, other = item.rests_on
        assert rights(item) == {"It has nothing to do with it."}
        assert not nx.has_path(graph, one, other)
        assert not nx.has_path(graph, other, one)


def test_what_is_taken_for_granted_in_an_objection_is_asked_as_one(root: Path) -> None:
    map = argmap.load(root / "data" / "typing-for-a-team")
    (item,) = [
        i
        for i in make(map, kinds=["missing-premise"], count=9).items
        if "payments-against-slower" in i.rests_on
    ]
    assert item.prompt.startswith("Against “With a compiler in the way the team will ship twice a week")


def test_a_rule_that_is_easily_taken_for_the_broken_one_is_not_offered(math_in_ml: ArgumentMap) -> None:
    rules = discussion().rules
    for item in make(math_in_ml, kinds=["broken-rule"], count=20).items:
        (right,) = [rule for rule in rules.values() if rights(item) == {f"{rule.name}: {rule.text}"}]
        offered = {option.text.split(":")[0] for option in item.options}
        assert not offered & {rules[name].name for name in right.near}


@given(maps(max_nodes=10), st.integers(0, 3))
def test_cards_hang_together_only_as_the_key_says(map: ArgumentMap, seed: int) -> None:
    for item in make(map, kinds=["rebuild"], count=20, seed=seed).items:
        cards = {name for name, _ in item.cards}
        among = {
            (r.kind.value, premise, r.target)
            for r in map.relations
            for premise in r.premises
            if {premise, r.target} <= cards
        }
        assert {
            (kind, premise, target) for kind, premises, target in item.steps for premise in premises
        } == among
        hanging = {premise for _, premise, _ in among}
        assert len(hanging) == len(among), "each card hangs under one other"
        assert len(cards - hanging) <= 2, "the conclusion of all, and one that belongs nowhere"


@given(maps(max_nodes=10), st.integers(0, 3))
def test_reasons_that_are_asked_about_count_in_one_way_only(map: ArgumentMap, seed: int) -> None:
    for item in make(map, kinds=["linked"], count=20, seed=seed).items:
        steps = [map.relations_by_id[name] for name in item.rests_on]
        premises, target = {p for step in steps for p in step.premises}, steps[0].target
        onto = [
            r
            for r in map.relations
            if r.target == target and r.kind in {RelationKind.SUPPORT, RelationKind.ATTACK}
        ]
        ways = {r.is_linked for r in onto if premises & set(r.premises)}
        assert ways == {rights(item) == {"They count only together."}}


@given(maps(max_nodes=10), st.integers(0, 3))
def test_no_premise_beside_the_missing_one_is_offered(map: ArgumentMap, seed: int) -> None:
    for item in make(map, kinds=["missing-premise"], count=20, seed=seed).items:
        step = map.relations_by_id[item.rests_on[0]]
        beside = {p for r in map.relations if r.target == step.target for p in r.premises} - {
            item.rests_on[1]
        }
        texts = {map.nodes[name].text for name in beside} - rights(item)
        assert not texts & {option.text for option in item.options if not option.right}
