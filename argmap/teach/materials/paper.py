"""What is printed: Markdown of ours as an HTML document, and HTML documents as PDF.

The printer is a process of its own, and this module is its program: it draws with the system's Pango, Graphviz's Python
package brings another one, and one process cannot hold both.
"""

from __future__ import annotations

import json
import subprocess
import sys
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator

from markdown_it import MarkdownIt
from markupsafe import Markup

from argmap.errors import ArgmapError, MissingExtra
from argmap.teach.templating import html

MISSING = 3
"""Exit code of a printer that finds no WeasyPrint, or no Pango."""


def article(
    markdown: str,
    title: str,
    *,
    language: str = "en",
    figure: str = "",
    is_short: bool = False,
    in_parts: bool = False,
) -> str:
    """Return Markdown as an HTML document; HTML inside the Markdown is text.

    Args:
        markdown: CommonMark with tables.
        title: the title of the document, as plain text.
        language: the language of the text (BCP 47).
        figure: HTML of ours that stands at the end.
        is_short: whether it is to fit on one printed page.
        in_parts: whether each heading of the second level begins a page, for parts that are handed out one by one.
    """
    body = MarkdownIt("commonmark", {"html": False}).enable("table").render(markdown)
    parts = {"body": body, "figure": figure}
    ours = {name: Markup(part) for name, part in parts.items()}  # noqa: S704 (the reader escapes all HTML)
    return html(
        "article.html.j2", title=title, language=language, is_short=is_short, in_parts=in_parts, **ours
    )


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
    command = [sys.executable, "-m", "argmap.teach.materials.paper"]
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


def serve() -> int:
    """Print documents until there are no more, and return the exit code: lines of JSON in, lines of base64 out."""
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError):  # no package, or no Pango
        return MISSING
    nothing = URLFetcher(allowed_protocols=())  # what is printed holds all it needs
    for line in sys.stdin:
        printed = HTML(string=json.loads(line), url_fetcher=nothing).write_pdf()
        sys.stdout.write(b64encode(printed).decode("ascii") + "\n")
        sys.stdout.flush()
    return 0


def _failure(printer: subprocess.Popen[str]) -> ArgmapError:
    """Return the error of a printer that stopped."""
    code = printer.wait()
    if code == MISSING:
        return MissingExtra("writing PDF (with the system's library Pango)", "print")
    lines = (printer.stderr.read() if printer.stderr else "").strip().splitlines()
    reason = lines[-1] if lines else f"the printer stopped with exit code {code}"
    return ArgmapError(f"the PDF could not be written: {reason}")


if __name__ == "__main__":
    sys.exit(serve())
