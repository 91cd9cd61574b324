"""Outlines on a terminal, with colour as a help and never as the only sign."""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text
from rich.tree import Tree

from argmap.model.annotations import Label
from argmap.rendering.outline_entry import OutlineNode, Role
from argmap.rendering.text.tree import level_mark, remarks, sign

SIDE_STYLES = ("blue", "yellow", "magenta", "cyan", "green", "red")
STEP_STYLES = {
    "support": "green",
    "attack": "red",
    "undercut": "magenta",
    "concession": "cyan",
    "rephrase": "dim",
    "explains": "dim",
    "question": "cyan",
}
STATUS_STYLES = {Label.IN: "bold green", Label.OUT: "bold red", Label.UNDECIDED: "bold yellow"}
"""Named colours only: the user's own palette decides how they look on light and dark screens."""


SCREEN_DEPTH = 12
"""Levels by which lines are indented: a screen of 80 columns keeps room for text beside them."""


def trees(entries: Iterable[OutlineNode]) -> tuple[Tree, ...]:
    """Return one rich tree for each entry at the top."""
    return tuple(_grown(entry) for entry in entries)


def _grown(entry: OutlineNode) -> Tree:
    path: list[Tree] = []
    for depth, below in entry.walk():
        line = Text(level_mark(depth, SCREEN_DEPTH)).append_text(_line(below))
        del path[min(depth, SCREEN_DEPTH) :]
        path.append(path[-1].add(line) if path else Tree(line, guide_style="dim"))
    return path[0]


def _line(entry: OutlineNode) -> Text:
    text = Text()
    if entry.status is not None and sign(entry):
        text.append(f"{sign(entry)} ", style=STATUS_STYLES[entry.status])
    if entry.role is Role.RELATION:
        text.append(entry.text, style="dim" if entry.weightless else STEP_STYLES[entry.kind])
        return text.append("".join(f" {remark}" for remark in remarks(entry)), style="dim")
    if entry.glyph:
        text.append(
            f"{entry.glyph} ",
            style="bold" if entry.side is None else f"bold {SIDE_STYLES[entry.side % len(SIDE_STYLES)]}",
        )
    text.append(
        entry.text,
        style={Role.ISSUE: "bold", Role.THESIS: "bold", Role.IMPLICIT: "italic", Role.META: "dim"}.get(
            entry.role, ""
        ),
    )
    for remark in remarks(entry):
        # A name and its post number stay on one line.
        text.append(f" {remark}".replace(" #", "\N{NO-BREAK SPACE}#"), style="dim")
    return text
