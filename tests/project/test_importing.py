"""Importing by command: files, standard input, addresses, and what goes wrong; updates are in test_updating.py."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import argmap
from argmap.cli.main import main
from argmap.importers.input_file import InputFile

DATA = Path(__file__).parent.parent.parent / "data" / "math-in-ml"


def run(*arguments: str, **options: Any) -> Result:
    return CliRunner().invoke(main, arguments, **options)


def comments(*texts: str) -> str:
    rows = [
        {
            "id": f"c{n}",
            "link_id": "t3_a",
            "parent_id": "t3_a",
            "author": "ann",
            "body": text,
            "subreddit": "s",
            "created_utc": n,
        }
        for n, text in enumerate(texts, start=1)
    ]
    return "\n".join(map(json.dumps, rows))


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    (tmp_path / "dump.ndjson").write_text(comments("Weights are shared.", "They are not."))
    return tmp_path / "dump.ndjson"


def test_import_says_what_it_read_and_writes_a_thread(dump: Path, tmp_path: Path) -> None:
    result = run("import", str(dump), "-o", str(tmp_path / "weights"))
    assert result.exit_code == 0, result.output
    assert "recognised as Reddit (--as reddit)" in result.stderr
    thread = argmap.load_thread(tmp_path / "weights" / "thread.yaml")
    assert (thread.id, [post.text for post in thread.posts]) == (
        "weights",
        ["Weights are shared.", "They are not."],
    )


def test_import_prints_without_a_folder_and_reads_standard_input(dump: Path) -> None:
    result = CliRunner().invoke(
        main, ["import", "-", "--id", "lunch", "--as", "plain"], input="Ann: Yes.\nBo: No.\n"
    )
    assert "id: lunch" in result.stdout
    assert result.exit_code == 0


def test_import_does_not_overwrite_and_says_what_to_do(dump: Path, tmp_path: Path) -> None:
    assert run("import", str(dump), "-o", str(tmp_path / "weights")).exit_code == 0
    result = run("import", str(dump), "-o", str(tmp_path / "weights"))
    assert result.exit_code == 2
    assert "argmap update" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere.json"], "AM001 no such file"),
        (["{dump}", "--as", "redit"], "did you mean 'reddit'?"),
        (["{dump}", "--as", "mail"], "no message"),
        (["{dump}", "-o", "Not An Id"], "is not an id"),
        (["{folder}"], "there is no file to read in this folder"),
    ],
)
def test_what_cannot_be_imported_is_told(arguments: list[str], message: str, dump: Path) -> None:
    (dump.parent / "empty").mkdir()
    told = [part.format(dump=dump, folder=dump.parent / "empty") for part in arguments]
    result = run("import", *told)
    assert result.exit_code == 2
    assert message in result.stderr
    assert "Traceback" not in result.output


def test_update_needs_a_thread(tmp_path: Path, dump: Path) -> None:
    result = run("update", str(tmp_path), str(dump))
    assert result.exit_code == 2
    assert "argmap import FILE" in result.stderr


def test_show_is_a_tree_or_flat(tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "m")
    tree = run("show", "--thread", str(tmp_path / "m")).stdout
    assert "#9 Commenter A" in tree
    assert "(repeats #2 word for word)" in tree
    assert run("show", str(tmp_path / "m" / "thread.yaml"), "--flat").exit_code == 0


PAGE = {
    "id": 1, "type": "story", "title": "Weights", "author": "ann", "created_at_i": 1,
    "children": [{"id": 2, "author": "bo", "text": "They are shared.", "created_at_i": 2, "children": []}],
}  # fmt: skip
URL = "https://news.ycombinator.com/item?id=1"


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> None:
    """A site that sends one page for any address; the requests themselves are tested in tests/importers."""

    def fetched(url: str) -> tuple[str, list[InputFile]]:
        return "hackernews", [InputFile(f"{url} (1)", content=json.dumps(PAGE).encode())]

    monkeypatch.setattr("argmap.importers.fetch.fetched", fetched)


@pytest.mark.usefixtures("site")
def test_an_address_is_imported_saved_and_updated(tmp_path: Path) -> None:
    folder, saved = tmp_path / "weights", tmp_path / "page.json"
    result = run("import", URL, "-o", str(folder), "--save", str(saved))
    assert result.exit_code == 0, result.output
    assert f"next: argmap init {folder}" in result.stderr
    assert json.loads(saved.read_text()) == PAGE
    assert [post.text for post in argmap.load_thread(folder / "thread.yaml").posts] == [
        "Weights",
        "They are shared.",
    ]
    assert run("update", str(folder), URL).stdout == "nothing has changed\n"
    assert run("update", str(folder), str(saved)).stdout == "nothing has changed\n"


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["import", URL, "x.json"], "an address (https://…) is imported alone"),
        (["import", "news.ycombinator.com/item?id=1"], "no such file; an address begins with https://"),
        (["import", "x.json", "--save", "y.json"], "--save keeps what was fetched"),
        (["import", "/nowhere/x.json"], "/nowhere/x.json: AM001 no such file"),
    ],
)
def test_a_wrong_mix_of_files_and_addresses_is_told(arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_show_takes_a_thread_for_what_it_is(dump: Path, tmp_path: Path) -> None:
    folder = tmp_path / "weights"
    run("import", str(dump), "-o", str(folder))
    shown = run("show", str(folder)).stdout  # a folder with a thread and no map yet
    assert "Weights are shared." in shown
    other = folder / "under-another-name.yml"
    other.write_bytes((folder / "thread.yaml").read_bytes())
    assert run("show", str(other)).stdout == shown
    refused = run("show", str(folder), "--focus", "x")
    assert (refused.exit_code, "--focus is for maps" in refused.stderr) == (2, True)
    assert "--flat shows a thread; add --thread" in run("show", str(DATA), "--flat").stderr
