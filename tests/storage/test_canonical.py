"""One layout: idempotent, comments kept, and what a map says as well."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from argmap.diagnostics import Edit
from argmap.model import (
    Annotator,
    Answer,
    ArgumentMap,
    Breach,
    Claim,
    Commitment,
    Example,
    Issue,
    IssueOutcome,
    Question,
    Quote,
    Reference,
    Relation,
    Sense,
    StagePosts,
)
from argmap.model.faults import field_key
from argmap.storage.canonical import ORDERS, formatted
from argmap.storage.edit import CannotEdit, appended, edited
from argmap.storage.files import Limits
from argmap.storage.writer import dumps, map_yaml, plain_data
from tests.strategies import awkward_texts, maps

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
              "questions": Question, "stages": StagePosts, "breaches": Breach, "outcome": IssueOutcome, "senses": Sense,
              "answered_by": Answer, "quotes": Quote, "references": Reference, "annotators": Annotator}  # fmt: skip
    assert {name: set(order) for name, order in ORDERS.items()} == {
        name: {field_key(model, field) for field in model.model_fields} for name, model in models.items()
    }


@given(maps())
def test_any_map_keeps_what_it_says_and_a_second_run_changes_nothing(map: ArgumentMap) -> None:
    text = map_yaml(map)
    once = formatted(text)
    assert yaml.safe_load(once) == yaml.safe_load(text)
    assert formatted(once) == once


class WithoutAnchors(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 (PyYAML passes it)
        return True


@settings(max_examples=20, phases=[Phase.generate])
@given(
    maps(),
    st.sampled_from([True, False, None]),
    st.sampled_from([8, 40, 1000]),
    st.sampled_from([None, '"', "'", "|", ">"]),
    st.randoms(use_true_random=False),
)
def test_a_map_in_any_style_keeps_what_it_says_and_its_comments(
    map: ArgumentMap, flow: bool | None, width: int, style: str | None, random: Random
) -> None:
    """PyYAML writes the styles and reads the results; comments and empty lines are put between its lines."""
    data = plain_data(map)
    text = yaml.dump(
        data, Dumper=WithoutAnchors, default_flow_style=flow, width=width, default_style=style, allow_unicode=True,
        sort_keys=False,
    )  # fmt: skip
    text = re.sub(r"!!(?:int|float|bool|null) ", "", text)  # default_style writes tags
    data = yaml.safe_load(text)
    commented = "".join(
        f"{' ' * random.randrange(3)}# remark {n}\n{line}" if random.random() < 0.2 else line
        for n, line in enumerate(text.splitlines(keepends=True))
    )
    for attempt in (text, commented):
        try:
            if yaml.safe_load(attempt) != data:
                continue  # the remark fell into a text
        except yaml.YAMLError:
            continue
        once = formatted(attempt)
        assert yaml.safe_load(once) == data
        assert sorted(re.findall("# remark [0-9]+", once)) == sorted(re.findall("# remark [0-9]+", attempt))
        assert formatted(once) == once


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a:\r\n- b\r\n", "a:\r\n  - b\r\n", id="Windows line ends"),
        pytest.param("a:   # why\n- b # that\n", "a:   # why\n  - b # that\n", id="comments behind a key and an item"),
        pytest.param("a:\n  # why\n  b\n", "a:\n  # why\n  b\n", id="comment between a key and its value"),
        pytest.param("a:\n  b\n", "a: b\n", id="value below its key"),
        pytest.param("a: b\n   c\n", "a: b c\n", id="folded without quotes"),
        pytest.param("a: 'b''s\n  c'\n", "a: 'b''s c'\n", id="folded in single quotes"),
        pytest.param('a: "b\\tb\\\n   c"\n', 'a: "b\\tbc"\n', id="folded in double quotes"),
        pytest.param("a: b\n\n  c\n", 'a: "b\\nc"\n', id="folded with a line feed"),
        pytest.param("a: |\n     b\n       c\n\n     d\n\n\ne: f\n", "a: |\n  b\n    c\n\n  d\n\ne: f\n", id="block"),
        pytest.param("a: |+\n    b\n\n\ne: f\n", "a: |+\n  b\n\n\ne: f\n", id="block that keeps its end"),
        pytest.param("a: |4\n      b\n", "a: |2\n    b\n", id="block that begins with spaces"),
        pytest.param("a: >-\n      b\n      c\n", "a: >-\n  b\n  c\n", id="folded block"),
        pytest.param("- a: |\n      b\n   # c\n- d\n", "- a: |\n    b\n# c\n- d\n", id="comment behind a block"),
        pytest.param("a: {b: [c,\n  d], e: }\n", "a: {b: [c, d], e: null}\n", id="braces on two lines"),
        pytest.param("a: [b, # c\n  d]\n", "a: [b, # c\n  d]\n", id="comment in brackets"),
        pytest.param("# a\n---\nb: c\n...\n# d\n", "# a\n---\nb: c\n...\n# d\n", id="marks of a document"),
        pytest.param("a:\nb: ~\n", "a:\nb: ~\n", id="nothing"),
        pytest.param(
            "claims:\n- text: 'see #3'\n  id: a\n", "claims:\n  - id: a\n    text: 'see #3'\n", id="number sign in a text"
        ),
        pytest.param(
            "claims:\n- text: A.\n\n  id: a\n", "claims:\n  - text: A.\n\n    id: a\n", id="empty line in a record"
        ),
        pytest.param(
            "claims:\n- text: |\n    A.\n    B.\n  id: a\n\n\n- text: C.\n  id: c\n",
            "claims:\n  - id: a\n    text: |\n      A.\n      B.\n\n  - id: c\n    text: C.\n",
            id="empty lines between records",
        ),
    ],
)  # fmt: skip
def test_a_text_is_laid_out_like_this(text: str, expected: str) -> None:
    """The expected texts are laid out by hand."""
    assert formatted(text) == expected
    assert formatted(expected) == expected


@pytest.mark.parametrize("text", ["a: [", "a: 1\na: 2\n", ""])
def test_what_cannot_be_read_is_left_as_it_is(text: str) -> None:
    with pytest.raises(CannotEdit):
        formatted(text)


@pytest.mark.parametrize("blank", ["\u3000", "\xa0", "\u2003", "\u2028", "\x85", "\u200b"], ids=ascii)
def test_a_line_of_a_blank_that_is_no_white_space_of_yaml_stays_one_line(blank: str) -> None:
    text = appended("claims: []\n", "claims", {"id": "a", "text": f"a\n{blank}", "note": "b"}, Limits())
    once = formatted(text)
    assert yaml.safe_load(once)["claims"] == [{"id": "a", "text": f"a\n{blank}", "note": "b"}]
    assert formatted(once) == once


@given(maps(), awkward_texts, st.integers(0, 3))
@settings(max_examples=40)
def test_format_never_refuses_what_argmap_wrote(map: ArgumentMap, text: str, number: int) -> None:
    """Texts of every kind, in every place that a writer or an edit has for them."""
    texts = {"title": " ".join(text.split()) or "x", "note": text}
    written = map_yaml(map.model_copy(update=texts))
    try:
        for _ in range(number):
            written = appended(
                written,
                "claims",
                {"id": "z", "text": text, "tags": [text], "quotes": [{"exact": text}]},
                Limits(),
            )
            written = edited(written, [Edit(("title",), text), Edit(("claims", 0, "text"), text)], Limits())
    except CannotEdit:
        return
    for each in (written, written.replace("\n", "\r\n"), dumps(map)):
        once = formatted(each)
        assert formatted(once) == once
        assert yaml.safe_load(once) == yaml.safe_load(each)
