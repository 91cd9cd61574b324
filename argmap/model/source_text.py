"""Texts of other places in the form that documents need: names on one line, ids, words without control characters."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256

from argmap.model.base import UNPRINTABLE

LEFT_OUT = re.compile(f"{UNPRINTABLE.pattern[:-1]}\ud800-\udfff]")
"""Characters that no text file holds; half of a surrogate pair is one, the whole pair is a character of its own."""

WORD = re.compile(r"[a-z0-9]+")
LONGEST_ID = 64


def clean(text: str, longest: int) -> str:
    """Return a text as one line without control characters, of at most so many characters."""
    folded = " ".join(LEFT_OUT.sub(" ", text).split())
    return folded if len(folded) <= longest else f"{folded[: longest - 1]}…"


def slug(text: str) -> str:
    """Return a text as an id: ASCII letters and digits joined by hyphens, at most 64 characters; perhaps empty.

    Example:
        >>> slug("Jürgen S. <x@y.org>")
        'jurgen-s-x-y-org'
    """
    plain = (
        text.lower()
        if text.isascii()
        else unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    )
    joined = "-".join(WORD.findall(plain))
    if len(joined) <= LONGEST_ID:
        return joined
    return f"{joined[: LONGEST_ID - 9].rstrip('-')}-{short_digest(text)}"


def short_digest(text: str) -> str:
    """Return eight hexadecimal digits that tell a text from others."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def verbatim(text: str) -> str:
    """Return a text with one kind of line end and without control characters and empty lines around it."""
    return LEFT_OUT.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip("\n")
