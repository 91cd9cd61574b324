"""Building outputs: everything is made before anything is written, and the same input gives the same bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from argmap.datasets.folders import find_datasets
from argmap.errors import ArgmapError, LayoutFailed, UnreadableInput
from argmap.model import ArgumentMap
from argmap.project.build import outputs, write_outputs


@pytest.mark.usefixtures("drawn_anew")
def test_building_twice_gives_the_same_bytes(math_in_ml: ArgumentMap) -> None:
    first, second = outputs(math_in_ml), outputs(math_in_ml)
    assert {name: content == second[name] for name, content in first.items()} == dict.fromkeys(first, True)


def test_nothing_is_written_when_drawing_fails(
    math_in_ml: ArgumentMap, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> dict[str, bytes]:
        raise LayoutFailed("no Graphviz")

    monkeypatch.setattr("argmap.project.build.pictures", fail)
    with pytest.raises(LayoutFailed):
        write_outputs(math_in_ml, tmp_path / "out", {})
    assert not (tmp_path / "out").exists()


def test_an_unwritable_folder_is_an_argmap_error(math_in_ml: ArgumentMap, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(ArgmapError, match="cannot write"):
        write_outputs(math_in_ml, tmp_path / "out", {})


def test_datasets_are_found_at_the_folder_and_below_it(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "map.yaml").write_text("")
    (tmp_path / "empty").mkdir()
    assert [folder.name for folder in find_datasets(tmp_path)] == ["a", "b"]
    assert find_datasets(tmp_path / "a") == (tmp_path / "a",)


def test_a_folder_without_datasets_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="no dataset here"):
        find_datasets(tmp_path)
    with pytest.raises(UnreadableInput, match="no such folder"):
        find_datasets(tmp_path / "nowhere")
