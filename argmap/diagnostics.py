"""Faults as values: what a rule finds, and what a user reads.

A `Rule` is one function with one code. It yields `Finding`s, which name a path in the document; `storage`
knows where that path stands in a file and turns a finding into a `Diagnostic`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from inspect import cleandoc, signature
from typing import Any

from argmap.errors import suggestion
from argmap.location import Location, Path, SortKey
from argmap.unseen import visible


class Severity(StrEnum):
    """How much a finding matters: only errors decide the exit code."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


class Removed:
    """The value of an edit that takes a key or an item away."""


Value = str | bool | float | tuple[str | Mapping[str, Any], ...] | Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of a document: put `value` at `path`, or take away what is there (`Removed`).

    A key that is not there yet is added after its siblings. A value is a text, a number, a truth value,
    a record, or a tuple of texts or records.
    """

    path: Path
    value: Value | type[Removed]


@dataclass(frozen=True, slots=True)
class Fix:
    """A change that fixes a fault without changing what the document says; `title` is what it does."""

    title: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault, with where it is, what is wrong and what to do.

    Example:
        >>> print(Diagnostic(Location("map.yaml", 6, 5), "AM101", "target 'c9' is unknown", help="did you mean 'c8'?"))
        map.yaml:6:5: AM101 target 'c9' is unknown; did you mean 'c8'?
    """

    location: Location
    code: str
    message: str
    severity: Severity = Severity.ERROR
    help: str = ""
    fix: Fix | None = field(default=None, compare=False)

    def __str__(self) -> str:
        tail = f"; {self.help}" if self.help else ""
        return f"{self.location}: {self.code} {visible(self.message + tail)}"

    def sort_key(self) -> tuple[SortKey, str, str]:
        """Return a key that orders diagnostics by place, then code."""
        return (self.location.sort_key(), self.code, self.message)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule yields: a path in the document and what is wrong there.

    `subject` is the id that the finding says is missing, when it says that: a reader that had to leave an
    item out of a faulty file uses it to keep silent about references to that item. `known` are the ids that
    could have been meant; the nearest is looked for when the finding is shown, because that takes its time.
    """

    path: Path
    message: str
    help: str = ""
    subject: str | None = None
    known: Iterable[str] | None = field(default=None, compare=False, repr=False)
    fix: Fix | None = field(default=None, compare=False)

    @property
    def advice(self) -> str:
        """What to do: the help, or else the nearest known name."""
        if self.help or self.subject is None or self.known is None:
            return self.help
        return suggestion(self.subject, self.known)


Check = Callable[..., Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A check with its code, its name (the flaw, in kebab-case) and its page (the function's docstring).

    `needs_whole_map` is false for a rule that judges items one by one, so that it can run on the sound part
    of a map whose other part has faults.
    """

    code: str
    severity: Severity
    check: Check
    needs_whole_map: bool = True

    @property
    def name(self) -> str:
        return self.check.__name__.replace("_", "-")

    @property
    def page(self) -> str:
        return cleandoc(self.check.__doc__ or "")

    @property
    def options(self) -> Mapping[str, Any]:
        """What can be set about the rule: its keyword-only parameters with their defaults."""
        parameters = signature(self.check).parameters.values()
        return {p.name: p.default for p in parameters if p.kind is p.KEYWORD_ONLY}

    def __call__(self, document: Any, **options: Any) -> Iterator[Finding]:
        yield from self.check(document, **options)


def rule(
    code: str, severity: Severity = Severity.ERROR, *, needs_whole_map: bool = True
) -> Callable[[Check], Rule]:
    """Return a decorator that makes a `Rule` of a function whose docstring is *what · why · Bad · Good*."""

    def decorate(check: Check) -> Rule:
        return Rule(code, severity, check, needs_whole_map)

    return decorate


def worst(diagnostics: Iterable[Diagnostic]) -> Severity | None:
    """Return the gravest severity among `diagnostics`, or None when there are none."""
    present = {diagnostic.severity for diagnostic in diagnostics}
    return next((severity for severity in Severity if severity in present), None)
