"""What stands above a diagram: its title and the legend, which names only what occurs.

Both are the graph's own label, which takes no part in the layout.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

from argmap.language import message
from argmap.model.annotations import Label
from argmap.model.claim import Claim
from argmap.model.relation import RelationKind
from argmap.rendering.changes import FORMS, NAMES, ChangeSign, change_color
from argmap.rendering.marks import SIGNS
from argmap.rendering.options import SMALL_MAP, Options
from argmap.rendering.picture.labels import WORDS, font, lines, markup, unstretched
from argmap.rendering.scene import Scene
from argmap.rendering.theme import Line, Side, Theme, backing
from argmap.rendering.wrap import columns, wrap

NAME_WIDTH, TITLE_WIDTH = 40, 72
TITLE_SIZE, PAGE_TITLE_SIZE = 16, 11
LEGEND_SIZE, LEGEND_WIDTH, SMALL_WIDTH = 9, 680, 500
"""Points: of its type, of a row, and of a row above a page or a small map."""
LETTER = 0.56
"""Width of a bold letter in the middle, in parts of its size."""
SPACED = 5
"""Columns between two parts of a row."""
TAG = re.compile("<[^<>]*>")
SPACE = '<TR><TD HEIGHT="10"></TD></TR>'
GAP = "&#160;" * 5
SHAPES = {
    Label.IN: "{label}",
    Label.OUT: message("{label} (octagon)"),
    Label.UNDECIDED: message("{label} (hexagon)"),
}


def caption(scene: Scene, look: Theme, options: Options) -> str | None:
    """Return the HTML-like label with title and legend, or None if neither is wanted.

    Args:
        scene: what is drawn.
        look: its colours.
        options: title and legend are as they say.
    """
    title = scene.map.title if options.title is None else options.title
    size = PAGE_TITLE_SIZE if scene.place else TITLE_SIZE
    heading = lines(" · ".join(filter(None, (title, scene.place))), TITLE_WIDTH)
    rows = [font(heading, color=look.ink, size=max(size, options.smallest), bold=True)] if heading else []
    if options.legend:
        is_small = scene.place or len(scene.nodes) <= SMALL_MAP
        width = SMALL_WIDTH if is_small else LEGEND_WIDTH
        columns_wide = int(width / (max(LEGEND_SIZE, options.smallest) * LETTER))
        sides, signs = _side_cells(scene, look), _signs(scene, look)
        rows += [unstretched(row, spacing=6, padding=3) for row in _broken(sides, columns_wide)]
        rows += [GAP.join(row) for row in _broken(signs, columns_wide)]
    if not rows:
        return None
    body = "".join(f'<TR><TD ALIGN="LEFT">{row}</TD></TR>' for row in rows)
    space = "" if scene.place else SPACE
    return f'<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="3">{body}{space}</TABLE>>'


def _broken(parts: Sequence[str], width: int) -> Iterator[list[str]]:
    """Yield parts in rows of about so many columns: a legend may not make a drawing wider."""
    row: list[str] = []
    used = 0
    for part in parts:
        size = columns(unescape(TAG.sub("", part))) + SPACED
        if row and used + size > width:
            yield row
            row, used = [], 0
        row.append(part)
        used += size
    if row:
        yield row


def _side_cells(scene: Scene, look: Theme) -> list[str]:
    present = {scene.sides.get(node.id) for node in scene.nodes}
    cells = [
        _side_cell(look.side(rank), _name(scene, thesis))
        for thesis, rank in scene.ranks.items()
        if thesis in present
    ]
    return (
        [*cells, _side_cell(look.neutral, scene.language.say("no single side"))] if None in present else cells
    )


def _side_cell(side: Side, name: str) -> str:
    text = font(markup(f"{side.glyph} {name}"), color=side.border, bold=True)
    return f'<TD BGCOLOR="{side.fill}" BORDER="1" COLOR="{side.border}">{text}</TD>'


def _name(scene: Scene, thesis: str) -> str:
    claim = scene.map.nodes[thesis]
    label = claim.label if isinstance(claim, Claim) and claim.label else claim.text
    first, *rest = wrap(label, NAME_WIDTH, NAME_WIDTH)
    return f"{first} …" if rest else first


def _signs(scene: Scene, look: Theme) -> list[str]:
    translated = scene.language.translated
    signs = [
        font(markup(f"{line.sign} {translated(line.word)}"), color=line.color, bold=True)
        for _, line in key(scene, look)
    ]
    signs += [font(markup(sign), color=look.ink, bold=True) for sign in status_signs(scene)]
    signs += _change_signs(scene, look)
    for kind, sign in box_signs(scene):
        color = look.muted if kind in {"meta", "below"} else look.ink
        signs.append(font(markup(sign), color=color, bold=kind != "implicit", italic=kind == "implicit"))
    return signs


def _change_signs(scene: Scene, look: Theme) -> list[str]:
    """Return the marks of changes that occur, each with what it looks like."""
    present = {mark.sign for mark in scene.marks.changes.values()}
    say, translated = scene.language.say, scene.language.translated
    return [
        font(
            markup(f"{sign} {say(FORMS[sign], change=translated(NAMES[sign]))}"),
            color=change_color(look, sign),
            bold=True,
        )
        for sign in ChangeSign
        if sign in present
    ]


def box_signs(scene: Scene) -> list[tuple[str, str]]:
    """Return what is said of bars, boxes and lines that are no relations, where they occur: the kind, its sign with its name.

    Args:
        scene: what is drawn.
    """
    say = scene.language.say
    signs = (
        ("linked", "┃ " + say("linked premises"), any(r.is_linked for r in scene.relations)),
        (
            "implicit",
            "╌ " + say("implicit premise"),
            any(isinstance(node, Claim) and node.implicit for node in scene.nodes),
        ),
        ("meta", "··· " + say("about the discussion"), any(scene.is_meta(node.id) for node in scene.nodes)),
        ("below", "╌╌ " + say("sub-question of"), bool(scene.below)),
    )
    return [(kind, sign) for kind, sign, occurs in signs if occurs]


def key(scene: Scene, look: Theme) -> list[tuple[str, Line]]:
    """Return the kinds of lines that occur in a scene, each with its look: those of relations, then special ones.

    Args:
        scene: what is drawn.
        look: its colours.
    """
    ordinary = [r for r in scene.relations if not scene.carries_nothing(r) and not scene.is_backing(r)]
    present = {str(relation.kind) for relation in ordinary}
    if any(node.id in scene.grants for node in scene.nodes):
        present.add("concession")
    lines = [(kind, line) for kind, line in look.lines.items() if kind in present]
    if any(scene.is_backing(relation) for relation in scene.relations):
        lines.append(("backing", backing(look.lines[RelationKind.SUPPORT])))
    if any(scene.carries_nothing(relation) for relation in scene.relations):
        lines.append(
            ("weightless", Line(message("carries no weight"), "──", look.muted, "solid", 1.2, "normal"))
        )
    return lines


def status_signs(scene: Scene) -> list[str]:
    """Return the signs of labels that occur, each with the shape of its box.

    Args:
        scene: what is drawn.
    """
    present = {scene.marks.status.get(node.id) for node in scene.nodes if not scene.is_meta(node.id)}
    say, words = scene.language.say, {label: scene.language.translated(word) for label, word in WORDS.items()}
    signs = [
        f"{sign} {say(SHAPES[label], label=words[label])}"
        for label, sign in SIGNS.items()
        if label in present
    ]
    weightless = scene.map.weightless
    shown = (relation.id for relation in scene.relations if relation.id not in weightless)
    relations = {scene.marks.status.get(relation, Label.IN) for relation in shown}
    if Label.OUT in relations:
        failing = say("on a relation: {label}", label=words[Label.OUT])
        signs.append(f"{SIGNS[Label.OUT]} {failing}")
    return signs
