"""A map is a theory. Expected values: its words tried on all sets of assumptions, by hand, and published examples."""

from __future__ import annotations

from itertools import chain, combinations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from argmap.errors import ArgmapError, UnknownName
from argmap.evaluation.labels import acceptability, extension_labels
from argmap.evaluation.theory import DEFAULT, Basis, Interpretation, theory
from argmap.model import ArgumentMap, Label
from argmap.solver.semantics import Semantics, extensions
from tests.evaluation.by_words import Words
from tests.evaluation.discussions import discussions
from tests.graph.small import small, tangles
from tests.strategies import examples

MOST = 9
"""As many assumptions that can be attacked as all sets are tried of."""

REASONS = Interpretation(Basis.ARGUMENTS_ONLY)
WORD = Interpretation(Basis.WORD)


@st.composite
def readings(draw: st.DrawFn, map: ArgumentMap) -> Interpretation:
    """Return an interpretation that accepts some of a map's parts and rejects some."""
    names = sorted({*map.nodes, *map.relations_by_id})
    accept = frozenset(draw(st.lists(st.sampled_from(names), max_size=2)))
    same = Words(map, DEFAULT).sentence
    taken = {same.get(name, name) for name in accept}
    others = [name for name in names if same.get(name, name) not in taken]
    reject = frozenset(draw(st.lists(st.sampled_from(others), max_size=2))) if others else frozenset()
    return Interpretation(draw(st.sampled_from([*Basis, Basis.STANCES])), draw(st.booleans()), accept, reject)


def read(maps: st.SearchStrategy[ArgumentMap]) -> st.SearchStrategy[tuple[ArgumentMap, Interpretation]]:
    return maps.flatmap(lambda drawn: st.tuples(st.just(drawn), readings(drawn)))


maps_and_readings = read(tangles(claims=4, steps=4) | discussions(claims=4, relations=3, stances=4))
some_or_none = read(discussions())


def labellings(
    map: ArgumentMap, semantics: Semantics, interpretation: Interpretation = REASONS
) -> set[frozenset[object]]:
    read = theory(map, interpretation)
    found = extensions(read.framework, semantics)
    assert found.stopped == ""
    every = [extension_labels(read, extension) for extension in found.extensions]
    if interpretation.basis is not Basis.STANCES:  # there, extensions may differ in whose word counts only
        assert len(every) == len({frozenset(labels.items()) for labels in every})
    return {frozenset(labels.items()) for labels in every}


@examples(75)
@given(some_or_none)
def test_grounded_labels_are_those_of_the_words(drawn: tuple[ArgumentMap, Interpretation]) -> None:
    map, interpretation = drawn
    assert dict(theory(map, interpretation).labels) == Words(map, interpretation).grounded


@examples(30)
@given(maps_and_readings)
def test_extensions_are_those_of_the_words(drawn: tuple[ArgumentMap, Interpretation]) -> None:
    map, interpretation = drawn
    words = Words(map, interpretation)
    assume(len(words.assumptions) <= MOST)
    for semantics in Semantics:
        expected = {frozenset(words.labels(one).items()) for one in words.extensions(semantics)}
        assert labellings(map, semantics, interpretation) == expected, semantics


@examples(30)
@given(maps_and_readings)
def test_acceptability_is_what_all_extensions_and_what_some_agree_on(
    drawn: tuple[ArgumentMap, Interpretation],
) -> None:
    map, interpretation = drawn
    words = Words(map, interpretation)
    assume(len(words.assumptions) <= MOST)
    for semantics in Semantics:
        found = acceptability(theory(map, interpretation), semantics)
        assert found.exists == bool(words.extensions(semantics))
        assert (found.labels, found.possible) == words.skeptical(semantics), semantics


Attacks = list[tuple[str, str]]
arguments = st.sampled_from("abcde")


