"""From HTML to PDF, for what is printed: worksheets, handouts, feedback.

The printer is a process of its own: it draws with the system's Pango, Graphviz's Python package brings another one, and one
process cannot hold both.
"""

from __future__ import annotations

import json
import subprocess
import sys
from base64 import b64decode
from collections.abc import Iterable, Iterator

from argmap.errors import ArgmapError, MissingExtra

MISSING = 3
"""Exit code of a printer that finds no WeasyPrint, or no Pango."""


def pdf(document: str) -> bytes:
    """Return an HTML document as PDF; the same document gives the same bytes. Nothing is fetched.

    Raises:
        MissingExtra: WeasyPrint, or the library Pango that it needs, is not installed.
        ArgmapError: the printer failed.
    """
    return next(pdfs([document]))


def pdfs(documents: Iterable[str]) -> Iterator[bytes]:
    """Yield HTML documents as PDF, one after the other, all from one printer.

    Raises:
        MissingExtra: WeasyPrint, or the library Pango that it needs, is not installed.
        ArgmapError: the printer failed.
    """
    command = [sys.executable, "-m", "argmap.teach.materials.printer"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8") as printer:  # fmt: skip
        assert printer.stdin is not None  # noqa: S101 (they are pipes)
        assert printer.stdout is not None  # noqa: S101
        for document in documents:
            try:
                printer.stdin.write(json.dumps(document) + "\n")
                printer.stdin.flush()
            except BrokenPipeError:
                raise _failure(printer) from None
            line = printer.stdout.readline()
            if not line:
                raise _failure(printer)
            yield b64decode(line)
        printer.stdin.close()


def _failure(printer: subprocess.Popen[str]) -> ArgmapError:
    """Return what to say of a printer that stopped."""
    code = printer.wait()
    if code == MISSING:
        return MissingExtra("writing PDF (with the system's library Pango)", "print")
    told = (printer.stderr.read() if printer.stderr else "").strip().splitlines()
    return ArgmapError(
        f"the PDF could not be written: {told[-1] if told else f'the printer stopped with {code}'}"
    )
