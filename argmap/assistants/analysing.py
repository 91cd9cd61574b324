"""Analyses for assistants: which claims are accepted, why, and what would change that."""

from __future__ import annotations

from dataclasses import dataclass

from argmap.assistants.reading import cut
from argmap.assistants.records import AnalysisAnswer, ChangedLabel, ThesisAnswer, WhatIfAnswer, WhyAnswer
from argmap.errors import ArgmapError
from argmap.graph.views import whole
from argmap.model.map import ArgumentMap
from argmap.rendering.report.naming import Names
from argmap.rendering.report.reasons import reason_tree
from argmap.rendering.report.write import report, report_data, report_text
from argmap.rendering.scene import scene
from argmap.rendering.text.tree import tree_text
from argmap.study import Study
from argmap.study import analyse as study_of

SECONDS = 10.0
"""Time for each search: an assistant waits for the answer."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How a map is evaluated: names of a semantics and of an interpretation."""

    semantics: str = "grounded"
    interpretation: str = "stances"

    def study(self, map: ArgumentMap) -> Study:
        """Return the study of a map.

        Raises:
            UnknownName: there is no such semantics or interpretation.
        """
        return study_of(map, interpretation=self.interpretation, semantics=self.semantics, seconds=SECONDS)


DEFAULT = Evaluation()


def analyse_map(map: ArgumentMap, how: Evaluation = DEFAULT, *, full: bool = False) -> AnalysisAnswer:
    """Return which claims of a map are accepted, and the report on it.

    Args:
        map: the map.
        how: the semantics and the interpretation.
        full: whether the report leaves nothing out.

    Raises:
        ArgmapError: there is no such semantics or interpretation, or the time was too short.
    """
    study = how.study(map)
    shown = scene(whole(map), index=study.index)
    said = report_data(shown, study)
    return AnalysisAnswer(
        map=map.id,
        semantics=how.semantics,
        interpretation=how.interpretation,
        headline=tuple(each["text"] for each in said["headline"]),
        theses=tuple(
            ThesisAnswer(id=id, text=map.nodes[id].text, label=str(study.labels[id]), **words)
            for id, words in said["theses"].items()
        ),
        labels={id: str(label) for id, label in study.labels.items()},
        report=cut(report_text(report(shown, study, full=full)), "ask for it without full"),
    )


def why_label(map: ArgumentMap, id: str, how: Evaluation = DEFAULT) -> WhyAnswer:
    """Return why a claim, an example or a relation is accepted, rejected or undecided.

    Raises:
        ArgmapError: the map has nothing of that name, or it is a rephrase, which is no argument.
    """
    study = how.study(map)
    explained = study.why(id)
    tree = reason_tree(scene(whole(map), index=study.index), explained.reasons, id)
    return WhyAnswer(
        id=id,
        label=str(explained.reasons[id].label),
        tree=cut(tree_text([tree])),
        reasons=tuple(explained.reasons[name].to_dict() for name in explained.reached()),
        note=explained.note,
    )


def what_changes(
    map: ArgumentMap, accept: tuple[str, ...], reject: tuple[str, ...], how: Evaluation = DEFAULT
) -> WhatIfAnswer:
    """Return every label that changes when things are accepted or rejected, whatever the map says about them.

    Raises:
        ArgmapError: nothing is named, the map has nothing of such a name, or it is named for both.
    """
    if not accept and not reject:
        raise ArgmapError("nothing to change; name a claim, example or relation in accept or in reject")
    names = Names(map)
    effects = how.study(map).whatif(accept=accept, reject=reject)
    return WhatIfAnswer(
        changed=tuple(
            ChangedLabel(
                id=each.id, name=names.short(each.id), before=str(each.before), after=str(each.after)
            )
            for each in effects
        )
    )
