"""What participants do and whom that opposes. Expected values: by hand. Ann writes p1, p4, p7, Ben p2, Cid p3."""

from __future__ import annotations

import pytest

from argmap.dialogue.overview import dialogue
from argmap.dialogue.participants import ParticipantSummary, Tie
from argmap.model import ArgumentMap
from tests.graph.small import changed, small

# Each row: steps, where claims are said, stances; then Ben's ties as (opposes, supports): other, steps, claims.
TIES = {
    "an attack opposes": (["r: b attacks a"], {"b": "p2"}, [], [("ann", "r", "")], []),
    "a reason supports": (["r: b supports a"], {"b": "p2"}, [], [], [("ann", "r", "")]),
    "an undercut opposes who makes the step": (
        ["r: a supports c", "s: b undercuts r"],
        {"a": "p1", "c": "p3", "b": "p2"},
        [],
        [("ann", "s", "")],
        [],
    ),
    "one's own claims tie one to nobody": (["r: b attacks c"], {"b": "p2", "c": "p2"}, [], [], []),
    "who denies a claim opposes": ([], {}, ["ann p1 asserts a", "ben p2 denies a"], [("ann", "", "a")], []),
    "who grants a claim supports": (
        [],
        {},
        ["ann p1 asserts a", "ben p2 concedes a"],
        [],
        [("ann", "", "a")],
    ),
    "who asserts it after supports": (
        [],
        {},
        ["ann p1 asserts a", "ben p2 asserts a"],
        [],
        [("ann", "", "a")],
    ),
    "who asserted it before does not": ([], {}, ["cid p3 asserts a", "ben p2 asserts a"], [], []),
    "to question is not to oppose": ([], {}, ["ann p1 asserts a", "ben p2 questions a"], [], []),
    "who asserts a claim owns it, not who is quoted": (
        ["r: b attacks a"],
        {"b": "p2", "a": "p1"},
        ["cid p3 asserts a"],
        [("cid", "r", "")],
        [],
    ),
    "who only grants a premise makes no argument from it": (
        ["r: b attacks a"],
        {"b": "p2"},
        ["ben p2 concedes b"],
        [],
        [],
    ),
    "linked premises of two are an argument of both": (
        ["r: b + c attacks a"],
        {"b": "p2", "c": "p3"},
        [],
        [("ann", "r", "")],
        [],
    ),
    "but of one who says them all, of that one": (
        ["r: b + c attacks a"],
        {"b": "p2", "c": "p3"},
        ["cid p3 asserts b", "ben p2 asserts b", "cid p3 asserts c"],
        [],
        [],
    ),
    "a reason that both could give is that of who holds the conclusion": (
        ["r: b supports a"],
        {"a": "p1"},
        ["ann p1 asserts b", "ben p2 asserts b", "ann p1 asserts a"],
        [],
        [("ann", "", "b")],
    ),
    "others come in the order of the thread": (
        ["r: b attacks c", "s: b attacks a"],
        {"b": "p2", "c": "p3"},
        [],
        [("ann", "s", ""), ("cid", "r", "")],
        [],
    ),
}


@pytest.mark.parametrize(("steps", "said", "stances", "opposes", "supports"), TIES.values(), ids=TIES)
def test_ties(
    steps: list[str],
    said: dict[str, str],
    stances: list[str],
    opposes: list[tuple[str, str, str]],
    supports: list[tuple[str, str, str]],
) -> None:
    ben = _person(small(*steps, said=said, stances=stances), "ben")
    assert (_told(ben.opposes), _told(ben.supports)) == (opposes, supports)


def test_the_words_of_a_step_tell_who_makes_it() -> None:
    map = small("r: b supports a", said={"b": "p2", "a": "p1"})
    quote = changed(map.claims[0].quotes[0], post="p6")
    map = changed(map, relations=[changed(map.relations[0], quotes=[quote])])
    assert dialogue(map).attribution.makers["r"] == {"cid"}
    assert [str(voice) for voice in dialogue(map).speakers["r"]] == ["Cid #6"]


def test_who_owns_the_premises_of_a_backing_makes_it() -> None:
    """The target of a backing is a step, which has no owner to agree with."""
    map = small("r: a supports t", "b: c supports r", said={"c": "p2"})
    assert dialogue(map).attribution.makers["b"] == {"ben"}


def test_posts_moves_and_questions_are_told_of_each() -> None:
    map = small(stances=["ann p1 asserts a", "ben p2 questions a", "ann p4 asserts a", "cid p3 denies a"])
    ann, ben, cid = dialogue(map).participants
    assert (ann.posts, ben.posts) == ((1, 4, 7), (2, 5, 8))
    assert ([move.number for move in ann.asserts], len(cid.denies)) == ([1, 4], 1)
    assert [(c.claim, c.answers[0].name) for c in ben.asked] == [("a", "Ann")]
    assert ann.answered == ben.asked
    assert cid.answered == ()


def test_a_map_without_thread_has_no_participants() -> None:
    assert dialogue(small("r: a supports t", unstated=["a", "t"], thread=None)).participants == ()


def test_posts_without_author_are_nobodys() -> None:
    map = small("r: a attacks t")
    assert map.thread is not None
    nameless = [changed(post, author=None) for post in map.thread.posts]
    found = dialogue(changed(map, thread=changed(map.thread, posts=nameless))).participants
    assert {(person.posts, person.opposes) for person in found} == {((), ())}


def test_who_opposes_and_supports_whom_in_the_bundled_thread(math_in_ml: ArgumentMap) -> None:
    """Read off data/math-in-ml/map.yaml by hand."""
    a, b, c = dialogue(math_in_ml).participants
    assert (a.opposes, b.opposes) == ((), ())  # what B says to C in post 8 is a remark about the discussion
    assert _told(c.opposes) == [("a", "needed-against-sneaking role-against-not-invented", "")]
    assert a.supports == ()
    assert _told(b.supports) == [("c", "", "linear-algebra-needed math-is-very-useful")]
    assert _told(c.supports) == [("b", "textbook-sets-it-aside", "measure-theory-not-needed")]
    assert [len(person.concedes) for person in (a, b, c)] == [0, 4, 2]
    assert [challenge.claim for challenge in c.answered] == ["math-is-essential"]


def _person(map: ArgumentMap, name: str) -> ParticipantSummary:
    return next(person for person in dialogue(map).participants if person.id == name)


def _told(ties: tuple[Tie, ...]) -> list[tuple[str, str, str]]:
    return [(tie.participant, " ".join(tie.steps), " ".join(tie.claims)) for tie in ties]
