"""The tab *Practice* of the page."""

from __future__ import annotations

import json
from collections.abc import Sequence

from markupsafe import Markup

from argmap.language import Language, language_of, message
from argmap.model.map import ArgumentMap
from argmap.rendering.tab import Tab
from argmap.rendering.templates import asset
from argmap.teach.item import ExerciseSet
from argmap.teach.make import EXERCISES, make
from argmap.teach.practice.forms import form
from argmap.teach.protocol import MapPart
from argmap.teach.templating import html

PACKAGE = "argmap.teach.practice"
COUNT = 16
"""Exercises of the tab: half an hour."""

SCRIPTS = ("marking.js", "keeping.js", "veil.js", "practice.js")
MADE = "made/practice.js"
"""The scripts in short, made by `python -m tools.generate`."""


REPORTING = "reporting.js"

WORDS = {
    "right": message("Right."),
    "second": message("Right, on the second try."),
    "again": message("Not right. Try once more."),
    "wrong": message("Not right. The answer is shown."),
    "given-up": message("The answer is shown. It does not count as solved."),
    "partly": message("{n} of {m} are right."),
    "key": message("Right: {text}"),
    "place": message("Place {n}"),
    "progress": message("Exercise {n} of {m}"),
    "score": message("{n} right on the first try"),
    "result": message("{n} of {m} right on the first try."),
    "now": message("{n} of {m} right now."),
    "looked": message("{n} answered after looking in the map."),
    "answered": message("{n} of {m} exercises answered."),
    "read": message("Read what a good answer contains, and judge your own."),
    "choose": message("Choose an answer first."),
    "sign": message("These belong together, but not in this way."),
    "reversed": message("The arrow goes the other way."),
    "elsewhere": message("This belongs to another card."),
    "delete": message("Start over, and delete your answers ({n})?"),
    "other": message("Answers from another window were added."),
    "all": message("The map is hidden until you have answered."),
    "people": message("Names and labels are hidden in the map until you have answered."),
    "labels": message("Labels are hidden in the map until you have answered."),
}
"""What the script says; it fills in {n} and {m}."""

BUTTONS = (
    ("next", message("Next")),
    ("missed", message("Try the missed ones again")),
    ("again", message("Start over")),
    ("result", message("Print the answers")),
    ("save", message("Save for your teacher")),
)


def practice_tabs(
    map: ArgumentMap,
    *,
    kinds: Sequence[str] = (),
    count: int = COUNT,
    seed: int = 0,
    language: Language | None = None,
    reports: bool = False,
) -> tuple[Tab, ...]:
    """Return the tab with exercises of a map, or none where the map gives no exercise.

    It works without a network, and keeps the answers in the browser under the map's id, version and seed.

    Args:
        map: what is asked about.
        kinds: names of kinds of exercise; none means all.
        count: exercises at most.
        seed: another seed gives other exercises.
        language: the language of everything but the words of the map; None means the map's, or English where there is
            no catalogue for it.
        reports: whether the page opens with it, and tells the score to a learning management system around it (SCORM 1.2).

    Raises:
        UnknownName: there is no such kind of exercise.
    """
    language = language or language_of(map)
    made = make(map, kinds=kinds, count=count, seed=seed, language=language)
    if not made.items:
        return ()
    style = asset(PACKAGE, "practice.css")
    names = (*SCRIPTS[:-1], REPORTING, SCRIPTS[-1])
    script = "\n".join(asset(PACKAGE, name) for name in names) if reports else asset(PACKAGE, MADE)
    title, content = language.say("Practice"), _content(made, language, reports)
    return (Tab("practice", "p", title, content, style, script, language.name),)


def _content(made: ExerciseSet, language: Language, reports: bool) -> str:
    words = {name: language.translated(text) for name, text in WORDS.items()}
    # Nothing in it can end the element it stands in.
    data = json.dumps(words, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
    hides = {exercise.name: exercise.hides for _, exercise in EXERCISES.available()}
    forms = [
        Markup(form(place, item, language, hides.get(item.kind, (MapPart.EVERYTHING,))))  # noqa: S704 (a template made it)
        for place, item in enumerate(made.items, 1)
    ]
    return html(
        "practice.html.j2",
        made=made,
        forms=forms,
        buttons=BUTTONS,
        say=language.say,
        reports=reports,
        words=Markup(data),  # noqa: S704 (JSON for a script)
    )
