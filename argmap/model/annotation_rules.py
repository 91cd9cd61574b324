"""AM104 and AM109 to AM118: what must hold in every map of commitments, outcomes, questions and other annotations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from argmap.diagnostics import Finding, rule
from argmap.location import Path
from argmap.model.discussion import discussion
from argmap.model.document import MapDocument
from argmap.model.faults import field_key, unless_known
from argmap.model.relation import NodeKind


@rule("AM104")
def dangling_commitment(map: MapDocument) -> Iterator[Finding]:
    """A commitment names a participant, a post or a claim that does not exist.

    A commitment can only be counted if it says who takes a stance on which claim, and in which post. A condition (`if`)
    that has the form of an id is the id of a claim; a condition in words has a space or a capital letter in it.

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
        condition = commitment.condition_claim
        if condition is not None and condition not in claims:
            yield Finding(
                (*here, "if"),
                f"condition {condition!r} has the form of an id, and is not a claim in this map",
                subject=condition,
                known=claims,
            )


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


@rule("AM113")
def foreign_words(map: MapDocument) -> Iterator[Finding]:
    """A commitment or a question quotes another post, or a post of somebody else.

    A stance is shown by the words of that participant in that post. What somebody else wrote proves nothing about it.

    Bad:
        thread:
          participants: [{id: a, name: Ann}, {id: b, name: Bob}]
          posts: [{id: p1, author: a, text: It is so.}, {id: p2, author: b, text: Granted.}]
        claims: [{id: c1, text: It is so., quotes: [{post: p1, exact: It is so}]}]
        commitments: [{participant: b, post: p2, claim: c1, stance: concedes, quotes: [{post: p1, exact: It is so}]}]

    Good:
        thread:
          participants: [{id: a, name: Ann}, {id: b, name: Bob}]
          posts: [{id: p1, author: a, text: It is so.}, {id: p2, author: b, text: Granted.}]
        claims: [{id: c1, text: It is so., quotes: [{post: p1, exact: It is so}]}]
        commitments: [{participant: b, post: p2, claim: c1, stance: concedes, quotes: [{post: p2, exact: Granted}]}]
    """
    posts = map.thread.posts_by_id if map.thread else {}
    for index, commitment in enumerate(map.commitments):
        for number, quote in enumerate(commitment.quotes):
            path = ("commitments", index, "quotes", number, "post")
            if quote.post != commitment.post:
                message = (
                    f"the commitment is of post {commitment.post!r}, and its quote of post {quote.post!r}"
                )
                yield Finding(path, message, f"quote words of post {commitment.post!r}")
            elif quote.post in posts and posts[quote.post].author not in {None, commitment.participant}:
                yield Finding(
                    path,
                    f"post {quote.post!r} is by {posts[quote.post].author!r}, not by {commitment.participant!r}",
                    f"quote words of {commitment.participant!r}",
                )
    for index, question in enumerate(map.questions):
        for number, quote in enumerate(question.quotes):
            if quote.post != question.post:
                message = f"the question is asked in post {question.post!r}, and its quote is of post {quote.post!r}"
                path = ("questions", index, "quotes", number, "post")
                yield Finding(path, message, f"quote words of post {question.post!r}")


@rule("AM114")
def contradictory_outcome(map: MapDocument) -> Iterator[Finding]:
    """The outcome of an issue is not one of its theses, or names nobody who is in the thread.

    An issue ends with one of its theses, or it stays open (`open: true`); it cannot do both or neither.

    Bad:
        issues: [{id: need, question: 'Is it needed?', outcome: {thesis: c2}}]
        claims:
          - {id: c1, text: It is needed., answers: need, implicit: true}
          - {id: c2, text: It is nice., implicit: true}

    Good:
        issues: [{id: need, question: 'Is it needed?', outcome: {thesis: c1}}]
        claims:
          - {id: c1, text: It is needed., answers: need, implicit: true}
          - {id: c2, text: It is nice., implicit: true}
    """
    people = map.thread.participants_by_id if map.thread else {}
    for index, issue in enumerate(map.issues):
        if issue.outcome is None:
            continue
        here = ("issues", index, "outcome")
        thesis = issue.outcome.thesis
        if (thesis is None) is not issue.outcome.open:
            advice = "name the thesis, or write 'open: true'"
            wrong = (
                "names no thesis and does not say that it is open"
                if thesis is None
                else "is a thesis, and open"
            )
            yield Finding(here, f"the outcome of {issue.id!r} {wrong}", advice)
        elif thesis is not None:
            theses = {claim.id for claim in map.claims if claim.answers == issue.id}
            where = f"the theses on {issue.id!r}"
            yield from unless_known((*here, "thesis"), "chosen thesis", thesis, theses, where)
        for number, person in enumerate(issue.outcome.by):
            yield from unless_known((*here, "by", number), "participant", person, people, "the thread")


