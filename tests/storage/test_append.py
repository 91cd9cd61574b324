"""Adding to lists of a text: the rest stays to the letter, whatever its style."""

from __future__ import annotations

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from argmap.diagnostics import Edit
from argmap.storage.edit import CannotEdit, Insertion, appended, changed, inserted
from argmap.storage.files import Limits
from argmap.storage.read import parse

ITEM = {"id": "b", "text": "So: it is.", "quotes": [{"post": "p1", "exact": "it, is"}], "implicit": True}
STYLES = {
    "indented": "claims:\n  - id: a  # one\n    text: A.\n# end\n",
    "flush": "claims:\n- id: a\n  text: A.\nrelations: []\n",
    "flow": "claims: [{id: a, text: A.}]  # one\n",
    "empty flow": "claims: []\nother: 1\n",
    "missing": "id: m\n",
    "no value": "claims:\nother: 1\n",
    "block text last": "claims:\n  - id: a\n    text: |\n      A.\n\nother: 1\n",
    "no line end": "claims:\n  - {id: a}",
    "json": '{"claims": [{"id": "a"}]}',
}


@pytest.mark.parametrize("text", STYLES.values(), ids=STYLES)
def test_an_item_is_added_at_the_end_and_every_old_line_stays(text: str) -> None:
    changed = appended(text, "claims", ITEM, Limits())
    before, after = yaml.safe_load(text), yaml.safe_load(changed)
    assert after["claims"] == [*(before.get("claims") or []), ITEM]
    if text[0] != "{":
        kept = [line for line in text.splitlines() if "claims: [" not in line]
        assert [line for line in changed.splitlines() if line in kept] == kept


def test_what_is_no_list_is_refused() -> None:
    with pytest.raises(CannotEdit):
        appended("claims: text\n", "claims", ITEM, Limits())
    with pytest.raises(CannotEdit):
        inserted("claims:\n  - id: a\n    quotes: text\n", ("claims", 0, "quotes"), {"post": "p"}, Limits())


NESTED = {
    "block": "claims:\n  - id: a\n    quotes:\n      - {post: p1, exact: x}  # one\n    label: L\n",
    "flow list": "claims:\n  - id: a\n    quotes: [{post: p1, exact: x}]\n",
    "missing in a block": "claims:\n  - id: a  # one\n    text: A.\n  - id: b\n",
    "missing in braces": "claims:\n  - {id: a, text: A.}\n",
    "json": json.dumps({"claims": [{"id": "a"}]}),
}


@pytest.mark.parametrize("text", NESTED.values(), ids=NESTED)
def test_a_quote_is_added_inside_an_item(text: str) -> None:
    quote = {"post": "p2", "exact": "y: z"}
    before, after = (
        yaml.safe_load(text),
        yaml.safe_load(inserted(text, ("claims", 0, "quotes"), quote, Limits())),
    )
    before["claims"][0]["quotes"] = [*before["claims"][0].get("quotes", []), quote]
    assert after == before


@given(
    st.dictionaries(
        st.sampled_from(["id", "text", "label"]),
        st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1),
        min_size=1,
    )
)
def test_any_texts_are_added_as_they_are_or_refused(item: dict[str, str]) -> None:
    for text in STYLES.values():
        try:
            changed = appended(text, "claims", item, Limits())
        except CannotEdit:
            continue
        assert yaml.safe_load(changed)["claims"][-1] == item


POSTS = """\
posts:
  - id: p1  # first
    text: |-
      One.

      Two.
  # the second
  - {id: p2, text: x}
"""


def test_a_record_comes_before_an_item_and_a_text_of_several_lines_is_a_block() -> None:
    after = changed(
        POSTS,
        [
            (Edit(("posts", 0, "text"), "One.\n\nA: b #c"),),
            (Insertion(("posts",), {"id": "p3", "text": "- Two.\n\nq: r"}, 1),),
        ],
        Limits(),
    )
    assert after == (
        "posts:\n  - id: p1  # first\n    text: |-\n      One.\n\n      A: b #c\n  # the second\n"
        "  - id: p3\n    text: |-\n      - Two.\n\n      q: r\n  - {id: p2, text: x}\n"
    )


@pytest.mark.parametrize(
    "text", ["a ", " a\nb", "a\n\n", "a\r\nb", "a \nb", "\u2028\nx", "x" * 50 + "\n", "\tx\n- y"]
)
def test_whatever_takes_the_place_of_a_block_is_read_as_it_was_given(text: str) -> None:
    after = changed(POSTS, [(Edit(("posts", 0, "text"), text),)], Limits())
    assert parse(after, "", Limits(), as_json=False).data["posts"][0]["text"] == text


def test_passes_build_on_each_other_and_touch_nothing_when_one_fails() -> None:
    passes = [(Insertion(("posts",), {"id": "p3"}),), (Edit(("posts", 2, "author"), "ann"),)]
    assert changed(POSTS, passes, Limits()).endswith("  - id: p3\n    author: ann\n")
    with pytest.raises(CannotEdit, match="nothing to change at posts"):
        changed(POSTS, [*passes, (Edit(("posts", 7, "author"), "bo"),)], Limits())
