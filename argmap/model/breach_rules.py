"""AM111 and AM112: what must hold of stages and breaches for them to speak of this map and of known rules."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.diagnostics import Finding, rule
from argmap.model.discussion import discussion
from argmap.model.document import MapDocument
from argmap.model.integrity import unless_known


@rule("AM111", needs_whole_map=False)
def unknown_discussion_rule(map: MapDocument) -> Iterator[Finding]:
    """A breach names an unknown rule or fallacy, or a fallacy of another rule; or a stage is unknown.

    `argmap discussion` lists the ten rules with their fallacies, and the four stages.

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
    """A breach names a step that the map does not have, or a stage names a post that the thread does not have.

    A charge against nobody in particular cannot be looked up, and not be answered either.

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
            yield from unless_known(path, "step", breach.relation, map.relations_by_id, "this map")
    posts = map.thread.posts_by_id if map.thread else {}
    for index, reading in enumerate(map.stages):
        for number, post in enumerate(reading.posts):
            yield from unless_known(("stages", index, "posts", number), "post", post, posts, "the thread")
