"""What of a nodeset has no place in a map, said once for each kind with the first ids."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from argmap.formats.aif.graph import ILLOCUTION, LOCUTION, PREFERENCE, STEPS, TYPES, Nodeset
from argmap.formats.aif.schemes import is_analysing
from argmap.formats.building import MapBuilder

MOST_NAMED = 5


def say_left_over(map: MapBuilder, nodeset: Nodeset, claims: Collection[str], posts: Collection[str]) -> None:
    """Say what is left over of a nodeset when these of its nodes are claims and posts, and all steps relations."""
    kinds: dict[str, list[str]] = {}
    for id, what in _left_over(nodeset, claims, posts):
        kinds.setdefault(what, []).append(id)
    for what, ids in kinds.items():
        more = f" and {len(ids) - MOST_NAMED} more" if len(ids) > MOST_NAMED else ""
        map.left_out(f"{what}: {', '.join(ids[:MOST_NAMED])}{more}")


def _left_over(
    nodeset: Nodeset, claims: Collection[str], posts: Collection[str]
) -> Iterator[tuple[str, str]]:
    steps = {node.id for node in nodeset.nodes if node.type in STEPS}
    on_steps = {source for source, target in nodeset.edges if target in steps}
    for node in nodeset.nodes:
        if node.type == LOCUTION and node.id not in posts and node.id not in claims:
            yield node.id, "left out as the records of an analyst, which are no posts"
        elif node.type == ILLOCUTION and not is_analysing(node.text, node.scheme) and node.id in on_steps:
            yield node.id, "left out, as a map has no place for who made a step"
        elif node.type == PREFERENCE:
            yield node.id, "left out, as a map has no place for preferences"
        elif node.type not in TYPES:
            yield node.id, f"left out, as AIF has no nodes of the type {node.type[:40]!r}"
    known = {node.id for node in nodeset.nodes}
    for id in dict.fromkeys(each.node for each in nodeset.locutions):
        if id not in posts:
            where = "is no post" if id in known else "is not in the file"
            yield id, f"the person of a node that {where} was left out"
    for source, target in nodeset.edges:
        if source in claims and target in claims:
            yield (
                f"{source} to {target}",
                "left out, as an edge between claims without a step may mean anything",
            )
