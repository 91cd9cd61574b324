"""A map names its thread by a path, and that path leads nowhere outside its own folder."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from argmap.errors import InvalidInput, UnreadableInput
from argmap.model import Thread
from argmap.storage import load_map, load_thread, read_map
from tests.storage.conftest import THREAD, Dataset

MAP = """\
format: argmap/1
id: m
title: M
thread: {}
claims:
  - {{id: c1, text: Simple is best., quotes: [{{post: p1, exact: Simple}}]}}
"""
OUTSIDE = "it lies outside the map's folder; put the file beside the map"


@pytest.mark.parametrize(
    "reference",
    ["thread.yaml", "./thread.yaml", "sub/../thread.yaml", "../dataset/thread.yaml"],
)
def test_a_thread_inside_the_folder_is_read(dataset: Dataset, reference: str) -> None:
    (dataset.folder / "sub").mkdir()
    loaded = dataset.read(MAP.format(reference))
    assert loaded.diagnostics == ()
    assert loaded.map is not None
    assert loaded.map.thread == load_thread(dataset.folder / "thread.yaml")


@pytest.mark.parametrize(
    "reference",
    [
        "../thread.yaml",
        "../../../../etc/passwd",
        "/etc/passwd",
        "sub/../../thread.yaml",
        "link-to-file.yaml",
        "link-to-folder/thread.yaml",
        "chain.yaml",
        "loop.yaml",
        '"thread.yaml\\0.yaml"',
    ],
)
def test_a_thread_outside_the_folder_is_not_even_looked_at(dataset: Dataset, reference: str) -> None:
    """The place is that of the reference; quotes of its posts are no second fault."""
    outside = dataset.folder.parent
    (outside / "thread.yaml").write_text(THREAD, "utf-8")
    (dataset.folder / "link-to-file.yaml").symlink_to(outside / "thread.yaml")
    (dataset.folder / "link-to-folder").symlink_to(outside)
    (dataset.folder / "chain.yaml").symlink_to("link-to-file.yaml")
    (dataset.folder / "loop.yaml").symlink_to("loop.yaml")
    shown = repr("thread.yaml\0.yaml") if "\\0" in reference else repr(reference)
    faults = dataset.faults(MAP.format(reference))
    if reference == "loop.yaml" and not faults[0].endswith(OUTSIDE):  # Python 3.13 resolves a loop to itself
        assert "Too many levels" in faults[0]
    else:
        assert faults == [f"map.yaml:4:9: AM014 thread {shown} cannot be used: {OUTSIDE}"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_is_not_waited_for(dataset: Dataset) -> None:
    """Nobody writes to it: to open it would never end."""
    os.mkfifo(dataset.folder / "pipe.yaml")
    (dataset.folder / "link.yaml").symlink_to("pipe.yaml")
    for name in ("pipe.yaml", "link.yaml"):
        fault = (
            f"map.yaml:4:9: AM014 thread '{name}' cannot be used: it is no file; put the file beside the map"
        )
        assert dataset.faults(MAP.format(name)) == [fault]


def test_a_link_that_stays_inside_the_folder_is_followed(dataset: Dataset) -> None:
    (dataset.folder / "link.yaml").symlink_to("thread.yaml")
    assert dataset.faults(MAP.format("link.yaml")) == []


@pytest.mark.parametrize(
    ("reference", "reason"),
    [
        pytest.param("none.yaml", "none.yaml: AM001 no such file", id="missing"),
        pytest.param("sub", "sub: AM001 cannot be read: Is a directory", id="a folder"),
        pytest.param("''", "FOLDER: AM001 cannot be read: Is a directory", id="empty"),
    ],
)
def test_a_thread_without_a_text_is_one_fault_at_the_reference(
    dataset: Dataset, reference: str, reason: str
) -> None:
    (dataset.folder / "sub").mkdir()
    expected = reason.replace("FOLDER", str(dataset.folder))
    assert dataset.faults(MAP.format(reference)) == [
        f"map.yaml:4:9: AM014 thread {reference.strip(chr(39))!r} cannot be used: {expected}"
    ]


def test_a_thread_that_is_not_utf8_is_one_fault_at_its_own_place(dataset: Dataset) -> None:
    (dataset.folder / "latin.yaml").write_bytes(b"id: t\ntitle: caf\xe9\n")
    assert dataset.faults(MAP.format("latin.yaml")) == [
        "latin.yaml:2:11: AM002 not UTF-8 (byte 0xe9); save the file as UTF-8"
    ]


@pytest.mark.parametrize(
    ("reference", "content", "expected"),
    [
        pytest.param("x.yaml", "# nothing\n", "x.yaml:1:1: AM007", id="only comments"),
        pytest.param("x.yaml", "a: @", "x.yaml:1:4: AM004", id="not YAML"),
        pytest.param("x.json", '{"a": }', "x.json:1:7: AM004", id="not JSON"),
        pytest.param("x.yaml", "[" * 65, "x.yaml:1:65: AM009", id="too deep"),
        pytest.param("x.yaml", "a: 1\n---\nb: 2", "x.yaml:2:1: AM008", id="two documents"),
    ],
)
def test_a_thread_that_cannot_be_parsed_is_one_fault_at_its_own_place(
    dataset: Dataset, reference: str, content: str, expected: str
) -> None:
    dataset.write(reference, content)
    assert dataset.places(MAP.format(reference)) == [expected]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("- a\n", "1:1: AM010 the file holds a list", id="a list"),
        pytest.param("# x\nother.yaml\n", "2:1: AM010 the file holds a single value", id="a path"),
        pytest.param("null\n", "1:1: AM010 the file holds nothing", id="null"),
        pytest.param("---\n...\n", "2:1: AM010 the file holds nothing", id="an empty document"),
    ],
)
def test_a_thread_that_is_no_mapping_is_one_fault_at_its_top(
    dataset: Dataset, content: str, expected: str
) -> None:
    dataset.write("thread.yaml", content)
    begin = "a thread begins with 'format: argmap-thread/1'"
    assert dataset.faults(MAP.format("thread.yaml")) == [f"thread.yaml:{expected}; {begin}"]


def test_a_map_in_place_of_the_thread_is_one_fault(dataset: Dataset) -> None:
    assert dataset.faults(MAP.format("map.yaml")) == [
        "map.yaml:1:9: AM013 this is a map, not a thread; name its thread.yaml instead"
    ]


def test_a_thread_over_the_limit_is_refused(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    dataset.write("thread.yaml", THREAD + "#" * 1_000)
    monkeypatch.setenv("ARGMAP_MAX_MB", "0.001")
    (fault,) = dataset.faults(MAP.format("thread.yaml"))
    assert "thread.yaml: AM003 larger than the limit of 0.001 MB" in fault


def test_faults_in_the_thread_are_placed_in_its_own_file(dataset: Dataset) -> None:
    dataset.write("thread.yaml", THREAD.replace("author: ann, text: So", "author: bob, text: So"))
    assert dataset.faults(MAP.format("thread.yaml")) == [
        "thread.yaml:10:22: AM122 author 'bob' is not in this thread; known: ann"
    ]


@pytest.mark.parametrize("value", ["5", "[thread.yaml]", "true"])
def test_a_reference_is_text_or_a_thread(dataset: Dataset, value: str) -> None:
    assert dataset.places(MAP.format(value)) == ["map.yaml:4:9: AM013"]


# --- threads inside the map, and maps from standard input

INLINE = """{
  id: t, title: T, source: {kind: text}, authorship: unknown, reply_structure: unknown,
  posts: [{id: p1, text: Simple is best.}]
  }"""


def test_a_thread_may_stand_in_the_map(dataset: Dataset) -> None:
    loaded = dataset.read(MAP.format(INLINE))
    assert loaded.diagnostics == ()
    assert loaded.map is not None
    assert loaded.map.thread is not None
    assert loaded.map.thread.text_of("p1") == "Simple is best."


def test_faults_of_a_thread_in_the_map_are_placed_there(dataset: Dataset) -> None:
    assert dataset.faults(MAP.format(INLINE.replace("unknown", "guessed", 1))) == [
        "map.yaml:5:54: AM013 'guessed' is not allowed here; known: inferred, recorded, unknown"
    ]


def from_stdin(monkeypatch: pytest.MonkeyPatch, text: str, folder: Path) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    monkeypatch.chdir(folder)


def test_a_map_from_standard_input_holds_its_thread(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from_stdin(monkeypatch, MAP.format(INLINE), tmp_path)
    assert load_map("-").thread is not None


def test_a_map_from_standard_input_may_be_json(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from_stdin(monkeypatch, ' {"format": "argmap/1", "id": "m", "title": "M"}', tmp_path)
    assert load_map("-").title == "M"


def test_a_map_from_standard_input_names_a_thread_in_the_current_folder(
    monkeypatch: pytest.MonkeyPatch, dataset: Dataset
) -> None:
    from_stdin(monkeypatch, MAP.format("thread.yaml"), dataset.folder)
    assert load_map("-").thread is not None


def test_a_map_from_standard_input_reaches_nothing_above_the_current_folder(
    monkeypatch: pytest.MonkeyPatch, dataset: Dataset
) -> None:
    (dataset.folder / "sub").mkdir()
    from_stdin(monkeypatch, MAP.format("../thread.yaml"), dataset.folder / "sub")
    assert [str(fault) for fault in read_map("-").diagnostics] == [
        f"<stdin>:4:9: AM014 thread '../thread.yaml' cannot be used: {OUTSIDE}"
    ]


def test_faults_of_standard_input_name_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from_stdin(monkeypatch, "a: [", tmp_path)
    with pytest.raises(UnreadableInput, match=r"^<stdin>:1:5: AM004"):
        load_map("-")


# --- threads read on their own


def test_a_thread_is_read_on_its_own(dataset: Dataset) -> None:
    thread = load_thread(dataset.folder / "thread.yaml")
    assert isinstance(thread, Thread)
    assert [post.id for post in thread.posts] == ["p1", "p2"]


def test_all_faults_of_a_thread_are_reported_in_one_run(dataset: Dataset) -> None:
    """A repeated key, a misspelt key, a wrong value, and two rules broken by the sound posts."""
    text = THREAD.replace("title: T", "title: 5\ntitle: 6").replace("Ann}]", "Ann}, {id: ann, name: B}]")
    text += "  - {id: p3, athor: ann, text: x}\n  - {id: p4, repeats: p9}\n"
    path = dataset.write("thread.yaml", text)
    with pytest.raises(InvalidInput) as caught:
        load_thread(path)
    assert [dataset.shown(fault) for fault in caught.value.diagnostics] == [
        "thread.yaml:4:1: AM005 key 'title' is repeated; keep one of them",
        "thread.yaml:4:8: AM013 expected text, found 6; put it in quotes",
        "thread.yaml:8:43: AM121 'ann' is already the id of one of the participants",
        "thread.yaml:12:14: AM011 unknown key 'athor'; did you mean 'author'?",
        "thread.yaml:13:23: AM122 repeats 'p9' is not in this thread; known: p1, p2, p4",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("- x\n", ["thread.yaml:1:1: AM010"], id="a list"),
        pytest.param("format: argmap/1\nid: m\n", ["thread.yaml:1:9: AM013"], id="a map"),
        pytest.param(
            THREAD.replace("format: argmap-thread/1\n", ""), ["thread.yaml:1:1: AM012"], id="no format"
        ),
        pytest.param("a: 1\na: 2\n- b", None, id="not YAML"),
    ],
)
def test_what_is_no_thread_is_refused(dataset: Dataset, text: str, expected: list[str] | None) -> None:
    path = dataset.write("thread.yaml", text)
    with pytest.raises(InvalidInput if expected else UnreadableInput) as caught:
        load_thread(path)
    if isinstance(caught.value, InvalidInput):
        assert [" ".join(dataset.shown(f).split(" ")[:2]) for f in caught.value.diagnostics] == expected


def test_a_thread_may_be_json(dataset: Dataset) -> None:
    dataset.write(
        "thread.json",
        '{"format": "argmap-thread/1", "id": "t", "title": "T", "source": {"kind": "text"},'
        ' "authorship": "unknown", "reply_structure": "unknown", "posts": [{"id": "p1", "text": "Simple."}]}',
    )
    assert dataset.faults(MAP.format("thread.json")) == []
