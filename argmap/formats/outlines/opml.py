"""OPML, the outlines of outliners (OmniOutliner, Workflowy, Dynalist, Logseq …), with the signs of an outline before the texts.

An element `outline` is an item, its `text` what stands behind a bullet in Markdown: `outline` says how signs and names are read. `_note` is the note
of a claim.

Source:
    OPML 2.0, http://opml.org/spec2.opml; `_note` is what OmniOutliner and Workflowy add.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.sax.saxutils import escape, quoteattr

from argmap.formats.building import MapBuilder
from argmap.formats.keeping import folded, kept
from argmap.formats.outlines.items import CARRIES, Entries, OutlineItem, add_items, item_of, one_line
from argmap.formats.protocol import Format, MapFile, Reading, Writing, losses
from argmap.formats.xml_tree import Element, document, root_name
from argmap.model.map import ArgumentMap

DEEPEST = 40
"""Levels up to which lines are indented."""


def read(file: MapFile) -> Reading:
    """Return the map that an OPML file says."""
    map = MapBuilder(file, "OPML")
    parsed = document(map)
    if parsed is None:
        return map.reading()
    head, body = parsed.root.first("head"), parsed.root.first("body")
    title = head.first("title") if head is not None else None
    map.title = title.text.strip() if title is not None else ""
    items = [*tree_items(map, body, "outline", _words)] if body is not None else []
    if not items:
        map.error("there is no outline with a text in it", 1)
        return map.reading()
    add_items(map, items)
    return map.reading()


def _words(element: Element) -> tuple[str, str]:
    return element.get("text") or element.get("title"), element.get("_note")


def tree_items(
    map: MapBuilder, root: Element, name: str, words: Callable[[Element], tuple[str, str]]
) -> Iterator[OutlineItem]:
    """Yield the elements of one name below an element as items, each behind the one above it.

    Args:
        map: What is told of elements without a text.
        root: The element.
        name: The name of the elements that are items.
        words: Returns the text and the note of an element.
    """
    todo: list[tuple[Element, int, OutlineItem | None]] = []
    todo += [(child, 0, None) for child in root.each(name)][::-1]
    while todo:
        element, depth, above = todo.pop()
        text, note = words(element)
        item = above
        if one_line(text):
            item = item_of(one_line(text), element.line, depth, above=above)
            item.note = one_line(note)
            yield item
        elif element.children:
            map.left_out(
                "this item has no text; what is below it was taken for items of the one above", element.line
            )
        todo += [(child, depth + 1, item) for child in element.each(name)][::-1]


def write(map: ArgumentMap) -> Writing:
    """Return a map as OPML."""
    return Writing("\n".join(_lines(map)) + "\n", losses(map, CARRIES))


def _lines(map: ArgumentMap) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<opml version="2.0">'
    yield f"<head><title>{escape(one_line(map.title))}</title></head>"
    yield "<body>"
    open_at: list[int] = []
    for depth, text in Entries(map):
        while open_at and open_at[-1] >= depth:
            yield f"{'  ' * min(len(open_at), DEEPEST)}</outline>"
            open_at.pop()
        open_at.append(depth)
        yield f"{'  ' * min(len(open_at), DEEPEST)}<outline text={quoteattr(text)}>"
    while open_at:
        yield f"{'  ' * min(len(open_at), DEEPEST)}</outline>"
        open_at.pop()
    yield "</body>"
    yield "</opml>"


def recognises(file: MapFile) -> bool:
    """Say whether a text is OPML."""
    return root_name(file.text) == "opml"


FORMAT = Format(
    "opml",
    "OPML, for outliners",
    (".opml",),
    CARRIES,
    write,
    read,
    recognises,
    lambda whole: folded(kept(whole, CARRIES)),
)
