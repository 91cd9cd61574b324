"""The nodes of a diagram: issues, theses, claims, implicit premises and technical examples."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from argmap.language import message
from argmap.model.annotations import Label
from argmap.model.claim import Claim, Example, Issue
from argmap.rendering.holders import chosen_words, exclusion_words, outcome_words
from argmap.rendering.marks import SIGNS, filled
from argmap.rendering.picture.change_marks import change_look, change_sign, change_words
from argmap.rendering.picture.dot_writer import DotWriter
from argmap.rendering.picture.labels import WORDS, font, lines, markup, rows, tip, unstretched
from argmap.rendering.wrap import STRETCH, columns, wrap

ISSUE_SIZE, THESIS_SIZE, CLAIM_SIZE, ACCOUNT_SIZE = 13.0, 12.0, 10.5, 9.0
"""Type sizes in points; an example's name is set like a claim, the account of it smaller."""

STATUS_SHAPES: Mapping[Label | None, Mapping[str, str]] = {
    Label.OUT: {"shape": "octagon", "margin": "-.14,-.1"},
    Label.UNDECIDED: {"shape": "hexagon", "margin": "-.16,-.05"},
}
"""Accepted nodes keep the shape of their kind; rejected ones are stop signs, undecided ones have points on both sides."""

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "thesis": message("thesis"),
        "claim": message("claim"),
        "implicit": message("implicit"),
        "meta": message("about the discussion"),
        "example": message("example"),
    }
)
"""What is written above each kind of node, in capitals."""

HEAD, CORNER, INCH = 14, 4, 72
"""Points of a side that the head of a line takes, and that stay free beside each corner; see `ends`."""

LOW, NARROW = 0.5, 0.75
"""How high and how wide nodes are at least, in inches, if nothing is said: Graphviz's own measures."""

BRIEF, BRIEF_LINE = 44, 22
"""Columns of a text in brief, and of each of its lines."""

BAR_CELLS, BAR_CELL = 20, 4
"""A bar of strength: so many cells, each so many points wide."""


def draw_issue(writer: DotWriter, issue: Issue) -> None:
    """Draw an issue: a square box with a double border, in the first column.

    Args:
        writer: what it is drawn with.
        issue: the issue.
    """
    ink, language = writer.look.ink, writer.scene.language

    def label() -> str:
        header = font(markup("? " + language.say("ISSUE")), color=ink, size=writer.small, bold=True)
        header = "".join([*change_sign(writer, issue.id), header])
        exclusion = exclusion_words(writer.scene.map, issue, language)
        if exclusion:
            header += font(markup(f"   {exclusion} "), color=writer.look.muted, size=writer.small)
        question = lines(issue.question, writer.options.wrap)
        if issue.id in writer.scene.brief:
            short = lines(brief_words(issue.label or issue.question), BRIEF_LINE)
            return rows(
                (header, font(short, color=ink, size=writer.small, bold=True), *ways_of(writer, issue.id))
            )
        cells = [header, font(question, color=ink, size=writer.size(ISSUE_SIZE), bold=True)]
        if issue.outcome is not None:
            outcome = outcome_words(writer.scene.map, issue.outcome, language)
            ended = lines(f"= {outcome}", _widest_header(writer))
            cells.append(font(ended, color=ink, size=writer.small, bold=True))
        return rows(
            [*cells, *change_words(writer, issue.id, _widest_header(writer)), *ways_of(writer, issue.id)]
        )

    if not writer.is_lower(issue):
        with writer.graph.subgraph() as column:
            column.attr(rank="sink")
            column.node(f"n-{issue.id}")
    look = {"style": "filled", "peripheries": "2", "penwidth": "1.6", "margin": ".12,.07"}
    colors = {"color": ink, "fillcolor": writer.look.page} | change_look(writer, issue.id, issue)
    look |= colors
    writer.node(f"n-{issue.id}", "issue", label, issue.question, **look, **_link(writer, issue.id, "i"))


