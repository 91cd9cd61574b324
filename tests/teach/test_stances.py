"""Keys that rest on stances: who ends where, who concedes what in which words, and what is agreed on.

The keys of the little thread below were written down by hand from its posts, before the exercises were made.
"""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from argmap.evaluation.explanation import Grounds
from argmap.language import Language
from argmap.model import ArgumentMap
from argmap.rendering.verdict_words import WHY
from argmap.storage.load import load_map
from argmap.study import Study
from argmap.teach.context import Context
from argmap.teach.item import Item
from argmap.teach.make import EXERCISES, make
from argmap.teach.materials.lesson import lesson
from argmap.teach.materials.outcome import issue_endings
from argmap.teach.status import status

PEOPLE = ("agreement", "authors", "concession")
POSTS = {
    "p1 lena": "Phones should be banned at our school. Half the class was on TikTok in the test week.",
    "p2 jonas": "I am against a ban. There are only thirty tablets. Perhaps phones even help in tests.",
    "p3 lena": "True, there are only thirty tablets. The school must buy more. Tablets are toys, though.",
    "p4 mehmet": "My mother has to be able to reach me. Should we lock phones away? These barbs get us nowhere.",
    "p5 lena": "That I see. Then no ban: lockers, with exceptions at the office. It was not in the test week.",
    "p6 jonas": "With lockers I could live, if the tablets come first. Tablets are no toys.",
}
MAP = """
issues:
  - {id: phones, question: 'What should be done about phones?', exclusive: true, outcome: {open: true, quotes: [{post: p6, exact: if the tablets come first}]}}
  - {id: tests, question: 'Do phones help in tests?', exclusive: false}
claims:
  - {id: ban, text: Phones should be banned., answers: phones, quotes: [{post: p1, exact: Phones should be banned at our school}]}
  - {id: no-ban, text: Phones should be allowed everywhere., answers: phones, quotes: [{post: p2, exact: I am against a ban}]}
  - {id: lockers, text: Phones should stay in lockers., answers: phones, quotes: [{post: p5, exact: [lockers, exceptions at the office]}]}
  - {id: help, text: Phones help in tests., answers: tests, quotes: [{post: p2, exact: Perhaps phones even help in tests}]}
  - {id: tiktok, text: Half the class was on TikTok., quotes: [{post: p1, exact: Half the class was on TikTok}]}
  - {id: tablets, text: There are only thirty tablets., quotes: [{post: p2, exact: There are only thirty tablets}]}
  - {id: buy, text: The school must buy more tablets., quotes: [{post: p3, exact: The school must buy more}]}
  - {id: toys, text: Tablets are toys., quotes: [{post: p3, exact: Tablets are toys}]}
  - {id: reach, text: A mother has to be able to reach her son., quotes: [{post: p4, exact: My mother has to be able to reach me}]}
  - {id: barbs, text: The barbs get nobody anywhere., meta: true, quotes: [{post: p4, exact: These barbs get us nowhere}]}
relations:
  - {id: r1, kind: support, premises: [tiktok], target: ban}
  - {id: r2, kind: attack, premises: [reach], target: ban}
  - {id: r3, kind: support, premises: [tablets], target: no-ban}
  - {id: r4, kind: undercut, premises: [barbs], target: r3}
  - {id: r5, kind: explains, premises: [tablets], target: buy}
  - {id: r6, kind: support, premises: [buy], target: r3}
  - {id: r7, kind: attack, premises: [barbs], target: toys}
commitments:
  - {participant: lena, post: p1, claim: ban, stance: asserts}
  - {participant: lena, post: p1, claim: tiktok, stance: asserts}
  - {participant: jonas, post: p2, claim: no-ban, stance: asserts}
  - {participant: jonas, post: p2, claim: help, stance: asserts, hedged: true}
  - {participant: lena, post: p3, claim: tablets, stance: concedes, quotes: [{post: p3, exact: 'True, there are only thirty tablets'}]}
  - {participant: mehmet, post: p4, claim: lockers, stance: proposes, quotes: [{post: p4, exact: lock phones away}]}
  - {participant: lena, post: p5, claim: reach, stance: concedes}
  - {participant: lena, post: p5, claim: ban, stance: retracts, quotes: [{post: p5, exact: Then no ban}]}
  - {participant: lena, post: p5, claim: lockers, stance: asserts}
  - {participant: jonas, post: p6, claim: no-ban, stance: retracts}
  - {participant: jonas, post: p6, claim: lockers, stance: accepts, if: if the tablets come first, quotes: [{post: p6, exact: 'With lockers I could live, if the tablets come first'}]}
  - {participant: jonas, post: p6, claim: toys, stance: denies, quotes: [{post: p6, exact: Tablets are no toys}]}
"""


