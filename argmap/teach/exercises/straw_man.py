"""13. Which objection attacks something that its opponent did not say?"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.language import message
from argmap.model.annotations import Stance
from argmap.model.relation import Relation, RelationKind
from argmap.teach.choices import UNEVEN, Wrong, beside, said_by
from argmap.teach.context import OPTIONS, Context
from argmap.teach.item import Form, Item, Level, Option, Skill
from argmap.teach.passages import passages
from argmap.teach.protocol import Exercise


def generate(context: Context) -> Iterator[Item]:
    """Yield a choice for every straw man that names its step, if whoever is attacked denies having said it, or it is taken back.

    The wrong answers are objections to what somebody did say, which break no rule. Without a denial or a retraction it could
    be defended that the objection is fair.
    """
    charged = {breach.relation for breach in context.map.breaches}
    fair = [step for step in _objections(context) if step.id not in charged]
    for breach in context.map.breaches:
        step = context.map.relations_by_id.get(breach.relation or "")
        if breach.fallacy != "straw-man" or step is None or step.target not in context.map.nodes:
            continue
        if not any(_is_disowned(context, premise) for premise in step.premises):
            continue
        others = [other for other in fair if attacked(context, other) != step.target]
        key = _objection_text(context, step)
        wrong, unevenness = beside(
            key,
            [_fair(context, other) for other in context.picked(others, len(others))],
            asked="",
            most=OPTIONS - 1,
            turn=context.turn(step.id),
        )
        if len(wrong) < OPTIONS - 2 or unevenness > UNEVEN:
            continue
        yes = context.say("Yes. {why} {quote}", why=breach.why, quote=context.quoted(step.target))
        yield Item(
            "straw-man",
            f"straw-man-{step.id}",
            Form.CHOICE,
            context.say(
                "Each of these is a reply to something that was said. Which one attacks something that its opponent did not say? Find out what was really said."
            ),
            Skill.CRITIQUE,
            Level.ADVANCED,
            (step.id,),
            "van Eemeren & Grootendorst 2004, the standpoint rule",
            options=(Option(key, True, yes), *(Option(w.text, False, w.why) for w in wrong)),
            secrets=((*map(context.bare, step.premises), breach.why),),
            unevenness=unevenness,
            passages=passages(
                context.map,
                (),
                beside=(*step.premises, step.target, *said_by(wrong)),
                posts={quote.post for quote in breach.quotes},
            ),
        )


def _is_disowned(context: Context, name: str) -> bool:
    """Return whether somebody denies a claim, or takes it back."""
    return bool(context.stances(name).of(Stance.DENIES, Stance.RETRACTS))


def attacked(context: Context, step: Relation) -> str:
    """Return the claim that an objection is about: its target, or the first reason of the step that it undercuts."""
    undercut = context.map.relations_by_id.get(step.target)
    return step.target if undercut is None else undercut.premises[0]


def _objections(context: Context) -> list[Relation]:
    """Return objections whose two ends the thread holds in somebody's words, so that they can be compared."""
    nodes = context.map.nodes
    undercuts = (relation for relation, _ in context.undercuts())
    steps = [*context.on_claims(RelationKind.ATTACK), *undercuts]
    ends = [(step, attacked(context, step)) for step in steps]
    return [s for s, end in ends if end in nodes and all(nodes[n].quotes for n in (*s.premises, end))]


def _objection_text(context: Context, step: Relation) -> str:
    """Return a reply and what it is about, in one form for objections to a claim and to a step: another form would set the key apart."""
    undercut = context.map.relations_by_id.get(step.target)
    said = [step.target] if undercut is None else undercut.premises
    return context.say(
        "{premises}, as a reply to {said}", premises=context.both(step.premises), said=context.both(said)
    )


def _fair(context: Context, step: Relation) -> Wrong:
    said = context.quoted(attacked(context, step))
    return Wrong(
        _objection_text(context, step),
        context.say("No: it replies to what was said. {quote}", quote=said),
        (*step.premises, attacked(context, step)),
    )


EXERCISE = Exercise(
    "straw-man",
    "an entry under `breaches` with `fallacy: straw-man` and a `relation` that attacks a claim",
    generate,
    asks_for_words=True,
    key_is_drawn=False,
    names_people=False,
    title=message("What was really said"),
)
