"""The commands as a user meets them: output, exit codes, and one clear line for every mistake."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import re
import shlex
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from argmap import save
from argmap.cli.main import main
from argmap.cli.program import help_text
from tests.graph.small import small

MAP = "data/math-in-ml"


@pytest.fixture(autouse=True)
def _at_the_top(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    monkeypatch.delenv("ARGMAP_MAX_MB", raising=False)


def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, arguments, input=stdin)


@pytest.fixture
def dataset(root: Path, tmp_path: Path) -> Path:
    """A copy of the bundled dataset that a test may spoil."""
    return Path(shutil.copytree(root / MAP, tmp_path / "data" / "math-in-ml"))


def spoil(dataset: Path, old: str, new: str, file: str = "map.yaml") -> None:
    text = (dataset / file).read_text("utf-8")
    assert old in text
    (dataset / file).write_text(text.replace(old, new, 1), "utf-8")


def test_importing_argmap_imports_nothing_heavy() -> None:
    code = "import sys, argmap; dir(argmap); assert not {'pydantic', 'networkx', 'yaml', 'click'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_checking_imports_neither_networkx_nor_the_drawing() -> None:
    code = (
        "import sys; from argmap.cli.main import main\n"
        f"main(['check', {MAP!r}], standalone_mode=False)\n"
        "heavy = {'networkx', 'graphviz', 'pygraphviz', 'rich', 'argmap.rendering.draw'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


@pytest.mark.parametrize("arguments", [["show", MAP], ["render", MAP, "--format", "dot", "-o", "-"]])
def test_reading_without_marks_needs_no_analysis(arguments: list[str]) -> None:
    code = (
        "import sys; from argmap.cli.main import main\n"
        f"main({arguments!r}, standalone_mode=False)\n"
        "heavy = {'numpy', 'networkx', 'pysat', 'rich'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_labels_need_neither_numpy_nor_a_solver() -> None:
    code = (
        "import sys, argmap\n"
        f"study = argmap.analyse(argmap.load({MAP!r}))\n"
        "assert study.labels and study.cruxes and study.reasons\n"
        "heavy = {'numpy', 'networkx', 'pysat', 'rich'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_the_version_is_the_package_version() -> None:
    assert run("--version").output == "argmap 0.1.0\n"


# show


def test_show_on_a_pipe_prints_seven_tab_separated_fields() -> None:
    rows = [line.split("\t") for line in run("show", MAP, "--no-results").output.splitlines()]
    assert {len(row) for row in rows} == {7}
    assert rows[0] == ["0", "issue", "", "need", "?", "", "How much mathematics does machine learning need?"]


def test_show_as_tree_tells_who_grants_what_and_what_is_common_ground() -> None:
    tree = run("show", MAP, "--format", "tree").output
    assert "granted:" in tree
    assert "the step fails:" in tree
    assert "because (together)" in tree
    assert "held by Commenter C · conceded by Commenter B  [linear-algebra-needed]" in tree


def test_show_as_json_can_be_read_by_programs() -> None:
    top = json.loads(run("show", MAP, "--format", "json").output)
    # By hand: the issues without a parent, then what answers no issue and is nobody's premise, remarks on the talk last.
    assert [entry["id"] for entry in top] == [
        "need",
        "credit",
        "academics-pose-as-experts",
        "math-is-very-useful",
        "measure-theory-not-needed",
        "computer-scientists-pretend",
        "systems-also-important",
        "llms",
        "symbolic-proofs",
        "barbs-lead-nowhere",
    ]
    assert [entry["id"] for entry in top[0]["children"]] == [
        "math-is-essential",
        "understanding",
        "innovation",
    ]


def test_show_as_markdown_is_a_nested_list() -> None:
    lines = run("show", MAP, "--format", "markdown", "--focus", "linear-algebra-needed").output.splitlines()
    assert lines[0].startswith("- ▲ Machine learning takes a grasp of linear algebra")
    assert lines[1] == "  - *because*"


def test_depth_cuts_and_says_how_much() -> None:
    tree = run("show", MAP, "--format", "tree", "--depth", "0").output
    assert "because" not in tree
    # Two examples speak for the claim: normalisation-shows-use and pure-math-shows-use.
    assert (
        "Mathematics is very useful in machine learning. (math: mathematics in general)  Commenter C #6, Commenter B #8"
        "  – held by Commenter C · conceded by Commenter B  (… 2 more not shown)  [math-is-very-useful]"
    ) in tree
    # 4 issues with 6 theses; 6 claims and 2 examples that no relation starts from.
    assert len(tree.splitlines()) == 18


def test_an_unknown_focus_gets_a_suggestion() -> None:
    result = run("show", MAP, "--focus", "linear-algebra-neded")
    assert result.exit_code == 2
    assert result.stderr == (
        "argmap: there is no issue, claim, example or relation 'linear-algebra-neded';"
        " did you mean 'linear-algebra-needed'?\n"
    )


def on_a_terminal(root: Path, **environment: str) -> str:
    """Return what `argmap show` prints when its output is a terminal."""
    controller, terminal = pty.openpty()
    code = "import sys; from argmap.cli.main import main; main(['show', 'data/math-in-ml', '--depth', '0'])"
    kept = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "FORCE_COLOR"}}
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=terminal,
        stdin=subprocess.DEVNULL,
        cwd=root,
        env={**kept, "TERM": "xterm-256color", "COLUMNS": "200", **environment},
    )
    os.close(terminal)
    printed = b""
    with contextlib.suppress(OSError):  # Linux says EIO when the terminal's last user has left
        while chunk := os.read(controller, 65536):
            printed += chunk
    os.close(controller)
    assert process.wait() == 0
    return printed.decode("utf-8")


def test_on_a_terminal_the_outline_is_a_coloured_tree(root: Path) -> None:
    printed = on_a_terminal(root)
    assert "├── " in printed
    assert "\x1b[1;34m▲" in printed


def test_no_color_is_honoured(root: Path) -> None:
    printed = on_a_terminal(root, NO_COLOR="1")
    assert "├── " in printed
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]", printed)


# render


@pytest.mark.parametrize(
    ("format", "magic"), [("svg", b"<?xml"), ("png", b"\x89PNG\r\n"), ("pdf", b"%PDF-"), ("dot", b"digraph")]
)
def test_the_suffix_chooses_the_format(format: str, magic: bytes, tmp_path: Path) -> None:
    target = tmp_path / f"map.{format.upper()}"
    assert run("render", MAP, "-o", str(target)).exit_code == 0
    assert target.read_bytes().startswith(magic)


def test_render_without_a_file_writes_the_map_s_own_name_here(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("render", str(root / MAP), "--no-examples")
    assert Path("math-in-ml.svg").read_bytes().startswith(b"<?xml")
    assert result.stderr.startswith("wrote math-in-ml.svg\n")
    assert result.stdout == ""


def test_a_map_comes_from_standard_input_and_goes_to_standard_output(math_in_ml: object) -> None:
    from argmap.storage.writer import plain_data

    document = json.dumps(plain_data(math_in_ml))  # type: ignore[arg-type]
    result = run("render", "-", "-o", "-", "--format", "dot", stdin=document)
    assert result.exit_code == 0
    assert result.stdout.startswith("digraph argmap {")


def test_focus_draws_less_and_says_what_is_left_out() -> None:
    whole = run("render", MAP, "-o", "-", "--format", "dot").stdout
    near = run(
        "render", MAP, "-o", "-", "--format", "dot", "--focus", "linear-algebra-needed", "--hops", "1"
    ).stdout
    assert near.count("n-") < whole.count("n-") / 4
    assert "more not shown" in near


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("-o", "x.gif"), "cannot tell the format of 'x.gif'"),
        (("-o", "noname"), "cannot tell the format of 'noname'"),
        (("--theme", "pink"), "there is no theme 'pink'; known: dark, light, mono"),
        (("--wrap", "3"), "3 is not in the range"),
        (("-o", "-", "--focus", "nope"), "there is no issue, claim, example or relation 'nope'"),
    ],
)
def test_a_wrong_option_is_exit_code_2_and_one_message(arguments: tuple[str, ...], message: str) -> None:
    result = run("render", MAP, *arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_an_unwritable_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    result = run("render", MAP, "-o", str(tmp_path / "file" / "map.svg"))
    assert result.exit_code == 2
    assert "cannot write" in result.stderr
    assert result.stderr.count("\n") == 1


# check


def test_a_clean_folder_of_datasets_is_exit_code_0() -> None:
    result = run("check", "data")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "4 maps checked, no findings\n")


def test_faults_of_several_kinds_are_reported_in_one_run(dataset: Path) -> None:
    spoil(dataset, "label: Some math is needed", "labl: Some math is needed")
    spoil(dataset, "premises: [backprop]", "premises: [backpropp]")
    spoil(dataset, "exact: a grasp of Lin Alg to structure", "exact: a grip of Lin Alg to structure")
    result = run("check", str(dataset))
    assert result.exit_code == 1
    assert [line.split(": ")[1].split()[0] for line in result.stdout.splitlines()] == [
        "AM011",
        "AM401",
        "AM101",
    ]
    assert "did you mean 'label'?" in result.stdout
    assert "did you mean 'backprop'?" in result.stdout
    assert "nearest: 'a grasp of Lin Alg to structure your computations better'" in result.stdout


def test_warnings_fail_only_when_asked_to(dataset: Path) -> None:
    spoil(dataset, "claims:\n", "claims:\n  - {id: loose, text: This is loose., implicit: true}\n")
    assert run("check", str(dataset)).exit_code == 0
    assert run("check", str(dataset), "--strict").exit_code == 1
    assert "[warning]" in run("check", str(dataset)).stdout


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"", "AM007 the file is empty", id="empty"),
        pytest.param(b"format: [", "AM004 not YAML", id="not YAML"),
        pytest.param(b"text: Foo: bar.", "map.yaml:1:10: AM004 not YAML", id="colon in a text"),
        pytest.param(b"text: Foo: bar.", "a text that holds ': ' goes in quotes", id="hint for a colon"),
        pytest.param(b"claims:\n\t- a", "YAML is indented with spaces, not tabs", id="hint for a tab"),
        pytest.param(b"title: \xff\xfe", "map.yaml:1:8: AM002 not UTF-8 (byte 0xff)", id="not UTF-8"),
        pytest.param(b"a: &x [1]\nb: *x\n", "AM006 anchor '&x' is not allowed", id="aliases"),
        pytest.param(b"[" * 100_000, "AM009 nested deeper than 64 levels", id="nesting"),
        pytest.param(b"\x00", "AM004 character U+0000 is not allowed", id="binary"),
    ],
)
def test_an_unreadable_file_is_one_line(dataset: Path, content: bytes, message: str) -> None:
    (dataset / "map.yaml").write_bytes(content)
    result = run("check", str(dataset))
    assert result.exit_code in {1, 2}
    assert message in result.output
    assert "Traceback" not in result.output
    assert not isinstance(result.exception, Exception) or isinstance(result.exception, SystemExit)


def test_a_file_over_the_limit_says_how_to_raise_it(dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARGMAP_MAX_MB", "0.001")
    result = run("check", str(dataset))
    assert result.exit_code == 2
    assert "AM003 larger than the limit of 0.001 MB; set ARGMAP_MAX_MB" in result.stdout
    monkeypatch.setenv("ARGMAP_MAX_MB", "lots")
    assert "set it to a number of megabytes" in run("check", str(dataset)).output


def test_one_unreadable_map_does_not_hide_the_others(dataset: Path) -> None:
    spoil(dataset, "premises: [backprop]", "premises: [backpropp]")
    result = run("check", str(dataset), "nowhere")
    assert result.exit_code == 2
    assert "AM101" in result.stdout
    assert "AM001" in result.stdout
    assert "nowhere" in result.stdout


@pytest.mark.parametrize("command", ["show", "render", "check"])
def test_a_folder_without_a_map_is_named(command: str, tmp_path: Path) -> None:
    result = run(command, str(tmp_path))
    assert result.exit_code == 2
    assert f"{tmp_path}" in result.output
    assert "AM001" in result.output


def test_a_folder_without_a_map_is_named_once(tmp_path: Path) -> None:
    result = run("check", str(tmp_path))
    assert result.output.startswith(f"{tmp_path}: AM001 no dataset here")


def test_a_faulty_map_is_not_drawn(dataset: Path, tmp_path: Path) -> None:
    spoil(dataset, "premises: [backprop]", "premises: [backpropp]")
    result = run("render", str(dataset), "-o", str(tmp_path / "map.svg"))
    assert result.exit_code == 1
    assert "AM101" in result.stderr
    assert not (tmp_path / "map.svg").exists()


# build


def test_build_writes_all_files_of_a_dataset(dataset: Path, tmp_path: Path) -> None:
    result = run("build", str(dataset.parent), "-o", str(tmp_path / "out"))
    assert result.exit_code == 0, result.output
    written = sorted(path.name for path in (tmp_path / "out" / "math-in-ml").iterdir())
    pictures = ["map.dot", "map.html", "map.md", "map.pdf", "map.png", "map.svg"]
    assert written == ["analysis.json", "experiments.json", *pictures, "outline.txt"]


def test_build_writes_nothing_when_any_map_has_an_error(dataset: Path, tmp_path: Path) -> None:
    spoil(Path(shutil.copytree(dataset, dataset.parent / "other")), "premises: [backprop]", "premises: [x]")
    result = run("build", str(dataset.parent), "-o", str(tmp_path / "out"))
    assert result.exit_code == 1
    assert "AM101" in result.stderr
    assert not (tmp_path / "out").exists()


def test_build_refuses_two_datasets_of_one_id(dataset: Path, tmp_path: Path) -> None:
    shutil.copytree(dataset, dataset.parent / "other")
    result = run("build", str(dataset.parent), "-o", str(tmp_path / "out"))
    assert result.exit_code == 2
    assert "have the same id 'math-in-ml'" in result.stderr
    assert not (tmp_path / "out").exists()


def test_build_leaves_other_files_of_the_folder_alone(tmp_path: Path) -> None:
    save(small("r: a supports t", theses={"i": "t"}), tmp_path / "data" / "small")
    mine = tmp_path / "out" / "small" / "notes.txt"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine")
    assert run("build", str(tmp_path / "data"), "-o", str(tmp_path / "out")).exit_code == 0
    assert mine.read_text() == "mine"


# schema


def test_schema_prints_writes_and_verifies(tmp_path: Path) -> None:
    assert json.loads(run("schema", "thread").output)["title"] == "Discussion thread"
    assert run("schema", "--verify", "--dir", str(tmp_path)).exit_code == 1
    assert run("schema", "--write", "--dir", str(tmp_path)).exit_code == 0
    assert run("schema", "--verify", "--dir", str(tmp_path)).exit_code == 0


# the program itself


def program(*arguments: str, **how: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "argmap", *arguments], check=False, stderr=subprocess.PIPE, **how
    )  # type: ignore[call-overload, no-any-return]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
@pytest.mark.parametrize(
    "arguments", [("--help",), ("show", MAP), ("render", MAP, "-o", "-", "--format", "dot")]
)
def test_a_full_disk_behind_standard_output_is_one_line(arguments: tuple[str, ...]) -> None:
    with open("/dev/full", "wb") as full:
        done = program(*arguments, stdout=full)
    assert done.returncode == 2
    assert done.stderr.startswith(b"argmap: cannot write standard output: ")
    assert done.stderr.count(b"\n") == 1


def test_a_closed_standard_output_is_one_line() -> None:
    done = subprocess.run(
        ["sh", "-c", f"{shlex.quote(sys.executable)} -m argmap show {MAP} >&-"],
        check=False,
        stderr=subprocess.PIPE,
    )
    assert done.returncode == 2
    assert done.stderr == b"argmap: cannot write standard output: it is closed\n"


def test_an_interrupt_is_exit_code_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("argmap.storage.load.load_map", interrupt)
    result = run("show", MAP)
    assert result.exit_code == 130
    assert result.stderr == "argmap: interrupted; no file is half-written\n"


def test_build_leaves_everything_alone_when_one_file_cannot_be_written(tmp_path: Path) -> None:
    save(small("r: a supports t", theses={"i": "t"}), tmp_path / "data" / "small")
    folder = tmp_path / "out" / "small"
    (folder / "map.png").mkdir(parents=True)
    (folder / "map.dot").write_text("mine")
    result = run("build", str(tmp_path / "data"), "-o", str(tmp_path / "out"))
    assert result.exit_code == 2
    assert "there is a folder of that name" in result.stderr
    assert sorted(path.name for path in folder.iterdir()) == ["map.dot", "map.png"]
    assert (folder / "map.dot").read_text() == "mine"


def test_hops_without_a_focus_is_a_usage_error() -> None:
    result = run("render", MAP, "--hops", "1")
    assert result.exit_code == 2
    assert "name it with --focus ID" in result.stderr


@pytest.mark.parametrize("command", [["show"], ["why"], ["analyse"], ["check"]])
def test_an_output_that_cannot_hold_every_sign_gets_question_marks(root: Path, command: list[str]) -> None:
    """Pipes on Windows write cp1252; a traceback in place of a report helps nobody."""
    claim = ["backprop"] if command == ["why"] else []
    done = subprocess.run(
        [sys.executable, "-m", "argmap", *command, "data/math-in-ml", *claim],
        check=False, capture_output=True, cwd=root, env={**os.environ, "PYTHONIOENCODING": "cp1252"}, timeout=100,
    )  # fmt: skip
    assert b"Traceback" not in done.stderr
    assert done.returncode in {0, 1}
    assert b"?" in done.stdout or command == ["check"]


# what surrounds the program


def shell(command: str, **variables: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command line in which `argmap` is this package."""
    line = command.replace("argmap ", f"{shlex.quote(sys.executable)} -m argmap ")
    return subprocess.run(
        ["sh", "-c", line], check=False, capture_output=True, env={**os.environ, **variables}
    )


