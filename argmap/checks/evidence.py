"""AM4xx: whether the thread says what the map says it says."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from argmap.diagnostics import Finding, rule
from argmap.model.map import ArgumentMap
from argmap.model.quote import Quote, find_quote
from argmap.model.thread import Thread

LEAST_LIKENESS = 0.5
"""Ratio from which a passage is worth showing as the nearest one."""

PUNCTUATION = ".,;:!?"

LONGEST_SEARCH = 2_000
"""Words of a post in which the nearest passage is looked for."""


@rule("AM401", needs_whole_map=False)
def quote_not_found(map: ArgumentMap) -> Iterator[Finding]:
    """The quoted words do not occur in the post.

    Words in quotation marks are a promise that somebody wrote them. White space may differ, nothing else.

    Bad:
        thread: {posts: [{id: p1, text: Convolution is simple.}]}
        claims: [{id: c1, text: Convolution is simple., quotes: [{post: p1, exact: is very simple}]}]

    Good:
        thread: {posts: [{id: p1, text: Convolution is simple.}]}
        claims: [{id: c1, text: Convolution is simple., quotes: [{post: p1, exact: is simple}]}]
    """
    for path, quote, thread in _checked_quotes(map):
        if not find_quote(quote, thread.text_of(quote.post)):
            place = (*path, "exact")
            if _occurs(quote, thread, quote.post):
                yield Finding(
                    (*path, "prefix" if quote.prefix else "suffix"),
                    f"{quote.exact!r} occurs in post {quote.post!r}, but not with that prefix and suffix",
                )
            else:
                yield Finding(
                    place,
                    f"{_short(quote.exact)} does not occur in post {quote.post!r}",
                    _nearest(quote, thread),
                )


@rule("AM402", needs_whole_map=False)
def ambiguous_quote(map: ArgumentMap) -> Iterator[Finding]:
    """The quoted words occur more than once in the post.

    Nobody can tell which of the places is meant; a few words before or after the quote decide it.

    Bad:
        thread: {posts: [{id: p1, text: 'Simple, yes. Simple, no.'}]}
        claims: [{id: c1, text: Convolution is simple., quotes: [{post: p1, exact: Simple}]}]

    Good:
        thread: {posts: [{id: p1, text: 'Simple, yes. Simple, no.'}]}
        claims: [{id: c1, text: Convolution is simple., quotes: [{post: p1, exact: Simple, suffix: ', no'}]}]
    """
    for path, quote, thread in _checked_quotes(map):
        places = len(find_quote(quote, thread.text_of(quote.post)))
        if places > 1:
            yield Finding(
                (*path, "exact"),
                f"{_short(quote.exact)} occurs {places} times in post {quote.post!r}",
                "add a prefix or suffix",
            )


@rule("AM403", needs_whole_map=False)
def claim_without_quote(map: ArgumentMap) -> Iterator[Finding]:
    """A claim is neither quoted from the thread nor marked as unstated.

    A reader must be able to see who said it; what nobody said is `implicit: true`.

    Bad:
        claims: [{id: c1, text: Convolution is simple.}]

    Good:
        thread: {posts: [{id: p1, text: Convolution is simple.}]}
        claims: [{id: c1, text: Convolution is simple., quotes: [{post: p1, exact: is simple}]}]
    """
    for index, claim in enumerate(map.claims):
        if not claim.quotes and not claim.implicit:
            yield Finding(
                ("claims", index, "id"),
                f"claim {claim.id!r} has no quote",
                "quote the post that says it, or set 'implicit: true'",
            )


@rule("AM404", needs_whole_map=False)
def implicit_claim_with_quote(map: ArgumentMap) -> Iterator[Finding]:
    """A claim is marked as unstated and quoted all the same.

    Bad:
        thread: {posts: [{id: p1, text: Convolution is simple.}]}
        claims: [{id: c1, text: Convolution is simple., implicit: true, quotes: [{post: p1, exact: is simple}]}]

    Good:
        thread: {posts: [{id: p1, text: Convolution is simple.}]}
        claims: [{id: c1, text: Convolution is simple., quotes: [{post: p1, exact: is simple}]}]
    """
    for index, claim in enumerate(map.claims):
        if claim.quotes and claim.implicit:
            yield Finding(
                ("claims", index, "implicit"),
                f"claim {claim.id!r} is implicit and has a quote",
                "keep one of the two",
            )


def _checked_quotes(map: ArgumentMap) -> Iterator[tuple[tuple[str | int, ...], Quote, Thread]]:
    """Yield the quotes whose post is in the thread; the others are dangling-quote's business."""
    thread = map.thread
    if thread is None:
        return
    for path, quote in map.quotes():
        if quote.post in thread.posts_by_id:
            yield path, quote, thread


def _occurs(quote: Quote, thread: Thread, post: str) -> bool:
    return bool(find_quote(Quote(post=post, exact=quote.exact), thread.text_of(post)))


def _nearest(quote: Quote, thread: Thread) -> str:
    """Return help: the post that does hold the words, or the nearest passage of the post that was named."""
    holders = [post.id for post in thread.posts if _occurs(quote, thread, post.id)]
    if holders:
        return f"it occurs in post {holders[0]!r}"
    likeness, passage = _likest(quote.exact, thread.text_of(quote.post))
    return f"nearest: {_short(passage)}" if likeness >= LEAST_LIKENESS else "quote the post to the letter"


def _likest(wanted: str, text: str) -> tuple[float, str]:
    """Return the stretch of whole words of `text` that is most like `wanted`, with its ratio of likeness."""
    words, size = text.split()[:LONGEST_SEARCH], len(wanted.split())
    matcher = SequenceMatcher(b=" ".join(wanted.split()), autojunk=False)
    best, passage = 0.0, ""
    for length in range(max(1, size - 1), size + 2):
        for start in range(len(words) - length + 1):
            window = " ".join(words[start : start + length])
            matcher.set_seq1(window)
            if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best and matcher.ratio() > best:
                best, passage = matcher.ratio(), window
    return best, passage if wanted[-1:] in PUNCTUATION else passage.rstrip(PUNCTUATION)


def _short(text: str, most: int = 80) -> str:
    folded = " ".join(text.split())
    return repr(folded if len(folded) <= most else f"{folded[: most - 1]}…")
