"""Named things that load on first use: a dict of `"module:attribute"` strings.

A name that comes from a data file never imports anything but a registered entry: the tables are written in
this package, and entry points of installed packages are the only way to add to them. A package that cannot be
imported takes nothing but its own entries away.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache, reduce
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import Any
from warnings import warn

from argmap.errors import ArgmapError, BrokenPlugin, PluginWarning, UnknownName


@dataclass(frozen=True, slots=True)
class Registry:
    """A table of `name -> "module:attribute"`, with entry points of `group` as the fallback.

    Args:
        what: what the entries are, for messages: "importer".
        entries: argmap's own entries; a plug-in cannot replace them.
        group: the entry-point group of plug-ins; None for none.
        kind: the class that entries of plug-ins must have, as `"module:Class"`. Their `name_field` must be the
            name of the entry point.
        name_field: the attribute that holds the name of an entry.

    Example:
        >>> Registry("number", {"pi": "math:pi"}).load("pi")
        3.141592653589793
    """

    what: str
    entries: Mapping[str, str]
    group: str | None = None
    kind: str | None = None
    name_field: str = "name"

    def names(self) -> tuple[str, ...]:
        """Return every known name, sorted; those of plug-ins too, whether they can be loaded or not."""
        return tuple(sorted({*self.entries, *self.plugins()}))

    def load(self, name: str) -> Any:
        """Return the object registered under `name`, importing its module on first use.

        Raises:
            UnknownName: nothing is registered under that name.
            BrokenPlugin: a plug-in is registered under it that cannot be used.
        """
        if name in self.entries:
            return resolve(self.entries[name])
        installed = self.plugins()
        if name not in installed:
            raise UnknownName(self.what, name, self.names())
        return self._loaded(installed[name])

    def available(self) -> Iterator[tuple[str, Any]]:
        """Yield each name, in order, with its object. A plug-in that cannot be used is left out with a `PluginWarning`."""
        for name in self.names():
            try:
                entry = self.load(name)
            except BrokenPlugin as error:
                warn(str(error), PluginWarning, stacklevel=2)
            else:
                yield name, entry

    def plugins(self) -> dict[str, EntryPoint]:
        """Return the entry points of installed packages by name, without those that argmap's own entries hide."""
        points = () if self.group is None else installed(self.group)
        return {point.name: point for point in points if point.name not in self.entries}

    def refusal(self, point: EntryPoint, why: str) -> BrokenPlugin:
        """Return the error for a plug-in that cannot be used: what it is, whose it is, and what to do."""
        package = point.dist.name if point.dist else None
        source = f" of the package {package!r}" if package else ""
        return BrokenPlugin(
            f"the {self.what} {point.name!r}{source} cannot be used: {why}; "
            f"update or uninstall {'the package' if package else 'its package'}"
        )

    @contextmanager
    def blamed(self, name: str) -> Iterator[None]:
        """Turn what a plug-in raises inside into a `BrokenPlugin` that names it; errors of argmap's own stay what they are.

        Raises:
            BrokenPlugin: the plug-in failed.
        """
        try:
            yield
        except ArgmapError:
            raise
        except Exception as error:
            if name not in self.plugins():
                raise
            raise self.refusal(self.plugins()[name], f"it failed ({_reason(error)})") from error

    def _loaded(self, point: EntryPoint) -> Any:
        try:
            entry = resolve(point.value)
        except (Exception, SystemExit) as error:  # whatever an installed package does when it is imported
            raise self.refusal(point, f"{point.value!r} cannot be imported ({_reason(error)})") from error
        if self.kind is not None:
            kind = resolve(self.kind)
            if not isinstance(entry, kind):
                raise self.refusal(point, f"{point.value!r} is no {kind.__name__}")
            if getattr(entry, self.name_field) != point.name:
                raise self.refusal(
                    point, f"{point.value!r} has the {self.name_field} {getattr(entry, self.name_field)!r}"
                )
        return entry


def _reason(error: BaseException) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())


def installed(group: str) -> tuple[EntryPoint, ...]:
    """Return the entry points of a group in the packages that are installed now.

    To read them takes 50 ms where 150 packages are installed, and a command asks up to twenty times: those of
    all groups are read at once, and again when a folder of `sys.path` has got or lost a package.
    """
    folders = tuple((folder, _changed(folder or os.curdir)) for folder in sys.path)
    return _read(folders).get(group, ())


@lru_cache(maxsize=2)
def _read(_folders: tuple[tuple[str, int], ...]) -> dict[str, tuple[EntryPoint, ...]]:
    points = entry_points()
    return {group: tuple(points.select(group=group)) for group in points.groups}


def _changed(folder: str) -> int:
    """Return the time at which the list of files of a folder changed last, in nanoseconds."""
    try:
        return os.stat(folder).st_mtime_ns
    except OSError:  # Python passes over what is not there
        return 0


def resolve(target: str) -> Any:
    """Return what a `"module:attribute"` string names; the attribute may have dots."""
    module, _, attribute = target.partition(":")
    return reduce(getattr, attribute.split("."), import_module(module))
