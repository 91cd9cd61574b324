"""The Python interface as the README promises it."""

from __future__ import annotations

from pathlib import Path

import pytest

import argmap
from argmap.model import ArgumentMap


def test_load_check_render_and_save_work_together(root: Path, tmp_path: Path) -> None:
    map = argmap.load(root / "data" / "math-in-ml")
    assert argmap.check(root / "data" / "math-in-ml") == ()
    assert argmap.render(map, "svg").startswith(b"<?xml")
    argmap.save(map, tmp_path)
    assert argmap.load(tmp_path) == map


def test_a_map_shows_itself_in_a_notebook(math_in_ml: ArgumentMap) -> None:
    svg = math_in_ml._repr_svg_()
    assert "<svg" in svg
    assert 'id="n-math-is-essential"' in svg


def test_drawing_does_not_hide_the_render_function(math_in_ml: ArgumentMap) -> None:
    argmap.render(math_in_ml, "dot")
    assert callable(argmap.render)


def test_faults_are_raised_all_at_once(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text("format: argmap/1\nid: Bad Id\ntitel: T\n", "utf-8")
    with pytest.raises(argmap.InvalidInput) as caught:
        argmap.load(tmp_path)
    assert [diagnostic.code for diagnostic in caught.value.diagnostics] == ["AM012", "AM013", "AM011"]


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'lod'"):
        argmap.lod  # noqa: B018


def test_an_unknown_picture_format_is_named(math_in_ml: ArgumentMap) -> None:
    with pytest.raises(argmap.ArgmapError, match="there is no picture format 'gif'"):
        argmap.render(math_in_ml, "gif")
