"""Scripts made short: what a browser runs, from the files that people read.

The modules of the page become one script: their imports and exports are taken out, so a name at the top of one may not be
at the top of another.

Source:
    tdewolff/minify (MIT); it takes out comments, blanks and long names of what is only known inside a function.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
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

KNOWN = (
    "document",
    "window",
    "Math",
    "Map",
    "Set",
    "String",
    "Number",
    "Object",
    "encodeURIComponent",
    "decodeURIComponent",
    "getComputedStyle",
    "location",
    "Boolean",
)
"""Names of browsers that modules use often: as parameters of the function around them they get short names too."""

LONG = (
    "addEventListener",
    "append",
    "classList",
    "clientHeight",
    "clientWidth",
    "createElement",
    "dataset",
    "exists",
    "filter",
    "flatMap",
    "forEach",
    "getAttribute",
    "includes",
    "length",
    "parentElement",
    "premises",
    "preventDefault",
    "querySelector",
    "querySelectorAll",
    "relations",
    "removeAttribute",
    "replaceChildren",
    "setAttribute",
    "slice",
    "textContent",
    "toLowerCase",
)
"""Names of parts that modules use often: `box.length` becomes `box[$length]`, and the parameter gets a short name. None of
them is after a point in a text or a selector."""

PART = re.compile(rf"(?<![.\s])(\?)?\.({'|'.join(LONG)})\b")

IMPORT = re.compile(r'^import \{[^}]*\} from "\./([\w.]+)";\n', re.MULTILINE)
EXPORT = re.compile(r"^(/\*\*.*\*/ )?export ", re.MULTILINE)


def short_scripts() -> dict[Path, bytes]:
    """Return the short form of the scripts of every package, and of the page's style, by the path of its file."""
    made = {_place(package, made): short(_sources(package, names)).encode() for package, names, made in ROOMS}
    style = "".join(_place(document.HERE, name).read_text("utf-8") for name in document.STYLES)
    return {
        **made,
        _place(document.HERE, document.MADE_STYLE): f"{minify.string('text/css', style)}\n".encode(),
    }


def short(script: str) -> str:
    """Return a script that does the same in fewer characters, in one line; another may follow it."""
    return f"{minify.string(KIND, script).rstrip(';')};\n"


def joined(modules: Mapping[str, str]) -> str:
    """Return modules as one script with one scope; those that are no modules stay as they are.

    Args:
        modules: the text of each by its name, in an order in which each imports only from those before it.

    Raises:
        ValueError: a module imports from one that comes later, or is not there.
    """
    before: set[str] = set()
    for name, text in modules.items():
        if later := {*IMPORT.findall(text)} - before:
            raise ValueError(f"{name} imports from {sorted(later)}, which must come before it")
        before.add(name)
    script = "\n".join(EXPORT.sub(r"\1", IMPORT.sub("", text)) for text in modules.values())
    if not any(map(EXPORT.search, modules.values())):
        return script
    script = PART.sub(lambda part: f"{'?.' if part[1] else ''}[${part[2]}]", script)
    used = [name for name in LONG if f"[${name}]" in script]
    names = ", ".join((*KNOWN, *(f"${name}" for name in used)))
    values = ", ".join((*KNOWN, *(f'"{name}"' for name in used)))
    return f'(({names}) => {{\n"use strict";\n{script}}})({values});'


def _sources(package: str, names: Sequence[str]) -> str:
    return joined({name: _place(package, name).read_text("utf-8") for name in names})


def _place(package: str, name: str) -> Path:
    return Path(str(files(package).joinpath(name)))
