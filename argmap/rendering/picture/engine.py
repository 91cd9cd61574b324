"""DOT text in, Graphviz's output back: the only place where Graphviz runs.

It runs in-process through pygraphviz, whose wheels carry Graphviz itself; where it is missing, `dot` on
PATH is asked. A bundled font makes widths and glyphs the same on every machine. Where neither can be, such as in a
browser, the program around argmap draws: see `drawn_by`.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from importlib.resources import files
from pathlib import Path
from typing import Any

from argmap.errors import LayoutFailed
from argmap.guard import guarded

NOISE = re.compile(
    rb'^Fontconfig warning: "[^"]*/conf\.avail/|^Unable to revert mtime: |^Warning: graph has \d+ nodes|^\s*$'
)
"""Lines of the bundled libraries that tell users nothing they could act on."""

SHRUNK = b"too large for cairo-renderer bitmaps"
"""What Graphviz says when it makes a picture smaller until it fits, and nobody could read it."""


PLACED, FIRST = "layout=nop2", 300
"""What a graph says whose parts have their positions already, within its first characters."""


LARGE = 200_000
"""Characters of a graph from which on a layout may take longer than a second, in which Ctrl-C is not looked at."""


class TooLarge(LayoutFailed):
    """The picture has more pixels on a side than a PNG of Graphviz can have (32,767)."""


Graphviz = Callable[[str, str, str], bytes]
"""A function of a graph in the DOT language, a format and an engine (dot or nop2) that returns what Graphviz makes of it."""

_HOST: ContextVar[Graphviz | None] = ContextVar("graphviz", default=None)


@contextmanager
def drawn_by(graphviz: Graphviz) -> Iterator[None]:
    """Let a host's own Graphviz draw all graphs, such as one in WebAssembly.

    Args:
        graphviz: what draws; it raises `LayoutFailed` for what it cannot draw.
    """
    token = _HOST.set(graphviz)
    try:
        yield
    finally:
        _HOST.reset(token)


def run_graphviz(dot: str, format: str) -> bytes:
    """Return what Graphviz makes of a graph.

    Args:
        dot: the graph in the DOT language.
        format: one of Graphviz's own formats: json (a layout), dot (the graph with positions), png or pdf.

    Raises:
        LayoutFailed: Graphviz is missing, or could not draw.
        TooLarge: the picture would have been shrunk.
    """
    host = _HOST.get()
    if host is not None:
        return host(dot, format, _engine(dot))
    with _environment(**_bundled_font()):
        try:
            import pygraphviz
        except ImportError:
            return _with_program(dot, format)
        if len(dot) < LARGE:
            return _in_process(pygraphviz, dot, format)
        return guarded(lambda: _in_process(pygraphviz, dot, format))


def _engine(dot: str) -> str:
    return "nop2" if PLACED in dot[:FIRST] else "dot"


def _in_process(pygraphviz: Any, dot: str, format: str) -> bytes:
    messages: list[bytes] = []
    failure: Exception | None = None
    output = b""
    with _quiet(messages):
        try:
            output = pygraphviz.AGraph(string=dot).draw(format=format, prog=_engine(dot))
        # A TypeError is what pygraphviz makes of a format that Graphviz could not write.
        except (ValueError, OSError, RuntimeError, TypeError) as error:
            failure = error
    complaints = b" ".join(messages)
    if failure is not None or not output:
        reason = f"{failure or ''} {complaints.decode(errors='replace')}".strip()
        raise LayoutFailed(f"Graphviz could not draw the map: {reason}") from failure
    return _readable(bytes(output), complaints)


def _with_program(dot: str, format: str) -> bytes:
    program = shutil.which("dot")
    if program is None:
        raise LayoutFailed("no Graphviz: run pip install pygraphviz, or put the program 'dot' on PATH")
    done = subprocess.run([program, f"-T{format}"], input=dot.encode(), capture_output=True, check=False)
    if done.returncode or not done.stdout:
        raise LayoutFailed(f"dot could not draw the map: {done.stderr.decode(errors='replace').strip()}")
    return _readable(done.stdout, done.stderr)


def _readable(output: bytes, complaints: bytes) -> bytes:
    if SHRUNK in complaints:
        raise TooLarge("the map is too large for one PNG; draw it as SVG or PDF, or draw a part of it")
    return output


def _bundled_font() -> dict[str, str]:
    """Return the environment in which fontconfig finds the bundled font first, everywhere.

    The fontconfig in pygraphviz's wheels (2.13) cannot name a folder relative to its configuration file;
    it does know `$XDG_DATA_HOME/fonts`, so that is where the bundled fonts are made to stand.
    """
    fonts = Path(str(files("argmap.rendering.picture").joinpath("fonts")))
    return {
        "FONTCONFIG_FILE": str(fonts / "fonts.conf"),
        "XDG_DATA_HOME": str(fonts.parent),
        # Cairo writes the time into PDF files (see files.py); newer versions take it from here.
        "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", "0"),
    }


@contextmanager
def _environment(**wanted: str) -> Iterator[None]:
    """Set environment variables while Graphviz runs, for C libraries as well."""
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


@contextmanager
def _quiet(messages: list[bytes]) -> Iterator[None]:
    """Keep what C libraries print to standard error off the terminal; real messages go to `messages`."""
    with suppress(OSError, ValueError):
        sys.stderr.flush()
    try:
        kept = os.dup(2)
    except OSError:  # the process has no standard error
        yield
        return
    with tempfile.TemporaryFile() as caught:
        os.dup2(caught.fileno(), 2)
        try:
            yield
        finally:
            with suppress(OSError, ValueError):
                sys.stderr.flush()
            os.dup2(kept, 2)
            os.close(kept)
            caught.seek(0)
            messages.extend(line for line in caught.read().splitlines() if not NOISE.search(line))
