"""What the importers of forums share: one discussion out of a large file, signs of deleted posts, and sentences for notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Generic, NamedTuple, TypeVar

from argmap.errors import UnknownName
from argmap.importers.input_file import InputFile
from argmap.importers.protocol import several
from argmap.model.posts import Gone

LOOKED_THROUGH = 20_000
"""So many records are read on to name the discussions of a file, once it is known that there are several."""

MOST_OTHERS = 200
"""So many other discussions are remembered, to suggest one of them for a key that is not there."""

SHOWN_IDS = 8
GONE = re.compile(
    r"\\?\[\s*(?:deleted|removed|unavailable)(?: (?:by|in response|on account)\b[^\]\n]{1,100})?\.?\s*\\?\]"
    r"|[*_]+(?:permanently deleted|deleted by (?:author|creator|user)|removed by mod(?:erator)?)[*_]+",
    re.IGNORECASE,
)
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")

Record = TypeVar("Record")


class Placed(NamedTuple, Generic[Record]):
    """A record with the key of its discussion and, where this record says it, the title of the discussion."""

    key: str
    title: str
    record: Record


@dataclass(slots=True)
class PickedDiscussion(Generic[Record]):
    """A discussion that was picked from files: its key, its title ("" if no record says it) and its records."""

    key: str
    title: str = ""
    records: list[Record] = field(default_factory=list)


def picked(pieces: Iterable[Placed[Record]], wanted: str | None) -> PickedDiscussion[Record] | None:
    """Return the discussion that is wanted, or the only one; None if there is no record at all.

    Only its own records are kept. Without a wanted one, reading stops soon after a second discussion was seen.

    Args:
        pieces: The records of the files, each with the key of its discussion.
        wanted: The key of the discussion, or None.

    Raises:
        UnknownName: no discussion has that key.
        SeveralDiscussions: there are several, and none was named.
    """
    return _only(iter(pieces)) if wanted is None else _wanted(pieces, wanted)


def _only(pieces: Iterator[Placed[Record]]) -> PickedDiscussion[Record] | None:
    first = next(pieces, None)
    if first is None:
        return None
    only = PickedDiscussion[Record](first.key)
    for piece in chain([first], pieces):
        if piece.key != only.key:
            titles = {only.key: only.title, piece.key: piece.title}
            raise several(*_named(titles, pieces))
        only.title = only.title or piece.title
        only.records.append(piece.record)
    return only


def _named(
    titles: dict[str, str], pieces: Iterator[Placed[Record]]
) -> tuple[list[tuple[str, str]], int | None]:
    """Return the first discussions with their titles, and how many there are, if the file ends soon."""
    for number, piece in enumerate(pieces):
        if number == LOOKED_THROUGH:
            return list(titles.items()), None
        titles[piece.key] = titles.get(piece.key) or piece.title
    return list(titles.items()), len(titles)


def _wanted(pieces: Iterable[Placed[Record]], wanted: str) -> PickedDiscussion[Record] | None:
    chosen = PickedDiscussion[Record](wanted)
    others: dict[str, str] = {}
    for piece in pieces:
        if piece.key == wanted:
            chosen.title = chosen.title or piece.title
            chosen.records.append(piece.record)
        elif len(others) < MOST_OTHERS:
            others[piece.key] = ""
    if chosen.records:
        return chosen
    if others:
        raise UnknownName("discussion", wanted, others)
    return None


def items_again(file: InputFile) -> Iterator[Any]:
    """Yield the records of a file that is read more than once; what is remarked in it counts once."""
    before = Counter(file.remarks)
    file.remarks.clear()
    try:
        yield from file.items()
    finally:
        both = file.remarks | before
        file.remarks.clear()
        file.remarks.update(both)


def gone_by(text: str) -> Gone | None:
    """Return why a post has no words, if its text is only what a site writes in place of them.

    Example:
        >>> gone_by("[ Removed by Reddit ]"), gone_by("*Permanently Deleted*"), gone_by("Removed by whom?")
        (<Gone.REMOVED: 'removed'>, <Gone.DELETED: 'deleted'>, None)
    """
    match = GONE.fullmatch(text.strip())
    if match is None:
        return None
    return Gone.DELETED if "deleted" in match[0].lower() else Gone.REMOVED


def words(value: Any) -> str:
    """Return a value of JSON as text: "" for what is no text or number."""
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def identity(value: Any) -> str | None:
    """Return an id of JSON as text, whether it was written as a number or in quotes; None if there is none."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # columns with gaps turn whole numbers into floats
    return words(value) or None


def moment(value: Any) -> str | int | float | None:
    """Return a time of JSON as it is, or None for what cannot be one."""
    return value if isinstance(value, str | int | float) and not isinstance(value, bool) else None


def inner(value: Any, *keys: str) -> Any:
    """Return what objects within objects hold under keys, or None where a key or an object is missing."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def records_in(value: Any) -> list[dict[str, Any]]:
    """Return the objects of a list; [] for what is no list."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def paragraphs(*parts: str) -> str:
    """Return texts with an empty line between them; those without words are left out."""
    return "\n\n".join(part for part in parts if part.strip())


def counted(number: int, one: str, many: str) -> tuple[str, ...]:
    """Return a sentence for a note with a number in it ("{n}" stands for it), or none if the number is 0."""
    return ((one if number == 1 else many).replace("{n}", f"{number:,}"),) if number > 0 else ()


def left_out_note(number: int) -> tuple[str, ...]:
    """Return the sentence for records among the posts that are none, as far as one can tell: their words are not read."""
    return counted(
        number,
        "1 record that is no post was left out.",
        "{n} records that are no posts were left out.",
    )


def edited_note(number: int) -> tuple[str, ...]:
    """Return the sentence for posts that their authors changed."""
    return counted(
        number,
        "1 post was edited after it was written; it has its later words.",
        "{n} posts were edited after they were written; they have their later words.",
    )


def listed(ids: Sequence[str]) -> str:
    """Return the first few ids, separated by commas."""
    return ", ".join(ids[:SHOWN_IDS]) + (", …" if len(ids) > SHOWN_IDS else "")


def common_language(tags: Iterable[Any]) -> str | None:
    """Return the language that all posts have which say one, or None if they say several or none."""
    known = {tag for tag in tags if isinstance(tag, str) and LANGUAGE.fullmatch(tag)}
    return next(iter(known)) if len(known) == 1 else None
