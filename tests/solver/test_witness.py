"""A witness exists exactly when the definitions, over all sets, say so; then it is one of their extensions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.errors import UnknownName
from argmap.solver.assumptions import Framework, abstract
from argmap.solver.derivation import Labelling, labelling
from argmap.solver.search import OutOfTime
from argmap.solver.semantics import Semantics
from argmap.solver.witness import accepting, refusing, some_extension
from tests.solver.brute import derived
from tests.solver.brute import extensions as defined
from tests.solver.strategies import aba_frameworks, frameworks
from tests.strategies import examples

SEMANTICS = pytest.mark.parametrize("semantics", Semantics)
ANY = frameworks() | aba_frameworks()
NIXON = abstract(2, [(0, 1), (1, 0)])


def split(framework: Framework, semantics: Semantics, sentence: int) -> tuple[set[frozenset[int]], ...]:
    """Return the extensions in which a sentence holds, and the others, by definition."""
    known = defined(framework, semantics)
    holding = {one for one in known if sentence in derived(framework, one)}
    return holding, known - holding


def accepted(found: Labelling | None) -> frozenset[int] | None:
    return None if found is None else found.accepted


@SEMANTICS
@given(ANY)
@examples(40)
def test_what_accepts_is_an_extension_that_holds_the_sentence(
    semantics: Semantics, framework: Framework
) -> None:
    for sentence in range(framework.sentences):
        holding, _ = split(framework, semantics, sentence)
        found = accepting(framework, semantics, sentence)
        assert (found is not None) == bool(holding)
        assert found is None or (found.accepted in holding and sentence in found.holds)


@SEMANTICS
@given(ANY)
@examples(40)
def test_what_refuses_is_an_extension_that_does_not_hold_the_sentence(
    semantics: Semantics, framework: Framework
) -> None:
    for sentence in range(framework.sentences):
        _, others = split(framework, semantics, sentence)
        found = refusing(framework, semantics, sentence)
        assert (found is not None) == bool(others)
        assert found is None or (found.accepted in others and sentence not in found.holds)


@pytest.mark.parametrize("semantics", [one for one in Semantics if one is not Semantics.SEMI_STABLE])
@given(ANY)
@examples(40)
def test_what_accepts_is_the_first_by_membership(semantics: Semantics, framework: Framework) -> None:
    everything = range(framework.assumptions)
    for sentence in range(framework.sentences):
        holding, _ = split(framework, semantics, sentence)
        first = max(holding, key=lambda one: [a in one for a in everything], default=None)
        assert accepted(accepting(framework, semantics, sentence)) == first


@SEMANTICS
@given(ANY)
def test_a_witness_is_labelled_as_the_extension_is(semantics: Semantics, framework: Framework) -> None:
    for sentence in range(framework.sentences):
        for found in (accepting(framework, semantics, sentence), refusing(framework, semantics, sentence)):
            if found is not None:
                again = labelling(framework, found.accepted)
                assert again is not None
                assert (found.holds, found.fails) == (again.holds, again.fails)


@SEMANTICS
@given(frameworks(), st.data())
def test_the_order_of_rules_changes_no_witness(
    semantics: Semantics, framework: Framework, data: st.DataObject
) -> None:
    rules = tuple(data.draw(st.permutations(framework.rules)))
    mixed = Framework(framework.assumptions, framework.sentences, rules, framework.contraries)
    for sentence in range(framework.sentences):
        if semantics is not Semantics.SEMI_STABLE:
            one, other = (accepting(f, semantics, sentence) for f in (framework, mixed))
            assert accepted(one) == accepted(other)


@pytest.mark.parametrize("look", [accepting, refusing])
def test_without_a_stable_extension_there_is_no_witness(look: object) -> None:
    """Dung (1995): an argument that attacks itself leaves no stable extension, wherever it stands."""
    framework = abstract(3, [(0, 1), (1, 0), (2, 2)])
    assert callable(look)
    assert [look(framework, "stable", sentence) for sentence in range(6)] == [None] * 6


def test_a_witness_chooses_in_parts_that_were_not_asked_about() -> None:
    two = abstract(4, [(0, 1), (1, 0), (2, 3), (3, 2)])
    assert accepted(accepting(two, "preferred", 1)) == {1, 2}
    assert accepted(refusing(two, "stable", 0)) == {1, 2}


def test_semantics_may_be_given_by_name() -> None:
    assert accepted(accepting(NIXON, "preferred", 1)) == {1}
    with pytest.raises(UnknownName, match="did you mean 'preferred'"):
        accepting(NIXON, "prefered", 1)


@pytest.mark.parametrize("look", [accepting, refusing])
def test_time_that_is_over_is_said(look: object) -> None:
    assert callable(look)
    with pytest.raises(OutOfTime, match="longer than it was allowed"):
        look(NIXON, "stable", 0, seconds=-1)


def test_the_witness_in_a_long_ring_is_every_second_argument() -> None:
    size = 10_000
    ring = abstract(size, [(a, (a + 1) % size) for a in range(size)])
    assert accepted(accepting(ring, "preferred", 1)) == frozenset(range(1, size, 2))
    assert accepted(refusing(ring, "preferred", 1)) == frozenset(range(0, size, 2))


def test_one_extension_and_what_accepts_a_member_of_it_agree() -> None:
    one = some_extension(NIXON, "preferred")
    assert one is not None
    assert accepted(accepting(NIXON, "preferred", 0)) == one.accepted


def test_the_first_semi_stable_extension_decides_the_first_set_of_assumptions() -> None:
    # By brute force there are two, {0, 1, 5} and {3, 4}; the second decides 0, 1, 2 and the first leaves 2 open.
    attacks = [
        (0, 3),
        (0, 6),
        (0, 7),
        (1, 4),
        (2, 2),
        (2, 4),
        (3, 0),
        (3, 1),
        (3, 2),
        (4, 5),
        (7, 2),
        (7, 6),
        (7, 7),
    ]
    framework = abstract(8, attacks)
    assert defined(framework, "semi-stable") == {frozenset({0, 1, 5}), frozenset({3, 4})}
    assert accepted(some_extension(framework, "semi-stable")) == {3, 4}
