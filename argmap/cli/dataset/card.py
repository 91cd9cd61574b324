"""`argmap dataset card`: a datasheet of a dataset, in which the prose stays when the numbers are made again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmap.unseen import visible

if TYPE_CHECKING:
    from argmap.datasets.package.about import About

CARD = "README.md"


@click.command(short_help="Write a datasheet of a dataset.")
@click.argument("data")
@click.option("-o", "--output", metavar="FILE", help="Default: README.md in DATA; - prints a new card.")
@click.option("--title", help="Title of the dataset. Default: that of the card, or the name of DATA.")
@click.option("--license", metavar="SPDX", help="Licence of the maps. Default: that of the card.")
@click.option(
    "--resamples",
    type=click.IntRange(0, 100_000),
    default=1000,
    show_default=True,
    metavar="N",
    help="How often posts, or threads, are drawn for the intervals of agreement.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def card(
    data: str, output: str | None, title: str | None, license: str | None, resamples: int, quiet: bool
) -> None:
    """Write a card of DATA (a folder of datasets, or one dataset): a datasheet in Markdown, with a YAML block for hubs.

    Numbers, languages, licences of threads, splits, agreement (where folders hold several readings, map.ann.yaml beside
    map.bo.yaml) and known limits stand between marks such as '<!-- argmap counts -->'. Each section asks what only people know.
    Write your answers outside of the marks: they stay to the byte when the command runs again. A block that you delete with its
    marks stays away.

    \b
    Examples:
      argmap dataset card data -o CARD.md --license CC-BY-4.0
      argmap dataset card data -o -
    """
    from argmap.datasets.card.blocks import Filled
    from argmap.datasets.card.datasheet import about_in, new_card, renewed_card
    from argmap.datasets.card.facts import card_facts
    from argmap.datasets.dataset import dataset
    from argmap.lint.run import settings_of
    from argmap.storage.files import current_limits, decode, digest, read_bytes, write_atomic

    maps = dataset(data)
    path = Path(data) / CARD if output is None else Path(output)
    known = b"" if output == "-" or not path.exists() else read_bytes(path, current_limits())
    text = decode(known, str(path))
    about = _about(data, title, license, about_in(text, str(path)))
    facts = card_facts(maps, settings_of(Path(data)), resamples)
    made = renewed_card(text, about, facts, str(path)) if text.strip() else Filled(new_card(about, facts), ())
    if output == "-":
        click.echo(made.text, nl=False)
        return
    mark = b"\xef\xbb\xbf" if known.startswith(b"\xef\xbb\xbf") else b""
    write_atomic(path, mark + made.text.encode("utf-8"), read_as=digest(known) if known else None)
    if not quiet:
        click.echo(visible(f"wrote {path}"))
        for name in made.missing:
            click.echo(visible(f"{path}: has no block {name!r}, so it was left out"), err=True)


def _about(data: str, title: str | None, license: str | None, known: Mapping[str, str]) -> About:
    from argmap.datasets.package.about import About

    name = Path(data).resolve().name or "dataset"
    return About(name, title or known.get("title") or name, license=license or known.get("license"))
