"""How nodes and edges look that two readings do not have alike: a line above, a border, and words on an arrow."""

from __future__ import annotations

from argmap.model.claim import Claim, Example, Issue
from argmap.model.relation import Relation
from argmap.rendering.changes import BORDERS, NAMES, ChangeSign, change_color
from argmap.rendering.picture.dot_writer import DotWriter
from argmap.rendering.picture.labels import font, lines, markup

SIGN_SIZE = 13
"""Points of the sign on an arrow."""

BETWEEN_LINES = "2.4"
"""Points of a thick double border, whose lines Graphviz draws four points apart."""


def change_sign(writer: DotWriter, name: str) -> list[str]:
    """Return the line that says that a part is added, dropped or changed, as markup; none where nothing is marked.

    Args:
        writer: what it is drawn with.
        name: the id of an issue, a claim or an example.
    """
    mark = writer.scene.marks.changes.get(name)
    if mark is None:
        return []
    words = markup(f"{mark.sign} {writer.scene.language.translated(NAMES[mark.sign]).upper()} ")
    return [font(words, color=change_color(writer.look, mark.sign), size=writer.small + 1, bold=True)]


def change_words(writer: DotWriter, name: str, width: int) -> list[str]:
    """Return the lines that say what is otherwise in the other reading, as markup.

    Args:
        writer: what it is drawn with.
        name: the id of an issue, a claim or an example.
        width: columns of a line.
    """
    mark = writer.scene.marks.changes.get(name)
    if mark is None:
        return []
    color = change_color(writer.look, mark.sign)
    return [font(lines(words, width), color=color, size=writer.small) for words in mark.words]


def change_look(writer: DotWriter, name: str, part: Issue | Claim | Example) -> dict[str, str]:
    """Return the border of a part that is marked, as attributes of Graphviz. Only claims have round corners.

    Args:
        writer: what it is drawn with.
        name: the id of the part.
        part: what it is.
    """
    mark = writer.scene.marks.changes.get(name)
    if mark is None:
        return {}
    border = dict(BORDERS[mark.sign])
    if not isinstance(part, Claim) or part.meta:
        border["style"] = border["style"].removeprefix("rounded,")
    if isinstance(part, Issue):
        border["peripheries"] = "2"
        if mark.sign is ChangeSign.CHANGED:
            border["penwidth"] = BETWEEN_LINES
    return {"color": change_color(writer.look, mark.sign), **border}


def change_label(writer: DotWriter, relation: Relation) -> dict[str, str]:
    """Return the label of a relation that is marked, as attributes of Graphviz: its sign, and what is otherwise.

    Args:
        writer: what it is drawn with.
        relation: the relation.
    """
    mark = writer.scene.marks.changes.get(relation.id)
    if mark is None:
        return {}
    color = change_color(writer.look, mark.sign)
    sign = font(markup(f" {mark.sign} "), color=color, size=SIGN_SIZE, bold=True)
    words = font("<BR/>".join(map(markup, mark.words)), color=color, size=writer.small, bold=True)
    return {"label": f"<{sign}{words if mark.words else ''}>"}
