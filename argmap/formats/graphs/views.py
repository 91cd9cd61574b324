"""Formats for people: Graphviz's DOT, which is a picture as a text, and a Markdown page. Both can only be written."""

from __future__ import annotations

from argmap.formats.protocol import Format, Writing, losses
from argmap.graph.views import whole
from argmap.model.map import ArgumentMap
from argmap.rendering.draw import render
from argmap.rendering.outline import outline
from argmap.rendering.scene import scene
from argmap.rendering.text.markdown import markdown_page

NODES = frozenset(
    {
        "issues.id",
        "issues.question",
        "claims.id",
        "claims.text",
        "claims.answers",
        "claims.implicit",
        "examples.id",
        "examples.name",
        "examples.text",
        "relations.kind",
        "relations.premises",
        "relations.target",
    }
)
"""What every view of a map shows."""

DOT_CARRIES = NODES | {"title", "relations.id"}
MARKDOWN_CARRIES = NODES | {
    "title",
    "annotators",
    "note",
    "claims.label",
    "claims.quotes.post",
    "claims.quotes.exact",
    "examples.quotes.post",
    "examples.quotes.exact",
    "examples.references",
    "relations.scheme",
    "commitments.participant",
    "commitments.post",
    "commitments.claim",
    "commitments.stance",
}


def write_dot(map: ArgumentMap) -> Writing:
    """Return the picture of a map as DOT."""
    return Writing(render(map, "dot").decode("utf-8"), losses(map, DOT_CARRIES))


def write_markdown(map: ArgumentMap) -> Writing:
    """Return a map as one Markdown page: the outline, every claim with its quotes, and every example."""
    shown = scene(whole(map))
    return Writing(markdown_page(shown, outline(shown)), losses(map, MARKDOWN_CARRIES))


DOT = Format("dot", "DOT, for Graphviz", (".dot", ".gv"), DOT_CARRIES, write_dot)
MARKDOWN = Format("markdown", "a Markdown page", (".md", ".markdown"), MARKDOWN_CARRIES, write_markdown)
