"""`argmap import`: what it refuses, what it shows before it writes, and what the options say about the thread."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import argmap
from argmap.cli.main import main


def run(*arguments: object, **options: str) -> Result:
    return CliRunner().invoke(main, list(map(str, arguments)), **options)  # type: ignore[arg-type]


UNKNOWN = {
    "JSON": ('{"channel": "x", "lines": [1]}', "JSON with the keys channel, lines"),
    "records": ('[{"who": "a", "said": "b"}]', "a list of records with the keys who, said"),
    "lines": ('{"who": "a"}\n{"who": "b"}\n', "a list of records with the keys who"),
    "broken JSON": ('{"who": "a", "said": "b', "JSON that breaks off or is damaged"),
    "XML": ("<?xml version='1.0'?>\n<feed><entry/></feed>", "XML with the root element <feed>"),
    "PDF": ("%PDF-1.7 x\n%%EOF", "a PDF file"),
    "binary": ("\0\1\2", "a file that is no text"),
    "nothing": ("", "an empty file"),
}


@pytest.mark.parametrize(("text", "seen"), UNKNOWN.values(), ids=UNKNOWN)
def test_a_form_that_nobody_knows_is_an_error_that_says_what_was_seen(text: str, seen: str) -> None:
    result = run("import", "-", input=text)
    assert result.exit_code == 2
    assert "argmap does not know this form: it looks like" in result.stderr
    assert seen in result.stderr
    assert "--as KIND" in result.stderr
    assert result.stdout == ""


def test_a_page_that_says_not_who_wrote_what_is_an_error() -> None:
    result = run("import", "-", input="<!DOCTYPE html>\n<html><body><p>Hello.</p></body></html>")
    assert result.exit_code == 2
    assert "save the discussion as JSON or text" in result.stderr
    assert result.stdout == ""


def test_the_nearest_known_kinds_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    record = {"id": "a", "kids": [1], "by": "ann", "descendants": 3, "said": "x"}
    result = run("import", "-", input=json.dumps(record))
    assert result.exit_code == 2
    assert "the nearest known kinds are Hacker News (--as hackernews)" in result.stderr


def dump(*threads: str) -> str:
    rows = [
        {"id": f"c{n}", "link_id": f"t3_{thread}", "parent_id": f"t3_{thread}", "author": f"ann{n}", "body": f"Words {n}.", "subreddit": "s", "created_utc": 1700000000 + n}
        for n, thread in enumerate(threads, start=1)
    ]  # fmt: skip
    return "\n".join(map(json.dumps, rows))


def test_the_discussions_of_a_file_are_listed_filtered_and_paged() -> None:
    text = dump(*(f"x{n}" for n in range(60)), "x7", "y1")
    result = run("import", "-", "--list", input=text)
    assert result.exit_code == 0, result.output
    assert "61 discussions; page 1 of 3, --page 2 shows the next; --thread KEY" in result.stderr
    assert len(result.stdout.splitlines()) == 26  # a heading and a page
    row = next(line for line in result.stdout.splitlines() if line.startswith("x7 "))
    assert row.split()[1:4] == ["2", "2", "2023-11-14"]
    last = run("import", "-", "--list", "--page", "3", input=text).stdout.splitlines()
    assert len(last) == 12
    filtered = run("import", "-", "--list", "--filter", "Y1", input=text)
    assert len(filtered.stdout.splitlines()) == 2
    beyond = run("import", "-", "--list", "--page", "9", input=text)
    assert beyond.exit_code == 2
    assert "the last one is 3" in beyond.stderr


def test_a_preview_shows_people_and_posts_and_writes_nothing(tmp_path: Path) -> None:
    result = run("import", "-", "--preview", "--thread", "x1", input=dump("x1", "x2", "x1"))
    assert result.exit_code == 0, result.output
    assert "people (and their posts): ann1 (1), ann3 (1)" in result.stdout
    assert "#1 ann1  [2023-11-14T22:13:21Z]\n  Words 1." in result.stdout
    assert "who wrote what is recorded" in result.stdout
    assert list(tmp_path.iterdir()) == []


def test_options_say_what_the_source_does_not(tmp_path: Path) -> None:
    folder = tmp_path / "weights"
    said = ["--title", "Who?", "--license", "CC0", "--note", "Hi.", "--url", "https://x.org/a"]
    result = run("import", "-", "-o", folder, *said, "--retrieved", "2024-01-02", "--language", "de", input=dump("x"))  # fmt: skip
    assert result.exit_code == 0, result.output
    thread = argmap.load_thread(folder / "thread.yaml")
    assert (thread.title, thread.language, thread.source.license) == ("Who?", "de", "CC0")
    assert (thread.source.url, thread.source.retrieved) == ("https://x.org/a", "2024-01-02")
    assert (thread.source.note or "").startswith("Hi.")
    assert run("init", folder).exit_code == 0
    assert argmap.load(folder).language == "de"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--list", "-o", "x"], "--list writes nothing; leave -o away"),
        (["--preview", "-o", "x"], "--preview writes nothing; leave -o away"),
        (["--list", "--thread", "x"], "--list shows all discussions"),
        (["--page", "2"], "--filter and --page belong to --list"),
        (["--filter", "x"], "--filter and --page belong to --list"),
        (["--url", "x.org"], "'x.org' is not an address"),
        (["--language", "Deutsch"], "'Deutsch' is no language tag"),
        (["--retrieved", "yesterday"], "a date is written YYYY-MM-DD"),
        (["--encoding", "utf-9"], "there is no encoding 'utf-9'"),
        (["--column", "author"], "'author' has no '='"),
        (["--column", "autor=x"], "a column cannot hold 'autor'; did you mean 'author'?"),
        (["--column", "author=x", "--column", "author=y"], "author is named twice"),
    ],
)
def test_contradictions_are_refused(arguments: list[str], message: str) -> None:
    result = run("import", "-", *arguments, input=dump("x"))
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())


def test_a_folder_and_a_zip_archive_are_read_alike(tmp_path: Path) -> None:
    folder = tmp_path / "export"
    (folder / "inner").mkdir(parents=True)
    (folder / "inner" / "b.ndjson").write_text(dump("x", "x"), "utf-8")
    (folder / "a.png").write_bytes(b"\x89PNG")
    (folder / ".hidden").write_text("{}", "utf-8")
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        for path in sorted(folder.rglob("*")):
            archive.write(path, path.relative_to(tmp_path))
    shown = [run("import", path, "--id", "x").stdout for path in (folder, tmp_path / "export.zip")]
    assert shown[0] == shown[1]
    assert shown[0].count("- id: t1-c") == 2


def test_a_zip_archive_that_is_damaged_is_told(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.ndjson", dump(*["x"] * 200))
    content = bytearray((tmp_path / "x.zip").read_bytes())
    content[60:80] = b"\xff" * 20
    (tmp_path / "x.zip").write_bytes(content)
    result = run("import", tmp_path / "x.zip")
    assert result.exit_code == 2
    assert "a.ndjson: AM001 cannot be decompressed" in result.stderr


def test_an_encoding_that_is_guessed_is_said_and_one_that_is_named_is_used(tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_bytes("\u0418\u0432\u0430\u043d: \u0414\u0430.\n\u041e\u043b\u044f: \u041d\u0435\u0442.\n".encode("cp1251"))  # fmt: skip
    guessed = run("import", tmp_path / "t.txt", "--as", "plain")
    assert "text is not UTF-8 and was read as" in guessed.stderr
    named = run("import", tmp_path / "t.txt", "--as", "plain", "--encoding", "windows-1251")
    assert "name: \u0418\u0432\u0430\u043d" in named.stdout
    assert "UTF-8" not in named.stderr
    wrong = run("import", tmp_path / "t.txt", "--as", "plain", "--encoding", "utf-8")
    assert wrong.exit_code == 2
    assert "is not utf-8" in wrong.stderr


def test_a_map_file_shows_its_thread_as_its_folder_does(root: Path) -> None:
    folder = root / "data" / "car-free-centre"
    shown = run("show", folder / "map.yaml", "--thread")
    assert shown.exit_code == 0
    assert shown.output == run("show", folder, "--thread").output


def test_a_discussion_on_kialo_comes_with_its_map(tmp_path: Path) -> None:
    text = "Discussion Title: Trams or buses?\n\n1. Trams are better.\n1.1. Pro: They are quiet.\n1.2. Con: They are dear.\n"
    result = run("import", "-", "-o", tmp_path / "k", input=text)
    assert result.exit_code == 0, result.output
    assert "3 claims and 2 relations, as the source has them" in result.stderr
    map = argmap.load(tmp_path / "k")
    assert {(str(r.kind), r.premises, r.target) for r in map.relations} == {
        ("support", ("c1-1",), "c1"),
        ("attack", ("c1-2",), "c1"),
    }
    (tmp_path / "k" / "thread.yaml").unlink()
    again = run("import", "-", "-o", tmp_path / "k", input=text)
    assert again.exit_code == 2
    assert "map.yaml exists already; nothing was written" in again.stderr
    assert not (tmp_path / "k" / "thread.yaml").exists()


def test_a_file_of_another_kind_beside_the_others_is_said(tmp_path: Path) -> None:
    """Its words are not in the thread, and nothing may be lost in silence."""
    topic, chat = tmp_path / "topic.json", tmp_path / "chat.txt"
    post = {
        "id": 1,
        "username": "ann",
        "created_at": "2024-03-04T09:00:00Z",
        "cooked": "<p>Tabs.</p>",
        "post_number": 1,
    }
    topic.write_text(json.dumps({"id": 5, "title": "Tabs", "post_stream": {"posts": [post], "stream": [1]}}))
    chat.write_text("Ann: We should use spaces.\n\nBo: No.\n")
    result = run("import", chat, topic)
    assert result.exit_code == 0
    assert "spaces" not in result.stdout
    assert f"note: {chat} looks like plain text, and its words may be missing" in result.stderr
    assert "may be missing" not in run("import", topic).stderr


def test_the_help_names_each_kind() -> None:
    from argmap.formats.registry import readable_names
    from argmap.importers.registry import IMPORTERS

    said = run("import", "--help").stdout.replace("-\n", "-")
    said = "".join(said.split())
    assert f"Oneof:{','.join(sorted({*IMPORTERS.entries, *readable_names()}))}." in said


def test_a_scheme_that_cannot_be_fetched_is_no_missing_file() -> None:
    result = run("import", "ftp://example.org/chat.txt")
    assert result.exit_code == 2
    assert "is no address that can be read; it begins with https://" in result.stderr


def test_a_preview_shows_that_a_post_goes_on(tmp_path: Path) -> None:
    chat = tmp_path / "chat.txt"
    chat.write_text("Ann: One.\n\nTwo.\n\nThree.\n\nBo: No.\n")
    assert "#1 Ann\n  One.\n  Two.\n  …\n#2 Bo\n  No.\n" in run("import", chat, "--preview").stdout


def test_a_text_that_is_no_conversation_gets_the_ways_to_read_it() -> None:
    result = run("import", "-", input="It was dark. The wind blew.\n\nThen the morning came.\n")
    assert result.exit_code == 2
    assert "--as chat reads names in bold or in headings, --as plain names before a colon" in result.stderr
    assert "--as chat" not in run("import", "-", input="\0\1").stderr
