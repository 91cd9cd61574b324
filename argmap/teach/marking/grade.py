"""Marking a class: the best of several references counts for each student."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from argmap.graph.views import View
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation
from argmap.teach.exercises.rebuild import steps_of_exercise
from argmap.teach.marking.mark import Marked, mark
from argmap.teach.marking.rubric import Rubric
from argmap.teach.marking.submission import Submission, warnings
from argmap.teach.plain import node_text
from argmap.teach.post_steps import exercise_post, steps_of_post


def texts_of(map: ArgumentMap) -> dict[str, str]:
    """Return what each claim and example says."""
    return {name: node_text(node) for name, node in map.nodes.items()}


def grade(references: Sequence[View], submission: Submission, rubric: Rubric) -> Marked:
    """Return a submission marked against the reference that gives it most; of equals, the first."""
    attempts = [
        replace(
            mark(_wanted(view, submission), submission, rubric, texts_of(view.map)), reference=view.map.id
        )
        for view in references
    ]
    best = max(attempts, key=lambda marked: marked.score)
    notes = warnings(submission, [view.map for view in references])
    if submission.exercise and not any(_asked(view.map, submission.exercise) for view in references):
        notes += (f"no map has the exercise {submission.exercise!r}; marked against the whole",)
    return replace(best, warnings=notes)


def _wanted(view: View, submission: Submission) -> Sequence[Relation]:
    """Return the steps to hold a submission against: those of its exercise, or all."""
    return _asked(view.map, submission.exercise) or tuple(view.relations())


def _asked(map: ArgumentMap, exercise: str) -> tuple[Relation, ...]:
    """Return the steps that an exercise asks for, or none if the map has no such exercise."""
    post = exercise_post(exercise)
    return steps_of_post(map, post) if post is not None else steps_of_exercise(map, exercise) or ()


def sheet_names(stems: Iterable[str], ending: str = "md") -> list[str]:
    """Return a file name for each stem; the second of the same name gets a number.

    Example:
        >>> sheet_names(["ada", "ada"])
        ['ada.md', 'ada-2.md']
    """
    names: dict[str, None] = {}
    for stem in stems:
        name, count = f"{stem}.{ending}", 1
        while name in names:
            count += 1
            name = f"{stem}-{count}.{ending}"
        names[name] = None
    return list(names)
