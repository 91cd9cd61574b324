"""What stands in a map by the words of the documentation, over all sets of assumptions. Slow: claims + steps <= 9.

Nothing of the code under test is used: assumptions are "nothing speaks against it", one for each claim (claims
that rephrase each other are one), and "it holds", one for each step. What follows from a set of them is found by
going round until nothing new comes; the semantics are the definitions of Bondarenko, Dung, Kowalski & Toni (1997).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from itertools import chain, combinations

from argmap.evaluation.theory import Basis, Interpretation
from argmap.model import ArgumentMap, Claim, Label, Relation, RelationKind

Sentence = frozenset[str]
Assumption = Sentence | str
"""A sentence stands for "nothing speaks against it", the id of a step for "it holds"."""

Chosen = frozenset[Assumption]
Labels = dict[str, Label]


class Words:
    """A map under a reading."""

    def __init__(self, map: ArgumentMap, interpretation: Interpretation) -> None:
        self.map, self.interpretation = map, interpretation
        self.sentence = _classes(map)
        self.assumptions: Chosen = frozenset([*self.sentence.values(), *(r.id for r in map.relations)])
        self.onto = [(r, self.target(r)) for r in map.relations if r.kind is not RelationKind.REPHRASE]
        self.alone = {s for s in self.sentence.values() if self.stands_alone(s)}
        self.accepted = {self.sentence.get(name, name) for name in interpretation.accept}
        self.rejected = {self.sentence.get(name, name) for name in interpretation.reject}
        self.known: dict[Chosen, tuple[frozenset[Sentence], Chosen]] = {}

    def target(self, relation: Relation) -> Assumption:
        return self.sentence.get(relation.target, relation.target)

    def stands_alone(self, sentence: Sentence) -> bool:
        """Say whether a claim stands while nobody gives a reason for it."""
        if not any(r.kind is RelationKind.SUPPORT and end == sentence for r, end in self.onto):
            return True
        nodes = [self.map.nodes[name] for name in sentence]
        stated = any(not isinstance(node, Claim) or not node.implicit for node in nodes)
        return self.interpretation.basis is Basis.WORD and stated

    def rivals(self, sentence: Sentence) -> set[Sentence]:
        """Return the theses that exclude a thesis."""
        answers = [(c.answers, self.sentence[c.id]) for c in self.map.claims if c.answers is not None]
        issues = {issue for issue, thesis in answers if thesis == sentence}
        return (
            {t for issue, t in answers if issue in issues} - {sentence}
            if self.interpretation.rivals
            else set()
        )

    def follows(self, chosen: Chosen) -> tuple[frozenset[Sentence], Chosen]:
        """Return the sentences that stand on a set of assumptions, and the assumptions it speaks against."""
        if chosen not in self.known:
            self.known[chosen] = self._follows(chosen)
        return self.known[chosen]

    def _follows(self, chosen: Chosen) -> tuple[frozenset[Sentence], Chosen]:
        sentences = set(self.sentence.values())
        stands = sentences & self.accepted
        size = -1
        while size < len(stands):
            size = len(stands)
            for sentence in (chosen & sentences) - self.rejected:
                reasons = (r for r, end in self.onto if end == sentence and r.kind is RelationKind.SUPPORT)
                if sentence in self.alone or any(self.is_made(r, chosen, stands) for r in reasons):
                    stands.add(sentence)
        objections = ((r, end) for r, end in self.onto if r.kind is not RelationKind.SUPPORT)
        struck = {end for r, end in objections if self.is_made(r, chosen, stands)}
        struck |= {rival for sentence in stands for rival in self.rivals(sentence)}
        struck -= {end for end in self.accepted if isinstance(end, str)}
        struck |= {end for end in self.rejected if isinstance(end, str)}
        return frozenset(stands), frozenset(struck)

    def is_made(self, relation: Relation, chosen: Chosen, stands: set[Sentence]) -> bool:
        """Say whether a step holds and all its premises stand."""
        return relation.id in chosen and all(self.sentence[p] in stands for p in relation.premises)

    def spared(self, chosen: Chosen) -> Chosen:
        """Return the assumptions that a set does not speak against."""
        return self.assumptions - self.follows(chosen)[1]

    def defended(self, chosen: Chosen) -> Chosen:
        """Return the assumptions all of whose attackers a set attacks.

        A set attacks an assumption unanswered if and only if all that is spared together does.
        """
        return self.spared(self.spared(chosen))

    @cached_property
    def free(self) -> list[Chosen]:
        sizes = range(len(self.assumptions) + 1)
        subsets = chain.from_iterable(combinations(self.assumptions, size) for size in sizes)
        return [
            chosen for chosen in (frozenset(subset) for subset in subsets) if chosen <= self.spared(chosen)
        ]

    @cached_property
    def admissible(self) -> list[Chosen]:
        return [chosen for chosen in self.free if chosen <= self.defended(chosen)]

    @cached_property
    def complete(self) -> list[Chosen]:
        return [chosen for chosen in self.admissible if chosen == self.defended(chosen)]

    def extensions(self, semantics: str) -> list[Chosen]:
        """Return the extensions under a semantics."""
        if semantics == "complete":
            return self.complete
        if semantics == "grounded":
            return [one for one in self.complete if all(one <= other for other in self.complete)]
        if semantics == "stable":
            return [chosen for chosen in self.free if chosen == self.spared(chosen)]
        if semantics == "semi-stable":
            ranges = {one: one | (self.assumptions - self.spared(one)) for one in self.complete}
            return [one for one, reached in ranges.items() if not any(reached < r for r in ranges.values())]
        preferred = largest(self.admissible)
        shared = frozenset.intersection(*preferred)
        return (
            preferred
            if semantics == "preferred"
            else largest(one for one in self.admissible if one <= shared)
        )

    def labels(self, chosen: Chosen) -> Labels:
        """Return the label of every claim, example and step in an extension."""
        stands, struck = self.follows(chosen)
        possible, _ = self.follows(self.spared(chosen))
        found = {n: _label(s in stands, s not in possible) for n, s in self.sentence.items()}
        return found | {r.id: _label(r.id in chosen, r.id in struck) for r in self.map.relations}

    def skeptical(self, semantics: str) -> tuple[Labels, frozenset[str]]:
        """Return what is in or out in all extensions, the rest undecided, and what is in in some."""
        every = [self.labels(chosen) for chosen in self.extensions(semantics)]
        names = [*self.sentence, *(r.id for r in self.map.relations)]
        seen = {name: {labels[name] for labels in every} for name in names}
        common = {n: next(iter(found)) if len(found) == 1 else Label.UNDECIDED for n, found in seen.items()}
        return common, frozenset(name for name, found in seen.items() if Label.IN in found)


def largest(family: Iterable[Chosen]) -> list[Chosen]:
    """Return the sets that are in no other."""
    sets = list(family)
    return [one for one in sets if not any(one < other for other in sets)]


def _label(holds: bool, fails: bool) -> Label:
    return Label.IN if holds else Label.OUT if fails else Label.UNDECIDED


def _classes(map: ArgumentMap) -> dict[str, Sentence]:
    """Return for each claim and example all that rephrase it, directly or through others."""
    found: dict[str, Sentence] = {name: frozenset([name]) for name in map.nodes}
    for relation in map.relations:
        if relation.kind is RelationKind.REPHRASE:
            joined = found[relation.target].union(*(found[premise] for premise in relation.premises))
            found.update(dict.fromkeys(joined, joined))
    return found
