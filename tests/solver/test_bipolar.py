"""A bipolar framework is sound when it exists."""

from __future__ import annotations

import numpy as np
import pytest

from argmap.errors import ArgmapError
from argmap.solver.bipolar import BipolarGraph, bipolar_graph, part
from tests.solver.gradual_small import edges_of, framework


def test_attacks_have_negative_weights_and_supports_positive_ones() -> None:
    graph = bipolar_graph([0.5, 0.2, 1.0], attacks=[(1, 0)], supports=[(2, 0)])
    assert edges_of(graph) == [(1, 0, -1.0), (2, 0, 1.0)]


def test_a_framework_may_be_empty() -> None:
    assert bipolar_graph([]).size == 0


@pytest.mark.parametrize("score", [-0.1, 1.1, float("nan"), float("inf")])
def test_a_base_score_out_of_range_is_refused(score: float) -> None:
    with pytest.raises(ArgmapError, match="base score"):
        bipolar_graph([0.5, score])


@pytest.mark.parametrize("weight", [-1.5, 2.0, float("nan")])
def test_a_weight_out_of_range_is_refused(weight: float) -> None:
    with pytest.raises(ArgmapError, match="weight"):
        framework([0.5, 0.5], [(0, 1, weight)])


@pytest.mark.parametrize("edge", [(0, 2), (-1, 0)])
def test_an_edge_to_a_node_that_is_not_there_is_refused(edge: tuple[int, int]) -> None:
    with pytest.raises(ArgmapError, match="node of an edge"):
        bipolar_graph([0.5, 0.5], attacks=[edge])


def test_arrays_of_different_lengths_are_refused() -> None:
    ends = np.zeros(2, dtype=np.int32)
    with pytest.raises(ArgmapError, match="one length"):
        BipolarGraph(1, np.ones(1), ends, ends, np.ones(1))
    with pytest.raises(ArgmapError, match="3 base scores"):
        BipolarGraph(3, np.ones(1), ends, ends, np.ones(2))


def test_a_part_keeps_the_edges_between_its_nodes() -> None:
    graph = bipolar_graph([0.1, 0.2, 0.3], attacks=[(0, 2), (1, 2), (2, 0)])
    found = part(graph, np.array([True, False, True]), np.array([True, True, False]))
    assert found.base.tolist() == [0.1, 0.3]
    assert edges_of(found) == [(0, 1, -1.0)]
