"""Steps between the claims of a map: ranked, in one direction, of a kind that place and words speak for."""

from __future__ import annotations

import pytest

import argmap
from argmap.editing.pairs import near_pairs, suggested_steps
from argmap.model.document import MapDocument
from benchmarks.suggestions import bare, step_score


def map_of(
    *posts: tuple[str, str, str | None], claims: dict[str, tuple[str, str]], **more: object
) -> MapDocument:
    """Return a map of posts (author, text, answered post) p1, p2, … with claims by id (post, words)."""
    people = sorted({author for author, _, _ in posts})
    thread = {
        "id": "t",
        "title": "T",
        "source": {"kind": "text"},
        "authorship": "recorded",
        "reply_structure": "recorded",
        "participants": [{"id": id, "name": id} for id in people],
        "posts": [
            {"id": f"p{n}", "author": who, "text": text, **({"reply_to": to} if to else {})}
            for n, (who, text, to) in enumerate(posts, start=1)
        ],
    }
    data = [
        {"id": id, "text": words, "quotes": [{"post": post, "exact": words}]}
        for id, (post, words) in claims.items()
    ]
    return MapDocument.model_validate({"id": "m", "title": "M", "thread": thread, "claims": data, **more})


def said(map: MapDocument) -> list[tuple[str, str, str, bool]]:
    return [(s.premise, str(s.kind), s.target, s.concession) for s in suggested_steps(map)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Trams are good. They are quiet.", ("b", "support", "a", False), id="what follows is the reason"
        ),
        pytest.param("Trams are good, because they are quiet.", ("b", "support", "a", False), id="because"),
        pytest.param("Trams are good, so they are quiet.", ("a", "support", "b", False), id="so"),
        pytest.param(
            "Trams are good. But they are quiet.",
            ("b", "support", "a", False),
            id="no attack on one's own post",
        ),
    ],
)
def test_inside_a_post(text: str, expected: tuple) -> None:
    quiet = "They are quiet" if "They" in text else "they are quiet"
    assert said(map_of(("ann", text, None), claims={"a": ("p1", "Trams are good"), "b": ("p1", quiet)})) == [
        expected
    ]


@pytest.mark.parametrize(
    ("author", "text", "expected"),
    [
        pytest.param("bo", "Trams are dear.", ("b", "attack", "a", False), id="another's answer"),
        pytest.param("bo", "True. Trams are dear.", ("b", "support", "a", True), id="a concession"),
        pytest.param("ann", "Trams are dear.", ("b", "support", "a", False), id="one's own answer"),
    ],
)
def test_between_a_post_and_its_answer(author: str, text: str, expected: tuple) -> None:
    posts = ("ann", "Trams are good.", None), (author, text, "p1")
    assert said(map_of(*posts, claims={"a": ("p1", "Trams are good"), "b": ("p2", "Trams are dear")})) == [
        expected
    ]


def test_who_retreats_from_a_claim_in_their_post_may_attack_it_there() -> None:
    text = "Trams are good. No, they are dear."
    retreat = {"participant": "ann", "post": "p1", "claim": "a", "stance": "retracts"}
    claims = {"a": ("p1", "Trams are good"), "b": ("p1", "they are dear")}
    assert said(map_of(("ann", text, None), claims=claims, commitments=[retreat])) == [
        ("b", "attack", "a", False)
    ]


def test_what_a_relation_joins_and_posts_that_do_not_answer_each_other_are_left_alone() -> None:
    posts = ("ann", "Trams are good.", None), ("bo", "Trams are dear.", None), ("cy", "They are late.", "p1")
    claims = {"a": ("p1", "Trams are good"), "b": ("p2", "Trams are dear"), "c": ("p3", "They are late")}
    joined = {"id": "r", "kind": "attack", "premises": ["c"], "target": "a"}
    assert said(map_of(*posts, claims=claims)) == [("c", "attack", "a", False)]
    assert said(map_of(*posts, claims=claims, relations=[joined])) == []


@pytest.mark.parametrize("name", ["car-free-centre", "math-in-ml", "typing-for-a-team"])
def test_the_likeliest_steps_beat_every_near_pair_on_each_bundled_map(name: str) -> None:
    map = argmap.load(f"data/{name}")
    ranked = [step for step in suggested_steps(bare(map)) if not step.concession]
    best, near = step_score(map, ranked[: len(map.claims)]), step_score(map, near_pairs(bare(map)))
    assert best.precision > 2 * near.precision
    assert best.f1 > near.f1
