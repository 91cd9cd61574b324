"""The base record and the text types that every part of the model is made of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from datetime import date, datetime
from functools import cache
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from argmap.errors import FrozenRecord
from argmap.model import faults
from argmap.model.faults import refusal

field_key = faults.field_key

UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
"""Control characters and noncharacters: XML and terminals cannot carry them. Tab and line feed may stay."""

LONGEST_TEXT = 1_000_000
"""Characters of a post, at most."""

LONGEST_SHOWN = 60
"""Characters of a text in the one-line form of a record."""


class Record(BaseModel):
    """A frozen record that refuses unknown keys; lists become tuples; equality is by content.

    Whoever makes one in code (`Claim(…)`, `model_validate`, `model_validate_json`, `model_copy`) gets
    `InvalidInput` with every fault, its place and the name that was probably meant. Inside pydantic (a
    `TypeAdapter`, a record in another record) the faults stay pydantic's own, with their locations.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", allow_inf_nan=False, serialize_by_alias=True, defer_build=True
    )

    def __init__(self, /, **fields: Any) -> None:
        """Make a record of keyword arguments.

        Args:
            fields: values by name of field, or by the key in files where that differs (`in`, a word of Python).

        Raises:
            InvalidInput: the record would not be sound.
        """
        __tracebackhide__ = True
        try:
            super().__init__(**_keyed(type(self), fields))
        except ValidationError as error:
            raise refusal(error, type(self)) from None

    # Pydantic calls an __init__ that it does not know for every record inside another one, where an error of
    # our own would lose its location. This mark, which its own __init__ has, tells it that it need not.
    __init__.__pydantic_base_init__ = True  # type: ignore[attr-defined]

    @classmethod
    def model_validate(cls, obj: Any, **options: Any) -> Self:
        """Return the record that data hold.

        Raises:
            InvalidInput: the data hold no sound record.
        """
        try:
            return super().model_validate(obj, **options)
        except ValidationError as error:
            raise refusal(error, cls) from None

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **options: Any) -> Self:
        """Return the record that a JSON text holds.

        Raises:
            InvalidInput: the text is not JSON, or holds no sound record.
        """
        try:
            return super().model_validate_json(json_data, **options)
        except ValidationError as error:
            raise refusal(error, cls) from None

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a new record with the fields in `update` replaced, held to the same rules as any other.

        Pydantic's own copy checks nothing and keeps cached properties, which would be those of the old record.

        Raises:
            InvalidInput: the new record would not be sound.
        """
        fields = {name: getattr(self, name) for name in type(self).model_fields} | dict(update or {})
        keyed = {field_key(type(self), name): value for name, value in fields.items()}
        return type(self).model_validate(deepcopy(keyed) if deep else keyed)

    def to_dict(self) -> dict[str, Any]:
        """Return the record as plain data, as a file would hold it: without keys that have their default.

        `argmap.load` makes a map of them again.
        """
        return plain_data(self)

    def __str__(self) -> str:
        return repr(self)

    def __setattr__(self, name: str, value: Any) -> None:
        raise FrozenRecord(
            f"a record does not change; model_copy(update={{{name!r}: ...}}) returns a new {type(self).__name__}"
        )

    def __delattr__(self, name: str) -> None:
        raise FrozenRecord(f"a record does not change; {name!r} cannot be deleted")


def _keyed(model: type[BaseModel], fields: dict[str, Any]) -> dict[str, Any]:
    """Return values by the keys of files, of values by names of fields or keys."""
    renamed = _renamed(model)
    return {renamed.get(name, name): value for name, value in fields.items()} if renamed else fields


@cache
def _renamed(model: type[BaseModel]) -> dict[str, str]:
    """Return the keys of the fields whose key is not their name."""
    return {name: field_key(model, name) for name in model.model_fields if field_key(model, name) != name}


def plain_data(record: BaseModel) -> dict[str, Any]:
    """Return a record as plain data in the order of the format, without keys that hold their default."""
    data: dict[str, Any] = {}
    for name, key, default in _fields(type(record)):
        value = getattr(record, name)
        if name == "format" or value != default:
            data[key] = plain_value(value)
    return data


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, str, Any], ...]:
    """Return the fields of a model: name, key in files, default."""
    return tuple((name, field_key(model, name), field.default) for name, field in model.model_fields.items())


def plain_value(value: Any) -> Any:
    """Return the value of a field as plain data."""
    if isinstance(value, str):  # most values; whether one is a record takes ten times as long to know
        return str(value)
    if isinstance(value, tuple):
        return [plain_value(item) for item in value]
    return plain_data(value) if isinstance(value, BaseModel) else value


def shortened(text: str, longest: int = LONGEST_SHOWN) -> str:
    """Return a text on one line of at most `longest` characters.

    Example:
        >>> shortened("Convolution  is simple.", 12)
        'Convolution…'
    """
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    Example:
        >>> counted(1, "claim"), counted(2, "claim")
        ('1 claim', '2 claims')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _printable(text: str) -> str:
    unprintable = UNPRINTABLE.search(text)
    if unprintable:
        raise ValueError(
            f"control character U+{ord(unprintable.group()):04X} at position {unprintable.start()}"
        )
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


SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"

Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=64)]
"""An id: lower-case letters and digits, joined by single hyphens; safe as a file name and as an SVG id."""

Line = Annotated[
    str, StringConstraints(max_length=1_000), AfterValidator(_printable), AfterValidator(_not_blank)
]
"""A short text such as a title or a name."""

Text = Annotated[
    str, StringConstraints(max_length=100_000), AfterValidator(_printable), AfterValidator(_not_blank)
]
"""A text of up to 100,000 characters without control characters."""

Verbatim = Annotated[str, StringConstraints(max_length=LONGEST_TEXT), AfterValidator(_printable)]
"""The text of a post, kept to the letter."""

LanguageTag = Annotated[str, StringConstraints(max_length=35), AfterValidator(_a_language)]
"""A language as BCP 47 writes it: en, de, pt-BR."""

Fraction = Annotated[float, Field(strict=True, ge=0, le=1)]
"""A number from 0 to 1, both included."""

By = Annotated[Line | None, Field(description="Who of the map's annotators made this.")]
"""One of several annotators."""

Confidence = Annotated[
    Fraction | None, Field(description="How sure the annotators are of this reading, 0 to 1.")
]
"""How sure the annotators are."""

Note = Annotated[Text | None, Field(description="A remark of the annotators, such as another reading.")]
"""A remark on one item."""

Date = Annotated[str, AfterValidator(_a_date), Field(json_schema_extra={"format": "date"})]
"""A calendar date, YYYY-MM-DD, kept as written."""

Timestamp = Annotated[str, AfterValidator(_a_time), Field(json_schema_extra={"format": "date-time"})]
"""A point in time with its offset (RFC 3339, section 5.6), kept as written."""
