"""`argmap agree`: which files are readings, what is printed, and what is refused."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from argmap.cli.main import main

EDITS = (
    ("kind: support, premises: [space-taken]", "kind: attack, premises: [space-taken]"),
    ("participant: ines, post: p1, claim: close, stance: asserts", "participant: ines, post: p1, claim: close, stance: proposes"),
)  # fmt: skip
"""What the second reading says otherwise."""


@pytest.fixture
def folder(root: Path, tmp_path: Path) -> Path:
    """Return a dataset folder with the readings map.ann.yaml and map.bo.yaml beside map.yaml."""
    target = tmp_path / "car-free-centre"
    shutil.copytree(root / "data" / "car-free-centre", target)
    text = (target / "map.yaml").read_text("utf-8")
    (target / "map.ann.yaml").write_text(text, "utf-8")
    for old, new in EDITS:
        text = text.replace(old, new)
    (target / "map.bo.yaml").write_text(text, "utf-8")
    return target


def agree(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["agree", "--resamples", "20", *map(str, words)])


def test_a_folder_with_several_readings_and_its_files_give_the_same(folder: Path) -> None:
    whole = agree(folder)
    assert whole.exit_code == 0
    assert whole.output == agree(folder / "map.bo.yaml", folder / "map.ann.yaml").output
    assert whole.output.startswith("Agreement of ann and bo on car-free-centre\n")


def test_the_table_has_the_value_its_interval_and_kappa_and_the_dearest_disagreement_its_words(
    folder: Path,
) -> None:
    output = agree(folder).output
    row = next(line.split() for line in output.splitlines() if line.startswith("kind of a relation"))
    assert row[4] == "α"
    assert [len(row), row[7]] == [11, "to"]
    first = output[output.index(" 1. ") :].splitlines()[:3]
    assert "how two claims are linked, p1: “" in first[0]
    assert first[1].endswith(
        "(map.ann.yaml): [space-for-close] “Parked cars take the space” supports “Close the old town”"
    )
    assert first[2].endswith(
        "(map.bo.yaml): [space-for-close] “Parked cars take the space” attacks “Close the old town”"
    )


def test_a_reading_with_itself_agrees_by_1(folder: Path) -> None:
    copy = shutil.copyfile(folder / "map.ann.yaml", folder / "map.copy.yaml")
    result = agree(folder / "map.ann.yaml", copy, "--json")
    assert {each["value"] for each in json.loads(result.output)["measures"]} == {1.0}


def test_json_goes_to_a_file_in_one_step(folder: Path, tmp_path: Path) -> None:
    result = agree(folder, "--json", "--by", "participant", "-o", tmp_path / "agreement.json")
    assert result.exit_code == 0
    data = json.loads((tmp_path / "agreement.json").read_text("utf-8"))
    assert data["readings"] == ["ann", "bo"]
    assert data["parts"][0]["id"] == "ines"
    assert data["costs"][0]["readings"][0]["file"] == str(folder / "map.ann.yaml")


def test_one_reading_beside_map_yaml_is_compared_with_it(folder: Path) -> None:
    (folder / "map.ann.yaml").unlink()
    assert agree(folder).output.startswith("Agreement of bo and map on car-free-centre\n")


def test_several_folders_are_put_together(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "again")
    result = agree(folder, tmp_path / "again", "--json")
    assert json.loads(result.output)["resampled"] == "threads"


def broken(folder: Path) -> Path:
    text = (folder / "map.bo.yaml").read_text("utf-8")
    path = folder / "map.cy.yaml"
    path.write_text(text.replace("target: leave", "target: laeve", 1), "utf-8")
    return path


def test_one_broken_reading_of_three_is_shown_and_nothing_is_compared(folder: Path) -> None:
    path = broken(folder)
    result = agree(folder)
    assert result.exit_code == 1
    assert f"{path}:" in result.output
    assert "did you mean 'leave'?" in result.output
    assert "Agreement of" not in result.output


def test_a_broken_reading_can_be_left_out(folder: Path) -> None:
    broken(folder)
    result = CliRunner().invoke(main, ["agree", str(folder), "--skip-broken", "--resamples", "0"])
    assert result.exit_code == 0
    assert result.stdout.startswith("Agreement of ann and bo on")
    assert "AM101" in result.stderr
    (folder / "map.bo.yaml").write_text("format: argmap/1\n", "utf-8")
    few = CliRunner().invoke(main, ["agree", str(folder), "--skip-broken"])
    assert (few.exit_code, few.stdout) == (1, "")
    assert "fewer than two readings without errors are left" in few.stderr


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["car-free-centre/map.ann.yaml"], 2, "two readings of a thread or more"),
        (["car-free-centre/map.ann.yaml", "car-free-centre/map.dee.yaml"], 2, "no such file"),
        (
            ["car-free-centre", "car-free-centre/map.ann.yaml"],
            2,
            "name files of readings, or folders of several",
        ),
        (["car-free-centre/map.ann.yaml", "math-in-ml"], 2, "maps of different threads"),
        (["car-free-centre/map.ann.yaml", "./car-free-centre/map.ann.yaml"], 2, "name each reading once"),
    ],
    ids=["one", "missing", "mixed", "other thread", "twice"],
)
def test_what_cannot_be_compared_is_refused(
    folder: Path, root: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], code: int, message: str
) -> None:
    shutil.copytree(root / "data" / "math-in-ml", folder.parent / "math-in-ml")
    monkeypatch.chdir(folder.parent)
    result = agree(*words)
    assert result.exit_code == code
    assert message in result.output
    assert "Traceback" not in result.output


def test_readings_of_equal_names_get_their_paths(folder: Path) -> None:
    other = shutil.copytree(folder, folder.parent / "other")
    result = agree(folder / "map.ann.yaml", other / "map.ann.yaml", "--json")
    assert json.loads(result.output)["readings"] == sorted(
        [str(folder / "map.ann.yaml"), str(other / "map.ann.yaml")]
    )


def test_the_page_shows_what_the_command_prints(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """But for the intervals, whose random numbers may differ between versions of NumPy."""
    page = (root / "docs" / "agreement.md").read_text("utf-8")
    for title, text in re.findall(r'^```yaml title="([^"]+)"\n(.*?)^```$', page, re.MULTILINE | re.DOTALL):
        (tmp_path / title).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / title).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    printed = CliRunner().invoke(main, ["agree", "data/canteen"]).output
    (shown,) = re.findall(r"^```text\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    interval = r"-?\d\.\d\d to \d\.\d\d"
    assert re.sub(interval, "", printed) == re.sub(interval, "", shown)
