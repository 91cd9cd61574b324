"""Data to documents: every fault of the data becomes a diagnostic that says what to do."""

from __future__ import annotations

from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from argmap.diagnostics import Diagnostic, Finding, Rule, Severity
from argmap.errors import suggestion
from argmap.location import Path
from argmap.model.base import field_key
from argmap.model.integrity import IntegrityError
from argmap.storage.positions import SourceMap


def broken_integrity(details: ErrorDetails) -> IntegrityError | None:
    """Return the integrity error behind one of pydantic's errors, if that is what it is."""
    cause = details.get("ctx", {}).get("error")
    return cause if isinstance(cause, IntegrityError) else None


def diagnostic(rule: Rule, finding: Finding, positions: SourceMap) -> Diagnostic:
    """Return a rule's finding as a diagnostic with its place in the file."""
    return Diagnostic(
        positions.locate(finding.path), rule.code, finding.message, rule.severity, finding.advice, finding.fix
    )


def field_fault(details: ErrorDetails, model: type[BaseModel], positions: SourceMap) -> Diagnostic:
    """Return what pydantic found wrong with one value of data for `model`."""
    path, kind = details["loc"], details["type"]
    if kind == "extra_forbidden":
        known = model_fields_at(model, path[:-1])
        message = f"unknown key {_shown(path[-1])}"
        return Diagnostic(
            positions.locate(path, key=True), "AM011", message, help=suggestion(str(path[-1]), known)
        )
    if kind == "missing":
        return Diagnostic(positions.locate(path[:-1]), "AM012", f"key {path[-1]!r} is missing")
    return Diagnostic(positions.locate(path), "AM013", *_explained(details))


def model_fields_at(model: type[BaseModel], path: Path) -> tuple[str, ...]:
    """Return the keys that the mapping at `path` of a document of type `model` may have."""
    for step in path:
        if isinstance(step, str) and step in model.model_fields:
            model = _record_in(model.model_fields[step].annotation) or model
    return tuple(field_key(model, name) for name in model.model_fields)


def _record_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for argument in get_args(annotation) if (found := _record_in(argument))), None)


LONGEST_SHOWN = 60

EXPECTED = {
    "string_type": "text",
    "bool_type": "true or false",
    "float_type": "a number",
    "int_type": "a whole number",
    "tuple_type": "a list",
    "model_type": "a mapping ('key: value' lines)",
    "model_attributes_type": "a mapping ('key: value' lines)",
    "string_unicode": "text that can be written as UTF-8",
}


LIMITS = {
    "string_too_long": "longer than {max_length} characters",
    "less_than_equal": "more than {le:g}",
    "greater_than_equal": "less than {ge:g}",
}
"""What a value is that lies outside its limits."""


def _explained(details: ErrorDetails) -> tuple[str, Severity, str]:
    """Return message, severity and help for a wrong value."""
    kind, value, context = details["type"], details["input"], details.get("ctx", {})
    help = ""
    if kind in EXPECTED:
        message = f"expected {EXPECTED[kind]}, found {_shown(value)}"
        if kind == "string_type" and isinstance(value, (int, float)):
            help = "put it in quotes"
    elif kind in {"enum", "literal_error"}:
        choices = str(context["expected"]).replace(" or ", ", ").replace("'", "").split(", ")
        message = f"{_shown(value)} is not allowed here"
        help = suggestion(str(value), choices)
    elif kind == "string_pattern_mismatch" and "a-z0-9" in str(context.get("pattern")):
        message = f"{_shown(value)} is not an id"
        help = "an id is made of lower-case letters, digits and single hyphens"
    elif kind == "string_pattern_mismatch":
        message, help = f"{_shown(value)} is not a web address", "it begins with http:// or https://"
    elif kind == "too_short":
        message = f"expected at least {context['min_length']} item, found {context['actual_length']}"
    elif kind in LIMITS:
        message = f"{_shown(value)} is {LIMITS[kind].format_map(context)}"
    elif kind == "value_error":
        message = str(context.get("error", details["msg"]))
    else:
        message = f"{details['msg'][0].lower()}{details['msg'][1:]}".replace("input should", "value should")
    return message, Severity.ERROR, help


def _shown(value: Any) -> str:
    """Return a short description of a value of any size."""
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, bool):
        return str(value).lower()
    text = ascii(value) if isinstance(value, str) and not value.isprintable() else repr(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"
