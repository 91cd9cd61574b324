"""The page of the editor: the thread, the map and the page's own words, in one HTML file that asks this server only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from argmap.errors import ArgmapError
from argmap.language import Language, language_of, message
from argmap.model.annotations import Stance
from argmap.model.map import ArgumentMap
from argmap.model.relation import RelationKind
from argmap.model.scheme import schemes
from argmap.rendering.editor.scripts import DRAWING, EDITING, EDITOR, STYLE, editor_script
from argmap.rendering.page.colours import theme_css
from argmap.rendering.page.naming import author_name
from argmap.rendering.page.sealed import policy, script_json
from argmap.rendering.page.words import script_words, text_languages
from argmap.rendering.templates import asset, page_of

HERE = "argmap.project.web_editing"
SCRIPTS = (
    "records.js",
    "remote.js",
    "details.js",
    "searching.js",
    "offers.js",
    "deciding.js",
    "fields.js",
    "issues.js",
    "web.js",
)
"""The scripts of this folder in the order in which they run, after those of the editor."""

KEYS = (
    ("Tab", message("to the thread, the claims, the map, and what can be done")),
    ("↑ ↓ ← →", message("in the map, to the next claim or step; in the thread, to the next sentence")),
    (message("Enter"), message("choose")),
    ("c g x", message("the chosen words make a claim, grant a claim, deny one")),
    ("s u b", message("… take another stance or one with a condition, ask a question, give an example")),
    ("j", message("in the thread, to the next post of which nothing is quoted")),
    ("r o d", message("the chosen claim is a reason for …, is an objection to …, denies a step …")),
    ("t l i", message("counts together with …, link a premise …, name an implicit premise …")),
    (message("e Delete"), message("edit the claim, remove what is chosen")),
    ("/", message("search")),
    ("+ − 0", message("larger, smaller, the whole map")),
    (message("Ctrl+Z Ctrl+Y"), message("undo, redo")),
    ("Esc", message("cancel")),
)
"""What keys do: shown in the help of the page."""

DRAFT_KEYS = (
    ("k", message("in the thread, to what the draft offers next")),
    ("a e r u", message("accept, edit or reject what the draft offers, take that back")),
)
"""What keys do besides where there is a draft."""

STANCES = {
    Stance.ASSERTS: message("asserts"),
    Stance.ACCEPTS: message("accepts"),
    Stance.CONCEDES: message("concedes"),
    Stance.PROPOSES: message("proposes"),
    Stance.QUESTIONS: message("questions"),
    Stance.DENIES: message("denies"),
    Stance.RETRACTS: message("retracts"),
}
"""What somebody does with a claim, as the page lists it."""


def editor_page(map: ArgumentMap, *, drafted: bool = False) -> tuple[str, str]:
    """Return the page of the editor, and the content security policy to send with it.

    The map itself is not in it: the page asks the server for it.

    Args:
        map: the map.
        drafted: whether there is a draft, whose items the page shows.

    Raises:
        ArgmapError: the map has no thread to read.
    """
    if map.thread is None:
        raise ArgmapError("this map has no thread to read; add the line 'thread: thread.yaml' to the map")
    language = language_of(map)
    style = theme_css() + asset(DRAWING, "map.css") + asset(EDITOR, STYLE) + asset(HERE, "web.css")
    script = editor_script(EDITING, [(HERE, name) for name in SCRIPTS])
    keys = (*KEYS, *(DRAFT_KEYS if drafted else ()))
    tags = text_languages(map, language.name)
    data: dict[str, Any] = {
        "title": map.title,
        "kinds": [str(kind) for kind in RelationKind],
        "prefix": "new--",
        "schemes": [*_schemes(language)],
        "stances": {str(stance): language.translated(word) for stance, word in STANCES.items()},
        "posts": [*_posts(map, language)],
        "people": {person.id: person.name or person.id for person in map.thread.participants},
        "drafted": drafted,
        "lang": tags.get("map", ""),
        "postLang": tags.get("thread", ""),
        "words": script_words(language, [script]),
    }
    sealed = f"{policy(style, script)}; connect-src 'self'"
    page = page_of(
        f"{HERE}:web.html.j2",
        policy=Markup(sealed),  # noqa: S704 (digests)
        style=Markup(style),  # noqa: S704 (files of this distribution)
        script=Markup(script),  # noqa: S704 (the same)
        data=Markup(script_json(data)),  # noqa: S704 (JSON in which nothing ends a script)
        title=map.title,
        free=True,
        web=True,
        drafted=drafted,
        relation_kinds=data["kinds"],
        stances=data["stances"],
        keys=[(language.translated(key), language.translated(does)) for key, does in keys],
        say=language.say,
        language=language.name,
        map_lang=tags.get("map", ""),
    )
    return page, sealed


def _schemes(language: Language) -> Iterator[dict[str, Any]]:
    for scheme in schemes().values():
        questions = [
            {"id": q.id, "text": language.translated(q.text), "bears": str(q.bears_on)}
            for q in scheme.questions
        ]
        yield {"id": scheme.id, "name": language.translated(scheme.name), "questions": questions}


def _posts(map: ArgumentMap, language: Language) -> Iterator[dict[str, Any]]:
    thread = map.thread
    for post in thread.posts if thread else ():
        assert thread is not None  # noqa: S101 (there are posts)
        yield {
            "id": post.id,
            "number": thread.numbers[post.id],
            "author": author_name(thread, post, language),
            "text": None if post.absence is not None else thread.text_of(post.id),
            "absence": "" if post.absence is None else language.translated(post.absence),
            "answers": thread.numbers.get(post.reply_to) if post.reply_to else None,
        }
