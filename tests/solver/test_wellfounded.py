"""The grounded labelling of many worlds is, in each world, that of the framework changed for that world."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.solver import wellfounded as module
from argmap.solver.assumptions import Framework, abstract
from argmap.solver.derivation import labelling
from argmap.solver.wellfounded import grounded
from tests.solver.brute import grounded as defined
from tests.solver.strategies import aba_frameworks, frameworks
from tests.strategies import examples


@given(frameworks() | aba_frameworks())
@examples(150)
def test_the_grounded_labelling_is_that_of_the_definition(framework: Framework) -> None:
    found = grounded(framework)
    expected = labelling(framework, defined(framework))
    assert expected is not None
    assert {s for s in range(framework.sentences) if found.holds[s]} == expected.holds
    assert {s for s in range(framework.sentences) if found.fails[s]} == expected.fails


@given(st.data())
@examples(100)
def test_worlds_do_not_mix(data: st.DataObject) -> None:
    framework = data.draw(aba_frameworks())
    derived = range(framework.assumptions, framework.sentences)
    forced = st.dictionaries(st.sampled_from(derived), st.sampled_from(["holds", "fails"]), max_size=3)
    worlds = data.draw(st.lists(forced, min_size=1, max_size=4))
    masks = {
        kind: {s: sum(1 << w for w, world in enumerate(worlds) if world.get(s) == kind) for s in derived}
        for kind in ("holds", "fails")
    }
    found = grounded(framework, len(worlds), masks["holds"], masks["fails"])
    known = grounded(framework)
    again = grounded(framework, len(worlds), masks["holds"], masks["fails"], alone=known)
    assert (again.holds, again.fails) == (found.holds, found.fails)
    for number, world in enumerate(worlds):
        alone = labelling(changed(framework, world), defined(changed(framework, world)))
        assert alone is not None
        assert {s for s in derived if found.holds[s] >> number & 1} == alone.holds & set(derived)
        assert {s for s in derived if found.fails[s] >> number & 1} == alone.fails & set(derived)


@given(aba_frameworks())
def test_small_circles_and_large_ones_are_labelled_alike(framework: Framework) -> None:
    found = grounded(framework)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "SMALL", 0)
        again = grounded(framework)
    assert (again.holds, again.fails) == (found.holds, found.fails)


@given(aba_frameworks())
def test_circular_is_what_rules_derive_from_itself(framework: Framework) -> None:
    """By walking from each sentence over the rules that it is used in."""
    onward = {(used, head) for head, body in framework.rules for used in body}
    reached = {s: {head for used, head in onward if used == s} for s in range(framework.sentences)}
    for _ in range(framework.sentences):
        reached = {s: ends.union(*(reached[end] for end in ends)) for s, ends in reached.items()}
    circular = {s for s in range(framework.assumptions, framework.sentences) if s in reached[s]}
    assert framework.circular == circular


def changed(framework: Framework, world: dict[int, str]) -> Framework:
    """Return the framework in which some sentences are facts and some are never derived."""
    rules = [rule for rule in framework.rules if rule[0] not in world]
    facts = [(sentence, ()) for sentence, kind in world.items() if kind == "holds"]
    return Framework(framework.assumptions, framework.sentences, (*rules, *facts), framework.contraries)


def test_what_only_supports_itself_fails() -> None:
    """Van Gelder, Ross & Schlipf (1991), section 3: p and q, each derived from the other, are unfounded."""
    framework = Framework(0, 2, ((0, (1,)), (1, (0,))), ())
    assert grounded(framework).fails == (1, 1)


def test_a_broken_ring_of_ten_thousand_unravels() -> None:
    size = 10_001
    ring = abstract(size + 1, [*((a, (a + 1) % size) for a in range(size)), (size, 0)])
    found = grounded(ring)
    assert [bool(h) for h in found.holds[:size]] == [a % 2 == 1 for a in range(size)]


@pytest.mark.parametrize("size", [10, 20, 40])
def test_rivals_are_each_looked_at_a_few_times(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """All attack each other: the work is that of the attacks, whose number grows with the square, and not with the cube."""
    looked = []
    honest = module._State.update
    monkeypatch.setattr(
        module._State, "update", lambda self, sentence: looked.append(sentence) or honest(self, sentence)
    )
    rivals = abstract(size, [(a, b) for a in range(size) for b in range(size) if a != b])
    labels = grounded(
        rivals, size, {}, {size + a: 1 << a for a in range(size)}
    )  # in world a nothing attacks a
    assert all(labels.holds[a] == 1 << a for a in range(size))
    assert len(looked) <= 8 * size
