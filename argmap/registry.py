"""Named things that load on first use: a dict of `"module:attribute"` strings.

A name that comes from a data file never imports anything but a registered entry: the tables are written in
this package, and entry points of installed packages are the only way to add to them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any

from argmap.errors import UnknownName


@dataclass(frozen=True, slots=True)
class Registry:
    """A table of `name -> "module:attribute"`, with entry points of `group` as the fallback.

    Example:
        >>> Registry("number", {"pi": "math:pi"}).load("pi")
        3.141592653589793
    """

    what: str
    entries: Mapping[str, str]
    group: str | None = field(default=None)

    def names(self) -> tuple[str, ...]:
        """Return every known name, sorted."""
        return tuple(sorted({*self.entries, *self._installed()}))

    def load(self, name: str) -> Any:
        """Return the object registered under `name`, importing its module on first use.

        Raises:
            UnknownName: nothing is registered under that name.
        """
        if name in self.entries:
            return resolve(self.entries[name])
        installed = self._installed()
        if name not in installed:
            raise UnknownName(self.what, name, self.names())
        return resolve(installed[name])

    def _installed(self) -> dict[str, str]:
        if self.group is None:
            return {}
        return {point.name: point.value for point in entry_points(group=self.group)}


def resolve(target: str) -> Any:
    """Return what a `"module:attribute"` string names."""
    module, _, attribute = target.partition(":")
    return getattr(import_module(module), attribute)
