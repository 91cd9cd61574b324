"""The review checklist: what a person should look at in a map, as text, Markdown or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from textwrap import wrap

from argmap.language import Language, message
from argmap.lint.review import ReviewKind, ReviewPoint, review_points
from argmap.model.annotations import Stance
from argmap.model.map import ArgumentMap
from argmap.rendering.escape import escaped
from argmap.unseen import visible

QUESTIONS = {
    ReviewKind.THESIS: message(
        "Do the words “{words}” put forward “{text}”? If not, quote the words that do."
    ),
    ReviewKind.QUOTE: message("Do the words “{words}” say “{text}”? They share few words."),
    ReviewKind.LABEL: message("Does the label “{label}” say what the text says: “{text}”?"),
    ReviewKind.IMPLICIT: message(
        "Nobody writes “{text}”. Does a step need it, and would those who take that step accept it?"
    ),
    ReviewKind.SAME: message(
        "Do “{text}” and “{other}” say the same? If so, merge them, or join them by a rephrase."
    ),
    ReviewKind.LINKED: message(
        "Does one of these reasons count alone: {reasons}? If so, make a step of each."
    ),
    ReviewKind.DIRECTION: message(
        "“{target}”, because: “{premise}” Does the post say that, and not the other way round?"
    ),
    ReviewKind.FROM_FACT: message(
        "“{premise}” says what is, and “{target}” what should be. Which aim or value joins them? If it is disputed, add it "
        "as an implicit premise."
    ),
    ReviewKind.ATTACK: message(
        "Does “{premise}” say that “{target}” is false, or only that it is no reason for “{conclusion}”? Then it is an "
        "undercut of that step."
    ),
    ReviewKind.UNDERCUT: message(
        "“{premise}” stands in an answer to post {answered}. Does it attack the step to “{conclusion}”, no part of which is "
        "quoted from that post?"
    ),
    ReviewKind.REPHRASE: message(
        "Do “{premise}” and “{target}” say the same, so that whoever accepts one must accept the other?"
    ),
}
STANCES = {
    Stance.ACCEPTS: message("Do the words “{words}” show that {person} accepts “{claim}”?"),
    Stance.CONCEDES: message("Do the words “{words}” show that {person} concedes “{claim}”?"),
    Stance.QUESTIONS: message("Do the words “{words}” show that {person} questions “{claim}”?"),
    Stance.DENIES: message("Do the words “{words}” show that {person} denies “{claim}”?"),
    Stance.RETRACTS: message("Do the words “{words}” show that {person} takes back “{claim}”?"),
}
WIDTH = 100


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A map to review: where it came from, the map, and the language to ask in."""

    source: str
    map: ArgumentMap
    language: Language


def question(point: ReviewPoint, language: Language) -> str:
    """Return a question in a language, with the words of the map filled in."""
    stance = point.parts.get("stance")
    asked = STANCES[Stance(stance)] if isinstance(stance, str) else QUESTIONS[point.kind]
    parts = {
        name: part
        if isinstance(part, str)
        else ", ".join(language.say("“{text}”", text=text) for text in part)
        for name, part in point.parts.items()
    }
    return " ".join(language.say(asked, **parts).split())


def checklist(reviewed: Sequence[Reviewed]) -> str:
    """Return the questions about maps as plain text, with a box before each."""
    return "\n".join("".join(f"{line}\n" for line in _lines(each)) for each in reviewed)


def markdown_checklist(reviewed: Sequence[Reviewed]) -> str:
    """Return the questions about maps as Markdown, with a task list for each post."""
    return "\n".join("".join(f"{line}\n" for line in _markdown(each)) for each in reviewed)


def json_checklist(reviewed: Sequence[Reviewed]) -> str:
    """Return the questions about maps as JSON, each with its kind, its item and its post."""
    maps = [
        {
            "map": each.source,
            "language": each.language.name,
            "questions": [
                {
                    "post": point.post,
                    "kind": str(point.kind),
                    "item": point.subject,
                    "path": list(point.path),
                    "question": question(point, each.language),
                }
                for point in review_points(each.map)
            ],
        }
        for each in reviewed
    ]
    return json.dumps({"format": "argmap-review/1", "maps": maps}, indent=2, ensure_ascii=False) + "\n"


def _lines(each: Reviewed) -> Iterator[str]:
    yield visible(f"{each.map.title} ({each.source})")
    for heading, points in _by_post(each):
        yield ""
        yield visible(heading)
        for point in points:
            text = visible(f"{point.subject}: {question(point, each.language)}")
            yield from wrap(
                text, WIDTH, initial_indent="[ ] ", subsequent_indent="    ", break_on_hyphens=False
            )


def _markdown(each: Reviewed) -> Iterator[str]:
    yield f"# {escaped(visible(each.map.title))}"
    for heading, points in _by_post(each):
        yield ""
        yield f"## {escaped(visible(heading))}"
        yield ""
        for point in points:
            yield f"- [ ] **{escaped(point.subject)}**: {escaped(visible(question(point, each.language)))}"


def _by_post(each: Reviewed) -> Iterator[tuple[str, Sequence[ReviewPoint]]]:
    """Yield the questions by post, each post with its heading."""
    thread = each.map.thread
    people = {person.id: person.name for person in thread.participants} if thread else {}
    for post, points in groupby(review_points(each.map), key=lambda point: point.post):
        author = thread.posts_by_id[post].author if thread and post in thread.posts_by_id else None
        name = people.get(author or "", "")
        if post is None:
            yield each.language.say("Without a post"), tuple(points)
        elif name:
            yield each.language.say("Post {number}, {author}", number=post, author=name), tuple(points)
        else:
            yield each.language.say("Post {number}", number=post), tuple(points)
