"""What stood after each post. Expected values: the map cut off at each post, and by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.evaluation import timeline as room
from argmap.evaluation.theory import DEFAULT, Basis, Interpretation, theory
from argmap.evaluation.timeline import appearances, timeline
from argmap.graph.sides import theses
from argmap.model import ArgumentMap, Commitment, Label, Question, RelationKind
from tests.evaluation.by_words import Words
from tests.evaluation.discussions import discussions
from tests.evaluation.orders import shuffled
from tests.graph.small import changed, small, tangles
from tests.strategies import maps

posts = st.sampled_from([f"p{n}" for n in range(1, 10)])


@st.composite
def talks(draw: st.DrawFn) -> ArgumentMap:
    """Return a tangle whose claims are said in several posts."""
    map = draw(tangles())
    claims = [changed(c, quotes=[changed(c.quotes[0], post=draw(posts))]) for c in map.claims]
    return changed(map, claims=claims)


readings = st.builds(Interpretation, st.sampled_from(Basis), st.booleans())


def cut(map: ArgumentMap, known: set[str]) -> ArgumentMap:
    """Return a map with only what is known; stances on it are all kept."""
    commitments = [c for c in map.commitments if c.claim in known]
    return changed(
        map,
        claims=[c for c in map.claims if c.id in known],
        examples=[e for e in map.examples if e.id in known],
        relations=[r for r in map.relations if r.id in known],
        # A condition that nobody has said yet is not met, as one in words.
        commitments=[c if c.condition_claim in {None, *known} else _in_words(c) for c in commitments],
        questions=[_known(map, question, known) for question in map.questions if question.about in known],
        issues=[changed(issue, parent=None, outcome=None) for issue in map.issues],
        expect=None,
        breaches=(),
    )


def _in_words(commitment: Commitment) -> Commitment:
    return Commitment.model_validate(commitment.model_dump(by_alias=True) | {"if": "It is not said yet."})


def _known(map: ArgumentMap, question: Question, known: set[str]) -> Question:
    answers = [a for a in question.answered_by if a.claim is None or a.claim in known]
    return changed(question, answered_by=answers, about=question.about)


@pytest.mark.parametrize("worlds", [1_000, 2])
@given(map=talks() | maps() | discussions(), interpretation=readings)
def test_each_moment_is_the_map_cut_off_there(
    map: ArgumentMap, interpretation: Interpretation, worlds: int
) -> None:
    """The second implementation reads the stances of the posts so far."""
    said = appearances(map)
    before: dict[str, Label] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "BLOCK", worlds)
        moments = timeline(theory(map, interpretation), theses(map))
    for moment in moments:
        known = {name for name, first in said.items() if first <= moment.number}
        labels = Words(cut(map, known), interpretation, moment.number, whole=map).grounded
        assert moment.theses == {t: labels[t] for t in theses(map) if t in known}
        assert set(moment.added) == {name for name, first in said.items() if first == moment.number}
        assert set(moment.changed) == {n for n in map.nodes if n in before and before[n] is not labels[n]}
        before = labels


@given(talks() | maps())
def test_everything_is_added_once_and_not_before_it_is_said(map: ArgumentMap) -> None:
    assert map.thread is not None
    said = appearances(map)
    moments = timeline(theory(map), theses(map))
    added = [name for moment in moments for name in moment.added]
    assert len(added) == len(set(added))
    assert set(added) == {name for name, first in said.items() if first <= len(map.thread.posts)}
    for node in map.nodes.values():
        if node.quotes:
            assert said[node.id] == min(map.thread.numbers[quote.post] for quote in node.quotes)
    for relation in map.relations:
        ends = {said[name] for name in (*relation.premises, relation.target)}
        assert said[relation.id] >= max(ends)
        assert said[relation.id] == max(ends) or relation.kind is RelationKind.UNDERCUT or relation.quotes


@given(talks())
def test_order_changes_nothing(map: ArgumentMap) -> None:
    assert timeline(theory(map), theses(map)) == timeline(theory(shuffled(map)), theses(shuffled(map)))


def told(map: ArgumentMap) -> list[str]:
    return [
        f"{m.number}: {' '.join(m.added)} | {' '.join(f'{t}={label}' for t, label in m.theses.items())} | "
        f"{' '.join(m.changed)}".strip()
        for m in timeline(theory(map), theses(map))
    ]


def test_a_debate_by_hand() -> None:
    """Ann states t without a reason, Ben objects, Ann objects to the objection, Ben gives t a reason that fails at once."""
    map = small(
        "r: a attacks t",
        "s: b attacks a",
        "q: c supports t",
        "p: b attacks c",
        theses={"i": "t"},
        said={"t": "p1", "a": "p2", "b": "p4", "c": "p5"},
    )
    assert told(map) == [
        "1: t | t=undecided |",
        "2: a r | t=out | t",
        "4: b s | t=undecided | a t",
        "5: c p q | t=undecided |",
    ]


def test_a_rephrase_joins_two_claims_when_both_are_said() -> None:
    map = small(
        "r: a attacks b",
        "s: t rephrases b",
        theses={"i": "t"},
        said={"t": "p1", "a": "p2", "b": "p3"},
    )
    assert told(map) == ["1: t | t=undecided |", "2: a | t=undecided |", "3: b r s | t=out | t"]


def test_a_quoted_step_is_known_from_its_quote_on() -> None:
    map = small("r: a attacks t", theses={"i": "t"})
    quote = changed(map.claims[0].quotes[0], post="p7")
    late = changed(map, relations=[changed(map.relations[0], quotes=[quote])])
    assert told(late) == ["1: a t | t=undecided |", "7: r | t=out | t"]


def test_an_unstated_premise_is_known_with_its_partner() -> None:
    map = small("r: a + b supports t", theses={"i": "t"}, unstated=["b"], said={"t": "p1", "a": "p4"})
    assert told(map) == ["1: t | t=undecided |", "4: a b r | t=in | t"]


def test_undercuts_of_each_other_are_known_together() -> None:
    map = small(
        "r: a undercuts s",
        "s: b undercuts r",
        "q: a undercuts r",
        said={"a": "p2", "b": "p5"},
    )
    assert told(map) == ["2: a |  |", "5: b q r s |  |"]


def test_what_nobody_is_quoted_for_is_known_from_the_first_stance_on_it() -> None:
    """Ben asserts an implicit thesis, and Cid denies it later."""
    map = small(
        unstated=["t"],
        theses={"i": "t"},
        stances=["ben p2 asserts t", "cid p6 denies t", "ben p8 retracts t"],
    )
    assert told(map) == ["2: t | t=undecided |"]
    agreed = small(unstated=["t"], theses={"i": "t"}, stances=["ben p2 asserts t", "cid p3 accepts t"])
    assert told(agreed) == ["2: t | t=undecided |"]


def test_a_map_without_a_thread_has_no_moments() -> None:
    map = ArgumentMap.model_validate(
        {"id": "m", "title": "M", "claims": [{"id": "a", "text": "A is.", "implicit": True}]}
    )
    assert timeline(theory(map), theses(map)) == ()


def test_undercuts_thousands_deep_are_known_with_their_premise() -> None:
    steps = [f"r{n}: b undercuts r{n - 1}" for n in range(1, 3_001)]
    map = small("r0: a supports t", *steps, said={"t": "p1", "a": "p1", "b": "p3"}, theses={"i": "t"})
    assert [(m.number, len(m.added), m.theses["t"]) for m in timeline(theory(map), theses(map))] == [
        (1, 3, Label.IN),
        (3, 3_001, Label.IN),
    ]


def test_a_theory_without_what_is_unknown_has_no_label_for_it() -> None:
    map = small("r: a attacks b")
    assert theory(map, DEFAULT, {"b"}).labels == {"b": Label.IN}
