"""Words that somebody chose in a post, as a quote of exactly that place; and what a map quotes at a place already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from argmap.editing.quoting import MOST_CONTEXT, NoSuchQuote
from argmap.model.map import ArgumentMap
from argmap.model.quote import GAP, Quote, Span, find_parts
from argmap.model.thread import Thread

MOST_CHARACTERS = 40
"""Characters of context, at most, where a script has no spaces to count words by."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Words of one post: the places of its parts, in order, where what is between them is left out."""

    post: str
    spans: tuple[Span, ...]

    def words(self, thread: Thread) -> str:
        """Return the words as they are shown, on one line, with … where words are left out."""
        text = thread.text_of(self.post)
        return GAP.join(" ".join(text[span.start : span.end].split()) for span in self.spans)


@dataclass(frozen=True, slots=True)
class QuotedPlace:
    """Words of a post that a part of the map quotes: its list and number there, and the places of the quote's parts."""

    section: str
    index: int
    spans: tuple[Span, ...]

    def covers(self, position: int) -> bool:
        """Return whether a character of the post is among the words."""
        return any(span.start <= position < span.end for span in self.spans)


def quote_of(thread: Thread, chosen: Chosen) -> Quote:
    """Return the quote of chosen words, with as little context as makes them the only ones of their kind in their post.

    Raises:
        NoSuchQuote: no context tells these words from the same words elsewhere in the post, or there are none.
    """
    text = thread.text_of(chosen.post)
    parts = tuple(" ".join(text[span.start : span.end].split()) for span in chosen.spans)
    if not parts or not all(parts):
        raise NoSuchQuote("no words are chosen")
    quote = Quote(post=chosen.post, exact=parts if len(parts) > 1 else parts[0])
    for context in _contexts(text[: chosen.spans[0].start], text[chosen.spans[-1].end :]):
        narrowed = quote.model_copy(update=context) if context else quote
        if find_parts(narrowed, text) == (chosen.spans,):
            return narrowed
    raise NoSuchQuote(
        f"{quote.words!r} cannot be told from the same words elsewhere in the post; choose more words"
    )


def _contexts(before: str, after: str) -> Iterator[dict[str, str]]:
    """Yield contexts for a quote, the shortest first: none, words behind it, words before it, both; then characters."""
    yield {}
    words_before, words_after = before.split(), after.split()
    for count in range(1, MOST_CONTEXT + 1):
        prefix, suffix = " ".join(words_before[-count:]), " ".join(words_after[:count])
        if suffix:
            yield {"suffix": suffix}
        if prefix:
            yield {"prefix": prefix}
        if prefix and suffix:
            yield {"prefix": prefix, "suffix": suffix}
    for count in range(1, MOST_CHARACTERS + 1):
        prefix, suffix = before[-count:].strip(), after[:count].strip()
        if suffix:
            yield {"suffix": suffix}
        if prefix:
            yield {"prefix": prefix}


def quoted_places(map: ArgumentMap) -> Mapping[str, tuple[QuotedPlace, ...]]:
    """Return what the map quotes, by post, in the order of the map; quotes that do not fit their post are left out."""
    places: dict[str, list[QuotedPlace]] = {}
    for path, quote in map.quotes():
        thread = map.thread
        if thread is None or quote.post not in thread.posts_by_id:
            continue
        section, index = str(path[0]), path[1]
        assert isinstance(index, int)  # noqa: S101 (`quotes` made the path)
        for spans in find_parts(quote, thread.text_of(quote.post))[:1]:
            places.setdefault(quote.post, []).append(QuotedPlace(section, index, spans))
    return {post: tuple(own) for post, own in places.items()}


def claims_quoting(map: ArgumentMap, chosen: Chosen) -> tuple[str, ...]:
    """Return the claims that quote exactly the chosen words."""
    own = quoted_places(map).get(chosen.post, ())
    same = (place for place in own if place.section == "claims" and place.spans == chosen.spans)
    return tuple(dict.fromkeys(map.claims[place.index].id for place in same))
