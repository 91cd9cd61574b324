"""What is asked of an abstract framework, of argmap and of its peers: needs nothing but Python."""

from __future__ import annotations

GROUNDED = "GR"
STATUS = "ALL"
"""Which arguments are in some extension, and which in all: of every argument at once."""

SEMANTICS = {"PR": "preferred", "ST": "stable"}
ASKED = tuple(f"{kind}-{letters}" for letters in SEMANTICS for kind in ("SE", "DC", "DS", STATUS))
"""The questions of the competitions: some extension (SE), whether an argument is in some (DC) or in all (DS)."""

QUERIES = 5
"""Of how many arguments DC and DS ask, one after the other."""


def asked(size: int) -> list[int]:
    """Return the arguments that are asked about, numbered from 0."""
    return [size * k // QUERIES for k in range(QUERIES)]
