"""What experiments say about a map: in the report, on the cards of the page, and in map.md. Sentences written by hand."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace

import pytest

from argmap.experiments.criteria import Bearing, Criterion, Statement, Threshold, Unmeasured
from argmap.experiments.measure import Bound, ExperimentResult, Measure, MeasureRole, Plot, Series
from argmap.experiments.outcome import Outcome, Summary
from argmap.graph.views import whole
from argmap.language import language
from argmap.model import ArgumentMap
from argmap.rendering.draw import pictures
from argmap.rendering.marks import marks
from argmap.rendering.options import Options
from argmap.rendering.outline import outline
from argmap.rendering.page.packing import unpacked
from argmap.rendering.report.evidence import measured
from argmap.rendering.report.parts import ReportContext, ReportItem, Section
from argmap.rendering.report.verdicts import verdict_lines
from argmap.rendering.scene import scene
from argmap.rendering.text.markdown import markdown_page
from argmap.study import Study
from tests.rendering.hostile import HOSTILE

PAYS = Statement("It pays.", ("pays",))
EASY = Unmeasured(Statement("It is easy.", ("easy",)), "Nobody was asked.")
MAP = ArgumentMap.model_validate(
    {
        "format": "argmap/1",
        "id": "m",
        "title": "M",
        "claims": [
            {"id": "pays", "text": "It pays.", "implicit": True},
            {"id": "easy", "text": "It is easy.", "implicit": True},
        ],
        "examples": [
            {"id": "a", "name": "A", "topic": "t", "text": "A is.", "experiment": "x"},
            {"id": "b", "name": "B", "topic": "t", "text": "B is.", "experiment": "y"},
        ],
        "relations": [
            {"id": "a-pays", "kind": "support", "premises": ["a"], "target": "pays"},
            {"id": "b-pays", "kind": "attack", "premises": ["b"], "target": "pays"},
            {"id": "a-easy", "kind": "support", "premises": ["a"], "target": "easy"},
            {"id": "b-easy", "kind": "support", "premises": ["b"], "target": "easy"},
        ],
    }
)


def outcome(name: str, value: float, *criteria: Bearing, check: float = 1) -> Outcome:
    measures = (
        Measure("sum", check, 1, "count"),
        Measure("gain", value, 10, "count", bound=Bound.AT_LEAST, role=MeasureRole.EVIDENCE),
    )
    result = ExperimentResult(f"{value:g} won", measures, Plot("x", "y", (Series("s", (1,), (1,)),)))
    return Outcome(name, 0, Summary("T", "Q?", criteria, f"It shows {name}.", f"Not {name}."), result)


def pays(statement: Statement = PAYS) -> Criterion:
    many = Threshold(Bound.AT_LEAST, 10, "Ten is much.", "hand")
    return Criterion(statement, "gain", many, Threshold(Bound.AT_MOST, 2, "Two is little.", "hand"))


def section(results: Mapping[str, Outcome]) -> Section:
    shown = scene(whole(MAP), marks(MAP, results=results))
    return measured(ReportContext(shown, Study(MAP)))


def lines(items: tuple[ReportItem, ...]) -> list[str]:
    return [line for item in items for line in (item.text, *(below.text for below in item.below))]


@pytest.fixture
def results() -> dict[str, Outcome]:
    return {"x": outcome("x", 20, pays(), EASY), "y": outcome("y", 12, pays(), EASY)}


def test_each_relation_that_is_measured_has_a_line_and_the_others_share_one(
    results: dict[str, Outcome],
) -> None:
    assert lines(section(results).items) == [
        "A: 20 won.",
        "Supported by the measure: it speaks for “It pays”; “gain” is 20, and ≥ 10 was to speak for it.",
        "What it shows: It shows x. What it does not show: Not x.",
        "B: 12 won.",
        "Contradicted by the measure: it speaks against “It pays”; “gain” is 12, and ≥ 10 was to speak for it.",
        "What it shows: It shows y. What it does not show: Not y.",
        "What the measures do not bear on:",
        "“It is easy”, from A and B: nobody was asked.",
    ]


def test_the_lead_counts_what_the_measures_do(results: dict[str, Outcome]) -> None:
    assert section(results).lead == (
        "2 examples were run as experiments. Every measure is as expected by the sources. Each experiment said beforehand "
        "which outcome would speak for or against which claim. The map draws 4 relations from them; the measures support 1, "
        "contradict 1 and do not bear on 2. All are small; each entry says what its experiment does not show."
    )


def test_a_failed_check_gives_no_verdict_and_shows_nothing() -> None:
    found = section({"x": outcome("x", 20, pays(), EASY, check=7)})
    assert "In 0 of them every measure is as expected" in found.lead
    assert "support" not in found.lead.partition("measures")[2]
    assert lines(found.items)[:3] == [
        "A: not as expected: 20 won.",
        "There is no verdict on “It pays”: a check of the code failed: “sum” is 7, not as expected.",
        "What it does not show: Not x.",
    ]


def test_without_results_the_section_is_empty() -> None:
    assert section({}) == Section("What the examples measure")


def test_the_page_and_the_text_beside_it_say_the_same(results: dict[str, Outcome]) -> None:
    said = "Supported by the measure: it speaks for “It pays”; “gain” is 20, and ≥ 10 was to speak for it."
    page = pictures(MAP, ("html",), Options(results=results))["html"].decode("utf-8")
    data = re.search(r'id="data">(.*?)</script>', page, re.DOTALL)
    assert data is not None
    assert said in unpacked(json.loads(data[1]))["cards"]["nodes"]["a"]["measured"]["verdicts"]
    shown = scene(whole(MAP), marks(MAP, results=results))
    text = markdown_page(shown, outline(shown), Study(MAP))
    assert f"- {said}\n" in text
    assert "| sum | 1 | 1 | code check passed |" in text
    assert "| gain | 20 | ≥ 10 | as expected |" in text


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
def test_words_of_an_experiment_are_escaped_on_the_page(words: str) -> None:
    reason = f"Nobody was asked <b>{words}</b>."
    results = {"x": outcome("x", 20, Unmeasured(EASY.statement, reason))}
    page = pictures(MAP, ("html",), Options(results=results))["html"].decode("utf-8")
    assert "obody was asked <b>" not in page
    data = re.search(r'id="data">(.*?)</script>', page, re.DOTALL)
    assert data is not None
    verdicts = unpacked(json.loads(data[1]))["cards"]["nodes"]["a"]["measured"]["verdicts"]
    assert any(f"obody was asked <b>{words}</b>" in verdict for verdict in verdicts)


def test_what_an_experiment_does_not_say_is_told_in_the_language_of_the_page() -> None:
    """By hand: the measures of x are held against “It pays” alone."""
    told = verdict_lines(MAP, "a", outcome("x", 20, pays()), language("de"))
    assert (
        told[1] == "Die Messwerte betreffen nicht „It is easy“: das Experiment hat vorher nichts dazu gesagt."
    )


FAULTY = (
    (
        "check",
        outcome("x", 20, pays(), check=2),
        "Es gibt kein Urteil über „It pays“: eine Prüfung des Codes ist fehlgeschlagen: „[sum]“ ist 2, nicht wie erwartet.",
        "gemessen: nicht wie erwartet: 20 won",
    ),
    (
        "fault",
        Outcome("x", 0, Summary("T", "Q?", (pays(),), "It shows x.", "Not x."), fault="it raised"),
        "Es gibt kein Urteil über „It pays“: es gibt kein Ergebnis: [it raised].",
        "gemessen: kein Ergebnis: it raised",
    ),
    (
        "own words",
        outcome("x", 20, replace(EASY, statement=PAYS)),
        "Die Messwerte betreffen nicht „It pays“: [nobody was asked.]",
        "gemessen: 20 won",
    ),
)


@pytest.mark.parametrize(
    ("made", "verdict", "box"), [case[1:] for case in FAULTY], ids=[case[0] for case in FAULTY]
)
def test_a_run_without_a_verdict_is_told_in_german_around_the_words_of_the_experiment(
    made: Outcome, verdict: str, box: str
) -> None:
    """By hand; the words of the experiment stand in brackets."""
    first, *_ = verdict_lines(MAP, "a", made, language("de"), lambda words: f"[{words}]")
    assert first == verdict
    assert marks(MAP, results={"x": made}).measured("a", language("de")) == box


def test_words_of_an_experiment_stand_apart_on_a_card_in_german() -> None:
    (page,) = pictures(MAP, ("html",), Options(language="de", results={"x": FAULTY[0][1]})).values()
    data = re.search(r'id="data">(.*?)</script>', page.decode(), re.DOTALL)
    assert data is not None
    card = unpacked(json.loads(data[1]))["cards"]["nodes"]["a"]["measured"]
    assert card["verdicts"][0] == [
        "Es gibt kein Urteil über „It pays“: eine Prüfung des Codes ist fehlgeschlagen: „",
        "sum",
        "“ ist 2, nicht wie erwartet.",
    ]
    assert (card["frame"], card["headline"]) == ("nicht wie erwartet: {result}", "20 won")
