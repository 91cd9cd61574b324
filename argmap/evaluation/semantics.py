"""The semantics by name: those of the solver, and those of installed packages (entry points `argmap.semantics`).

A plug-in registers an object with a `name` and a method `extensions(framework)` that yields each extension as the set
of the assumptions that it accepts (numbers below `framework.assumptions`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from argmap.registry import Registry
from argmap.result import Named
from argmap.solver.assumptions import Framework
from argmap.solver.semantics import Semantics

SEMANTICS = Registry(
    "semantics",
    {member.value: f"argmap.solver.semantics:Semantics.{member.name}" for member in Semantics},
    group="argmap.semantics",
)


@dataclass(frozen=True, slots=True)
class InstalledSemantics(Named):
    """A semantics of an installed package; the solver takes it like one of its own."""

    name: str
    extensions: Callable[[Framework], Iterable[AbstractSet[int]]]

    def __str__(self) -> str:
        return self.name


MapSemantics = Semantics | InstalledSemantics
"""A semantics of the solver, or one of an installed package."""


def semantics_named(name: MapSemantics | str) -> MapSemantics:
    """Return the semantics of that name; a semantics itself is returned as it is.

    Args:
        name: a name such as "preferred", or one that an installed package has registered.

    Raises:
        UnknownName: there is no semantics of that name.
        BrokenPlugin: an installed package has registered it, and it cannot be used.
    """
    if isinstance(name, Semantics | InstalledSemantics):
        return name
    entry: Any = SEMANTICS.load(name)
    if isinstance(entry, Semantics):
        return entry
    if getattr(entry, "name", None) != name or not callable(getattr(entry, "extensions", None)):
        point = SEMANTICS.plugins()[name]
        raise SEMANTICS.refusal(
            point, f"{point.value!r} has not the name {name!r} and a method extensions(framework)"
        )
    return InstalledSemantics(name, entry.extensions)


def semantics_names() -> tuple[str, ...]:
    """Return all names: the solver's in its own order, and then those of installed packages."""
    return (*SEMANTICS.entries, *sorted(SEMANTICS.plugins()))
