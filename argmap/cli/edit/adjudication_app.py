"""The screen for adjudicating: the items on the left, what each reading says of one on the right, and the keys."""

from __future__ import annotations

from typing import ClassVar

import click
from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from argmap.cli.edit.adjudicating import as_yaml
from argmap.editing.adjudication.decisions import ItemDecision, decision, with_edit
from argmap.editing.adjudication.gathering import ReadingItem
from argmap.editing.adjudication.session import Adjudication
from argmap.editing.adjudication.wording import compared_lines, title
from argmap.errors import ArgmapError

STYLE = """
#top {height: 1; background: $panel; padding: 0 1;}
#items {width: 36%; border-right: solid $panel; height: 1fr;}
#detail {padding: 0 1; height: auto;}
#message {height: auto; max-height: 3; padding: 0 1; color: $warning;}
#foot {height: auto; padding: 0 1; color: $text-muted;}
#note {display: none;}
#note.asked {display: block;}
"""
FOOT = "1 2 … take   b keep all   n none   e edit   w why   u take back   o next open   Ctrl-Q leave"
READINGS = "123456789"


class AdjudicationApp(App[None]):
    """Deciding item by item; every decision is written at once.

    Args:
        adjudication: the readings and the decisions so far.
        by: who decides.
    """

    CSS = STYLE
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(digit, f"take({digit})", show=False) for digit in READINGS),
        Binding("b", "both"),
        Binding("n", "none"),
        Binding("e", "edit"),
        Binding("u", "take_back"),
        Binding("o", "next_open"),
        Binding("w", "why"),
        Binding("escape", "no_note"),
        Binding("ctrl+q", "quit", priority=True),
    ]

    def __init__(self, adjudication: Adjudication, by: str | None) -> None:
        super().__init__()
        self.adjudication, self.by = adjudication, by
        self.items = adjudication.doubtful
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
        yield Input(placeholder="why, for the log; Enter keeps it", id="note")
        yield Static("", id="message", markup=False)
        yield Static(FOOT, id="foot", markup=False)

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()
        self.action_next_open()
        self._show()

    @property
    def item(self) -> ReadingItem:
        return self.items[self.query_one(OptionList).highlighted or 0]

    def _row(self, item: ReadingItem) -> str:
        made = self.adjudication.decisions.get(item.key)
        mark = "·" if made is None else "✓"
        return f"{mark} {title(item)}"

    def _show(self, message: str = "") -> None:
        item, gathered = self.item, self.adjudication.gathered
        made = self.adjudication.decisions.get(item.key)
        text = [title(item), ""]
        for place, name in enumerate(gathered.readings, start=1):
            chosen = " ← taken" if made is not None and name in made.take else ""
            text.append(f"{place} {name}{chosen}")
            if name not in item.versions:
                text.append("    does not have it")
            else:
                text += [
                    f"  {'≠' if own else ' '} {line}" for line, own in compared_lines(item, name, gathered)
                ]
            text.append("")
        if made is not None and not made.take:
            text.append("left out")
        if made is not None:
            text += [f"edited: {made.edited}"] * bool(made.edited) + [f"why: {made.note}"] * bool(made.note)
        self.query_one("#detail", Static).update("\n".join(text))
        left = len(self.adjudication.settled.open)
        done = len(self.items) - left
        self.query_one("#top", Static).update(
            f"{done} of {len(self.items)} decided · {self.adjudication.log}"
        )
        self.query_one("#message", Static).update(
            message or ("All is decided: Ctrl-Q writes the map." if not left else "")
        )

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        self._show()

    def _decide(self, made: ItemDecision) -> None:
        before = self.adjudication.decisions.get(made.item)
        if before is not None and before.note:
            made = made.model_copy(update={"note": before.note})
        self.adjudication.decide(made)
        self._refresh_row()
        self.action_next_open()
        self._show()

    def _refresh_row(self) -> None:
        place = self.query_one(OptionList).highlighted or 0
        self.query_one(OptionList).replace_option_prompt_at_index(place, self._row(self.items[place]))

    def action_take(self, number: int) -> None:
        readings = list(self.adjudication.gathered.readings)
        if number > len(readings) or readings[number - 1] not in self.item.versions:
            self._show("That reading does not have it; n leaves it out.")
            return
        self._decide(decision(self.item, readings[number - 1], by=self.by))

    def action_both(self) -> None:
        if len(self.item.versions) > 1:
            self._decide(decision(self.item, *self.item.versions, by=self.by))
        else:
            self._show("Only one reading has it.")

    def action_none(self) -> None:
        self._decide(decision(self.item, by=self.by))

    def action_edit(self) -> None:
        made = self.adjudication.decisions.get(self.item.key)
        name = made.take[0] if made is not None and made.take else next(iter(self.item.versions))
        with self.suspend():
            text = click.edit(as_yaml(self.item, name), extension=".yaml")
        if text is None:
            self._show("Nothing was changed.")
            return
        try:
            self._decide(with_edit(decision(self.item, name, by=self.by), self.item, text))
        except ArgmapError as error:
            self._show(str(error))

    def action_take_back(self) -> None:
        self.adjudication.take_back(self.item.key)
        self._refresh_row()
        self._show()

    def action_next_open(self) -> None:
        open_ = {item.key for item in self.adjudication.settled.open}
        place = next((n for n, item in enumerate(self.items) if item.key in open_), None)
        if place is not None:
            self.query_one(OptionList).highlighted = place

    def action_why(self) -> None:
        if self.item.key not in self.adjudication.decisions:
            self._show("Decide first, then say why.")
            return
        note = self.query_one(Input)
        note.value = self.adjudication.decisions[self.item.key].note or ""
        note.add_class("asked")
        note.focus()

    @on(Input.Submitted)
    def _noted(self, event: Input.Submitted) -> None:
        made = self.adjudication.decisions[self.item.key]
        self.adjudication.decide(made.model_copy(update={"note": event.value.strip() or None}))
        self.action_no_note()
        self._show()

    def action_no_note(self) -> None:
        self.query_one(Input).remove_class("asked")
        self.query_one(OptionList).focus()
