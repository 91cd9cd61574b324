"""How reports speak of claims, examples and relations: short, in quotation marks where it is a sentence, always alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from argmap.evaluation.theory import Basis, Interpretation
from argmap.graph.views import conclusion
from argmap.language import ENGLISH, Language, message
from argmap.model.annotations import Label
from argmap.model.claim import Claim, Example
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation, RelationKind

LONGEST = 60
VERBS: Mapping[RelationKind, str] = {
    RelationKind.SUPPORT: "supports",
    RelationKind.ATTACK: "attacks",
    RelationKind.UNDERCUT: "undercuts",
    RelationKind.REPHRASE: "rephrases",
    RelationKind.EXPLAINS: "explains",
}
NOUNS: Mapping[RelationKind, str] = {
    RelationKind.SUPPORT: "reason",
    RelationKind.ATTACK: "objection",
    RelationKind.UNDERCUT: "undercut",
    RelationKind.REPHRASE: "rephrase",
    RelationKind.EXPLAINS: "explanation",
}
TARGETS: Mapping[RelationKind, tuple[str, str]] = {
    RelationKind.SUPPORT: (
        message("the reason of {premises}"),
        message("the reason of {premises} for {end}"),
    ),
    RelationKind.ATTACK: (
        message("the objection of {premises}"),
        message("the objection of {premises} to {end}"),
    ),
    RelationKind.UNDERCUT: (
        message("the undercut of {premises}"),
        message("the undercut of {premises} in the argument about {end}"),
    ),
    RelationKind.REPHRASE: (
        message("the rephrase of {premises}"),
        message("the rephrase of {premises} as {end}"),
    ),
    RelationKind.EXPLAINS: (
        message("the explanation of {premises}"),
        message("the explanation of {premises} of {end}"),
    ),
}
"""What a relation is called on which another ends: without its conclusion, and with it."""

RELATIONS: Mapping[RelationKind, str] = {
    RelationKind.SUPPORT: message("the relation from {premises} to {target}"),
    RelationKind.ATTACK: message("the attack of {premises} on {target}"),
    RelationKind.UNDERCUT: message("the undercut by {premises} of {target}"),
    RelationKind.REPHRASE: message("the rephrasing of {premises} as {target}"),
    RelationKind.EXPLAINS: message("the explanation by {premises} of {target}"),
}
LABEL_WORDS: Mapping[Label, tuple[str, str]] = {
    Label.IN: (message("is accepted"), message("are accepted")),
    Label.OUT: (message("is rejected"), message("are rejected")),
    Label.UNDECIDED: (message("is undecided"), message("are undecided")),
}
WOULD: Mapping[Label, str] = {
    Label.IN: "be accepted",
    Label.OUT: "be rejected",
    Label.UNDECIDED: "be undecided",
}
PLURALS: Mapping[str, str] = {
    "thesis": "theses",
    "reply": "replies",
    "relation that speaks both ways": "relations that speak both ways",
    "claim or example": "claims and examples",
}


@dataclass(frozen=True, slots=True)
class Names:
    """Names for what is in a map, with words of a language around those of the map."""

    map: ArgumentMap
    language: Language = ENGLISH

    def short(self, name: str) -> str:
        """Return a short name: the label of a claim or else the beginning of its text, the name of an example."""
        node = self.map.nodes.get(name)
        if isinstance(node, Example):
            return self.language.say("the example “{name}”", name=_cut(node.name))
        if isinstance(node, Claim):
            return self.language.say("“{text}”", text=_cut(node.label or node.text))
        return self.relation(self.map.relations_by_id[name])

    def relation(self, relation: Relation) -> str:
        """Return a name for a relation: from what to what."""
        premises, target = self.all(relation.premises), self.target(relation)
        return self.language.say(RELATIONS[relation.kind], premises=premises, target=target)

    def target(self, relation: Relation) -> str:
        """Return a name for what a relation leads to; for an undercut that is a relation, named by its conclusion."""
        denied = self.map.relations_by_id.get(relation.target)
        if denied is None:
            return self.short(relation.target)
        end, premises = conclusion(self.map, denied), self.all(denied.premises)
        bare, about = TARGETS[denied.kind]
        if end is None:
            return self.language.say(bare, premises=premises)
        return self.language.say(about, premises=premises, end=self.short(end))

    def all(self, names: Iterable[str]) -> str:
        """Return several names, joined by commas and "and"."""
        return said_list((self.short(name) for name in names), self.language)


def listed(parts: Iterable[str], last: str = "and") -> str:
    """Return parts joined by commas and a last word.

    Example:
        >>> listed(["a", "b", "c"])
        'a, b and c'
    """
    texts = list(parts)
    return f" {last} ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)


def said_list(parts: Iterable[str], language: Language) -> str:
    """Return parts joined by commas and the "and" of a language."""
    return listed(parts, language.say(" and ").strip())


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    Example:
        >>> counted(1, "claim"), counted(2, "reply")
        ('1 claim', '2 replies')
    """
    return f"{number} {noun if number == 1 else PLURALS.get(noun, f'{noun}s')}"


def interpretation_words(interpretation: Interpretation) -> str:
    """Return an interpretation in words."""
    if interpretation.basis is Basis.STANCES:
        words = (
            "a reason that stands up carries a claim; without one, a claim is accepted on the word of those who accept it at "
            "the end, while nobody denies or questions it; a thesis needs a reason or the agreement of two"
        )
    elif interpretation.basis is Basis.ARGUMENTS_ONLY:
        words = (
            "a claim with reasons is accepted only while one of them is accepted; "
            "a claim without reasons is accepted on its author’s word"
        )
    else:
        words = "every claim that somebody states is accepted on its author’s word until it is attacked"
    return f"{words}; theses on one issue exclude each other" if interpretation.rivals else words


def label_word(label: Label, number: int = 1, language: Language = ENGLISH) -> str:
    """Return what a label says of a claim, or of several."""
    return language.translated(LABEL_WORDS[label][number != 1])


def first(texts: Sequence[str], most: int = 5) -> list[str]:
    """Return the first texts, and how many more there are.

    Example:
        >>> first(["a", "b", "c"], 2)
        ['a', 'b', '1 more']
    """
    more = len(texts) - most
    return [*texts[:most], *([f"{more} more"] if more > 0 else [])]


def _cut(text: str) -> str:
    """Return the beginning of a text, cut between words where there is more than one."""
    folded = " ".join(text.split()).removesuffix(".")
    if len(folded) <= LONGEST:
        return folded
    whole, _, _ = folded[:LONGEST].rpartition(" ")
    return f"{(whole or folded[: LONGEST - 1]).rstrip(' ,;:')} …"
