"""The weights of marking, in one table: what a step with a slip still earns; a teacher's own file can change it."""

from __future__ import annotations

from collections.abc import Sequence
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
    ON_WRONG_SIGN = "undercut of a relation with the wrong sign"
    REVERSED = "reversed"
    TOO_HIGH = "placed too high"
    SPLIT = "linked premises drawn apart"
    JOINED = "independent reasons drawn as linked"
    MISSING = "missing"


class Rubric(BaseModel):
    """The share of a step that each slip earns, and what a step costs that is not in the map.

    The score is the sum of what the steps of the reference earn, less the cost of extra steps, divided by the number of steps
    of the reference, and never less than 0. So each slip costs what this table says, however large the map is.

    Source:
        No rubric for argument maps that we know of gives numbers; the shares are ours, each with its reason in
        `docs/teaching.md`. The cost of an extra step is formula scoring (Frary 1988, Formula scoring of multiple-choice tests,
        Educational Measurement: Issues and Practice 7(2), 33–38): a wrong answer costs 1 / (k - 1) where one of k answers is
        right, so that guessing gains nothing; k is 5 here, fewer than the cards that a premise can be drawn to.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    sign: Share = 0.1
    on_wrong_sign: Share = 0.1
    reversed: Share = 0.1
    undercut: Share = 0.25
    too_high: Share = 0.25
    split: Share = 0.5
    joined: Share = 0.5
    extra: Share = 0.25

    def credit(self, slip: Slip) -> float:
        """Return what a step with such a slip earns."""
        return {
            Slip.NONE: 1.0,
            Slip.SIGN: self.sign,
            Slip.ON_WRONG_SIGN: self.on_wrong_sign,
            Slip.UNDERCUT: self.undercut,
            Slip.REVERSED: self.reversed,
            Slip.TOO_HIGH: self.too_high,
            Slip.SPLIT: self.split,
            Slip.JOINED: self.joined,
            Slip.MISSING: 0.0,
        }[slip]

    def score(self, credits: Sequence[float], extra: int) -> float:
        """Return the score, 0 to 1, from what each step of the reference earns and the number of extra steps.

        Example:
            >>> Rubric().score([1, 1, 0.5, 0], 2)
            0.5
        """
        if not credits:
            return 0.0
        return max(0.0, sum(credits) - self.extra * extra) / len(credits)


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
