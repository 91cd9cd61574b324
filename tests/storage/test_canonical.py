"""One layout: idempotent, comments kept, and what a map says as well."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given

from argmap.model import (
    ArgumentMap,
    Breach,
    Claim,
    Commitment,
    Example,
    Issue,
    Quote,
    Reference,
    Relation,
    StagePosts,
)
from argmap.storage.canonical import ORDERS, formatted
from argmap.storage.edit import CannotEdit
from argmap.storage.writer import map_yaml
from tests.strategies import maps

UGLY = """\
# top
format:   argmap/1
id: m


title: 'M'   # the title
claims:
- text: A.
  id: a
  quotes: [ {exact: x,   post: p1} ]
# between
-   id: b
    # inside
    implicit: true
    text: B.
"""

NICE = """\
# top
format: argmap/1
id: m

title: 'M'   # the title
claims:
  - id: a
    text: A.
    quotes: [{post: p1, exact: x}]
# between
  - id: b
    # inside
    implicit: true
    text: B.
"""


def test_a_map_is_laid_out_and_its_comments_stay() -> None:
    assert formatted(UGLY) == NICE
    assert formatted(NICE) == NICE


def test_the_bundled_maps_are_laid_out_already(root: Path) -> None:
    for path in sorted((root / "data").glob("*/map.yaml")):
        assert formatted(path.read_text("utf-8")) == path.read_text("utf-8"), path


def test_the_orders_hold_every_key_of_the_format() -> None:
    models = {"issues": Issue, "claims": Claim, "examples": Example, "relations": Relation, "commitments": Commitment,
              "stages": StagePosts, "breaches": Breach,
              "quotes": Quote, "references": Reference}  # fmt: skip
    assert {name: set(order) for name, order in ORDERS.items()} == {
        name: set(model.model_fields) for name, model in models.items()
    }


@given(maps())
def test_any_map_keeps_what_it_says_and_a_second_run_changes_nothing(map: ArgumentMap) -> None:
    text = map_yaml(map)
    try:
        once = formatted(text)
    except CannotEdit:
        return
    assert yaml.safe_load(once) == yaml.safe_load(text)
    assert formatted(once) == once


@pytest.mark.parametrize("text", ["a: [", "a: 1\na: 2\n", ""])
def test_what_cannot_be_read_is_left_as_it_is(text: str) -> None:
    with pytest.raises(CannotEdit):
        formatted(text)
