"""Every reason is true of the labels, rests on firm ground, and is a shortest one. Checked reason by reason."""

from __future__ import annotations

from collections.abc import Mapping

import networkx as nx
import pytest
from hypothesis import given

from argmap.errors import ArgmapError
from argmap.evaluation.explanation import (
    Explanation,
    Grounds,
)
from argmap.evaluation.labels import extension_labels
from argmap.evaluation.reasons import extension_reasons, grounded_reasons
from argmap.evaluation.theory import DEFAULT, Basis, Interpretation, theory
from argmap.model import ArgumentMap, Label, Relation, RelationKind
from argmap.solver.derivation import rounds
from argmap.solver.semantics import Semantics, extensions
from argmap.study import Study
from tests.evaluation.by_words import Labels, Words
from tests.evaluation.orders import shuffled
from tests.evaluation.test_theory import maps_and_readings
from tests.graph.small import small, tangles
from tests.strategies import examples

REASONS = Interpretation(Basis.ARGUMENTS_ONLY)
by_arguments = maps_and_readings.filter(lambda drawn: drawn[1].basis is not Basis.STANCES)
Reasons = Mapping[str, Explanation]
IN, OUT, UNDECIDED = Label.IN, Label.OUT, Label.UNDECIDED


class Checker:
    """Says whether reasons hold good of labels, by the words of `Grounds`."""

    def __init__(self, map: ArgumentMap, interpretation: Interpretation, labels: Labels) -> None:
        self.words, self.map, self.labels = Words(map, interpretation), map, labels
        self.made = self.words.accepted | self.words.rejected

    def label(self, name: str) -> Label:
        """Return the label of a claim, or of a whole argument: its premises and its step."""
        relation = self.map.relations_by_id.get(name)
        if relation is None:
            return self.labels[name]
        parts = {self.labels[part] for part in (name, *relation.premises)}
        return OUT if OUT in parts else UNDECIDED if UNDECIDED in parts else IN

    def onto(self, name: str, *kinds: RelationKind) -> set[str]:
        end = self.words.sentence.get(name, name)
        return {r.id for r, target in self.words.onto if target == end and r.kind in kinds}

    def check(self, because: Explanation) -> None:
        assert because.label is self.label(because.id)
        relation = self.map.relations_by_id.get(because.id)
        assert len(because.rests_on) == len(set(because.rests_on))
        if relation is None:
            self.check_node(because)
        else:
            self.check_argument(because, relation)

    def check_node(self, because: Explanation) -> None:
        sentence, found = self.words.sentence[because.id], [self.label(other) for other in because.rests_on]
        reasons = self.onto(because.id, RelationKind.SUPPORT)
        rivals = {name for rival in self.words.rivals(sentence) for name in rival}
        against = self.onto(because.id, RelationKind.ATTACK) | rivals
        rests = set(because.rests_on)
        # Of rivals that rephrase each other one is named.
        named = {frozenset(self.words.sentence.get(n, {n})) for n in rests & against}
        every = {frozenset(self.words.sentence.get(n, {n})) for n in against}
        match because.ground:
            case Grounds.ACCEPTED:
                assert sentence in self.words.accepted
                assert because.label is IN
            case Grounds.REJECTED:
                assert sentence in self.words.rejected
                assert because.label is OUT
            case Grounds.WORD:
                assert because.label is IN
                assert sentence in self.words.alone
                assert rests <= against
                assert named == every
                assert set(found) <= {OUT}
            case Grounds.REASON:
                assert because.label is IN
                assert sentence not in self.words.alone
                assert because.rests_on[0] in reasons
                assert found[0] is IN
                assert rests - {because.rests_on[0]} <= against
                assert named == every
                assert set(found[1:]) <= {OUT}
            case Grounds.OBJECTION:
                assert because.label is OUT
                assert rests <= self.onto(because.id, RelationKind.ATTACK)
                assert found == [IN]
            case Grounds.RIVAL:
                assert because.label is OUT
                assert rests <= rivals
                assert found == [IN]
            case Grounds.NO_REASON | Grounds.CYCLE:
                assert because.label is OUT
                assert sentence not in self.words.alone
                assert rests == reasons
                assert set(found) == {OUT}
            case Grounds.OPEN:
                hanging = {n for n in reasons | (against & rests) if self.label(n) is UNDECIDED}
                assert because.label is UNDECIDED
                assert rests == hanging
                assert rests
            case ground:
                raise AssertionError(ground)

    def check_argument(self, because: Explanation, relation: Relation) -> None:
        rests, found = set(because.rests_on), [self.label(other) for other in because.rests_on]
        undercuts = self.onto(relation.id, RelationKind.UNDERCUT)
        premises = set(relation.premises)
        match because.ground:
            case Grounds.PREMISES:
                assert because.label is IN
                assert premises <= rests <= premises | undercuts
                assert relation.id in self.made or rests == premises | undercuts
                assert {self.label(n) for n in premises} == {IN}
                assert {self.label(n) for n in rests - premises} <= {OUT}
            case Grounds.PREMISE:
                assert rests <= premises
                assert found == [OUT]
            case Grounds.UNDERCUT:
                assert rests <= undercuts
                assert found == [IN]
                assert self.labels[relation.id] is OUT
            case Grounds.OPEN:
                hanging = {n for n in premises | undercuts if self.label(n) is UNDECIDED}
                assert because.label is UNDECIDED
                assert rests == hanging
                assert rests
            case Grounds.REJECTED:
                assert relation.id in self.words.rejected
                assert self.labels[relation.id] is OUT
            case ground:
                raise AssertionError(ground)


