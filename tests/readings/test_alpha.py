"""α and κ are those of the papers, and of nltk on random labels."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.readings.alpha import alpha, kappa
from argmap.readings.tallies import ABSENT, Coefficient, Tally, Unit

BINARY = "0100000010", "1110010000"
BEN_AND_GERRY = "aabbdcccedda", "babbbccceddd"
FOUR = "123321412...", "1233224125.3", ".3332342251.", "12332441251."
"""The examples A, B and C of Krippendorff (2011); a dot is a missing label."""

FLEISS = ["0 0 0 0 14", "0 2 6 4 2", "0 0 3 5 6", "0 3 9 2 0", "2 2 8 1 1", "7 7 0 0 0", "3 2 6 3 0", "2 5 3 2 2", "6 5 2 1 0", "0 2 2 3 7"]  # fmt: skip
"""Ten subjects by fourteen raters, as an example of Fleiss' κ that many textbooks have; how many gave each label."""

labels = st.sampled_from("abc")
rows = st.lists(st.lists(labels | st.none(), min_size=3, max_size=3), min_size=1, max_size=12)


def units(rows: tuple[str, ...]) -> list[list[str | None]]:
    return [[None if label == "." else label for label in unit] for unit in zip(*rows, strict=True)]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [(BINARY, 0.095), (BEN_AND_GERRY, 0.692), (FOUR, 0.743)],
    ids=["binary", "nominal", "four observers with gaps"],
)
def test_alpha_is_that_of_krippendorff_2011(rows: tuple[str, ...], expected: float) -> None:
    assert alpha(units(rows)) == pytest.approx(expected, abs=5e-4)


def test_alpha_of_complete_labels_is_fleiss_kappa_but_for_the_correction_for_small_samples() -> None:
    """κ is 0.210 in the literature; α = 1 - (1 - κ)(n - 1)/n with n = 140 labels."""
    counts = [[int(number) for number in row.split()] for row in FLEISS]
    labels = [
        [name for name, number in zip("abcde", row, strict=True) for _ in range(number)] for row in counts
    ]
    assert alpha(labels) == pytest.approx(1 - (1 - 0.210) * 139 / 140, abs=1e-3)


def test_kappa_is_that_of_the_textbook() -> None:
    """Two readers of 50 grants: both yes 20, only the first 5, only the second 10, both no 15; κ = 0.4."""
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert kappa(pairs) == pytest.approx(0.4)


@pytest.mark.parametrize("seed", range(20))
def test_alpha_and_kappa_are_those_of_nltk(seed: int) -> None:
    task = pytest.importorskip("nltk.metrics.agreement").AnnotationTask
    random = Random(seed)
    annotators = 2 + seed % 3
    data = [[random.choice("abcd"[: 2 + seed % 3]) for _ in range(annotators)] for _ in range(4 + 3 * seed)]
    theirs = task(
        [(f"c{who}", f"i{n}", label) for n, unit in enumerate(data) for who, label in enumerate(unit)]
    )
    assert alpha(data) == pytest.approx(theirs.alpha(), abs=1e-9)
    expected = theirs.kappa_pairwise("c0", "c1")
    assert kappa((unit[0], unit[1]) for unit in data) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("seed", range(5))
def test_alpha_with_gaps_is_that_of_nltk(seed: int) -> None:
    """nltk counts None as a label, so what is missing is left out of its triples; units of one label as well."""
    task = pytest.importorskip("nltk.metrics.agreement").AnnotationTask
    random = Random(seed)
    data = [[random.choice(["a", "b", "c", None]) for _ in range(4)] for _ in range(30)]
    triples = [
        (f"c{who}", f"i{number}", label)
        for number, unit in enumerate(data)
        if sum(label is not None for label in unit) > 1
        for who, label in enumerate(unit)
        if label is not None
    ]
    assert alpha(data) == pytest.approx(task(triples).alpha(), abs=1e-9)


@pytest.mark.parametrize(
    "data", [[], [["a", None]], [["a", "a"], ["a", "a"]]], ids=["none", "alone", "one label"]
)
def test_alpha_is_undefined_where_nothing_can_be_told_from_chance(data: list[list[str | None]]) -> None:
    assert alpha(data) is None


def test_kappa_is_undefined_where_both_give_one_label() -> None:
    assert kappa([("a", "a"), ("a", "a")]) is None
    assert kappa([]) is None


@given(rows, st.randoms(use_true_random=False))
def test_alpha_does_not_depend_on_names_or_on_who_is_first(
    data: list[list[str | None]], random: Random
) -> None:
    order = [0, 1, 2]
    random.shuffle(order)
    renamed = {"a": "x", "b": "y", "c": "z", None: None}
    shuffled = [[renamed[unit[who]] for who in order] for unit in data]
    random.shuffle(shuffled)
    before, after = alpha(data), alpha(shuffled)
    assert after is None if before is None else after == pytest.approx(before, abs=1e-12)
    assert before is None or before <= 1


def unit(first: str, second: str, place: str = "p0") -> Unit:
    return Unit(first, second, place)


pairs = st.lists(st.tuples(labels, labels, st.sampled_from(["p0", "p1", "p2"])), min_size=1, max_size=15)
PLACES = {"p0": 0, "p1": 1, "p2": 2}


def defined(value: float) -> float | None:
    return None if np.isnan(value) else pytest.approx(value, abs=1e-9)


@given(pairs, st.lists(st.integers(0, 3), min_size=3, max_size=3))
def test_counts_give_alpha_and_kappa_of_every_resampled_thread(
    data: list[tuple[str, str, str]], drawn: list[int]
) -> None:
    """A place that is drawn twice gives its units twice."""
    given = [(unit(*each), 1.0) for each in data]
    repeated = [each[:2] for each in data for _ in range(drawn[PLACES[each[2]]])]
    weights = np.array([drawn], dtype=float)
    assert alpha(repeated) == defined(Tally(given, Coefficient.ALPHA, PLACES).values(weights)[0])
    assert kappa(repeated) == defined(Tally(given, Coefficient.KAPPA, PLACES).values(weights)[0])


@given(pairs, st.data())
def test_counts_without_some_units_are_those_of_the_others(
    data: list[tuple[str, str, str]], draw: st.DataObject
) -> None:
    out = draw.draw(st.sets(st.integers(0, len(data) - 1)))
    left = [each[:2] for number, each in enumerate(data) if number not in out]
    value = Tally([(unit(*each), 1.0) for each in data], Coefficient.ALPHA, PLACES).without(out)
    assert value == 1 if all(one == other for one, other in left) else alpha(left) == defined(value)


@given(
    st.lists(
        st.sampled_from([("there", "there"), ("there", ABSENT), (ABSENT, "there")]), min_size=1, max_size=12
    )
)
def test_f1_is_that_of_sets_and_grows_with_what_both_have(data: list[tuple[str, str]]) -> None:
    def f1(said: list[tuple[str, str]]) -> float:
        tally = Tally([(unit(*each), 1.0) for each in said], Coefficient.F1, PLACES)
        return float(tally.values(np.ones((1, 3)))[0])

    both = sum(one == other for one, other in data)
    expected = 2 * both / (sum(one != ABSENT for one, _ in data) + sum(other != ABSENT for _, other in data))
    assert f1(data) == pytest.approx(expected)
    assert f1([*data, ("there", "there")]) >= f1(data)
