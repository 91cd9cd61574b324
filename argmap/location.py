"""Where something stands: a file with line and column, or a path inside a document in memory."""

from __future__ import annotations

from dataclasses import dataclass

from argmap.unseen import visible

Path = tuple[str | int, ...]
"""Keys and indices from the top of a document down to one value, such as `("claims", 3, "text")`."""

SortKey = tuple[str, int, int, tuple[tuple[int, str], ...]]


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file (1-based line and column), or only in a document when no file is known.

    Example:
        >>> str(Location(file="map.yaml", line=41, column=7))
        'map.yaml:41:7'
        >>> str(Location(path=("claims", 3, "text")))
        'claims[3].text'
    """

    file: str | None = None
    line: int | None = None
    column: int | None = None
    path: Path = ()

    def __str__(self) -> str:
        if self.file is None:
            return dotted(self.path) or "document"
        numbers = (str(number) for number in (self.line, self.column) if number is not None)
        return ":".join((visible(self.file), *numbers))

    def sort_key(self) -> SortKey:
        """Return a key that orders locations as a reader meets them: items of a list by number, keys by name."""
        steps = ((step, "") if isinstance(step, int) else (-1, step) for step in self.path)
        return (self.file or "", self.line or 0, self.column or 0, tuple(steps))


def dotted(path: Path) -> str:
    """Return `path` as people write it.

    Example:
        >>> dotted(("claims", 3, "quotes", 0, "exact"))
        'claims[3].quotes[0].exact'
    """
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return text.removeprefix(".")
