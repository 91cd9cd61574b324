"""Ids for what is new in a map, made from its words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

LONGEST_ID = 40


def new_id(text: str, taken: Collection[str]) -> str:
    """Return an id made from the first words of a text that is not taken; `item` where the text has no Latin letters.

    Args:
        text: the text.
        taken: the ids that there are.
    """
    made = ""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    for word in re.findall(r"[a-z0-9]+", plain):
        if len(made) + len(word) >= LONGEST_ID:
            break
        made = f"{made}-{word}" if made else word
    made = made or "item"
    free, number = made, 2
    while free in taken:
        free, number = f"{made}-{number}", number + 1
    return free


def new_relation_id(premise: str, kind: str, target: str, taken: Collection[str]) -> str:
    """Return a free id for a relation, such as `cheap-for-spaces`."""
    verb = {"support": "for", "attack": "against"}.get(kind, kind if kind.endswith("s") else f"{kind}s")
    return new_id(f"{premise} {verb} {target}", taken)
