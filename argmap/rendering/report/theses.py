"""Sections of the report about theses: who holds each, how it is argued, and what follows; and other interpretations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from argmap.evaluation.theory import Basis
from argmap.model.annotations import Label
from argmap.model.claim import Issue
from argmap.rendering.marks import SIGNS
from argmap.rendering.report.headline import by_parent
from argmap.rendering.report.naming import counted, interpretation_words, label_word, listed
from argmap.rendering.report.parts import ReportContext, ReportItem, Section, items
from argmap.rendering.report.people import everybody, holding_words
from argmap.verdicts import Argued, Standing

NAMED = 2
"""Reasons or objections of one kind that are named; the rest is counted."""

OTHERWISE = {
    Basis.STANCES: "If stances counted too",
    Basis.ARGUMENTS_ONLY: "If only arguments counted",
    Basis.WORD: "If only arguments counted and every author’s word were taken until somebody attacks it",
}
"""The beginning of the sentence about another interpretation."""


def by_thesis(context: ReportContext) -> Section:
    """Return for each thesis who holds it, how it is argued, and what follows."""
    issues = tuple(ReportItem(issue.question, _on(context, issue)) for issue in by_parent(context))
    return Section("Thesis by thesis", "", issues)


def _on(context: ReportContext, issue: Issue) -> tuple[ReportItem, ...]:
    theses = [t for t, answered in context.study.index.answers.items() if answered == issue.id]
    note = issue.outcome.note if issue.outcome and context.full else None
    noted = items([f"On how it ended, the annotators note: {note}"] if note else [])
    return (*(_thesis(context, t) for t in theses), *noted) or (ReportItem("No claim answers this."),)


def _thesis(context: ReportContext, thesis: str) -> ReportItem:
    sign = SIGNS[context.study.verdicts[thesis].label]
    who, argued, follows = told(context, thesis).values()
    name = context.names.short(thesis)
    return ReportItem(f"{name}. {who}", items([argued, f"{sign} {follows}"]))


def told(context: ReportContext, thesis: str) -> dict[str, str]:
    """Return three sentences on a thesis: who holds it (`held`), how it is `argued`, and what `follows`."""
    verdict = context.study.verdicts[thesis]
    return {
        "held": _sentence(held(context, thesis)),
        "argued": _sentence(argued_words(context, verdict.argued)),
        "follows": f"It {context.follows(thesis)}.",
    }


def held(context: ReportContext, thesis: str) -> str:
    """Return who holds a claim at the end, as a clause about "it"."""
    holding = context.study.verdicts[thesis].holding
    if holding.standing is Standing.NOBODYS:
        return "nobody takes a stance on it"
    return f"it {holding_words(context.names, holding, context.study.labels)}"


def argued_words(context: ReportContext, argued: Argued) -> str:
    """Return how a claim is argued: reasons, objections and questions, each with what became of them."""
    parts = []
    if argued.is_without_reasons:
        parts.append("nobody gives a reason for it")
    kinds = (
        (argued.reasons, "reason", "counts", "count"),
        (argued.open_reasons, "reason", "is undecided", "are undecided"),
        (argued.failed_reasons, "reason", "does not count", "do not count"),
        (argued.objections, "objection", "counts", "count"),
        (argued.open_objections, "objection", "is undecided", "are undecided"),
        (argued.failed_objections, "objection", "does not count", "do not count"),
    )
    names_all = context.full or not (argued.reasons or argued.objections)
    counting = (argued.reasons, argued.objections)
    parts += [_relations(context, *kind, named=names_all or kind[0] in counting) for kind in kinds if kind[0]]
    if argued.questioned_by:
        parts.append(f"{everybody(argued.questioned_by)} asked for a reason without an answer")
    if argued.questions:
        parts.append(
            f"{counted(len(argued.questions), 'question')} about it has no answer"
            if len(argued.questions) == 1
            else f"{counted(len(argued.questions), 'question')} about it have no answer"
        )
    if argued.asked:
        parts.append(
            f"{counted(argued.asked, 'critical question')} about its reasons {'was' if argued.asked == 1 else 'were'} raised and not answered"
        )
    return "; ".join(parts)


def _relations(
    context: ReportContext, names: Sequence[str], noun: str, one: str, many: str, *, named: bool
) -> str:
    number = f"{counted(len(names), noun)} {one if len(names) == 1 else many}"
    if not named:
        return number
    known = context.scene.map.relations_by_id
    texts = [context.names.all(known[name].premises) for name in names]
    most = context.most(NAMED)
    more = len(texts) - most
    shown = "; ".join(texts[:most]) + (f"; {more} more" if more > 0 else "")
    return f"{number} ({shown})"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def interpretations(context: ReportContext) -> Section:
    """Return how labels are found, and what would follow under other interpretations, a line for each."""
    acceptability = context.study.acceptability
    if not context.scene.map.nodes:
        return Section(TITLE)
    lead = f"Semantics: {acceptability.semantics}. Interpretation: {interpretation_words(acceptability.interpretation)}."
    if not acceptability.exists:
        return Section(
            TITLE, f"{lead} There is no {acceptability.semantics} extension, so nothing is decided."
        )
    return Section(TITLE, f"{lead} {_counts(context)}".rstrip(), items(_otherwise(context)))


def _counts(context: ReportContext) -> str:
    labels = context.study.acceptability.labels
    nodes = [labels[name] for name in context.scene.map.nodes if name not in context.meta]
    parts = [
        f"{nodes.count(label)} {label_word(label, nodes.count(label))}" for label in Label if label in nodes
    ]
    counts = f"Of {counted(len(nodes), 'claim or example')}, {listed(parts)}." if parts else ""
    remarks = sum(claim.meta for claim in context.scene.map.claims)
    if remarks:
        carry = "carries" if remarks == 1 else "carry"
        counts += f" {counted(remarks, 'remark')} about the discussion {carry} no weight."
    return counts


TITLE = "How labels are found"


def _otherwise(context: ReportContext) -> Iterator[str]:
    theses = context.study.index.answers
    for basis, effects in context.study.other_interpretations.items():
        changed = [e for e in effects if e.id not in context.meta]
        if not changed:
            yield f"{OTHERWISE[basis]}, every label would be the same."
            continue
        named = [e for e in changed if e.id in theses] or [
            e for e in changed if e.id in context.scene.map.nodes
        ]
        most = context.most(NAMED)
        groups = []
        for label in Label:
            of_label = [e.id for e in named[:most] if e.after is label]
            if of_label:
                would = {Label.IN: "accepted", Label.OUT: "rejected", Label.UNDECIDED: "undecided"}[label]
                groups.append(f"{context.names.all(of_label)} would be {would}")
        rest = len(changed) - len(named[:most])
        more = (
            f"{counted(rest, 'other label')} would differ"
            if groups and rest
            else f"{counted(rest, 'label')} of relations would differ"
            if rest
            else ""
        )
        yield f"{OTHERWISE[basis]}, {listed([*groups, *([more] if more else [])])}."
