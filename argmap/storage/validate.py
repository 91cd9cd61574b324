"""Data to documents: every fault of the data becomes a diagnostic that says what to do."""

from __future__ import annotations

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from argmap.diagnostics import Diagnostic, Finding, Rule
from argmap.model import faults
from argmap.model.base import plain_data
from argmap.model.faults import broken_integrity, model_fields_at, without_consequences
from argmap.storage.positions import SourceMap

__all__ = [
    "broken_integrity",
    "diagnostic",
    "field_fault",
    "model_fields_at",
    "plain_data",
    "without_consequences",
]


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