def built(more: str = MAP) -> ArgumentMap:
    thread = {
        "format": "argmap-thread/1",
        "id": "t",
        "title": "T",
        "source": {"kind": "text"},
        "authorship": "recorded",
        "reply_structure": "unknown",
        "participants": [{"id": name, "name": name.capitalize()} for name in ("lena", "jonas", "mehmet")],
        "posts": [{"id": k.split()[0], "author": k.split()[1], "text": text} for k, text in POSTS.items()],
    }
    data: dict[str, Any] = {"id": "m", "title": "M", "thread": thread, **yaml.safe_load(more)}
    return load_map(data)


@pytest.fixture(scope="module")
def phones() -> ArgumentMap:
    return built()


def of(map: ArgumentMap, kind: str) -> tuple[Item, ...]:
    return make(map, kinds=[kind], count=100).items


def test_people_end_with_what_they_say_last_and_with_its_condition(phones: ArgumentMap) -> None:
    """Lena gives the ban up, Jonas accepts on a condition, Mehmet only proposes, and a guess is no answer."""
    (item,) = of(phones, "authors")
    assert set(item.pairs) == {
        ("Jonas", "Phones should stay in lockers. (On this condition: if the tablets come first.)"),
        ("Lena", "Phones should stay in lockers."),
    }
    assert item.spare == ("Phones should be banned.", "Phones should be allowed everywhere.")
    assert "Some of them end with the same answer, on different conditions." in item.prompt
    assert "Jonas writes in post 6: “With lockers I could live, if the tablets come first”." in item.feedback
    assert "lockers … exceptions at the office" in item.feedback


def test_a_concession_is_proved_with_the_words_of_who_concedes(phones: ArgumentMap) -> None:
    """Lena concedes two claims, and has words of her own for one of them only: the other is never asked about."""
    made = [item for seed in range(10) for item in make(phones, kinds=["concession"], seed=seed).items]
    assert made
    for item in made:
        (right,) = (option for option in item.options if option.right)
        assert right.text == "There are only thirty tablets."
        assert right.feedback.endswith("Lena writes in post 3: “True, there are only thirty tablets”.")
        wrong = {option.text for option in item.options} - {right.text}
        assert "A mother has to be able to reach her son." not in wrong, "it is conceded, too"
        assert "Phones should be banned." not in wrong, "it is taken back"


def test_what_is_agreed_is_accepted_by_two_and_denied_by_nobody(phones: ArgumentMap) -> None:
    """Lena and Jonas accept the tablets, Lena and Mehmet that he must be reached; of toys one says so and one denies it."""
    (item,) = of(phones, "agreement")
    keys = {option.text: option.right for option in item.options}
    assert keys == {
        "There are only thirty tablets.": True,
        "A mother has to be able to reach her son.": True,
        "Tablets are toys.": False,
    }
    (wrong,) = (option for option in item.options if not option.right)
    assert wrong.feedback == "No: Jonas denies it. Jonas writes in post 6: “Tablets are no toys”."


def test_remarks_about_the_discussion_are_in_no_exercise(phones: ArgumentMap) -> None:
    for seed, kind in product(range(5), EXERCISES.names()):
        for item in make(phones, kinds=[kind], count=50, seed=seed).items:
            texts = [
                item.prompt,
                *(o.text for o in item.options),
                *(t for p in item.pairs for t in p),
                *item.order,
                *(text for _, text in item.cards),
            ]
            assert not any("barbs" in text for text in texts), item.id


def test_explanations_and_backings_are_not_asked_as_reasons_or_objections(phones: ArgumentMap) -> None:
    for kind in EXERCISES.names():
        assert not any({"r5", "r6"} & set(item.rests_on) for item in of(phones, kind)), kind


