"""AM515 to AM517: whether what is said of a discussion's conduct can be followed."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.diagnostics import Finding, Severity, rule
from argmap.model.map import ArgumentMap


@rule("AM515", Severity.WARNING)
def repeated_breach(map: ArgumentMap) -> Iterator[Finding]:
    """The same words are charged with breaking the same rule twice.

    One slip would count as two, and an exercise about it would have two keys.

    Bad:
        thread: {posts: [{id: p1, text: You have no idea.}]}
        breaches:
          - {breaks: freedom, quotes: [{post: p1, exact: no idea}], why: It is about the person.}
          - {breaks: freedom, quotes: [{post: p1, exact: no idea}], why: It is rude.}

    Good:
        thread: {posts: [{id: p1, text: You have no idea.}]}
        breaches: [{breaks: freedom, quotes: [{post: p1, exact: no idea}], why: It is about the person.}]
    """
    seen: set[tuple[str, str, str]] = set()
    for index, breach in enumerate(map.breaches):
        for number, quote in enumerate(breach.quotes):
            charge = (breach.breaks, quote.post, " ".join(quote.exact.split()))
            if charge in seen:
                path = ("breaches", index, "quotes", number)
                message = f"these words are charged with breaking {breach.breaks!r} before"
                yield Finding(path, message, "say in one breach why")
            seen.add(charge)


@rule("AM516", Severity.WARNING)
def foreign_breach(map: ArgumentMap) -> Iterator[Finding]:
    """A breach quotes a post whose author puts forward no premise of the step that it charges.

    The words that break a rule and the step that does it must be the same person's.

    Bad:
        thread:
          participants: [{id: a, name: Ann}, {id: b, name: Bo}]
          posts: [{id: p1, author: a, text: We could close it.}, {id: p2, author: b, text: So you hate cars.}]
        claims:
          - {id: c1, text: It could be closed., quotes: [{post: p1, exact: could close it}]}
          - {id: c2, text: Ann hates cars., quotes: [{post: p2, exact: you hate cars}]}
        relations: [{id: r1, kind: attack, premises: [c2], target: c1}]
        commitments: [{participant: b, post: p2, claim: c2, stance: asserts}]
        breaches: [{breaks: standpoint, relation: r1, quotes: [{post: p1, exact: close it}], why: She never said so.}]

    Good:
        thread:
          participants: [{id: a, name: Ann}, {id: b, name: Bo}]
          posts: [{id: p1, author: a, text: We could close it.}, {id: p2, author: b, text: So you hate cars.}]
        claims:
          - {id: c1, text: It could be closed., quotes: [{post: p1, exact: could close it}]}
          - {id: c2, text: Ann hates cars., quotes: [{post: p2, exact: you hate cars}]}
        relations: [{id: r1, kind: attack, premises: [c2], target: c1}]
        commitments: [{participant: b, post: p2, claim: c2, stance: asserts}]
        breaches: [{breaks: standpoint, relation: r1, quotes: [{post: p2, exact: you hate cars}], why: She never said so.}]
    """
    posts = map.thread.posts_by_id if map.thread else {}
    for index, breach in enumerate(map.breaches):
        if breach.relation is None:
            continue
        premises = set(map.relations_by_id[breach.relation].premises)
        people = {c.participant for c in map.commitments if c.claim in premises and c.stance.accepts}
        for number, quote in enumerate(breach.quotes):
            author = posts[quote.post].author if quote.post in posts else None
            if people and author is not None and author not in people:
                message = f"{author!r}, who wrote post {quote.post!r}, puts forward no premise of {breach.relation!r}"
                yield Finding(
                    ("breaches", index, "quotes", number, "post"),
                    message,
                    "quote the words that make the step",
                )


@rule("AM517", Severity.ADVICE)
def straw_man_of_nothing(map: ArgumentMap) -> Iterator[Finding]:
    """A straw man is charged, and no step is named that attacks something.

    A straw man is seen by holding what is attacked beside what was said; the step names the two.

    Bad:
        thread: {posts: [{id: p1, text: So you hate cars.}]}
        breaches: [{breaks: standpoint, fallacy: straw-man, quotes: [{post: p1, exact: you hate cars}], why: Nobody said so.}]

    Good:
        thread: {posts: [{id: p1, text: So you hate cars.}]}
        claims:
          - {id: c1, text: It could be closed., implicit: true}
          - {id: c2, text: Ann hates cars., quotes: [{post: p1, exact: you hate cars}]}
        relations: [{id: r1, kind: attack, premises: [c2], target: c1}]
        breaches:
          - {breaks: standpoint, fallacy: straw-man, relation: r1, quotes: [{post: p1, exact: you hate cars}], why: Nobody said so.}
    """
    for index, breach in enumerate(map.breaches):
        if breach.fallacy == "straw-man" and breach.relation is None:
            message = "a straw man is charged, and no step is named"
            yield Finding(
                ("breaches", index, "fallacy"), message, "name the step that attacks it under `relation`"
            )