@given(st.lists(st.tuples(arguments, arguments), max_size=9))
def test_a_map_of_attacks_has_the_extensions_of_its_attack_graph(attacks: Attacks) -> None:
    """Dung (1995): the definitions written down for the graph itself, without assumptions and steps."""
    map = small(
        *(f"r{n}: {a} attacks {b}" for n, (a, b) in enumerate(attacks)), said=dict.fromkeys("abcde", "p1")
    )
    for semantics in Semantics:
        read = theory(map, REASONS)
        every = [extension_labels(read, found) for found in extensions(read.framework, semantics).extensions]
        found = {frozenset(name for name in map.nodes if labels[name] is Label.IN) for labels in every}
        assert found == dung(attacks, semantics), semantics


def dung(attacks: Attacks, semantics: Semantics) -> set[frozenset[str]]:
    subsets = chain.from_iterable(combinations("abcde", size) for size in range(6))
    free = [s for s in _sets(subsets) if not any(a in s and b in s for a, b in attacks)]
    hit = {s: frozenset(b for a, b in attacks if a in s) for s in free}
    acceptable = {
        s: frozenset(x for x in "abcde" if all(a in hit[s] for a, b in attacks if b == x)) for s in free
    }
    admissible = [s for s in free if s <= acceptable[s]]
    complete = [s for s in admissible if s == acceptable[s]]
    preferred = [s for s in admissible if not any(s < other for other in admissible)]
    safe = [s for s in admissible if all(s <= other for other in preferred)]
    return {
        Semantics.COMPLETE: set(complete),
        Semantics.GROUNDED: {s for s in complete if all(s <= other for other in complete)},
        Semantics.PREFERRED: set(preferred),
        Semantics.STABLE: {s for s in free if s | hit[s] == frozenset("abcde")},
        Semantics.SEMI_STABLE: {
            s for s in complete if not any(s | hit[s] < other | hit[other] for other in complete)
        },
        Semantics.IDEAL: {s for s in safe if not any(s < other for other in safe)},
    }[semantics]


def _sets(subsets: chain[tuple[str, ...]]) -> list[frozenset[str]]:
    return [frozenset(subset) for subset in subsets]


def standing(map: ArgumentMap, semantics: str = "grounded", interpretation: Interpretation = REASONS) -> str:
    """Return labels of claims and examples as "+a -b ?c", by id."""
    labels = acceptability(theory(map, interpretation), semantics).labels
    sign = {Label.IN: "+", Label.OUT: "-", Label.UNDECIDED: "?"}
    return " ".join(sign[labels[name]] + name for name in sorted(map.nodes))


# Each row: steps, grounded labels with reasons, and by word (worked out by hand).
BY_HAND = {
    "circular support derives nothing": (["r: a supports b", "s: b supports a"], "-a -b", "+a +b"),
    "nor does what supports itself": (["r: a supports a"], "-a", "+a"),
    "a circle with a reason from outside stands": (
        ["r: a supports b", "s: b supports a", "q: c supports a"],
        "+a +b +c",
        "+a +b +c",
    ),
    "linked premises count together": (
        ["r: a + b supports c", "s: d attacks a"],
        "-a +b -c +d",
        "-a +b +c +d",
    ),
    "separate reasons count alone": (
        ["r: a supports c", "q: b supports c", "s: d attacks a"],
        "-a +b +c +d",
        "-a +b +c +d",
    ),
    "a linked attack needs all its premises": (
        ["r: a + b attacks c", "s: d attacks b"],
        "+a -b +c +d",
        "+a -b +c +d",
    ),
    "an undercut takes the only reason away": (
        ["r: a supports b", "s: c undercuts r"],
        "+a -b +c",
        "+a +b +c",
    ),
    "an undercut of the undercut gives it back": (
        ["r: a supports b", "s: c undercuts r", "q: d undercuts s"],
        "+a +b +c +d",
        "+a +b +c +d",
    ),
    "an undercut attack does no harm": (["r: a attacks b", "s: c undercuts r"], "+a +b +c", "+a +b +c"),
    "a reason does not help against an attack": (
        ["r: a supports b", "s: c attacks b"],
        "+a -b +c",
        "+a -b +c",
    ),
    "what rests on something fallen falls, or not": (
        ["r: a supports b", "s: c attacks a"],
        "-a -b +c",
        "-a +b +c",
    ),
    "a claim and its rephrase share reasons": (
        ["r: a supports b", "q: c rephrases b", "s: d attacks a"],
        "-a -b -c +d",
        "-a +b +c +d",
    ),
    "a claim and its rephrase share objections": (
        ["q: c rephrases b", "p: d rephrases c", "s: a attacks d"],
        "+a -b -c -d",
        "+a -b -c -d",
    ),
    "who attacks their own rephrase is undecided": (["q: a rephrases b", "s: a attacks b"], "?a ?b", "?a ?b"),
    "an attack on itself leaves open what it attacks": (
        ["r: a attacks a", "s: a attacks b"],
        "?a ?b",
        "?a ?b",
    ),
    "undercuts of each other leave open": (
        ["r: a supports b", "s: c undercuts q", "q: d undercuts s", "p: e attacks b", "o: c undercuts p"],
        "+a +b +c +d +e",
        "+a +b +c +d +e",
    ),
}


