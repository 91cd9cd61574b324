"""How people name a part of a map: by its id, or, where it has none, by who says what or by its number in its list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.errors import ArgmapError, UnknownName
from argmap.location import Path
from argmap.model.annotations import Commitment
from argmap.model.base import Record, field_key
from argmap.model.document import MapDocument

WITH_ID = ("issues", "claims", "examples", "relations", "questions")
WITHOUT_ID = ("commitments", "stages", "breaches")

WHOLE = "map"
"""The name of the map itself."""

MAP_FIELDS = ("title", "language", "note", "annotators")
"""Its fields that can be set. Its lists have commands of their own, and its id is the name of its folder."""

NUMBERED = re.compile(rf"({'|'.join(WITHOUT_ID)})\.([1-9][0-9]*)")


class SeveralFit(ArgmapError):
    """A name fits more than one commitment."""


def find(map: MapDocument, name: str) -> tuple[str, int]:
    """Return the list and the place in it of what has a name.

    Args:
        map: the map.
        name: an id; or PARTICIPANT:CLAIM or PARTICIPANT:CLAIM:POST for a commitment; or the name of a list with a number
            that counts from 1, such as `breaches.2`.

    Raises:
        UnknownName: nothing has it.
        SeveralFit: several commitments do.
    """
    for section in WITH_ID:
        for index, item in enumerate(getattr(map, section)):
            if item.id == name:
                return section, index
    if ":" in name:
        return "commitments", _commitment(map, name)
    numbered = NUMBERED.fullmatch(name)
    if numbered and int(numbered[2]) <= len(getattr(map, numbered[1])):
        return numbered[1], int(numbered[2]) - 1
    known = [f"{section}.{len(getattr(map, section))}" for section in WITHOUT_ID if getattr(map, section)]
    raise UnknownName("part of the map", name, known if numbered else [*ids(map), *known])


def record(map: MapDocument, name: str) -> tuple[Path, Record]:
    """Return the path of what has a name, and what it is. The name `map` is the map itself, unless a part is called so.

    Raises:
        UnknownName: nothing has it.
        SeveralFit: several commitments do.
    """
    if name == WHOLE and WHOLE not in ids(map):
        return (), map
    section, index = find(map, name)
    return (section, index), getattr(map, section)[index]


def fields_of(item: Record) -> tuple[str, ...]:
    """Return the fields of a part of a map that can be set, as a file has them."""
    if isinstance(item, MapDocument):
        return MAP_FIELDS
    return tuple(field_key(type(item), name) for name in type(item).model_fields)


def ids(map: MapDocument) -> tuple[str, ...]:
    """Return every id of a map, in the order of its lists."""
    return tuple(item.id for section in WITH_ID for item in getattr(map, section))


def name_of(map: MapDocument, section: str, index: int) -> str:
    """Return the name by which `find` finds a part."""
    if section in WITH_ID:
        return str(getattr(map, section)[index].id)
    return f"{section}.{index + 1}"


def _commitment(map: MapDocument, name: str) -> int:
    """Return the place of the one commitment that PARTICIPANT:CLAIM or PARTICIPANT:CLAIM:POST names."""
    fitting = [
        index
        for index, commitment in enumerate(map.commitments)
        if name in {_short(commitment), f"{_short(commitment)}:{commitment.post}"}
    ]
    if not fitting:
        raise UnknownName("commitment", name, _names(map))
    if len(fitting) > 1:
        places = (
            f"commitments.{i + 1} ({map.commitments[i].stance} in {map.commitments[i].post})" for i in fitting
        )
        raise SeveralFit(f"{name!r} fits {len(fitting)} commitments; name one of {', '.join(places)}")
    return fitting[0]


def _names(map: MapDocument) -> Iterator[str]:
    for commitment in map.commitments:
        yield _short(commitment)
        yield f"{_short(commitment)}:{commitment.post}"


def _short(commitment: Commitment) -> str:
    return f"{commitment.participant}:{commitment.claim}"
