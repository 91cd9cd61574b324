"""What is accepted in a map by the words of the documentation, over all sets of assumptions. Slow: 11 assumptions at most.

Nothing of the code under test is used. A theory is a list of rules, written down from docs/acceptability.md: here where only
arguments count, in `by_stances` where stances do. What follows from a set of assumptions is found by going round until
nothing new comes; the semantics are the definitions of Bondarenko, Dung, Kowalski & Toni (1997).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from functools import cached_property

from argmap.evaluation.theory import Basis, Interpretation
from argmap.model import ArgumentMap, Claim, Label, Relation, RelationKind

Sentence = frozenset[str]
"""A claim or an example with all that rephrase it."""

Atom = tuple[str, Hashable]
"""What can be derived or assumed: its kind, and what it is about; `no` is the contrary of the assumption that follows."""

ASSUMED = {"word", "denial", "question", "burden", "unanswered", "unbacked"}
"""The kinds of assumptions that stances need; each exists only where a rule uses it."""

Rule = tuple[Atom, frozenset[Atom]]
Labels = dict[str, Label]


def no(assumption: Atom) -> Atom:
    return "no", assumption


def fine(sentence: Sentence) -> Atom:
    """Return the assumption that nothing speaks against a sentence."""
    return "fine", sentence


class Words:
    """A map under an interpretation. Sets of assumptions are numbers, with one bit for each."""

    def __init__(
        self,
        map: ArgumentMap,
        interpretation: Interpretation,
        posts: int | None = None,
        whole: ArgumentMap | None = None,
    ) -> None:
        """Read a map with the stances and answers of its first posts, of all posts if none are given.

        `whole` is the map that it was cut from: who uses a claim only as a condition is said of all of it.
        """
        self.map, self.interpretation, self.posts = map, interpretation, posts
        self.whole = whole or map
        self.sentence = _classes(map)
        self.sentences = list(dict.fromkeys(self.sentence.values()))
        self.onto = [(r, self.target(r)) for r in map.relations if r.kind.is_argument and self.has_weight(r)]
        self.alone = {s for s in self.sentences if self.stands_alone(s)}
        self.accepted = {self.sentence.get(name, name) for name in interpretation.accept}
        self.rejected = {self.sentence.get(name, name) for name in interpretation.reject}

    # The map in the words of the documentation.

    def target(self, relation: Relation) -> Sentence | str:
        return self.sentence.get(relation.target, relation.target)

    def has_weight(self, relation: Relation) -> bool:
        """Say whether a relation is no remark about the discussion that ends on the matter."""
        claims = {claim.id: claim for claim in self.map.claims}
        if not any(premise in claims and claims[premise].meta for premise in relation.premises):
            return True
        end, seen = relation.target, {relation.id}
        while end in self.map.relations_by_id and end not in seen:
            seen.add(end)
            end = self.map.relations_by_id[end].target
        return end in claims and claims[end].meta

    def ending(self, end: Sentence | str, kind: RelationKind) -> list[Relation]:
        return [r for r, target in self.onto if target == end and r.kind is kind]

    def stands_alone(self, sentence: Sentence) -> bool:
        """Say whether a claim is accepted while nobody gives a reason for it, where stances do not count."""
        if not self.ending(sentence, RelationKind.SUPPORT):
            return True
        nodes = [self.map.nodes[name] for name in sentence]
        stated = any(not isinstance(node, Claim) or not node.implicit for node in nodes)
        return self.interpretation.basis is Basis.WORD and stated

    def rivals(self, sentence: Sentence) -> set[Sentence]:
        """Return the theses that exclude a thesis."""
        answers = [(c.answers, self.sentence[c.id]) for c in self.map.claims if c.answers and not c.meta]
        issues = {issue for issue, thesis in answers if thesis == sentence and self._excludes(issue)}
        return {thesis for issue, thesis in answers if issue in issues} - {sentence}

    def _excludes(self, issue: str) -> bool:
        said = (
            self.map.issues_by_id[issue].exclusive is not False and self.interpretation.basis is Basis.STANCES
        )
        return said or self.interpretation.rivals

    def argument(self, relation: Relation) -> frozenset[Atom]:
        """Return what a whole argument needs: its premises, and that it holds."""
        return frozenset(("is", self.sentence[p]) for p in relation.premises) | {("holds", relation.id)}

    # The theory.

    @cached_property
    def rules(self) -> list[Rule]:
        if self.interpretation.basis is Basis.STANCES:
            from tests.evaluation.by_stances import StanceWords  # it is written in the words of this module

            return list(self._under_assumption(StanceWords(self).rules()))
        return list(self._under_assumption(self._arguments()))

    def _arguments(self) -> Iterator[Rule]:
        for relation, end in self.onto:
            body = self.argument(relation)
            if isinstance(end, str):
                if relation.kind is RelationKind.UNDERCUT:
                    yield no(("holds", end)), body
            elif relation.kind is RelationKind.ATTACK:
                yield no(fine(end)), body
            else:
                yield ("is", end), body | {fine(end)}
        for sentence in self.alone:
            yield ("is", sentence), frozenset([fine(sentence)])
        for sentence in self.sentences:
            for rival in self.rivals(sentence):
                yield no(fine(sentence)), frozenset([("is", rival)])

    def _under_assumption(self, rules: Iterable[Rule]) -> Iterator[Rule]:
        """Yield the rules when some things are accepted and some rejected whatever the map says."""
        accepted = {("holds", end) if isinstance(end, str) else fine(end) for end in self.accepted}
        for head, body in rules:
            if not (head[0] == "no" and head[1] in accepted) and not (
                head[0] in {"is", "reasoned"} and head[1] in self.rejected
            ):
                yield head, body
        for end in self.rejected:
            yield no(("holds", end) if isinstance(end, str) else fine(end)), frozenset()
        for end in self.accepted:
            if not isinstance(end, str):
                yield ("is", end), frozenset()
                yield ("reasoned", end), frozenset()

    @cached_property
    def firm(self) -> frozenset[Atom]:
        """The assumptions that nothing can attack: every complete set has them, so that they need not be tried."""
        basic = {fine(s) for s in self.sentences} | {("holds", r.id) for r in self.map.relations}
        used = {atom for _, body in self.rules for atom in body if atom[0] in ASSUMED}
        return frozenset((basic | used) - {head[1] for head, _ in self.rules if head[0] == "no"})

    @cached_property
    def assumptions(self) -> list[Atom]:
        """The assumptions that something can attack."""
        basic = [fine(s) for s in self.sentences] + [("holds", r.id) for r in self.map.relations]
        used = {atom for _, body in self.rules for atom in body if atom[0] in ASSUMED}
        return [atom for atom in dict.fromkeys([*basic, *sorted(used, key=repr)]) if atom not in self.firm]

    def follows(self, chosen: int) -> frozenset[Atom]:
        """Return what follows from a set of assumptions, with the assumptions themselves."""
        if chosen not in self._known:
            held = {*self.firm, *(atom for n, atom in enumerate(self.assumptions) if chosen >> n & 1)}
            size = -1
            while size < len(held):
                size = len(held)
                held |= {head for head, body in self.rules if body <= held}
            self._known[chosen] = frozenset(held)
        return self._known[chosen]

    @cached_property
    def _known(self) -> dict[int, frozenset[Atom]]:
        return {}

    # The semantics.

    @property
    def everything(self) -> int:
        return (1 << len(self.assumptions)) - 1

    def struck(self, chosen: int) -> int:
        """Return the assumptions that a set attacks."""
        follows = self.follows(chosen)
        return sum(1 << n for n, atom in enumerate(self.assumptions) if no(atom) in follows)

    def spared(self, chosen: int) -> int:
        """Return the assumptions that a set does not attack."""
        return self.everything & ~self.struck(chosen)

    def defended(self, chosen: int) -> int:
        """Return the assumptions all of whose attackers a set attacks.

        A set attacks an assumption unanswered if and only if all that is spared together does.
        """
        return self.spared(self.spared(chosen))

    @cached_property
    def free(self) -> list[int]:
        return [chosen for chosen in range(self.everything + 1) if within(chosen, self.spared(chosen))]

    @cached_property
    def admissible(self) -> list[int]:
        return [chosen for chosen in self.free if within(chosen, self.defended(chosen))]

    @cached_property
    def complete(self) -> list[int]:
        return [chosen for chosen in self.admissible if chosen == self.defended(chosen)]

    def extensions(self, semantics: str) -> list[int]:
        """Return the extensions under a semantics."""
        if semantics == "complete":
            return self.complete
        if semantics == "grounded":
            return [one for one in self.complete if all(within(one, other) for other in self.complete)]
        if semantics == "stable":
            return [chosen for chosen in self.free if chosen == self.spared(chosen)]
        if semantics == "semi-stable":
            ranges = {one: one | self.struck(one) for one in self.complete}
            widest = set(largest(ranges.values()))
            return [one for one, reached in ranges.items() if reached in widest]
        preferred = largest(self.admissible)
        if semantics == "preferred":
            return preferred
        return largest(one for one in self.admissible if all(within(one, other) for other in preferred))

    def labels(self, chosen: int) -> Labels:
        """Return the label of every claim, example and relation in an extension."""
        held = self.follows(chosen)
        steps = {
            r.id: _label(("holds", r.id) in held, no(("holds", r.id)) in held) for r in self.map.relations
        }
        if self.interpretation.basis is Basis.STANCES:
            nodes = {n: _label(("is", s) in held, no(fine(s)) in held) for n, s in self.sentence.items()}
        else:
            possible = self.follows(self.spared(chosen))
            nodes = {
                n: _label(("is", s) in held, ("is", s) not in possible) for n, s in self.sentence.items()
            }
        return nodes | steps

    def skeptical(self, semantics: str) -> tuple[Labels, frozenset[str]]:
        """Return what is in or out in all extensions, the rest undecided, and what is in in some."""
        every = [self.labels(chosen) for chosen in self.extensions(semantics)]
        names = [*self.sentence, *(r.id for r in self.map.relations)]
        seen = {name: {labels[name] for labels in every} for name in names}
        common = {n: next(iter(found)) if len(found) == 1 else Label.UNDECIDED for n, found in seen.items()}
        return common, frozenset(name for name, found in seen.items() if Label.IN in found)

    @property
    def grounded(self) -> Labels:
        """The labels of the grounded extension, found by applying the defence to nothing again and again."""
        chosen = 0
        while (more := self.defended(chosen)) != chosen:
            chosen = more
        return self.labels(chosen)


def within(one: int, other: int) -> bool:
    """Say whether a set is part of another."""
    return not one & ~other


def largest(family: Iterable[int]) -> list[int]:
    """Return the sets that are in no other."""
    sets = list(dict.fromkeys(family))
    return [one for one in sets if not any(one != other and within(one, other) for other in sets)]


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
