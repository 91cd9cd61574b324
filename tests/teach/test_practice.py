"""The forms of the tab Practice carry the key that the exercise has, and nothing that is not escaped."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from argmap.language import Language
from argmap.model import ArgumentMap
from argmap.teach.item import Form
from argmap.teach.make import EXERCISES, make
from argmap.teach.practice.forms import form
from argmap.teach.practice.tab import practice_tabs
from argmap.teach.protocol import Exercise, MapPart
from tests.teach.test_exports import TEXTS, flat, one


class Reader(HTMLParser):
    """Reads start tags with their attributes, and the text of spans."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def all(self, tag: str, **wanted: str) -> list[dict[str, str | None]]:
        return [a for t, a in self.tags if t == tag and wanted.items() <= a.items()]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("kind", Form)
def test_a_form_has_the_texts_and_the_key_of_its_exercise(kind: Form, text: str) -> None:
    read = Reader(form(1, one(text, kind), Language()))
    assert {tag for tag, _ in read.tags} <= {"form", "fieldset", "legend", "b", "em", "label", "input", "span", "p", "select",
        "option", "ol", "li", "button", "div", "textarea"}  # fmt: skip
    assert not [
        name for _, attributes in read.tags for name in attributes if name.startswith("on") or name == "style"
    ]
    assert flat(text) in flat(" ".join(read.texts))
    if kind in {Form.CHOICE, Form.SEVERAL}:
        keys = ["data-right" in attributes for attributes in read.all("input")]
        assert keys == ([True, False, False] if kind is Form.CHOICE else [True, True, False])
    if kind is Form.MATCH:
        assert [attributes["data-right"] for attributes in read.all("select")] == [
            flat(f"{text} r1"),
            flat(f"{text} r2"),
        ]
    if kind is Form.ORDER:
        places = [attributes["data-place"] for attributes in read.all("li")]
        assert sorted(places) == ["0", "1", "2"] != places  # type: ignore[type-var]
    if kind is Form.NUMBER:
        (attributes,) = [attributes for attributes in read.all("input") if "data-number" in attributes]
        assert (attributes["data-number"], attributes["data-tolerance"]) == ("2.5", "0.25")
    if kind is Form.REBUILD:
        rows = {
            attributes["data-card"]: (attributes["data-kind"], attributes["data-target"])
            for attributes in read.all("div", **{"class": "cardrow"})
        }
        assert rows == {"a": ("support", "b"), "b": ("", "top"), "c": ("attack", "b")}


def test_ids_are_unique_and_labels_have_their_fields(math_in_ml: ArgumentMap) -> None:
    (tab,) = practice_tabs(math_in_ml, count=60)
    read = Reader(tab.content)
    ids = [attributes["id"] for _, attributes in read.tags if "id" in attributes]
    assert len(set(ids)) == len(ids)
    assert {attributes["for"] for attributes in read.all("label") if "for" in attributes} <= set(ids)


def test_the_tab_speaks_its_language_and_is_the_same_every_time(math_in_ml: ArgumentMap) -> None:
    (german,) = practice_tabs(math_in_ml, language=Language("de"))
    assert (german.title, german) == ("Üben", practice_tabs(math_in_ml, language=Language("de"))[0])
    assert "Prüfen" in german.content
    assert ">Check<" not in german.content


def test_a_map_without_exercises_has_no_tab() -> None:
    assert practice_tabs(ArgumentMap(id="m", title="M")) == ()


def test_exercises_in_the_tab_are_those_of_make(math_in_ml: ArgumentMap) -> None:
    (tab,) = practice_tabs(math_in_ml, count=9, seed=4)
    forms = Reader(tab.content).all("form")
    assert [attributes["data-id"] for attributes in forms] == [
        item.id for item in make(math_in_ml, count=9, seed=4).items
    ]


@pytest.mark.parametrize("name", EXERCISES.names())
def test_a_kind_whose_key_is_drawn_hides_the_whole_map(name: str) -> None:
    """Which kinds ask what a drawing shows is said by `key_is_drawn`; names stand in the map unless they are hidden."""
    exercise: Exercise = EXERCISES.load(name)
    if exercise.key_is_drawn is not False:
        assert exercise.hides == (MapPart.EVERYTHING,)


def test_a_kind_that_says_nothing_hides_the_whole_map() -> None:
    assert Exercise("own", "anything", lambda _: iter(())).hides == (MapPart.EVERYTHING,)
    assert Reader(form(1, one("x", Form.CHOICE), Language())).all("form")[0]["data-hides"] == "all"


@pytest.mark.parametrize("kind", ["agreement", "authors", "concession"])
def test_who_says_what_is_hidden_where_that_is_asked(kind: str) -> None:
    assert set(EXERCISES.load(kind).hides) == {MapPart.PEOPLE, MapPart.LABELS}
