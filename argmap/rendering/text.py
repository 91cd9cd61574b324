"""Outlines as text: a drawn tree, and tab-separated lines for other programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from argmap.rendering.outline import Entry, Role

LINE_FIELDS = ("depth", "role", "kind", "id", "side", "who", "text")


def tree_text(entries: Iterable[Entry]) -> str:
    """Return the outline as a tree drawn with box characters, one entry a line."""
    return "".join(f"{line}\n" for entry in entries for line in _drawn(entry, "", ""))


def tab_lines(entries: Iterable[Entry]) -> str:
    """Return the outline as lines of tab-separated fields: depth, role, kind, id, side, who, text.

    `side` is the glyph; a step has its word as text; tabs and line ends inside texts are folded.
    """
    rows = (
        (str(depth), e.role, e.kind, e.id, e.glyph, e.who, e.text)
        for entry in entries
        for depth, e in entry.walk()
    )
    return "".join("\t".join(" ".join(field.split()) for field in row) + "\n" for row in rows)


def json_text(entries: Iterable[Entry]) -> str:
    """Return the outline as JSON: a list of entries with `role`, `text`, `id`, `side`, `who` and `children`."""
    return json.dumps([_plain(entry) for entry in entries], indent=2, ensure_ascii=False) + "\n"


def caption(entry: Entry) -> str:
    """Return the line for one entry, as plain text."""
    return " ".join(part for part in (entry.glyph, entry.text, *remarks(entry)) if part)


def remarks(entry: Entry) -> Iterator[str]:
    """Yield what stands behind an entry's text: who, what it is, what was left out, and its id."""
    if entry.role is Role.UNSTATED:
        yield "(unstated)"
    if entry.role is Role.EXAMPLE:
        yield "(example)"
    if entry.who and entry.role is not Role.CONCESSION:
        yield f" {entry.who}"
    if entry.agreed:
        yield f" = accepted by {' and '.join(entry.agreed)}"
    if entry.told:
        yield " (see above)"
    if entry.hidden:
        yield f" (… {entry.hidden} more not shown)"
    if entry.id and entry.role is not Role.CONCESSION and entry.role is not Role.STEP:
        yield f" [{entry.id}]"


def _plain(entry: Entry) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "role": str(entry.role),
        "text": entry.text,
        "id": entry.id,
        "kind": entry.kind,
        "side": entry.glyph,
    }
    fields |= {"who": entry.who, "agreed": list(entry.agreed), "told": entry.told, "hidden": entry.hidden}
    kept = {name: value for name, value in fields.items() if value}
    return {**kept, "children": [_plain(child) for child in entry.children]} if entry.children else kept


def _drawn(entry: Entry, first: str, rest: str) -> Iterator[str]:
    yield first + caption(entry)
    for index, child in enumerate(entry.children):
        last = index == len(entry.children) - 1
        yield from _drawn(child, rest + ("└── " if last else "├── "), rest + ("    " if last else "│   "))
