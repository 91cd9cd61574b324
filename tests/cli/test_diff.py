"""`argmap diff` compares files and revisions, prints and draws, and says what to do with what it cannot compare."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from argmap.cli.main import main
from argmap.model import ArgumentMap
from argmap.storage.load import load_map
from tests.editing.sample import MAP, THREAD, dataset

OTHER = (
    MAP.replace("text: A tram is quiet.", "text: A tram is very quiet.")
    .replace("kind: support, premises: [road]", "kind: attack, premises: [road]")
    .replace("annotators: [Eva]", "annotators: [{id: jo}]")
    + "commitments: [{participant: bo, post: p3, claim: tram, stance: denies}]\n"
)
EXPECTED = """\
Claims: 1 changed
  ~ quiet · reworded: A tram is {+very+} quiet.

Relations: 1 changed
  ~ r2 · flipped: road [-supports-] {+attacks+} tram

Stances: 1 added
  + Bo on tram: denies (p3)
"""


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = dataset(tmp_path / "trams")
    (made / "map.jo.yaml").write_text(OTHER, encoding="utf-8")
    return made


def test_two_readings_are_compared_by_their_words(folder: Path) -> None:
    result = run("diff", folder / "map.yaml", folder / "map.jo.yaml")
    head, _, differences = result.output.partition("\n\n")
    assert differences == EXPECTED
    assert "claims matched: 3 (3 by quotes)" in head
    assert "differences of ids, labels, notes and the like, not shown: 1 (--details)" in head
    assert result.exit_code == 0


def test_the_exit_code_is_that_of_diff_only_if_asked(folder: Path) -> None:
    first, other = folder / "map.yaml", folder / "map.jo.yaml"
    assert run("diff", first, other, "--exit-code").exit_code == 1
    other.write_text(MAP.replace("[Eva]", "[Jo]"), encoding="utf-8")
    assert run("diff", first, other, "--exit-code").exit_code == 0
    same = run("diff", first, other)
    assert same.output.endswith("\n\nno differences\n")
    assert run("diff", first, other, "--exit-code", "--details").exit_code == 1


def test_options_add_the_matching_and_the_details(folder: Path) -> None:
    output = run("diff", folder / "map.yaml", folder / "map.jo.yaml", "--matching", "--details").output
    assert "claim tram (quotes share 100%)\n" in output
    assert "The map itself: 1 changed\n  ~ trams · annotators: [-Eva-] {+jo+}\n" in output


def test_json_holds_every_difference_with_its_values(folder: Path) -> None:
    data = json.loads(run("diff", folder / "map.yaml", folder / "map.jo.yaml", "--json").output)
    assert [(d["kind"], d["change"], d["before"], d["after"]) for d in data["differences"]] == [
        ("claim", "reworded", "A tram is quiet.", "A tram is very quiet."),
        ("relation", "flipped", "support", "attack"),
        ("stance", "added", None, [{"post": "p3", "stance": "denies"}]),
    ]
    assert len(data["matching"]["pairs"]) == 6
    assert data["second"].endswith("map.jo.yaml")


def test_markdown_strikes_out_and_sets_in_bold(folder: Path, tmp_path: Path) -> None:
    assert run("diff", folder / "map.yaml", folder / "map.jo.yaml", "-o", tmp_path / "d.md").exit_code == 0
    text = (tmp_path / "d.md").read_text("utf-8")
    assert "- \\~ `r2` · flipped: road ~~supports~~ **attacks** tram\n" in text
    assert "## Stances: 1 added\n\n- \\+ `Bo on tram`: denies \\(p3\\)\n" in text.replace(
        "denies (p3)", "denies \\(p3\\)"
    )


def test_words_around_the_maps_are_in_german(folder: Path) -> None:
    output = run("diff", folder / "map.yaml", folder / "map.jo.yaml", "--language", "de").output
    assert "~ r2 · umgekehrt: road [-stützt-] {+greift an+} tram\n" in output


@pytest.mark.parametrize("format", ["svg", "png", "pdf", "html"])
def test_a_file_name_makes_a_picture_or_a_page(folder: Path, tmp_path: Path, format: str) -> None:
    result = run("diff", folder / "map.yaml", folder / "map.jo.yaml", "-o", tmp_path / f"d.{format}")
    assert (result.exit_code, result.output) == (0, f"wrote {tmp_path}/d.{format}\n")
    starts = {"svg": b"<?xml", "png": b"\x89PNG", "pdf": b"%PDF", "html": b"<!DOCTYPE html>"}
    assert (tmp_path / f"d.{format}").read_bytes().startswith(starts[format])


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["map.yaml"], 2, "name a second map to compare with, or a git revision with --from"),
        (["."], 2, "name two of the readings in .: map.yaml, map.jo.yaml; or a revision with --from"),
        (["map.yaml", "map.yaml"], 2, "map.yaml and map.yaml are the same"),
        (["map.yaml", "./map.yaml"], 2, "map.yaml and ./map.yaml are the same"),
        (["map.yaml", "map.jo.yaml", "map.jo.yaml"], 2, "compares two readings, and here are 3"),
        (["map.yaml", "map.jo.yaml", "--from", "HEAD"], 2, "--from compares one map with itself"),
        (["map.yaml", "--to", "HEAD"], 2, "--to needs --from"),
        (["map.yaml", "map.bo.yaml"], 2, "map.bo.yaml: AM001 no such file"),
        (["map.yaml", "broken.yaml"], 1, "broken.yaml:8:5: AM011 unknown key 'questoin'; did you mean 'question'?"),
        (["map.yaml", "other.yaml"], 2, "these are maps of different threads: 'trams' and 'buses' share no post"),
        (["map.yaml", "map.jo.yaml", "-o", "d.gif"], 2, "cannot tell the format of 'd.gif' from its name"),
        (["map.yaml", "map.jo.yaml", "--theme", "dark"], 2, "--theme is for pictures"),
        (["map.yaml", "map.jo.yaml", "-o", "no/d.md"], 2, "cannot write no/d.md: there is no folder 'no'"),
        (["map.yaml", "--from", "HEAD"], 2, "is in no git repository"),
    ],
)  # fmt: skip
def test_what_cannot_be_compared_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: int, said: str
) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(folder.parent))
    (folder / "broken.yaml").write_text(MAP.replace("question: Should", "questoin: Should"), encoding="utf-8")
    buses = THREAD.replace("id: trams", "id: buses").replace("{id: p", "{id: b").replace("id: p1", "id: b1")
    buses = buses.replace("reply_to: p", "reply_to: b")
    (folder / "buses.yaml").write_text(buses, encoding="utf-8")
    (folder / "other.yaml").write_text(
        "format: argmap/1\nid: trams\ntitle: T\nthread: buses.yaml\n", encoding="utf-8"
    )
    result = run("diff", *arguments)
    assert said in result.output
    assert result.exit_code == code
    assert "Traceback" not in result.output


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(
        ["git", "-C", str(folder), "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments],
        check=True,
        capture_output=True,
    )


@pytest.fixture
def kept(folder: Path) -> Path:
    """A dataset with two commits: the map as it was, and with an edit; and one more edit that is not committed."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    (folder / "map.jo.yaml").unlink()
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "one")
    git(folder, "tag", "first")
    (folder / "map.yaml").write_text(MAP.replace("A road costs more", "A road costs much more"), "utf-8")
    git(folder, "commit", "-qam", "two")
    (folder / "map.yaml").write_text(OTHER, encoding="utf-8")
    return folder


