"""What exercises are called where students read it: the kind in words and a number, and nothing that tells the key."""

from __future__ import annotations

from argmap.language import Language
from argmap.teach.item import ExerciseSet, Item
from argmap.teach.make import EXERCISES
from argmap.teach.protocol import Exercise


def exercise_title(exercises: ExerciseSet, item: Item) -> str:
    """Return what an exercise of a set is called: its number in the set and its kind. Ids are made from the key, so they are no titles."""
    number = next(place for place, other in enumerate(exercises.items, 1) if other.id == item.id)
    language = Language(exercises.language)
    known: Exercise | None = EXERCISES.load(item.kind) if item.kind in EXERCISES.names() else None
    kind = language.translated(known.title) if known and known.title else item.kind.replace("-", " ")
    return language.say("Exercise {number} – {kind}", number=number, kind=kind)
