"""19. Who holds which position in the end?"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.teach.context import Context
from argmap.teach.item import Form, Item, Level, Skill
from argmap.teach.protocol import Exercise


def generate(context: Context) -> Iterator[Item]:
    """Yield one matching of participants with a thesis that only they hold in the end."""
    holders: dict[str, list[str]] = {}
    for person in context.study.dialogue.participants:
        for held in person.holds:
            for thesis in held.theses:
                holders.setdefault(thesis, []).append(person.name)
    pairs = {names[0]: context.text(thesis) for thesis, names in holders.items() if len(names) == 1}
    if len(pairs) > 1:
        yield Item(
            "authors",
            "authors",
            Form.MATCH,
            context.say("Who holds which position at the end of the discussion?"),
            Skill.SYNTHESIS,
            Level.INTERMEDIATE,
            ("authors",),
            "Walton & Krabbe 1995, commitment stores",
            pairs=tuple(sorted(pairs.items())),
            feedback=context.say("Look at what each of them says last: people sometimes take a claim back."),
        )


EXERCISE = Exercise(
    "authors",
    "at least two participants who end with different theses",
    generate,
    key_is_drawn=False,
    names_people=True,
)
