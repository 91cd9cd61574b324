"""The sound part of a faulty map: what is left when every item with a fault is put aside.

All faults of a file are reported in one run, so a misspelt key in one claim must not hide a dangling
reference in another. Rules that judge items one by one run on the draft; it never leaves the checker.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError, model_validator

from argmap.location import Path
from argmap.model.map import ArgumentMap
from argmap.model.thread import Thread

Indices = Mapping[Path, tuple[int, ...]]


class _DraftThread(Thread):
    """A thread whose integrity is not enforced."""

    @model_validator(mode="after")
    def _sound(self) -> _DraftThread:
        return self


class _DraftMap(ArgumentMap):
    """A map whose integrity is not enforced."""

    thread: _DraftThread | None = None

    @model_validator(mode="after")
    def _sound(self) -> _DraftMap:
        return self


@dataclass(frozen=True, slots=True)
class Draft:
    """The sound part of a map, and how to find the way back to the file."""

    map: ArgumentMap
    kept: Indices
    left_out: frozenset[str]

    def original(self, path: Path) -> Path:
        """Return the path in the file of what stands at `path` in the draft."""
        for length in (1, 2):
            if path[:length] in self.kept and len(path) > length:
                position = self.kept[path[:length]][int(path[length])]
                return (*path[:length], position, *path[length + 1 :])
        return path


def draft_of(data: Mapping[str, Any], faults: Iterable[Path]) -> Draft | None:
    """Return the draft of `data` without the list items that `faults` lie in; None if none can be made."""
    bad = {path[: _item_depth(path)] for path in faults}
    kept: dict[Path, tuple[int, ...]] = {}
    left_out: set[str] = set()
    pruned = _pruned(data, (), bad, kept, left_out)
    for field in ("id", "title"):
        if (field,) in bad or field not in pruned:
            pruned[field] = "draft"
    pruned.pop("format", None)
    try:
        return Draft(_DraftMap.model_validate(pruned), kept, frozenset(left_out))
    except ValidationError:
        return None


def _item_depth(path: Path) -> int:
    """Return the length of the path of the list item that `path` lies in."""
    return next((depth for depth, step in enumerate(path, start=1) if isinstance(step, int)), 1)


def _pruned(
    data: Mapping[str, Any], here: Path, bad: set[Path], kept: dict[Path, tuple[int, ...]], left_out: set[str]
) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key, value in data.items():
        path = (*here, key)
        if path in bad:
            continue
        if isinstance(value, list):
            kept[path] = tuple(i for i in range(len(value)) if (*path, i) not in bad)
            left_out |= {_id_of(value[i]) for i in range(len(value)) if (*path, i) in bad}
            result[key] = [value[i] for i in kept[path]]
        elif key == "thread" and isinstance(value, dict):
            result[key] = _pruned(value, path, bad, kept, left_out)
        else:
            result[key] = value
    return result


def _id_of(item: Any) -> str:
    return str(item.get("id", "")) if isinstance(item, dict) else ""
