"""What would change: expected values by searching all changes, one after the other, and by hand."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from argmap.errors import ArgmapError, UnknownName
from argmap.evaluation import changes
from argmap.evaluation.changes import Change, Crux, Impact, cruxes, impacts, whatif
from argmap.evaluation.labels import acceptability
from argmap.evaluation.theory import DEFAULT, Basis, Interpretation, theory
from argmap.graph.sides import theses
from argmap.model import ArgumentMap, Label
from argmap.rendering.report.cruxes import factored
from argmap.solver.wellfounded import bits, counted
from argmap.study import Study
from tests.evaluation.by_words import Words
from tests.evaluation.discussions import discussions
from tests.evaluation.orders import shuffled
from tests.graph.small import small, tangles

IN, OUT, UNDECIDED = Label.IN, Label.OUT, Label.UNDECIDED
REASONS = Interpretation(Basis.ARGUMENTS_ONLY)
plain_readings = st.builds(Interpretation, st.sampled_from(Basis), st.booleans())


def labels_with(
    map: ArgumentMap, interpretation: Interpretation, made: tuple[Change, ...]
) -> dict[str, Label]:
    accept = frozenset(change.id for change in made if change.to is IN)
    reject = frozenset(change.id for change in made if change.to is OUT)
    return dict(
        acceptability(
            theory(map, Interpretation(interpretation.basis, interpretation.rivals, accept, reject)),
            "grounded",
        ).labels
    )


def one_name_each(map: ArgumentMap) -> list[str]:
    """Return the names of a map, one for those that rephrase each other."""
    sentences = {min(names) for names in Words(map, DEFAULT).sentence.values()}
    return sorted(sentences | map.relations_by_id.keys())


def searched(
    map: ArgumentMap, interpretation: Interpretation, thesis: str
) -> Counter[tuple[frozenset[Change], Label]]:
    """Return the smallest sets of up to three changes elsewhere that relabel a thesis, by trying them all."""
    before = labels_with(map, interpretation, ())
    own = Words(map, DEFAULT).sentence[thesis]
    single = [Change(n, to) for n in one_name_each(map) for to in (IN, OUT) if before[n] is not to]
    single = [change for change in single if change.id not in own]
    for size in (1, 2, 3):
        found: Counter[tuple[frozenset[Change], Label]] = Counter()
        for made in combinations(single, size):
            if len({change.id for change in made}) == size:
                after = labels_with(map, interpretation, made)[thesis]
                if after is not before[thesis]:
                    found[frozenset(made), after] += 1
        if found:
            return found
    return Counter()


@given(tangles(claims=3, steps=4) | discussions(claims=3, relations=3), plain_readings)
def test_cruxes_are_all_the_smallest_changes(map: ArgumentMap, interpretation: Interpretation) -> None:
    assume(theses(map))
    for crux in cruxes(theory(map, interpretation), theses(map)):
        found = Counter((frozenset(made), after) for made, after in crux.sets)
        assert found == searched(map, interpretation, crux.thesis)
        assert crux.label is labels_with(map, interpretation, ())[crux.thesis]
        assert crux.searched == (len(crux.sets[0][0]) if crux.sets else 3)


@given(tangles() | discussions(), plain_readings)
def test_loads_are_what_falls_in_each_case(map: ArgumentMap, interpretation: Interpretation) -> None:
    before = labels_with(map, interpretation, ())
    names = one_name_each(map)
    tops = {min(Words(map, DEFAULT).sentence[thesis]) for thesis in theses(map)}
    expected = {}
    for name in (n for n in names if before[n] is IN):
        after = labels_with(map, interpretation, (Change(name, OUT),))
        falls = tuple(n for n in names if n != name and before[n] is IN and after[n] is not IN)
        if falls:
            expected[name] = Impact(name, falls, tuple(n for n in falls if n in tops))
    found = impacts(theory(map, interpretation), theses(map))
    assert {load.id: load for load in found} == expected
    assert list(found) == sorted(found, key=lambda load: (-len(load.theses), -len(load.falls), load.id))


@given(tangles() | discussions(), st.sampled_from(["grounded", "preferred", "stable"]), st.data())
def test_whatif_compares_the_map_with_the_changed_one(
    map: ArgumentMap, semantics: str, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(sorted({*map.nodes, *map.relations_by_id})))
    before = acceptability(theory(map), semantics).labels
    after = acceptability(theory(map, Interpretation(reject=frozenset({name}))), semantics).labels
    effects = whatif(theory(map), reject=frozenset({name}), semantics=semantics)
    assert {e.id: (e.before, e.after) for e in effects} == {
        n: (before[n], after[n]) for n in before if before[n] is not after[n]
    }


@given(tangles())
def test_order_changes_nothing(map: ArgumentMap) -> None:
    assert cruxes(theory(map), theses(map)) == cruxes(theory(shuffled(map)), theses(shuffled(map)))
    assert impacts(theory(map), theses(map)) == impacts(theory(shuffled(map)), theses(shuffled(map)))


@given(tangles(), st.integers(1, 5), st.integers(0, 30))
def test_blocks_of_any_size_give_the_same_changes(map: ArgumentMap, block: int, most: int) -> None:
    read, tops = theory(map), theses(map)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(changes, "MOST_FALLS", most)
        whole = cruxes(read, tops), impacts(read, tops)
        patch.setattr(changes, "BLOCK", block)
        assert (cruxes(read, tops), impacts(read, tops)) == whole


def test_whatif_by_hand() -> None:
    map = small("r: a supports b", "s: c attacks b", "q: b attacks d")
    found = [(e.id, e.before, e.after) for e in whatif(theory(map, REASONS), reject=frozenset("c"))]
    assert found == [("b", OUT, IN), ("c", IN, OUT), ("d", IN, OUT)]
    assert whatif(theory(map, REASONS), accept=frozenset("a")) == ()


def test_whatif_adds_to_what_the_reading_assumes() -> None:
    map = small("r: a attacks t", "s: b attacks t")
    one = Interpretation(reject=frozenset("a"))
    assert [e.id for e in whatif(theory(map, one), reject=frozenset("b"))] == ["b", "t"]


def test_whatif_refuses_what_it_cannot_do() -> None:
    map = small("r: a attacks t")
    with pytest.raises(UnknownName, match="'x'"):
        whatif(theory(map), reject=frozenset("x"))
    with pytest.raises(ArgmapError, match="both accepted and rejected"):
        whatif(theory(map), reject=frozenset("a"), accept=frozenset("a"))


def told(crux: Crux) -> list[str]:
    return [" ".join(f"{change.id}:{change.to}" for change in made) for made, _ in crux.sets]


# Each row: steps, and what each smallest set of changes for the thesis t is (worked out by hand).
BY_HAND = {
    "one objection": (["r: a attacks t"], ["a:out", "r:out"]),
    "two reasons": (
        ["r: a supports t", "s: b supports t"],
        ["a:out b:out", "a:out s:out", "b:out r:out", "r:out s:out"],
    ),
    "a reason that fell": (["r: a supports t", "s: b attacks a"], ["a:in", "b:out", "s:out"]),
    "linked premises": (["r: a + b supports t"], ["a:out", "b:out", "r:out"]),
    "three reasons, of which one is shared": (
        ["r: a supports t", "s: b supports t", "q: c supports a", "p: c supports b"],
        ["c:out"],
    ),
    "what hangs on nothing": (["r: a supports b"], []),
}


@pytest.mark.parametrize(("steps", "expected"), BY_HAND.values(), ids=BY_HAND)
def test_cruxes_by_hand(steps: list[str], expected: list[str]) -> None:
    (crux,) = Study(small(*steps, theses={"i": "t"}), REASONS).cruxes
    assert told(crux) == expected


def test_what_is_open_can_change_both_ways() -> None:
    (crux,) = Study(small("r: a attacks t", "s: t attacks a", theses={"i": "t"}), REASONS).cruxes
    assert {(made[0].id, made[0].to, after) for made, after in crux.sets} == {
        ("a", IN, OUT),
        ("a", OUT, IN),
        ("r", OUT, IN),
        ("s", OUT, OUT),
    }


def test_four_independent_reasons_are_beyond_the_search() -> None:
    (crux,) = Study(small(*(f"r{n}: a{n} supports t" for n in range(4)), theses={"i": "t"})).cruxes
    assert (crux.sets, crux.searched) == ((), 3)


def test_a_search_that_would_be_too_large_is_left_out_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "MOST_WORLDS", 10)
    (crux,) = Study(small(*(f"r{n}: a{n} supports t" for n in range(4)), theses={"i": "t"})).cruxes
    assert (crux.sets, crux.searched) == ((), 1)


def test_loads_beyond_the_limit_are_those_that_bear_least(monkeypatch: pytest.MonkeyPatch) -> None:
    map = small(*(f"r{n}: c{n + 1} supports c{n}" for n in range(5)))
    every = impacts(theory(map, REASONS), theses(map))
    assert [(load.id, len(load.falls)) for load in every[:4]] == [("c5", 5), ("r4", 5), ("c4", 4), ("r3", 4)]
    monkeypatch.setattr(changes, "MOST_FALLS", 12)
    assert impacts(theory(map, REASONS), theses(map)) == every[:2]  # each is counted with what falls: 6 and 6


def test_cruxes_and_loads_thousands_of_steps_deep() -> None:
    """By hand: with the far end of a chain of reasons falls everything before it."""
    depth = 3_000
    map = small(*(f"r{n}: c{n + 1} supports c{n}" for n in range(depth)), theses={"i": "c0"})
    (crux,) = cruxes(theory(map, REASONS), theses(map))
    assert len(crux.sets) == 2 * depth
    heaviest = impacts(theory(map, REASONS), theses(map))[0]
    assert (heaviest.id, len(heaviest.falls), heaviest.theses) == (f"c{depth}", depth, ("c0",))


def test_cruxes_for_which_no_time_is_left_are_not_searched() -> None:
    """By hand: with time, c1 rejected or its step is what changes c0."""
    map = small("r0: c1 supports c0", theses={"i": "c0"})
    (crux,) = cruxes(theory(map, REASONS), theses(map))
    assert (len(crux.sets), crux.searched) == (2, 1)
    (late,) = cruxes(theory(map, REASONS), theses(map), seconds=-1)
    assert (late.thesis, late.label, late.sets, late.searched) == ("c0", crux.label, (), 0)


choices = st.lists(st.sampled_from("abcdef"), min_size=1, max_size=3, unique=True)


@given(st.lists(choices, min_size=1, max_size=3), st.data())
def test_choices_from_groups_are_factored_into_the_groups(
    names: list[list[str]], data: st.DataObject
) -> None:
    groups = [tuple(Change(f"{n}{name}", OUT) for name in sorted(group)) for n, group in enumerate(names)]
    sets = [tuple(sorted(chosen)) for chosen in product(*groups)]
    assert factored(data.draw(st.permutations(sets))) == tuple(groups)


@given(
    st.integers(1, 3).flatmap(
        lambda size: st.sets(st.sampled_from(list(combinations("abcde", size))), min_size=1)
    )
)
def test_groups_multiply_out_to_the_sets_or_are_not_told(names: set[tuple[str, ...]]) -> None:
    sets = [tuple(Change(name, OUT) for name in chosen) for chosen in sorted(names)]
    groups = factored(sets)
    if groups is not None:
        assert {frozenset(chosen) for chosen in product(*groups)} == {frozenset(chosen) for chosen in sets}


@given(st.lists(st.integers(0, 2**70), max_size=9))
def test_worlds_are_counted(sets: list[int]) -> None:
    assert counted(sets, 71) == [sum(one >> world & 1 for one in sets) for world in range(71)]
    assert all(list(bits(one)) == [world for world in range(71) if one >> world & 1] for one in sets)
