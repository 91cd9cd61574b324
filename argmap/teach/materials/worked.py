"""A worked example: how a post of the thread becomes a part of the map, one question after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from argmap.model.claim import Claim
from argmap.model.relation import Relation, RelationKind
from argmap.rendering.escape import escaped
from argmap.teach.context import Context
from argmap.teach.exports.plain import line

LONGEST_POST = 700
ACCEPT = (
    "1. **What are we to accept?** Ask of every sentence whether anything else is said to make us believe it. The one that everything "
    "else serves comes on top: {top}. A map says it in a full sentence that can be understood alone."
)
WHY = "2. **Why?** Go down from the top. Each reason is for one thing, and not always for the top:"
GRANTED = (
    "3. **What is taken for granted?** What would have to be true for the reasons to count, and is not said?"
)
NOTHING_ADDED = "Nothing had to be added here."
IDLE = (
    "4. **What does nothing here?** Greetings, examples that are only named, barbs. They stay in the thread."
)
FEWEST, MOST = 2, 6
"""Steps inside a post that make an example: enough to be one, few enough to be told."""


@dataclass(frozen=True, slots=True)
class Worked:
    """A post and the steps that it takes inside itself."""

    post: str
    steps: tuple[Relation, ...]


def worked(context: Context) -> Worked | None:
    """Return the post that makes the best example, or nothing where none has one claim on top and reasons under it."""
    found = [Worked(post, steps) for post in _posts(context) if (steps := _inside(context, post)) is not None]
    return max(found, key=lambda one: (len(one.steps), -context.number(one.post)), default=None)


def worked_example(context: Context) -> list[str]:
    """Return the example as paragraphs of Markdown, or nothing where the map has none."""
    example = worked(context)
    if example is None:
        return []
    thread = context.map.thread
    words = line(thread.text_of(example.post)) if thread else ""
    author, number = escaped(context.author(example.post)), context.number(example.post)
    unstated = [name for step in example.steps for name in step.premises if _is_unstated(context, name)]
    taken = "; ".join(escaped(context.says(name)) for name in dict.fromkeys(unstated)) or NOTHING_ADDED
    reasons = "\n".join(_reason(context, step) for step in example.steps)
    top = escaped(context.says(_tops(example.steps)[0]))
    return [
        "### From a post to a map",
        f"{author} writes in post {number}:",
        f"> {escaped(words)}",
        ACCEPT.format(top=top),
        WHY,
        reasons,
        f"{GRANTED} {taken}",
        IDLE,
    ]


def _reason(context: Context, step: Relation) -> str:
    said = [name for name in step.premises if not _is_unstated(context, name)]
    return f"   - {escaped(context.both(said))} – for {escaped(context.says(step.target))}"


def _posts(context: Context) -> list[str]:
    thread = context.map.thread
    if thread is None:
        return []
    return [post.id for post in thread.posts if 0 < len(post.text or "") <= LONGEST_POST]


def _inside(context: Context, post: str) -> tuple[Relation, ...] | None:
    """Return the reasons that a post gives for what it says itself, if they lead to one claim and nobody charges them."""
    said = {claim.id for claim in context.claims() if post in context.posts_of(claim.id)}
    charged = {breach.relation for breach in context.map.breaches}
    steps = tuple(
        step
        for step in context.relations(RelationKind.SUPPORT)
        if step.target in said
        and said & set(step.premises)
        and all(name in said or _is_unstated(context, name) for name in step.premises)
    )
    fits = (
        FEWEST <= len(steps) <= MOST and len(_tops(steps)) == 1 and not {step.id for step in steps} & charged
    )
    return steps if fits else None


def _tops(steps: Sequence[Relation]) -> list[str]:
    reasons = {name for step in steps for name in step.premises}
    return list(dict.fromkeys(step.target for step in steps if step.target not in reasons))


def _is_unstated(context: Context, name: str) -> bool:
    node = context.map.nodes[name]
    return isinstance(node, Claim) and node.implicit
