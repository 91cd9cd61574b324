"""Saving and loading again gives the same document, whatever its texts."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from argmap.errors import ArgmapError, InvalidInput, UnknownName, UnreadableInput
from argmap.model import ArgumentMap, Claim, Post, Thread, ThreadSource
from argmap.storage import (
    dump,
    dumps,
    load_map,
    load_thread,
    loads,
    map_yaml,
    read_map,
    save_map,
    thread_yaml,
)
from argmap.storage.files import ChangedMeanwhile, Limits
from argmap.storage.read import parse
from argmap.storage.writer import plain_data
from tests.strategies import maps


def thread_of(*texts: str, title: str = "T") -> Thread:
    return Thread(
        id="t",
        title=title,
        source=ThreadSource(kind="text"),
        authorship="unknown",
        reply_structure="unknown",
        posts=[Post(id=f"p{number}", text=text) for number, text in enumerate(texts)],
    )


def read_back(text: str) -> Any:
    """Return what our own reader makes of a text."""
    parsed = parse(text, "test.yaml", Limits(), as_json=False)
    assert parsed.diagnostics == ()
    return parsed.data


def texts_in(thread: str) -> list[str]:
    return [post["text"] for post in read_back(thread)["posts"]]


# --- every map


@given(maps())
def test_loading_what_was_saved_gives_the_same_map(
    tmp_path_factory: pytest.TempPathFactory, map: ArgumentMap
) -> None:
    folder = tmp_path_factory.mktemp("saved")
    save_map(map, folder)
    assert load_map(folder) == map


@given(maps())
def test_plain_data_validates_to_the_same_map(map: ArgumentMap) -> None:
    assert ArgumentMap.model_validate(plain_data(map)) == map


@given(maps())
def test_writing_twice_gives_the_same_text(map: ArgumentMap) -> None:
    text = map_yaml(map)
    assert map_yaml(map) == text
    assert read_back(text)["format"] == "argmap/1"


@given(maps())
def test_a_reader_of_yaml_1_1_reads_the_same_data(map: ArgumentMap) -> None:
    """The other tool is PyYAML, which takes `no` and `12:30:45` for something else unless they are quoted."""
    assert yaml.safe_load(map_yaml(map)) == read_back(map_yaml(map))
    if map.thread is not None:
        assert yaml.safe_load(thread_yaml(map.thread)) == plain_data(map.thread)


# --- hard texts

WORDS = """
    null Null NULL ~ true True TRUE false yes no on off y n 0 -1 +1 007 0o17 0x1F 0b1 1_000 1e3 1. .5 -.5e-1 .inf -.INF
    .nan 12:30:45 190:20:30.15 2026-11-22 2026-11-22T09:30:00Z = << - ? : --- ... | > |- >+ ! !!str & * @ ` % # , [ ] { }
    [] {} ' " '' "" \\ \\n %YAML !<x> &a *a
"""
SCALARS_OF_YAML = WORDS.split()

HARD = {
    "leading space": " a",
    "trailing space": "a ",
    "only a line feed between": "a\nb",
    "leading line feed": "\na",
    "trailing line feed": "a\n",
    "many line feeds": "\n\n\na\n\n\nb\n\n\n",
    "space before a line feed": "a \nb",
    "space after a line feed": "a\n b",
    "space, then lines": " a\nb\n",
    "indented more, then less": "    a\n  b\nc",
    "a blank line of spaces": "a\n   \nb",
    "trailing lines of spaces": "a\n \n ",
    "tab first": "\ta",
    "tab at the end of a line": "a\t\nb",
    "tab first in a block": "a\n\tb",
    "comment": "a # b",
    "comment line in a block": "a\n# b\nc",
    "key and value": "a: b",
    "key and value in a block": "a: b\nc: d",
    "colon at the end": "a:",
    "item": "- a",
    "document markers in a block": "a\n---\nb\n...\nc",
    "quotes": "'a' \"b\" ''c''",
    "backslashes": "a\\nb \\u0041 \\",
    "wide": "word " * 60 + "end",
    "wide without spaces": "x" * 300,
    "wide with double spaces": "a  b   c    " * 30 + ".",
    "wide, then a comment sign": "word " * 19 + "# no comment",
    "wide, then a dash": "word " * 19 + "- no item: none",
    "line separator": "a\u2028b",
    "line separator between spaces": "a \u2028 b",
    "line separator in a block": "a\nb\u2028  c\nd",
    "paragraph separator last": "a\u2029",
    "byte order mark inside": "a\ufeffb",
    "byte order mark first": "\ufeffa",
    "byte order mark first in a block": "\ufeffa\nb",
    "no-break spaces": "\u00a0a\u00a0\n\u00a0b",
    "ideographic space": "\u3000a\u3000",
    "zero-width": "\u200ba\u200d\u2060",
    "right to left": "שלום: עולם\n- مرحبا",
    "direction marks": "\u202ea\u202c \u2066b\u2069",
    "emoji": "😀 👩‍💻 🏳️‍🌈",
    "emoji in a block": "😀\n👍🏽 ok",
    "combining": "e\u0301 Z͑ͫa̴l͠g̡o",
    "private use": "\ue000\uf8ff\U000f0000",
    "noncharacter beyond the first plane": "\U0001ffff",
    "last of all": "\U0010ffff",
    "empty": "",
    "only spaces": "   ",
    "only line feeds": "\n\n",
}


@pytest.mark.parametrize("text", [*HARD.values(), *SCALARS_OF_YAML], ids=[*HARD, *map(repr, SCALARS_OF_YAML)])
def test_a_post_is_kept_to_the_letter(text: str) -> None:
    written = thread_yaml(thread_of(text, f"{text}\n{text}", title=text if text.strip() else "T"))
    assert texts_in(written) == [text, f"{text}\n{text}"]
    assert Thread.model_validate(read_back(written)).posts[0].text == text


pieces = st.sampled_from(
    [*HARD.values(), *SCALARS_OF_YAML, " ", "\n", "\t", "  ", "a", "é", "\u2028", "\ufeff", "😀"]
)
hard_texts = st.lists(pieces, min_size=1, max_size=6).map("".join)


@given(st.lists(hard_texts, min_size=1, max_size=4))
def test_posts_of_hard_pieces_are_kept_to_the_letter(texts: list[str]) -> None:
    written = thread_yaml(thread_of(*texts))
    assert texts_in(written) == texts
    assert [post["text"] for post in yaml.safe_load(written)["posts"]] == texts


@given(st.lists(hard_texts.filter(str.strip), min_size=1, max_size=4))
def test_a_map_of_hard_texts_is_the_same_after_saving(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    map = ArgumentMap(
        id="m",
        title=texts[0][:1_000] if texts[0][:1_000].strip() else "T",
        thread=thread_of(*texts),
        note=texts[-1],
        annotators=texts,
        claims=[
            Claim(id=f"c{n}", text=text, quotes=[{"post": f"p{n}", "exact": text}])
            for n, text in enumerate(texts)
        ],
    )
    folder = tmp_path_factory.mktemp("saved")
    save_map(map, folder)
    assert load_map(folder) == map
    assert load_thread(folder / "thread.yaml") == map.thread


# --- what a file looks like


def test_a_map_is_written_in_the_order_of_the_format_without_defaults() -> None:
    claims = [
        Claim(id="c1", text="No.", base_score=0.0),
        Claim(id="c2", text="One line.\nAnother.", quotes=[{"post": "p0", "exact": "x: y"}]),
    ]
    map = ArgumentMap(id="m", title="12:30", thread=thread_of("x: y 😀"), claims=claims)
    assert (
        map_yaml(map)
        == """\
# yaml-language-server: $schema=../../schemas/map.schema.json
format: argmap/1
id: m
title: '12:30'
thread: thread.yaml
claims:
- id: c1
  text: No.
  base_score: 0.0
- id: c2
  text: |-
    One line.
    Another.
  quotes:
  - post: p0
    exact: 'x: y'
"""
    )


def test_a_post_of_several_lines_is_a_block_and_an_emoji_stays_one() -> None:
    assert thread_yaml(thread_of("First 😀.\n\nSecond: 日本語.")).endswith("""\
posts:
- id: p0
  text: |-
    First 😀.

    Second: 日本語.
""")


def test_a_line_separator_is_written_as_an_escape() -> None:
    """YAML 1.1 and 1.2 disagree on what it does, so no reader is asked."""
    assert thread_yaml(thread_of("a\u2028b")).endswith('  text: "a\\u2028b"\n')


def test_the_same_text_twice_is_written_twice() -> None:
    text = "the same words " * 3
    written = thread_yaml(thread_of(text, text))
    assert written.count("the same words") == 6
    assert "&" not in written


# --- saving


def test_a_map_and_its_thread_are_saved_side_by_side(tmp_path: Path, math_in_ml: ArgumentMap) -> None:
    folder = tmp_path / "new" / "dataset"
    assert save_map(math_in_ml, folder) == (folder / "map.yaml", folder / "thread.yaml")
    assert sorted(path.name for path in folder.iterdir()) == ["map.yaml", "thread.yaml"]


def test_a_map_without_a_thread_is_one_file(tmp_path: Path) -> None:
    map = ArgumentMap(id="m", title="M")
    assert save_map(map, tmp_path) == (tmp_path / "map.yaml",)
    assert load_map(tmp_path) == map


def test_what_was_saved_can_be_read_edited_and_saved_again(tmp_path: Path, math_in_ml: ArgumentMap) -> None:
    save_map(math_in_ml, tmp_path)
    read = read_map(tmp_path)
    edited = math_in_ml.model_copy(update={"title": "Edited"})
    save_map(edited, tmp_path, read=read)
    assert load_map(tmp_path) == edited


@pytest.mark.parametrize("name", ["map.yaml", "thread.yaml"])
@pytest.mark.parametrize("now", ["edited meanwhile", None], ids=["edited", "deleted"])
def test_a_file_that_changed_since_it_was_read_is_left_alone_and_so_is_the_other(
    tmp_path: Path, math_in_ml: ArgumentMap, name: str, now: str | None
) -> None:
    save_map(math_in_ml, tmp_path)
    read = read_map(tmp_path)
    if now is None:
        (tmp_path / name).unlink()
    else:
        (tmp_path / name).write_text(now, "utf-8")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    edited = math_in_ml.model_copy(update={"title": "Edited"})
    with pytest.raises(ChangedMeanwhile, match=rf"{name} changed since it was read"):
        save_map(edited, tmp_path, read=read)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_change_is_noticed_however_the_folder_is_named(
    tmp_path: Path, math_in_ml: ArgumentMap, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_map(math_in_ml, tmp_path)
    monkeypatch.chdir(tmp_path)
    read = read_map(".")
    (tmp_path / "thread.yaml").write_text("edited meanwhile", "utf-8")
    with pytest.raises(ChangedMeanwhile):
        save_map(math_in_ml, tmp_path, read=read)


def test_a_thread_that_cannot_be_written_leaves_the_map_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text("old", "utf-8")
    (tmp_path / "thread.yaml").mkdir()
    with pytest.raises(ArgmapError, match=r"^cannot write .*thread\.yaml: "):
        save_map(ArgumentMap(id="m", title="M", thread=thread_of("x")), tmp_path)
    assert (tmp_path / "map.yaml").read_text("utf-8") == "old"


def test_without_what_was_read_a_file_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text("anything", "utf-8")
    save_map(ArgumentMap(id="m", title="M"), tmp_path)
    assert load_map(tmp_path).title == "M"


@pytest.mark.parametrize("name", ["x.yaml", "x.yml", "x.json"])
def test_a_file_name_gives_one_file_with_the_thread_inside(tmp_path: Path, root: Path, name: str) -> None:
    map = load_map(root / "data" / "math-in-ml")
    assert save_map(map, tmp_path / name) == (tmp_path / name,)
    assert (tmp_path / name).is_file()
    assert load_map(tmp_path / name) == map


def test_map_yaml_has_its_thread_beside_it_and_any_other_name_is_a_folder(tmp_path: Path, root: Path) -> None:
    map = load_map(root / "data" / "math-in-ml")
    save_map(map, tmp_path / "a" / "map.yaml")
    save_map(map, tmp_path / "b.c")
    for folder in ("a", "b.c"):
        assert sorted(path.name for path in (tmp_path / folder).iterdir()) == ["map.yaml", "thread.yaml"]
        assert load_map(tmp_path / folder) == map
    assert (tmp_path / "a" / "map.yaml").read_bytes() == (tmp_path / "b.c" / "map.yaml").read_bytes()


@given(maps())
def test_any_map_as_text_or_as_data_reads_back(map: ArgumentMap) -> None:
    assert loads(dumps(map)) == map
    assert loads(dumps(map, "json"), "json") == map
    assert load_map(plain_data(map)) == map


def test_a_map_is_dumped_into_an_open_file(root: Path) -> None:
    map, file = load_map(root / "data" / "math-in-ml"), io.StringIO()
    dump(map, file, "json")
    assert file.getvalue() == dumps(map, "json")


def test_a_format_that_does_not_exist_is_refused_with_help() -> None:
    with pytest.raises(UnknownName, match="there is no format 'yml'; did you mean 'yaml'"):
        dumps(ArgumentMap(id="m", title="M"), "yml")
    with pytest.raises(UnknownName):
        loads("a: 1", "toml")


def test_faults_of_data_and_of_texts_are_argmaps_own_errors() -> None:
    data = {"id": "m", "title": "M", "claims": ({"id": "a", "txt": "A.", "implicit": True},)}
    with pytest.raises(InvalidInput) as caught:
        load_map(data)
    assert map_str(caught.value) == [
        "claims[0]: AM012 key 'text' is missing",
        "claims[0].txt: AM011 unknown key 'txt'; did you mean 'text'?",
    ]
    with pytest.raises(UnreadableInput, match=r"^<text>:1:4: AM004 not YAML"):
        loads("a: @")
    with pytest.raises(InvalidInput, match=r"^<text>:1:1: AM012 key 'format' is missing"):
        loads("id: m\n")


def map_str(error: InvalidInput) -> list[str]:
    return [str(fault) for fault in error.diagnostics]
