"""AM506 to AM508, AM512, AM514 to AM517: the posts of the thread, and what the map says of their conduct."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from argmap.diagnostics import Edit, Finding, Fix, Removed, Severity, rule
from argmap.model.map import ArgumentMap


@rule("AM506", Severity.WARNING)
def unmarked_repetition(map: ArgumentMap) -> Iterator[Finding]:
    """A post has exactly the same text as an earlier post, and is not marked with `repeats`.

    Repeating a post is a move of its own, and its words should be quoted only once. `--fix` replaces the text with
    `repeats`.

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
                f"post {post.id!r} has the same text as {earlier!r}",
                f"write 'repeats: {earlier}' instead of the text",
                fix=Fix(f"write 'repeats: {earlier}' instead of the text", edits),
            )


@rule("AM507")
def reply_cycle(map: ArgumentMap) -> Iterator[Finding]:
    """Posts answer each other in a cycle, or a post answers itself.

    A post can only answer an earlier post.

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
                    "let each post answer an earlier post",
                )
        clear |= seen


@rule("AM508", Severity.ADVICE)
def unused_post(map: ArgumentMap) -> Iterator[Finding]:
    """Nothing in the map quotes a post: no claim, example, relation, stance, question or outcome.

    Either the post adds nothing to the argument, or the annotator overlooked something in it. A post that only repeats
    another post is not reported.

    Bad:
        thread: {posts: [{id: p1, text: It is so.}, {id: p2, text: Weights differ.}]}
        claims: [{id: c1, text: It is so., quotes: [{post: p1, exact: It is so}]}]

    Good:
        thread: {posts: [{id: p1, text: It is so.}]}
        claims: [{id: c1, text: It is so., quotes: [{post: p1, exact: It is so}]}]
    """
    quoted = {quote.post for _, quote in map.quotes()}
    if not quoted:
        return  # a map that was only just begun
    for index, post in enumerate(map.thread.posts if map.thread else ()):
        if post.id not in quoted and post.text is not None:
            yield Finding(
                ("thread", "posts", index, "id"), f"nothing quotes post {post.id!r}", "look for a claim in it"
            )


@rule("AM512", Severity.ADVICE)
def silent_participant(map: ArgumentMap) -> Iterator[Finding]:
    """A participant wrote no post.

    Every report lists the participants. A person who wrote nothing does not belong in that list.

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
                "remove this participant, or name them as the author of their posts",
            )


@rule("AM514", Severity.WARNING)
def reply_before_post(map: ArgumentMap) -> Iterator[Finding]:
    """A post is dated before the post it answers.

    One of the two dates is wrong, or the reply is. The state of the debate after each post would then be wrong too.

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
                "fix the date, or the post it answers",
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
    """Two breaches say of the same words that they break the same rule.

    One mistake would count as two, and an exercise about it would have two keys.

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
            charge = (breach.breaks, quote.post, " ".join(quote.words.split()))
            if charge in seen:
                path = ("breaches", index, "quotes", number)
                message = f"an earlier breach already says that these words break {breach.breaks!r}"
                yield Finding(path, message, "give all the reasons in one breach")
            seen.add(charge)


@rule("AM516", Severity.WARNING)
def foreign_breach(map: ArgumentMap) -> Iterator[Finding]:
    """A breach quotes a post whose author states no premise of the relation that the breach names.

    The quoted words and the relation that breaks the rule must come from the same person.

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
                message = (
                    f"{author!r}, who wrote post {quote.post!r}, states no premise of {breach.relation!r}"
                )
                yield Finding(
                    ("breaches", index, "quotes", number, "post"),
                    message,
                    "quote the words that state the relation",
                )


@rule("AM517", Severity.ADVICE)
def straw_man_of_nothing(map: ArgumentMap) -> Iterator[Finding]:
    """A breach is called a straw man, and names no relation that attacks something.

    A reader recognises a straw man by comparing what is attacked with what was said. The relation shows both.

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
            message = "the breach is called a straw man, and names no relation"
            yield Finding(("breaches", index, "fallacy"), message, "name the attack under 'relation'")
