"""Sections of the report about strength and shape."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from argmap.errors import ArgmapError
from argmap.evaluation.options import BASE_SCORE, STRENGTH_MODELS
from argmap.graph.balance import Balance
from argmap.model.annotations import Label
from argmap.rendering.marks import bar
from argmap.rendering.report.naming import counted, listed
from argmap.rendering.report.parts import ReportContext, ReportItem, Section, items
from argmap.study import Study

if TYPE_CHECKING:
    from argmap.evaluation.strength import Contributions, Strengths

MOST = 3

LEAST = 0.005
"""What adds less would be shown as nothing."""


def strength(context: ReportContext) -> Section:
    """Return how strong the theses are."""
    strengths = context.study.strengths
    tops = context.study.index.theses
    adding = {each.thesis: each for each in context.study.contributions}
    texts = []
    for thesis in sorted(tops, key=lambda t: (-(strengths.values[t] or 0.0), tops.index(t))):
        value = strengths.values[thesis]
        shown = "no result: the computation did not converge" if value is None else bar(value)
        added = _adding(context, adding[thesis]) if thesis in adding else ()
        texts.append(ReportItem(f"{context.names.short(thesis)}: {shown}", items(added)))
    lead = (
        f"By {strengths.model} ({strengths.aggregation} aggregation, {strengths.influence} influence), from 0 to 1. "
        "The number follows from how reasons and objections are drawn; it is not a probability."
    )
    lead = " ".join((lead, *_disagreements(context), *_by_other_models(context)))
    return Section("Strength", lead if texts else "", tuple(texts))


def _disagreements(context: ReportContext) -> Iterator[str]:
    """Yield a sentence where strengths and labels disagree: both count reasons, but only labels count stances and rivals."""
    values, labels = context.study.strengths.values, context.study.labels
    known = [(t, values[t] or 0.0) for t in context.study.index.theses if values[t] is not None]
    rejected = [(t, value) for t, value in known if labels[t] is Label.OUT]
    accepted = [(t, value) for t, value in known if labels[t] is Label.IN]
    above = [t for t, value in rejected if value > BASE_SCORE or any(value > other for _, other in accepted)]
    if above:
        verb = "is rejected though it is" if len(above) == 1 else "are rejected though they are"
        yield (
            f"Strength and label disagree: {context.names.all(above)} {verb} strong, because what rejects a claim does not "
            "take its reasons away."
        )


def _by_other_models(context: ReportContext) -> Iterator[str]:
    """Yield a sentence where the order of the theses depends on the model."""
    today = _order(context, context.study.strengths)
    others = [model for model in STRENGTH_MODELS if model != context.study.model]
    differing = [m for m in others if (order := _order_by(context, m)) is not None and order != today]
    if differing:
        yield f"The order of the theses depends on the model; it is another one by {listed(differing)}."


def _order_by(context: ReportContext, model: str) -> list[str] | None:
    """Return the order of the theses by another model; None where it is not defined for the map or does not converge."""
    try:
        strengths = Study(context.scene.map, context.study.interpretation, model=model).strengths
    except ArgmapError:
        return None
    return _order(context, strengths) if strengths.converged else None


def _order(context: ReportContext, strengths: Strengths) -> list[str]:
    tops = context.study.index.theses
    return sorted(tops, key=lambda t: (-round(strengths.values[t] or 0.0, 3), tops.index(t)))


def shape(context: ReportContext) -> Section:
    """Return how large and deep the argument is, and what runs in cycles."""
    structure = context.study.structure
    counts = structure.counts
    sizes = listed(
        counted(number, noun)
        for number, noun in (
            (counts.issues, "issue"),
            (counts.claims, "claim"),
            (counts.examples, "example"),
            (counts.supports, "support"),
            (counts.attacks, "attack"),
            (counts.undercuts, "undercut"),
        )
        if number
    )
    if not sizes:
        return Section("The shape of the argument", "The map is empty.")
    among = [
        counted(n, noun)
        for n, noun in ((counts.theses, "thesis"), (counts.unstated, "implicit premise"))
        if n
    ]
    among_claims = f" Among the claims: {listed(among)}." if among else ""
    lead = f"{sizes}.{among_claims} The longest chain has {counted(structure.depth, 'relation')}; the map has {counted(len(structure.parts), 'part')}."
    balances = [
        ReportItem(f"{context.names.short(t.thesis)}: {_balance(t.whole)}.") for t in structure.theses
    ]
    cycles = [
        ReportItem(f"A cycle of {cycle.kind}: {context.names.all((cycle.claims or cycle.steps)[:MOST])}.")
        for cycle in structure.cycles
    ]
    key_claims = [
        ReportItem(f"{key.percent} % of the lines of argument pass through {context.names.short(key.claim)}.")
        for key in structure.key_claims[:MOST]
    ]
    return Section("The shape of the argument", lead, (*balances, *cycles, *key_claims))


def _balance(balance: Balance) -> str:
    parts = (
        (balance.reasons, "reason"),
        (balance.defences, "defence"),
        (balance.objections, "objection"),
        (balance.undercuts, "undercut"),
        (balance.both, "relation that speaks both ways"),
    )
    numbers = [counted(number, noun) for number, noun in parts if number]
    return listed(numbers) if numbers else "no reason is given for it or against it"


def _adding(context: ReportContext, contributions: Contributions) -> list[str]:
    """Return which relations raise and lower a thesis most."""
    known = [
        (c.id, c.value) for c in contributions.relations if c.value is not None and abs(c.value) >= LEAST
    ]
    return [
        f"{context.names.short(name)} {'adds' if value > 0 else 'takes'} {abs(value):.2f}"
        for name, value in known[:MOST]
    ]
