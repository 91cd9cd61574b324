"""Results of experiments: run for a map, written beside its pictures, and read again when the map is shown."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from argmap.errors import UnreadableInput
from argmap.experiments.judgement import Judgement, judgements
from argmap.experiments.outcome import Outcome, outcome_data, outcome_from
from argmap.experiments.verdict import LinkVerdict, examples_with_experiments, verdicts
from argmap.model.map import ArgumentMap
from argmap.storage.files import current_limits, decode, read_bytes

FORMAT = "argmap-experiments/2"
EARLIER = ("argmap-experiments/1",)
FILE = "experiments.json"

Results = Mapping[str, Outcome]
"""Outcomes by name of experiment."""

NO_RESULTS: Results = MappingProxyType({})


def run_for(map: ArgumentMap, seed: int = 0, ran: Callable[[Outcome], None] = lambda _: None) -> Results:
    """Run every experiment that the examples of a map name, and return the outcomes by name of experiment.

    Args:
        map: the map.
        seed: where random numbers start; the same seed gives the same outcomes.
        ran: is called with each outcome as soon as it is there.

    Raises:
        UnknownName: an example names an experiment that does not exist.
    """
    from argmap.experiments.runner import run_all  # threads and their log, for those who run something only

    names = sorted(set(examples_with_experiments(map).values()))
    results: dict[str, Outcome] = {}
    for outcome in run_all(names, seed):
        results[outcome.name] = outcome
        ran(outcome)
    return results


def results_data(results: Results, map: ArgumentMap | None = None) -> dict[str, Any]:
    """Return results as plain data: every outcome with its judgements, and a verdict for every relation that depends on one.

    Args:
        results: outcomes by name of experiment.
        map: the map whose relations get verdicts; None gives no verdicts.
    """
    data: dict[str, Any] = {"format": FORMAT}
    if map is not None:
        data["map"] = map.id
    data["experiments"] = [
        {**outcome_data(results[name]), "judgements": [_judgement(one) for one in judgements(results[name])]}
        for name in sorted(results)
    ]
    if map is not None:
        data["verdicts"] = [_verdict(verdict) for verdict in verdicts(map, results)]
    return data


def _judgement(judgement: Judgement) -> dict[str, Any]:
    criterion = judgement.criterion
    return {
        "statement": judgement.statement.words,
        "ruling": judgement.ruling,
        "reason": judgement.reason,
        "measure": None if criterion is None else criterion.measure,
        "value": judgement.value,
    }


def _verdict(verdict: LinkVerdict) -> dict[str, Any]:
    return {
        "relation": verdict.relation,
        "kind": verdict.kind,
        "example": verdict.example,
        "experiment": verdict.experiment,
        "target": verdict.target,
        "link": verdict.link,
        **_judgement(verdict.judgement),
    }


def results_text(map: ArgumentMap, results: Results) -> str:
    """Return results as the text of a file.

    Args:
        map: the map whose relations get verdicts.
        results: outcomes by name of experiment.
    """
    return json.dumps(results_data(results, map), indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def read_results(path: Path) -> Results:
    """Return the results in a file.

    Args:
        path: the file.

    Returns:
        Outcomes by name of experiment.

    Raises:
        UnreadableInput: it cannot be read, or it is not a file of results.
    """
    text = decode(read_bytes(path, current_limits()), str(path))
    try:
        data = json.loads(text)
        if data["format"] in EARLIER:
            raise UnreadableInput(
                f"{path}: results of an earlier argmap ({data['format']}), which say nothing about verdicts that follow "
                "from measures; write them again with 'argmap build'"
            )
        outcomes = _outcomes(data)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableInput(
            f"{path}: not a file of results ({FORMAT}); write it again with 'argmap build'"
        ) from error
    return {outcome.name: outcome for outcome in outcomes}


def _outcomes(data: dict[str, Any]) -> tuple[Outcome, ...]:
    if data["format"] != FORMAT:
        raise ValueError("another format")
    return tuple(outcome_from(outcome) for outcome in data["experiments"])


def stored_results(map: ArgumentMap, out: Path) -> Results:
    """Return the results that `argmap build` left in `out/<id>/`, or none if it left none.

    Args:
        map: the map.
        out: the folder into which `argmap build` wrote.

    Returns:
        Outcomes by name of experiment.

    Raises:
        UnreadableInput: there is a file, and it cannot be read.
    """
    path = out / map.id / FILE
    return read_results(path) if path.is_file() else NO_RESULTS
