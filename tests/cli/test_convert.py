"""`convert`, `formats`, `export` and `import` of maps in other formats, as users call them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import argmap
from argmap.cli.main import main

CHAT = "[10:01] <ann> Trams are quiet, I think.\n[10:02] <bob> They are dear, though.\n[10:03] <ann> So are roads.\n"
TRAM = "# Is a tram worth it?\n\n- A tram is worth it. {#tram}\n  - + It is quiet.\n  - − It is dear.\n"


@pytest.fixture
def tram(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tram.md").write_text(TRAM)
    return tmp_path / "tram.md"


def run(*arguments: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)


def test_a_map_of_another_program_becomes_a_dataset(tram: Path) -> None:
    result = run("import", tram, "-o", "d", "--title", "Trams")
    assert result.exit_code == 0, result.output
    assert result.stderr.splitlines() == [
        "recognised as an outline in Markdown: bullets with + and − (--as outline); use --as KIND if that is wrong",
        f"wrote {Path('d/map.yaml')}: 3 claims and 2 relations; next: argmap check d",
    ]
    assert argmap.load("d").title == "Trams"
    assert run("check", "d").exit_code == 0
    again = run("import", tram, "-o", "d")
    assert (again.exit_code, again.stderr.splitlines()[-1]) == (2, f"argmap: {Path('d/map.yaml')} exists already; nothing was written")  # fmt: skip


@pytest.mark.parametrize(
    "command", [["show"], ["analyse"], ["render", "-o", "t.svg"], ["export", "--to", "argmap-yaml"]]
)
def test_every_command_that_reads_a_map_reads_those_of_other_programs(tram: Path, command: list[str]) -> None:
    result = run(*command[:1], tram, *command[1:])
    assert result.exit_code == 0, result.output
    assert result.stderr.startswith("read as an outline in Markdown")
    piped = run(*command[:1], "-", *command[1:], stdin=TRAM)
    assert piped.stdout.replace("stdin", "tram") == result.stdout


def test_what_is_lost_is_kept_in_a_sidecar_and_comes_back(root: Path, tram: Path) -> None:
    source = root / "data" / "car-free-centre"
    assert run("export", source, "--to", "outline", "-o", "c.md", "--sidecar", "c.json").exit_code == 0
    back = run("convert", "c.md", "--with-sidecar", "c.json", "--to", "argmap-json", "-q")
    assert back.stdout == run("export", source, "--to", "argmap-json").stdout
    edited = Path("c.md").read_text().replace("built for carts. {#", "built for horses. {#", 1)
    changed = run("convert", "-", "--with-sidecar", "c.json", "--to", "argmap-json", stdin=edited)
    map = argmap.loads(changed.stdout)
    assert map["streets-for-carts"].text == "The streets of the old town were built for horses."  # type: ignore[union-attr]
    assert len(map.commitments) == len(argmap.load(source).commitments)
    assert run("convert", "c.md", "--with-sidecar", "c.md", "--to", "dot").exit_code == 2


def test_a_lossy_export_can_be_refused_and_told_as_json(root: Path, tram: Path) -> None:
    source = root / "data" / "car-free-centre"
    refused = run("export", source, "--to", "outline", "-o", "c.md", "--strict", "--loss-report", "lost.json")
    assert refused.exit_code == 2
    assert not Path("c.md").exists()
    report = json.loads(Path("lost.json").read_text())
    assert (report["map"], report["to"]) == ("car-free-centre", "outline")
    assert {"id": "car-free-centre", "kind": "thread", "what": "thread"} in report["lost"]
    assert run("convert", tram, "--to", "argmap-json", "--strict", "-q").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["convert", "nowhere.md", "--to", "dot"], "nowhere.md: AM001 no such file"),
        (["convert", "x.json", "--to", "dot"], "x.json: AM018 this is no map in a format that argmap knows; name the format: "),
        (["convert", "x.json", "--from", "outline", "--to", "dot"], "x.json:1: AM018 an outline: there is no item of a list in it"),
        (["convert", "empty.json", "--to", "dot"], "argmap: empty.json: AM018 the file is empty\n"),
        (["convert", "cut.json", "--to", "dot"], "argmap: cut.json:1:13: AM018 this is no JSON: Expecting property name enclosed in double quotes\n"),
        (["convert", "page.xml", "--to", "dot"], "AM018 this is no map in a format that argmap knows: XML that begins with <chart>; name"),
        (["convert", "chat.txt", "--to", "dot"], "AM018 this is a log of IRC, which is a discussion and no map; 'argmap import FILE"),
        (["convert", "cut.argdown", "--to", "dot"], "cut.argdown:1: AM018 Argdown: there is no statement with a title or a relation in it"),
        (["convert", "nodes.json", "--from", "sadface", "--to", "dot"], "there is no map in it as SADFace JSON; it looks like AIF as JSON: AIFdb's nodesets, OVA's uploads; name the format aif, or none"),
        (["convert", "tram.md", "--from", "dot", "--to", "outline"], "the format 'dot' can be written, but not read"),
        (["convert", "tram.md"], "name the format with --to"),
        (["convert", "tram.md", "-o", "x.nothing"], "cannot tell the format of 'x.nothing' from its name"),
        (["import", "tram.md", "--thread", "k"], "--thread is about discussions, and tram.md is a map (outline)"),
        (["import", "tram.md", "--license", "CC0", "-o", "d"], "the map has no thread, so there is nothing to say"),
        (["import", "tram.md", "--id", "My map", "-o", "d"], "'My map' is not an id"),
    ],
)  # fmt: skip
def test_bad_input_is_one_clear_error(tram: Path, arguments: list[str], message: str) -> None:
    files = {
        "x.json": '{"a": 1}', "empty.json": " \n", "cut.json": '{"nodes": [{', "page.xml": "<chart><p>a</p></chart>",
        "chat.txt": CHAT, "cut.argdown": "Trams are",
        "nodes.json": '{"nodes": [{"nodeID": "1", "text": "a", "type": "I"}], "edges": [], "locutions": []}',
    }  # fmt: skip
    for name, text in files.items():
        tram.with_name(name).write_text(text)
    result = run(*arguments)
    assert result.exit_code in {1, 2}
    assert message in result.stderr
    assert not isinstance(result.exception, ValueError | TypeError | KeyError)


@pytest.mark.parametrize(
    ("name", "text", "lines"),
    [
        ("plain.md", "- Build it.\n  - It is quiet.\n", ["- Build it. {#line-1}", "  - + It is quiet. {#line-2}"]),
        ("g.tgf", "1 A\n2 B\n#\n2 1\n", ["- A {#n1}", "  - − B {#n2}"]),
        ("one.argdown", "[A]: a is so.\n", ["- a is so. {#a}"]),
        ("k.txt", "Discussion Title: Trams?\n\n1. Build it.\n1.1. Con: It is dear.\n", ["- ? Trams? {#question}", "  - Build it. {#c1}", "    - − It is dear. {#c1-1}"]),
    ],
)  # fmt: skip
def test_a_file_that_should_be_a_map_is_read_by_its_ending_or_as_a_discussion_with_a_map(
    tram: Path, name: str, text: str, lines: list[str]
) -> None:
    tram.with_name(name).write_text(text)
    assert run("convert", name, "--to", "outline", "-q").stdout.splitlines()[2:] == lines
    assert run("show", name).exit_code == 0


@pytest.mark.parametrize(("option", "without"), [("--from", "mermaid"), ("--to", "tgf")])
def test_help_lists_the_formats_that_can_be_used(option: str, without: str) -> None:
    described = (
        " ".join(run("convert", "--help").stdout.split()).replace("- ", "-").partition(f"{option} FORMAT")[2]
    )
    listed = described.partition("One of: ")[2].partition(".")[0].split(", ")
    assert "opml" in listed
    assert without not in listed


def test_the_table_of_formats_is_that_of_their_declarations() -> None:
    shown = run("formats").stdout
    rows = {row["name"]: row for row in json.loads(run("formats", "--json").stdout)}
    assert len(rows["argmap-json"]["carries"]) == 15
    assert rows["outline"]["carries"] == ["claims", "linked premises", "undercuts", "rephrases", "implicit premises", "issues"]  # fmt: skip
    assert (rows["dot"]["reads"], rows["dot"]["writes"]) == (False, True)
    assert next(line for line in shown.splitlines() if line.startswith("outline")).count("•") == 8
