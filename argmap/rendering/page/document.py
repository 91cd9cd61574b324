"""The page of a map put together, with a policy that lets nothing run but what is written here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from markupsafe import Markup

from argmap.dialogue.overview import dialogue
from argmap.language import SOURCE, Language, message
from argmap.model.scheme import schemes as known_schemes
from argmap.rendering.outline import outline
from argmap.rendering.page.cards import card_data
from argmap.rendering.page.colours import theme_css
from argmap.rendering.page.drawing import drawing_data, sides
from argmap.rendering.page.earlier import Earlier, earlier
from argmap.rendering.page.judging import course_data, theory_data, why_data
from argmap.rendering.page.naming import KINDS, LABELS, NO_SIDE, kind_name
from argmap.rendering.page.packing import packed
from argmap.rendering.page.reading import items_left_open, outline_lines, posts
from argmap.rendering.page.sealed import policy, script_json
from argmap.rendering.page.words import script_words, text_languages, turns
from argmap.rendering.picture.caption import box_signs, key, status_signs
from argmap.rendering.report.headline import headlines
from argmap.rendering.report.parts import ReportContext
from argmap.rendering.scene import Scene
from argmap.rendering.tab import Tab
from argmap.rendering.templates import asset, page_of
from argmap.rendering.theme import LIGHT, NEUTRAL_GLYPH, THEMES
from argmap.study import Study

SCRIPTS = (
    *(
        "data.js",
        "say.js",
        "moment.js",
        "text.js",
        "shapes.js",
        "layout.js",
        "lines.js",
        "wide.js",
        "tall.js",
        "graph.js",
        "map.js",
        "suppose.js",
        "cards.js",
        "core.js",
    ),
    *(
        "mini.js",
        "paper.js",
        "outline.js",
        "shown.js",
        "opening.js",
        "address.js",
        "walking.js",
        "pointing.js",
        "searching.js",
    ),
    *("whatif.js", "time.js", "presenting.js", "saving.js", "deeds.js", "keys.js", "page.js"),
)
"""The modules of the page; each imports only from those before it. Together they have one scope."""

MADE = "made/page.js"
"""The scripts in short, made by `python -m tools.generate`."""

STYLES = ("map.css", "page.css")
MADE_STYLE = "made/page.css"
"""The style in short, made by `python -m tools.generate`."""
FIRST = 'document.documentElement.classList.add("js")'
"""Runs before the text is there: a browser need not lay out what the script hides."""

PACKAGE, HERE = "argmap.rendering", "argmap.rendering.page"

KEYS = (
    ("← →", message("to the conclusion, to the first reason")),
    ("↑ ↓", message("to the reason before, after")),
    ("Enter", message("read the claim")),
    (message("Space"), message("collapse or expand its reasons")),
    ("/", message("search; Enter opens what was found")),
    ("+ − 0 1", message("larger, smaller, all of it, type at its own size")),
    ("m", message("overview: the whole map in small, and where the screen is in it")),
    ("s", message("present: large type, one step after the other")),
    ("n b", message("next and previous step")),
)


@dataclass(frozen=True, slots=True)
class OwnTab:
    """A tab that every page has; without a template the script fills it."""

    name: str
    title: str
    template: str


OWN_TABS = (
    OwnTab("claim", message("Claim"), ""),
    OwnTab("outline", message("Outline"), "outline.html.j2"),
    OwnTab("thread", message("Thread"), "thread.html.j2"),
)


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice in the menu *Filter*: `choices` are the values of a card's `data-NAME`, and what they are called."""

    name: str
    title: str
    choices: tuple[tuple[str, str], ...]
    lang: str = ""


def page(
    scene: Scene, drawn: Scene, title: str | None = None, tabs: Sequence[Tab] = (), theme: str = ""
) -> str:
    """Return the page of a scene as one HTML file that needs no other.

    It makes no request: style and script are in it, allowed by their hashes, and nothing else is allowed.

    Args:
        scene: the scene of the map.
        drawn: the same scene with the marks that its drawing shows.
        title: what to call it instead of the map's own title.
        tabs: tabs beside Claim, Outline and Thread.
        theme: the colours that it opens in; an empty name leaves the choice to the reader's system.
    """
    name, language = title or scene.map.title, scene.language
    style = "".join([theme_css(dark_by_choice=False), asset(HERE, MADE_STYLE), *(tab.style for tab in tabs)])
    script = "\n".join([asset(HERE, MADE), *(tab.script for tab in tabs)])
    return page_of(
        f"{PACKAGE}:page.html.j2",
        title=name,
        first=Markup(FIRST),  # noqa: S704 (words of this file)
        policy=Markup(policy(style, FIRST, script)),  # noqa: S704 (digests, and words of this file)
        style=Markup(style),  # noqa: S704 (files of this distribution, or of whoever adds a tab)
        script=Markup(script),  # noqa: S704 (the same)
        data=Markup(script_json(packed(page_data(scene, drawn)))),  # noqa: S704 (JSON in which nothing ends a script)
        filters=_filters(scene),
        own_tabs=[replace(tab, title=language.translated(tab.title)) for tab in OWN_TABS],
        more_tabs=[_as_html(tab, language) for tab in tabs],
        theme=theme if theme in THEMES else "",
        legend_signs=_legend_signs(scene, drawn),
        legend=[(kind, language.translated(line.word)) for kind, line in key(scene, LIGHT)],
        post_count=len(scene.map.thread.posts) if scene.map.thread else 0,
        posts=posts(scene),
        keys=_keys(tabs, language),
        **_outline_values(scene),
        **_language_values(scene),
    )


