"""Whether everybody can read a theme: contrasts of its texts and lines, and that nothing in it is missing.

Source:
    WCAG 2.2 (W3C Recommendation 2023): relative luminance, contrast ratio, criteria 1.4.3 and 1.4.11.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argmap.rendering.theme import Theme

TEXT, LINE = 4.5, 3.0
"""The lowest contrast of a text, and of a line, with what is behind it."""

NEARLY_BLACK = 0.04045
"""Up to this value sRGB is linear."""

COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21.

    Args:
        one: a colour, "#rrggbb".
        other: another one; the order does not matter.

    Example:
        >>> contrast("#000000", "#ffffff")
        21.0
    """
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def theme_faults(theme: Theme, lines: frozenset[str]) -> tuple[str, ...]:
    """Return what keeps a theme from being used, one sentence each; none for a theme that everybody can read.

    Args:
        theme: the theme.
        lines: the kinds of line that a theme must have.
    """
    missing = sorted(lines - theme.lines.keys())
    if missing:
        return (f"it has no line for {', '.join(missing)}",)
    if not theme.sides:
        return ("it has no sides",)
    pairs = [*_texts(theme), *_lines(theme)]
    bad = sorted({colour for _, *both, _ in pairs for colour in both if not COLOUR.fullmatch(colour)})
    if bad:
        return tuple(f"{colour!r} is no colour of the form '#rrggbb'" for colour in bad)
    return tuple(
        f"the contrast of {what} ({one} on {other}) is {contrast(one, other):.2f}, and must be at least {least:g}"
        for what, one, other, least in pairs
        if contrast(one, other) < least
    )


Pair = tuple[str, str, str, float]
"""What it is, the colour in front, the colour behind, and the lowest contrast."""


def _texts(theme: Theme) -> Iterator[Pair]:
    yield "texts", theme.ink, theme.page, TEXT
    yield "muted texts", theme.muted, theme.page, TEXT
    for number, side in enumerate((*theme.sides, theme.neutral), start=1):
        which = "the neutral side" if side is theme.neutral else f"side {number}"
        yield f"texts on {which}", theme.ink, side.fill, TEXT
        yield f"muted texts on {which}", theme.muted, side.fill, TEXT
        yield f"the heading of {which}", side.border, side.fill, TEXT
        yield f"{which} in the legend", side.border, theme.page, TEXT
        yield f"the border of {which} on linked premises", side.border, theme.linked, LINE
    for kind, line in theme.lines.items():
        yield f"{kind} in the legend", line.color, theme.page, TEXT


def _lines(theme: Theme) -> Iterator[Pair]:
    for kind, line in theme.lines.items():
        yield f"a line of {kind} on linked premises", line.color, theme.linked, LINE


def _luminance(colour: str) -> float:
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def _linear(part: float) -> float:
    return part / 12.92 if part <= NEARLY_BLACK else float(((part + 0.055) / 1.055) ** 2.4)
