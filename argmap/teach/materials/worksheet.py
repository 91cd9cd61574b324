"""Worksheets to print: the map with holes, questions, cards to cut out; the key is a file of its own.

HTML with a print style, of which `argmap.teach.materials.paper` makes a PDF. Nothing in it needs colour: the map is drawn in the theme mono.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from argmap.graph.views import View
from argmap.model.example import Example
from argmap.model.map import ArgumentMap
from argmap.model.relation import RelationKind
from argmap.rendering.draw import drawing
from argmap.rendering.options import Options
from argmap.teach.exports.markdown_set import TASKS
from argmap.teach.exports.plain import line
from argmap.teach.exports.table import answers_and_key
from argmap.teach.item import Form, Item
from argmap.teach.language import ENGLISH, Language, message
from argmap.teach.make import EXERCISES, make
from argmap.teach.materials.holes import Hole, Holed, with_holes

PAPERS = {"a4": "A4", "letter": "letter", "a3": "A3"}

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
QUESTIONS, THE_MAP, ANSWER = message("Questions"), message("The map"), message("Answer")
NAMES = (message("Name"), message("Class"), message("Date"))

TOLD_BY_THE_MAP = frozenset(
    {"linked", "objection-chain", "reason-target", "rebuild", "relation-kind", "rephrase", "undercut-place"}
)
"""Kinds of exercise whose answer can be seen in the drawing beside them."""

TOLD_WITHOUT_NAMES = frozenset({"authors", "concession", "main-conclusion", "agreement"})
"""Kinds that name people, which would help to fill in their names."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a worksheet is like: the hole in its map, how many questions, the seed, the paper and the language."""

    hole: Hole = Hole.PREMISES
    count: int = 10
    seed: int = 0
    paper: str = "a4"
    language: Language = ENGLISH


def worksheet(view: View, chosen: Sheet | None = None) -> tuple[str, str]:
    """Return the worksheet and its key as HTML; the same view and choices give the same bytes.

    Questions are about the whole map, and only such as the drawing does not answer.

    Raises:
        LayoutFailed: the map cannot be drawn.
    """
    sheet = chosen or Sheet()
    map, say = view.map, sheet.language.say
    holed = with_holes(view, sheet.hole)
    items = _items(map, sheet)
    options = Options(theme="mono", links=False, title="", legend=not holed.unsigned, unsigned=holed.unsigned)
    drawn = drawing(holed.view, options).inline()
    head = "".join(f"{_told(say(word))}<span></span>" for word in NAMES)
    body = [
        f'<div class="name">{head}</div>',
        f"<h1>{_told(map.title)}</h1>",
        f'<div class="map"><p>{_task(holed, sheet)}</p>{drawn}</div>',
        f"<h2>{_told(say(QUESTIONS))}</h2>",
        *(_question(place, item, sheet.language) for place, item in enumerate(items, 1)),
        f'<div class="cards">{"".join(_cards(holed.view, sheet.seed))}</div>',
    ]
    key_title = say("Key: {title}", title=map.title)
    key = [
        f"<h1>{_told(key_title)}</h1>",
        f"<h2>{_told(say(THE_MAP))}</h2>",
        _list(_filled(holed, sheet.language)),
        f"<h2>{_told(say(QUESTIONS))}</h2>",
        *(_key(place, item) for place, item in enumerate(items, 1)),
    ]
    title = say("Worksheet: {title}", title=map.title)
    return _document(title, body, sheet), _document(key_title, key, sheet)


def _items(map: ArgumentMap, sheet: Sheet) -> list[Item]:
    """Return exercises that the map beside them does not answer, and that do not fill its holes."""
    left_out = TOLD_BY_THE_MAP | (TOLD_WITHOUT_NAMES if sheet.hole is Hole.AUTHORS else frozenset())
    kinds = [kind for kind, _ in EXERCISES.available() if kind not in left_out]
    made = make(map, kinds=kinds, count=sheet.count, seed=sheet.seed, language=sheet.language)
    return _apart(map, made.items, sheet.hole)


def _filled(holed: Holed, language: Language) -> Iterable[str]:
    """Return what belongs into the holes, in their order."""
    signs = {
        RelationKind.SUPPORT: language.say("+ (a reason)"),
        RelationKind.ATTACK: language.say("− (an objection)"),
    }
    return holed.hidden or [signs[step.kind] for step in holed.steps]


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


def _task(holed: Holed, sheet: Sheet) -> str:
    say = sheet.language.say
    if not holed.hidden and not holed.steps:
        return _told(say("Read the map. Every arrow goes from a reason or an objection to what it bears on."))
    if sheet.hole is Hole.SIGNS:
        task = say("Each numbered arrow goes from a reason (+) or from an objection (−). Which is which?")
        places = "&emsp;".join(f"({place})&nbsp;___" for place in range(1, len(holed.steps) + 1))
        return f"{_told(task)}<br>{places}"
    if sheet.hole is Hole.PREMISES:
        return _told(
            say(
                "Each numbered line stands for something that is taken for granted without being said. Write down what."
            )
        )
    people = ", ".join(sorted(holed.hidden))
    return _told(say("Each number stands for one of these people. Who is who? {people}", people=people))


def _list(texts: Iterable[str]) -> str:
    return f"<ol>{''.join(f'<li>{_told(text)}</li>' for text in texts)}</ol>"


def _question(place: int, item: Item, language: Language) -> str:
    answers, _ = answers_and_key(item)
    task = f" <i>{_told(language.say(TASKS[item.form]))}</i>" if item.form in TASKS else ""
    told = [f"<p><b>{place}.</b> {_told(item.prompt)}{task}</p>"]
    if item.form in {Form.CHOICE, Form.SEVERAL}:
        told.append(f'<ul class="box">{"".join(f"<li>{_told(text)}</li>" for text in answers)}</ul>')
    else:
        if item.pairs:
            told.append(f"<ul>{''.join(f'<li>{_told(left)}: ____</li>' for left, _ in item.pairs)}</ul>")
        if answers:
            told.append(_list(answers))
    if item.form in {Form.ESSAY, Form.REBUILD}:
        told.append(f'<div class="lines">{"<div></div>" * LINES}</div>')
    if item.form in {Form.NUMBER, Form.ORDER}:
        told.append(f"<p>{_told(language.say(ANSWER))}: ______________</p>")
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


def _document(title: str, parts: Iterable[str], sheet: Sheet) -> str:
    style = f"@page{{size:{PAPERS[sheet.paper]};margin:15mm}}\n{STYLE}"
    head = f'<!DOCTYPE html>\n<html lang="{sheet.language.name}">\n<head>\n<meta charset="utf-8">\n<title>{_told(title)}</title>'
    body = "\n".join(parts)
    return f"{head}\n<style>{style}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
