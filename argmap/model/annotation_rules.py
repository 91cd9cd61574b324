"""AM104 and AM109 to AM112: what must hold of commitments, expectations, stages and breaches in every map."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.diagnostics import Finding, rule
from argmap.location import Path
from argmap.model.discussion import discussion
from argmap.model.document import MapDocument
from argmap.model.faults import field_key, unless_known
from argmap.model.relation import NodeKind


@rule("AM104")
def dangling_commitment(map: MapDocument) -> Iterator[Finding]:
    """A commitment names a participant, a post or a claim that does not exist.

    A commitment can only be counted if it says who takes a stance on which claim, and in which post.

    Bad:
        thread: {participants: [{id: a, name: Ann}], posts: [{id: p1, author: a, text: Granted.}]}
        claims: [{id: c1, text: Convolution is simple., implicit: true}]
        commitments: [{participant: ann, post: p1, claim: c1, stance: concedes}]

    Good:
        thread: {participants: [{id: a, name: Ann}], posts: [{id: p1, author: a, text: Granted.}]}
        claims: [{id: c1, text: Convolution is simple., implicit: true}]
        commitments: [{participant: a, post: p1, claim: c1, stance: concedes}]
    """
    posts = map.thread.posts_by_id if map.thread else {}
    people = map.thread.participants_by_id if map.thread else {}
    claims = {claim.id for claim in map.claims}
    for index, commitment in enumerate(map.commitments):
        here = ("commitments", index)
        yield from unless_known(
            (*here, "participant"), "participant", commitment.participant, people, "the thread"
        )
        yield from unless_known((*here, "post"), "post", commitment.post, posts, "the thread")
        yield from unless_known((*here, "claim"), "claim", commitment.claim, claims)


@rule("AM109")
def dangling_expectation(map: MapDocument) -> Iterator[Finding]:
    """An expectation names something that is not a claim, example or relation of the map.

    Only claims, examples and relations have labels, so that nothing else can meet an expectation or fail it.

    Bad:
        claims: [{id: c1, text: Convolution is simple., implicit: true}]
        expect: {in: [c2]}

    Good:
        claims: [{id: c1, text: Convolution is simple., implicit: true}]
        expect: {in: [c1]}
    """
    known = {name for name, kind in map.kinds.items() if kind is not NodeKind.ISSUE}
    for path, name in _expected(map):
        if name in map.issues_by_id:
            yield Finding(path, f"{name!r} is an issue, and issues have no label", "name its theses")
        elif name not in known:
            yield Finding(path, f"{name!r} is expected but not in this map", subject=name, known=known)


@rule("AM110")
def contradictory_expectation(map: MapDocument) -> Iterator[Finding]:
    """The same claim, example or relation is listed twice under `expect`.

    It has only one label. Two different expectations cannot both be met, and the same expectation twice adds nothing.

    Bad:
        claims: [{id: c1, text: Convolution is simple., implicit: true}]
        expect: {in: [c1], out: [c1]}

    Good:
        claims: [{id: c1, text: Convolution is simple., implicit: true}]
        expect: {in: [c1]}
    """
    seen: set[str] = set()
    for path, name in _expected(map):
        if name in seen:
            yield Finding(path, f"{name!r} is already expected above", "remove one of the two")
        seen.add(name)


def _expected(map: MapDocument) -> Iterator[tuple[Path, str]]:
    """Yield each id that is expected to have some label, with its path."""
    if map.expect is not None:
        for field in type(map.expect).model_fields:
            for index, name in enumerate(getattr(map.expect, field)):
                yield ("expect", field_key(type(map.expect), field), index), name


@rule("AM111", needs_whole_map=False)
def unknown_discussion_rule(map: MapDocument) -> Iterator[Finding]:
    """A breach names an unknown rule or fallacy, or a fallacy of another rule; or a stage is unknown.

    `argmap explain` lists the ten rules with their fallacies, and the four stages.

    Bad:
        thread: {posts: [{id: p1, text: You have no idea.}]}
        breaches: [{breaks: fredom, quotes: [{post: p1, exact: You have no idea}], why: It is about the person.}]

    Good:
        thread: {posts: [{id: p1, text: You have no idea.}]}
        breaches: [{breaks: freedom, quotes: [{post: p1, exact: You have no idea}], why: It is about the person.}]
    """
    known = discussion()
    for index, breach in enumerate(map.breaches):
        here = ("breaches", index)
        yield from unless_known((*here, "breaks"), "discussion rule", breach.breaks, known.rules, "argmap")
        if breach.fallacy is None:
            continue
        yield from unless_known((*here, "fallacy"), "fallacy", breach.fallacy, known.fallacies, "argmap")
        broken = known.rule_of.get(breach.fallacy, breach.breaks)
        if broken != breach.breaks and breach.breaks in known.rules:
            yield Finding(
                (*here, "breaks"),
                f"the fallacy {breach.fallacy!r} breaks the rule {broken!r}, not {breach.breaks!r}",
                f"write {broken!r}, or another fallacy",
            )
    for index, reading in enumerate(map.stages):
        yield from unless_known(
            ("stages", index, "stage"), "discussion stage", reading.stage, known.stages, "argmap"
        )


@rule("AM112")
def dangling_breach(map: MapDocument) -> Iterator[Finding]:
    """A breach names a relation that the map does not have, or a stage names a post that is not in the thread.

    Readers must be able to look up the relation or post that is meant.

    Bad:
        thread: {posts: [{id: p1, text: Convolution is simple.}]}
        stages: [{stage: confrontation, posts: [p2]}]

    Good:
        thread: {posts: [{id: p1, text: Convolution is simple.}]}
        stages: [{stage: confrontation, posts: [p1]}]
    """
    for index, breach in enumerate(map.breaches):
        if breach.relation is not None:
            path = ("breaches", index, "relation")
            yield from unless_known(path, "relation", breach.relation, map.relations_by_id, "this map")
    posts = map.thread.posts_by_id if map.thread else {}
    for index, reading in enumerate(map.stages):
        for number, post in enumerate(reading.posts):
            yield from unless_known(("stages", index, "posts", number), "post", post, posts, "the thread")
