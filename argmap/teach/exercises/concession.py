"""8. Which claim does somebody concede?"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.graph.stances import LastStance
from argmap.language import message
from argmap.model.annotations import Stance
from argmap.teach.choices import UNEVEN, Wrong, beside, said_by
from argmap.teach.context import OPTIONS, Context
from argmap.teach.endings import is_sure, own_words
from argmap.teach.item import Form, Item, Level, Option, Skill
from argmap.teach.passages import passages
from argmap.teach.protocol import Exercise, MapPart

TAKES = {
    Stance.ASSERTS: message("No: {name} asserts this."),
    Stance.DENIES: message("No: {name} denies this."),
}
"""What is said of the claims that are offered beside one that is conceded: they are far enough from a concession."""

GRANTS = {Stance.CONCEDES, Stance.ACCEPTS}
"""Stances with which somebody takes over what others say."""


def generate(context: Context) -> Iterator[Item]:
    """Yield a choice for every participant who concedes something, proved with the words of the concession.

    The wrong answers are claims that the same participant asserts or denies, and has taken no other stance on. None has a
    reason that the participant grants to others: who writes "You are right, then it must be so" can be read as conceding what follows, too.
    """
    taken: dict[tuple[str, str], set[Stance]] = {}
    for c in context.map.commitments:
        taken.setdefault((c.participant, c.claim), set()).add(c.stance)
    for person in sorted({person for person, _ in taken}):
        lasts = {last.claim: last for last in _final(context, person)}
        granted = [
            last
            for last in lasts.values()
            if last.stance is Stance.CONCEDES and is_sure(context, last) and own_words(context, last)
        ]
        others = [
            name
            for name, last in lasts.items()
            if last.stance in TAKES
            and taken.get((person, name), {Stance.ASSERTS}) == {last.stance}
            and not any(
                GRANTS & taken.get((person, premise), set())
                for step in context.supports.get(name, ())
                for premise in step.premises
            )
        ]
        if not granted or not others:
            continue
        right = context.random.choice(granted)
        key, name = context.text(right.claim), context.participant(person)
        pool = [
            _wrong(context, lasts[other])
            for other in context.picked(others, len(others))
            if other not in context.same(right.claim)
        ]
        wrong, unevenness = beside(key, pool, asked="", most=OPTIONS - 1, turn=context.turn(person))
        if len(wrong) < OPTIONS - 2 or unevenness > UNEVEN:
            continue
        yes = context.say("Yes: it is conceded, not asserted. {quote}", quote=own_words(context, right))
        yield Item(
            "concession",
            f"concession-{person}",
            Form.CHOICE,
            context.say(
                "Which of these does {name} concede, that is, grant to the others rather than hold against them?",
                name=name,
            ),
            Skill.CRITIQUE,
            Level.INTRO,
            (f"concession-{person}", right.claim),
            "Walton & Krabbe 1995, commitment in dialogue",
            options=(Option(key, True, yes), *(Option(w.text, False, w.why) for w in wrong)),
            secrets=((name, key.rstrip(".")),),
            unevenness=unevenness,
            passages=passages(
                context.map, (), beside=(right.claim, *said_by(wrong)), posts=_posts_by(context, person)
            ),
        )


def _posts_by(context: Context, person: str) -> tuple[str, ...]:
    thread = context.map.thread
    return tuple(post.id for post in thread.posts if post.author == person) if thread else ()


def _final(context: Context, person: str) -> Iterator[LastStance]:
    """Yield the stances with which a participant ends on claims, those that are no guess and under no condition."""
    for claim in context.claims():
        for last in context.stances(claim.id).last:
            if (last.participant, last.claim) == (person, claim.id) and last.is_plain:
                yield last


def _wrong(context: Context, last: LastStance) -> Wrong:
    said = context.say(TAKES[last.stance], name=context.participant(last.participant))
    why = " ".join(filter(None, (said, own_words(context, last))))
    return Wrong(context.text(last.claim), why, (last.claim,))


EXERCISE = Exercise(
    "concession",
    "a commitment with the stance 'concedes' and the words of who concedes",
    generate,
    asks_for_words=True,
    key_is_drawn=False,
    names_people=True,
    hides=(MapPart.PEOPLE, MapPart.LABELS),
    title=message("What somebody concedes"),
)
