"""The text of the language model: a nursery rhyme printed in 1755 and long in the public domain."""

from __future__ import annotations

PARTS = (
    "the house that Jack built",
    "the malt that lay in",
    "the rat that ate",
    "the cat that killed",
    "the dog that worried",
    "the cow with the crumpled horn that tossed",
    "the maiden all forlorn that milked",
    "the man all tattered and torn that kissed",
)
"""What each verse adds in front of the one before."""


def verses() -> list[list[str]]:
    """Return the verses of "This is the house that Jack built" as words; each holds all earlier ones."""
    poem, tail = [], ""
    for part in PARTS:
        tail = f"{part} {tail}".strip()
        poem.append(f"This is {tail} .".split())
    return poem
