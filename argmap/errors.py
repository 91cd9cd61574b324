"""The exceptions argmap raises, and the "did you mean" that goes with most of them.

    ArgmapError
    ├── UnreadableInput      a file cannot be read at all (exit code 2)
    ├── InvalidInput         a file or a record made in code holds faults (exit code 1); also a ValueError
    ├── UnknownName          a name that no registry, table or map knows; also a KeyError
    ├── FrozenRecord         somebody tried to change a record in place; also an AttributeError
    ├── BrokenPlugin         an installed plug-in cannot be used
    ├── MissingExtra         an optional dependency is not installed
    └── LayoutFailed         Graphviz could not draw

    PluginWarning            a plug-in was left out because it cannot be used (a UserWarning)

Faults in a user's file are values (`argmap.diagnostics.Diagnostic`); the two input errors only carry them
to callers who asked for a document and cannot have one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

_NOTHING: Mapping[str, str] = {}


class ArgmapError(Exception):
    """Base of every error argmap raises on purpose."""


class UnreadableInput(ArgmapError):
    """The input cannot be read: missing, not UTF-8, not YAML or JSON, or over a limit.

    `diagnostics` holds each reason that has a code and a place; `texts` is what was read, by name of file.
    """

    def __init__(self, *reasons: object) -> None:
        self.diagnostics = tuple(reason for reason in reasons if not isinstance(reason, str))
        self.texts: dict[str, str] = {}
        super().__init__("\n".join(map(str, reasons)))


class InvalidInput(ArgmapError, ValueError):
    """The input was read and is not a valid document; `diagnostics` says every reason."""

    def __init__(self, diagnostics: Iterable[object]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(map(str, self.diagnostics)))

    def __reduce__(self) -> tuple[type[InvalidInput], tuple[tuple[object, ...]]]:
        return type(self), (self.diagnostics,)


class UnknownName(ArgmapError, KeyError):
    """A name was asked for that does not exist; the message suggests the nearest known one."""

    def __init__(
        self,
        what: str,
        name: str,
        known: Iterable[str],
        former: Mapping[str, str] = _NOTHING,
        where: str = "",
    ) -> None:
        place = f" in {where}" if where else ""
        super().__init__(f"there is no {what} {name!r}{place}; {suggestion(name, known, former)}")

    def __str__(self) -> str:
        return str(self.args[0])  # a KeyError would put its message in quotes

    def __reduce__(self) -> tuple[object, ...]:
        return _unpickled, (type(self), self.args), self.__dict__


class FrozenRecord(ArgmapError, AttributeError):
    """A record was to be changed in place."""


class BrokenPlugin(ArgmapError):
    """An installed plug-in cannot be imported, or is not what its entry point says."""


class PluginWarning(UserWarning):
    """A plug-in was left out because it cannot be used; everything else works."""


class MissingExtra(ArgmapError):
    """An optional dependency is missing; the message holds the pip line that installs it."""

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(f"{feature} needs an extra; run: pip install 'argmap[{extra}]'")

    def __reduce__(self) -> tuple[object, ...]:
        return _unpickled, (type(self), self.args), self.__dict__


class LayoutFailed(ArgmapError):
    """Graphviz could not lay out or draw the map."""


def suggestion(
    name: str, known: Iterable[str], former: Mapping[str, str] = _NOTHING, *, listed: int = 8
) -> str:
    """Return help for an unknown `name`: the nearest known name, or a short list of what is known.

    Args:
        name: what somebody wrote.
        known: the names that there are.
        former: names that there were, and for each the name of today.
        listed: how many names a list has at most.

    Example:
        >>> suggestion("suport", ["support", "attack"])
        "did you mean 'support'?"
        >>> suggestion("xyz", ["support", "attack"])
        'known: attack, support'
        >>> suggestion("pro", ["support", "attack"], {"pro": "support"})
        "did you mean 'support'?"
    """
    if name in former:
        return f"did you mean {str(former[name])!r}?"
    names = sorted({str(each) for each in known})  # members of enumerations by their values
    close = get_close_matches(str(name), names, n=1, cutoff=0.6)
    if close:
        return f"did you mean {close[0]!r}?"
    if not names:
        return "none are known here"
    more = f" and {len(names) - listed} more" if len(names) > listed else ""
    return f"known: {', '.join(names[:listed])}{more}"


def _unpickled(kind: type[ArgmapError], args: tuple[object, ...]) -> ArgmapError:
    """Return an error with the message it had: its class makes messages from other arguments."""
    error = kind.__new__(kind)
    error.args = args
    return error
