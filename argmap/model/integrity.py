"""How a document keeps its promises: rules that must hold for it to exist at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from argmap.diagnostics import Finding, Rule
from argmap.location import Path


class IntegrityError(ValueError):
    """A document breaks rules that its type promises; `violations` says which and where.

    A ValueError, so that pydantic reports it like any other fault of the input.
    """

    def __init__(self, violations: Iterable[tuple[Rule, Finding]]) -> None:
        self.violations = tuple(violations)
        super().__init__("; ".join(f"{rule.code} {finding.message}" for rule, finding in self.violations))


def violations(document: object, rules: Iterable[Rule]) -> Iterator[tuple[Rule, Finding]]:
    """Yield every finding of `rules` in `document`, with its rule."""
    for rule in rules:
        for finding in rule(document):
            yield rule, finding


def enforce(document: object, rules: Iterable[Rule]) -> None:
    """Raise `IntegrityError` if `document` breaks any of `rules`."""
    found = tuple(violations(document, rules))
    if found:
        raise IntegrityError(found)


def unless_known(
    path: Path, what: str, name: str, known: Iterable[str], where: str = "this map"
) -> Iterator[Finding]:
    """Yield what to say of a name that is not among the known ones."""
    if name not in known:
        yield Finding(path, f"{what} {name!r} is not in {where}", subject=name, known=known)
