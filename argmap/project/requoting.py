"""The quotes of a map after its thread has changed: which move with their words, and which have lost them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher
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

WORD = re.compile(r"\S+")
MOST_COMPARED = 4_000_000
"""Words times words of two texts, up to which they are compared word for word."""


@dataclass(frozen=True, slots=True)
class QuoteChange:
    """A quote that moved, or that lost its words.

    Attributes:
        place: The item that has it, such as "claims full".
        post: The post that it quotes.
        before: Its words.
        after: Its words as they are now; for one that lost them, what stands there now, or "".
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
    before, after = old.text_of(quote.post), new.text_of(quote.post)
    span = find_quote(quote, before)[0]
    now = _now_there(before, span.start, span.end, after)
    if not now:
        nearest = anchor(quote, after)
        now = nearest.passage if nearest else ""
    return QuoteChange(_place(map, path), quote.post, quote.words, now)


def _now_there(before: str, start: int, end: int, after: str) -> str:
    """Return what stands in a text now where some words stood before, by a comparison word for word; "" if nothing does."""
    old, new = [*WORD.finditer(before)], [*WORD.finditer(after)]
    if len(old) * len(new) > MOST_COMPARED:
        return ""
    matcher = SequenceMatcher(None, [word[0] for word in old], [word[0] for word in new], autojunk=False)
    inside = [number for number, word in enumerate(old) if word.end() > start and word.start() < end]
    if not inside:
        return ""
    places: list[int] = []
    for tag, a, a_end, b, b_end in matcher.get_opcodes():
        if tag == "equal":
            places += [b + number - a for number in inside if a <= number < a_end]
        elif tag == "replace" and a <= inside[-1] and inside[0] < a_end:
            places += range(b, b_end)
    return " ".join(after[new[places[0]].start() : new[places[-1]].end()].split()) if places else ""


def _place(map: ArgumentMap, path: DocumentPath) -> str:
    """Return the item of a map that has a quote: its section, and its id or its number."""
    section, number = str(path[0]), path[1]
    item = getattr(map, section)[number]
    return f"{section} {getattr(item, 'id', None) or int(number) + 1}"
