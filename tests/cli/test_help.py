"""The face of the command line: headings, help, suggestions, old names, completion; and what start-up imports."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

import argmap
from argmap.cli.main import RENAMED, SECTIONS, UNLISTED, main
from tests.commands import parsed

MAP = "data/math-in-ml"
HELP = """\
Start:
  import      Import a discussion from a file or an address.
  init        Start the map of a dataset, or one more reading.
  update      Import a discussion again to add new posts.

Write:
  edit        Change a map: add, set, remove, undo, …
  draft       Let a model draft a map, checked word for word.
  review      Take, edit or reject what a draft has.
  adjudicate  Settle several readings into one map.
  format      Format map files.
  lsp         Help in a text editor, by the Language Server Protocol.

Check:
  check       Find mistakes in maps.
  explain     Explain a rule, scheme, fallacy or stage.
  schema      Print the JSON Schema of map or thread files.

Read:
  show        Read a map as an outline, or its thread.
  render      Draw a map as a picture or a web page.
  serve       Show maps in a browser, updated when a file changes.
  mcp         Let an assistant read maps and propose additions.
  build       Make all pages, pictures and texts.

Analyse:
  analyse     Evaluate which claims are accepted, and report why.
  why         Explain why a claim is accepted or rejected.
  what-if     Show what changes if a claim were accepted or rejected.
  diff        Show how two readings, or two states of a map, differ.
  agree       Measure how far annotators agree who read one thread.
  experiment  Run the technical examples of a map.

Teach:
  teach       Make exercises and lessons; mark rebuilt maps.

Share:
  export      Export a map for other programs.
  convert     Convert a map from one format to another.
  formats     List the formats of maps, and what each can carry.
  withhold    Write a dataset without the words of its thread.
  fill        Put the words back into a dataset without them.

Many maps:
  query       Ask many maps a question, in SQL or by its name.
  stats       Count what is in many maps.
  dataset     Check, split and share many maps as one dataset.
  corpus      Work on a dump of a whole forum.
"""


@pytest.fixture(autouse=True)
def _at_the_top(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def commands(
    group: click.Group = main, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Yield every command with its words, those below groups too."""
    context = click.Context(group)
    for name in [*group.list_commands(context), *(UNLISTED if group is main else ())]:
        command = group.get_command(context, name)
        assert command is not None
        yield (*path, name), command
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


ALL = dict(commands())
EXAMPLE = re.compile(r"^ +((?:printf .*\| )?argmap .*)$", re.MULTILINE)


def test_the_help_lists_the_commands_under_headings() -> None:
    assert run("--help").output.endswith(HELP)


@pytest.mark.parametrize("words", [(), *ALL], ids=" ".join)
def test_every_command_has_help_that_fits_a_terminal(words: tuple[str, ...]) -> None:
    result = CliRunner().invoke(main, [*words, "--help"], terminal_width=80, max_content_width=80)
    assert result.exit_code == 0
    assert [line for line in result.output.splitlines() if len(line) > 80] == []
    assert not re.search(r"\b(INTEGER|FLOAT|TEXT) ?RANGE", result.output)


@pytest.mark.parametrize("words", [words for words in ALL if len(words) == 1], ids=" ".join)
def test_every_command_shows_an_example(words: tuple[str, ...]) -> None:
    help = run(*words, "--help").output
    assert "\n  Examples:\n" in help
    assert f"argmap {words[0]}" in help


@pytest.mark.parametrize("words", [(), *ALL], ids=" ".join)
def test_the_examples_in_help_can_be_read(words: tuple[str, ...]) -> None:
    """Read, not run: most of them are about files of the reader's."""
    command = ALL[words] if words else main
    for example in EXAMPLE.findall(command.help or ""):
        line, *_remark = re.split(r" {2,}", example)
        assert parsed(line).command_path.split()[1] not in {old for old, *_ in RENAMED}


@pytest.mark.parametrize("words", ALL, ids=" ".join)
def test_every_option_is_explained_in_a_sentence(words: tuple[str, ...]) -> None:
    for option in ALL[words].params:
        if isinstance(option, click.Option):
            assert option.help, f"{words} {option.name}"
            assert option.help[0].isupper(), option.help
            assert option.help.endswith("."), option.help


def test_a_typing_error_gets_the_nearest_of_the_new_names() -> None:
    for typed, meant in {"chek": "check", "whatif-": "what-if", "exprt": "export", "reder": "render"}.items():
        result = run(typed)
        assert result.exit_code == 2
        assert f"did you mean '{meant}'?" in result.stderr
    assert "there is no command 'ad'; did you mean 'add'?" in run("edit", "ad").stderr
    assert "there is no command 'quiz'; known: cards, class, course, grade" in run("teach", "quiz").stderr
    assert "did you mean 'claim'?" in run("edit", "add", "clam").stderr


def test_messages_name_commands_as_they_are_called_now() -> None:
    """In messages, help and files that argmap writes; the old names are in one table, which tells the new ones."""
    current = {*UNLISTED, *(name for names in SECTIONS.values() for name in names)}
    for path in sorted(Path(argmap.__file__).parent.rglob("*.py")):
        named = set(re.findall(r"['`(]argmap ([a-z][a-z-]*)", path.read_text("utf-8")))
        old = named - current - ({"thread"} if path.name == "main.py" else set())
        assert not old, f"{path}: {sorted(old)}"


# old names

