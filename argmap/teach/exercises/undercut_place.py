"""9. What exactly does an undercut deny?"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.model.relation import RelationKind
from argmap.teach.context import Context
from argmap.teach.item import Form, Item, Level, Option, Skill
from argmap.teach.protocol import Exercise


def generate(context: Context) -> Iterator[Item]:
    """Yield a choice for every undercut of a single step: the reason, the conclusion, or that the one shows the other."""
    for relation in context.relations(RelationKind.UNDERCUT):
        step = context.map.relations_by_id.get(relation.target)
        if step is None or step.is_linked or relation.is_linked or step.target not in context.map.nodes:
            continue
        reason, end = context.says(step.premises[0]), context.says(step.target)
        shows = "shows" if step.kind is RelationKind.SUPPORT else "speaks against"
        yield Item(
            "undercut-place",
            f"undercut-place-{relation.id}",
            Form.CHOICE,
            f"{context.says(relation.premises[0])} – what does this deny?",
            Skill.CRITIQUE,
            Level.INTERMEDIATE,
            (relation.id,),
            "Pollock 1987, undercutting defeaters",
            options=(
                Option(f"that {reason} is true", False, "No: the reason may well be true."),
                Option(f"that {end} is true", False, "No: the conclusion may be true for other reasons."),
                Option(
                    f"that {reason} {shows} {end}", True, "Yes: it grants the reason and denies the step."
                ),
            ),
        )


EXERCISE = Exercise("undercut-place", "an undercut of a support or an attack with one premise", generate)
