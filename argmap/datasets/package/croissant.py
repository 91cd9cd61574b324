"""`croissant.json`: the tables of a package as record sets, for search engines and programs that load data for training.

Source:
    MLCommons Croissant format specification, version 1.0. http://mlcommons.org/croissant/1.0
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from argmap.datasets.package.about import ENDINGS, About, Content, PackedFile, table_path
from argmap.datasets.package.frictionless import described
from argmap.datasets.package.licences import license_url
from argmap.datasets.schema import TABLES, Column, TableSchema
from argmap.frames import ColumnType

CONTEXT: Mapping[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataBiases": "cr:dataBiases",
    "dataCollection": "cr:dataCollection",
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "personalSensitiveInformation": "cr:personalSensitiveInformation",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
TYPES: Mapping[ColumnType, str] = {
    ColumnType.TEXT: "sc:Text",
    ColumnType.TRUTH: "sc:Boolean",
    ColumnType.NUMBER: "sc:Float",
    ColumnType.INTEGER: "sc:Integer",
    ColumnType.TIME: "sc:DateTime",
    ColumnType.LIST: "sc:Text",
}


def croissant(
    about: About, version: str, content: Content, files: Mapping[str, PackedFile]
) -> dict[str, Any]:
    """Return the descriptor as plain data (JSON-LD).

    Args:
        about: what the package says about itself.
        version: its version.
        content: what its tables hold.
        files: its files by path.
    """
    license = license_url(about.license) or about.license
    return {
        "@context": dict(CONTEXT),
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": about.name,
        "alternateName": about.title,
        "description": about.description,
        "version": version,
        **({"url": about.url} if about.url else {}),
        **({"license": license} if license else {}),
        **({"datePublished": about.date} if about.date else {}),
        "creator": [{"@type": "sc:Organization", "name": name} for name in about.authors],
        "inLanguage": sorted(content.languages),
        "keywords": ["argument mining", "argumentation", "discussion"],
        "citeAs": cite_as(about, version),
        "distribution": [*_distribution(files)],
        "recordSet": [_record_set(table) for table in TABLES.values()],
    }


def cite_as(about: About, version: str) -> str:
    """Return how to cite the package, in one line.

    Args:
        about: what the package says about itself.
        version: its version.
    """
    year = f" ({about.date[:4]})" if about.date else ""
    where = f". {about.url}" if about.url else ""
    return f"{'; '.join(about.authors)}{year}: {about.title}, version {version}{where}"


def _distribution(files: Mapping[str, PackedFile]) -> Iterator[dict[str, Any]]:
    for name in TABLES:
        for ending, media_type in ENDINGS.items():
            file = files[table_path(name, ending)]
            yield {
                "@type": "cr:FileObject",
                "@id": file.path,
                "name": file.path,
                "contentUrl": file.path,
                "contentSize": f"{file.size} B",
                "encodingFormat": media_type,
                "sha256": file.sha256,
            }


def _record_set(table: TableSchema) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.description,
        "key": [{"@id": f"{table.name}/{column}"} for column in table.key],
        "field": [_field(column, table) for column in table.columns],
    }


def _field(column: Column, table: TableSchema) -> dict[str, Any]:
    target = _reference(column, table)
    return {
        "@type": "cr:Field",
        "@id": f"{table.name}/{column.name}",
        "name": column.name,
        "description": described(column, table),
        "dataType": TYPES[column.type],
        **({"repeated": True} if column.type is ColumnType.LIST else {}),
        "source": {
            "fileObject": {"@id": table_path(table.name, "parquet")},
            "extract": {"column": column.name},
        },
        **({"references": {"field": {"@id": target}}} if target else {}),
    }


def _reference(column: Column, table: TableSchema) -> str | None:
    """Return the one field of an earlier record set that a column refers to by itself; None where there is none.

    Readers join a record set with those that it refers to, and cannot read any where references run in a cycle.
    """
    names = list(TABLES)
    for key in table.references:
        own = key.columns if key.table == "maps" else key.columns[1:]
        if own == (column.name,) and names.index(key.table) < names.index(table.name):
            return f"{key.table}/{key.keys[-1]}"
    return None
