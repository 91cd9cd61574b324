"""Selecting rules: which of them a code, the beginning of a code or a name means, and how closely."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from argmap.diagnostics import Rule
from argmap.errors import ArgmapError, suggestion

ALL = "ALL"
"""Selects every rule."""


class BadSettings(ArgmapError):
    """A settings file says something that cannot be set."""


def checked_selectors(
    selectors: Iterable[str], where: str, rules: Iterable[Rule], faults: Mapping[str, str]
) -> tuple[str, ...]:
    """Return selectors if each fits at least one rule or fault.

    Raises:
        BadSettings: one fits nothing.
    """
    names = {**faults, **{rule.code: rule.name for rule in rules}}
    checked = tuple(selectors)
    for selector in checked:
        if not any(fit((selector,), code, name) for code, name in names.items()):
            known = (*names, *names.values())
            raise BadSettings(f"{where}: there is no rule {selector!r}; {suggestion(selector, known)}")
    return checked


def fit(selectors: Iterable[str], code: str, name: str) -> int:
    """Return how closely the closest of the selectors fits a rule: 0 if none does."""
    return max((_closeness(selector, code, name) for selector in selectors), default=0)


def _closeness(selector: str, code: str, name: str) -> int:
    if selector.lower() == name:
        return len(code)
    wanted = selector.upper()
    if wanted == ALL:
        return 1
    begins = wanted == code.rstrip("0123456789") or wanted[-1:].isdigit()
    return len(wanted) if begins and code.startswith(wanted) else 0
