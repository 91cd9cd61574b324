"""AM221 to AM224: whether each reason leads somewhere, and only to what it can be a reason for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from argmap.diagnostics import Finding, Severity, rule
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation, RelationKind


@rule("AM221", Severity.WARNING)
def circular_rephrase(map: ArgumentMap) -> Iterator[Finding]:
    """A claim supports, directly or in the end, a claim that says the same in other words.

    To support something by its own conclusion begs the question: nobody who doubts the one accepts the other. The rule
    follows supports from a claim to the claims that it rephrases; a direct support is reported by rephrase-as-reason.

    Source:
        Walton (1991), Begging the Question: circular reasoning as a tactic.

    Bad:
        claims:
          - {id: c1, text: It should be closed., implicit: true}
          - {id: c2, text: It ought to be shut., implicit: true}
          - {id: c3, text: It costs too much., implicit: true}
        relations:
          - {id: r1, kind: rephrase, premises: [c2], target: c1}
          - {id: r2, kind: support, premises: [c2], target: c3}
          - {id: r3, kind: support, premises: [c3], target: c1}

    Good:
        claims:
          - {id: c1, text: It should be closed., implicit: true}
          - {id: c2, text: It ought to be shut., implicit: true}
          - {id: c3, text: It costs too much., implicit: true}
        relations:
          - {id: r1, kind: rephrase, premises: [c2], target: c1}
          - {id: r3, kind: support, premises: [c3], target: c1}
    """
    same = _statements(map)
    if not same:
        return
    supports = [r for r in map.relations if r.kind is RelationKind.SUPPORT]
    onward: dict[str, list[str]] = {}
    for relation in supports:
        for premise in relation.premises:
            onward.setdefault(same.get(premise, premise), []).append(
                same.get(relation.target, relation.target)
            )
    for index, relation in enumerate(map.relations):
        if relation.kind is not RelationKind.SUPPORT:
            continue
        for premise in relation.premises:
            own = same.get(premise)
            target = same.get(relation.target, relation.target)
            if own is not None and target != own and _leads(onward, target, own):
                wordings = sorted(name for name, statement in same.items() if statement == own)
                # Of a circle in the same wording support-cycle speaks.
                if not _circle_without_rephrase(supports, premise, relation.target):
                    other = next(name for name in wordings if name != premise)
                    yield Finding(
                        ("relations", index, "premises", relation.premises.index(premise)),
                        f"{premise!r} is in the end a reason for {other!r}, which says the same",
                        "remove the support, or the rephrase if the two are not the same",
                    )


@rule("AM222", Severity.ADVICE)
def reason_for_rivals(map: ArgumentMap) -> Iterator[Finding]:
    """The same premises support every answer to an issue whose answers exclude each other.

    What speaks for each answer decides between none. Perhaps one of the supports is a mistake, or it is a reason against
    something else. A reason that several answers share, but not all, is not reported.

    Bad:
        issues: [{id: keep, question: 'Should it be kept?', exclusive: true}]
        claims:
          - {id: c1, text: It should be kept., answers: keep, implicit: true}
          - {id: c2, text: It should be dropped., answers: keep, implicit: true}
          - {id: c3, text: It has users., implicit: true}
        relations:
          - {id: r1, kind: support, premises: [c3], target: c1}
          - {id: r2, kind: support, premises: [c3], target: c2}

    Good:
        issues: [{id: keep, question: 'Should it be kept?', exclusive: true}]
        claims:
          - {id: c1, text: It should be kept., answers: keep, implicit: true}
          - {id: c2, text: It should be dropped., answers: keep, implicit: true}
          - {id: c3, text: It has users., implicit: true}
        relations: [{id: r1, kind: support, premises: [c3], target: c1}]
    """
    theses: dict[str, list[str]] = {}
    for claim in map.claims:
        if claim.answers:
            theses.setdefault(claim.answers, []).append(claim.id)
    places = {relation.id: index for index, relation in enumerate(map.relations)}
    for issue in map.issues:
        rivals = theses.get(issue.id, [])
        if not issue.is_exclusive or len(rivals) < 2:  # noqa: PLR2004 (a rival makes two)
            continue
        reached: dict[frozenset[str], dict[str, int]] = {}
        for thesis in rivals:
            for relation in map.incoming.get(thesis, ()):
                if relation.kind is RelationKind.SUPPORT:
                    reached.setdefault(frozenset(relation.premises), {})[thesis] = places[relation.id]
        for premises, supports in reached.items():
            if len(supports) == len(rivals):
                yield Finding(
                    ("relations", max(supports.values()), "premises"),
                    f"{', '.join(sorted(premises))!r} supports every thesis on {issue.id!r}, and so speaks for none of them",
                    "keep the support that the thread has",
                )


@rule("AM223", Severity.ADVICE)
def unused_conclusion(map: ArgumentMap) -> Iterator[Finding]:
    """A claim has reasons, and is itself a reason for nothing and an answer to no issue.

    An argument leads to a thesis. Where a conclusion leads nowhere, the relation onwards is missing, or the arrow is drawn
    from the conclusion to its reason. Remarks about the discussion (`meta: true`), conditions and answers to questions are
    not reported, and neither are claims on which somebody takes a stance, which may be said for their own sake, and maps
    without theses.

    Bad:
        issues: [{id: drop, question: 'Should it be dropped?'}]
        claims:
          - {id: c1, text: It should be dropped., answers: drop, implicit: true}
          - {id: c2, text: It costs much., implicit: true}
          - {id: c3, text: Its tests take an hour., implicit: true}
        relations:
          - {id: r1, kind: support, premises: [c2], target: c1}
          - {id: r2, kind: support, premises: [c2], target: c3}

    Good:
        issues: [{id: drop, question: 'Should it be dropped?'}]
        claims:
          - {id: c1, text: It should be dropped., answers: drop, implicit: true}
          - {id: c2, text: It costs much., implicit: true}
          - {id: c3, text: Its tests take an hour., implicit: true}
        relations:
          - {id: r1, kind: support, premises: [c2], target: c1}
          - {id: r2, kind: support, premises: [c3], target: c2}
    """
    if not map.theses:
        return
    used: set[str | None] = {premise for relation in map.relations for premise in relation.premises}
    used |= {r.target for r in map.relations if r.kind is RelationKind.REPHRASE}
    used |= {c.condition_claim for c in map.commitments}
    used |= {answer.claim for question in map.questions for answer in question.answered_by}
    used |= {issue.parent for issue in map.issues}
    for index, claim in enumerate(map.claims):
        reasons = [r for r in map.incoming.get(claim.id, ()) if r.kind is RelationKind.SUPPORT]
        if not reasons or claim.id in used or claim.is_thesis or claim.meta:
            continue
        # What somebody takes a stance on may be said for its own sake.
        if claim.id not in map.commitments_on:
            yield Finding(
                ("claims", index, "id"),
                f"{claim.id!r} has reasons, and is a reason for nothing",
                f"add where it leads, or turn {reasons[0].id!r} round",
            )


@rule("AM224", Severity.ADVICE, needs_whole_map=False)
def weightless_relation(map: ArgumentMap) -> Iterator[Finding]:
    """A relation has the weight 0.

    Where strengths are counted, such a relation is the same as none, and where they are not, it counts in full. Give it a
    small weight, or remove it.

    Bad:
        claims: [{id: c1, text: It is so., implicit: true}, {id: c2, text: Ann says so., implicit: true}]
        relations: [{id: r1, kind: support, premises: [c2], target: c1, weight: 0}]

    Good:
        claims: [{id: c1, text: It is so., implicit: true}, {id: c2, text: Ann says so., implicit: true}]
        relations: [{id: r1, kind: support, premises: [c2], target: c1, weight: 0.2}]
    """
    for index, relation in enumerate(map.relations):
        if relation.weight == 0:
            yield Finding(
                ("relations", index, "weight"),
                f"the weight of {relation.id!r} is 0, so that it counts for nothing",
                "give it a weight, or remove the relation",
            )


def _statements(map: ArgumentMap) -> Mapping[str, str]:
    """Return the claims that others rephrase or that rephrase others, each with one of them that stands for all."""
    stands: dict[str, str] = {}

    def root(name: str) -> str:
        while stands.get(name, name) != name:
            name = stands[name]
        return name

    for relation in map.relations:
        if relation.kind is RelationKind.REPHRASE:
            one, other = sorted((root(relation.premises[0]), root(relation.target)))
            stands[one] = stands[other] = one
            stands.setdefault(relation.premises[0], one)
            stands.setdefault(relation.target, one)
    return {name: root(name) for name in stands}


def _leads(onward: Mapping[str, list[str]], start: str, goal: str) -> bool:
    todo, seen = [start], {start}
    while todo:
        for following in onward.get(todo.pop(), ()):
            if following == goal:
                return True
            if following not in seen:
                seen.add(following)
                todo.append(following)
    return False


def _circle_without_rephrase(supports: list[Relation], premise: str, target: str) -> bool:
    onward: dict[str, list[str]] = {}
    for relation in supports:
        for name in relation.premises:
            onward.setdefault(name, []).append(relation.target)
    return target == premise or _leads(onward, target, premise)
