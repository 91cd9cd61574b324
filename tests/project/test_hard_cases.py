"""Folders in which importing or updating once changed what somebody said, or lost an edit; the right value is in each.

They lie beside the repository; without them these tests are skipped, but for those that write what they need.
"""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import argmap
from argmap.cli.main import main
from argmap.importers.html.text import html_text
from argmap.importers.sources import input_files
from argmap.project.updating import Update, planned_update, write_update
from argmap.storage.files import ChangedMeanwhile

CASES = Path(__file__).parents[2].parent / "shared" / "cases" / "hard"
MAP = """\
format: argmap/1
id: d
title: Trams
thread: thread.yaml
claims:
  - id: full
    text: Trams pay where they are full.
    quotes: [{post: p2, exact: where they are full}]
"""


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


def case(name: str) -> Path:
    """Copy a case into the working folder."""
    if not (CASES / name).is_dir():
        pytest.skip("the cases are not beside the repository")
    for path in (CASES / name).iterdir():
        shutil.copyfile(path, path.name)  # without its rights, which may forbid writing
    return Path()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def said(folder: Path) -> list[tuple[str | None, str]]:
    thread = argmap.load_thread(folder)
    return [(post.author, thread.text_of(post.id)) for post in thread]


def test_an_update_without_news_leaves_the_file_with_its_comments() -> None:
    folder = case("update-drops-comments")
    before = (folder / "thread.yaml").read_bytes()
    assert run("update", ".", "m1.txt").stdout == "nothing has changed\n"
    assert (folder / "thread.yaml").read_bytes() == before


def test_a_message_in_front_takes_nobodys_words() -> None:
    case("update-shifts-authors")
    assert run("import", "c1.txt", "-o", "ds").exit_code == 0
    before = said(Path("ds"))
    assert [author for author, _ in before] == ["ann", "bo", "cy"]
    assert run("update", "ds", "c2.txt").stdout == "1 new: p4\n"
    assert said(Path("ds")) == [("dan", "Earlier message that was missing before."), *before]


@pytest.mark.parametrize("kind", [(), ("--as", "plain")], ids=["recognised", "named"])
def test_a_file_that_has_nothing_to_do_with_the_thread_is_refused(kind: tuple[str, ...]) -> None:
    folder = case("update-wrong-file")
    before = contents(folder)
    result = run("update", ".", "shop.txt", *kind)
    assert (result.exit_code, result.stdout) == (2, "")
    assert contents(folder) == before


def test_json_that_no_importer_knows_is_not_taken_for_text() -> None:
    case("json-taken-for-text")
    result = run("import", "hn.json", "-o", "out")
    assert (result.exit_code, Path("out").exists()) == (2, False)
    assert "does not know this form: it looks like JSON" in result.stderr


def decided(words: str) -> Update:
    """Return an update in which Tom's post, which the map quotes, has got other words."""
    Path("v1.txt").write_text("Nora: Trams are cheaper.\nTom: Only where they are full.\nNora: At eight.\n")
    assert run("import", "v1.txt", "-o", "d").exit_code == 0
    Path("d/map.yaml").write_text(MAP)
    Path("v2.txt").write_text(f"Nora: Trams are cheaper.\nTom: {words}\nNora: At eight.\n")
    return planned_update(Path("d"), input_files(["v2.txt"]), "plain")


@pytest.mark.parametrize("file", ["map.yaml", "thread.yaml"])
def test_an_update_does_not_overwrite_what_was_edited_while_it_worked(file: str) -> None:
    update = decided("Only where they are Full.")
    assert set(update.changes) == {Path("d/map.yaml"), Path("d/thread.yaml")}
    with Path("d", file).open("a") as stream:
        stream.write("# Edited meanwhile.\n")
    before = contents(Path("d"))
    with pytest.raises(ChangedMeanwhile):
        write_update(update)
    assert contents(Path("d")) == before


def test_an_update_that_leaves_the_map_alone_keeps_an_edit_of_it() -> None:
    update = decided("Only where they are really full.")
    assert set(update.changes) == {Path("d/thread.yaml")}
    edited = MAP.replace("Trams pay where", "Trams pay only where")
    Path("d/map.yaml").write_text(edited)
    write_update(update)
    assert Path("d/map.yaml").read_text() == edited
    assert "really full" in Path("d/thread.yaml").read_text()


@pytest.mark.parametrize("part", ['<a href="', "<!--", "<ul><li>", "<b>", "<a b="])
def test_damaged_html_takes_time_by_its_length(part: str) -> None:
    begun = time.process_time()
    html_text(part * 12_000)
    assert time.process_time() - begun < 1  # "under a second", of the case html-quadratic; it once took 23
