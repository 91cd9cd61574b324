"""18. Which rule for a critical discussion is broken here?"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.model.annotations import Breach
from argmap.model.discussion import DiscussionRule, discussion
from argmap.teach.context import OPTIONS, Context
from argmap.teach.item import Form, Item, Level, Option, Skill
from argmap.teach.protocol import Exercise


def generate(context: Context) -> Iterator[Item]:
    """Yield a choice for every breach in one post whose words the thread has.

    Rules that another breach of that post breaks, or whose breach is easily taken for this one, are not offered.
    """
    for index, breach in enumerate(context.map.breaches):
        posts = {quote.post for quote in breach.quotes}
        if len(posts) > 1 or any(quote.exact is None for quote in breach.quotes):
            continue
        post = min(posts)
        broken = {b.breaks for b in context.map.breaches if post in {quote.post for quote in b.quotes}}
        near = discussion().rules[breach.breaks].near
        others = [rule for rule in discussion().rules.values() if rule.id not in {*broken, *near}]
        wrong = context.random.sample(others, min(OPTIONS - 1, len(others)))
        words = " … ".join(" ".join(quote.words.split()) for quote in breach.quotes)
        yield Item(
            "broken-rule",
            f"broken-rule-{index + 1}-{post}",
            Form.CHOICE,
            context.say(
                "{author} writes in post {number}: “{words}”. Which rule for a critical discussion does this break?",
                author=context.author(post),
                number=context.number(post),
                words=words,
            ),
            Skill.CRITIQUE,
            Level.INTERMEDIATE,
            (f"breach-{index + 1}", *((breach.relation,) if breach.relation else ())),
            "van Eemeren & Grootendorst 2004, rules for a critical discussion",
            options=context.shuffled(
                [
                    _option(context, discussion().rules[breach.breaks], breach),
                    *(_option(context, rule, breach) for rule in wrong),
                ]
            ),
        )


def _option(context: Context, rule: DiscussionRule, breach: Breach) -> Option:
    right = rule.id == breach.breaks
    asked = context.translated(rule.question)
    said = (
        context.say("Yes: {why}", why=breach.why)
        if right
        else context.say(
            "No: that rule asks: “{question}” Nothing here breaks it. {why}",
            question=asked,
            why=breach.why,
        )
    )
    return Option(f"{context.translated(rule.name)}: {context.translated(rule.text)}", right, said)


EXERCISE = Exercise(
    "broken-rule",
    "an entry under `breaches` that quotes one post",
    generate,
    key_is_drawn=False,
    names_people=True,
)
