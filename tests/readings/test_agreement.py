"""How far readings agree: 1 with oneself, about 0 by chance, and each disagreement with its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import permutations
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import argmap
from argmap.errors import ArgmapError
from argmap.model import ArgumentMap
from argmap.readings.agreement import Agreement, By, agreement
from argmap.readings.alpha import alpha, kappa
from argmap.readings.costs import Dispute
from argmap.readings.read_thread import AnnotatedMap
from tests.strategies import maps

DATA = Path(__file__).parent.parent.parent / "data"
NAMES = sorted(path.parent.name for path in DATA.glob("*/map.yaml"))
PEOPLE = ("ann", "bo", "cy")
REASONS = 24
"""Claims of the thread below beside its thesis; each is a post of its own."""


def thread() -> dict[str, Any]:
    posts = [{"id": "p0", "author": "ann", "text": "We should plant trees along every street of the town."}]
    posts += [
        {
            "id": f"p{n}",
            "author": PEOPLE[n % 3],
            "text": f"Well, reason number {n} is that street {n} is hot. Is it?",
        }
        for n in range(1, REASONS + 1)
    ]
    return {
        "format": "argmap-thread/1",
        "id": "trees",
        "title": "Trees",
        "source": {"kind": "text"},
        "authorship": "recorded",
        "reply_structure": "recorded",
        "participants": [{"id": id, "name": id.title()} for id in PEOPLE],
        "posts": posts,
    }


def data() -> dict[str, Any]:
    """Return a map in which every reason supports or attacks the thesis, and every third one the reason before."""
    claims = [
        {"id": "trees", "text": "Trees should be planted.", "answers": "plant", "quotes": [{"post": "p0", "exact": "We should plant trees along every street"}]},
        *({"id": f"r{n}", "text": f"Street {n} is hot.", "quotes": [{"post": f"p{n}", "exact": f"reason number {n} is that street {n} is hot"}]} for n in range(1, REASONS + 1)),
    ]  # fmt: skip
    relations = [
        {
            "id": f"s{n}",
            "kind": "attack" if n % 4 == 0 else "support",
            "premises": [f"r{n}"],
            "target": f"r{n - 1}" if n % 3 == 0 else "trees",
            **({"scheme": "analogy" if n % 2 else "cause-to-effect"} if n % 4 else {}),
        }
        for n in range(1, REASONS + 1)
    ]
    stances = [
        {
            "participant": PEOPLE[n % 3],
            "post": f"p{n}",
            "claim": f"r{n}",
            "stance": "asserts" if n % 2 else "denies",
        }
        for n in range(1, REASONS + 1)
    ]
    return {
        "id": "m",
        "title": "M",
        "thread": thread(),
        "issues": [{"id": "plant", "question": "Should trees be planted?"}],
        "claims": claims,
        "relations": relations,
        "commitments": stances,
    }


def renamed(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the map with other ids for its claims and relations."""
    new = {part["id"]: f"x-{part['id']}" for field in ("claims", "relations") for part in data[field]}

    def walk(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                key: walk(item) if key not in {"thread", "exact", "post"} else item
                for key, item in value.items()
            }
        if isinstance(value, list):
            return [walk(item) for item in value]
        return new.get(value, value)

    walked: dict[str, Any] = walk(dict(data))
    return walked


def readings(*all_data: Mapping[str, Any]) -> list[AnnotatedMap]:
    return [
        AnnotatedMap(f"a{number}", argmap.load(each), f"map.a{number}.yaml")
        for number, each in enumerate(all_data)
    ]


def values(result: Agreement) -> dict[tuple[str, str], float | None]:
    return {(each.name, str(each.coefficient)): each.value for each in result.measures}


@pytest.mark.parametrize("name", NAMES)
def test_a_map_agrees_with_itself_by_1_wherever_it_can_be_told(name: str) -> None:
    map = argmap.load(DATA / name)
    result = agreement([AnnotatedMap("one", map), AnnotatedMap("other", map)], resamples=50)
    assert all(value == pytest.approx(1) for value in values(result).values() if value is not None)
    assert result.of("claims").units == len(map.claims)
    assert result.of("relations").value == 1
    assert result.costs == ()
    assert all((each.value is None) <= bool(each.why) for each in result.measures)


