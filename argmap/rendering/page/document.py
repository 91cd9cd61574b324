"""The page of a map put together, with a policy that lets nothing run but what is written here."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from markupsafe import Markup

from argmap.dialogue.overview import dialogue
from argmap.rendering.outline import outline
from argmap.rendering.page.cards import card_data
from argmap.rendering.page.colours import theme_css
from argmap.rendering.page.drawing import drawing_data, sides
from argmap.rendering.page.judging import theory_data, why_data
from argmap.rendering.page.naming import KINDS, LABELS, NO_SIDE, kind_name
from argmap.rendering.page.reading import items_left_open, outline_lines, posts
from argmap.rendering.picture.caption import key
from argmap.rendering.report.headline import headlines
from argmap.rendering.report.parts import ReportContext
from argmap.rendering.scene import Scene
from argmap.rendering.tab import Tab
from argmap.rendering.templates import asset, page_of
from argmap.rendering.theme import LIGHT, NEUTRAL_GLYPH

SCRIPTS = ("map.js", "say.js", "suppose.js", "cards.js", "page.js")
FIRST = 'document.documentElement.classList.add("js")'
"""Runs before the text is there: a browser need not lay out what the script hides."""

TYPES = re.compile(r"/\*\*.*?\*/ ?")
"""Comments that are for the type checker; no text in a script has such a thing."""

PACKAGE, HERE = "argmap.rendering", "argmap.rendering.page"

KEYS = (
    ("← →", "to the conclusion, to the first reason"),
    ("↑ ↓", "to the reason before, after"),
    ("Enter", "read the claim"),
    ("Space", "collapse or expand its reasons"),
    ("/", "search; Enter opens what was found"),
    ("+ − 0 1", "larger, smaller, all of it, type at its own size"),
    ("s", "present: large type, one step after the other"),
    ("n b", "next and previous step"),
)


@dataclass(frozen=True, slots=True)
class OwnTab:
    """A tab that every page has; without a template the script fills it."""

    name: str
    title: str
    heading: str
    template: str


OWN_TABS = (
    OwnTab("claim", "Claim", "Claim", ""),
    OwnTab("outline", "Outline", "Outline", "outline.html.j2"),
    OwnTab("thread", "Thread", "Thread", "thread.html.j2"),
)


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice in the menu *Filter*: `choices` are the values of a card's `data-NAME`, and what they are called."""

    name: str
    title: str
    choices: tuple[tuple[str, str], ...]


def page(scene: Scene, drawn: Scene, title: str | None = None, tabs: Sequence[Tab] = ()) -> str:
    """Return the page of a scene as one HTML file that needs no other.

    It makes no request: style and script are in it, allowed by their hashes, and nothing else is allowed.

    Args:
        scene: the scene of the map.
        drawn: the same scene with the marks that its drawing shows.
        title: what to call it instead of the map's own title.
        tabs: tabs beside Claim, Outline and Thread.
    """
    name = title or scene.map.title
    style = "".join([theme_css(), asset(HERE, "page.css"), *(tab.style for tab in tabs)])
    script = "\n".join([*(_compact(asset(HERE, name)) for name in SCRIPTS), *(tab.script for tab in tabs)])
    return page_of(
        f"{PACKAGE}:page.html.j2",
        title=name,
        first=Markup(FIRST),  # noqa: S704 (words of this file)
        policy=Markup(_policy(style, FIRST, script)),  # noqa: S704 (digests, and words of this file)
        style=Markup(style),  # noqa: S704 (files of this distribution, or of whoever adds a tab)
        script=Markup(script),  # noqa: S704 (the same)
        data=Markup(_json(page_data(scene, drawn))),  # noqa: S704 (JSON in which nothing ends a script)
        filters=_filters(scene),
        own_tabs=OWN_TABS,
        more_tabs=[_as_html(tab) for tab in tabs],
        legend=[(kind, line.word) for kind, line in key(scene, LIGHT)],
        post_count=len(scene.map.thread.posts) if scene.map.thread else 0,
        posts=posts(scene),
        keys=_keys(tabs),
        **_outline_values(scene),
    )


