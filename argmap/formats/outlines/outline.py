"""An outline in Markdown, the form that people type first: nested bullets, + for a reason and − for an objection.

    # Is a tram worth it?

    - ? Should the town build a tram?
      - The town should build a tram. {#tram}
        - + A tram is quiet.
        - + A tram needs a street of its own.
        - & The main street has room for one.
        - − A tram is dear. {#dear}
          - − {#tram}
        - = Trams are what the town needs.

An item under an issue (?) is a thesis. `&` is linked to the item before it, `_` is an objection to the step from the item
above it to the item above that, `^` a reason for that step, `=` says the same in other words, and `(implicit)` before a text marks an implicit premise.
`{#id}` behind a text names it, and alone it stands for the item of that name; a backslash before a text takes it as it is. Bullets may be + and − themselves.

Source:
    CommonMark 0.31, section 5.2, for bullets and their indentation; the signs + and − are Argdown's, and so is _.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.formats.building import MapBuilder
from argmap.formats.keeping import folded, kept
from argmap.formats.outlines.items import CARRIES, Entries, OutlineItem, add_items, item_of, one_line, signed
from argmap.formats.protocol import Format, MapFile, Reading, Writing, losses
from argmap.model.map import ArgumentMap

ITEM = re.compile(r"^(?P<indent>[ \t]*)(?P<bullet>[-+*−–]|\d{1,9}[.)])[ \t]+(?P<text>\S.*)$")
HEADING = re.compile(r"^#{1,6}\s++(?P<text>.*)$")
TAB = 4


# Reading


def read(file: MapFile) -> Reading:
    """Return the map that an outline says."""
    map = MapBuilder(file, "an outline")
    items = [*_items(file, map)]
    if not items:
        map.error("there is no item of a list in it", 1)
        return map.reading()
    add_items(map, items)
    return map.reading()


def _items(file: MapFile, map: MapBuilder) -> Iterator[OutlineItem]:
    above: list[OutlineItem] = []
    last: OutlineItem | None = None
    for number, line in enumerate(file.text.splitlines(), start=1):
        match = ITEM.match(line)
        if match is None:
            heading = HEADING.match(line)
            if heading and not map.title:
                map.title = heading["text"].rstrip().rstrip("#").rstrip()
            elif line.strip() and last is not None and line[:1].isspace():
                last.text = f"{last.text} {line.strip()}".strip()  # an item over several lines
            elif line.strip():
                map.left_out("this line is no item of a list, and was left out", number)
                last = None
            continue
        depth = len(match["indent"].expandtabs(TAB))
        while above and above[-1].depth >= depth:
            above.pop()
        item = item_of(match["text"], number, depth, match["bullet"], above[-1] if above else None)
        item.key = f"line {number}"
        above.append(item)
        last = item
        yield item


# Writing


def write(map: ArgumentMap) -> Writing:
    """Return a map as an outline."""
    lines = (f"{'  ' * depth}- {text}" for depth, text in Entries(map))
    return Writing("\n".join([f"# {one_line(map.title)}", "", *lines]) + "\n", losses(map, CARRIES))


def recognises(file: MapFile) -> bool:
    """Say whether a text is an outline with a reason or an objection in it, and hardly anything else."""
    lines = [line for line in file.text[:100_000].splitlines() if line.strip()]
    items = [match for line in lines if (match := ITEM.match(line))]
    signs = [signed(match["text"])[0] for match in items]
    nested = [match for match in items if match["indent"]]
    bullets = {match["bullet"] for match in nested}
    both = any(sign in {"+", "-"} for sign in signs) or {"+", "-"} <= bullets
    others = sum(
        not ITEM.match(line) and not HEADING.match(line) and not line[:1].isspace() for line in lines
    )
    return len(nested) > 1 and both and others == 0


FORMAT = Format(
    "outline",
    "an outline in Markdown: bullets with + and −",
    (),
    CARRIES,
    write,
    read,
    recognises,
    lambda whole: folded(kept(whole, CARRIES)),
    ".md",
)
