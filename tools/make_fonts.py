#!/usr/bin/env python3
"""Build the bundled "Argmap Sans" fonts from Liberation Sans.

What: four TrueType files (Regular, Bold, Italic, Bold Italic) for
``argmap/rendering/picture/fonts``.  Each is a subset of the matching Liberation Sans file:
Latin, Greek, Cyrillic, punctuation and the symbols a diagram needs, with kerning
and mark positioning, without hinting instructions.  Shapes, arrows and a few
mathematical signs are drawn here, because the source lacks some of them and draws
the others at uneven sizes.  Advance widths that the source defines are never
changed: they are those of Arial and Helvetica.

From what: Liberation Sans 2.1.5, as in Debian's ``fonts-liberation2`` 2.1.5-1
(``/usr/share/fonts/truetype/liberation2``) or the upstream release
<https://github.com/liberationfonts/liberation-fonts>.  The older 1.x series
(Debian 12's ``fonts-liberation``) is under another licence and is refused.

Licence: source and result are under the SIL Open Font License 1.1.  A subset is a
modified version and "Liberation" is a reserved font name, hence the new name; the
copyright and licence records stay in the files, the licence text beside them.

Usage (needs fonttools; a maintainer's tool, not part of the package)::

    python tools/make_fonts.py /usr/share/fonts/truetype/liberation2 argmap/rendering/picture/fonts

The same source files and the same fonttools give the same bytes.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from fontTools.misc.roundTools import otRound
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable

FAMILY = "Argmap Sans"
SOURCE_VERSION = "2.1.5"
RELEASE = "1"
DESCRIPTION = (
    "Subset of Liberation Sans 2.1.5 with added symbols, renamed as the SIL Open Font "
    "License requires. Metrically compatible with Arial and Helvetica."
)
STYLES = {"Regular": "Regular", "Bold": "Bold", "Italic": "Italic", "BoldItalic": "Bold Italic"}
RANGES = (
    (0x0020, 0x007E),  # Basic Latin
    (0x00A0, 0x024F),  # Latin-1, Latin Extended-A and -B
    (0x02B0, 0x02DF),  # modifier letters, without the tone bars and their ligatures
    (0x0300, 0x052F),  # combining marks, Greek, Cyrillic
    (0x1E00, 0x1EFF),  # Latin Extended Additional
    (0x2000, 0x214F),  # punctuation, super/subscripts, currency, letterlike
    (0x2150, 0x23FF),  # number forms, arrows, operators, technical signs
    (0x2500, 0x257F),  # box drawing
    (0x25A0, 0x26FF),  # geometric shapes, miscellaneous symbols
    (0x2713, 0x2713),  # check mark
    (0x27E8, 0x27E9),  # angle brackets
)
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl"]
KEPT_NAMES = {0, 9, 13, 14}  # copyright, designer, licence, licence address

CAP_HEIGHT = 1409
MIDDLE = CAP_HEIGHT / 2  # shapes are centred on the capitals
AXIS = 681  # height of the middle of the minus sign
WIDE = 2027  # advance of Arial's triangles; diamonds and star share it
SQUARE = 1237  # advance of Arial's squares and circles
MATHS = 1196  # advance of Arial's plus and minus
CELL = 1451  # advance of the source's horizontal line
LINE = (549, 694)  # bottom and top of the source's horizontal line

Point = tuple[float, float]


@dataclass(frozen=True)
class Weight:
    """The stroke widths of one weight, in font units."""

    rule: float  # lines of mathematical signs, as thick as the minus
    frame: float  # outlines of hollow shapes


REGULAR = Weight(rule=146, frame=130)
BOLD = Weight(rule=224, frame=190)


@dataclass(frozen=True)
class Outline:
    """A closed outline: each step is a line (one point) or a curve (controls and end)."""

    steps: tuple[tuple[Point, ...], ...]

    def mapped(self, place: Callable[[Point], Point]) -> Outline:
        """Return the outline with ``place`` applied to every point."""
        return Outline(tuple(tuple(place(point) for point in step) for step in self.steps))

    def shifted(self, dx: float, dy: float = 0) -> Outline:
        """Return the outline moved by ``dx``, ``dy``."""
        return self.mapped(lambda p: (p[0] + dx, p[1] + dy))

    def turned(self, turns: int, x: float, y: float) -> Outline:
        """Return the outline turned clockwise by right angles about ``x``, ``y``."""
        result = self
        for _ in range(turns % 4):
            result = result.mapped(lambda p: (x + p[1] - y, y - p[0] + x))
        return result

    def reversed(self) -> Outline:
        """Return the outline in the other direction, which cuts a hole."""
        ends = [step[-1] for step in self.steps]
        turned = [(*step[:-1][::-1], ends[index - 1]) for index, step in enumerate(self.steps)]
        return Outline(tuple(turned[::-1]))

    def draw(self, pen: TTGlyphPen) -> None:
        """Draw the outline with ``pen``, on whole font units."""
        steps = [[(otRound(x), otRound(y)) for x, y in step] for step in self.steps]
        pen.moveTo(steps[-1][-1])
        for step in steps:
            pen.qCurveTo(*step) if len(step) > 1 else pen.lineTo(step[0])
        pen.closePath()


class Canvas:
    """Collects drawn glyphs and puts them into a font."""

    def __init__(self, font: TTFont) -> None:
        """Draw into ``font``; its own glyphs of the same characters are replaced."""
        self.font = font
        self.order: list[str] = font.getGlyphOrder()
        self.cmap: dict[int, str] = dict(font.getBestCmap())

    def add(self, char: str, width: float, *outlines: Outline) -> None:
        """Store ``outlines`` as the glyph of ``char``, ``width`` wide.

        Where the source has the character its advance wins, and the drawing is centred.
        """
        old = self.cmap.get(ord(char))
        advance = self.font["hmtx"][old][0] if old else round(width)
        pen = TTGlyphPen(None)
        for outline in outlines:
            outline.shifted((advance - width) / 2).draw(pen)
        name = f"argmap{ord(char):04X}"
        self.order.append(name)
        self.font.setGlyphOrder(self.order)
        self.font["glyf"][name] = glyph = pen.glyph()
        glyph.recalcBounds(self.font["glyf"])
        self.font["hmtx"][name] = (advance, glyph.xMin)
        self.cmap[ord(char)] = name

    def alias(self, char: str, other: str) -> None:
        """Give ``char`` the glyph of ``other``."""
        self.cmap[ord(char)] = self.cmap[ord(other)]

    def commit(self) -> None:
        """Write the collected characters to the font's character maps."""
        for table in self.font["cmap"].tables:
            if table.isUnicode():
                table.cmap = dict(self.cmap)


