"""The questions of a move: which there are after the answers so far, what can be answered, and the move that comes of it.

A form knows nothing of where it is asked: the full-screen reading and the one in single lines ask the same forms.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from argmap.editing.guided.choosing import Chosen
from argmap.editing.guided.moves import Move
from argmap.model.map import ArgumentMap
from argmap.model.posts import Post
from argmap.model.thread import Thread

Answers = Mapping[str, Any]
"""What was answered so far, by name of field: a text, a choice's value, a tuple of values, or a truth value."""


class FieldKind(StrEnum):
    """How a question is answered: in words, by one of a list, by several of it, or by yes or no."""

    TEXT = "text"
    CHOICE = "choice"
    SEVERAL = "several"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be chosen: its value, how it is shown, and what else helps to choose it."""

    value: str
    shown: str
    detail: str = ""


def always(_: Answers) -> bool:
    return True


def never(_: Answers) -> bool:
    return False


def nothing(_: Answers) -> Any:
    return None


def no_choices(_: Answers) -> tuple[Choice, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class FormField:
    """One question.

    `shown` says whether it comes up after the answers so far, `needed` whether it must be answered; `default` is the
    answer that it has until then, or that a front end proposes. `key` is the letter by which a form calls it up.
    """

    name: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    key: str = ""
    needed: Callable[[Answers], bool] = never
    shown: Callable[[Answers], bool] = always
    default: Callable[[Answers], Any] = nothing
    choices: Callable[[Answers], tuple[Choice, ...]] = no_choices
    help: Callable[[Answers], str] = lambda _: ""


@dataclass(frozen=True, slots=True)
class MoveForm:
    """The questions of one kind of move, and the move that their answers make."""

    title: str
    fields: tuple[FormField, ...]
    move: Callable[[Answers], Move]
    words: bool = True
    """Whether the chosen words belong to it; without, nobody says it."""

    def open_fields(self, answers: Answers) -> tuple[FormField, ...]:
        """Return the fields that come up after some answers."""
        return tuple(field for field in self.fields if field.shown(answers))

    def missing(self, answers: Answers) -> FormField | None:
        """Return the first field that must still be answered; None when the move can be made."""
        return next(
            (f for f in self.open_fields(answers) if f.needed(answers) and answers.get(f.name) is None), None
        )

    def value(self, field: FormField, answers: Answers) -> Any:
        """Return the answer to a field, or its default."""
        given = answers.get(field.name)
        return field.default(answers) if given is None else given

    def settled(self, answers: Answers) -> dict[str, Any]:
        """Return the answers that still fit: another answer above can take away the question or the choice."""
        kept: dict[str, Any] = {}
        for field in self.fields:
            given = answers.get(field.name)
            if given is None or field.name in kept or not field.shown(kept):
                continue
            if field.kind in {FieldKind.CHOICE, FieldKind.SEVERAL}:
                known = {choice.value for choice in field.choices(kept)}
                chosen = (given,) if field.kind is FieldKind.CHOICE else given
                if not known.issuperset(chosen):
                    continue
            kept[field.name] = given
        return kept

    def complete(self, answers: Answers) -> dict[str, Any]:
        """Return the answers with the defaults of every field that comes up, and nothing of those that do not."""
        done: dict[str, Any] = {}
        for field in self.fields:
            if field.shown({**answers, **done}):
                done[field.name] = self.value(field, {**answers, **done})
        return done


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a form is asked about: the map, the chosen words, and the part of the map that the annotator looks at."""

    map: ArgumentMap
    chosen: Chosen
    looked_at: str | None = None

    @property
    def thread(self) -> Thread:
        assert self.map.thread is not None  # noqa: S101 (words were chosen in it)
        return self.map.thread

    @property
    def post(self) -> Post:
        return self.thread.posts_by_id[self.chosen.post]

    @property
    def author(self) -> str:
        """Who wrote the post, by name."""
        people = self.thread.participants_by_id
        return people[self.post.author].name if self.post.author in people else "somebody"  # type: ignore[index]

    @property
    def words(self) -> str:
        return self.chosen.words(self.thread)
