"""Exercises, Practice and worksheets in a made-up language, of a map without a Latin letter: no text of ours is left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

import argmap.language
from argmap.graph.views import whole
from argmap.language import Language
from argmap.model import ArgumentMap
from argmap.storage import load_map
from argmap.teach.exports.text import write_markdown
from argmap.teach.item import ExerciseSet
from argmap.teach.make import make
from argmap.teach.materials.cards import STEPS, cards
from argmap.teach.materials.course import course
from argmap.teach.materials.handout import handout
from argmap.teach.materials.holes import Hole
from argmap.teach.materials.lesson import lesson
from argmap.teach.materials.paper import article
from argmap.teach.materials.worksheet import Sheet, worksheet
from argmap.teach.practice.tab import practice_tabs
from tests.pseudo import PSEUDO, greek, unsaid, write_catalogue

MARKUP = re.compile(r"<(style|script)\b.*?</\1>|<[^>]*>", re.DOTALL)
SPOKEN = re.compile(r' (?:title|aria-label|placeholder|alt)="([^"]*)"')
IDS = re.compile(r"\[[a-z0-9-]+\]")
HERE = Language(PSEUDO)
ORIGIN = {"car", "free", "centre", "dd"}
"""What the id and the hash of the map, which an export names, have in letters."""


@pytest.fixture(scope="module", autouse=True)
def _made_up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("pseudo")
    write_catalogue(folder)
    patch = pytest.MonkeyPatch()
    patch.setattr(argmap.language, "files", lambda _: folder)
    yield
    patch.undo()


@pytest.fixture(scope="module")
def bundled(root: Path) -> dict[str, ArgumentMap]:
    return {p.parent.name: greek(load_map(p.parent).to_dict()) for p in sorted(root.glob("data/*/map.yaml"))}


@pytest.fixture(scope="module")
def sets(bundled: dict[str, ArgumentMap]) -> list[ExerciseSet]:
    return [make(map, count=200, language=HERE) for map in bundled.values()]


def read(page: str) -> str:
    """Return what a page shows and what is read out of it, without the ids in the text alternative of a drawing."""
    return IDS.sub(" ", unescape(MARKUP.sub(" ", page) + " ".join(SPOKEN.findall(page))))


def test_no_text_of_ours_is_left_in_exercises(sets: list[ExerciseSet]) -> None:
    items = [item for made in sets for item in made.items]
    assert len({item.kind for item in items}) >= 12
    for item in items:
        texts = (*item.texts, *item.order, *item.spare, *(text for _, text in item.cards))
        assert set().union(*map(unsaid, texts)) == set(), item.id


def test_no_text_of_ours_is_left_in_practice(bundled: dict[str, ArgumentMap]) -> None:
    (tab,) = practice_tabs(bundled["car-free-centre"], count=60, language=HERE)
    assert tab.title == "⟦Practice⟧"
    assert unsaid(read(tab.content)) == set()


@pytest.mark.parametrize("hole", list(Hole))
def test_no_text_of_ours_is_left_on_a_worksheet_and_its_key(
    bundled: dict[str, ArgumentMap], hole: Hole
) -> None:
    made = worksheet(whole(bundled["car-free-centre"]), Sheet(hole=hole, language=HERE))
    for page in (made.sheet, made.before, made.key):
        assert "⟦" in page
        assert unsaid(read(page)) == set()


def test_no_text_of_ours_is_left_in_a_lesson_slides_and_a_course(bundled: dict[str, ArgumentMap]) -> None:
    map = bundled["car-free-centre"]
    taught, course_of_one = lesson(map, language=HERE), course([map], language=HERE)
    texts = (taught.students, taught.teacher, course_of_one.students, course_of_one.teacher)
    for page in (*(article(text, "") for text in texts), handout(map, HERE)):
        assert "⟦" in page
        assert unsaid(read(page)) <= {"stances"}, (
            "the name of an interpretation, as it is written in commands"
        )


def test_no_text_of_ours_is_left_in_questions_to_print(sets: list[ExerciseSet]) -> None:
    assert unsaid(read(write_markdown(sets[0]).decode())) <= ORIGIN


def test_no_text_of_ours_is_left_on_the_cards_to_rebuild_from(bundled: dict[str, ArgumentMap]) -> None:
    map, other = bundled["math-in-ml"], bundled["car-free-centre"]
    for foreign in (None, other):
        written = cards(map, map.nodes, other=foreign, language=HERE)
        head = [line for line in written.splitlines() if line.startswith("#")]
        assert len(head) >= len(STEPS) + 2
        said = [re.sub(r"- \{.*?\}", "", line) for line in head]
        assert set().union(*(unsaid(line) for line in said)) == set()
