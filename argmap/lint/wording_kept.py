"""Whether the words of a quote are still in a text that was edited: white space, case and typography may differ."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from argmap.diagnostics import Edit, Removed
from argmap.location import Path
from argmap.model.quote import Quote, find_quote

MARKS = "\u0300-\u036f"
JOINERS = "'’ʼ\u00ad\u200b-\u200d\u2060\ufeff"
"""Apostrophes, and characters that nobody sees: inside a word they are no part of it."""

TOKEN = re.compile(rf"[^\W_](?:[\w{MARKS}]|[.,:](?<=\d.)(?=\d)|[{JOINERS}](?=\w))*|\S")
"""A word or a number, or one other character."""

UNSEEN = re.compile(f"[{JOINERS}]")
MEANING = frozenset("#%&@/\\§¶†‡•·")
"""Characters that Unicode counts as punctuation, and that words may need: 5 % is not 5, C# is not C."""

QUOTED_CODE = frozenset("`´¨")
"""Characters that Unicode counts as symbols, and that people write as quotation marks."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as it counts, and where it stands."""

    form: str
    start: int
    end: int


def with_words_of(quote: Quote, text: str) -> Quote | None:
    """Return a quote with its words as a text has them; None unless they stand in it, and in one place only.

    The words must be the same, in the same order. White space, case, punctuation marks, quotation marks, dashes and
    marks of emphasis may differ. Signs that carry a meaning may not: the minus of a number, %, #, operators. A prefix
    or suffix that is not there any more is left out where the words alone are in one place.

    Args:
        quote: a quote of words.
        text: the text of its post.

    Example:
        >>> with_words_of(Quote(post="p", exact="It's a well known rule"), "So it’s a *well-known* rule!").exact
        'it’s a *well-known* rule'
        >>> with_words_of(Quote(post="p", exact="only where full"), "Only where packed.")
    """
    if quote.exact is None:
        return None
    words = [*_words(text)]
    places = [*_places(quote, words)]
    context = places
    if quote.prefix or quote.suffix:
        context = [place for place in places if _in_context(quote, words, place)]
    if len(context) == 1:
        return _single(_worded(quote, text, words, context[0]), text)
    return _single(_worded(_bare(quote), text, words, places[0]), text) if len(places) == 1 else None


def requoting(path: Path, old: Quote, new: Quote) -> tuple[Edit, ...]:
    """Return the edits that make one quote of another; words, prefix and suffix are all that may differ.

    Args:
        path: where the quote stands in its map.
        old: the quote as it is.
        new: the quote as it should be.
    """
    before, after = old.to_dict(), new.to_dict()
    return tuple(
        Edit((*path, key), tuple(value) if isinstance(value, list) else Removed if value is None else value)
        for key in ("exact", "prefix", "suffix")
        if before.get(key) != (value := after.get(key))
    )


def _single(quote: Quote, text: str) -> Quote | None:
    """Return the quote, without its prefix and suffix if it needs them no more, where it stands in one place."""
    for tried in (quote, _bare(quote)):
        if len(find_quote(tried, text)) == 1:
            return tried
    return None


def _bare(quote: Quote) -> Quote:
    return quote.model_copy(update={"prefix": None, "suffix": None})


def _words(text: str) -> Iterator[_Word]:
    """Yield the words of a text that count, and the signs that carry a meaning."""
    for match in TOKEN.finditer(text):
        token = match[0]
        if len(token) == 1 and not token.isalnum():
            if _counts(text, match.start()):
                yield _Word(token, match.start(), match.end())
            continue
        end = match.end() - (len(token) - len(token.rstrip("_")))
        form = UNSEEN.sub("", unicodedata.normalize("NFC", text[match.start() : end])).casefold()
        yield _Word(form, match.start(), end)


def _counts(text: str, place: int) -> bool:
    """Say whether a single character carries a meaning that words around it do not have without it."""
    sign, before, behind = text[place], text[place - 1 : place], text[place + 1 : place + 2]
    kind = unicodedata.category(sign)
    if sign == "_" or sign in QUOTED_CODE or kind == "Cf":
        return False
    if kind[0] != "P" or sign in MEANING:
        return True
    if behind and unicodedata.category(behind) == "Sm":
        return True  # as in != and ->
    if kind == "Pd":
        return behind.isdigit() and not (before.isalnum() or before in {".", ","})  # the minus of a number
    if sign == "*":
        return (before.isalnum() and behind.isalnum()) or (before.isspace() and behind.isspace())
    return False


def _places(quote: Quote, words: Sequence[_Word]) -> Iterator[list[tuple[int, int]]]:
    """Yield where the parts of a quote stand, as first and last word: each later part as near as possible."""
    forms = _Forms(words)
    first, *rest = [[word.form for word in _words(part)] for part in quote.parts]
    if not first or not all(rest):
        return
    for start in forms.places(first):
        place = [(start, start + len(first) - 1)]
        for part in rest:
            behind = next(forms.places(part, place[-1][1] + 2), None)
            if behind is None:
                return
            place.append((behind, behind + len(part) - 1))
        yield place


class _Forms:
    """The words of a text, joined, so that a search for several of them is one search."""

    def __init__(self, words: Sequence[_Word]) -> None:
        self.starts: list[int] = []
        length = 0
        for word in words:
            self.starts.append(length)
            length += len(word.form) + 1
        self.text = "".join(f"\0{word.form}" for word in words) + "\0"

    def places(self, wanted: Sequence[str], begin: int = 0) -> Iterator[int]:
        """Yield the numbers of the words where the wanted ones begin."""
        joined = "".join(f"\0{form}" for form in wanted) + "\0"
        at = self.text.find(joined, self.starts[begin]) if begin < len(self.starts) else -1
        while at >= 0:
            yield bisect_left(self.starts, at)
            at = self.text.find(joined, at + 1)


def _in_context(quote: Quote, words: Sequence[_Word], place: Sequence[tuple[int, int]]) -> bool:
    before = [word.form for word in _words(quote.prefix or "")]
    behind = [word.form for word in _words(quote.suffix or "")]
    first, last = place[0][0], place[-1][1] + 1
    return [word.form for word in words[max(first - len(before), 0) : first]] == before and [
        word.form for word in words[last : last + len(behind)]
    ] == behind


def _worded(quote: Quote, text: str, words: Sequence[_Word], place: Sequence[tuple[int, int]]) -> Quote:
    """Return a quote with the words, the prefix and the suffix as they stand in the text."""
    parts = tuple(
        _passage(part, text, words[first], words[last])
        for part, (first, last) in zip(quote.parts, place, strict=True)
    )
    first, last = place[0][0], place[-1][1]
    before, behind = (len([*_words(edge or "")]) for edge in (quote.prefix, quote.suffix))
    return quote.model_copy(
        update={
            "exact": parts if len(parts) > 1 else parts[0],
            "prefix": _folded(text[words[first - before].start : words[first].start]) if before else None,
            "suffix": _folded(text[words[last].end : words[last + behind].end]) if behind else None,
        }
    )


def _passage(part: str, text: str, first: _Word, last: _Word) -> str:
    """Return a passage from its first word to its last, with the punctuation around it that the quote has as well."""
    own = [*_words(part)]
    start, end = first.start, last.end
    for sign in reversed(part[: own[0].start].rstrip()):
        if not text.endswith(sign, 0, start):
            break
        start -= 1
    for sign in part[own[-1].end :].strip():
        if not text.startswith(sign, end):
            break
        end += 1
    return _folded(text[start:end])


def _folded(text: str) -> str:
    return " ".join(text.split())
