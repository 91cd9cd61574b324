"""How a document keeps its promises: rules that must hold for it to exist at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from argmap.diagnostics import Finding, Rule


class IntegrityError(ValueError):
    """A document breaks rules that its type promises; `breaches` says which and where.

    A ValueError, so that pydantic reports it like any other fault of the input.
    """

    def __init__(self, breaches: Iterable[tuple[Rule, Finding]]) -> None:
        self.breaches = tuple(breaches)
        super().__init__("; ".join(f"{rule.code} {finding.message}" for rule, finding in self.breaches))


def breaches(document: object, rules: Iterable[Rule]) -> Iterator[tuple[Rule, Finding]]:
    """Yield every finding of `rules` in `document`, with its rule."""
    for rule in rules:
        for finding in rule(document):
            yield rule, finding


def enforce(document: object, rules: Iterable[Rule]) -> None:
    """Raise `IntegrityError` if `document` breaks any of `rules`."""
    found = tuple(breaches(document, rules))
    if found:
        raise IntegrityError(found)
