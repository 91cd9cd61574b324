"""αU and |uα are those of the papers; S counts edits."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.readings.unitizing import (
    AlphaU,
    BinaryAlphaU,
    Continuum,
    SegmentationSimilarity,
    Unitized,
    alpha_u,
    apart,
    edits,
)

ONE = np.ones((1, 1))
ALEX: Unitized = ((0, 7), (7, 13), (30, 32), (32, 37), (37, 44), (44, 60))
PAUL: Unitized = ((0, 7), (7, 13), (13, 21), (32, 44))
SUZAN: Unitized = ((0, 7), (7, 13), (13, 21), (32, 37), (37, 41), (41, 44))
"""Figure 12.11 of Krippendorff (2019), without its values: three observers of a text of 60."""

LENGTH = 12
stretches = st.lists(
    st.tuples(st.integers(0, LENGTH - 1), st.integers(1, 4)).map(lambda s: (s[0], min(LENGTH, s[0] + s[1]))),
    max_size=4,
).map(apart)


def test_alpha_u_is_that_of_krippendorff_2004() -> None:
    """The continuum from 150 to 450; the paper gives 0.7286 for c from rounded parts, and 1 for k."""
    first, second = ((75, 145), (220, 250)), ((70, 150), (205, 225), (250, 270))
    assert alpha_u(first, second, 300) == pytest.approx(0.7285, abs=2e-4)
    assert alpha_u(((30, 90), (150, 200)), ((30, 90), (150, 200)), 300) == 1


def test_binary_alpha_u_is_that_of_krippendorff_2019() -> None:
    value = BinaryAlphaU([Continuum(0, 60, (ALEX, PAUL, SUZAN))], 1).values(ONE)[0]
    assert value == pytest.approx(0.413, abs=1e-3)


def by_characters(readings: tuple[Unitized, ...]) -> float | None:
    """Return |uα by counting pairs of characters: no character is paired with one of its own unit, or with itself."""
    marked = [
        (reading, at, next((unit for unit in units if unit[0] <= at < unit[1]), None))
        for reading, units in enumerate(readings)
        for at in range(LENGTH)
    ]
    by_place = [
        (one[2] is None) is not (other[2] is None)
        for one, other in permutations(marked, 2)
        if one[1] == other[1]
    ]
    expected = [
        (one[2] is None) is not (other[2] is None)
        for one, other in permutations(marked, 2)
        if one[2] is None or (one[0], one[2]) != (other[0], other[2])
    ]
    if not any(expected):
        return None
    return 1 - (sum(by_place) / len(by_place)) / (sum(expected) / len(expected))


@given(st.tuples(stretches, stretches, stretches))
def test_binary_alpha_u_is_what_counting_characters_gives(readings: tuple[Unitized, ...]) -> None:
    value = BinaryAlphaU([Continuum(0, LENGTH, readings)], 1).values(ONE)[0]
    expected = by_characters(readings)
    assert np.isnan(value) if expected is None else value == pytest.approx(expected, abs=1e-9)


@given(stretches, stretches)
def test_alpha_u_is_1_with_oneself_and_the_same_either_way(one: Unitized, other: Unitized) -> None:
    value = alpha_u(one, other, LENGTH)
    assert value is None if not one and not other else value == pytest.approx(alpha_u(other, one, LENGTH))
    assert value is None or value <= 1
    assert alpha_u(one, one, LENGTH) == (1 if one else None)


def test_alpha_u_sinks_the_farther_the_boundaries_are_off() -> None:
    values = [alpha_u(((20, 40),), ((20 + off, 40 + off),), 200) or 0 for off in (0, 2, 5, 10, 30)]
    assert values == sorted(values, reverse=True)
    assert values[0] == 1 > values[1] > 0


@pytest.mark.parametrize("kind", [AlphaU, BinaryAlphaU, SegmentationSimilarity])
def test_a_post_that_is_drawn_twice_counts_as_two_posts(kind: type) -> None:
    def post(place: int, shift: int) -> Continuum:
        units = ((2, 8), (10, 14)), ((2 + shift, 8 + shift),)
        return Continuum(place, 20, units, (3, 8, 11, 15))

    drawn = kind([post(0, 0), post(1, 1)], 2).values(np.array([[1.0, 2.0]]))
    written = kind([post(0, 0), post(0, 1), post(0, 1)], 1).values(ONE)
    assert drawn[0] == pytest.approx(written[0])


def test_a_boundary_one_word_off_is_one_edit() -> None:
    """Of 11 places between words, one boundary is moved by one and one is missing: S = 1 - 2/11 (Fournier & Inkpen 2012)."""
    words = tuple(range(1, 12))
    post = Continuum(0, 12, (((0, 4), (4, 9)), ((0, 5), (5, 12))), words)
    assert edits([4, 9], [5]) == 2
    assert SegmentationSimilarity([post], 1).values(ONE)[0] == pytest.approx(1 - 2 / 11)


def test_units_that_overlap_are_joined_and_those_that_touch_are_not() -> None:
    assert apart([(4, 9), (0, 5), (9, 12), (20, 21), (20, 21)]) == ((0, 9), (9, 12), (20, 21))
