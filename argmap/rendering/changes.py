"""How a picture marks what two readings do not have alike: by a sign and a form, and by a colour that says the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from argmap.language import message
from argmap.rendering.theme import Line, Theme


class ChangeSign(StrEnum):
    """The sign of a part that the second reading has alone, the first has alone, or both have otherwise."""

    ADDED = "+"
    DROPPED = "−"
    CHANGED = "~"


@dataclass(frozen=True, slots=True)
class ChangeMark:
    """The mark of one part: its sign, and lines that say what is otherwise."""

    sign: ChangeSign
    words: tuple[str, ...] = ()


NAMES: Mapping[ChangeSign, str] = MappingProxyType(
    {
        ChangeSign.ADDED: message("added"),
        ChangeSign.DROPPED: message("dropped"),
        ChangeSign.CHANGED: message("changed"),
    }
)
FORMS: Mapping[ChangeSign, str] = MappingProxyType(
    {
        ChangeSign.ADDED: message("{change} (double border)"),
        ChangeSign.DROPPED: message("{change} (dashed)"),
        ChangeSign.CHANGED: message("{change} (thick border)"),
    }
)
"""What the legend says of each sign."""

BORDERS: Mapping[ChangeSign, Mapping[str, str]] = MappingProxyType(
    {
        ChangeSign.ADDED: {"style": "rounded,filled", "peripheries": "2", "penwidth": "1.6"},
        ChangeSign.DROPPED: {"style": "rounded,dashed,filled", "penwidth": "1.6"},
        ChangeSign.CHANGED: {"style": "rounded,filled", "penwidth": "3.2"},
    }
)
LINES: Mapping[ChangeSign, str] = MappingProxyType(
    {ChangeSign.ADDED: "support", ChangeSign.DROPPED: "attack", ChangeSign.CHANGED: "undercut"}
)
"""The kinds of relations whose colours in a theme the signs have: every theme has them, and they can be told apart."""


def change_color(look: Theme, sign: ChangeSign) -> str:
    """Return the colour of a sign in a theme, as `#rrggbb`.

    Args:
        look: the theme.
        sign: the sign.
    """
    return look.lines[LINES[sign]].color


def changed_line(line: Line, sign: ChangeSign, look: Theme) -> Line:
    """Return the look of a relation that is marked: broad, or, if only the first reading has it, thin, grey and dashed.

    Its head stays, and says what the relation does.

    Args:
        line: the look of its kind.
        sign: the mark.
        look: the theme.
    """
    if sign is ChangeSign.DROPPED:
        return replace(line, color=look.muted, style="dashed", width=1.2)
    return replace(line, width=line.width + 1)


def without_sides(look: Theme) -> Theme:
    """Return a theme in which sides have their glyphs and no colours: in a picture of differences, colour means change.

    Args:
        look: the theme.
    """
    sides = tuple(replace(look.neutral, glyph=side.glyph, fill=look.page) for side in look.sides)
    return replace(look, sides=sides, neutral=replace(look.neutral, fill=look.page))
