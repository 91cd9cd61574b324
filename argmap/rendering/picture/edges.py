"""The edges of a diagram: relations, the joints at which they can be undercut, answers and concessions."""

from __future__ import annotations

from argmap.dialogue.commitments import Voice
from argmap.language import message
from argmap.model.annotations import Label
from argmap.model.claim import Claim, Issue
from argmap.model.relation import Relation, RelationKind
from argmap.rendering.marks import SIGNS
from argmap.rendering.options import Direction
from argmap.rendering.picture.change_marks import change_label
from argmap.rendering.picture.dot_writer import DotWriter
from argmap.rendering.picture.labels import HEADER_SIZE, font, markup, rows
from argmap.rendering.picture.nodes import ways_of
from argmap.rendering.wrap import wrap

STRAIGHTNESS = {
    RelationKind.SUPPORT: "4",
    RelationKind.ATTACK: "2",
    RelationKind.UNDERCUT: "1",
    RelationKind.REPHRASE: "1",
    RelationKind.EXPLAINS: "2",
}
"""How hard the layout tries to keep an edge short and straight."""

BACK = {Direction.RIGHT: "e", Direction.LEFT: "w", Direction.BELOW: "s", Direction.ABOVE: "n"}
"""The side of a bar on which its premises stand."""

TOGETHER = message("linked premises: they count only together")
HALF, WHOLE = "1", "2"
"""Lengths in half ranks: a joint stands half way, so that siblings stay aligned when one gets a joint."""


def draw_relation(writer: DotWriter, relation: Relation) -> None:
    """Draw a relation: an arrow, with a joint in it where premises meet or an undercut ends.

    Args:
        writer: what it is drawn with.
        relation: the relation.
    """
    if relation.is_linked:
        _draw_bar(writer, relation)
        back = BACK[writer.direction]
        ends = {f"n-{premise}": f":p{i}:{back}" for i, premise in enumerate(writer.premises(relation))}
    elif relation.id in writer.scene.jointed:
        _draw_ring(writer, relation)
        ends = {f"n-{relation.premises[0]}": f":{BACK[writer.direction]}"}
    else:
        length = HALF if relation.target in writer.scene.jointed else WHOLE
        length = str(int(length) * writer.arrangement.far.get(relation.id, 1))
        start = {"minlen": length, "weight": STRAIGHTNESS[relation.kind], **_tail(writer, relation, "both")}
        _draw_arrow(writer, relation, f"n-{relation.premises[0]}", **start)
        return
    joint = f"j-{relation.id}"
    for premise, port in ends.items():
        name = f"e-{relation.id}--{premise.removeprefix('n-')}"
        style = {**_style(writer, relation), "arrowhead": "none", "minlen": HALF, "weight": "8"}
        style |= _tail(writer, relation, "back")
        writer.edge(premise, f"{joint}{port}", writer.kind(relation), name, **style)
    _draw_arrow(writer, relation, joint, minlen=HALF, weight="8")
    _draw_way(writer, relation)


def draw_gathering(writer: DotWriter, relation: Relation) -> None:
    """Draw the tinted box that keeps linked premises side by side.

    Args:
        writer: what it is drawn with.
        relation: the relation that they are premises of.
    """
    look = {
        "style": "rounded,filled",
        "color": writer.look.linked,
        "fillcolor": writer.look.linked,
        "margin": "5",
    }
    together = writer.scene.language.translated(TOGETHER)
    with writer.graph.subgraph(name=f"cluster_{relation.id}") as box:
        box.attr("graph", id=f"g-{relation.id}", label="", tooltip=together, **{"class": "linked"}, **look)
        for premise in writer.premises(relation):
            box.node(f"n-{premise}")


def draw_answer(writer: DotWriter, thesis: Claim) -> None:
    """Draw the line from a thesis to the issue it answers.

    Args:
        writer: what it is drawn with.
        thesis: the thesis.
    """
    is_chosen = thesis.id in writer.scene.chosen
    look = {
        "color": writer.look.ink if is_chosen else writer.look.muted,
        "penwidth": "2.6" if is_chosen else "1.2",
        "arrowhead": "none",
        "minlen": WHOLE,
        "weight": "8",
    }
    kind = "answers chosen" if is_chosen else "answers"
    writer.edge(f"n-{thesis.id}", f"n-{thesis.answers}", kind, f"e-{thesis.id}--answers", **look)


