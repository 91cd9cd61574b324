"""18. What is wrong with these words in a critical discussion?"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.language import message
from argmap.model.annotations import Breach
from argmap.model.discussion import DiscussionRule, discussion
from argmap.teach.choices import UNEVEN, Wrong, beside
from argmap.teach.context import OPTIONS, SURE, Context
from argmap.teach.item import Form, Item, Level, Option, Skill
from argmap.teach.passages import passages
from argmap.teach.protocol import Exercise


def generate(context: Context) -> Iterator[Item]:
    """Yield a choice for every breach in one post whose words the thread has, where the annotators are sure of it.

    Where the breach is a fallacy with a name, the answers say what somebody does who commits one, and otherwise they are the
    rules. Rules that another breach of that post breaks, or whose breach is easily taken for this one, are not offered, nor
    other fallacies of the same rule.
    """
    for index, breach in enumerate(context.map.breaches):
        posts = {quote.post for quote in breach.quotes}
        unsure = breach.confidence is not None and breach.confidence < SURE
        if unsure or len(posts) > 1 or any(quote.exact is None for quote in breach.quotes):
            continue
        yield from _item(context, index, breach, min(posts))


def _item(context: Context, index: int, breach: Breach, post: str) -> Iterator[Item]:
    broken = {b.breaks for b in context.map.breaches if post in {quote.post for quote in b.quotes}}
    near = discussion().rules[breach.breaks].near
    others = [rule for rule in discussion().rules.values() if rule.id not in {*broken, *near}]
    if _has_name(breach):
        key = discussion().fallacies[str(breach.fallacy)].summary
        pool = [wrong for rule in others for wrong in _fallacies(context, rule, breach)]
    else:
        key = _rule_text(context.in_english, discussion().rules[breach.breaks])
        pool = [_rule(context, rule, breach) for rule in others]
    wrong, unevenness = beside(
        key,
        context.picked(pool, len(pool)),
        asked=_asked(context.in_english, breach, post),
        most=OPTIONS - 1,
        turn=context.turn(f"{index}-{post}"),
    )
    if len(wrong) < OPTIONS - 1 or unevenness > UNEVEN or not _can_be_said(context, breach):
        return
    if _has_name(breach):
        key = context.translated(key)
    else:
        key = _rule_text(context, discussion().rules[breach.breaks])
    yield Item(
        "broken-rule",
        f"broken-rule-{index + 1}-{post}",
        Form.CHOICE,
        _asked(context, breach, post),
        Skill.CRITIQUE,
        Level.INTERMEDIATE,
        (f"breach-{index + 1}", *((breach.relation,) if breach.relation else ())),
        "van Eemeren & Grootendorst 2004, rules for a critical discussion",
        options=(
            Option(key, True, _yes(context, breach)),
            *(Option(w.text, False, w.why) for w in wrong),
        ),
        secrets=((_words(breach), key),),
        unevenness=unevenness,
        passages=passages(context.map, (), posts=_context_of(context, post), quotes=breach.quotes),
    )


def _asked(context: Context, breach: Breach, post: str) -> str:
    said = {"author": context.author(post), "number": context.number(post), "words": _words(breach)}
    if _has_name(breach):
        return context.say(
            "{author} writes in post {number}: “{words}”. What goes wrong here, in the eyes of the annotators?",
            **said,
        )
    return context.say(
        "{author} writes in post {number}: “{words}”. Which rule for a critical discussion does this break?",
        **said,
    )


def _words(breach: Breach) -> str:
    return " … ".join(" ".join(quote.words.split()) for quote in breach.quotes)


def _has_name(breach: Breach) -> bool:
    """Return whether a breach is a fallacy with a name."""
    return breach.fallacy in discussion().fallacies


def _can_be_said(context: Context, breach: Breach) -> bool:
    """Return whether all fallacies can be said in the language, where one is asked about."""
    texts = [text for fallacy in discussion().fallacies.values() for text in (fallacy.name, fallacy.summary)]
    return not _has_name(breach) or all(map(context.language.knows, texts))


def _yes(context: Context, breach: Breach) -> str:
    rule = discussion().rules[breach.breaks]
    if not _has_name(breach):
        return context.say("Yes: {why}", why=breach.why)
    return context.say(
        "Yes: {why} The fallacy is called “{fallacy}”, and it breaks the {rule}: “{text}”",
        why=breach.why,
        fallacy=context.translated(discussion().fallacies[str(breach.fallacy)].name),
        rule=context.translated(rule.name),
        text=context.translated(rule.text),
    )


def _fallacies(context: Context, rule: DiscussionRule, breach: Breach) -> Iterator[Wrong]:
    for fallacy in rule.fallacies:
        why = context.say(
            "No: that would be “{fallacy}”, and nothing of the kind is done here. {why}",
            fallacy=context.translated(fallacy.name),
            why=breach.why,
        )
        yield Wrong(context.translated(fallacy.summary), why, look=fallacy.summary)


def _rule(context: Context, rule: DiscussionRule, breach: Breach) -> Wrong:
    why = context.say(
        "No: that rule asks: “{question}” Nothing here breaks it. {why}",
        question=context.translated(rule.question),
        why=breach.why,
    )
    return Wrong(_rule_text(context, rule), why, look=_rule_text(context.in_english, rule))


def _rule_text(context: Context, rule: DiscussionRule) -> str:
    return f"{context.translated(rule.name)}: {context.translated(rule.text)}"


def _context_of(context: Context, post: str) -> tuple[str, ...]:
    """Return a post and the one that it answers."""
    thread = context.map.thread
    answered = thread.posts_by_id[post].reply_to if thread else None
    return (answered, post) if answered else (post,)


EXERCISE = Exercise(
    "broken-rule",
    "an entry under `breaches` that quotes one post",
    generate,
    key_is_drawn=False,
    names_people=True,
    hides=(),
    title=message("Rules for the discussion"),
)
