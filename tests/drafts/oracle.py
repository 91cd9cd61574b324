"""Answers that a model would give which had read the finished map: what drafts, reviews and scores are held against."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import argmap
from argmap.model.document import MapDocument

DATA = Path(__file__).parents[2] / "data"


def bare(folder: Path, name: str = "car-free-centre") -> Path:
    """Write a dataset with the thread of a bundled map and a map without claims, and return its folder."""
    (folder / "thread.yaml").write_bytes((DATA / name / "thread.yaml").read_bytes())
    (folder / "map.yaml").write_text(
        f"format: argmap/1\nid: {name}\ntitle: T\nthread: thread.yaml\n", "utf-8"
    )
    return folder


def answers(map: MapDocument) -> Iterator[dict[str, Any]]:
    """Yield the answer on each post: claims of it and of the post that it answers, and the relations between these."""
    quoted = {c.id: c.quotes[0] for c in map.claims if c.quotes and isinstance(c.quotes[0].exact, str)}
    for post in map.thread.posts if map.thread is not None else ():
        seen = {id for id, quote in quoted.items() if quote.post in {post.id, post.reply_to}}
        relations = [r for r in map.relations if seen.issuperset((r.target, *r.premises))]
        mine = [r for r in relations if any(quoted[id].post == post.id for id in (r.target, *r.premises))]
        ends = {id for r in mine for id in (r.target, *r.premises)}
        claims = [c for c in map.claims if c.id in seen and (quoted[c.id].post == post.id or c.id in ends)]
        yield answer(
            post.id,
            [
                {"id": c.id, "text": c.text, "post": quoted[c.id].post, "quote": quoted[c.id].exact}
                for c in claims
            ],
            [{"id": r.id, "kind": str(r.kind), "premises": [*r.premises], "target": r.target} for r in mine],
        )


def answer(
    task: str,
    claims: Sequence[dict[str, Any]] = (),
    relations: Sequence[dict[str, Any]] = (),
    stances: Sequence[dict[str, Any]] = (),
    **more: Any,
) -> dict[str, Any]:
    said = {"claims": [*claims], "relations": [*relations], "stances": [*stances]}
    return {"task": task, "model": "oracle", "answer": said, **more}


def claim(id: str, quote: str, post: str = "p1", text: str = "") -> dict[str, Any]:
    return {"id": id, "text": text or f"It is said that {quote}.", "post": post, "quote": quote}


def lines(made: Iterable[dict[str, Any]]) -> str:
    return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in made)


def bundled(name: str) -> MapDocument:
    return argmap.load(DATA / name)