def draw_below(writer: DotWriter, issue: Issue) -> None:
    """Draw the line from a sub-issue to the issue or thesis below which it hangs.

    Args:
        writer: what it is drawn with.
        issue: the sub-issue.
    """
    look = {
        "color": writer.look.muted,
        "style": "dashed",
        "penwidth": "1.2",
        "arrowhead": "none",
        "minlen": WHOLE,
    }
    writer.edge(f"n-{issue.id}", f"n-{issue.parent}", "below", f"e-{issue.id}--below", **look, weight="4")


def draw_grant(writer: DotWriter, claim: str, index: int, voice: Voice) -> None:
    """Draw a concession: who concedes the claim, and in which post.

    Args:
        writer: what it is drawn with.
        claim: the id of the claim.
        index: the place of this concession among those of the claim, from 0.
        voice: who concedes it, and where.
    """
    line = writer.look.lines["concession"]
    name = f"k-{claim}-{index}"
    how = writer.scene.grant_words(claim).get(voice, "")
    said = writer.scene.language.say("{name} concedes{how}", name=voice.name, how=how)
    tooltip = writer.scene.language.say("{name} concedes this", name=str(voice))
    words = "<BR/>".join(map(markup, wrap(f"◇ {said}", writer.options.wrap)))
    label = font(words, color=line.color, size=writer.size(HEADER_SIZE + 1), bold=True)
    label += font(markup(f" #{voice.number}"), color=writer.look.muted, size=writer.small)
    plain = {"shape": "plaintext", "style": "", "margin": ".03,.02"}
    writer.node(name, "concession", lambda: rows((label,)), tooltip, **plain)
    look = {
        "color": line.color,
        "style": line.style,
        "penwidth": str(line.width),
        # In the column of the reasons: between two columns its words would push them apart.
        "minlen": WHOLE,
        "weight": "1",
    }
    head = {"arrowhead": line.head, "arrowsize": str(line.head_size)}
    writer.edge(name, f"n-{claim}", "concession", f"e-{claim}--grant-{index}", **look, **head)


def _draw_bar(writer: DotWriter, relation: Relation) -> None:
    """Draw the bar at which linked premises meet, with a port for each."""
    size = 'WIDTH="5" HEIGHT="50"' if writer.sideways else 'WIDTH="60" HEIGHT="5"'
    cells = [f'<TD PORT="p{i}" {size} FIXEDSIZE="TRUE"></TD>' for i in range(len(relation.premises))]
    body = "".join(f"<TR>{cell}</TR>" for cell in cells) if writer.sideways else f"<TR>{''.join(cells)}</TR>"
    plain = 'BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0"'
    label = f'<<TABLE {plain} BGCOLOR="{writer.line(relation).color}">{body}</TABLE>>'
    name = f"j-{relation.id}"
    sign = _failing(writer, relation)
    mark = {"xlabel": f"<{font(markup(sign), color=writer.look.ink, size=14, bold=True)}>"} if sign else {}
    # Drawn in sketches too: its ports decide where edges cross.
    writer.graph.node(
        name,
        label=label,
        id=name,
        shape="plain",
        style="",
        tooltip=writer.scene.language.translated(TOGETHER),
        **{"class": f"joint {writer.kind(relation)}", **mark},
    )


def _draw_way(writer: DotWriter, relation: Relation) -> None:
    """Draw the note that says on which page there is more about a relation, beside its joint."""
    ways = ways_of(writer, relation.id)
    if not ways:
        return
    name = f"o-{relation.id}"
    plain = {"shape": "plaintext", "style": "", "margin": ".03,.02"}
    tooltip = writer.scene.language.say("more about this relation, on another page")
    writer.node(name, "way", lambda: rows(ways), tooltip, **plain)
    look = {"color": writer.look.muted, "style": "dotted", "arrowhead": "none", "minlen": HALF, "weight": "1"}
    writer.edge(name, f"j-{relation.id}", "way", f"e-{relation.id}--way", **look)


