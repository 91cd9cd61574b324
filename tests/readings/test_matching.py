"""Which parts of two readings are one: by the words they quote, then by their texts, one to one."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import argmap
from argmap.dialogue.likeness import heaviest
from argmap.errors import ArgmapError
from argmap.model import ArgumentMap
from argmap.readings.matching import MatchBasis, match
from argmap.readings.spans import overlap

DATA = Path(__file__).parent.parent.parent / "data"
NAMES = ("car-free-centre", "io-js-core", "math-in-ml")
NEVER_IDS = frozenset(
    {
        "kind",
        "stance",
        "participant",
        "author",
        "topic",
        "post",
        "term",
        "sense",
        "scheme",
        "to",
        "text",
        "label",
    }
)
WORDS = "Trains are late. Buses are full because trains are late."


def reading(
    claims: list[dict[str, Any]], relations: list[dict[str, Any]] | None = None, text: str = WORDS
) -> ArgumentMap:
    thread = {
        "format": "argmap-thread/1",
        "id": "t",
        "title": "T",
        "source": {"kind": "text"},
        "authorship": "recorded",
        "reply_structure": "recorded",
        "participants": [{"id": "ann", "name": "Ann"}],
        "posts": [{"id": "p1", "author": "ann", "text": text}],
    }
    return argmap.load(
        {"id": "m", "title": "M", "thread": thread, "claims": claims, "relations": relations or []}
    )


def claim(id: str, exact: str, text: str = "Something else.") -> dict[str, Any]:
    return {"id": id, "text": text, "quotes": [{"post": "p1", "exact": exact}]}


def renamed(map: ArgumentMap, seed: int) -> tuple[ArgumentMap, dict[str, str]]:
    """Return a map with other ids and its parts in another order, and the new id of each part."""
    ids = {id: f"x{number}" for number, id in enumerate([*map.parts, *map.questions_by_id])}

    def walk(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: walk(item, name) for name, item in value.items()}
        if isinstance(value, list):
            return [walk(item, key) for item in value]
        return ids.get(value, value) if isinstance(value, str) and key not in NEVER_IDS else value

    kept = {"thread", "id", "breaches", "expect"}
    plain = {key: value if key in kept else walk(value, key) for key, value in map.to_dict().items()}
    for field in ("claims", "relations", "questions"):
        Random(seed).shuffle(plain.get(field, []))
    return argmap.load({key: value for key, value in plain.items() if key not in {"expect", "breaches"}}), ids


@pytest.mark.parametrize("name", NAMES)
def test_a_map_under_other_ids_and_in_another_order_is_found_again_part_by_part(name: str) -> None:
    map = argmap.load(DATA / name)
    other, ids = renamed(map, seed=5)
    matching = match(map, other)
    assert matching.of() == {id: ids[id] for id in matching.of()}
    assert not matching.only_first
    assert not matching.only_second


def test_quotes_outweigh_texts_and_ids() -> None:
    one = reading(
        [
            claim("a", "Trains are late.", "Trains come late."),
            claim("b", "Buses are full", "Buses are crowded."),
        ]
    )
    two = reading(
        [
            claim("b", "Trains are late", "Buses are crowded."),
            claim("a", "Buses are full", "Trains come late."),
        ]
    )
    pairs = {pair.first: (pair.second, pair.basis) for pair in match(one, two).pairs}
    assert pairs == {"a": ("b", MatchBasis.QUOTES), "b": ("a", MatchBasis.QUOTES)}


def test_of_claims_that_quote_the_same_words_the_texts_decide() -> None:
    words = "Buses are full because trains are late"
    one = reading([claim("full", words, "The buses are full."), claim("late", words, "The trains are late.")])
    two = reading([claim("x", words, "All trains are late."), claim("y", words, "All buses are full.")])
    assert match(one, two).of() == {"full": "y", "late": "x"}


def test_implicit_claims_are_matched_by_their_texts_and_strangers_by_nothing() -> None:
    one = reading([{"id": "a", "text": "Full buses are a nuisance to everybody.", "implicit": True}])
    two = reading(
        [
            {"id": "x", "text": "Everybody finds full buses a nuisance.", "implicit": True},
            {"id": "y", "text": "Cats sleep a lot.", "implicit": True},
        ]
    )
    matching = match(one, two)
    assert [(pair.first, pair.second, pair.basis) for pair in matching.pairs] == [("a", "x", MatchBasis.TEXT)]
    assert matching.only_second == {"claim": ("y",)}


def test_a_relation_is_matched_though_it_is_flipped_or_moved() -> None:
    claims = [
        claim("late", "Trains are late."),
        claim("full", "Buses are full"),
        claim("all", "Buses are full because trains"),
    ]
    one = reading(claims, [{"id": "r", "kind": "support", "premises": ["late"], "target": "full"}])
    flipped = reading(claims, [{"id": "q", "kind": "attack", "premises": ["late"], "target": "full"}])
    moved = reading(claims, [{"id": "q", "kind": "support", "premises": ["late"], "target": "all"}])
    assert match(one, flipped).of("relation") == {"r": "q"}
    assert match(one, moved).of("relation") == {"r": "q"}


def test_an_undercut_is_matched_after_the_relation_that_it_bears_on() -> None:
    claims = [claim("late", "Trains are late."), claim("full", "Buses are full"), claim("so", "because")]

    def with_ids(support: str, undercut: str) -> ArgumentMap:
        return reading(
            claims,
            [
                {"id": undercut, "kind": "undercut", "premises": ["so"], "target": support},
                {"id": support, "kind": "support", "premises": ["late"], "target": "full"},
            ],
        )

    assert match(with_ids("r1", "r2"), with_ids("s1", "s2")).of("relation") == {"r1": "s1", "r2": "s2"}


def test_two_states_of_one_file_are_matched_by_id_however_much_a_claim_changed() -> None:
    one, two = (
        reading([claim("a", "Trains are late.", "Trains.")]),
        reading([claim("a", "Buses are full", "Cats sleep.")]),
    )
    assert match(one, two).of() == {}
    assert match(one, two, by_id=True).of() == {"a": "a"}


def test_maps_of_different_threads_are_refused() -> None:
    with pytest.raises(ArgmapError, match="share no post"):
        match(reading([]), reading([], text="Something else entirely."))


def test_overlap_is_shared_characters_by_all_characters() -> None:
    # 0 to 10 and 20 to 30 against 5 to 25: 5 and 5 shared, 30 in either
    assert overlap({"p1": ((0, 10), (20, 30))}, {"p1": ((5, 25),)}) == pytest.approx(10 / 30)
    assert overlap({"p1": ((0, 10),)}, {"p2": ((0, 10),)}) == 0
    assert overlap({}, {}) == 0


pairs = st.dictionaries(
    st.tuples(st.sampled_from("abcd"), st.sampled_from("wxyz")), st.integers(1, 9), max_size=10
)


@given(pairs)
def test_the_assignment_is_as_heavy_as_the_best_of_all(weights: dict[tuple[str, str], int]) -> None:
    best = max(
        sum(weights.get(pair, 0) for pair in zip("abcd", order, strict=True))
        for order in permutations("wxyz")
    )
    assert sum(weights[pair] for pair in heaviest(weights).items()) == best
