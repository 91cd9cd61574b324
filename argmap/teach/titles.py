"""What exercises are called where students read it: the kind in words and a number, and nothing that tells the key."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from argmap.language import Language, message
from argmap.teach.item import ExerciseSet, Item

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "agreement": message("What is agreed on"),
        "authors": message("Who ends with what"),
        "broken-rule": message("Rules for the discussion"),
        "concession": message("What somebody concedes"),
        "critical-questions": message("Questions about an argument"),
        "crux": message("What carries the most"),
        "equivocation": message("Senses of a word"),
        "linked": message("How reasons work together"),
        "main-conclusion": message("The main conclusion"),
        "missing-premise": message("What is taken for granted"),
        "objection-chain": message("Objections in order"),
        "predict-number": message("Predict a number"),
        "reason-target": message("What a reason is for"),
        "relation-kind": message("Reason, objection or neither"),
        "rebuild": message("Build an argument"),
        "rephrase": message("The same in other words"),
        "steelman": message("As strongly as you can"),
        "straw-man": message("What was really said"),
        "undercut-place": message("What a reply denies"),
        "what-still-stands": message("What has no reason left"),
    }
)
"""The kinds in words. One of another package is called by its name."""


def exercise_title(exercises: ExerciseSet, item: Item) -> str:
    """Return what an exercise of a set is called: its number in the set and its kind. Ids are made from the key, so they are no titles."""
    number = next(place for place, other in enumerate(exercises.items, 1) if other.id == item.id)
    language = Language(exercises.language)
    kind = language.say(KINDS[item.kind]) if item.kind in KINDS else item.kind.replace("-", " ")
    return language.say("Exercise {number} – {kind}", number=number, kind=kind)
