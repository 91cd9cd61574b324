"""`README.md` and `CITATION.cff`: what people, the Hugging Face Hub and citation managers read about a package."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from argmap.datasets.package.about import CHANGES, About, Content, split_path, table_path
from argmap.datasets.package.croissant import cite_as
from argmap.datasets.package.frictionless import described
from argmap.datasets.package.licences import hub_licenses, license_name, license_url
from argmap.datasets.schema import TABLES, TableSchema

DEFAULT_TABLE = "claims"
SIZES = (
    (10**3, "n<1K"),
    (10**4, "1K<n<10K"),
    (10**5, "10K<n<100K"),
    (10**6, "100K<n<1M"),
    (10**7, "1M<n<10M"),
)
LARGEST = "n>10M"


def card(about: About, version: str, content: Content) -> str:
    """Return the README of a package, with the YAML block of a dataset card.

    Args:
        about: what the package says about itself.
        version: its version.
        content: what its tables hold.
    """
    counts = content.rows
    parts = [
        "---",
        _yaml({**hub_metadata(about, content), "configs": [*_configs(content)]}).rstrip(),
        "---",
        "",
        f"# {about.title}",
        "",
        about.description,
        "",
        (f"Version {version}; {CHANGES} says what changed. {counts['maps']} maps, {counts['posts']} posts, "
        f"{counts['claims']} claims, {counts['relations']} relations, {counts['stances']} stances."),
        "",
        "An argument map says what was argued in a thread, as its annotators read it: claims with the words of the posts that",
        "make them, the relations between claims, and who took which stance.",
        "",
        "## Use",
        "",
        *_use(about, content),
        "",
        "## Tables",
        "",
        "Every table is there as Parquet and as JSON Lines with the same rows. The column `map` is the id of the map and part of",
        "every key: other ids are unique in a map only. `start` and `end` count Unicode code points, as Python does.",
        "",
        "| table | rows | what it holds |",
        "|---|---:|---|",
        *(f"| [`{name}`](#{name}) | {counts[name]} | {table.description} |" for name, table in TABLES.items()),
        "",
        *(line for table in TABLES.values() for line in table_reference(table, "###")),
        *_splits(content),
        "## Licences",
        "",
        (f"The maps: {license_name(about.license)}. The words of posts have the licence of their thread, which the table "
        "`threads` and the file LICENSE name."),
        "",
        "## Citation",
        "",
        f"{cite_as(about, version)}",
        "",
        "Made with argmap; `argmap dataset package --verify` checks it.",
    ]  # fmt: skip
    return "\n".join(parts) + "\n"


def _splits(content: Content) -> Iterator[str]:
    """Yield the section about splits, if there are any."""
    if not content.splits:
        return
    yield from ("## Splits", "")
    yield "Maps that share a thread, or the words of a post, are in one split. `maps.split` says which, and the folder `splits` has"
    yield from ("the rows of each split in files of their own.", "")
    yield from ("| split | maps | posts | claims | relations |", "|---|---:|---:|---:|---:|")
    for split, rows in content.splits.items():
        yield f"| {split} | {rows['maps']} | {rows['posts']} | {rows['claims']} | {rows['relations']} |"
    yield ""


def table_reference(table: TableSchema, level: str) -> Iterator[str]:
    """Yield the lines that describe a table in Markdown, an empty one at their end.

    Args:
        table: the table.
        level: the signs before its heading, such as ###.
    """
    yield from (f"{level} {table.name}", "", table.description, "")
    yield from (f"Key: {', '.join(f'`{name}`' for name in table.key)}.", "")
    yield from ("| column | type | meaning |", "|---|---|---|")
    for column in table.columns:
        kind = f"{column.type}" if column.required else f"{column.type}, or none"
        yield f"| `{column.name}` | {kind} | {described(column, table)} |"
    yield ""


def citation(about: About, version: str) -> str:
    """Return the file CITATION.cff.

    Args:
        about: what the package says about itself.
        version: its version.

    Source:
        Citation File Format 1.2.0. DOI 10.5281/zenodo.5171937
    """
    data: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": "If you use this dataset, please cite it as below.",
        "type": "dataset",
        "title": about.title,
        "abstract": about.description,
        "authors": [{"name": name} for name in about.authors],
        "version": version,
        **(
            {"license": about.license} if license_url(about.license) else {}
        ),  # the format has SPDX identifiers only
        **({"url": about.url} if about.url else {}),
        **({"date-released": about.date} if about.date else {}),
    }
    return _yaml(data)


def size_category(rows: int) -> str:
    """Return the size of a dataset as the Hugging Face Hub writes it.

    Example:
        >>> size_category(999), size_category(1000), size_category(10**8)
        ('n<1K', '1K<n<10K', 'n>10M')
    """
    return next((name for limit, name in SIZES if rows < limit), LARGEST)


def hub_metadata(about: About, content: Content) -> dict[str, Any]:
    """Return what the YAML block of a card says about a dataset, for the Hugging Face Hub.

    Args:
        about: what is said about the dataset.
        content: what its tables hold.
    """
    licenses = hub_licenses(about, content)
    others = {"license_name": "see-license", "license_link": "LICENSE"} if "other" in licenses else {}
    return {
        "pretty_name": about.title,
        "license": licenses[0] if len(licenses) == 1 else licenses,
        **others,
        "language": sorted(content.languages),
        "tags": ["argument-mining", "argumentation", "discussion", "stance-detection"],
        "size_categories": [size_category(max(content.rows.values()))],
    }


def _configs(content: Content) -> Iterator[dict[str, Any]]:
    """Yield the tables as the Hub loads them: those with rows, as it takes an empty one for a fault."""
    tables = [name for name, rows in content.rows.items() if rows]
    default = DEFAULT_TABLE if DEFAULT_TABLE in tables else tables[0]
    for table in tables:
        yield {
            "config_name": table,
            **({"default": True} if table == default else {}),
            "data_files": [*_data_files(table, content)],
        }


def _data_files(table: str, content: Content) -> Iterator[dict[str, str]]:
    """Yield the files of a table by split; without splits, the whole is `train`, as a name is needed."""
    if not content.splits:
        yield {"split": "train", "path": table_path(table, "parquet")}
    for split, rows in content.splits.items():
        if rows[table]:
            yield {"split": split, "path": split_path(split, table)}


def _use(about: About, content: Content) -> Iterator[str]:
    split = next(iter(content.splits), "train")
    yield from ("```python", "from datasets import load_dataset", "")
    yield f'claims = load_dataset("{about.name}", "claims", split="{split}")  # the path of this folder, or its name on a hub'
    yield from ("```", "", "```python", "import pandas", "")
    yield 'posts = pandas.read_parquet("data/posts.parquet")'
    yield 'quotes = pandas.read_parquet("data/quotes.parquet").merge('
    yield '    posts, left_on=["map", "post"], right_on=["map", "id"])'
    yield "```"


def _yaml(data: dict[str, Any]) -> str:
    return str(yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=10**6))
