"""From decisions to one map, with a log of what became of every part of every reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from argmap.editing.adjudication.decisions import ItemDecision, fingerprint
from argmap.editing.adjudication.gathering import GatheredReadings, ReadingItem, Version, free_id
from argmap.editing.parts import WITH_ID, WITHOUT_ID
from argmap.editing.references import goes_with, references
from argmap.location import Path
from argmap.model.base import plain_data
from argmap.model.document import MapDocument
from argmap.result import Result

OWN = ("format", "id", "title", "language", "note")
"""Fields of the map itself, which are those of the first reading."""


@dataclass(frozen=True, slots=True)
class Fate(Result):
    """What became of an item.

    Attributes:
        section: the list of the map that it belongs to.
        key: its name.
        ids: its id in each reading that has it.
        result: its ids in the map; none when it was left out.
        by: who decided; empty where all readings agree.
        why: what was decided, in words.
        note: what was noted on the decision.
    """

    section: str
    key: str
    ids: Mapping[str, str]
    result: tuple[str, ...]
    by: str
    why: str
    note: str


@dataclass(frozen=True, slots=True)
class Settled(Result):
    """The result of adjudicating.

    Attributes:
        data: the map as plain data, with every item that was decided; its rules are not checked yet.
        fates: what became of every item of every reading.
        open: the items that nobody decided yet.
        stale: keys of decisions whose item has changed since, or is gone; they do not count.
    """

    data: Mapping[str, Any]
    fates: tuple[Fate, ...]
    open: tuple[ReadingItem, ...]
    stale: tuple[str, ...]


def settle(gathered: GatheredReadings, decisions: Iterable[ItemDecision]) -> Settled:
    """Return the map that decisions make of several readings.

    What all readings have in the same words needs no decision. What names a part that was left out goes with it, or loses
    the reference where it can stand without; its fate says so.

    Args:
        gathered: the readings.
        decisions: at most one counts for each item, the last.
    """
    valid, stale = _valid(gathered, decisions)
    chosen = _Chosen(gathered, valid)
    data = _own(gathered)
    data |= {section: chosen.parts(section) for section in (*WITH_ID, *WITHOUT_ID) if chosen.parts(section)}
    data, losses = _without_dangling(data)
    fates = tuple(chosen.fate(item, losses) for item in gathered.items)
    left_out = {key for key, decision in valid.items() if not decision.take}
    open_ = tuple(
        item
        for item in gathered.items
        if item.key not in valid and not gathered.agreed(item) and not _goes_anyway(item, left_out)
    )
    return Settled(data, fates, open_, stale)


def _goes_anyway(item: ReadingItem, left_out: set[str]) -> bool:
    """Return whether every version of a relation or a stance needs something that was left out: there is nothing to decide."""

    def needed(version: Version) -> Iterator[str]:
        yield from version.get("premises", ())
        yield from filter(None, (version.get("target"), version.get("claim")))

    is_bound = item.section in {"relations", "commitments"}
    return is_bound and all(not left_out.isdisjoint(needed(version)) for version in item.versions.values())


def _valid(
    gathered: GatheredReadings, decisions: Iterable[ItemDecision]
) -> tuple[dict[str, ItemDecision], tuple[str, ...]]:
    last = {decision.item: decision for decision in decisions}
    stale = tuple(
        key
        for key, decision in last.items()
        if key not in gathered.by_key
        or decision.of != fingerprint(gathered.by_key[key])
        or not set(decision.take) <= gathered.by_key[key].versions.keys()
    )
    return {key: decision for key, decision in last.items() if key not in stale}, stale


def _own(gathered: GatheredReadings) -> dict[str, Any]:
    first, *others = (plain_data(map) for map in gathered.readings.values())
    data = {name: first[name] for name in OWN if name in first}
    everybody: list[Any] = []
    for map in (first, *others):
        everybody += [who for who in map.get("annotators", ()) if who not in everybody]
    if everybody:
        data["annotators"] = everybody
    return data


class _Chosen:
    """The versions that were taken, under ids of their own where several of one item were."""

    def __init__(self, gathered: GatheredReadings, decisions: Mapping[str, ItemDecision]) -> None:
        self._gathered = gathered
        self._decisions = dict(decisions)
        self._ids: dict[tuple[str, str], str] = {}
        self._made: dict[str, list[dict[str, Any]]] = {}
        taken = {item.key for item in gathered.items}
        for item in gathered.items:
            for number, name in enumerate(self._take(item)):
                id = item.key if not number else free_id(item.key, taken)
                taken.add(id)
                self._ids[item.key, name] = id
        for item in gathered.items:
            self._made.setdefault(item.section, []).extend(self._versions(item))

    def parts(self, section: str) -> list[dict[str, Any]]:
        return self._made.get(section, [])

    def fate(self, item: ReadingItem, losses: _Losses) -> Fate:
        ids = [self._ids[item.key, name] for name in self._take(item)]
        result = tuple(id for id in ids if id not in losses.parts)
        decision = self._decisions.get(item.key)
        more = [losses.parts.get(id) or losses.references.get(id, "") for id in ids]
        why = "; ".join(filter(None, [self._why(item), *more]))
        by, note = (decision.by or "", decision.note or "") if decision else ("", "")
        return Fate(item.section, item.key, item.ids, result, by, why, note)

    def _why(self, item: ReadingItem) -> str:
        decision = self._decisions.get(item.key)
        if decision is None:
            if self._gathered.agreed(item):
                return "all readings agree"
            left_out = {key for key, each in self._decisions.items() if not each.take}
            return "goes with what was left out" if _goes_anyway(item, left_out) else "not decided yet"
        if not decision.take:
            return "left out"
        return ("edited, from " if decision.edited else "from ") + " and ".join(decision.take)

    def _take(self, item: ReadingItem) -> tuple[str, ...]:
        decision = self._decisions.get(item.key)
        if decision is not None:
            return decision.take
        return (next(iter(item.versions)),) if self._gathered.agreed(item) else ()

    def _versions(self, item: ReadingItem) -> Iterator[dict[str, Any]]:
        decision = self._decisions.get(item.key)
        for name in self._take(item):
            edited = decision.edited if decision else None
            version = dict(edited if edited is not None else item.versions[name])
            if item.section in WITH_ID:
                version["id"] = item.key
            version = self._renamed(item.section, version, name)
            version |= self._provenance(item, name, version)
            # Known by the id it will have, so that what is left out later can be told.
            version[MARK] = self._ids[item.key, name]
            yield version

    def _renamed(self, section: str, version: dict[str, Any], reading: str) -> dict[str, Any]:
        """Return a version that names what was taken twice as its own reading has it."""
        map = MapDocument.model_validate({"id": "m", "title": "M", section: [version]})
        data: dict[str, Any] = plain_data(map)
        for path, key in references(map):
            *way, last = path
            place: Any = data
            for step in way:
                place = place[step]
            place[last] = self._ids.get((key, reading), key)
        renamed: dict[str, Any] = data[section][0]
        if "id" in renamed:
            renamed["id"] = self._ids[renamed["id"], reading]
        return renamed

    def _provenance(self, item: ReadingItem, name: str, version: Mapping[str, Any]) -> dict[str, Any]:
        """Return whose reading a part is, where it is not everybody's; what the reading says itself stays."""
        authors = self._gathered.readings[name].annotators
        alike = all(map.annotators == authors for map in self._gathered.readings.values())
        if alike or self._gathered.agreed(item) or "by" in version or len(authors) != 1:
            return {}
        return {"by": str(getattr(authors[0], "id", authors[0]))}