def polygon(*points: Point) -> Outline:
    """Return the outline through ``points``, which go clockwise."""
    return Outline(tuple((point,) for point in points))


def rectangle(left: float, bottom: float, right: float, top: float) -> Outline:
    """Return an upright rectangle."""
    return polygon((left, bottom), (left, top), (right, top), (right, bottom))


def square(x: float, y: float, half: float) -> Outline:
    """Return a square of side ``2 * half`` around ``x``, ``y``."""
    return rectangle(x - half, y - half, x + half, y + half)


def rhombus(x: float, y: float, half: float) -> Outline:
    """Return a square standing on a corner, ``half`` from its centre to a corner."""
    return polygon((x - half, y), (x, y + half), (x + half, y), (x, y - half))


def arc(x: float, y: float, radius: float, start: int, end: int) -> list[tuple[Point, Point]]:
    """Return the curves of an arc from ``start`` to ``end`` degrees, one each 45 degrees."""
    reach, sign = radius / math.cos(math.pi / 8), 1 if end > start else -1
    curves = []
    for step in range(abs(end - start) // 45):
        middle = math.radians(start + sign * (step * 45 + 22.5))
        after = math.radians(start + sign * (step + 1) * 45)
        control = (x + reach * math.cos(middle), y + reach * math.sin(middle))
        curves.append((control, (x + radius * math.cos(after), y + radius * math.sin(after))))
    return curves


def circle(x: float, y: float, radius: float) -> Outline:
    """Return a circle."""
    return Outline(tuple(arc(x, y, radius, 180, -180)))


def star(x: float, y: float, radius: float) -> Outline:
    """Return a five-pointed star standing on two points."""
    inner = radius * math.cos(math.radians(72)) / math.cos(math.radians(36))
    spokes = [(inner if step % 2 else radius, math.radians(90 - 36 * step)) for step in range(10)]
    return polygon(*((x + r * math.cos(a), y + r * math.sin(a)) for r, a in spokes))


def ribbon(start: Point, bend: Point, end: Point, width: float) -> Outline:
    """Return a line of even ``width`` with one sharp bend."""
    ahead = math.atan2(bend[1] - start[1], bend[0] - start[0])
    after = math.atan2(end[1] - bend[1], end[0] - bend[0])
    mitre = width / 2 / math.cos((after - ahead) / 2)
    sides = [
        (start, ahead, width / 2),
        (bend, (ahead + after) / 2, mitre),
        (end, after, width / 2),
    ]
    left = [(x - r * math.sin(a), y + r * math.cos(a)) for (x, y), a, r in sides]
    right = [(x + r * math.sin(a), y - r * math.cos(a)) for (x, y), a, r in sides]
    return polygon(*left, *right[::-1])


def hollow(outer: Outline, inner: Outline) -> tuple[Outline, Outline]:
    """Return ``outer`` with the hole ``inner``."""
    return outer, inner.reversed()


def draw_shapes(canvas: Canvas, weight: Weight) -> None:
    """Draw triangles, diamonds and the star, at the optical size of the capitals."""
    x, half = WIDE / 2, 685
    triangle = polygon((x - half, MIDDLE - half), (x, MIDDLE + half), (x + half, MIDDLE - half))
    for turns, char in enumerate("▲▶▼◀"):
        canvas.add(char, WIDE, triangle.turned(turns, x, MIDDLE))
    canvas.alias("►", "▶")
    canvas.alias("◄", "◀")
    half, slant = 730, weight.frame * math.sqrt(2)
    canvas.add("◆", WIDE, rhombus(x, MIDDLE, half))
    canvas.add("◇", WIDE, *hollow(rhombus(x, MIDDLE, half), rhombus(x, MIDDLE, half - slant)))
    canvas.add("★", WIDE, star(x, MIDDLE - 75, 820))


def draw_rounds(canvas: Canvas, weight: Weight) -> None:
    """Draw squares and circles, at the optical size of the capitals."""
    x, half, radius, frame = SQUARE / 2, 525, 570, weight.frame
    canvas.add("■", SQUARE, square(x, MIDDLE, half))
    canvas.add("□", SQUARE, *hollow(square(x, MIDDLE, half), square(x, MIDDLE, half - frame)))
    canvas.add("●", SQUARE, circle(x, MIDDLE, radius))
    canvas.add("○", SQUARE, *hollow(circle(x, MIDDLE, radius), circle(x, MIDDLE, radius - frame)))


def draw_arrows(canvas: Canvas, weight: Weight) -> None:
    """Draw the five plain arrows; the flat ones lie on the axis of the minus sign."""
    x, reach, rule, wing = 1024, 860, weight.rule / 2, 360
    neck = reach - 440
    head = [(neck, rule), (neck, wing), (reach, 0), (neck, -wing), (neck, -rule)]
    tail = [(-reach, -rule), (-reach, rule)]
    right = polygon(*tail, *head).shifted(x, AXIS)
    canvas.add("→", 2 * x, right)
    canvas.add("←", 2 * x, right.turned(2, x, AXIS))
    for turns, char in ((1, "↓"), (3, "↑")):
        canvas.add(char, x, right.turned(turns, x, AXIS).shifted(-x / 2, MIDDLE - AXIS))
    back = [(-px, -py) for px, py in head]
    canvas.add("↔", 2 * x, polygon(*back, *head).shifted(x, AXIS))


def draw_marks(canvas: Canvas, weight: Weight) -> None:
    """Draw the tack, the element sign, the check mark and the angle brackets."""
    rule, half, low, high = weight.rule, weight.rule / 2, AXIS - 560, AXIS + 560
    left, bar, right = 110, 1086 - weight.rule, 1086
    tack = polygon(
        *((left, AXIS - half), (left, AXIS + half), (bar, AXIS + half), (bar, high)),
        *((right, high), (right, low), (bar, low), (bar, AXIS - half)),
    )
    canvas.add("⊣", MATHS, tack)
    canvas.add("∈", MATHS, *element(left, right, 510, rule))
    canvas.add("✓", 1500, ribbon((190, 620), (560, 190), (1330, 1330), rule * 1.3))
    for char, flip in (("⟨", 1), ("⟩", -1)):
        points = [(341 + flip * px, py) for px, py in ((160, 1484), (-140, 530), (160, -425))]
        canvas.add(char, 682, ribbon(points[0], points[1], points[2], rule))


def element(left: float, right: float, radius: float, rule: float) -> tuple[Outline, Outline]:
    """Return the element sign: half a ring open to the right, and its bar."""
    x, inner = left + radius, radius - rule
    hook = (
        *arc(x, AXIS, radius, 270, 90),
        *(((right, AXIS + radius),), ((right, AXIS + inner),), ((x, AXIS + inner),)),
        *arc(x, AXIS, inner, 90, 270),
        *(((right, AXIS - inner),), ((right, AXIS - radius),), ((x, AXIS - radius),)),
    )
    return Outline(hook), rectangle(left + rule / 2, AXIS - rule / 2, right, AXIS + rule / 2)


def draw_lines(canvas: Canvas) -> None:
    """Draw the box-drawing lines that the source lacks, on its own light line."""
    low, high = LINE
    thick, middle = high - low, (low + high) / 2
    canvas.add("━", CELL, rectangle(-10, middle - thick, CELL + 10, middle + thick))
    canvas.add("┃", 1280, rectangle(640 - thick, -621, 640 + thick, 1864))
    gap = CELL / 6
    dashes = [rectangle(x + gap / 2, low, x + CELL / 2 - gap / 2, high) for x in (0, CELL / 2)]
    canvas.add("╌", CELL, *dashes)


def draw_symbols(font: TTFont, weight: Weight) -> None:
    """Draw every added or redrawn sign into ``font``."""
    canvas = Canvas(font)
    draw_shapes(canvas, weight)
    draw_rounds(canvas, weight)
    draw_arrows(canvas, weight)
    draw_marks(canvas, weight)
    draw_lines(canvas)
    canvas.commit()


def wanted() -> set[int]:
    """Return the code points of ``RANGES``."""
    return {point for first, last in RANGES for point in range(first, last + 1)}


def subset(font: TTFont) -> None:
    """Keep the wanted glyphs and features; drop hinting, glyph names and build leftovers."""
    options = Options()
    options.hinting = False
    options.layout_features = FEATURES
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.drop_tables += ["FFTM", "kern", "DSIG"]  # kerning stays in GPOS
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted())
    subsetter.subset(font)


