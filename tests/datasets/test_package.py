"""A package of a dataset: its files, its descriptors, what is refused, and that nothing is ever half-written."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings

import argmap
from argmap.cli.main import main
from argmap.datasets.package import write
from argmap.datasets.package.about import About
from argmap.datasets.package.verify import package_faults
from argmap.datasets.package.write import write_package
from argmap.datasets.schema import TABLES
from argmap.errors import ArgmapError
from argmap.model import ArgumentMap
from tests.datasets.test_dataset import write as write_map
from tests.strategies import maps

pytest.importorskip("pyarrow")

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"
ABOUT = About("maps", "Maps", license="CC-BY-4.0")


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a package of the bundled datasets."""
    folder = tmp_path_factory.mktemp("bundled") / "package"
    write_package(argmap.dataset(DATA), folder, ABOUT)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def lines(folder: Path, table: str) -> list[Any]:
    return [json.loads(line) for line in (folder / "data" / f"{table}.jsonl").read_text("utf-8").splitlines()]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["dataset", "package", *map(str, arguments)])


def write_lines(path: Path, rows: list[Any]) -> None:
    text = "".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows)
    path.write_text(text, "utf-8")


def test_a_package_has_every_table_twice_and_its_descriptors(bundled: Path) -> None:
    tables = {f"data/{name}.{ending}" for name in TABLES for ending in ("jsonl", "parquet")}
    descriptors = {"README.md", "croissant.json", "datapackage.json", "CITATION.cff", "LICENSE", "CHANGES.md"}
    assert set(files(bundled)) == tables | descriptors | {"SHA256SUMS"}


def test_the_hashes_are_those_of_the_files(bundled: Path) -> None:
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in files(bundled).items()}
    sums = dict(
        reversed(line.split("  "))
        for line in (bundled / "SHA256SUMS").read_text("utf-8").splitlines()  # type: ignore[misc]
    )
    assert sums == {name: digest for name, digest in digests.items() if name != "SHA256SUMS"}
    croissant = json.loads((bundled / "croissant.json").read_text("utf-8"))
    assert {file["contentUrl"]: file["sha256"] for file in croissant["distribution"]} == {
        name: digest for name, digest in digests.items() if name.startswith("data/")
    }
    resources = json.loads((bundled / "datapackage.json").read_text("utf-8"))["resources"]
    assert [resource["hash"] for resource in resources] == [
        f"sha256:{digests[resource['path']]}" for resource in resources
    ]


def test_the_package_says_that_it_is_sound(bundled: Path) -> None:
    assert package_faults(bundled) == []


def test_parquet_holds_the_rows_and_types_of_the_tables(bundled: Path) -> None:
    from pyarrow import parquet

    for name in TABLES:
        table = parquet.read_table(bundled / "data" / f"{name}.parquet")
        made = list(argmap.dataset(DATA).rows(name))
        assert table.to_pylist() == made, name
    posts = parquet.read_schema(bundled / "data" / "posts.parquet")
    assert [str(posts.field(name).type) for name in ("id", "number", "created")] == [
        "string",
        "int64",
        "timestamp[us, tz=UTC]",
    ]


def test_a_database_finds_every_key_and_reference_sound(bundled: Path) -> None:
    """SQLite is the judge: primary keys, references with missing values, and values that must be there."""
    base = sqlite3.connect(":memory:")
    base.execute("PRAGMA foreign_keys = ON")
    base.execute("PRAGMA defer_foreign_keys = ON")
    for name, table in TABLES.items():
        columns = [f'"{column.name}" {"NOT NULL" if column.required else ""}' for column in table.columns]
        keys = [f"PRIMARY KEY ({', '.join(map(_quoted, table.key))})"]
        keys += [
            f"FOREIGN KEY ({', '.join(map(_quoted, key.columns))}) REFERENCES "
            f"{_quoted(key.table)} ({', '.join(map(_quoted, key.keys))}) DEFERRABLE INITIALLY DEFERRED"
            for key in table.references
        ]
        base.execute(f"CREATE TABLE {_quoted(name)} ({', '.join([*columns, *keys])})")
    base.execute("BEGIN")
    for name, table in TABLES.items():
        rows = [
            tuple(json.dumps(value) if isinstance(value, list) else value for value in row.values())
            for row in lines(bundled, name)
        ]
        marks = ", ".join("?" * len(table.columns))
        base.executemany(f"INSERT INTO {_quoted(name)} VALUES ({marks})", rows)
    base.commit()
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    undercuts = base.execute("SELECT count(*) FROM relations WHERE kind = 'undercut'").fetchone()
    assert undercuts == (8 + 1 + 3 + 6,)  # counted with grep in the four map.yaml


