"""Verdicts on the relations of a map: what the numbers say of the target, and whether the map says the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from argmap.experiments.criteria import Criterion, Statement, Threshold, Unmeasured
from argmap.experiments.judgement import Ruling
from argmap.experiments.measure import Bound, ExperimentResult, Measure, MeasureRole, Plot, Series
from argmap.experiments.outcome import Outcome, Summary
from argmap.experiments.verdict import LinkStatus, LinkVerdict, verdicts
from argmap.model import ArgumentMap
from argmap.rendering.report.naming import Names
from argmap.rendering.report.verdicts import verdict_text

PLOT = Plot("x", "y", (Series("s", (1,), (1,)),))
MANY = Threshold(Bound.AT_LEAST, 10, "Ten is many.", "hand")
FEW = Threshold(Bound.AT_MOST, 2, "Two are few.", "hand")


BETWEEN = (
    "The measures do not bear on “So”: “m” is 5, between ≥ 10, which was to speak for it, and ≤ 2, which was to speak "
    "against it."
)


def result(value: float, check: float = 1) -> ExperimentResult:
    evidence = Measure("m", value, 10, "count", bound=Bound.AT_LEAST, role=MeasureRole.EVIDENCE)
    return ExperimentResult("1", (Measure("sum", check, 1, "count"), evidence), PLOT)


def summary(*claims: str) -> Summary:
    return Summary(
        "Title",
        "Question?",
        (
            Criterion(Statement("It pays.", claims), "m", MANY, FEW),
            Unmeasured(Statement("It is easy.", ("easy",)), "Nobody is asked."),
        ),
        "Shown.",
        "Nothing.",
    )


def map_with(kind: str, target: str = "c1", text: str = "So.") -> ArgumentMap:
    return ArgumentMap.model_validate(
        {
            "format": "argmap/1",
            "id": "m",
            "title": "M",
            "claims": [
                {"id": "c1", "text": text, "implicit": True},
                {"id": "easy", "text": "Thus.", "implicit": True},
            ],
            "examples": [{"id": "e", "name": "E", "topic": "t", "text": "It is.", "experiment": "x"}],
            "relations": [
                {"id": "r0", "kind": "support", "premises": ["easy"], "target": "c1"},
                {"id": "r", "kind": kind, "premises": ["e"], "target": target},
            ],
        }
    )


def only(map: ArgumentMap, outcome: Outcome) -> LinkVerdict:
    (verdict,) = verdicts(map, {"x": outcome})
    return verdict


@pytest.mark.parametrize(
    ("value", "kind", "ruling", "link"),
    [
        (20, "support", Ruling.FOR, LinkStatus.SUPPORTED),
        (20, "attack", Ruling.FOR, LinkStatus.CONTRADICTED),
        (1, "support", Ruling.AGAINST, LinkStatus.CONTRADICTED),
        (1, "attack", Ruling.AGAINST, LinkStatus.SUPPORTED),
        (5, "support", Ruling.NOT, LinkStatus.UNMEASURED),
        (5, "attack", Ruling.NOT, LinkStatus.UNMEASURED),
        (10, "support", Ruling.FOR, LinkStatus.SUPPORTED),
        (2, "support", Ruling.AGAINST, LinkStatus.CONTRADICTED),
    ],
)
def test_the_verdict_follows_from_the_number(
    value: float, kind: str, ruling: Ruling, link: LinkStatus
) -> None:
    verdict = only(map_with(kind), Outcome("x", 0, summary("c1"), result(value)))
    assert (verdict.relation, verdict.example, verdict.ruling, verdict.link) == ("r", "e", ruling, link)


@pytest.mark.parametrize(("value", "link"), [(20, LinkStatus.CONTRADICTED), (1, LinkStatus.SUPPORTED)])
def test_an_undercut_is_compared_with_what_is_said_of_the_inference(value: float, link: LinkStatus) -> None:
    assert only(map_with("undercut", "r0"), Outcome("x", 0, summary("r0"), result(value))).link is link


@pytest.mark.parametrize(("value", "link"), [(20, LinkStatus.SUPPORTED), (1, LinkStatus.CONTRADICTED)])
def test_a_backing_is_compared_with_what_is_said_of_the_inference(value: float, link: LinkStatus) -> None:
    map = map_with("support", "r0")
    verdict = only(map, Outcome("x", 0, summary("r0"), result(value)))
    assert verdict.link is link
    assert "it speaks for the reason of “Thus” for “So”;" in verdict_text(verdict, Names(map))


def test_why_something_is_so_is_no_argument_and_gets_no_verdict() -> None:
    assert verdicts(map_with("explains"), {"x": Outcome("x", 0, summary("c1"), result(20))}) == ()


def test_a_claim_is_found_by_its_words_under_any_id() -> None:
    outcome = Outcome("x", 0, summary("elsewhere"), result(20))
    assert only(map_with("support", text="It pays."), outcome).ruling is Ruling.FOR


def test_what_nothing_was_said_about_beforehand_is_not_borne_on() -> None:
    verdict = only(map_with("support"), Outcome("x", 0, summary("elsewhere"), result(20)))
    assert (verdict.ruling, verdict.link) == (Ruling.NOT, LinkStatus.UNMEASURED)
    assert "says nothing about it beforehand" in verdict.judgement.reason


@pytest.mark.parametrize("found", [result(20), result(1)])
def test_what_is_not_measured_is_not_borne_on_whatever_the_numbers_are(found: ExperimentResult) -> None:
    verdict = only(map_with("support", "easy"), Outcome("x", 0, summary("c1"), found))
    assert (verdict.ruling, verdict.judgement.reason) == (Ruling.NOT, "Nobody is asked.")


@pytest.mark.parametrize("value", [1, 5, 20])
@pytest.mark.parametrize("came", [{"result": None, "fault": "it raised"}, {"check": 2}])
def test_nothing_is_ruled_while_a_check_fails(value: float, came: dict[str, object]) -> None:
    outcome = Outcome("x", 0, summary("c1"), result(value, check=2) if "check" in came else None, "it raised")
    verdict = only(map_with("support"), outcome)
    assert (verdict.ruling, verdict.link) == (Ruling.OPEN, LinkStatus.OPEN)


def test_an_experiment_that_cannot_be_loaded_gives_no_verdict_with_the_reason() -> None:
    verdict = only(map_with("support"), Outcome("x", 0, fault="it cannot be imported"))
    assert verdict.ruling is Ruling.OPEN
    assert verdict.judgement.reason == "There is no result: it cannot be imported."


def test_an_experiment_that_was_not_run_gets_no_verdict() -> None:
    assert verdicts(map_with("support"), {}) == ()


@pytest.mark.parametrize(
    ("kind", "value", "line"),
    [
        (
            "support",
            20,
            "Supported by the measure: it speaks for “So”; “m” is 20, and ≥ 10 was to speak for it.",
        ),
        (
            "attack",
            20,
            "Contradicted by the measure: it speaks against “So”; “m” is 20, and ≥ 10 was to speak for it.",
        ),
        (
            "support",
            1,
            "Contradicted by the measure: it speaks for “So”; “m” is 1, and ≤ 2 was to speak against it.",
        ),
        (
            "support",
            5,
            BETWEEN,
        ),
    ],
)
def test_a_verdict_is_told_in_one_line(kind: str, value: float, line: str) -> None:
    map = map_with(kind)
    assert verdict_text(only(map, Outcome("x", 0, summary("c1"), result(value))), Names(map)) == line


@pytest.mark.parametrize(
    ("value", "figure"), [(12.3456, "12.3"), (1234567, "1,234,567"), (9.9996, "9.9996"), (2.0004, "2.0004")]
)
def test_a_number_is_short_in_a_sentence_unless_it_would_cross_a_threshold(value: float, figure: str) -> None:
    map = map_with("support")
    assert f"“m” is {figure}, " in verdict_text(
        only(map, Outcome("x", 0, summary("c1"), result(value))), Names(map)
    )


def test_a_failed_check_is_told_in_one_line() -> None:
    map = map_with("support")
    verdict = only(map, replace(Outcome("x", 0, summary("c1")), result=result(20, check=2)))
    assert verdict_text(verdict, Names(map)) == (
        "There is no verdict on “So”: a check of the code failed: “sum” is 2, not as expected."
    )


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
