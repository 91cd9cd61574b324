"""A draft of the thread about the ferry, as a file: two claims, a step, one more claim that denies the step, a stance."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from argmap.drafts.file import DraftFile, write_draft
from argmap.drafts.windows import thread_hash, thread_of
from argmap.storage.load import load_map

VOTED: dict[str, Any] = {"votes": 2, "of": 3, "confidence": 0.667, "model": "a-model"}


def _claim(id: str, text: str, post: str, quote: str) -> dict[str, Any]:
    return {"kind": "claim", "id": id, "text": text, "post": post, "quote": quote, **VOTED}


ITEMS: tuple[dict[str, Any], ...] = (
    _claim("keep", "The ferry should be kept.", "p1", "We should keep the ferry."),
    _claim("people", "It carries many people.", "p1", "It carries three hundred people a day."),
    {"kind": "relation", "id": "people-keep", "relation": "support", "premises": ["people"], "target": "keep"} | VOTED,
    _claim("costs", "The ferry is dear.", "p2", "It costs a million a year."),
    {"kind": "relation", "id": "costs-keep", "relation": "attack", "premises": ["costs"], "target": "keep"} | VOTED,
    {"kind": "stance", "id": "ann-grants", "participant": "ann", "claim": "costs", "stance": "concedes", "post": "p3", "quote": "True, it is dear."} | VOTED,
)  # fmt: skip
"""What the draft offers, in the order of the thread."""

PROPOSED: tuple[dict[str, Any], ...] = (
    {"kind": "issue", "id": "pier", "question": "Who pays for the pier?"} | VOTED,
    {"kind": "issue", "id": "future", "question": "What becomes of the ferry?"} | VOTED,
    _claim("keep", "The ferry should be kept.", "p1", "We should keep the ferry.") | {"answers": "future"},
    {"kind": "claim", "id": "need", "text": "What carries many is needed.", "implicit": True, "note": "Left out."} | VOTED,
    _claim("people", "It carries many people.", "p1", "It carries three hundred people a day.")
    | {"further_quotes": [{"post": "p3", "quote": "the bridge is closed until May"}]},
    {"kind": "relation", "id": "people-keep", "relation": "support", "premises": ["people", "need"], "target": "keep",
     "scheme": "practical-reasoning", "quotes": [{"post": "p2", "quote": "That is too much."}]} | VOTED,
    {"kind": "stance", "id": "bo-doubts", "participant": "bo", "claim": "keep", "stance": "questions", "post": "p2", "hedged": True} | VOTED,
)  # fmt: skip
"""A draft with all that an assistant can propose: two issues, one of which nothing names, a thesis, an implicit premise."""


def draft_of_ferry(folder: Path, items: tuple[dict[str, Any], ...] = ITEMS, note: str | None = None) -> Path:
    """Write a draft beside the map in a folder, and return its file."""
    map = load_map(str(folder))
    thread = thread_of(map)
    made = DraftFile.model_validate(
        {
            "map": map.id,
            "thread": thread.id,
            "thread_hash": thread_hash(thread),
            "runs": [{"model": "a-model", "prompt": "p", "prompt_hash": "h", "note": note}] if note else [],
            "items": items,
        }
    )
    path = folder / "draft.json"
    write_draft(made, path)
    return path
