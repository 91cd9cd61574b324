"""Where people end: the last stance of each on each claim, with the words that show it.

A stance is shown with the words of the post in which it is taken, by the participant who takes it, and never with those
of somebody else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from argmap.dialogue.moves import participant_names
from argmap.graph.stances import LastStance
from argmap.model.annotations import Label, Stance
from argmap.model.claim import Claim, Issue
from argmap.model.quote import Quote
from argmap.teach.context import SURE, Context

FEWEST = 2
"""Participants who accept a claim before it is common to them."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """A claim that several accept at the end and nobody denies, doubts, questions or has taken back."""

    claim: str
    people: tuple[str, ...]
    names: tuple[str, ...]


def counts(context: Context, last: LastStance) -> bool:
    """Return whether a stance is no guess, and under no condition but a claim that is accepted."""
    met = last.condition_claim is not None and context.labels.get(last.condition_claim) is Label.IN
    return not last.hedged and (last.condition is None or met)


def accepting(context: Context, name: str) -> tuple[LastStance, ...]:
    """Return the stances of those who assert, accept or concede a claim at the end, conditions met."""
    return tuple(last for last in context.stances(name).accepting if counts(context, last))


def agreed(context: Context) -> tuple[Agreed, ...]:
    """Return the claims that two or more participants accept at the end and against which no stance speaks."""
    names = participant_names(context.map)
    shared = []
    statements = context.study.index.statements
    seen: set[str] = set()
    for claim in context.claims():
        if statements[claim.id] in seen:
            continue
        seen.add(statements[claim.id])
        stances = context.stances(claim.id)
        people = [last.participant for last in accepting(context, claim.id) if last.participant]
        against = stances.of(Stance.DENIES, Stance.RETRACTS) or stances.questions
        if len(people) >= FEWEST and not against:
            ordered = [person for person in names if person in people]
            shared.append(Agreed(claim.id, tuple(ordered), tuple(names[person] for person in ordered)))
    return tuple(shared)


def uncontested(context: Context) -> tuple[Agreed, ...]:
    """Return what is agreed, without answers to an issue of which somebody holds another that excludes them."""
    rivals = context.study.theory.rivals
    one = context.study.theory.one
    return tuple(
        claim
        for claim in agreed(context)
        if not any(accepting(context, rival) for rival in rivals.get(one[claim.claim], ()))
    )


def endings(context: Context, issue: Issue) -> Mapping[str, tuple[LastStance, ...]]:
    """Return, for each participant who ends with an answer to an issue, the stances that accept one, conditional ones included.

    Who says an answer as a guess only, proposes or concedes it, or has given it up, does not end with it. Of answers that
    exclude each other nobody ends with two: who accepted one and later grants another has left the first, whether they say
    so or not, and who can be read in two ways is left out.
    """
    ends: dict[str, list[LastStance]] = {person: [] for person in participant_names(context.map)}
    granted: dict[str, set[str]] = {person: set() for person in ends}
    for claim in context.map.theses:
        if claim.answers == issue.id and not claim.meta:
            for last in context.stances(claim.id).accepting:
                if last.participant in ends:
                    granted[last.participant].add(claim.id)
                    if not last.hedged and last.stance is not Stance.CONCEDES:
                        ends[last.participant].append(last)
    return {
        person: tuple(each)
        for person, each in ends.items()
        if each and not (issue.is_exclusive and len(granted[person]) > 1)
    }


def is_sure(context: Context, last: LastStance) -> bool:
    """Return whether the annotators are sure that somebody takes a stance."""
    numbers = context.map.thread.numbers if context.map.thread else {}
    return not any(
        c.confidence is not None and c.confidence < SURE
        for c in context.map.commitments
        if (c.participant, c.claim, c.stance) == (last.participant, last.claim, last.stance)
        and numbers.get(c.post, 0) == last.number
    )


def condition_text(context: Context, last: LastStance) -> str:
    """Return the condition of a stance in words: those of the claim that is the condition, where it is one."""
    if last.condition_claim is not None and last.condition_claim in context.map.nodes:
        return context.text(last.condition_claim).rstrip(".")
    return (last.condition or "").rstrip(".")


def with_condition(context: Context, last: LastStance) -> str:
    """Return what a claim says, with the condition under which it is accepted."""
    text = context.text(last.claim)
    if last.condition is None:
        return text
    return context.say(
        "{text} (On this condition: {condition}.)", text=text, condition=condition_text(context, last)
    )


def own_words(context: Context, last: LastStance) -> str:
    """Return the words with which somebody takes their last stance, with their name and post; "" where there are none."""
    quote = _own_quote(context, last)
    return context.wrote(quote) if quote else ""


def _own_quote(context: Context, last: LastStance) -> Quote | None:
    thread = context.map.thread
    if thread is None or not 0 < last.number <= len(thread.posts):
        return None
    post = thread.posts[last.number - 1]
    quotes: Sequence[Quote] = [
        quote
        for commitment in context.map.commitments
        if (commitment.participant, commitment.post, commitment.claim)
        == (last.participant, post.id, last.claim)
        and commitment.stance is last.stance
        for quote in commitment.quotes
    ]
    node = context.map.nodes[last.claim]
    # The words of the claim are the claim itself: they show that it is accepted, and nothing else.
    said: Iterable[Quote] = node.quotes if isinstance(node, Claim) and last.stance.accepts else ()
    own = (quote for quote in (*quotes, *said) if quote.post == post.id and post.author == last.participant)
    return next(own, None)
