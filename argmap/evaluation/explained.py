"""The reasons under any semantics: of the grounded labels, or of one extension."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from argmap.errors import ArgmapError, UnknownName
from argmap.evaluation.explanation import Explanation
from argmap.evaluation.semantics import MapSemantics
from argmap.evaluation.theory import Theory
from argmap.model.annotations import Label
from argmap.model.map import ArgumentMap
from argmap.model.relation import RelationKind
from argmap.result import Result
from argmap.solver.derivation import Labelling
from argmap.solver.semantics import Semantics, extensions

MOST, SECONDS = 100, 10.0
"""Extensions among which one that decides is looked for, and for how long."""

LABEL_WORDS: Mapping[Label, str] = {
    Label.IN: "accepted",
    Label.OUT: "rejected",
    Label.UNDECIDED: "undecided",
}


@dataclass(frozen=True, slots=True)
class Explained(Result):
    """Why `id` has its label: the reasons for all labels, and a remark on where they come from ("" if grounded).

    Printed, it is one line for each id that the reason rests on.
    """

    id: str
    reasons: Mapping[str, Explanation]
    note: str = ""

    def reached(self) -> tuple[str, ...]:
        """Return the ids whose reasons the reason rests on, the one that is explained first."""
        reached = {self.id: None}
        todo = [self.id]
        while todo:
            fresh = [other for other in self.reasons[todo.pop()].rests_on if other not in reached]
            reached.update(dict.fromkeys(fresh))
            todo.extend(reversed(fresh))
        return tuple(reached)

    def __str__(self) -> str:
        lines = map(_line, (self.reasons[name] for name in self.reached()))
        return "\n".join((*lines, *([f"({self.note})"] if self.note else [])))

    def __repr__(self) -> str:
        return f"<why {_line(self.reasons[self.id])}>"


def deciding_extension(theory: Theory, name: str, semantics: MapSemantics) -> tuple[Labelling | None, str]:
    """Return the extension that explains a label, and a remark on it; None where grounded labels are explained.

    Of semantics with several extensions, it is the first that decides `name`, or else the first.
    """
    if semantics is Semantics.GROUNDED:
        return None, ""
    search = extensions(theory.framework, semantics, limit=MOST, seconds=SECONDS)
    if not search.extensions:
        none = search.stopped or f"there is no {semantics} extension"
        return None, f"{none}; the grounded labels are explained instead"
    sentence = theory.sentences[name]
    chosen = next((e for e in search.extensions if sentence in e.holds | e.fails), search.extensions[0])
    number = search.extensions.index(chosen) + 1
    more = f" ({search.stopped})" if search.stopped else ""
    return chosen, f"this explains {semantics} extension {number} of {len(search.extensions)}{more}"


def refuse_unexplained(map: ArgumentMap, name: str) -> None:
    """Refuse what has no reason of its own.

    Raises:
        UnknownName: the map has no such claim, example or relation.
        ArgmapError: `name` is a rephrase, an explanation or from a remark about the discussion: no argument.
    """
    if name not in map.nodes and name not in map.relations_by_id:
        raise UnknownName("claim, example or relation", name, {*map.nodes, *map.relations_by_id})
    relation = map.relations_by_id.get(name)
    if relation is not None and relation.kind is RelationKind.EXPLAINS:
        raise ArgmapError(
            f"{name!r} explains {relation.target!r} and is no argument for it, so it has no reason; name the claim"
        )
    if relation is not None and relation.kind is RelationKind.REPHRASE:
        claims = f"{relation.premises[0]!r} and {relation.target!r}"
        raise ArgmapError(
            f"{name!r} says that {claims} are one claim, which needs no reason; name one of them"
        )
    if name in map.weightless:
        raise ArgmapError(
            f"{name!r} starts from a remark about the discussion, which carries no weight in the matter; name a claim"
        )


def _line(explanation: Explanation) -> str:
    rests_on = f", rests on {', '.join(explanation.rests_on)}" if explanation.rests_on else ""
    people = f" by {', '.join(explanation.people)}" if explanation.people else ""
    return f"{explanation.id}: {LABEL_WORDS[explanation.label]} ({explanation.ground}{people}){rests_on}"
