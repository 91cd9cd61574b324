"""What the parts of a framework say together is what the whole says, by the definitions over all sets."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.solver.assumptions import Framework, abstract
from argmap.solver.derivation import Labelling, labelling
from argmap.solver.parts import Split, reach, split
from argmap.solver.semantics import Semantics
from tests.solver.brute import extensions as defined
from tests.solver.brute import grounded
from tests.solver.strategies import aba_frameworks, frameworks
from tests.strategies import examples

ANY = frameworks() | aba_frameworks()
SEMANTICS = pytest.mark.parametrize("semantics", Semantics)
DIRECTIONAL = pytest.mark.parametrize("semantics", ["complete", "preferred", "ideal", "grounded"])


def labelled(framework: Framework, semantics: str) -> list[Labelling]:
    found = [labelling(framework, one) for one in defined(framework, semantics)]
    return [one for one in found if one is not None]


def joined(whole: Split, semantics: str) -> set[tuple[frozenset[int], frozenset[int]]]:
    """Return what holds and what fails under each choice of an extension in every part, by definition."""
    choices = [
        [(part.outside(one.holds), part.outside(one.fails)) for one in labelled(part.framework, semantics)]
        for part in whole.parts
    ]
    return {
        (
            whole.holds.union(*(holds for holds, _ in chosen)),
            whole.fails.union(*(fails for _, fails in chosen)),
        )
        for chosen in product(*choices)
    }


@SEMANTICS
@given(ANY)
@examples(60)
def test_extensions_of_the_parts_joined_are_those_of_the_whole(
    semantics: Semantics, framework: Framework
) -> None:
    expected = {(one.holds, one.fails) for one in labelled(framework, semantics)}
    assert joined(split(framework), semantics) == expected


@given(ANY)
def test_what_is_settled_is_the_grounded_labelling(framework: Framework) -> None:
    known = labelling(framework, grounded(framework))
    assert known is not None
    whole = split(framework)
    assert (whole.holds, whole.fails) == (known.holds, known.fails)


@given(ANY)
def test_every_sentence_is_settled_or_in_one_part(framework: Framework) -> None:
    whole = split(framework)
    places = [*whole.holds, *whole.fails, *(s for part in whole.parts for s in part.origin)]
    assert sorted(places) == list(range(framework.sentences))


@given(ANY)
def test_parts_settle_nothing_and_hang_together(framework: Framework) -> None:
    for part in split(framework).parts:
        again = split(part.framework)
        assert (again.holds, again.fails, len(again.parts)) == (frozenset(), frozenset(), 1)
        assert list(part.origin) == sorted(part.origin)


@DIRECTIONAL
@given(ANY, st.data())
@examples(60)
def test_what_a_question_depends_on_is_enough_to_answer_it(
    semantics: str, framework: Framework, data: st.DataObject
) -> None:
    wanted = (
        data.draw(st.sets(st.integers(0, framework.sentences - 1), max_size=3))
        if framework.sentences
        else set()
    )
    cone = joined(split(framework, wanted), semantics)
    said = {(holds & wanted, fails & wanted) for holds, fails in cone}
    known = {(one.holds & wanted, one.fails & wanted) for one in labelled(framework, semantics)}
    assert said == known


@given(ANY, st.data())
def test_a_question_touches_only_what_it_depends_on(framework: Framework, data: st.DataObject) -> None:
    wanted = {data.draw(st.integers(0, framework.sentences - 1))} if framework.sentences else set()
    part = split(framework, wanted)
    places = [*part.holds, *part.fails, *(s for inner in part.parts for s in inner.origin)]
    assert sorted(places) == sorted(reach(framework, wanted))


def test_stable_extensions_are_not_directional() -> None:
    """By hand: the self-attack of 2 has nothing to do with 0, and yet leaves no stable extension."""
    framework = abstract(3, [(0, 1), (1, 0), (2, 2)])
    assert defined(framework, "stable") == set()
    assert joined(split(framework, {0}), "stable") != set()


def test_two_pairs_are_two_parts() -> None:
    whole = split(abstract(5, [(0, 1), (1, 0), (2, 3), (3, 2), (4, 4)]))
    assert sorted(part.origin for part in whole.parts) == [(0, 1, 5, 6), (2, 3, 7, 8), (4, 9)]


def test_what_is_settled_separates_parts() -> None:
    """By hand: 2 is attacked by 3, which nothing attacks, so it joins the two pairs no more."""
    attacks = [(0, 1), (1, 0), (0, 2), (2, 4), (3, 2), (4, 5), (5, 4)]
    whole = split(abstract(6, attacks))
    assert len(whole.parts) == 2
    assert {3, 8} <= whole.holds | whole.fails
    assert 2 in whole.fails


def test_nothing_has_no_parts() -> None:
    whole = split(Framework(0, 0, (), ()))
    assert (whole.holds, whole.fails, whole.parts) == (frozenset(), frozenset(), ())


def test_a_ring_of_ten_thousand_is_one_part() -> None:
    size = 10_000
    ring = abstract(size, [(a, (a + 1) % size) for a in range(size)])
    (part,) = split(ring).parts
    assert part.origin == tuple(range(2 * size))
    assert reach(ring, [5]) == frozenset(range(2 * size))
