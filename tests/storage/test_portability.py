"""Whatever argmap writes, every reader of YAML reads alike. The judges are the readers of other people."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.diagnostics import Edit
from argmap.model import ArgumentMap, Claim, Issue
from argmap.model.posts import Post
from argmap.model.thread import Thread
from argmap.storage.canonical import formatted
from argmap.storage.edit import appended, edited, inserted
from argmap.storage.files import Limits
from argmap.storage.load import loads
from argmap.storage.scalars import is_bare, unportable, written
from argmap.storage.writer import dumps, map_yaml, thread_yaml
from tests.strategies import awkward_texts
from tools import yaml_readers
from tools.yaml_texts import documents as documents_of

READERS = yaml_readers.readers()

AWKWARD = [
    *["-", "*", "&", "!", "%", "@", "`", "?", ":", "#", "|", ">", ",", "[", "]", "{", "}", "'", '"', "~", "=", "<<", "---", "...", ".", "+", "_"],
    *(f"{mark} text" for mark in ["-", "*", "&", "!", "%", "@", "`", "?", ":", "#", "|", ">", ",", "[", "]", "{", "}", "'", '"']),
    *["y", "Y", "n", "N", "yes", "Yes", "no", "NO", "on", "On", "off", "true", "True", "false", "null", "Null", "NULL"],
    *["1", "-1", "1.5", "1e3", "1E3", "1.5e+3", ".5", "5.", "0x1f", "0X1F", "0o7", "007", "0b1", "1_000", "12:30:45", "190:20:30", ".inf", "-.INF", ".nan", "NaN"],
    *["2026-11-22", "2026-1-2", "2026-11-22T10:00:00Z", "2001-12-14t21:59:43.10-05:00"],
    "2001-12-14 21:59:43.10 -5", "Are skills really?", "a: b", "a:b", "a #b", "a# b", "ends with:", "ends with #",
    "say \"it\"", "it's", "back\\slash", "http://example.org/?q=1&r=[2]#top", "100% sure", "3D printing", "a, b",
    "a\tb", "\ttab first", "tab last\t", " space first", "space last ", "  ", "a  b", "one\ntwo", "one\n\ntwo\n",
    "one\ntwo\n\n", "\none", "\n", "one  \ntwo", " one\ntwo", "one\n two", "one\r\ntwo", "one\rtwo", "# one\ntwo",
    "--- one\ntwo", "---\ntwo", "a\n---\nb", "a\n...\nb", "a: b\nc: d", "- a\n- b", "%YAML 1.1\n", "next\x85line",
    "line\u2028separator", "paragraph\u2029separator", "\ufeffmark first", "mark\ufeffinside", "no\xa0break",
    "😀 astral", "👩\u200d🚀 joined", "日本語。", "é accent", "word " * 60, "x" * 300, "? lone", "lone ?", "?", "??",
]  # fmt: skip


def check(text: str) -> Any:
    """Return the data in a text, once every reader has read the same."""
    verdicts = {name: yaml_readers.verdict(reader, text) for name, reader in READERS.items()}
    assert set(verdicts.values()) == {"same"}, json.dumps(verdicts)
    return yaml_readers.expected(text)


def usable(text: str) -> bool:
    """Return whether a document may hold the text: its texts hold no control characters."""
    try:
        ArgumentMap(id="m", title="M", issues=(Issue(id="i", question=text),))
    except ValueError:
        return False
    return True


TEXTS = [text for text in AWKWARD if usable(text)]


def test_the_readers_of_python_are_there_at_least() -> None:
    assert len(READERS) >= 4
    assert len(TEXTS) > 120


def test_a_value_on_one_line_reads_back_in_block_and_in_braces() -> None:
    """The one place that writes single values: edits, additions, first maps and suggestions go through it."""
    for style in (None, "'", '"'):
        block = "".join(f"k{n}: {written(text, style)}\n" for n, text in enumerate(AWKWARD))
        assert list(check(block).values()) == AWKWARD
    braces = "a: {" + ", ".join(f"k{n}: {written(text)}" for n, text in enumerate(AWKWARD)) + "}\n"
    assert list(check(braces)["a"].values()) == AWKWARD
    assert check(f"a: {written(AWKWARD)}\n")["a"] == AWKWARD


def documents() -> ArgumentMap:
    posts = tuple(Post(id=f"p{n}", text=text) for n, text in enumerate(dict.fromkeys(TEXTS)) if text.strip())
    base = {"format": "argmap-thread/1", "id": "t", "title": "no", "source": {"kind": "text"}}
    thread = Thread.model_validate(
        {**base, "authorship": "unknown", "reply_structure": "unknown", "posts": posts}
    )
    claims = tuple(Claim(id=f"c{n}", text=text, implicit=True) for n, text in enumerate(TEXTS))
    return ArgumentMap(id="m", title="1e3", thread=thread, claims=claims)


def test_the_writers_of_documents_are_read_alike_and_give_the_document_back() -> None:
    map = documents()
    assert [claim["text"] for claim in check(map_yaml(map))["claims"]] == TEXTS
    assert map.thread is not None
    assert [post["text"] for post in check(thread_yaml(map.thread))["posts"]] == [
        p.text for p in map.thread.posts
    ]
    check(dumps(map))
    assert loads(dumps(map)) == map
    assert loads(dumps(map, "json")) == map
    assert loads(dumps(map, "json"), "json") == map


START = "claims:\n  - {id: a, text: A.}  # flow\n  - id: b\n    text: B.\n    quotes:\n      - {post: p1, exact: x}\n"


@pytest.mark.parametrize("windows", [False, True], ids=["line feeds", "Windows line ends"])
def test_what_edits_write_is_read_alike(windows: bool) -> None:
    text = START.replace("\n", "\r\n") if windows else START
    for n, value in enumerate(AWKWARD):
        text = edited(text, [Edit(("claims", 1, f"k{n}"), value)], Limits())
    edits = [Edit(("claims", 0, f"k{n}"), value) for n, value in enumerate(AWKWARD)]
    text = edited(text, edits, Limits())
    for value in AWKWARD[::5]:
        text = inserted(text, ("claims", 1, "quotes"), {"post": "p1", "exact": value}, Limits())
    text = appended(
        text, "claims", {"id": "c", "tags": AWKWARD, "quotes": [{"exact": v} for v in AWKWARD]}, Limits()
    )
    flow, block, item = check(text)["claims"]
    assert [flow[f"k{n}"] for n in range(len(AWKWARD))] == AWKWARD
    assert [block[f"k{n}"] for n in range(len(AWKWARD))] == AWKWARD
    assert [quote["exact"] for quote in block["quotes"][1:]] == AWKWARD[::5]
    assert item["tags"] == [quote["exact"] for quote in item["quotes"]] == AWKWARD


def test_a_reformatted_map_is_read_alike() -> None:
    map = documents().model_copy(update={"thread": None})
    check(formatted(map_yaml(map)))


@pytest.mark.parametrize(
    "path", sorted((Path(__file__).parent.parent.parent / "data").glob("*/*.yaml")), ids=str
)
def test_the_bundled_files_are_read_alike(path: Path) -> None:
    check(path.read_text("utf-8"))


@pytest.mark.parametrize("in_flow", [False, True], ids=["block", "braces"])
def test_no_reader_disagrees_about_a_plain_value_that_is_not_reported(in_flow: bool) -> None:
    """The rule (AM017) against the readers: what it says nothing about is the same to all of them."""
    python = {name: reader for name, reader in READERS.items() if name.startswith(("PyYAML", "ruamel"))}
    for value in AWKWARD:
        if "\n" in value or value != value.strip() or unportable(value, in_flow=in_flow):
            continue
        text = f"a: {{k: {value}}}\n" if in_flow else f"k: {value}\n"
        try:
            data = yaml_readers.expected(text)
        except Exception:
            continue
        held = data.get("a", data) if isinstance(data, dict) else None
        if not (isinstance(held, dict) and held.get("k") == value):
            continue  # it is no text, or an indicator begins something else
        assert {name: yaml_readers.verdict(r, text) for name, r in python.items()} == dict.fromkeys(
            python, "same"
        ), value


IN_PYTHON = {name: reader for name, reader in READERS.items() if name in yaml_readers.PYTHON}
"""Readers that need no process of their own."""


@given(st.lists(awkward_texts, min_size=1, max_size=20, unique=True))
@settings(max_examples=20)
def test_any_texts_from_any_writer_are_read_alike(texts: list[str]) -> None:
    """In lines, braces and brackets, as keys, in maps, threads, edits, additions and reformatted maps."""
    for writer, (document, find) in documents_of(texts).items():
        for name, reader in {"argmap": yaml_readers.expected, **IN_PYTHON}.items():
            assert yaml_readers.told(reader, document, find, texts) == "same", (writer, name, document)


def test_what_stands_without_quotes_is_never_reported() -> None:
    assert [text for text in AWKWARD if is_bare(text) and unportable(text, in_flow=True)] == []
    assert json.loads(written(AWKWARD, '"')) == AWKWARD
