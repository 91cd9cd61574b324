"""The page of experiments: what each asks, what was measured, and how to add one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from argmap.experiments.judgement import Judgement, judgements
from argmap.experiments.outcome import Outcome
from argmap.experiments.protocol import Experiment
from argmap.experiments.registry import EXPERIMENTS, experiment
from argmap.rendering.escape import escaped
from argmap.rendering.plot.measures import figure, rows
from argmap.rendering.report.verdicts import limit
from argmap.rendering.text.experiment import expected_by

OPENING = """# Experiments

This page is generated from the experiments, with the numbers that they measure at seed 0; `argmap experiment run` measures
again.

A technical example of a map names an experiment with `experiment: NAME`. Each experiment states its question and what
each position in the dispute predicts *before* it measures, compares its numbers with a source, and says what it does not show.
It counts operations and elements, never time, and gives the same digits on every run: linear algebra runs on one thread,
values are rounded to six significant digits, and errors below 10⁻¹⁰ count as rounding errors.

Two kinds of measures are told apart. A *check of the code* compares the code with a theorem or a definition: it says that the
code does what the theorem says, and nothing about the dispute. *Evidence* is a number that could have come out otherwise.

For each claim or position that it is linked with, an experiment says *beforehand* which outcome would speak for it, which
against it, each with a reason and a source, or why nothing is measured. What it says then follows from the measured value:

- it **bears for** the claim, if the value is an outcome that was to speak for it;
- it **bears against** the claim, if the value is an outcome that was to speak against it;
- it **does not bear on** the claim, if the value lies between the two, if the experiment measures nothing about the claim by
  design, or if it says nothing about the claim beforehand;
- it gives **no verdict**, if a check of the code failed or there is no result.

Where a line is drawn is the choice of whoever writes the experiment; the reason says why it is there, and the source what it
rests on. The criteria below were written down when first runs of these experiments were known. They bind every later run: with
another seed, another width, or code that was changed, the verdict may turn out otherwise.

A relation of a map from an example is compared with this. A support is *supported by the measure* if the numbers bear for its
target, and *contradicted* if they bear against it; for an attack or an undercut it is the other way round. Nothing is asked
about relations that say why something is so (`explains`) or the same in other words (`rephrase`). If an experiment bears on a
claim of the map to which its example has no relation, rule AM406 says so.
"""

ADDING = """## An experiment for your own discussion

An experiment is an object of `argmap.experiments.protocol.Experiment` in a package of yours. Its predictions name the
positions of *your* dispute (a side or a thesis, in words or by id) and say what their holders would expect. This one is
for a discussion about the game show with three doors. Save it as `three_doors.py`:

```python
from random import Random

from argmap.experiments.protocol import (
    Bound,
    Criterion,
    Experiment,
    ExperimentResult,
    Measure,
    Plot,
    MeasureRole,
    Series,
    Source,
    Statement,
    Threshold,
    Unmeasured,
)

SELVIN = Source("A problem in probability", "Selvin", 1975, "letter to The American Statistician 29")
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
            "wins of those who switch",
            switch,
            2 / 3,
            source="the first door is wrong twice in three",
            tolerance=0.02,
            role=MeasureRole.EVIDENCE,
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
    criteria=(
        Criterion(
            Statement("Switching wins more often than not.", ("always-switch",)),
            "wins of those who switch",
            speaks_for=Threshold(
                Bound.AT_LEAST, 0.6, "That is nearly thirty standard deviations above one half.", str(SELVIN)
            ),
            speaks_against=Threshold(
                Bound.AT_MOST, 0.5, "Switching would win no more often than a coin does.", str(SELVIN)
            ),
        ),
        Unmeasured(
            Statement("People stay because they fear regret.", ("fear-of-regret",)),
            "It counts games, and asks nobody for a reason.",
        ),
    ),
    shows="Switching wins the games in which the first door was wrong.",
    shows_not="A host who opens doors at random, or only when it suits him, is another game.",
    sources=(SELVIN,),
    run=run,
)
```

Register it under an entry point of your package, and install the package in the environment of argmap:

```toml
[project.entry-points."argmap.experiments"]
three-doors = "three_doors:EXPERIMENT"
```

A statement is a sentence, with the ids by which maps name it; a claim of a map is meant by its id or by the same words. A
measure is a check of the code unless its role is `MeasureRole.EVIDENCE`, and a criterion names a measure that is evidence. Change a
threshold only before you look at the numbers: a reader sees it beside its reason and source.

Then `argmap experiment show three-doors` prints its page, `argmap experiment run three-doors` measures, and an example of
a map names it with `experiment: three-doors`. `run(seed)` returns an `ExperimentResult`: a headline, measures with expected
value, tolerance, source and role, and a plot. Each run has a process of its own: one that raises, ends the process or runs past
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
    yield from ("What was said beforehand, and what follows:", "")
    yield from (line for judgement in judgements(outcome) for line in _statement(judgement))
    yield ""
    yield from (f"What it shows: {escaped(known.shows)}", "")
    yield from (f"What it does not show: {escaped(known.shows_not)}", "")
    sources = "; ".join(escaped(str(source)) for source in known.sources)
    module = known.run.__module__.replace(".", "/")
    yield from (f"Sources: {sources}. Code: [{module}.py](../{module}.py).", "")


def _statement(judgement: Judgement) -> Iterator[str]:
    """Yield what was said of a statement beforehand, with the outcomes that would speak for and against it, and the ruling."""
    criterion, value = judgement.criterion, judgement.value
    yield f"- “{escaped(judgement.statement.words)}”"
    if criterion is None or value is None:
        yield f"    - It **{judgement.ruling.words}** this. {escaped(judgement.reason)}"
        return
    for side, outcome in (("for", criterion.speaks_for), ("against", criterion.speaks_against)):
        what = f"“{criterion.measure}” {limit(outcome)} speaks {side} it. {outcome.reason} ({outcome.source})"
        yield f"    - {escaped(what)}"
    yield f"    - Measured: {escaped(figure(value))}. It **{judgement.ruling.words}** this."
