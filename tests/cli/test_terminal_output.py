"""What reaches a terminal, seen by a program that sits where the terminal would."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.cli.terminal import TerminalOutput, harmless
from argmap.model.base import plain_data
from tests.rendering.hostile import hostile_map

TURNED = "\u202e"
ACTS = {*map(chr, (*range(32), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)))} - set(
    "\t\n\r"
)
BEGIN = "\x1b["


@given(st.text(st.sampled_from("a;0[]?mKhlJ8 \n\x1b\x07\x9b\x90\u202e\u2066\u2029")))
def test_nothing_acts_but_colours_and_lines(text: str) -> None:
    left = harmless(text)
    for part in left.split(BEGIN)[1:]:
        assert part.lstrip("0123456789;")[:1] in set("mKJABCDEFG") or part[:4] in {"?25h", "?25l"}
    assert ACTS.isdisjoint(left.replace(BEGIN, ""))


def test_colours_and_words_stay() -> None:
    text = f"{BEGIN}1;31mGrüße, שלום{BEGIN}0m\n\t{BEGIN}2K\r👨\u200d👩"
    assert harmless(text) == text


def test_a_stream_writes_harmless_text_and_counts_what_it_was_given() -> None:
    below = io.BytesIO()
    stream = TerminalOutput(below, encoding="utf-8", newline="\n")
    assert stream.write(f"a{TURNED}") == 2
    stream.flush()
    assert below.getvalue() == b"a\\u202e"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind")
@pytest.mark.parametrize(
    "command",
    [("show",), ("analyse",), ("why", "a"), ("teach", "make"), ("what-if", "--accept", "a")],
    ids=" ".join,
)
def test_words_of_a_thread_never_act_on_the_terminal_and_stay_in_a_pipe(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    text = f"one{TURNED}two"
    data = {"format": "argmap/1", **plain_data(hostile_map(text))}
    (tmp_path / "map.json").write_text(json.dumps(data), "utf-8")
    line = [sys.executable, "-m", "argmap", command[0], str(tmp_path), *command[1:]]
    if command[0] == "teach":
        line = [sys.executable, "-m", "argmap", *command, str(tmp_path)]
    piped = subprocess.run(line, capture_output=True, check=False)
    assert TURNED in piped.stdout.decode("utf-8")
    seen = _on_terminal(line)
    assert TURNED not in seen
    assert "one\\u202etwo" in seen


def _on_terminal(line: list[str]) -> str:
    """Return what a program writes when its output is a terminal."""
    ours, theirs = os.openpty()
    with subprocess.Popen(line, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        seen = b""
        while True:
            try:
                more = os.read(ours, 65_536)
            except OSError:  # Linux says so when the other end is closed
                break
            if not more:
                break
            seen += more
        process.wait()
    os.close(ours)
    return seen.decode("utf-8")
