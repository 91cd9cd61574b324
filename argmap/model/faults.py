"""What is wrong with data that should be a record: broken rules and wrong values, each with its place and advice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from argmap.diagnostics import Diagnostic, Finding, Rule
from argmap.errors import InvalidInput, suggestion
from argmap.location import Location, Path


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
    broken = tuple(violations(document, rules))
    if broken:
        raise IntegrityError(broken)


def unless_known(
    path: Path, what: str, name: str, known: Iterable[str], where: str = "this map"
) -> Iterator[Finding]:
    """Yield a finding about a name that is not among the known ones."""
    if name not in known:
        yield Finding(path, f"{what} {name!r} is not in {where}", subject=name, known=known)


def refusal(error: ValidationError, model: type[BaseModel]) -> InvalidInput:
    """Return the error that users get for data of which pydantic can make no `model`: every fault in one line each."""
    return InvalidInput(_diagnostics(error, model))


def _diagnostics(error: ValidationError, model: type[BaseModel]) -> Iterator[Diagnostic]:
    # Places in a map or a thread are those that `check` names; a part that stands alone is named by its type.
    top = () if "format" in model.model_fields else (model.__name__,)
    for details in without_consequences(errors_of(error)):
        broken = broken_integrity(details)
        if broken is None:
            fault = field_fault(details, model)
            yield Diagnostic(Location(path=(*top, *fault.path)), fault.code, fault.message, help=fault.help)
            continue
        for rule, finding in broken.violations:
            place = Location(path=(*top, *details["loc"], *finding.path))
            yield Diagnostic(place, rule.code, finding.message, rule.severity, finding.advice, finding.fix)


def errors_of(error: ValidationError) -> list[ErrorDetails]:
    """Return pydantic's errors at the places that a document has: without the tags of alternatives."""
    details = error.errors(include_url=False)
    for fault in details:
        fault["loc"] = tuple(step for step in fault["loc"] if step not in ALTERNATIVES)
    return details


def without_consequences(details: Iterable[ErrorDetails]) -> list[ErrorDetails]:
    """Return pydantic's errors, but not that a list is too short where the fault of an item has made it so."""
    faults = list(details)
    around = {fault["loc"][:length] for fault in faults for length in range(1, len(fault["loc"]))}
    return [fault for fault in faults if fault["type"] != "too_short" or fault["loc"] not in around]


def broken_integrity(details: ErrorDetails) -> IntegrityError | None:
    """Return the integrity error behind one of pydantic's errors, if that is what it is."""
    cause = details.get("ctx", {}).get("error")
    return cause if isinstance(cause, IntegrityError) else None


@dataclass(frozen=True, slots=True)
class FieldFault:
    """What is wrong with one value. `at_key` says that the key is at fault and not its value."""

    path: Path
    code: str
    message: str
    help: str = ""
    at_key: bool = False


def field_fault(details: ErrorDetails, model: type[BaseModel]) -> FieldFault:
    """Return what pydantic found wrong with one value of data for `model`."""
    path, kind = details["loc"], details["type"]
    if kind == "extra_forbidden":
        help = suggestion(str(path[-1]), model_fields_at(model, path[:-1]))
        return FieldFault(path, "AM011", f"unknown key {shown(path[-1])}", help, at_key=True)
    if kind == "missing":
        return FieldFault(path[:-1], "AM012", f"key {path[-1]!r} is missing")
    return FieldFault(path, "AM013", *_explained(details))


def field_key(model: type[BaseModel], name: str) -> str:
    """Return the key in a document of the field `name`: they differ where the key is a word of Python."""
    field = model.model_fields.get(name)
    return name if field is None else field.alias or name


def model_fields_at(model: type[BaseModel], path: Path) -> tuple[str, ...]:
    """Return the keys that the mapping at `path` of a document of type `model` may have."""
    for step in path:
        if isinstance(step, str) and step in model.model_fields:
            model = _record_in(model.model_fields[step].annotation) or model
    return tuple(field_key(model, name) for name in model.model_fields)


def _record_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((record for argument in get_args(annotation) if (record := _record_in(argument))), None)


LONGEST_SHOWN = 60

WORDS, PARTS, RECORD = "<words>", "<parts>", "<record>"
ALTERNATIVES = frozenset({WORDS, PARTS, RECORD})
"""Tags with which pydantic marks which form of a value it took; no key of a document is written like this."""

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


def _explained(details: ErrorDetails) -> tuple[str, str]:  # noqa: PLR0911 (one return for each kind of fault)
    """Return message and help for a wrong value."""
    kind, value, context = details["type"], details["input"], details.get("ctx", {})
    if kind in EXPECTED:
        is_number = kind == "string_type" and isinstance(value, (int, float))
        return f"expected {EXPECTED[kind]}, found {shown(value)}", "put it in quotes" if is_number else ""
    if kind in {"enum", "literal_error"}:
        choices = str(context["expected"]).replace(" or ", ", ").replace("'", "").split(", ")
        return f"{shown(value)} is not allowed here", suggestion(str(value), choices)
    if kind == "string_pattern_mismatch" and "a-z0-9" in str(context.get("pattern")):
        return (
            f"{shown(value)} is not an id",
            "an id is made of lower-case letters, digits and single hyphens",
        )
    if kind == "string_pattern_mismatch":
        return f"{shown(value)} is not a web address", "it begins with http:// or https://"
    if kind == "too_short":
        least = context["min_length"]
        return f"expected at least {least} item{'s' * (least != 1)}, found {context['actual_length']}", ""
    if kind in LIMITS:
        return f"{shown(value)} is {LIMITS[kind].format_map(context)}", ""
    if kind == "value_error":
        return str(context.get("error", details["msg"])), ""
    return f"{details['msg'][0].lower()}{details['msg'][1:]}".replace("input should", "value should"), ""


def shown(value: Any) -> str:
    """Return a short description of a value of any size."""
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list | tuple):
        return "a list"
    if isinstance(value, bool):
        return str(value).lower()
    text = ascii(value) if isinstance(value, str) and not value.isprintable() else repr(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"