def test_three_things_are_told_apart(phones: ArgumentMap) -> None:
    context = Context(phones, 0, "lesson")
    ban, lockers = status(context, "ban"), status(context, "lockers")
    assert ban.held == "Given up by Lena."
    assert ban.argued == "Reasons for it: 1 accepted. Objections to it: 1 accepted."
    assert ban.follows.startswith("It is rejected, because an objection to it is accepted")
    assert lockers.held == (
        "Held by Lena. Proposed by Mehmet. "
        "Accepted by Jonas on a condition that is not met: if the tablets come first."
    )
    assert lockers.argued == "Nobody gives a reason for it. Nobody gives an objection to it."
    assert lockers.follows == (
        "It is undecided, because no reason for it is accepted and one word does not settle an answer to the question."
    )
    assert "No stance, objection or question speaks against it." in status(context, "tablets").argued
    assert "speaks against it" not in status(context, "toys").argued


def test_a_rival_speaks_against_an_answer_that_nobody_objects_to() -> None:
    """Ban, freedom and lockers exclude each other; as answers of which several can be right, they do not."""
    held = MAP.replace(
        "{participant: jonas, post: p6, claim: no-ban, stance: retracts}",
        "{participant: jonas, post: p6, claim: no-ban, stance: asserts}",
    )
    said = status(Context(built(held), 0, "x"), "no-ban").argued
    assert said.endswith("Only another answer to the same question speaks against it.")
    several = held.replace("exclusive: true", "exclusive: false")
    said = status(Context(built(several), 0, "x"), "no-ban").argued
    assert said.endswith("No stance, objection or question speaks against it.")


def test_outcomes_are_said_and_only_answers_of_exclusive_issues_exclude_each_other(
    phones: ArgumentMap,
) -> None:
    first, second = issue_endings(Context(phones, 0, "lesson"))
    assert first.outcome == "The thread leaves it open. Jonas writes in post 6: “if the tablets come first”."
    assert first.rule == "Its answers exclude each other: at most one can be right."
    assert (second.rule, second.outcome) == ("", "")
    several = built(MAP.replace("exclusive: true", "exclusive: false"))
    assert issue_endings(Context(several, 0, "lesson"))[0].rule == "Several of its answers can be right."
    text = lesson(phones)
    assert "The thread leaves it open." in text.teacher
    assert "Given up by Lena" not in text.students, "students find it out"


def test_every_ground_of_a_claim_has_words_in_every_language() -> None:
    of_relations = {Grounds.PREMISES, Grounds.PREMISE, Grounds.UNDERCUT}
    assert set(WHY) == set(Grounds) - of_relations
    assert all(Language("de").knows(text) for text in WHY.values())


def test_senses_of_the_map_are_matched_with_its_claims() -> None:
    senses = MAP.replace("{id: buy,", "{id: buy, senses: [{term: tablet, sense: a computer}],").replace(
        "{id: toys,", "{id: toys, senses: [{term: tablet, sense: a thing to play with}],"
    )
    (item,) = of(built(senses), "equivocation")
    assert set(item.pairs) == {
        ("The school must buy more tablets.", "a computer"),
        ("Tablets are toys.", "a thing to play with"),
    }
    assert not of(built(), "equivocation")


def said(map: ArgumentMap, item: Item) -> set[tuple[str, str, bool]]:
    """Return what the key of an exercise says of people, as name, text of a claim, and whether they accept it."""
    names = [person.name for person in map.thread.participants] if map.thread else []
    if item.kind == "authors":
        texts = [claim.text for claim in map.theses]
        return {(name, text, True) for name, right in item.pairs for text in texts if right == text}
    if item.kind == "agreement":
        claims: set[tuple[str, str, bool]] = set()
        for option in item.options:
            people = [name for name in names if name in option.feedback.partition("accept it")[0]]
            denies = [name for name in names if option.feedback.startswith(f"No: {name} denies it.")]
            claims |= {(name, option.text, True) for name in people if option.right}
            claims |= {(name, option.text, False) for name in denies if not option.right}
        return claims
    if item.kind == "concession":
        person = next(name for name in names if item.prompt.startswith(f"Which claim does {name} concede"))
        rights = {(person, option.text, True) for option in item.options if option.right}
        denied = {
            (person, o.text, False) for o in item.options if o.feedback.startswith(f"No: {person} denies")
        }
        return rights | denied
    return set()


