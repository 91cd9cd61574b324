"""Sections of the report about strength and shape."""

from __future__ import annotations

from argmap.evaluation.strength import Contributions
from argmap.graph.balance import Balance
from argmap.graph.sides import theses
from argmap.rendering.marks import bar
from argmap.rendering.report.naming import counted, listed
from argmap.rendering.report.parts import ReportContext, ReportItem, Section, items

MOST = 3

LEAST = 0.005
"""What adds less would be told as nothing."""


def strength(context: ReportContext) -> Section:
    """Tell how strong the theses are."""
    found = context.analysis.strengths
    tops = theses(context.scene.map)
    adding = {found.thesis: found for found in context.analysis.contributions}
    texts = []
    for thesis in sorted(tops, key=lambda t: (-(found.values[t] or 0.0), tops.index(t))):
        value = found.values[thesis]
        shown = "no result: the computation did not settle" if value is None else bar(value)
        added = _adding(context, adding[thesis]) if thesis in adding else ()
        texts.append(ReportItem(f"{context.names.short(thesis)}: {shown}", items(added)))
    lead = (
        f"By {found.model} ({found.aggregation} aggregation, {found.influence} influence), from 0 to 1. "
        "The number follows from how reasons and objections are drawn; it is not a probability."
    )
    return Section("Strength", lead if texts else "", tuple(texts))


def shape(context: ReportContext) -> Section:
    """Tell how large and deep the argument is, and what runs in circles."""
    found = context.analysis.structure
    counts = found.counts
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
        for n, noun in ((counts.theses, "thesis"), (counts.unstated, "unstated premise"))
        if n
    ]
    told_among = f" Among the claims: {listed(among)}." if among else ""
    lead = f"{sizes}.{told_among} The longest chain has {counted(found.depth, 'step')}; the map has {counted(len(found.parts), 'part')}."
    balances = [ReportItem(f"{context.names.short(t.thesis)}: {_balance(t.whole)}.") for t in found.theses]
    cycles = [
        ReportItem(f"A circle of {cycle.kind}: {context.names.all((cycle.claims or cycle.steps)[:MOST])}.")
        for cycle in found.cycles
    ]
    key_claims = [
        ReportItem(f"{hub.percent} % of the lines of argument pass through {context.names.short(hub.claim)}.")
        for hub in found.key_claims[:MOST]
    ]
    return Section("The shape of the argument", lead, (*balances, *cycles, *key_claims))


def _balance(balance: Balance) -> str:
    parts = (
        (balance.reasons, "reason"),
        (balance.defences, "defence"),
        (balance.objections, "objection"),
        (balance.undercuts, "undercut"),
        (balance.both, "step that speaks both ways"),
    )
    context = [counted(number, noun) for number, noun in parts if number]
    return listed(context) if context else "nothing speaks for or against it"


def _adding(context: ReportContext, found: Contributions) -> list[str]:
    """Tell which steps raise and lower a thesis most."""
    known = [(c.id, c.value) for c in found.relations if c.value is not None and abs(c.value) >= LEAST]
    return [
        f"{context.names.short(name)} {'adds' if value > 0 else 'takes'} {abs(value):.2f}"
        for name, value in known[:MOST]
    ]
