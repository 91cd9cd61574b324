"""Label Studio: regions with offsets as browsers count them, and what was written comes back, also when it was edited."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.formats.keeping import likeness
from argmap.formats.protocol import MapFile
from argmap.formats.spans.label_studio import BARE, FORMAT, recognises
from argmap.model.map import ArgumentMap
from argmap.model.thread import Thread
from tests.mangled import SMALL, mangled
from tests.strategies import examples, maps

WORDS = "Cats 🐈 purr. Dogs bark."


def region(id: str, start: int, end: int, text: str, *labels: str, **more: Any) -> dict[str, Any]:
    value = {"start": start, "end": end, "text": text, "labels": list(labels or ["Claim"])}
    return {"id": id, "from_name": "label", "to_name": "text", "type": "labels", "value": value, **more}


def link(source: str, target: str, *labels: str, direction: str = "right") -> dict[str, Any]:
    return {
        "type": "relation",
        "from_id": source,
        "to_id": target,
        "direction": direction,
        "labels": list(labels),
    }


def export(*results: dict[str, Any], text: str = WORDS) -> MapFile:
    task = {"id": 7, "data": {"text": text}, "annotations": [{"id": 1, "result": list(results)}]}
    return MapFile(json.dumps([task]), "export.json")


def read(file: MapFile) -> tuple[ArgumentMap, Thread | None, list[str]]:
    assert FORMAT.read is not None
    map, thread, remarks = FORMAT.read(file)
    assert map is not None, remarks
    return map, thread, [str(each) for each in remarks]


@pytest.mark.parametrize("start", [14, 13], ids=["UTF-16, as browsers count", "code points"])
def test_offsets_behind_a_character_of_two_units(start: int) -> None:
    # "Cats 🐈 purr. " has 13 code points, and 14 UTF-16 code units: the cat is a pair.
    map, thread, remarks = read(export(region("r1", start, start + 9, "Dogs bark")))
    assert remarks == []
    assert thread is not None
    assert thread.posts[0].text == WORDS
    assert [(claim.text, claim.quotes[0].exact) for claim in map.claims] == [("Dogs bark", "Dogs bark")]


def test_labels_notes_directions_and_what_is_said_of_regions() -> None:
    sentence = {
        "id": "b",
        "from_name": "sentence",
        "to_name": "text",
        "type": "textarea",
        "value": {"text": ["Dogs are loud."]},
    }
    implicit = {
        "id": "a",
        "from_name": "kind",
        "to_name": "text",
        "type": "choices",
        "value": {"choices": ["Implicit", "Sure Thing"]},
    }
    map, _, remarks = read(
        export(
            region("a", 0, 12, "Cats 🐈 purr", "MajorClaim", meta={"text": ["so it is"]}), region("b", 14, 23, "Dogs bark"),
            link("a", "b", "attacks", direction="left"), link("b", "a", "contradicts", direction="bi"), sentence, implicit,
        )
    )  # fmt: skip
    assert remarks == []
    assert [(c.id, c.text, c.implicit, c.tags, c.note) for c in map.claims] == [
        ("a", "Cats 🐈 purr", True, ("major-claim", "sure-thing"), "so it is"),
        ("b", "Dogs are loud.", False, (), None),
    ]
    assert [(str(r.kind), r.premises, r.target) for r in map.relations] == [
        ("attack", ("b",), "a"),
        ("attack", ("b",), "a"),
        ("attack", ("a",), "b"),
    ]


@pytest.mark.parametrize(
    ("results", "remark"),
    [
        ([region("a", 0, 4, "Dogs")], "AM019 the words of region a are not in the text at its place; it has no quote"),
        ([region("a", 0, 4, "Cats"), region("a", 0, 4, "Cats")], "AM019 region a is there twice; the first one is kept"),
        ([region("a", 0, 4, "Cats"), link("a", "a")], "AM019 the relation a to a has no label; it was left out"),
        ([region("a", 0, 4, "Cats"), link("a", "b", "Support")], "names b, which is not in the map; it was left out"),
        ([region("a", 0, 4, "Cats"), link("a", "a", "After")], "is labelled 'After', which is no relation between claims that argmap knows"),
        ([{"type": "rating", "id": "x", "value": {"rating": 3}}], "AM019 rating x says nothing of a region with places; it was left out"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said(results: list[dict[str, Any]], remark: str) -> None:
    assert any(remark in each for each in read(export(*results))[2])


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", "null", "[1]", '{"data": 1}', "[" * 100_000])
def test_what_is_no_export_is_refused(text: str) -> None:
    assert FORMAT.read is not None
    map, _, remarks = FORMAT.read(MapFile(text))
    assert map is None
    assert "AM018 Label Studio" in str(remarks[-1])
    assert not recognises(MapFile(text))


@given(maps())
def test_every_map_comes_back_and_by_the_regions_alone_what_they_can_say(map: ArgumentMap) -> None:
    assert FORMAT.write is not None
    text, lost, _ = FORMAT.write(map)
    assert lost == ()
    assert read(MapFile(text))[0] == map
    assert recognises(MapFile(text))
    assert BARE.write is not None
    assert BARE.read is not None
    assert BARE.keeps is not None
    reading = BARE.read(MapFile(BARE.write(map).text))
    assert reading.map is not None, reading.diagnostics
    assert likeness(reading.map) == likeness(BARE.keeps(map))


def test_an_edit_in_label_studio_counts_and_the_rest_is_kept(math_in_ml: ArgumentMap) -> None:
    assert FORMAT.write is not None
    (task,) = json.loads(FORMAT.write(math_in_ml).text)
    results = task["annotations"][0]["result"]
    first = next(each for each in results if each["type"] == "textarea")
    first["value"]["text"] = ["Somebody changed this."]
    gone = next(each for each in results if each["type"] == "relation" and each.get("id"))
    results.remove(gone)
    map = read(MapFile(json.dumps([task]), "math-in-ml.json"))[0]
    assert map[first["id"]].text == "Somebody changed this."  # type: ignore[union-attr]
    assert gone["id"] not in map.relations_by_id
    assert map.issues == math_in_ml.issues
    assert {claim.id: claim.answers for claim in map.claims} == {c.id: c.answers for c in math_in_ml.claims}


@examples(30)
@given(st.data())
def test_any_json_is_read_or_refused(data: st.DataObject) -> None:
    assert BARE.write is not None
    assert FORMAT.read is not None
    text = data.draw(mangled(BARE.write(SMALL).text))
    map, _, remarks = FORMAT.read(MapFile(text))
    assert map is not None or remarks


@pytest.mark.parametrize("name", ["labelstudio_export.json"])
def test_files_of_corpora(root: Path, name: str) -> None:
    path = root.parent / "shared" / "samples" / "threads" / "annotation" / name
    if not path.exists():
        pytest.skip("the samples are not here")
    file = MapFile(path.read_text(), path.name)
    assert recognises(file)
    map, thread, remarks = read(file)
    assert remarks == []
    assert thread is not None
    assert [claim.quotes[0].exact for claim in map.claims] == ["With WAL we measured 1,400 writes/s on an NVMe disk", "I get 9k writes/s"]  # fmt: skip
    assert [(str(r.kind), r.premises, r.target) for r in map.relations] == [("attack", ("r2",), "r1")]


def test_the_configuration_of_the_documentation_takes_what_is_written(
    math_in_ml: ArgumentMap, root: Path
) -> None:
    """Label Studio's own check of annotations against a labelling configuration."""
    interface = pytest.importorskip(
        "label_studio_sdk.label_interface", reason="label-studio-sdk is not installed"
    )
    page = (root / "docs" / "formats.md").read_text()
    config = page[page.index("<View>") : page.index("</View>")] + "</View>"
    assert FORMAT.write is not None
    (annotation,) = json.loads(FORMAT.write(SMALL).text)[0]["annotations"]
    checker = interface.LabelInterface(config)
    assert checker.validate_annotation(annotation)
    annotation["result"][0]["value"]["paragraphlabels"] = ["Nothing of the kind"]
    assert not checker.validate_annotation(annotation)
