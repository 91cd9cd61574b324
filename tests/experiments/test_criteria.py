"""Verdicts follow from the measures: one on the other side of its threshold turns the verdict round."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import pytest

from argmap.experiments.criteria import Criterion, Statement, Threshold, Unmeasured
from argmap.experiments.judgement import Ruling, judged, judgements
from argmap.experiments.measure import Bound, ExperimentResult, MeasureRole
from argmap.experiments.outcome import Outcome, outcome_data, outcome_from, summary
from argmap.experiments.registry import EXPERIMENTS, experiment
from tests.experiments.runs import ran

CRITERIA = [
    (name, criterion)
    for name in EXPERIMENTS.names()
    for criterion in experiment(name).criteria
    if isinstance(criterion, Criterion)
]
ALL = pytest.mark.parametrize(
    ("name", "criterion"), CRITERIA, ids=[f"{name}: {criterion.measure}" for name, criterion in CRITERIA]
)

MEASURED: Mapping[str, list[Ruling]] = {
    "attention": [Ruling.FOR],
    "attention-scaling": [Ruling.FOR],
    "backprop": [Ruling.FOR],
    "bellman-contraction": [Ruling.FOR],
    "cnn-shift-invariance": [Ruling.AGAINST, Ruling.FOR],
    "convolution": [Ruling.AGAINST],
    "gan-divergence": [],
    "graph-smoothing": [Ruling.FOR],
    "language-model": [Ruling.FOR, Ruling.AGAINST],
    "linear-algebra-structure": [Ruling.FOR],
    "measure-theory": [],
    "recurrent-gradients": [Ruling.AGAINST],
    "skip-connections": [Ruling.FOR, Ruling.FOR],
    "symbolic-derivatives": [Ruling.AGAINST],
    "systems": [Ruling.FOR, Ruling.FOR],
}
"""What is found of each statement that is measured, by reading the numbers of docs/experiments.md by hand."""

HAND = Threshold(Bound.AT_LEAST, 2.0, "Twice as much is much.", "hand")


@cache
def outcome(name: str) -> Outcome:
    return Outcome(name, 0, summary(experiment(name)), ran(name, 0))


def with_value(name: str, measure: str, value: float) -> Outcome:
    """Return the outcome of an experiment with another value of one measure."""
    found = outcome(name)
    assert found.result is not None
    measures = tuple(replace(m, value=value) if m.name == measure else m for m in found.result.measures)
    return replace(found, result=replace(found.result, measures=measures))


@pytest.mark.parametrize("name", EXPERIMENTS.names())
def test_what_was_measured_gives_the_verdicts_that_a_reader_of_the_numbers_gives(name: str) -> None:
    found = [one.ruling for one in judgements(outcome(name)) if one.criterion is not None]
    assert found == MEASURED[name]


@ALL
def test_a_measure_on_the_other_side_of_its_threshold_turns_the_verdict_round(
    name: str, criterion: Criterion
) -> None:
    was = judged(criterion, outcome(name)).ruling
    other = criterion.speaks_against if was is Ruling.FOR else criterion.speaks_for
    step = 0.001 if other.bound is Bound.AT_LEAST else -0.001
    flipped = judged(criterion, with_value(name, criterion.measure, other.value + step))
    assert {was, flipped.ruling} == {Ruling.FOR, Ruling.AGAINST}
    assert flipped.reason == other.reason


@ALL
def test_a_measure_between_its_thresholds_bears_on_nothing(name: str, criterion: Criterion) -> None:
    between = (criterion.speaks_for.value + criterion.speaks_against.value) / 2
    found = judged(criterion, with_value(name, criterion.measure, between))
    assert found.ruling is Ruling.NOT
    assert found.value == pytest.approx(between, rel=1e-5)


@ALL
def test_a_failed_check_of_the_code_leaves_no_verdict(name: str, criterion: Criterion) -> None:
    found = outcome(name)
    assert found.result is not None
    check = next((m for m in found.result.measures if m.role is MeasureRole.CHECK), None)
    assert check is not None, "without a check nothing tells whether the code does what it should"
    wrong = with_value(name, check.name, float("nan"))
    ruled = judged(criterion, wrong)
    assert ruled.ruling is Ruling.OPEN
    assert f"“{check.name}” is nan" in ruled.reason


@ALL
def test_a_verdict_holds_for_several_seeds(name: str, criterion: Criterion) -> None:
    seeds = [replace(outcome(name), seed=seed, result=ran(name, seed)) for seed in range(1, 4)]
    assert {judged(criterion, one).ruling for one in seeds} == {judged(criterion, outcome(name)).ruling}


@ALL
def test_a_criterion_names_evidence(name: str, criterion: Criterion) -> None:
    result = outcome(name).result
    assert result is not None
    assert [m.role for m in result.measures if m.name == criterion.measure] == [MeasureRole.EVIDENCE]


def test_what_nothing_here_measures_says_so_with_a_reason() -> None:
    """Posts 3, 1 and 6 speak of understanding and of credit, and no program measures either."""
    unmeasured: dict[str, set[str]] = {}
    for name in EXPERIMENTS.names():
        for one in judgements(outcome(name)):
            if one.criterion is None:
                assert one.ruling is Ruling.NOT
                assert one.reason.endswith(".")
                for claim in one.statement.claims:
                    unmeasured.setdefault(claim, set()).add(name)
    assert unmeasured["simple-math-suffices"] == {
        "attention",
        "backprop",
        "bellman-contraction",
        "convolution",
        "gan-divergence",
        "graph-smoothing",
        "recurrent-gradients",
        "skip-connections",
    }
    assert unmeasured["credit-to-academics"] == {"language-model"}
    assert unmeasured["academics-did-not-invent"] == {"language-model"}
    assert unmeasured["computation-moves-ml"] == {"symbolic-derivatives"}
    assert unmeasured["measure-theory-not-needed"] == {"measure-theory"}


IDENTITIES = {
    "recurrent-gradients": "gradient after 60 steps, r = 1.1",
    "attention": "change by permuting tokens",
    "convolution": "circular convolution, broken by",
    "graph-smoothing": "change by renumbering nodes",
    "gan-divergence": "V(D*) − (2 JSD − log 4)",
    "measure-theory": "W₁ − distance of the lines",
    "bellman-contraction": "factor for a constant shift",
}


@pytest.mark.parametrize("name", IDENTITIES)
def test_an_identity_is_a_check_of_the_code(name: str) -> None:
    result = outcome(name).result
    assert result is not None
    assert [m.role for m in result.measures if m.name == IDENTITIES[name]] == [MeasureRole.CHECK]


def test_weights_that_sum_to_one_are_a_check_of_the_code() -> None:
    result = outcome("attention").result
    assert result is not None
    assert [m.role for m in result.measures if "sum − 1" in m.name] == [MeasureRole.CHECK]


@pytest.mark.parametrize("name", EXPERIMENTS.names())
def test_what_was_said_beforehand_is_kept_with_the_outcome(name: str) -> None:
    again = outcome_from(outcome_data(outcome(name)))
    assert again.summary == outcome(name).summary
    assert judgements(again) == judgements(outcome(name))


@pytest.mark.parametrize(
    ("threshold", "message"),
    [
        (lambda: Threshold(Bound.WITHIN, 1, "So.", "hand"), "'at most' or 'at least'"),
        (lambda: Threshold(Bound.AT_MOST, float("nan"), "So.", "hand"), "not a finite number"),
        (lambda: Threshold(Bound.AT_MOST, 1, "so", "hand"), "is not a sentence"),
        (lambda: Threshold(Bound.AT_MOST, 1, "So.", " "), "which source"),
        (lambda: Statement(" "), "no words"),
        (lambda: Unmeasured(Statement("It is."), "no reason"), "is not a sentence"),
        (lambda: Criterion(Statement("It is."), "m", HAND, HAND), "overlap"),
        (
            lambda: Criterion(
                Statement("It is."), "m", HAND, Threshold(Bound.AT_MOST, 2.0, "It is little.", "hand")
            ),
            "overlap",
        ),
        (
            lambda: Criterion(
                Statement("It is."), "m", HAND, Threshold(Bound.AT_LEAST, 1.0, "It is little.", "hand")
            ),
            "overlap",
        ),
    ],
)
def test_what_cannot_decide_is_refused(threshold: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        threshold()  # type: ignore[operator]


def test_two_criteria_for_one_claim_are_refused() -> None:
    known = experiment("backprop")
    twice = Unmeasured(Statement("It is of use.", ("math-is-very-useful",)), "Nothing is measured.")
    with pytest.raises(ValueError, match="two criteria for 'math-is-very-useful'"):
        replace(known, criteria=(*known.criteria, twice))


@pytest.mark.parametrize(
    ("id", "text", "named"),
    [
        ("a", "", True),
        ("x", "the sky  is blue", True),
        ("x", "The sky is blue.", True),
        ("x", "The sky is green.", False),
        ("x", "", False),
    ],
)
def test_a_claim_is_named_by_its_id_or_by_the_same_words(id: str, text: str, named: bool) -> None:
    assert Statement("The sky is blue.", ("a", "b")).is_named(id, text) is named


def test_a_number_that_is_missing_leaves_no_verdict() -> None:
    name, criterion = CRITERIA[0]
    found = outcome(name)
    assert judged(criterion, replace(found, result=None, fault="it raised")).reason == (
        "There is no result: it raised."
    )
    assert found.result is not None
    bare: ExperimentResult = replace(found.result, measures=())
    assert "no measure has the name" in judged(criterion, replace(found, result=bare)).reason.lower()
    endless = with_value(name, criterion.measure, float("inf"))
    assert judged(criterion, endless).ruling is Ruling.OPEN
