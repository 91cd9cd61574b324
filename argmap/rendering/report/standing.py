"""Sections of the report about what stands: why, what would change it, what can be held together, and since when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from argmap.evaluation.timeline import Moment
from argmap.graph.sides import theses
from argmap.model.expectation import Label
from argmap.rendering.marks import SIGNS
from argmap.rendering.report.naming import counted, first, label_word, listed, reading_words
from argmap.rendering.report.parts import ReportContext, ReportItem, Section, items
from argmap.rendering.report.reasons import sentence
from argmap.solver.semantics import Semantics

MOST = 5
"""How many of a kind are told; the rest is counted."""

LONG = 20
"""A debate of more posts than these is told by its turns."""


def standing(context: ReportContext) -> Section:
    """Tell which theses stand, and why."""
    accepted = context.analysis.acceptability
    lead = f"Semantics: {accepted.semantics}. Reading: {reading_words(accepted.interpretation)}."
    if not accepted.exists:
        return Section(
            "What stands", f"{lead} There is no {accepted.semantics} extension, so nothing is decided."
        )
    issues = [ReportItem(issue.question, _on(context, issue.id)) for issue in context.scene.map.issues]
    return Section("What stands", lead, (*issues, *_counts(context), *_other_reading(context)))


def _on(context: ReportContext, issue: str) -> tuple[ReportItem, ...]:
    found = tuple(_thesis(context, t) for t in theses(context.scene.map) if _answers(context, t) == issue)
    return found or (ReportItem("No claim answers this."),)


def _answers(context: ReportContext, thesis: str) -> str | None:
    return context.scene.map.nodes[thesis].answers  # type: ignore[union-attr]


def _thesis(context: ReportContext, thesis: str) -> ReportItem:
    accepted = context.analysis.acceptability
    label = accepted.labels[thesis]
    name = context.names.short(thesis)
    if accepted.semantics is Semantics.GROUNDED:
        because = sentence(context.names, context.scene, context.analysis.reasons, thesis)
    elif label is Label.IN:
        because = f"stands in {_every(accepted.semantics)}"
    elif label is Label.OUT:
        because = f"falls in {_every(accepted.semantics)}"
    else:
        some = "stands in some" if thesis in accepted.possible else "stands in no"
        single = accepted.semantics is Semantics.IDEAL
        because = "is open" if single else f"is open: it {some} {accepted.semantics} extension"
    doubts = context.scene.doubts.get(thesis, ())
    return ReportItem(f"{SIGNS[label]} {name} {because}.{_doubted(doubts)}")


def _every(semantics: Semantics) -> str:
    return "the ideal extension" if semantics is Semantics.IDEAL else f"every {semantics} extension"


def _doubted(doubts: Sequence[str]) -> str:
    return f" It is {listed(doubts)}." if doubts else ""


def _counts(context: ReportContext) -> Iterator[ReportItem]:
    labels = context.analysis.acceptability.labels
    nodes = [labels[name] for name in context.scene.map.nodes]
    parts = [_those(nodes.count(label), label) for label in Label if label in nodes]
    if parts:
        yield ReportItem(f"Of {counted(len(nodes), 'claim or example')}, {listed(parts)}.")
    broken = [name for name in context.scene.map.relations_by_id if labels[name] is Label.OUT]
    if broken:
        yield ReportItem(
            f"{counted(len(broken), 'step')} {'fails' if len(broken) == 1 else 'fail'}, undercut."
        )


def _those(number: int, label: Label) -> str:
    return f"{number} {label_word(label, number)}"


def _other_reading(context: ReportContext) -> Iterator[ReportItem]:
    effects = context.analysis.other_interpretation
    basis = context.analysis.acceptability.interpretation.basis
    other = "on everybody’s word until attacked" if basis == "reasons" else "on reasons where there are any"
    if not effects:
        yield ReportItem(f"Read the other way ({other}), every label is the same.")
        return
    changed = (
        f"{context.names.short(e.id)} {label_word(e.after)}"
        for e in effects
        if e.id in context.scene.map.nodes
    )
    yield ReportItem(
        f"Read the other way ({other}), {counted(len(effects), 'label')} would differ:",
        items(islice(changed, MOST)),
    )


def together(context: ReportContext) -> Section:
    """Tell the positions: what can be held together."""
    found = context.analysis.positions
    if not context.scene.map.issues or not found.positions:
        return Section("Positions")
    lead = (
        f"If each issue has one answer at most, {counted(len(found.positions), 'coherent position')} "
        f"can be taken. {counted(len(found.shared), 'claim or example')} "
        f"{'belongs' if len(found.shared) == 1 else 'belong'} to {'it' if len(found.positions) == 1 else 'all of them'}."
    )
    told_positions = []
    for number, position in enumerate(found.positions, start=1):
        held = context.names.all(position.theses) if position.theses else "none of the theses"
        only = f"; with it, unlike others: {context.names.all(position.only[:MOST])}" if position.only else ""
        told_positions.append(ReportItem(f"Position {number} holds {held}{only}."))
    return Section(
        "Positions",
        lead + (f" ({found.stopped[0].upper()}{found.stopped[1:]}.)" if found.stopped else ""),
        tuple(told_positions),
    )


def history(context: ReportContext) -> Section:
    """Tell how the debate changed post by post; of a long one, only the posts that changed something."""
    before: dict[str, Label] = {}
    lines: list[tuple[bool, str]] = []
    for moment in context.analysis.timeline:
        line = _moment(context, moment, before)
        lines.append((";" in line, line))
        before = dict(moment.theses)
    long = len(lines) > LONG
    chosen = first([line for changes, line in lines if changes or not long], LONG)
    lead = "Only posts after which something stands otherwise are told." if long else ""
    return Section("Post by post", lead, items(chosen))


def _moment(context: ReportContext, moment: Moment, before: dict[str, Label]) -> str:
    nodes = [name for name in moment.added if name in context.scene.map.nodes]
    kinds = (
        ("claim", [n for n in nodes if n not in context.examples]),
        ("example", [n for n in nodes if n in context.examples]),
    )
    adds = listed(counted(len(names), kind) for kind, names in kinds if names) if nodes else "steps only"
    fresh = [
        f"{context.names.short(t)} {label_word(label)}"
        for t, label in moment.theses.items()
        if t not in before
    ]
    turned = [
        f"{context.names.short(name)} now {label_word(moment.theses[name])}"
        for name in moment.theses
        if name in before and before[name] is not moment.theses[name]
    ]
    others = [name for name in moment.changed if name not in moment.theses]
    changed = [f"the standing of {context.names.all(others[:MOST])} changes"] if others else []
    return "; ".join((f"Post {moment.number} adds {adds}", *fresh, *turned, *changed)) + "."
