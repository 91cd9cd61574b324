"""The colours and line styles of a diagram, and nothing else.

Two channels never mix: a node's colour and glyph say which side it speaks for, an edge's colour, line and
head say what it does. Every text pair keeps a contrast of 4.5:1 and every line 3:1 (WCAG 2.2, 1.4.3 and
1.4.11); the tests compute both from these tables, and the distances between colours as people with protan,
deutan and tritan vision see them (Machado, Oliveira & Fernandes 2009).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from argmap.errors import UnknownName


@dataclass(frozen=True, slots=True)
class Side:
    """How the nodes of one side look: a glyph that needs no colour, a border and text colour, a fill."""

    glyph: str
    border: str
    fill: str


@dataclass(frozen=True, slots=True)
class Line:
    """How one kind of relation looks. `sign` is its picture in the legend, `word` what it does."""

    word: str
    sign: str
    color: str
    style: str
    width: float
    head: str
    head_size: float = 0.75


@dataclass(frozen=True, slots=True)
class Theme:
    """Everything about a diagram that is a matter of looks."""

    name: str
    page: str
    ink: str
    muted: str
    linked: str
    sides: tuple[Side, ...]
    neutral: Side
    lines: Mapping[str, Line]

    def side(self, rank: int | None) -> Side:
        """Return the look of the thesis of that rank, or of a node that takes no side."""
        return self.neutral if rank is None else self.sides[rank % len(self.sides)]


GLYPHS = ("▲", "▼", "■", "●", "★", "▶")
NEUTRAL_GLYPH = "◆"
FONTS = "Helvetica,Arial,Liberation Sans,sans-serif"

LINE_STYLES = (
    ("support", "supports", "──▶", "solid", 1.7, "normal", 0.75),
    ("attack", "attacks", "━━⊣", "solid", 2.6, "tee", 1.0),
    ("undercut", "undercuts a relation", "╌╌⊣", "dashed", 1.8, "tee", 0.9),
    ("concession", "concedes", "╌╌◇", "dashed", 1.6, "odiamond", 1.0),
    ("rephrase", "rephrases", "‹┈┈›", "dotted", 1.8, "vee", 0.75),
)


def _lines(*colors: str) -> Mapping[str, Line]:
    styled = zip(LINE_STYLES, colors, strict=True)
    return MappingProxyType(
        {kind: Line(word, sign, color, *look) for (kind, word, sign, *look), color in styled}  # type: ignore[arg-type]
    )


def _sides(*pairs: tuple[str, str]) -> tuple[Side, ...]:
    return tuple(Side(glyph, border, fill) for glyph, (border, fill) in zip(GLYPHS, pairs, strict=True))


LIGHT = Theme(
    name="light",
    page="#ffffff",
    ink="#1b1f24",
    muted="#57606a",
    linked="#eceff3",
    sides=_sides(
        ("#0b5cad", "#e7f1fb"),
        ("#8a5000", "#fdf0da"),
        ("#9b1c6b", "#fcebf5"),
        ("#0a6a70", "#def3f4"),
        ("#5a6100", "#f2f4d3"),
        ("#8c2f1b", "#fce9e4"),
    ),
    neutral=Side(NEUTRAL_GLYPH, "#4d5661", "#f0f1f3"),
    lines=_lines("#00794b", "#a31400", "#6420b0", "#1c3f7a", "#606975"),
)

DARK = Theme(
    name="dark",
    page="#0d1117",
    ink="#e6edf3",
    muted="#9aa5b1",
    linked="#1a212b",
    sides=_sides(
        ("#79b8ff", "#10253d"),
        ("#e8b04a", "#33260f"),
        ("#ff8ec6", "#3b1430"),
        ("#5fd7dc", "#0c3236"),
        ("#c9d253", "#2c3009"),
        ("#ff9c85", "#40190f"),
    ),
    neutral=Side(NEUTRAL_GLYPH, "#b1bac4", "#21262d"),
    lines=_lines("#5fe0b4", "#ff7447", "#b683f7", "#f5d98a", "#8f9aa7"),
)

MONO = Theme(
    name="mono",
    page="#ffffff",
    ink="#000000",
    muted="#444444",
    linked="#eeeeee",
    sides=_sides(
        ("#000000", "#ffffff"),
        ("#000000", "#dfdfdf"),
        ("#000000", "#f0f0f0"),
        ("#000000", "#ffffff"),
        ("#000000", "#dfdfdf"),
        ("#000000", "#f0f0f0"),
    ),
    neutral=Side(NEUTRAL_GLYPH, "#000000", "#ffffff"),
    lines=_lines("#000000", "#000000", "#000000", "#000000", "#000000"),
)

THEMES: Mapping[str, Theme] = MappingProxyType({theme.name: theme for theme in (LIGHT, DARK, MONO)})


def theme(name: str) -> Theme:
    """Return the theme with that name.

    Args:
        name: light, dark or mono.

    Raises:
        UnknownName: there is no such theme.
    """
    if name not in THEMES:
        raise UnknownName("theme", name, THEMES)
    return THEMES[name]
