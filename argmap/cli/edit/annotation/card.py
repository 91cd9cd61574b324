"""One move on the screen: its questions, what the rules would say of it, and Enter to write it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from rich.text import Text
from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from argmap.cli.edit.annotation.dialogs import MarkedList, Picker, TextEntry
from argmap.editing.guided.choosing import Chosen
from argmap.editing.guided.form import Choice, FieldKind, FormField, MoveForm
from argmap.editing.guided.preview import Preview
from argmap.editing.guided.session import Session
from argmap.errors import ArgmapError
from argmap.model.base import shortened

LONGEST_QUOTED = 240
"""Characters of the chosen words that a dialog shows."""

YES, NO = "yes", "no"
YES_OR_NO = (Choice(YES, "yes"), Choice(NO, "no"))
WRITE = "write"
"""The row that writes; the others have the names of fields."""


class MoveCard(ModalScreen[Preview | None]):
    """The questions of a form one after the other, then all answers at a glance. It gives what is to be written, or None.

    Args:
        session: the reading.
        form: the questions.
        chosen: the words.
        answers: what was answered when the same card was left before.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back"),
        Binding("pagedown", "read(1)", priority=True),
        Binding("pageup", "read(-1)", priority=True),
    ]

    def __init__(self, session: Session, form: MoveForm, chosen: Chosen, answers: Mapping[str, Any]) -> None:
        super().__init__()
        self.session, self.form, self.chosen = session, form, chosen
        self.answers: dict[str, Any] = form.settled(answers)
        words = f"“{chosen.words(session.thread)}”" if form.words else "Nobody says it in the thread."
        self.quoted = shortened(f"{form.title}: {words}", LONGEST_QUOTED)
        self.proposed: dict[str, Any] = {}
        self.asked: list[str] = []
        self.seen: Preview | None = None
        self.problem = ""
        self.rows: list[str] = []

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog card"):
            yield Static(self.quoted, classes="quoted", markup=False)
            yield MarkedList(markup=False)
            with VerticalScroll(can_focus=False):
                yield Static("", id="remarks", markup=False)
            yield Static(
                "Enter · a letter changes that answer · PgDn reads on · Esc goes back",
                classes="how",
                markup=False,
            )

    def on_mount(self) -> None:
        self.asked = [
            f.name
            for f in self.form.open_fields(self.answers)
            if f.name in self.answers and f.needed(self.answers)
        ]
        self.ask_missing()

    # -- asking

    @work(exclusive=True)
    async def ask_missing(self) -> None:
        """Ask what must be answered, one after the other; Esc goes back to the question before."""
        while (field := self.form.missing(self.answers)) is not None:
            self._draw()
            value = await self._asked(field)
            if value is None:
                if not self.asked:
                    self.dismiss(None)
                    return
                self._take_back()
                continue
            self._answer(field, value)
            if field.name not in self.asked:
                self.asked.append(field.name)
        self._look()

    def _take_back(self) -> None:
        name = self.asked.pop()
        if name in self.answers:
            self.proposed[name] = self.answers.pop(name)

    def _answer(self, field: FormField, value: Any) -> None:
        """Keep an answer, and drop those that do not fit any more."""
        before = dict(self.answers)
        self.answers = self.form.settled({**self.answers, field.name: value})
        self.proposed.update({name: old for name, old in before.items() if name not in self.answers})
        self.asked = [name for name in self.asked if name in self.answers]

    async def _asked(self, field: FormField) -> Any:
        """Return the answer to one question; None for Esc."""
        begin = self.proposed.get(field.name)
        begin = self.form.value(field, self.answers) if begin is None else begin
        help = field.help(self.answers)
        if field.kind is FieldKind.TEXT:
            needed = field.needed(self.answers)
            return await self.app.push_screen_wait(
                TextEntry(field.label, begin or "", quoted=self.quoted, help=help, may_be_empty=not needed)
            )
        if field.kind is FieldKind.FLAG:
            marked = [] if begin is None else [YES if begin else NO]
            picked = await self.app.push_screen_wait(
                Picker(field.label, YES_OR_NO, marked, named=False, quoted=self.quoted, help=help)
            )
            return None if picked is None else picked == (YES,)
        several = field.kind is FieldKind.SEVERAL
        marked = list(begin or ()) if several else [begin] if begin else []
        choices = field.choices(self.answers)
        named = any(choice.value in self.session.map.kinds for choice in choices)
        picked = await self.app.push_screen_wait(
            Picker(
                field.label,
                choices,
                marked,
                several=several,
                named=named,
                quoted=self.quoted,
                help=help,
            )
        )
        return picked if picked is None or several else picked[0]

    @work(exclusive=True)
    async def change(self, field: FormField) -> None:
        """Ask one question again, or one that need not be answered."""
        if field.kind is FieldKind.FLAG and not field.needed(self.answers):
            value: Any = not self.form.value(field, self.answers)
        else:
            value = await self._asked(field)
        if value is not None:
            self._answer(field, value)
        self.ask_missing()

    # -- what the card shows

    def _look(self) -> None:
        """Look what the rules would say, and show it. Keys that are pressed meanwhile wait, so that none is lost."""
        self.seen, self.problem = None, ""
        try:
            self.seen = self.session.preview(self.form, self.answers, self.chosen)
        except ArgmapError as error:
            self.problem = str(error)
        self._draw()
        rows = self.query_one(MarkedList)
        # Enter alone writes what the rules find nothing in; the rest takes a step up.
        clean = self.seen is not None and not self.seen.faults
        rows.highlighted = 0 if clean or len(self.rows) == 1 else 1
        rows.focus()

    def _draw(self) -> None:
        fields = self.form.open_fields(self.answers)
        done = self.form.missing(self.answers) is None
        rows = self.query_one(MarkedList)
        rows.clear_options()
        self.rows = [WRITE] if done else []
        if done:
            rows.add_option(Option(Text(self._write_row(), style="bold")))
        for field in fields:
            if field.name in self.answers or done:
                self.rows.append(field.name)
                rows.add_option(Option(self._row(field)))
        self.query_one("#remarks", Static).update(self._remarks() if done else "")

    def _write_row(self) -> str:
        if self.seen is None or self.seen.errors:
            return "  This cannot be written; change an answer"
        return "! Write it all the same" if self.seen.faults else "✓ Write it"

    def _row(self, field: FormField) -> Text:
        value = self.form.value(field, self.answers)
        if field.kind is FieldKind.FLAG:
            shown = "" if value is None else YES if value else NO
        elif field.kind is FieldKind.TEXT:
            shown = value or ""
        else:
            known = {choice.value: choice.shown for choice in field.choices(self.answers)}
            names = (value or ()) if field.kind is FieldKind.SEVERAL else [value] if value else []
            shown = " + ".join(known.get(name, name) for name in names)
        label = field.label if field.label.endswith("?") else f"{field.label}:"
        return Text.assemble(
            (f"{field.key or ' '} ", "bold"), f"{label} ", (shown or "–", "bold" if shown else "dim")
        )

    def _remarks(self) -> str:
        if self.problem:
            return self.problem
        if self.seen is None:
            return ""
        said = [f"{f.code} {f.message}" + (f"; {f.help}" if f.help else "") for f in self.seen.faults]
        helps = [
            field.help(self.answers)
            for field in self.form.open_fields(self.answers)
            if field.kind is not FieldKind.TEXT
        ]
        return "\n".join(dict.fromkeys([*said, *filter(None, helps)]))

    # -- keys

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        name = self.rows[event.option_index]
        if name == WRITE:
            if self.seen is not None and not self.seen.errors:
                self.dismiss(self.seen)
            return
        self.change(self._field(name))

    def on_key(self, event: events.Key) -> None:
        """Change the answer whose letter is pressed."""
        for field in self.form.open_fields(self.answers):
            if field.key and event.character == field.key and field.name in self.rows:
                event.stop()
                self.change(field)
                return

    def _field(self, name: str) -> FormField:
        return next(field for field in self.form.open_fields(self.answers) if field.name == name)

    def action_read(self, step: int) -> None:
        """Scroll what the rules say and what the scheme asks."""
        below = self.query_one(VerticalScroll)
        below.scroll_relative(y=step * max(1, below.size.height - 1), animate=False)

    def action_back(self) -> None:
        """Go back to the last question that had to be answered; without any, leave the card."""
        if self.asked:
            self._take_back()
            self.ask_missing()
        else:
            self.dismiss(None)
