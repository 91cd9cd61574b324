"""Verdicts: what an experiment declares, read through the kind of step; from the definition in DECISIONS.md."""

from __future__ import annotations

from dataclasses import replace

import pytest

from argmap.experiments.outcome import Outcome, Summary
from argmap.experiments.protocol import Bearing, Bound, ExperimentResult, Measure, Plot, Series
from argmap.experiments.verdict import Ruling, verdicts
from argmap.model import ArgumentMap

GOOD = ExperimentResult("1", (Measure("m", 1, 1, "count"),), Plot("x", "y", (Series("s", (1,), (1,)),)))
BAD = replace(GOOD, measures=(Measure("m", 2, 1, "count"),))


def summary(bearing: Bearing) -> Summary:
    return Summary("Title", "Question?", bearing, "reading", "Nothing.")


def map_with(kind: str) -> ArgumentMap:
    target = "r0" if kind == "undercut" else "c1"
    return ArgumentMap.model_validate(
        {
            "format": "argmap/1",
            "id": "m",
            "title": "M",
            "claims": [
                {"id": "c1", "text": "So.", "implicit": True},
                {"id": "c2", "text": "Thus.", "implicit": True},
            ],
            "examples": [{"id": "e", "name": "E", "topic": "t", "text": "It is.", "experiment": "x"}],
            "relations": [
                {"id": "r0", "kind": "support", "premises": ["c2"], "target": "c1"},
                {"id": "r", "kind": kind, "premises": ["e"], "target": target},
            ],
        }
    )


@pytest.mark.parametrize(
    ("bearing", "kind", "ruling"),
    [
        (Bearing.FOR, "support", Ruling.FOR),
        (Bearing.FOR, "attack", Ruling.AGAINST),
        (Bearing.FOR, "undercut", Ruling.AGAINST),
        (Bearing.AGAINST, "support", Ruling.AGAINST),
        (Bearing.AGAINST, "attack", Ruling.FOR),
        (Bearing.BOTH, "support", Ruling.BOTH),
        (Bearing.BOTH, "attack", Ruling.BOTH),
    ],
)
def test_a_step_gets_what_the_experiment_declares(bearing: Bearing, kind: str, ruling: Ruling) -> None:
    outcome = Outcome("x", 0, summary(bearing), GOOD)
    (verdict,) = verdicts(map_with(kind), {"x": outcome})
    assert (verdict.relation, verdict.example, verdict.ruling) == ("r", "e", ruling)


@pytest.mark.parametrize("bearing", Bearing)
@pytest.mark.parametrize("came", [{"result": BAD}, {"fault": "it raised"}])
def test_nothing_is_ruled_while_a_measure_fails(bearing: Bearing, came: dict[str, object]) -> None:
    outcome = replace(Outcome("x", 0, summary(bearing)), **came)  # type: ignore[arg-type]
    (verdict,) = verdicts(map_with("support"), {"x": outcome})
    assert verdict.ruling is Ruling.OPEN


def test_an_experiment_that_was_not_run_gets_no_verdict() -> None:
    assert verdicts(map_with("support"), {}) == ()


@pytest.mark.parametrize(
    ("bound", "value", "holds"),
    [
        (Bound.WITHIN, 1.1, True),
        (Bound.WITHIN, 1.11, False),
        (Bound.AT_MOST, 1.0, True),
        (Bound.AT_MOST, 1.01, False),
        (Bound.AT_LEAST, 1.0, True),
        (Bound.AT_LEAST, 0.99, False),
        (Bound.AT_LEAST, float("inf"), False),
        (Bound.WITHIN, float("nan"), False),
    ],
)
def test_a_measure_holds_within_its_bound(bound: Bound, value: float, holds: bool) -> None:
    tolerance = 0.1 + 1e-12 if bound is Bound.WITHIN else 0.0
    assert Measure("m", value, 1.0, "count", tolerance, bound=bound).holds is holds
