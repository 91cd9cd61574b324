"""MindMup mind maps (.mup, JSON), with the signs of an outline before the texts, or with the groups of argument maps. They can only be read.

An idea is an item: `outline` says how signs and names are read. In an argument map, ideas are in groups: the first of a `supporting` group is a reason, the
first of an `opposing` one an objection, and the others of the group are linked to it. Since version 3 of the format, the map itself is no idea. Links between ideas have no sign and are left out.

Source:
    MindMup's mapjs, "Content model": title, ideas by rank (negative ones are on the left), attr.note, attr.group, links.
"""

from __future__ import annotations

from collections.abc import Iterator

from argmap.formats.building import MapBuilder
from argmap.formats.json_values import Object, data_in, items_of, loaded, object_of, text_of
from argmap.formats.outlines.items import CARRIES, OutlineItem, add_items, item_of, one_line
from argmap.formats.protocol import Format, MapFile, Reading

GROUPS = {"supporting": "+", "opposing": "-"}


def read(file: MapFile) -> Reading:
    """Return the map that a mind map says."""
    map = MapBuilder(file, "MindMup")
    root = object_of(data_in(map))
    items = [*_items(map, root)]
    if not items and not map.failed:
        map.error("there is no idea with a title in it", 1)
    if map.failed:
        return map.reading()
    map.title = one_line(text_of(root.get("title"))) or items[0].text
    links = items_of(root.get("links"))
    if links:
        map.left_out(f"links between ideas that say neither for nor against, and were left out: {len(links)}")
    add_items(map, items)
    return map.reading()


def _items(map: MapBuilder, root: Object) -> Iterator[OutlineItem]:
    """Yield the ideas as items, each behind the one above it; the sign of a group goes to its ideas."""
    todo: list[tuple[Object, OutlineItem | None, str]] = [(root, None, "")]
    while todo:
        idea, above, sign = todo.pop()
        if idea is root and idea.get("id") == "root":  # the map, which version 3 of the format does not draw
            todo += [(each, None, "") for each in _below(idea)][::-1]
            continue
        attributes = object_of(idea.get("attr"))
        group = GROUPS.get(text_of(attributes.get("group")), "")
        title = one_line(text_of(idea.get("title")))
        below = [*_below(idea)]
        if group:
            signs = [group, *["&"] * (len(below) - 1)]
            todo += [(each, above, own) for each, own in zip(below, signs, strict=False)][::-1]
            continue
        item = above
        if title:
            item = item_of(f"{sign} {title}" if sign else title, None, 0, above=above)
            item.note = one_line(text_of(object_of(attributes.get("note")).get("text")))
            yield item
        elif below and idea is not root:
            map.left_out(
                f"idea {text_of(idea.get('id'))} has no title; what is below it was taken for ideas of the one above"
            )
        todo += [(each, item, "") for each in below][::-1]


def _below(idea: Object) -> Iterator[Object]:
    """Yield the ideas below one: those on the right by rank, and then those on the left."""

    def rank(key: str) -> tuple[bool, float, str]:
        try:
            number = float(key)
        except ValueError:
            return True, 0.0, key
        return number < 0, abs(number), key

    ideas = object_of(idea.get("ideas"))
    yield from (ideas[key] for key in sorted(ideas, key=rank) if isinstance(ideas[key], dict))


def recognises(file: MapFile) -> bool:
    """Say whether a text is a mind map of MindMup."""
    if '"ideas"' not in file.text:
        return False
    root = object_of(loaded(file.text))
    return isinstance(root.get("ideas"), dict) and bool({"formatVersion", "title"} & root.keys())


FORMAT = Format("mindmup", "MindMup mind maps", (".mup",), CARRIES, None, read, recognises)
