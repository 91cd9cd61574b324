"""Sections of the report about labels: what can be held together, and how the debate changed post by post."""

from __future__ import annotations

from collections.abc import Sequence

from argmap.evaluation.positions import Position
from argmap.evaluation.timeline import Moment
from argmap.model.annotations import Label
from argmap.rendering.report.naming import counted, first, label_word, listed
from argmap.rendering.report.parts import ReportContext, Section, items

MOST = 5
"""How many of a kind are listed; the rest is counted."""

MANY = 12
"""Theses of a position that are named; the rest is counted."""

LONG = 20
"""Of a debate with more posts than these only those that changed something are listed."""


def positions(context: ReportContext) -> Section:
    """Return the positions: what can be held together; remarks about the discussion are part of none."""
    together = context.study.positions
    everywhere = [name for name in together.shared if name not in context.meta]
    if not context.scene.map.issues or not together.positions:
        return Section("Positions")
    lead = (
        f"{'At least ' if together.stopped else ''}{counted(len(together.positions), 'coherent position')} can be taken: "
        f"sets of claims that hold together. {counted(len(everywhere), 'claim or example')} "
        f"{'belongs' if len(everywhere) == 1 else 'belong'} to {'it' if len(together.positions) == 1 else 'all of these'}."
    )
    in_all = set(together.positions[0].theses).intersection(*(p.theses for p in together.positions))
    by_theses: dict[tuple[str, ...], list[Position]] = {}
    for position in together.positions:
        rest = tuple(thesis for thesis in position.theses if thesis not in in_all)
        by_theses.setdefault(rest, []).append(position)
    if in_all and len(by_theses) > 1:
        shared = _few(context, [t for t in together.positions[0].theses if t in in_all])
        lead += f" Of the theses, all hold {shared}."
    else:
        by_theses = {together.positions[0].theses: list(together.positions)} if in_all else by_theses
        in_all = set()
    lines = [_position(context, theses, alike, bool(in_all)) for theses, alike in by_theses.items()]
    return Section(
        "Positions",
        lead + (f" ({together.stopped[0].upper()}{together.stopped[1:]}.)" if together.stopped else ""),
        items(first(lines, context.most(MOST))),
    )


def _few(context: ReportContext, theses: Sequence[str]) -> str:
    """Return the names of theses, of many only the first."""
    return listed(first([context.names.short(thesis) for thesis in theses], MANY))


def _position(context: ReportContext, theses: tuple[str, ...], alike: list[Position], others: bool) -> str:
    """Return what the positions with the same theses hold, and in what they differ.

    Args:
        context: what the report is about.
        theses: the theses that not all positions hold.
        alike: the positions that hold these.
        others: whether all positions hold some other thesis.
    """
    held = _few(context, theses) if theses else f"none of the {'other ' if others else ''}theses"
    if len(alike) == 1:
        only = alike[0].only
        return f"One holds {held}{f', and unlike others {context.names.all(only[:MOST])}' if only else ''}."
    common = set(alike[0].only).intersection(*(position.only for position in alike))
    differ = dict.fromkeys(name for position in alike for name in position.only if name not in common)
    names = first([context.names.short(name) for name in differ], MOST)
    return f"{len(alike)} hold {held}; they differ in {listed(names)}."


def _some(context: ReportContext, names: Sequence[str]) -> str:
    return listed(first([context.names.short(name) for name in names], context.most(MOST)))


def history(context: ReportContext) -> Section:
    """Return how the debate changed post by post; of a long one, only the posts that changed something."""
    if context.study.is_too_long:
        return Section("Post by post", "The discussion is too long to be followed post by post.")
    before: dict[str, Label] = {}
    lines: list[tuple[bool, str]] = []
    for moment in context.study.timeline:
        line = _moment(context, moment, before)
        lines.append((";" in line, line))
        before = dict(moment.theses)
    long = len(lines) > LONG
    chosen = first(
        [line for changes, line in lines if changes or not long or context.full], context.most(LONG)
    )
    lead = "Only posts that change a label are listed." if long and not context.full else ""
    return Section("Post by post", lead, items(chosen))


def _moment(context: ReportContext, moment: Moment, before: dict[str, Label]) -> str:
    nodes = [name for name in moment.added if name in context.scene.map.nodes]
    kinds = (
        ("claim", [n for n in nodes if n not in context.examples]),
        ("example", [n for n in nodes if n in context.examples]),
    )
    adds = listed(counted(len(names), kind) for kind, names in kinds if names) if nodes else "relations only"
    most = context.most(MOST)
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
    changed = [_changed(context, others)] if others else []
    parts = (f"Post {moment.number} adds {adds}", *first(fresh, most), *first(turned, most), *changed)
    return f"{'; '.join(parts)}."


def _changed(context: ReportContext, others: list[str]) -> str:
    named = context.names.all(others[:MOST])
    if len(others) == 1:
        return f"the label of {named} changes"
    more = len(others) - MOST
    also = f", and of {more} more" if more > 0 else ""
    return f"the labels of {named}{also} change"
