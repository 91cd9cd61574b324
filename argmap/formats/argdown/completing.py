"""What argmap keeps in the data of an Argdown document, and how it comes back: fields of parts, and the rest of the map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from argmap.diagnostics import Diagnostic, Severity
from argmap.errors import InvalidInput
from argmap.formats.building import MapBuilder
from argmap.formats.ends import Key
from argmap.formats.protocol import Reading
from argmap.location import Location
from argmap.model.base import plain_data
from argmap.model.claim import Claim, Example
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation

SECTIONS = ("issues", "claims", "examples", "relations")


@dataclass(slots=True)
class Extras:
    """Fields of claims and relations that the builder did not get, by their keys."""

    claims: dict[Key, dict[str, Any]] = field(default_factory=dict)
    relations: dict[Key, dict[str, Any]] = field(default_factory=dict)


def completed(reading: Reading, extras: Extras, kept: Mapping[str, Any], map: MapBuilder) -> Reading:
    """Return what was read, with everything that the data of the document say.

    Data that do not fit are left out with a remark: those of one part alone, or what was kept of the map as a whole.
    """
    if reading.map is None:
        return reading
    remarks = [*reading.diagnostics]

    def left_out(message: str) -> None:
        remarks.append(Diagnostic(Location(map.file.name), "AM019", message, Severity.WARNING))

    plain = plain_data(reading.map)
    claims = {map.id_of(key): fields for key, fields in extras.claims.items()}
    relations = {map.id_of(key): fields for key, fields in extras.relations.items()}
    _claims(plain, claims, left_out)
    for relation in plain.get("relations", []):
        relation.update(_fitting(Relation, relation, relations.get(relation["id"], {}), left_out))
    without = _without_references(plain)
    whole = _whole(plain, kept, titled=bool(map.title))
    for data in (whole, without):
        try:
            made = ArgumentMap.model_validate(data)
        except InvalidInput as error:
            left_out(f"what the data of this document keep does not fit, and was left out: {_first(error)}")
        else:
            return Reading(made, made.thread, tuple(remarks))
    return Reading(reading.map, reading.thread, tuple(remarks))


def _first(error: InvalidInput) -> str:
    return str(error).split("\n", maxsplit=1)[0]


def _claims(plain: dict[str, Any], extras: Mapping[str | None, dict[str, Any]], left_out: Any) -> None:
    claims, examples = [], []
    for claim in plain.get("claims", []):
        fields = dict(extras.get(claim["id"], {}))
        shown = fields.pop("example", None)
        if isinstance(shown, dict):
            part = {"id": claim["id"], "name": claim["text"][:200], "topic": "other", "text": claim["text"]}
            tags = {"tags": fields["tags"]} if "tags" in fields else {}
            examples.append(part | _fitting(Example, part, {**shown, **tags}, left_out))
        else:
            claims.append({**claim, **_fitting(Claim, claim, fields, left_out)})
    for section, parts in (("claims", claims), ("examples", examples)):
        plain.pop(section, None)
        if parts:
            plain[section] = parts


def _fitting(model: Any, part: Mapping[str, Any], fields: Mapping[str, Any], left_out: Any) -> dict[str, Any]:
    """Return the fields that make a sound record together with the rest of a part, or none of them."""
    try:
        model.model_validate({**part, **fields})
    except InvalidInput as error:
        left_out(f"the data of {part['id']} do not fit, and were left out: {_first(error)}")
        return {}
    return dict(fields)


def _without_references(plain: Mapping[str, Any]) -> dict[str, Any]:
    """Return a map without the fields of its parts that name what only the kept rest has: posts and issues."""
    return {
        section: [{k: v for k, v in part.items() if k not in {"quotes", "answers"}} for part in parts]
        if section in SECTIONS
        else parts
        for section, parts in plain.items()
    }


def _whole(plain: Mapping[str, Any], kept: Mapping[str, Any], *, titled: bool) -> dict[str, Any]:
    """Return the data of a map with those that were kept of it.

    Relations that the text has get the fields that were kept of them; those that Argdown has no sign for (`unsaid`) come back if
    what they lead from and to is still there.
    """
    rest = {key: value for key, value in kept.items() if key not in {*SECTIONS[1:], "unsaid"}}
    data = {**plain, **rest}
    if titled:
        data["title"] = plain["title"]  # the document says it, and may have been edited
    relations = [dict(relation) for relation in plain.get("relations", [])]
    left = {_shape(relation): relation for relation in reversed(relations)}
    for known in _relations(kept.get("relations")):
        match = left.pop(_shape(known), None)
        if match is not None:
            match |= known
    unsaid = _relations(kept.get("unsaid"))
    nodes = {part["id"] for section in ("claims", "examples") for part in plain.get(section, [])}
    while True:
        ends = nodes | {relation["id"] for relation in (*relations, *unsaid)}
        there = [r for r in unsaid if {*r["premises"]} <= nodes and r["target"] in ends]
        if len(there) == len(unsaid):
            break
        unsaid = there
    relations += unsaid
    if relations:
        data["relations"] = relations
    return data


def _relations(kept: Any) -> list[dict[str, Any]]:
    return [relation for relation in kept if _is_relation(relation)] if isinstance(kept, list) else []


def _is_relation(data: Any) -> bool:
    if not isinstance(data, dict) or not isinstance(data.get("premises"), list):
        return False
    return all(isinstance(name, str) for name in (data.get("id"), data.get("target"), *data["premises"]))


def _shape(relation: Mapping[str, Any]) -> tuple[str, ...]:
    return (str(relation.get("kind")), *map(str, relation.get("premises") or ()), str(relation.get("target")))
