"""Outlines as text: a drawn tree, and tab-separated lines for other programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from argmap.language import ENGLISH, Language, message
from argmap.model.annotations import Label
from argmap.rendering.marks import SIGNS, bar
from argmap.rendering.outline_entry import OutlineNode, Role

DEEPEST = 40
"""Levels by which lines are indented; below, the text would be wider than it is long."""

ROLES = {
    Role.IMPLICIT: message("implicit premise"),
    Role.EXAMPLE: message("example"),
    Role.META: message("about the discussion"),
}
"""What is said of entries whose kind their sign does not tell."""

LINE_FIELDS = ("depth", "role", "kind", "id", "side", "who", "text")


def tree_text(entries: Iterable[OutlineNode], language: Language = ENGLISH) -> str:
    """Return the outline as a tree drawn with box characters, one entry a line.

    Below 40 levels it grows no wider; deeper lines say their level.

    Args:
        entries: the tops of the outline.
        language: the language of the words around those of the entries.
    """
    return "".join(f"{line}\n" for entry in entries for line in _drawn(entry, language))


def tab_lines(entries: Iterable[OutlineNode]) -> str:
    """Return the outline as lines of tab-separated fields: depth, role, kind, id, side, who, text.

    `side` is the glyph; a relation has its word as text; tabs and line ends inside texts become spaces. Where they
    are shown, label, strength and what was measured follow.
    """
    lines = [(depth, e) for entry in entries for depth, e in entry.walk()]
    rows = [(str(depth), e.role, e.kind, e.id, e.glyph, e.who, e.text) for depth, e in lines]
    if any(e.status is not None for _, e in lines):
        rows = [(*row, e.status or "") for row, (_, e) in zip(rows, lines, strict=True)]  # type: ignore[misc]
    if any(e.strength is not None for _, e in lines):
        strengths = ("" if e.strength is None else f"{e.strength:.4f}" for _, e in lines)
        rows = [(*row, strength) for row, strength in zip(rows, strengths, strict=True)]  # type: ignore[misc]
    if any(e.measured for _, e in lines):
        rows = [(*row, e.measured) for row, (_, e) in zip(rows, lines, strict=True)]  # type: ignore[misc]
    return "".join("\t".join(" ".join(field.split()) for field in row) + "\n" for row in rows)


def json_text(entries: Iterable[OutlineNode]) -> str:
    """Return the outline as JSON: a list of entries with `role`, `text`, `id`, `side`, `who` and `children`."""
    tops = tuple(entries)
    return "".join(_written(tops)) + "\n" if tops else "[]\n"


def caption(entry: OutlineNode, language: Language = ENGLISH) -> str:
    """Return the line for one entry, as plain text."""
    parts = (sign(entry), entry.glyph, entry.text, *remarks(entry, language))
    return " ".join(part for part in parts if part)


def sign(entry: OutlineNode) -> str:
    """Return the mark for the status of an entry, if there is one to show."""
    if entry.status is None or (_is_plain_relation(entry) and entry.status is Label.IN):
        return ""
    return SIGNS[entry.status]


def _is_plain_relation(entry: OutlineNode) -> bool:
    """Return whether this is a relation of an outline: only the unusual is said about it, that it fails or is weak."""
    return entry.role is Role.RELATION and not entry.note


def remarks(entry: OutlineNode, language: Language = ENGLISH) -> Iterator[str]:
    """Yield what comes after the text of an entry: who, what it is, what was left out, and its id."""
    yield from _kinds(entry, language)
    if entry.who and entry.role is not Role.CONCESSION:
        who = language.say("named by {people}", people=entry.who)
        yield f" {who if entry.role is Role.EXAMPLE else entry.who}"
    if entry.held:
        yield f" – {entry.held}"
    if entry.outcome:
        yield f" = {entry.outcome}"
    yield from (f" ⚑ {charge}" for charge in entry.charges)
    yield from _results(entry)
    if entry.repeated:
        yield language.say(" (see above)")
    if entry.hidden:
        yield language.say(" (… {count} more not shown)", count=entry.hidden)
    if entry.id and entry.role not in {Role.CONCESSION, Role.RELATION}:
        yield f" [{entry.id}]"


def _kinds(entry: OutlineNode, language: Language) -> Iterator[str]:
    """Yield what an entry is and what its terms mean, in brackets."""
    if entry.role in ROLES:
        yield f"({language.translated(ROLES[entry.role])})"
    if entry.weightless:
        yield language.say("(carries no weight)")
    if entry.exclusion:
        yield f"({entry.exclusion})"
    yield from (f"({sense})" for sense in entry.senses)


def _results(entry: OutlineNode) -> Iterator[str]:
    """Yield the results of analyses and experiments."""
    if entry.strength is not None and not (_is_plain_relation(entry) and entry.strength == 1):
        yield f" {bar(entry.strength)}"
    yield from (f" – {result}" for result in (entry.note, entry.measured) if result)


def level_mark(depth: int, deepest: int = DEEPEST, language: Language = ENGLISH) -> str:
    """Return what comes before an entry that is too deep for its indentation to show how deep it is."""
    return language.say("(level {depth}) ", depth=depth) if depth > deepest else ""


def _drawn(entry: OutlineNode, language: Language) -> Iterator[str]:
    todo = [(0, entry, "", "")]
    while todo:
        depth, shown, first, rest = todo.pop()
        yield f"{first}{level_mark(depth, language=language)}{caption(shown, language)}"
        deeper = depth < DEEPEST
        for index, child in enumerate(reversed(shown.children)):
            branch, guide = ("├── ", "│   ") if index else ("└── ", "    ")
            todo.append((depth + 1, child, rest + branch, rest + guide if deeper else rest))


def _written(entries: tuple[OutlineNode, ...]) -> Iterator[str]:
    """Yield the outline as `json.dumps` with an indent of 2 writes it, without its recursion."""
    todo: list[str | tuple[int, OutlineNode]] = ["\n]", *_listed(0, entries), "[\n"]
    while todo:
        part = todo.pop()
        if isinstance(part, str):
            yield part
            continue
        depth, entry = part
        pad = "  " + "    " * min(depth, DEEPEST)
        fields = json.dumps(_plain(entry), indent=2, ensure_ascii=False).removesuffix("\n}")
        yield pad + fields.replace("\n", f"\n{pad}")
        todo.append(f"\n{pad}}}")
        if entry.children:
            todo += [f"\n{pad}  ]", *_listed(depth + 1, entry.children), f',\n{pad}  "children": [\n']


def _listed(depth: int, entries: tuple[OutlineNode, ...]) -> list[str | tuple[int, OutlineNode]]:
    """Return the items of a JSON list, last first, with commas between them."""
    items: list[str | tuple[int, OutlineNode]] = []
    for entry in reversed(entries):
        items += [",\n", (depth, entry)] if items else [(depth, entry)]
    return items


def _plain(entry: OutlineNode) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "role": str(entry.role),
        "text": entry.text,
        "id": entry.id,
        "kind": entry.kind,
        "side": entry.glyph,
    }
    fields |= {
        "status": entry.status and str(entry.status),
        "strength": entry.strength,
        "note": entry.note,
        "measured": entry.measured,
        "who": entry.who,
        "held": entry.held,
        "senses": list(entry.senses),
        "outcome": entry.outcome,
        "exclusion": entry.exclusion,
        "weightless": entry.weightless,
        "agreed": list(entry.agreed),
        "doubts": list(entry.doubts),
        "charges": list(entry.charges),
        "repeated": entry.repeated,
        "hidden": entry.hidden,
    }
    return {name: value for name, value in fields.items() if value or (value == 0.0 and name == "strength")}
