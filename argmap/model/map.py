"""The argument map: one frozen document that everything else is a function of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, lru_cache, wraps
from typing import TypeVar

from pydantic import model_validator

from argmap.errors import UnknownName
from argmap.model.base import counted
from argmap.model.claim import Claim, Example, Issue
from argmap.model.document import MapDocument
from argmap.model.faults import enforce
from argmap.model.map_rules import MAP_RULES
from argmap.model.relation import Relation
from argmap.registry import resolve

Part = Issue | Claim | Example | Relation
"""What has an id in a map."""


class ArgumentMap(MapDocument):
    """What was argued in a thread: issues, claims, examples, relations and commitments.

    Two maps are equal when their contents are. Edits go through `model_copy` and make a new map.

    A map is used like a graph. Its nodes are the claims and then the examples: `len(map)` counts them and a loop
    over the map yields them. `map["id"]` is any part by its id (an issue, claim, example or relation), and
    `"id" in map` says whether there is one. A map is true even when it has no nodes.

    Example:
        >>> map = ArgumentMap(id="m", title="M", claims=[Claim(id="c1", text="It rains.", implicit=True)])
        >>> map
        <ArgumentMap m: 1 claim>
        >>> len(map), map["c1"].text, "c2" in map
        (1, 'It rains.', False)
    """

    @model_validator(mode="after")
    def _sound(self) -> ArgumentMap:
        enforce(self, MAP_RULES)
        return self

    @cached_property
    def parts(self) -> Mapping[str, Part]:
        """Issues, claims, examples and relations by id, in the order of the document."""
        return {**self.issues_by_id, **self.nodes, **self.relations_by_id}

    @property
    def theses(self) -> tuple[Claim, ...]:
        """The claims that answer an issue, in the order of the document."""
        return tuple(claim for claim in self.claims if claim.is_thesis)

    def __len__(self) -> int:
        return len(self.claims) + len(self.examples)

    def __bool__(self) -> bool:
        return True

    def __iter__(self) -> Iterator[Claim | Example]:  # type: ignore[override]  # pydantic's own yields names of fields
        yield from self.claims
        yield from self.examples

    def __contains__(self, part: object) -> bool:
        """Return whether the map has a part: its id, or the part itself."""
        return part in self.parts if isinstance(part, str) else part in self.parts.values()

    def __getitem__(self, id: str) -> Part:
        """Return the issue, claim, example or relation of that id.

        Raises:
            UnknownName: the map has no such part.
        """
        if id not in self.parts:
            raise UnknownName("issue, claim, example or relation", id, self.parts)
        return self.parts[id]

    def __repr__(self) -> str:
        posts = self.thread.posts if self.thread else ()
        parts = {
            "issue": self.issues,
            "claim": self.claims,
            "example": self.examples,
            "relation": self.relations,
            "post": posts,
        }
        counts = ", ".join(counted(len(records), noun) for noun, records in parts.items() if records)
        return f"<ArgumentMap {self.id}: {counts or 'empty'}>"

    def _repr_html_(self) -> str:
        """Return the map as its page in a sandboxed frame, which notebooks show."""
        page: str = resolve("argmap.rendering.draw:notebook")(self)
        return page

    def _repr_svg_(self) -> str:
        """Return the map as SVG, which notebooks show."""
        # The one reference upwards, by name: a model that imported its own drawing would be a cycle.
        svg: str = resolve("argmap.rendering.draw:svg")(self)
        return svg


Worked = TypeVar("Worked")


class _MapItself:
    """A map as the key of a cache: the object, not what it says."""

    def __init__(self, map: ArgumentMap) -> None:
        self.map = map

    def __hash__(self) -> int:
        return id(self.map)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _MapItself) and other.map is self.map


def for_the_last_map(work: Callable[[ArgumentMap], Worked]) -> Callable[[ArgumentMap], Worked]:
    """Make a function of a map keep its answer, so that those who ask one after the other for the same map share it.

    Only the last map is kept, and the object is compared, not its contents.
    """

    @lru_cache(maxsize=1)
    def kept(key: _MapItself) -> Worked:
        return work(key.map)

    @wraps(work)
    def shared(map: ArgumentMap) -> Worked:
        return kept(_MapItself(map))

    return shared
