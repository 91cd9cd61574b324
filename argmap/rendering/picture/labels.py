"""What is written inside a node: Graphviz's HTML-like labels, with every text escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from types import MappingProxyType

import graphviz

from argmap.language import message
from argmap.model.annotations import Label
from argmap.rendering.wrap import wrap

HEADER_SIZE = 8.0
SPARE_COLUMNS = 99
LONGEST_TIP = 3_000
"""Characters of a tooltip: Graphviz reads no quoted string of more than 16,384 bytes."""

WORDS: Mapping[Label, str] = MappingProxyType(
    {
        Label.IN: message("accepted"),
        Label.OUT: message("rejected"),
        Label.UNDECIDED: message("undecided"),
    }
)
BLANKS = str.maketrans(dict.fromkeys("\t\n\v\f\r", " "))


def markup(text: str) -> str:
    """Return `text` as text inside an HTML-like label, whatever it holds.

    Args:
        text: what is shown.

    Example:
        >>> markup('a < "b" & \\\\N')
        'a &lt; &quot;b&quot; &amp; \\\\\\\\N'
    """
    # Graphviz drops line ends and tabs, and would join the words beside them.
    text = text.translate(BLANKS)
    # Graphviz replaces \N, \G and the like by names, even in these labels; a doubled backslash is one.
    return escape(text, quote=True).replace("\\", "\\\\")


def tip(text: str) -> str:
    """Return `text`, white space folded, as the value of a tooltip, whatever it holds.

    Args:
        text: what the tooltip says; it is cut after 3,000 characters.
    """
    folded = " ".join(text.split())
    if len(folded) > LONGEST_TIP:
        folded = f"{folded[:LONGEST_TIP]} …"
    # Graphviz reads entities and, twice over, escapes in tooltips; the package escapes once.
    escaped: str = graphviz.escape(folded.replace("&", "&amp;").replace("\\", "\\\\"))
    return escaped


def font(
    text: str, *, color: str, size: float | None = None, bold: bool = False, italic: bool = False
) -> str:
    """Return markup set in a colour, a size and a face.

    Args:
        text: markup already.
        color: a colour as `#rrggbb`.
        size: the type size in points; None leaves it as it is.
        bold: whether the face is bold.
        italic: whether it is italic.
    """
    for tag, wanted in (("I", italic), ("B", bold)):
        text = f"<{tag}>{text}</{tag}>" if wanted else text
    points = f'POINT-SIZE="{size:g}" ' if size else ""
    return f'<FONT {points}COLOR="{color}">{text}</FONT>'


def lines(text: str, width: int, least: int = 1) -> str:
    """Return `text` wrapped at `width` columns, each line set to the left.

    Args:
        text: what is wrapped.
        width: columns of a line.
        least: columns below which no line is made narrower only to make all lines even.
    """
    return "".join(f'{markup(line)}<BR ALIGN="LEFT"/>' for line in wrap(text, width, least))


def rows(cells: Iterable[str]) -> str:
    """Return an HTML-like label with one cell above the other, all set to the left.

    Args:
        cells: markup of each cell, from the top.
    """
    body = "".join(f'<TR><TD ALIGN="LEFT" BALIGN="LEFT">{cell}</TD></TR>' for cell in cells)
    return f'<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="1">{body}</TABLE>>'


def unstretched(cells: Iterable[str], *, spacing: int = 0, padding: int = 0, frame: str = "") -> str:
    """Return a row of cells as a table that leaves the width it does not need to an empty cell beside it.

    Graphviz stretches a table to the width of its cell and gives every column the same share of the rest.

    Args:
        cells: the cells, as markup.
        spacing: points between cells.
        padding: points between a cell and its content.
        frame: the colour of a frame around the row; "" for none.
    """
    border = f'BORDER="1" COLOR="{frame}" CELLBORDER="0"' if frame else 'BORDER="0"'
    row = f'<TABLE {border} CELLSPACING="{spacing}" CELLPADDING="{padding}"><TR>{"".join(cells)}</TR></TABLE>'
    plain = 'BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0"'
    return f'<TABLE {plain}><TR><TD>{row}</TD><TD COLSPAN="{SPARE_COLUMNS}"></TD></TR></TABLE>'
