"""1. Which is the main conclusion of a post?"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.model.relation import RelationKind
from argmap.teach.context import OPTIONS, Context
from argmap.teach.item import Form, Item, Level, Option, Skill
from argmap.teach.protocol import Exercise


def generate(context: Context) -> Iterator[Item]:
    """Yield a choice for every post with several claims, exactly one of which is no reason for another of the post."""
    by_post: dict[str, list[str]] = {}
    for claim in context.claims():
        for post in context.posts_of(claim.id) - context.taken_otherwise(claim.id):
            by_post.setdefault(post, []).append(claim.id)
    for post, claims in sorted(by_post.items()):
        inside = set(claims)
        steps = [
            r
            for r in context.on_claims(RelationKind.SUPPORT)
            if r.target in inside and inside & set(r.premises)
        ]
        reasons = {premise for step in steps for premise in step.premises}
        tops = [claim for claim in claims if claim not in reasons]
        if len(tops) != 1 or not steps:
            continue
        wrong = [claim for claim in claims if claim in reasons][: OPTIONS - 1]
        yield Item(
            "main-conclusion",
            f"main-conclusion-{post}",
            Form.CHOICE,
            context.say(
                "What is the main conclusion of post {number}, by {author}?",
                number=context.number(post),
                author=context.author(post),
            ),
            Skill.STRUCTURE,
            Level.INTRO,
            (post, *sorted(step.id for step in steps)),
            "ThinkerAnalytix skills: find the conclusion",
            options=context.shuffled(
                [
                    Option(
                        context.text(tops[0]),
                        True,
                        context.say(
                            "Yes: everything else in the post that has to do with it is a reason for it."
                        ),
                    ),
                    *(
                        Option(
                            context.text(name),
                            False,
                            context.say(
                                "No: it is a reason for something else. {quote}",
                                quote=context.quoted(name, post),
                            ),
                        )
                        for name in wrong
                    ),
                ]
            ),
        )


EXERCISE = Exercise(
    "main-conclusion",
    "a post in which one claim is supported by another of the same post",
    generate,
    key_is_drawn=False,
    names_people=True,
)
