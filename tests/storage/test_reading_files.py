"""Several readings of one thread stand in one folder: which file is which, and what a folder without a map.yaml says."""

from __future__ import annotations

from pathlib import Path

import pytest

import argmap
from argmap.errors import ArgmapError, UnreadableInput
from argmap.storage.reading_files import file_of_reading, reading_name, readings_of


def folder_of(tmp_path: Path, *names: str) -> Path:
    for name in names:
        (tmp_path / name).write_text("format: argmap/1\nid: m\ntitle: M\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("map.yaml", ""),
        ("map.json", ""),
        ("map.ann.yaml", "ann"),
        ("map.reader-2.yml", "reader-2"),
        ("map.map.json", "map"),
        ("map.Ann.yaml", None),
        ("map.ann.bak.yaml", None),
        ("map..yaml", None),
        ("map.ann.yaml.journal", None),
        (".map.ann.yaml", None),
        ("thread.yaml", None),
        (f"map.{'a' * 65}.yaml", None),
    ],
)
def test_the_name_of_a_file_says_whose_reading_it_holds(file: str, name: str | None) -> None:
    assert reading_name(file) == name


def test_the_map_of_a_dataset_comes_first_and_the_others_by_name(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "map.jo.yaml", "map.yaml", "map.ann.yaml", "notes.yaml")
    (folder / "map.gone.yaml").symlink_to(folder / "nowhere.yaml")
    assert [(name, file.name) for name, file in readings_of(folder).items()] == [
        ("", "map.yaml"),
        ("ann", "map.ann.yaml"),
        ("jo", "map.jo.yaml"),
    ]


def test_other_readings_do_not_change_what_a_folder_is(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "map.yaml", "map.ann.yaml")
    (folder / "map.yaml").write_text("format: argmap/1\nid: main\ntitle: M\n", encoding="utf-8")
    assert argmap.load(folder).id == "main"


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("map.ann.yaml",), "the folder holds only the reading map.ann.yaml; name the file, or make one of them map.yaml"),
        (("map.jo.yaml", "map.ann.yaml"), "only the readings map.ann.yaml and map.jo.yaml; name the file"),
        ((), "the folder holds no map; a dataset has a map.yaml"),
        (("map.ann.yaml", "map.ann.json"), "the folder holds map.ann.yaml and map.ann.json; keep one"),
    ],
    ids=["one", "two", "none", "one name twice"],
)  # fmt: skip
def test_a_folder_without_a_map_says_which_readings_it_holds(
    tmp_path: Path, names: tuple[str, ...], said: str
) -> None:
    with pytest.raises(UnreadableInput, match="AM001") as refused:
        argmap.load(folder_of(tmp_path, *names))
    assert said in str(refused.value)


@pytest.mark.parametrize("name", ["Ann", "ann.b", "../ann", "", "a" * 65])
def test_a_reading_is_named_by_an_id(name: str) -> None:
    with pytest.raises(ArgmapError, match="is not an id"):
        file_of_reading("data/tabs", name)


def test_a_reading_that_is_saved_has_its_thread_beside_it(tmp_path: Path) -> None:
    data = Path(__file__).parent.parent.parent / "data" / "car-free-centre"
    map = argmap.load(data)
    argmap.save(map, tmp_path / "map.ann.yaml")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["map.ann.yaml", "thread.yaml"]
    assert argmap.load(tmp_path / "map.ann.yaml") == map
