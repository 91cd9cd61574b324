"""The example of docs/experiments.md is an experiment about another dispute that runs; predictions are checked."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from argmap import registry
from argmap.experiments.protocol import Experiment
from argmap.experiments.registry import NothingInstalled, experiment
from argmap.experiments.runner import run_one
from argmap.rendering.text.experiment import experiment_data, experiment_text

PAGE = Path(__file__).parents[2] / "docs" / "experiments.md"


@pytest.fixture(scope="module")
def three_doors() -> Experiment:
    blocks = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) == 1
    names: dict[str, object] = {}
    exec(compile(blocks[0], "three_doors.py", "exec"), names)
    known = names["EXPERIMENT"]
    assert isinstance(known, Experiment)
    return known


def test_the_example_measures_what_probability_says(three_doors: Experiment) -> None:
    # By hand: 1/3 and 2/3 of 20,000 games, with a standard deviation of .0033.
    result = three_doors.run(0)
    assert result.holds
    assert [measure.value for measure in result.measures] == pytest.approx([1 / 3, 2 / 3], abs=0.015)
    assert three_doors.run(0) == result


def test_its_page_names_the_positions_of_its_own_dispute(three_doors: Experiment) -> None:
    text = experiment_text(three_doors)
    assert text.index("Expected by “it makes no difference”") < text.index("Expected by “always switch”")
    assert "athematics" not in text
    assert list(experiment_data(three_doors)["predictions"]) == ["it makes no difference", "always switch"]


@pytest.mark.parametrize(
    ("predictions", "message"),
    [
        ({}, "has no prediction"),
        ({" ": "Nothing changes."}, "position without a name"),
        ({"for": "nothing"}, "the prediction of 'for' is not a sentence"),
    ],
)
def test_predictions_are_sentences_of_named_positions(
    three_doors: Experiment, predictions: dict[str, str], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        replace(three_doors, predictions=predictions)


def test_predictions_cannot_be_changed(three_doors: Experiment) -> None:
    with pytest.raises(TypeError):
        three_doors.predictions["third"] = "No."  # type: ignore[index]


def test_argmap_that_is_not_installed_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "installed", lambda group: [])
    with pytest.raises(NothingInstalled, match="pip install -e"):
        experiment("attention")
    with pytest.raises(NothingInstalled):
        run_one("attention")


def test_other_experiments_are_found_by_entry_point(monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint("attention", "argmap.plugins.math_in_ml.attention:EXPERIMENT", "argmap.experiments")
    monkeypatch.setattr(registry, "installed", lambda group: [point])
    assert experiment("attention").name == "attention"
