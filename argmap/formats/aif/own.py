"""What argmap adds to a nodeset in JSON, under a key that other programs pass over: the map with all that AIF has no word for.

If the nodeset is as argmap wrote it, the map is the one that was written, to the letter. If another program changed the nodeset, the
nodeset counts, and what AIF does not carry is brought back for the parts that are still there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from argmap.errors import ArgmapError, InvalidInput
from argmap.formats.aif.known import OwnNames
from argmap.formats.building import MapBuilder
from argmap.formats.embedding import KEY, with_remark
from argmap.formats.keeping import SIDECAR, likeness, with_sidecar
from argmap.formats.protocol import Format, Reading
from argmap.model.base import plain_data
from argmap.model.claim import Example
from argmap.model.map import ArgumentMap
from argmap.model.posts import Provenance

CARRIES = frozenset(
    {
        "title",
        "claims.id",
        "claims.text",
        "examples.id",
        "examples.name",
        "examples.topic",
        "examples.text",
        "relations.id",
        "relations.kind=support",
        "relations.kind=attack",
        "relations.kind=undercut",
        "relations.kind=rephrase",
        "relations.premises",
        "relations.target",
        "relations.scheme",
        "commitments",
        "thread",
    }
)
"""What a nodeset says by itself, and the names that argmap knows of one that it wrote."""

NATIVE = Format("aif", "AIF", (), CARRIES)


def digest(data: Mapping[str, Any]) -> str:
    """Return what tells whether JSON is still the same, without the key of argmap, in whatever order and layout."""
    rest = {name: value for name, value in data.items() if name != KEY}
    return sha256(json.dumps(rest, sort_keys=True).encode()).hexdigest()


def head_of(map: ArgumentMap) -> dict[str, str]:
    """Return what no form of AIF has a place for in any nodeset: the id and the title of the map."""
    return {
        "id": map.id,
        "title": map.title,
        **({"authorship": str(map.thread.authorship)} if map.thread else {}),
    }


def head(map: MapBuilder, data: Mapping[str, Any]) -> None:
    """Give a map the id and the title that are kept."""
    own = data.get(KEY)
    if isinstance(own, dict):
        map.id, map.title = str(own.get("id") or ""), str(own.get("title") or map.title)
        if own.get("authorship") in [*Provenance]:
            map.authorship = Provenance(own["authorship"])


def kept(map: ArgumentMap, data: Mapping[str, Any], ids: Mapping[str, str], plain: Reading) -> dict[str, Any]:
    """Return what to add to a nodeset besides its head; nothing if the nodeset says the rest by itself.

    Args:
        map: The map.
        data: The nodeset as JSON.
        ids: The ids in the map by those in the nodeset.
        plain: What the nodeset says by itself.
    """
    if plain.map is not None and plain.map.id == map.id and likeness(plain.map) == likeness(map):
        return {}
    other = {there: here for there, here in ids.items() if there != here}
    return {
        "format": SIDECAR,
        "of": NATIVE.name,
        "digest": digest(data),
        "ids": other,
        "map": plain_data(map),
    }


def unchanged(data: Mapping[str, Any]) -> ArgumentMap | None:
    """Return the map that a nodeset was written from, if nothing was changed since; else None."""
    own = data.get(KEY)
    if not isinstance(own, dict) or own.get("digest") != digest(data):
        return None
    return _map_in(own)


def own_names(data: Mapping[str, Any]) -> tuple[OwnNames | None, ArgumentMap | None]:
    """Return what argmap knows of a nodeset that it wrote, and the map that it was; None of another."""
    own = data.get(KEY)
    original = _map_in(own) if isinstance(own, dict) else None
    ids = own.get("ids") if isinstance(own, dict) else None
    if original is None or not isinstance(ids, dict):
        return None, None
    names = {str(there): here for there, here in ids.items() if isinstance(here, str)}
    parts = {**original.nodes, **{there: original.nodes.get(here) for there, here in names.items()}}
    examples = {id: (part.name, part.topic) for id, part in parts.items() if isinstance(part, Example)}
    return OwnNames(names, examples, quotes=False), original


def completed(reading: Reading, data: Mapping[str, Any], original: ArgumentMap) -> Reading:
    """Return what a changed nodeset says, with what argmap kept of the map that it was."""
    if reading.map is None:
        return reading
    try:
        merged = with_sidecar(_with_stances(reading, original), json.dumps(data[KEY]), NATIVE)
    except ArgmapError as error:
        what = f"what argmap kept in it cannot be used, and was left out: {error}"
        return with_remark(reading, "<text>", what)
    return _with_thread(merged, original)


def _with_thread(reading: Reading, original: ArgumentMap) -> Reading:
    """Return a reading with the thread as it was, if its posts are still the same."""
    now, before = reading.thread, original.thread
    if reading.map is None or now is None or before is None or now == before:
        return reading
    if {p.id: now.text_of(p.id).strip() for p in now} != {p.id: before.text_of(p.id).strip() for p in before}:
        return reading
    try:
        return Reading(reading.map.model_copy(update={"thread": before}), before, reading.diagnostics)
    except InvalidInput:
        return reading


def _with_stances(reading: Reading, original: ArgumentMap) -> Reading:
    """Return a reading whose stances have what the map knew of them, and the stances that AIF cannot say."""
    now = reading.map
    if now is None or now.thread is None or original.thread is None:
        return reading
    known = {(c.participant, c.post, c.claim, c.stance): c for c in original.commitments}
    same = [known.get((c.participant, c.post, c.claim, c.stance), c) for c in now.commitments]
    posts = original.thread.posts_by_id
    others = [
        c for c in original.commitments if posts[c.post].author != c.participant and c.claim in now.nodes
    ]
    try:
        return reading._replace(map=now.model_copy(update={"commitments": (*same, *others)}))
    except InvalidInput:
        return reading


def _map_in(own: Mapping[str, Any]) -> ArgumentMap | None:
    if own.get("format") != SIDECAR or own.get("of") != NATIVE.name:
        return None
    try:
        return ArgumentMap.model_validate(own.get("map"))
    except InvalidInput:
        return None
