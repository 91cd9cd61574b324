"""Five minutes in which a teacher shows how something is done, with an example of a map: what is shown, and what is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from argmap.model.relation import RelationKind
from argmap.rendering.breaches import charge
from argmap.teach.context import Context
from argmap.teach.materials.moves import implicit_premises, moves, taken, worked_example
from argmap.teach.materials.outcome import issue_endings
from argmap.teach.materials.taught import breach_example, concession_example, scheme_example


@dataclass(frozen=True, slots=True)
class Demonstration:
    """A demonstration: the title of its map, what the class sees, and what the teacher says, step by step.

    `rests_on` are the parts of the map that it explains, so that no exercise beside it asks about them.
    """

    title: str
    shown: tuple[str, ...]
    said: tuple[str, ...]
    rests_on: frozenset[str]


def demonstration(context: Context, name: str) -> Demonstration | None:
    """Return the demonstration of a session, or nothing where the map has no example of it.

    Args:
        context: the map, and the language.
        name: the name of the session.
    """
    return _BY_NAME[name](context)


def _argument(context: Context) -> Demonstration | None:
    example, thread = worked_example(context), context.map.thread
    if example is None or thread is None:
        return None
    say, steps = context.say, example.steps
    reasons = [
        say(
            "{reasons} – for {conclusion}",
            reasons=context.both(step.premises),
            conclusion=context.says(step.target),
        )
        for step in steps
    ]
    wrote = say(
        "{author} writes in post {number}:",
        author=context.author(example.post),
        number=context.number(example.post),
    )
    return Demonstration(
        context.map.title,
        (wrote, thread.text_of(example.post)),
        (
            say("Read the post aloud. Ask yourself aloud, sentence by sentence: is anything else said to make us believe this?"),
            say("Write what everything else serves on top: {claim}.", claim=context.says(example.top)),
            say("Write each reason below what it is a reason for, and draw the arrows upwards:"),
            *reasons,
        ),
        frozenset({example.post, *(step.id for step in steps)}),
    )  # fmt: skip


def _objection(context: Context) -> Demonstration | None:
    step = next((move.step for move in moves(context.map) if move.step.kind is RelationKind.UNDERCUT), None)
    if step is None:
        return None
    say, denied = context.say, context.map.relations_by_id[step.target]
    return Demonstration(
        context.map.title,
        (taken(context, denied), context.both(step.premises)),
        (
            say("Ask aloud: does the second deny the reason? Does it deny the conclusion? Neither: both could be true with it."),
            say("It denies that the reason is enough. Draw its arrow to the arrow."),
            say("Then make an objection of the other sort yourself: one that says that the reason is false."),
        ),
        frozenset({step.id, denied.id}),
    )  # fmt: skip


def _unsaid(context: Context) -> Demonstration | None:
    linked = [step for step in context.on_claims(RelationKind.SUPPORT) if step.is_linked]
    # A premise that is not said comes first, because that is what has to be found.
    step = min(linked, key=lambda each: not implicit_premises(context, [each]), default=None)
    if step is None:
        return None
    say, missing = context.say, implicit_premises(context, [step])
    said = [name for name in step.premises if name not in missing] or list(step.premises)
    remark = (
        say("It is this: {premise}. Write it with a dashed border, because nobody says it.", premise=context.says(missing[0]))
        if missing
        else say("Nothing is missing here: the reasons share one arrow.")
    )  # fmt: skip
    return Demonstration(
        context.map.title,
        (context.both(said), say("So: {conclusion}", conclusion=context.says(step.target))),
        (
            say("Cover one reason. Ask aloud: does the other still show anything?"),
            say("Ask aloud: what would have to be true for this to count?"),
            remark,
        ),
        frozenset({step.id, *missing}),
    )


def _kinds(context: Context) -> Demonstration | None:
    example = scheme_example(context)
    if example is None:
        return None
    say, scheme = context.say, example.scheme
    questions = tuple(context.translated(question.text) for question in scheme.questions)
    return Demonstration(
        context.map.title,
        (
            context.both(example.step.premises),
            say("So: {conclusion}", conclusion=context.says(example.step.target)),
            say(
                "Such an argument is called “{name}”. Questions to ask about it:",
                name=context.translated(scheme.name),
            ),
            *questions,
        ),
        (
            say("Say which pattern it follows: “{name}”.", name=context.translated(scheme.name)),
            say("Put the words of the thread in place of the letters of the pattern:"),
            *(context.translated(premise) for premise in scheme.premises),
            say("Ask its questions aloud, and answer one of them:"),
            *questions,
        ),
        frozenset({example.step.id}),
    )


def _people(context: Context) -> Demonstration | None:
    grant, breach = concession_example(context), breach_example(context)
    if grant is None:
        return None
    say = context.say
    broken = () if breach is None else (f"breach-{context.map.breaches.index(breach) + 1}",)
    wrong = () if breach is None else (" … ".join(quote.words for quote in breach.quotes),)
    why = () if breach is None else (
        say("In the other words something goes wrong: this {charge}, as the annotators see it. Say it again in a fair way.", charge=charge(breach, context.language)),
    )  # fmt: skip
    return Demonstration(
        context.map.title,
        (context.wrote(grant.quotes[0]), *(say("“{text}”", text=words) for words in wrong)),
        (
            say("Point at the words with which it is granted: {claim}.", claim=context.says(grant.claim)),
            say("Ask aloud: does this person argue for it? Does this person now hold the conclusion, too?"),
            *why,
        ),
        frozenset({grant.claim, *broken}),
    )


def _judging(context: Context) -> Demonstration | None:
    ending = next(iter(issue_endings(context)), None)
    if ending is None:
        return None
    say, answer = context.say, ending.answers[0]
    return Demonstration(
        context.map.title,
        (ending.question, answer.text),
        (
            say("Ask three questions, and keep the answers apart."),
            f"{say('Who holds it:')} {answer.status.held}",
            f"{say('How it is argued:')} {answer.status.argued}",
            f"{say('What follows:')} {answer.status.follows}",
            say("Let the class do the same for the next answer."),
        ),
        frozenset(),
    )


_BY_NAME: Mapping[str, Callable[[Context], Demonstration | None]] = {
    "argument": _argument,
    "objection": _objection,
    "unsaid": _unsaid,
    "kinds": _kinds,
    "people": _people,
    "judging": _judging,
}
