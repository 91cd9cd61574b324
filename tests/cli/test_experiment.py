"""`argmap experiment`: what a user sees of experiments."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result

from argmap.cli.main import main

MAP = """
format: argmap/1
id: m
title: M
claims:
  - {id: c1, label: A reason, text: The normalisation used in attention has a mathematical justification., implicit: true}
examples:
  - {id: e, name: E, topic: t, text: It has., experiment: attention-scaling}
relations: [{id: r, kind: support, premises: [e], target: c1}]
"""


LIMIT = '{"bound": "at least", "value": 1, "reason": "So.", "source": "hand"}'
OVERLAPPING = (
    '{"format": "argmap-experiments/2", "experiments": [{"experiment": "e", "seed": 0, "title": "T", "question": "Q?", '
    '"shows": "S.", "shows_not": "N.", "criteria": [{"statement": {"words": "It is."}, "measure": "m", '
    f'"speaks_for": {LIMIT}, "speaks_against": {LIMIT}}}]}}]}}'
)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["experiment", *arguments])


@pytest.fixture
def map_file(tmp_path: Path) -> Path:
    (tmp_path / "m.yaml").write_text(MAP)
    return tmp_path / "m.yaml"


def test_list_names_every_experiment_with_what_it_is_held_against() -> None:
    result = run("list")
    assert result.exit_code == 0
    assert "attention-scaling" in result.output
    assert "[measures 0, does not bear on 2]" in result.output
    assert {"name", "title", "question", "criteria"} == set(json.loads(run("list", "--json").output)[0])


def test_show_tells_question_prediction_source_and_code() -> None:
    output = run("show", "attention-scaling").output
    for part in (
        "Question",
        "Expected by “mathematics is essential”",
        "≤ 0.1 speaks for it",
        "≥ 0.9 speaks against it",
        "Vaswani",
        "attention_scaling.py:",
        "does not show",
    ):
        assert part in output
    first, second = json.loads(run("show", "attention-scaling", "--json").output)["criteria"]
    assert (first["speaks_for"]["value"], first["speaks_against"]["value"]) == (0.1, 0.9)
    assert second["reason"] == "It measures what the factor does, and not who found it."


@pytest.mark.parametrize("command", ["show", "run"])
def test_an_unknown_name_is_refused_with_the_nearest(command: str) -> None:
    result = run(command, "atention-scaling")
    assert result.exit_code == 2
    assert "did you mean 'attention-scaling'" in result.stderr


def test_run_shows_measured_against_expected() -> None:
    result = run("run", "attention-scaling")
    assert result.exit_code == 0
    assert "0.985677" in result.stdout
    assert "✓ as expected" in result.stdout
    assert "1 experiment run: 1 as expected" in result.stderr


def test_another_seed_gives_other_digits() -> None:
    assert run("run", "attention-scaling", "--seed", "1").stdout != run("run", "attention-scaling").stdout


@pytest.mark.parametrize(
    ("kind", "line", "word", "link"),
    [
        (
            "support",
            "Supported by the measure: it speaks for",
            "supported by the measure",
            "supported-by-measure",
        ),
        (
            "attack",
            "Contradicted by the measure: it speaks against",
            "contradicted by the measure",
            "contradicted-by-measure",
        ),
    ],
)
def test_run_on_a_map_compares_each_relation_with_the_measure(
    map_file: Path, kind: str, line: str, word: str, link: str
) -> None:
    map_file.write_text(MAP.replace("kind: support", f"kind: {kind}"))
    output = run("run", "--map", str(map_file)).stdout
    assert (
        f"[r] {line} “A reason”; “slope at the widest, unscaled / scaled” is 0.071, and ≤ 0.1 was to speak for it."
        in output
    )
    assert output.rstrip().endswith(word)
    (verdict,) = json.loads(run("run", "--map", str(map_file), "--json").stdout)["verdicts"]
    assert (verdict["ruling"], verdict["link"], verdict["relation"]) == ("bears-for", link, "r")
    assert verdict["value"] == pytest.approx(0.0710099)


def test_a_relation_to_what_is_not_measured_says_so(map_file: Path) -> None:
    map_file.write_text(
        MAP.replace("text: The normalisation", "text: Everybody knows that the normalisation")
    )
    output = run("run", "--map", str(map_file)).stdout
    assert "the experiment says nothing about it beforehand" in output
    assert output.rstrip().endswith("does not bear on it")
    (verdict,) = json.loads(run("run", "--map", str(map_file), "--json").stdout)["verdicts"]
    assert (verdict["ruling"], verdict["link"]) == ("does-not-bear", "does-not-bear")


def test_without_a_map_every_statement_gets_its_judgement() -> None:
    output = run("run", "attention-scaling").stdout
    assert "It bears for “The normalisation used in attention has a mathematical justification”" in output
    assert "It does not bear on “The mathematical justifications in machine learning are" in output
    (data,) = json.loads(run("run", "attention-scaling", "--json").stdout)["experiments"]
    assert [one["ruling"] for one in data["judgements"]] == ["bears-for", "does-not-bear"]


def test_a_map_without_experiments_says_what_to_do(map_file: Path) -> None:
    map_file.write_text(MAP.replace(", experiment: attention-scaling", ""))
    result = run("run", "--map", str(map_file))
    assert result.exit_code == 2
    assert "add 'experiment: NAME'" in result.stderr


def test_past_its_limit_an_experiment_is_reported_and_the_exit_code_is_1() -> None:
    result = run("run", "attention-scaling", "--limit", "0.001")
    assert result.exit_code == 1
    assert "no result: it ran past its limit of 0.001 s" in result.stdout


def test_one_plot_goes_to_a_file_and_several_to_a_folder(tmp_path: Path) -> None:
    one = tmp_path / "one.svg"
    assert run("run", "attention-scaling", "--plot", str(one)).exit_code == 0
    assert ET.parse(one).getroot().tag == "{http://www.w3.org/2000/svg}svg"
    assert run("run", "attention-scaling", "backprop", "--plot", str(one)).exit_code == 2
    assert run("run", "attention-scaling", "--plot", str(tmp_path / "one.png")).exit_code == 2
    assert run("run", "attention-scaling", "backprop", "--plot", str(tmp_path / "plots")).exit_code == 0
    assert sorted(p.name for p in (tmp_path / "plots").iterdir()) == ["attention-scaling.svg", "backprop.svg"]


def test_show_render_and_analyse_put_the_number_on_the_example(
    map_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data" / "m").mkdir(parents=True)
    (tmp_path / "data" / "m" / "map.yaml").write_text(MAP)
    commands = (["show", "data/m"], ["render", "data/m", "-o", "-"], ["analyse", "data/m"])
    before = [CliRunner().invoke(main, command).stdout for command in commands]
    assert CliRunner().invoke(main, ["build"]).exit_code == 0
    after = [CliRunner().invoke(main, command).stdout for command in commands]
    assert ["0.06 unscaled" in text for text in before] == [False] * 3
    assert ["0.06 unscaled" in text for text in after] == [True] * 3
    without = [CliRunner().invoke(main, [*command, "--no-results"]).stdout for command in commands]
    assert without == before


def test_results_that_cannot_be_read_are_an_error_with_a_way_out(map_file: Path, tmp_path: Path) -> None:
    nowhere = CliRunner().invoke(main, ["show", str(map_file), "--results", str(tmp_path / "nowhere")])
    assert nowhere.exit_code == 2
    assert "no results here" in nowhere.stderr
    (tmp_path / "out" / "m").mkdir(parents=True)
    for text in (
        "{",
        "[]",
        '{"format": "argmap-experiments/2", "experiments": [{}]}',
        OVERLAPPING,
        "[" * 100_000,
    ):
        (tmp_path / "out" / "m" / "experiments.json").write_text(text)
        result = CliRunner().invoke(main, ["show", str(map_file), "--results", str(tmp_path / "out")])
        assert "not a file of results" in result.stderr, result.output
        assert result.exit_code != 0
    (tmp_path / "out" / "m" / "experiments.json").write_text('{"format": "argmap-experiments/1"}')
    result = CliRunner().invoke(main, ["show", str(map_file), "--results", str(tmp_path / "out")])
    assert "results of an earlier argmap" in result.stderr
    assert "argmap build" in result.stderr
