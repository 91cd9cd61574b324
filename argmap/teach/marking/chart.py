"""The picture for the teacher: for each step, how much of the class has it right, nearly right, or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from argmap.rendering.theme import FONTS
from argmap.rendering.wrap import wrap
from argmap.teach.exports.plain import line
from argmap.teach.marking.mark import Marked
from argmap.teach.marking.rubric import Slip
from argmap.teach.marking.sheet import plainly
from argmap.teach.marking.triples import Triple

MOST = 20
"""Steps that are drawn: the hardest."""

LEFT, BAR, ROW, TOP = 380, 360, 44, 74
COLUMNS = 62
SHARES = (("right", "#00794b"), ("nearly", "#c9a227"), ("not there", "#d8dce1"))


def class_chart(marked: Sequence[Marked], texts: Mapping[str, str], title: str) -> str:
    """Return the chart as SVG, hardest steps first; all were marked against one reference."""
    rows = sorted(_shares(marked), key=lambda row: row[1])[:MOST]
    height = TOP + ROW * len(rows) + 10
    legend = "".join(
        f'<rect x="{LEFT + 120 * place}" y="44" width="14" height="14" fill="{colour}" stroke="#1b1f24" stroke-width=".6"/>'
        f'<text x="{LEFT + 120 * place + 20}" y="56">{name}</text>'
        for place, (name, colour) in enumerate(SHARES)
    )
    body = "".join(_row(place, step, shares, texts) for place, (step, _, shares) in enumerate(rows))
    count = f"{len(marked)} student{'' if len(marked) == 1 else 's'}"
    told = escape(f"{line(title)} – {count}, hardest steps first")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + BAR + 70} {height}" width="{LEFT + BAR + 70}" height="{height}" '
        f'role="img" font-family="{FONTS}" font-size="11.5" fill="#1b1f24"><title>{told}</title>'
        f'<rect width="100%" height="100%" fill="#ffffff"/><text x="14" y="26" font-size="15" font-weight="bold">{told}</text>{legend}{body}</svg>\n'
    )


def _shares(marked: Sequence[Marked]) -> list[tuple[Triple, float, tuple[float, float, float]]]:
    """Return each step with its facility and the shares of those who have it, nearly have it, and have it not."""
    found = []
    for place, credit in enumerate(marked[0].credits if marked else ()):
        slips = [one.credits[place].slip for one in marked]
        right = slips.count(Slip.NONE) / len(slips)
        missing = slips.count(Slip.MISSING) / len(slips)
        facility = sum(one.credits[place].credit for one in marked) / len(marked)
        found.append((credit.step, facility, (right, 1 - right - missing, missing)))
    return found


def _row(place: int, step: Triple, shares: tuple[float, float, float], texts: Mapping[str, str]) -> str:
    y = TOP + ROW * place
    first, *more = wrap(plainly(step, texts), COLUMNS)
    lines = [first, f"{more[0]} …" if len(more) > 1 else more[0]] if more else [first]
    told = "".join(
        f'<text x="14" y="{y + 14 + 14 * n}">{escape(part)}</text>' for n, part in enumerate(lines)
    )
    x, bars = float(LEFT), ""
    for share, (_, colour) in zip(shares, SHARES, strict=True):
        bars += f'<rect x="{x:.1f}" y="{y + 5}" width="{share * BAR:.1f}" height="20" fill="{colour}" stroke="#1b1f24" stroke-width=".6"/>'
        x += share * BAR
    return f'{told}{bars}<text x="{LEFT + BAR + 8}" y="{y + 19}">{shares[0]:.0%}</text>'
