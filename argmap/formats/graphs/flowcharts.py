"""Mermaid and D2: a map as a drawing that other programs lay out, in the text of a README or a wiki. Both can only be written.

A relation is an arrow with its kind. One with several premises, or with something that bears on it, is a small node in the
middle, so that linked premises meet and an undercut points at the step.

Source:
    Mermaid, "Flowcharts - Basic Syntax" (entity codes for signs in quoted texts); D2, "Strings" (in double quotes a
    backslash takes the sign behind it as it is).
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator
from typing import NamedTuple

from argmap.formats.graphs.views import NODES
from argmap.formats.protocol import Format, Writing, losses
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation, RelationKind

CARRIES = NODES | {"title"}
VERBS = {
    RelationKind.SUPPORT: "supports",
    RelationKind.ATTACK: "attacks",
    RelationKind.UNDERCUT: "undercuts",
    RelationKind.REPHRASE: "rephrases",
    RelationKind.EXPLAINS: "explains",
}
AGAINST = {RelationKind.ATTACK, RelationKind.UNDERCUT}


class _Box(NamedTuple):
    id: str
    sort: str  # issue, claim, implicit, example or step
    text: str


class _Arrow(NamedTuple):
    source: str
    target: str
    sort: str  # for, against, other or premise
    label: str


def _boxes(map: ArgumentMap) -> Iterator[_Box]:
    for issue in map.issues:
        yield _Box(issue.id, "issue", issue.question)
    for claim in map.claims:
        yield _Box(claim.id, "implicit" if claim.implicit else "claim", claim.text)
    for example in map.examples:
        yield _Box(example.id, "example", f"{example.name}: {example.text}")
    for relation in map.relations:
        if _is_box(relation, map):
            yield _Box(relation.id, "step", VERBS[relation.kind])


def _is_box(relation: Relation, map: ArgumentMap) -> bool:
    return relation.is_linked or relation.id in map.incoming


def _arrows(map: ArgumentMap) -> Iterator[_Arrow]:
    for claim in map.claims:
        if claim.answers is not None:
            yield _Arrow(claim.id, claim.answers, "other", "answers")
    for relation in map.relations:
        kind = relation.kind
        sort = "for" if kind is RelationKind.SUPPORT else "against" if kind in AGAINST else "other"
        if _is_box(relation, map):
            for premise in relation.premises:
                yield _Arrow(premise, relation.id, "premise", "")
            yield _Arrow(relation.id, relation.target, sort, "")
        else:
            yield _Arrow(relation.premises[0], relation.target, sort, VERBS[kind])


def _line(text: str) -> str:
    return " ".join(text.split())


# Mermaid

SIGNS = re.compile(r"[\"#<>&`\\;{}]")
SHAPES = {
    "issue": '(["{}"])',
    "claim": '["{}"]',
    "implicit": '["{}"]:::implicit',
    "example": '[/"{}"/]',
    "step": '("{}"):::step',
}
LINES = {"for": "-->", "against": "--x", "other": "-.->", "premise": "---"}


def mermaid_text(text: str) -> str:
    """Return a text on one line in which no sign means anything to Mermaid: it stands in double quotes.

    Example:
        >>> mermaid_text('Say "#1" & go.')
        'Say #34;#35;1#34; #38; go.'
    """
    return SIGNS.sub(lambda match: f"#{ord(match[0])};", _line(text))


def write_mermaid(map: ArgumentMap) -> Writing:
    """Return a map as a flowchart in Mermaid."""
    lines = ["---", f"title: {json.dumps(_line(map.title), ensure_ascii=False)}", "---", "flowchart BT"]
    lines += (f"  n-{box.id}{SHAPES[box.sort].format(mermaid_text(box.text))}" for box in _boxes(map))
    for arrow in _arrows(map):
        label = f"|{arrow.label}|" if arrow.label else ""
        lines.append(f"  n-{arrow.source} {LINES[arrow.sort]}{label} n-{arrow.target}")
    lines += ("  classDef implicit stroke-dasharray: 5 3", "  classDef step font-size:10px")
    return Writing("\n".join(lines) + "\n", losses(map, CARRIES))


# D2

COLUMNS = 40
MEANS = re.compile(r'[\\"$]')
D2_SHAPES = {
    "issue": "oval",
    "claim": "rectangle",
    "implicit": "rectangle",
    "example": "page",
    "step": "oval",
}
D2_ENDS = {
    "for": "",
    "against": "style.stroke-dash: 4; target-arrowhead.shape: diamond",
    "other": "style.stroke-dash: 2",
    "premise": "",
}


def d2_text(text: str) -> str:
    """Return a text as a string of D2, in lines of about 40 columns, because D2 breaks none.

    Example:
        >>> d2_text('Say "so" for ${it}.')
        '"Say \\\\"so\\\\" for \\\\${it}."'
    """
    lines = textwrap.wrap(_line(text), COLUMNS, break_long_words=False, break_on_hyphens=False)
    return '"' + "\\n".join(MEANS.sub(r"\\\g<0>", line) for line in lines) + '"'


def write_d2(map: ArgumentMap) -> Writing:
    """Return a map as a diagram in D2."""
    lines = ["direction: up", f"n: {d2_text(map.title)} {{shape: text; near: top-center}}"]
    for box in _boxes(map):
        dash = "; style.stroke-dash: 3" if box.sort == "implicit" else ""
        lines.append(f"n-{box.id}: {d2_text(box.text)} {{shape: {D2_SHAPES[box.sort]}{dash}}}")
    for arrow in _arrows(map):
        ends, way = D2_ENDS[arrow.sort], "--" if arrow.sort == "premise" else "->"
        tail = (f": {arrow.label}" if arrow.label else "") + (f" {{{ends}}}" if ends and arrow.label else "")
        tail = f": {{{ends}}}" if ends and not arrow.label else tail
        lines.append(f"n-{arrow.source} {way} n-{arrow.target}{tail}")
    return Writing("\n".join(lines) + "\n", losses(map, CARRIES))


D2 = Format("d2", "D2, a diagram as a text", (".d2",), CARRIES, write_d2)
MERMAID = Format("mermaid", "Mermaid, a flowchart in Markdown", (".mmd", ".mermaid"), CARRIES, write_mermaid)