def draw_node(writer: DotWriter, node: Claim | Example) -> None:
    """Draw a claim or an example in the colours of its side.

    Args:
        writer: what it is drawn with.
        node: the claim or the example.
    """
    rank = writer.rank(node.id)
    kind = f"{kind_of(node)} side-{'none' if rank is None else rank + 1}"

    def label() -> str:
        if node.id in writer.scene.brief:
            return rows((_kind(writer, node), _in_brief(writer, node), *ways_of(writer, node.id)))
        return rows(
            (
                *change_sign(writer, node.id),
                *_status(writer, node),
                _header(writer, node),
                _body(writer, node),
                *change_words(writer, node.id, _widest_header(writer)),
                *_footer(writer, node),
            )
        )

    status = None if writer.scene.is_meta(node.id) else writer.scene.marks.status.get(node.id)
    if writer.scene.is_meta(node.id) and not kind.startswith("meta"):
        kind = f"{kind} meta"
    if status is not None:
        kind = f"{kind} is-{status}"
    tooltip = f"{node.name}: {node.text}" if isinstance(node, Example) else node.text
    look = {**_look(writer, node), **STATUS_SHAPES.get(status, {}), **change_look(writer, node.id, node)}
    if status in STATUS_SHAPES:
        look["style"] = look.get("style", "filled").removeprefix("rounded,")
    look |= _room(writer, node.id)
    writer.node(f"n-{node.id}", kind, label, tooltip, **look, **_link(writer, node.id))


def _room(writer: DotWriter, node: str) -> dict[str, str]:
    """Return how high, or how wide, a node is at least: its heads stand beside each other at one side."""
    grants = () if node in writer.scene.brief else writer.scene.grants.get(node, ())
    heads = len(writer.scene.onto(node)) + len(grants)
    least = (heads * HEAD + 2 * CORNER) / INCH
    usual = ("height", LOW) if writer.sideways else ("width", NARROW)
    return {usual[0]: f"{least:.2f}"} if least > usual[1] else {}


def kind_of(node: Claim | Example) -> str:
    """Return what a node is: example, thesis, meta, implicit or claim. An implicit thesis is dashed and still a thesis.

    A remark about the discussion is meta.

    Args:
        node: a claim or an example.
    """
    if isinstance(node, Example):
        return "example"
    if node.is_thesis:
        return "thesis"
    if node.meta:
        return "meta"
    return "implicit" if node.implicit else "claim"


def _look(writer: DotWriter, node: Claim | Example) -> dict[str, str]:
    side = writer.side(node.id)
    if isinstance(node, Example):
        return {"shape": "note", "style": "filled", "color": side.border, "fillcolor": writer.look.page}
    if node.meta:
        # No round corners, a dotted border and no colour of a side: it is not in the argument.
        return {
            "style": "dotted,filled",
            "color": writer.look.muted,
            "fillcolor": writer.look.page,
            "penwidth": "1.4",
        }
    width = "2.6" if node.is_thesis else "1.4" if node.implicit else "1.1"
    if node.implicit:
        dashed = {"style": "rounded,dashed,filled", "fillcolor": writer.look.page}
        return {"color": side.border, "penwidth": width, **dashed}
    return {"color": side.border, "penwidth": width, "fillcolor": side.fill}


def _status(writer: DotWriter, node: Claim | Example) -> list[str]:
    """Return the line above the header: the label of the node, and how strong it is."""
    if writer.scene.is_meta(node.id):
        return []
    status, strength = writer.scene.marks.status.get(node.id), writer.scene.marks.strength.get(node.id)
    language = writer.scene.language
    parts = (
        [] if status is None else [markup(f"{SIGNS[status]} {language.translated(WORDS[status]).upper()}")]
    )
    if node.id in writer.scene.marks.strength:
        unsettled, number = language.say("no strength: unsettled"), f"{strength or 0:.2f}"
        parts.append(
            markup(unsettled if strength is None else language.say("strength {number}", number=number))
        )
    if not parts:
        return []
    words = font("&#160;&#160;".join(parts), color=writer.look.ink, size=writer.small, bold=True)
    return [words] if strength is None else [words, _bar(writer, node.id, strength)]


def _bar(writer: DotWriter, name: str, strength: float) -> str:
    """Return a bar that is filled as far as a strength goes, as a table in a cell."""
    full = filled(strength, BAR_CELLS)
    ink, page = writer.side(name).border, writer.look.page
    widths = [(ink, full), (page, BAR_CELLS - full)]
    cells = "".join(
        f'<TD BGCOLOR="{color}" WIDTH="{cells * BAR_CELL}" HEIGHT="5" FIXEDSIZE="TRUE"></TD>'
        for color, cells in widths
        if cells
    )
    return unstretched([cells], frame=ink)


def brief_words(text: str) -> str:
    """Return a text in brief: its first words, and that there are more.

    Args:
        text: a claim, the name of an example or a question.
    """
    first, *rest = wrap(text, BRIEF, BRIEF)
    return f"{first} …" if rest else first


