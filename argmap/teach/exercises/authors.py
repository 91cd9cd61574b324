"""19. Who ends with which answer?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from argmap.graph.stances import LastStance
from argmap.language import message
from argmap.model.claim import Issue
from argmap.model.relation import RelationKind
from argmap.teach.context import Context
from argmap.teach.endings import endings, own_words, with_condition
from argmap.teach.item import Form, Item, Level, Skill
from argmap.teach.passages import passages
from argmap.teach.protocol import Exercise, MapPart

MOST = 3
"""Answers of one participant at most, where all issues are asked about together."""

Terms = frozenset[tuple[str, str | None]]
"""The answers with which somebody ends, each with its condition."""


def generate(context: Context) -> Iterator[Item]:
    """Yield for every issue a matching of participants with all the answers that they accept at the end, conditions said.

    Where no issue gives one, yield a matching over all issues. Nobody is asked about whose answers another one accepts as
    well: a matching has one right side for each. Where two end with one answer on different conditions, the question says so.
    Where one of them has no condition and argues for what is another's, nobody is asked: both answers could be defended.
    Answers that nobody ends with are offered, too.
    """
    issues = context.map.issues
    ends = {issue.id: endings(context, issue) for issue in issues}
    made = [
        item
        for issue in issues
        for item in _matching(context, issue.id, ends[issue.id], _asked(context, issue))
    ]
    if not made:
        every: dict[str, tuple[LastStance, ...]] = {}
        for each in ends.values():
            for person, stances in each.items():
                every[person] = (*every.get(person, ()), *stances)
        few = {person: stances for person, stances in every.items() if len(stances) <= MOST}
        asked = context.say("With which answers does each of these people end the discussion?")
        made = list(_matching(context, "all", few, asked))
    yield from made


def _asked(context: Context, issue: Issue) -> str:
    return context.say(
        "“{question}” With which answer does each of these people end the discussion?",
        question=issue.question,
    )


def _matching(
    context: Context, name: str, ends: Mapping[str, tuple[LastStance, ...]], asked: str
) -> Iterator[Item]:
    terms = {person: _terms(each) for person, each in ends.items()}
    alone = [person for person in ends if _is_alone(person, terms)]
    if len(alone) > 1 and not _argues_for_condition(context, {person: ends[person] for person in alone}):
        answers = {claim.id: claim.answers for claim in context.map.theses}
        stances = [last for person in alone for last in ends[person]]
        issues = sorted({str(answers[last.claim]) for last in stances})
        pairs = [(context.participant(person), _answer(context, ends[person])) for person in alone]
        shared = len({last.claim for last in stances}) < len(stances)
        note = (
            context.say("Some of them end with the same answer, on different conditions.") if shared else ""
        )
        looked = context.say("Look at what each of them says last: people sometimes take a claim back.")
        words = [own_words(context, last) for last in stances]
        yield Item(
            "authors",
            f"authors-{name}",
            Form.MATCH,
            " ".join(filter(None, (asked, note))),
            Skill.SYNTHESIS,
            Level.INTERMEDIATE,
            (f"authors-{name}", *issues),
            "Walton & Krabbe 1995, commitment stores",
            pairs=tuple(context.picked(pairs, len(pairs))),
            spare=_left(context, issues, ends) if len(issues) == 1 else (),
            feedback=" ".join(filter(None, (looked, *words))),
            passages=passages(
                context.map,
                (),
                beside=[claim.id for claim in context.map.theses if claim.answers in issues],
                posts=_last_posts(context, alone),
            ),
        )


def _left(
    context: Context, issues: Iterable[str], ends: Mapping[str, tuple[LastStance, ...]]
) -> tuple[str, ...]:
    """Return the answers that nobody ends with."""
    taken = {name for each in ends.values() for last in each for name in context.same(last.claim)}
    left = [c for c in context.map.theses if str(c.answers) in issues and c.id not in taken and not c.meta]
    held = {last.claim for claim in left for last in context.stances(claim.id).accepting}
    return tuple(context.text(claim.id) for claim in left if claim.id not in held)


def _last_posts(context: Context, people: Iterable[str]) -> tuple[str, ...]:
    """Return all posts of some people: their last word is found among them."""
    thread = context.map.thread
    return tuple(post.id for post in thread.posts if post.author in set(people)) if thread else ()


def _terms(each: tuple[LastStance, ...]) -> Terms:
    return frozenset((last.claim, last.condition) for last in each)


def _argues_for_condition(context: Context, ends: Mapping[str, tuple[LastStance, ...]]) -> bool:
    """Return whether somebody ends without a condition with an answer, and gives a reason for the condition of another one who ends with it."""
    stances = [last for each in ends.values() for last in each]
    return any(
        one.claim == other.claim
        and one.condition is None
        and other.condition is not None
        and one.participant in _reasoners(context, other.condition)
        for one in stances
        for other in stances
    )


def _reasoners(context: Context, condition: str) -> frozenset[str]:
    """Return who accepts a condition, or a reason for it, where it is a claim of the map."""
    claims = {
        claim.id
        for claim in context.map.claims
        if condition in {claim.id, claim.text, claim.text.rstrip(".")}
    }
    reasons = {p for r in context.on_claims(RelationKind.SUPPORT) if r.target in claims for p in r.premises}
    return frozenset(
        last.participant for name in claims | reasons for last in context.stances(name).accepting
    )


def _is_alone(person: str, terms: Mapping[str, Terms]) -> bool:
    """Return whether nobody else accepts everything that a participant does, and the other way round."""
    own = terms[person]
    return not any(own <= other or other <= own for name, other in terms.items() if name != person)


def _answer(context: Context, each: tuple[LastStance, ...]) -> str:
    return " ".join(with_condition(context, last) for last in each)


EXERCISE = Exercise(
    "authors",
    "at least two participants who end with different theses",
    generate,
    asks_for_words=True,
    key_is_drawn=False,
    names_people=True,
    hides=(MapPart.PEOPLE, MapPart.LABELS),
    title=message("Who ends with what"),
)
