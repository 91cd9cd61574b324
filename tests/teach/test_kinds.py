"""Kinds of exercise: what each says of the drawn map beside it, and kinds that other packages add."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType

import pytest

import argmap
from argmap import registry
from argmap.graph.views import whole
from argmap.model import ArgumentMap
from argmap.teach.context import Context
from argmap.teach.item import Form, Item, Level, Option, Skill
from argmap.teach.make import EXERCISES, make
from argmap.teach.materials.holes import Hole
from argmap.teach.materials.lesson import lesson
from argmap.teach.materials.worksheet import Sheet, worksheet
from argmap.teach.protocol import Exercise, LessonPart
from tests.graph.small import small

KEY = "the key of somebody else's exercise"


@pytest.fixture(scope="module")
def map() -> ArgumentMap:
    return argmap.load(Path(__file__).parent.parent.parent / "data" / "car-free-centre")


def generate(context: Context) -> Iterator[Item]:
    """Yield one exercise, whose question quotes a participant."""
    options = (Option(KEY, True, "Yes."), Option("no", False, "No."))
    author = context.author("p1") if context.map.thread else "somebody"
    prompt = f"What did {author} really draw?"
    yield Item("theirs", "theirs-1", Form.CHOICE, prompt, Skill.STRUCTURE, Level.INTERMEDIATE, ("theirs",), "them", options=options)  # fmt: skip


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Callable[[Exercise], None]:
    """Return what installs a kind as a package does: by an entry point of the group `argmap.exercises`."""

    def installed(kind: Exercise) -> None:
        module = ModuleType("somebody_elses_package")
        module.KIND = kind  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, module.__name__, module)
        point = EntryPoint(kind.name, f"{module.__name__}:KIND", "argmap.exercises")
        monkeypatch.setattr(registry, "installed", lambda group: [point] if group == point.group else [])

    return installed


@pytest.mark.parametrize("name", EXERCISES.names())
def test_every_kind_states_what_the_drawn_map_gives_away(name: str) -> None:
    kind: Exercise = EXERCISES.load(name)
    assert kind.name == name
    assert isinstance(kind.key_is_drawn, bool)
    assert isinstance(kind.names_people, bool)


def test_a_kind_says_that_it_names_people_where_its_questions_do(
    map: ArgumentMap, math_in_ml: ArgumentMap
) -> None:
    """What a worksheet prints of every exercise of both maps is searched for the names of the people."""
    for one in (map, math_in_ml):
        people = [person.name for person in one.thread.participants] if one.thread else []
        for item in make(one, count=500).items:
            printed = [
                item.prompt,
                *(o.text for o in item.options),
                *(t for pair in item.pairs for t in pair),
            ]
            if any(name in text for name in people for text in printed):
                assert EXERCISES.load(item.kind).names_people, item.id


def worksheets(map: ArgumentMap, hole: Hole) -> str:
    return worksheet(whole(map), Sheet(hole=hole, count=100)).sheet


@pytest.mark.parametrize(
    ("facts", "beside_the_map", "beside_missing_names"),
    [
        ({}, False, False),
        ({"key_is_drawn": True, "names_people": False}, False, False),
        ({"key_is_drawn": False, "names_people": False}, False, False),
        ({"key_is_drawn": False, "hides": ()}, True, False),
        ({"key_is_drawn": False, "names_people": True, "hides": ()}, True, False),
        ({"key_is_drawn": False, "names_people": False, "hides": ()}, True, True),
        ({"names_people": False, "hides": ()}, False, False),
    ],
    ids=[
        "says nothing",
        "key is drawn",
        "hides everything",
        "names unknown",
        "names people",
        "keeps both",
        "key unknown",
    ],
)
def test_a_kind_of_another_package_leaks_no_key_on_a_worksheet(
    install: Callable[[Exercise], None],
    facts: dict[str, object],
    beside_the_map: bool,
    beside_missing_names: bool,
) -> None:
    map = small("r: a + b supports t", "s: c attacks a", theses={"i": "t"}, unstated=["b"])
    install(Exercise("theirs", "nothing", generate, **facts))  # type: ignore[arg-type]
    assert [item.kind for item in make(map, kinds=["theirs"]).items] == ["theirs"], "it is a kind like others"
    assert (KEY in worksheets(map, Hole.PREMISES)) is beside_the_map
    assert (KEY in worksheets(map, Hole.SIGNS)) is beside_the_map
    assert (KEY in worksheets(map, Hole.AUTHORS)) is beside_missing_names


@pytest.mark.parametrize(
    ("part", "heading"),
    [
        (LessonPart.EXERCISES, "Exercises"),
        (LessonPart.EXPERIMENTS, "Predict"),
        (LessonPart.HOMEWORK, None),
    ],
)
def test_a_lesson_uses_a_kind_where_the_kind_says(
    map: ArgumentMap,
    install: Callable[[Exercise], None],
    monkeypatch: pytest.MonkeyPatch,
    part: LessonPart,
    heading: str | None,
) -> None:
    monkeypatch.setattr("argmap.teach.materials.lesson.MAIN", 50)  # there are more kinds than places
    install(Exercise("theirs", "nothing", generate, part=part))
    questions = lesson(map).students
    sections = [section for section in questions.split("\n## ") if KEY in section]
    titles = [section.partition(". ")[2] for section in sections]
    assert [title.startswith(str(heading)) for title in titles] == ([True] if heading else [])


def test_no_kind_is_named_outside_its_own_file_and_the_registry(root: Path) -> None:
    folder = root / "argmap" / "teach"
    others = [
        path
        for path in (*folder.rglob("*.py"), *folder.rglob("*.j2"))
        # A course is a plan of kinds, and a worksheet asks for what it leaves out of its map.
        if path.parent.name != "exercises" and path.name not in {"make.py", "sessions.py", "worksheet.py"}
    ]
    names = [name for name in EXERCISES.names() if "-" in name]
    assert not [
        (path.name, name) for path in others for name in names if f'"{name}"' in path.read_text("utf-8")
    ]
