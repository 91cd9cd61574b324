"""Which words of a post are chosen, and what each key makes of the choice. Nothing here is drawn."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cached_property

from argmap.dialogue.sentences import Sentence
from argmap.editing.guided.choosing import Chosen
from argmap.editing.guided.units import passages, units
from argmap.model.quote import Span


@dataclass(frozen=True)
class PostText:
    """A post with its sentences and words, by their places."""

    id: str
    text: str
    language: str | None = None

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        return passages(self.id, self.text, self.language)

    @cached_property
    def units(self) -> tuple[Span, ...]:
        return units(self.text)

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """The places of the sentences; of a post without any, that of its words."""
        if self.sentences:
            return tuple(Span(s.start, s.end) for s in self.sentences)
        start = len(self.text) - len(self.text.lstrip())
        return (Span(start, max(start + 1, len(self.text.rstrip()))),)

    def unit_at(self, position: int) -> int:
        """Return the number of the word at a place, or the nearest one before it."""
        return max(0, bisect_right([unit.start for unit in self.units], position) - 1)

    def sentence_at(self, position: int) -> int:
        """Return the number of the sentence at a place, or the nearest one before it."""
        return max(0, bisect_right([span.start for span in self.spans], position) - 1)


@dataclass(frozen=True)
class WordCursor:
    """The choice in one post: from one place to another, and before that the parts that were kept.

    `fixed` is the end that stays when more words are chosen, `moving` the one that moves; both are places of words or,
    after a step by sentences, of sentences.
    """

    post: PostText
    fixed: Span
    moving: Span
    parts: tuple[Span, ...] = ()

    @classmethod
    def on_sentence(cls, post: PostText, number: int) -> WordCursor:
        """Return the cursor on a sentence of a post; the last one for numbers that are too large or negative."""
        span = post.spans[number if 0 <= number < len(post.spans) else -1]
        return cls(post, span, span)

    @property
    def span(self) -> Span:
        return Span(min(self.fixed.start, self.moving.start), max(self.fixed.end, self.moving.end))

    @property
    def chosen(self) -> Chosen:
        """The chosen words: the kept parts with the choice of now, in their order; parts that touch become one."""
        spans: list[Span] = []
        for span in sorted((*self.parts, self.span), key=lambda s: s.start):
            if spans and span.start <= spans[-1].end + 1:
                spans[-1] = Span(spans[-1].start, max(spans[-1].end, span.end))
            else:
                spans.append(span)
        return Chosen(self.post.id, tuple(spans))

    @property
    def sentence(self) -> int:
        return self.post.sentence_at(self.moving.start)

    def by_sentence(self, step: int) -> WordCursor | None:
        """Return the cursor on the next or previous sentence; None beyond the post."""
        here = self.span
        starts = [span.start for span in self.post.spans]
        number = bisect_right(starts, here.start) if step > 0 else bisect_left(starts, here.start) - 1
        if not 0 <= number < len(starts):
            return None
        return replace(self.on_sentence(self.post, number), parts=self.parts)

    def more_sentences(self, step: int) -> WordCursor:
        """Return the cursor with the moving end at another sentence."""
        number = min(max(self.post.sentence_at(self.moving.start) + step, 0), len(self.post.spans) - 1)
        fixed = (
            self.post.spans[self.post.sentence_at(self.fixed.start)]
            if self.fixed == self.moving
            else self.fixed
        )
        return replace(self, fixed=fixed, moving=self.post.spans[number])

    def by_word(self, step: int) -> WordCursor:
        """Return the cursor on one word: the next or previous one, or the first or last of several that are chosen."""
        inside = self._numbers()
        if not inside:
            return self
        number = inside[0] if step > 0 else inside[-1]
        if len(inside) == 1 and self.post.units[number] == self.span:
            number = min(max(number + step, 0), len(self.post.units) - 1)
        unit = self.post.units[number]
        return replace(self, fixed=unit, moving=unit)

    def more_words(self, step: int, *, start: bool = False) -> WordCursor:
        """Return the cursor with one end a word further: the moving one, or the one where the choice starts."""
        inside = self._numbers()
        if not inside:
            return self
        fixed, moving = self._ends(inside)
        last = len(self.post.units) - 1
        if start:
            first, end = min(fixed, moving), max(fixed, moving)
            first = min(max(first + step, 0), end)
            return replace(self, fixed=self.post.units[first], moving=self.post.units[end])
        moving = min(max(moving + step, 0), last)
        return replace(self, fixed=self.post.units[fixed], moving=self.post.units[moving])

    def kept(self) -> WordCursor:
        """Return the cursor with the choice kept as a part, standing on the next word."""
        later = [unit for unit in self.post.units if unit.start >= self.span.end]
        unit = later[0] if later else self.moving
        return WordCursor(self.post, unit, unit, (*self.parts, self.span))

    def to(self, position: int) -> WordCursor:
        """Return the cursor with the moving end at the word at a place."""
        if not self.post.units:
            return self
        fixed = (
            self.post.units[self.post.unit_at(self.fixed.start)]
            if self.fixed in self.post.spans
            else self.fixed
        )
        return replace(self, fixed=fixed, moving=self.post.units[self.post.unit_at(position)])

    def _numbers(self) -> list[int]:
        """Return the numbers of the words that are chosen; of the nearest one where none is."""
        span = self.span
        inside = [
            n for n, unit in enumerate(self.post.units) if unit.start < span.end and unit.end > span.start
        ]
        return inside or ([self.post.unit_at(span.start)] if self.post.units else [])

    def _ends(self, inside: list[int]) -> tuple[int, int]:
        """Return the numbers of the words at the fixed and at the moving end."""
        backwards = self.moving.start < self.fixed.start
        return (inside[-1], inside[0]) if backwards else (inside[0], inside[-1])
