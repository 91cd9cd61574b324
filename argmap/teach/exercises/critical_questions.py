"""7. Which critical question belongs to which scheme?"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.model.scheme import schemes
from argmap.teach.context import Context
from argmap.teach.item import Form, Item, Level, Skill
from argmap.teach.protocol import Exercise

PAIRS = 4


def generate(context: Context) -> Iterator[Item]:
    """Yield one matching of the schemes in use with a critical question of each that no other of them has."""
    used = sorted({r.scheme for r in context.map.relations if r.scheme in schemes()}, key=str)
    pairs = []
    for name in context.picked([str(name) for name in used], PAIRS):
        texts = {
            question.text for other in used if other != name for question in schemes()[str(other)].questions
        }
        known = [
            question.text for question in schemes()[name].questions if context.language.knows(question.text)
        ]
        own = [text for text in known if text not in texts]
        if own:
            pairs.append(
                (context.translated(schemes()[name].name), context.translated(context.random.choice(own)))
            )
    if len(pairs) > 2:  # noqa: PLR2004 (two are a coin)
        yield Item(
            "critical-questions",
            "critical-questions",
            Form.MATCH,
            context.say(
                "Match each kind of argument with a critical question that it must be able to answer."
            ),
            Skill.CRITIQUE,
            Level.INTERMEDIATE,
            ("schemes",),
            "Walton, Reed & Macagno 2008; Nussbaum 2019 on practice with critical questions",
            pairs=tuple(pairs),
            feedback=context.say(
                "Each kind of argument can fail in its own ways; its critical questions ask about them."
            ),
        )


EXERCISE = Exercise(
    "critical-questions",
    "relations that name at least three schemes",
    generate,
    key_is_drawn=False,
    names_people=False,
)
