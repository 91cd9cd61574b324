"""The part of a map that one post argues."""

from __future__ import annotations

from argmap.errors import UnknownName
from argmap.model.claim import Claim
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation

POST = "post-"
"""Begins the name of the exercise that asks for the steps of a post."""


def steps_of_post(map: ArgumentMap, post: str) -> tuple[Relation, ...]:
    """Return the relations that can be read in a post, in document order: both ends are said there.

    Examples are the annotators' account, also of a post that they quote, and implicit premises nobody says: a relation is
    given without its implicit premises, and what rests on an example is left out. Nor is anything asked that is about a claim of
    another post only. An undercut, or a backing, is there if the relation that it bears on is.

    Args:
        map: the map.
        post: the id of a post.
    """
    said = {claim.id for claim in map.claims if _is_said_in(claim, post)}
    implicit = {claim.id for claim in map.claims if claim.implicit}
    read: dict[str, Relation] = {}
    waiting = list(map.relations)
    while waiting:
        ready = [relation for relation in waiting if relation.target in said or relation.target in read]
        if not ready:
            break
        for relation in ready:
            premises = tuple(name for name in relation.premises if name not in implicit)
            if premises and said.issuperset(premises):
                read[relation.id] = relation.model_copy(update={"premises": premises})
        waiting = [relation for relation in waiting if relation not in ready]
    return tuple(read[relation.id] for relation in map.relations if relation.id in read)


def exercise_post(exercise: str) -> str | None:
    """Return the post whose steps an exercise asks for; None for other exercises.

    Example:
        >>> exercise_post("post-p3"), exercise_post("rebuild-c1")
        ('p3', None)
    """
    return exercise.removeprefix(POST) if exercise.startswith(POST) else None


def known_post(map: ArgumentMap, post: str) -> str:
    """Return the id of a post of the thread.

    Raises:
        UnknownName: the thread has no such post, or the map has no thread.
    """
    known = map.thread.numbers if map.thread else {}
    if post not in known:
        raise UnknownName("post", post, known)
    return post


def names_in(steps: tuple[Relation, ...], map: ArgumentMap) -> tuple[str, ...]:
    """Return the claims and examples at the ends of some relations, in document order.

    Args:
        steps: the relations.
        map: their map.
    """
    ends = {name for step in steps for name in (*step.premises, step.target)}
    return tuple(name for name in map.nodes if name in ends)


def _is_said_in(claim: Claim, post: str) -> bool:
    return not claim.implicit and any(quote.post == post for quote in claim.quotes)
