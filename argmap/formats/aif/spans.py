"""The source text of an analysis in OVA: HTML, in which spans mark the words of nodes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from typing import Any

from argmap.model.source_text import verbatim

BREAKS = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3"})
SILENT = frozenset({"script", "style"})
CONTEXT = 40
PREFIX = "node"
LONGEST_SPAN = 100_000


@dataclass(frozen=True, slots=True)
class OvaText:
    """A source text without its marks, and the first and last offset of what is marked, by the id of a node."""

    text: str
    spans: Mapping[str, tuple[int, int]]

    def words(self, node: str) -> str:
        """Return the words of a node; "" if none are marked."""
        start, end = self.spans.get(node, (0, 0))
        return self.text[start:end]

    def quote(self, node: str) -> dict[str, Any] | None:
        """Return the words of a node as a quote, with as much around them as tells them from the same words elsewhere."""
        words = self.words(node).strip()
        if not words or len(words) > LONGEST_SPAN:
            return None
        start, end = self.spans[node]
        quote = {"exact": words}
        folded = " ".join(self.text.split())
        if folded.count(" ".join(words.split())) > 1:
            before, after = self.text[:start][-CONTEXT:].strip(), self.text[end:][:CONTEXT].strip()
            quote |= ({"prefix": before} if before else {}) | ({"suffix": after} if after else {})
        return quote

    def rest(self) -> str:
        """Return the text that is in no span."""
        pieces, end = [], 0
        for start, stop in sorted(self.spans.values()):
            pieces.append(self.text[end : max(end, start)])
            end = max(end, stop)
        return " ".join([*pieces, self.text[end:]])


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.length = 0
        self.open: list[tuple[str, str, int]] = []
        self.spans: dict[str, tuple[int, int]] = {}
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            self.silent += 1
        elif tag in BREAKS and (self.length or tag == "br"):
            self.handle_data("\n")
        elif tag == "span":
            id = (dict(attrs).get("id") or "").strip()
            self.open.append((tag, id.removeprefix(PREFIX), self.length))

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag == "span" and self.open:
            _, id, start = self.open.pop()
            if id and self.length > start:
                self.spans.setdefault(id, (start, self.length))

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.pieces.append(data)
            self.length += len(data)


def marked_text(html: str) -> OvaText:
    """Return the text of HTML, with the places of what its spans mark."""
    parser = _Parser()
    parser.feed(html.replace("\r\n", "\n"))
    parser.close()
    return OvaText("".join(parser.pieces), parser.spans)


def marked(text: str, node: str) -> str:
    """Return words as HTML, marked as those of a node."""
    inner = escape(verbatim(text)).replace("\n", "<br>")
    return f'<span id="{PREFIX}{escape(node)}" class="highlighted">{inner}</span>'