def told_once_each(map: ArgumentMap, reasons: Reasons) -> None:
    steps = {r.id for r in map.relations if r.kind.is_argument and r.id not in map.weightless}
    assert reasons.keys() == {*map.nodes, *steps}
    assert all(name == because.id for name, because in reasons.items())


@examples(60)
@given(by_arguments)
def test_every_grounded_reason_is_true(drawn: tuple[ArgumentMap, Interpretation]) -> None:
    map, interpretation = drawn
    read = theory(map, interpretation)
    reasons = grounded_reasons(read)
    told_once_each(map, reasons)
    checker = Checker(map, interpretation, read.labels)
    for because in reasons.values():
        checker.check(because)


@examples(30)
@given(by_arguments)
def test_every_reason_in_an_extension_is_true(drawn: tuple[ArgumentMap, Interpretation]) -> None:
    map, interpretation = drawn
    read = theory(map, interpretation)
    for extension in extensions(read.framework, Semantics.COMPLETE).extensions:
        reasons = extension_reasons(read, extension)
        told_once_each(map, reasons)
        checker = Checker(map, interpretation, extension_labels(read, extension))
        for because in reasons.values():
            checker.check(because)


@examples(60)
@given(by_arguments)
def test_grounded_reasons_never_rest_on_themselves(drawn: tuple[ArgumentMap, Interpretation]) -> None:
    map, interpretation = drawn
    reasons = grounded_reasons(theory(map, interpretation))
    firm = nx.DiGraph(
        (because.id, other)
        for because in reasons.values()
        if because.ground not in {Grounds.OPEN, Grounds.CYCLE}
        for other in because.rests_on
    )
    assert nx.is_directed_acyclic_graph(firm)


@examples(60)
@given(by_arguments)
def test_behind_all_that_is_open_there_is_a_real_circle(drawn: tuple[ArgumentMap, Interpretation]) -> None:
    map, interpretation = drawn
    reasons = grounded_reasons(theory(map, interpretation))
    for because in reasons.values():
        assert bool(because.cycle) == (because.label is UNDECIDED)
        assert len(set(because.cycle)) == len(because.cycle)
        for name, after in zip(because.cycle, because.cycle[1:] + because.cycle[:1], strict=True):
            assert reasons[name].label is UNDECIDED
            assert after in reasons[name].rests_on
        assert because.label is not UNDECIDED or set(because.cycle) <= reached(reasons, because.id)


def reached(reasons: Reasons, start: str) -> set[str]:
    found, todo = {start}, [start]
    while todo:
        fresh = set(reasons[todo.pop()].rests_on) - found
        found |= fresh
        todo += fresh
    return found


@examples(60)
@given(by_arguments)
def test_of_several_reasons_the_one_decided_first_is_told(drawn: tuple[ArgumentMap, Interpretation]) -> None:
    map, interpretation = drawn
    read = theory(map, interpretation)
    timed, checker = rounds(read.framework), Checker(map, interpretation, read.labels)

    def when(name: str) -> int:
        """Return the round in which an argument stands, or a claim falls."""
        relation = map.relations_by_id.get(name)
        if relation is None:
            return timed.fails[read.sentences[name]]
        return max(timed.holds[read.sentences[part]] for part in (name, *relation.premises))

    for because in grounded_reasons(read).values():
        if because.ground in {Grounds.OBJECTION, Grounds.UNDERCUT}:
            kind = RelationKind.ATTACK if because.ground is Grounds.OBJECTION else RelationKind.UNDERCUT
            choices = {n for n in checker.onto(because.id, kind) if checker.label(n) is IN}
        elif because.ground is Grounds.PREMISE:
            premises = map.relations_by_id[because.id].premises
            choices = {n for n in premises if checker.label(n) is OUT}
        else:
            continue
        assert when(because.rests_on[0]) == min(when(name) for name in choices)


