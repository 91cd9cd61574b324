"""The texts of a map that people wrote, all others being ids, numbers and words of a fixed list."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from argmap.location import Path

TEXT_KEYS = frozenset(
    [
        "authors",
        "if",
        "label",
        "name",
        "note",
        "question",
        "sense",
        "term",
        "text",
        "title",
        "venue",
        "where",
        "why",
    ]
)
ID_KEYS = frozenset({("relations", "question")})
"""Keys of a list that hold an id, although the same key holds a text elsewhere."""


def written_texts(data: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """Yield the texts that people wrote into a map, with their paths.

    The thread, the words of quotes and the names of annotators are left out.

    Args:
        data: the map as plain data.

    Example:
        >>> map = {"title": "M", "claims": [{"id": "c", "text": "It rains."}], "relations": [{"question": "q-1"}]}
        >>> [*written_texts(map)]
        [(('title',), 'M'), (('claims', 0, 'text'), 'It rains.')]
    """
    texts: list[tuple[Path, str]] = []

    def keep(path: Path, text: str) -> str:
        texts.append((path, text))
        return text

    reworded({key: value for key, value in data.items() if key != "thread"}, keep)
    yield from texts


def reworded(data: Mapping[str, Any], change: Callable[[Path, str], str | None]) -> dict[str, Any]:
    """Return plain data with every text that people wrote changed.

    Args:
        data: a map or a part of one, as plain data.
        change: returns the new text for a path and a text; None to leave the key out.
    """
    return dict(_pairs(data, (), change))


def _pairs(
    data: Mapping[str, Any], path: Path, change: Callable[[Path, str], str | None]
) -> Iterator[tuple[str, Any]]:
    for key, value in data.items():
        new = _changed(value, (*path, key), change)
        if new is not None or value is None:
            yield key, new


def _changed(value: Any, path: Path, change: Callable[[Path, str], str | None]) -> Any:
    if path[0] == "annotators":  # who they are is what they want known
        return value
    if isinstance(value, str):
        is_text = path[-1] in TEXT_KEYS and (path[0], path[-1]) not in ID_KEYS
        return change(path, value) if is_text else value
    if isinstance(value, Mapping):
        return dict(_pairs(value, path, change))
    if isinstance(value, list | tuple):
        return [_changed(item, (*path, number), change) for number, item in enumerate(value)]
    return value