def page_data(scene: Scene, drawn: Scene) -> dict[str, Any]:
    """Return what the scripts of the page draw and say, as plain data, with the translations of what they say.

    Args:
        scene: the scene of the map.
        drawn: the same scene with the marks that its drawing shows.
    """
    study = scene.marks.study
    discussion = dialogue(scene.map) if study is None else study.dialogue
    short = () if study is None else headlines(ReportContext(scene, study))
    then = None if study is None else earlier(scene, study)
    raised = None if then is None else then.raised
    cards = card_data(scene, discussion.critical_points, {line.issue: line.text for line in short}, raised)
    judged = {} if study is None else _judged(scene, study, then)
    words = script_words(scene.language, (asset(HERE, name) for name in SCRIPTS))
    tags = text_languages(scene.map, scene.language.name)
    return {**drawing_data(drawn), "cards": cards, **judged, "words": words, "lang": tags}


def _judged(scene: Scene, study: Study, then: Earlier | None) -> dict[str, Any]:
    return {
        "why": why_data(scene, study),
        "whyThen": None if then is None else then.why,
        "theory": theory_data(study),
        "then": course_data(scene, study),
    }


def outline_html(scene: Scene) -> str:
    """Return the tab *Outline*: the outline as nested lists."""
    return page_of(f"{PACKAGE}:outline.html.j2", **_outline_values(scene), **_language_values(scene))


def thread_html(scene: Scene) -> str:
    """Return the tab *Thread*: every post, its quoted passages linked to what quotes them."""
    return page_of(f"{PACKAGE}:thread.html.j2", posts=posts(scene), **_language_values(scene))


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


def _as_html(tab: Tab, language: Language) -> dict[str, object]:
    # Whoever makes a tab has escaped what is in it.
    content = Markup(tab.content)  # noqa: S704
    lang = _lang("" if tab.language == language.name else tab.language)
    return {"name": tab.name, "key": tab.key, "title": tab.title, "content": content, "lang": lang}


def _lang(tag: str) -> Markup:
    """Return the attribute that says in which language an element is; nothing for that of the page."""
    return Markup(' lang="{}"').format(tag) if tag else Markup("")


def _words(lang: Markup, words: str) -> Markup:
    """Return the attributes of words of the map: none where language and direction are those of the page."""
    return lang + Markup(' dir="auto"') if lang or turns(words) else Markup("")


def _language_values(scene: Scene) -> dict[str, object]:
    tags = text_languages(scene.map, scene.language.name)
    return {
        "say": scene.language.say,
        "language": scene.language.name,
        "map_lang": _lang(tags.get("map", "")),
        "map_words": partial(_words, _lang(tags.get("map", ""))),
        "post_lang": _lang(tags.get("thread", "")),
    }


def _filters(scene: Scene) -> tuple[Filter, ...]:
    map, language = scene.map, scene.language
    people = tuple((person.id, person.name) for person in map.thread.participants) if map.thread else ()
    named = tuple(
        (str(number), f"{sign} {name}") for number, (sign, name) in enumerate(sides(scene), start=1)
    )
    schemes = sorted({relation.scheme for relation in scene.relations if relation.scheme})
    labels = tuple((str(label), language.translated(word)) for label, word in LABELS.items())
    present = {kind_name(node) for node in scene.nodes}
    kinds = tuple((name, language.translated(words)) for name, words in KINDS.items() if name in present)
    tags, say = text_languages(map, language.name), language.say
    none = ("0", f"{NEUTRAL_GLYPH} {language.translated(NO_SIDE)}")
    return (
        Filter("side", say("Side"), (*named, none), _lang(tags.get("map", ""))),
        Filter("kind", say("Kind"), kinds),
        Filter("people", say("Participant"), people),
        Filter("schemes", say("Scheme"), tuple((name, _scheme_name(name, language)) for name in schemes)),
        *([Filter("status", say("Label"), labels)] if scene.marks.status else []),
    )


def _scheme_name(scheme: str, language: Language) -> str:
    """Return the name of a scheme, in English where the language has none; the id of one that argmap does not know."""
    known = known_schemes().get(scheme)
    return scheme if known is None else language.translated(known.name)


def _legend_signs(scene: Scene, drawn: Scene) -> list[tuple[str, str]]:
    """Return what the legend says beside the lines: signs of boxes and labels, and the sides with the class of their colour."""
    present = {scene.sides.get(node.id) for node in scene.nodes}
    named = [(f"b{rank % len(LIGHT.sides) + 1}", " ".join(side)) for rank, side in enumerate(sides(scene))]
    none = [("b0", f"{NEUTRAL_GLYPH} {scene.language.say('no single side')}")] if None in present else []
    return [*box_signs(scene), *(("b", sign) for sign in status_signs(drawn)), *named, *none]


def _outline_values(scene: Scene) -> dict[str, object]:
    lines = outline_lines(outline(scene), scene.language)
    return {"outline_lines": lines, "items_left_open": items_left_open(lines)}


def _keys(tabs: Sequence[Tab], language: Language) -> list[tuple[str, str]]:
    say = language.say
    letters = " ".join(("c o t", *(tab.key for tab in tabs)))
    titles = [*(language.translated(tab.title) for tab in OWN_TABS), *(tab.title for tab in tabs)]
    names = ", ".join(title.lower() if language.name == SOURCE else title for title in titles)
    known = [(language.translated(key), language.translated(does)) for key, does in KEYS]
    return [*known, (letters, names), ("Esc", say("back to all")), ("?", say("these keys"))]
