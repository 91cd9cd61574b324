"""The page of experiments: what each asks, what was measured, and how to add one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from argmap.experiments.outcome import Outcome
from argmap.experiments.protocol import Experiment
from argmap.experiments.registry import EXPERIMENTS, experiment
from argmap.rendering.escape import escaped
from argmap.rendering.plot.measures import rows
from argmap.rendering.text.experiment import READINGS

OPENING = """# Experiments

Generated from the experiments themselves, with what they measure at seed 0; `argmap experiment run` measures again.

A technical example of a map names an experiment with `experiment: NAME`. Each experiment states its question and what
either side would expect *before* it measures, holds its numbers against a source, and says what it does not show. It
counts operations and elements, never time, and gives the same digits on every run: linear algebra runs on one thread,
values are kept to six significant digits, and errors below 10⁻¹⁰ count as the arithmetic's own.

The bearing is about the point that is made with the example. While every measure is as expected, an experiment that
*bears for* it bears for the target of a support and against the target of an attack or an undercut; one that *bears
against* it turns that round; one that *cuts both ways* does neither alone, and the map should say what else it speaks
for (rule AM406). If a measure fails, the experiment shows nothing yet.
"""

ADDING = """## Adding one

An experiment of another package is an object of `argmap.experiments.protocol.Experiment` under an entry point:

```toml
[project.entry-points."argmap.experiments"]
my-experiment = "my_package.my_module:EXPERIMENT"
```

`run(seed)` returns a `Result`: a headline, measures with expected value, tolerance and source, and a plot. Any file of
[argmap/plugins/math_in_ml](../argmap/plugins/math_in_ml) can be the pattern. Each run has a process of its own:
one that raises, ends the process or runs past its `limit` is reported, and the others still run. A map can only name
what is registered; no data file makes argmap load anything else.
"""


def experiments_page(outcomes: Mapping[str, Outcome]) -> str:
    """Return the page; `outcomes` are by name of experiment."""
    parts = [OPENING]
    for name in EXPERIMENTS.names():
        parts += _section(experiment(name), outcomes[name])
    return "\n".join([*parts, ADDING])


def _section(known: Experiment, outcome: Outcome) -> Iterator[str]:
    yield from (f"## {escaped(known.title)}", "", f"`{known.name}`: {escaped(known.question)}", "")
    yield f"- If mathematics matters: {escaped(known.prediction.mathematics_matters)}"
    yield from (f"- If it is overrated: {escaped(known.prediction.mathematics_overrated)}", "")
    yield from (f"**{escaped(outcome.headline)}**", "")
    if outcome.result is not None:
        yield from (
            "| measure | measured | expected | | source of the expectation |",
            "|---|---|---|---|---|",
        )
        for row, measure in zip(rows(outcome.result), outcome.result.measures, strict=True):
            yield f"| {' | '.join(map(escaped, (*row, measure.source)))} |"
        yield ""
    yield from (f"{READINGS[known.bearing]}: {escaped(known.reading)}.", "")
    yield from (f"What it does not show: {escaped(known.shows_not)}", "")
    sources = "; ".join(escaped(str(source)) for source in known.sources)
    module = known.run.__module__.replace(".", "/")
    yield from (f"Sources: {sources}. Code: [{module}.py](../{module}.py).", "")
