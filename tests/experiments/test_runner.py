"""Experiments run apart: nothing that one does reaches the others, and data load nothing that is not registered."""

from __future__ import annotations

from pathlib import Path

import pytest

from argmap.errors import UnknownName
from argmap.experiments.outcome import outcome_data, outcome_from
from argmap.experiments.registry import EXPERIMENTS, BrokenExperiment, experiment
from argmap.experiments.runner import run_all, run_one

SOUND = "attention-scaling"


def test_every_registered_experiment_loads_under_its_own_name() -> None:
    assert [experiment(name).name for name in EXPERIMENTS.names()] == list(EXPERIMENTS.names())


def test_what_an_experiment_states_is_complete() -> None:
    for name in EXPERIMENTS.names():
        known = experiment(name)
        assert all((known.title, known.question, known.criteria)), name
        assert next(iter(known.predictions)) == "mathematics is essential", name
        assert len(known.predictions) == 2, name
        assert known.question.endswith("?"), name
        assert known.sources, name
        assert known.shows[0].isupper(), name
        assert known.shows.endswith("."), name
        assert known.shows_not.endswith("."), name


@pytest.mark.parametrize("name", EXPERIMENTS.names())
def test_an_experiment_gives_the_same_digits_in_two_processes_and_as_expected(name: str) -> None:
    first, second = run_all([name, name])
    assert first.holds, first.headline
    assert first == second
    assert len(first.headline) <= 70
    assert outcome_from(outcome_data(first)) == first


def test_the_outcomes_come_in_the_order_of_the_names(installed: Path) -> None:
    names = [SOUND, "raises", "talks"]
    assert [outcome.name for outcome in run_all(names)] == names


def test_what_an_experiment_prints_is_not_its_result(installed: Path) -> None:
    assert run_one("talks").result == run_one(SOUND).result


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("raises", "it raised ValueError: the number is odd (misbehaving.py, line "),
        ("hangs", "it ran past its limit of 0.5 s"),
        ("dies", "its process ended with code 9: out of memory"),
        ("wrong", "it returned 'int' in place of a result"),
        (
            "misread",
            "its criteria do not fit its measures: no measure has the name 'slope at the widest'; did you mean",
        ),
        (
            "credulous",
            "its criteria do not fit its measures: the measure 'Var(q·k)/d_k at d_k = 4' is a check",
        ),
        ("misnamed", "the experiment 'misnamed' of the package"),
        ("missing", "the experiment 'missing' of the package"),
    ],
)
def test_a_fault_is_told_and_the_rest_still_runs(name: str, fault: str, installed: Path) -> None:
    broken, sound = run_all([name, SOUND])
    assert broken.fault.startswith(fault)
    assert not broken.holds
    assert broken.headline == f"no result: {broken.fault}"
    assert sound.holds


def test_a_name_that_is_not_registered_loads_nothing() -> None:
    with pytest.raises(UnknownName, match="did you mean 'backprop'"):
        experiment("backprpo")
    with pytest.raises(UnknownName):
        run_one("os:system")


def test_a_broken_entry_point_is_an_argmap_error(installed: Path) -> None:
    with pytest.raises(BrokenExperiment, match="cannot be imported"):
        experiment("missing")


def test_files_of_the_current_folder_are_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "numpy.py").write_text("raise SystemExit('the wrong numpy')")
    (tmp_path / "argmap.py").write_text("raise SystemExit('the wrong argmap')")
    monkeypatch.chdir(tmp_path)
    assert run_one(SOUND).holds
