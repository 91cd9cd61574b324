"""Every reason that rests on stances is true: of the labels, of who says what, and of what it rests on."""

from __future__ import annotations

import pytest
from hypothesis import given

from argmap.errors import ArgmapError
from argmap.evaluation.explanation import Explanation, Grounds
from argmap.evaluation.labels import extension_labels
from argmap.evaluation.reasons import extension_reasons, grounded_reasons
from argmap.evaluation.theory import DEFAULT, theory
from argmap.model import ArgumentMap, Commitment, Label, RelationKind, Stance
from argmap.solver.semantics import Semantics, extensions
from argmap.study import Study
from tests.evaluation.by_stances import ACCEPTING, UNKNOWN, StanceWords
from tests.evaluation.by_words import Labels, Words
from tests.evaluation.discussions import discussed, discussions
from tests.strategies import examples

IN, OUT, UNDECIDED = Label.IN, Label.OUT, Label.UNDECIDED


class Checker:
    """Says whether reasons hold good of labels, by the words of `Grounds` and the second implementation."""

    def __init__(self, map: ArgumentMap, labels: Labels) -> None:
        self.map, self.labels, self.words = map, labels, Words(map, DEFAULT)
        self.said = StanceWords(self.words)

    def people(self, stances: list[Commitment], *, least: Label) -> set[str]:
        """Return who takes stances whose condition has a label, or a better one; nobody is named who is not known."""
        fine = {IN} if least is IN else {IN, UNDECIDED}
        met = [c for c in stances if c.condition_claim is None or self.labels[c.condition_claim] in fine]
        return {c.participant for c in met} - {UNKNOWN}

    def check(  # noqa: C901, PLR0912, PLR0915 (one branch for each ground)
        self, because: Explanation, arguments: dict[str, Label]
    ) -> None:
        assert because.label is (self.labels | arguments)[because.id]
        if because.id not in self.map.nodes:
            return
        sentence = self.words.sentence[because.id]
        reasons = {r.id for r in self.words.ending(sentence, RelationKind.SUPPORT)}
        objections = {r.id for r in self.words.ending(sentence, RelationKind.ATTACK)}
        rivals = {name for rival in self.words.rivals(sentence) for name in rival}
        rests, people = because.rests_on, set(because.people)
        found = [(self.labels | arguments)[name] for name in rests]
        words, denials = self.said.accepting(sentence), self.said.denying(sentence)
        given_up, live = self.said.is_given_up(sentence), {r for r in reasons if arguments[r] is not OUT}
        match because.ground:
            case Grounds.REASON:
                assert because.label is IN
                assert rests[0] in reasons
                assert found[0] is IN
                assert set(rests[1:]) <= objections | rivals
                assert set(found[1:]) <= {OUT}
            case Grounds.WORD | Grounds.AGREEMENT:
                assert because.label is IN
                assert bool(self.said.words_of(sentence))
                assert all(arguments[reason] is not IN for reason in reasons)
                assert people == self.people(words, least=IN)
                counted = [
                    c for c in words if c.condition_claim is None or self.labels[c.condition_claim] is IN
                ]
                agreed = self.said.is_thesis(sentence) and not denials and len(counted) > 1
                assert (because.ground is Grounds.AGREEMENT) == agreed
                assert all(
                    label is OUT for name, label in zip(rests, found, strict=True) if name in objections
                )
            case Grounds.OBJECTION:
                assert because.label is OUT
                assert (set(rests) <= objections, found) == (True, [IN])
            case Grounds.RIVAL:
                assert because.label is OUT
                assert (set(rests) <= rivals, found) == (True, [IN])
            case Grounds.DENIAL:
                assert because.label is OUT
                assert people == self.people(denials, least=IN)
                assert denials
                assert all(arguments[objection] is not IN for objection in objections)
            case Grounds.CONTESTED:
                assert because.label is UNDECIDED
                assert (rests[0] in reasons, rests[1] in objections, found) == (True, True, [IN, IN])
            case Grounds.RIVALS:
                assert because.label is UNDECIDED
                assert rests
                assert set(rests) <= rivals
                assert OUT not in found
            case Grounds.OPEN:
                assert because.label is UNDECIDED
                assert set(found) == {UNDECIDED}
                assert set(rests) <= reasons | objections | rivals
            case Grounds.GIVEN_UP:
                assert because.label is UNDECIDED
                assert given_up
            case Grounds.DENIED:
                assert people == self.people(denials, least=UNDECIDED)
                assert denials
                assert self.said.words_of(sentence)
                assert not live
            case Grounds.QUESTIONED:
                asked = {c.participant for c in self.said.said[sentence] if c.stance is Stance.QUESTIONS}
                assert self.said.is_questioned(sentence)
                assert people <= asked
                assert people
                assert not live
            case Grounds.UNREASONED:
                assert self.said.is_thesis(sentence)
                assert self.said.words_of(sentence)
                assert not live
            case Grounds.CONDITION:
                last = self.said.last(sentence).values()
                assert any(c.condition is not None and c.stance in ACCEPTING for c in last)
                assert IN not in found
            case Grounds.HEDGED:
                last = self.said.last(sentence).values()
                assert any(c.hedged and c.stance in ACCEPTING for c in last)
                assert not words
            case Grounds.PROPOSED:
                assert {c.stance for c in self.said.last(sentence).values()} & {Stance.PROPOSES}
                assert not words
            case Grounds.FAILED:
                assert reasons
                assert not live
                assert not self.said.words_of(sentence)
            case Grounds.VOICELESS:
                assert not reasons
                assert not self.said.words_of(sentence)
            case ground:
                raise AssertionError(ground)


def check_all(map: ArgumentMap, labels: Labels, reasons: dict[str, Explanation]) -> None:
    checker = Checker(map, labels)
    arguments = {name: because.label for name, because in reasons.items() if name in map.relations_by_id}
    for name, label in arguments.items():
        parts = [labels[part] for part in (name, *map.relations_by_id[name].premises)]
        assert label is not IN or set(parts) == {IN}
        assert OUT not in parts or label is OUT
    for because in reasons.values():
        checker.check(because, arguments)


def test_a_remark_about_the_discussion_is_no_argument_to_explain() -> None:
    claims = [{"id": name, "text": "T.", "implicit": True, "meta": name == "a"} for name in "ab"]
    relations = [{"id": "r", "kind": "attack", "premises": ["a"], "target": "b"}]
    with pytest.raises(ArgmapError, match="'r' starts from a remark about the discussion"):
        Study(discussed(claims=claims, relations=relations)).why("r")


@examples(100)
@given(discussions())
def test_every_grounded_reason_is_true(map: ArgumentMap) -> None:
    read = theory(map)
    check_all(map, dict(read.labels), dict(grounded_reasons(read)))


@given(discussions(claims=3, relations=3))
def test_every_reason_in_a_position_is_true(map: ArgumentMap) -> None:
    read = theory(map)
    for extension in extensions(read.framework, Semantics.PREFERRED, limit=8).extensions:
        check_all(map, extension_labels(read, extension), dict(extension_reasons(read, extension)))
