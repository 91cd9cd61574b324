"""Sections of the report about what would change the labels: cruxes, and what other claims depend on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from argmap.evaluation.changes import Change, Crux, Impact
from argmap.graph.ordering import natural_key
from argmap.model.annotations import Label
from argmap.rendering.report.naming import WOULD, Names, counted, first, label_word, listed
from argmap.rendering.report.parts import ReportContext, ReportItem, Section, items
from argmap.solver.semantics import Semantics

MOST = 5
"""How many of a kind are listed; the rest is counted."""


def changes(context: ReportContext) -> Section:
    """Return the cruxes: the smallest changes that would change the label of a thesis."""
    cruxes = tuple(_crux(context, _of_substance(context, crux)) for crux in context.study.cruxes)
    lead = "The smallest changes elsewhere that would change whether a thesis is accepted."
    if context.study.acceptability.semantics is not Semantics.GROUNDED:
        lead += " They are about the grounded labels, which decide less than other semantics do."
    return Section("The cruxes", lead if cruxes else "", cruxes)


def _of_substance(context: ReportContext, crux: Crux) -> Crux:
    """Return a crux without the changes of remarks about the discussion."""
    kept = tuple(each for each in crux.sets if context.meta.isdisjoint(change.id for change in each[0]))
    return replace(crux, sets=kept)


def _crux(context: ReportContext, crux: Crux) -> ReportItem:
    names = context.names
    name, label = names.short(crux.thesis), label_word(crux.label)
    if not crux.sets:
        return ReportItem(f"{name} {label}; {_unchanged(crux.searched)}.")
    if len(crux.sets) == 1:
        ((changes, changed),) = crux.sets
        return ReportItem(
            f"{name} {label}; it would {WOULD[changed]} if {_switched_at_once(names, changes)}."
        )
    size = len(crux.sets[0][0])
    labels = (WOULD[label].removeprefix("be ") for label in dict.fromkeys(label for _, label in crux.sets))
    after = f"be {listed(labels, 'or')}"
    groups = factored([changes for changes, _ in crux.sets])
    if groups is None:
        ways = [listed(_switched(names, change) for change in changes) for changes, _ in crux.sets]
        after_all = f"it would {after} after {size} changes at once, in one of {counted(len(ways), 'way')}:"
        return ReportItem(f"{name} {label}; {after_all}", items(first(ways, context.most(MOST))))
    when = (
        "in each of these cases:" if size == 1 else f"only after {size} changes at once, one from each line:"
    )
    lines = _single(names, crux) if size == 1 else [_choice(names, group) for group in groups]
    return ReportItem(f"{name} {label}; it would {after} {when}", items(first(lines, context.most(MOST))))


def _unchanged(searched: int) -> str:
    if not searched:
        return "there are too many possible changes to try"
    changes = "no single change" if searched == 1 else f"no set of up to {searched} changes"
    return f"{changes} would alter that"


def _single(names: Names, crux: Crux) -> list[str]:
    """Return single changes, claims first; where they differ in what they lead to, with that."""
    after = {changes[0]: label for changes, label in crux.sets}
    several = len(set(after.values())) > 1
    return [
        f"{_switched(names, change)}{f'; it would then {WOULD[after[change]]}' if several else ''}"
        for change in _claims_first(names, tuple(after))
    ]


def _choice(names: Names, group: Sequence[Change]) -> str:
    """Return alternatives in one line: the claims and examples, and how many relations between them would do as well."""
    claims = [change for change in group if change.id in names.map.nodes]
    if not claims:
        return listed((_switched(names, change) for change in group), "or")
    alternatives = [
        f"{listed((names.short(change.id) for change in claims if change.to is to), 'or')} {verb}"
        for to, verb in ((Label.OUT, "is rejected"), (Label.IN, "is accepted"))
        if any(change.to is to for change in claims)
    ]
    relations = len(group) - len(claims)
    if relations:
        about = "them" if len(claims) > 1 else "it"
        alternatives.append(
            f"one of the {relations} relations about {about} changes"
            if relations > 1
            else f"the relation about {about} changes"
        )
    return ", or ".join(alternatives)


def _claims_first(names: Names, group: Sequence[Change]) -> list[Change]:
    return sorted(group, key=lambda change: change.id not in names.map.nodes)


def factored(sets: Sequence[tuple[Change, ...]]) -> tuple[tuple[Change, ...], ...] | None:
    """Return groups from which each of the sets takes one change, if the sets are all such choices; else None."""
    groups: list[list[Change]] = [[] for _ in sets[0]]
    places: dict[Change, int] = {}
    met: dict[Change, set[Change]] = {}
    for changes in sets:
        for change in changes:
            met.setdefault(change, set()).update(changes)
    for change in sorted(met, key=lambda change: (natural_key(change.id), change.to)):
        taken = {places[partner] for partner in met[change] if partner in places}
        place = next((place for place in range(len(groups)) if place not in taken), None)
        if place is None:
            return None
        places[change] = place
        groups[place].append(change)
    product = 1
    for group in groups:
        product *= len(group)
    return tuple(map(tuple, groups)) if product == len(sets) and all(groups) else None


def _switched_at_once(names: Names, changes: Sequence[Change]) -> str:
    return listed(
        f"{names.short(change.id)} were {'accepted' if change.to is Label.IN else 'rejected'}"
        for change in changes
    )


def _switched(names: Names, change: Change) -> str:
    return f"{names.short(change.id)} is {'accepted' if change.to is Label.IN else 'rejected'}"


def carriers(context: ReportContext) -> Section:
    """Return what most depends on: claims and examples with which others would be rejected."""
    nodes = context.scene.map.nodes.keys() - context.meta
    named = [impact for impact in context.study.impacts if impact.id in nodes][: context.most(MOST)]
    listed_items = tuple(ReportItem(_carrier(context.names, impact)) for impact in named)
    return Section(
        "What other claims depend on",
        "If one of these were rejected, others would not be accepted any more." if listed_items else "",
        listed_items,
    )


def _carrier(names: Names, impact: Impact) -> str:
    falling = (*impact.theses, *(name for name in impact.falls if name not in impact.theses))
    more = f" and {len(falling) - MOST} more" if len(falling) > MOST else ""
    verb = "depend" if len(falling) > 1 else "depends"
    return f"{names.all(falling[:MOST])}{more} {verb} on {names.short(impact.id)}."
