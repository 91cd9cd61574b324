"""The colours and line styles of a diagram, and nothing else.

Two channels never mix: a node's colour and glyph say which side it speaks for, an edge's colour, line and
head say what it does. Every text pair keeps a contrast of 4.5:1 and every line 3:1 (WCAG 2.2, 1.4.3 and
1.4.11); the tests compute both from these tables, and the distances between colours as people with protan,
deutan and tritan vision see them (Machado, Oliveira & Fernandes 2009).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from argmap.language import message
from argmap.registry import Registry
from argmap.rendering.contrast import theme_faults


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
        if rank is None:
            return self.neutral
        side = self.sides[rank % len(self.sides)]
        return side if rank < len(self.sides) else replace(side, glyph=side_glyph(rank))


GLYPHS = ("▲", "▼", "■", "●", "★", "▶")
"""The signs of the first sides; `side_glyph` has one for every side."""
NEUTRAL_GLYPH = "◆"


def side_glyph(rank: int | None) -> str:
    """Return the sign of the thesis of that rank, or of a node that takes no side; theses beyond the signs have numbers.

    Example:
        >>> side_glyph(0), side_glyph(6), side_glyph(None)
        ('▲', '(7)', '◆')
    """
    if rank is None:
        return NEUTRAL_GLYPH
    return GLYPHS[rank] if rank < len(GLYPHS) else f"({rank + 1})"


FONTS = "Helvetica,Arial,Liberation Sans,sans-serif"

LINE_STYLES = (
    ("support", message("supports"), "──▶", "solid", 1.7, "normal", 0.75),
    ("attack", message("attacks"), "━━⊣", "solid", 2.6, "tee", 1.0),
    ("undercut", message("undercuts a relation"), "╌╌⊣", "dashed", 1.8, "tee", 0.9),
    ("concession", message("concedes"), "╌╌◇", "dashed", 1.6, "odiamond", 1.0),
    ("rephrase", message("rephrases"), "‹··›", "dotted", 1.8, "vee", 0.75),
    ("explains", message("explains"), "···>", "dotted", 1.8, "open", 0.75),
)


def lines_of(*colors: str) -> Mapping[str, Line]:
    """Return the lines of a theme with argmap's own styles and heads.

    Args:
        colors: "#rrggbb" for support, attack, undercut, concession, rephrase and explanation, in this order.
    """
    styled = zip(LINE_STYLES, colors, strict=True)
    return MappingProxyType(
        {kind: Line(word, sign, color, *look) for (kind, word, sign, *look), color in styled}  # type: ignore[arg-type]
    )


def backing(support: Line) -> Line:
    """Return the look of a support that ends on a relation: dashed, as an undercut is.

    Args:
        support: the look of a support of a claim.
    """
    return replace(support, word=message("backs a relation"), sign="╌╌▶", style="dashed")


def sides_of(*pairs: tuple[str, str]) -> tuple[Side, ...]:
    """Return the sides of a theme with argmap's own glyphs.

    Args:
        pairs: the colours of border and fill ("#rrggbb") of six sides.
    """
    return tuple(Side(glyph, border, fill) for glyph, (border, fill) in zip(GLYPHS, pairs, strict=True))


LIGHT = Theme(
    name="light",
    page="#ffffff",
    ink="#1b1f24",
    muted="#57606a",
    linked="#eceff3",
    sides=sides_of(
        ("#0b5cad", "#e7f1fb"),
        ("#8a5000", "#fdf0da"),
        ("#9b1c6b", "#fcebf5"),
        ("#0a6a70", "#def3f4"),
        ("#5a6100", "#f2f4d3"),
        ("#8c2f1b", "#fce9e4"),
    ),
    neutral=Side(NEUTRAL_GLYPH, "#4d5661", "#f0f1f3"),
    lines=lines_of("#00794b", "#a31400", "#6420b0", "#1c3f7a", "#606975", "#3344ff"),
)

DARK = Theme(
    name="dark",
    page="#0d1117",
    ink="#e6edf3",
    muted="#9aa5b1",
    linked="#1a212b",
    sides=sides_of(
        ("#79b8ff", "#10253d"),
        ("#e8b04a", "#33260f"),
        ("#ff8ec6", "#3b1430"),
        ("#5fd7dc", "#0c3236"),
        ("#c9d253", "#2c3009"),
        ("#ff9c85", "#40190f"),
    ),
    neutral=Side(NEUTRAL_GLYPH, "#b1bac4", "#21262d"),
    lines=lines_of("#5fe0b4", "#ff7447", "#b683f7", "#f5d98a", "#8f9aa7", "#bb7766"),
)

MONO = Theme(
    name="mono",
    page="#ffffff",
    ink="#000000",
    muted="#444444",
    linked="#eeeeee",
    sides=sides_of(
        ("#000000", "#ffffff"),
        ("#000000", "#dfdfdf"),
        ("#000000", "#f0f0f0"),
        ("#000000", "#ffffff"),
        ("#000000", "#dfdfdf"),
        ("#000000", "#f0f0f0"),
    ),
    neutral=Side(NEUTRAL_GLYPH, "#000000", "#ffffff"),
    lines=lines_of("#000000", "#000000", "#000000", "#000000", "#000000", "#000000"),
)

THEMES: Mapping[str, Theme] = MappingProxyType({theme.name: theme for theme in (LIGHT, DARK, MONO)})


INSTALLED = Registry(
    "theme",
    {name: f"argmap.rendering.theme:{name.upper()}" for name in THEMES},
    group="argmap.themes",
    kind="argmap.rendering.theme:Theme",
)
"""The themes, with those of installed packages."""


def theme(name: str) -> Theme:
    """Return the theme with that name.

    Args:
        name: light, dark or mono.

    Raises:
        UnknownName: there is no such theme.
        BrokenPlugin: an installed package has the theme, and it cannot be used or not everybody could read it.
    """
    if name in THEMES:
        return THEMES[name]
    installed: Theme = INSTALLED.load(name)
    faults = theme_faults(installed, frozenset(kind for kind, *_ in LINE_STYLES))
    if faults:
        raise INSTALLED.refusal(INSTALLED.plugins()[name], "; ".join(faults))
    return installed


def theme_names() -> tuple[str, ...]:
    """Return the names of all themes: argmap's own, and then those of installed packages."""
    return (*THEMES, *sorted(INSTALLED.plugins()))
