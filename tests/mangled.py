"""JSON that was a file of some format once: parts of it taken out, or exchanged for anything."""

from __future__ import annotations

import copy
import json
from typing import Any

from hypothesis import strategies as st

from argmap.model.map import ArgumentMap

SMALL = ArgumentMap.model_validate(
    {
        "id": "m",
        "title": "M",
        "thread": {"id": "m", "title": "M", "source": {"kind": "text"}, "authorship": "recorded", "reply_structure": "recorded",
                   "participants": [{"id": "a", "name": "Ann"}], "posts": [{"id": "p1", "author": "a", "text": "Cats purr."}]},
        "claims": [{"id": "c", "text": "Cats purr.", "quotes": [{"post": "p1", "exact": "purr"}]}, {"id": "d", "text": "So."}],
        "relations": [{"id": "r", "kind": "attack", "premises": ["d"], "target": "c"}],
    }
)  # fmt: skip
"""A map with a bit of everything that files of marked texts hold."""

odd = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 10**18),
    st.floats(allow_nan=True),
    st.text(max_size=5),
    st.sampled_from([[], {}, [[]], [{}], [None], {"id": 0}, 0, "0", "c0", "\ud800", "a\x00b"]),
)


@st.composite
def mangled(draw: st.DrawFn, text: str) -> str:
    """Return a JSON text with up to three parts of it taken out or exchanged, or cut off somewhere."""
    if draw(st.integers(0, 9)) == 0:
        return text[: draw(st.integers(0, len(text)))]
    value = copy.deepcopy(json.loads(text))
    for _ in range(draw(st.integers(1, 3))):
        parent: Any = None
        key: Any = None
        here = value
        while isinstance(here, dict | list) and here and (parent is None or draw(st.integers(0, 4))):
            parent = here
            key = draw(st.sampled_from(sorted(here) if isinstance(here, dict) else range(len(here))))
            here = here[key]
        if parent is None:
            continue
        if draw(st.booleans()):
            parent[key] = draw(odd)
        else:
            del parent[key]
    return json.dumps(value)
