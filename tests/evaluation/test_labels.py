"""What acceptability says of maps of every shape, and in which words it refuses."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given

from argmap.errors import UnknownName
from argmap.evaluation.labels import acceptability
from argmap.evaluation.theory import DEFAULT, Basis, Interpretation, theory
from argmap.model import ArgumentMap, Label
from argmap.solver.search import OutOfTime
from argmap.solver.semantics import Semantics
from tests.evaluation.orders import shuffled
from tests.graph.small import small, tangles
from tests.strategies import maps

CAREFUL_FIRST = (Semantics.GROUNDED, Semantics.IDEAL, Semantics.PREFERRED, Semantics.SEMI_STABLE)


def named(map: ArgumentMap, label: Label, semantics: Semantics) -> set[str]:
    return {name for name, given in acceptability(theory(map), semantics).labels.items() if given is label}


@given(tangles())
def test_a_more_careful_semantics_decides_less(map: ArgumentMap) -> None:
    """Grounded ⊆ ideal ⊆ every preferred, and every semi-stable extension is preferred."""
    for careful, bold in pairwise(CAREFUL_FIRST):
        assert named(map, Label.IN, careful) <= named(map, Label.IN, bold)
        assert named(map, Label.OUT, careful) <= named(map, Label.OUT, bold)


@given(tangles())
def test_complete_is_as_careful_as_grounded(map: ArgumentMap) -> None:
    assert acceptability(theory(map), "complete").labels == acceptability(theory(map)).labels


@given(maps())
def test_order_changes_nothing(map: ArgumentMap) -> None:
    for semantics in Semantics:
        assert acceptability(theory(map), semantics) == acceptability(theory(shuffled(map)), semantics)


@given(tangles())
def test_renaming_changes_nothing_but_the_names(map: ArgumentMap) -> None:
    plain = {
        name: f"x{len(names) - place}" for names in [sorted(map.kinds)] for place, name in enumerate(names)
    }
    renamed = ArgumentMap.model_validate(_renamed(map.model_dump(mode="json"), plain))
    for basis in Basis:
        before = acceptability(theory(map, Interpretation(basis, rivals=True)), "preferred")
        after = acceptability(theory(renamed, Interpretation(basis, rivals=True)), "preferred")
        assert after.labels == {plain[name]: label for name, label in before.labels.items()}
        assert after.possible == {plain[name] for name in before.possible}


def _renamed(data: object, names: dict[str, str]) -> object:
    if isinstance(data, dict):
        return {key: _renamed(value, names) for key, value in data.items()}
    if isinstance(data, list):
        return [_renamed(value, names) for value in data]
    return names.get(data, data) if isinstance(data, str) else data


def test_every_claim_example_and_step_has_a_label(math_in_ml: ArgumentMap) -> None:
    labels = acceptability(theory(math_in_ml)).labels
    assert labels.keys() == {*math_in_ml.nodes, *math_in_ml.relations_by_id}


def test_an_empty_map_has_one_empty_extension() -> None:
    for semantics in Semantics:
        found = acceptability(theory(small()), semantics)
        assert (found.labels, found.exists) == ({}, True)


def test_an_unknown_semantics_is_refused() -> None:
    with pytest.raises(UnknownName, match="credulous"):
        acceptability(theory(small()), "credulous")


def test_a_search_out_of_time_says_so() -> None:
    couples = [f"r{n}-{i}: c{n}-{i} attacks c{n}-{1 - i}" for n in range(40) for i in (0, 1)]
    with pytest.raises(OutOfTime):
        acceptability(theory(small(*couples), DEFAULT), "preferred", seconds=1e-9)


@pytest.mark.parametrize("verb", ["attacks", "supports", "rephrases"])
def test_thousands_of_steps_deep(verb: str) -> None:
    """By hand: every second claim of a chain of attacks stands, its undisputed end among them."""
    depth = 3_000
    labels = acceptability(theory(small(*(f"r{n}: c{n + 1} {verb} c{n}" for n in range(depth))))).labels
    fallen = {f"c{n}" for n in range(depth) if verb == "attacks" and (depth - n) % 2}
    assert {name for name, label in labels.items() if label is Label.OUT} == fallen


def test_undercuts_ten_thousand_deep() -> None:
    """By hand: the last undercut holds, so every second step does not; an even depth spares the first."""
    depth = 10_000
    map = small("r0: a supports t", *(f"r{n}: b undercuts r{n - 1}" for n in range(1, depth + 1)))
    labels = acceptability(theory(map)).labels
    assert (labels["r0"], labels["r1"], labels["t"]) == (Label.IN, Label.OUT, Label.IN)
