"""AM101 to AM108: what must hold in every argument map. A map that breaks one of these rules is refused."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.diagnostics import Finding, Rule, rule
from argmap.location import Path
from argmap.model.annotation_rules import (
    circular_condition,
    circular_issue,
    contradictory_expectation,
    contradictory_outcome,
    dangling_breach,
    dangling_commitment,
    dangling_expectation,
    dangling_parent,
    dangling_question,
    foreign_words,
    unknown_discussion_rule,
)
from argmap.model.document import MapDocument
from argmap.model.faults import unless_known
from argmap.model.relation import ENDPOINTS, NodeKind, RelationKind
from argmap.model.scheme import schemes


@rule("AM101")
def dangling_relation(map: MapDocument) -> Iterator[Finding]:
    """A relation names a premise or a target that the map does not have.

    Without this rule, an argument would be lost silently because of a typing error.

    Bad:
        claims:
          - {id: c8, text: Convolution is simple., implicit: true}
          - {id: c7, text: Weights are shared., implicit: true}
        relations:
          - {id: r1, kind: support, premises: [c7], target: c9}

    Good:
        claims:
          - {id: c8, text: Convolution is simple., implicit: true}
          - {id: c7, text: Weights are shared., implicit: true}
        relations:
          - {id: r1, kind: support, premises: [c7], target: c8}
    """
    known = map.kinds
    for index, relation in enumerate(map.relations):
        for position, premise in enumerate(relation.premises):
            yield from unless_known(("relations", index, "premises", position), "premise", premise, known)
        yield from unless_known(("relations", index, "target"), "relation target", relation.target, known)


@rule("AM102")
def duplicate_id(map: MapDocument) -> Iterator[Finding]:
    """Two parts of a map have the same id.

    Ids are unique across issues, claims, examples, relations and questions, so that an id names one thing.

    Bad:
        claims: [{id: backprop, text: Backprop is calculus., implicit: true}]
        examples: [{id: backprop, name: Backprop, topic: backprop, text: It differentiates.}]

    Good:
        claims: [{id: backprop-is-calculus, text: Backprop is calculus., implicit: true}]
        examples: [{id: backprop, name: Backprop, topic: backprop, text: It differentiates.}]
    """
    seen: dict[str, str] = {}
    for field in ("issues", "claims", "examples", "relations", "questions"):
        for index, item in enumerate(getattr(map, field)):
            if item.id in seen:
                yield Finding(
                    (field, index, "id"),
                    f"{item.id!r} is already the id of one of the {seen[item.id]}",
                    "ids are unique across the whole map; choose another",
                )
            seen.setdefault(item.id, field)


@rule("AM103")
def dangling_quote(map: MapDocument) -> Iterator[Finding]:
    """A quote names a post that the thread does not have, or the map has no thread.

    Readers must be able to look up the quoted words.

    Bad:
        thread: {posts: [{id: p1, text: Convolution is simple.}]}
        claims: [{id: c1, text: Convolution is simple., quotes: [{post: p2, exact: simple}]}]

    Good:
        thread: {posts: [{id: p1, text: Convolution is simple.}]}
        claims: [{id: c1, text: Convolution is simple., quotes: [{post: p1, exact: simple}]}]
    """
    posts = map.thread.posts_by_id if map.thread else {}
    for path, quote in map.quotes():
        yield from unless_known((*path, "post"), "quoted post", quote.post, posts, "the thread")


@rule("AM105")
def dangling_answer(map: MapDocument) -> Iterator[Finding]:
    """A thesis answers an issue that the map does not have.

    The claim would answer nothing, and argmap could not find its rival theses.

    Bad:
        issues: [{id: need, question: 'How much mathematics does machine learning need?'}]
        claims: [{id: c1, text: It needs a lot., answers: needs, implicit: true}]

    Good:
        issues: [{id: need, question: 'How much mathematics does machine learning need?'}]
        claims: [{id: c1, text: It needs a lot., answers: need, implicit: true}]
    """
    issues = {issue.id for issue in map.issues}
    for index, claim in enumerate(map.claims):
        if claim.answers is not None:
            yield from unless_known(("claims", index, "answers"), "issue", claim.answers, issues)


@rule("AM106", needs_whole_map=False)
def unknown_scheme(map: MapDocument) -> Iterator[Finding]:
    """A relation names an argumentation scheme, or a critical question of it, that is not known.

    Each scheme has its critical questions. With a mistyped name, nobody would ask them.
    `argmap explain --kind scheme` lists the schemes.

    Bad:
        claims: [{id: c1, text: It is so., implicit: true}, {id: c2, text: Ann says so., implicit: true}]
        relations: [{id: r1, kind: support, premises: [c2], target: c1, scheme: expert-opinon}]

    Good:
        claims: [{id: c1, text: It is so., implicit: true}, {id: c2, text: Ann says so., implicit: true}]
        relations: [{id: r1, kind: support, premises: [c2], target: c1, scheme: expert-opinion}]
    """
    for index, relation in enumerate(map.relations):
        if relation.scheme is not None:
            yield from unless_known(
                ("relations", index, "scheme"), "scheme", relation.scheme, schemes(), "argmap"
            )


@rule("AM107")
def unknown_question(map: MapDocument) -> Iterator[Finding]:
    """An objection raises a critical question that the scheme it objects to does not have.

    If the objection names a scheme (`scheme`), that one counts. Otherwise it is the scheme of the relation that it
    undercuts, or of a relation that supports the claim that it attacks.

    Bad:
        claims:
          - {id: c1, text: It is so., implicit: true}
          - {id: c2, text: Ann says so., implicit: true}
          - {id: c3, text: Ann is a poet., implicit: true}
        relations:
          - {id: r1, kind: support, premises: [c2], target: c1, scheme: expert-opinion}
          - {id: r2, kind: undercut, premises: [c3], target: r1, question: feild}

    Good:
        claims:
          - {id: c1, text: It is so., implicit: true}
          - {id: c2, text: Ann says so., implicit: true}
          - {id: c3, text: Ann is a poet., implicit: true}
        relations:
          - {id: r1, kind: support, premises: [c2], target: c1, scheme: expert-opinion}
          - {id: r2, kind: undercut, premises: [c3], target: r1, question: field}
    """
    for index, relation in enumerate(map.relations):
        if relation.question is None or relation.target not in map.kinds:
            continue
        schemes_met = set(map.schemes_challenged_by(relation))
        if not schemes_met <= schemes().keys():
            continue  # unknown-scheme reports it
        questions = {question.id for name in schemes_met for question in schemes()[name].questions}
        where = (
            "the schemes it objects to"
            if schemes_met
            else "any scheme, because the relation it objects to names none"
        )
        path = ("relations", index, "question")
        yield from unless_known(path, "critical question", relation.question, questions, where)


@rule("AM108")
def forbidden_relation(map: MapDocument) -> Iterator[Finding]:
    """A relation joins parts that its kind cannot join.

    Supports, attacks and explanations join claims and examples. The target of an undercut is a relation, and that of a
    support may be one: it is then a backing. A rephrase joins one claim to one other claim.

    Bad:
        claims:
          - {id: c1, text: It is so., implicit: true}
          - {id: c2, text: Ann says so., implicit: true}
        relations: [{id: r1, kind: undercut, premises: [c2], target: c1}]

    Good:
        claims:
          - {id: c1, text: It is so., implicit: true}
          - {id: c2, text: Ann says so., implicit: true}
        relations: [{id: r1, kind: attack, premises: [c2], target: c1}]
    """
    for index, relation in enumerate(map.relations):
        sources, targets = ENDPOINTS[relation.kind]
        for position, premise in enumerate(relation.premises):
            yield from _unless_allowed(
                map, ("relations", index, "premises", position), relation.kind, premise, sources, "start from"
            )
        yield from _unless_allowed(
            map, ("relations", index, "target"), relation.kind, relation.target, targets, "end on"
        )
        if relation.kind is RelationKind.REPHRASE and relation.is_linked:
            yield Finding(
                ("relations", index, "premises"),
                "a rephrase joins one claim to one other claim",
                "write one rephrase for each",
            )


def _unless_allowed(
    map: MapDocument, path: Path, kind: RelationKind, name: str, allowed: frozenset[NodeKind], verb: str
) -> Iterator[Finding]:
    actual = map.kinds.get(name)
    if actual is not None and actual not in allowed:
        choices = " or ".join(_with_article(choice) for choice in sorted(allowed))
        yield Finding(
            path,
            f"{_with_article(kind)} cannot {verb} {_with_article(actual)} ({name!r})",
            f"it may {verb} {choices}",
        )


def _with_article(kind: NodeKind | RelationKind) -> str:
    noun = "explanation" if kind is RelationKind.EXPLAINS else kind
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


MAP_RULES: tuple[Rule, ...] = (
    dangling_relation,
    duplicate_id,
    dangling_quote,
    dangling_commitment,
    dangling_answer,
    unknown_scheme,
    unknown_question,
    forbidden_relation,
    dangling_expectation,
    contradictory_expectation,
    unknown_discussion_rule,
    dangling_breach,
    foreign_words,
    contradictory_outcome,
    dangling_parent,
    circular_issue,
    circular_condition,
    dangling_question,
)

NEED_THREAD: tuple[Rule, ...] = (
    dangling_quote,
    dangling_commitment,
    dangling_breach,
    foreign_words,
    contradictory_outcome,
    dangling_question,
)
"""Rules that say nothing useful while the thread itself cannot be read."""

NEED_RELATIONS: tuple[Rule, ...] = (unknown_question,)
"""Rules that need all relations, because one relation gives another its meaning."""
