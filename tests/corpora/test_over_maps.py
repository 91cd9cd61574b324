"""Jobs over many maps: what each map gives by itself, in the order of the folders, however the work is shared or stopped."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

pytest.importorskip("pyarrow")
pytest.importorskip("msgspec")

import argmap
from argmap.cli.main import main
from argmap.corpora.over_maps import MapsJob, over_maps
from argmap.formats.registry import format_named
from argmap.parallel import Workers

ROOT = Path(__file__).parent.parent.parent
HERE = Workers(processes=1)
TINY = """\
format: argmap/1
id: {id}
title: T
claims:
- {{id: a, text: It rains., implicit: true}}
- {{id: b, text: The street is wet., implicit: true}}
relations:
- {{id: r, kind: {kind}, premises: [a], target: b}}
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Seven small maps and a bundled one; the fourth is broken."""
    for number in range(7):
        folder = tmp_path / "data" / f"m{number}"
        folder.mkdir(parents=True)
        text = TINY.format(id=f"m{number}", kind="attack" if number % 2 else "support")
        (folder / "map.yaml").write_text("id: [" if number == 3 else text, "utf-8")
    shutil.copytree(ROOT / "data" / "math-in-ml", tmp_path / "data" / "math-in-ml")
    return tmp_path / "data"


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("argmap.corpora.over_maps.AT_ONCE", 3)


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def ran(*args: object) -> Result:
    return CliRunner().invoke(main, ["corpus", "maps", *map(str, args)])


def test_findings_are_those_of_each_map(data: Path, tmp_path: Path) -> None:
    _, counts = over_maps(MapsJob.CHECK, data, tmp_path / "out", HERE)
    rows = lines(tmp_path / "out" / "findings.jsonl")
    assert counts["maps"] == 7
    assert [row["folder"] for row in rows] == sorted(row["folder"] for row in rows)
    shown = CliRunner().invoke(main, ["check", str(data / "m0"), "--format", "json"])
    wanted = json.loads(shown.stdout)["findings"]
    assert [(row["code"], row["line"], row["message"]) for row in rows if row["folder"] == "m0"] == [
        (each["code"], each["line"], each["message"]) for each in wanted
    ]


def test_analyses_are_those_of_each_map(data: Path, tmp_path: Path) -> None:
    over_maps(MapsJob.ANALYSE, data, tmp_path / "out", HERE)
    rows = {row["map"]: row for row in lines(tmp_path / "out" / "analyses.jsonl")}
    map = argmap.load(data / "math-in-ml")
    assert rows["math-in-ml"] == {
        "folder": "math-in-ml",
        "map": "math-in-ml",
        **json.loads(json.dumps(argmap.analyse(map).to_dict())),
    }
    assert [row["folder"] for row in lines(tmp_path / "out" / "faulty.jsonl")] == ["m3"]


def test_an_export_gives_a_file_for_each_map_and_says_what_is_lost(data: Path, tmp_path: Path) -> None:
    over_maps(MapsJob.EXPORT, data, tmp_path / "out", HERE, "mermaid")
    writer = format_named("mermaid").write
    assert writer is not None
    text, losses, _ = writer(argmap.load(data / "math-in-ml"))
    [written] = (tmp_path / "out").glob("math-in-ml.*")
    assert written.read_text("utf-8") == text
    lost = [row for row in lines(tmp_path / "out" / "losses.jsonl") if row["folder"] == "math-in-ml"]
    assert [(row["kind"], row["id"]) for row in lost] == [(loss.kind, loss.id) for loss in losses]


def test_tables_are_those_of_the_dataset(data: Path, tmp_path: Path) -> None:
    over_maps(MapsJob.TABLES, data, tmp_path / "out", HERE)
    shutil.rmtree(data / "m3")
    rows = lines(tmp_path / "out" / "relations.jsonl")
    assert rows == [dict(row) for row in argmap.dataset(data).rows("relations")]


def test_processes_and_pauses_change_no_byte(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    over_maps(MapsJob.TABLES, data, tmp_path / "one", HERE)
    over_maps(MapsJob.TABLES, data, tmp_path / "two", Workers(processes=2))
    assert files(tmp_path / "two") == files(tmp_path / "one")

    monkeypatch.setattr("argmap.corpora.over_maps._put_together", lambda parts, out: None)
    over_maps(MapsJob.TABLES, data, tmp_path / "three", HERE)
    monkeypatch.undo()
    monkeypatch.setattr("argmap.corpora.over_maps.AT_ONCE", 3)
    kept = tmp_path / "three" / ".parts" / "000000" / "claims.jsonl"
    kept.write_text("what is done is not done again\n")
    path = data / "m6" / "map.yaml"
    path.write_text(path.read_text("utf-8").replace("It rains.", "It pours."), "utf-8")
    over_maps(MapsJob.TABLES, data, tmp_path / "three", HERE)
    text = (tmp_path / "three" / "claims.jsonl").read_text("utf-8")
    assert text.startswith("what is done is not done again\n")
    assert "It pours." in text


def test_the_command_says_what_was_done_and_what_cannot_be_read(data: Path, tmp_path: Path) -> None:
    result = ran(data, "--job", "check", "-o", tmp_path / "out", "--jobs", "1")
    assert result.exit_code == 0, result.output
    assert "check of 7 maps; 1 cannot be read" in result.output
    assert ran(data, "--job", "export", "-o", tmp_path / "out").exit_code == 2
    assert ran(data, "--job", "check", "--to", "aif", "-o", tmp_path / "out").exit_code == 2
    assert "no dataset here" in ran(tmp_path / "out", "--job", "check", "-o", tmp_path / "x").output


def test_a_folder_that_cannot_be_written_is_named(data: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    result = ran(data, "--job", "check", "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert "cannot write" in result.output
