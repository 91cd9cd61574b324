"""The screen for reviewing a draft: its items on the left, the one to decide with its post on the right, and the keys."""

from __future__ import annotations

from typing import ClassVar

import click
from rich.text import Text
from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from argmap.cli.draft.reviewing import item_lines, post_lines
from argmap.drafts.decisions import Verdict
from argmap.drafts.file import Item
from argmap.drafts.reviewing import Review
from argmap.errors import ArgmapError
from argmap.model.base import shortened
from argmap.readings.spans import Stretches, stretches

STYLE = """
#top {height: 1; background: $panel; padding: 0 1;}
#items {width: 36%; border-right: solid $panel; height: 1fr;}
#detail {padding: 0 1; height: auto;}
#thread {padding: 0 1; height: auto; border-top: solid $panel;}
#message {height: auto; max-height: 3; padding: 0 1; color: $warning;}
#foot {height: auto; padding: 0 1; color: $text-muted;}
"""
FOOT = "a accept   e edit   r reject   u take back   o next open   Ctrl-Q leave and write"
MARKS = {Verdict.ACCEPT: "✓", Verdict.EDIT: "✎", Verdict.REJECT: "✗"}


class ReviewApp(App[None]):
    """Deciding item by item; every decision is written at once.

    Args:
        review: the draft, its map and the decisions so far.
    """

    CSS = STYLE
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "decide('accept')"),
        Binding("r", "decide('reject')"),
        Binding("e", "edit"),
        Binding("u", "take_back"),
        Binding("o", "next_open"),
        Binding("ctrl+q", "quit", priority=True),
    ]

    def __init__(self, review: Review) -> None:
        super().__init__()
        self.review, self.items = review, review.items
        self.made: list[str] = []
        self.to_say = ""
        self.theme = "ansi-dark"

    def compose(self) -> ComposeResult:
        yield Static("", id="top", markup=False)
        with Horizontal():
            yield OptionList(
                *(Option(self._row(item), id=str(n)) for n, item in enumerate(self.items)),
                id="items",
                markup=False,
            )
            with VerticalScroll():
                yield Static("", id="detail", markup=False)
                yield Static("", id="thread", markup=False)
        yield Static("", id="message", markup=False)
        yield Static(FOOT, id="foot", markup=False)

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()
        self.action_next_open()
        self._show()

    @property
    def item(self) -> Item:
        return self.items[self.query_one(OptionList).highlighted or 0]

    def _row(self, item: Item) -> str:
        made = self.review.decisions.get(item.id)
        mark = MARKS[made.verdict] if made is not None else "–" if self.review.lacking(item) else "·"
        said = item_lines(self.review, item)
        what = said[1] if item.kind in {"issue", "claim"} else said[0]
        return f"{mark} {self.review.post(item) or ''} {shortened(what, 48)}"

    def _show(self, message: str = "") -> None:
        item, review = self.item, self.review
        lines = item_lines(review, item)
        lacking = review.lacking(item)
        if lacking:
            lines.append(f"left out: it names {lacking}, which is rejected")
        self.query_one("#detail", Static).update("\n".join(lines))
        self.query_one("#thread", Static).update(self._posts(item))
        left = len(review.open)
        self.query_one("#top", Static).update(f"{left} open of {len(self.items)} · {review.log}")
        done = "" if left else "All is decided: Ctrl-Q writes the map."
        self.query_one("#message", Static).update(message or done)

    def _posts(self, item: Item) -> Text:
        """Return the post that an item's post answers, and that post, with the words of the item set off."""
        thread, post = self.review.opened.map.thread, self.review.post(item)
        if thread is None or post is None:
            return Text("")
        words = stretches(self.review.quotes(item), thread)
        parent = thread.posts_by_id[post].reply_to
        return Text("\n").join(self._post(id, words) for id in (parent, post) if id is not None)

    def _post(self, post: str, words: Stretches) -> Text:
        head, _, text = post_lines(self.review, post).partition("\n")
        body = Text(text)
        for start, end in words.get(post, ()):
            body.stylize("reverse", start, end)
        return Text.assemble((f"{head}\n", "bold"), body)

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        message, self.to_say = self.to_say, ""
        self._show(message)

    def _refresh_rows(self) -> None:
        rows = self.query_one(OptionList)
        for place, item in enumerate(self.items):
            rows.replace_option_prompt_at_index(place, self._row(item))

    def action_decide(self, verdict: str) -> None:
        try:
            self.review.decide(self.item, Verdict(verdict))
        except ArgmapError as error:
            self._show(str(error))
            return
        self._decided()

    def _decided(self) -> None:
        self.made = [*(id for id in self.made if id != self.item.id), self.item.id]
        self._refresh_rows()
        self.action_next_open()
        self._show()

    def action_edit(self) -> None:
        with self.suspend():
            text = click.edit(self.review.as_yaml(self.item), extension=".yaml")
        if text is None:
            self._show("Nothing was changed.")
            return
        try:
            self.review.edit(self.item, text)
        except ArgmapError as error:
            self._show(str(error))
            return
        self._decided()

    def action_take_back(self) -> None:
        """Take back the decision on the chosen item, or else the last one: a decision leads on to the next item."""
        last = next((id for id in reversed(self.made) if id in self.review.decisions), None)
        id = self.item.id if self.item.id in self.review.decisions else last
        if id is None:
            self._show("Nothing was decided here.")
            return
        try:
            self.review.take_back(id)
        except ArgmapError as error:
            self._show(str(error))
            return
        self._refresh_rows()
        message = f"taken back: {id}"
        if id != self.item.id:
            self.to_say = message
            self.query_one(OptionList).highlighted = [item.id for item in self.items].index(id)
        self._show(message)

    def action_next_open(self) -> None:
        open_ = {item.id for item in self.review.open}
        place = next((n for n, item in enumerate(self.items) if item.id in open_), None)
        if place is not None:
            self.query_one(OptionList).highlighted = place
