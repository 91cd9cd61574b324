"""Marking a class: the best of several references counts for each student."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from argmap.errors import ArgmapError
from argmap.graph.views import View
from argmap.language import message
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation
from argmap.teach.exercises.rebuild import steps_of_exercise
from argmap.teach.marking.mark import NOTHING, Decision, Marked, mark
from argmap.teach.marking.rubric import Rubric
from argmap.teach.marking.submission import Note, Submission, notes
from argmap.teach.plain import node_text
from argmap.teach.post_steps import exercise_post, steps_of_post


def texts_of(map: ArgumentMap) -> dict[str, str]:
    """Return what each claim and example says."""
    return {name: node_text(node) for name, node in map.nodes.items()}


def grade(
    references: Sequence[View],
    submission: Submission,
    rubric: Rubric,
    decisions: Mapping[str, Decision] = NOTHING,
) -> Marked:
    """Return a submission marked against the reference that gives it most; of equals, the first.

    Args:
        references: the maps, or parts of them, that were to be rebuilt.
        submission: what is handed in.
        rubric: the weights.
        decisions: what a teacher says that claims in own words stand for, by their ids.

    Raises:
        ArgmapError: a reference has no relations to be marked against.
    """
    attempts = [
        replace(
            mark(
                steps_of(view, submission.exercise),
                submission,
                _rubric_for(rubric, submission.exercise, view.map),
                texts_of(view.map),
                whole=view.map.relations,
                decisions=decisions,
                language=view.map.language,
            ),
            reference=view.map.id,
        )
        for view in references
    ]
    best = max(attempts, key=lambda marked: marked.score)
    noted = notes(submission, [view.map for view in references])
    if submission.exercise and not any(_asked(view.map, submission.exercise) for view in references):
        noted += (
            Note(
                message("no map has the exercise {name}; marked against the whole"), repr(submission.exercise)
            ),
        )
    return replace(best, notes=noted)


def steps_of(view: View, exercise: str = "") -> Sequence[Relation]:
    """Return the steps to hold submissions against: those of an exercise, or, where the map has no such exercise, all.

    Raises:
        ArgmapError: there are none.
    """
    steps = _asked(view.map, exercise) or view.relations()
    if not steps:
        raise ArgmapError(f"this part of the map {view.map.id!r} has no relations to mark against")
    return steps


def _rubric_for(rubric: Rubric, exercise: str, map: ArgumentMap) -> Rubric:
    """Return the weights for what was asked: the form of cards in the page has no way to say that premises are linked."""
    is_form = exercise_post(exercise) is None and steps_of_exercise(map, exercise) is not None
    return rubric.model_copy(update={"split": 1.0}) if is_form else rubric


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
