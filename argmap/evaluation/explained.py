"""The reasons under any semantics: of the grounded labels, or of one extension."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from argmap.errors import ArgmapError
from argmap.evaluation.explanation import Explanation, extension_reasons, grounded_reasons
from argmap.evaluation.theory import Interpretation, theory
from argmap.model.map import ArgumentMap
from argmap.model.relation import RelationKind
from argmap.result import Result
from argmap.solver.semantics import Semantics, extensions

MOST, SECONDS = 100, 10.0
"""Extensions among which one that decides is looked for, and for how long."""


@dataclass(frozen=True, slots=True)
class Explained(Result):
    """The reasons for all labels, and a remark on where they come from ("" for the grounded ones)."""

    reasons: Mapping[str, Explanation]
    note: str = ""

    def reached(self, name: str) -> tuple[str, ...]:
        """Return the ids whose reasons the reason for `name` rests on, itself first."""
        found = {name: None}
        todo = [name]
        while todo:
            fresh = [other for other in self.reasons[todo.pop()].rests_on if other not in found]
            found.update(dict.fromkeys(fresh))
            todo.extend(reversed(fresh))
        return tuple(found)


def explained(map: ArgumentMap, name: str, semantics: Semantics, interpretation: Interpretation) -> Explained:
    """Return the reasons for the labels under a semantics.

    Of semantics with several extensions, the first is explained that decides `name`, or else the first.

    Raises:
        ArgmapError: `name` is a rephrase, which is no argument.
    """
    read = theory(map, interpretation)
    relation = map.relations_by_id.get(name)
    if relation is not None and relation.kind is RelationKind.REPHRASE:
        claims = f"{relation.premises[0]!r} and {relation.target!r}"
        raise ArgmapError(
            f"{name!r} says that {claims} are one claim, which needs no reason; name one of them"
        )
    if semantics is Semantics.GROUNDED:
        return Explained(grounded_reasons(read, interpretation))
    found = extensions(read.framework, semantics, limit=MOST, seconds=SECONDS)
    if not found.extensions:
        none = found.stopped or f"there is no {semantics} extension"
        return Explained(
            grounded_reasons(read, interpretation), f"{none}; the grounded labels are explained instead"
        )
    sentence = read.sentences[name]
    chosen = next((e for e in found.extensions if sentence in e.holds | e.fails), found.extensions[0])
    number = found.extensions.index(chosen) + 1
    more = f" ({found.stopped})" if found.stopped else ""
    note = f"this explains {semantics} extension {number} of {len(found.extensions)}{more}"
    return Explained(extension_reasons(read, interpretation, chosen), note)
