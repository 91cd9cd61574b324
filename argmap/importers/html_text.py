"""HTML as the plain text that posts are kept in: one documented form, to which quotes are anchored.

Paragraphs are parted by an empty line; `<br>` ends a line; `<pre>` keeps its lines, indented by four spaces if they are not; every line of
a `<blockquote>` begins with "> "; items of lists begin with "- "; a link is its text and, where that is not the address
already, the address in angle brackets; a picture is its alternative text. Marks of emphasis and of code are dropped,
their words are kept. Scripts and styles are left out. White space is folded.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "dd",
        "div",
        "dl",
        "dt",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "footer",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tr",
        "ul",
    ]
)
SILENT = frozenset(["script", "style", "template", "head", "title", "noscript"])
SPACE = re.compile(r"\s+")


def html_text(html: str) -> str:
    """Return the text of a piece of HTML; nothing in it is run or fetched.

    Example:
        >>> html_text('<p>So <i>yes</i>, see <a href="https://x.org">here</a>.</p><pre><code>a &lt; b</code></pre>')
        'So yes, see here <https://x.org>.\\n\\n    a < b'
    """
    writer = _Writer()
    writer.feed(html)
    writer.close()
    return writer.text()


class _Writer(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self.line: list[str] = []
        self.quotes = self.silent = 0
        self.pre = False
        self.item = False
        self.links: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self.end()
        known = dict(attrs)
        if tag in SILENT:
            self.silent += 1
        elif tag == "br":
            self.line.append("\n")
        elif tag == "pre":
            self.pre = True
        elif tag == "blockquote":
            self.quotes += 1
        elif tag == "li":
            self.item = True
        elif tag == "img":
            self.line.append(known.get("alt") or "")
        elif tag == "a":
            self.links.append((known.get("href") or "", len(self.line)))

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self.end()
        if tag in SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag == "pre":
            self.pre = False
        elif tag == "blockquote":
            self.quotes = max(0, self.quotes - 1)
        elif tag == "a" and self.links:
            self.link(*self.links.pop())

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.line.append(data if self.pre else SPACE.sub(" ", data))

    def link(self, address: str, begin: int) -> None:
        shown = "".join(self.line[begin:]).strip()
        shortened = shown.removesuffix("...").removesuffix("…")
        if re.match(r"https?://", address) and not (shortened and address.startswith(shortened)):
            self.line.append(f" <{address}>")
        elif shown != address and shortened and address.startswith(shortened):
            self.line[begin:] = [address]

    def end(self) -> None:
        """End the block that is being written."""
        written = "".join(self.line)
        self.line = []
        if not written.strip():
            return
        if self.pre:
            lines = written.rstrip().strip("\n").split("\n")
            margin = "" if all(line[:2].isspace() or not line for line in lines) else "    "
            lines = [f"{margin}{line}".rstrip() for line in lines]
        else:
            lines = [SPACE.sub(" ", line).strip() for line in written.strip().split("\n")]
        if self.item:
            lines[0], self.item = f"- {lines[0]}", False
        mark = "> " * self.quotes
        self.blocks.append("\n".join(f"{mark}{line}".rstrip() for line in lines))

    def text(self) -> str:
        self.end()
        text = ""
        for block in self.blocks:
            listed = block.lstrip("> ").startswith("- ") and text.rsplit("\n", 1)[-1].lstrip("> ").startswith(
                "- "
            )
            text = f"{text}{'' if not text else chr(10) if listed else chr(10) * 2}{block}"
        return text
