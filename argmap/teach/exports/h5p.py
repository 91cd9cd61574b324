"""A Question Set for H5P (.h5p) without the libraries, which the systems that show H5P have or fetch themselves.

A question carries its posts itself: the introduction of a Question Set cannot be opened again once it is left.

Source:
    H5P specification, "The .h5p file format"; the parameters are those of the semantics of Question Set 1.20, Multiple
    Choice 1.16, Drag the Words 1.10 and Essay 1.5.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from argmap.language import Language
from argmap.rendering.escape import html
from argmap.teach.carried import carried, posts_html
from argmap.teach.item import ExerciseSet, Form, Item
from argmap.teach.plain import flat_items, line, zipped
from argmap.teach.titles import exercise_title

LIBRARIES = {
    "H5P.QuestionSet": ("Question Set", 1, 20),
    "H5P.MultiChoice": ("Multiple Choice", 1, 16),
    "H5P.DragText": ("Drag the Words", 1, 10),
    "H5P.Essay": ("Essay", 1, 5),
}
"""Titles and versions by machine name."""

KINDS = {
    Form.CHOICE: "H5P.MultiChoice",
    Form.SEVERAL: "H5P.MultiChoice",
    Form.MATCH: "H5P.DragText",
    Form.ORDER: "H5P.DragText",
    Form.ESSAY: "H5P.Essay",
}
LONGEST_TITLE = 255

GAP = "<p>&#160;</p>"
"""Drag the Words leaves no space between paragraphs."""

SIGNS = {ord("*"): "∗", ord(":"): "∶", ord("\\"): "⧵", ord("/"): "∕"}
"""What Drag the Words reads as the end of a word, a hint, a feedback or another answer: signs that look the same."""


def write(exercises: ExerciseSet) -> bytes:
    """Return the package with the exercises that have a place in it."""
    items = [item for item in flat_items(exercises.items) if not refusal(item)]
    used = ["H5P.QuestionSet", *sorted({KINDS[item.form] for item in items})]
    about = {
        "title": line(exercises.title)[:LONGEST_TITLE] or exercises.map,
        "language": exercises.language,
        "mainLibrary": "H5P.QuestionSet",
        "embedTypes": ["iframe"],
        "license": "U",
        "defaultLanguage": exercises.language,
        "preloadedDependencies": [
            {"machineName": name, "majorVersion": LIBRARIES[name][1], "minorVersion": LIBRARIES[name][2]}
            for name in used
        ],
    }
    members = {"content/content.json": _content(exercises, items), "h5p.json": about}
    return zipped({name: _json(data) for name, data in members.items()})


def refusal(item: Item) -> str:
    """Return why an exercise has no place in a Question Set, or "" if it has one."""
    return "H5P has no number with a tolerance" if item.form is Form.NUMBER else ""


def _json(data: Any) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _content(exercises: ExerciseSet, items: list[Item]) -> dict[str, Any]:
    say = Language(exercises.language).say
    made = say(
        "Made from the map {map} ({version}), seed {seed}.",
        map=exercises.map,
        version=exercises.content_hash[:12],
        seed=exercises.seed,
    )
    return {
        "introPage": {
            "showIntroPage": True,
            "title": _text(exercises.title),
            "introduction": f"<p>{_text(made)}</p>",
        },
        "progressType": "textual",
        "passPercentage": 50,
        "disableBackwardsNavigation": False,
        "randomQuestions": False,
        "questions": [_question(exercises, item) for item in items],
        "texts": {"textualProgress": say("Exercise {n} of {m}", n="@current", m="@total")},
        "endGame": {"showResultPage": True, "showSolutionButton": True, "showRetryButton": True},
        "override": {"checkButton": True},
    }


def _question(exercises: ExerciseSet, item: Item) -> dict[str, Any]:
    title, major, minor = LIBRARIES[KINDS[item.form]]
    shown = _shown(exercises, item, GAP if KINDS[item.form] == "H5P.DragText" else "")
    whole = f"argmap/{exercises.map}/{exercises.language}/{exercises.seed}/{item.id}"
    return {
        "library": f"{KINDS[item.form]} {major}.{minor}",
        "params": _PARAMETERS[item.form](item, shown, Language(exercises.language)),
        "subContentId": str(uuid5(NAMESPACE_URL, whole)),
        "metadata": {
            "contentType": title,
            "license": "U",
            "title": exercise_title(exercises, item)[:LONGEST_TITLE],
        },
    }


def _shown(exercises: ExerciseSet, item: Item, gap: str) -> str:
    """Return the posts and the question; H5P sets all of it in bold type, so that marked words slope."""
    posts = [posts_html([post], mark="em") for post in carried(exercises, item)]
    return gap.join([*posts, f"<p>{_text(item.prompt)}</p>"])


def _text(text: str) -> str:
    return str(html(line(text)))


def _buttons(language: Language, check: str, solution: str) -> dict[str, str]:
    return {check: language.say("Check"), solution: language.say("Show the answer")}


def _overall(item: Item) -> list[dict[str, Any]]:
    return [{"from": 0, "to": 100, "feedback": line(item.feedback)}]


def _choices(item: Item, shown: str, language: Language) -> dict[str, Any]:
    single = item.form is Form.CHOICE
    answers = [
        {
            "text": f"<div>{_text(option.text)}</div>",
            "correct": option.right,
            "tipsAndFeedback": {
                "tip": "",
                "chosenFeedback": f"<div>{_text(option.feedback)}</div>",
                "notChosenFeedback": "",
            },
        }
        for option in item.options
    ]
    return {
        "question": shown,
        "answers": answers,
        "overallFeedback": _overall(item),
        "UI": _buttons(language, "checkAnswerButton", "showSolutionButton"),
        "behaviour": {
            "enableRetry": True,
            "enableSolutionsButton": True,
            "enableCheckButton": True,
            "type": "single" if single else "multi",
            "singlePoint": not single,
            "randomAnswers": not item.answers_are_in_order,
            "showSolutionsRequiresInput": True,
            "passPercentage": 100,
        },
    }


def _words(item: Item, shown: str, language: Language) -> dict[str, Any]:
    pairs = item.pairs or tuple((f"{place}.", text) for place, text in enumerate(item.order, 1))
    between = ": " if item.pairs else " "
    rows = [f"{_plain(left)}{between}*{_plain(right)}*" for left, right in pairs]
    return {
        "taskDescription": shown,
        "textField": "\n".join(rows),
        "distractors": " ".join(f"*{_plain(spare)}*" for spare in item.spare),
        "overallFeedback": _overall(item),
        **_buttons(language, "checkAnswer", "showSolution"),
        "behaviour": {"enableRetry": True, "enableSolutionsButton": True, "enableCheckButton": True},
    }


def _plain(text: str) -> str:
    return _text(line(text).translate(SIGNS))


def _essay(item: Item, shown: str, language: Language) -> dict[str, Any]:
    anything = {"points": 1, "occurrences": 1, "caseSensitive": False, "forgiveMistakes": False}
    return {
        "taskDescription": shown,
        "solution": {"introduction": "", "sample": f"<div>{_text(item.feedback)}</div>"},
        # At least one keyword is needed; this one is in every text, and nothing is scored.
        "keywords": [{"keyword": "*", "alternatives": [], "options": anything}],
        "overallFeedback": [{"from": 0, "to": 100, "feedback": ""}],
        **_buttons(language, "checkAnswer", "showSolution"),
        "behaviour": {"inputFieldSize": "10", "enableRetry": True, "ignoreScoring": True},
    }


_PARAMETERS: dict[Form, Callable[[Item, str, Language], dict[str, Any]]] = {
    Form.CHOICE: _choices,
    Form.SEVERAL: _choices,
    Form.MATCH: _words,
    Form.ORDER: _words,
    Form.ESSAY: _essay,
}