def rename(font: TTFont, style: str) -> None:
    """Replace every name record but the copyright and licence ones."""
    names = font["name"]
    version = f"Version {SOURCE_VERSION}; argmap {RELEASE}"
    full = FAMILY if style == "Regular" else f"{FAMILY} {style}"
    postscript = f"{FAMILY.replace(' ', '')}-{style.replace(' ', '')}"
    records = {record.nameID: str(record) for record in names.names if record.nameID in KEPT_NAMES}
    records |= {1: FAMILY, 2: style, 3: f"{FAMILY} {style}; {version}", 4: full}
    records |= {5: version, 6: postscript, 10: DESCRIPTION}
    names.names = []
    for number, text in sorted(records.items()):
        names.setName(text, number, 3, 1, 0x409)


def finish(font: TTFont) -> None:
    """Set the fields that follow from the changes: hinting flags, ranges, vendor."""
    font["head"].flags = 0b11  # baseline and left side bearing at 0; no hinted advances
    font["gasp"] = gasp = newTable("gasp")
    gasp.version, gasp.gaspRange = 1, {0xFFFF: 0b1111}
    font["post"].formatType = 3.0
    table = font["OS/2"]
    table.recalcUnicodeRanges(font)
    table.recalcAvgCharWidth(font)
    table.achVendID = "NONE"


