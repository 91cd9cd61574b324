"""The base record and the text types that every part of the model is made of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from datetime import date, datetime
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
"""Control characters and noncharacters: XML and terminals cannot carry them. Tab and line feed may stay."""


class Record(BaseModel):
    """A frozen record that refuses unknown keys; lists become tuples; equality is by content."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, serialize_by_alias=True)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a new record with the fields in `update` replaced, held to the same rules as any other.

        Pydantic's own copy checks nothing and keeps cached properties, which would be those of the old record.

        Raises:
            ValidationError: the new record would not be sound.
        """
        kept = {name: getattr(self, name) for name in type(self).model_fields} | dict(update or {})
        keyed = {field_key(type(self), name): value for name, value in kept.items()}
        return type(self).model_validate(deepcopy(keyed) if deep else keyed)


def field_key(model: type[BaseModel], name: str) -> str:
    """Return the key in a document of the field `name`: they differ where the key is a word of Python."""
    field = model.model_fields.get(name)
    return name if field is None else field.alias or name


def _printable(text: str) -> str:
    found = UNPRINTABLE.search(text)
    if found:
        raise ValueError(f"control character U+{ord(found.group()):04X} at position {found.start()}")
    return text


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("text is blank")
    return text


def _a_date(text: str) -> str:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        raise ValueError("a date is written YYYY-MM-DD")
    date.fromisoformat(text)
    return text


def _a_time(text: str) -> str:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)", text):
        raise ValueError("a time is written 2026-11-22T09:30:00Z (RFC 3339)")
    datetime.fromisoformat(text.upper())
    return text


def _a_language(text: str) -> str:
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*", text):
        raise ValueError("a language is written as BCP 47 has it, such as en, de or pt-BR")
    return text


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
"""An id: lower-case letters and digits, joined by single hyphens; safe as a file name and as an SVG id."""

Line = Annotated[
    str, StringConstraints(max_length=1_000), AfterValidator(_printable), AfterValidator(_not_blank)
]
"""A short text such as a title or a name."""

Text = Annotated[
    str, StringConstraints(max_length=100_000), AfterValidator(_printable), AfterValidator(_not_blank)
]
"""A text of up to 100,000 characters without control characters."""

Verbatim = Annotated[str, StringConstraints(max_length=1_000_000), AfterValidator(_printable)]
"""The text of a post, kept to the letter."""

LanguageTag = Annotated[str, StringConstraints(max_length=35), AfterValidator(_a_language)]
"""A language as BCP 47 writes it: en, de, pt-BR."""

Fraction = Annotated[float, Field(strict=True, ge=0, le=1)]
"""A number from 0 to 1, both included."""

Date = Annotated[str, AfterValidator(_a_date), Field(json_schema_extra={"format": "date"})]
"""A calendar date, YYYY-MM-DD, kept as written."""

Timestamp = Annotated[str, AfterValidator(_a_time), Field(json_schema_extra={"format": "date-time"})]
"""A point in time with its offset (RFC 3339, section 5.6), kept as written."""
