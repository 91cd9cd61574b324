"""Sections of the report about what stands: why, what would change it, what can be held together, and since when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from argmap.analysis.standing.timeline import Moment
from argmap.graph.sides import theses
from argmap.model.expectation import Label
from argmap.reasoning.semantics import Semantics
from argmap.rendering.marks import SIGNS
from argmap.rendering.report.naming import counted, first, label_word, listed, reading_words
from argmap.rendering.report.parts import Item, Section, Told, items
from argmap.rendering.report.reasons import sentence

MOST = 5
"""How many of a kind are told; the rest is counted."""

LONG = 20
"""A debate of more posts than these is told by its turns."""


def standing(told: Told) -> Section:
    """Tell which theses stand, and why."""
    accepted = told.analysis.acceptability
    lead = f"Semantics: {accepted.semantics}. Reading: {reading_words(accepted.reading)}."
    if not accepted.exists:
        return Section(
            "What stands", f"{lead} There is no {accepted.semantics} extension, so nothing is decided."
        )
    issues = [Item(issue.question, _on(told, issue.id)) for issue in told.scene.map.issues]
    return Section("What stands", lead, (*issues, *_counts(told), *_other_reading(told)))


def _on(told: Told, issue: str) -> tuple[Item, ...]:
    found = tuple(_thesis(told, t) for t in theses(told.scene.map) if _answers(told, t) == issue)
    return found or (Item("No claim answers this."),)


def _answers(told: Told, thesis: str) -> str | None:
    return told.scene.map.nodes[thesis].answers  # type: ignore[union-attr]


def _thesis(told: Told, thesis: str) -> Item:
    accepted = told.analysis.acceptability
    label = accepted.labels[thesis]
    name = told.names.short(thesis)
    if accepted.semantics is Semantics.GROUNDED:
        because = sentence(told.names, told.scene, told.analysis.reasons, thesis)
    elif label is Label.IN:
        because = f"stands in {_every(accepted.semantics)}"
    elif label is Label.OUT:
        because = f"falls in {_every(accepted.semantics)}"
    else:
        some = "stands in some" if thesis in accepted.possible else "stands in no"
        single = accepted.semantics is Semantics.IDEAL
        because = "is open" if single else f"is open: it {some} {accepted.semantics} extension"
    doubts = told.scene.doubts.get(thesis, ())
    return Item(f"{SIGNS[label]} {name} {because}.{_doubted(doubts)}")


def _every(semantics: Semantics) -> str:
    return "the ideal extension" if semantics is Semantics.IDEAL else f"every {semantics} extension"


def _doubted(doubts: Sequence[str]) -> str:
    return f" It is {listed(doubts)}." if doubts else ""


def _counts(told: Told) -> Iterator[Item]:
    labels = told.analysis.acceptability.labels
    nodes = [labels[name] for name in told.scene.map.nodes]
    parts = [_those(nodes.count(label), label) for label in Label if label in nodes]
    if parts:
        yield Item(f"Of {counted(len(nodes), 'claim or example')}, {listed(parts)}.")
    broken = [name for name in told.scene.map.relations_by_id if labels[name] is Label.OUT]
    if broken:
        yield Item(f"{counted(len(broken), 'step')} {'fails' if len(broken) == 1 else 'fail'}, undercut.")


def _those(number: int, label: Label) -> str:
    return f"{number} {label_word(label, number)}"


def _other_reading(told: Told) -> Iterator[Item]:
    effects = told.analysis.other_reading
    basis = told.analysis.acceptability.reading.basis
    other = "on everybody’s word until attacked" if basis == "reasons" else "on reasons where there are any"
    if not effects:
        yield Item(f"Read the other way ({other}), every label is the same.")
        return
    changed = (
        f"{told.names.short(e.id)} {label_word(e.after)}" for e in effects if e.id in told.scene.map.nodes
    )
    yield Item(
        f"Read the other way ({other}), {counted(len(effects), 'label')} would differ:",
        items(islice(changed, MOST)),
    )


def together(told: Told) -> Section:
    """Tell the positions: what can be held together."""
    found = told.analysis.positions
    if not told.scene.map.issues or not found.positions:
        return Section("Positions")
    lead = (
        f"If each issue has one answer at most, {counted(len(found.positions), 'coherent position')} "
        f"can be taken. {counted(len(found.shared), 'claim or example')} "
        f"{'belongs' if len(found.shared) == 1 else 'belong'} to {'it' if len(found.positions) == 1 else 'all of them'}."
    )
    told_positions = []
    for number, position in enumerate(found.positions, start=1):
        held = told.names.all(position.theses) if position.theses else "none of the theses"
        only = f"; with it, unlike others: {told.names.all(position.only[:MOST])}" if position.only else ""
        told_positions.append(Item(f"Position {number} holds {held}{only}."))
    return Section(
        "Positions",
        lead + (f" ({found.stopped[0].upper()}{found.stopped[1:]}.)" if found.stopped else ""),
        tuple(told_positions),
    )


def history(told: Told) -> Section:
    """Tell how the debate changed post by post; of a long one, only the posts that changed something."""
    before: dict[str, Label] = {}
    lines: list[tuple[bool, str]] = []
    for moment in told.analysis.timeline:
        line = _moment(told, moment, before)
        lines.append((";" in line, line))
        before = dict(moment.theses)
    long = len(lines) > LONG
    chosen = first([line for changes, line in lines if changes or not long], LONG)
    lead = "Only posts after which something stands otherwise are told." if long else ""
    return Section("Post by post", lead, items(chosen))


def _moment(told: Told, moment: Moment, before: dict[str, Label]) -> str:
    nodes = [name for name in moment.added if name in told.scene.map.nodes]
    kinds = (
        ("claim", [n for n in nodes if n not in told.examples]),
        ("example", [n for n in nodes if n in told.examples]),
    )
    adds = listed(counted(len(names), kind) for kind, names in kinds if names) if nodes else "steps only"
    fresh = [
        f"{told.names.short(t)} {label_word(label)}" for t, label in moment.theses.items() if t not in before
    ]
    turned = [
        f"{told.names.short(name)} now {label_word(moment.theses[name])}"
        for name in moment.theses
        if name in before and before[name] is not moment.theses[name]
    ]
    others = [name for name in moment.changed if name not in moment.theses]
    changed = [f"the standing of {told.names.all(others[:MOST])} changes"] if others else []
    return "; ".join((f"Post {moment.number} adds {adds}", *fresh, *turned, *changed)) + "."