def changes(result: Result) -> list[str]:
    assert result.exit_code == 0, result.output
    return re.findall(r"^  (\S) (\S+)", result.output, re.MULTILINE)


def test_a_map_is_compared_with_itself_in_a_revision(kept: Path) -> None:
    assert changes(run("diff", kept, "--from", "first", "--to", "HEAD")) == [("~", "road")]
    assert changes(run("diff", kept / "map.yaml", "--from", "HEAD")) == [
        ("~", "quiet"),
        ("~", "road"),
        ("~", "r2"),
        ("+", "Bo"),
    ]
    output = run("diff", kept, "--from", "HEAD~1").output
    assert "trams at HEAD~1 → " in output
    assert "claims matched: 3 (3 by id)" in output


def test_the_thread_is_that_of_the_revision(kept: Path) -> None:
    """Words that a post has no more are still found in the revision in which it had them."""
    thread = THREAD.replace("A tram is quiet, and a tram", "It is silent, and a tram")
    (kept / "thread.yaml").write_text(thread, encoding="utf-8")
    (kept / "map.yaml").write_text(MAP.replace("exact: A tram is quiet", "exact: It is silent"), "utf-8")
    assert ("~", "quiet") in changes(run("diff", kept, "--from", "first"))


@pytest.mark.parametrize(
    ("revision", "said"),
    [
        ("nowhere", "git knows no revision 'nowhere' here; 'git log --oneline' lists them"),
        ("--output=x", "git knows no revision '--output=x' here"),
        ("", "git knows no revision '' here"),
        ("HEAD:map.yaml", "git knows no revision 'HEAD:map.yaml' here"),
        ("a\0b", "git cannot be run"),
    ],
)
def test_a_revision_that_git_does_not_know_is_named(kept: Path, revision: str, said: str) -> None:
    result = run("diff", kept, "--from", revision)
    assert said in result.output
    assert result.exit_code == 2
    assert sorted(path.name for path in kept.iterdir()) == [".git", "map.yaml", "thread.yaml"]


def test_a_map_that_a_revision_does_not_have_is_named(kept: Path) -> None:
    shutil.copy(kept / "map.yaml", kept / "map.new.yaml")
    result = run("diff", kept / "map.new.yaml", "--from", "HEAD")
    assert "map.new.yaml is not in revision 'HEAD': " in result.output
    assert result.exit_code == 2


