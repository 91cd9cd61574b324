"""Outlines on a terminal, with colour as a help and never as the only sign."""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text
from rich.tree import Tree

from argmap.rendering.outline import Entry, Role
from argmap.rendering.text import remarks

SIDE_STYLES = ("blue", "yellow", "magenta", "cyan", "green", "red")
STEP_STYLES = {
    "support": "green",
    "attack": "red",
    "undercut": "magenta",
    "concession": "cyan",
    "rephrase": "dim",
}
"""Named colours only: the user's own palette decides how they look on light and dark screens."""


def trees(entries: Iterable[Entry]) -> tuple[Tree, ...]:
    """Return one rich tree for each entry at the top."""
    return tuple(_grown(entry, Tree(_line(entry), guide_style="dim")) for entry in entries)


def _grown(entry: Entry, tree: Tree) -> Tree:
    # A stack instead of recursion: arguments can be deeper than Python's own stack.
    todo = [(tree, entry)]
    while todo:
        branch, told = todo.pop()
        todo.extend((branch.add(_line(child)), child) for child in told.children)
    return tree


def _line(entry: Entry) -> Text:
    text = Text()
    if entry.role is Role.STEP:
        return text.append(entry.text, style=STEP_STYLES[entry.kind])
    if entry.glyph:
        text.append(
            f"{entry.glyph} ",
            style="bold" if entry.side is None else f"bold {SIDE_STYLES[entry.side % len(SIDE_STYLES)]}",
        )
    text.append(
        entry.text,
        style={Role.ISSUE: "bold", Role.THESIS: "bold", Role.UNSTATED: "italic"}.get(entry.role, ""),
    )
    for remark in remarks(entry):
        text.append(f" {remark}", style="dim")
    return text
