"""Maps as XML of the arg-microtexts corpora; `microtexts` says what the elements mean."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from xml.sax.saxutils import quoteattr

from argmap.formats.arguments.statements import statements
from argmap.formats.embedding import KEY, embedded
from argmap.formats.protocol import Format, Writing
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation, RelationKind

ROOT = "arggraph"
SEGMENT, ADDED = "seg", "add"
EXAMPLE = "example"

OTHER = {"pro": "opp", "opp": "pro"}
"""The side that is against each side."""

ROLES = frozenset(OTHER)

DIGIT = "_"
"""Stands before an id that begins with a digit, as none may in XML."""

CARRIES = frozenset(
    {
        "title",
        "claims.id",
        "claims.text",
        "claims.implicit",
        "relations.id",
        "relations.kind=support",
        "relations.kind=attack",
        "relations.kind=undercut",
        "relations.premises",
        "relations.target",
    }
)


def write(map: ArgumentMap) -> Writing:
    """Return a map as a graph of segments and claims, each claim with one segment of its own."""
    own = json.dumps(embedded(map, NATIVE), ensure_ascii=True).replace(">", r"\u003e")
    lines = [
        "<?xml version='1.0' encoding='UTF-8'?>",
        f'<{ROOT} id="{_xml_id(map.id)}">',
        *(f"  {line}" for line in _elements(_native(map), map)),
        f"</{ROOT}>",
        f"<?{KEY} {own}?>",
    ]
    return Writing("\n".join(lines) + "\n", ())


def _elements(map: ArgumentMap, original: ArgumentMap) -> Iterator[str]:
    roles = _roles(map, {claim.id: claim.tags for claim in original.claims})
    schemes = {relation.id: relation.scheme for relation in original.relations}
    numbered = [*enumerate(map.claims, start=1)]
    for number, claim in numbered:
        implicit = ' implicit="true"' if claim.implicit else ""
        yield f'<edu id="e.{number}"{implicit}><![CDATA[{claim.text.replace("]]>", "]]]]><![CDATA[>")}]]></edu>'
    for claim in map.claims:
        yield f"<adu id={quoteattr(_xml_id(claim.id))} type={quoteattr(roles[claim.id])}/>"
    for number, claim in numbered:
        yield _edge(f"s.{number}", f"e.{number}", claim.id, SEGMENT)
    for relation in map.relations:
        first, *others = relation.premises
        yield _edge(relation.id, first, relation.target, _type(relation, schemes[relation.id]))
        for number, premise in enumerate(others, start=2):
            yield _edge(f"{relation.id}.{number}", premise, relation.id, ADDED)


def _edge(id: str, source: str, target: str, type: str) -> str:
    return f'<edge id="{_xml_id(id)}" src="{_xml_id(source)}" trg="{_xml_id(target)}" type="{type}"/>'


def _type(relation: Relation, scheme: str | None) -> str:
    if relation.kind is RelationKind.SUPPORT:
        return "exa" if scheme == EXAMPLE else "sup"
    return "und" if relation.kind is RelationKind.UNDERCUT else "reb"


def _xml_id(id: str) -> str:
    return f"{DIGIT}{id}" if id[0].isdigit() else id


def _native(map: ArgumentMap) -> ArgumentMap:
    """Return what comes back of a map when nothing is enclosed: claims, supports, attacks and undercuts."""
    return statements(map, CARRIES, RelationKind.REPHRASE, RelationKind.EXPLAINS, backings=True)


def _roles(map: ArgumentMap, tags: Mapping[str, Collection[str]]) -> dict[str, str]:
    """Return who holds each claim: as its tags say, or else the side on which its first step puts it.

    A support is on the side of what it leads to, an attack on the other, and an undercut on the other side than the step.

    Args:
        map: Claims and relations.
        tags: The tags of the claims.
    """
    made = {id: tag for id, given in tags.items() for tag in given if tag in ROLES}
    first: dict[str, Relation] = {}
    for relation in map.relations:
        for premise in relation.premises:
            first.setdefault(premise, relation)
    ends: dict[str, tuple[str, bool]] = {}
    for claim in map.claims:
        way: dict[str, bool] = {}  # claims, and whether the next one is on the other side
        id = claim.id
        while id not in made and id in first and id not in way:
            end, way[id] = _end(map, first[id], ends)
            id = end
        side = made.setdefault(id, "pro") if id not in way else "pro"
        for passed in reversed(way):
            side = OTHER[side] if way[passed] else side
            made.setdefault(passed, side)
    return made


def _end(map: ArgumentMap, relation: Relation, ends: dict[str, tuple[str, bool]]) -> tuple[str, bool]:
    """Return the claim that a relation leads to, through other relations, and whether it is against that claim.

    Args:
        map: Claims and relations.
        relation: The relation.
        ends: What was found before, and is now found on the way, so that a chain of undercuts is walked once.
    """
    passed: dict[str, Relation] = {}
    while relation.target in map.relations_by_id and relation.id not in passed and relation.id not in ends:
        passed[relation.id] = relation
        relation = map.relations_by_id[relation.target]
    end = ends.setdefault(relation.id, (relation.target, relation.kind is not RelationKind.SUPPORT))
    for each in reversed(passed.values()):
        end = ends[each.id] = (end[0], end[1] ^ (each.kind is not RelationKind.SUPPORT))
    return end


NATIVE = Format("microtexts", "arg-microtexts", (), CARRIES, keeps=_native)
"""The format as it is when nothing is enclosed."""