def _quoted(name: str) -> str:
    return f'"{name}"'


def test_descriptors_name_keys_references_and_rows(bundled: Path) -> None:
    package = json.loads((bundled / "datapackage.json").read_text("utf-8"))
    resources = {resource["name"]: resource for resource in package["resources"]}
    claims = resources["claims"]
    assert claims["schema"]["primaryKey"] == ["map", "id"]
    assert {"fields": ["map"], "reference": {"resource": "maps", "fields": ["map"]}} in claims["schema"][
        "foreignKeys"
    ]
    assert {name: resource["rows"] for name, resource in resources.items()} == {
        name: len(lines(bundled, name)) for name in TABLES if lines(bundled, name)
    }
    assert "measurements" not in resources  # it has no rows, and validators take an empty file for a fault
    croissant = json.loads((bundled / "croissant.json").read_text("utf-8"))
    sets = {each["@id"]: each for each in croissant["recordSet"]}
    assert sets["posts"]["key"] == [{"@id": "posts/map"}, {"@id": "posts/id"}]
    references = {
        field["@id"]: field["references"]["field"]["@id"]
        for each in croissant["recordSet"]
        for field in each["field"]
        if "references" in field
    }
    assert references["posts/author"] == "participants/id"
    # a reader cannot order record sets whose references run in a cycle
    order = list(TABLES)
    for field, target in references.items():
        assert order.index(target.split("/")[0]) < order.index(field.split("/")[0]), field


def test_the_card_has_what_the_hub_reads(bundled: Path) -> None:
    text = (bundled / "README.md").read_text("utf-8")
    card = yaml.safe_load(text.split("---\n")[1])
    assert card["license"] == ["cc-by-4.0", "cc0-1.0", "other"]  # of the maps, and of threads with words
    assert (card["language"], card["size_categories"]) == (["en"], ["n<1K"])
    assert [config["config_name"] for config in card["configs"] if config.get("default")] == ["claims"]
    assert all(
        (bundled / file["path"]).is_file() for config in card["configs"] for file in config["data_files"]
    )


def test_the_licence_file_names_every_thread(bundled: Path) -> None:
    text = (bundled / "LICENSE").read_text("utf-8")
    assert "CC-BY-4.0  https://spdx.org/licenses/CC-BY-4.0.html" in text
    assert "io-js-core: MIT, Copyright Node.js contributors" in text
    assert "(the words are not in this package)" in text


def test_the_citation_is_for_a_dataset(bundled: Path) -> None:
    citation = yaml.safe_load((bundled / "CITATION.cff").read_text("utf-8"))
    assert (citation["type"], citation["version"], citation["authors"]) == (
        "dataset",
        "1.0.0",
        [{"name": "The argmap team"}],
    )


def test_the_same_maps_give_the_same_bytes(tmp_path: Path) -> None:
    """In other folders, with other hash seeds, in processes of their own, from copies with other times."""
    for number in ("1", "2"):
        shutil.copytree(DATA, tmp_path / number / "data")
        command = [sys.executable, "-m", "argmap", "dataset", "package", "data", "-o", "out", "-q"]
        environment = {**os.environ, "PYTHONHASHSEED": number, "PYTHONPATH": str(ROOT), "TZ": f"UTC+{number}"}
        subprocess.run(command, cwd=tmp_path / number, env=environment, check=True)
    assert files(tmp_path / "1" / "out") == files(tmp_path / "2" / "out")


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(map=maps())
def test_any_map_can_be_packaged_and_is_sound(map: ArgumentMap, tmp_path: Path) -> None:
    data, out = tmp_path / "data", tmp_path / "out"
    for folder in (data, out):
        shutil.rmtree(folder, ignore_errors=True)
    data.mkdir()
    argmap.save(map, data / "map.json")
    write_package(argmap.dataset(data), out, ABOUT)
    assert package_faults(out) == []
    assert len(lines(out, "claims")) == len(map.claims)


