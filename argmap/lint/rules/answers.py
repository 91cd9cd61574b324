"""AM503, AM504: what the discussion left open."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.diagnostics import Finding, Severity, rule
from argmap.dialogue.overview import dialogue
from argmap.model.map import ArgumentMap


@rule("AM503", Severity.ADVICE)
def unanswered_objection(map: ArgumentMap) -> Iterator[Finding]:
    """Nothing objects to an objection.

    Perhaps nobody answered it, which is worth knowing; perhaps the answer is in the thread and not in the map. Of an
    objection that raises a critical question, unanswered-question tells.

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
        if is_open and relation.question is None:
            yield Finding(
                ("relations", index, "id"),
                f"nothing objects to the objection {relation.id!r}",
                "look for an answer in the thread",
            )


@rule("AM504", Severity.ADVICE)
def unanswered_question(map: ArgumentMap) -> Iterator[Finding]:
    """A critical question is raised, and nothing answers the objection that raises it.

    A critical question shifts the burden: until it is answered, the argument of its scheme does not go through.

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
        if relation.question is not None and relation.id in replies and not replies[relation.id]:
            yield Finding(
                ("relations", index, "question"),
                f"nothing answers the critical question {relation.question!r} that {relation.id!r} raises",
                "look for an answer in the thread",
            )
