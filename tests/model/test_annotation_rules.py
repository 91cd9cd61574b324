"""Bad input in what annotators record: every fault is found, at its place, with what was probably meant."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from argmap.errors import InvalidInput
from argmap.model import ArgumentMap, Quote, find_quote
from argmap.model.quote import find_parts
from argmap.storage.load import load_map

MAP: dict[str, Any] = {
    "id": "m",
    "title": "M",
    "thread": {
        "format": "argmap-thread/1",
        "id": "t",
        "title": "T",
        "source": {"kind": "text"},
        "authorship": "recorded",
        "reply_structure": "unknown",
        "participants": [{"id": "ann", "name": "Ann"}, {"id": "bob", "name": "Bob"}],
        "posts": [
            {"id": "p1", "author": "ann", "text": "We should pay, since the wall helps us. Do you agree?"},
            {"id": "p2", "author": "bob", "text": "Granted, if the rate is low."},
        ],
    },
    "issues": [{"id": "who", "question": "Who pays?"}, {"id": "when", "question": "When?", "parent": "pay"}],
    "claims": [
        {
            "id": "pay",
            "text": "We should pay.",
            "answers": "who",
            "quotes": [{"post": "p1", "exact": "We should pay"}],
        },
        {"id": "low", "text": "The rate is low.", "quotes": [{"post": "p2", "exact": "the rate is low"}]},
        {"id": "soon", "text": "Soon.", "answers": "when", "implicit": True},
    ],
    "relations": [],
    "commitments": [{"participant": "bob", "post": "p2", "claim": "pay", "stance": "accepts", "if": "low"}],
    "questions": [{"id": "agree", "post": "p1", "text": "Do you agree?", "answered_by": [{"post": "p2"}]}],
}


def changed(path: tuple[str | int, ...], value: Any) -> dict[str, Any]:
    """Return the data with the value at a path replaced or added."""
    data: Any = deepcopy(MAP)
    place = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return data  # type: ignore[no-any-return]


FIRST = ("commitments", 0)


@pytest.mark.parametrize(
    ("path", "value", "code", "place", "message"),
    [
        ((*FIRST, "participant"), "bo", "AM104", "commitments[0].participant", "did you mean 'bob'?"),
        ((*FIRST, "if"), "lo", "AM104", "commitments[0].if", "did you mean 'low'?"),
        (
            (*FIRST, "quotes"),
            [{"post": "p1", "exact": "We"}],
            "AM113",
            "commitments[0].quotes[0].post",
            "of post 'p2'",
        ),
        (
            ("questions", 0, "quotes"),
            [{"post": "p2", "exact": "low"}],
            "AM113",
            "questions[0].quotes[0].post",
            "'p1'",
        ),
        (("issues", 0, "outcome"), {"thesis": "low"}, "AM114", "issues[0].outcome.thesis", "'low' is not in"),
        (
            ("issues", 0, "outcome"),
            {"thesis": "pai"},
            "AM114",
            "issues[0].outcome.thesis",
            "did you mean 'pay'?",
        ),
        (("issues", 0, "outcome"), {"by": ["ann"]}, "AM114", "issues[0].outcome", "names no thesis"),
        (
            ("issues", 0, "outcome"),
            {"thesis": "pay", "open": True},
            "AM114",
            "issues[0].outcome",
            "is a thesis, and open",
        ),
        (
            ("issues", 0, "outcome"),
            {"open": True, "by": ["an"]},
            "AM114",
            "issues[0].outcome.by[0]",
            "mean 'ann'?",
        ),
        (
            ("issues", 1, "parent"),
            "low",
            "AM115",
            "issues[1].parent",
            "'low' is not in the issues and theses",
        ),
        (
            ("issues", 0, "parent"),
            "soon",
            "AM116",
            "issues[0].parent",
            "'who' below 'when' below 'who': a cycle",
        ),
        (("questions", 0, "post"), "p3", "AM118", "questions[0].post", "post 'p3' is not in the thread"),
        (("questions", 0, "about"), "pey", "AM118", "questions[0].about", "did you mean 'pay'?"),
        (("questions", 0, "to"), "cy", "AM118", "questions[0].to", "participant 'cy' is not in the thread"),
        (
            ("questions", 0, "answered_by"),
            [{"claim": "lo"}],
            "AM118",
            "questions[0].answered_by[0].claim",
            "mean 'low'?",
        ),
        (
            ("questions", 0, "answered_by"),
            [{}],
            "AM013",
            "questions[0].answered_by[0]",
            "names a post, a claim or both",
        ),
        (
            ("questions", 0, "id"),
            "pay",
            "AM102",
            "questions[0].id",
            "'pay' is already the id of one of the claims",
        ),
        ((*FIRST, "hedged"), "yes", "AM013", "commitments[0].hedged", "expected true or false"),
        ((*FIRST, "stance"), "accept", "AM013", "commitments[0].stance", "did you mean 'accepts'?"),
        ((*FIRST, "if"), ["low"], "AM013", "commitments[0].if", "expected text, found a list"),
        ((*FIRST, "fi"), "low", "AM011", "commitments[0].fi", "hedged, if, note"),
        ((*FIRST, "confidence"), 2, "AM013", "commitments[0].confidence", "2 is more than 1"),
        (("issues", 0, "exclusive"), 1, "AM013", "issues[0].exclusive", "expected true or false, found 1"),
        (("issues", 0, "outcome"), "pay", "AM013", "issues[0].outcome", "expected a mapping"),
        (("claims", 0, "meta"), "no", "AM013", "claims[0].meta", "expected true or false"),
        (("claims", 0, "senses"), {"math": "x"}, "AM013", "claims[0].senses", "expected a list"),
        (("claims", 0, "senses"), [{"term": "pay"}], "AM012", "claims[0].senses[0]", "'sense' is missing"),
        (
            ("claims", 0, "quotes", 0, "exact"),
            ["We"],
            "AM013",
            "claims[0].quotes[0].exact",
            "at least 2 items",
        ),
        (
            ("claims", 0, "quotes", 0, "exact"),
            ["We", 3],
            "AM013",
            "claims[0].quotes[0].exact[1]",
            "expected text, found 3",
        ),
        (
            ("claims", 0, "quotes", 0, "exact"),
            3,
            "AM013",
            "claims[0].quotes[0].exact",
            "expected text, found 3",
        ),
        (
            ("claims", 0, "quotes", 0, "exact"),
            {},
            "AM013",
            "claims[0].quotes[0].exact",
            "expected text, found a mapping",
        ),
    ],
)
def test_a_fault_is_found_at_its_place(path: Any, value: Any, code: str, place: str, message: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        load_map(changed(path, value))
    (fault,) = refused.value.diagnostics
    assert fault.code == code
    assert str(fault).startswith(f"{place}: ")
    assert message in str(fault)


def test_a_quote_of_somebody_else_shows_no_stance() -> None:
    """Bob cannot be shown to grant something in post 1, which Ann wrote."""
    data = changed(FIRST, {"participant": "bob", "post": "p1", "claim": "pay", "stance": "concedes"})
    data["commitments"][0]["quotes"] = [{"post": "p1", "exact": "We should pay"}]
    with pytest.raises(InvalidInput, match="post 'p1' is by 'ann', not by 'bob'"):
        load_map(data)


def test_conditions_in_a_cycle_are_refused() -> None:
    data = deepcopy(MAP)
    data["commitments"].append(
        {"participant": "ann", "post": "p1", "claim": "low", "stance": "accepts", "if": "pay"}
    )
    with pytest.raises(InvalidInput) as refused:
        load_map(data)
    assert [fault.code for fault in refused.value.diagnostics] == ["AM117", "AM117"]


def test_a_condition_in_words_is_no_id() -> None:
    map = load_map(changed((*FIRST, "if"), "if shift workers are exempt"))
    assert map.commitments[0].condition == "if shift workers are exempt"
    assert map.commitments[0].condition_claim is None
    assert map.to_dict()["commitments"][0]["if"] == "if shift workers are exempt"


def test_a_map_without_the_new_fields_has_none_of_them() -> None:
    """What a file does not say is not written either, so that old files stay as they are."""
    bare = ArgumentMap(id="m", title="M", claims=[{"id": "c", "text": "It is so."}])
    assert bare.to_dict() == {
        "format": "argmap/1", "id": "m", "title": "M", "claims": [{"id": "c", "text": "It is so."}],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        (("We should", "helps us"), [(0, 38)]),
        (("helps us", "We should"), []),
        (("We", "should pay"), []),  # nothing is left out between them
        (("We", "since", "agree"), [(0, 52)]),
        (("we should", "helps"), []),
    ],
)
def test_a_quote_may_leave_words_out(parts: tuple[str, ...], found: list[tuple[int, int]]) -> None:
    """Places counted by hand in "We should pay, since the wall helps us. Do you agree?"."""
    text = MAP["thread"]["posts"][0]["text"]
    quote = Quote(post="p1", exact=parts)
    assert [(span.start, span.end) for span in find_quote(quote, text)] == found
    for place in find_parts(quote, text):
        assert tuple(text[part.start : part.end] for part in place) == parts
    assert quote.words == " … ".join(parts)


def test_context_chooses_between_places_of_parts() -> None:
    text = "a x b, then a y b."
    assert len(find_quote(Quote(post="p", exact=("a", "b")), text)) == 2
    assert [s.start for s in find_quote(Quote(post="p", exact=("a", "b"), prefix="then"), text)] == [12]
    assert [s.end for s in find_quote(Quote(post="p", exact=("a", "b"), suffix="."), text)] == [17, 17]
