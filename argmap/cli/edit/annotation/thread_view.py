"""The thread on the screen: posts with their sentences numbered, quotes underlined, chosen words reversed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from argmap.cli.edit.annotation.cursor import PostText, WordCursor
from argmap.cli.edit.annotation.lines import LineKind, ThreadLine, thread_lines
from argmap.editing.guided.choosing import QuotedPlace

GUTTER = 5
"""Cells before the words: a mark for the chosen sentence, its number, and a dot where the map quotes it."""

PLAIN, QUOTED, CHOSEN, OTHERS = Style(), Style(underline=True), Style(reverse=True), Style(dim=True)


class ThreadView(ScrollView, can_focus=True):
    """The thread as lines, with a cursor that chooses words."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "sentence(1)"),
        Binding("up", "sentence(-1)"),
        Binding("shift+down", "sentences(1)"),
        Binding("shift+up", "sentences(-1)"),
        Binding("right", "word(1)"),
        Binding("left", "word(-1)"),
        Binding("shift+right", "words(1)"),
        Binding("shift+left", "words(-1)"),
        Binding("ctrl+right,greater_than_sign", "begin(1)"),
        Binding("ctrl+left,less_than_sign", "begin(-1)"),
        Binding("space", "keep"),
        Binding("escape", "one_sentence"),
    ]
    cursor: reactive[WordCursor | None] = reactive(None)

    class Moved(Message):
        """Other words are chosen."""

    class Passed(Message):
        """The annotator went from a post to a later one."""

        def __init__(self, post: str) -> None:
            self.post = post
            super().__init__()

    class Entered(Message):
        """The annotator wants to see in the map what is said of the words."""

    def __init__(self, posts: Mapping[str, PostText], heads: Mapping[str, str], begin: str) -> None:
        super().__init__(id="thread")
        self.posts, self.heads = posts, heads
        self.order = {post: number for number, post in enumerate(posts)}
        self.places: Mapping[str, tuple[QuotedPlace, ...]] = {}
        self.lines: tuple[ThreadLine, ...] = ()
        self.first: dict[str, int] = {}
        self.held = False
        self.set_reactive(ThreadView.cursor, WordCursor.on_sentence(posts[begin], 0))

    # -- what is chosen

    @property
    def at(self) -> WordCursor:
        assert self.cursor is not None  # noqa: S101 (set when it is made)
        return self.cursor

    def watch_cursor(self, before: WordCursor | None, now: WordCursor | None) -> None:
        if before is not None and now is not None:
            if self.order[now.post.id] > self.order[before.post.id]:
                self.post_message(self.Passed(before.post.id))
            self.reveal()
            self.refresh()
            self.post_message(self.Moved())

    def go_to(self, post: str, position: int | None = None) -> None:
        """Choose the first sentence of a post, or the one at a place in it."""
        text = self.posts[post]
        self.cursor = WordCursor.on_sentence(text, 0 if position is None else text.sentence_at(position))

    def step_post(self, step: int) -> bool:
        """Choose the first sentence of the next or previous post, and return whether there is one."""
        number = self.order[self.at.post.id] + step
        if not 0 <= number < len(self.order):
            return False
        self.go_to(list(self.posts)[number])
        return True

    def action_sentence(self, step: int) -> None:
        moved = self.at.by_sentence(step)
        if moved is not None:
            self.cursor = moved
            return
        number = self.order[self.at.post.id] + step
        if 0 <= number < len(self.order):
            self.cursor = WordCursor.on_sentence(list(self.posts.values())[number], 0 if step > 0 else -1)

    def action_sentences(self, step: int) -> None:
        self.cursor = self.at.more_sentences(step)

    def action_word(self, step: int) -> None:
        self.cursor = self.at.by_word(step)

    def action_words(self, step: int) -> None:
        self.cursor = self.at.more_words(step)

    def action_begin(self, step: int) -> None:
        self.cursor = self.at.more_words(step, start=True)

    def action_keep(self) -> None:
        self.cursor = self.at.kept()

    def action_one_sentence(self) -> None:
        self.cursor = WordCursor.on_sentence(self.at.post, self.at.sentence)

    def choose_sentence(self, number: int) -> None:
        """Choose a sentence of the post by its number from 1; nothing happens if there is none."""
        if number <= len(self.at.post.spans):
            self.cursor = WordCursor.on_sentence(self.at.post, number - 1)

    # -- the mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        place = self._place(event)
        if place is not None:
            self.go_to(*place)
            self.held = True
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        place = self._place(event) if self.held else None
        if place is not None and place[0] == self.at.post.id:
            self.cursor = self.at.to(place[1])

    def on_mouse_up(self) -> None:
        self.held = False
        self.release_mouse()

    def _place(self, event: events.MouseEvent) -> tuple[str, int] | None:
        """Return the post and the place in it that the mouse points at."""
        inside = event.get_content_offset(self)
        row = -1 if inside is None else inside.y + self.scroll_offset.y
        if inside is None or not 0 <= row < len(self.lines) or self.lines[row].kind is not LineKind.WORDS:
            return None
        line, cells = self.lines[row], inside.x - GUTTER
        text = self.posts[line.post].text
        place = line.start
        while place < line.end - 1 and Segment(text[line.start : place + 1]).cell_length <= cells:
            place += 1
        return line.post, place

    # -- how it is drawn

    def on_resize(self) -> None:
        self.lay_out()

    def lay_out(self) -> None:
        """Break the thread into lines for the width of now."""
        width = self.scrollable_content_region.width
        self.lines = thread_lines(tuple(self.posts.values()), width - GUTTER - 1)
        self.first = {}
        for row, line in enumerate(self.lines):
            self.first.setdefault(line.post, row)
        self.virtual_size = Size(width, len(self.lines))
        self.reveal()
        self.refresh()

    def show_places(self, places: Mapping[str, tuple[QuotedPlace, ...]]) -> None:
        """Mark what the map quotes."""
        self.places = places
        self.refresh()

    def reveal(self) -> None:
        """Scroll so that the chosen words can be seen, with the head of their post if there is room."""
        if not self.lines:
            return
        first, last = self._row(self.at.span.start), self._row(self.at.span.end - 1)
        head = self.first[self.at.post.id]
        height = max(1, self.scrollable_content_region.height)
        top = head if last - head < height else first
        self.scroll_to_region(Region(0, top, 1, last - top + 1), animate=False, force=True)

    def _row(self, position: int) -> int:
        """Return the row on which a character of the cursor's post stands."""
        begin = self.first[self.at.post.id]
        row = begin
        while row + 1 < len(self.lines) and self.lines[row + 1].post == self.at.post.id:
            following = self.lines[row + 1]
            if following.kind is LineKind.GAP or following.start <= position:
                row += 1
            else:
                break
        while self.lines[row].kind is LineKind.GAP and row > begin:
            row -= 1
        return row

    def render_line(self, y: int) -> Strip:
        """Return one line of the screen."""
        row = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if row >= len(self.lines):
            return Strip.blank(width, self.rich_style)
        line = self.lines[row]
        segments = [Segment(text, self.rich_style + style) for text, style in self._drawn(line)]
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _drawn(self, line: ThreadLine) -> Iterator[tuple[str, Style]]:
        """Yield the pieces of a line with their styles."""
        here = line.post == self.at.post.id
        if line.kind is LineKind.GAP:
            return
        if line.kind is LineKind.HEAD:
            yield ("▶ " if here else "  "), Style(bold=True)
            yield self.heads[line.post], Style(bold=True, reverse=False)
            return
        text = self.posts[line.post].text
        if line.kind is LineKind.OTHERS:
            yield " " * GUTTER + text[line.start : line.end].replace("\t", " "), OTHERS
            return
        chosen = self.at.chosen.spans if here else ()
        touched = any(span.start < line.end and span.end > line.start for span in chosen)
        places = self.places.get(line.post, ())
        quoted = [span for place in places for span in place.spans]
        number = "" if line.number is None else str(line.number)
        dot = "•" if any(span.start < line.end and span.end > line.start for span in quoted) else " "
        yield f"{'▸' if touched else ' '}{number:>2}{dot} ", Style(bold=touched)
        edges = {line.start, line.end}
        for span in (*chosen, *quoted):
            edges |= {min(max(edge, line.start), line.end) for edge in (span.start, span.end)}
        cuts = sorted(edges)
        for start, end in pairwise(cuts):
            style = PLAIN
            if any(span.start <= start < span.end for span in quoted):
                style += QUOTED
            if any(span.start <= start < span.end for span in chosen):
                style += CHOSEN
            yield text[start:end].replace("\t", " "), style
