"""What the page needs to say why something has its label, and which labels would change if a claim were true or false."""

from __future__ import annotations

from typing import Any

from argmap.evaluation.theory import Theory
from argmap.rendering.report.predicates import Predicates
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
        has for each rule its head, the length of its body, and the body. `nodes` has for each claim and example the
        sentences that it is accepted, that nothing speaks against it, that it is accepted by a reason (or -1), and whose
        failing rejects it; `relations` the sentence that each holds. None where labels are not those of the grounded semantics.
    """
    if study.semantics is not Semantics.GROUNDED:
        return None
    theory = study.theory
    framework = theory.framework
    rules: list[int] = []
    for head, body in framework.rules:
        distinct = tuple(dict.fromkeys(body))
        rules.extend((head, len(distinct), *distinct))
    return {
        "sentences": framework.sentences,
        "assumptions": framework.assumptions,
        "rules": rules,
        "nodes": {name: _sentences(theory, name) for name in theory.one},
        "relations": {name: theory.sentences[name] for name in theory.sentences if name not in theory.one},
    }


def why_data(scene: Scene, study: Study) -> dict[str, list[Any]]:
    """Return the reason for each label: the label, the reason in the words of `argmap why`, and the ids that it rests on.

    Args:
        scene: what is shown.
        study: the analysis of its map.

    Returns:
        By id of claims, examples and relations; for a relation it is the reason of the whole argument.
    """
    predicates = Predicates(scene.map, study.reasons, inline=False, language=scene.language)
    return {
        name: [str(explanation.label), predicates.of(name, short=True), list(explanation.rests_on)]
        for name, explanation in study.reasons.items()
    }


def _sentences(theory: Theory, name: str) -> list[int]:
    one = theory.one[name]
    return [
        theory.sentences[name],
        theory.unopposed[one],
        theory.reasoned.get(one, NONE),
        theory.doubted[name],
    ]
