"""The page of a class: all maps laid over the reference, for a teacher to show and discuss. Names are in it only if asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from markupsafe import Markup

from argmap.errors import ArgmapError
from argmap.graph.views import View
from argmap.language import ENGLISH, Language
from argmap.rendering.page.colours import theme_css
from argmap.rendering.page.sealed import policy, script_json
from argmap.rendering.page.words import script_words, text_languages
from argmap.rendering.templates import asset, page_of
from argmap.teach.marking.mark import Marked
from argmap.teach.plain import line, node_text
from argmap.teach.post_steps import names_in
from argmap.teach.task.overlay import comparable, overlay
from argmap.teach.task.page import DRAWING, HERE, task_script

SCRIPTS = (
    "model.js",
    "checks.js",
    "dom.js",
    "sentences.js",
    "canvas.js",
    "paper.js",
    "pointer.js",
    "class.js",
)


def class_page(
    reference: View, marked: Sequence[Marked], *, names: bool = False, language: Language = ENGLISH
) -> str:
    """Return the page of a class as one HTML file that needs no other and makes no request.

    Args:
        reference: the map, or the part of it, that the class built.
        marked: the submissions, marked against it.
        names: whether the page holds the students' names; even then they are hidden until somebody shows them.
        language: the language of the page; what the map says stays in its own.

    Raises:
        ArgmapError: there is no submission.
    """
    if not marked:
        raise ArgmapError("no submission could be read, so there is no class to show")
    map = reference.map
    made = overlay(reference, marked)
    wanted = {step.relation for step in made.steps}
    steps = tuple(relation for relation in reference.relations() if relation.id in wanted)
    nodes = names_in(steps, map)
    style = theme_css() + "".join(
        asset(*place) for place in ((DRAWING, "map.css"), (HERE, "task.css"), (HERE, "class.css"))
    )
    script = task_script(SCRIPTS)
    data: dict[str, Any] = {
        "title": line(map.title),
        "claims": [{"id": name, "text": line(node_text(map.nodes[name]))} for name in nodes],
        "relations": [
            {"id": r.id, "kind": str(r.kind), "premises": list(r.premises), "target": r.target} for r in steps
        ],
        "overlay": asdict(made),
        "students": [_student(place, one, names=names) for place, one in enumerate(comparable(marked), 1)],
        "lang": text_languages(map, language.name).get("map", ""),
        "words": script_words(language, [script]),
    }
    return page_of(
        "argmap.teach:class.html.j2",
        policy=Markup(policy(style, script)),  # noqa: S704 (digests, and words of a file of ours)
        style=Markup(style),  # noqa: S704 (files of this distribution)
        script=Markup(script),  # noqa: S704 (the same)
        data=Markup(script_json(data)),  # noqa: S704 (JSON in which nothing ends a script)
        title=line(map.title),
        count=made.students,
        open=sum(one.to_confirm for one in comparable(marked)),
        named=names,
        say=language.say,
        language=language.name,
        map_lang=text_languages(map, language.name).get("map", ""),
    )


def _student(place: int, one: Marked, *, names: bool) -> dict[str, Any]:
    right = sum(credit.credit == 1 for credit in one.credits)
    row = {
        "number": place,
        "score": round(one.score, 3),
        "right": right,
        "of": len(one.credits),
        "open": one.to_confirm,
    }
    return row | ({"name": line(one.student)} if names else {})