def check_source(font: TTFont, path: Path) -> None:
    """Refuse a source of another licence or version."""
    licence, version = font["name"].getDebugName(13) or "", font["name"].getDebugName(5) or ""
    if "SIL Open Font License" not in licence:
        raise SystemExit(f"{path}: not under the SIL Open Font License: {licence!r}")
    if SOURCE_VERSION not in version:
        raise SystemExit(f"{path}: expected version {SOURCE_VERSION}, found {version!r}")


def build(source: Path, target: Path, style: str) -> None:
    """Build one style from ``source`` and write it, with the source's timestamps."""
    font = TTFont(source, recalcTimestamp=False)
    check_source(font, source)
    draw_symbols(font, BOLD if style.startswith("Bold") else REGULAR)
    subset(font)
    rename(font, style)
    finish(font)
    font.save(target, reorderTables=True)


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Build the bundled fonts from Liberation Sans.")
    parser.add_argument("source", type=Path, help="folder with LiberationSans-*.ttf")
    parser.add_argument("output", type=Path, help="folder for ArgmapSans-*.ttf")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Build every style and print the sizes."""
    options = parse(arguments)
    options.output.mkdir(parents=True, exist_ok=True)
    for suffix, style in STYLES.items():
        target = options.output / f"ArgmapSans-{suffix}.ttf"
        build(options.source / f"LiberationSans-{suffix}.ttf", target, style)
        print(f"{target}: {target.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
