"""What an interchange format is; for everybody who writes one.

A format writes a map as a text, reads such a text, or both. It declares what it carries, so that argmap can say what an
export leaves out. An installed package adds a format with an entry point of the group `argmap.formats`:

    [project.entry-points."argmap.formats"]
    aif = "my_package.aif:FORMAT"
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from argmap.diagnostics import Diagnostic
from argmap.model.base import Record, field_key
from argmap.model.map import ArgumentMap
from argmap.model.thread import Thread

EVERYTHING = frozenset({"*"})
"""What a format declares that loses nothing."""


@dataclass(frozen=True, slots=True)
class Loss:
    """Something in a map that a format does not carry.

    Attributes:
        id: The id of the claim, example, relation or issue that loses something; the id of the map for the rest.
        kind: The path of the field, such as "claims.quotes" or "thread".
        what: A short description for people, such as "2 quotes".
    """

    id: str
    kind: str
    what: str


class Writing(NamedTuple):
    """A map as a text, and what the text leaves out."""

    text: str
    losses: tuple[Loss, ...]


class Reading(NamedTuple):
    """What was read from a text: the map (None if the text has errors), its thread, and what is wrong with the text."""

    map: ArgumentMap | None
    thread: Thread | None
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Format:
    """An interchange format.

    Attributes:
        name: What `--to` takes; the name of the entry point.
        title: The format in words, such as "GraphML, for Gephi and yEd".
        suffixes: Endings of file names that mean this format, with the dot; "" for none.
        carries: The fields of a map that a text in this format holds, as paths: "claims.text", "claims.quotes.exact".
            "claims" is a field with all that is in it, "*" everything. A field that is not named is a loss.
        write: Returns a map as a text with its losses; None if the format can only be read. `losses` helps.
        read: Returns what a text says; None if the format can only be written. The text can hold anything: errors are
            diagnostics, and no exception leaves this function.
        recognises: Whether a text is in this format, judged by its content.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    carries: frozenset[str]
    write: Callable[[ArgumentMap], Writing] | None = None
    read: Callable[[str], Reading] | None = None
    recognises: Callable[[str], bool] = lambda _: False


def losses(map: ArgumentMap, carries: Collection[str]) -> tuple[Loss, ...]:
    """Return what is lost when only the fields in `carries` are written, in the order of the document.

    A field that the map does not use is not lost. A field that is new in the model is a loss until a format declares it.

    Args:
        map: The map.
        carries: Paths as in `Format.carries`.

    Example:
        >>> from argmap.model.claim import Claim
        >>> map = ArgumentMap(id="m", title="M", note="Read it twice.", claims=(Claim(id="a", text="A is so.", label="A"),))
        >>> losses(map, {"id", "title", "claims.id", "claims.text"})
        (Loss(id='m', kind='note', what='note'), Loss(id='a', kind='claims.label', what='label'))
    """
    return tuple(_losses(map, "", map.id, frozenset(carries)))


def _losses(record: Record, path: str, id: str, carries: frozenset[str]) -> Iterator[Loss]:
    """Yield what a record loses; `path` ends in a dot, and `id` is that of the nearest record with an id."""
    if f"{path}*" in carries:
        return
    for field, value in _used(record):
        here = f"{path}{field}"
        if here in carries:
            continue
        parts = [
            part for part in (value if isinstance(value, tuple) else (value,)) if isinstance(part, Record)
        ]
        if parts and any(known.startswith(f"{here}.") for known in carries):
            for part in parts:
                yield from _losses(part, f"{here}.", getattr(part, "id", id), carries)
        else:
            yield Loss(id, here, _described(field, value))


def _used(record: Record) -> Iterator[tuple[str, object]]:
    """Yield the fields of a record that hold something, by the key that files use."""
    for name, field in type(record).model_fields.items():
        value = getattr(record, name)
        if name != "format" and (field.is_required() or value != field.default):
            yield field_key(type(record), name), value


def _described(field: str, value: object) -> str:
    noun = field.replace("_", " ")
    if not isinstance(value, tuple):
        return noun
    return f"{len(value)} {noun if len(value) != 1 else ONE_OF.get(noun, noun.removesuffix('s'))}"


ONE_OF = {"breaches": "breach"}
