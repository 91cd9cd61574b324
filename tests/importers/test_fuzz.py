"""Whatever is fed to an importer, it raises argmap's own errors or makes a sound thread."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from argmap.errors import ArgmapError
from argmap.importers.assemble import ImportOptions, thread_of
from argmap.importers.html.text import html_text
from argmap.importers.input_file import InputFile
from argmap.importers.registry import IMPORTERS, importer, read
from argmap.model.thread import Thread
from argmap.storage.files import Limits
from argmap.storage.read import load_json, parse, unnested
from argmap.storage.writer import thread_yaml

KEYS = [
    "id",
    "by",
    "author",
    "parent",
    "parent_id",
    "reply-to",
    "reply_to_post_number",
    "post_number",
    "kids",
    "children",
    "text",
    "body",
    "cooked",
    "raw",
    "content",
    "title",
    "created_at",
    "created_at_i",
    "created_utc",
    "timestamp",
    "time",
    "type",
    "kind",
    "data",
    "replies",
    "post_stream",
    "posts",
    "stream",
    "comments",
    "comment",
    "post",
    "path",
    "creator",
    "creator_id",
    "name",
    "user",
    "login",
    "number",
    "state",
    "account",
    "in_reply_to_id",
    "ancestors",
    "descendants",
    "items",
    "question_id",
    "answer_id",
    "answers",
    "owner",
    "display_name",
    "conversation_id",
    "speaker",
    "link_id",
    "subreddit",
    "deleted",
    "removed",
    "dead",
    "permalink",
    "meta",
    "nodes",
    "repository",
    "discussion",
    "replyTo",
    "selftext",
    "hidden",
    "count",
    "url",
]

scalars = st.none() | st.booleans() | st.integers(-5, 5) | st.floats(allow_nan=False) | st.text(max_size=12) | st.sampled_from(
    ["t3_a", "t1_b", "[deleted]", "2024-01-01T00:00:00Z", "<p>x</p>", "0.1.2", "Listing", "t1", "more", "comment"]
)  # fmt: skip
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=8),
    max_leaves=30,
)
texts = st.text(max_size=300) | st.lists(
    st.sampled_from(
        ["WEBVTT\n\n", "00:01.000 --> 00:02.000\n", "<v Ann>", "From a@b Sat Jun  1 00:00:00 2024\n", "Subject: Re: x\n", "\n", "\n\n",
         "Discussion Title: x\n", "1. a\n", "1.1. Pro: b\n", "Ann: ", "Bo (2024-01-01 00:00):\n", "    ", "<posts>\n<row Id='1' />", "# T\n",
         "**Ann**: x\n", "[10:15] <Bo> y\n", "Content-Type: text/plain; charset=nope\n", "Message-ID: <a@b>\n", "text\n", "=\n", "\xe9"]
    ),
    max_size=14,
).map("".join)  # fmt: skip


def attempt(name: str, content: bytes) -> Thread | None:
    material = InputFile("fuzz", content=content)
    chosen = importer(name)
    try:
        chosen.fits(material)
        return thread_of(read(chosen, [material]), ImportOptions("fuzz", name))
    except ArgmapError:
        return None


@pytest.mark.parametrize("name", IMPORTERS.entries)
@given(value=values)
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
def test_json_of_any_shape(name: str, value: Any) -> None:
    attempt(name, json.dumps(value).encode())


@pytest.mark.parametrize("name", ["hackernews", "reddit", "convokit"])
@given(records=st.lists(st.dictionaries(st.sampled_from(KEYS), values, max_size=10), max_size=4))
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
def test_lines_of_json_of_any_shape(name: str, records: list[dict[str, Any]]) -> None:
    attempt(name, "\n".join(map(json.dumps, records)).encode())


@pytest.mark.parametrize("name", IMPORTERS.entries)
@given(text=texts, encoding=st.sampled_from(["utf-8", "utf-16", "latin-1"]))
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
def test_texts_of_any_shape_make_sound_threads_that_can_be_written_and_read(
    name: str, text: str, encoding: str
) -> None:
    thread = attempt(name, text.encode(encoding, "replace"))
    if thread is not None:
        data = parse(thread_yaml(thread), "thread.yaml", Limits()).data
        assert Thread.model_validate(data) == thread


@given(st.binary(max_size=200))
def test_bytes_of_any_kind(content: bytes) -> None:
    for name in IMPORTERS.entries:
        attempt(name, content)


@given(st.text(max_size=300))
def test_html_of_any_kind(html: str) -> None:
    html_text(html)


@given(
    st.recursive(
        scalars,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
        max_leaves=20,
    )
)
def test_json_without_recursion_reads_what_the_library_reads(value: Any) -> None:
    text = json.dumps(value)
    assert unnested(text) == json.loads(text) == load_json(text)
