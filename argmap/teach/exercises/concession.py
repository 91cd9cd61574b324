"""8. Which claim does somebody concede?"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.model.annotations import Stance
from argmap.teach.context import OPTIONS, Context
from argmap.teach.item import Form, Item, Level, Option, Skill
from argmap.teach.language import message
from argmap.teach.protocol import Exercise

TAKES = {
    Stance.ASSERTS: message("No: {name} asserts this."),
    Stance.DENIES: message("No: {name} denies this."),
    Stance.QUESTIONS: message("No: {name} questions this."),
    Stance.RETRACTS: message("No: {name} retracts this."),
}


def generate(context: Context) -> Iterator[Item]:
    """Yield a choice for every participant who concedes something; the wrong answers are claims they assert or deny."""
    people = context.map.thread.participants_by_id if context.map.thread else {}
    taken: dict[str, dict[str, set[Stance]]] = {}
    for c in context.map.commitments:
        taken.setdefault(c.participant, {}).setdefault(c.claim, set()).add(c.stance)
    for person, claims in sorted(taken.items()):
        granted = sorted(claim for claim, stances in claims.items() if stances == {Stance.CONCEDES})
        others = sorted(claim for claim, stances in claims.items() if Stance.CONCEDES not in stances)
        if not granted or not others:
            continue
        right = context.random.choice(granted)
        wrong = context.picked([name for name in others if name not in context.same(right)], OPTIONS - 1)
        yield Item(
            "concession",
            f"concession-{person}",
            Form.CHOICE,
            context.say("Which claim does {name} concede to the other side?", name=people[person].name),
            Skill.CRITIQUE,
            Level.INTRO,
            (f"concession-{person}", right),
            "Walton & Krabbe 1995, commitment in dialogue",
            options=context.shuffled(
                [
                    Option(
                        context.text(right),
                        True,
                        context.say(
                            "Yes: it is conceded, not asserted. {quote}", quote=context.quoted(right)
                        ),
                    ),
                    *(
                        Option(
                            context.text(n),
                            False,
                            f"{context.say(TAKES[min(claims[n])], name=people[person].name)} {context.quoted(n)}",
                        )
                        for n in wrong
                    ),
                ]
            ),
        )


EXERCISE = Exercise(
    "concession", "a commitment with the stance 'concedes'", generate, key_is_drawn=False, names_people=True
)
