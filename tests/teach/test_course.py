"""A course has six whole sessions, which repeat what was learned and no exercise; a lesson teaches before it asks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import argmap
from argmap.model import ArgumentMap
from argmap.teach.materials.course import Course, course
from argmap.teach.materials.lesson import lesson
from argmap.teach.materials.sessions import PARTS, SESSIONS
from argmap.teach.materials.start import COMMANDS, start
from argmap.teach.plain import PlainQuestion

DATA = Path(__file__).parent.parent.parent / "data"
BUNDLED = ["car-free-centre", "io-js-core", "math-in-ml", "typing-for-a-team"]


@pytest.fixture(scope="module")
def maps() -> list[ArgumentMap]:
    return [argmap.load(DATA / name) for name in BUNDLED]


@pytest.fixture(scope="module")
def made(maps: list[ArgumentMap]) -> Course:
    return course(maps)


def asked(made: Course) -> list[list[tuple[str, PlainQuestion]]]:
    """Return the questions of each session, each with the id of its map."""
    return [
        [
            (group.map.id, question)
            for part in (session.practice, session.mixed, session.check)
            for group in part
            for question in group.questions
        ]
        for session in made.sessions
    ]


def test_every_session_has_aims_a_demonstration_practice_a_check_and_homework(made: Course) -> None:
    assert len(made.sessions) == 6
    for session in made.sessions:
        assert session.plan.aims
        assert session.plan.homework
        assert session.demonstration is not None
        assert session.practice
        assert session.check
    assert made.students.count("### Demonstration (5 minutes)") == made.students.count("### Homework") == 6


def test_the_minutes_of_each_session_add_up(made: Course) -> None:
    wanted = sum(part.minutes for part in PARTS)
    assert wanted == 45
    assert all(sum(part.minutes for part in session.parts) == wanted for session in made.sessions)


def test_later_sessions_mix_kinds_of_earlier_ones_in(made: Course) -> None:
    earlier: set[str] = set()
    for session, plan in zip(made.sessions, SESSIONS, strict=True):
        kinds = [question.item.kind for group in session.mixed for question in group.questions]
        assert set(kinds) <= earlier
        assert bool(kinds) == bool(earlier)
        assert {q.item.kind for group in session.practice for q in group.questions} <= set(plan.kinds)
        earlier |= set(plan.kinds)


def test_no_exercise_comes_twice_and_none_tells_another_of_its_session(made: Course) -> None:
    names = [(map, question.item.id) for session in asked(made) for map, question in session]
    assert len(names) == len(set(names)) >= 50
    for session in asked(made):
        for map, question in session:
            others = [other.item for name, other in session if name == map and other is not question]
            assert not [other for other in others if other.tells(question.item)]


def test_what_is_asked_rises_and_can_be_answered_with_the_printed_posts(made: Course) -> None:
    for session in made.sessions:
        for group in session.practice:
            levels = [question.item.level.rank for question in group.questions]
            assert levels == sorted(levels)
        printed = {post.text for _, posts in session.posts for post in posts}
        assert all(printed), "no post without its words"
        assert all(" ".join(text.split())[:30] in made.students.replace("\\", "") for text in printed)


def test_the_class_gets_no_key(made: Course) -> None:
    assert "Yes:" not in made.students
    assert "Yes:" in made.teacher


def test_one_map_is_enough_and_the_teacher_is_told(maps: list[ArgumentMap]) -> None:
    alone = course(maps[:1])
    assert alone == course(maps[:1])
    assert "This course has one map." in alone.teacher
    assert all(session.practice for session in alone.sessions)


def test_a_lesson_numbers_its_sections_and_adds_up_its_minutes(maps: list[ArgumentMap]) -> None:
    for map in maps:
        text = lesson(map).students
        parts = re.findall(r"^## (\d)\. .*?(?: \((\d+) minutes\))?$", text, re.MULTILINE)
        assert [int(number) for number, _ in parts] == list(range(1, len(parts) + 1))
        (total,) = re.findall(r"discussion, (\d+) minutes", text)
        assert int(total) == sum(int(minutes or 0) for _, minutes in parts)


def test_a_lesson_explains_schemes_rules_and_concessions_before_it_asks(maps: list[ArgumentMap]) -> None:
    for map in maps:
        taught, _, rest = lesson(map).students.partition("Warm-up (10 minutes)")
        assert "### Rules for a critical discussion" in taught
        assert "### What is granted" in taught
        assert "concede" not in rest or "Whoever concedes a claim" in taught


def test_the_keys_of_a_lesson_are_in_a_text_of_their_own(maps: list[ArgumentMap]) -> None:
    for map in maps:
        made = lesson(map)
        assert "Yes:" not in made.students
        assert "## Key" in made.teacher
        assert "nobody denies it:" not in made.students, "the common ground is a key"


def test_the_page_for_beginners_has_three_commands_and_names_what_they_make() -> None:
    page = start()
    assert len(COMMANDS) == 3
    assert all(f"    {command}\n" in page for command in COMMANDS)
    for name in (
        "lesson.html",
        "lesson-teacher.html",
        "worksheet-before.html",
        "worksheet.html",
        "worksheet-key.html",
    ):
        assert f"| {name} |" in page