MARK = "\0id"
"""Carries the id of a chosen version until what dangles is taken out."""


@dataclass(frozen=True, slots=True)
class _Losses:
    """What went because it names something that was left out: whole parts, and references, with the reason by id."""

    parts: dict[str, str]
    references: dict[str, str]


def _without_dangling(data: dict[str, Any]) -> tuple[dict[str, Any], _Losses]:
    """Return the map without references to what was left out, and what went with them."""
    losses = _Losses({}, {})
    while True:
        map = MapDocument.model_validate(_unmarked(data))
        going: dict[Path, str] = {}
        for path, id in references(map):
            if id not in map.kinds:
                going[path[:2] if path[0] == "relations" else goes_with(map, path)] = id
        if not going:
            return _unmarked(data), losses
        for path in sorted(going, key=_from_the_end, reverse=True):
            section, index, *inside = path
            id = data[str(section)][index][MARK]
            if inside:
                losses.references[id] = f"without {going[path]!r}, which was left out"
            else:
                losses.parts[id] = f"left out with {going[path]!r}"
            _delete(data, path)
        data = {name: value for name, value in data.items() if value != []}


def _delete(data: Any, path: Path) -> None:
    *way, last = path
    for step in way:
        data = data[step]
    del data[last]


def _from_the_end(path: Path) -> tuple[tuple[int, str], ...]:
    return tuple((step, "") if isinstance(step, int) else (0, step) for step in path)


def _unmarked(data: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: [{k: v for k, v in part.items() if k != MARK} for part in value]
        if name in {*WITH_ID, *WITHOUT_ID}
        else value
        for name, value in data.items()
    }
