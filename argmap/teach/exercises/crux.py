"""15. Which claim do most others depend on?"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.model.annotations import Label
from argmap.teach.context import LARGEST, OPTIONS, Context
from argmap.teach.item import Form, Item, Level, Option, Skill
from argmap.teach.protocol import Exercise
from argmap.teach.status import reading


def generate(context: Context) -> Iterator[Item]:
    """Yield one choice: the claim whose rejection changes most, where there is a single one."""
    if len(context.map.nodes) > LARGEST:
        return
    counts = {
        claim.id: 1 + len(context.no_longer_accepted(claim.id))
        for claim in context.claims()
        if context.labels[claim.id] is Label.IN
    }
    ranked = sorted(counts, key=lambda name: (-counts[name], name))
    if len(ranked) < OPTIONS or counts[ranked[0]] < 2 or counts[ranked[0]] == counts[ranked[1]]:  # noqa: PLR2004 (itself and one more)
        return
    wrong = context.picked([name for name in ranked[1:] if counts[name] < counts[ranked[0]]], OPTIONS - 1)
    yield Item(
        "crux",
        "crux",
        Form.CHOICE,
        " ".join(
            (
                context.say(
                    "Suppose one of these claims turned out to be false. For which one would the most claims that are accepted now no longer be accepted?"
                ),
                reading(context),
            )
        ),
        Skill.SYNTHESIS,
        Level.ADVANCED,
        ("crux", ranked[0]),
        "Dung 1995, grounded extension; computed on the map",
        options=context.shuffled(
            [
                Option(
                    context.text(ranked[0]),
                    True,
                    context.say(
                        "Yes: {count} claims would no longer be accepted, including this one.",
                        count=counts[ranked[0]],
                    ),
                ),
                *(
                    Option(
                        context.text(n),
                        False,
                        context.say(
                            "No: {count} would no longer be accepted. {quote}",
                            count=counts[n],
                            quote=context.quoted(n),
                        ),
                    )
                    for n in wrong
                ),
            ]
        ),
    )


EXERCISE = Exercise(
    "crux",
    "a claim whose rejection changes more than that of any other",
    generate,
    key_is_drawn=False,
    names_people=False,
)
