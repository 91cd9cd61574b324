"""A map read as a theory: a flat assumption-based framework whose sentences are claims, examples and steps.

Every claim s has the assumption "nothing speaks against s", every step r the assumption "r holds".
A support from premises p1 … pn to s by step r is the rule  s ← p1, …, pn, r holds, nothing speaks against s.
An attack derives the contrary of "nothing speaks against s", an undercut the contrary of "r holds", each from
its premises and from "this step holds", so that attacks and undercuts can be undercut in turn.
Claims that rephrase each other are one sentence.

Source:
    Bex, Modgil, Prakken & Reed (2013), On logical specifications of the Argument Interchange Format, section 4
    (DOI 10.1093/logcom/exs033), without preferences, read into assumption-based argumentation: Toni (2014), A
    tutorial on assumption-based argumentation, sections 2 and 3. DOI 10.1080/19462166.2013.869878
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import permutations

from argmap.errors import ArgmapError, UnknownName
from argmap.graph.ordering import natural_key
from argmap.graph.statements import statements
from argmap.model.annotations import Label
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation, RelationKind
from argmap.result import Result
from argmap.solver.assumptions import Framework, Rule
from argmap.solver.derivation import Rounds, rounds
from argmap.solver.wellfounded import Grounded


class Basis(StrEnum):
    """When a claim is accepted without a reason.

    `reasons`: a claim with reasons is accepted only while one of them is; one without, on its author's word.
    `word`: every claim that somebody states is accepted on that word, and every example, until it is attacked.
    """

    REASONS = "reasons"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Interpretation(Result):
    """How a map is read.

    With `rivals`, theses on one issue speak against each other. What is in `accept` is accepted and what is in
    `reject` is rejected, whatever the map says.
    """

    basis: Basis = Basis.REASONS
    rivals: bool = False
    accept: frozenset[str] = field(default=frozenset())
    reject: frozenset[str] = field(default=frozenset())


DEFAULT = Interpretation()


@dataclass(frozen=True, eq=False)
class Theory:
    """A map under an interpretation as a framework, with the sentence in it for each claim, example and step.

    Its grounded labels are computed once, when somebody asks for them.

    `unopposed` is for each claim the assumption that nothing speaks against it. `one` names for each claim the
    first of those that rephrase it. `onto` and `rivals` are what speaks for and against a sentence: the relations
    that end on it, and the theses that exclude it.
    """

    map: ArgumentMap
    interpretation: Interpretation
    framework: Framework
    sentences: Mapping[str, int]
    unopposed: Mapping[str, int]
    one: Mapping[str, str]
    onto: Mapping[str, tuple[Relation, ...]]
    rivals: Mapping[str, tuple[str, ...]]
    on_its_word: frozenset[str]

    @cached_property
    def rounds(self) -> Rounds:
        """The grounded labelling of the framework, with the round in which each sentence is decided."""
        return rounds(self.framework)

    @cached_property
    def grounded(self) -> Grounded:
        """The grounded labelling of the framework, in one world."""
        sentences, decided = range(self.framework.sentences), self.rounds
        holds = tuple(int(sentence in decided.holds) for sentence in sentences)
        return Grounded(holds, tuple(int(sentence in decided.fails) for sentence in sentences))

    @cached_property
    def labels(self) -> Mapping[str, Label]:
        """The grounded label of every claim, example and step."""
        holds, fails = self.rounds.holds, self.rounds.fails
        return {name: label(s in holds, s in fails) for name, s in self.sentences.items()}

    @cached_property
    def distinct(self) -> tuple[str, ...]:
        """The ids of claims, examples and steps, one for those that rephrase each other."""
        return tuple(
            name for name in sorted(self.sentences, key=natural_key) if self.one.get(name, name) == name
        )

    def under(self, interpretation: Interpretation) -> Theory:
        """Return the theory of the same map under another interpretation.

        Raises:
            UnknownName: the interpretation accepts or rejects what the map does not have.
            ArgmapError: it accepts and rejects the same.
        """
        return self if interpretation == self.interpretation else theory(self.map, interpretation)


def label(holds: bool, fails: bool) -> Label:
    """Return the label of what holds, fails, or neither."""
    return Label.IN if holds else Label.OUT if fails else Label.UNDECIDED


def theory(
    map: ArgumentMap, interpretation: Interpretation = DEFAULT, known: Collection[str] | None = None
) -> Theory:
    """Return a map as a framework.

    Args:
        map: the map.
        interpretation: when a claim is accepted without a reason, and what is accepted or rejected by assumption.
        known: ids of claims, examples and relations; all others are left out.

    Raises:
        UnknownName: the interpretation accepts or rejects what the map does not have.
        ArgmapError: it accepts and rejects the same.
    """
    _refuse_unsound(map, interpretation)
    return _Writer(map, interpretation, known).theory()


def _refuse_unsound(map: ArgumentMap, interpretation: Interpretation) -> None:
    names = {*map.nodes, *map.relations_by_id}
    for name in sorted(interpretation.accept | interpretation.reject):
        if name not in names:
            raise UnknownName("claim, example or relation", name, names)
    one = statements(map.nodes, map.relations)
    both = {one.get(n, n) for n in interpretation.accept} & {one.get(n, n) for n in interpretation.reject}
    if both:
        raise ArgmapError(
            f"{min(both, key=natural_key)!r} cannot be both accepted and rejected; leave one of them out"
        )


class _Writer:
    """Numbers the sentences and writes the rules."""

    def __init__(
        self, map: ArgumentMap, interpretation: Interpretation, known: Collection[str] | None
    ) -> None:
        self.map, self.interpretation = map, interpretation
        self.nodes = sorted((n for n in map.nodes if known is None or n in known), key=natural_key)
        relations = (r for r in map.relations if known is None or r.id in known)
        self.relations = sorted(relations, key=lambda relation: natural_key(relation.id))
        self.one = statements(self.nodes, map.relations)
        self.classes = [name for name in self.nodes if self.one[name] == name]
        self.onto = self._onto()
        self.rivals = self._rivals()
        self.on_their_word = self._on_their_word()
        self.steps = [relation.id for relation in self.relations]
        self._number()

    def theory(self) -> Theory:
        assumptions = len(self.classes) + len(self.steps)
        contraries = tuple(range(assumptions, 2 * assumptions))
        rules = tuple(dict.fromkeys(self._rules()))
        framework = Framework(assumptions, 2 * assumptions + len(self.classes), rules, contraries)
        labelled = {name: self.says[self.one[name]] for name in self.nodes} | self.holds
        return Theory(
            map=self.map,
            interpretation=self.interpretation,
            framework=framework,
            sentences=labelled,
            unopposed=self.open,
            one=self.one,
            onto=self.onto,
            rivals=self.rivals,
            on_its_word=self.on_their_word,
        )

    def _number(self) -> None:
        count = len(self.classes) + len(self.steps)
        self.open = {name: number for number, name in enumerate(self.classes)}
        self.holds = {name: len(self.classes) + number for number, name in enumerate(self.steps)}
        self.against = {name: count + number for name, number in (self.open | self.holds).items()}
        self.says = {name: 2 * count + number for number, name in enumerate(self.classes)}

    def _onto(self) -> dict[str, tuple[Relation, ...]]:
        onto: dict[str, list[Relation]] = {}
        for relation in self.relations:
            if relation.kind.is_argument and relation.id not in self.map.weightless:
                onto.setdefault(self.one.get(relation.target, relation.target), []).append(relation)
        return {name: tuple(relations) for name, relations in onto.items()}

    def _rules(self) -> Iterator[Rule]:
        accept = {self.one.get(name, name) for name in self.interpretation.accept}
        reject = {self.one.get(name, name) for name in self.interpretation.reject}
        for head, body, name in self._reasons():
            if name not in reject and name not in accept:
                yield head, body
        for head, body, name in self._objections():
            # An accepted claim is a fact below; an accepted step is left without an undercut.
            if not (name in self.holds and name in accept):
                yield head, body
        yield from ((self.says[name], ()) for name in sorted(accept & self.says.keys(), key=natural_key))
        yield from ((self.against[name], ()) for name in sorted(reject & self.holds.keys(), key=natural_key))

    def _reasons(self) -> Iterator[tuple[int, tuple[int, ...], str]]:
        for name in sorted(self.on_their_word, key=natural_key):
            yield self.says[name], (self.open[name],), name
        for name, relations in self.onto.items():
            for relation in relations:
                if relation.kind is RelationKind.SUPPORT and name in self.says:
                    yield self.says[name], (*self._body(relation), self.open[name]), name

    def _objections(self) -> Iterator[tuple[int, tuple[int, ...], str]]:
        for name, relations in self.onto.items():
            for relation in relations:
                if relation.kind is not RelationKind.SUPPORT:
                    yield self.against[name], self._body(relation), name
        for name, others in self.rivals.items():
            for other in others:
                yield self.against[name], (self.says[other],), name

    def _body(self, relation: Relation) -> tuple[int, ...]:
        premises = sorted({self.says[self.one[premise]] for premise in relation.premises})
        return (*premises, self.holds[relation.id])

    def _on_their_word(self) -> frozenset[str]:
        supported = {n for n, rs in self.onto.items() if any(r.kind is RelationKind.SUPPORT for r in rs)}
        leaves = {name for name in self.classes if name not in supported}
        if self.interpretation.basis is Basis.REASONS:
            return frozenset(leaves)
        stated = {self.one[n] for n in self.nodes if not getattr(self.map.nodes[n], "implicit", False)}
        return frozenset(leaves | stated)

    def _rivals(self) -> dict[str, tuple[str, ...]]:
        if not self.interpretation.rivals:
            return {}
        answers: dict[str, list[str]] = {}
        for claim in self.map.claims:
            if claim.answers is not None and claim.id in self.one:
                answers.setdefault(claim.answers, []).append(self.one[claim.id])
        rivals: dict[str, set[str]] = {}
        for theses in answers.values():
            for one, other in permutations(dict.fromkeys(theses), 2):
                rivals.setdefault(one, set()).add(other)
        return {name: tuple(sorted(others, key=natural_key)) for name, others in rivals.items()}
