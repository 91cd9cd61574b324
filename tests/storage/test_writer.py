"""Saving and loading again gives the same document."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from argmap.model import ArgumentMap
from argmap.storage import load_map, read_map, save_map
from argmap.storage.files import ChangedMeanwhile
from argmap.storage.limits import Limits
from argmap.storage.parse import parse
from argmap.storage.writer import map_yaml, plain_data
from tests.strategies import maps


@given(maps())
def test_loading_what_was_saved_gives_the_same_map(tmp_path_factory: pytest.TempPathFactory, map: ArgumentMap) -> None:
    folder = tmp_path_factory.mktemp("saved")
    save_map(map, folder)
    assert load_map(folder) == map


@given(maps())
def test_plain_data_validates_to_the_same_map(map: ArgumentMap) -> None:
    assert ArgumentMap.model_validate(plain_data(map)) == map


@given(maps())
def test_writing_twice_gives_the_same_text(map: ArgumentMap) -> None:
    text = map_yaml(map)
    assert map_yaml(map) == text
    assert parse(text, "map.yaml", Limits(), is_json=False).data["format"] == "argmap/1"


def test_a_file_that_changed_since_it_was_read_is_left_alone(tmp_path: Path, math_in_ml: ArgumentMap) -> None:
    save_map(math_in_ml, tmp_path)
    read = read_map(tmp_path)
    (tmp_path / "thread.yaml").write_text("edited meanwhile", "utf-8")
    with pytest.raises(ChangedMeanwhile, match=r"thread\.yaml changed since it was read"):
        save_map(math_in_ml, tmp_path, read=read)
    assert (tmp_path / "thread.yaml").read_text("utf-8") == "edited meanwhile"