def test_a_dataset_folder_alone_can_be_packaged(tmp_path: Path) -> None:
    result = run(DATA / "car-free-centre", "-o", tmp_path / "out", "--no-results")
    assert (result.exit_code, lines(tmp_path / "out", "maps")[0]["map"]) == (0, "car-free-centre")
    assert "packed 1 map into" in result.stdout
    assert "names no licence of the maps" in result.stderr


# Changes and versions


def test_the_same_data_again_change_nothing(tmp_path: Path) -> None:
    write_map(tmp_path / "data" / "a")
    write_package(argmap.dataset(tmp_path / "data"), tmp_path / "out", ABOUT)
    before = files(tmp_path / "out")
    again = write_package(argmap.dataset(tmp_path / "data"), tmp_path / "out", ABOUT)
    assert (files(tmp_path / "out"), again.version) == (before, "1.0.0")


def test_changed_data_need_a_new_version_and_are_listed(tmp_path: Path) -> None:
    data, out = tmp_path / "data", tmp_path / "out"
    for name in ("a", "b"):
        write_map(data / name)
    run(data, "-o", out, "--no-results")
    before = files(out)
    shutil.rmtree(data / "a")
    write_map(data / "c")
    map = argmap.load(data / "b")
    claim = argmap.Claim(id="x", text="It rains.", implicit=True)
    argmap.save(map.model_copy(update={"claims": (claim,)}), data / "b" / "map.json")

    refused = run(data, "-o", out, "--no-results")
    assert refused.exit_code == 2
    assert "the data have changed since version 1.0.0" in refused.stderr
    assert "--version, such as 1.1.0; maps: 1 added, 1 removed, 1 changed" in refused.stderr
    assert files(out) == before

    accepted = run(data, "-o", out, "--version", "1.1.0", "--date", "2026-11-29", "--no-results")
    assert accepted.exit_code == 0
    assert (out / "CHANGES.md").read_text("utf-8") == (
        "# Changes\n\n## 1.1.0 (2026-11-29)\n\n"
        "- Maps added: 1 (`c`).\n- Maps removed: 1 (`a`).\n"
        "- Map `b` changed: parts (0 → 1), claims (0 → 1), labels (0 → 3).\n\n"
        "## 1.0.0\n\n- First version: 2 maps.\n"
    )
    assert package_faults(out) == []
    earlier = run(data, "-o", out, "--version", "1.0.9", "--no-results")
    assert (earlier.exit_code, "version 1.0.9 is before 1.1.0" in earlier.stderr) == (2, True)


# What is refused


def test_a_faulty_map_stops_it_and_nothing_is_written(tmp_path: Path) -> None:
    write_map(tmp_path / "data" / "a")
    quote = {"post": "p1", "exact": "never written"}
    write_map(tmp_path / "data" / "b", claims=[{"id": "x", "text": "It rains.", "quotes": [quote]}])
    result = run(tmp_path / "data", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "never written" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-o", "{out}", "--version", "one"], "'one' is no version"),
        (["-o", "{out}", "--date", "2026-02-30"], "write the day as YYYY-MM-DD"),
        (["-o", "{out}", "--name", "My Maps"], "such as 'my-maps'"),
        ([], "name the folder of the package"),
    ],
    ids=["version", "date", "name", "no folder"],
)
def test_bad_options_say_what_to_do(tmp_path: Path, arguments: list[str], message: str) -> None:
    write_map(tmp_path / "data" / "a")
    result = run(tmp_path / "data", *(each.format(out=tmp_path / "out") for each in arguments))
    assert (result.exit_code, (tmp_path / "out").exists()) == (2, False)
    assert message in result.stderr


def test_two_maps_of_one_id_are_refused(tmp_path: Path) -> None:
    write_map(tmp_path / "data" / "a")
    shutil.copytree(tmp_path / "data" / "a", tmp_path / "data" / "z")
    result = run(tmp_path / "data", "-o", tmp_path / "out")
    assert (result.exit_code, "have the same id 'a'" in result.stderr) == (2, True)
    assert not (tmp_path / "out").exists()


