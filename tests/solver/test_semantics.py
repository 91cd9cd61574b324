"""Extensions equal those that the definitions give over all sets (tests.solver.brute)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.solver.assumptions import Framework, abstract
from argmap.solver.search import OutOfTime
from argmap.solver.semantics import Semantics, count, extensions
from argmap.solver.witness import some_extension
from tests.solver.brute import extensions as defined
from tests.solver.strategies import aba_frameworks, frameworks
from tests.strategies import examples

SEMANTICS = pytest.mark.parametrize("semantics", Semantics)
ANY = frameworks() | aba_frameworks()


def found(framework: Framework, semantics: Semantics, limit: int | None = None) -> list[frozenset[int]]:
    return [labelling.accepted for labelling in extensions(framework, semantics, limit=limit).extensions]


@SEMANTICS
@given(ANY)
@examples(75)
def test_the_extensions_are_those_of_the_definition(semantics: Semantics, framework: Framework) -> None:
    listed = found(framework, semantics)
    assert len(listed) == len(set(listed))
    assert set(listed) == defined(framework, semantics)
    assert listed == sorted(listed, key=sorted)
    assert count(framework, semantics) == len(listed)


@SEMANTICS
@given(ANY)
@examples(50)
def test_one_extension_is_the_first_by_membership(semantics: Semantics, framework: Framework) -> None:
    one = some_extension(framework, semantics)
    known = defined(framework, semantics)
    assert (one is None) == (not known)
    if one is None:
        return
    assert one.accepted in known
    if semantics is not Semantics.SEMI_STABLE:
        largest = range(framework.assumptions)
        assert (
            one.accepted == max(known, key=lambda e: [a in e for a in largest])
            or semantics is Semantics.COMPLETE
        )


@SEMANTICS
@given(ANY, st.integers(1, 3))
def test_a_limit_stops_and_says_so(semantics: Semantics, framework: Framework, limit: int) -> None:
    known = defined(framework, semantics)
    some = extensions(framework, semantics, limit=limit)
    assert {labelling.accepted for labelling in some.extensions} <= known
    assert len(some.extensions) == min(limit, len(known))
    assert bool(some.stopped) == (len(known) > limit)


@given(ANY)
def test_semantics_include_one_another(framework: Framework) -> None:
    """Dung (1995), corollary 12 and lemma 15; Caminada (2006), theorem 2; Dung et al. (2007), theorem 2.1."""
    of = {semantics: set(found(framework, semantics)) for semantics in Semantics}
    (ground,), (ideal,) = of[Semantics.GROUNDED], of[Semantics.IDEAL]
    assert ground <= ideal
    assert all(ideal <= preferred for preferred in of[Semantics.PREFERRED])
    assert (
        of[Semantics.STABLE] <= of[Semantics.SEMI_STABLE] <= of[Semantics.PREFERRED] <= of[Semantics.COMPLETE]
    )


@SEMANTICS
@given(frameworks(6), st.randoms(use_true_random=False))
def test_renaming_changes_nothing(semantics: Semantics, framework: Framework, random: object) -> None:
    order = list(range(framework.assumptions))
    random.shuffle(order)  # type: ignore[attr-defined]
    attacks = [(body[0], head - framework.assumptions) for head, body in framework.rules]
    renamed = abstract(framework.assumptions, [(order[a], order[b]) for a, b in attacks])
    expected = {frozenset(order[a] for a in extension) for extension in found(framework, semantics)}
    assert set(found(renamed, semantics)) == expected


def test_independent_choices_are_counted_without_listing_them() -> None:
    pairs = [(2 * k + side, 2 * k + 1 - side) for k in range(60) for side in (0, 1)]
    framework = abstract(120, pairs)
    assert count(framework, Semantics.PREFERRED) == 2**60
    assert count(framework, Semantics.COMPLETE) == 3**60
    some = extensions(framework, Semantics.PREFERRED, limit=5)
    assert (len(some.extensions), some.stopped) == (5, "stopped at 5 extensions; there are more")


def test_time_that_is_over_is_said() -> None:
    ring = abstract(40, [(a, (a + 1) % 40) for a in range(40)])
    assert extensions(ring, Semantics.PREFERRED, seconds=-1).stopped
    with pytest.raises(OutOfTime, match="longer than it was allowed"):
        some_extension(ring, Semantics.PREFERRED, seconds=-1)
    with pytest.raises(OutOfTime, match="time was over"):
        count(ring, Semantics.PREFERRED, seconds=-1)


def test_a_chain_of_ten_thousand_needs_no_recursion() -> None:
    size = 10_001
    chain = abstract(size, [(a, a + 1) for a in range(size - 1)])
    (only,) = extensions(chain, Semantics.PREFERRED).extensions
    assert only.accepted == frozenset(range(0, size, 2))


def test_a_long_even_ring_has_two_preferred_extensions() -> None:
    """Dung (1995), example 3 at length: an even cycle of attacks can be read in two ways."""
    size = 2_000
    ring = abstract(size, [(a, (a + 1) % size) for a in range(size)])
    assert count(ring, Semantics.PREFERRED) == 2
    assert count(ring, Semantics.STABLE) == 2


def test_a_long_odd_ring_has_none_but_the_empty_one() -> None:
    size = 1_001
    ring = abstract(size, [(a, (a + 1) % size) for a in range(size)])
    assert found(ring, Semantics.PREFERRED) == [frozenset()]
    assert count(ring, Semantics.STABLE) == 0
