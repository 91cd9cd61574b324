"""The tables of a dataset: rows that say what the map says, keys that name one row, references that lead to one."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from argmap.datasets.folders import find_datasets
from argmap.datasets.schema import TABLES
from argmap.datasets.tables import rows
from argmap.errors import UnknownName
from argmap.experiments.measure import ExperimentResult, Measure, Plot
from argmap.experiments.outcome import Outcome
from argmap.frames import ColumnType
from argmap.model import ArgumentMap
from argmap.storage.load import load_map
from tests.strategies import maps

DATA = Path(__file__).parents[2] / "data"
BUNDLED = {folder.name: load_map(folder) for folder in find_datasets(DATA)}
PYTHON_TYPES = {
    ColumnType.TEXT: str,
    ColumnType.TRUTH: bool,
    ColumnType.NUMBER: int | float,
    ColumnType.INTEGER: int,
    ColumnType.LIST: list,
}
HEAD = {
    "id": "t",
    "title": "T",
    "source": {"kind": "text"},
    "authorship": "recorded",
    "reply_structure": "unknown",
}


def tables(map: ArgumentMap) -> dict[str, list[Any]]:
    return {name: list(rows(map, name)) for name in TABLES}


def quote_rows(posts: list[dict[str, Any]], *quotes: dict[str, Any]) -> list[tuple[Any, Any, Any]]:
    """Return start, end and words of the quotes of one claim."""
    map = ArgumentMap.model_validate(
        {
            "id": "m",
            "title": "M",
            "thread": {**HEAD, "posts": posts},
            "claims": [{"id": "a", "text": "A.", "quotes": list(quotes)}],
        }
    )
    return [(row["start"], row["end"], row["exact"]) for row in rows(map, "quotes")]


def assert_sound(made: dict[str, list[Any]]) -> None:
    """Assert that keys are unique, references lead to rows, and values have the types of their columns."""
    for name, table in TABLES.items():
        keys = Counter(tuple(row[column] for column in table.key) for row in made[name])
        assert [key for key, times in keys.items() if times > 1] == [], name
        for row in made[name]:
            assert list(row) == [column.name for column in table.columns]
            for column in table.columns:
                value = row[column.name]
                assert value is not None or not column.required, (name, column.name)
                if value is not None and column.type in PYTHON_TYPES:
                    assert isinstance(value, PYTHON_TYPES[column.type]), (name, column.name, value)
        for reference in table.references:
            known = {tuple(row[key] for key in reference.keys) for row in made[reference.table]}
            for row in made[name]:
                there = tuple(row[column] for column in reference.columns)
                assert None in there or there in known, (name, reference, there)


@pytest.mark.parametrize("name", sorted(BUNDLED))
def test_tables_of_bundled_maps_are_sound(name: str) -> None:
    assert_sound(tables(BUNDLED[name]))


@settings(max_examples=25)
@given(maps())
def test_tables_of_any_map_are_sound_and_complete(map: ArgumentMap) -> None:
    made = tables(map)
    assert_sound(made)
    thread = map.thread
    assert {name: len(made[name]) for name in TABLES if name not in {"labels", "measurements", "quotes"}} == {
        "maps": 1,
        "threads": 1 if thread else 0,
        "participants": len(thread.participants) if thread else 0,
        "posts": len(thread.posts) if thread else 0,
        "parts": sum(
            len(getattr(map, part))
            for part in ("issues", "claims", "examples", "relations", "questions", "commitments", "breaches")
        ),
        "issues": len(map.issues),
        "claims": len(map.claims),
        "senses": sum(len(claim.senses) for claim in map.claims),
        "examples": len(map.examples),
        "references": sum(len(node.references) for node in map),
        "relations": len(map.relations),
        "premises": sum(len(relation.premises) for relation in map.relations),
        "stances": len(map.commitments),
        "questions": len(map.questions),
        "answers": sum(len(question.answered_by) for question in map.questions),
        "stages": sum(len(entry.posts) for entry in map.stages),
        "breaches": len(map.breaches),
    }
    assert len(made["quotes"]) == sum(len(quote.parts or quote.at or ()) for _, quote in map.quotes())


@pytest.mark.parametrize("name", sorted(BUNDLED))
def test_offsets_cut_the_quoted_words_out_of_the_post(name: str) -> None:
    words = {row["id"]: row["text"] for row in rows(BUNDLED[name], "posts")}
    quotes = list(rows(BUNDLED[name], "quotes"))
    assert all(row["start"] is not None for row in quotes)  # all bundled quotes are anchored
    for row in quotes:
        text = words[row["post"]]
        assert row["exact"] == (None if text is None else text[row["start"] : row["end"]])


def test_offsets_are_code_points_of_the_post_as_it_is() -> None:
    """Counted by hand: an emoji is one character, a run of white space is as many as it is."""
    post = {"id": "p", "text": "👍 so  it\nis, so it is"}
    assert quote_rows([post], {"post": "p", "exact": "it is", "suffix": ","}) == [(6, 11, "it\nis")]


def test_a_quote_that_leaves_words_out_has_a_row_for_each_part() -> None:
    post = {"id": "p", "text": "no lin alg but lin  alg to go"}
    assert quote_rows([post], {"post": "p", "exact": ["no", "to go"]}) == [(0, 2, "no"), (24, 29, "to go")]


def test_words_that_fit_no_place_or_two_have_no_offsets() -> None:
    post = {"id": "p", "text": "yes, yes"}
    absent, twice = {"post": "p", "exact": "never"}, {"post": "p", "exact": "yes"}
    assert quote_rows([post], absent, twice) == [(None, None, "never"), (None, None, "yes")]


def test_withheld_words_have_offsets_only() -> None:
    post = {"id": "p", "withheld": {"sha256": "0" * 64, "length": 9}}
    assert quote_rows([post], {"post": "p", "at": [[2, 5]]}) == [(2, 5, None)]


def test_a_post_that_repeats_withheld_words_says_so() -> None:
    posts = [{"id": "p", "withheld": {"sha256": "0" * 64, "length": 9}}, {"id": "q", "repeats": "p"}]
    map = ArgumentMap.model_validate({"id": "m", "title": "M", "thread": {**HEAD, "posts": posts}})
    assert [(row["absence"], row["length"]) for row in rows(map, "posts")] == [("withheld", 9)] * 2


def test_labels_are_those_of_each_interpretation() -> None:
    """By hand: nobody takes a stance on either claim, and the attack has no answer."""
    map = ArgumentMap.model_validate(
        {
            "id": "m",
            "title": "M",
            "claims": [
                {"id": "a", "text": "A.", "implicit": True},
                {"id": "b", "text": "B.", "implicit": True},
            ],
            "relations": [{"id": "r", "kind": "attack", "premises": ["b"], "target": "a"}],
        }
    )
    labels = {(row["interpretation"], row["id"]): row["label"] for row in rows(map, "labels")}
    assert {key for key in labels if key[1] == "a"} == {
        ("stances", "a"),
        ("arguments-only", "a"),
        ("word", "a"),
    }
    assert labels["arguments-only", "a"] == labels["word", "a"] == "out"


def test_measurements_are_those_handed_in() -> None:
    map = ArgumentMap.model_validate(
        {
            "id": "m",
            "title": "M",
            "examples": [
                {"id": "e", "name": "E", "topic": "t", "text": "It does.", "experiment": "attention"}
            ],
        }
    )
    measures = (Measure("v", 0.5, 0.6, "by hand", 0.2), Measure("w", float("inf"), 1.0, "by hand"))
    outcome = Outcome("attention", 3, None, ExperimentResult("h", measures, Plot("x", "y", ())))
    found = list(rows(map, "measurements", {"attention": outcome}))
    assert [(row["number"], row["name"], row["value"], row["holds"], row["seed"]) for row in found] == [
        (1, "v", 0.5, True, 3),
        (2, "w", None, False, 3),
    ]
    assert list(rows(map, "measurements")) == []


def test_an_unknown_table_is_named() -> None:
    with pytest.raises(UnknownName, match="did you mean 'claims'"):
        rows(ArgumentMap(id="m", title="M"), "claim")


def test_every_table_and_column_is_described_and_every_reference_is_possible() -> None:
    for table in TABLES.values():
        assert table.description.endswith(".")
        assert [column.name for column in table.columns if not column.description] == []
        assert set(table.key) <= set(table.types)
        for reference in table.references:
            other = TABLES[reference.table].types
            assert [table.types[name] for name in reference.columns] == [
                other[name] for name in reference.keys
            ]
