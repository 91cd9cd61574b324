"""Exercise sets as JSON, with all that is known of each exercise."""

from __future__ import annotations

import json
from dataclasses import asdict

from argmap.teach.item import ExerciseSet


def write(exercises: ExerciseSet) -> bytes:
    """Return a set as JSON; the fields are those of `ExerciseSet` and `Item`."""
    return (json.dumps(asdict(exercises), ensure_ascii=False, indent=2) + "\n").encode("utf-8")
