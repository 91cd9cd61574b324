"""What came of reading a map: the map, or its sound part and everything that is wrong, each fault with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from argmap.diagnostics import Diagnostic, Finding, Rule
from argmap.model import faults
from argmap.model.faults import broken_integrity, errors_of, without_consequences
from argmap.model.map import ArgumentMap
from argmap.storage.draft import Draft, draft_of
from argmap.storage.positions import SourceMap
from argmap.storage.read import Parsed

VALIDATOR = TypeAdapter(ArgumentMap)
"""Says faults in pydantic's own terms, with their locations; `ArgumentMap.model_validate` says them to users."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """The result of reading a map.

    `map` is None when the file has faults; `draft` then holds its sound part, if there is one. `doubts` are warnings
    about values that other readers of YAML take for something else. `digests` are the SHA-256 of the files that were
    read, by absolute path: a writer uses them to overwrite only what it read.
    """

    map: ArgumentMap | None
    positions: SourceMap
    diagnostics: tuple[Diagnostic, ...] = ()
    draft: Draft | None = None
    digests: Mapping[Path, str] | None = None
    doubts: tuple[Diagnostic, ...] = ()


def judged(parsed: Parsed) -> Loaded:
    """Return the map, or else everything that is wrong with its values and with the rest as a whole."""
    details: list[ErrorDetails] = []
    try:
        map = VALIDATOR.validate_python(parsed.data)
    except ValidationError as error:
        details = [fault for fault in errors_of(error) if not broken_integrity(fault)]
    else:
        if not parsed.diagnostics:
            return Loaded(map, parsed.positions, doubts=parsed.doubts)
    draft = draft_of(parsed.data, (*parsed.lost, *(fault["loc"] for fault in details)))
    broken = (diagnostic(rule, finding, parsed.positions) for rule, finding in draft.violations())
    diagnostics = (*parsed.diagnostics, *_field_faults(details, parsed), *broken)
    return Loaded(None, parsed.positions, in_order(diagnostics), draft, doubts=parsed.doubts)


def _field_faults(details: Iterable[ErrorDetails], parsed: Parsed) -> Iterator[Diagnostic]:
    """Yield the faults of single values, but not of values that the reader has refused already."""
    refused = {_spot(fault) for fault in parsed.diagnostics if fault.code == "AM006"}
    for fault in without_consequences(details):
        field = field_fault(fault, ArgumentMap, parsed.positions)
        if field.code == "AM012" or _spot(field) not in refused:
            yield field


def _spot(fault: Diagnostic) -> tuple[str | None, int | None, int | None]:
    return fault.location.file, fault.location.line, fault.location.column


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return each diagnostic once, in the order of the files."""
    return tuple(sorted(set(diagnostics), key=Diagnostic.sort_key))


def diagnostic(rule: Rule, finding: Finding, positions: SourceMap) -> Diagnostic:
    """Return a rule's finding as a diagnostic with its place in the file."""
    return Diagnostic(
        positions.locate(finding.path), rule.code, finding.message, rule.severity, finding.advice, finding.fix
    )


def field_fault(details: ErrorDetails, model: type[BaseModel], positions: SourceMap) -> Diagnostic:
    """Return what pydantic found wrong with one value of data for `model`."""
    fault = faults.field_fault(details, model)
    place = positions.locate(fault.path, key=True) if fault.at_key else positions.locate(fault.path)
    return Diagnostic(place, fault.code, fault.message, help=fault.help)
