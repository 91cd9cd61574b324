"""Ids of the parts of a map: made from the first words of texts, so that they say what a text said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

LISTS = {"issues": "i", "claims": "c", "examples": "e", "relations": "r", "questions": "q"}
"""Lists of a map whose items have ids, and the letter that new ids begin with."""
REFERENCES = frozenset(
    [
        "about",
        "answers",
        "claim",
        "id",
        "if",
        "in",
        "out",
        "parent",
        "premises",
        "relation",
        "target",
        "thesis",
        "undecided",
    ]
)
"""Keys whose values are ids of parts of the map; `if`, a condition, may be one."""


def renamed(data: Mapping[str, Any], says_words: Callable[[str], bool]) -> dict[str, Any]:
    """Return a map, as plain data, with numbers for ids that say words.

    Args:
        data: the map, without its thread.
        says_words: whether an id must go.
    """
    old = [(letter, item["id"]) for key, letter in LISTS.items() for item in data.get(key, ())]
    kept = {id for _, id in old if not says_words(id)}
    new: dict[str, str] = {}
    numbers = dict.fromkeys(LISTS.values(), 0)
    for letter, id in old:
        if id in kept or id in new:
            continue
        while True:
            numbers[letter] += 1
            name = f"{letter}{numbers[letter]}"
            if name not in kept:
                break
        new[id] = name
    parts = {key: _with(value, key, new) for key, value in data.items() if key in LISTS or key in OTHERS}
    return {**data, **parts}


OTHERS = frozenset({"commitments", "breaches", "expect"})


def _with(value: Any, key: str, new: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return new.get(value, value) if key in REFERENCES else value
    if isinstance(value, Mapping):
        return {inner: _with(part, inner, new) for inner, part in value.items()}
    if isinstance(value, list | tuple):
        return [_with(item, key, new) for item in value]
    return value
