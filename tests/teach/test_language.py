"""Exercises are asked in every language there is a catalogue for; Babel and the ast module read what argmap reads with gettext."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

import argmap
from argmap.errors import UnknownName
from argmap.language import Language, language, language_of, languages
from argmap.model import ArgumentMap
from argmap.teach.item import ExerciseSet, Item
from argmap.teach.make import make
from argmap.teach.practice.tab import practice_tabs
from tools.catalogues import LOCALE, ROOTS, code_messages, compiled, data_messages, translations

OTHERS = [name for name in languages() if name != "en"]
PARTS = re.compile(r"\{[a-z]*\}")


def test_there_is_english_and_more() -> None:
    assert "en" in languages()
    assert OTHERS
    with pytest.raises(UnknownName, match="did you mean 'de'"):
        language("dee")


def said() -> Iterator[str]:
    """Yield every literal that is said or marked anywhere in the code and in the templates, as ast and Jinja2 see them."""
    for path in (path for root in ROOTS for path in root.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if name in {"say", "message"} and isinstance(node.args[0].value, str):
                    yield node.args[0].value
    for path in (path for root in ROOTS for path in root.rglob("*.j2")):
        for call in Environment().parse(path.read_text("utf-8")).find_all(nodes.Call):
            is_said = isinstance(call.node, nodes.Name) and call.node.name == "say"
            yield from (first.value for first in call.args[:1] if is_said and isinstance(first, nodes.Const))


def test_the_template_holds_every_message_of_the_code_and_of_the_templates() -> None:
    messages = set(said())
    assert "Worksheet: {title}" in messages, "it stands in a template only"
    assert messages <= set(code_messages())


@pytest.mark.parametrize("name", OTHERS)
def test_a_catalogue_translates_every_message_and_keeps_its_parts(name: str) -> None:
    catalogue = translations(LOCALE / name / "LC_MESSAGES" / "argmap.po")
    texts = {str(m.id): str(m.string) for m in catalogue if m.id}
    assert set(code_messages()) <= set(texts)
    assert set(texts) <= {*code_messages(), *data_messages()}, "messages that nothing says any more"
    assert not [m.id for m in catalogue if m.fuzzy and m.id]
    for source, translated in texts.items():
        assert translated.strip()
        assert sorted(PARTS.findall(translated)) == sorted(PARTS.findall(source)), source


def test_the_compiled_catalogues_are_those_of_their_sources() -> None:
    for path, content in compiled().items():
        assert path.read_bytes() == content


def test_parts_are_never_read_as_patterns() -> None:
    for name in languages():
        assert Language(name).say("Yes. {quote}", quote="{x} %s {0}").endswith(" {x} %s {0}")
    assert Language("de").translated("{not a message}") == "{not a message}"


def keys(made: ExerciseSet) -> list[tuple[str, tuple[str, ...], tuple[bool, ...]]]:
    return [(item.id, item.rests_on, tuple(o.right for o in item.options)) for item in made.items]


@pytest.mark.parametrize("name", ["car-free-centre", "io-js-core", "math-in-ml", "typing-for-a-team"])
def test_another_language_asks_the_same_with_the_same_answers_in_the_same_order(
    name: str, root: Path
) -> None:
    """The case: wrong answers were chosen by the words of the question, which are other ones in German. Experiments speak English."""
    map = argmap.load(root / "data" / name)
    said = {node.text for node in map.nodes.values()}
    for seed in range(2):
        english = make(map, seed=seed)
        german = make(map, seed=seed, language=Language("de"))
        assert german.language == "de"
        assert keys(german) == [key for key in keys(english) if not key[0].startswith("predict-number")]
        spoken = {item.id: item for item in german.items}
        for item in english.items:
            for ours, theirs in zip(item.options, spoken.get(item.id, item).options, strict=True):
                assert ours.text not in said or ours.text == theirs.text


def test_what_is_the_same_in_two_languages_is_known() -> None:
    """The case: "Tu quoque" has the same name in German, and a question about it was asked in another form there."""
    assert Language("de").knows("Tu quoque")
    assert not Language("de").knows("No catalogue has this.")


def words(item: Item) -> str:
    return " ".join([item.prompt, item.feedback, *(o.text + o.feedback for o in item.options)])


def test_german_exercises_have_no_english_around_the_words_of_the_map(root: Path) -> None:
    maps = [argmap.load(path.parent) for path in sorted(root.glob("data/*/map.yaml"))]
    made = [item for map in maps for item in make(map, count=100, language=Language("de")).items]
    assert len({item.kind for item in made}) >= 13
    assert "predict-number" not in {item.kind for item in made}, "experiments speak English only"
    for item in made:
        assert not re.search(r"\b(Yes|No): |\bwrites in post\b|\bWhich\b", words(item)), item.id


def test_exercises_are_asked_in_the_language_of_the_map(math_in_ml: ArgumentMap) -> None:
    for tag, name in ((None, "en"), ("en-GB", "en"), ("de-AT", "de"), ("fr", "en")):
        assert language_of(math_in_ml.model_copy(update={"language": tag})).name == name
    (tab,) = practice_tabs(math_in_ml.model_copy(update={"language": "de"}))
    assert tab.title == "Üben"
