"""The same map written in another order."""

from __future__ import annotations

from argmap.model import ArgumentMap
from tests.graph.small import changed


def shuffled(map: ArgumentMap) -> ArgumentMap:
    """Return the same map written in another order; issues and theses keep theirs, and so do stances."""
    theses = [claim for claim in map.claims if claim.is_thesis]
    others = [claim for claim in map.claims if not claim.is_thesis]
    return changed(
        map,
        claims=[*others[::-1], *theses],
        examples=map.examples[::-1],
        relations=map.relations[::-1],
    )
