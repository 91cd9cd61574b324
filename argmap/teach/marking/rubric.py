"""What a step with a slip still earns; a teacher's own file can change it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from argmap.errors import UnreadableInput
from argmap.storage.files import Limits, decode, read_bytes
from argmap.storage.read import parse

Share = Annotated[float, Field(ge=0, le=1)]


class Slip(StrEnum):
    """What is wrong with a step that is nearly right."""

    NONE = "right"
    SIGN = "wrong sign"
    UNDERCUT = "undercut drawn as an attack"
    REVERSED = "reversed"
    TOO_HIGH = "placed too high"
    MISSING = "missing"


class Rubric(BaseModel):
    """The share of a full mark that each slip earns, and the share of the score that linked groups make up."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sign: Share = 0.5
    undercut: Share = 0.25
    reversed: Share = 0.25
    too_high: Share = 0.25
    linked: Share = 0.0

    def credit(self, slip: Slip) -> float:
        """Return what a step with such a slip earns."""
        return {
            Slip.NONE: 1.0,
            Slip.SIGN: self.sign,
            Slip.UNDERCUT: self.undercut,
            Slip.REVERSED: self.reversed,
            Slip.TOO_HIGH: self.too_high,
            Slip.MISSING: 0.0,
        }[slip]


def read_rubric(path: Path) -> Rubric:
    """Return the rubric in a YAML or JSON file.

    Raises:
        UnreadableInput: it cannot be read, or names what a rubric does not have.
    """
    limits = Limits(max_bytes=100_000, max_depth=4)
    try:
        parsed = parse(decode(read_bytes(path, limits), str(path)), str(path), limits)
        return Rubric.model_validate(parsed.data or {})
    except UnreadableInput as error:
        raise UnreadableInput(str(error)) from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "rubric"
        names = ", ".join(Rubric.model_fields)
        raise UnreadableInput(
            f"{path}: {place}: {first['msg'].lower()}; a rubric has {names}, each 0 to 1"
        ) from error
