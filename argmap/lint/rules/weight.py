"""AM215 to AM217: remarks, explanations and backings where they have no effect, or another one than meant."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.diagnostics import Finding, Severity, rule
from argmap.lint.stances import in_order
from argmap.model.annotations import Stance
from argmap.model.map import ArgumentMap
from argmap.model.relation import RelationKind


@rule("AM215", Severity.ADVICE)
def remark_in_the_matter(map: ArgumentMap) -> Iterator[Finding]:
    """A remark about the discussion (`meta: true`) answers an issue, or is used in the matter itself.

    "These barbs get us nowhere" is no reason for or against anything that is discussed, so such a relation is shown and
    has no weight. If it should only be shown, allow it. Relations among remarks are not reported. A remark that rephrases a
    claim of the matter, or is a condition in it, would count there.

    Bad:
        claims:
          - {id: c1, text: Convolution is simple., implicit: true}
          - {id: c2, text: Bo is rude., implicit: true, meta: true}
        relations: [{id: r1, kind: attack, premises: [c2], target: c1}]

    Good:
        claims:
          - {id: c1, text: Barbs get us nowhere., implicit: true, meta: true}
          - {id: c2, text: Bo is rude., implicit: true, meta: true}
        relations: [{id: r1, kind: support, premises: [c2], target: c1}]
    """
    meta = {claim.id for claim in map.claims if claim.meta}
    for index, claim in enumerate(map.claims):
        if claim.meta and claim.is_thesis:
            yield Finding(
                ("claims", index, "answers"),
                f"{claim.id!r} is a remark about the discussion, and answers {claim.answers!r}",
                "remove 'answers', or 'meta' if it is about the matter",
            )
    yield from _counting(map, meta)
    for index, relation in enumerate(map.relations):
        if not meta or not relation.kind.is_argument:
            continue
        remarks = [premise for premise in relation.premises if premise in meta]
        if remarks and relation.id in map.weightless:
            yield Finding(
                ("relations", index, "premises", relation.premises.index(remarks[0])),
                f"{remarks[0]!r} is a remark about the discussion, so {relation.id!r} has no weight",
                "remove the relation, or 'meta' if the claim is about the matter",
            )
        elif relation.target in meta and not remarks:
            yield Finding(
                ("relations", index, "target"),
                f"{relation.target!r} is a remark about the discussion, and {relation.id!r} brings the matter into it",
                "remove the relation, or say 'meta' of its premises too",
            )


def _counting(map: ArgumentMap, meta: set[str]) -> Iterator[Finding]:
    """Yield the remarks that count in the matter: one with a claim, or a condition of a stance on it."""
    for index, relation in enumerate(map.relations):
        ends = (*relation.premises, relation.target)
        if relation.kind is RelationKind.REPHRASE and len(meta.intersection(ends)) == 1:
            remark = next(end for end in ends if end in meta)
            yield Finding(
                ("relations", index, "kind"),
                f"{relation.id!r} makes the remark {remark!r} one with a claim about the matter",
                "remove the relation, or 'meta' if the claim is about the matter",
            )
    for index, commitment in enumerate(map.commitments):
        if commitment.condition_claim in meta and commitment.claim not in meta:
            yield Finding(
                ("commitments", index, "if"),
                f"the condition {commitment.condition!r} is a remark about the discussion",
                "write the condition in words, or remove 'meta' if the claim is about the matter",
            )


@rule("AM216", Severity.ADVICE)
def explanation_of_doubted_claim(map: ArgumentMap) -> Iterator[Finding]:
    """A relation explains a claim that somebody in the thread denies or questions.

    People explain what is agreed and argue for what is not. Where somebody doubts the claim, the same words are often meant
    as a reason; then the relation is a support, which counts.

    Bad:
        thread:
          participants: [{id: a, name: Ann}, {id: b, name: Bo}]
          posts: [{id: p1, author: a, text: 'It is slow, since it is old.'}, {id: p2, author: b, text: It is not slow.}]
        claims:
          - {id: c1, text: It is slow., quotes: [{post: p1, exact: It is slow}]}
          - {id: c2, text: It is old., quotes: [{post: p1, exact: it is old}]}
        relations: [{id: r1, kind: explains, premises: [c2], target: c1}]
        commitments: [{participant: b, post: p2, claim: c1, stance: denies}]

    Good:
        thread:
          participants: [{id: a, name: Ann}, {id: b, name: Bo}]
          posts: [{id: p1, author: a, text: 'It is slow, since it is old.'}, {id: p2, author: b, text: It is not slow.}]
        claims:
          - {id: c1, text: It is slow., quotes: [{post: p1, exact: It is slow}]}
          - {id: c2, text: It is old., quotes: [{post: p1, exact: it is old}]}
        relations: [{id: r1, kind: support, premises: [c2], target: c1}]
        commitments: [{participant: b, post: p2, claim: c1, stance: denies}]
    """
    last = {(c.claim, c.participant): c.stance for _, _, c in in_order(map)}
    doubts = {claim: (person, stance) for (claim, person), stance in last.items() if stance in DOUBTS}
    for index, relation in enumerate(map.relations):
        if relation.kind is RelationKind.EXPLAINS and relation.target in doubts:
            person, stance = doubts[relation.target]
            yield Finding(
                ("relations", index, "kind"),
                f"{relation.id!r} explains {relation.target!r}, which {person!r} {stance}",
                "write 'support' if it is meant as a reason",
            )


DOUBTS = frozenset({Stance.DENIES, Stance.QUESTIONS})


@rule("AM217", Severity.WARNING)
def backing_of_no_inference(map: ArgumentMap) -> Iterator[Finding]:
    """A support has a rephrase or an explanation as its target.

    A support of a relation is a backing: it says why an inference holds. A rephrase and an explanation infer nothing, so
    that there is nothing to back.

    Bad:
        claims:
          - {id: c1, text: It is slow., implicit: true}
          - {id: c2, text: It is old., implicit: true}
          - {id: c3, text: What is old is slow., implicit: true}
        relations:
          - {id: r1, kind: explains, premises: [c2], target: c1}
          - {id: r2, kind: support, premises: [c3], target: r1}

    Good:
        claims:
          - {id: c1, text: It is slow., implicit: true}
          - {id: c2, text: It is old., implicit: true}
          - {id: c3, text: What is old is slow., implicit: true}
        relations:
          - {id: r1, kind: support, premises: [c2], target: c1}
          - {id: r2, kind: support, premises: [c3], target: r1}
    """
    relations = map.relations_by_id
    for index, relation in enumerate(map.relations):
        backed = relations.get(relation.target)
        if relation.kind is RelationKind.SUPPORT and backed is not None and not backed.kind.is_argument:
            yield Finding(
                ("relations", index, "target"),
                f"{relation.id!r} backs {backed.id!r}, which infers nothing: its kind is {str(backed.kind)!r}",
                "name a claim, or a relation that is an inference",
            )
