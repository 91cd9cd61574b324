"""Sections of the report about strength and shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.graph.balance import Balance
from argmap.rendering.marks import bar
from argmap.rendering.report.naming import counted, listed
from argmap.rendering.report.parts import ReportContext, ReportItem, Section, items

if TYPE_CHECKING:
    from argmap.evaluation.strength import Contributions

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
    return Section("Strength", lead if texts else "", tuple(texts))


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
    return listed(numbers) if numbers else "nothing speaks for or against it"


def _adding(context: ReportContext, contributions: Contributions) -> list[str]:
    """Return which relations raise and lower a thesis most."""
    known = [
        (c.id, c.value) for c in contributions.relations if c.value is not None and abs(c.value) >= LEAST
    ]
    return [
        f"{context.names.short(name)} {'adds' if value > 0 else 'takes'} {abs(value):.2f}"
        for name, value in known[:MOST]
    ]
