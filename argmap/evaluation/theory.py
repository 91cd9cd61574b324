"""A map read as a theory: a flat assumption-based framework whose sentences are claims, examples and relations.

Every claim s has the assumption "nothing speaks against s", every relation r the assumption "r holds".
A support from premises p1 … pn to s by relation r is the rule  s ← p1, …, pn, r holds, nothing speaks against s.
An attack derives the contrary of "nothing speaks against s", an undercut the contrary of "r holds", each from
its premises and from "this relation holds", so that attacks and undercuts can be undercut in turn.
Claims that rephrase each other are one sentence. What stances add is in `argmap.evaluation.stance_rules`.

Source:
    Bex, Modgil, Prakken & Reed (2013), On logical specifications of the Argument Interchange Format, section 4
    (DOI 10.1093/logcom/exs033), without preferences, read into assumption-based argumentation: Toni (2014), A
    tutorial on assumption-based argumentation, sections 2 and 3. DOI 10.1080/19462166.2013.869878
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import permutations

from argmap.errors import ArgmapError, UnknownName
from argmap.evaluation.stance_rules import (
    ASSUMPTION,
    CONTRARY,
    GuardedRule,
    Kind,
    Sentence,
    StanceRules,
    SymbolicRule,
    body,
)
from argmap.graph.ordering import natural_key
from argmap.graph.stances import AT_THE_END, StanceRecord, record_of
from argmap.graph.statements import statements
from argmap.model.annotations import Label
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation, RelationKind
from argmap.result import Result
from argmap.solver.assumptions import Framework
from argmap.solver.derivation import Rounds, rounds
from argmap.solver.wellfounded import Grounded


class Basis(StrEnum):
    """What an interpretation counts, and so when a claim is accepted without a reason.

    `stances`: what participants do with claims counts: a claim is accepted on somebody's word while somebody accepts it
    at the end and nobody denies or questions it; a reason is stronger than a word; exclusive theses exclude each other.
    `arguments-only`: stances do not count; a claim with reasons is accepted only while one of them is; one without, on
    its author's word.
    `word`: stances do not count; every claim that somebody states, and every example, is accepted until it is attacked.
    """

    STANCES = "stances"
    ARGUMENTS_ONLY = "arguments-only"
    WORD = "word"


FORMER: Mapping[str, Basis] = {"reasons": Basis.ARGUMENTS_ONLY}
"""The names that argmap 0.1 had for interpretations, which an error translates."""


@dataclass(frozen=True, slots=True)
class Interpretation(Result):
    """How a map is read.

    With `rivals`, theses on one issue speak against each other, whether or not the issue says that they exclude each
    other; without it, only `stances` lets the theses of an exclusive issue do so. What is in `accept` is accepted and
    what is in `reject` is rejected, whatever the map says.
    """

    basis: Basis = Basis.STANCES
    rivals: bool = False
    accept: frozenset[str] = field(default=frozenset())
    reject: frozenset[str] = field(default=frozenset())


DEFAULT = Interpretation()

ARGUMENTS = frozenset(kind for kind in RelationKind if kind.is_argument)


@dataclass(frozen=True, eq=False)
class Theory:
    """A map under an interpretation as a framework, with the sentence in it for each claim, example and relation.

    Its grounded labels are computed once, when somebody asks for them.

    `sentences` hold when something is accepted; when the sentence of `doubted` fails it is rejected. `unopposed` is for
    each claim the assumption that nothing speaks against it. `one` names for each claim the first of those that rephrase
    it. `onto` and `rivals` are what speaks for and against a sentence: the relations that end on it, and the theses that
    exclude it. `on_its_word` are the claims that are accepted without a reason until something speaks against them.
    `reasoned` are the sentences that theses are accepted by a reason; `settles` are, for each id, the sentences to settle
    when it is made to be accepted or rejected. `stances` is None where stances do not count. `guards` are, where the
    theory is about several posts, the sentences that hold only after some of them, with these as bits.
    """

    map: ArgumentMap
    interpretation: Interpretation
    framework: Framework
    sentences: Mapping[str, int]
    doubted: Mapping[str, int]
    unopposed: Mapping[str, int]
    one: Mapping[str, str]
    onto: Mapping[str, tuple[Relation, ...]]
    rivals: Mapping[str, tuple[str, ...]]
    on_its_word: frozenset[str]
    reasoned: Mapping[str, int]
    stances: StanceRules | None = None
    guards: tuple[tuple[int, int], ...] = ()

    @cached_property
    def rounds(self) -> Rounds:
        """The grounded labelling of the framework, with the round in which each sentence is decided."""
        return rounds(self.framework)

    @cached_property
    def grounded(self) -> Grounded:
        """The grounded labelling of the framework, in one world."""
        every, decided = range(self.framework.sentences), self.rounds
        holds, fails = (
            [int(s in decided_so) for s in every] for decided_so in (decided.holds, decided.fails)
        )
        return Grounded(tuple(holds), tuple(fails), every)

    @cached_property
    def saying(self) -> Mapping[int, tuple[str, ...]]:
        """For each sentence, the ids whose labels it decides, of `distinct` ones."""
        saying: dict[int, dict[str, None]] = {}
        for name in self.distinct:
            saying.setdefault(self.sentences[name], {})[name] = None
            saying.setdefault(self.doubted[name], {})[name] = None
        return {sentence: tuple(names) for sentence, names in saying.items()}

    def said_by(self, sentences: Iterable[int]) -> list[str]:
        """Return the ids whose labels some sentences decide, of `distinct` ones and in their order."""
        names = {name for sentence in sentences for name in self.saying.get(sentence, ())}
        return sorted(names, key=self._rank.__getitem__)

    @cached_property
    def _rank(self) -> Mapping[str, int]:
        return {name: rank for rank, name in enumerate(self.distinct)}

    def near(self, name: str) -> int:
        """Return a number of something by which what is close in the argument is sorted together."""
        return self.framework.component_of[self.sentences[name]]

    @cached_property
    def labels(self) -> Mapping[str, Label]:
        """The grounded label of every claim, example and relation."""
        return self.labelled(self.rounds.holds, self.rounds.fails)

    def labelled(self, holds: Collection[int], fails: Collection[int]) -> dict[str, Label]:
        """Return the label of every claim, example and relation where some sentences hold and others fail."""
        doubted, accepted, rejected, undecided = self.doubted, Label.IN, Label.OUT, Label.UNDECIDED
        return {
            name: accepted if sentence in holds else rejected if doubted[name] in fails else undecided
            for name, sentence in self.sentences.items()
        }

    def settling(self, name: str) -> tuple[int, ...]:
        """Return the sentences to settle when something is made to be accepted or rejected."""
        rep = self.one.get(name, name)
        extra = (self.reasoned[rep],) if rep in self.reasoned else ()
        return (self.sentences[name], *extra)

    @cached_property
    def distinct(self) -> tuple[str, ...]:
        """The ids of claims, examples and relations, one for those that rephrase each other."""
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
    map: ArgumentMap,
    interpretation: Interpretation = DEFAULT,
    known: Collection[str] | None = None,
    posts: Iterable[int] = (AT_THE_END,),
) -> Theory:
    """Return a map as a framework.

    Args:
        map: the map.
        interpretation: what counts, and what is accepted or rejected by assumption.
        known: ids of claims, examples and relations; all others are left out.
        posts: numbers of posts, ascending, after which the stances are taken. With more than one, what stances say only
            after some of them has a guard in the framework.

    Raises:
        UnknownName: the interpretation accepts or rejects what the map does not have.
        ArgmapError: it accepts and rejects the same.
    """
    _refuse_unsound(map, interpretation)
    return _Writer(map, interpretation, known, tuple(posts)).theory()


def _refuse_unsound(map: ArgumentMap, interpretation: Interpretation) -> None:
    made = interpretation.accept | interpretation.reject
    if not made:
        return
    names = {*map.nodes, *map.relations_by_id}
    for name in sorted(made):
        if name not in names:
            raise UnknownName("claim, example or relation", name, names)
    one = statements(map.nodes, map.relations)
    both = {one.get(n, n) for n in interpretation.accept} & {one.get(n, n) for n in interpretation.reject}
    if both:
        raise ArgmapError(
            f"{min(both, key=natural_key)!r} cannot be both accepted and rejected; leave one of them out"
        )


class _Writer:
    """Writes the rules and numbers their sentences."""

    def __init__(
        self,
        map: ArgumentMap,
        interpretation: Interpretation,
        known: Collection[str] | None,
        posts: tuple[int, ...],
    ) -> None:
        self.map, self.interpretation, self.posts = map, interpretation, posts
        self.nodes = sorted((n for n in map.nodes if known is None or n in known), key=natural_key)
        relations = (r for r in map.relations if known is None or r.id in known)
        self.relations = sorted(relations, key=lambda relation: natural_key(relation.id))
        self.one = statements(self.nodes, map.relations)
        self.classes = [name for name in self.nodes if self.one[name] == name]
        self.steps = [relation.id for relation in self.relations]
        self.onto = self._onto()
        self.rivals = self._rivals()
        self.stances = self._stances()

    def theory(self) -> Theory:
        rules = list(self._rules())
        if self._accepted or self._rejected:
            rules = [rule for rule in rules if self._is_free(rule[0])]
        rules += ((rule, None) for rule in self._assumed())
        every = dict.fromkeys(where for _, where in rules if where is not None)
        guards = {where: (Kind.GUARD, str(place)) for place, where in enumerate(every)}
        number, assumptions = self._numbered(rules, guards.values())
        numbered = [
            (number[head], tuple([number[s] for s in (body if where is None else (*body, guards[where]))]))
            for (head, body), where in rules
        ]
        contraries = tuple(range(assumptions, 2 * assumptions))
        framework = Framework(assumptions, len(number), tuple(dict.fromkeys(numbered)), contraries)
        holds = {name: number[Kind.HOLDS, name] for name in self.steps}
        unopposed = {name: number[Kind.OPEN, name] for name in self.classes}
        sentences = {name: number[Kind.SAYS, self.one[name]] for name in self.nodes} | holds
        doubted = {name: unopposed[self.one[name]] for name in self.nodes} | holds
        return Theory(
            map=self.map,
            interpretation=self.interpretation,
            framework=framework,
            sentences=sentences,
            doubted=sentences if self.stances is None else doubted,
            unopposed=unopposed,
            one=self.one,
            onto=self.onto,
            rivals=self.rivals,
            on_its_word=frozenset() if self.stances else self.on_their_word,
            reasoned={name: n for (kind, name), n in number.items() if kind is Kind.REASONED},
            stances=self.stances,
            guards=tuple((number[guard], where) for where, guard in guards.items()),
        )

    def _numbered(
        self, rules: Iterable[GuardedRule], guards: Iterable[Sentence]
    ) -> tuple[dict[Sentence, int], int]:
        """Return the number of each sentence, assumptions first and their contraries next; and how many assumptions."""
        first, last = Kind.REPLY, Kind.SAYS
        used = dict.fromkeys(
            s for (head, body), _ in rules for s in (head, *body) if first <= s[0] and s[0] is not last
        )
        # An assumption is numbered, too, of which only the contrary is in a rule.
        extra = dict.fromkeys((ASSUMPTION[kind], name) for kind, name in used if kind < last)
        assumptions = [
            *((Kind.OPEN, name) for name in self.classes),
            *((Kind.HOLDS, name) for name in self.steps),
            *extra,
        ]
        contraries = [(CONTRARY[kind], name) for kind, name in assumptions]
        derived = [
            *((Kind.SAYS, name) for name in self.classes),
            *(sentence for sentence in used if sentence[0] is Kind.REASONED),
            *guards,
        ]
        sentences = (*assumptions, *contraries, *derived)
        return {sentence: number for number, sentence in enumerate(sentences)}, len(assumptions)

    def _onto(self) -> dict[str, tuple[Relation, ...]]:
        onto: dict[str, list[Relation]] = {}
        weightless = self.map.weightless
        for relation in self.relations:
            if relation.kind in ARGUMENTS and relation.id not in weightless:
                onto.setdefault(self.one.get(relation.target, relation.target), []).append(relation)
        return {name: tuple(relations) for name, relations in onto.items()}

    def _rules(self) -> Iterator[GuardedRule]:
        if self.stances is not None:
            yield from self.stances.rules(self.posts)
            yield from ((rule, None) for rule in self.stances.relation_rules())
            return
        yield from ((rule, None) for rule in (*self._reasons(), *self._objections()))

    def _reasons(self) -> Iterator[SymbolicRule]:
        for name in sorted(self.on_their_word, key=natural_key):
            yield (Kind.SAYS, name), ((Kind.OPEN, name),)
        for name, relations in self.onto.items():
            for relation in relations:
                # A backing of a relation is no reason for a claim, and a relation needs none.
                if relation.kind is RelationKind.SUPPORT and name in self.one:
                    yield (Kind.SAYS, name), (*body(relation, self.one), (Kind.OPEN, name))

    def _objections(self) -> Iterator[SymbolicRule]:
        for name, relations in self.onto.items():
            contrary = (Kind.AGAINST if name in self.one else Kind.FAILS, name)
            for relation in relations:
                if relation.kind is not RelationKind.SUPPORT:
                    yield contrary, body(relation, self.one)
        for name, others in self.rivals.items():
            for other in others:
                yield (Kind.AGAINST, name), ((Kind.SAYS, other),)

    @cached_property
    def _accepted(self) -> frozenset[str]:
        return frozenset(self.one.get(name, name) for name in self.interpretation.accept)

    @cached_property
    def _rejected(self) -> frozenset[str]:
        return frozenset(self.one.get(name, name) for name in self.interpretation.reject)

    def _is_free(self, rule: SymbolicRule) -> bool:
        """Return whether no assumption about its head overrides a rule."""
        (kind, name), _ = rule
        if kind in {Kind.SAYS, Kind.REASONED}:
            return name not in self._accepted and name not in self._rejected
        return not (kind in {Kind.AGAINST, Kind.FAILS} and name in self._accepted)

    def _assumed(self) -> Iterator[SymbolicRule]:
        """Yield as facts what is accepted or rejected by assumption."""
        for name in sorted(self._accepted, key=natural_key):
            if name in self.one:
                yield (Kind.SAYS, name), ()
                if self.stances is not None and name in self.rivals:
                    yield (Kind.REASONED, name), ()
        for name in sorted(self._rejected, key=natural_key):
            yield (Kind.AGAINST if name in self.one else Kind.FAILS, name), ()

    @cached_property
    def on_their_word(self) -> frozenset[str]:
        """The claims that are accepted without a reason where stances do not count."""
        supported = {n for n, rs in self.onto.items() if any(r.kind is RelationKind.SUPPORT for r in rs)}
        leaves = {name for name in self.classes if name not in supported}
        if self.interpretation.basis is Basis.ARGUMENTS_ONLY:
            return frozenset(leaves)
        stated = {self.one[n] for n in self.nodes if not getattr(self.map.nodes[n], "implicit", False)}
        return frozenset(leaves | stated)

    def _stances(self) -> StanceRules | None:
        if self.interpretation.basis is not Basis.STANCES:
            return None
        theses = frozenset(self.one[claim.id] for claim in self.map.theses if claim.id in self.one)
        record = record_of(self.map)
        if (
            record.statements != self.one
        ):  # rephrases have the first id here, and what is not known yet has none
            record = StanceRecord(self.map, self.one)
        return StanceRules(record, self.onto, self.rivals, theses, self.one)

    def _rivals(self) -> dict[str, tuple[str, ...]]:
        """Return the theses that exclude each thesis."""
        counts = self.interpretation.basis is Basis.STANCES
        exclusive = {
            i.id for i in self.map.issues if self.interpretation.rivals or (counts and i.is_exclusive)
        }
        answers: dict[str, list[str]] = {}
        for claim in self.map.claims:
            if claim.answers in exclusive and claim.id in self.one and not claim.meta:
                answers.setdefault(claim.answers or "", []).append(self.one[claim.id])
        rivals: dict[str, set[str]] = {}
        for theses in answers.values():
            for one, other in permutations(dict.fromkeys(theses), 2):
                rivals.setdefault(one, set()).add(other)
        return {name: tuple(sorted(others, key=natural_key)) for name, others in rivals.items()}
