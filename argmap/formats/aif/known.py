"""What is known of the nodes of a nodeset besides the nodeset: the names of argmap's own, and the words of a source text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from argmap.model.base import SLUG
from argmap.model.source_text import LONGEST_ID

OWN_ID = re.compile(SLUG)
NUMBERED = re.compile(r"\d+_([a-z][a-z0-9-]*)")
"""An id as argmap writes it for OVA: a number, and its own id."""


@dataclass(frozen=True, slots=True)
class OwnNames:
    """What argmap knows of a nodeset that it wrote.

    Attributes:
        ids: The ids of parts, posts and participants in the map, by their ids in the nodeset.
        examples: The name and topic of what is an example in the map, by id in the nodeset.
        quotes: Whether the words of locutions are quoted for claims.
    """

    ids: Mapping[str, str] = field(default_factory=dict)
    examples: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    quotes: bool = True

    def wanted(self, id: str) -> str | None:
        """Return the id that a part should get; None lets one be made."""
        if id in self.ids:
            return self.ids[id]
        match = NUMBERED.fullmatch(id)
        own = match[1] if match else id
        return own if OWN_ID.fullmatch(own) and not own[0].isdigit() and len(own) <= LONGEST_ID else None


@dataclass(frozen=True, slots=True)
class SourceWords:
    """What the source text of an analysis says of nodes, by their ids.

    Attributes:
        words: The words of locutions.
        quotes: Quotes of claims, whose posts are those of the map that is made.
    """

    words: Mapping[str, str] = field(default_factory=dict)
    quotes: Mapping[str, list[dict[str, Any]]] = field(default_factory=dict)
