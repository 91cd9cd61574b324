"""6. If a claim is rejected, which others are no longer accepted?"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.evaluation.theory import Interpretation
from argmap.model.annotations import Label
from argmap.study import Study
from argmap.teach.context import LARGEST, OPTIONS, Context
from argmap.teach.item import Form, Item, Level, Option, Skill
from argmap.teach.protocol import Exercise
from argmap.teach.status import follows, reading


def generate(context: Context) -> Iterator[Item]:
    """Yield a choice of several for every claim whose rejection makes others lose their acceptance; computed, not guessed."""
    if len(context.map.nodes) > LARGEST:
        return
    before = context.labels
    for claim in context.claims():
        if before.get(claim.id) is not Label.IN:
            continue
        dependent = context.no_longer_accepted(claim.id)
        lost = [n for n in context.map.nodes if n in dependent]
        kept = [n for n in context.others(claim.id, not_in=lost) if before[n] is Label.IN]
        if not 1 <= len(lost) < OPTIONS or not kept:
            continue
        then = Study(context.map, Interpretation(reject=frozenset({claim.id}))).reasons
        options = [
            Option(
                context.text(n),
                True,
                context.say(
                    "Yes. Without that claim, this follows: {why} {quote}",
                    why=follows(context, then[n]),
                    quote=context.quoted(n),
                ),
            )
            for n in lost
        ]
        options += [
            Option(
                context.text(n),
                False,
                context.say("No: it is accepted without that claim, too. {quote}", quote=context.quoted(n)),
            )
            for n in kept[: OPTIONS - 1]
        ]
        yield Item(
            "what-still-stands",
            f"what-still-stands-{claim.id}",
            Form.SEVERAL,
            " ".join(
                (
                    context.say(
                        "Suppose {claim} turned out to be false. Which of these claims would then no longer be accepted?",
                        claim=context.says(claim.id),
                    ),
                    reading(context),
                )
            ),
            Skill.SYNTHESIS,
            Level.ADVANCED,
            (claim.id,),
            "Dung 1995, grounded extension; what-if on the map",
            options=context.shuffled(options),
        )


EXERCISE = Exercise(
    "what-still-stands",
    "an accepted claim that others depend on",
    generate,
    key_is_drawn=False,
    names_people=False,
)
