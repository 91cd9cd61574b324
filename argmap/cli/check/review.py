"""`argmap check --review`: the questions about maps that only a person can answer."""

from __future__ import annotations

from collections.abc import Sequence

import click

from argmap.cli.check.files import map_sources
from argmap.language import spoken
from argmap.rendering.findings.checklist import Reviewed, checklist, json_checklist, markdown_checklist
from argmap.storage.load import load_map

FORMS = {None: checklist, "markdown": markdown_checklist, "json": json_checklist}


def review_text(paths: Sequence[str], format: str | None, language: str | None) -> str:
    """Return the checklist of all maps in `paths`.

    Args:
        paths: maps, datasets and folders of datasets.
        format: "markdown", "json", or None for text.
        language: the language to ask in; None for that of each map.

    Raises:
        UnreadableInput: a map cannot be read.
        UsageError: the questions have no such format.
    """
    if format not in FORMS:
        raise click.UsageError(
            f"--review has no format {format!r}; choose markdown or json, or leave --format out for text"
        )
    maps = [(source, load_map(source)) for path in paths for source in map_sources(path)]
    return FORMS[format]([Reviewed(source, map, spoken(map, language)) for source, map in maps])