@cache
def lines_in_unicode(arguments: str) -> int:
    return len(shell(f"argmap {arguments}", PYTHONUTF8="1").stdout.splitlines())


@pytest.mark.parametrize(
    ("arguments", "encoding"),
    [
        (f"show {MAP}", "cp1252"),
        (f"show {MAP}", "latin-1"),
        (f"show {MAP}", "ascii"),
        ("explain AM101", "cp1252"),
        ("explain AM101", "ascii"),
        ("--help", "latin-1"),
        ("--help", "ascii"),
    ],
)
def test_an_output_that_cannot_say_a_sign_says_a_question_mark(encoding: str, arguments: str) -> None:
    done = shell(f"argmap {arguments}", PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(done.stdout.splitlines()) == lines_in_unicode(arguments)


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("argmap show - <&-", b"argmap: <stdin>: AM001 cannot be read: it is closed\n"),
        ("argmap check - --quiet <&-", b""),
        ("argmap import - <&-", b"argmap: cannot use 'standard input': it is closed\n"),
    ],
)
def test_a_closed_standard_input_is_one_line(command: str, told: bytes) -> None:
    done = shell(command)
    assert (done.returncode, done.stderr) == (2, told)
    assert b"Traceback" not in done.stdout


def test_a_closed_input_that_nobody_reads_changes_nothing() -> None:
    shown = shell(f"argmap show {MAP}").stdout
    assert shown
    assert shell(f"argmap show {MAP} <&-").stdout == shown


