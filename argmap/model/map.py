"""The argument map: one frozen document that everything else is a function of."""

from __future__ import annotations

from pydantic import model_validator

from argmap.model.document import MapDocument
from argmap.model.integrity import enforce
from argmap.model.map_rules import MAP_RULES
from argmap.registry import resolve


class ArgumentMap(MapDocument):
    """What was argued in a thread: issues, claims, examples, relations and commitments.

    Two maps are equal when their contents are. Edits go through `model_copy` and make a new map.
    """

    @model_validator(mode="after")
    def _sound(self) -> ArgumentMap:
        enforce(self, MAP_RULES)
        return self

    def _repr_html_(self) -> str:
        """Return the map as its page in a sandboxed frame, which notebooks show."""
        page: str = resolve("argmap.rendering.draw:notebook")(self)
        return page

    def _repr_svg_(self) -> str:
        """Return the map as SVG, which notebooks show."""
        # The one reference upwards, by name: a model that imported its own drawing would be a cycle.
        svg: str = resolve("argmap.rendering.draw:svg")(self)
        return svg