def _draw_ring(writer: DotWriter, relation: Relation) -> None:
    """Draw the small ring on an arrow at which an undercut or a backing ends."""
    color = writer.line(relation).color
    sign = _failing(writer, relation)
    size = ".2" if sign else ".09"
    small = {"shape": "circle", "width": size, "height": size, "fixedsize": "true", "penwidth": "1.4"}
    fill = {"style": "filled", "color": color, "fillcolor": writer.look.page}
    tooltip = writer.scene.language.say("the relation between reason and conclusion")
    label = f"<{font(markup(sign), color=writer.look.ink, size=12, bold=True)}>" if sign else ""
    writer.node(f"j-{relation.id}", f"joint {writer.kind(relation)}", lambda: label, tooltip, **small, **fill)


def _failing(writer: DotWriter, relation: Relation) -> str:
    """Return the sign of a relation that is rejected or undecided; accepted ones have none."""
    if relation.id in writer.scene.map.weightless:
        return ""
    status = writer.scene.marks.status.get(relation.id, Label.IN)
    return "" if status is Label.IN else SIGNS[status]


def _draw_arrow(writer: DotWriter, relation: Relation, tail: str, **attributes: str) -> None:
    """Draw the part of a relation that reaches its target."""
    line = writer.line(relation)
    head = {"arrowhead": line.head, "arrowsize": str(line.head_size)}
    onto_joint = relation.target in writer.scene.jointed
    target = f"j-{relation.target}{_joint_end(writer, relation)}" if onto_joint else f"n-{relation.target}"
    style = {**_style(writer, relation), **head, **attributes, **_number(writer, relation)}
    writer.edge(tail, target, writer.kind(relation), f"e-{relation.id}", **style)


def _number(writer: DotWriter, relation: Relation) -> dict[str, str]:
    """Return the label of a relation whose kind is not shown."""
    label = writer.options.unsigned.get(relation.id)
    if label is None:
        return change_label(writer, relation)
    return {"label": f"<{font(markup(label), color=writer.look.ink, size=11, bold=True)}>"}


def _joint_end(writer: DotWriter, relation: Relation) -> str:
    """Return the port at which an undercut or a backing ends on a joint: the nearer side, where no premise is in its way.

    Of several, one half ends on the one side and one on the other.
    """
    joint, others = f"j-{relation.target}", writer.scene.onto(relation.target)
    centres = writer.arrangement.centres
    tails = {other.id: _tail_node(writer, other) for other in others}
    if not centres.keys() >= {*tails.values(), joint}:
        return ""
    first, second = (":n", ":s") if writer.sideways else (":w", ":e")
    x, y = centres[joint]
    before = {
        name: centres[node][1] - y if writer.sideways else x - centres[node][0]
        for name, node in tails.items()
    }
    if len(before) == 1:
        return first if before[relation.id] > 0 else second
    ordered = sorted(before, key=lambda name: (-before[name], name))
    return first if ordered.index(relation.id) < len(ordered) / 2 else second


def _tail_node(writer: DotWriter, relation: Relation) -> str:
    """Return the name of the node from which the arrow of a relation starts."""
    has_joint = relation.is_linked or relation.id in writer.scene.jointed
    return f"j-{relation.id}" if has_joint else f"n-{relation.premises[0]}"


def _tail(writer: DotWriter, relation: Relation, towards: str) -> dict[str, str]:
    """Return the head that a rephrase has at its start, because it is read in both directions."""
    line = writer.line(relation)
    head = {"arrowtail": line.head, "arrowsize": str(line.head_size), "dir": towards}
    return head if relation.kind is RelationKind.REPHRASE else {}


def _style(writer: DotWriter, relation: Relation) -> dict[str, str]:
    line = writer.line(relation)
    look = {"color": line.color, "style": line.style, "penwidth": str(line.width)}
    return look | {"tooltip": writer.scene.language.translated(line.word)}
