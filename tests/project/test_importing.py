"""Importing again: nothing that was there is lost, and quotes move with their words."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

import argmap
from argmap.cli.main import main
from argmap.importers.assemble import ImportOptions, thread_of
from argmap.importers.input_file import InputFile
from argmap.importers.protocol import RawPost, RawThread
from argmap.project.importing import merged

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


def test_update_adds_edits_keeps_and_moves_quotes(dump: Path, tmp_path: Path) -> None:
    folder = tmp_path / "weights"
    run("import", str(dump), "-o", str(folder))
    (folder / "map.yaml").write_text(
        "format: argmap/1\nid: weights\ntitle: W\nthread: thread.yaml\nclaims:\n"
        "  - id: shared   # a comment\n    text: Weights are shared.\n    quotes: [{post: t1-c1, exact: Weights are shared}]\n"
    )
    dump.write_text(comments("Weights are often shared.", "[deleted]", "Why?"))
    result = run("update", str(folder), str(dump))
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == [
        "1 new: t1-c3",
        "1 edited in the source: t1-c1",
        "1 no longer in the source, and kept: t1-c2",
        "1 quote moved with its words",
    ]
    thread = argmap.load_thread(folder / "thread.yaml")
    assert [post.text for post in thread.posts] == ["Weights are often shared.", "They are not.", "Why?"]
    text = (folder / "map.yaml").read_text()
    assert "exact: Weights are often shared" in text
    assert "# a comment" in text
    assert run("update", str(folder), str(dump)).stdout.startswith("1 no longer in the source")


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


posts = st.dictionaries(
    st.sampled_from("abcdefgh"),
    st.tuples(st.sampled_from(["One.", "Two.", "Three.", ""]), st.sampled_from("abcdefghx")),
    min_size=1,
)


@given(posts, posts)
def test_nothing_is_lost_whatever_the_second_import_holds(
    first: dict[str, tuple[str, str]], second: dict[str, tuple[str, str]]
) -> None:
    def thread(found: dict[str, tuple[str, str]]) -> Any:
        raw = [RawPost(key, parent, text=text) for key, (text, parent) in found.items()]
        return thread_of(RawThread("T", [*raw, RawPost("z", text="Zero.")]), ImportOptions("t", "plain"))

    old, new = thread(first), thread(second)
    update = merged(old, new)
    words = {post.id: update.thread.text_of(post.id) for post in update.thread.posts}
    for post in old.posts:
        assert words[post.id] in {
            old.text_of(post.id),
            new.text_of(post.id) if post.id in new.posts_by_id else None,
        }
        assert words[post.id] or not old.text_of(post.id)
    for post in new.posts:
        assert new.text_of(post.id) in {words[post.id], ""}
    assert merged(update.thread, new).added == ()


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
