"""Many maps in code: read one by one, as tables, graphs and texts for training."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

import argmap
from argmap.errors import ArgmapError, InvalidInput, MissingExtra, UnknownName, UnreadableInput
from argmap.model import ArgumentMap, Thread

DATA = Path(__file__).parents[2] / "data"
LONG = (
    "The streets of the old town were built for carts, and two thirds of the space is taken by parked cars."
)


def write(folder: Path, text: str = "", **fields: Any) -> None:
    """Write a map with one post into a folder of its name."""
    thread = Thread.model_validate(
        {
            "id": fields.pop("thread_id", folder.name),
            "title": "T",
            "source": {"kind": "text"},
            "authorship": "unknown",
            "reply_structure": "unknown",
            "posts": [{"id": "p1", "text": text or f"Words of {folder.name}."}, *fields.pop("posts", [])],
        }
    )
    folder.mkdir(parents=True)
    map = {"id": folder.name, "title": "M", "thread": thread, **fields}
    argmap.save(ArgumentMap.model_validate(map), folder / "map.json")


def test_maps_come_in_the_order_of_their_folders(tmp_path: Path) -> None:
    for name in ("b", "a", "c"):
        write(tmp_path / name)
    dataset = argmap.dataset(tmp_path)
    assert [map.id for map in dataset] == ["a", "b", "c"]
    assert (len(dataset), dataset["b"].id, "c" in dataset, "d" in dataset) == (3, "b", True, False)
    assert repr(argmap.dataset(tmp_path / "a")).endswith("1 map>")


def test_an_unknown_map_is_named(tmp_path: Path) -> None:
    write(tmp_path / "trams")
    with pytest.raises(UnknownName, match="did you mean 'trams'"):
        argmap.dataset(tmp_path)["tram"]


def test_maps_are_read_when_their_turn_comes(tmp_path: Path) -> None:
    write(tmp_path / "a")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "map.yaml").write_text("format: argmap/1\nid: b\n", "utf-8")
    maps = iter(argmap.dataset(tmp_path))
    assert next(maps).id == "a"
    with pytest.raises(InvalidInput, match="AM012"):
        next(maps)


def test_faulty_maps_are_skipped_when_asked(tmp_path: Path) -> None:
    write(tmp_path / "a")
    for name, text in (("b", "format: argmap/1\nid: b\n"), ("c", "a: [")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "map.yaml").write_text(text, "utf-8")
    dataset = argmap.dataset(tmp_path, on_error="skip")
    assert [map.id for map in dataset] == ["a"]
    files = {Path(str(fault.location.file)).parent.name for fault in dataset.diagnostics}
    assert (len(dataset), files) == (3, {"b", "c"})


def test_a_map_with_an_error_of_a_rule_is_faulty_when_checked(tmp_path: Path) -> None:
    claim = {"id": "a", "text": "It rains.", "quotes": [{"post": "p1", "exact": "never written"}]}
    write(tmp_path / "a", claims=[claim])
    assert [map.id for map in argmap.dataset(tmp_path)] == ["a"]
    with pytest.raises(InvalidInput, match="never written"):
        list(argmap.dataset(tmp_path, check=True))


def test_two_maps_of_one_id_are_refused(tmp_path: Path) -> None:
    write(tmp_path / "a")
    shutil.copytree(tmp_path / "a", tmp_path / "z")
    with pytest.raises(ArgmapError, match="have the same id 'a'"):
        list(argmap.dataset(tmp_path).rows("maps"))


def test_bad_arguments_are_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="no dataset here"):
        argmap.dataset(tmp_path)
    write(tmp_path / "a")
    with pytest.raises(UnknownName, match="skip"):
        argmap.dataset(tmp_path, on_error="skp")
    with pytest.raises(UnknownName, match="claims"):
        argmap.dataset(tmp_path).rows("claim")
    with pytest.raises(UnknownName, match="polars"):
        argmap.dataset(tmp_path).frame("claims", "polar")


@pytest.mark.parametrize(
    ("backend", "module"), [("pandas", "pandas"), ("polars", "polars"), ("arrow", "pyarrow")]
)
def test_tables_of_all_maps_are_one_frame(backend: str, module: str) -> None:
    pytest.importorskip(module)
    dataset = argmap.dataset(DATA)
    frame = dataset.frame("posts", backend)
    shape = (frame.num_rows, frame.num_columns) if backend == "arrow" else frame.shape
    assert shape == (sum(1 for _ in dataset.rows("posts")), 16)


def test_a_missing_backend_has_a_pip_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(MissingExtra, match=r"pip install 'argmap\[dataset\]'"):
        argmap.dataset(DATA).frame("claims", "arrow")


def test_graphs_are_those_of_networkx() -> None:
    graphs = dict(argmap.dataset(DATA / "math-in-ml").graphs())
    assert graphs["math-in-ml"].number_of_nodes() == len(argmap.load(DATA / "math-in-ml"))


def claim(id: str, exact: str | list[str], **fields: Any) -> dict[str, Any]:
    return {"id": id, "text": f"Claim {id}.", "quotes": [{"post": "p1", "exact": exact}], **fields}


def test_spans_and_tags_of_a_post(tmp_path: Path) -> None:
    """Tags by hand: 'the town' is inside of 'close the town' and has no tags of its own."""
    claims = [
        claim("a", "close the town", answers="i"),
        claim("b", "the town"),
        claim("c", ["it", "loud"], meta=True),
    ]
    issues = [{"id": "i", "question": "Close it?"}]
    write(tmp_path / "m", "So close the town, it is loud!", claims=claims, issues=issues)
    texts = argmap.dataset(tmp_path).texts()
    assert [
        (span["start"], span["end"], span["text"], span["label"], span["meta"]) for span in texts.spans()
    ] == [
        (3, 17, "close the town", "thesis", False),
        (9, 17, "the town", "claim", False),
        (19, 21, "it", "claim", True),
        (25, 29, "loud", "claim", True),
    ]
    (row,) = texts.tokens()
    assert list(zip(row["tokens"], row["tags"], strict=True)) == [
        ("So", "O"),
        ("close", "B-thesis"),
        ("the", "I-thesis"),
        ("town", "I-thesis"),
        (",", "O"),
        ("it", "B-claim"),
        ("is", "O"),
        ("loud", "B-claim"),
        ("!", "O"),
    ]
    assert [row["text"][a:b] for a, b in zip(row["starts"], row["ends"], strict=True)] == row["tokens"]


def test_a_post_that_repeats_another_is_one_text(tmp_path: Path) -> None:
    quote = {"post": "p2", "exact": "It rains"}
    claims = [{"id": "a", "text": "It rains.", "quotes": [quote]}]
    write(tmp_path / "m", "It rains.", posts=[{"id": "p2", "repeats": "p1"}], claims=claims)
    texts = argmap.dataset(tmp_path).texts()
    assert [(row["post"], row["tags"]) for row in texts.tokens()] == [("p1", ["B-claim", "I-claim", "O"])]


def test_pairs_have_relations_and_some_have_none(tmp_path: Path) -> None:
    claims = [{"id": id, "text": f"Claim {id}.", "implicit": True} for id in "abcd"]
    relations = [
        {"id": "r", "kind": "support", "premises": ["a", "b"], "target": "c"},
        {"id": "s", "kind": "undercut", "premises": ["d"], "target": "r"},
    ]
    write(tmp_path / "m", claims=claims, relations=relations)
    texts = argmap.dataset(tmp_path).texts()
    pairs = [(row["premise"], row["target"], row["label"]) for row in texts.pairs()]
    assert pairs == [("a", "c", "support"), ("b", "c", "support")]
    with pytest.raises(ArgmapError, match="0 or more pairs"):
        next(texts.pairs(negatives=-1))
    apart = [(row["premise"], row["target"]) for row in texts.pairs(negatives=99) if row["label"] == "none"]
    # by hand: of the six pairs of four claims, a-c and b-c are joined; four are left, in two directions
    assert sorted(apart) == sorted(
        [("a", "b"), ("b", "a"), ("a", "d"), ("d", "a"), ("b", "d"), ("d", "b"), ("c", "d"), ("d", "c")]
    )
    assert list(texts.pairs(1)) == list(texts.pairs(1))


def test_stances_have_the_words_of_their_posts() -> None:
    dataset = argmap.dataset(DATA)
    stances = list(dataset.texts().stances())
    assert {row["map"] for row in stances} == {"car-free-centre", "math-in-ml", "typing-for-a-team"}
    assert len(stances) == 73 + 35 + 67  # the words of io-js-core are withheld
    assert all(row["post_text"] and row["claim_text"] for row in stances)


def test_maps_that_share_words_are_kept_in_one_split(tmp_path: Path) -> None:
    write(tmp_path / "a", LONG)
    write(tmp_path / "b", LONG)  # the same words in another thread
    write(tmp_path / "c", thread_id="d")
    write(tmp_path / "d")  # the same thread
    write(tmp_path / "e")
    dataset = argmap.dataset(tmp_path)
    assert dataset.groups() == (("a", "b"), ("c", "d"), ("e",))
    whole = {"a": "train", "b": "train", "c": "test", "d": "test", "e": "dev"}
    tokens = dataset.texts(whole).tokens()
    assert {row["map"]: row["split"] for row in tokens} == whole
    with pytest.raises(ArgmapError, match="'a' is in the split 'train' and map 'b' in 'test'"):
        dataset.texts(whole | {"b": "test"})
    with pytest.raises(ArgmapError, match="'e' has no split"):
        dataset.texts({id: split for id, split in whole.items() if id != "e"})


def test_withheld_words_are_compared_by_their_fingerprint(tmp_path: Path) -> None:
    from argmap.model.posts import Fingerprint

    write(tmp_path / "a", LONG)
    write(tmp_path / "b", posts=[{"id": "p2", "withheld": Fingerprint.of(LONG)}])
    assert argmap.dataset(tmp_path).groups() == (("a", "b"),)
