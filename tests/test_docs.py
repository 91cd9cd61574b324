"""Documentation that cannot go stale: what the README shows is run, what is generated is compared."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

import argmap
from argmap.cli.main import SECTIONS, UNLISTED, main
from tests.test_site import YOURS
from tools.generate import generated

README = (Path(__file__).parent.parent / "README.md").read_text("utf-8")
SHOWN = re.compile(r"^\$ (argmap .*)\n((?:(?![$`]).*\n)*)", re.MULTILINE)
SHELL_BLOCKS = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
LUNCH = "Ann: The canteen, it is near.\nBo: The market is cheaper.\n"


@pytest.mark.parametrize(
    "block", SHELL_BLOCKS, ids=lambda block: block.split("\n")[0].removeprefix("$ argmap ")
)
def test_the_commands_of_the_readme_work_and_print_what_it_shows(
    block: str, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(root / "data", tmp_path / "data")
    (tmp_path / "lunch.txt").write_text(LUNCH)
    monkeypatch.chdir(tmp_path)
    for command, output in SHOWN.findall(block):
        result = CliRunner().invoke(main, shlex.split(command)[1:])
        assert result.exit_code == 0, f"{command}\n{result.output}"
        assert not output or result.output == output, command


def test_the_readme_shows_commands() -> None:
    assert sum(len(SHOWN.findall(block)) for block in SHELL_BLOCKS) >= 15


def test_every_command_is_documented(root: Path) -> None:
    page = (root / "docs" / "commands.md").read_text("utf-8")
    assert all(f"## argmap {name}\n" in page for names in (*SECTIONS.values(), UNLISTED) for name in names)


def test_every_generated_file_is_current(root: Path) -> None:
    stale = [path.relative_to(root) for path, text in generated().items() if path.read_text("utf-8") != text]
    assert stale == [], "run: make docs"


def dataset_of_the_readme(folder: Path) -> Path:
    blocks = {
        "thread" if "argmap-thread/1" in text else "map": text
        for text in re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
    }
    for name, text in blocks.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    return folder


def test_the_dataset_of_the_readme_is_clean(tmp_path: Path) -> None:
    assert argmap.check(dataset_of_the_readme(tmp_path)) == ()


def test_the_findings_of_the_readme_are_what_check_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    map = dataset_of_the_readme(tmp_path) / "map.yaml"
    text = map.read_text("utf-8")
    text = text.replace("exact: they look the same", "exact: they look alike")
    map.write_text(text.replace("premises: [own-width]", "premises: [own-widht]"), "utf-8")
    monkeypatch.chdir(tmp_path)
    shown = re.search(r"```text\n(map\.yaml:.*?)```", README, re.DOTALL)
    assert shown is not None
    found = [str(diagnostic) for diagnostic in argmap.check("map.yaml")]
    assert [line for line in found if "AM401" in line or "AM101" in line] == shown[1].splitlines()


def test_the_python_of_the_readme_runs(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    code = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert code is not None
    names: dict[str, object] = {}
    exec(code[1], names)
    assert isinstance(names["picture"], bytes)
    assert names["picture"].startswith(b"\x89PNG")


def test_every_public_name_has_a_docstring_and_loads() -> None:
    for name in argmap.__all__:
        assert getattr(argmap, name).__doc__, name


def test_the_tutorial_for_a_new_thread_leaves_no_error_behind(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (root / "docs" / "tutorials" / "add-a-thread.md").read_text("utf-8")
    saved = re.search(r'```text title="lunch.txt"\n(.*?)```', page, re.DOTALL)
    assert saved is not None
    (tmp_path / "lunch.txt").write_text(saved[1], "utf-8")
    for name in ("town.txt", "edits.jsonl"):
        (tmp_path / name).write_text(YOURS[name], "utf-8")
    monkeypatch.chdir(tmp_path)
    for command, _ in SHOWN.findall(page):
        result = CliRunner().invoke(main, shlex.split(command)[1:])
        assert result.exit_code == 0, f"{command}\n{result.output}"
    assert [issue.question for issue in argmap.load("data/tabs").issues] == ["How should code be indented?"]
    assert "AM2" not in CliRunner().invoke(main, ["check", "data/tabs"]).output
