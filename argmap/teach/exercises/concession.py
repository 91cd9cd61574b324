"""8. Which claim does somebody concede?"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.graph.stances import LastStance
from argmap.language import message
from argmap.model.annotations import Stance
from argmap.teach.context import OPTIONS, Context
from argmap.teach.endings import own_words
from argmap.teach.item import Form, Item, Level, Option, Skill
from argmap.teach.protocol import Exercise

TAKES = {
    Stance.ASSERTS: message("No: {name} asserts this."),
    Stance.DENIES: message("No: {name} denies this."),
}
"""What is said of the claims that are offered beside one that is conceded: they are far enough from a concession."""


def generate(context: Context) -> Iterator[Item]:
    """Yield a choice for every participant who concedes something in words of their own.

    The wrong answers are claims that the same participant asserts or denies, and has taken no other stance on.
    """
    taken: dict[tuple[str, str], set[Stance]] = {}
    for c in context.map.commitments:
        taken.setdefault((c.participant, c.claim), set()).add(c.stance)
    for person in sorted({person for person, _ in taken}):
        lasts = {last.claim: last for last in _final(context, person)}
        granted = [
            last for last in lasts.values() if last.stance is Stance.CONCEDES and own_words(context, last)
        ]
        others = [
            name
            for name, last in lasts.items()
            if last.stance in TAKES and taken.get((person, name), {Stance.ASSERTS}) == {last.stance}
        ]
        if not granted or not others:
            continue
        right = context.random.choice(granted)
        wrong = context.picked(
            [name for name in others if name not in context.same(right.claim)], OPTIONS - 1
        )
        yield Item(
            "concession",
            f"concession-{person}",
            Form.CHOICE,
            context.say(
                "Which claim does {name} concede to the other side?", name=context.participant(person)
            ),
            Skill.CRITIQUE,
            Level.INTRO,
            (f"concession-{person}", right.claim),
            "Walton & Krabbe 1995, commitment in dialogue",
            options=context.shuffled(
                [
                    Option(
                        context.text(right.claim),
                        True,
                        context.say(
                            "Yes: it is conceded, not asserted. {quote}", quote=own_words(context, right)
                        ),
                    ),
                    *(_wrong(context, lasts[name]) for name in wrong),
                ]
            ),
        )


def _final(context: Context, person: str) -> Iterator[LastStance]:
    """Yield the stances with which a participant ends on claims, those that are no guess and under no condition."""
    for claim in context.claims():
        for last in context.stances(claim.id).last:
            if (last.participant, last.claim) == (person, claim.id) and last.is_plain:
                yield last


def _wrong(context: Context, last: LastStance) -> Option:
    said = context.say(TAKES[last.stance], name=context.participant(last.participant))
    return Option(context.text(last.claim), False, " ".join(filter(None, (said, own_words(context, last)))))


EXERCISE = Exercise(
    "concession",
    "a commitment with the stance 'concedes' and the words of who concedes",
    generate,
    key_is_drawn=False,
    names_people=True,
)
