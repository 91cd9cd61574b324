"""Where argmap runs: without a home, in a container, in a workflow. What cannot be run here is read."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from argmap.cli.main import main

ROOT = Path(__file__).parent.parent
NOBODY = """
import pwd, sys
def unknown(uid): raise KeyError(uid)
pwd.getpwuid = unknown
from argmap.cli.main import run
run()
"""
posix = pytest.mark.skipif(sys.platform == "win32", reason="users of POSIX")


def as_nobody(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run argmap as a user whom the system does not know, in an environment that is all but empty."""
    return subprocess.run(
        [sys.executable, "-c", NOBODY, *arguments],
        env={"PATH": os.defpath, "PYTHONPATH": str(ROOT), "LANG": "C", **variables},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )


@posix
def test_without_a_home_maps_are_read_changed_and_changed_back(tmp_path: Path) -> None:
    data = tmp_path / "tabs"
    shutil.copytree(ROOT / "data" / "math-in-ml", data)
    before = (data / "map.yaml").read_bytes()
    for arguments in (
        ("check",),
        ("show",),
        ("edit", "set", "math-is-essential", "label=Other"),
        ("edit", "undo"),
    ):
        command, rest = (arguments[:2], arguments[2:]) if arguments[0] == "edit" else (arguments, ())
        ran = as_nobody(*command, str(data), *rest)
        assert (ran.returncode, "Traceback" in ran.stderr) == (0, False), ran.stderr
    assert (data / "map.yaml").read_bytes() == before


@posix
def test_what_needs_a_home_says_which_variable_names_one(tmp_path: Path) -> None:
    pytest.importorskip("duckdb")
    ran = as_nobody("stats", str(ROOT / "data"))
    assert (ran.returncode, ran.stderr) == (
        2,
        "argmap: this user has no home folder; set ARGMAP_CACHE to a folder\n",
    )
    assert as_nobody("stats", str(ROOT / "data"), ARGMAP_CACHE=str(tmp_path)).returncode == 0


def steps() -> list[dict[str, Any]]:
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    return [step for step in action["runs"]["steps"] if "run" in step]


def checked(folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the step of the action that checks, as a workflow does."""
    step = next(step for step in steps() if step["name"] == "Check")
    assert set(step["env"]) == {"CHECKED", "OPTIONS"}
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "CHECKED": "data", "OPTIONS": "", **inputs}
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    bash = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    return subprocess.run(
        bash, cwd=folder, env=environment, capture_output=True, check=False, encoding="utf-8"
    )


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_the_action_shows_findings_at_their_lines(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data" / "car-free-centre", tmp_path / "data")
    assert checked(tmp_path).returncode == 0
    file = tmp_path / "data" / "map.yaml"
    file.write_text(file.read_text("utf-8").replace("target: close", "target: closed", 1), "utf-8")
    found = checked(tmp_path)
    assert found.returncode == 1
    assert found.stdout.startswith("::error file=data/map.yaml,line=")
    assert checked(tmp_path, OPTIONS="--strict --ignore AM5", CHECKED="gone").returncode == 2


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
@pytest.mark.parametrize("text", ["$(touch run)", "`touch run`", "; touch run", "data\ntouch run"])
def test_inputs_of_the_action_are_no_commands(tmp_path: Path, text: str) -> None:
    for name in ("CHECKED", "OPTIONS"):
        checked(tmp_path, **{name: text})
        assert not [*tmp_path.iterdir()]
    assert not any("${{" in step["run"] for step in steps())


def test_the_container_gets_what_its_file_names() -> None:
    text = (ROOT / "Dockerfile").read_text("utf-8")
    kept = {line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line[:1] == "!"}
    copied = {name for line in re.findall(r"^COPY (.+) \S+$", text, re.MULTILINE) for name in line.split()}
    assert copied == kept
    assert all((ROOT / name).exists() for name in copied)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = re.search(r"/source\[([\w,]+)\]", text)
    assert extras is not None
    assert set(extras[1].split(",")) <= project["optional-dependencies"].keys()
    assert project["readme"] in copied
    assert "\nUSER 65534\n" in text


def test_the_workflow_names_every_version_that_argmap_is_for() -> None:
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "tests.yml").read_text("utf-8"))["jobs"]
    assert jobs["matrix"]["strategy"]["matrix"]["python"][0] == "3.11"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["requires-python"] == ">=3.11"


@posix
@pytest.mark.parametrize(
    "command",
    ["render {map} -o {made}.svg", "export {map} --to dot -o {made}.dot", "teach make {map} -o {made}.md"],
)
def test_a_closed_standard_error_keeps_no_command_from_its_work(command: str, tmp_path: Path) -> None:
    made = tmp_path / "made"
    words = command.format(
        map=shlex.quote(str(ROOT / "data" / "car-free-centre")), made=shlex.quote(str(made))
    )
    ran = subprocess.run(
        f"{shlex.quote(sys.executable)} -m argmap {words} 2>&-",
        shell=True,
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    (file,) = tmp_path.iterdir()
    assert (ran.returncode, file.stat().st_size > 1000) == (0, True)
    assert b"argmap:" not in file.read_bytes()[:200]


@posix
def test_a_line_end_in_a_name_begins_no_line_of_its_own(tmp_path: Path) -> None:
    folder = tmp_path / "q\n::error::forged\rx"
    shutil.copytree(ROOT / "data" / "car-free-centre", folder)
    runner = CliRunner()
    for arguments in (
        ["render", str(folder), "-o", str(folder / "o.svg")],
        ["edit", "set", str(folder), "close", "label=Other"],
        ["edit", "undo", str(folder)],
        ["diff", str(folder), str(folder)],
        ["check", str(folder / "none")],
        ["teach", "make", str(folder), "-o", str(folder / "o.md")],
    ):
        ran = runner.invoke(main, arguments)
        assert "::error::forged" in ran.output, arguments
        assert not any(line.startswith("::") for line in ran.output.splitlines()), arguments


@posix
def test_a_link_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    shutil.copy(ROOT / "data" / "car-free-centre" / "thread.yaml", tmp_path)
    (tmp_path / "map.yaml").symlink_to("nowhere.yaml")
    for command in (["check"], ["edit", "set", "close", "label=V"]):
        ran = CliRunner().invoke(main, [*command[:2], str(tmp_path), *command[2:]])
        assert ran.exit_code == 2
        assert "is a link that leads to no file" in ran.output
