"""Datasets of a few lines: what a test does not say of a file is filled in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

THREAD = {
    "format": "argmap-thread/1",
    "title": "T",
    "source": {"kind": "text"},
    "authorship": "unknown",
    "reply_structure": "unknown",
}


def write_dataset(root: Path, files: Mapping[str, Any]) -> Path:
    """Write files of a dataset and return its folder: maps with their threads inside, and others as they are."""
    for name, data in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        content: Any = (
            whole(path.parent.name, data) if path.name.startswith("map.") and isinstance(data, dict) else data
        )
        text = content if isinstance(content, str) else yaml.safe_dump(content, sort_keys=False)
        path.write_text(text, "utf-8")
    return root


def whole(folder: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return a map with all that its format needs."""
    map = {"format": "argmap/1", "id": folder, "title": "M", **data}
    if isinstance(map.get("thread"), dict):
        posts = [{"id": "p1", "text": f"Words of {folder}."}]
        map["thread"] = {**THREAD, "id": folder, "posts": posts, **map["thread"]}
    return map