def test_ids_do_not_matter() -> None:
    result = agreement(readings(data(), renamed(data())), resamples=0)
    assert all(value == pytest.approx(1) for value in values(result).values())


def test_shuffled_relations_schemes_and_stances_agree_as_chance_does() -> None:
    """Over 30 shuffles the means of α and κ are near 0; F1 and CASS are not corrected for chance."""
    sums: dict[tuple[str, str], list[float]] = {}
    for seed in range(30):
        random, other = Random(seed), data()
        for field, key in (("relations", "target"), ("relations", "kind"), ("commitments", "stance")):
            shuffled = [part[key] for part in other[field]]
            random.shuffle(shuffled)
            for part, value in zip(other[field], shuffled, strict=True):
                part[key] = value
        other["relations"] = [r for r in other["relations"] if r["target"] not in r["premises"]]
        for part in other["relations"]:
            part.pop("scheme", None)
        for key, value in values(agreement(readings(data(), other), resamples=0)).items():
            if value is not None and key[1] in {"α", "κ"}:
                sums.setdefault(key, []).append(value)
    means = {key: sum(each) / len(each) for key, each in sums.items()}
    for name in ("targets", "stances"):
        assert means[name, "α"] == pytest.approx(0, abs=0.1), name
        assert means[name, "κ"] == pytest.approx(0, abs=0.1), name


def test_random_links_agree_as_chance_does() -> None:
    """Every reading links 24 random pairs of claims."""
    found = []
    for seed in range(20):
        pair = []
        for number in range(2):
            random, each = Random(2 * seed + number), data()
            ids = [claim["id"] for claim in each["claims"]]
            ends = random.sample(list(permutations(ids, 2)), REASONS)
            each["relations"] = [{"id": f"l{n}", "kind": "support", "premises": [one], "target": other} for n, (one, other) in enumerate(ends)]  # fmt: skip
            pair.append(each)
        found.append(agreement(readings(*pair), resamples=0).of("links").value)
    assert sum(value for value in found if value is not None) / len(found) == pytest.approx(0, abs=0.03)


def three() -> list[dict[str, Any]]:
    """Return three readings with the same claims and other kinds and stances."""
    first, second, third = data(), data(), data()
    for n in (2, 3, 7):
        second["relations"][n]["kind"] = (
            "attack" if second["relations"][n]["kind"] == "support" else "support"
        )
    for n in (3, 11):
        third["relations"][n]["kind"] = "attack" if third["relations"][n]["kind"] == "support" else "support"
    for n in (1, 5):
        third["commitments"][n]["stance"] = "questions"
    return [first, second, third]


def kinds_by_unit(maps: Sequence[Mapping[str, Any]]) -> list[list[str]]:
    return [[map["relations"][n]["kind"] for map in maps] for n in range(REASONS)]


def test_alpha_of_three_readings_is_alpha_of_the_three() -> None:
    """The reference counts all labels of a unit at once; the readings are compared by pairs."""
    result = agreement(readings(*three()), resamples=0)
    assert result.of("kinds").value == pytest.approx(alpha(kinds_by_unit(three())), abs=1e-9)
    stances = [[map["commitments"][n]["stance"] for map in three()] for n in range(REASONS)]
    assert result.of("stances").value == pytest.approx(alpha(stances), abs=1e-9)


def test_kappa_of_three_readings_is_the_mean_of_their_pairs() -> None:
    kinds = kinds_by_unit(three())
    pairs = [kappa((unit[i], unit[j]) for unit in kinds) or 0 for i, j in ((0, 1), (0, 2), (1, 2))]
    assert agreement(readings(*three()), resamples=0).of("kinds", "κ").value == pytest.approx(sum(pairs) / 3)


def test_the_order_of_readings_changes_nothing() -> None:
    given = readings(*three())
    results = {str(agreement(order, resamples=20, by=By.ISSUE).to_dict()) for order in permutations(given)}
    assert len(results) == 1


