"""The JSON Schemas of all kinds of files that argmap reads: maps, threads, edits and drafts."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from argmap.drafts.file import draft_schema
from argmap.editing.batch import schema


def schema_files() -> dict[str, str]:
    """Return the text of each schema file by its name."""
    draft = json.dumps(draft_schema(), indent=2, ensure_ascii=False) + "\n"
    return {**schema.schema_files(), "draft.schema.json": draft}


SCHEMAS: Mapping[str, Callable[[], dict[str, Any]]] = MappingProxyType(
    {**schema.SCHEMAS, "draft": draft_schema}
)
"""What makes the schema of each kind of file."""
