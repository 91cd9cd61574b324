"""Hypothesis strategies for frameworks: abstract ones with self-attacks, flat ones with rules in circles."""

from __future__ import annotations

from hypothesis import strategies as st

from argmap.solver.assumptions import Framework, abstract

Attack = tuple[int, int]


@st.composite
def attacks(draw: st.DrawFn, largest: int = 7) -> tuple[int, list[Attack]]:
    """Return a number of arguments and attacks among them; some attack themselves, some attacks occur twice."""
    size = draw(st.integers(0, largest))
    if not size:
        return 0, []
    argument = st.integers(0, size - 1)
    return size, draw(st.lists(st.tuples(argument, argument), max_size=2 * size + 2))


def frameworks(largest: int = 7) -> st.SearchStrategy[Framework]:
    """Return abstract frameworks of up to `largest` arguments, as flat assumption-based ones."""
    return attacks(largest).map(lambda drawn: abstract(*drawn))


@st.composite
def aba_frameworks(
    draw: st.DrawFn, largest: int = 6, most_derived: int = 6, most_rules: int = 10
) -> Framework:
    """Return flat frameworks: circular rules, facts, shared contraries, sentences that nothing derives."""
    assumptions = draw(st.integers(0, largest))
    sentences = assumptions + draw(st.integers(1, most_derived))
    heads = st.integers(assumptions, sentences - 1)
    bodies = st.lists(st.integers(0, sentences - 1), max_size=3, unique=True).map(tuple)
    rules = draw(st.lists(st.tuples(heads, bodies), max_size=most_rules))
    contraries = draw(st.lists(heads, min_size=assumptions, max_size=assumptions))
    return Framework(assumptions, sentences, tuple(rules), tuple(contraries))