@rule("AM115")
def dangling_parent(map: MapDocument) -> Iterator[Finding]:
    """The parent of an issue is neither an issue nor a thesis of the map.

    A sub-question belongs to a question or to one of its answers. Other claims are not questions of their own.

    Bad:
        issues: [{id: need, question: 'Is it needed?'}, {id: cost, question: 'What does it cost?', parent: needed}]

    Good:
        issues: [{id: need, question: 'Is it needed?'}, {id: cost, question: 'What does it cost?', parent: need}]
    """
    known = {*(issue.id for issue in map.issues), *(claim.id for claim in map.claims if claim.answers)}
    for index, issue in enumerate(map.issues):
        if issue.parent is not None:
            where = "the issues and theses of this map"
            yield from unless_known(("issues", index, "parent"), "parent", issue.parent, known, where)


@rule("AM116")
def circular_issue(map: MapDocument) -> Iterator[Finding]:
    """An issue is its own sub-question, directly or through its theses and other issues.

    Readers begin with the issues that have no parent; those of a cycle would never be reached.

    Bad:
        issues: [{id: need, question: 'Is it needed?', parent: c1}]
        claims: [{id: c1, text: It is needed., answers: need, implicit: true}]

    Good:
        issues: [{id: need, question: 'Is it needed?'}, {id: cost, question: 'What does it cost?', parent: c1}]
        claims: [{id: c1, text: It is needed., answers: need, implicit: true}]
    """
    above = {issue.id: issue.parent for issue in map.issues if issue.parent is not None}
    answers = {claim.id: claim.answers for claim in map.claims if claim.answers is not None}
    seen: set[str] = set()
    for index, issue in enumerate(map.issues):
        way = [issue.id]
        while (parent := above.get(way[-1])) is not None:
            way.append(answers.get(parent, parent))
            if way[-1] in way[:-1]:
                break
        if len(way) > 1 and way[-1] == issue.id and seen.isdisjoint(way):
            seen.update(way)
            chain = " below ".join(repr(name) for name in way)
            yield Finding(("issues", index, "parent"), f"{chain}: a cycle", "take out one 'parent'")


@rule("AM117")
def circular_condition(map: MapDocument) -> Iterator[Finding]:
    """The conditions of commitments run in a cycle: each claim is held only if the next one is.

    Nothing could ever fulfil them.

    Bad:
        thread: {participants: [{id: a, name: Ann}], posts: [{id: p1, author: a, text: If so then so.}]}
        claims: [{id: c1, text: It is so., implicit: true}, {id: c2, text: It is fine., implicit: true}]
        commitments:
          - {participant: a, post: p1, claim: c1, stance: accepts, if: c2}
          - {participant: a, post: p1, claim: c2, stance: accepts, if: c1}

    Good:
        thread: {participants: [{id: a, name: Ann}], posts: [{id: p1, author: a, text: If so then so.}]}
        claims: [{id: c1, text: It is so., implicit: true}, {id: c2, text: It is fine., implicit: true}]
        commitments:
          - {participant: a, post: p1, claim: c1, stance: accepts, if: c2}
          - {participant: a, post: p1, claim: c2, stance: accepts}
    """
    needed: dict[str, set[str]] = {}
    for commitment in map.commitments:
        if commitment.condition_claim is not None:
            needed.setdefault(commitment.claim, set()).add(commitment.condition_claim)
    for index, commitment in enumerate(map.commitments):
        condition = commitment.condition_claim
        if condition is not None and commitment.claim in _reached(condition, needed):
            yield Finding(
                ("commitments", index, "if"),
                f"{commitment.claim!r} is held if {condition!r} is, which is held if {commitment.claim!r} is: a cycle",
                "leave out one condition",
            )


def _reached(start: str, needed: Mapping[str, set[str]]) -> set[str]:
    reached, todo = {start}, [start]
    while todo:
        fresh = needed.get(todo.pop(), set()) - reached
        reached |= fresh
        todo.extend(fresh)
    return reached


@rule("AM118")
def dangling_question(map: MapDocument) -> Iterator[Finding]:
    """A question names a post, a participant or a part of the map that does not exist.

    Who asked what, and what answered it, can only be looked up if the posts and claims are there.

    Bad:
        thread: {posts: [{id: p1, text: How much then}, {id: p2, text: A lot.}]}
        questions: [{id: how-much, post: p1, text: 'How much is it?', answered_by: [{post: p3}]}]

    Good:
        thread: {posts: [{id: p1, text: How much then}, {id: p2, text: A lot.}]}
        questions: [{id: how-much, post: p1, text: 'How much is it?', answered_by: [{post: p2}]}]
    """
    posts = map.thread.posts_by_id if map.thread else {}
    people = map.thread.participants_by_id if map.thread else {}
    claims = {claim.id for claim in map.claims}
    for index, question in enumerate(map.questions):
        here = ("questions", index)
        yield from unless_known((*here, "post"), "post", question.post, posts, "the thread")
        if question.about is not None:
            yield from unless_known((*here, "about"), "part", question.about, map.kinds)
        if question.to is not None:
            yield from unless_known((*here, "to"), "participant", question.to, people, "the thread")
        for number, answer in enumerate(question.answered_by):
            place = (*here, "answered_by", number)
            if answer.post is not None:
                yield from unless_known((*place, "post"), "post", answer.post, posts, "the thread")
            if answer.claim is not None:
                yield from unless_known((*place, "claim"), "claim", answer.claim, claims)
