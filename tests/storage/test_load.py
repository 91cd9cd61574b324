"""From a path to a map: which file is read, and what its top must look like."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from argmap.errors import InvalidInput, UnreadableInput
from argmap.model import ArgumentMap
from argmap.storage import load_map, read_map
from argmap.storage.codes import FILE_FAULTS
from argmap.storage.files import digest
from argmap.storage.load import find_map, load_thread
from argmap.storage.writer import plain_data
from tests.storage.conftest import Dataset

MAP = "format: argmap/1\nid: m\ntitle: M\n"


@pytest.mark.parametrize("name", ["map.yaml", "map.yml", "map.json"])
def test_a_folder_stands_for_the_map_in_it(dataset: Dataset, name: str) -> None:
    text = '{"format": "argmap/1", "id": "m", "title": "M"}' if name == "map.json" else MAP
    path = dataset.write(name, text)
    assert find_map(dataset.folder) == path
    assert load_map(str(dataset.folder)) == load_map(path) == ArgumentMap(id="m", title="M")


def test_a_folder_without_a_map_is_unreadable(dataset: Dataset) -> None:
    with pytest.raises(UnreadableInput, match=r"AM001 the folder holds no map; a dataset has a map\.yaml$"):
        load_map(dataset.folder)


def test_a_folder_with_two_maps_is_unreadable(dataset: Dataset) -> None:
    dataset.write("map.yaml", MAP)
    dataset.write("map.json", "{}")
    with pytest.raises(UnreadableInput, match=r"holds map\.yaml and map\.json; keep one, or name the file$"):
        load_map(dataset.folder)


def test_a_missing_file_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match=r"none\.yaml: AM001 no such file$"):
        load_map(tmp_path / "none.yaml")


def test_a_dash_stands_for_standard_input() -> None:
    assert find_map("-") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("- a\n", "1:1: AM010 the file holds a list", id="list"),
        pytest.param(
            "# c\n\n  hello\n", "3:3: AM010 the file holds a single value", id="scalar, after a comment"
        ),
        pytest.param("42", "1:1: AM010 the file holds a single value", id="number"),
        pytest.param("null\n", "1:1: AM010 the file holds nothing", id="null"),
        pytest.param("id: m\ntitle: M\n", "1:1: AM012 key 'format' is missing", id="no format"),
    ],
)
def test_a_map_begins_with_its_format(dataset: Dataset, text: str, expected: str) -> None:
    assert dataset.faults(text) == [f"map.yaml:{expected}; a map begins with 'format: argmap/1'"]


def test_a_thread_in_place_of_a_map_is_one_fault(dataset: Dataset) -> None:
    (fault,) = read_map(dataset.folder / "thread.yaml").diagnostics
    assert dataset.shown(fault) == (
        "thread.yaml:1:9: AM013 this is a thread, not a map; name its map.yaml instead"
    )


def test_faults_of_the_reader_are_kept_when_the_file_is_no_map(dataset: Dataset) -> None:
    assert dataset.places("- &x a\n") == ["map.yaml:1:1: AM010", "map.yaml:1:3: AM006"]


@pytest.mark.parametrize("source", ["[" * 100_000, "- " * 100_000], ids=["flow", "block"])
def test_a_nested_map_is_unreadable_at_its_place(dataset: Dataset, source: str) -> None:
    dataset.write("map.yaml", source)
    with pytest.raises(UnreadableInput, match=r"map\.yaml:1:\d+: AM009 nested deeper than 64 levels"):
        load_map(dataset.folder)


def test_bytes_that_are_not_utf8_are_unreadable_at_their_place(dataset: Dataset) -> None:
    (dataset.folder / "map.yaml").write_bytes(b"format: argmap/1\ntitle: caf\xe9\n")
    with pytest.raises(UnreadableInput, match=r"map\.yaml:2:11: AM002 not UTF-8 \(byte 0xe9\); save"):
        load_map(dataset.folder)


@pytest.mark.parametrize("name", ["map.yaml", "map.json"])
def test_a_byte_order_mark_is_accepted(dataset: Dataset, name: str) -> None:
    text = json.dumps({"format": "argmap/1", "id": "m", "title": "M"})
    (dataset.folder / name).write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert load_map(dataset.folder).title == "M"


def test_windows_line_ends_are_accepted_and_do_not_move_places(dataset: Dataset) -> None:
    assert dataset.faults(MAP.replace("\n", "\r\n")) == []
    assert dataset.places((MAP + "claims: [{id: c, text: C., answers: x}]\n").replace("\n", "\r\n")) == [
        "map.yaml:4:37: AM105"
    ]


def test_words_that_yaml_1_1_took_for_truth_values_and_dates_are_text(dataset: Dataset) -> None:
    loaded = dataset.read(
        MAP.replace("title: M", "title: no\nannotators: [on, 2026-11-22, y, 1_000, 12:30:45]")
    )
    assert loaded.map is not None
    assert loaded.map.title == "no"
    assert loaded.map.annotators == ("on", "2026-11-22", "y", "1_000", "12:30:45")


def test_json_and_yaml_of_a_map_are_the_same_map(dataset: Dataset, math_in_ml: ArgumentMap) -> None:
    path = dataset.write("map.json", json.dumps(plain_data(math_in_ml)))
    assert load_map(path) == math_in_ml


def test_the_digests_are_those_of_the_files_read(dataset: Dataset) -> None:
    loaded = dataset.read(MAP + "thread: thread.yaml\n")
    assert loaded.digests == {
        path.resolve(): digest(path.read_bytes())
        for path in (dataset.folder / "map.yaml", dataset.folder / "thread.yaml")
    }


def test_positions_of_a_sound_map_say_where_its_parts_stand(dataset: Dataset) -> None:
    loaded = dataset.read(MAP + "thread: thread.yaml\n")
    assert dataset.shown(loaded.positions.locate(("title",))) == "map.yaml:3:8"
    assert dataset.shown(loaded.positions.locate(("thread", "posts", 1, "text"))) == "thread.yaml:10:33"


def test_invalid_input_lists_every_diagnostic(dataset: Dataset) -> None:
    dataset.write("map.yaml", "id: M\n")
    with pytest.raises(InvalidInput) as caught:
        load_map(dataset.folder)
    assert [fault.code for fault in caught.value.diagnostics] == ["AM012", "AM012", "AM013"]
    assert str(caught.value).count("\n") == 2


def test_every_code_of_a_file_fault_has_a_name_and_an_explanation() -> None:
    assert list(FILE_FAULTS) == [f"AM{number:03}" for number in range(1, 20)]
    assert len({name for name, _ in FILE_FAULTS.values()}) == len(FILE_FAULTS)
    assert all(explanation.endswith(".") for _, explanation in FILE_FAULTS.values())


def test_the_thread_of_a_dataset_is_read_from_its_folder(root: Path) -> None:
    folder = root / "data" / "car-free-centre"
    assert load_thread(folder) == load_thread(folder / "thread.yaml")


def test_a_folder_without_a_thread_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match=r"thread\.yaml.*AM001"):
        load_thread(tmp_path)
