"""What stands inside a node: Graphviz's HTML-like labels, with every text escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import graphviz

from argmap.rendering.wrap import wrap

HEADER_SIZE = 8.0
SPARE_COLUMNS = 99
LONGEST_TIP = 3_000
"""Characters of a tooltip: Graphviz reads no quoted string of more than 16,384 bytes."""

BLANKS = str.maketrans(dict.fromkeys("\t\n\v\f\r", " "))


def markup(text: str) -> str:
    """Return `text` as text inside an HTML-like label, whatever it holds.

    Example:
        >>> markup('a < "b" & \\\\N')
        'a &lt; &quot;b&quot; &amp; \\\\\\\\N'
    """
    # Graphviz drops line ends and tabs, and would join the words beside them.
    text = text.translate(BLANKS)
    # Graphviz replaces \N, \G and the like by names, even in these labels; a doubled backslash is one.
    return escape(text, quote=True).replace("\\", "\\\\")


def tip(text: str) -> str:
    """Return `text`, white space folded, as the value of a tooltip, whatever it holds."""
    folded = " ".join(text.split())
    if len(folded) > LONGEST_TIP:
        folded = f"{folded[:LONGEST_TIP]} …"
    # Graphviz reads entities and, twice over, escapes in tooltips; the package escapes once.
    escaped: str = graphviz.escape(folded.replace("&", "&amp;").replace("\\", "\\\\"))
    return escaped


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


def unstretched(cells: Iterable[str], *, spacing: int = 0, padding: int = 0, frame: str = "") -> str:
    """Return a row of cells as a table that leaves the width it does not need to an empty cell beside it.

    Graphviz stretches a table to the width of its cell and gives every column the same share of the rest.
    """
    border = f'BORDER="1" COLOR="{frame}" CELLBORDER="0"' if frame else 'BORDER="0"'
    row = f'<TABLE {border} CELLSPACING="{spacing}" CELLPADDING="{padding}"><TR>{"".join(cells)}</TR></TABLE>'
    plain = 'BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0"'
    return f'<TABLE {plain}><TR><TD>{row}</TD><TD COLSPAN="{SPARE_COLUMNS}"></TD></TR></TABLE>'
