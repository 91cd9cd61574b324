"""Watching files: real changes of real files, each waited for at most ten seconds."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from argmap.cli.check.files import CheckRequest, CheckResult, watch_files
from argmap.errors import MissingExtra, UnreadableInput
from argmap.lint.settings import Settings
from argmap.project.watching import changes, is_watched, watched_folders

SECONDS = 10


@pytest.fixture
def stop() -> Iterator[threading.Event]:
    event = threading.Event()
    # Whatever goes wrong, no test waits longer.
    timer = threading.Timer(SECONDS, event.set)
    timer.start()
    yield event
    event.set()
    timer.cancel()


def write_after(seconds: float, path: Path, text: str) -> None:
    threading.Timer(seconds, path.write_text, [text]).start()


def test_a_change_is_seen_and_files_of_other_kinds_are_not(tmp_path: Path, stop: threading.Event) -> None:
    (tmp_path / ".git").mkdir()
    batches = changes([tmp_path], stop)
    for seconds, name in ((0.3, "notes.txt"), (0.3, ".git/a.json"), (0.3, ".map.yaml"), (0.9, "map.yaml")):
        write_after(seconds, tmp_path / name, "id: x")
    assert next(batches) == (tmp_path / "map.yaml",)


def test_changes_before_the_first_step_are_not_missed(tmp_path: Path, stop: threading.Event) -> None:
    batches = changes([tmp_path], stop)
    time.sleep(0.3)
    (tmp_path / "argmap.toml").write_text("")
    time.sleep(0.6)
    assert next(batches) == (tmp_path / "argmap.toml",)


def test_stopping_ends_the_watch_within_a_second(tmp_path: Path, stop: threading.Event) -> None:
    threading.Timer(0.2, stop.set).start()
    begun = time.monotonic()
    assert list(changes([tmp_path], stop)) == []
    assert time.monotonic() - begun < 2


def test_a_file_is_watched_with_its_folder_and_folders_inside_others_once(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "map.yaml").write_text("")
    assert watched_folders([tmp_path / "a" / "map.yaml"]) == (tmp_path / "a",)
    assert watched_folders([tmp_path, tmp_path / "a", tmp_path / "a" / "map.yaml"]) == (tmp_path,)
    assert not is_watched(tmp_path / "map.yaml", tmp_path / "a")


def test_a_missing_folder_is_an_error_that_names_it(tmp_path: Path, stop: threading.Event) -> None:
    with pytest.raises(UnreadableInput, match="nowhere: AM001 no such folder"):
        changes([tmp_path / "nowhere" / "map.yaml"], stop)


def test_without_the_library_the_error_says_how_to_install_it(
    tmp_path: Path, stop: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("argmap.project.watching.find_spec", lambda name: None)
    with pytest.raises(MissingExtra, match=r"pip install 'argmap\[serve\]'"):
        changes([tmp_path], stop)
    with pytest.raises(MissingExtra, match=r"--watch needs an extra; run: pip install 'argmap\[serve\]'"):
        watch_files(request_for(tmp_path), lambda _: None, stop)


def test_check_watch_checks_again_after_a_change_and_ends_when_stopped(
    tmp_path: Path, stop: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(click, "clear", lambda: None)
    map = tmp_path / "map.yaml"
    map.write_text("format: argmap/1\nid: x y\n")
    seen: list[CheckResult] = []

    def show(result: CheckResult) -> None:
        seen.append(result)
        if len(seen) == 1:
            write_after(0.4, map, "format: argmap/1\nid: x\ntitle: Sound\n")
        else:
            stop.set()

    watch_files(request_for(map), show, stop)
    assert [any("'x y'" in str(finding) for finding in result.report.findings) for result in seen] == [
        True,
        False,
    ]


def test_standard_input_is_not_watched(stop: threading.Event) -> None:
    with pytest.raises(click.UsageError, match="cannot be watched"):
        watch_files(CheckRequest(("-",), lambda _: Settings()), lambda _: None, stop)


def request_for(path: Path) -> CheckRequest:
    return CheckRequest((str(path),), lambda _: Settings())
