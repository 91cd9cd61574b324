"""Places of single values in JSON: the same that a walk over all tokens finds, with little looked at on the way."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.errors import InvalidInput
from argmap.location import Path
from argmap.storage import json_spots
from argmap.storage.files import Limits
from argmap.storage.json_spots import JsonSpots
from argmap.storage.load import loads
from argmap.storage.positions import SourceMap
from argmap.storage.read import json_places

KEYS = st.sampled_from(["a", "b", 'q"', "back\\slash", "ü", ""])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=20,
)


def paths(value: Any, path: Path = ()) -> list[Path]:
    """Return the path of everything in a value, and of something that is not there."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, (*path, "no such key"), *(p for key, inner in items for p in paths(inner, (*path, key)))]


@given(VALUES, st.sampled_from([None, 0, 1, "\t"]), st.sampled_from(["", "\n ", "\r\n\t"]), st.booleans())
def test_a_place_is_the_one_that_a_walk_over_all_tokens_finds(
    value: Any, indent: Any, before: str, key: bool
) -> None:
    text = before + json.dumps(value, indent=indent, ensure_ascii=False) + "\n"
    every = SourceMap("f", lambda: json_places(text, "f", Limits()))
    spots = JsonSpots(text)
    for path in paths(value):
        line, column = spots.place(path, key=key)
        expected = every.locate(path, key=key)
        assert (line + 1, column + 1) == (expected.line, expected.column)


def test_of_a_repeated_key_the_last_counts_as_in_the_parser() -> None:
    assert JsonSpots('{"a": 1,\n"a": 2}').place(("a",)) == (1, 5)


@pytest.mark.parametrize("size", [100, 1_000])
def test_items_of_a_list_are_read_over_once_however_many_are_asked_for(
    size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []
    honest = json_spots.scan
    monkeypatch.setattr(json_spots, "scan", lambda text, at: calls.append(at) or honest(text, at))
    text = json.dumps({"claims": [{"id": f"c{n}", "text": "It is so."} for n in range(size)]}, indent=1)
    spots = JsonSpots(text)
    for n in range(size):
        spots.place(("claims", n, "text"))
        spots.place(("claims", n, "id"))
    assert len(calls) == size + 2 * size  # each item of the list, and both values of each


def test_a_text_too_deep_to_read_over_is_walked() -> None:
    text = "[" * 300 + "\n{}" + "]" * 300
    deep: Path = (0,) * 299
    places = SourceMap("f", lambda: json_places(text, "f", Limits(max_depth=400)), spots=JsonSpots(text))
    assert str(places.locate(deep)) == "f:1:300"


def test_a_number_of_five_thousand_digits_has_a_place() -> None:
    """Python makes no number of more than 4,300 digits unless it is told to; `check` of such a map ended in a traceback."""
    text = '{"a": [[' + "9" * 5_000 + "], 1]}"
    assert JsonSpots(text).place(("a", 1)) == (0, text.index("1]"))


def test_a_map_with_a_number_of_five_thousand_digits_has_one_fault() -> None:
    claim = '{"id": "a", "text": "A.", "implicit": true, "confidence": ' + "9" * 5_000 + "}"
    text = '{"format": "argmap/1", "id": "m", "title": "M", "claims": [' + claim + "]}"
    with pytest.raises(InvalidInput, match="finite number"):
        loads(text)
