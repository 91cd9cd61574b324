"""An edit as data: what it does, and the changes of the files that do it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from argmap.storage.edit import Insertion, Pass


@dataclass(frozen=True, slots=True)
class EditPlan:
    """What an edit does, in words, and the changes of the map and of its thread that do it."""

    did: str
    passes: tuple[Pass, ...] = ()
    thread: tuple[Pass, ...] = ()


def insertion(section: str, item: Mapping[str, Any]) -> Pass:
    """Return the change that adds an item to a list of a map; what says nothing is left out."""
    return (Insertion((section,), given(item)),)


def given(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that say something: neither None nor an empty list, and of marks only those that are set.

    Whether the answers to an issue exclude each other is said either way.
    """
    return {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in item.items()
        if value is not None and value not in ([], ()) and (value is not False or key == "exclusive")
    }
