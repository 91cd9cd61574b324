"""The page of a task: what is given, what is asked, and the page's own words, in one HTML file."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Any

from markupsafe import Markup

from argmap.errors import ArgmapError
from argmap.graph.views import View
from argmap.language import ENGLISH, Language, message
from argmap.model.map import ArgumentMap
from argmap.model.relation import RelationKind
from argmap.rendering.page.colours import theme_css
from argmap.rendering.page.naming import author_name
from argmap.rendering.page.sealed import compact, joined, policy, script_json
from argmap.rendering.page.words import script_words, text_languages
from argmap.rendering.templates import asset, page_of
from argmap.teach.context import content_hash
from argmap.teach.plain import line, node_text
from argmap.teach.post_steps import POST, known_post, names_in, steps_of_post

FORM = "argmap-task/1"
"""The form of the file that the page saves."""

DRAWING, HERE = "argmap.rendering.page", "argmap.teach.task"
SHARED = (
    "say.js",
    "text.js",
    "shapes.js",
    "layout.js",
    "lines.js",
    "wide.js",
    "tall.js",
    "graph.js",
    "map.js",
)
"""The modules of the page of a map that draw it; their data here are those of the task."""
BEFORE = 'const data = JSON.parse(document.getElementById("data").textContent);'
AFTER = "Object.assign(window, { argmapView: view, argmapSay: () => say });"
SCRIPTS = (
    "model.js",
    "checks.js",
    "history.js",
    "dom.js",
    "sentences.js",
    "canvas.js",
    "paper.js",
    "pointer.js",
    "thread.js",
    "bar.js",
    "lists.js",
    "editor.js",
    "task.js",
)
"""The scripts of this folder in the order in which they run: the model and the editor first, which know no task."""

ALWAYS = (RelationKind.SUPPORT, RelationKind.ATTACK, RelationKind.UNDERCUT)
"""The kinds of relations that every task offers; others are offered where the map has them."""


class TaskMode(StrEnum):
    """What students build from: cards that are given, or claims of their own."""

    CARDS = "cards"
    FREE = "free"


TASKS = {
    TaskMode.CARDS: message(
        "Build the argument from the cards: which claim is a reason for which, and which is an objection?"
    ),
    TaskMode.FREE: message(
        "Map the discussion: write its claims, with words from the thread, and say which is a reason for which."
    ),
}
POST_TASKS = {
    TaskMode.CARDS: message(
        "Build the argument of post {number} from the cards: which claim is a reason for which, and which is an objection?"
    ),
    TaskMode.FREE: message(
        "Map post {number}: write its claims, with words from the thread, and say which is a reason for which."
    ),
}

KEYS = (
    ("Tab", message("to the thread, the claims, the map, and what can be done")),
    ("↑ ↓ ← →", message("in the map, to the next claim or step; in the thread, to the next sentence")),
    (message("Enter"), message("choose")),
    ("r o d", message("the chosen claim is a reason for …, is an objection to …, denies a step …")),
    ("t l i", message("counts together with …, link a premise …, name an implicit premise …")),
    (message("e Delete"), message("edit the claim, remove what is chosen")),
    ("+ − 0", message("larger, smaller, the whole map")),
    (message("Ctrl+Z Ctrl+Y"), message("undo, redo")),
    ("Esc", message("cancel")),
)
"""What keys do: shown in the help of the page."""


@dataclass(frozen=True, slots=True)
class MapTask:
    """What students are asked to do.

    Attributes:
        view: the map, or the part of it, that they build.
        mode: from cards, or with claims of their own.
        post: the id of the post that they map; None for the whole part.
        seed: another seed gives another order of the cards.
        language: the language of the page; what the map and the thread say stays in their own.
    """

    view: View
    mode: TaskMode = TaskMode.CARDS
    post: str | None = None
    seed: int = 0
    language: Language = ENGLISH

    @property
    def exercise(self) -> str:
        """The name by which `argmap teach grade` knows the part that is asked for; empty for all of it."""
        return f"{POST}{self.post}" if self.post is not None else ""


def task_page(task: MapTask) -> str:
    """Return the page of a task as one HTML file that needs no other and makes no request.

    It holds the cards and the thread, and nothing of how the map connects them.

    Raises:
        UnknownName: the thread has no such post.
        ArgmapError: there is nothing to build: the part, or the post, has no relation; or nothing to read.
    """
    map, language = task.view.map, task.language
    cards = task_cards(task)
    style = theme_css() + asset(DRAWING, "map.css") + asset(HERE, "task.css")
    script = task_script(SCRIPTS)
    data = {
        **_about(task, cards),
        "words": script_words(language, [script]),
        "posts": list(_posts(task, _wanted_posts(task))),
    }
    return page_of(
        "argmap.teach:task.html.j2",
        policy=Markup(policy(style, script)),  # noqa: S704 (digests, and words of a file of ours)
        style=Markup(style),  # noqa: S704 (files of this distribution)
        script=Markup(script),  # noqa: S704 (the same)
        data=Markup(script_json(data)),  # noqa: S704 (JSON in which nothing ends a script)
        title=line(map.title),
        asked=_asked(task),
        free=task.mode is TaskMode.FREE,
        keys=[(language.translated(key), language.translated(does)) for key, does in KEYS],
        say=language.say,
        language=language.name,
        map_lang=text_languages(map, language.name).get("map", ""),
    )


def task_script(names: Iterable[str]) -> str:
    """Return the drawing of maps and some scripts of this folder as one script.

    Args:
        names: the files, in the order in which they run.
    """
    drawing = joined([BEFORE, *(asset(DRAWING, name) for name in SHARED), AFTER])
    return "\n".join(
        [f"(() => {{\n{compact(drawing)}}})();", *(compact(asset(HERE, name)) for name in names)]
    )


def task_cards(task: MapTask) -> tuple[str, ...]:
    """Return the ids of the cards in the order of the hand, shuffled by the seed; none where students write their own.

    Raises:
        UnknownName: the thread has no such post.
        ArgmapError: there is nothing to build.
    """
    map = task.view.map
    steps = task.view.relations() if task.post is None else steps_of_post(map, known_post(map, task.post))
    if not steps:
        if task.post is None:
            raise ArgmapError(
                "this part of the map has no relations, so there is nothing to build; choose another part"
            )
        raise ArgmapError(
            f"nothing that post {task.post!r} says is a reason for, or an objection to, something else that it says, "
            "so there is nothing to build; choose another post"
        )
    if task.mode is TaskMode.FREE:
        if map.thread is None:
            raise ArgmapError("this map has no thread to read; use --cards")
        return ()
    # What no relation of the part connects has no place in it, so it is no card.
    order = list(names_in(steps, map))
    random.Random(f"{map.id}/cards/{task.seed}").shuffle(order)
    return tuple(order)


def _about(task: MapTask, cards: tuple[str, ...]) -> dict[str, Any]:
    map = task.view.map
    given = [{"id": name, "text": line(node_text(map.nodes[name]))} for name in cards]
    version = content_hash(map)
    name = _task_name(task)
    tags = text_languages(map, task.language.name)
    present = {step.kind for step in map.relations}
    return {
        "title": line(map.title),
        "cards": given,
        "free": task.mode is TaskMode.FREE,
        "kinds": [str(kind) for kind in RelationKind if kind in ALWAYS or kind in present],
        "prefix": _own_prefix(map),
        "place": f"argmap-task:{name}:{version}",
        "about": {
            "form": FORM,
            "task": name,
            "map": map.id,
            "content_hash": version,
            "exercise": task.exercise,
        },
        "lang": tags.get("map", ""),
        "postLang": tags.get("thread", ""),
    }


def _task_name(task: MapTask) -> str:
    """Return the name of a task: one that asks for something else has another, and a new version of the map has the same."""
    part = ",".join(sorted(task.view.shown))
    digest = sha256(f"{part}/{task.seed}".encode()).hexdigest()[:8]
    return "/".join((task.view.map.id, task.exercise or "map", str(task.mode), digest))


def _own_prefix(map: ArgumentMap) -> str:
    """Return how the ids of students' claims begin: no id of the map begins so."""
    prefix = "own-"
    while any(name.startswith(prefix) for name in map.parts):
        prefix = f"x{prefix}"
    return prefix


def _asked(task: MapTask) -> str:
    if task.post is None or task.view.map.thread is None:
        return task.language.translated(TASKS[task.mode])
    return task.language.say(POST_TASKS[task.mode], number=task.view.map.thread.numbers[task.post])


def _wanted_posts(task: MapTask) -> set[str]:
    """Return the posts to read: all, or the post that is mapped with what it answers."""
    thread = task.view.map.thread
    if thread is None:
        return set()
    if task.post is None:
        return set(thread.numbers)
    answered = thread.posts_by_id[task.post].reply_to
    return {task.post, *({answered} if answered else set())}


def _posts(task: MapTask, wanted: set[str]) -> Iterator[dict[str, Any]]:
    thread = task.view.map.thread
    for post in thread.posts if thread else ():
        if thread is None or post.id not in wanted:
            continue
        absence = None if post.absence is None else task.language.translated(post.absence)
        yield {
            "id": post.id,
            "number": thread.numbers[post.id],
            "author": line(author_name(thread, post, task.language)),
            "text": None if post.absence is not None else thread.text_of(post.id),
            "absence": absence or "",
            "answers": thread.numbers.get(post.reply_to) if post.reply_to else None,
        }
