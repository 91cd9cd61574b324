"""Plain data written short: repeated texts, repeated phrases, and the names of the parts of records, are given once.

`data.js` reads it in the page; `unpacked` is the same in Python, for programs that look into a page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

NUMBERS, LIST, NUMBER = -1, -2, -3
"""How a list begins that is no record: whole numbers as they are, values of which a number comes first, one other number."""

SHORT = 2
"""Texts below this length are written as they are."""

SIGNS = "~^|`$@{}%\x7f" + "".join(map(chr, range(0xA1, 0x300)))
"""Signs that may stand for a phrase, where no text has them: those of one byte first."""

ROUNDS, PHRASES, PIECES, SAMPLE = 8, 60, 3, 60_000
"""So many times, with signs of the times before in them, at most so many phrases, of so many pieces; they are looked for in so many
characters at the start of the data."""

PRIVATE = range(0xE000, 0xF8FF)
"""Characters that mean nothing (Unicode, section 23.5)."""

PIECE = re.compile(r"[^\W_]{1,4}[^\w~^|`$@{}%\x7f]*|[^\w\s]\s*")
"""Up to four letters of a word, or a sign, with what comes before the next of them."""


def packed(value: Any) -> list[Any]:
    """Return plain data in the short form: repeated texts, names of the parts of records, the data, and repeated phrases.

    In the texts and the data a sign stands for each phrase: the phrase comes after its sign.

    In the data, a number from 0 on stands for a repeated text and one below 0 for a whole number: -1 for 0, -2 for 1.
    A list that begins with the number of a kind of record is a record with its values in order, one that begins with no
    number has values.

    Args:
        value: texts, numbers, true, false, None, and lists and mappings (whose keys are texts) of them.

    Example:
        >>> packed([{"id": "ann", "age": 3}, {"id": "ann", "age": 4}])
        [['ann'], [['id', 'age']], [[0, 0, -4], [0, 0, -5]], []]
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

    single = (text for text, count in counts.items() if count == 1 or len(text) < SHORT)
    brief, phrases = _with_signs([*texts, *single])

    def short(value: Any) -> Any:
        if isinstance(value, str):
            return numbers[value] if value in numbers else brief[value]
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

    names = [[numbers.get(name, brief[name]) for name in kind] for kind in order]
    return [[brief[text] for text in texts], names, short(value), [sign + phrase for sign, phrase in phrases]]


def unpacked(form: Sequence[Any]) -> Any:
    """Return the data that `packed` wrote; tuples have become lists.

    Args:
        form: what `packed` returns, also after a way through JSON.

    Example:
        >>> unpacked([["ann"], [["id", "age"]], [[0, 0, -4], [0, 0, -5]], []])
        [{'id': 'ann', 'age': 3}, {'id': 'ann', 'age': 4}]
    """
    briefs, kinds, data, phrases = form
    meant: dict[int, str] = {}
    for phrase in phrases:
        meant[ord(phrase[0])] = phrase[1:].translate(meant)
    texts = [text.translate(meant) for text in briefs]
    names = [
        [name.translate(meant) if isinstance(name, str) else texts[name] for name in kind] for kind in kinds
    ]

    def whole(value: Any) -> Any:  # noqa: PLR0911 (a case for each form)
        if _is_number(value):
            return texts[value] if value >= 0 else -1 - value
        if isinstance(value, str):
            return value.translate(meant)
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


def _with_signs(texts: Sequence[str]) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Return each text with signs in it, and what they stand for; a phrase may have signs of those before it."""
    if not texts:
        return {}, []
    signs = set().union(*texts)
    free = [sign for sign in SIGNS if sign not in signs]
    # All texts are one for the time of the work, with something between them that no text has, and so no phrase.
    between = next(chr(code) for code in PRIVATE if chr(code) not in signs)
    joined = between.join(texts)
    phrases: list[tuple[str, str]] = []
    for _ in range(ROUNDS):
        fresh = _phrases(joined.split(between), free)
        for sign, phrase in fresh:
            joined = joined.replace(phrase, sign)
        signs = set(joined)
        free = [sign for sign in free if sign not in signs]
        phrases += [(sign, phrase) for sign, phrase in fresh if sign in signs]
    return dict(zip(texts, joined.split(between), strict=True)), phrases


def _phrases(texts: Sequence[str], free: Sequence[str]) -> list[tuple[str, str]]:
    """Return the phrases whose signs save most, each with its sign; none of them is a part of another."""
    counts = Counter(_runs(texts))

    def saved(phrase: str) -> int:
        return (counts[phrase] - 1) * (len(phrase) - 2) - 6

    chosen: list[str] = []
    worth = (phrase for phrase, times in counts.items() if times > 1 and saved(phrase) > 0)
    for phrase in sorted(worth, key=lambda phrase: (-saved(phrase), phrase)):
        if len(chosen) == min(PHRASES, len(free)):
            break
        if not any(phrase in other or other in phrase for other in chosen):
            chosen.append(phrase)
    by_use = sorted(chosen, key=lambda phrase: (-counts[phrase], phrase))
    return [*zip(free, by_use, strict=False)]


def _runs(texts: Iterable[str]) -> Iterator[str]:
    """Yield every run of a few words of the first texts, with what stands between them and after them."""
    left = SAMPLE
    for text in texts:
        words = [match.span() for match in PIECE.finditer(text)]
        for first, (start, _) in enumerate(words):
            for _, end in words[first : first + PIECES]:
                yield text[start:end]
        left -= len(text)
        if left < 0:
            return


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
