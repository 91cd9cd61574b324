"""The page of experiments: what each asks, what was measured, and how to add one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from argmap.experiments.outcome import Outcome
from argmap.experiments.protocol import Experiment
from argmap.experiments.registry import EXPERIMENTS, experiment
from argmap.rendering.escape import escaped
from argmap.rendering.plot.measures import rows
from argmap.rendering.text.experiment import READINGS, expected_by

OPENING = """# Experiments

This page is generated from the experiments, with the numbers that they measure at seed 0; `argmap experiment run` measures
again.

A technical example of a map names an experiment with `experiment: NAME`. Each experiment states its question and what
each position in the dispute predicts *before* it measures, compares its numbers with a source, and says what it does not show.
It counts operations and elements, never time, and gives the same digits on every run: linear algebra runs on one thread,
values are rounded to six significant digits, and errors below 10⁻¹⁰ count as rounding errors.

Each experiment says what its numbers mean for the point that people make with the example: it *bears for* the point, it
*bears against* the point, or it *cuts both ways*. A support makes its point for its target; an attack or an undercut makes it
against its target. So an experiment that bears for the point supports the target of a support, and opposes the target of an
attack or an undercut; an experiment that bears against the point does the opposite. If it cuts both ways, the map should
also say what else the example speaks for (rule AM406). If a measure is not as expected, the experiment shows nothing yet.
"""

ADDING = """## An experiment for your own discussion

An experiment is an object of `argmap.experiments.protocol.Experiment` in a package of yours. Its predictions name the
positions of *your* dispute (a side or a thesis, in words or by id) and say what their holders would expect. This one is
for a discussion about the game show with three doors. Save it as `three_doors.py`:

```python
from random import Random

from argmap.experiments.protocol import Bearing, Experiment, ExperimentResult, Measure, Plot, Series, Source

GAMES = 20_000


def wins(seed: int, *, switch: bool) -> int:
    random = Random(seed)
    return sum((random.randrange(3) == random.randrange(3)) is not switch for _ in range(GAMES))


def run(seed: int) -> ExperimentResult:
    stay, switch = wins(seed, switch=False) / GAMES, wins(seed, switch=True) / GAMES
    measures = (
        Measure(
            "wins of those who stay",
            stay,
            1 / 3,
            source="the first door is right once in three",
            tolerance=0.02,
        ),
        Measure(
            "wins of those who switch", switch, 2 / 3, source="it is wrong twice in three", tolerance=0.02
        ),
    )
    plot = Plot("doors opened", "share of wins", (Series("stay", (0, 1), (1 / 3, stay)),))
    return ExperimentResult(f"switching wins {switch:.0%} of games, staying {stay:.0%}", measures, plot)


EXPERIMENT = Experiment(
    name="three-doors",
    title="Switching doors",
    question="How often does each choice win over many games?",
    predictions={
        "it makes no difference": "Two doors are left, so both choices win every second game.",
        "always switch": "Switching wins whenever the first choice was wrong, two games in three.",
    },
    bearing=Bearing.FOR,
    reading="switching wins exactly the games in which the first door was wrong",
    shows_not="A host who opens doors at random, or only when it suits him, is another game.",
    sources=(Source("A problem in probability", "Selvin", 1975, "letter to The American Statistician 29"),),
    run=run,
)
```

Register it under an entry point of your package, and install the package in the environment of argmap:

```toml
[project.entry-points."argmap.experiments"]
three-doors = "three_doors:EXPERIMENT"
```

Then `argmap experiment show three-doors` prints its page, `argmap experiment run three-doors` measures, and an example of
a map names it with `experiment: three-doors`. `run(seed)` returns an `ExperimentResult`: a headline, measures with expected
value, tolerance and source, and a plot. Each run has a process of its own: one that raises, ends the process or runs past
its `limit` (seconds) is reported, and the others still run. A map can only name what is registered; no data file makes
argmap load anything else. The files of [argmap/plugins/math_in_ml](../argmap/plugins/math_in_ml) are more examples.
"""


def experiments_page(outcomes: Mapping[str, Outcome]) -> str:
    """Return the page; `outcomes` are by name of experiment."""
    parts = [OPENING]
    for name in EXPERIMENTS.names():
        parts += _section(experiment(name), outcomes[name])
    return "\n".join([*parts, ADDING])


def _section(known: Experiment, outcome: Outcome) -> Iterator[str]:
    yield from (f"## {escaped(known.title)}", "", f"`{known.name}`: {escaped(known.question)}", "")
    yield from (
        f"- {expected_by(escaped(position))}: {escaped(prediction)}"
        for position, prediction in known.predictions.items()
    )
    yield ""
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
