"""What a lesson explains before it asks: a kind of argument with its questions, a rule that is broken, and a concession."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from argmap.language import message
from argmap.model.annotations import Breach, Commitment, Stance
from argmap.model.claim import Claim
from argmap.model.relation import Relation, RelationKind
from argmap.model.scheme import Scheme, schemes
from argmap.teach.context import Context
from argmap.teach.materials.moves import WorkedExample

DOES = {
    RelationKind.SUPPORT: message("it speaks for {claim}"),
    RelationKind.ATTACK: message("it speaks against {claim}"),
}


@dataclass(frozen=True, slots=True)
class SchemeExample:
    """A kind of argument, and a step of the map that is one."""

    scheme: Scheme
    step: Relation


@dataclass(frozen=True, slots=True)
class Aside:
    """What a post says beside the argument that is worked through: a claim, and what is done with it."""

    claim: str
    does: str


def scheme_example(context: Context) -> SchemeExample | None:
    """Return a step whose kind of argument can be explained in the language, best one that no exercise asks about."""
    questioned = {relation.target for relation in context.map.relations if relation.question}
    steps = [step for step in context.on_claims(RelationKind.SUPPORT) if step.scheme in schemes()]
    known = [step for step in steps if context.is_clear(step) and _is_known(context, _scheme(step))]
    best = min(known, key=lambda step: step.id in questioned, default=None)
    return None if best is None else SchemeExample(_scheme(best), best)


def breach_example(context: Context) -> Breach | None:
    """Return a broken rule to explain, or nothing where there is only one, which is left to ask about."""
    breaches = context.map.breaches
    return breaches[0] if len(breaches) > 1 else None


def concession_example(context: Context) -> Commitment | None:
    """Return a concession with its words, or nothing where there is only one, which is left to ask about."""
    said = [c for c in context.map.commitments if c.stance is Stance.CONCEDES and c.quotes]
    return min(said, key=lambda c: c.condition is not None) if len(said) > 1 else None


def asides(context: Context, example: WorkedExample) -> Iterator[Aside]:
    """Yield the claims of a worked post that are not in its argument, so that nothing of the post is passed over."""
    shown = {name for step in example.steps for name in (*step.premises, step.target)}
    for claim in context.map.claims:
        if example.post in context.posts_of(claim.id) and claim.id not in shown:
            yield Aside(claim.id, _does(context, claim, example.post))


def _does(context: Context, claim: Claim, post: str) -> str:
    """Return what a post does with a claim: takes a stance that says so, or argues from it about a claim of somebody else."""
    stances = {c.stance for c in context.map.commitments if (c.claim, c.post) == (claim.id, post)}
    if stances & {Stance.CONCEDES, Stance.DENIES}:
        granted = Stance.CONCEDES in stances
        return context.say("it is granted to the others") if granted else context.say("it is denied")
    bears = [r for r in context.on_claims(*DOES) if claim.id in r.premises]
    if bears:
        return context.say(DOES[bears[0].kind], claim=context.says(bears[0].target))
    if any(claim.id in undercut.premises for undercut, _ in context.undercuts()):
        return context.say("it is an objection to a step of somebody")
    if claim.answers:
        return context.say("it is an answer to one of the questions")
    return context.say("it stands beside the argument")


def _scheme(step: Relation) -> Scheme:
    return schemes()[str(step.scheme)]


def _is_known(context: Context, scheme: Scheme) -> bool:
    texts = (scheme.name, *scheme.premises, scheme.conclusion, *(q.text for q in scheme.questions))
    return all(map(context.language.knows, texts))
