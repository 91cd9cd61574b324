"""Texts on their way out: one line, and nothing that a format cannot hold."""

from __future__ import annotations

import re

FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (section 2.2) has no way to write."""


def line(text: str) -> str:
    """Return a text as one line, without characters that XML cannot hold.

    Example:
        >>> line("one" + chr(10) + " two" + chr(0))
        'one two'
    """
    return " ".join(FORBIDDEN.sub("", text).split())


def number(value: float) -> str:
    """Return a number with up to six significant digits."""
    return f"{value:.6g}"


FORMULA = ("=", "+", "-", "@", "|", "%")


def cell(text: str) -> str:
    """Return a text that a spreadsheet does not take for a formula.

    Source:
        OWASP, "CSV Injection".
    """
    return f"'{text}" if text.lstrip().startswith(FORMULA) else text
