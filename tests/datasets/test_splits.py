"""Splits: balanced, without leaks, the same again, stable when maps come; and in packages and tables."""

from __future__ import annotations

import csv
import io
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

import argmap
from argmap.cli.main import main
from argmap.datasets.splits.balance import MapGroup, balanced
from argmap.datasets.splits.file import splits_in
from argmap.datasets.splits.make import MapCounts, make_splits
from argmap.errors import ArgmapError
from tests.datasets.samples import write_dataset
from tests.strategies import examples

LONG = "The streets of the old town were built for carts, and two thirds of the space is taken by cars."
SHARES = st.sampled_from([(0.8, 0.1, 0.1), (0.6, 0.2, 0.2), (0.8, 0.2), (0.5, 0.5)])
NAMES = ("train", "dev", "test")


@st.composite
def counts(draw: st.DrawFn) -> list[MapCounts]:
    """Return maps, some of which share a thread."""
    number = draw(st.integers(1, 7))
    return [
        MapCounts(
            f"m{index}",
            draw(st.sampled_from(["en", "de"])),
            draw(st.integers(0, 30)),
            draw(st.integers(0, 30)),
            10,
            draw(st.integers(0, 10)),
            (f"thread {draw(st.integers(0, 5))}",),
        )
        for index in range(number)
    ]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["dataset", "split", *map(str, arguments)])


@examples(30)
@given(counts(), SHARES, st.integers(0, 5))
def test_shares_are_within_a_group_of_the_best_and_no_group_is_divided(
    maps: list[MapCounts], shares: tuple[float, ...], seed: int
) -> None:
    wanted = dict(zip(NAMES, shares, strict=False))
    made = make_splits(maps, wanted, seed)
    threads: dict[str, set[str]] = {}
    for map in maps:
        threads.setdefault(map.marks[0], set()).add(made.splits.splits[map.id])
    assert all(len(splits) == 1 for splits in threads.values())
    sizes = [sum(map.marks[0] == thread for map in maps) for thread in threads]

    def off(inside: dict[str, int]) -> float:
        return max(abs(inside.get(name, 0) - share * len(maps)) for name, share in wanted.items())

    every = []
    for choice in product(wanted, repeat=len(sizes)):
        inside: dict[str, int] = {}
        for name, size in zip(choice, sizes, strict=True):
            inside[name] = inside.get(name, 0) + size
        every.append(off(inside))
    got = off({split.name: split.maps for split in made.counts})
    assert got <= min(every) + max(sizes) + 1e-9
    if len(sizes) >= len(wanted):
        assert all(split.maps for split in made.counts)


@settings(max_examples=40, deadline=None)
@given(counts(), st.integers(0, 5), st.randoms())
def test_the_order_of_the_maps_does_not_matter(maps: list[MapCounts], seed: int, random: Any) -> None:
    other = [*maps]
    random.shuffle(other)
    assert make_splits(maps, None, seed).splits == make_splits(other, None, seed).splits


@settings(max_examples=40, deadline=None)
@given(counts(), st.data())
def test_a_new_map_moves_no_other(maps: list[MapCounts], data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(maps)))
    first = make_splits(maps[:number], None, 3)
    try:
        second = make_splits(maps, None, None, first.splits)
    except ArgmapError:  # the new map joins two groups that were apart; marks here are one each
        pytest.fail("no group can have been divided")
    assert {map.id: second.splits.splits[map.id] for map in maps[:number]} == dict(first.splits.splits)
    assert second.splits.seed == 3


def test_a_rare_language_is_in_every_split_that_can_have_it() -> None:
    groups = [MapGroup((f"m{n}",), {"language de" if n < 4 else "language en": 1}) for n in range(20)]
    chosen = balanced(groups, {"train": 0.5, "test": 0.5}, 0, {})
    assert [chosen[:4].count(name) for name in ("train", "test")] == [2, 2]
    assert [chosen.count(name) for name in ("train", "test")] == [10, 10]


def test_another_seed_gives_other_splits() -> None:
    groups = [MapGroup((f"m{n}",), {}) for n in range(20)]
    shares = {"train": 0.5, "test": 0.5}
    assert len({tuple(balanced(groups, shares, seed, {})) for seed in range(5)}) > 1


def four(root: Path) -> Path:
    posts = [{"id": "p1", "text": LONG}]
    same = {f"{name}/map.yaml": {"thread": {"posts": posts}} for name in "ab"}
    return write_dataset(root, {**same, "c/map.yaml": {"thread": {}}, "d/map.yaml": {"thread": {}}})


def test_the_command_writes_splits_and_a_table(tmp_path: Path) -> None:
    root = four(tmp_path / "data")
    result = run(root, "--into", "train=.5,test=.5", "--seed", "7", "-o", tmp_path / "splits.csv")
    assert result.exit_code == 0, result.output
    data = yaml.safe_load((root / "splits.yaml").read_text("utf-8"))
    assert (data["seed"], data["shares"]) == (7, {"train": 0.5, "test": 0.5})
    assert data["splits"]["a"] == data["splits"]["b"] != data["splits"]["c"] == data["splits"]["d"]
    rows = [*csv.DictReader(io.StringIO((tmp_path / "splits.csv").read_text("utf-8")))]
    assert {row["map"]: row["split"] for row in rows} == data["splits"]
    assert [line.split()[:4] for line in result.output.splitlines()[1:3]] == [
        ["train", "2", "50.0%", "50.0%"],
        ["test", "2", "50.0%", "50.0%"],
    ]


