"""Tables of a map: the same content for pandas and Polars, with the types that the documentation names."""

from __future__ import annotations

import importlib
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given

import argmap.frames
from argmap.errors import MissingExtra, UnknownName
from argmap.frames import COLUMNS, to_frames
from argmap.model import ArgumentMap
from tests.strategies import maps

BACKENDS = ("pandas", "polars")
EMPTY = ArgumentMap(id="m", title="M")

MAP = ArgumentMap.model_validate(
    {
        "id": "m",
        "title": "M",
        "thread": {
            "id": "t",
            "title": "T",
            "source": {"kind": "text"},
            "authorship": "recorded",
            "reply_structure": "unknown",
            "participants": [{"id": "ann", "name": "Ann"}],
            "posts": [
                {"id": "p1", "author": "ann", "text": "Yes.", "created": "2026-11-22T09:30:00+02:00"},
                {"id": "p2", "repeats": "p1"},
                {"id": "p3", "gone": "deleted", "created": "0001-01-01T00:00:00+02:00"},
            ],
        },
        "issues": [{"id": "i", "question": "Is it?"}],
        "claims": [
            {
                "id": "a",
                "text": "It is.",
                "answers": "i",
                "quotes": [{"post": "p1", "exact": "Yes"}],
                "base_score": 1,
            },
            {"id": "b", "text": "It shows.", "implicit": True},
        ],
        "relations": [{"id": "r", "kind": "support", "premises": ["b"], "target": "a"}],
    }
)


def rows(frame: Any) -> list[dict[str, Any]]:
    """Return a data frame as plain rows, with None for what is missing."""
    if hasattr(frame, "to_dicts"):
        return list(frame.to_dicts())
    return list(frame.astype(object).where(frame.notna(), None).to_dict("records"))


@pytest.mark.parametrize("backend", BACKENDS)
def test_the_rows_are_those_of_the_map(backend: str) -> None:
    frames = to_frames(MAP, backend)
    assert rows(frames["claims"])[0] == {
        "id": "a",
        "text": "It is.",
        "label": None,
        "answers": "i",
        "side": "a",
        "implicit": False,
        "base_score": 1.0,
        "posts": ["p1"],
        "authors": ["ann"],
        "tags": [],
    }
    posts = rows(frames["posts"])
    # Half past nine at +02:00 is half past seven in UTC; the first hours of the year 1 lie before Python's time.
    assert [post["created"] for post in posts] == [datetime(2026, 11, 22, 7, 30, tzinfo=UTC), None, None]
    assert [post["text"] for post in posts] == ["Yes.", "Yes.", None]
    assert rows(frames["relations"])[0]["weight"] is None


@pytest.mark.parametrize("backend", BACKENDS)
def test_types_do_not_depend_on_the_content(backend: str) -> None:
    full, empty = to_frames(MAP, backend), to_frames(EMPTY, backend)
    for name, columns in COLUMNS.items():
        assert list(full[name].columns) == list(empty[name].columns) == list(columns)
        assert list(full[name].dtypes) == list(empty[name].dtypes)


@given(map=maps())
def test_pandas_and_polars_hold_the_same(map: ArgumentMap) -> None:
    one, other = (to_frames(map, backend) for backend in BACKENDS)
    assert {name: rows(frame) for name, frame in one.items()} == {
        name: rows(frame) for name, frame in other.items()
    }


def test_an_unknown_backend_is_refused() -> None:
    with pytest.raises(UnknownName, match="there is no backend 'panda'; did you mean 'pandas'"):
        to_frames(MAP, "panda")


@pytest.mark.parametrize(("backend", "extra"), [(None, "pandas"), ("pandas", "pandas"), ("polars", "polars")])
def test_without_a_library_the_error_has_the_pip_line(
    backend: str | None, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> Any:
        raise ImportError(name) if name in BACKENDS else importlib.import_module(name)

    monkeypatch.setattr(argmap.frames, "find_spec", lambda name: None)
    monkeypatch.setattr(argmap.frames, "import_module", missing)
    with pytest.raises(MissingExtra) as caught:
        to_frames(MAP, backend)
    assert f"pip install 'argmap[{extra}]'" in str(caught.value)
