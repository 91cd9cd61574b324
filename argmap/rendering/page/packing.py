"""Plain data written short: repeated texts, and the names of the parts of records, are given once.

`data.js` reads it in the page; `unpacked` is the same in Python, for programs that look into a page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

NUMBERS, LIST, NUMBER = -1, -2, -3
"""How a list begins that is no record: whole numbers as they are, values of which a number comes first, one other number."""

SHORT = 2
"""Texts below this length are written as they are."""


def packed(value: Any) -> list[Any]:
    """Return plain data in the short form: the repeated texts, the names of the parts of every kind of record, the data.

    In the data, a number from 0 on stands for a repeated text and one below 0 for a whole number: -1 for 0, -2 for 1.
    A list that begins with the number of a kind of record is a record with its values in order, one that begins with no
    number has values.

    Args:
        value: texts, numbers, true, false, None, and lists and mappings (whose keys are texts) of them.

    Example:
        >>> packed([{"id": "ann", "age": 3}, {"id": "ann", "age": 4}])
        [['ann'], [['id', 'age']], [[0, 0, -4], [0, 0, -5]]]
    """
    counts: Counter[str] = Counter()
    kinds: Counter[tuple[str, ...]] = Counter()
    for part in _parts(value):
        if isinstance(part, str):
            counts[part] += 1
        else:
            kinds[tuple(part)] += 1
    counts.update(name for kind in kinds for name in kind)
    texts = [text for text, count in counts.most_common() if count > 1 and len(text) >= SHORT]
    numbers = {text: number for number, text in enumerate(texts)}
    order = {kind: number for number, (kind, _) in enumerate(kinds.most_common())}

    def short(value: Any) -> Any:
        if isinstance(value, str):
            return numbers.get(value, value)
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, (int, float)):
            return -1 - value if isinstance(value, int) and value >= 0 else [NUMBER, value]
        if isinstance(value, Mapping):
            return [order[tuple(value)], *map(short, value.values())]
        if value and all(map(_is_number, value)):
            return [NUMBERS, *value]
        parts = [*map(short, value)]
        return [LIST, *parts] if parts and _is_number(parts[0]) else parts

    return [texts, [[numbers.get(name, name) for name in kind] for kind in order], short(value)]


def unpacked(form: Sequence[Any]) -> Any:
    """Return the data that `packed` wrote; tuples have become lists.

    Args:
        form: what `packed` returns, also after a way through JSON.

    Example:
        >>> unpacked([["ann"], [["id", "age"]], [[0, 0, -4], [0, 0, -5]]])
        [{'id': 'ann', 'age': 3}, {'id': 'ann', 'age': 4}]
    """
    texts, kinds, data = form
    names = [[name if isinstance(name, str) else texts[name] for name in kind] for kind in kinds]

    def whole(value: Any) -> Any:
        if _is_number(value):
            return texts[value] if value >= 0 else -1 - value
        if not isinstance(value, list):
            return value
        if not value or not _is_number(value[0]):
            return [*map(whole, value)]
        kind, *rest = value
        if kind == NUMBERS:
            return rest
        if kind == NUMBER:
            return rest[0]
        parts = [*map(whole, rest)]
        return parts if kind == LIST else dict(zip(names[kind], parts, strict=True))

    return whole(data)


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _parts(value: Any) -> Iterator[Any]:
    """Yield every text and every mapping in some data, in the order in which they stand there."""
    todo = [value]
    while todo:
        part = todo.pop()
        if isinstance(part, Mapping):
            yield part
            todo.extend(reversed([*part.values()]))
        elif isinstance(part, str):
            yield part
        elif isinstance(part, Sequence):
            todo.extend(reversed(part))
