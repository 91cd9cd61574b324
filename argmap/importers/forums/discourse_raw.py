"""Discourse's `/raw/ID`: a topic as its authors typed it, with a line above and a line below each post."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

HEAD = re.compile(
    r"(?:\A\s*+|^-{25}\s*+(?<=\n))(?P<username>[\w.-]+) \| (?P<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d (?:UTC|[+-]\d{4})) \| #(?P<number>\d+)\n",
    re.MULTILINE,
)
"""Of the method `markdown_num` in Discourse's posts controller; the time is that of the last edit."""

FOOT = re.compile(r"\n-{25}\s*+\Z")


def is_raw(head: str) -> bool:
    """Return whether a text begins like a topic of `/raw/ID`."""
    return HEAD.match(head.lstrip("\ufeff")) is not None


def raw_posts(text: str) -> Iterator[dict[str, Any]]:
    """Yield the posts of a topic with the fields that the JSON of a post has.

    The numbers of the posts rise, so what looks like the head of a post within one is told from the next head.
    """
    heads, last = [], 0
    for match in HEAD.finditer(text.lstrip("\ufeff")):
        if int(match["number"]) > last:
            heads.append(match)
            last = int(match["number"])
    for match, following in zip(heads, [*heads[1:], None], strict=True):
        body = match.string[match.end() : following.start() if following else None]
        yield {
            "username": match["username"],
            "updated_at": match["time"],
            "post_number": int(match["number"]),
            "raw": FOOT.sub("", body) if following is None else body,
        }