OLD = {
    ("new",): ["{d}"],
    ("thread", "import"): ["{t}", "--as", "plain"],
    ("thread", "fetch"): ["https://example.org/page"],
    ("thread", "update"): ["{m}", "{t}", "--as", "plain", "--force"],
    ("thread", "show"): ["{m}"],
    ("add",): ["issue", "{m}", "--question", "Who pays?"],
    ("remove",): ["{m}", "backprop", "--cascade"],
    ("rename",): ["{m}", "backprop", "back-propagation"],
    ("quote",): ["{m}", "a grasp of Lin Alg"],
    ("undo",): ["{m}"],
    ("annotate",): ["{m}"],
    ("suggest",): ["{m}"],
    ("fmt",): ["{m}", "--check"],
    ("rule",): ["AM101"],
    ("scheme",): ["expert-opinion"],
    ("discussion",): ["standpoint"],
    ("whatif",): ["{m}", "--reject", "math-sneaked-in"],
}


def test_the_table_of_old_names_is_tried_in_full() -> None:
    assert OLD.keys() == RENAMED.keys()
    assert not {words[0] for words in RENAMED} & {name for names in SECTIONS.values() for name in names}


@pytest.fixture
def places(root: Path, tmp_path: Path) -> dict[str, Path]:
    shutil.copytree(root / MAP, tmp_path / "m")
    (tmp_path / "d").mkdir()
    shutil.copyfile(root / MAP / "thread.yaml", tmp_path / "d" / "thread.yaml")
    (tmp_path / "t.txt").write_text("Ann: Yes.\nBo: No.\n")
    return {"m": tmp_path / "m", "d": tmp_path / "d", "t": tmp_path / "t.txt"}


@pytest.mark.parametrize("old", OLD, ids=" ".join)
def test_an_old_name_does_the_same_and_tells_the_new_one(
    old: tuple[str, ...], places: dict[str, Path]
) -> None:
    arguments = [part.format(**places) for part in OLD[old]]
    if old == ("undo",):
        assert run("edit", "rename", str(places["m"]), "backprop", "bp").exit_code == 0
    by_old = run(*old, *arguments)
    note = f"note: 'argmap {' '.join(old)}' is now 'argmap {' '.join(RENAMED[old])}'\n"
    assert by_old.stderr.startswith(note)
    if old in {("new",), ("add",), ("remove",), ("rename",), ("undo",), ("thread", "update")}:
        assert by_old.exit_code == 0, (
            by_old.output
        )  # it has changed the files: the new name would do something else
        return
    by_new = run(*RENAMED[old], *arguments)
    assert (by_old.stdout, by_old.stderr.removeprefix(note)) == (by_new.stdout, by_new.stderr)
    assert by_old.exit_code == by_new.exit_code


def test_the_note_stays_off_standard_output_and_is_left_out_when_quiet() -> None:
    result = run("whatif", MAP, "--reject", "math-sneaked-in", "--json")
    assert result.stdout.startswith("[")
    assert "note:" in result.stderr
    assert "note:" not in run("rule", "AM101", "--quiet").stderr


def test_the_old_form_of_edit_still_sets_fields(places: dict[str, Path]) -> None:
    result = run("edit", str(places["m"]), "backprop", "name=Back-propagation", "experiment=")
    assert result.exit_code == 0, result.output
    assert result.stderr.startswith("note: 'argmap edit' is now 'argmap edit set'\n")
    example = argmap.load(places["m"]).nodes["backprop"]
    assert (example.name, example.experiment) == ("Back-propagation", None)  # type: ignore[union-attr]


def test_a_half_of_the_old_form_gets_the_line_to_type() -> None:
    result = run("edit", MAP, "backprop")
    assert result.exit_code == 2
    assert f"name what to do before '{MAP}', as in: argmap edit set {MAP} ID FIELD=VALUE" in result.stderr


def test_an_old_group_alone_names_its_successors() -> None:
    result = run("thread")
    assert result.exit_code == 2
    assert "is now 'argmap import', 'argmap update' and 'argmap show --thread'" in result.stderr


# completion


def completed(*words: str) -> list[str]:
    environment = {
        **os.environ,
        "_ARGMAP_COMPLETE": "bash_complete",
        "COMP_WORDS": " ".join(words),
        "COMP_CWORD": str(len(words) - 1),
    }
    done = subprocess.run(
        [sys.executable, "-m", "argmap"], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    return [line.partition(",")[2] for line in done.stdout.splitlines()]


def test_completion_knows_commands_and_names_of_registries() -> None:
    source = subprocess.run(
        [sys.executable, "-m", "argmap"],
        env={**os.environ, "_ARGMAP_COMPLETE": "bash_source"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "complete -o nosort -F _argmap_completion argmap" in source.stdout
    assert completed("argmap", "wh") == ["what-if", "why"] or completed("argmap", "wh") == ["why", "what-if"]
    assert completed("argmap", "render", "x", "--theme", "d") == ["dark"]
    assert completed("argmap", "edit", "add", "relation", "x", "--kind", "under") == ["undercut"]
    assert completed("argmap", "rule", "--k") == ["--kind"]


# start-up


def test_start_up_imports_click_only() -> None:
    code = (
        "import sys; from argmap.cli.main import main\n"
        "for arguments in (['--help'], ['--version'], ['show', '--help'], ['check', '--help'], ['edit', '--help']):\n"
        "    main(arguments, standalone_mode=False)\n"
        "heavy = {'pydantic', 'networkx', 'yaml', 'rich', 'graphviz', 'pygraphviz', 'numpy', 'argmap.model'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
