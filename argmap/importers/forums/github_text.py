"""The words of a post on GitHub: what readers see of its Markdown, and which comment it quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from argmap.importers.protocol import RawPost

UNSEEN = re.compile(
    r"(?P<code>^(?P<fence>`{3,}|~{3,}).*?(?:^(?P=fence)[`~]*[ \t]*$|\Z)|`[^`\n]+`)"
    r"|(?P<comment>(?P<alone>^[ \t]*)?<!--.*?(?:-->|(?P<open>\Z))(?(alone)(?:[ \t]*(?:\n|\Z)){0,2}))",
    re.DOTALL | re.MULTILINE,
)
"""Code, in which everything is seen, or a comment of HTML, as templates of issues have them."""

LEAST_QUOTED = 12
"""Shorter quotations ("Yes.") occur in too many comments to say which is answered."""


def shown(body: str) -> str:
    """Return Markdown without the comments of HTML that nobody sees; all else is word for word.

    Example:
        >>> shown("### What happened?\\n\\n<!-- Tell us. -->\\n\\nIt rings `<!-- x -->`.")
        '### What happened?\\n\\nIt rings `<!-- x -->`.'
    """
    text = body.replace("\r\n", "\n").replace("\r", "\n")
    return UNSEEN.sub(lambda match: match[0] if match["open"] is not None else match["code"] or "", text)


def quoted(text: str) -> str:
    """Return the words that a comment quotes at its beginning, or ""."""
    lines = text.lstrip("\n").split("\n")
    last = next((n for n, line in enumerate(lines) if not line.startswith(">")), len(lines))
    return folded("\n".join(line.lstrip("> ") for line in lines[:last]))


def folded(text: str) -> str:
    """Return a text with its white space folded."""
    return " ".join(text.split())


def answered_by_quoting(post: RawPost, earlier: Sequence[tuple[RawPost, str]]) -> str | None:
    """Return the key of the last earlier post that has the words that a post quotes at its beginning.

    Args:
        post: A comment.
        earlier: The posts above it, each with its own words, folded.
    """
    words = quoted(post.text)
    if len(words) < LEAST_QUOTED:
        return None
    return next((other.key for other, own in reversed(earlier) if words in own), None)


def own_words(text: str) -> str:
    """Return what a post says itself, without the lines that it quotes, folded."""
    return folded("\n".join(line for line in text.split("\n") if not line.startswith(">")))
