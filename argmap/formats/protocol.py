"""What an interchange format is; for everybody who writes one.

A format writes a map as a text, reads such a text, or both. It declares what it carries, so that argmap can say what an
export leaves out, and tests can hold it to that. `building.MapBuilder` helps readers, `losses` writers. An installed package adds a format with an entry point of the group `argmap.formats`:

    [project.entry-points."argmap.formats"]
    aif = "my_package.aif:FORMAT"
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from argmap.diagnostics import Diagnostic
from argmap.model.base import Record, field_key
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation, RelationKind
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


NOTHING: Mapping[str, str] = MappingProxyType({})


class Writing(NamedTuple):
    """A map as a text, what the text leaves out, and the texts of files beside it, by the endings of their names, or by whole names."""

    text: str
    losses: tuple[Loss, ...]
    beside: Mapping[str, str] = NOTHING


@dataclass(frozen=True, slots=True)
class MapFile:
    """A text that a format reads.

    Attributes:
        text: The text.
        name: The name of its file, for diagnostics; its stem names a map that has no name.
        beside: Returns the text of another file in its folder by name; None if there is none, or it cannot be read.
    """

    text: str
    name: str = "<text>"
    beside: Callable[[str], str | None] = dataclasses.field(default=lambda _: None, compare=False)


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
            "claims" is a field with all that is in it, "*" everything. A field that is not named is a loss. Of values
            that are only partly carried: "relations.kind=support" are the relations of that kind, and
            "relations.premises=1" the premises of those that have one.
        write: Returns a map as a text with its losses; None if the format can only be read. `losses` helps.
        read: Returns what a file says; None if the format can only be written. The text can hold anything: errors are
            diagnostics, and no exception leaves this function.
        recognises: Whether a file is in this format, judged by its content: the name may be that of anything.
        keeps: Returns what of a map comes back when it is written and read again, where that is more or less than the
            fields in `carries`; None if it is exactly these.
        native: What of `carries` other programs see, where argmap keeps the rest in a place that they pass over; None if they
            see all of it.
        ending: The ending of files that are written many at a time, where no ending means this format alone.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    carries: frozenset[str]
    write: Callable[[ArgumentMap], Writing] | None = None
    read: Callable[[MapFile], Reading] | None = None
    recognises: Callable[[MapFile], bool] = lambda _: False
    keeps: Callable[[ArgumentMap], ArgumentMap] | None = None
    ending: str = ""
    native: frozenset[str] | None = None


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
    lost = tuple(_losses(map, "", map.id, frozenset(carries)))
    return (
        *lost,
        *_without_ends(map, frozenset(carries), {loss.id for loss in lost if loss.kind == "relations.kind"}),
    )


def _without_ends(map: ArgumentMap, carries: frozenset[str], gone: set[str]) -> Iterator[Loss]:
    """Yield the relations that go because something that they lead from or to is not carried."""
    sections = {name.split(".")[0] for name in carries}
    if not sections.isdisjoint({"*", "examples"}) or "relations" not in sections:
        nodes = set(map.nodes)
    else:
        nodes = {claim.id for claim in map.claims}
    left = [(each.id, each.premises, each.target) for each in map.relations if each.id not in gone]
    for id in hanging(left, nodes):
        what = f"the {map.relations_by_id[id].kind} itself, an end of which is left out"
        yield Loss(id, "relations", what)


def hanging(relations: Sequence[tuple[str, Sequence[str], str]], nodes: Collection[str]) -> Iterator[str]:
    """Yield the ids of relations that hang in the air: an end is not there, or is a relation that hangs in the air itself.

    Time is in proportion to the ends. The first are those that lack an end themselves, then those onto these, and so on, each in order.

    Args:
        relations: The relations: id, ids of premises, id of the target.
        nodes: The ids of claims and examples that are there.

    Example:
        >>> [*hanging([("r", ["a"], "b"), ("u", ["a"], "r"), ("s", ["a"], "a")], {"a"})]
        ['r', 'u']
    """
    known = {*nodes, *(id for id, _, _ in relations)}
    onto: dict[str, list[int]] = {}
    for place, (_, _, target) in enumerate(relations):
        onto.setdefault(target, []).append(place)
    lost = [
        place
        for place, (_, premises, target) in enumerate(relations)
        if target not in known or not all(premise in nodes for premise in premises)
    ]
    gone = {*lost}
    while lost:
        yield from (relations[place][0] for place in lost)
        lost = sorted({above for place in lost for above in onto.get(relations[place][0], ())} - gone)
        gone.update(lost)


def _losses(record: Record, path: str, id: str, carries: frozenset[str]) -> Iterator[Loss]:
    """Yield what a record loses; `path` ends in a dot, and `id` is that of the nearest record with an id."""
    if f"{path}*" in carries:
        return
    if isinstance(record, Relation) and not carries_kind(carries, record.kind):
        yield Loss(id, f"{path}kind", str(record.kind))
        return
    for field, value in _used(record):
        here = f"{path}{field}"
        if here in carries or f"{here}={value}" in carries:
            continue
        if isinstance(record, Relation) and field == "premises" and f"{here}=1" in carries:
            if record.is_linked:
                yield Loss(id, here, f"that its {len(record.premises)} premises are linked")
            continue
        parts = [
            part for part in (value if isinstance(value, tuple) else (value,)) if isinstance(part, Record)
        ]
        if parts and any(known.startswith(f"{here}.") for known in carries):
            for part in parts:
                yield from _losses(part, f"{here}.", getattr(part, "id", id), carries)
        else:
            yield Loss(id, here, _described(field, value))


def carries_kind(carries: Collection[str], kind: RelationKind) -> bool:
    """Return whether relations of a kind are among what a format carries."""
    whole = {"*", "relations", "relations.*", "relations.kind", f"relations.kind={kind}"}
    return not whole.isdisjoint(carries) or not any(name.startswith("relations.kind=") for name in carries)


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
