"""AM2xx: the same thing said twice, or said and unsaid."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.diagnostics import Edit, Finding, Fix, Removed, Severity, rule
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation, RelationKind


@rule("AM206", needs_whole_map=False)
def duplicate_claim(map: ArgumentMap) -> Iterator[Finding]:
    """Two claims say the same, letter case, white space and a final stop aside.

    Reasons for one would not count for the other. Make them one claim, or say it in two ways and join them
    with a rephrase.

    Bad:
        claims:
          - {id: c1, text: Convolution is simple., implicit: true}
          - {id: c2, text: convolution is simple, implicit: true}

    Good:
        claims: [{id: c1, text: Convolution is simple., implicit: true}]
    """
    first: dict[str, str] = {}
    for index, claim in enumerate(map.claims):
        said = " ".join(claim.text.split()).rstrip(".").casefold()
        if said in first:
            yield Finding(
                ("claims", index, "text"),
                f"claim {claim.id!r} says the same as {first[said]!r}",
                "make them one claim",
            )
        first.setdefault(said, claim.id)


@rule("AM207", needs_whole_map=False)
def duplicate_relation(map: ArgumentMap) -> Iterator[Finding]:
    """Two relations of one kind join the same premises to the same target.

    Counts and strengths would take one reason for two. Where the second says nothing else and nothing points at it,
    `--fix` takes it out.

    Bad:
        claims: [{id: c1, text: It is so., implicit: true}, {id: c2, text: Ann says so., implicit: true}]
        relations:
          - {id: r1, kind: support, premises: [c2], target: c1}
          - {id: r2, kind: support, premises: [c2], target: c1}

    Good:
        claims: [{id: c1, text: It is so., implicit: true}, {id: c2, text: Ann says so., implicit: true}]
        relations:
          - {id: r1, kind: support, premises: [c2], target: c1}
    """
    first: dict[tuple[RelationKind, frozenset[str], str], Relation] = {}
    pointed_at = {relation.target for relation in map.relations} | set(
        map.expect.labels() if map.expect else ()
    )
    for index, relation in enumerate(map.relations):
        key = (relation.kind, frozenset(relation.premises), relation.target)
        earlier = first.setdefault(key, relation)
        if earlier is not relation:
            same = earlier.model_copy(update={"id": relation.id, "premises": relation.premises}) == relation
            spare = same and relation.id not in pointed_at
            edits = (Edit(("relations", index), Removed),)
            yield Finding(
                ("relations", index, "id"),
                f"relation {relation.id!r} says the same as {earlier.id!r}",
                "keep one of them",
                fix=Fix("take the second one out", edits) if spare else None,
            )


@rule("AM209")
def support_and_attack(map: ArgumentMap) -> Iterator[Finding]:
    """The same premises support and attack the same target.

    A reason cannot count for a claim and against it; one of the two relations is a slip, or the premise is two claims.

    Bad:
        claims: [{id: c1, text: It is so., implicit: true}, {id: c2, text: Ann says so., implicit: true}]
        relations:
          - {id: r1, kind: support, premises: [c2], target: c1}
          - {id: r2, kind: attack, premises: [c2], target: c1}

    Good:
        claims: [{id: c1, text: It is so., implicit: true}, {id: c2, text: Ann says so., implicit: true}]
        relations:
          - {id: r1, kind: support, premises: [c2], target: c1}
    """
    supports = {
        (premise, relation.target): relation.id
        for relation in map.relations
        if relation.kind is RelationKind.SUPPORT and not relation.is_linked
        for premise in relation.premises
    }
    for index, relation in enumerate(map.relations):
        if relation.kind is RelationKind.ATTACK and not relation.is_linked:
            other = supports.get((relation.premises[0], relation.target))
            if other is not None:
                yield Finding(
                    ("relations", index, "kind"),
                    f"{relation.id!r} attacks {relation.target!r} with what {other!r} supports it with",
                    "keep one of them, or part the premise into two claims",
                )


@rule("AM213", Severity.WARNING)
def rephrase_as_reason(map: ArgumentMap) -> Iterator[Finding]:
    """A claim is a reason for what it rephrases.

    To say a thing in other words gives nobody a reason for it; a cycle of two claims is still a cycle.

    Bad:
        claims: [{id: c1, text: It is so., implicit: true}, {id: c2, text: That is the case., implicit: true}]
        relations:
          - {id: r1, kind: rephrase, premises: [c2], target: c1}
          - {id: r2, kind: support, premises: [c2], target: c1}

    Good:
        claims: [{id: c1, text: It is so., implicit: true}, {id: c2, text: That is the case., implicit: true}]
        relations:
          - {id: r1, kind: rephrase, premises: [c2], target: c1}
    """
    same = {
        frozenset((relation.premises[0], relation.target)): relation.id
        for relation in map.relations
        if relation.kind is RelationKind.REPHRASE
    }
    for index, relation in enumerate(map.relations):
        pair = frozenset((relation.premises[0], relation.target))
        if relation.kind is RelationKind.SUPPORT and not relation.is_linked and pair in same:
            yield Finding(
                ("relations", index, "kind"),
                f"{relation.id!r} supports {relation.target!r} with what {same[pair]!r} says is the same",
                "keep the rephrase",
            )
