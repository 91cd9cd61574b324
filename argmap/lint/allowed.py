"""Taking out what a comment allows, and telling of allowances that allow nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from argmap.diagnostics import Diagnostic, Rule, Severity
from argmap.errors import suggestion
from argmap.lint.allowances import Allowance, allowances_in
from argmap.lint.catalogue import every_rule, fault_names
from argmap.lint.settings import Settings
from argmap.location import Location
from argmap.storage.positions import SourceMap


class _Known(NamedTuple):
    """Codes and names of all rules, in lower case, and of those that run now."""

    every: frozenset[str]
    running: frozenset[str]
    shown: tuple[str, ...]


def without_allowed(
    diagnostics: Sequence[Diagnostic],
    positions: SourceMap,
    running: Iterable[Rule],
    settings: Settings,
    *,
    whole: bool,
) -> list[Diagnostic]:
    """Return the findings that no comment allows, and those about the comments themselves.

    Of a map that is not `whole` many rules could not run: nothing is said then about allowances without use.
    """
    names = {rule.code: rule.name for rule in running}
    written = allowances_in(positions)
    if not any(written.values()):
        return list(diagnostics)
    used: set[tuple[str, Allowance]] = set()
    left = []
    for diagnostic in diagnostics:
        file, line = diagnostic.location.file or "", diagnostic.location.line
        name = names.get(diagnostic.code, "")
        covering = [
            a for a in written.get(file, ()) if a.verb == VERB and a.covers(line, diagnostic.code, name)
        ]
        used.update((file, allowance) for allowance in covering)
        if not any(allowance.reason for allowance in covering):
            left.append(diagnostic)
    known = _known(names)
    for file, said in written.items():
        for allowance in said:
            left += _judged(file, allowance, known, unused=whole and (file, allowance) not in used)
    return [
        d
        for d in left
        if d.code not in OWN or settings.selects(d.code, fault_names()[d.code], d.location.file)
    ]


VERB = "allow"
UNUSED, BAD = OWN = ("AM015", "AM016")


def _known(running: Mapping[str, str]) -> _Known:
    every = {rule.code: rule.name for rule in every_rule()}
    return _Known(
        frozenset(part.lower() for pair in every.items() for part in pair),
        frozenset(part.lower() for pair in running.items() for part in pair),
        tuple(part for pair in sorted(every.items()) for part in pair),
    )


def _judged(file: str, allowance: Allowance, known: _Known, *, unused: bool) -> Iterator[Diagnostic]:
    """Yield what is wrong with an allowance."""
    place = Location(file, allowance.line, allowance.column)
    form = "write '# argmap: allow CODE (the reason)'"
    if allowance.verb != VERB:
        yield _warning(place, BAD, f"there is no comment {allowance.verb!r}", form)
    elif not allowance.code:
        yield _warning(place, BAD, "the allowance names no rule", form)
    elif allowance.code.lower() not in known.every:
        help = suggestion(allowance.code, known.shown)
        yield _warning(place, BAD, f"the allowance names {allowance.code!r}, which is no rule", help)
    elif not allowance.reason:
        yield _warning(
            place, BAD, f"the allowance of {allowance.code} gives no reason, and allows nothing", form
        )
    elif unused and allowance.code.lower() in known.running:
        yield _warning(place, UNUSED, f"nothing here breaks {allowance.code}", "take the comment out")


def _warning(place: Location, code: str, message: str, help: str) -> Diagnostic:
    return Diagnostic(place, code, message, Severity.WARNING, help)
