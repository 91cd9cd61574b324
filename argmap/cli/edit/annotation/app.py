"""The screen: thread on the left, map on the right, what the cursor stands on below, and the keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from textual import on, work
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static, Tree

from argmap.cli.edit.annotation.card import MoveCard
from argmap.cli.edit.annotation.cursor import PostText
from argmap.cli.edit.annotation.describing import described, names_at
from argmap.cli.edit.annotation.dialogs import Notice, Picker
from argmap.cli.edit.annotation.keys import FOOT, STYLE, help_text
from argmap.cli.edit.annotation.map_view import MapView
from argmap.cli.edit.annotation.thread_view import ThreadView
from argmap.editing.guided.choosing import Chosen, quoted_places
from argmap.editing.guided.form import Choice
from argmap.editing.guided.move_keys import MOVE_KEYS
from argmap.editing.guided.session import Session
from argmap.errors import ArgmapError
from argmap.model.base import counted, shortened

SENTENCES = "123456789"


class AnnotationApp(App[None]):
    """Reading a thread and writing its map.

    Args:
        session: the reading, which writes.
    """

    CSS = STYLE
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"make('{key}')", show=False) for key in MOVE_KEYS),
        *(Binding(digit, f"sentence({digit})", show=False) for digit in SENTENCES),
        Binding("n", "post(1)"),
        Binding("b", "post(-1)"),
        Binding("number_sign", "jump"),
        Binding("slash", "search"),
        Binding("tab", "other_side", priority=False),
        Binding("enter", "across"),
        Binding("u", "undo"),
        Binding("question_mark", "help"),
        Binding("ctrl+q", "quit", priority=True),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.drafts: dict[tuple[str, Chosen], Mapping[str, Any]] = {}
        self.theme = "ansi-dark"

    def compose(self) -> ComposeResult:
        thread, language = self.session.thread, self.session.map.language
        posts = {post: PostText(post, thread.text_of(post), language) for post in self.session.posts}
        yield Static("", id="top", markup=False)
        with Horizontal(id="sides"):
            yield ThreadView(posts, {post: self._head(post) for post in posts}, self.session.begin)
            yield MapView()
        with Vertical(id="below"):
            yield Static("", id="detail", markup=False)
            yield Static("", id="message", markup=False)
        yield Static(FOOT, id="foot", markup=False)

    def on_mount(self) -> None:
        self.query_one(ThreadView).focus()
        self._show_map()
        self.say("Choose words with the arrow keys, then press a key. ? shows all keys.")

    def _head(self, post_id: str) -> str:
        thread = self.session.thread
        post, people = thread.posts_by_id[post_id], thread.participants_by_id
        who = people[post.author].name if post.author in people else "unknown"  # type: ignore[index]
        to = f" → #{thread.numbers[post.reply_to]}" if post.reply_to in thread.numbers else ""  # type: ignore[index]
        again = f" (repeats #{thread.numbers[post.repeats]})" if post.repeats else ""
        return f"#{thread.numbers[post_id]} {shortened(who, 40)}{to}{again}"

    # -- what is shown

    @property
    def thread_view(self) -> ThreadView:
        return self.query_one(ThreadView)

    @property
    def map_view(self) -> MapView:
        return self.query_one(MapView)

    def say(self, message: str) -> None:
        """Show a message below."""
        self.query_one("#message", Static).update(message)

    def _show_map(self) -> None:
        self.map_view.show_map(self.session.map)
        self.thread_view.show_places(quoted_places(self.session.map))
        self._show_place()

    def _show_place(self) -> None:
        """Show where the annotator is, and what the map says of the words or of the part that is looked at."""
        session, thread = self.session, self.session.thread
        post = self.thread_view.at.post.id
        read = sum(each in session.read for each in session.posts)
        claims = counted(len(session.map.claims), "claim")
        self.query_one("#top", Static).update(
            f"Post {thread.numbers[post]} of {len(thread)} · {read} read · {claims} · {shortened(thread.title)}"
        )
        if self.map_view.has_focus and self.map_view.looked_at is not None:
            self.query_one("#detail", Static).update(described(session.map, self.map_view.looked_at))
            return
        names = self._names_here()
        more = f"\n… and {len(names) - 1} more: {', '.join(names[1:])}" if len(names) > 1 else ""
        chosen = self.thread_view.at.chosen
        says = f"= {described(session.map, names[0])}{more}" if names else f"“{chosen.words(thread)}”"
        self.query_one("#detail", Static).update(says)

    def _names_here(self) -> tuple[str, ...]:
        """Return the parts of the map that quote the chosen words."""
        chosen = self.thread_view.at.chosen
        return names_at(self.session.map, self.thread_view.places.get(chosen.post, ()), chosen)

    @on(ThreadView.Moved)
    def _moved(self) -> None:
        self.say("")
        self._show_place()

    @on(ThreadView.Passed)
    def _passed(self, event: ThreadView.Passed) -> None:
        self.session.leave(event.post)

    @on(Tree.NodeHighlighted)
    def _looked(self) -> None:
        self._show_place()

    def on_descendant_focus(self) -> None:
        self.call_after_refresh(self._show_place)

    # -- going about

    def action_post(self, step: int) -> None:
        if not self.thread_view.step_post(step):
            if step > 0:
                self.session.leave(self.thread_view.at.post.id)
                self._show_place()
            self.say(
                "That was the last post. o says how a discussion ended."
                if step > 0
                else "This is the first post."
            )

    def action_sentence(self, number: int) -> None:
        self.thread_view.choose_sentence(number)

    def action_other_side(self) -> None:
        (self.thread_view if self.map_view.has_focus else self.map_view).focus()

    @on(Tree.NodeSelected)
    def _to_the_quote(self, event: Tree.NodeSelected[str]) -> None:
        """Go to the words of the part that is chosen in the map."""
        name = event.node.data
        for post, places in self.thread_view.places.items():
            for place in places:
                if post in self.thread_view.order and name in names_at(
                    self.session.map, (place,), Chosen(post, place.spans)
                ):
                    self.thread_view.go_to(post, place.spans[0].start)
                    self.thread_view.focus()
                    return
        self.say("No words of the thread are quoted for this.")

    def action_across(self) -> None:
        """Look in the map at what quotes the chosen words."""
        names = self._names_here()
        if names and self.map_view.look_at(names[0]):
            self.map_view.focus()
        else:
            self.say("Nothing in the map quotes these words.")

    @work(exclusive=True)
    async def action_jump(self) -> None:
        view = self.thread_view
        choices = [
            Choice(
                post,
                f"{head}: {shortened(view.posts[post].text, 60)}",
                "read" if post in self.session.read else "",
            )
            for post, head in view.heads.items()
        ]
        picked = await self.push_screen_wait(Picker("Go to which post?", choices, [view.at.post.id]))
        if picked:
            view.go_to(picked[0])

    @work(exclusive=True)
    async def action_search(self) -> None:
        view, numbers = self.thread_view, self.session.thread.numbers
        choices = [
            Choice(
                f"{post.id}:{span.start}",
                " ".join(post.text[span.start : span.end].split()),
                f"#{numbers[post.id]}",
            )
            for post in view.posts.values()
            for span in post.spans
        ]
        picked = await self.push_screen_wait(Picker("Search the thread", choices, named=False))
        if picked:
            post, _, start = picked[0].rpartition(":")
            view.go_to(post, int(start))

    @work(exclusive=True)
    async def action_help(self) -> None:
        await self.push_screen_wait(Notice("Keys", help_text()))

    # -- writing

    @work(exclusive=True)
    async def action_make(self, key: str) -> None:
        """Ask what a move needs, and write it."""
        chosen, name = self.thread_view.at.chosen, MOVE_KEYS[key].name
        try:
            self.session.reload()
            form = MOVE_KEYS[key].form(self.session.occasion(chosen, self.map_view.looked_at))
        except ArgmapError as error:
            self.say(str(error))
            return
        card = MoveCard(self.session, form, chosen, self.drafts.pop((key, chosen), {}))
        seen = await self.push_screen_wait(card)
        if seen is None:
            if card.answers or card.proposed:
                self.drafts[key, chosen] = {**card.proposed, **card.answers}
            self.say(f"Nothing is written; {key} takes the {name} up again where you left it.")
            return
        try:
            to_come = self.session.write(seen)
        except ArgmapError as error:
            self.drafts[key, chosen] = card.answers
            self.session.reload()
            self.say(f"{error} ({key} takes it up again)")
        else:
            later = "".join(f" · to come: {finding.message}" for finding in to_come[:2])
            self.say(f"✓ {seen.change.did}{later}")
            self._show_map()
            if seen.change.about is not None:
                self.map_view.look_at(seen.change.about)

    def action_undo(self) -> None:
        try:
            did = self.session.undo()
        except ArgmapError as error:
            self.say(str(error))
        else:
            self.say(f"Undone: {did}")
            self._show_map()