@pytest.mark.parametrize("arguments", [f"show {MAP}", "--help", f"render {MAP} --format dot -o -"])
def test_a_reader_that_leaves_early_is_no_error(arguments: str) -> None:
    done = shell(f"argmap {arguments} | head -n 1")
    assert done.stdout.count(b"\n") == 1
    assert b"Traceback" not in done.stderr


def test_a_name_that_is_too_long_is_named_and_the_other_maps_are_checked() -> None:
    done = shell(f"argmap check {'a' * 300} {MAP}")
    assert done.returncode == 2
    assert b"AM001 cannot be read: File name too long" in done.stdout
    assert b"2 maps checked" in done.stderr or b"1 map checked" in done.stderr


@pytest.mark.parametrize("arguments", ["import {}.json", "init {}", "update {} x.json"])
def test_a_name_that_no_command_expects_to_be_too_long_is_named(arguments: str) -> None:
    done = shell(f"argmap {arguments.format('a' * 300)}")
    assert done.returncode == 2
    assert b"standard output" not in done.stderr
    assert b"File name too long" in done.stderr
    assert done.stderr.count(b"\n") == 1


# the help of all commands, which is a file


def test_the_help_from_the_file_is_that_of_click() -> None:
    wide, narrow = (shell("argmap --help", COLUMNS=columns).stdout.decode() for columns in ("80", "60"))
    assert wide == help_text()
    assert wide != narrow
    assert wide.split() == narrow.split()


def test_the_help_of_all_commands_loads_nothing() -> None:
    code = (
        "import sys; sys.argv = ['argmap', '--help']\n"
        "from argmap.cli.program import run; run()\n"
        "heavy = {'click', 'inspect', 'argmap.cli.main'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_checking_loads_no_arithmetic() -> None:
    code = (
        "import sys; from argmap.cli.main import main\n"
        f"main(['check', {MAP!r}], standalone_mode=False)\n"
        "heavy = {'numpy', 'filelock', 'getpass', 'jinja2', 'asyncio', 'http', 'ssl', 'pysat', 'argmap.solver.search'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