AUTHORS = {key.split()[0]: key.split()[1] for key in POSTS}
CLAIMS = ("ban", "no-ban", "lockers", "tiktok", "tablets", "toys")


@st.composite
def quarrels(draw: st.DrawFn) -> ArgumentMap:
    """Return the map above with other stances: many on few claims, so that people agree, concede and change sides."""
    posts = draw(st.lists(st.sampled_from(sorted(POSTS)), min_size=8, max_size=24))
    taken = [
        {
            "post": post.split()[0],
            "participant": post.split()[1],
            "claim": draw(st.sampled_from(CLAIMS)),
            "stance": draw(st.sampled_from(["asserts", "accepts", "concedes", "denies", "retracts"])),
            "quotes": [{"post": post.split()[0], "exact": POSTS[post]}] if draw(st.booleans()) else [],
            "hedged": draw(st.sampled_from([False, False, False, True])),
            "if": draw(st.sampled_from([None, None, None, "words of a condition", "reach"])),
        }
        for post in posts
    ]
    data = {**yaml.safe_load(MAP), "commitments": taken}
    data["claims"] = [{**claim, "quotes": [], "implicit": True} for claim in data["claims"]]
    return built(yaml.safe_dump(data))


@given(quarrels(), st.integers(0, 2))
def test_no_two_exercises_of_a_set_contradict_each_other(map: ArgumentMap, seed: int) -> None:
    made = [item for kind in PEOPLE for item in make(map, kinds=[kind], count=50, seed=seed).items]
    told = {one for item in made for one in said(map, item)}
    assert not {(name, text, not accepts) for name, text, accepts in told} & told


@given(quarrels())
def test_keys_about_people_are_what_the_verdicts_say(map: ArgumentMap) -> None:
    verdicts = Study(map).verdicts
    by_text = {claim.text: verdicts[claim.id].holding for claim in map.claims}
    for kind in PEOPLE:
        for name, text, accepts in {one for item in of(map, kind) for one in said(map, item)}:
            holding = by_text[text]
            accepting = {p.name for p in (*holding.held_by, *holding.conceded_by)}
            denying = {p.name for p in (*holding.rejected_by, *holding.doubted_by)}
            assert name in (accepting if accepts else denying)
            assert not (accepts and kind == "agreement" and denying)


@pytest.mark.parametrize("kind", ["agreement", "authors"])
def test_the_quarrels_give_exercises_about_people(kind: str) -> None:
    """Otherwise the two tests before would say nothing; a concession needs more that the same participant asserts."""
    quick = settings(phases=[Phase.generate], derandomize=True, max_examples=50)

    def is_asked(one: ArgumentMap) -> bool:
        return bool(of(one, kind))

    assert is_asked(find(quarrels(), is_asked, settings=quick))


def test_words_that_are_left_out_are_said_to_be(root: Path) -> None:
    """The minutes are bundled without their words: an exercise names the post and prints no place of characters."""
    map = load_map(root / "data" / "io-js-core")
    for kind in EXERCISES.names():
        for item in of(map, kind):
            assert "[characters" not in item.prompt + item.feedback + "".join(
                o.feedback for o in item.options
            )


def test_who_only_mentions_a_claim_is_not_quoted_for_it(phones: ArgumentMap) -> None:
    denied = MAP.replace("stance: asserts, hedged: true", "stance: denies")
    assert Context(built(denied), 0, "x").quoted("help") == (
        "Jonas speaks of it in post 2, and does not say that it is so."
    )
    assert Context(phones, 0, "x").quoted("tablets").startswith("Jonas writes in post 2: “There are only")


def test_the_baker_ends_with_the_charge_and_his_condition(root: Path) -> None:
    """Post 16: "I could live with a charge if deliveries are free and the buses come first. … not accept is closing"."""
    (item,) = of(load_map(root / "data" / "car-free-centre"), "authors")
    assert dict(item.pairs)["Marek"].startswith("Driving into the old town should cost a charge")
    assert "if deliveries are free and the buses come first" in dict(item.pairs)["Marek"]
