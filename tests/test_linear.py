"""No text hangs argmap: runs of one sign take time by their length, in every expression, reader, rule and writer.

The clock is that of the processor, and the limits are ten times what is needed: only what tries again from everywhere, and
takes a hundred times as long, fails. `python -m tools.patterns` and `python -m tools.hangs` look longer.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import argmap
from argmap.cli.main import main
from argmap.dialogue.sentences import split_post
from argmap.editing.quoting import LEFT_OUT
from argmap.errors import ArgmapError
from argmap.importers.updates.merging import _is_filled
from argmap.lint.rules.sentences import _has_two_verbs
from argmap.model.map import ArgumentMap
from tools import hangs
from tools.bounded_patterns import BOUNDED
from tools.hang_writers import map_with, writers
from tools.hangs import (
    NO_TEXT,
    WRAPPED,
    TooLong,
    allowed,
    discussion_readers,
    fault,
    map_readers,
    own_readers,
    repeated,
    seconds_of,
)
from tools.hangs import (
    RUNS as ALL_RUNS,
)
from tools.patterns import Use, slow, uses

CASES = Path(__file__).parents[2] / "shared" / "cases" / "hard"
LENGTH = 10_000
LIMIT = 10
RUNS = (
    "x", " ", "\t", "\n", "\\", "'", '"', "`", "*", "-", "=", "[", "(", "{", ":", "@", "\u200b", '<a href="', "<!--", "<a ", "<b>",
    "<blockquote>", "&#", "{{", "[[", "- ", "> ", "# ", "a b ", "a, ", "e.g. ", "is, and ", "@ann ", "http://a.b/c ", "a@b.c ", "10:00 ",
    "# argmap: ", "key: ", "- - ", "&a ", "---\n",
)  # fmt: skip
LONG = pytest.mark.skipif("ARGMAP_HANGS" not in os.environ, reason="minutes; set ARGMAP_HANGS to run it")
READERS = {**discussion_readers(), **map_readers(), **own_readers()}
WRITERS = writers()


@LONG
def test_every_regular_expression_is_linear() -> None:
    found, _ = uses()
    assert len(found) > 400
    assert {(use.file, use.pattern) for use in found} >= BOUNDED
    too_slow = [
        f"{result.use.place}: {result.parts} by {result.method} took {result.seconds:.2f} s"
        for use in found
        if (use.file, use.pattern) not in BOUNDED
        if (result := slow(use, rounds=1, ends=("\0",))) is not None
    ]
    assert too_slow == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (
            "mail",
            f"From: Ann via {' ' * 30_000}x <a@b.c>\nDate: Mon, 5 Feb 2024 10:00:00 +0000\nMessage-ID: <1@b.c>\n\nYes.\n",
        ),
        ("wikipedia", f"== T ==\nYes. {'-' * 30_000} [[User:Ann|Ann]] 10:00, 5 February 2024 (UTC)\n"),
    ],
)
def test_what_stands_around_a_name_is_looked_at_to_a_bound(kind: str, text: str) -> None:
    seconds_of(lambda: READERS[kind](text), 2)  # a hundred times as long without the bound


@pytest.mark.parametrize("pattern", [r"\s+$", r"(?:a|aa)+$", r"<[^>]*>", r"a*a*b", r"^(.*?)\s*$"])
@LONG
def test_the_search_for_slow_expressions_finds_those_that_are_known_to_be(pattern: str) -> None:
    use = Use("here", re.compile(pattern), frozenset({"search", "match"}))
    assert slow(use) is not None


MESSAGE = {
    "id": 2,
    "sender_full_name": "Ann",
    "display_recipient": "c",
    "timestamp": 1,
    "content": "[said](#narrow/channel/1/near/1):" + "\n" * 3_000,
}


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        pytest.param("zulip", json.dumps({"messages": [MESSAGE]}), id="lines behind an answer"),
        pytest.param(
            "subtitles", f"WEBVTT\n\n00:00.000 --> 00:01.000\n<v {chr(9) * 50_000}x\n", id="tabs in a voice"
        ),
    ],
)
def test_blanks_behind_a_mark_are_looked_at_once(kind: str, text: str) -> None:
    with contextlib.suppress(ArgmapError):
        seconds_of(lambda: READERS[kind](text), 2)  # 50 s and 10 s when they were tried in every way


def test_a_claim_of_backslashes_is_drawn() -> None:
    map = ArgumentMap.model_validate(map_with("\\" * LENGTH))
    seconds_of(lambda: WRITERS["dot"](map), LIMIT)  # 170 s when the package's own expressions quoted it


def test_the_texts_around_the_runs_are_read() -> None:
    """A text that every reader refuses would prove nothing."""
    refused = set(WRAPPED) - {"alone", "deep"}
    for wrap in list(refused):
        for read in READERS.values():
            with contextlib.suppress(ArgmapError, ValueError):
                read(WRAPPED[wrap]("so it is "))
                refused.discard(wrap)
                break
    assert refused == set()


@pytest.mark.parametrize("name", WRITERS)
def test_every_writer_writes_the_map_of_the_runs(name: str) -> None:
    WRITERS[name](ArgumentMap.model_validate(map_with("so it is ")))


@pytest.mark.parametrize("run", ALL_RUNS)
def test_only_signs_that_no_text_has_make_no_map_of_runs(run: str) -> None:
    data = map_with(repeated(run, 100))
    if run in NO_TEXT:
        with pytest.raises(ArgmapError):
            ArgumentMap.model_validate(data)
    else:
        assert ArgumentMap.model_validate(data).claims


def test_work_that_grows_faster_than_its_length_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hangs, "seconds_of", lambda work, _: work())  # work that says how long it takes
    assert fault(lambda length: lambda: length, 400, 1) is None
    assert fault(lambda length: lambda: length**2, 400, 1) == "160000.00 s, and 10000.00 s for a quarter"
    assert fault(lambda length: lambda: length**2 / 1e6, 400, 1) is None  # too short to be worth a look
    assert fault(lambda length: lambda: [0][length], 400, 1) == "IndexError: list index out of range"


@pytest.mark.parametrize("name", READERS)
@LONG
def test_a_reader_takes_time_by_the_length_of_a_run(name: str) -> None:
    for run in RUNS:
        seconds_of(lambda run=run: READERS[name](run * (LENGTH // len(run))), LIMIT)


@pytest.mark.parametrize(
    "run", ["x", "\\", "'", "`", "<", "&", "*", "[", "]", "|", "- ", "a b ", "is, and ", "@ann "]
)
@LONG
def test_all_rules_and_writers_take_time_by_the_length_of_a_run(run: str) -> None:
    map = ArgumentMap.model_validate(map_with(run * (LENGTH // len(run))))
    for write in WRITERS.values():
        seconds_of(lambda write=write: write(map), LIMIT)


@pytest.mark.parametrize("name", ["yaml", "json", "deep json", "map", "answer of a model"])
@pytest.mark.parametrize("sign", ["[", "{", '{"a":', "[{", "- ", "? ", "a: {"])
@LONG
def test_deep_nesting_is_an_error_of_one_line(name: str, sign: str) -> None:
    with allowed(LIMIT), pytest.raises((ArgmapError, ValueError)):  # a RecursionError is neither
        READERS[name](sign * LENGTH)


@pytest.mark.parametrize(
    "text",
    ["a: &a [*a]\n", "a: &a [x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n"],
    ids=["cycle", "bomb"],
)
def test_an_alias_is_told_and_never_followed(text: str, tmp_path: Path) -> None:
    file = tmp_path / "map.yaml"
    file.write_text(f"format: argmap/1\nid: m\ntitle: M\n# argmap: allow AM301 (because)\n{text}", "utf-8")
    with allowed(1):  # "in well under a second", of the case hang-alias-cycle; it once never ended
        result = CliRunner().invoke(main, ["check", str(file)])
    assert "AM006" in result.stdout
    assert result.exit_code == 1


@pytest.mark.parametrize("name", ["hang-alias-cycle", "redos-allow-comment"])
def test_a_case_that_once_hung_takes_less_than_a_second(name: str) -> None:
    if not (CASES / name).is_dir():
        pytest.skip("the cases are not beside the repository")
    with allowed(2):
        CliRunner().invoke(main, ["check", str(CASES / name)])


def test_a_comment_with_blanks_takes_time_by_its_length(tmp_path: Path) -> None:
    file = tmp_path / "map.yaml"
    file.write_text(f"format: argmap/1\nid: m\ntitle: M\n# argmap:{' ' * 100_000}(x\n", "utf-8")
    with allowed(2):  # 44 s for 200 blanks, of the case redos-allow-comment
        CliRunner().invoke(main, ["check", str(file)])


def test_a_size_that_no_machine_has_reads_a_small_map(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARGMAP_MAX_MB", "1e5")  # of the case max-mb-large: 100 GB were asked for at once
    assert argmap.load("data/math-in-ml").id == "math-in-ml"


def test_abbreviations_without_end_are_read_once() -> None:
    with allowed(2):
        (sentence,) = split_post("p1", "See No. 1 " * 1 + "No. A " * 20_000)
    assert sentence.start == 0


# What the rewritten expressions and loops say is what the slow ones said.


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is dear, and it is slow.", True),
        ("It is dear; it is slow.", True),
        ("Salt, and pepper are dear.", False),  # no verb before the comma
        ("It is dear, and slow.", False),  # no verb behind it
        ("It isn't dear, but we need it.", True),
        ("Dear things, such as salt, are so.", False),
    ],
)
def test_a_compound_claim_has_a_verb_on_both_sides(text: str, expected: bool) -> None:
    assert _has_two_verbs(text, "en") is expected


@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        ("a … b", [" … "]),
        ("a  [...]  b", ["  [...]  "]),
        ("a … … b", [" … ", "… "]),
        ("a   b", []),
        ("…", ["…"]),
    ],
)
def test_a_gap_in_a_quote_takes_the_blanks_around_it(text: str, gaps: list[str]) -> None:
    assert [gap.group() for gap in LEFT_OUT.finditer(text)] == gaps


@pytest.mark.parametrize(
    ("parts", "text", "expected"),
    [
        (["I met ", " and ", "."], "I met Ann and Bo.", True),
        (["I met ", "."], "I met .", False),  # a name has a character
        (["I met ", "."], "I met Ann and said so", False),
        (["", ""], "x" * 80, True),
        (["", ""], "x" * 81, False),  # longer than any name
        (["", "!"], "Ann\nBo!", False),  # on one line
        (["", "", ""], "ab", True),
    ],
)
def test_names_fill_the_gaps_of_a_text(parts: list[str], text: str, expected: bool) -> None:
    assert _is_filled(parts, text) is expected


def test_many_gaps_are_filled_in_time_by_their_number() -> None:
    parts = ["a"] * 50  # 80⁴⁹ ways
    with allowed(LIMIT):
        assert not _is_filled(parts, "a" * 3_000 + "b")


def test_what_takes_too_long_is_stopped() -> None:
    with pytest.raises(TooLong):
        seconds_of(lambda: [None for _ in iter(int, 1)], 0.05)


def test_a_thread_of_deep_replies_is_read() -> None:
    posts = [{"id": "p0", "text": "x"}]
    posts += [{"id": f"p{n}", "reply_to": f"p{n - 1}", "text": "x"} for n in range(1, 3_000)]
    thread = {
        "format": "argmap-thread/1",
        "id": "t",
        "title": "T",
        "source": {"kind": "text"},
        "authorship": "recorded",
        "reply_structure": "recorded",
        "posts": posts,
    }
    data = {
        "format": "argmap/1",
        "id": "m",
        "title": "M",
        "thread": thread,
        "claims": [{"id": "a", "text": "A.", "implicit": True}],
    }
    with allowed(LIMIT):
        map = argmap.loads(json.dumps(data))
    assert map.thread is not None
    assert len(map.thread.posts) == 3_000
