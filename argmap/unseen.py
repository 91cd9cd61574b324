"""Characters that no reader sees and that do something: they control terminals, and turn the direction of writing.

Whatever shows users' texts takes them from here, so that one character is not harmless in one place and alive in another.

Source:
    Boucher and Anderson, Trojan Source (2021), section 3, for the direction of writing; ECMA-48 for terminals.
"""

from __future__ import annotations

import re
from unicodedata import category

JOINERS = "\u200c\u200d"
"""Zero-width non-joiner and joiner: letters of Persian, Hindi and other scripts, and signs of several parts."""

ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")
"""What acts where text is written: all controls but the tab and the end of a line."""


def visible(text: str) -> str:
    """Return a text in which characters that no reader sees are written out, so that none of them does anything.

    Spaces of any kind become spaces; joiners of letters stay, because names in some scripts need them.

    Example:
        >>> visible("Ada" + chr(10) + "100%" + chr(27) + "[2J" + chr(0x202E))
        'Ada\\\\n100%\\\\x1b[2J\\\\u202e'
    """
    return text if text.isprintable() else "".join(map(_seen, text))


def in_columns(line: str) -> str:
    """Return a line in which each character that no reader sees has one column, so that a mark below it stands right.

    Example:
        >>> in_columns("a" + chr(9) + "b" + chr(27))
        'a b\N{REPLACEMENT CHARACTER}'
    """
    return "".join(c if c.isprintable() else " " if c == "\t" else "\N{REPLACEMENT CHARACTER}" for c in line)


def spelled(sign: str) -> str:
    """Return a character as an escape, such as `\\x1b`."""
    return sign.encode("unicode_escape").decode("ascii")


def _seen(sign: str) -> str:
    if sign.isprintable() or sign in JOINERS:
        return sign
    return " " if category(sign) == "Zs" else spelled(sign)
