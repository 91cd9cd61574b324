"""AM506 to AM508, AM512, AM514 to AM517: the posts of the thread, and what the map says of their conduct."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from argmap.diagnostics import Edit, Finding, Fix, Removed, Severity, rule
from argmap.model.map import ArgumentMap


@rule("AM506", Severity.WARNING)
def unmarked_repetition(map: ArgumentMap) -> Iterator[Finding]:
    """A post has the very words of an earlier one, and does not say `repeats`.

    A repetition is a move of its own, and its words are quoted once. `--fix` writes `repeats` in place of the text.

    Bad:
        thread: {posts: [{id: p1, text: It is so.}, {id: p2, text: It is so.}]}
        claims: [{id: c1, text: It is so., quotes: [{post: p1, exact: It is so}]}]

    Good:
        thread: {posts: [{id: p1, text: It is so.}, {id: p2, repeats: p1}]}
        claims: [{id: c1, text: It is so., quotes: [{post: p1, exact: It is so}]}]
    """
    first: dict[str, str] = {}
    for index, post in enumerate(map.thread.posts if map.thread else ()):
        if post.text is None:
            continue
        earlier = first.setdefault(post.text, post.id)
        if earlier != post.id:
            path = ("thread", "posts", index)
            edits = (Edit((*path, "text"), Removed), Edit((*path, "repeats"), earlier))
            yield Finding(
                (*path, "text"),
                f"post {post.id!r} has the very words of {earlier!r}",
                f"write 'repeats: {earlier}' in place of the text",
                fix=Fix(f"write 'repeats: {earlier}' in place of the text", edits),
            )


@rule("AM507")
def reply_cycle(map: ArgumentMap) -> Iterator[Finding]:
    """Posts answer each other in a cycle, or a post answers itself.

    Nobody can answer what is written later because of it.

    Bad:
        thread: {posts: [{id: p1, text: Yes., reply_to: p2}, {id: p2, text: No., reply_to: p1}]}

    Good:
        thread: {posts: [{id: p1, text: Yes.}, {id: p2, text: No., reply_to: p1}]}
    """
    answered = {post.id: post.reply_to for post in map.thread.posts} if map.thread else {}
    reported: set[str] = set()
    clear: set[str] = set()
    for index, post in enumerate(map.thread.posts if map.thread else ()):
        path, place = [], post.id
        seen: set[str] = set()
        while place not in clear and place not in seen:
            seen.add(place)
            path.append(place)
            following = answered.get(place)
            if following is None:
                break
            place = following
        else:
            if place in seen and place not in reported:
                cycle = path[path.index(place) :]
                reported.update(cycle)
                chain = " → ".join([*cycle, place])
                yield Finding(
                    ("thread", "posts", index, "reply_to"),
                    f"posts answer each other in a cycle: {chain}",
                    "a post answers an earlier one",
                )
        clear |= seen


@rule("AM508", Severity.ADVICE)
def unused_post(map: ArgumentMap) -> Iterator[Finding]:
    """No claim, example or step quotes a post.

    Either the post adds nothing to the argument, or something in it was overlooked. A post that only repeats another is
    let be.

    Bad:
        thread: {posts: [{id: p1, text: It is so.}, {id: p2, text: Weights differ.}]}
        claims: [{id: c1, text: It is so., quotes: [{post: p1, exact: It is so}]}]

    Good:
        thread: {posts: [{id: p1, text: It is so.}]}
        claims: [{id: c1, text: It is so., quotes: [{post: p1, exact: It is so}]}]
    """
    quoted = {quote.post for _, quote in map.quotes()}
    if not quoted:
        return  # a map that has only begun
    for index, post in enumerate(map.thread.posts if map.thread else ()):
        if post.id not in quoted and post.text is not None:
            yield Finding(
                ("thread", "posts", index, "id"), f"nothing quotes post {post.id!r}", "look for a claim in it"
            )


@rule("AM512", Severity.ADVICE)
def silent_participant(map: ArgumentMap) -> Iterator[Finding]:
    """A participant wrote no post.

    The list of participants is part of every report; who said nothing does not belong there.

    Bad:
        thread:
          participants: [{id: a, name: Ann}, {id: b, name: Bo}]
          posts: [{id: p1, author: a, text: It is so.}]

    Good:
        thread:
          participants: [{id: a, name: Ann}]
          posts: [{id: p1, author: a, text: It is so.}]
    """
    writers = {post.author for post in map.thread.posts} if map.thread else set()
    for index, person in enumerate(map.thread.participants if map.thread else ()):
        if person.id not in writers:
            yield Finding(
                ("thread", "participants", index, "id"),
                f"participant {person.id!r} wrote no post",
                "take them out, or name the author of their posts",
            )


@rule("AM514", Severity.WARNING)
def reply_before_post(map: ArgumentMap) -> Iterator[Finding]:
    """A post is dated before the post it answers.

    One of the dates, or the reply, is wrong; the state of the debate after each post would be too.

    Bad:
        thread:
          posts:
            - {id: p1, text: It is so., created: '2026-01-02T10:00:00Z'}
            - {id: p2, text: It is not., created: '2026-01-01T10:00:00Z', reply_to: p1}

    Good:
        thread:
          posts:
            - {id: p1, text: It is so., created: '2026-01-01T10:00:00Z'}
            - {id: p2, text: It is not., created: '2026-01-02T10:00:00Z', reply_to: p1}
    """
    posts = map.thread.posts_by_id if map.thread else {}
    for index, post in enumerate(map.thread.posts if map.thread else ()):
        answered = posts.get(post.reply_to or "")
        if answered is not None and _is_earlier(post.created, answered.created):
            yield Finding(
                ("thread", "posts", index, "created"),
                f"post {post.id!r} is dated before {answered.id!r}, which it answers",
                "mend the date, or what it answers",
            )


def _is_earlier(date: str | None, other: str | None) -> bool:
    """Return whether one time is before another, where both are known with their zones."""
    if date is None or other is None:
        return False
    moment, against = (datetime.fromisoformat(text) for text in (date, other))
    if (moment.tzinfo is None) is not (against.tzinfo is None):
        return False
    return moment < against


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
