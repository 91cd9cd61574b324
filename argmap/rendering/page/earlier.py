"""What the cards say as of an earlier post: why labels were what they were, and which critical questions were open.

Both come from a study of the map as it was then.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from argmap.dialogue.critical_questions import QuestionStatus
from argmap.evaluation.moment import map_after
from argmap.evaluation.timeline import appearances
from argmap.rendering.page.judging import reasons_data
from argmap.rendering.scene import Scene
from argmap.solver.semantics import Semantics
from argmap.study import Study

MOST = 10_000
"""Posts times what is in the map up to which there is a study of each moment: they take about half a second."""

Name = TypeVar("Name")
Value = TypeVar("Value")
Point = tuple[str, str]
"""A critical question: the id of the step that it is about, and its own."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was so after each post of a thread but the last.

    `why` has for each claim, example and relation the reasons for its labels, as `reasons_data` returns them, each after
    the number of the post from which on it was so; a number alone stands for the reason at the end. What had that reason
    from the beginning is left out. `raised` has for each critical question that is raised the letters of its states (`o`
    open, `a` answered), each with the number of the post from which on it was so: "o3a7".
    """

    why: Mapping[str, list[list[Any]]]
    raised: Mapping[Point, str]


def earlier(scene: Scene, study: Study) -> Earlier | None:
    """Return what the cards say as of earlier posts.

    Args:
        scene: what is shown.
        study: the analysis of its map.

    Returns:
        None where labels are not those of the grounded semantics, and for maps of many posts and claims.
    """
    said = appearances(scene.map)
    posts = len(scene.map.thread.posts) if scene.map.thread else 0
    if study.semantics is not Semantics.GROUNDED or posts * len(said) > MOST:
        return None
    moments = [*((number, _after(study, number, said)) for number in range(1, posts)), (posts, study)]
    reasons = [(number, reasons_data(scene, then)) for number, then in moments]
    states = [(number, _states(then)) for number, then in moments]
    final = reasons[-1][1]
    return Earlier(
        {
            name: [[number] if reason == final[name] else [number, *reason] for number, reason in turns]
            for name, turns in _turns(reasons).items()
            if len(turns) > 1
        },
        {
            point: "".join(f"{state[0]}{number}" for number, state in turns)
            for point, turns in _turns(states).items()
        },
    )


def _after(study: Study, number: int, said: Mapping[str, int]) -> Study:
    """Return the study of the map as it was after a post; what is assumed of claims that nobody has said yet is left out."""
    there = {name for name, first in said.items() if first <= number}
    taken = study.interpretation
    assumed = replace(taken, accept=taken.accept & there, reject=taken.reject & there)
    return replace(study, map=map_after(study.map, number, said), interpretation=assumed)


def _states(study: Study) -> dict[Point, QuestionStatus]:
    points = study.dialogue.critical_points
    return {
        (point.step, point.question): point.state
        for point in points
        if point.state is not QuestionStatus.UNASKED
    }


def _turns(moments: Iterable[tuple[int, Mapping[Name, Value]]]) -> dict[Name, list[tuple[int, Value]]]:
    """Return for each name the values that it had, each with the moment from which on it had it."""
    turns: dict[Name, list[tuple[int, Value]]] = {}
    for number, values in moments:
        for name, value in values.items():
            before = turns.setdefault(name, [])
            if not before or before[-1][1] != value:
                before.append((number, value))
    return turns
