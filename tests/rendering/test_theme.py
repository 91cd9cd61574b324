"""Colours that everybody can read, computed from the theme's tables.

Sources:
    WCAG 2.2 (W3C Recommendation 2023), relative luminance, contrast ratio, criteria 1.4.3 and 1.4.11.
    Machado, Oliveira & Fernandes (2009), A Physiologically-based Model for Simulation of Color Vision
    Deficiency, doi:10.1109/TVCG.2009.113, matrices of severity 1.0, applied to linear RGB.
    CIE 15:2004, CIELAB and the colour difference of 1976, white point D65.
"""

from __future__ import annotations

import re
from itertools import combinations
from math import dist

import pytest

from argmap.errors import UnknownName
from argmap.model import RelationKind
from argmap.rendering.theme import DARK, GLYPHS, LIGHT, MONO, NEUTRAL_GLYPH, THEMES, Theme, theme

Colour = tuple[float, float, float]

TEXT, LINE = 4.5, 3.0
APART = 20.0

VISION = {
    "normal": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
D65 = (0.95047, 1.0, 1.08883)


def linear(colour: str) -> Colour:
    """Return the linear RGB of "#rrggbb"."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return r, g, b


def times(matrix: tuple[Colour, ...], colour: Colour) -> Colour:
    x, y, z = (sum(a * b for a, b in zip(row, colour, strict=True)) for row in matrix)
    return x, y, z


def contrast(one: str, other: str) -> float:
    light, dark = sorted((times(XYZ, linear(c))[1] for c in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lab(colour: str, vision: str) -> Colour:
    seen = tuple(min(max(c, 0.0), 1.0) for c in times(VISION[vision], linear(colour)))
    x, y, z = (_lightness(c / white) for c, white in zip(times(XYZ, seen), D65, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _lightness(t: float) -> float:
    return t ** (1 / 3) if t > (6 / 29) ** 3 else t / (3 * (6 / 29) ** 2) + 4 / 29


def difference(one: str, other: str, vision: str) -> float:
    return dist(lab(one, vision), lab(other, vision))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("#000000", "#ffffff", 21.0), ("#ffffff", "#777777", 4.48), ("#a31400", "#ffffff", 7.90)],
    ids=["black on white (WCAG)", "the grey just too light (WebAIM)", "attack (DIAGRAM.md)"],
)
def test_the_contrast_computed_here_is_that_of_others(one: str, other: str, expected: float) -> None:
    assert contrast(one, other) == pytest.approx(expected, abs=0.01)


def test_the_distance_computed_here_is_that_of_cie() -> None:
    """White has L* 100 and black 0; sRGB red is L* 53.24, a* 80.09, b* 67.20 (Lindbloom's calculator, D65)."""
    assert difference("#ffffff", "#000000", "normal") == pytest.approx(100, abs=0.01)
    assert lab("#ff0000", "normal") == pytest.approx((53.24, 80.09, 67.20), abs=0.05)


def test_vision_without_long_wave_cones_confuses_red_and_green_more() -> None:
    red, green = "#cc3311", "#558822"
    assert difference(red, green, "protan") < difference(red, green, "normal")
    assert difference(red, green, "deutan") < difference(red, green, "normal")


def _text_pairs(look: Theme) -> dict[str, tuple[str, str]]:
    pairs = {"ink on page": (look.ink, look.page), "muted on page": (look.muted, look.page)}
    pairs["grant on linked tint"] = (look.lines["concession"].color, look.linked)
    for side in (*look.sides, look.neutral):
        pairs[f"ink on {side.glyph} fill"] = (look.ink, side.fill)
        pairs[f"muted on {side.glyph} fill"] = (look.muted, side.fill)
        pairs[f"{side.glyph} header on its fill"] = (side.border, side.fill)
        pairs[f"{side.glyph} header on page"] = (side.border, look.page)
    for kind, line in look.lines.items():
        pairs[f"legend of {kind}"] = (line.color, look.page)
    return pairs


def _line_pairs(look: Theme) -> dict[str, tuple[str, str]]:
    pairs = {
        f"{kind} on {ground}": (line.color, getattr(look, ground))
        for kind, line in look.lines.items()
        for ground in ("page", "linked")
    }
    pairs["answer"] = (look.muted, look.page)
    pairs["border of an issue"] = (look.ink, look.page)
    for side in (*look.sides, look.neutral):
        pairs[f"{side.glyph} border"] = (side.border, look.page)
        pairs[f"{side.glyph} border on linked tint"] = (side.border, look.linked)
    return pairs


TEXTS = {f"{look.name}: {name}": pair for look in THEMES.values() for name, pair in _text_pairs(look).items()}
LINES = {f"{look.name}: {name}": pair for look in THEMES.values() for name, pair in _line_pairs(look).items()}


@pytest.mark.parametrize(("ink", "ground"), TEXTS.values(), ids=TEXTS)
def test_text_contrast(ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= TEXT


@pytest.mark.parametrize(("ink", "ground"), LINES.values(), ids=LINES)
def test_line_contrast(ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= LINE


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("look", [LIGHT, DARK], ids=lambda look: look.name)
@pytest.mark.parametrize(("one", "other"), tuple(combinations(LIGHT.lines, 2)), ids=str)
def test_relations_differ_in_colour(look: Theme, one: str, other: str, vision: str) -> None:
    assert difference(look.lines[one].color, look.lines[other].color, vision) >= APART


@pytest.mark.parametrize("look", tuple(THEMES.values()), ids=lambda look: look.name)
def test_relations_differ_without_colour(look: Theme) -> None:
    """Line style and head name the relation, so do the words and signs of the legend."""
    assert len({(line.style, line.head) for line in look.lines.values()}) == len(look.lines)
    assert (
        len({line.word for line in look.lines.values()})
        == len({line.sign for line in look.lines.values()})
        == 6
    )


@pytest.mark.parametrize("look", tuple(THEMES.values()), ids=lambda look: look.name)
def test_sides_differ_by_glyph_alone(look: Theme) -> None:
    glyphs = [side.glyph for side in (*look.sides, look.neutral)]
    assert glyphs == [*GLYPHS, NEUTRAL_GLYPH]
    assert len(set(glyphs)) == len(glyphs)


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=lambda look: look.name)
def test_sides_differ_in_colour_for_normal_vision(look: Theme) -> None:
    borders = [side.border for side in (*look.sides, look.neutral)]
    assert min(difference(a, b, "normal") for a, b in combinations(borders, 2)) >= APART


def test_after_the_last_side_the_colours_come_again_and_numbers_tell_sides_apart() -> None:
    later = LIGHT.side(len(LIGHT.sides))
    assert (later.border, later.fill) == (LIGHT.side(0).border, LIGHT.side(0).fill)
    assert later.glyph == "(7)"
    assert len({LIGHT.side(rank).glyph for rank in range(40)}) == 40
    assert LIGHT.side(None) == LIGHT.neutral


@pytest.mark.parametrize("look", tuple(THEMES.values()), ids=lambda look: look.name)
def test_a_theme_draws_every_kind_of_relation(look: Theme) -> None:
    assert set(look.lines) == {*map(str, RelationKind), "concession"}


def test_mono_has_no_hue() -> None:
    grey = re.compile(r"#(..)\1\1")
    sides = [colour for side in (*MONO.sides, MONO.neutral) for colour in (side.border, side.fill)]
    lines = [line.color for line in MONO.lines.values()]
    assert all(grey.fullmatch(c) for c in (*sides, *lines, MONO.page, MONO.ink, MONO.muted, MONO.linked))


def test_an_unknown_theme_suggests_a_known_one() -> None:
    with pytest.raises(UnknownName, match=r"no theme 'drak'; did you mean 'dark'\?"):
        theme("drak")
