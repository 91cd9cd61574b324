"""A dataset without its words, where their licence lets nobody pass them on, and the same with the words found again.

What stays of the words are fingerprints of the posts and the places of the quotes: who has the discussion from its
source can put the words back, and see that they are the same to the letter.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from argmap.diagnostics import Edit, Removed
from argmap.errors import ArgmapError
from argmap.model.base import plain_data
from argmap.model.hand_edits import recuts, withheld_words
from argmap.model.map import ArgumentMap
from argmap.model.posts import Fingerprint
from argmap.model.quote import Quote, find_parts, find_quote
from argmap.model.thread import Thread
from argmap.storage.edit import edited
from argmap.storage.files import Limits, current_limits

MOST_SHOWN = 5
"""Posts that are named when they have other words."""

CONTEXT = 40
"""Characters before or behind a quote, at most, that are tried to tell it from the same words elsewhere."""


class CannotFill(ArgmapError):
    """The words of a dataset cannot be put back, because a post is missing or has other words."""


def without_words(
    map: ArgumentMap, fingerprint: Callable[[str], Fingerprint] = Fingerprint.of
) -> ArgumentMap:
    """Return a map whose posts have fingerprints in place of their words, and whose quotes have places.

    Args:
        map: the map.
        fingerprint: returns the fingerprint of words.

    Raises:
        ArgmapError: the map has no thread, or a quote stands nowhere in its post or more than once.
    """
    if map.thread is None:
        raise ArgmapError("the map has no thread, so there are no words to withhold")
    thread = map.thread
    data = _with_quotes(map, lambda quote: _place(quote, thread))
    posts = [
        post
        if post.text is None
        else post.model_copy(update={"text": None, "withheld": fingerprint(post.text)})
        for post in thread.posts
    ]
    data["thread"] = plain_data(thread.model_copy(update={"posts": posts}))
    return ArgumentMap.model_validate(data)


def with_words(
    map: ArgumentMap, source: Thread, fingerprint: Callable[[str], Fingerprint] | None = None
) -> ArgumentMap:
    """Return a map with the words of a thread in it, where posts have fingerprints and quotes have places.

    Posts are matched by their id; those that were split or joined by hand, by those that they were made of.

    Args:
        map: a map without words.
        source: the discussion, imported again as the dataset's recipe says.
        fingerprint: returns the fingerprint of words, where those of the map are keyed; None where they are plain.

    Raises:
        CannotFill: a post is not there, or has other words than those the map was made of.
        ArgmapError: the map withholds no words, or its fingerprints are keyed and nothing says how.
    """
    thread = map.thread
    if thread is None or all(post.withheld is None for post in thread.posts):
        raise ArgmapError("this dataset has its words; there is nothing to fill in")
    if thread.source.fingerprints is not None and fingerprint is None:
        raise ArgmapError(
            "the fingerprints of this dataset were made with a key; 'argmap dataset fill --key FILE' puts the words back"
        )
    fingerprint = fingerprint or Fingerprint.of
    words = {post.id: source.text_of(post.id) for post in source.posts}
    for group in recuts(thread):  # what was split or joined by hand is not so in the source
        words |= withheld_words(group, thread, words, fingerprint)
    wrong = [
        reason for post in thread.posts if (reason := _unlike(post.id, post.withheld, words, fingerprint))
    ]
    if wrong:
        more = f"; and {len(wrong) - MOST_SHOWN} more" if len(wrong) > MOST_SHOWN else ""
        raise CannotFill(
            f"{'; '.join(wrong[:MOST_SHOWN])}{more}; import the source as the dataset describes it"
        )
    posts = [
        post if post.withheld is None else post.model_copy(update={"withheld": None, "text": words[post.id]})
        for post in thread.posts
    ]
    source_of = thread.source.model_copy(update={"fingerprints": None})
    whole = thread.model_copy(update={"posts": posts, "source": source_of})
    data = _with_quotes(map, lambda quote: _worded(quote, whole))
    data["thread"] = plain_data(whole)
    return ArgumentMap.model_validate(data)


def quotes_in(text: str, before: ArgumentMap, after: ArgumentMap, limits: Limits | None = None) -> str:
    """Return the text of a map file with the quotes of another version of the map, comments and all else kept.

    Args:
        text: the text that `before` was read from.
        before: the map with the quotes that the text has.
        after: the same map with other quotes in the same places.
        limits: the largest size (bytes) and depth (levels) that are read.

    Raises:
        CannotEdit: the text cannot be changed in place.
    """
    edits = [
        Edit((*path, key), new.get(key, Removed) if not isinstance(new.get(key), list) else _tuples(new[key]))
        for (path, old_quote), (_, new_quote) in zip(before.quotes(), after.quotes(), strict=True)
        for old, new in [(plain_data(old_quote), plain_data(new_quote))]
        for key in dict.fromkeys((*old, *new))
        if old.get(key) != new.get(key)
    ]
    return edited(text, edits, limits or current_limits()) if edits else text


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


def _unlike(
    post: str,
    withheld: Fingerprint | None,
    words: Mapping[str, str],
    fingerprint: Callable[[str], Fingerprint],
) -> str:
    """Return what is wrong with the words that a source has for a post; "" if nothing is."""
    if withheld is None:
        return ""
    if post not in words:
        return f"post {post!r} is not in the source"
    actual = fingerprint(words[post])
    if actual == withheld:
        return ""
    if not words[post]:
        return f"post {post!r} has no words in the source"
    return f"post {post!r} has other words in the source ({actual.length} characters, not {withheld.length})"


def _with_quotes(map: ArgumentMap, change: Any) -> dict[str, Any]:
    """Return a map as plain data, every quote changed."""
    data = plain_data(map)
    for path, quote in map.quotes():
        place: Any = data
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = plain_data(change(quote))
    return data


def _place(quote: Quote, thread: Thread) -> Quote:
    """Return a quote by its place. Words stand for themselves where the thread does not have them."""
    if quote.at is not None or thread.original(quote.post).text is None:
        return quote
    places = find_parts(quote, thread.text_of(quote.post))
    if len(places) != 1:
        raise ArgmapError(
            f"the words {quote.words!r} occur {len(places)} times in post {quote.post!r}; "
            "correct the quote first (argmap check)"
        )
    return Quote(post=quote.post, at=tuple((part.start, part.end) for part in places[0]))


def _worded(quote: Quote, thread: Thread) -> Quote:
    """Return a quote by its words, with as much before or behind it as tells it from the same words elsewhere."""
    if quote.at is None:
        return quote
    text = thread.text_of(quote.post)
    parts = tuple(" ".join(text[start:end].split()) for start, end in quote.at)
    exact = parts if len(parts) > 1 else parts[0]
    first, last = quote.at[0][0], quote.at[-1][1]
    for width in range(CONTEXT + 1):
        for context in _contexts(text, first, last, width):
            worded = Quote(post=quote.post, exact=exact, **context)
            places = find_quote(worded, text)
            if len(places) == 1 and (places[0].start, places[0].end) == (first, last):
                return worded
    return quote


def _contexts(text: str, start: int, end: int, width: int) -> list[Mapping[str, str]]:
    """Return the contexts of some width to try: none, behind, before, both."""
    before = " ".join(text[max(0, start - width) : start].split())
    behind = " ".join(text[end : end + width].split())
    if not width:
        return [{}]
    tried = ({"suffix": behind}, {"prefix": before}, {"prefix": before, "suffix": behind})
    return [context for context in tried if all(context.values())]
