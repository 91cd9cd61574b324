"""The section of the report about examples that were run: the number, what it does to the claims, and its limits."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.experiments.outcome import Outcome
from argmap.experiments.verdict import Ruling, Verdict, verdicts
from argmap.rendering.report.naming import counted, listed
from argmap.rendering.report.parts import ReportContext, ReportItem, Section


def measured(context: ReportContext) -> Section:
    """Return what the experiments measured, and for or against what."""
    outcomes = context.scene.marks.outcomes
    ruled = verdicts(context.scene.map, {outcome.name: outcome for outcome in outcomes.values()})
    shown = [example for example in context.scene.map.examples if example.id in outcomes]
    measured_examples = tuple(
        _example(context, example.name, outcomes[example.id], [v for v in ruled if v.example == example.id])
        for example in shown
    )
    return Section(
        "What the examples measure", _lead(list(outcomes.values())) if shown else "", measured_examples
    )


def _lead(outcomes: list[Outcome]) -> str:
    held = sum(outcome.holds for outcome in outcomes)
    some = "Every measure is" if held == len(outcomes) else f"In {held} of them every measure is"
    return (
        f"{counted(len(outcomes), 'example')} {'was' if len(outcomes) == 1 else 'were'} run as experiments. {some} as "
        "expected by the sources. All are small; each entry says what its experiment does not show."
    )


def _example(context: ReportContext, name: str, outcome: Outcome, ruled: list[Verdict]) -> ReportItem:
    return ReportItem(f"{name}: {outcome.headline}.", tuple(map(ReportItem, _below(context, outcome, ruled))))


def _below(context: ReportContext, outcome: Outcome, ruled: list[Verdict]) -> Iterator[str]:
    interpretation = f": {outcome.summary.reading}" if outcome.summary else ""
    for ruling in Ruling:
        targets = list(dict.fromkeys(context.names.short(v.target) for v in ruled if v.ruling is ruling))
        if not targets:
            continue
        if ruling is Ruling.OPEN:
            yield f"It shows nothing yet about {listed(targets)}."
        elif ruling is Ruling.BOTH:
            yield f"It cuts both ways, {'between' if len(targets) > 1 else 'on'} {listed(targets)}{interpretation}."
        else:
            yield f"It {ruling} {listed(targets)}{interpretation}."
    if outcome.summary:
        yield f"What it does not show: {outcome.summary.shows_not}"
