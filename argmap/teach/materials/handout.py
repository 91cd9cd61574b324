"""Slides about a map, to show or to hand out: one thought a page, large, and readable without colour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from argmap.dialogue.commitments import common_ground
from argmap.graph.views import View, whole
from argmap.model.claim import Claim
from argmap.model.map import ArgumentMap
from argmap.model.relation import RelationKind
from argmap.rendering.breaches import charge
from argmap.rendering.draw import drawing
from argmap.rendering.options import Options
from argmap.rendering.theme import GLYPHS
from argmap.teach.context import Context
from argmap.teach.exports.plain import line
from argmap.teach.materials.moves import moves

MOST = 5
"""Reasons, or points, on a slide; more would not be read."""

STYLE = """\
@page{size:A4 landscape;margin:0}
*{box-sizing:border-box}body{margin:0;font:20pt/1.35 "Segoe UI","DejaVu Sans",Helvetica,sans-serif;color:#1b1f24;background:#fff}
section{width:297mm;height:209mm;margin:0 auto;padding:16mm 20mm;break-after:page;position:relative;overflow:hidden}
@media screen{section{border-bottom:1px solid #ccc}}
h1{font-size:34pt;line-height:1.15;margin:30mm 0 8mm}h2{font-size:26pt;line-height:1.2;margin:0 0 7mm}
p{margin:0 0 5mm}ul{margin:0;padding-left:8mm}li{margin:0 0 3.5mm}.small{font-size:14pt;color:#57606a}
.two{display:flex;gap:12mm}.two div{flex:1}h3{font-size:17pt;margin:0 0 3mm;border-bottom:2px solid #1b1f24}
.two li,.dense li{font-size:16pt}footer{position:absolute;bottom:8mm;right:20mm;font-size:11pt;color:#57606a}
svg{display:block;max-width:100%;max-height:155mm;width:100%;height:155mm}
.step{border:2px solid #1b1f24;border-radius:4mm;padding:4mm 6mm;margin:0 0 3mm;font-size:18pt}.arrow{font-size:17pt;margin:0 0 3mm 8mm}
"""


def handout(map: ArgumentMap) -> str:
    """Return the slides as an HTML document, one to a landscape page.

    Raises:
        LayoutFailed: the map cannot be drawn.
    """
    slides = [slide for slide in _slides(map) if slide]
    told = "".join(
        f"<section>{slide}<footer>{_told(map.title)} · {place}</footer></section>\n"
        for place, slide in enumerate(slides, 1)
    )
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{_told(map.title)}</title>\n'
        f"<style>{STYLE}</style>\n</head>\n<body>\n{told}</body>\n</html>\n"
    )


def _slides(map: ArgumentMap) -> Iterator[str]:
    context = Context(map, 0, "handout")
    yield _title(map)
    yield from (_issue(map, issue.id, issue.question) for issue in map.issues)
    for move in moves(map):
        step = map.relations_by_id.get(move.step.target)
        reasons = "".join(_step(context.text(premise)) for premise in move.step.premises)
        if step is None:
            end = _step(context.text(move.step.target))
        else:
            end = _step(f"{context.says(step.premises[0])} shows {context.says(step.target)}")
        arrow = {RelationKind.SUPPORT: "↓ speaks for", RelationKind.ATTACK: "↓ speaks against"}
        yield _slide(move.title, f'{reasons}<p class="arrow">{arrow.get(move.step.kind, "↓ denies that")}</p>{end}<p class="small">{_told(move.told)}</p>')  # fmt: skip
    yield _slide("The map", _drawn(whole(map)))
    yield from (_thesis(context, claim) for claim in map.claims if claim.is_thesis)
    yield _ground(context)
    yield _hinges(context)
    yield _conduct(context)
    yield _experiments(context)
    yield _slide("Talk", _list(RULES, dense=False))


RULES = (
    "Say what you have understood before you object.",
    "Object to what was said, not to who said it.",
    "Ask whether an objection is to a premise, or to the step.",
    "A reason that falls is taken back; its conclusion may still be true.",
)


def _title(map: ArgumentMap) -> str:
    people = map.thread.participants if map.thread else ()
    count = f"{len(people)} people, {len(map.thread.posts)} posts" if map.thread else ""
    return f'<h1>{_told(map.title)}</h1><p class="small">{count}</p>'


def _issue(map: ArgumentMap, issue: str, question: str) -> str:
    theses = [claim for claim in map.claims if claim.is_thesis]
    answers = [f"{_glyph(theses, c)} {c.text}" for c in theses if c.answers == issue]
    return _slide(question, _list(answers, dense=False)) if answers else ""


def _glyph(theses: list[Claim], claim: Claim) -> str:
    return GLYPHS[theses.index(claim) % len(GLYPHS)]


def _drawn(view: View) -> str:
    return drawing(view, Options(title="", links=False)).inline()


def _thesis(context: Context, claim: Claim) -> str:
    found: dict[RelationKind, list[str]] = {RelationKind.SUPPORT: [], RelationKind.ATTACK: []}
    for step in context.map.incoming.get(claim.id, ()):
        if step.kind in found:
            found[step.kind].append(" + ".join(context.text(premise) for premise in step.premises))
    columns = "".join(
        f"<div><h3>{title}</h3>{_list(found[kind], dense=True) or '<p class=small>nothing</p>'}</div>"
        for title, kind in (("For", RelationKind.SUPPORT), ("Against", RelationKind.ATTACK))
    )
    return _slide(claim.text, f'<div class="two">{columns}</div>')


def _ground(context: Context) -> str:
    agreed = [f"{context.text(name)} ({', '.join(who)})" for name, who in common_ground(context.map).items()]
    return _slide("Common ground", _list(agreed, dense=True)) if agreed else ""


def _hinges(context: Context) -> str:
    told = []
    for crux in context.study.cruxes:
        single = [changes[0].id for changes, _ in crux.sets if len(changes) == 1]
        names = [name for name in single if name in context.map.nodes][:2]
        if names:
            told.append(f"{context.says(crux.thesis)} hangs on {context.both(names)}")
    return _slide("What it hangs on", _list(told, dense=True)) if told else ""


def _conduct(context: Context) -> str:
    told = [
        f"“{' … '.join(quote.exact for quote in breach.quotes)}” {charge(breach)}"
        for breach in context.map.breaches
    ]
    asked = '<p class="small">So the annotators see it. Do you? What could have been said instead?</p>'
    return _slide("How it was discussed", f"{_list(told, dense=True)}{asked}") if told else ""


def _experiments(context: Context) -> str:
    named = [f"{e.name}: argmap experiment run {e.experiment}" for e in context.map.examples if e.experiment]
    lead = '<p class="small">Write your number down before you run it. What would you conclude if it came out otherwise?</p>'
    return _slide("Predict, then run", f"{lead}{_list(named, dense=True)}") if named else ""


def _slide(title: str, content: str) -> str:
    return f"<h2>{_told(title)}</h2>{content}"


def _step(text: str) -> str:
    return f'<div class="step">{_told(text)}</div>'


def _list(texts: Iterable[str], *, dense: bool) -> str:
    """Return a list of as many texts as are read, and how many are left out."""
    told = list(texts)
    if not told:
        return ""
    more = f"<li>… and {len(told) - MOST} more</li>" if len(told) > MOST else ""
    rows = "".join(f"<li>{_told(text)}</li>" for text in told[:MOST])
    return f"<ul{' class=dense' if dense else ''}>{rows}{more}</ul>"


def _told(text: str) -> str:
    return escape(line(text))
