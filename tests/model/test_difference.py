"""The difference of two maps names what was added, removed and changed, and nothing when they are equal."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from argmap.model import ArgumentMap, diff
from tests.strategies import maps

OLD: dict[str, Any] = {
    "id": "m",
    "title": "M",
    "thread": {
        "id": "t",
        "title": "T",
        "source": {"kind": "text"},
        "authorship": "recorded",
        "reply_structure": "unknown",
        "participants": [{"id": "ann", "name": "Ann"}],
        "posts": [
            {"id": "p1", "author": "ann", "text": "Yes."},
            {"id": "p2", "author": "ann", "text": "No."},
        ],
    },
    "claims": [{"id": "a", "text": "It is so."}, {"id": "b", "text": "It is seen.", "implicit": True}],
    "relations": [{"id": "r", "kind": "support", "premises": ["b"], "target": "a"}],
    "commitments": [{"participant": "ann", "post": "p1", "claim": "a", "stance": "asserts"}],
    "stages": [{"stage": "opening", "posts": ["p1"]}],
    "breaches": [{"breaks": "usage", "quotes": [{"post": "p1", "exact": "Yes"}], "why": "To what?"}],
}
POSTS = OLD["thread"]["posts"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param({}, ["no differences"], id="equal"),
        pytest.param({"title": "N"}, ["~ map m: title: 'M' -> 'N'"], id="a field of the map"),
        pytest.param(
            {
                "claims": [
                    OLD["claims"][0],
                    {"id": "b", "text": "It is seen.", "quotes": [{"post": "p1", "exact": "Yes"}]},
                ]
            },
            [
                "~ claim b: implicit: True -> False",
                "~ claim b: quotes: [] -> [{'post': 'p1', 'exact': 'Yes'}]",
            ],
            id="fields of a claim",
        ),
        pytest.param(
            {"claims": [*OLD["claims"], {"id": "c", "text": "Else."}], "relations": []},
            ["- relation r", "+ claim c"],
            id="added and removed",
        ),
        pytest.param(
            {"claims": OLD["claims"][::-1]},
            ["~ map m: order of claims: ['a', 'b'] -> ['b', 'a']"],
            id="another order",
        ),
        pytest.param({"commitments": []}, ["- commitment ann asserts a in p1"], id="a commitment"),
        pytest.param(
            {"stages": [{"stage": "opening", "posts": ["p2"]}]},
            ["- stage opening in p1", "+ stage opening in p2"],
            id="a stage",
        ),
        pytest.param({"breaches": []}, ["- breach of usage in p1"], id="a breach"),
        pytest.param(
            {"commitments": [], "stages": [], "breaches": [], "thread": None},
            [
                "- thread t",
                "- commitment ann asserts a in p1",
                "- stage opening in p1",
                "- breach of usage in p1",
            ],
            id="a thread",
        ),
        pytest.param(
            {"thread": OLD["thread"] | {"title": "U", "posts": [POSTS[0], {"id": "p3", "text": "Well."}]}},
            ["- post p2", "+ post p3", "~ thread t: title: 'T' -> 'U'"],
            id="posts of a thread",
        ),
    ],
)
def test_a_difference_has_a_line_for_each_change(change: dict[str, Any], expected: list[str]) -> None:
    old, new = ArgumentMap.model_validate(OLD), ArgumentMap.model_validate(OLD | change)
    assert str(diff(old, new)).splitlines() == expected
    assert len(str(diff(new, old)).splitlines()) == len(expected)


@given(one=maps(), other=maps())
def test_there_is_a_difference_exactly_when_maps_are_not_equal(one: ArgumentMap, other: ArgumentMap) -> None:
    assert bool(diff(one, other)) is (one != other)
    assert not diff(one, one)
    forth, back = diff(one, other), diff(other, one)
    assert {(c.kind, c.id) for c in forth.added} == {(c.kind, c.id) for c in back.removed}
    assert json.loads(json.dumps(forth.to_dict())) == forth.to_dict()
