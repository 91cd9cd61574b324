"""W3C Web Annotations: selectors become quotes, links relations, and what was written comes back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.formats.keeping import likeness
from argmap.formats.protocol import MapFile
from argmap.formats.spans.web_annotation import BARE, FORMAT, recognises
from argmap.model.map import ArgumentMap
from tests.mangled import SMALL, mangled
from tests.strategies import examples, maps

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
WORDS = "Cats 🐈 purr. Dogs bark. Dogs run."


def about(id: str, exact: str, start: int, **more: Any) -> dict[str, Any]:
    quote = {"type": "TextQuoteSelector", "exact": exact}
    place = {"type": "TextPositionSelector", "start": start, "end": start + len(exact)}
    target = {"source": "https://example.org/page", "selector": [quote, place]}
    return {
        "@context": CONTEXT,
        "id": f"https://example.org/{id}",
        "type": "Annotation",
        "target": target,
        **more,
    }


def read(*annotations: dict[str, Any], text: str | None = WORDS) -> tuple[ArgumentMap, list[str]]:
    assert FORMAT.read is not None
    file = MapFile(json.dumps(annotations), "page.jsonld", lambda name: text if name == "page.txt" else None)
    assert recognises(file)
    map, _, remarks = FORMAT.read(file)
    assert map is not None, remarks
    return map, [str(each) for each in remarks]


def test_annotations_of_a_page_are_claims_in_its_words() -> None:
    # Web Annotation Data Model, section 4.2.5: positions count code points, from 0, the end is not included.
    undercut = {"@context": CONTEXT, "id": "https://example.org/u", "type": "Annotation", "motivation": "linking",
                "target": "https://example.org/a", "body": ["https://example.org/l", {"type": "TextualBody", "purpose": "tagging", "value": "undercuts"}]}  # fmt: skip
    link = {**undercut, "id": "https://example.org/l", "target": ["https://example.org/a", "https://example.org/b"],
            "body": [{"id": "https://example.org/c"}, {"type": "TextualBody", "purpose": "tagging", "value": "attacks"}]}  # fmt: skip
    map, remarks = read(
        about("a", "Cats 🐈 purr", 0, body={"type": "TextualBody", "value": "so it is"}),
        about("b", "Dogs", 24, bodyValue="they do"),
        about("c", "bark", 3, motivation="classifying", body={"type": "TextualBody", "value": "Premise"}),
        link,
        undercut,
    )
    assert remarks == []
    assert [(c.id, c.text, c.tags, c.note) for c in map.claims] == [
        ("a", "Cats 🐈 purr", (), "so it is"),
        ("b", "Dogs", (), "they do"),
        ("c", "bark", ("premise",), None),
    ]
    assert [(q.exact, q.suffix) for c in map.claims for q in c.quotes] == [("Cats 🐈 purr", None), ("Dogs", "run."), ("bark", None)]  # fmt: skip
    assert [(r.id, str(r.kind), r.premises, r.target) for r in map.relations] == [
        ("l", "attack", ("a", "b"), "c"),
        ("u", "undercut", ("a",), "l"),
    ]


def test_without_the_text_there_are_claims_without_quotes() -> None:
    map, remarks = read(about("a", "Cats", 0), text=None)
    assert (map.thread, map.claims[0].text, map.claims[0].quotes) == (None, "Cats", ())
    assert remarks == [
        "page.jsonld: AM019 annotations about texts that are not in the file, whose claims have no quotes: 1"
    ]


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", "null", "[1]", '{"target": 1', "[" * 100_000])
def test_what_is_no_annotation_is_refused(text: str) -> None:
    assert FORMAT.read is not None
    map, _, remarks = FORMAT.read(MapFile(text))
    assert map is None
    assert "AM018 Web Annotation" in str(remarks[-1])
    assert not recognises(MapFile(text))


@given(maps())
def test_every_map_comes_back_and_by_the_annotations_alone_what_they_can_say(map: ArgumentMap) -> None:
    assert FORMAT.write is not None
    assert FORMAT.read is not None
    text, lost, _ = FORMAT.write(map)
    assert lost == ()
    assert recognises(MapFile(text))
    assert FORMAT.read(MapFile(text)).map == map
    assert BARE.write is not None
    assert BARE.read is not None
    assert BARE.keeps is not None
    reading = BARE.read(MapFile(BARE.write(map).text))
    assert reading.map is not None, reading.diagnostics
    assert reading.diagnostics == ()
    assert likeness(reading.map) == likeness(BARE.keeps(map))


@given(maps())
def test_what_is_written_keeps_the_rules_of_the_model(map: ArgumentMap) -> None:
    """By hand from the standard: what each class must have, and that places and words agree."""
    assert FORMAT.write is not None
    data = json.loads(FORMAT.write(map).text)
    assert data["@context"][0] == CONTEXT
    assert data["type"] == "AnnotationCollection"
    assert data["total"] == len(data["first"]["items"])
    ids = [each["id"] for each in data["first"]["items"]]
    assert len(set(ids)) == len(ids)
    words = {each["id"]: each["body"]["value"] for each in data["first"]["items"] if ":post:" in each["id"]}
    purposes = {"describing", "classifying", "tagging", "identifying", "commenting", "linking"}
    for each in data["first"]["items"]:
        assert each["type"] == "Annotation"
        assert each["target"]
        assert each["motivation"] in {"describing", "replying", "linking"}
        bodies = each["body"] if isinstance(each["body"], list) else [each["body"]]
        assert {body["purpose"] for body in bodies if "purpose" in body} <= purposes
        for target in each["target"] if isinstance(each["target"], list) else [each["target"]]:
            if isinstance(target, str):
                continue
            for part in target.get("items", [target]):
                quote, place = part["selector"]
                assert words[part["source"]][place["start"] : place["end"]] == quote["exact"]


@examples(30)
@given(st.data())
def test_any_json_is_read_or_refused(data: st.DataObject) -> None:
    assert FORMAT.write is not None
    assert FORMAT.read is not None
    map, _, remarks = FORMAT.read(MapFile(data.draw(mangled(FORMAT.write(SMALL).text))))
    assert map is not None or remarks


@pytest.mark.parametrize("name", ["webannotation.jsonld"])
def test_files_of_corpora(root: Path, name: str) -> None:
    path = root.parent / "shared" / "samples" / "threads" / "annotation" / name
    if not path.exists():
        pytest.skip("the samples are not here")
    (claim,) = read(json.loads(path.read_text()), text=None)[0].claims
    assert (claim.text, claim.tags) == ("With WAL we measured 1,400 writes/s on an NVMe disk", ())
