"""What is printed in German has no English of ours: without the words of the map no common English word is left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from pathlib import Path

import pytest

import argmap
from argmap.graph.views import whole
from argmap.language import Language
from argmap.model import ArgumentMap
from argmap.teach.marking import Feedback
from argmap.teach.marking.feedback import SheetStyle, sheet
from argmap.teach.marking.grade import grade, texts_of
from argmap.teach.marking.rubric import Rubric
from argmap.teach.marking.submission import Submission
from argmap.teach.materials.course import course
from argmap.teach.materials.handout import handout
from argmap.teach.materials.holes import Hole
from argmap.teach.materials.lesson import Lesson, lesson
from argmap.teach.materials.start import start
from argmap.teach.materials.worksheet import Sheet, worksheet

GERMAN = Language("de")
ENGLISH = re.compile(
    r"\b(the|of|which|what|this|that|are|with|from|you|your|and|for|to|it|its|is|by|each|page|pages|answer)\b",
    re.IGNORECASE,
)
DRAWN = re.compile(
    r">[^<]*\b(THESIS|CLAIM|ISSUE|EXAMPLE|supports|attacks|undercuts|concedes|linked premises|no single side|sub-question|named by)\b|(→|from|full:) pages? \d"
)
DATA = Path(__file__).parent.parent.parent / "data"


@pytest.fixture(scope="module", params=["car-free-centre", "math-in-ml"])
def map(request: pytest.FixtureRequest) -> ArgumentMap:
    return argmap.load(DATA / request.param)


@cache
def german_lesson(map: ArgumentMap) -> Lesson:
    return lesson(map, language=GERMAN)


@cache
def german_slides(map: ArgumentMap) -> str:
    return handout(map, GERMAN)


def words_of(map: ArgumentMap) -> Iterator[str]:
    """Yield every text of a map that may be printed: it stays in the map's language."""
    yield from (map.title, map.note or "")
    for issue in map.issues:
        yield issue.question
    for claim in map.claims:
        yield from (
            claim.text,
            *(quote.words for quote in claim.quotes),
            *(sense.sense for sense in claim.senses),
        )
    for example in map.examples:
        yield from (f"{example.name}: {example.text}", example.name, example.text)
    for one in (*map.commitments, *map.breaches):
        yield from (quote.words for quote in one.quotes)
    yield from (breach.why for breach in map.breaches if breach.why)
    yield from (c.condition for c in map.commitments if c.condition)
    if map.thread:
        for post in map.thread.posts:
            yield from (map.thread.text_of(post.id), *map.thread.text_of(post.id).splitlines())
        yield from (person.name for person in map.thread.participants)


def left(document: str, *maps: ArgumentMap) -> str:
    """Return a document without markup, drawings, the words of maps, and what stands in quotation marks."""
    text = re.sub(r"<(style|svg)\b.*?</\1>", " ", document, flags=re.DOTALL)
    text = unescape(re.sub(r"<[^>]*>", " ", text)).replace("\\", "")
    text = " ".join(text.split())
    known = {" ".join(words.split()) for map in maps for words in words_of(map)}
    known |= {words.rstrip(".") for words in known}
    for words in sorted(filter(None, known), key=len, reverse=True):
        text = text.replace(words, " ")
    text = re.sub(r"„[^“]*“|“[^”]*”", " ", text)
    return re.sub(r"argmap [a-z-]+( [a-z]+)?|\S+\.html|[a-z-]+/\S+", " ", text)


def english(text: str) -> list[str]:
    return [text[max(0, found.start() - 40) : found.end() + 40] for found in ENGLISH.finditer(text)]


def test_the_test_sees_english(map: ArgumentMap) -> None:
    assert len(english(left(lesson(map).students, map))) > 100
    assert DRAWN.search(worksheet(whole(map)).sheet)


def test_a_german_lesson_has_no_english_of_ours(map: ArgumentMap) -> None:
    made = german_lesson(map)
    assert english(left(made.students, map)) == []
    assert english(left(made.teacher, map)) == []


def test_german_text_has_german_quotation_marks(map: ArgumentMap) -> None:
    """The marks are those of the language around, also of quoted words in another language: no quotation ends with ”."""
    made, sheets = german_lesson(map), worksheet(whole(map), Sheet(language=GERMAN))
    handed = Submission.model_validate(
        {
            "relations": [
                {"id": "s", "kind": "support", "premises": [map.claims[0].id], "target": map.claims[1].id}
            ]
        }
    )
    marked = grade([whole(map)], handed, Rubric())
    documents = (
        *(made.students, made.teacher, german_slides(map), sheets.sheet, sheets.before, sheets.key),
        sheet(marked, texts_of(map), map.title, SheetStyle(Feedback.FULL, GERMAN)),
    )
    for document in documents:
        assert "„" in document
        text = unescape(re.sub(r"<[^>]*>", " ", re.sub(r"<style.*?</style>", " ", document, flags=re.DOTALL)))
        for words in sorted({*words_of(map)}, key=len, reverse=True):
            text = text.replace(words, " ")
        assert "”" not in text, text[max(0, text.find("”") - 80) :][:120]


def test_german_slides_have_no_english_of_ours(map: ArgumentMap) -> None:
    slides = german_slides(map)
    assert english(left(slides, map)) == []
    assert not DRAWN.search(slides)


def test_german_worksheets_have_no_english_of_ours(map: ArgumentMap) -> None:
    made = worksheet(whole(map), Sheet(hole=Hole.SIGNS, language=GERMAN))
    for document in (made.sheet, made.before, made.key):
        assert english(left(document, map)) == []
        assert not DRAWN.search(document)


def test_a_german_course_and_the_first_page_have_no_english_of_ours(map: ArgumentMap) -> None:
    made = course([map], language=GERMAN)
    assert english(left(made.students, map)) == []
    assert english(left(made.teacher, map)) == []
    assert english(left(start(GERMAN))) == []
