"""What stands above a diagram: its title and the legend, which names only what occurs.

Both are the graph's own label, which takes no part in the layout.
"""

from __future__ import annotations

from argmap.model.claim import Claim
from argmap.rendering.labels import font, lines, markup
from argmap.rendering.options import Options
from argmap.rendering.scene import Scene
from argmap.rendering.theme import Side, Theme
from argmap.rendering.wrap import wrap

NAME_WIDTH, TITLE_WIDTH = 40, 72
TITLE_SIZE = 16
SPARE_COLUMNS = 99
SPACE = '<TR><TD HEIGHT="10"></TD></TR>'
GAP = "&#160;" * 5


def caption(scene: Scene, look: Theme, options: Options) -> str | None:
    """Return the HTML-like label with title and legend, as far as `options` ask for them."""
    title = scene.map.title if options.title is None else options.title
    heading = lines(title, TITLE_WIDTH)
    rows = [font(heading, color=look.ink, size=TITLE_SIZE, bold=True)] if heading else []
    if options.legend:
        sides, signs = _side_cells(scene, look), _signs(scene, look)
        rows += [_unstretched(sides)] if sides else []
        rows += [GAP.join(signs)] if signs else []
    if not rows:
        return None
    body = "".join(f'<TR><TD ALIGN="LEFT">{row}</TD></TR>' for row in rows)
    return f'<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="3">{body}{SPACE}</TABLE>>'


def _unstretched(cells: list[str]) -> str:
    """Return a row of cells as a table that leaves the width it does not need to an empty cell beside it.

    Graphviz stretches a table to the width of its cell and gives every column the same share of the rest.
    """
    row = f'<TABLE BORDER="0" CELLSPACING="6" CELLPADDING="3"><TR>{"".join(cells)}</TR></TABLE>'
    plain = 'BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0"'
    return f'<TABLE {plain}><TR><TD>{row}</TD><TD COLSPAN="{SPARE_COLUMNS}"></TD></TR></TABLE>'


def _side_cells(scene: Scene, look: Theme) -> list[str]:
    present = {scene.sides.get(node.id) for node in scene.nodes}
    cells = [
        _side_cell(look.side(rank), _name(scene, thesis))
        for thesis, rank in scene.ranks.items()
        if thesis in present
    ]
    return [*cells, _side_cell(look.neutral, "no one side")] if None in present else cells


def _side_cell(side: Side, name: str) -> str:
    text = font(markup(f"{side.glyph} {name}"), color=side.border, bold=True)
    return f'<TD BGCOLOR="{side.fill}" BORDER="1" COLOR="{side.border}">{text}</TD>'


def _name(scene: Scene, thesis: str) -> str:
    claim = scene.map.nodes[thesis]
    label = claim.label if isinstance(claim, Claim) and claim.label else claim.text
    first, *rest = wrap(label, NAME_WIDTH, NAME_WIDTH)
    return f"{first} …" if rest else first


def _signs(scene: Scene, look: Theme) -> list[str]:
    present = {str(relation.kind) for relation in scene.relations}
    if any(node.id in scene.grants for node in scene.nodes):
        present.add("concession")
    signs = [
        font(markup(f"{line.sign} {line.word}"), color=line.color, bold=True)
        for kind, line in look.lines.items()
        if kind in present
    ]
    if any(relation.is_linked for relation in scene.relations):
        signs.append(font(markup("┃ linked premises"), color=look.ink, bold=True))
    if any(isinstance(node, Claim) and node.implicit for node in scene.nodes):
        signs.append(font(markup("╌ unstated premise"), color=look.ink, italic=True))
    return signs
