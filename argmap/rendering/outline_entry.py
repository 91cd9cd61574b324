"""One line of an outline with the lines under it: what the writers of trees, pages and tables read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from argmap.model.annotations import Label


class Role(StrEnum):
    """What an entry is."""

    ISSUE = "issue"
    THESIS = "thesis"
    CLAIM = "claim"
    IMPLICIT = "implicit"
    META = "meta"
    EXAMPLE = "example"
    RELATION = "relation"
    CONCESSION = "concession"
    QUESTION = "question"
    REMARK = "remark"


@dataclass(frozen=True, slots=True)
class OutlineNode:
    """One line of an outline with the lines under it.

    A relation has its word as text and `kind` names what it does; its children are its premises, then the relations
    that undercut it. A node that was shown before is shown again without its reasons, with `repeated` set. `status`,
    `strength` and `note` are what an analysis says of it, `measured` what an experiment measured, `charges` which rules
    for discussion annotators see broken. `held` says who holds a claim at the end, `senses` what its terms mean, `outcome`
    how the discussion of an issue ended or that a thesis was chosen, `exclusion` whether answers exclude each other.
    `weightless` marks a reason or objection that carries no weight.
    """

    role: Role
    text: str
    id: str = ""
    kind: str = ""
    side: int | None = None
    glyph: str = ""
    who: str = ""
    repeated: bool = False
    hidden: int = 0
    agreed: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    status: Label | None = None
    strength: float | None = None
    note: str = ""
    measured: str = ""
    charges: tuple[str, ...] = ()
    held: str = ""
    senses: tuple[str, ...] = ()
    outcome: str = ""
    exclusion: str = ""
    weightless: bool = False
    children: tuple[OutlineNode, ...] = ()

    def walk(self) -> Iterator[tuple[int, OutlineNode]]:
        """Yield this entry and all below it with their depth, in reading order."""
        # A stack instead of recursion: arguments can be deeper than Python's own stack.
        todo = [(0, self)]
        while todo:
            depth, entry = todo.pop()
            yield depth, entry
            todo.extend((depth + 1, child) for child in reversed(entry.children))


def grown(lines: Iterable[tuple[int, OutlineNode]]) -> tuple[OutlineNode, ...]:
    """Return the trees whose walk gives these lines.

    Args:
        lines: pairs of a depth, which begins at 0, and an entry of its own, in reading order. It gets its children.
    """
    waiting: dict[int, list[OutlineNode]] = {}
    for depth, entry in reversed(tuple(lines)):
        if below := waiting.pop(depth + 1, ()):
            # Nobody has seen the entry yet: one more of twenty fields would take longer than all else here.
            object.__setattr__(entry, "children", (*reversed(below), *entry.children))
        waiting.setdefault(depth, []).append(entry)
    return tuple(reversed(waiting.get(0, [])))
