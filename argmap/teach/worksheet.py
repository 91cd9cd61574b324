"""Worksheets to print: the map with holes, questions, cards to cut out; the key is a file of its own.

HTML with a print style: a browser makes the PDF. Nothing in it needs colour: the map is drawn in the theme mono.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from html import escape

from argmap.graph.views import View
from argmap.model.example import Example
from argmap.model.map import ArgumentMap
from argmap.rendering.draw import render
from argmap.rendering.options import Options
from argmap.teach.exports.markdown_set import TASKS
from argmap.teach.exports.plain import line
from argmap.teach.exports.table import answers_and_key
from argmap.teach.holes import Hole, with_holes
from argmap.teach.item import Form, Item
from argmap.teach.make import EXERCISES, make

PAPERS = {"a4": "A4", "letter": "letter", "a3": "A3"}
SIZE = re.compile(r'(<svg [^>]*?) width="[^"]*" height="[^"]*"', re.DOTALL)

STYLE = """\
body{font:11pt/1.4 Georgia,serif;color:#000;background:#fff;max-width:60rem;margin:0 auto;padding:8mm}
h1{font-size:16pt;margin:0 0 3mm}h2{font-size:13pt;margin:8mm 0 2mm;break-after:avoid}
.name{display:flex;gap:8mm;margin-bottom:4mm}.name span{flex:1;border-bottom:1px solid #000;padding-top:6mm}
svg{display:block;width:100%;height:auto;max-height:245mm}
@media print{body{padding:0;max-width:none}}
.map{break-after:page}.q{break-inside:avoid;margin:0 0 5mm}.q p{margin:0 0 1mm}
ol,ul{margin:0;padding-left:8mm}.box{list-style:none}.box li::before{content:"\\2610\\00a0"}
.lines div{border-bottom:1px solid #888;height:8mm}
.cards{display:grid;grid-template-columns:1fr 1fr;break-before:page}
.cards div{border:1px dashed #000;padding:4mm;min-height:24mm;break-inside:avoid;overflow-wrap:anywhere}
"""
LINES = 12

TOLD_BY_THE_MAP = frozenset(
    {"linked", "objection-chain", "reason-target", "relation-kind", "rephrase", "undercut-place"}
)
"""Kinds of exercise whose answer can be seen in the drawing beside them."""

TOLD_WITHOUT_NAMES = frozenset({"authors", "concession", "main-conclusion", "agreement"})
"""Kinds that name people, which would help to fill in their names."""


def worksheet(
    view: View, *, hole: Hole = Hole.PREMISES, count: int = 10, seed: int = 0, paper: str = "a4"
) -> tuple[str, str]:
    """Return the worksheet and its key as HTML; the same view, hole, count and seed give the same bytes.

    Questions are about the whole map, and only such as the drawing does not answer.

    Raises:
        LayoutFailed: the map cannot be drawn.
    """
    map = view.map
    holed, hidden = with_holes(view, hole)
    left_out = TOLD_BY_THE_MAP | (TOLD_WITHOUT_NAMES if hole is Hole.AUTHORS else frozenset())
    kinds = [kind for kind in EXERCISES.names() if kind not in left_out]
    items = _apart(map, make(map, kinds=kinds, count=count, seed=seed).items, hole)
    drawn = render(holed, "svg", Options(theme="mono", links=False, title="")).decode("utf-8")
    sheet = [
        '<div class="name">Name<span></span>Class<span></span>Date<span></span></div>',
        f"<h1>{_told(map.title)}</h1>",
        f'<div class="map"><p>{_task(hole, hidden)}</p>{_scaled(drawn[drawn.index("<svg") :])}</div>',
        "<h2>Questions</h2>",
        *(_question(place, item) for place, item in enumerate(items, 1)),
        f'<div class="cards">{"".join(_cards(holed, seed))}</div>',
    ]
    key = [
        f"<h1>Key: {_told(map.title)}</h1>",
        "<h2>The map</h2>",
        _list(hidden),
        "<h2>Questions</h2>",
        *(_key(place, item) for place, item in enumerate(items, 1)),
    ]
    return _document(f"Worksheet: {map.title}", sheet, paper), _document(f"Key: {map.title}", key, paper)


def _apart(map: ArgumentMap, items: Iterable[Item], hole: Hole) -> list[Item]:
    """Return the exercises that do not tell what belongs into the holes."""
    if hole is Hole.AUTHORS:
        return list(items)
    unstated = {claim.text for claim in map.claims if claim.implicit}
    return [item for item in items if not any(text in _whole(item) for text in unstated)]


def _whole(item: Item) -> str:
    pairs = [text for pair in item.pairs for text in pair]
    return "\n".join([item.prompt, *(option.text for option in item.options), *pairs, *item.order])


def _told(text: str) -> str:
    return escape(line(text))


def _task(hole: Hole, hidden: tuple[str, ...]) -> str:
    if not hidden:
        return "Read the map. Every arrow goes from a reason or an objection to what it bears on."
    if hole is Hole.PREMISES:
        return "Each numbered line stands for something that is taken for granted without being said. Write down what."
    return f"Each number stands for one of these people. Who is who? {_told(', '.join(sorted(hidden)))}"


def _scaled(svg: str) -> str:
    return SIZE.sub(r"\1", svg, count=1)


def _list(texts: Iterable[str]) -> str:
    return f"<ol>{''.join(f'<li>{_told(text)}</li>' for text in texts)}</ol>"


def _question(place: int, item: Item) -> str:
    answers, _ = answers_and_key(item)
    task = f" <i>{TASKS[item.form]}</i>" if item.form in TASKS else ""
    told = [f"<p><b>{place}.</b> {_told(item.prompt)}{task}</p>"]
    if item.form in {Form.CHOICE, Form.SEVERAL}:
        told.append(f'<ul class="box">{"".join(f"<li>{_told(text)}</li>" for text in answers)}</ul>')
    else:
        if item.pairs:
            told.append(f"<ul>{''.join(f'<li>{_told(left)}: ____</li>' for left, _ in item.pairs)}</ul>")
        if answers:
            told.append(_list(answers))
    if item.form is Form.ESSAY:
        told.append(f'<div class="lines">{"<div></div>" * LINES}</div>')
    if item.form in {Form.NUMBER, Form.ORDER}:
        told.append("<p>Answer: ______________</p>")
    return f'<div class="q">{"".join(told)}</div>'


def _key(place: int, item: Item) -> str:
    rights = [option for option in item.options if option.right]
    _, key = answers_and_key(item)
    if rights:
        key = "; ".join(option.text for option in rights)
    why = rights[0].feedback if rights else item.feedback
    return f"<p><b>{place}.</b> {_told(key)}<br><i>{_told(why)}</i></p>"


def _cards(view: View, seed: int) -> list[str]:
    shown = [node for name, node in view.map.nodes.items() if name in view.shown]
    texts = [f"{node.name}: {node.text}" if isinstance(node, Example) else node.text for node in shown]
    random.Random(f"{view.map.id}/worksheet/{seed}").shuffle(texts)
    return [f"<div>{_told(text)}</div>" for text in texts]


def _document(title: str, parts: Iterable[str], paper: str) -> str:
    style = f"@page{{size:{PAPERS[paper]};margin:15mm}}\n{STYLE}"
    head = f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{_told(title)}</title>'
    body = "\n".join(parts)
    return f"{head}\n<style>{style}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