def test_each_disagreement_is_listed_with_its_words_and_files() -> None:
    other = data()
    other["claims"] = [each for each in other["claims"] if each["id"] != "r22"]
    other["relations"] = [
        each for each in other["relations"] if "r22" not in each["premises"] and each["id"] != "s20"
    ]
    other["relations"][6]["kind"] = "attack"
    other["relations"][0]["scheme"] = "expert-opinion"
    other["commitments"] = [each for each in other["commitments"] if each["claim"] not in {"r22", "r9"}]
    other["commitments"][1]["stance"] = "questions"
    result = agreement(readings(data(), renamed(other)), resamples=0)
    shown = {(each.about, each.post): each for each in result.costs}
    assert set(shown) == {
        (Dispute.CLAIM, "p22"),
        (Dispute.RELATION, "p20"),
        (Dispute.LINK, "p7"),
        (Dispute.SCHEME, "p1"),
        (Dispute.STANCE, "p9"),
        (Dispute.STANCE, "p2"),
    }
    assert [each.cost for each in result.costs] == sorted((each.cost for each in result.costs), reverse=True)
    link = shown[Dispute.LINK, "p7"]
    assert link.quote == "reason number 7 is that street 7 is hot"
    assert [(said.file, said.id, said.text) for said in link.readings] == [
        ("map.a0.yaml", "s7", "“Street 7 is hot.” supports “Trees should be planted.”"),
        ("map.a1.yaml", "x-s7", "“Street 7 is hot.” attacks “Trees should be planted.”"),
    ]
    claim = shown[Dispute.CLAIM, "p22"]
    assert [said.id for said in claim.readings] == ["r22", ""]


def test_a_cost_is_what_leaving_the_disagreement_out_gives() -> None:
    """One stance of 24 differs: without it stances agree by 1, and α of stances is one of eight measures."""
    other = data()
    other["commitments"][4]["stance"] = "questions"
    result = agreement(readings(data(), other), resamples=0)
    (only,) = result.costs
    value = result.of("stances").value
    assert value is not None
    assert only.cost == pytest.approx((1 - value) / 8)


def test_ten_disagreements_are_listed_at_most() -> None:
    other = data()
    for each in other["commitments"]:
        each["stance"] = "questions"
    assert len(agreement(readings(data(), other), resamples=0).costs) == 10


def test_a_disagreement_shows_at_the_participant_and_the_issue_that_it_is_about() -> None:
    first, other = data(), data()
    for each in (first, other):
        each["issues"].append({"id": "water", "question": "Who waters them?"})
        each["claims"].append(
            {"id": "town", "text": "The town waters them.", "answers": "water", "implicit": True}
        )
    other["commitments"][0]["stance"] = "questions"  # of Bo, on r1
    people = agreement(readings(first, other), resamples=0, by=By.PARTICIPANT)
    stance = {part.id: next(m.value for m in part.measures if m.name == "stances") for part in people.parts}
    assert stance["ann"] == stance["cy"] == 1 > (stance["bo"] or 0)
    issues = agreement(readings(first, renamed(other)), resamples=0, by=By.ISSUE)
    assert [(part.id, part.title) for part in issues.parts] == [
        ("plant", "Should trees be planted?"),
        ("water", "Who waters them?"),
    ]
    plant, water = (next(m for m in part.measures if m.name == "stances") for part in issues.parts)
    assert plant.value is not None
    assert plant.value < 1
    assert (water.value, water.why) == (None, "no stance is recorded in both readings")


def test_intervals_are_the_same_for_the_same_seed_and_hold_the_value() -> None:
    one, again, other = (agreement(readings(*three()), seed=seed, resamples=200) for seed in (1, 1, 2))
    assert one == again
    assert one.measures != other.measures
    kinds = one.of("kinds")
    assert kinds.low is not None
    assert kinds.high is not None
    assert kinds.low < (kinds.value or 0) < kinds.high <= 1
    assert agreement(readings(*three()), resamples=0).of("kinds").why == "nothing was resampled"


def test_the_interval_is_that_of_a_plain_bootstrap() -> None:
    """The same draws of posts, one by one: kinds of relations, one in each post, drawn with replacement."""
    random = Random(5)
    pairs = [(unit[0], unit[1]) for unit in kinds_by_unit(three()[:2])]
    plain = sorted(alpha(random.choices(pairs, k=len(pairs))) or 0.0 for _ in range(4000))
    kinds = agreement(readings(*three()[:2]), resamples=4000).of("kinds")
    assert kinds.low == pytest.approx(plain[100], abs=0.06)
    assert kinds.high == pytest.approx(plain[3899], abs=0.06)


