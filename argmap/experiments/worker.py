"""The process in which one experiment runs: `python -P -m argmap.experiments.worker NAME SEED`.

It prints one line of JSON. Whatever an experiment itself prints goes to standard error.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from typing import Any

from argmap.experiments.criteria import Criterion
from argmap.experiments.judgement import misnamed
from argmap.experiments.measure import ExperimentResult
from argmap.experiments.outcome import result_data
from argmap.experiments.protocol import Experiment
from argmap.experiments.registry import experiment


def answer(name: str, seed: int) -> dict[str, Any]:
    """Return `{"result": …}` or `{"fault": …}` of an experiment; nothing that it raises gets through.

    Args:
        name: name of the experiment.
        seed: seed of the random numbers.
    """
    try:
        known = experiment(name)
        result = known.run(seed)
    except Exception as error:
        traceback.print_exc()
        return {"fault": f"it raised {_description(error)}{_place(error)}"}
    if not isinstance(result, ExperimentResult):
        return {"fault": f"it returned {type(result).__name__!r} in place of a result"}
    wrong = _misnamed(known, result)
    return (
        {"fault": f"its criteria do not fit its measures: {wrong}"}
        if wrong
        else {"result": result_data(result)}
    )


def _misnamed(known: Experiment, result: ExperimentResult) -> str:
    flaws = (misnamed(one, result) for one in known.criteria if isinstance(one, Criterion))
    return next(filter(None, flaws), "")


def _description(error: Exception) -> str:
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def _place(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    return f" ({os.path.basename(frames[-1].filename)}, line {frames[-1].lineno})" if frames else ""


def main() -> None:
    """Answer on the standard output that this process was given, and give the experiment another."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    name, seed = sys.argv[1:]
    out.write(json.dumps(answer(name, int(seed))) + "\n")
    out.flush()


if __name__ == "__main__":
    main()