@pytest.mark.parametrize(("steps", "reasons", "word"), BY_HAND.values(), ids=BY_HAND)
def test_labels_by_hand(steps: list[str], reasons: str, word: str) -> None:
    map = small(*steps)
    assert (standing(map), standing(map, interpretation=WORD)) == (reasons, word)


def test_steps_that_undercut_each_other_are_open() -> None:
    map = small("r: a undercuts s", "s: b undercuts r")
    labels = acceptability(theory(map, REASONS)).labels
    assert (labels["r"], labels["s"]) == (Label.UNDECIDED, Label.UNDECIDED)
    assert len(labellings(map, Semantics.PREFERRED)) == 2


def test_examples_are_premises() -> None:
    map = small("r: e supports a", "s: b attacks e", examples=["e"])
    assert standing(map) == "-a +b -e"


def test_an_unstated_premise_has_nobodys_word() -> None:
    steps = ["r: a supports b", "s: c attacks a"]
    assert standing(small(*steps, unstated=["b"]), interpretation=WORD) == "-a -b +c"
    assert standing(small(*steps), interpretation=WORD) == "-a +b +c"


def test_rivals_exclude_each_other_only_when_asked() -> None:
    map = small("r: a supports t", theses={"i": "t u", "j": "v"})
    assert standing(map) == "+a +t +u +v"
    assert standing(map, interpretation=Interpretation(Basis.ARGUMENTS_ONLY, rivals=True)) == "+a ?t ?u +v"
    assert len(labellings(map, Semantics.PREFERRED, Interpretation(Basis.ARGUMENTS_ONLY, rivals=True))) == 2


def test_rivals_that_rephrase_each_other_are_one_answer() -> None:
    map = small("r: t rephrases u", theses={"i": "t u"})
    assert standing(map, interpretation=Interpretation(Basis.ARGUMENTS_ONLY, rivals=True)) == "+t +u"


@pytest.mark.parametrize(
    ("interpretation", "expected"),
    [
        (Interpretation(Basis.ARGUMENTS_ONLY, accept=frozenset("b")), "+a +b -c"),
        (Interpretation(Basis.ARGUMENTS_ONLY, reject=frozenset("a")), "-a +b -c"),
        (Interpretation(Basis.ARGUMENTS_ONLY, reject=frozenset("ab")), "-a -b +c"),
        (Interpretation(Basis.ARGUMENTS_ONLY, reject=frozenset("r")), "+a +b -c"),
        (Interpretation(Basis.ARGUMENTS_ONLY, accept=frozenset("s")), "+a -b +c"),
        (Interpretation(Basis.ARGUMENTS_ONLY, accept=frozenset("b"), reject=frozenset("s")), "+a +b +c"),
    ],
)
def test_what_is_accepted_stands_and_what_is_rejected_falls(
    interpretation: Interpretation, expected: str
) -> None:
    map = small("r: a attacks b", "s: b attacks c")
    assert standing(map) == "+a -b +c"
    assert standing(map, interpretation=interpretation) == expected


def test_an_unknown_name_is_refused_with_a_suggestion() -> None:
    with pytest.raises(UnknownName, match="did you mean 'alpha'"):
        acceptability(
            theory(
                small(said={"alpha": "p1"}), Interpretation(Basis.ARGUMENTS_ONLY, accept=frozenset({"alpa"}))
            )
        )


