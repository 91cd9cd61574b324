"""The section of the report about examples that were run: the number, what it says about the claims, and its limits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from argmap.experiments.outcome import Outcome
from argmap.experiments.verdict import LinkStatus, LinkVerdict, verdicts
from argmap.rendering.report.naming import counted, listed
from argmap.rendering.report.parts import ReportContext, ReportItem, Section
from argmap.rendering.report.verdicts import unmeasured_text, verdict_text

BEFOREHAND = "Each experiment said beforehand which outcome would speak for or against which claim."
LIMITS = "All are small; each entry says what its experiment does not show."
COUNTED = {
    LinkStatus.SUPPORTED: "support",
    LinkStatus.CONTRADICTED: "contradict",
    LinkStatus.UNMEASURED: "do not bear on",
    LinkStatus.OPEN: "give no verdict on",
}


def measured(context: ReportContext) -> Section:
    """Return what the experiments measured, and what it says about the relations of the map."""
    outcomes = context.scene.marks.outcomes
    ruled = verdicts(context.scene.map, {outcome.name: outcome for outcome in outcomes.values()})
    shown = [example for example in context.scene.map.examples if example.id in outcomes]
    measured_examples = tuple(
        _example(context, example.name, outcomes[example.id], [v for v in ruled if v.example == example.id])
        for example in shown
    )
    lead = _lead([outcomes[example.id] for example in shown], ruled) if shown else ""
    return Section("What the examples measure", lead, (*measured_examples, *_unmeasured(context, ruled)))


def _lead(outcomes: Sequence[Outcome], ruled: Sequence[LinkVerdict]) -> str:
    held = sum(outcome.holds for outcome in outcomes)
    some = "Every measure is" if held == len(outcomes) else f"In {held} of them every measure is"
    were = "was run as an experiment" if len(outcomes) == 1 else "were run as experiments"
    run = f"{counted(len(outcomes), 'example')} {were}. {some} as expected by the sources."
    return " ".join((run, BEFOREHAND, *_counts(ruled), LIMITS))


def _counts(ruled: Sequence[LinkVerdict]) -> Iterator[str]:
    """Yield how many of the relations from these examples the measures support, contradict and do not bear on."""
    if ruled:
        links = [verdict.link for verdict in ruled]
        some = [f"{verb} {links.count(link)}" for link, verb in COUNTED.items() if link in links]
        few = counted(len(ruled), "relation")
        yield f"The map draws {few} from them; the measures {listed(some)}."


def _example(context: ReportContext, name: str, outcome: Outcome, ruled: list[LinkVerdict]) -> ReportItem:
    return ReportItem(f"{name}: {outcome.headline}.", tuple(map(ReportItem, _below(context, outcome, ruled))))


def _below(context: ReportContext, outcome: Outcome, ruled: list[LinkVerdict]) -> Iterator[str]:
    for verdict in ruled:
        if verdict.link is not LinkStatus.UNMEASURED:
            yield verdict_text(verdict, context.names)
    if outcome.summary:
        shows = f"What it shows: {outcome.summary.shows} " if outcome.holds else ""
        yield f"{shows}What it does not show: {outcome.summary.shows_not}"


def _unmeasured(context: ReportContext, ruled: Sequence[LinkVerdict]) -> Iterator[ReportItem]:
    """Yield what the measures do not bear on: one line for all examples that have the same target and reason."""
    groups: dict[tuple[str, str], list[LinkVerdict]] = {}
    for verdict in ruled:
        if verdict.link is LinkStatus.UNMEASURED:
            groups.setdefault(unmeasured_text(verdict, context.names), []).append(verdict)
    if groups:
        names = {example.id: example.name for example in context.scene.map.examples}
        lines = (
            f"{target}, from {listed(names[v.example] for v in group)}: {reason}"
            for (target, reason), group in groups.items()
        )
        yield ReportItem("What the measures do not bear on:", tuple(map(ReportItem, lines)))
