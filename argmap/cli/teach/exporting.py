"""What `argmap teach make` does with a set: write it in a format, and say what has no place in that format."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmap.cli.common import write_result

if TYPE_CHECKING:
    from argmap.teach.item import ExerciseSet


def export(made: ExerciseSet, name: str, target: str) -> None:
    """Write a set to a file, or to standard output for `-`, and say how many exercises were left out, and why.

    Raises:
        ArgmapError: the file cannot be written, or no exercise has a place in the format.
    """
    from argmap.errors import ArgmapError
    from argmap.teach.exports import FORMATS, LIMITS, RENEWALS

    reasons = (
        Counter(filter(None, map(LIMITS.load(name), made.items))) if name in LIMITS.names() else Counter()
    )
    why = "; ".join(f"{count} because {reason}" for reason, count in sorted(reasons.items()))
    if reasons.total() == len(made.items):
        raise ArgmapError(f"no exercise has a place in the format {name!r}: {why}")
    content = FORMATS.load(name)(made)
    if name in RENEWALS.names() and target != "-" and Path(target).is_file():
        content = RENEWALS.load(name)(content, Path(target).read_bytes())
    write_result(target, content)
    if reasons:
        click.echo(f"note: {_exercises(reasons.total())} left out: {why}", err=True)


def _exercises(count: int) -> str:
    return f"{count} exercise{'' if count == 1 else 's'}"
