"""Plain scalars of the YAML 1.2 core schema: `no` is a word, `1e3` a number.

Source:
    YAML 1.2.2, section 10.3.2, tag resolution of the core schema.
"""

from __future__ import annotations

import re

MOST_DIGITS = 400
"""Digits from which a whole number is read as a float (and so as infinite): it is a slip or an attack."""

NULL = re.compile(r"~|null|Null|NULL|")
BOOLEAN = re.compile(r"true|True|TRUE|false|False|FALSE")
INTEGER = re.compile(
    rf"[-+]?[0-9]{{1,{MOST_DIGITS}}}|0o[0-7]{{1,{MOST_DIGITS}}}|0x[0-9a-fA-F]{{1,{MOST_DIGITS}}}"
)
FLOAT = re.compile(
    r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
)
FIRST = frozenset("~nNtTfF0123456789+-.")
"""Characters that a plain scalar must begin with to be anything but text."""


def plain_scalar(text: str) -> str | int | float | bool | None:
    """Return the value of an unquoted, untagged scalar.

    Example:
        >>> [plain_scalar(text) for text in ("no", "null", "0x10", "1e3", "2026-11-22")]
        ['no', None, 16, 1000.0, '2026-11-22']
    """
    if text and text[0] not in FIRST:
        return text
    if NULL.fullmatch(text):
        return None
    if BOOLEAN.fullmatch(text):
        return text.lower() == "true"
    if INTEGER.fullmatch(text):
        return int(text, 0) if text.startswith(("0o", "0x")) else int(text)
    if FLOAT.fullmatch(text):
        return float(text.lower().replace(".inf", "inf").replace(".nan", "nan"))
    return text
