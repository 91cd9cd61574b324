"""Scripts made short: what a browser runs, from the files that people read.

Source:
    tdewolff/minify (MIT); it takes out comments, blanks and long names of what is only known inside a function.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import minify

from argmap.rendering.page import document
from argmap.teach.practice import tab

KIND = "application/javascript"
ROOMS: tuple[tuple[str, Sequence[str], str], ...] = (
    (document.HERE, document.SCRIPTS, document.MADE),
    (tab.PACKAGE, tab.SCRIPTS, tab.MADE),
)
"""Packages with scripts: which belong together in which order, and the file that is made of them."""


def short_scripts() -> dict[Path, bytes]:
    """Return the short form of the scripts of every package by the path of its file."""
    return {_place(package, made): short(_sources(package, names)).encode() for package, names, made in ROOMS}


def short(script: str) -> str:
    """Return a script that does the same in fewer characters, in one line."""
    return f"{minify.string(KIND, script)}\n"


def _sources(package: str, names: Sequence[str]) -> str:
    return "\n".join(_place(package, name).read_text("utf-8") for name in names)


def _place(package: str, name: str) -> Path:
    return Path(str(files(package).joinpath(name)))
