"""Conditions in words: what can follow an "if", and what is shown as it was written."""

from __future__ import annotations

from argmap.language import ENGLISH, SOURCE, Language

IF = ("only if ", "if ", "provided that ", "provided ")
"""Openings that say "if": they are left out, as the sentence says it."""

OTHERWISE = (
    *(
        "unless",
        "when",
        "once",
        "as",
        "until",
        "while",
        "only",
        "but",
        "in",
        "given",
        "assuming",
        "under",
        "on",
    ),
    *("with", "without", "for", "after", "before", "except", "so", "not", "to", "by"),
)
"""First words after which a condition cannot follow an "if"."""


def bare_condition(words: str, language: str | None = "en") -> str | None:
    """Return a condition in words as it can follow "if"; None where it cannot.

    Args:
        words: the condition, as the map has it.
        language: the language of the map (BCP 47), None for English; words of other languages than English never follow an English "if".

    Example:
        >>> bare_condition("only if the buses run first"), bare_condition("unless it rains")
        ('the buses run first', None)
    """
    folded = " ".join(words.split()).rstrip(".")
    if (language or "en").partition("-")[0].lower() != "en":
        return None
    for opening in IF:
        if folded.lower().startswith(opening):
            return folded[len(opening) :]
    return None if folded.partition(" ")[0].lower() in OTHERWISE else folded


def condition_clause(words: str, language: str | None = "en", spoken: Language = ENGLISH) -> str:
    """Return a condition in words as a clause: "if the buses run first", or in quotation marks where no "if" fits.

    Args:
        words: the condition, as the map has it.
        language: the language of the map (BCP 47), None for English.
        spoken: the language of the sentence.

    Example:
        >>> condition_clause("falls der Bus fährt", "de")
        'on the condition “falls der Bus fährt”'
    """
    bare = bare_condition(words, language) if spoken.name == SOURCE else None
    folded = " ".join(words.split()).rstrip(".")
    if bare is None:
        return spoken.say("on the condition “{condition}”", condition=folded)
    return spoken.say("if {condition}", condition=bare)
