"""The part of a map that one post argues."""

from __future__ import annotations

from argmap.errors import UnknownName
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation

POST = "post-"
"""Begins the name of the exercise that asks for the steps of a post."""


def steps_of_post(map: ArgumentMap, post: str) -> tuple[Relation, ...]:
    """Return the relations that a post argues, in document order, each with the relations that it bears on.

    All premises are said in the post, but for those that nobody says; the target may be said elsewhere.

    Args:
        map: the map.
        post: the id of a post.
    """
    steps = map.relations_by_id
    chosen: dict[str, None] = {}
    for relation in map.relations:
        said = [name for name in relation.premises if map.nodes[name].quotes]
        if said and all(_is_said_in(map, name, post) for name in said):
            name = relation.id
            while name in steps and name not in chosen:
                chosen[name] = None
                name = steps[name].target
    return tuple(relation for relation in map.relations if relation.id in chosen)


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


def _is_said_in(map: ArgumentMap, name: str, post: str) -> bool:
    return any(quote.post == post for quote in map.nodes[name].quotes)
