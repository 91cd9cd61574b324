"""The text that is being written while HTML is read: blocks, the open line with its marks, and the cells of tables."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from argmap.importers.html.marks import DEEPEST, Container, marks
from argmap.importers.html.math import grouped

SPACE = re.compile(r"\s+")
STRUCK = frozenset({"del", "s", "strike"})
SIGNS: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(STRUCK, lambda words: f"~~{words}~~"),
    "sup": lambda words: f"^{grouped(words)}",
    "sub": lambda words: f"_{grouped(words)}",
    "q": lambda words: f'"{words}"',
    "rt": lambda words: f"({words})",
    "math": lambda words: f"${words}$",
}
"""What stands around the words of an element within a line."""

CELLS, ROWS = frozenset({"td", "th"}), frozenset({"tr"})
TABLE_PARTS = CELLS | ROWS | {"table", "thead", "tbody", "tfoot"}
MOST_TABLES = 8
"""Tables within tables deeper than this are blocks."""


@dataclass(slots=True)
class MarkedPart:
    """An element within a line that is marked when it ends.

    Attributes:
        kind: What is marked: a key of SIGNS, or "a".
        tag: The tag that ends it.
        begin: Where it begins in the open line.
        address: Of a link, where it leads.
    """

    kind: str
    tag: str
    begin: int = 0
    address: str = ""


@dataclass(slots=True)
class Frame:
    """The whole text, or the cell of a table."""

    is_cell: bool = False
    blocks: list[tuple[str, str]] = field(
        default_factory=list
    )  # what parts it from the block before it; its lines
    line: list[str] = field(default_factory=list)
    containers: list[Container] = field(default_factory=list)
    spans: list[MarkedPart] = field(default_factory=list)
    preformatted: int = 0
    listed: bool = False  # the outermost open list has an item
    tables: int = 0
    flat_tables: int = 0
    rowed: bool = False  # the open table has a row
    row: list[list[tuple[str, str]]] | None = None


class TextSheet:
    """The text so far. Nothing in it looks at HTML: whoever reads HTML says what begins and ends."""

    def __init__(self) -> None:
        self.frames = [Frame()]

    @property
    def frame(self) -> Frame:
        """What is being written: the innermost open cell, or the text itself."""
        return self.frames[-1]

    def write(self, words: str, *, folded: bool = True) -> None:
        """Add words to the open line; white space is folded, but not in preformatted text."""
        keeps = self.frame.preformatted or not folded
        self.frame.line.append(words if keeps else SPACE.sub(" ", words))

    def begin_span(self, kind: str, tag: str, address: str = "") -> None:
        frame = self.frame
        if len(frame.spans) < DEEPEST:
            frame.spans.append(MarkedPart(kind, tag, len(frame.line), address))

    def end_span(self, tag: str) -> None:
        spans = self.frame.spans
        place = next((n for n in range(len(spans) - 1, -1, -1) if spans[n].tag == tag), None)
        if place is not None:
            self._mark(spans.pop(place))

    def _mark(self, span: MarkedPart) -> None:
        """Put signs around what the open line has of an element, or the address of a link behind it."""
        line = self.frame.line
        written = "".join(line[span.begin :])
        shown = written.strip()
        if span.kind == "a":
            _link(line, span, shown)
        elif shown and not (span.kind in STRUCK and any(each.kind in STRUCK for each in self.frame.spans)):
            sign = SIGNS[span.kind]
            marked = "\n".join(sign(part.strip()) if part.strip() else part for part in shown.split("\n"))
            margin = len(written) - len(written.lstrip())
            line[span.begin :] = [written[:margin], marked, written[margin + len(shown) :]]

    def end_block(self) -> None:
        """End the block that is being written."""
        frame = self.frame
        opened, frame.spans = frame.spans, []
        for span in reversed(opened):
            has_words = bool("".join(frame.line[span.begin :]).strip())
            if has_words:
                self._mark(span)
            frame.spans.insert(0, MarkedPart(span.kind, span.tag, 0, "" if has_words else span.address))
        written, frame.line = "".join(frame.line), []
        if not written.strip():
            return
        if frame.preformatted:
            lines = written.rstrip().strip("\n").split("\n")
            margin = "" if all(line[:2].isspace() or not line for line in lines) else "    "
            lines = [f"{margin}{line}".rstrip() for line in lines]
        else:
            lines = [SPACE.sub(" ", line).strip() for line in written.strip().split("\n")]
        self._emit(lines, "\n\n")

    def _emit(self, lines: list[str], parted: str) -> None:
        """Add a block with the marks of what it stands in."""
        frame = self.frame
        begins_item = any(each.opens and not each.used for each in frame.containers)
        first, rest = marks(frame.containers)
        if begins_item and frame.listed:
            parted = "\n"
        frame.listed = True
        marked = [f"{rest if number else first}{line}".rstrip() for number, line in enumerate(lines)]
        frame.blocks.append((parted if frame.blocks else "", "\n".join(marked)))

    def begin_table_part(self, tag: str) -> None:
        """Begin a table, or a row or cell of the open one; outside of tables they are blocks."""
        if tag == "table":
            self.end_block()
            frame = self.frame
            if len(self.frames) > MOST_TABLES:
                frame.flat_tables += 1
            else:
                frame.tables, frame.rowed = frame.tables + 1, False
        elif self._at_table():
            if tag in CELLS:
                self.frame.row = self.frame.row or []
                self.frames.append(Frame(is_cell=True))
            else:
                self._end_row()

    def end_table_part(self, tag: str) -> None:
        """End a table, a row or a cell."""
        frame = self.frame
        if tag == "table" and frame.flat_tables:
            self.end_block()
            frame.flat_tables -= 1
        elif self._at_table() and tag not in CELLS:
            self._end_row()
            if tag == "table":
                self.frame.tables, self.frame.rowed = self.frame.tables - 1, False

    def _at_table(self) -> bool:
        """End the open block, and the open cell of the innermost table; return whether there is such a table."""
        self.end_block()
        frame = self.frame
        if frame.flat_tables:
            return False
        if frame.is_cell and not frame.tables:
            self.frames.pop()
            self.frame.row = [*(self.frame.row or []), frame.blocks]
        return self.frame.tables > 0

    def _end_row(self) -> None:
        self.end_block()
        frame = self.frame
        cells, frame.row = frame.row or [], None
        full = [cell for cell in cells if cell]
        if not full:
            return
        parted = "\n" if frame.rowed and len(cells) > 1 else "\n\n"
        if all(len(cell) == 1 and "\n" not in cell[0][1] for cell in full):
            shown = cells if len(full) > 1 else full
            self._emit([" | ".join(cell[0][1] if cell else "" for cell in shown).strip()], parted)
            frame.rowed = True
            return
        frame.rowed = False
        for cell in full:
            for between, block in cell:
                self._emit(block.split("\n"), between or "\n\n")

    def text(self) -> str:
        """End whatever is open, and return the text."""
        while True:
            self.end_block()
            self._end_row()
            if len(self.frames) == 1:
                return "".join(part for parted in self.frame.blocks for part in parted)
            closed = self.frames.pop()
            self.frame.row = [*(self.frame.row or []), closed.blocks]


def _link(line: list[str], span: MarkedPart, shown: str) -> None:
    """Put the address behind the text of a link, or in its place where the text is the address cut short."""
    shortened = shown.removesuffix("...").removesuffix("…")
    is_address = bool(shortened) and span.address.startswith(shortened)
    if re.match(r"https?://", span.address) and not is_address:
        line.append(f" <{span.address}>")
    elif span.address and shown != span.address and is_address:
        line[span.begin :] = [span.address]
