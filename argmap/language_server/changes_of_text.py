"""The changes that make one text of another, as an editor makes them: each a stretch and what stands there then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True)
class Replacement:
    """A stretch of a text, by offsets in code points (end excluded), and what takes its place."""

    start: int
    end: int
    text: str


def replacements(before: str, after: str) -> tuple[Replacement, ...]:
    """Return changes that make `after` of `before`, in their order: whole lines are compared, then their ends.

    Example:
        >>> replacements("a: 1\\nb: 2\\nc: 3\\n", "a: 1\\nb: 20\\nc: 3\\n")
        (Replacement(start=9, end=9, text='0'),)
    """
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    old_part, new_part = old[head : len(old) - tail], new[head : len(new) - tail]
    starts = [sum(map(len, old[:head]))]
    for line in old_part:
        starts.append(starts[-1] + len(line))
    return tuple(_compared(starts, old_part, new_part))


def _compared(starts: list[int], old: list[str], new: list[str]) -> Iterator[Replacement]:
    for kind, first, last, begin, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        gone, come = "".join(old[first:last]), "".join(new[begin:end])
        head = _common(gone, come)
        tail = _common(gone[head:][::-1], come[head:][::-1])
        start = starts[first]
        yield Replacement(start + head, start + len(gone) - tail, come[head : len(come) - tail])


def replaced(text: str, changes: tuple[Replacement, ...]) -> str:
    """Return a text with changes made that do not meet, as an editor makes them: by the places before any of them."""
    for change in sorted(changes, key=lambda change: change.start, reverse=True):
        text = text[: change.start] + change.text + text[change.end :]
    return text


def _common(one: list[str] | str, other: list[str] | str) -> int:
    """Return how many items two sequences have in common at their beginning."""
    shorter = min(len(one), len(other))
    return next((number for number in range(shorter) if one[number] != other[number]), shorter)