def test_an_empty_folder_is_no_dataset(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    result = run(tmp_path / "data", "-o", tmp_path / "out")
    assert (result.exit_code, "no dataset here" in result.stderr) == (2, True)


def packed(folder: Path) -> Path:
    write_map(folder / "data" / "a")
    write_package(argmap.dataset(folder / "data"), folder / "out", ABOUT)
    return folder / "out"


def changed_format(out: Path) -> None:
    text = (out / "datapackage.json").read_text("utf-8")
    (out / "datapackage.json").write_text(text.replace("argmap-package/1", "argmap-package/9"), "utf-8")


def other_package(out: Path) -> None:
    (out / "datapackage.json").write_text('{"name": "other", "resources": []}', "utf-8")


def half_a_table(out: Path) -> None:
    (out / "data" / "posts.jsonl").write_text('{"map": "a', "utf-8")


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (
            lambda out: (out / "mine.txt").write_text("keep me"),
            "'mine.txt', which is not part of the package",
        ),
        (lambda out: (out / "datapackage.json").unlink(), "is not empty and holds no package of argmap"),
        (changed_format, "of the format 'argmap-package/9', and this argmap knows 'argmap-package/1'"),
        (other_package, "a data package that argmap did not make"),
        (half_a_table, "the package in it cannot be read"),
        (lambda out: (out / "datapackage.json").write_text("{"), "datapackage.json cannot be read"),
        (lambda out: (out / "datapackage.json").write_text("[" * 100_000), "datapackage.json cannot be read"),
        (lambda out: (out / "datapackage.json").write_text("[]"), "a data package that argmap did not make"),
    ],
    ids=[
        "own file",
        "no package",
        "other version",
        "other tool",
        "half a table",
        "half a description",
        "deep",
        "list",
    ],
)
def test_a_folder_with_something_else_is_left_alone(tmp_path: Path, spoil: Any, message: str) -> None:
    out = packed(tmp_path)
    spoil(out)
    before = files(out)
    result = run(tmp_path / "data", "-o", out, "--version", "2.0.0")
    assert result.exit_code == 2
    assert message in result.stderr
    assert files(out) == before


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    write_map(tmp_path / "data" / "a")
    (tmp_path / "out").write_text("mine")
    result = run(tmp_path / "data", "-o", tmp_path / "out")
    assert (result.exit_code, "is a file" in result.stderr) == (2, True)


# Nothing half-written


@pytest.mark.parametrize("step", ["card", "flush", "take_place"])
@pytest.mark.parametrize(
    "error", [OSError(28, "No space left on device"), KeyboardInterrupt()], ids=["full", "ctrl-c"]
)
def test_an_end_halfway_leaves_the_old_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: BaseException
) -> None:
    out = packed(tmp_path)
    before = files(out)
    write_map(tmp_path / "data" / "b")

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(write, step, fail)
    with pytest.raises(ArgmapError if isinstance(error, OSError) else KeyboardInterrupt):
        write_package(argmap.dataset(tmp_path / "data"), out, About("maps", "Maps", version="2.0.0"))
    assert files(out) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "out"]


def test_a_folder_that_cannot_take_its_place_leaves_the_old_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = packed(tmp_path)
    before = files(out)
    rename = Path.rename

    def refused(self: Path, target: Path) -> Path:
        if self.suffix == ".tmp":
            raise OSError(13, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refused)
    monkeypatch.setattr(
        "argmap.datasets.staging.exchanged", lambda made, place: False
    )  # as where nothing exchanges
    with pytest.raises(ArgmapError, match=r"Permission denied; nothing there has changed"):
        write_package(argmap.dataset(tmp_path / "data"), out, ABOUT)
    assert files(out) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "out"]


def test_the_pip_line_is_said_before_anything_is_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    result = run(tmp_path / "nowhere", "-o", tmp_path / "out")
    assert (result.exit_code, "pip install 'argmap[dataset]'" in result.stderr) == (2, True)


# What --verify finds


def edited(path: Path, change: Any) -> None:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    change(rows)
    write_lines(path, rows)


