"""AM527 to AM530: whether stances, replies and stages fit the words and the order of the posts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from argmap.diagnostics import Finding, Severity, rule
from argmap.dialogue.denials import negations
from argmap.dialogue.words import primary
from argmap.lint.stances import FORWARD
from argmap.model.annotations import Commitment, Stance
from argmap.model.discussion import discussion
from argmap.model.map import ArgumentMap

AGREE = {
    "en": r"fair(?: enough| point)?|granted|agreed|(?:very |quite )?true|good point|point taken|you(?:['’]re| are) right"
    r"|i agree|i(?:['’]ll)? (?:grant|concede)|conceded|exactly|ye[sp]|yeah|that(?:['’]s| is)(?: a)? (?:fair|true|right)(?: point)?",
    "de": r"stimmt(?! nicht)|zugegeben|einverstanden|guter punkt|(?:da )?ha(?:st|ben) (?:du|sie) recht|ha(?:st|bt) recht|genau|richtig|ja"
    r"|das (?:stimmt|ist richtig|ist wahr)(?! nicht)|da gebe ich (?:dir|ihnen) recht|geschenkt|gebe ich zu",
}
DISAGREE = {
    "en": r"nope?|nonsense|rubbish|wrong|i disagree|not true|not at all|absolutely not|on the contrary"
    r"|that(?:['’]s| is)(?: simply| just)? (?:not true|wrong|false|nonsense)",
    "de": r"nein|nee|quatsch|unsinn|blödsinn|falsch|stimmt nicht|das (?:stimmt nicht|ist falsch|ist unsinn)|im gegenteil"
    r"|von wegen|ich widerspreche|keineswegs",
}
AGREE_WITHIN = {
    "en": r"c(?:an|ould) (?:i )?live(?: with)?|nothing (?:left )?against|no objections?|i agree|you(?:['’]re| are) right|fair enough|of course",
    "de": r"kann ich (?:gut )?leben|nichts (?:mehr )?dagegen|keine einwände|einverstanden|ha(?:st|ben) (?:du|sie) recht|na klar",
}
DISAGREE_WITHIN = {
    "en": r"i(?:['’]m| am) against|(?:not|never) accept|i disagree|not true|nonsense|i doubt|i(?:['’]m| am) s[ck]eptical|want neither",
    "de": r"bin (?:ich )?dagegen|nicht (?:akzeptieren|mitmachen)|(?:stimmt|ist) nicht (?:wahr|richtig)|unsinn|ich bezweifle|will keins von beide[mn]",
}
"""Words that agree or disagree wherever they stand in what is quoted for a stance."""

OPENING = re.compile(r"(?:\s{0,20}>[^\n]{0,10000}\n){0,500}\s{0,20}(?P<words>[^.!?\n]{0,400})")
"""The first sentence of a post behind the words that it quotes."""

LEAST_POSTS = 4
"""Posts from which one stage cannot hold all of them."""


@rule("AM527", Severity.ADVICE)
def early_concession(map: ArgumentMap) -> Iterator[Finding]:
    """Somebody concedes a claim in a post that comes before the claim is made.

    Whoever concedes grants what somebody else has said. The claim is made in the first post that is quoted for it, or in
    which somebody asserts or proposes it.

    Bad:
        thread:
          participants: [{id: a, name: Ann}, {id: b, name: Bo}]
          posts: [{id: p1, author: b, text: It may be so.}, {id: p2, author: a, text: It is slow.}]
        claims: [{id: c1, text: It is slow., quotes: [{post: p2, exact: It is slow}]}]
        commitments: [{participant: b, post: p1, claim: c1, stance: concedes, quotes: [{post: p1, exact: may be so}]}]

    Good:
        thread:
          participants: [{id: a, name: Ann}, {id: b, name: Bo}]
          posts: [{id: p1, author: a, text: It is slow.}, {id: p2, author: b, text: It may be so.}]
        claims: [{id: c1, text: It is slow., quotes: [{post: p1, exact: It is slow}]}]
        commitments: [{participant: b, post: p2, claim: c1, stance: concedes, quotes: [{post: p2, exact: may be so}]}]
    """
    numbers = map.thread.numbers if map.thread else {}
    made: dict[str, list[tuple[int, str]]] = {}
    conceded = {c.claim for c in map.commitments if c.stance is Stance.CONCEDES}
    for claim in [claim for claim in map.claims if claim.id in conceded]:
        posts = {quote.post for quote in claim.quotes}
        posts |= {c.post for c in map.commitments_on.get(claim.id, ()) if c.stance in FORWARD}
        made[claim.id] = sorted((numbers[post], post) for post in posts if post in numbers)
    for index, c in enumerate(map.commitments):
        first = next(iter(made.get(c.claim, [])), None)
        if c.stance is Stance.CONCEDES and first is not None and numbers.get(c.post, first[0]) < first[0]:
            yield Finding(
                ("commitments", index, "post"),
                f"{c.participant!r} concedes {c.claim!r} in post {c.post!r}, before post {first[1]!r} makes it",
                "name the post that concedes it",
            )


@rule("AM528", Severity.ADVICE)
def stance_against_words(map: ArgumentMap) -> Iterator[Finding]:
    """The words of a stance say the opposite: "Fair enough" for a denial, "Nonsense" for a concession.

    The rule looks at the words that are quoted for the stance, and without a quote at how the post begins, if it answers the
    post that makes the claim and takes no other stance that would explain the word. "No" to a claim that says no agrees, so
    claims with a *not* are left out.

    The rule knows English and German words (`language`).

    Bad:
        thread:
          participants: [{id: a, name: Ann}, {id: b, name: Bo}]
          posts: [{id: p1, author: a, text: It is slow.}, {id: p2, author: b, reply_to: p1, text: 'Fair, it is.'}]
        claims: [{id: c1, text: It is slow., quotes: [{post: p1, exact: It is slow}]}]
        commitments: [{participant: b, post: p2, claim: c1, stance: denies}]

    Good:
        thread:
          participants: [{id: a, name: Ann}, {id: b, name: Bo}]
          posts: [{id: p1, author: a, text: It is slow.}, {id: p2, author: b, reply_to: p1, text: 'Fair, it is.'}]
        claims: [{id: c1, text: It is slow., quotes: [{post: p1, exact: It is slow}]}]
        commitments: [{participant: b, post: p2, claim: c1, stance: concedes, quotes: [{post: p2, exact: 'Fair, it is'}]}]
    """
    tag = primary(map.language)
    if tag not in AGREE or map.thread is None:
        return
    for index, c in enumerate(map.commitments):
        if c.stance not in AGREES or c.claim not in map.nodes or negations(map.nodes[c.claim].text):
            continue
        word = _contrary(_opening_words(map, c), " … ".join(q.words for q in c.quotes), tag, AGREES[c.stance])
        if word:
            yield Finding(
                ("commitments", index, "stance"),
                f"{c.participant!r} {c.stance} {c.claim!r}, and the words say {word!r}",
                "read the words again, and correct the stance or its quote",
            )


@rule("AM529", Severity.WARNING)
def reply_to_later_post(map: ArgumentMap) -> Iterator[Finding]:
    """A post answers a post that comes later in the thread.

    Threads are in the order in which people wrote. Who answers whom decides what counts as a reply, so the wrong post here
    changes turns, breaches and lessons. Posts that answer each other in a cycle are reported as reply-cycle.

    Bad:
        thread:
          posts: [{id: p1, text: It is so.}, {id: p2, text: It is not., reply_to: p3}, {id: p3, text: 'Why?', reply_to: p1}]

    Good:
        thread:
          posts: [{id: p1, text: It is so.}, {id: p2, text: It is not., reply_to: p1}, {id: p3, text: 'Why?', reply_to: p2}]
    """
    if map.thread is None:
        return
    numbers = map.thread.numbers
    posts = map.thread.posts_by_id
    answered = {post.id: post.reply_to for post in map.thread.posts}
    for index, post in enumerate(map.thread.posts):
        later = posts.get(post.reply_to or "")
        if later is None or numbers[later.id] <= numbers[post.id] or _in_cycle(answered, post.id):
            continue
        if post.created is not None and later.created is not None and later.created <= post.created:
            continue  # the order of the file is not that of writing
        yield Finding(
            ("thread", "posts", index, "reply_to"),
            f"post {post.id!r} answers {later.id!r}, which comes later",
            "name the post that it answers, or bring the posts into the order in which they were written",
        )


@rule("AM530", Severity.ADVICE)
def stages_out_of_order(map: ArgumentMap) -> Iterator[Finding]:
    """The stages of the discussion are in the wrong order, or one stage holds every post.

    A discussion opens before it argues and argues before it concludes. Stages may come back and share posts, but a stage
    whose last post comes before the first post of an earlier stage is put in the wrong place. In a thread of four posts or
    more one stage cannot hold all of them.

    Source:
        van Eemeren & Grootendorst (2004), A Systematic Theory of Argumentation, chapter 3: the stages of a discussion.

    Bad:
        thread: {posts: [{id: p1, text: It is so.}, {id: p2, text: It is not.}]}
        stages: [{stage: concluding, posts: [p1]}, {stage: confrontation, posts: [p2]}]

    Good:
        thread: {posts: [{id: p1, text: It is so.}, {id: p2, text: It is not.}]}
        stages: [{stage: confrontation, posts: [p1]}, {stage: concluding, posts: [p2]}]
    """
    numbers = map.thread.numbers if map.thread else {}
    order = {stage: place for place, stage in enumerate(discussion().stages)}
    posts: dict[str, list[int]] = {}
    for entry in map.stages:
        posts.setdefault(entry.stage, []).extend(numbers[p] for p in entry.posts if p in numbers)
    for index, entry in enumerate(map.stages):
        own = posts[entry.stage]
        path = ("stages", index, "posts")
        if len(numbers) >= LEAST_POSTS and len(set(own)) == len(numbers):
            yield Finding(
                path,
                f"every post is in the stage {entry.stage!r}",
                "name the posts that do what the stage is for",
            )
            continue
        before = [
            other
            for other, theirs in posts.items()
            if order.get(other, -1) < order.get(entry.stage, -1) and theirs and own and max(own) < min(theirs)
        ]
        if before:
            yield Finding(
                path,
                f"the stage {entry.stage!r} ends before the stage {before[0]!r} begins",
                "put the posts into the stages whose work they do",
            )
            return  # one stage in the wrong place is before or behind several


AGREES = {Stance.DENIES: False, Stance.CONCEDES: True, Stance.ACCEPTS: True}
"""Whether a stance agrees with the claim, of those whose words can say the opposite."""


def _contrary(opening: str, quoted: str, tag: str, agrees: bool) -> str | None:
    """Return the words that say the opposite of a stance, unless others beside them say the same."""
    first, within = (DISAGREE, DISAGREE_WITHIN) if agrees else (AGREE, AGREE_WITHIN)
    like = f"{(AGREE if agrees else DISAGREE)[tag]}|{(AGREE_WITHIN if agrees else DISAGREE_WITHIN)[tag]}"
    match = re.match(rf"\W{{0,5}}(?P<word>{first[tag]})(?!\w)", opening, re.IGNORECASE)
    match = match or re.search(rf"(?<!\w)(?P<word>{within[tag]})(?!\w)", quoted, re.IGNORECASE)
    rest = (opening or quoted).replace(match["word"], " ", 1) if match else ""
    return (
        match["word"] if match and not re.search(rf"(?<!\w)(?:{like})(?!\w)", rest, re.IGNORECASE) else None
    )


def _opening_words(map: ArgumentMap, c: Commitment) -> str:
    """Return the words in which a stance is taken: its quote, or how its post begins if that must be meant."""
    if c.quotes:
        return c.quotes[0].words if len(c.quotes) == 1 else ""
    thread = map.thread
    post = thread.posts_by_id.get(c.post) if thread else None
    if thread is None or post is None or post.author != c.participant or post.reply_to is None:
        return ""
    makes = {q.post for q in getattr(map.nodes[c.claim], "quotes", ())}
    makes |= {other.post for other in map.commitments_on.get(c.claim, ()) if other.stance in FORWARD}
    theirs = [
        other
        for other in map.commitments_in.get(c.post, ())
        if other is not c and other.participant == c.participant
    ]
    agrees = c.stance.accepts
    excused = any(
        (not other.stance.accepts if agrees else other.stance in {Stance.CONCEDES, Stance.ACCEPTS})
        for other in theirs
    )
    if post.reply_to not in makes or excused:
        return ""
    opening = OPENING.match(thread.text_of(c.post))
    return opening["words"] if opening else ""


def _in_cycle(answered: Mapping[str, str | None], start: str) -> bool:
    seen: set[str] = set()
    place: str | None = start
    while place is not None and place not in seen:
        seen.add(place)
        place = answered.get(place)
    return place is not None
