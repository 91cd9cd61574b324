"""HTML as the plain text that posts are kept in: one documented normal form, to which quotes are anchored.

Blocks:

- Paragraphs, headings and other blocks are parted by an empty line; `<br>` ends a line; white space is folded.
- `<pre>` keeps its lines, indented by four spaces if they are not.
- Every line of a `<blockquote>` begins with "> ".
- An item of a list begins with "- ", or with its number ("3. ", "c. ", "iv. "), whatever `start`, `value`, `type` and
  `reversed` make of it; further lines, and lists within it, are indented to its text. A term is a line, and what it
  means begins with ": " on the next. Ticked boxes are "[x]" and "[ ]".
- A row of a table is a line with " | " between its cells; if a cell has several lines, as in tables that only lay a page
  out, every cell is a block.

Within a line:

- A link is its text and, where that is not the address already, the address in angle brackets; of a mention of a person or
  a tag (class `mention` or `hashtag`) only the text is kept. A picture is its alternative text.
- x² is "x^2", 10¹² is "10^(12)", H₂O is "H_2O": brackets stand around all that is not one character.
- Struck-out words stand between "~~" and "~~", line by line; inserted ones have no mark.
- Mathematics is its LaTeX source between "$" (or "$$"), where the page has it; otherwise its MathML in one line.
- `<q>` has its quotation marks, the reading of a ruby stands in brackets. Marks of emphasis and of code are dropped,
  their words are kept.

Left out: scripts, styles, drawings, what the page itself hides (`hidden`, `display: none`). Lists, quotations and tables
deeper than 32 levels (8 for tables) show no more marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html.parser import HTMLParser

from argmap.importers.html.marks import Container, Numbering, list_sizes
from argmap.importers.html.math import Formula, bare, delimited
from argmap.importers.html.sheet import SIGNS, TABLE_PARTS, TextSheet

UNNESTED = frozenset({"caption", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "legend", "p", "summary"})
"""Blocks that hold no blocks."""

LISTS = frozenset({"ul", "ol", "dl", "menu", "dir"})
ITEMS = frozenset({"li", "dt", "dd"})
BOXES = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "details", "dialog", "div", "fieldset", "figcaption",
    "figure", "footer", "form", "header", "hgroup", "html", "main", "nav", "pre", "section",
})  # fmt: skip
BLOCKS = UNNESTED | LISTS | ITEMS | BOXES | TABLE_PARTS
SILENT = frozenset({
    "script", "style", "template", "head", "title", "noscript", "svg", "select", "textarea", "object", "rp",
})  # fmt: skip
VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
})  # fmt: skip
MOST_OPEN = 256
"""So many elements within each other are told apart; a page with more is hostile, and would take time without end."""

HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
RENDERED_MATH = frozenset({"katex-html", "MathJax", "MathJax_Display", "MathJax_Preview", "MathJax_SVG"})
"""Classes of formulas as they are drawn; their source stands beside them."""

NO_ADDRESS = frozenset(
    {"mention", "mention-group", "user-mention", "team-mention", "hashtag", "hashtag-cooked"}
)
TEX = re.compile(r"math/tex(?P<display>.*mode=display)?")
ODD_DECLARATION = re.compile(r"<!\[(?!CDATA\[|(?:if|else|endif)\b)")
"""A beginning that the parser of the standard library does not survive."""


def html_text(html: str) -> str:
    """Return the text of a piece of HTML in the normal form of this module; nothing in it is run or fetched.

    Example:
        >>> html_text('<p>So <i>yes</i>, see <a href="https://x.org">here</a>.</p><pre><code>a &lt; b</code></pre>')
        'So yes, see here <https://x.org>.\\n\\n    a < b'
        >>> html_text('<ol start=2><li>x<sup>2</sup><li><del>dear</del> cheap</ol>')
        '2. x^2\\n3. ~~dear~~ cheap'
    """
    html = parsable(html)
    reader = _Reader(list_sizes(html) if "reversed" in html else iter(()))
    reader.feed(html)
    reader.close()
    return reader.sheet.text()


def parsable(html: str) -> str:
    """Return HTML in which nothing stops the parser of the standard library, or makes it read the same text again and again."""
    whole, last, unfinished = ODD_DECLARATION.sub("&lt;![", html).rpartition(">")
    return whole + last + unfinished.replace("<", "&lt;")  # a tag that breaks off is text, and read in one go


class _Reader(HTMLParser):
    def __init__(self, sizes: Iterator[int]) -> None:
        super().__init__(convert_charrefs=True)
        self.sheet = TextSheet()
        self.left_out: list[str] = []
        self.formula: Formula | None = None
        self.last_formula = ""
        self.numbering = Numbering(sizes)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(reversed(attrs))  # of an attribute that stands twice, browsers take the first
        if self.formula is not None:
            self.formula.start(tag, known)
        elif self._is_left_out(tag, known):
            return
        elif tag == "math":
            self.formula = Formula(known.get("display") == "block", known.get("alttext") or "")
        elif tag in TABLE_PARTS:
            self.sheet.begin_table_part(tag)
        elif tag in BLOCKS:
            self.sheet.end_block()
            self._open(tag, known)
        else:
            self._inline(tag, known)

    def _is_left_out(self, tag: str, known: Mapping[str, str | None]) -> bool:
        """Return whether an element is not shown; what is open and not shown is kept, to see where it ends."""
        if self.left_out and tag in BLOCKS and (self.left_out[0] in {"head", "p"} or self.left_out == [tag]):
            self.left_out.clear()  # a head or a paragraph ends where a block begins, an item where the next does
        classes = (known.get("class") or "").split()
        tex = TEX.match(known.get("type") or "") if tag == "script" else None
        if tex and not self.left_out:
            self.formula = Formula(bool(tex["display"]))
            self.formula.start("annotation", {"encoding": "tex"})
            return True
        is_source = any(name.startswith("mwe-math") for name in classes)
        hides = (
            tag in SILENT
            or "hidden" in known
            or (HIDDEN.search(known.get("style") or "") and not is_source)
            or not RENDERED_MATH.isdisjoint(classes)
        )
        if (hides or self.left_out) and tag not in VOID and len(self.left_out) < MOST_OPEN:
            self.left_out.append(tag)
        return bool(hides or self.left_out)

    def _open(self, tag: str, known: Mapping[str, str | None]) -> None:
        frame = self.sheet.frame
        if tag in LISTS:
            if not any(each.tag in LISTS for each in frame.containers):
                frame.listed = False
            self._enter(self.numbering.opened(tag, known))
        elif tag == "li":
            self._enter(self.numbering.item(self._list_around("li"), known))
        elif tag in ITEMS:
            self._list_around("dt", "dd")
            mark = ": " if tag == "dd" else ""
            self._enter(Container(tag, mark, " " * len(mark), opens=True))
        elif tag == "blockquote":
            self._enter(Container(tag, "> ", "> "))
        elif tag not in UNNESTED:
            self._enter(Container(tag))
            if "math" in (known.get("class") or "").split():
                self.sheet.begin_span("math", tag)

    def _enter(self, container: Container) -> None:
        frame = self.sheet.frame
        if len(frame.containers) < MOST_OPEN:
            frame.containers.append(container)
            frame.preformatted += container.tag == "pre"

    def _list_around(self, *items: str) -> Container:
        """Return the list that an item belongs to, after ending the item before it; a stray item gets a list."""
        containers = self.sheet.frame.containers
        place = next((n for n in range(len(containers) - 1, -1, -1) if containers[n].tag in LISTS), None)
        if place is None:
            self._enter(Container("ul"))
            return Container("ul")
        before = next((n for n in range(place + 1, len(containers)) if containers[n].tag in items), None)
        if before is not None:
            self._drop(before)
        return containers[place]

    def _inline(self, tag: str, known: Mapping[str, str | None]) -> None:
        classes = (known.get("class") or "").split()
        if tag == "br":
            self.sheet.write("\n", folded=False)
        elif tag == "img":
            self._picture(known, classes)
        elif tag == "input" and known.get("type") == "checkbox":
            self.sheet.write("[x] " if "checked" in known else "[ ] ")
        elif tag == "a":
            self.sheet.end_span("a")  # links do not stand in links
            is_mention = not NO_ADDRESS.isdisjoint(classes)
            self.sheet.begin_span("a", "a", "" if is_mention else known.get("href") or "")
        elif tag in SIGNS or "math" in classes:
            self.sheet.begin_span(tag if tag in SIGNS else "math", tag)

    def _picture(self, known: Mapping[str, str | None], classes: Sequence[str]) -> None:
        words = known.get("alt") or (known.get("title") if "emoji" in classes else None) or ""
        if words and any(name.startswith("mwe-math") for name in classes):
            words = delimited(bare(words))
            words = "" if words.strip("$") == self.last_formula.strip("$") else words
        self.sheet.write(words)

    def handle_endtag(self, tag: str) -> None:
        if self.formula is not None:
            if tag in {"math", "script"}:
                self._end_formula()
            else:
                self.formula.end(tag)
        elif self.left_out:
            if tag in self.left_out:
                del self.left_out[len(self.left_out) - 1 - self.left_out[::-1].index(tag) :]
        elif tag in TABLE_PARTS:
            self.sheet.end_table_part(tag)
        elif tag in BLOCKS:
            self._close(tag)
        else:
            self.sheet.end_span(tag)

    def _end_formula(self) -> None:
        if self.formula is not None:
            self.last_formula, self.formula = self.formula.text(), None
            self.sheet.write(self.last_formula)

    def _close(self, tag: str) -> None:
        self.sheet.end_block()
        containers = self.sheet.frame.containers
        for place in range(len(containers) - 1, -1, -1):
            if containers[place].tag == tag:
                self._drop(place)
                self.sheet.end_span(tag)
                return
            if tag in ITEMS and containers[place].tag in LISTS:
                return

    def _drop(self, place: int) -> None:
        """End the containers from a place on."""
        frame = self.sheet.frame
        frame.preformatted -= sum(each.tag == "pre" for each in frame.containers[place:])
        del frame.containers[place:]

    def handle_data(self, data: str) -> None:
        if self.formula is not None:
            self.formula.data(data)
        elif not self.left_out:
            self.sheet.write(data)

    def close(self) -> None:
        super().close()
        self._end_formula()
