"""The ends of relations: which relations can be in a map, and how what is left out is called."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from argmap.model.relation import ENDPOINTS, NodeKind, RelationKind

Key = Hashable
"""How the source names a part: whatever it uses for ids."""


@dataclass
class PartInFile:
    """A part of a map that is made: its data as map.yaml holds them, with keys for ids, and where the file has it."""

    data: dict[str, Any]
    kind: NodeKind
    line: int | None = None
    file: str = ""


def sound_relations(
    relations: Iterable[tuple[Key, PartInFile]], kinds: Mapping[Key, NodeKind]
) -> tuple[dict[Key, PartInFile], list[tuple[Key, PartInFile, str]]]:
    """Return the relations whose ends are parts of the map of the right kinds, and the others, each with the reason.

    A relation on one that is left out goes, too. Time is in proportion to the ends.

    Args:
        relations: The relations by their keys, in order.
        kinds: The kinds of all parts, by key.
    """
    left, kinds = dict(relations), dict(kinds)
    gone: list[tuple[Key, PartInFile, str]] = []
    onto: dict[Key, list[Key]] = {}
    for key, part in left.items():
        for end in {*part.data["premises"], part.data["target"]}:
            onto.setdefault(end, []).append(key)
    place = {key: number for number, key in enumerate(left)}
    suspects: Iterable[Key] = list(left)
    while suspects:
        wrong = {key: reason for key in suspects if (reason := _unsound(key, left[key], kinds))}
        for key, reason in wrong.items():
            gone.append((key, left.pop(key), reason))
            del kinds[key]
        suspects = sorted(
            {each for key in wrong for each in onto.get(key, ())} & left.keys(), key=place.__getitem__
        )
    return left, gone


def _unsound(key: Key, part: PartInFile, kinds: Mapping[Key, NodeKind]) -> str:
    """Return why a relation cannot be in a map, or ""."""
    kind, premises, target = RelationKind(part.data["kind"]), part.data["premises"], part.data["target"]
    if not premises:
        return "has no premise"
    for end in (*premises, target):
        if end not in kinds:
            return f"names {named(end)}, which is not in the map"
    sources, targets = ENDPOINTS[kind]
    if any(kinds[premise] not in sources for premise in premises):
        return f"is of the kind {kind}, and begins at a part of another kind than {_either(sources)}"
    if kinds[target] not in targets:
        return f"is of the kind {kind}, and leads to a part of another kind than {_either(targets)}"
    return "" if target != key else "leads to itself"


def _either(kinds: Iterable[NodeKind]) -> str:
    return " or ".join(sorted(map(str, kinds)))


def named(key: Key) -> str:
    """Return how a key is shown."""
    return " ".join(map(str, key)) if isinstance(key, tuple) else str(key)


def named_relation(key: Key) -> str:
    """Return how a relation is shown: "relation r1", "relation 2" for one without a name, "edge 3" for a row of a table."""
    if isinstance(key, tuple) and key[:1] in {("relation",), ("edge",)}:
        name = str(key[-1])
        return name if name.startswith(f"{key[0]} ") else f"{key[0]} {name}"
    return f"relation {named(key)}"


def is_given(value: object) -> bool:
    """Return whether a field says something; a weight of 0 does."""
    return value is not None and value is not False and value not in ("", [], ())
