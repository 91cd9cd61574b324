"""The journal: every edit can be undone, whatever characters the edits hold."""

from __future__ import annotations

import json
import os
from itertools import pairwise
from pathlib import Path

import pytest

from argmap.editing.journal import NothingToUndo, next_steps, redo, undo, write_edit, write_edit_of
from argmap.errors import ArgmapError
from argmap.storage.files import ChangedMeanwhile

MAP = "format: argmap/1\nid: m\ntitle: M\n"


@pytest.mark.parametrize("character", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c"], ids=ascii)
def test_a_character_that_ends_lines_elsewhere_does_not_end_an_entry_of_the_journal(
    tmp_path: Path, character: str
) -> None:
    path = tmp_path / "map.yaml"
    texts = [MAP, f"{MAP}# A{character}B\n", f"{MAP}# A{character}B\n# C\n", MAP + "# D\n"]
    path.write_bytes(texts[0].encode())
    for number, (before, after) in enumerate(pairwise(texts)):
        write_edit(path, f"edit {number}{character}", before, after)
    for number in (2, 1, 0):
        assert undo(path) == f"edit {number}{character}"
        assert path.read_bytes() == texts[number].encode()
    with pytest.raises(NothingToUndo):
        undo(path)


@pytest.mark.parametrize(
    "damage", ["{", "[" * 100_000, "9" * 5_000], ids=["cut off", "deep", "a long number"]
)
def test_a_journal_that_is_damaged_undoes_nothing_and_stops_no_edit(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "map.yaml"
    path.write_text(MAP)
    (tmp_path / ".map.yaml.journal").write_text(damage)
    with pytest.raises(NothingToUndo):
        undo(path)
    write_edit(path, "edit", MAP, MAP + "# A\n")
    assert undo(path) == "edit"


THREAD = "format: argmap-thread/1\nid: t\n"


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    map_path, thread_path = tmp_path / "map.yaml", tmp_path / "thread.yaml"
    map_path.write_text(MAP)
    thread_path.write_text(THREAD)
    return map_path, thread_path


def test_an_edit_of_several_files_is_undone_in_all_of_them(files: tuple[Path, Path]) -> None:
    map_path, thread_path = files
    new = map_path.parent / "notes.yaml"
    changes = {thread_path: (THREAD, "t\n"), map_path: (MAP, "m\n"), new: (None, "n\n")}
    write_edit_of(map_path, changes, "update")
    assert [path.read_text() for path in changes] == ["t\n", "m\n", "n\n"]
    assert undo(map_path) == "update"
    assert (map_path.read_text(), thread_path.read_text(), new.exists()) == (MAP, THREAD, False)


@pytest.mark.parametrize("changed", [0, 1], ids=["map", "thread"])
def test_an_edit_of_several_files_is_not_undone_when_one_was_changed_since(
    files: tuple[Path, Path], changed: int
) -> None:
    map_path, thread_path = files
    write_edit_of(map_path, {thread_path: (THREAD, "t\n"), map_path: (MAP, "m\n")}, "update")
    files[changed].write_text("mine\n")
    before = [path.read_text() for path in files]
    with pytest.raises(NothingToUndo, match=rf"{files[changed].name} was changed since the last edit"):
        undo(map_path)
    assert [path.read_text() for path in files] == before


def test_nothing_is_written_when_one_of_several_files_was_changed_meanwhile(files: tuple[Path, Path]) -> None:
    map_path, thread_path = files
    with pytest.raises(ChangedMeanwhile, match=r"thread.yaml changed since it was read"):
        write_edit_of(map_path, {map_path: (MAP, "m\n"), thread_path: ("other", "t\n")}, "update")
    with pytest.raises(ChangedMeanwhile):
        write_edit_of(map_path, {map_path: (None, "m\n")}, "make it")
    assert map_path.read_text() == MAP
    assert sorted(path.name for path in map_path.parent.iterdir()) == ["map.yaml", "thread.yaml"]


def test_a_thread_without_a_map_has_a_journal_of_its_own(tmp_path: Path) -> None:
    thread_path = tmp_path / "thread.yaml"
    thread_path.write_text(THREAD)
    write_edit_of(thread_path, {thread_path: (THREAD, "t\n")}, "update")
    assert undo(thread_path) == "update"
    assert thread_path.read_text() == THREAD


def test_an_older_journal_is_read(tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    path.write_text("new\n")
    after = "7aa7a5359173d05b63cfd682e3c38487f3cb4f7f1d60659fe59fab1505977d4c"  # printf 'new\n' | sha256sum
    (tmp_path / ".map.yaml.journal").write_text(
        f'{{"did": "old edit", "before": "old\\n", "after": "{after}"}}\n'
    )
    assert undo(path) == "old edit"
    assert path.read_text() == "old\n"


@pytest.mark.parametrize("name", ["../outside.yaml", "{folder}/outside.yaml", "link/outside.yaml"])
def test_a_journal_that_came_with_a_dataset_changes_nothing_outside_its_folder(
    tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "dataset"
    folder.mkdir()
    (folder / "link").symlink_to(tmp_path, target_is_directory=True)
    outside, path = tmp_path / "outside.yaml", folder / "map.yaml"
    outside.write_text("")
    path.write_text(MAP)
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"  # sha256sum < /dev/null
    row = {
        "did": "x",
        "files": {name.format(folder=tmp_path): {"before": "harm", "after": empty}},
    }
    (folder / ".map.yaml.journal").write_text(json.dumps(row) + "\n")
    with pytest.raises(NothingToUndo):
        undo(path)
    assert outside.read_text() == ""


def test_an_edit_outside_the_folder_is_refused(files: tuple[Path, Path], tmp_path: Path) -> None:
    outside = tmp_path.parent / f"{tmp_path.name}-outside.yaml"
    with pytest.raises(ArgmapError, match="lies outside the folder"):
        write_edit_of(files[0], {files[0]: (MAP, "m\n"), outside: (None, "o\n")}, "edit")
    assert not outside.exists()
    assert files[0].read_text() == MAP


def test_an_edit_that_was_cut_off_before_it_wrote_a_file_is_passed_over(
    files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    map_path, thread_path = files
    write_edit(map_path, "first", MAP, "m\n")
    replace, written = os.replace, []

    def cut_off(source: str, target: Path) -> None:
        written.append(target)
        if len(written) > 1:  # what is intended is the first
            raise KeyboardInterrupt
        replace(source, target)

    monkeypatch.setattr(os, "replace", cut_off)
    with pytest.raises(KeyboardInterrupt):
        write_edit_of(map_path, {map_path: ("m\n", "n\n"), thread_path: (THREAD, "t\n")}, "second")
    monkeypatch.undo()
    assert (map_path.read_text(), thread_path.read_text()) == ("m\n", THREAD)
    assert undo(map_path) == "first"
    assert map_path.read_text() == MAP


def test_an_edit_that_was_cut_off_between_two_files_is_undone(
    files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    map_path, thread_path = files
    replace, written = os.replace, []

    def cut_off(source: str, target: Path) -> None:
        written.append(target)
        if len(written) > 3:  # what is intended, the journal and one file
            raise KeyboardInterrupt
        replace(source, target)

    monkeypatch.setattr(os, "replace", cut_off)
    with pytest.raises(KeyboardInterrupt):
        write_edit_of(map_path, {thread_path: (THREAD, "t\n"), map_path: (MAP, "n\n")}, "update")
    monkeypatch.undo()
    assert (map_path.read_text(), thread_path.read_text()) == (MAP, "t\n")
    assert undo(map_path) == "update"
    assert (map_path.read_text(), thread_path.read_text()) == (MAP, THREAD)


def test_a_byte_order_mark_stays_and_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + MAP.encode())
    write_edit(path, "edit", MAP, "m\n")
    assert path.read_bytes() == b"\xef\xbb\xbfm\n"
    undo(path)
    assert path.read_bytes() == b"\xef\xbb\xbf" + MAP.encode()


def test_a_journal_keeps_the_last_hundred_edits_and_no_more_text_than_it_may(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "map.yaml"
    path.write_text("0" * 10)
    for number in range(103):
        write_edit(path, str(number), path.read_text(), f"{number + 1:010}")
    assert len((tmp_path / ".map.yaml.journal").read_text().splitlines()) == 100
    monkeypatch.setattr("argmap.editing.journal.MOST_CHARACTERS", 35)
    write_edit(path, "103", path.read_text(), "last")
    assert len((tmp_path / ".map.yaml.journal").read_text().splitlines()) == 3
    monkeypatch.setattr("argmap.editing.journal.MOST_CHARACTERS", 1)
    write_edit(path, "104", "last", "very last")
    assert undo(path) == "104"
    assert path.read_text() == "last"


def test_a_journal_is_for_those_who_may_read_the_files_that_it_repeats(files: tuple[Path, Path]) -> None:
    map_path, thread_path = files
    thread_path.chmod(0o600)
    write_edit(map_path, "open", MAP, "m\n")
    journal = map_path.with_name(".map.yaml.journal")
    assert journal.stat().st_mode & 0o777 == map_path.stat().st_mode & 0o777
    write_edit_of(map_path, {map_path: ("m\n", "n\n"), thread_path: (THREAD, "t\n")}, "both")
    assert journal.stat().st_mode & 0o777 == 0o600
    assert undo(map_path) == "both"
    assert journal.stat().st_mode & 0o777 == 0o600


def test_an_edit_goes_to_the_file_behind_a_link_and_undo_too(tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    real, path = tmp_path / "real.yaml", tmp_path / "d" / "map.yaml"
    real.write_text(MAP)
    path.symlink_to("../real.yaml")
    write_edit(path, "edit", MAP, "m\n")
    assert (path.is_symlink(), real.read_text()) == (True, "m\n")
    assert undo(path) == "edit"
    assert (path.is_symlink(), real.read_text()) == (True, MAP)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_a_file_stays_its_owners(tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    path.write_text(MAP)
    path.chmod(0o640)
    os.chown(path, 1000, 1001)
    write_edit(path, "edit", MAP, "m\n")
    for file in (path, tmp_path / ".map.yaml.journal"):
        state = file.stat()
        assert (state.st_uid, state.st_gid, state.st_mode & 0o777) == (1000, 1001, 0o640)


def test_what_was_undone_is_done_again_in_all_files_and_can_be_undone_again(
    files: tuple[Path, Path],
) -> None:
    map_path, thread_path = files
    write_edit_of(map_path, {map_path: (MAP, "m\r\n"), thread_path: (THREAD, "t\n")}, "one")
    write_edit_of(map_path, {map_path: ("m\r\n", "mm\n")}, "two")
    assert next_steps(map_path) == ("two", None)
    assert [undo(map_path), undo(map_path)] == ["two", "one"]
    assert next_steps(map_path) == (None, "one")
    assert [redo(map_path), redo(map_path)] == ["one", "two"]
    assert (map_path.read_bytes(), thread_path.read_bytes()) == (b"mm\n", b"t\n")
    assert next_steps(map_path) == ("two", None)
    assert [undo(map_path), redo(map_path), undo(map_path), undo(map_path)] == ["two", "two", "two", "one"]
    assert (map_path.read_text(), thread_path.read_text()) == (MAP, THREAD)


def test_after_a_new_edit_or_a_change_by_other_means_nothing_is_done_again(tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    path.write_text(MAP)
    write_edit(path, "one", MAP, MAP + "# A\n")
    undo(path)
    write_edit(path, "two", MAP, MAP + "# B\n")
    with pytest.raises(NothingToUndo, match="no undone edit"):
        redo(path)
    undo(path)
    path.write_text(MAP + "# by hand\n")
    with pytest.raises(NothingToUndo, match="changed since"):
        redo(path)
    assert path.read_text() == MAP + "# by hand\n"
    assert next_steps(path) == (None, None)
