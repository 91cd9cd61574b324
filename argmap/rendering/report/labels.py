"""Sections of the report about labels: which theses are accepted and why, what can be held together, since when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from argmap.evaluation.semantics import MapSemantics
from argmap.evaluation.theory import Basis
from argmap.evaluation.timeline import Moment
from argmap.model.annotations import Label
from argmap.rendering.marks import SIGNS
from argmap.rendering.report.naming import counted, first, interpretation_words, label_word, listed
from argmap.rendering.report.parts import ReportContext, ReportItem, Section, items
from argmap.rendering.report.reasons import sentence
from argmap.solver.semantics import Semantics

MOST = 5
"""How many of a kind are listed; the rest is counted."""

TITLE = "Which theses are accepted"

OTHERWISE = {
    Basis.STANCES: "If what participants accept, deny and question counted",
    Basis.ARGUMENTS_ONLY: "If only arguments counted, and a claim with reasons were accepted only while one of them is",
    Basis.WORD: "If only arguments counted, and every claim were accepted on its author’s word until it is attacked",
}
"""The beginning of the sentence about another interpretation."""

LONG = 20
"""Of a debate with more posts than these only those that changed something are listed."""


def accepted(context: ReportContext) -> Section:
    """Return which theses are accepted, and why."""
    acceptability = context.study.acceptability
    lead = f"Semantics: {acceptability.semantics}. Interpretation: {interpretation_words(acceptability.interpretation)}."
    if not acceptability.exists:
        return Section(
            TITLE, f"{lead} There is no {acceptability.semantics} extension, so nothing is decided."
        )
    issues = [ReportItem(issue.question, _on(context, issue.id)) for issue in context.scene.map.issues]
    return Section(TITLE, lead, (*issues, *_counts(context), *_other_interpretation(context)))


def _on(context: ReportContext, issue: str) -> tuple[ReportItem, ...]:
    on_issue = tuple(
        _thesis(context, t) for t, answer in context.study.index.answers.items() if answer == issue
    )
    return on_issue or (ReportItem("No claim answers this."),)


def _thesis(context: ReportContext, thesis: str) -> ReportItem:
    acceptability = context.study.acceptability
    label = acceptability.labels[thesis]
    name = context.names.short(thesis)
    if acceptability.semantics is Semantics.GROUNDED:
        because = sentence(context.names, context.scene, context.study.reasons, thesis)
    elif label is Label.IN:
        because = f"is accepted in {_every(acceptability.semantics)}"
    elif label is Label.OUT:
        because = f"is rejected in {_every(acceptability.semantics)}"
    else:
        some = "is accepted in some" if thesis in acceptability.possible else "is accepted in no"
        single = acceptability.semantics is Semantics.IDEAL
        because = "is undecided" if single else f"is undecided: it {some} {acceptability.semantics} extension"
    doubts = context.scene.doubts.get(thesis, ())
    return ReportItem(f"{SIGNS[label]} {name} {because}.{_doubted(doubts)}")


def _every(semantics: MapSemantics) -> str:
    return "the ideal extension" if semantics is Semantics.IDEAL else f"every {semantics} extension"


def _doubted(doubts: Sequence[str]) -> str:
    return f" It is {listed(doubts)}." if doubts else ""


def _counts(context: ReportContext) -> Iterator[ReportItem]:
    labels = context.study.acceptability.labels
    nodes = [labels[name] for name in context.scene.map.nodes]
    parts = [_those(nodes.count(label), label) for label in Label if label in nodes]
    if parts:
        yield ReportItem(f"Of {counted(len(nodes), 'claim or example')}, {listed(parts)}.")
    broken = [name for name in context.scene.map.relations_by_id if labels[name] is Label.OUT]
    if broken:
        yield ReportItem(
            f"{counted(len(broken), 'relation')} {'is' if len(broken) == 1 else 'are'} undercut and do{'es' if len(broken) == 1 else ''} not hold."
        )


def _those(number: int, label: Label) -> str:
    return f"{number} {label_word(label, number)}"


def _other_interpretation(context: ReportContext) -> Iterator[ReportItem]:
    for basis, effects in context.study.other_interpretations.items():
        if not effects:
            yield ReportItem(f"{OTHERWISE[basis]}, every label would be the same.")
            continue
        changed = (
            f"{context.names.short(e.id)} {label_word(e.after)}"
            for e in effects
            if e.id in context.scene.map.nodes
        )
        yield ReportItem(
            f"{OTHERWISE[basis]}, {counted(len(effects), 'label')} would differ:",
            items(islice(changed, MOST)),
        )


def positions(context: ReportContext) -> Section:
    """Return the positions: what can be held together."""
    together = context.study.positions
    if not context.scene.map.issues or not together.positions:
        return Section("Positions")
    lead = (
        f"If each issue has one answer at most, {counted(len(together.positions), 'coherent position')} "
        f"can be taken. {counted(len(together.shared), 'claim or example')} "
        f"{'belongs' if len(together.shared) == 1 else 'belong'} to {'it' if len(together.positions) == 1 else 'all of them'}."
    )
    listed_positions = []
    for number, position in enumerate(together.positions, start=1):
        held = context.names.all(position.theses) if position.theses else "none of the theses"
        only = f", and unlike others {context.names.all(position.only[:MOST])}" if position.only else ""
        listed_positions.append(ReportItem(f"Position {number} holds {held}{only}."))
    return Section(
        "Positions",
        lead + (f" ({together.stopped[0].upper()}{together.stopped[1:]}.)" if together.stopped else ""),
        tuple(listed_positions),
    )


def history(context: ReportContext) -> Section:
    """Return how the debate changed post by post; of a long one, only the posts that changed something."""
    before: dict[str, Label] = {}
    lines: list[tuple[bool, str]] = []
    for moment in context.study.timeline:
        line = _moment(context, moment, before)
        lines.append((";" in line, line))
        before = dict(moment.theses)
    long = len(lines) > LONG
    chosen = first([line for changes, line in lines if changes or not long], LONG)
    lead = "Only posts that change a label are listed." if long else ""
    return Section("Post by post", lead, items(chosen))


def _moment(context: ReportContext, moment: Moment, before: dict[str, Label]) -> str:
    nodes = [name for name in moment.added if name in context.scene.map.nodes]
    kinds = (
        ("claim", [n for n in nodes if n not in context.examples]),
        ("example", [n for n in nodes if n in context.examples]),
    )
    adds = listed(counted(len(names), kind) for kind, names in kinds if names) if nodes else "relations only"
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
    changed = [f"the label of {context.names.all(others[:MOST])} changes"] if others else []
    return "; ".join((f"Post {moment.number} adds {adds}", *fresh, *turned, *changed)) + "."
