"""How reports speak of claims, examples and steps: short, in quotation marks where it is a sentence, always alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from argmap.analysis.theory import Basis, Reading
from argmap.model.claim import Claim
from argmap.model.example import Example
from argmap.model.expectation import Label
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation, RelationKind

LONGEST = 60
VERBS: Mapping[RelationKind, str] = {
    RelationKind.SUPPORT: "supports",
    RelationKind.ATTACK: "attacks",
    RelationKind.UNDERCUT: "undercuts",
    RelationKind.REPHRASE: "rephrases",
}
NOUNS: Mapping[RelationKind, str] = {
    RelationKind.SUPPORT: "reason",
    RelationKind.ATTACK: "objection",
    RelationKind.UNDERCUT: "undercut",
    RelationKind.REPHRASE: "rephrase",
}


@dataclass(frozen=True, slots=True)
class Names:
    """Names for what is in a map."""

    map: ArgumentMap

    def short(self, name: str) -> str:
        """Return a short name: the label of a claim or else the beginning of its text, the name of an example."""
        node = self.map.nodes.get(name)
        if isinstance(node, Example):
            return f"the example “{_cut(node.name)}”"
        if isinstance(node, Claim):
            return f"“{_cut(node.label or node.text)}”"
        return self.step(self.map.relations_by_id[name])

    def step(self, relation: Relation) -> str:
        """Return a name for a step: from what to what."""
        return f"the step from {self.all(relation.premises)} to {self.target(relation)}"

    def target(self, relation: Relation) -> str:
        """Return a name for what a step ends on; for an undercut that is a step, told by its conclusion."""
        step = self.map.relations_by_id.get(relation.target)
        if step is None:
            return self.short(relation.target)
        # Not the whole step: an undercut of an undercut of an undercut would never end.
        end = self.short(step.target) if step.target in self.map.nodes else f"`{step.target}`"
        return (
            f"the {NOUNS[step.kind]} of {self.all(step.premises)} for {end}"
            if step.kind is RelationKind.SUPPORT
            else (f"the {NOUNS[step.kind]} of {self.all(step.premises)} to {end}")
        )

    def all(self, names: Iterable[str]) -> str:
        """Return several names, joined by commas and "and"."""
        return listed(self.short(name) for name in names)


def listed(parts: Iterable[str], last: str = "and") -> str:
    """Return parts joined by commas and a last word.

    Example:
        >>> listed(["a", "b", "c"])
        'a, b and c'
    """
    told = list(parts)
    return f" {last} ".join([", ".join(told[:-1]), told[-1]] if len(told) > 1 else told)


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    Example:
        >>> counted(1, "claim"), counted(2, "reply")
        ('1 claim', '2 replies')
    """
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number} {noun if number == 1 else plural}"


def reading_words(reading: Reading) -> str:
    """Return a reading in words."""
    if reading.basis is Basis.REASONS:
        told = (
            "a claim with reasons stands only while one of them does; one without stands on its author’s word"
        )
    else:
        told = "every claim that somebody states stands on that word until it is attacked"
    return f"{told}; theses on one issue exclude each other" if reading.rivals else told


def label_word(label: Label) -> str:
    """Return what a label says of a claim."""
    return {Label.IN: "stands", Label.OUT: "falls", Label.UNDECIDED: "is open"}[label]


def _cut(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= LONGEST else f"{folded[: LONGEST - 1].rstrip()}…"
