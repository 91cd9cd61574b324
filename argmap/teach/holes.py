"""A map with holes to fill in: what is taken for granted, or who says what, is left out and numbered."""

from __future__ import annotations

from enum import StrEnum

from argmap.graph.views import View

LINE = "_" * 24


class Hole(StrEnum):
    """What is left out of a map."""

    PREMISES = "premises"
    AUTHORS = "authors"


def with_holes(view: View, hole: Hole) -> tuple[View, tuple[str, ...]]:
    """Return the view with numbered lines in place of what is left out, and what belongs there, in their order."""
    map = view.map
    if hole is Hole.PREMISES:
        hidden = [claim for claim in map.claims if claim.implicit and claim.id in view.shown]
        blank = {claim.id: f"({place}) {LINE}" for place, claim in enumerate(hidden, 1)}
        claims = tuple(
            claim.model_copy(update={"text": blank[claim.id], "label": None}) if claim.id in blank else claim
            for claim in map.claims
        )
        return View(map.model_copy(update={"claims": claims}), view.shown), tuple(
            claim.text for claim in hidden
        )
    if map.thread is None:
        return view, ()
    people = map.thread.participants
    nameless = tuple(
        person.model_copy(update={"name": f"({place}) ______"}) for place, person in enumerate(people, 1)
    )
    thread = map.thread.model_copy(update={"participants": nameless})
    return View(map.model_copy(update={"thread": thread}), view.shown), tuple(
        person.name for person in people
    )