def test_again_gives_the_same_bytes(tmp_path: Path) -> None:
    root = four(tmp_path)
    run(root)
    before = (root / "splits.yaml").read_bytes()
    run(root)
    assert (root / "splits.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--into", "train=.8,test=.3"], "add up to 1.1"),
        (["--into", "train=.8,train=.2"], "write each name once"),
        (["--into", "train"], "write each name once"),
        (["--into", "train=nan,test=.2"], "write each name once"),
        (["--into", "Train=1"], "small letters"),
        (["--seed", "-1"], "not in the range"),
        (["--seed", "9"], "--anew"),
        (["--into", "train=.5,test=.5"], "--anew"),
        (["-o", "{root}/splits.yaml"], "name another file"),
    ],
    ids=["sum", "twice", "no share", "nan", "name", "negative", "other seed", "other shares", "itself"],
)
def test_what_cannot_be_is_said_and_nothing_changes(arguments: list[str], said: str, tmp_path: Path) -> None:
    root = four(tmp_path)
    assert run(root).exit_code == 0
    before = (root / "splits.yaml").read_bytes()
    result = run(root, *(argument.format(root=root) for argument in arguments))
    assert (result.exit_code, said in result.output) == (2, True), result.output
    assert (root / "splits.yaml").read_bytes() == before


def test_a_map_that_joins_two_splits_is_refused_unless_anew(tmp_path: Path) -> None:
    root = four(tmp_path)
    splits = {"a": "train", "b": "test", "c": "train", "d": "train"}
    write_dataset(root, {"splits.yaml": {"format": "argmap-splits/1", "splits": splits}})
    result = run(root)
    assert (result.exit_code, "share a thread or the words" in result.output) == (2, True)
    assert run(root, "--anew").exit_code == 0


def test_a_full_disk_leaves_the_splits_that_were(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = four(tmp_path)
    run(root)
    before = (root / "splits.yaml").read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("argmap.storage.files.os.fsync", full)
    result = run(root, "--anew", "--seed", "5")
    assert (result.exit_code, "No space left on device" in result.output) == (2, True)
    assert (root / "splits.yaml").read_bytes() == before
    assert [path.name for path in root.iterdir() if path.is_file()] == ["splits.yaml"]


def test_tables_and_texts_have_the_splits(tmp_path: Path) -> None:
    root = four(tmp_path)
    run(root, "--into", "train=.5,test=.5")
    dataset = argmap.dataset(root)
    splits = splits_in(root)
    assert splits is not None
    assert {row["map"]: row["split"] for row in dataset.rows("maps")} == dict(splits.splits)
    assert {row["map"]: row["split"] for row in dataset.texts().tokens()} == dict(splits.splits)
    (root / "splits.yaml").unlink()
    assert {row["split"] for row in argmap.dataset(root).rows("maps")} == {None}


def test_a_package_has_the_rows_of_each_split(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    from argmap.datasets.package.about import About
    from argmap.datasets.package.verify import package_faults
    from argmap.datasets.package.write import write_package

    root, out = four(tmp_path / "data"), tmp_path / "out"
    run(root, "--into", "train=.5,test=.5")
    write_package(argmap.dataset(root), out, About("maps", "Maps"))
    assert package_faults(out) == []
    splits = splits_in(root)
    assert splits is not None
    for split in ("train", "test"):
        ids = parquet.read_table(out / "splits" / split / "posts.parquet")["map"].to_pylist()
        assert {splits.splits[id] for id in ids} == {split}
    block = yaml.safe_load((out / "README.md").read_text("utf-8").split("---\n")[1])
    files = {config["config_name"]: config["data_files"] for config in block["configs"]}
    assert files["posts"] == [
        {"split": name, "path": f"splits/{name}/posts.parquet"} for name in ("train", "test")
    ]
    (out / "splits" / "test" / "posts.parquet").write_bytes(
        (out / "splits" / "train" / "posts.parquet").read_bytes()
    )
    assert any("splits/test/posts.parquet: row 1 is not" in fault for fault in package_faults(out))


def test_a_package_refuses_splits_that_leak(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    root = four(tmp_path / "data")
    splits = {"a": "train", "b": "test", "c": "train", "d": "train"}
    write_dataset(root, {"splits.yaml": {"format": "argmap-splits/1", "splits": splits}})
    result = CliRunner().invoke(main, ["dataset", "package", str(root), "-o", str(tmp_path / "out")])
    assert (result.exit_code, "put them in one split" in result.output) == (2, True)
    assert not (tmp_path / "out").exists()


def test_datasets_loads_each_split(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    datasets = pytest.importorskip("datasets")
    root, out = four(tmp_path / "data"), tmp_path / "out"
    run(root, "--into", "train=.5,test=.5")
    CliRunner().invoke(main, ["dataset", "package", str(root), "-o", str(out)])
    loaded = datasets.load_dataset(str(out), "posts", cache_dir=str(tmp_path / "cache"))
    assert {name: table.num_rows for name, table in loaded.items()} == {"train": 2, "test": 2}
