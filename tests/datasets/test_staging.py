"""Folders that take the place of others: wherever the process is cut off, there is the old one or the new one."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from argmap.datasets import staging
from argmap.datasets.staging import staged, take_place
from argmap.storage.atomic.exchange import exchanged


def folder(place: Path, text: str) -> Path:
    place.mkdir()
    (place / "a.txt").write_text(text, "utf-8")
    return place


def replaced(tmp_path: Path) -> Path:
    place = folder(tmp_path / "package", "old")
    with staged(place) as made:
        (made / "a.txt").write_text("new", "utf-8")
        take_place(made, place)
    return place


def test_folders_are_exchanged(tmp_path: Path) -> None:
    one, other = folder(tmp_path / "one ü", "1"), folder(tmp_path / "other", "2")
    if not exchanged(one, other):
        pytest.skip("this system or this disk cannot exchange folders")
    assert ((one / "a.txt").read_text("utf-8"), (other / "a.txt").read_text("utf-8")) == ("2", "1")
    assert not exchanged(one, tmp_path / "missing")


@pytest.mark.skipif(sys.platform != "linux", reason="the system call of Linux")
def test_a_folder_is_never_gone_while_another_takes_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Point 33 of `dataset package` in `tools.kills`: the old one was put aside, the new one not yet there."""
    if not exchanged(folder(tmp_path / "1", ""), folder(tmp_path / "2", "")):
        pytest.skip("this disk cannot exchange folders")
    seen: list[bool] = []

    def watched(work: Callable[..., Any]) -> Callable[..., Any]:
        def watching(*given: Any, **more: Any) -> Any:
            seen.append((tmp_path / "package").exists())
            return work(*given, **more)

        return watching

    for name in ("rename", "rmdir", "unlink"):
        monkeypatch.setattr(os, name, watched(getattr(os, name)))
    place = replaced(tmp_path)
    assert seen
    assert all(seen)
    assert (place / "a.txt").read_text("utf-8") == "new"


@pytest.mark.parametrize("can", [True, False], ids=["exchanged", "one after the other"])
def test_the_old_folder_goes(can: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not can:
        monkeypatch.setattr(staging, "exchanged", lambda *_: False)
    place = replaced(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["package"]
    assert (place / "a.txt").read_text("utf-8") == "new"


def test_where_folders_cannot_be_exchanged_a_failure_puts_the_old_one_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "exchanged", lambda *_: False)
    place = folder(tmp_path / "package", "old")
    with pytest.raises(FileNotFoundError):
        take_place(tmp_path / "missing", place)
    assert (place / "a.txt").read_text("utf-8") == "old"
