"""FreeMind and Freeplane mind maps (.mm), with the signs of an outline before the texts. They can only be read.

A node is an item: `outline` says how signs and names are read. Where a text has no sign, the icons of FreeMind for yes and no (`button_ok`,
`button_cancel`) are + and −. The middle of the map is its title as well. Notes are notes; arrows between nodes have no sign and are left out.

Source:
    FreeMind 1.0, freemind.xsd: elements map, node (TEXT), richcontent (TYPE NODE or NOTE), icon (BUILTIN), arrowlink.
"""

from __future__ import annotations

from argmap.formats.building import MapBuilder
from argmap.formats.outlines.items import CARRIES, add_items, one_line, signed
from argmap.formats.outlines.opml import tree_items
from argmap.formats.protocol import Format, MapFile, Reading
from argmap.formats.xml_tree import Element, document, root_name

ICONS = {"button_ok": "+", "button_cancel": "-"}


def read(file: MapFile) -> Reading:
    """Return the map that a mind map says."""
    map = MapBuilder(file, "FreeMind")
    parsed = document(map)
    if parsed is None:
        return map.reading()
    items = [*tree_items(map, parsed.root, "node", _words)]
    if not items:
        map.error("there is no node with a text in it", 1)
        return map.reading()
    map.title = items[0].text
    arrows = [*parsed.root.inside("arrowlink")]
    if arrows:
        map.left_out(
            f"arrows between nodes that say neither for nor against, and were left out: {len(arrows)}",
            arrows[0].line,
        )
    add_items(map, items)
    return map.reading()


def _words(element: Element) -> tuple[str, str]:
    rich = {each.get("TYPE"): each.all_text() for each in element.each("richcontent")}
    text = one_line(element.get("TEXT") or rich.get("NODE", ""))
    icon = next(
        (ICONS[each.get("BUILTIN")] for each in element.each("icon") if each.get("BUILTIN") in ICONS), ""
    )
    return (f"{icon} {text}" if icon and text and not signed(text)[0] else text), rich.get("NOTE", "")


def recognises(file: MapFile) -> bool:
    """Say whether a text is a mind map of FreeMind."""
    return root_name(file.text) == "map" and "<node" in file.text[:20_000]


FORMAT = Format("freemind", "FreeMind and Freeplane mind maps", (".mm",), CARRIES, None, read, recognises)
