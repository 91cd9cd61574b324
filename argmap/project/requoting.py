"""The quotes of a map after its thread has changed: which move with their words, and which have lost them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from argmap.diagnostics import Edit
from argmap.errors import ArgmapError
from argmap.lint.anchor import anchor
from argmap.lint.wording_kept import requoting, with_words_of
from argmap.location import Path as DocumentPath
from argmap.model.map import ArgumentMap
from argmap.model.quote import Quote, find_quote
from argmap.model.thread import Thread
from argmap.storage.edit import CannotEdit, edited
from argmap.storage.files import current_limits
from argmap.storage.load import read_map


@dataclass(frozen=True, slots=True)
class QuoteChange:
    """A quote that moved, or that lost its words.

    Attributes:
        place: The item that has it, such as "claims full".
        post: The post that it quotes.
        before: Its words.
        after: Its words as they are now; for one that lost them, the passage of the post that is nearest, or "".
    """

    place: str
    post: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Requoted:
    """A map's text before and after, and what happened to its quotes; `problem` says why they were not looked at."""

    before: str
    after: str
    moved: tuple[QuoteChange, ...] = ()
    lost: tuple[QuoteChange, ...] = ()
    problem: str = ""


def requoted(
    map_path: Path,
    thread: tuple[Path, str],
    old: Thread,
    new: Thread,
    redacted: Callable[[str], str] | None = None,
) -> Requoted:
    """Return what a change of a thread does to the quotes of its map; nothing is written.

    A quote moves where its post still has its words, apart from white space, case, punctuation and typographic marks.
    Otherwise it stays as it is. A quote that had lost its words before is left alone.

    Args:
        map_path: The file of the map.
        thread: The file of the thread, and its text after the change.
        old: The thread before.
        new: The thread after.
        redacted: Returns a text with names replaced as in the posts, where that was done.
    """
    try:
        loaded = read_map(map_path, texts={thread[0]: thread[1]})
    except ArgmapError as error:
        return Requoted("", "", problem=f"the map cannot be read ({error}); its quotes were not looked at")
    text, map = loaded.positions.text, loaded.map
    if map is None:
        problem = (
            f"{map_path} has faults, so its quotes were not looked at; see 'argmap check {map_path.parent}'"
        )
        return Requoted(text, text, problem=problem)
    if map.thread != new:
        return Requoted(
            text, text, problem=f"{map_path} quotes another thread; its quotes were not looked at"
        )
    moved: list[QuoteChange] = []
    lost: list[QuoteChange] = []
    edits: list[Edit] = []
    for path, quote in map.quotes():
        if quote.post not in old.posts_by_id or not _held(quote, old, new):
            continue
        now = _again(quote, new.text_of(quote.post), redacted)
        if now is None:
            lost.append(_lost(map, path, quote, old, new))
        elif now != quote:
            moved.append(QuoteChange(_place(map, path), quote.post, quote.words, now.words))
            edits += requoting(path, quote, now)
    try:
        after = edited(text, edits, current_limits()) if edits else text
    except CannotEdit as error:
        return Requoted(
            text, text, (), (*moved, *lost), f"{len(moved)} quotes cannot be moved in place: {error}"
        )
    return Requoted(text, after, tuple(moved), tuple(lost))


def _held(quote: Quote, old: Thread, new: Thread) -> bool:
    """Say whether the text of a quoted post has changed, and held the quote before."""
    before = old.text_of(quote.post)
    return before != new.text_of(quote.post) and bool(find_quote(quote, before))


def _again(quote: Quote, text: str, redacted: Callable[[str], str] | None) -> Quote | None:
    """Return the quote as it should be; None if its words are gone, or stand in several places."""
    if quote.at is not None:
        return None  # a place says nothing about the words
    if len(find_quote(quote, text)) == 1:
        return quote
    now = with_words_of(quote, text)
    if now is None and redacted is not None:
        parts = tuple(redacted(part) for part in quote.parts)
        context = {
            key: redacted(value) for key in ("prefix", "suffix") if (value := getattr(quote, key)) is not None
        }
        hidden = quote.model_copy(update={"exact": parts if len(parts) > 1 else parts[0], **context})
        now = hidden if len(find_quote(hidden, text)) == 1 else None
    return now


def _lost(map: ArgumentMap, path: DocumentPath, quote: Quote, old: Thread, new: Thread) -> QuoteChange:
    if quote.at is not None:
        text = old.text_of(quote.post)
        words = " … ".join(text[start:end] for start, end in quote.at)
        return QuoteChange(_place(map, path), quote.post, words, "")
    nearest = anchor(quote, new.text_of(quote.post))
    return QuoteChange(_place(map, path), quote.post, quote.words, nearest.passage if nearest else "")


def _place(map: ArgumentMap, path: DocumentPath) -> str:
    """Return the item of a map that has a quote: its section, and its id or its number."""
    section, number = str(path[0]), path[1]
    item = getattr(map, section)[number]
    return f"{section} {getattr(item, 'id', None) or int(number) + 1}"
