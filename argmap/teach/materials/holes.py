"""A map with holes to fill in: what is taken for granted, who says what, or what a step does, is left out and numbered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from argmap.graph.views import View
from argmap.model.relation import Relation, RelationKind

LINE = "_" * 24
SIGNS = frozenset({RelationKind.SUPPORT, RelationKind.ATTACK})


class Hole(StrEnum):
    """What is left out of a map."""

    PREMISES = "premises"
    AUTHORS = "authors"
    SIGNS = "signs"


@dataclass(frozen=True, slots=True)
class Holed:
    """A view with holes: `hidden` is what belongs there, in the order of the numbers; `unsigned` are steps without a sign."""

    view: View
    hidden: tuple[str, ...] = ()
    steps: tuple[Relation, ...] = ()
    unsigned: Mapping[str, str] = field(default_factory=dict)


def with_holes(view: View, hole: Hole) -> Holed:
    """Return the view with numbers in place of what is left out."""
    return {Hole.PREMISES: _premises, Hole.AUTHORS: _authors, Hole.SIGNS: _signs}[hole](view)


def _premises(view: View) -> Holed:
    map = view.map
    hidden = [claim for claim in map.claims if claim.implicit and claim.id in view.shown]
    blank = {claim.id: f"({place}) {LINE}" for place, claim in enumerate(hidden, 1)}
    claims = tuple(
        claim.model_copy(update={"text": blank[claim.id], "label": None}) if claim.id in blank else claim
        for claim in map.claims
    )
    holed = View(map.model_copy(update={"claims": claims}), view.shown)
    return Holed(holed, tuple(claim.text for claim in hidden))


def _authors(view: View) -> Holed:
    map = view.map
    if map.thread is None:
        return Holed(view)
    people = map.thread.participants
    nameless = tuple(
        person.model_copy(update={"name": f"({place}) ______"}) for place, person in enumerate(people, 1)
    )
    thread = map.thread.model_copy(update={"participants": nameless})
    holed = View(map.model_copy(update={"thread": thread}), view.shown)
    return Holed(holed, tuple(person.name for person in people))


def _signs(view: View) -> Holed:
    steps = tuple(relation for relation in view.relations() if relation.kind in SIGNS)
    labels = {relation.id: f"({place})" for place, relation in enumerate(steps, 1)}
    return Holed(view, steps=steps, unsigned=labels)
