"""Argdown's JSON: an export means what its text means, and whatever else a file holds is refused or said."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.formats.argdown.json import FORMAT, read, recognises
from argmap.formats.protocol import MapFile
from argmap.formats.registry import format_of_text
from tests.formats.argdown.test_argdown import SAMPLES
from tests.strategies import examples


def statement(title: str, text: str, **more: Any) -> dict[str, Any]:
    return {"type": "equivalence-class", "title": title, "members": [{"text": text, **more}], "section": "s2"}


EXPORT: dict[str, Any] = {
    "statements": {
        "Tram": statement("Tram", "Build @[It] #now", tags=["now"], data={"confidence": 0.5}),
        "Untitled 1": statement("Untitled 1", "A tram is quiet."),
        "Untitled 2": statement("Untitled 2", "This is prose."),
        "Dug": statement("Dug", "It is dug up."),
    },
    "arguments": {
        "Room": {
            "members": [{"text": "There is room."}],
            "pcs": [
                {"title": "Untitled 1", "role": "premise"},
                {"title": "Dug", "role": "premise"},
                {"title": "Tram", "role": "main-conclusion", "inference": {"inferenceRules": [], "data": {"weight": 0.5}}},
            ],
        },
        "Dear": {"members": [{"text": "A tram is dear."}]},
    },
    "relations": [
        {"relationType": "attack", "from": "Dear", "fromType": "argument", "to": "Tram", "toType": "equivalence-class"},
        {"relationType": "undercut", "from": "Dug", "fromType": "equivalence-class", "to": "Room", "toType": "inference", "conclusionIndex": 2},
        {"relationType": "contrary", "from": "Dug", "fromType": "equivalence-class", "to": "Tram", "toType": "equivalence-class"},
        {"relationType": "support", "from": "Nobody", "fromType": "argument", "to": "Tram", "toType": "equivalence-class"},
    ],
    "sections": [{"id": "s1", "title": "Trams", "children": [{"id": "s2", "title": "For", "children": []}]}],
    "tags": {},
}  # fmt: skip


def test_an_export_is_read_as_its_text_is() -> None:
    text = json.dumps(EXPORT)
    map, thread, remarks = read(MapFile(text, "tram.json"))
    assert map is not None
    assert (map.id, map.title, thread) == ("tram", "Trams", None)
    assert [(c.id, c.text, c.tags) for c in map.claims] == [
        ("tram", "Build It", ("now", "for")),
        ("untitled-1", "A tram is quiet.", ("for",)),
        ("dug", "It is dug up.", ("for",)),
        ("dear", "A tram is dear.", ()),
    ]
    assert [(str(r.kind), r.premises, r.target) for r in map.relations] == [
        ("attack", ("dear",), "tram"),
        ("attack", ("dug",), "tram"),
        ("attack", ("tram",), "dug"),
        ("support", ("untitled-1", "dug"), "tram"),
        ("undercut", ("dug",), "room"),
    ]
    assert [str(remark) for remark in remarks] == [
        "tram.json: AM019 a relation (support) names 'Nobody', which is not in the export; it was left out",
        "tram.json: AM019 texts without a title or a relation, which are taken for prose: 1",
    ]
    assert format_of_text(MapFile(text)) is FORMAT


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "AM018"),
        ("{", "1:2: AM018"),
        ("[]", "it has no arguments, statements and relations"),
        ('{"arguments": {}, "statements": {}, "relations": []}', "there is no statement"),
        ('{"arguments": {}, "statements": {}, "relations": ' + "[" * 10_000, "AM018"),
    ],
)
def test_what_is_no_export_is_refused(text: str, message: str) -> None:
    map, _, remarks = read(MapFile(text))
    assert map is None
    assert message in str(remarks[0])


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(["Tram", "Dug", "Room", "argument", ""]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["title", "data", "pcs", "x"]), inner, max_size=3),
    max_leaves=5,
)  # fmt: skip


def places(data: Any) -> list[tuple[Any, Any]]:
    """Return every key and place in data, with what holds it."""
    todo, made = [data], list[tuple[Any, Any]]()
    while todo:
        each = todo.pop()
        keys = each if isinstance(each, dict) else range(len(each)) if isinstance(each, list) else ()
        made += [(each, key) for key in keys]
        todo += [each[key] for key in keys]
    return made


@examples(75)
@given(st.data())
def test_an_export_with_anything_in_any_place_is_read_or_refused(data: st.DataObject) -> None:
    changed = json.loads(json.dumps(EXPORT))
    for _ in range(data.draw(st.integers(1, 3))):
        holder, key = data.draw(st.sampled_from(places(changed)))
        holder[key] = data.draw(VALUES)
    map, _, remarks = read(MapFile(json.dumps(changed)))
    assert map is not None or remarks


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not beside the repository")
@pytest.mark.parametrize(
    ("name", "claims", "kinds"),
    [
        ("cli-1.7.5_legalisation-softdrugs.nomap", 18, {"support": 9, "attack": 8, "undercut": 2}),
        ("core-1.7.5_legalisation-softdrugs.withmap", 18, {"support": 9, "attack": 8, "undercut": 2}),
        ("core-1.7.5_state-censorship.pcs.withmap", 28, {"support": 10, "attack": 4}),
        ("core-1.7.5_undercut_contradiction.withmap", 5, {"support": 1, "attack": 3, "undercut": 1}),
    ],
)
def test_samples_have_their_claims_and_relations(name: str, claims: int, kinds: dict[str, int]) -> None:
    file = MapFile((SAMPLES.parent / "argdown-json" / f"{name}.json").read_text(encoding="utf-8"))
    assert recognises(file)
    map = read(file).map
    assert map is not None
    assert (len(map.claims), Counter(str(r.kind) for r in map.relations)) == (claims, kinds)
