"""What stands inside a node: Graphviz's HTML-like labels, with every text escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from argmap.rendering.wrap import wrap

HEADER_SIZE = 8.0


def markup(text: str) -> str:
    """Return `text` as text inside an HTML-like label, whatever it holds.

    Example:
        >>> markup('a < "b" & \\\\N')
        'a &lt; &quot;b&quot; &amp; \\\\N'
    """
    return escape(text, quote=True)


def font(
    text: str, *, color: str, size: float | None = None, bold: bool = False, italic: bool = False
) -> str:
    """Return markup set in a colour, a size in points and a face. `text` is markup already."""
    for tag, wanted in (("I", italic), ("B", bold)):
        text = f"<{tag}>{text}</{tag}>" if wanted else text
    points = f'POINT-SIZE="{size:g}" ' if size else ""
    return f'<FONT {points}COLOR="{color}">{text}</FONT>'


def lines(text: str, width: int, least: int = 1) -> str:
    """Return `text` wrapped at `width` columns, each line set to the left."""
    return "".join(f'{markup(line)}<BR ALIGN="LEFT"/>' for line in wrap(text, width, least))


def rows(cells: Iterable[str]) -> str:
    """Return an HTML-like label with one cell above the other, all set to the left."""
    body = "".join(f'<TR><TD ALIGN="LEFT" BALIGN="LEFT">{cell}</TD></TR>' for cell in cells)
    return f'<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="1">{body}</TABLE>>'
