"""Rows and columns of tables: what stands between the cells, what columns are called, and formulas that are none."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from argmap.formats.building import MapBuilder

NODE_COLUMNS = ("id", "kind", "text", "label", "above", "implicit", "base_score", "topic", "tags")
EDGE_COLUMNS = ("id", "kind", "source", "target", "scheme", "weight")
OTHER_NAMES = {
    "kind": ("type", "sign", "polarity", "edge", "relation_type", "relation"),
    "id": ("node", "key", "node_id", "edge_id", "relation_id", "relation"),
    "text": ("claim", "statement", "content", "words", "sentence"),
    "label": ("name", "title"),
    "above": ("answers", "issue", "parent"),
    "source": ("from", "premise", "src", "source_id", "from_id"),
    "target": ("to", "conclusion", "trg", "target_id", "to_id"),
}
"""What columns are called in tables of others. A "relation" is its kind, or its id if another column is the kind."""
FORMULA = re.compile(r"'*[=+\-@\t]")

Row = Mapping[str, str]


def rows_of(map: MapBuilder, text: str, needed: set[str]) -> Iterator[tuple[int, Row]]:
    """Yield the rows of a table with their lines, by the names of our columns."""
    reader = reader_of(text)
    try:
        columns = [*columns_of(next(reader, []))]
        if "text" in needed and "text" not in columns:  # Gephi's tables of nodes have labels alone
            columns = ["text" if name == "label" else name for name in columns]
        missing = needed - {*columns}
        if missing:
            map.error(
                f"a table with the columns {', '.join(sorted(needed))} is expected, and {', '.join(sorted(missing))} is missing",
                1,
            )
            return
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield (
                    reader.line_num,
                    {name: _plain(cell) for name, cell in zip(columns, cells, strict=False)},
                )
    except csv.Error as error:
        map.error(f"the table cannot be read: {error}", reader.line_num or 1)


def reader_of(text: str) -> Any:
    """Return the rows of a table as `csv` reads them, from its head on, whatever stands between the cells."""
    text = text.removeprefix("\ufeff")
    first = text.partition("\n")[0]
    skipped = first.lower().startswith("sep=")  # which Excel writes
    delimiter = max(",;\t", key=(text.split("\n")[1:2] or [first])[0].count if skipped else first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    if skipped:
        next(reader, None)
    return reader


def columns_of(names: Sequence[str]) -> Iterator[str]:
    taken: set[str] = set()
    wanted = [name.strip().lower().replace(" ", "_") for name in names]
    ours = {*NODE_COLUMNS, *EDGE_COLUMNS}
    for name in wanted:
        here = name if name in ours else _own_name(name, wanted)
        yield here if here not in taken else f"{here} again"
        taken.add(here)


def _own_name(name: str, wanted: Sequence[str]) -> str:
    """Return our name for a column: of several, the first that no other column has."""
    meant = [own for own, others in OTHER_NAMES.items() if name in others and own not in wanted]
    free = (own for own in meant if not any(other in wanted for other in OTHER_NAMES[own] if other != name))
    return next(free, meant[0] if meant else name)


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell
