"""The real program in a real terminal: tmux holds the screen, keys go in as bytes, and what a person would see comes out."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import argmap
from tests.cli.annotation.driving import dataset

SHELL = "env PS1='ready> ' ESCDELAY=2000 sh"
"""A shell that says when it is ready; on a busy machine the bytes of one key may come one by one (ESCDELAY)."""

PATIENCE = 60
"""Seconds until a screen must show what is waited for; it takes one or two."""

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")


class Terminal:
    """A terminal of 80 by 24 with a shell in it."""

    def __init__(self, folder: Path) -> None:
        self.socket = str(folder / "tmux")
        self("-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24", SHELL)
        self.shows("ready>")

    def __call__(self, *words: str) -> str:
        done = subprocess.run(["tmux", "-u", "-S", self.socket, *words], capture_output=True, check=True)
        return done.stdout.decode()

    def keys(self, *keys: str) -> None:
        """Press keys by tmux's names; what stands in angle brackets is typed."""
        for key in keys:
            self("send-keys", *(["-l", key[1:-1]] if key.startswith("<") else [key]))

    def shows(self, words: str) -> str:
        """Wait until the screen shows some words, and return the screen."""
        until = time.monotonic() + PATIENCE
        while words not in (screen := self("capture-pane", "-p")):
            assert time.monotonic() < until, screen
            time.sleep(0.05)
        return screen


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    terminal = Terminal(tmp_path)
    yield terminal
    terminal("kill-server")


def test_a_person_annotates_leaves_and_goes_on(terminal: Terminal, tmp_path: Path) -> None:
    folder = dataset(tmp_path / "kiosk")
    command = f"<{shlex.quote(sys.executable)} -m argmap edit annotate {shlex.quote(str(folder))}>"
    terminal.keys(command, "Enter")
    first = terminal.shows("▶ #1 Ann")
    assert "│" in first
    assert "▸ 1  We should move the kiosk to the" in first
    # A thesis, typed letter by letter; then its reason from words chosen with the arrow keys.
    terminal.keys("t")
    terminal.shows("The claim as one sentence")
    terminal.keys("C-u", "<Der Kiosk gehört an den Bahnhof 🚉.>", "Enter")
    terminal.shows("Which question does it answer?")
    terminal.keys("Enter")
    terminal.shows("✓ Write it")
    terminal.keys("Enter")
    terminal.shows("✓ add claim der-kiosk-gehort-an-den-bahnhof")
    terminal.keys("Down", "Right", "S-Right", "S-Right", "c")
    assert "Claim: “More people pass”" in terminal.shows("The claim as one sentence")
    terminal.keys("C-u", "<More people pass at the station.>", "Enter")
    terminal.shows("It is")
    terminal.keys("<reason>", "Enter")
    terminal.shows("A reason for")
    terminal.keys("Enter")
    terminal.shows("✓ Write it")
    terminal.keys("Enter")
    terminal.shows("+ because")
    terminal.keys("n")
    terminal.shows("▶ #2 Bo")
    terminal.keys("C-q")
    terminal.shows("Everything is saved")
    map = argmap.load(folder)
    assert [(claim.text, [q.words for q in claim.quotes]) for claim in map.claims] == [
        ("Der Kiosk gehört an den Bahnhof 🚉.", ["We should move the kiosk to the station."]),
        ("More people pass at the station.", ["More people pass"]),
    ]
    # Another day: the second post; and what was done last can be taken back.
    terminal.keys("<clear>", "Enter", command, "Enter")
    terminal.shows("▶ #2 Bo")
    terminal.keys("u")
    terminal.shows("Undone: add claim more-people-pass-at-the-station")
    terminal.keys("C-q")
    terminal.shows("Everything is saved")
    assert len(argmap.load(folder).claims) == 1