def test_a_map_that_was_broken_then_is_refused_with_its_faults(kept: Path) -> None:
    (kept / "map.yaml").write_text(MAP.replace("target: tram}  # why", "target: trma}"), encoding="utf-8")
    git(kept, "commit", "-qam", "broken")
    (kept / "map.yaml").write_text(MAP, encoding="utf-8")
    result = run("diff", kept, "--from", "HEAD")
    assert "AM101 relation target 'trma' is not in this map; did you mean 'tram'?" in result.output
    assert result.exit_code == 1


def test_without_git_the_program_is_named(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(kept))
    result = run("diff", kept, "--from", "HEAD")
    assert "revisions need the program 'git', and it is not on PATH" in result.output
    assert result.exit_code == 2


def test_check_reads_all_readings_of_a_folder_and_says_which(folder: Path, tmp_path: Path) -> None:
    (folder / "map.jo.yaml").write_text(
        OTHER.replace("exact: A tram is quiet", "exact: A tram is mute"), "utf-8"
    )
    result = run("check", folder, "--select", "AM401")
    assert f"{folder}/map.jo.yaml:14:27: AM401" in result.output
    assert f"2 maps checked (readings: {folder}/map.jo.yaml): 1 error" in result.output
    assert run("check", tmp_path, "--select", "AM401").output == result.output
    (folder / "map.yaml").unlink()
    alone = run("check", tmp_path, "--select", "AM401")
    assert f"1 map checked (readings: {folder}/map.jo.yaml): 1 error" in alone.output


def test_a_reading_begins_empty_or_with_the_claims_alone(folder: Path) -> None:
    (folder / "map.yaml").write_text(
        OTHER.replace("text: A tram is very quiet.", "text: A tram is quiet.\n    note: Is it?"),
        encoding="utf-8",
    )
    assert run("init", folder, "--for", "ann").exit_code == 0
    ann = load_map(folder / "map.ann.yaml")
    assert (ann.annotator_keys, ann.claims, len(ann.issues)) == (("ann",), (), 1)
    assert run("init", folder, "--for", "cy", "--claims-only").exit_code == 0
    cy, main_ = load_map(folder / "map.cy.yaml"), load_map(folder)
    assert cy == ArgumentMap(
        id="trams",
        title="Trams?",
        thread=main_.thread,
        annotators=[{"id": "cy"}],
        issues=main_.issues,
        claims=[claim.model_copy(update={"note": None}) for claim in main_.claims],
    )
    assert run("init", folder, "--for", "di", "--from", folder / "map.cy.yaml").exit_code == 0
    assert load_map(folder / "map.di.yaml").claims == cy.claims


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--for", "jo"], "map.jo.yaml exists already; nothing was written"),
        (["--for", "Jo"], "'Jo' is not an id"),
        (["--for", "../jo"], "'../jo' is not an id"),
        (["--claims-only"], "--claims-only begins the reading of an annotator; say whose with --for NAME"),
        (["--from", "map.yaml"], "--from begins the reading of an annotator"),
        (["--for", "ann", "--claims-only", "--question", "Why?"], "leave --question out"),
        (["--for", "ann", "--from", "nowhere.yaml"], "nowhere.yaml: AM001 no such file"),
    ],
)
def test_a_reading_that_cannot_begin_says_why(folder: Path, arguments: list[str], said: str) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    result = run("init", folder, *arguments)
    assert said in result.output
    assert result.exit_code == 2
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize(
    "command",
    [
        ["check", "{}"],
        ["show", "{}"],
        ["show", "{}", "--thread"],
        ["analyse", "{}"],
        ["why", "{}", "tram"],
        ["render", "{}", "-o", "{}.svg"],
        ["export", "{}", "-o", "{}.json"],
        ["format", "{}"],
        ["edit", "set", "{}", "quiet", "label=Quiet"],
        ["withhold", "{}", "-o", "{}.folder"],
        ["build", "{}", "-o", "{}.built"],
    ],
    ids=lambda command: " ".join(command[:2] if command[0] == "edit" else command[:1] + command[2:3]),
)
def test_every_command_takes_a_reading_by_its_file(folder: Path, command: list[str]) -> None:
    main_before = (folder / "map.yaml").read_bytes()
    file = folder / "map.jo.yaml"
    result = run(*(part.replace("{}", str(file)) for part in command))
    assert result.exit_code == 0, result.output
    assert (folder / "map.yaml").read_bytes() == main_before
    if command[0] in {"edit", "format"}:
        assert (folder / ".map.jo.yaml.journal").is_file()
        assert not (folder / ".map.yaml.journal").exists()
    if command[0] == "build":
        assert [path.name for path in Path(f"{file}.built").iterdir()] == ["trams.jo"]
    if command[0] == "withhold":
        assert sorted(path.name for path in Path(f"{file}.folder").iterdir()) == [
            "map.jo.yaml",
            "thread.yaml",
        ]
