"""7. Which critical question does a reply raise?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from argmap.language import message
from argmap.model.relation import Relation, RelationKind
from argmap.model.scheme import BearsOn, CriticalQuestion, Scheme, schemes
from argmap.teach.choices import UNEVEN, Wrong, beside
from argmap.teach.context import OPTIONS, Context
from argmap.teach.item import Form, Item, Level, Option, Skill
from argmap.teach.passages import passages
from argmap.teach.protocol import Exercise

NEAR: Mapping[str, frozenset[str]] = {
    "analogy": frozenset({"similarity", "differences"}),
    "precedent": frozenset({"similarity", "distinction"}),
    "sign": frozenset({"reliability", "other-source"}),
    "expert-opinion": frozenset({"trustworthiness", "evidence"}),
    "generalisation": frozenset({"randomness", "drop-out"}),
    "consequences-negative": frozenset({"likelihood", "evidence"}),
    "consequences-positive": frozenset({"likelihood", "evidence"}),
    "practical-reasoning": frozenset({"alternatives", "best-means"}),
}
"""For some schemes two questions that one reply raises at once: they are never offered beside each other."""

ABOUT = {
    BearsOn.PREMISE: message(
        "No: that would doubt what such an argument starts from, and the reply leaves it as it is. {quote}"
    ),
    BearsOn.STEP: message(
        "No: that would doubt the step from the reason to the conclusion in another way than the reply does. {quote}"
    ),
    BearsOn.CONCLUSION: message(
        "No: that would speak against the conclusion whatever the reason is worth, and the reply does not. {quote}"
    ),
}


def generate(context: Context) -> Iterator[Item]:
    """Yield a choice for every objection of which the map says which question it raises, to an argument whose scheme is known.

    The kind of the argument is explained with its letters, and the wrong answers are other questions about arguments of the
    same kind.
    """
    steps = {step.id: step for step in context.on_claims(RelationKind.SUPPORT, RelationKind.ATTACK)}
    for objection in context.relations(RelationKind.UNDERCUT, RelationKind.ATTACK):
        step = steps.get(objection.target)
        if step is None or step.scheme not in schemes() or objection.question is None:
            continue
        scheme = schemes()[str(step.scheme)]
        raised = [question for question in scheme.questions if question.id == objection.question]
        is_clear = context.is_clear(objection) and all(map(context.is_said, objection.premises))
        if raised and is_clear:
            # What is drawn is drawn in every language, so that they all ask the same.
            made = list(_item(context, step, objection, scheme, raised[0]))
            texts = (scheme.name, *scheme.premises, scheme.conclusion, *(q.text for q in scheme.questions))
            yield from made if all(map(context.language.knows, texts)) else ()


def _item(
    context: Context, step: Relation, objection: Relation, scheme: Scheme, raised: CriticalQuestion
) -> Iterator[Item]:
    near = NEAR.get(scheme.id, frozenset())
    quote = context.quoted(objection.premises[0])
    pool = [
        Wrong(
            context.translated(question.text),
            context.say(ABOUT[question.bears_on], quote=quote),
            look=question.text,
        )
        for question in scheme.questions
        if question.id != raised.id and not {question.id, raised.id} <= near
    ]
    if len(pool) < OPTIONS:  # there is nothing to choose from, and the look of the key would tell it
        return
    shown = [premise for premise in step.premises if context.is_said(premise)] or list(step.premises)
    key = context.translated(raised.text)
    wrong, unevenness = beside(
        raised.text,
        context.picked(pool, len(pool)),
        asked=_asked(context.in_english, step, shown, objection, scheme),
        most=OPTIONS - 1,
        turn=context.turn(objection.id),
    )
    if len(wrong) < OPTIONS - 2 or unevenness > UNEVEN:
        return
    names = (*shown, *objection.premises)
    yield Item(
        "critical-questions",
        f"critical-questions-{objection.id}",
        Form.CHOICE,
        _asked(context, step, shown, objection, scheme),
        Skill.CRITIQUE,
        Level.ADVANCED,
        (objection.id, step.id),
        "Walton, Reed & Macagno 2008; Nussbaum 2019 on practice with critical questions",
        options=(
            Option(
                key,
                True,
                context.say("Yes: the reply gives a reason to answer it with doubt. {quote}", quote=quote),
            ),
            *(Option(w.text, False, w.why) for w in wrong),
        ),
        secrets=((*map(context.bare, objection.premises), key),),
        unevenness=unevenness,
        passages=passages(context.map, names),
    )


def _asked(
    context: Context, step: Relation, shown: Sequence[str], objection: Relation, scheme: Scheme
) -> str:
    argument = context.say(
        "Somebody argues that {conclusion}, because of {reasons}.",
        reasons=context.both(shown),
        conclusion=context.says(step.target),
    )
    pattern = context.say(
        "Its kind is called “{name}”: {premises} So: {conclusion}",
        name=context.translated(scheme.name),
        premises=" ".join(map(context.translated, scheme.premises)),
        conclusion=context.translated(scheme.conclusion),
    )
    asked = context.say(
        "Somebody replies: {objection}. Which question about the argument does the reply raise?",
        objection=context.both(objection.premises),
    )
    return f"{argument} {pattern} {asked}"


EXERCISE = Exercise(
    "critical-questions",
    "an objection that names the critical `question` it raises, to a relation with a `scheme`",
    generate,
    key_is_drawn=False,
    names_people=False,
    hides=(),
    title=message("Questions about an argument"),
)
