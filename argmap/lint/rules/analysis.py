"""AM503, AM504, AM601: what the analysis of a map shows: open objections and unmet expectations."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.diagnostics import Finding, Severity, rule
from argmap.dialogue.overview import dialogue
from argmap.model.base import field_key
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation, RelationKind


@rule("AM503", Severity.ADVICE)
def unanswered_objection(map: ArgumentMap) -> Iterator[Finding]:
    """Nothing objects to an objection.

    Perhaps nobody answered it: then readers should know. Perhaps the answer is in the thread and not yet in the map.
    A reason for the inference that is undercut (a backing) is an answer. An objection that raises a critical question is
    reported by unanswered-question instead. What remarks about the discussion
    (`meta: true`) say against the matter has no weight, and needs no answer.

    Bad:
        claims: [{id: c1, text: It is so., implicit: true}, {id: c2, text: Weights differ., implicit: true}]
        relations: [{id: r1, kind: attack, premises: [c2], target: c1}]

    Good:
        claims:
          - {id: c1, text: It is so., implicit: true}
          - {id: c2, text: Weights differ., implicit: true}
          - {id: c3, text: They differ little., implicit: true}
        relations:
          - {id: r1, kind: attack, premises: [c2], target: c1}
          - {id: r2, kind: undercut, premises: [c3], target: r1}
          - {id: r3, kind: attack, premises: [c1], target: c3}
    """
    replies = dialogue(map).replies
    answering = {answer for answers in replies.values() for answer in answers}
    for index, relation in enumerate(map.relations):
        is_open = relation.id in replies and not replies[relation.id] and relation.id not in answering
        counts = relation.id not in map.weightless and not _is_backed(map, relation)
        if is_open and counts and relation.question is None:
            yield Finding(
                ("relations", index, "id"),
                f"nothing objects to the objection {relation.id!r}",
                "look for an answer in the thread and add it",
            )


@rule("AM504", Severity.ADVICE)
def unanswered_question(map: ArgumentMap) -> Iterator[Finding]:
    """A critical question is raised, and nothing answers the objection that raises it.

    A critical question shifts the burden of proof: until somebody answers it, the argument it questions does not hold.

    Bad:
        claims:
          - {id: c1, text: It is so., implicit: true}
          - {id: c2, text: Ann says so., implicit: true}
          - {id: c3, text: Ann is a poet., implicit: true}
        relations:
          - {id: r1, kind: support, premises: [c2], target: c1, scheme: expert-opinion}
          - {id: r2, kind: undercut, premises: [c3], target: r1, question: field}

    Good:
        claims:
          - {id: c1, text: It is so., implicit: true}
          - {id: c2, text: Ann says so., implicit: true}
          - {id: c3, text: Ann is a poet., implicit: true}
          - {id: c4, text: Ann studied it., implicit: true}
        relations:
          - {id: r1, kind: support, premises: [c2], target: c1, scheme: expert-opinion}
          - {id: r2, kind: undercut, premises: [c3], target: r1, question: field}
          - {id: r3, kind: attack, premises: [c4], target: c3}
    """
    if not any(relation.question for relation in map.relations):
        return
    replies = dialogue(map).replies
    for index, relation in enumerate(map.relations):
        is_open = relation.id in replies and not replies[relation.id]
        if is_open and relation.question is not None and not _is_backed(map, relation):
            yield Finding(
                ("relations", index, "question"),
                f"nothing answers the critical question {relation.question!r} that {relation.id!r} raises",
                "look for an answer in the thread and add it",
            )


def _is_backed(map: ArgumentMap, objection: Relation) -> bool:
    """Return whether something supports the inference that an objection undercuts."""
    backings = (r.kind is RelationKind.SUPPORT for r in map.incoming.get(objection.target, ()))
    return objection.kind is RelationKind.UNDERCUT and any(backings)


@rule("AM601")
def unmet_expectation(map: ArgumentMap) -> Iterator[Finding]:
    """A claim, example or relation does not have the label that the map expects.

    The labels are those of `argmap analyse` without options, where what participants do with claims counts. Either a relation
    or a commitment is wrong, or the expectation is out of date; `argmap why` explains a label. In `expect`, `in` means accepted, `out` rejected and `undecided` undecided.

    Bad:
        claims:
          - {id: c1, text: Convolution is simple., implicit: true}
          - {id: c2, text: Convolution is an integral., implicit: true}
        relations: [{id: r1, kind: attack, premises: [c2], target: c1}]
        expect: {in: [c1]}

    Good:
        claims:
          - {id: c1, text: Convolution is simple., implicit: true}
          - {id: c2, text: Convolution is an integral., implicit: true}
        relations: [{id: r1, kind: attack, premises: [c2], target: c1}]
        expect: {in: [c2], out: [c1]}
    """
    if map.expect is None:
        return
    # A map without expectations, which most are, does not pay for the analysis.
    from argmap.evaluation.theory import theory

    labels = theory(map).labels
    for field in type(map.expect).model_fields:
        key = field_key(type(map.expect), field)
        for index, name in enumerate(getattr(map.expect, field)):
            if labels[name] != key:
                yield Finding(
                    ("expect", key, index),
                    f"{name!r} is expected to be {key} and is {labels[name]}",
                    f"see: argmap why PATH {name}",
                )
