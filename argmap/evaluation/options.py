"""How strengths are computed: the model and how a map is read for it, without the arrays that compute them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Linked = Literal["minimum", "product"]
"""How linked premises combine: as the weakest of them, or multiplied."""

BASE_SCORE = 0.5
"""The base score of what has none: neither for nor against."""

STRENGTH_MODELS = (
    "df-quad",
    "euler-based",
    "euler-based-top",
    "h-categoriser",
    "max-based",
    "quadratic-energy",
    "squared-df-quad",
)
DEFAULT_MODEL = "df-quad"


@dataclass(frozen=True, slots=True)
class StrengthOptions:
    """What combines linked premises, and the base score (0 to 1) of examples and of claims without one."""

    linked: Linked = "minimum"
    default: float = BASE_SCORE
