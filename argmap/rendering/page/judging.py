"""What the page needs to say why something has its label, and which labels would change if a claim were true or false."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import Any

from argmap.evaluation.theory import Theory
from argmap.evaluation.timeline import courses
from argmap.model.annotations import Label
from argmap.rendering.report.predicates import ARGUMENT_WORDS, Predicates
from argmap.rendering.scene import Scene
from argmap.solver.semantics import Semantics
from argmap.study import Study

NONE = -1
"""The number of a sentence that a theory does not have."""


def theory_data(study: Study) -> dict[str, Any] | None:
    """Return the theory behind the labels in a form in which a script can compute them anew.

    Args:
        study: the analysis of the map.

    Returns:
        `sentences` and `assumptions` are their numbers; the contrary of assumption a is sentence `assumptions` + a. `rules`
        has for each rule its head, the length of its body, and the body. `nodes` has for the claims and examples, whose ids
        are `claims`, four columns: the sentences that each is accepted, that nothing speaks against it, that it is accepted by
        a reason (or -1), and whose failing rejects it. `relations` has the sentence that each of the relations, whose ids are
        `steps`, holds. Columns and heads of rules are given as differences to the number before, bodies as differences to
        their head: neighbours in the map are neighbours in the theory, and small numbers are short.
        None where labels are not those of the grounded semantics.
    """
    if study.semantics is not Semantics.GROUNDED:
        return None
    theory = study.theory
    framework = theory.framework
    rules: list[int] = []
    before = 0
    for head, body in framework.rules:
        distinct = tuple(dict.fromkeys(body))
        rules.extend((head - before, len(distinct), *(part - head for part in distinct)))
        before = head
    steps = [name for name in theory.sentences if name not in theory.one]
    return {
        "sentences": framework.sentences,
        "assumptions": framework.assumptions,
        "rules": rules,
        "claims": [*theory.one],
        "nodes": [
            _differences(column)
            for column in zip(*(_sentences(theory, name) for name in theory.one), strict=True)
        ],
        "steps": steps,
        "relations": _differences(theory.sentences[name] for name in steps),
    }


def why_data(scene: Scene, study: Study) -> dict[str, list[Any]]:
    """Return the reason for each label, as `reasons_data` does; of a relation it is the reason of the whole argument.

    A relation that is not there counts, because all its premises do.

    Args:
        scene: what is shown.
        study: the analysis of its map.
    """
    usual = {
        relation.id: [
            str(Label.IN),
            scene.language.translated(ARGUMENT_WORDS[Label.IN]),
            [*relation.premises],
        ]
        for relation in scene.relations
        if all(premise in scene.view.shown for premise in relation.premises)
    }
    reasons = reasons_data(scene, study)
    return {name: reason for name, reason in reasons.items() if reason != usual.get(name)}


def reasons_data(scene: Scene, study: Study) -> dict[str, list[Any]]:
    """Return the reason for each label: the label, the reason in the words of `argmap why`, and the ids that it rests on.

    Args:
        scene: what is shown.
        study: the analysis of its map, or of the map as it was at some moment.

    Returns:
        By id of claims, examples and relations. The ids are left out where they are those of all relations that end on it.
    """
    predicates = Predicates(study.map, study.reasons, inline=False, language=scene.language)
    onto: dict[str, list[str]] = {}
    for relation in scene.relations:
        if relation.id in study.map.relations_by_id:
            onto.setdefault(relation.target, []).append(relation.id)
    reasons = {
        name: [str(explanation.label), predicates.of(name, short=True), [*explanation.rests_on]]
        for name, explanation in study.reasons.items()
    }
    return {
        name: reason[:2] if reason[2] == onto.get(name, []) else reason for name, reason in reasons.items()
    }


def course_data(scene: Scene, study: Study) -> dict[str, str] | None:
    """Return the labels of earlier moments: letters of labels, each with the number of the post from which on it is so.

    Args:
        scene: what is shown.
        study: the analysis of its map.

    Returns:
        By id of claims, examples and relations; what had its label from the beginning is left out. "i3u7" is accepted from
        post 3 on and undecided from post 7 on. None where labels are not those of the grounded semantics.
    """
    if study.semantics is not Semantics.GROUNDED:
        return None
    shown = scene.view.shown | {relation.id for relation in scene.relations}
    return {
        name: "".join(f"{label[0]}{number}" for number, label in course)
        for name, course in courses(study.theory).items()
        if name in shown and [label for _, label in course] != [study.labels[name]]
    }


def _differences(numbers: Iterable[int]) -> list[int]:
    return [number - before for before, number in itertools.pairwise((0, *numbers))]


def _sentences(theory: Theory, name: str) -> list[int]:
    one = theory.one[name]
    return [
        theory.sentences[name],
        theory.unopposed[one],
        theory.reasoned.get(one, NONE),
        theory.doubted[name],
    ]
