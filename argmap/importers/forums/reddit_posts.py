"""A record of Reddit as a post: its words, what it answers, and what became of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from argmap.importers.forums.records import (
    counted,
    edited_note,
    gone_by,
    identity,
    inner,
    moment,
    paragraphs,
    records_in,
    words,
)
from argmap.importers.ids import NO_ID, made_key
from argmap.importers.protocol import RawPost
from argmap.model.posts import Gone

ADDRESS = "https://www.reddit.com"
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
NOBODY = frozenset({"", "[deleted]", "[removed]", "[unavailable]", "None"})
NOT_ESCAPED = re.compile(r"[<>]|&(?!amp;|lt;|gt;)")


@dataclass(frozen=True, slots=True)
class Escapes:
    """How the texts of each file are read: Reddit writes &, < and > as &amp;, &lt; and &gt;, but not with raw_json=1.

    A file in which one of them stands for itself is not escaped, and "&lt;" is what an author typed.
    """

    verbatim: frozenset[int]

    @classmethod
    def of(cls, records: Iterable[tuple[int, dict[str, Any]]]) -> Escapes:
        """Return how the files are read that hold records, each given with the number of its file."""
        texts = (
            (file, words(data.get(key))) for file, data in records for key in ("title", "selftext", "body")
        )
        return cls(frozenset(file for file, text in texts if NOT_ESCAPED.search(text)))

    def of_file(self, number: int) -> Callable[[str], str]:
        """Return the function that gives the words of a text in a file."""
        return str if number in self.verbatim else unescaped


def unescaped(text: str) -> str:
    """Return a text without Reddit's escapes, each undone once.

    Example:
        >>> unescaped("1 &lt; 2 &amp;amp; 3")
        '1 < 2 &amp; 3'
    """
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def base36(value: Any) -> str | None:
    """Return an id as Reddit writes it; some dumps have its number in base 10.

    Example:
        >>> base36(1211519379), base36("t3_aa1"), base36(None)
        ('k1b2c3', 't3_aa1', None)
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        return identity(value)
    if value < 0 or value != int(value):
        return identity(value)
    digits, number = "", int(value)
    while number:
        number, digit = divmod(number, 36)
        digits = DIGITS[digit] + digits
    return digits or "0"


def post_of(data: dict[str, Any], thread: str, plain: Callable[[str], str]) -> RawPost:
    """Return a submission or comment as a post.

    Args:
        data: The record.
        thread: The id of the submission, without "t3_".
        plain: Gives the words of a text, without escapes where there are any.
    """
    is_submission = "title" in data and "link_id" not in data
    id = base36(data.get("id")) or ""
    key = words(data.get("name")) or f"{'t3' if is_submission else 't1'}_{id}"
    if not re.match(r"t\d_", key):
        key = f"{'t3' if is_submission else 't1'}_{id or key}"
    if key == "t3_":
        key = thread if thread.startswith(NO_ID) else f"t3_{thread}"
    elif key == "t1_":
        key = made_key(author_of(data), data.get("created_utc"), data.get("body"))
    text, gone = _submitted(data, plain) if is_submission else _commented(data, plain)
    return RawPost(
        key,
        None if is_submission else parent_of(data, thread),
        author_of(data),
        moment(data.get("created_utc")),
        "" if gone else text,
        gone,
        url=_address(data, thread, None if is_submission or key.startswith(NO_ID) else key),
    )


def author_of(data: dict[str, Any]) -> str | None:
    """Return the name of the author, or None where Reddit does not show it; names are unique there."""
    author = data.get("author")
    name = words(inner(author, "name") if isinstance(author, dict) else author)
    return None if name in NOBODY else name


def parent_of(data: dict[str, Any], thread: str) -> str:
    """Return the key that a comment answers: null means the submission, a number is the id in base 10."""
    parent = base36(data.get("parent_id"))
    if parent is None or parent == thread:
        return f"t3_{thread}"
    return parent if re.match(r"t\d_", parent) else f"t1_{parent}"


def _commented(data: dict[str, Any], plain: Callable[[str], str]) -> tuple[str, Gone | None]:
    text = plain(words(data.get("body")))
    removed = Gone.REMOVED if data.get("removed_by_category") and not text.strip() else None
    return text, gone_by(text) or removed


def _submitted(data: dict[str, Any], plain: Callable[[str], str]) -> tuple[str, Gone | None]:
    """Return the words of a submission: the title is part of what was said, whatever became of the text."""
    title, text = plain(words(data.get("title"))), plain(words(data.get("selftext") or data.get("body")))
    if gone_by(title):
        return "", gone_by(title)
    link = (
        ""
        if data.get("is_self", True)
        else plain(words(data.get("url_overridden_by_dest") or data.get("url")))
    )
    link = f"{ADDRESS}{link}" if link.startswith("/") else link
    listed = "\n".join(f"- {plain(option)}" for option in _options(data))
    kept = "" if gone_by(text) else text
    return paragraphs(title, link, kept, *map(plain, _captions(data)), listed), None


def _options(data: dict[str, Any]) -> Iterator[str]:
    for option in records_in(inner(data, "poll_data", "options")):
        yield words(option.get("text"))


def _captions(data: dict[str, Any]) -> Iterator[str]:
    """Yield what the author wrote below the pictures of a gallery."""
    for item in records_in(inner(data, "gallery_data", "items")):
        yield paragraphs(words(item.get("caption")), words(item.get("outbound_url")))


def _address(data: dict[str, Any], thread: str, comment: str | None) -> str | None:
    permalink = words(data.get("permalink"))
    if permalink.startswith("/"):
        return f"{ADDRESS}{permalink}"
    if thread.startswith(NO_ID):
        return None
    below = f"_/{comment.removeprefix('t1_')}/" if comment else ""
    return f"{ADDRESS}/comments/{thread}/{below}"


def notes_on(records: Sequence[dict[str, Any]]) -> tuple[str, ...]:
    """Return what a reader must know about the records: edits, removals, and words that are of somebody else."""
    later = sum(bool(inner(data, "_meta", "was_deleted_later")) and not _is_gone(data) for data in records)
    edited = sum(bool(data.get("edited")) or bool(inner(data, "_meta", "is_edited")) for data in records)
    shared = sum(bool(data.get("crosspost_parent")) for data in records)
    titled = sum("title" in data and gone_by(words(data.get("selftext"))) is not None for data in records)
    return (
        *edited_note(edited),
        *counted(
            later,
            "1 post was deleted later, as the source says, and has the words from before.",
            "{n} posts were deleted later, as the source says, and have the words from before.",
        ),
        *counted(
            titled,
            "The text of a submission is gone; its title is kept.",
            "The texts of {n} submissions are gone; their titles are kept.",
        ),
        *counted(
            shared,
            "A submission shares another one (crosspost); the words of that one are not its author's and were left out.",
            "{n} submissions share others (crossposts); the words of those are not their authors' and were left out.",
        ),
    )


def _is_gone(data: dict[str, Any]) -> bool:
    return gone_by(words(data.get("body", data.get("selftext")))) is not None
