"""Short questions on the screen: one of a list, several of a list, words, or something to read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.style import Style
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from argmap.editing.guided.form import Choice

BACK = "Esc goes back"
MOST_LISTED = 200
"""Lines of a list, at most: nobody reads more, and a thread may have thousands of sentences."""


class MarkedList(OptionList):
    """A list whose current line is reversed, whatever the colours of the terminal are."""

    def get_visual_style(self, *component_classes: str, partial: bool = False) -> Style:
        """Return the style of a line; Textual itself leaves reversing out of it."""
        style = super().get_visual_style(*component_classes, partial=partial)
        return (
            style + Style(reverse=True) if "option-list--option-highlighted" in component_classes else style
        )


class WordLine(Input):
    """A line for words."""

    async def _on_key(self, event: events.Key) -> None:
        """Empty the line at once: Textual runs a binding only after letters that were typed behind it."""
        if event.key == "ctrl+u":
            event.stop()
            event.prevent_default()
            self.value = ""
            return
        await super()._on_key(event)


class Picker(ModalScreen[tuple[str, ...] | None]):
    """A list with a line above it: what is typed there leaves only what contains it. Esc gives no answer.

    Args:
        title: the question.
        choices: what can be chosen.
        begin: what is chosen already.
        several: whether more than one can be chosen, with Tab.
        named: whether the value of a choice is shown behind it.
        quoted: the words that it is about.
        help: what else to read.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)"),
        Binding("down", "move(1)", priority=True),
        Binding("up", "move(-1)", priority=True),
        Binding("pagedown", "move(8)", priority=True),
        Binding("pageup", "move(-8)", priority=True),
        Binding("tab", "mark", priority=True),
    ]

    def __init__(
        self,
        title: str,
        choices: Iterable[Choice],
        begin: Iterable[str] = (),
        *,
        several: bool = False,
        named: bool = True,
        quoted: str = "",
        help: str = "",
    ) -> None:
        super().__init__()
        self.question, self.choices, self.several, self.named, self.help_text = (
            title,
            tuple(choices),
            several,
            named,
            help,
        )
        self.marked, self.quoted = list(begin), quoted
        self.shown: Sequence[Choice] = ()

    def compose(self) -> ComposeResult:
        how = (
            f"Type to search · Tab marks · Enter takes the marked · {BACK}"
            if self.several
            else f"Type to search · Enter takes it · {BACK}"
        )
        with Vertical(classes="dialog"):
            if self.quoted:
                yield Static(self.quoted, classes="quoted", markup=False)
            yield Static(self.question, classes="question", markup=False)
            yield Static(self.help_text, classes="help", markup=False)
            yield WordLine(placeholder="search", select_on_focus=False)
            yield MarkedList(markup=False)
            yield Static(how, classes="how", markup=False)

    def on_mount(self) -> None:
        self.query_one(".help").display = bool(self.help_text)
        self._list()
        first = self.marked[:1] if not self.several else []
        places = [n for n, choice in enumerate(self.shown) if choice.value in first]
        self.query_one(MarkedList).highlighted = places[0] if places else (0 if self.shown else None)
        self.query_one(WordLine).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._list()
        self.query_one(MarkedList).highlighted = 0 if self.shown else None

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._take()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._take()

    def action_move(self, step: int) -> None:
        list = self.query_one(MarkedList)
        if self.shown:
            list.highlighted = min(max((list.highlighted or 0) + step, 0), len(self.shown) - 1)

    def action_mark(self) -> None:
        choice = self._current()
        if self.several and choice is not None:
            self.marked = (
                [m for m in self.marked if m != choice.value]
                if choice.value in self.marked
                else [*self.marked, choice.value]
            )
            place = self.query_one(MarkedList).highlighted
            self._list()
            self.query_one(MarkedList).highlighted = place

    def _current(self) -> Choice | None:
        place = self.query_one(MarkedList).highlighted
        return self.shown[place] if place is not None and place < len(self.shown) else None

    def _take(self) -> None:
        if self.several:
            self.dismiss(tuple(self.marked))
        elif (choice := self._current()) is not None:
            self.dismiss((choice.value,))

    def _list(self) -> None:
        wanted = self.query_one(WordLine).value.casefold().split()
        self.shown = [
            c for c in self.choices if all(w in f"{c.value} {c.shown} {c.detail}".casefold() for w in wanted)
        ]
        options = self.query_one(MarkedList)
        options.clear_options()
        more = len(self.shown) - MOST_LISTED
        self.shown = self.shown[:MOST_LISTED]
        options.add_options(Option(self._drawn(choice)) for choice in self.shown)
        if not self.shown:
            options.add_option(Option("nothing in the list has these words", disabled=True))
        if more > 0:
            options.add_option(Option(f"… and {more} more: type to search", disabled=True))

    def _drawn(self, choice: Choice) -> Text:
        mark = ("[x] " if choice.value in self.marked else "[ ] ") if self.several else ""
        behind = [f"[{choice.value}]"] if self.named else []
        behind += [choice.detail] if choice.detail else []
        return Text.assemble(f"{mark}{choice.shown}", (f"  {' '.join(behind)}" if behind else "", "dim"))


class TextEntry(ModalScreen[str | None]):
    """A line for words. Esc gives no answer.

    Args:
        title: the question.
        begin: the words to begin with.
        quoted: the words that it is about.
        help: what else to read.
        may_be_empty: whether no words are an answer.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)")]

    def __init__(
        self, title: str, begin: str = "", *, quoted: str = "", help: str = "", may_be_empty: bool = False
    ) -> None:
        super().__init__()
        self.quoted = quoted
        self.question, self.begin, self.help_text, self.may_be_empty = title, begin, help, may_be_empty

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog short"):
            if self.quoted:
                yield Static(self.quoted, classes="quoted", markup=False)
            yield Static(self.question, classes="question", markup=False)
            yield Static(self.help_text, classes="help", markup=False)
            yield WordLine(self.begin, select_on_focus=False)
            yield Static("", classes="whole", markup=False)
            yield Static(f"Enter takes it · Ctrl-U empties the line · {BACK}", classes="how", markup=False)

    def on_mount(self) -> None:
        self.query_one(".help").display = bool(self.help_text)
        line = self.query_one(WordLine)
        line.focus()
        line.cursor_position = len(self.begin)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the words in full where the line is too short for them."""
        event.stop()
        whole = self.query_one(".whole", Static)
        whole.update(event.value)
        whole.display = len(event.value) > max(self.query_one(WordLine).size.width - 4, 1)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        words = " ".join(event.value.split())
        if words or self.may_be_empty:
            self.dismiss(words)


class Notice(ModalScreen[None]):
    """Something to read; any of the keys that end things closes it.

    Args:
        title: what it is.
        text: what there is to read.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter,question_mark,q", "dismiss(None)")]

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self.heading, self.text = title, text

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(self.heading, classes="question", markup=False)
            with VerticalScroll():
                yield Static(self.text, markup=False)
            yield Static("Up and Down scroll · Esc closes", classes="how", markup=False)

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()