@pytest.mark.parametrize(
    ("table", "change", "fault"),
    [
        ("relations", lambda rows: rows[0].update(target="nowhere"), "leads to no row of 'parts'"),
        ("posts", lambda rows: rows[1].update(reply_to="p999"), "reply_to (car-free-centre, p999) leads to no row"),
        ("posts", lambda rows: rows.append(rows[0]), "has the key car-free-centre, p1 of a row before"),
        ("claims", lambda rows: rows[0].update(text=None), "'text' has no value"),
        ("claims", lambda rows: rows[0].update(implicit="no"), "'implicit' is 'no', and not of the type truth"),
        ("claims", lambda rows: rows[0].pop("note"), "has other columns than the table"),
        ("quotes", lambda rows: rows[0].update(start=0), "of post 'p16' are other words"),
        ("labels", lambda rows: rows.pop(), "has 971 rows, and datapackage.json says 972"),
        ("labels", lambda rows: rows[0].update(label="in?"), "labels.parquet: row 1 is not that of data/labels.jsonl"),
    ],
    ids=["target", "reply", "key", "required", "type", "columns", "offset", "count", "copy"],
)  # fmt: skip
def test_a_fault_of_the_tables_is_found(
    bundled: Path, tmp_path: Path, table: str, change: Any, fault: str
) -> None:
    shutil.copytree(bundled, tmp_path / "out")
    edited(tmp_path / "out" / "data" / f"{table}.jsonl", change)
    faults = package_faults(tmp_path / "out")
    assert any(fault in line for line in faults), faults
    assert any(f"data/{table}.jsonl: is not the file that was written" in line for line in faults)


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (lambda out: (out / "data" / "maps.parquet").unlink(), "data/maps.parquet: is missing"),
        (lambda out: (out / "data" / "posts.jsonl").unlink(), "data/posts.jsonl: cannot be read"),
        (lambda out: (out / "data" / "maps.parquet").write_bytes(b"PAR1"), "data/maps.parquet: cannot be read"),
        (lambda out: (out / "more.txt").write_text("?"), "more.txt: is not listed in SHA256SUMS"),
        (lambda out: (out / "SHA256SUMS").unlink(), "SHA256SUMS: cannot be read"),
        (lambda out: (out / "croissant.json").write_text("{}"), "croissant.json: cannot be read"),
        (lambda out: (out / "README.md").write_text("# Maps"), "README.md: its description"),
    ],
    ids=["missing", "lost table", "no Parquet", "more", "no sums", "croissant", "card"],
)  # fmt: skip
def test_a_fault_of_the_files_is_found(bundled: Path, tmp_path: Path, spoil: Any, fault: str) -> None:
    shutil.copytree(bundled, tmp_path / "out")
    spoil(tmp_path / "out")
    result = run("--verify", tmp_path / "out")
    assert result.exit_code == 1, result.output
    assert fault in result.stdout


@pytest.mark.parametrize(
    "name", ["datapackage.json", "data/maps.jsonl", "data/posts.jsonl", "data/quotes.jsonl", "README.md"]
)
@pytest.mark.parametrize(
    "content", [b"", b"[]\n", b"null\n", b'{"map": []}\n', b'{"argmap": []}\n', b"\xff\xfe"]
)
def test_no_content_of_a_file_makes_verify_fail(
    bundled: Path, tmp_path: Path, name: str, content: bytes
) -> None:
    shutil.copytree(bundled, tmp_path / "out")
    (tmp_path / "out" / name).write_bytes(content)
    result = run("--verify", tmp_path / "out")
    assert result.exit_code in {1, 2}
    assert result.exception is None or isinstance(result.exception, SystemExit)


def test_verify_refuses_what_is_no_package(tmp_path: Path) -> None:
    result = run("--verify", tmp_path)
    assert (result.exit_code, "no package of argmap here" in result.stderr) == (2, True)
    out = packed(tmp_path)
    changed_format(out)
    result = run("--verify", out)
    assert (result.exit_code, "'argmap-package/9'" in result.stderr) == (2, True)


# The validators of others, where they are installed


def test_frictionless_finds_it_valid(bundled: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    report = frictionless.validate(str(bundled / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # its own, of rdflib
def test_croissant_readers_give_every_row(bundled: Path) -> None:
    mlcroissant = pytest.importorskip("mlcroissant")
    for name in TABLES:
        records = mlcroissant.Dataset(str(bundled / "croissant.json")).records(name)
        assert sum(1 for _ in records) == len(lines(bundled, name)), name


def test_datasets_loads_every_table(bundled: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    datasets = pytest.importorskip("datasets")
    for name in TABLES:
        if lines(bundled, name):
            table = datasets.load_dataset(str(bundled), name, split="train", cache_dir=str(tmp_path))
            assert table.num_rows == len(lines(bundled, name)), name