@given(tangles())
def test_order_changes_no_reason(map: ArgumentMap) -> None:
    assert grounded_reasons(theory(map)) == grounded_reasons(theory(shuffled(map)))


@given(maps_and_readings)
def test_a_reason_asked_for_alone_is_the_same(drawn: tuple[ArgumentMap, Interpretation]) -> None:
    read = theory(*drawn)
    every = grounded_reasons(read).every
    assert {name: grounded_reasons(read)[name] for name in every} == every


def because(map: ArgumentMap, name: str, interpretation: Interpretation = REASONS) -> tuple[str, ...]:
    found = grounded_reasons(theory(map, interpretation))[name]
    return (found.label, found.ground, *found.rests_on)


# Each row: steps, an id, its label, ground and what it rests on (worked out by hand).
BY_HAND = {
    "nobody objects": (["r: a attacks b"], "a", ("in", "word")),
    "an objection stands": (["r: a attacks b"], "b", ("out", "objection", "r")),
    "every objection falls": (["r: a attacks b", "s: b attacks c"], "c", ("in", "word", "s")),
    "a reason stands": (["r: a supports b"], "b", ("in", "reason", "r")),
    "the only reason falls": (["r: a supports b", "s: c attacks a"], "b", ("out", "no-reason", "r")),
    "the reasons rest on itself": (["r: a supports b", "s: b supports a"], "b", ("out", "circle", "r")),
    "an argument stands": (["r: a + b supports c"], "r", ("in", "premises", "a", "b")),
    "a premise falls": (["r: a + b supports c", "s: d attacks b"], "r", ("out", "premise", "b")),
    "the step is undercut": (["r: a supports c", "s: d undercuts r"], "r", ("out", "undercut", "s")),
    "the undercut is undercut": (
        ["r: a supports c", "s: d undercuts r", "q: b undercuts s"],
        "r",
        ("in", "premises", "a", "s"),
    ),
    "the nearer of two objections": (
        ["r: a attacks b", "s: c attacks b", "q: d attacks e", "p: e attacks a"],
        "b",
        ("out", "objection", "s"),
    ),
    "an open circle": (["r: a attacks b", "s: b attacks a"], "a", ("undecided", "open", "s")),
}


@pytest.mark.parametrize(("steps", "name", "expected"), BY_HAND.values(), ids=BY_HAND)
def test_reasons_by_hand(steps: list[str], name: str, expected: tuple[str, ...]) -> None:
    assert because(small(*steps), name) == expected


def test_a_rival_is_a_reason() -> None:
    map = small("r: a attacks u", theses={"i": "t u v"})
    interpretation = Interpretation(Basis.ARGUMENTS_ONLY, rivals=True, reject=frozenset("v"))
    assert because(map, "t", interpretation) == ("in", "word", "u", "v")
    only = Interpretation(Basis.ARGUMENTS_ONLY, rivals=True, accept=frozenset("t"))
    assert because(small(theses={"i": "t u"}), "u", only) == ("out", "rival", "t")


def test_what_was_assumed_says_so() -> None:
    map = small("r: a attacks b")
    assert because(map, "b", Interpretation(accept=frozenset("b"))) == ("in", "accepted")
    assert because(map, "r", Interpretation(reject=frozenset("r"))) == ("out", "rejected")


def test_the_circle_is_told_of_what_hangs_on_it_too() -> None:
    map = small("r: a attacks b", "s: b attacks a", "q: b attacks c", "p: c attacks d")
    found = grounded_reasons(theory(map))
    assert found["d"].cycle == ("a", "s", "b", "r")
    assert Study(map).why("d").reached()[:4] == ("d", "p", "c", "q")


def test_the_extension_that_decides_is_explained() -> None:
    map = small("r: a attacks b", "s: b attacks a")
    found = Study(map, DEFAULT, Semantics.PREFERRED).why("a")
    assert found.note == "this explains preferred extension 1 of 2"
    assert found.reasons["a"].label is not UNDECIDED


def test_without_an_extension_the_grounded_labels_are_explained() -> None:
    map = small("r: a attacks a")
    found = Study(map, DEFAULT, Semantics.STABLE).why("a")
    assert found.note == "there is no stable extension; the grounded labels are explained instead"
    assert found.reasons["a"].ground is Grounds.OPEN


def test_a_rephrase_is_no_argument() -> None:
    with pytest.raises(ArgmapError, match="'r' says that 'a' and 'b' are one claim"):
        Study(small("r: a rephrases b")).why("r")


@pytest.mark.parametrize("verb", ["attacks", "supports"])
def test_reasons_thousands_of_steps_deep(verb: str) -> None:
    map = small(*(f"r{n}: c{n + 1} {verb} c{n}" for n in range(3_000)))
    found = Study(map).why("c0")
    assert len(found.reached()) == 6_001
