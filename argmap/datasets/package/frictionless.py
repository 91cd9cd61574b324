"""`datapackage.json`: the tables of a package as a Data Package, with types, keys and references.

Source:
    Data Package, version 1 (Frictionless Data): Tabular Data Resource and Table Schema. https://specs.frictionlessdata.io
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from argmap.datasets.package.about import ENDINGS, FORMAT, About, Content, PackedFile, table_path
from argmap.datasets.package.licences import license_name, license_url
from argmap.datasets.schema import TABLES, Column, TableSchema
from argmap.frames import ColumnType

TYPES: Mapping[ColumnType, str] = {
    ColumnType.TEXT: "string",
    ColumnType.TRUTH: "boolean",
    ColumnType.NUMBER: "number",
    ColumnType.INTEGER: "integer",
    ColumnType.TIME: "datetime",
    ColumnType.LIST: "array",
}


def data_package(
    about: About, version: str, content: Content, files: Mapping[str, PackedFile]
) -> dict[str, Any]:
    """Return the descriptor as plain data.

    Its resources are the tables as JSON Lines; those in Parquet hold the same rows. A reference is declared where every
    row has a value in its columns: validators take a missing value beside the id of a map for a value that leads
    nowhere. `argmap dataset package --verify` checks the others as well. Tables without rows are no resources: validators
    take an empty file for a fault.

    Args:
        about: what the package says about itself.
        version: its version.
        content: what its tables hold.
        files: its files by path.
    """
    return {
        "profile": "tabular-data-package",
        "name": about.name,
        "title": about.title,
        "description": about.description,
        "version": version,
        **({"homepage": about.url} if about.url else {}),
        **({"created": f"{about.date}T00:00:00Z"} if about.date else {}),
        "licenses": [{"name": license_name(about.license), "path": license_url(about.license) or "LICENSE"}],
        "contributors": [{"title": name, "role": "author"} for name in about.authors],
        "keywords": ["argument mining", "argumentation", "discussion"],
        "resources": [
            _resource(table, content, files) for table in TABLES.values() if content.rows[table.name]
        ],
        "argmap": {
            "format": FORMAT,
            "maps": len(content.maps),
            "tables": {name: list(table.types) for name, table in TABLES.items()},
        },
    }


def _resource(table: TableSchema, content: Content, files: Mapping[str, PackedFile]) -> dict[str, Any]:
    path = table_path(table.name, "jsonl")
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "description": table.description,
        "path": path,
        "format": "jsonl",
        "mediatype": ENDINGS["jsonl"],
        "encoding": "utf-8",
        "hash": f"sha256:{files[path].sha256}",
        "bytes": files[path].size,
        "rows": content.rows[table.name],
        "schema": {
            "fields": [_field(column, table) for column in table.columns],
            "missingValues": [],  # JSON has null; an empty text is a text
            "primaryKey": list(table.key),
            "foreignKeys": _foreign_keys(table, content),
        },
    }


def _field(column: Column, table: TableSchema) -> dict[str, Any]:
    return {
        "name": column.name,
        "type": TYPES[column.type],
        "description": described(column, table),
        **({"constraints": {"required": True}} if column.required else {}),
    }


def described(column: Column, table: TableSchema) -> str:
    """Return the description of a column, with the column of another table that it refers to.

    Args:
        column: the column.
        table: its table.
    """
    where = [
        f"{key.table}.{other}"
        for key in table.references
        for name, other in zip(key.columns, key.keys, strict=True)
        if name == column.name and (name != "map" or len(key.columns) == 1)
    ]
    return f"{column.description} Refers to {_listed(where)}." if where else column.description


def _listed(names: Iterable[str]) -> str:
    return " and ".join(dict.fromkeys(names))


def _foreign_keys(table: TableSchema, content: Content) -> list[dict[str, Any]]:
    needed = {column.name for column in table.columns if column.required}
    return [
        {
            "fields": list(reference.columns),
            "reference": {
                "resource": "" if reference.table == table.name else reference.table,
                "fields": list(reference.keys),
            },
        }
        for reference in table.references
        if needed.issuperset(reference.columns) and content.rows[reference.table]
    ]