def page_data(scene: Scene, drawn: Scene) -> dict[str, Any]:
    """Return what the scripts of the page draw and say, as plain data.

    Args:
        scene: the scene of the map.
        drawn: the same scene with the marks that its drawing shows.
    """
    study = scene.marks.study
    discussion = dialogue(scene.map) if study is None else study.dialogue
    short = () if study is None else headlines(ReportContext(scene, study))
    cards = card_data(scene, discussion.critical_points, {line.issue: line.text for line in short})
    judged = {} if study is None else {"why": why_data(scene, study), "theory": theory_data(study)}
    return {**drawing_data(drawn, study), "cards": cards, **judged}


def outline_html(scene: Scene) -> str:
    """Return the tab *Outline*: the outline as nested lists."""
    return page_of(f"{PACKAGE}:outline.html.j2", **_outline_values(scene))


def thread_html(scene: Scene) -> str:
    """Return the tab *Thread*: every post, its quoted passages linked to what quotes them."""
    return page_of(f"{PACKAGE}:thread.html.j2", posts=posts(scene))


def fragment(drawn: str, title: str) -> str:
    """Return the figure alone, in the colours of the light theme, to be put into another page."""
    drawing = Markup(drawn[drawn.index("<svg") :])  # noqa: S704 (texts in a drawing are escaped where it is drawn)
    return page_of(f"{PACKAGE}:figure.html.j2", drawing=drawing, title=title) + "\n"


def frame(document: str, title: str, height: int = 640) -> str:
    """Return a page inside a frame that lets it do nothing to the page around it, for notebooks.

    Args:
        document: the HTML of the page.
        title: what the frame is called to those who do not see it.
        height: the height of the frame in pixels of the style sheet.
    """
    return page_of(f"{PACKAGE}:frame.html.j2", document=document, title=title, height=height)


def _compact(script: str) -> str:
    """Return a script without indentation and comments, which are for those who read its file (no text in it spans lines)."""
    lines = (TYPES.sub("", line).strip() for line in script.splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("// "))


def _policy(style: str, *scripts: str) -> str:
    allowed = " ".join(map(_digest, scripts))
    return (
        f"default-src 'none'; style-src {_digest(style)}; script-src {allowed}; img-src blob: data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(source: str) -> str:
    return f"'sha256-{b64encode(sha256(source.encode('utf-8')).digest()).decode()}'"


def _as_html(tab: Tab) -> dict[str, object]:
    # Whoever makes a tab has escaped what is in it.
    return {"name": tab.name, "key": tab.key, "title": tab.title, "content": Markup(tab.content)}  # noqa: S704


def _filters(scene: Scene) -> tuple[Filter, ...]:
    map = scene.map
    people = tuple((person.id, person.name) for person in map.thread.participants) if map.thread else ()
    named = tuple(
        (str(number), f"{sign} {name}") for number, (sign, name) in enumerate(sides(scene), start=1)
    )
    schemes = sorted({relation.scheme for relation in scene.relations if relation.scheme})
    labels = tuple((str(label), word) for label, word in LABELS.items())
    present = {kind_name(node) for node in scene.nodes}
    return (
        Filter("side", "Side", (*named, ("0", f"{NEUTRAL_GLYPH} {NO_SIDE}"))),
        Filter("kind", "Kind", tuple((name, words) for name, words in KINDS.items() if name in present)),
        Filter("people", "Participant", people),
        Filter("schemes", "Scheme", tuple((name, name) for name in schemes)),
        *([Filter("status", "Label", labels)] if scene.marks.status else []),
    )


def _outline_values(scene: Scene) -> dict[str, object]:
    lines = outline_lines(outline(scene))
    return {"outline_lines": lines, "items_left_open": items_left_open(lines)}


def _keys(tabs: Sequence[Tab]) -> list[tuple[str, str]]:
    letters = " ".join(("c o t", *(tab.key for tab in tabs)))
    names = ", ".join(("claim, outline, thread", *(tab.title.lower() for tab in tabs)))
    return [*KEYS, (letters, names), ("Esc", "back to all"), ("?", "these keys")]


def _json(value: object) -> str:
    """Return data for the script. Nothing in it can end the element it stands in."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).replace("<", "\\u003c")
