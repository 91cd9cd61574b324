"""10. In which order do objections answer each other?"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.language import message
from argmap.model.relation import RelationKind
from argmap.teach.context import Context
from argmap.teach.item import Form, Item, Level, Skill
from argmap.teach.passages import passages
from argmap.teach.protocol import Exercise

MOST = 6


def generate(context: Context) -> Iterator[Item]:
    """Yield an ordering for every longest chain of objections in which each has exactly one answer."""
    answers: dict[str, list[tuple[str, str]]] = {}
    undercut = {relation.id: step for relation, step in context.undercuts()}
    for relation in context.relations(RelationKind.ATTACK, RelationKind.UNDERCUT):
        denied = undercut.get(relation.id)
        if relation.is_linked or (denied is None and relation.target not in context.map.nodes):
            continue
        target = relation.target if denied is None else denied.premises[0]
        answers.setdefault(target, []).append((relation.premises[0], relation.id))
    answered = {premise for given in answers.values() for premise, _ in given}
    for start in sorted(set(answers) - answered):
        chain, used = [start], []
        while len(answers.get(chain[-1], ())) == 1 and len(chain) < MOST:
            following, step = answers[chain[-1]][0]
            if following in chain:
                break
            chain.append(following)
            used.append(step)
        if len(chain) >= 4 and all(name in context.map.nodes for name in chain):  # noqa: PLR2004 (three objections)
            yield Item(
                "objection-chain",
                f"objection-chain-{start}",
                Form.ORDER,
                context.say("Put these in order, so that each is an objection to the one before."),
                Skill.CRITIQUE,
                Level.ADVANCED,
                tuple(used),
                "Toulmin 1958, rebuttal",
                order=tuple(context.text(name) for name in chain),
                feedback=context.say(
                    "Each replies to what the one before says, or denies that it shows anything."
                ),
                passages=passages(context.map, chain),
            )


EXERCISE = Exercise(
    "objection-chain",
    "a chain of at least three objections, each against the one before",
    generate,
    key_is_drawn=True,
    names_people=False,
    title=message("Objections in order"),
)
