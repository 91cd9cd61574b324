"""Words of sources in the form that threads need: titles and names on one line, ids, texts without control characters."""

from __future__ import annotations

from collections.abc import Iterable

from argmap.importers.protocol import RawPost
from argmap.model.source_text import LEFT_OUT, LONGEST_ID, clean, short_digest, slug, verbatim

__all__ = ["LEFT_OUT", "LONGEST_ID", "clean", "first_words", "short_digest", "slug", "verbatim"]

LONGEST_NAME = 200
LONGEST_TITLE = 300
LONGEST_FIRST_WORDS = 60


def first_words(posts: Iterable[RawPost]) -> str:
    """Return the first line of the first post that has words, to name a discussion without a title; "" if there is none."""
    lines = (line.strip(" #>*-") for post in posts for line in post.text.split("\n"))
    return clean(next(filter(None, lines), ""), LONGEST_FIRST_WORDS)
