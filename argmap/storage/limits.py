"""How large a file may be before it is refused, so that a hostile file costs an error and not the machine."""

from __future__ import annotations

import os
from dataclasses import dataclass

from argmap.errors import ArgmapError

MOST_MEGABYTES = 1_000_000
ENVIRONMENT = "ARGMAP_MAX_MB"


@dataclass(frozen=True, slots=True)
class Limits:
    """Largest size of a file in bytes, and the deepest nesting of its values."""

    max_bytes: int = 20_000_000
    max_depth: int = 64


def current_limits() -> Limits:
    """Return the limits in force: the defaults, or the size that the environment variable asks for.

    Raises:
        ArgmapError: the variable is not a positive number.
    """
    wanted = os.environ.get(ENVIRONMENT)
    if not wanted:
        return Limits()
    try:
        megabytes = float(wanted)
    except ValueError:
        megabytes = -1.0
    if not 0 < megabytes < MOST_MEGABYTES:
        raise ArgmapError(f"{ENVIRONMENT} is {wanted!r}; set it to a number of megabytes, such as 200")
    return Limits(max_bytes=int(megabytes * 1_000_000))