def _in_brief(writer: DotWriter, node: Claim | Example) -> str:
    words = node.name if isinstance(node, Example) else node.label or node.text
    is_implicit = isinstance(node, Claim) and node.implicit
    text = lines(brief_words(words), BRIEF_LINE)
    return font(text, color=writer.look.ink, size=writer.small, italic=is_implicit)


def _kind(writer: DotWriter, node: Claim | Example) -> str:
    side = writer.side(node.id)
    color = writer.look.muted if writer.scene.is_meta(node.id) else side.border
    return font(
        markup(f"{side.glyph} {_kind_words(writer, node)}"), color=color, size=writer.small, bold=True
    )


def _header(writer: DotWriter, node: Claim | Example) -> str:
    title = _kind(writer, node)
    authors, widest = _authors(writer, node), _widest_header(writer)
    if _header_columns(writer, node) <= widest:
        who = markup(f"   {authors} ")
    else:
        who = f'<BR ALIGN="LEFT"/>{lines(authors, widest)}'
    return title + font(who, color=writer.look.muted, size=writer.small)


def _kind_words(writer: DotWriter, node: Claim | Example) -> str:
    return writer.scene.language.translated(KINDS[kind_of(node)]).upper()


def _header_columns(writer: DotWriter, node: Claim | Example) -> int:
    return columns(_kind_words(writer, node) + _authors(writer, node)) + 6


def _widest_header(writer: DotWriter) -> int:
    """Return how many columns of the header's small type stand above the widest line of text."""
    return int((writer.options.wrap + STRETCH) * writer.size(CLAIM_SIZE) / writer.small)


def _authors(writer: DotWriter, node: Claim | Example) -> str:
    """Return who states a claim, or who points at an example, whose account is the annotator's."""
    names = ", ".join(map(str, writer.scene.voices[node.id]))
    named = writer.scene.language.say("named by {people}", people=names)
    return named if names and isinstance(node, Example) else names


def _body(writer: DotWriter, node: Claim | Example) -> str:
    ink, width = writer.look.ink, writer.options.wrap
    # The header takes its width anyway: texts need not be narrower than it.
    header = min(_header_columns(writer, node), _widest_header(writer)) * writer.small
    if isinstance(node, Example):
        name = font(
            lines(node.name, width, int(header / writer.size(CLAIM_SIZE))),
            color=ink,
            size=writer.size(CLAIM_SIZE),
            bold=True,
        )
        account = lines(node.text, width + 4, int(header / writer.size(ACCOUNT_SIZE)))
        return name + font(account, color=ink, size=writer.size(ACCOUNT_SIZE))
    size = writer.size(THESIS_SIZE if node.is_thesis else CLAIM_SIZE)
    text = lines(node.text, width, int(header / size))
    ink = writer.look.muted if node.meta else ink
    return font(text, color=ink, size=size, bold=node.is_thesis, italic=node.implicit)


def _footer(writer: DotWriter, node: Claim | Example) -> list[str]:
    scene = writer.scene
    # Who holds a claim is what a status comes from; without one, only what the discussion is about says it.
    shows_holders = node.id in scene.ranks or node.id in scene.marks.status
    shows_holders = shows_holders and not writer.options.unsigned
    held = scene.held_beside(node.id) if shows_holders and writer.options.holders else ""
    remarks = [held[:1].upper() + held[1:]] if held else []
    if node.id in scene.chosen:
        remarks.append(f"= {chosen_words(scene.chosen[node.id], scene.language)}")
    measured = scene.marks.measured(node.id, scene.language)
    if measured:
        remarks.append(measured)
    width = _widest_header(writer)
    notes = [
        font(lines(remark, width), color=writer.look.ink, size=writer.small, bold=True) for remark in remarks
    ]
    ways = ways_of(writer, node.id)
    hidden = 0 if ways else writer.scene.view.hidden_reasons(node.id)
    if hidden:
        more = scene.language.say("… {count} more not shown", count=hidden)
        notes.append(font(markup(more), color=writer.look.muted, size=writer.small, bold=True))
    return notes + ways


def ways_of(writer: DotWriter, name: str) -> list[str]:
    """Return the notes that say on which page a node or a relation goes on, as markup.

    Args:
        writer: what it is drawn with.
        name: the id of the issue, claim, example or relation.
    """
    return [
        font(markup(way), color=writer.look.ink, size=writer.small, bold=True)
        for way in writer.scene.ways.get(name, ())
    ]


def _link(writer: DotWriter, name: str, key: str = "c") -> dict[str, str]:
    base = writer.options.link_base
    return {"URL": tip(f"{base}#{key}={name}")} if base else {}
