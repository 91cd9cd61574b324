"""Adding to lists of a text: the rest stays to the letter, whatever its style."""

from __future__ import annotations

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from argmap.storage.edit import CannotEdit, appended, inserted
from argmap.storage.files import Limits

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
