"""A map on paper: drawn as large as the page, with numbered holes for what students fill in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from markupsafe import Markup

from argmap.graph.views import View
from argmap.model.relation import Relation, RelationKind
from argmap.rendering.draw import drawing
from argmap.rendering.options import Options

LINE = "_" * 24
SIGNS = frozenset({RelationKind.SUPPORT, RelationKind.ATTACK})


class Hole(StrEnum):
    """What is left out of a map: implicit premises, the names of people, or what each arrow does."""

    PREMISES = "premises"
    AUTHORS = "authors"
    SIGNS = "signs"


WITHOUT_HOLES: Mapping[Hole, str] = {
    Hole.PREMISES: "what it shows has no implicit premise; try --hole signs",
    Hole.AUTHORS: "what it shows names nobody; try --hole signs",
    Hole.SIGNS: "what it shows has no arrows",
}
"""Why a map can be without holes, for each kind of hole."""


@dataclass(frozen=True, slots=True)
class ViewWithHoles:
    """A view with holes.

    Attributes:
        view: what is left of it.
        hidden: the texts that belong into the holes, in the order of their numbers.
        steps: the steps whose signs are left out, in the order of their numbers.
        unsigned: the number to draw at each of these steps, by its id.
    """

    view: View
    hidden: tuple[str, ...] = ()
    steps: tuple[Relation, ...] = ()
    unsigned: Mapping[str, str] = field(default_factory=dict)


def inline_drawing(view: View, options: Options) -> Markup:
    """Return a view as SVG for a page, without a size of its own: the page decides it, and the view box keeps the proportions.

    Raises:
        LayoutFailed: the map cannot be drawn.
    """
    return Markup(drawing(view, options).inline())  # noqa: S704 (drawn by us, from texts that are escaped)


def with_holes(view: View, hole: Hole) -> ViewWithHoles:
    """Return the view with numbers in place of what is left out."""
    return {Hole.PREMISES: _premises, Hole.AUTHORS: _authors, Hole.SIGNS: _signs}[hole](view)


def _premises(view: View) -> ViewWithHoles:
    map = view.map
    hidden = [claim for claim in map.claims if claim.implicit and claim.id in view.shown]
    blank = {claim.id: f"({place}) {LINE}" for place, claim in enumerate(hidden, 1)}
    claims = tuple(
        claim.model_copy(update={"text": blank[claim.id], "label": None}) if claim.id in blank else claim
        for claim in map.claims
    )
    holed = View(map.model_copy(update={"claims": claims}), view.shown)
    return ViewWithHoles(holed, tuple(claim.text for claim in hidden))


def _authors(view: View) -> ViewWithHoles:
    map = view.map
    if map.thread is None:
        return ViewWithHoles(view)
    people = map.thread.participants
    nameless = tuple(
        person.model_copy(update={"name": f"({place}) ______"}) for place, person in enumerate(people, 1)
    )
    thread = map.thread.model_copy(update={"participants": nameless})
    holed = View(map.model_copy(update={"thread": thread}), view.shown)
    return ViewWithHoles(holed, tuple(person.name for person in people))


def _signs(view: View) -> ViewWithHoles:
    steps = tuple(relation for relation in view.relations() if relation.kind in SIGNS)
    labels = {relation.id: f"({place})" for place, relation in enumerate(steps, 1)}
    return ViewWithHoles(view, steps=steps, unsigned=labels)
