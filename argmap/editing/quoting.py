"""Quotes of words that somebody typed: found in the thread, with as much context as makes them unique there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import combinations

from argmap.editing.operations import Opened, add_inside
from argmap.editing.parts import find
from argmap.errors import ArgmapError, UnknownName
from argmap.location import Path
from argmap.model.posts import Post
from argmap.model.quote import Quote, find_quote
from argmap.model.thread import Thread

MOST_CONTEXT = 12
"""Words of prefix and suffix, at most, that make a quote the only one of its kind."""

LEFT_OUT = re.compile(r"\s*(?:\[(?:…|\.\.\.)\]|…|\.\.\.)\s*")
"""What people write where they leave words out of a quote."""

HOW = "quote to the letter, and write … where you leave words out"

MOST_GAPS = 8
"""Signs for left-out words in one quote: each may also stand in the post, and every reading is tried."""


class NoSuchQuote(ArgmapError):
    """The words occur nowhere in the thread, or in several posts."""


def selector(thread: Thread | None, words: str, post: str | None = None) -> Quote:
    """Return the quote of words with as little context as makes them the only ones of their kind in their post.

    Words that stand in a post to the letter are quoted as they are, with every … that the post has. Otherwise … (or ...,
    or either in square brackets) stands for words that are left out; of several readings, the one with the fewest
    gaps counts.

    Raises:
        NoSuchQuote: they occur in no post, or in several and none was named.
    """
    if thread is None:
        raise NoSuchQuote("the map has no thread to quote from")
    if post is not None and post not in thread.posts_by_id:
        raise UnknownName("post", post, thread.posts_by_id)
    exact = " ".join(words.split())
    originals = [p for p in thread.posts if p.text is not None and (post is None or p.id == post)]
    for parts in _readings(exact):
        holding = _holding(originals, parts)
        if len(holding) > 1:
            names = ", ".join(p.id for p in holding)
            raise NoSuchQuote(f"{exact!r} stands in posts {names}; name one with --post")
        if holding:
            return _narrowed(_quote(holding[0], parts), holding[0].text or "")
    where = "stands in no post" if post is None else f"does not stand in post {post!r}"
    raise NoSuchQuote(f"{exact!r} {where}; {_elsewhere(thread, exact, post)}")


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


def _elsewhere(thread: Thread, exact: str, post: str | None) -> str:
    """Return the rest of the message about words that are not in a post: the post that has them, or what to do."""
    if post is None:
        return HOW
    others = [p for p in thread.posts if p.text is not None]
    there = next((held for parts in _readings(exact) if (held := _holding(others, parts))), [])
    names = ", ".join(p.id for p in there)
    return f"it stands in post{'s' if len(there) > 1 else ''} {names}" if there else HOW


def _narrowed(quote: Quote, text: str) -> Quote:
    """Return the quote of the first place with the fewest words of suffix, or else of prefix, that no other place has."""
    places = find_quote(quote, text)
    if len(places) == 1:
        return quote
    first = places[0]
    after, before = text[first.end :].split(), text[: first.start].split()
    tries: list[Callable[[int], Quote]] = [
        lambda n: quote.model_copy(update={"suffix": " ".join(after[:n])}) if len(after) >= n else quote,
        lambda n: quote.model_copy(update={"prefix": " ".join(before[-n:])}) if len(before) >= n else quote,
    ]
    for count in range(1, MOST_CONTEXT + 1):
        for attempt in tries:
            narrower = attempt(count)
            if len(find_quote(narrower, text)) == 1:
                return narrower
    raise NoSuchQuote(f"{quote.words!r} occurs {len(places)} times in post {quote.post!r}; quote more words")


def with_quote(opened: Opened, name: str, words: str, post: str | None = None) -> str:
    """Return the text with a quote added to a part of the map; for an issue, to its outcome.

    Args:
        opened: the map.
        name: what `find` takes.
        words: the words; … stands for words that are left out.
        post: the post; of a commitment or a question, its own post if left out.

    Raises:
        ArgmapError: the part has no quotes, or the words are not found.
        CannotEdit: its list of quotes cannot be added to in place.
    """
    section, index = find(opened.map, name)
    item = getattr(opened.map, section)[index]
    path: Path = (section, index, "quotes")
    if section == "issues":
        if item.outcome is None:
            raise ArgmapError(f"issue {name!r} has no outcome to quote words for; add it first")
        path = (section, index, "outcome", "quotes")
    elif section == "stages":
        raise ArgmapError("a stage has posts and no quotes")
    own = item.post if section in {"commitments", "questions"} else None
    return add_inside(opened, path, selector(opened.map.thread, words, post or own).to_dict())
