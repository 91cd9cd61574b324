"""A map with holes to fill in: what is taken for granted, or who says what, is left out and numbered."""

from __future__ import annotations

from enum import StrEnum

from argmap.model.map import ArgumentMap

LINE = "_" * 24


class Hole(StrEnum):
    """What is left out of a map."""

    PREMISES = "premises"
    AUTHORS = "authors"


def with_holes(map: ArgumentMap, hole: Hole) -> tuple[ArgumentMap, tuple[str, ...]]:
    """Return the map with numbered lines in place of what is left out, and what belongs there, in their order."""
    if hole is Hole.PREMISES:
        hidden = [claim for claim in map.claims if claim.implicit]
        blank = {claim.id: f"({place}) {LINE}" for place, claim in enumerate(hidden, 1)}
        claims = tuple(
            claim.model_copy(update={"text": blank[claim.id], "label": None}) if claim.id in blank else claim
            for claim in map.claims
        )
        return map.model_copy(update={"claims": claims}), tuple(claim.text for claim in hidden)
    if map.thread is None:
        return map, ()
    people = map.thread.participants
    nameless = tuple(
        person.model_copy(update={"name": f"({place}) ______"}) for place, person in enumerate(people, 1)
    )
    thread = map.thread.model_copy(update={"participants": nameless})
    return map.model_copy(update={"thread": thread}), tuple(person.name for person in people)
