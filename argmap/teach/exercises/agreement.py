"""16. What do the sides agree on?"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.dialogue.commitments import common_ground
from argmap.model.annotations import Stance
from argmap.teach.context import OPTIONS, Context
from argmap.teach.item import Form, Item, Level, Option, Skill
from argmap.teach.protocol import Exercise


def generate(context: Context) -> Iterator[Item]:
    """Yield one choice of several: what more than one participant accepts and none rejects."""
    agreed = common_ground(context.map)
    single = [
        c.claim for c in context.map.commitments if c.claim not in agreed and c.stance is Stance.ASSERTS
    ]
    wrong = context.picked(sorted(set(single)), OPTIONS - 1)
    if agreed and wrong:
        options = [
            Option(
                context.text(n),
                True,
                context.say("Yes: {people} accept it.", people=context.say(" and ").join(names)),
            )
            for n, names in list(agreed.items())[:3]
        ]
        options += [
            Option(
                context.text(n),
                False,
                context.say(
                    "No: not more than one of them accepts it, or somebody rejects it. {quote}",
                    quote=context.quoted(n),
                ),
            )
            for n in wrong
        ]
        yield Item(
            "agreement",
            "agreement",
            Form.SEVERAL,
            context.say("Which of these claims do people accept who otherwise disagree?"),
            Skill.SYNTHESIS,
            Level.INTERMEDIATE,
            ("agreement",),
            "van Eemeren & Grootendorst 2004: common starting points",
            options=context.shuffled(options),
        )


EXERCISE = Exercise(
    "agreement",
    "a claim that participants on different sides accept",
    generate,
    key_is_drawn=False,
    names_people=True,
)
