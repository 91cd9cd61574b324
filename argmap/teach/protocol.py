"""What a kind of exercise is: a name, what it needs of a map, how it is made, and what must not stand beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from argmap.teach.context import Context
from argmap.teach.item import Item


class LessonPart(StrEnum):
    """Where a lesson uses the exercises of a kind."""

    EXERCISES = "exercises"
    EXPERIMENTS = "experiments"
    HOMEWORK = "homework"


class MapPart(StrEnum):
    """What a drawn map shows, and may have to hide while a question beside it is open."""

    EVERYTHING = "all"
    """The map itself: claims, and how they hang together."""
    PEOPLE = "people"
    """Names, who holds and who concedes a claim, and how an issue ended."""
    LABELS = "labels"
    """What is accepted, rejected or undecided."""


@dataclass(frozen=True, slots=True)
class Exercise:
    """A kind of exercise; packages add kinds by entry points in the group `argmap.exercises`.

    A worksheet prints exercises beside the drawn map, and a kind that does not say what the drawing gives away is never
    printed there: the two facts about it have no default that is safe.

    Attributes:
        name: the name that users write, such as `main-conclusion`; the same as in the registry.
        needs: what a map must have for it, as the end of the sentence "needs …".
        generate: yields exercises; only those for which the map proves one key.
        key_is_drawn: whether a reader can see the key in the drawn map; None is taken as yes.
        names_people: whether a question or an answer tells who said what, which helps to fill in missing names;
            None is taken as yes.
        hides: what the map beside a question shows only when the question is answered; everything, unless it is said that
            less is enough.
        asks_for_words: whether a question can only be answered by who reads the posts; none is asked whose posts are withheld.
        title: the kind in words, for students; without one, its name.
        part: where a lesson uses it; a kind for homework is not printed in the lesson, which has an essay of its own.
    """

    name: str
    needs: str
    generate: Callable[[Context], Iterator[Item]]
    key_is_drawn: bool | None = None
    names_people: bool | None = None
    hides: tuple[MapPart, ...] = (MapPart.EVERYTHING,)
    part: LessonPart = LessonPart.EXERCISES
    title: str = ""
    asks_for_words: bool = False

    def may_stand_beside(self, *, names_are_missing: bool) -> bool:
        """Return whether this exercise and a drawn map that hides what the exercise hides keep each other's answers.

        Args:
            names_are_missing: whether students fill the names of people into the drawing.
        """
        gives_names_away = names_are_missing and self.names_people is not False
        is_drawn = self.key_is_drawn is not False or MapPart.EVERYTHING in self.hides
        return not is_drawn and not gives_names_away
