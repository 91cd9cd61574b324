"""The course at the start of a lesson: the moves of an argument with examples, and a post that becomes a part of the map."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from argmap.language import message
from argmap.model.claim import Claim
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation, RelationKind
from argmap.teach.context import Context

LONGEST_POST = 700
"""Characters of a post that is worked through."""

FEWEST, MOST = 1, 6
"""Steps inside a post that make an example: few enough to follow; the post with most of them is taken."""

KINDS = (RelationKind.SUPPORT, RelationKind.ATTACK, RelationKind.UNDERCUT)

TOGETHER = message(
    "Cover one of them: the others alone do not show it. In the map they share one arrow. The best way to find a premise that "
    "was left out is to ask what would have to be true for the rest to count."
)
STEP = message(
    "This one accepts the reason and leaves the conclusion open. It denies that the reason shows the conclusion. It is easily "
    "confused with a denial of the claim, and then answered as if it were one."
)

TAKEN = {
    (RelationKind.SUPPORT, False): message("{reasons} shows {conclusion}"),
    (RelationKind.SUPPORT, True): message("{reasons} show {conclusion}"),
    (RelationKind.ATTACK, False): message("{reasons} shows that {conclusion} is false"),
    (RelationKind.ATTACK, True): message("{reasons} show that {conclusion} is false"),
}
"""What somebody says who takes a step, by its kind, and by whether it has several premises: what an objection to the step denies."""


@dataclass(frozen=True, slots=True)
class TeachingMove:
    """A kind of move: its name, what it does in an argument, and a step that makes it."""

    title: str
    explanation: str
    step: Relation


@dataclass(frozen=True, slots=True)
class WorkedExample:
    """A post and the steps that it takes inside itself."""

    post: str
    steps: tuple[Relation, ...]

    @property
    def top(self) -> str:
        """The id of the claim that everything else in the post serves."""
        return _tops(self.steps)[0]


def _single(kind: RelationKind) -> Callable[[Relation], bool]:
    return lambda relation: relation.kind is kind and not relation.is_linked


MOVES: tuple[tuple[str, str, Callable[[Relation], bool]], ...] = (
    (
        message("A reason"),
        message("If the first is true, that speaks for the second."),
        _single(RelationKind.SUPPORT),
    ),
    (
        message("An objection"),
        message("If the first is true, that speaks against the second."),
        _single(RelationKind.ATTACK),
    ),
    (
        message("Reasons that count only together"),
        TOGETHER,
        lambda r: r.kind is RelationKind.SUPPORT and r.is_linked,
    ),
    (message("An objection to a step"), STEP, _single(RelationKind.UNDERCUT)),
)


def moves(map: ArgumentMap) -> Iterator[TeachingMove]:
    """Yield every kind of move that the map has, with its clearest step that fits into one sentence."""
    context = Context(map, 0, "course")
    charged = frozenset(breach.relation for breach in map.breaches)
    for title, explanation, is_such in MOVES:
        steps = [
            relation
            for relation in context.relations(*KINDS)
            if is_such(relation) and _fits_a_sentence(context, relation)
        ]
        if steps:
            yield TeachingMove(
                title, explanation, min(steps, key=lambda step: _difficulty(map, step, charged))
            )


def worked_example(context: Context) -> WorkedExample | None:
    """Return the post that makes the best example, or nothing where no post has one claim on top and reasons under it."""
    inside = ((post, _steps_inside(context, post)) for post in _short_posts(context))
    examples = [WorkedExample(post, steps) for post, steps in inside if steps is not None]
    return max(
        examples, key=lambda example: (len(example.steps), -context.number(example.post)), default=None
    )


def taken(context: Context, step: Relation) -> str:
    """Return what somebody says who takes a step, a reason for a claim or an objection to it, without its implicit premises."""
    premises = said_premises(context, step)
    form = TAKEN[step.kind, len(premises) > 1]
    return context.say(form, reasons=context.both(premises), conclusion=context.says(step.target))


def said_premises(context: Context, step: Relation) -> list[str]:
    """Return the premises of a step without the implicit ones: which they are is asked, and said after the answers."""
    return [premise for premise in step.premises if not is_implicit(context, premise)]


def is_implicit(context: Context, name: str) -> bool:
    """Return whether a claim is an implicit premise."""
    node = context.map.nodes[name]
    return isinstance(node, Claim) and node.implicit


def implicit_premises(context: Context, steps: Iterable[Relation]) -> list[str]:
    """Return the implicit premises of some steps, each once, in their order."""
    names = (name for step in steps for name in step.premises if is_implicit(context, name))
    return list(dict.fromkeys(names))


def _difficulty(
    map: ArgumentMap, step: Relation, charged: Collection[str | None]
) -> tuple[bool, bool, int, int]:
    """Return how hard a step is for a beginner.

    A step that breaks a rule is no example. Then follow a reason that nobody gives in the post in which its conclusion is, so
    that the words shown may be those of somebody who draws no such conclusion, and an objection to anything but a thesis, whose
    matter a beginner does not know yet; then unsaid, then long claims.
    """
    end = map.relations_by_id[step.target].target if step.target in map.relations_by_id else step.target
    nodes = [map.nodes[name] for name in (*step.premises, end) if name in map.nodes]
    posts = [{quote.post for quote in node.quotes} for node in nodes if node.quotes]
    is_remote = {
        RelationKind.SUPPORT: not (posts and set.intersection(*posts)),
        RelationKind.ATTACK: step.target not in {claim.id for claim in map.theses},
    }
    return (
        step.id in charged,
        is_remote.get(step.kind, False),
        sum(not node.quotes for node in nodes),
        sum(len(node.text) for node in nodes),
    )


def _fits_a_sentence(context: Context, relation: Relation) -> bool:
    """Return whether a reason or an objection ends on a claim, or an undercut on a reason or an objection that does."""
    if relation.kind is RelationKind.UNDERCUT:
        return relation in (undercut for undercut, _ in context.undercuts())
    return relation.target in context.map.nodes


def _short_posts(context: Context) -> list[str]:
    thread = context.map.thread
    if thread is None:
        return []
    return [post.id for post in thread.posts if 0 < len(post.text or "") <= LONGEST_POST]


def _steps_inside(context: Context, post: str) -> tuple[Relation, ...] | None:
    """Return the reasons that a post gives for what it says itself, if they lead to one claim and break no rule."""
    said = {claim.id for claim in context.claims() if post in context.posts_of(claim.id)}
    charged = {breach.relation for breach in context.map.breaches}
    steps = tuple(
        step
        for step in context.relations(RelationKind.SUPPORT)
        if step.target in said
        and said & set(step.premises)
        and all(name in said or is_implicit(context, name) for name in step.premises)
    )
    is_example = FEWEST <= len(steps) <= MOST and len(_tops(steps)) == 1
    return steps if is_example and charged.isdisjoint(step.id for step in steps) else None


def _tops(steps: Sequence[Relation]) -> list[str]:
    reasons = {name for step in steps for name in step.premises}
    return list(dict.fromkeys(step.target for step in steps if step.target not in reasons))
