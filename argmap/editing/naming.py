"""Ids for what gets none: made from the first words of its text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

LONGEST_ID = 40

VERBS = {"support": "for", "attack": "against"}


def free_id(text: str, taken: Iterable[str]) -> str:
    """Return an id made from the first words of a text that is not taken.

    Example:
        >>> free_id("Über Geld spricht man.", ["uber-geld-spricht-man"])
        'uber-geld-spricht-man-2'
    """
    made = ""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    for word in re.findall(r"[a-z0-9]+", plain):
        if len(made) + len(word) >= LONGEST_ID:
            break
        made = f"{made}-{word}" if made else word
    return numbered(made or "item", taken)


def relation_id(premise: str, kind: str, target: str, taken: Iterable[str]) -> str:
    """Return a free id for a relation.

    Example:
        >>> relation_id("cheap", "support", "spaces", ())
        'cheap-for-spaces'
    """
    verb = VERBS.get(kind, kind if kind.endswith("s") else f"{kind}s")
    return free_id(f"{premise} {verb} {target}", taken)


def numbered(id: str, taken: Iterable[str]) -> str:
    """Return an id, with the first number from 2 behind it that makes it a free one, if it is taken.

    Example:
        >>> numbered("p2", ["p1", "p2", "p2-2"])
        'p2-3'
    """
    used = set(taken)
    free, number = id, 2
    while free in used:
        free, number = f"{id}-{number}", number + 1
    return free
