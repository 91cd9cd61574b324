"""Titles of exercises tell nothing of the key: ids are made from it, and stood in the place where students read a title."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pytest

import argmap
from argmap.language import Language
from argmap.teach.exports import FORMATS
from argmap.teach.item import ExerciseSet
from argmap.teach.make import EXERCISES, kinds_of_exercise, make
from argmap.teach.protocol import LessonPart
from argmap.teach.titles import exercise_title

TITLE = re.compile(
    r'title="([^"]*)"|"title": "([^"]*)"|<title>([^<]*)</title>|<name>\s*<text>([^<]*)<|^::(.*?)::',
    re.MULTILINE,
)
"""Where the formats have titles: QTI, H5P, manifests, Moodle XML, GIFT."""


@pytest.fixture(scope="module")
def exercises(root: Path) -> ExerciseSet:
    kinds = kinds_of_exercise(lambda kind: kind.part is not LessonPart.EXPERIMENTS)
    return make(argmap.load(root / "data" / "car-free-centre"), kinds=kinds, count=40)


@pytest.mark.parametrize("format", ["moodle", "gift", "qti12", "qti", "cartridge", "h5p"])
def test_a_title_in_a_learning_system_is_a_kind_and_a_number(exercises: ExerciseSet, format: str) -> None:
    """The case: 'relation-kind-dilemma-against-charge' was the title of a question that asks what the dilemma is to the charge."""
    written: bytes = FORMATS.load(format)(exercises)
    members = [written]
    if is_zipfile(BytesIO(written)):
        with ZipFile(BytesIO(written)) as package:
            members = [package.read(name) for name in package.namelist()]
    texts = [text.decode("utf-8") for text in members]
    titles = {unescape("".join(found)) for text in texts for found in TITLE.findall(text)}
    assert not titles & {item.id for item in exercises.items}
    known = {exercise_title(exercises, item) for item in exercises.items}
    assert len(titles & known) > len(known) / 2
    assert titles - known <= {exercises.title, "What the questions are about", ""}


def test_every_kind_has_a_name_in_words_in_both_languages(exercises: ExerciseSet) -> None:
    titles_of_kinds = [EXERCISES.load(name).title for name in EXERCISES.names()]
    german = Language("de")
    assert all(title and german.translated(title) != title for title in titles_of_kinds)
    titles = [exercise_title(exercises, item) for item in exercises.items]
    assert len(set(titles)) == len(titles)
    assert titles[0].startswith("Exercise 1 – ")
