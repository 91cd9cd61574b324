"""`splits.yaml`, the splits of a dataset: read, and written the same for the same splits."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import Field, StringConstraints, TypeAdapter, ValidationError

from argmap.errors import InvalidInput
from argmap.model.base import Record, Slug
from argmap.model.faults import errors_of
from argmap.storage.files import current_limits, decode, read_bytes
from argmap.storage.loaded import field_fault
from argmap.storage.positions import SourceMap
from argmap.storage.read import parse

SPLITS_FILE = "splits.yaml"

SplitName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$", max_length=40)]
"""What a split may be called on the Hugging Face Hub: small letters, digits and underscores."""
Share = Annotated[float, Field(gt=0, le=1)]


class Splits(Record):
    """The split of each map, and how they were made: by which seed, and with which shares."""

    format: Literal["argmap-splits/1"] = Field(
        "argmap-splits/1", description="Name and version of this format."
    )
    seed: int = Field(0, strict=True, ge=0, description="Where the random order of the maps starts.")
    shares: dict[SplitName, Share] = Field(
        default_factory=dict, description="The share of the maps that each split should have."
    )
    splits: dict[Slug, SplitName] = Field(
        default_factory=dict, description="The split of each map, by its id."
    )


_FORM = TypeAdapter(Splits)


def splits_in(folder: str | Path) -> Splits | None:
    """Return the splits of a dataset; None where the folder has none.

    Raises:
        UnreadableInput: the file cannot be read as YAML.
        InvalidInput: it is no file of splits; `diagnostics` says every reason.
    """
    path = Path(folder) / SPLITS_FILE
    return read_splits(path)[0] if path.exists() else None


def read_splits(path: Path) -> tuple[Splits, SourceMap]:
    """Return the splits in a file, and where each stands in it.

    Raises:
        UnreadableInput: the file cannot be read as YAML.
        InvalidInput: it is no file of splits; `diagnostics` says every reason.
    """
    limits = current_limits()
    parsed = parse(decode(read_bytes(path, limits), str(path)), str(path), limits, as_json=False)
    if parsed.diagnostics:
        raise InvalidInput(parsed.diagnostics)
    try:
        return _FORM.validate_python(parsed.data), parsed.positions
    except ValidationError as error:
        raise InvalidInput(
            field_fault(fault, Splits, parsed.positions) for fault in errors_of(error)
        ) from error


def splits_yaml(splits: Splits) -> str:
    """Return the text of the file; maps are sorted by id, so that a new map is one new line."""
    data = {
        "format": splits.format,
        "seed": splits.seed,
        "shares": dict(splits.shares),
        "splits": dict(sorted(splits.splits.items())),
    }
    text: str = yaml.safe_dump(data, sort_keys=False, allow_unicode=True)
    return text


def splits_csv(splits: Mapping[str, str]) -> str:
    """Return splits as a table with the columns `map` and `split`, sorted by map."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([("map", "split"), *sorted(splits.items())])
    return text.getvalue()