def test_accepting_a_claim_and_rejecting_its_rephrase_is_refused() -> None:
    both = Interpretation(Basis.ARGUMENTS_ONLY, accept=frozenset("a"), reject=frozenset("b"))
    with pytest.raises(ArgmapError, match="'a' cannot be both accepted and rejected"):
        acceptability(theory(small("r: b rephrases a"), both))


# Published worked examples.


def test_reinstatement() -> None:
    """Dung (1995): an argument whose only attacker is attacked by an undisputed one is acceptable."""
    assert standing(small("r: a attacks b", "s: b attacks c")) == "+a -b +c"


def test_nixon_diamond() -> None:
    """Reiter & Criscuolo (1981); as a framework Dung (1995): two preferred and stable extensions, nothing grounded."""
    map = small(
        "r: quaker supports pacifist",
        "s: republican supports hawk",
        "p: pacifist attacks hawk",
        "q: hawk attacks pacifist",
    )
    assert standing(map) == "?hawk ?pacifist +quaker +republican"
    assert labellings(map, Semantics.PREFERRED) == labellings(map, Semantics.STABLE)
    assert len(labellings(map, Semantics.PREFERRED)) == 2
    assert {"hawk", "pacifist"} <= acceptability(theory(map, REASONS), "preferred").possible


def test_an_odd_circle_has_no_stable_extension() -> None:
    """Dung (1995): an odd circle of attacks has the empty preferred extension only, and none that is stable."""
    map = small("r: a attacks b", "s: b attacks c", "q: c attacks a")
    found = acceptability(theory(map, REASONS), "stable")
    assert (found.exists, set(found.labels.values())) == (False, {Label.UNDECIDED})
    assert standing(map, "preferred") == standing(map, "semi-stable") == "?a ?b ?c"


def test_the_red_light_undercuts_the_step_and_rebuts_nothing() -> None:
    """Pollock (1987), Defeasible reasoning: that the object is lit by red lights is no reason that it is not red."""
    map = small("r: looks-red supports is-red", "s: red-light undercuts r")
    assert standing(map) == "-is-red +looks-red +red-light"
    assert acceptability(theory(map, REASONS)).labels["r"] is Label.OUT
    elsewhere = small(
        "r: looks-red supports is-red", "s: red-light undercuts r", "q: witness supports is-red"
    )
    assert standing(elsewhere) == "+is-red +looks-red +red-light +witness"


def test_tweety_is_a_bird_that_does_not_fly() -> None:
    """The stock example: penguins are an exception to the step from bird to flying."""
    steps = ["r: bird supports flies", "q: penguin supports bird", "s: penguin undercuts r"]
    assert standing(small(*steps)) == "+bird -flies +penguin"


def test_a_floating_conclusion_is_preferred_but_not_grounded() -> None:
    """Makinson & Schlechta (1991), Floating conclusions and zombie paths: each extension has it by another path."""
    map = small("r: a attacks b", "s: b attacks a", "p: a attacks c", "q: b attacks c", "o: c attacks d")
    assert standing(map) == "?a ?b ?c ?d"
    assert standing(map, "preferred") == "?a ?b -c +d"
    assert standing(map, "ideal") == "?a ?b ?c ?d"


def test_ideal_is_more_than_grounded_where_one_side_defeats_itself() -> None:
    """By hand: b is in the only preferred extension, because a cannot stand; it defends itself, so it is ideal."""
    map = small("r: a attacks a", "s: a attacks b", "q: b attacks a")
    assert standing(map) == "?a ?b"
    assert standing(map, "ideal") == "-a +b"


def test_semi_stable_leaves_less_open_than_preferred() -> None:
    """By hand: with b, the odd circle is broken and all is decided; with a, the circle stays open."""
    map = small(
        "r: a attacks b",
        "s: b attacks a",
        "q: b attacks c",
        "p: c attacks d",
        "o: d attacks e",
        "n: e attacks c",
    )
    assert standing(map, "preferred") == "?a ?b ?c ?d ?e"
    assert standing(map, "semi-stable") == standing(map, "stable") == "-a +b -c +d -e"