def test_of_several_threads_the_units_are_put_together_and_threads_are_resampled() -> None:
    first, second, _ = three()
    groups = {f"t{n}": readings(first, second if n % 2 else first) for n in range(6)}
    result = agreement(groups, resamples=50, by=By.PARTICIPANT)
    assert (result.resampled, result.places) == ("threads", 6)
    units = kinds_by_unit([first, first]) * 3 + kinds_by_unit([first, second]) * 3
    assert result.of("kinds").value == pytest.approx(alpha(units))
    assert len(result.parts) == 6 * len(PEOPLE)
    assert {each.post for each in result.costs} <= {f"t{n}/p{m}" for n in (1, 3, 5) for m in (3, 4, 8)}


def empty() -> dict[str, Any]:
    return {"id": "m", "title": "M", "thread": thread()}


def test_of_empty_maps_every_measure_says_why_it_is_undefined() -> None:
    result = agreement(readings(empty(), empty()))
    assert {each.name: each.why for each in result.measures if each.value is None} == {
        "quoted spans": "nothing is quoted",
        "quoted words": "nothing is quoted, or everything",
        "claims": "there are no claims",
        "relations": "there are no relations",
        "links": "the readings share fewer than two claims or examples",
        "kinds": "no two claims are linked in both readings",
        "targets": "no claim is a premise in both readings",
        "stances found": "no stance is recorded on a claim of both",
        "stances": "no stance is recorded in both readings",
        "schemes": "no relation has a scheme in both readings",
        "graph": "neither links nor stances of the claims of both can be told from chance",
    }


def test_an_empty_map_agrees_with_nothing() -> None:
    result = agreement(readings(data(), empty()), resamples=0)
    assert (result.of("claims").value, result.of("relations").value) == (0, 0)
    assert (result.of("quoted spans").value or 0) < 0
    assert [each.about for each in result.costs] == [Dispute.CLAIM] * 10


def test_where_only_one_label_occurs_agreement_is_undefined_and_not_1() -> None:
    each = data()
    for relation in each["relations"]:
        relation["kind"] = "support"
    kinds = agreement(readings(each, each), resamples=0).of("kinds")
    assert (kinds.value, kinds.why) == (None, "only one label occurs, so chance would agree as well")


def test_readings_are_two_or_more_of_one_thread_with_names_of_their_own() -> None:
    one = argmap.load(data())
    with pytest.raises(ArgmapError, match="two readings of a thread or more"):
        agreement([AnnotatedMap("a", one)])
    with pytest.raises(ArgmapError, match="two readings have the name 'a'"):
        agreement([AnnotatedMap("a", one), AnnotatedMap("a", one)])
    with pytest.raises(ArgmapError, match="maps of different threads"):
        agreement([AnnotatedMap("a", one), AnnotatedMap("b", argmap.load(DATA / "car-free-centre"))])


def test_maps_without_a_thread_are_compared_by_their_texts() -> None:
    plain = {"id": "m", "title": "M", "claims": [{"id": "c", "text": "Trees are cool.", "implicit": True}]}
    map: ArgumentMap = argmap.load(plain)
    result = agreement([AnnotatedMap("a", map), AnnotatedMap("b", map)])
    assert result.of("claims").value == 1
    assert result.threads == ()


@settings(max_examples=25, deadline=None)
@given(maps(), st.randoms(use_true_random=False))
def test_of_any_map_and_a_part_of_it_no_value_is_above_1(map: ArgumentMap, random: Random) -> None:
    kept = [each for each in map.commitments if random.random() < 0.5]
    less = map.model_copy(update={"commitments": tuple(kept)})
    given = [AnnotatedMap("all", map), AnnotatedMap("less", less)]
    result = agreement(given, resamples=20, by=By.PARTICIPANT)
    every = [*result.measures, *(each for part in result.parts for each in part.measures)]
    assert all(each.value is None or each.value <= 1 + 1e-9 for each in every)
    assert all(each.low is None or each.low <= (each.high or 0) for each in every)
    assert result == agreement(given[::-1], resamples=20, by=By.PARTICIPANT)
