"""The tab *Practice* of the page."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from argmap.model.map import ArgumentMap
from argmap.rendering.escape import html as attribute
from argmap.rendering.escape import html as text
from argmap.rendering.tab import Tab
from argmap.teach.item import ExerciseSet
from argmap.teach.language import Language, language_of, message
from argmap.teach.make import make
from argmap.teach.practice.forms import form

COUNT = 16
"""Exercises of the tab: half an hour."""

WORDS = {
    "right": message("Right."),
    "wrong": message("Not right."),
    "partly": message("{n} of {m} are right."),
    "progress": message("Exercise {n} of {m}"),
    "score": message("{n} right at the first go"),
    "result": message("{n} of {m} right at the first go."),
    "now": message("{n} of {m} right now."),
    "read": message("Read what a good answer has, and judge your own."),
    "choose": message("Choose an answer first."),
    "sign": message("These belong together, but not in this way."),
    "reversed": message("The arrow goes the other way."),
    "elsewhere": message("It bears on another card."),
}
"""What the script says; {n} and {m} are for it to fill in."""


def practice_tabs(
    map: ArgumentMap,
    *,
    kinds: Sequence[str] = (),
    count: int = COUNT,
    seed: int = 0,
    language: Language | None = None,
) -> tuple[Tab, ...]:
    """Return the tab with exercises of a map, or none where the map gives no exercise.

    It works without a network and keeps what was answered in the browser, under the map's id, version and seed.
    It is in the map's language where there is a catalogue for it, unless another is given.
    """
    language = language or language_of(map)
    made = make(map, kinds=kinds, count=count, seed=seed, language=language)
    if not made.items:
        return ()
    content = _content(made, language)
    title = language.say("Practice")
    return (Tab("practice", "p", title, content, _source("practice.css"), _source("practice.js")),)


def _content(made: ExerciseSet, language: Language) -> str:
    words = {name: language.translated(told) for name, told in WORDS.items()}
    # Nothing in it can end the element it stands in.
    told = json.dumps(words, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
    buttons = (
        ("next", message("Next")),
        ("missed", message("Try the missed ones again")),
        ("again", message("Start over")),
        ("result", message("Print the result")),
        ("save", message("Save for your teacher")),
    )
    shown = "".join(
        f'<button type="button" data-practice="{name}" hidden>{text(language.say(title))}</button> '
        for name, title in buttons
    )
    forms = "".join(form(place, item, language) for place, item in enumerate(made.items, 1))
    name = language.say("Name")
    intro = language.say(
        "Everything stays in your browser. What counts is the first answer; you may try again."
    )
    return (
        f'<div id="practice" data-map="{attribute(made.map)}" data-hash="{made.content_hash}" data-seed="{made.seed}">'
        f'<p class="onpaper">{text(name)}: ____________________</p><p class="intro">{text(intro)}</p><p class="bar"><output id="x-progress"></output> <output id="x-score"></output></p>'
        f'<div id="x-end" tabindex="-1" hidden><p></p><ol></ol></div>{forms}<p class="do">{shown}</p>'
        f'<script type="application/json" id="x-words">{told}</script></div>'
    )


@cache
def _source(name: str) -> str:
    return files("argmap.teach.practice").joinpath(name).read_text("utf-8")
