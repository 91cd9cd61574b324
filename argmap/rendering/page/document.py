"""Putting the page together, with a policy that lets nothing run but what is written here."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files

from argmap.dialogue.overview import dialogue
from argmap.rendering.outline import outline
from argmap.rendering.page.cards import cards, scheme_cards
from argmap.rendering.page.markup import attribute, text
from argmap.rendering.page.picture import page_svg, theme_css
from argmap.rendering.page.reading import outline_html, thread_html
from argmap.rendering.picture.layout import Layout
from argmap.rendering.scene import Scene
from argmap.rendering.tab import Tab
from argmap.rendering.theme import GLYPHS, LIGHT, NEUTRAL_GLYPH

KINDS = ("thesis", "claim", "implicit", "example")
STATUSES = (("in", "stands"), ("out", "falls"), ("undecided", "is open"))


def page(scene: Scene, drawn: Layout, title: str | None = None, tabs: Sequence[Tab] = ()) -> str:
    """Return the page of a scene; `drawn` is its layout in the light theme.

    The page asks nobody for anything: style and script are in it, allowed by their hashes and nothing else.
    """
    style = "".join([theme_css(), _source("page.css"), *(tab.style for tab in tabs)])
    script = "\n".join([_source("page.js"), *(tab.script for tab in tabs)])
    name = title or scene.map.title
    svg = page_svg(drawn, f"Argument map: {name}")
    return "\n".join(
        [
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_policy(style, script)}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{text(name)}</title>\n<style>{style}</style>\n</head>\n<body>",
            '<a class="skip" href="#panel">Skip to the text</a>',
            _header(scene, name),
            f'<main><div id="stage" tabindex="-1">{svg}</div>\n<div id="panel" tabindex="-1">{_panel(scene, tabs)}</div></main>',
            _footer(scene),
            '<div id="live" class="vh" aria-live="polite"></div>',
            _help(tabs),
            f'<script type="application/json" id="steps">{_steps(scene)}</script>',
            f"<script>{script}</script>\n</body>\n</html>\n",
        ]
    )


def fragment(drawn: str, title: str) -> str:
    """Return the figure alone, in the colours of the light theme, to be put into another page."""
    svg = drawn[drawn.index("<svg") :]
    return f'<figure class="argmap">\n{svg}<figcaption>{text(title)}</figcaption>\n</figure>\n'


def frame(document: str, title: str, height: int = 640) -> str:
    """Return a page inside a frame that lets it do nothing to the page around it, for notebooks."""
    return (
        f'<iframe sandbox="allow-scripts allow-downloads" srcdoc="{_whole(document)}" title="{attribute(title)}" '
        f'width="100%" height="{height}" frameborder="0"></iframe>'
    )


def _whole(document: str) -> str:
    return document.replace("&", "&amp;").replace('"', "&quot;")


@cache
def _source(name: str) -> str:
    return files("argmap.rendering.page").joinpath(name).read_text("utf-8")


def _policy(style: str, script: str) -> str:
    def told(source: str) -> str:
        return f"'sha256-{b64encode(sha256(source.encode('utf-8')).digest()).decode()}'"

    return (
        f"default-src 'none'; style-src {told(style)}; script-src {told(script)}; img-src blob: data:; base-uri 'none'; "
        "form-action 'none'"
    )


def _header(scene: Scene, name: str) -> str:
    return (
        f'<header><h1>{text(name)}</h1><div class="tools" role="group" aria-label="Map tools">'
        '<label for="search" class="vh">Search claims, quotes and people</label>'
        '<input id="search" type="search" placeholder="Search ( / )" autocomplete="off">'
        f"<details id=filters><summary>Filter</summary><div>{_filters(scene)}</div></details>"
        '<button type="button" data-do="out" aria-label="Smaller">−</button>'
        '<button type="button" data-do="fit">Fit</button>'
        '<button type="button" data-do="in" aria-label="Larger">+</button>'
        '<button type="button" data-do="theme" aria-label="Change the colours">◐</button>'
        '<details id=more><summary aria-label="More">…</summary><div>'
        '<button type="button" data-do="collapse">Collapse to the theses</button>'
        '<button type="button" data-do="expand">Expand all</button>'
        '<button type="button" data-do="svg">Download SVG</button>'
        '<button type="button" data-do="png">Download PNG</button>'
        '<button type="button" data-do="print">Print</button>'
        '<button type="button" data-do="help">Keys ( ? )</button></div></details>'
        '<span id="count"></span></div></header>'
    )


def _filters(scene: Scene) -> str:
    map = scene.map
    people = [(p.id, p.name) for p in map.thread.participants] if map.thread else []
    ranked = sorted(scene.ranks.items(), key=lambda pair: pair[1])
    names = {claim.id: claim.label or claim.text for claim in map.claims}
    sides = [
        (str(rank % len(GLYPHS) + 1), f"{GLYPHS[rank % len(GLYPHS)]} {names[thesis]}")
        for thesis, rank in ranked
    ]
    used = sorted({relation.scheme for relation in scene.relations if relation.scheme})
    groups: list[tuple[str, str, Iterable[tuple[str, str]]]] = [
        ("side", "Side", [*sides, ("0", f"{NEUTRAL_GLYPH} no one side")]),
        ("kind", "Kind", [(kind, kind) for kind in KINDS]),
        ("people", "Participant", people),
        ("schemes", "Scheme", [(name, name) for name in used]),
    ]
    if scene.marks.status:
        groups.append(("status", "Status", STATUSES))
    return "".join(
        f'<label>{title} <select data-filter="{key}"><option value="">all</option>'
        + "".join(f'<option value="{attribute(value)}">{text(shown)}</option>' for value, shown in options)
        + "</select></label>"
        for key, title, options in groups
    )


def _panel(scene: Scene, more: Sequence[Tab]) -> str:
    claim = "".join((*cards(scene, dialogue(scene.map).critical_points), *scheme_cards(scene)))
    views = (
        ("claim", "Claim", "Claims", claim),
        ("outline", "Outline", "Outline", outline_html(outline(scene))),
        ("thread", "Thread", "Thread", _thread(scene)),
        *((tab.name, text(tab.title), text(tab.title), tab.content) for tab in more),
    )
    letters = {tab.name: f' data-key="{attribute(tab.key)}"' for tab in more}
    tabs = "".join(
        f'<button type="button" role="tab" id="t-{key}"{letters.get(key, "")} aria-controls="v-{key}" aria-selected="{"true" if key == "claim" else "false"}">{title}</button>'
        for key, title, _, _ in views
    )
    shown = "".join(
        f'<section id="v-{key}" role="tabpanel" aria-labelledby="t-{key}" tabindex="0"><h2 class="plain">{heading}</h2>{content}</section>'
        for key, _, heading, content in views
    )
    return f'<div role="tablist" aria-label="Text of the map">{tabs}</div>{shown}'


def _thread(scene: Scene) -> str:
    return "".join(thread_html(scene))


def _footer(scene: Scene) -> str:
    legend = "".join(
        f'<span class="key {kind}"><i></i>{text(line.word)}</span>' for kind, line in LIGHT.lines.items()
    )
    posts = len(scene.map.thread.posts) if scene.map.thread else 0
    slider = (
        f'<label class="time">Post <input id="time" type="range" min="1" max="{posts}" value="{posts}" '
        f'aria-label="Show the map as of a post"><output id="now">all {posts}</output></label>'
        if posts > 1
        else ""
    )
    return f"<footer>{legend}{slider}</footer>"


def _help(tabs: Sequence[Tab]) -> str:
    keys = (
        ("← →", "to the conclusion, to the first reason"),
        ("↑ ↓", "to the reason before, after"),
        ("Enter", "read the claim"),
        ("Space", "collapse or expand its reasons"),
        ("/", "search; Enter goes to the next"),
        ("+ − 0", "larger, smaller, fit"),
        (
            " ".join(("c o t", *(tab.key for tab in tabs))),
            ", ".join(("claim, outline, thread", *(tab.title.lower() for tab in tabs))),
        ),
        ("Esc", "back to all"),
        ("?", "these keys"),
    )
    rows = "".join(f"<tr><th scope=row>{text(key)}</th><td>{text(told)}</td></tr>" for key, told in keys)
    return f'<dialog id="help" aria-label="Keys"><table>{rows}</table><button type="button" data-do="close">Close</button></dialog>'


def _steps(scene: Scene) -> str:
    """Return the steps for the script: id, premises, target. Nothing in it can end the element it stands in."""
    told = {r.id: [list(r.premises), r.target] for r in scene.relations}
    return json.dumps(told, separators=(",", ":")).replace("<", "\\u003c")
