"""Runs argmap's own commands on texts, for the page in a browser; it knows nothing of JavaScript.

A discussion and its map are two files of a folder, as on disk. A command line is run on that folder as in a shell,
and what it prints and writes is handed back.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from argmap.cli.main import main
from argmap.errors import LayoutFailed
from argmap.rendering.picture.engine import drawn_by
from argmap.rendering.theme import FONTS

DRAWS = ("dot", "json", "json0", "svg")
"""The formats that Graphviz writes without the libraries that set type and compress, which WebAssembly has not."""

MEASURED = "Helvetica"
"""The first of the fonts, with the widths of the others. Graphviz without a library for fonts knows the widths of one font, and takes
a list of them for Times, so that texts run out of their boxes."""

NAMED = re.compile(rf'("(?:fontname|face)": )"{MEASURED}"')
"""Where Graphviz names the font of a text in JSON."""

FOLDER = Path("discussion")
"""Where the two files are, in the folder in which a command runs."""

Draw = Callable[[str, str, str], str]
"""What draws: of a graph in the DOT language, a format and an engine, Graphviz's output; it raises any error."""


def run(arguments: list[str], files: Mapping[str, str], draw: Draw, home: str = "/home/argmap") -> dict[str, object]:  # fmt: skip
    """Return what a command did.

    Args:
        arguments: the command line, without `argmap`.
        files: the texts in the folder of the map, by name; one without text is not there.
        draw: Graphviz.
        home: a folder that may be emptied.

    Returns:
        `code`, the exit code; `output` and `errors`, what was printed; and `written`, the other files that are there now,
        by name.
    """
    shutil.rmtree(home, ignore_errors=True)
    (Path(home) / FOLDER).mkdir(parents=True)
    for name, text in files.items():
        if text.strip():
            (Path(home) / FOLDER / name).write_text(text, encoding="utf-8", newline="")
    before, output, errors = Path.cwd(), _stream(), _stream()
    os.chdir(home)
    try:
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors), drawn_by(_checked(draw)):
            code = _code(arguments)
    finally:
        os.chdir(before)
    written = {path.name: path.read_bytes() for path in sorted(Path(home).iterdir()) if path.is_file()}
    return {"code": code, "output": _text(output), "errors": _text(errors), "written": written}


def _code(arguments: list[str]) -> int:
    try:
        main(arguments, prog_name="argmap")
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else 1
    return 0


def _checked(draw: Draw) -> Callable[[str, str, str], bytes]:
    """Return a Graphviz that raises argmap's own error."""

    def drawn(dot: str, format: str, engine: str) -> bytes:
        if format not in DRAWS:
            raise LayoutFailed(f"a browser draws no {format.upper()}; draw an SVG, or install argmap")
        try:
            output = draw(dot.replace(f'"{FONTS}"', f'"{MEASURED}"'), format, engine)
        except Exception as error:
            raise LayoutFailed(f"Graphviz could not draw the map: {error}") from error
        return NAMED.sub(rf'\1"{FONTS}"', output).encode("utf-8")

    return drawn


def _stream() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    return buffer.getvalue().decode("utf-8") if isinstance(buffer, io.BytesIO) else ""
