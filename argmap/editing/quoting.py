"""Quotes of words that somebody typed: found in the thread, with as much context as makes them unique there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from argmap.editing.operations import Opened
from argmap.editing.parts import find
from argmap.errors import ArgmapError, UnknownName
from argmap.location import Path
from argmap.model.base import counted, shortened
from argmap.model.document import MapDocument
from argmap.model.posts import Post
from argmap.model.quote import Quote, Span, find_quote
from argmap.model.thread import Thread
from argmap.storage.edit import Insertion, changed
from argmap.storage.files import current_limits

MOST_CONTEXT = 12
"""Words of prefix and suffix, at most, that make a quote the only one of its kind."""

LEFT_OUT = re.compile(r"(?:(?<!\s)\s++)?(?:\[(?:…|\.\.\.)\]|…|\.\.\.)\s*")
"""What people write where they leave words out of a quote."""

HOW = "quote to the letter, and write … where you leave words out"

MOST_LISTED = 12
"""Places that a message lists."""

CONTEXT_SHOWN = 5
"""Words before and behind the words in such a list."""

MOST_GAPS = 8
"""Signs for left-out words in one quote: each may also stand in the post, and every reading is tried."""


class NoSuchQuote(ArgmapError):
    """The words occur nowhere in the thread, or cannot be told from the same words elsewhere."""


@dataclass(frozen=True, slots=True)
class QuotePlace:
    """Where words stand: the post, their stretch of its text (end excluded), and the line to show."""

    post: str
    start: int
    end: int
    shown: str


class SeveralPlaces(NoSuchQuote):
    """The words stand in several places, and nobody said which is meant.

    `words` are the words, with single spaces; `places` all of them, in the order of the thread: the first is
    occurrence 1.
    """

    def __init__(self, words: str, places: Sequence[QuotePlace]) -> None:
        self.words, self.places = words, tuple(places)
        posts = dict.fromkeys(place.post for place in places)
        where = (
            f"in posts {', '.join(posts)}"
            if len(posts) > 1
            else f"{len(places)} times in post {places[0].post}"
        )
        how = "--post or --occurrence" if len(posts) > 1 else "--occurrence"
        lines = [f"  {number}  {place.shown}" for number, place in enumerate(places[:MOST_LISTED], start=1)]
        if len(places) > MOST_LISTED:
            lines.append(f"  and {len(places) - MOST_LISTED} more")
        super().__init__(
            "\n".join([f"{words!r} stands {where}; name one with {how}, or quote more words", *lines])
        )


def selector(
    thread: Thread | None, words: str, post: str | None = None, occurrence: int | None = None
) -> Quote:
    """Return the quote of words with as little context as makes them the only ones of their kind in their post.

    Words that stand in a post to the letter are quoted as they are, with every … that the post has. Otherwise … (or ...,
    or either in square brackets) stands for words that are left out; of several readings, the one with the fewest
    gaps counts.

    Args:
        thread: the thread.
        words: the words.
        post: the post that has them; None looks in all.
        occurrence: which of the places is meant, counted from 1 in the order of the thread.

    Raises:
        SeveralPlaces: they stand in several places, and nobody said which is meant.
        NoSuchQuote: they occur in no post, or less often.
    """
    if thread is None:
        raise NoSuchQuote("the map has no thread to quote from")
    if post is not None and post not in thread.posts_by_id:
        raise UnknownName("post", post, thread.posts_by_id)
    exact = " ".join(words.split())
    originals = [p for p in thread.posts if p.text is not None and (post is None or p.id == post)]
    for parts in _readings(exact):
        places = [place for each in originals for place in _places(each, parts)]
        if not places:
            continue
        if occurrence is None and len(places) > 1:
            raise SeveralPlaces(exact, places)
        if not 1 <= (occurrence or 1) <= len(places):
            raise NoSuchQuote(
                f"{exact!r} stands in {counted(len(places), 'place')}; there is no occurrence {occurrence}"
            )
        chosen = places[(occurrence or 1) - 1]
        original = thread.posts_by_id[chosen.post]
        return _narrowed(_quote(original, parts), original.text or "", Span(chosen.start, chosen.end))
    where = "stands in no post" if post is None else f"does not stand in post {post!r}"
    raise NoSuchQuote(f"{exact!r} {where}; {_elsewhere(thread, exact, post)}")


def selector_at(thread: Thread, post: str, start: int, end: int) -> Quote:
    """Return the quote of a stretch of a post, with as little context as tells it from the same words elsewhere in it.

    Args:
        thread: the thread.
        post: the post.
        start: the first character (code point).
        end: the character behind the last.

    Raises:
        NoSuchQuote: it cannot be told from the same words elsewhere.
    """
    text = thread.text_of(post)
    words = " ".join(text[start:end].split())
    begin = start + len(text[start:end]) - len(text[start:end].lstrip())
    behind = end - len(text[start:end]) + len(text[start:end].rstrip())
    return _narrowed(Quote(post=post, exact=words), text, Span(begin, behind))


def _readings(exact: str) -> Iterator[tuple[str, ...]]:
    """Yield the parts that words can be split into, where they leave words out: as they are first, then with more gaps."""
    if exact:
        yield (exact,)
    gaps = [gap for gap in LEFT_OUT.finditer(exact) if gap.start() > 0 and gap.end() < len(exact)]
    for count in range(1, len(gaps) + 1) if len(gaps) <= MOST_GAPS else ():
        for chosen in combinations(gaps, count):
            starts = [0, *(gap.end() for gap in chosen)]
            ends = [*(gap.start() for gap in chosen), len(exact)]
            parts = tuple(exact[start:end] for start, end in zip(starts, ends, strict=True))
            if all(parts):
                yield parts


def _quote(post: Post, parts: tuple[str, ...]) -> Quote:
    return Quote(post=post.id, exact=parts if len(parts) > 1 else parts[0])


def _holding(posts: list[Post], parts: tuple[str, ...]) -> list[Post]:
    return [post for post in posts if find_quote(_quote(post, parts), post.text or "")]


def _places(post: Post, parts: tuple[str, ...]) -> Iterator[QuotePlace]:
    text = post.text or ""
    for span in find_quote(_quote(post, parts), text):
        before = " ".join(text[: span.start].split()[-CONTEXT_SHOWN:])
        behind = " ".join(text[span.end :].split()[:CONTEXT_SHOWN])
        words = shortened(text[span.start : span.end])
        shown = f"{post.id}: {before and '… '}{before} [{words}] {behind}{behind and ' …'}"
        yield QuotePlace(post.id, span.start, span.end, " ".join(shown.split()))


def _elsewhere(thread: Thread, exact: str, post: str | None) -> str:
    """Return the rest of the message about words that are not in a post: the post that has them, or what to do."""
    if post is None:
        return HOW
    others = [p for p in thread.posts if p.text is not None]
    there = next((held for parts in _readings(exact) if (held := _holding(others, parts))), [])
    names = ", ".join(p.id for p in there)
    return f"it stands in post{'s' if len(there) > 1 else ''} {names}" if there else HOW


def _narrowed(quote: Quote, text: str, place: Span) -> Quote:
    """Return the quote of a place with the fewest words of suffix, or else of prefix, or of both, that no other place has."""
    if find_quote(quote, text) == (place,):
        return quote
    after, before = text[place.end :].split(), text[: place.start].split()
    for count in range(1, MOST_CONTEXT + 1):
        suffix, prefix = " ".join(after[:count]), " ".join(before[-count:])
        for context in ({"suffix": suffix}, {"prefix": prefix}, {"prefix": prefix, "suffix": suffix}):
            if all(context.values()):
                narrower = quote.model_copy(update=context)
                if find_quote(narrower, text) == (place,):
                    return narrower
    raise NoSuchQuote(
        f"{quote.words!r} in post {quote.post!r} cannot be told from the same words elsewhere in it; quote more words"
    )


def with_quote(
    opened: Opened, name: str, words: str, post: str | None = None, occurrence: int | None = None
) -> str:
    """Return the text with a quote added to a part of the map; for an issue, to its outcome.

    Args:
        opened: the map.
        name: what `find` takes.
        words: the words; … stands for words that are left out.
        post: the post; of a commitment or a question, its own post if left out.
        occurrence: which of the places is meant, counted from 1.

    Raises:
        ArgmapError: the part has no quotes, or the words are not there.
        CannotEdit: its list of quotes cannot be added to in place.
    """
    added = quoted(opened.map, name, words, post, occurrence)
    return changed(opened.text, [(added,)], current_limits())


def quoted(
    map: MapDocument, name: str, words: str, post: str | None = None, occurrence: int | None = None
) -> Insertion:
    """Return the change that adds a quote to a part of a map; its arguments are those of `with_quote`.

    Raises:
        ArgmapError: the part has no quotes, or the words are not there.
    """
    section, index = find(map, name)
    item = getattr(map, section)[index]
    path: Path = (section, index, "quotes")
    if section == "issues":
        if item.outcome is None:
            raise ArgmapError(f"issue {name!r} has no outcome to quote words for; add it first")
        path = (section, index, "outcome", "quotes")
    elif section == "stages":
        raise ArgmapError("a stage has posts and no quotes")
    own = item.post if section in {"commitments", "questions"} else None
    return Insertion(path, selector(map.thread, words, post or own, occurrence).to_dict())
