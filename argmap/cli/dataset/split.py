"""`argmap dataset split`: which maps a program is trained on, and which it is tested on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from argmap.datasets.splits.make import MadeSplits, SplitCounts


@click.command(short_help="Split a dataset for training and testing.")
@click.argument("data")
@click.option(
    "--into",
    metavar="NAME=SHARE,...",
    help="Names of splits and their shares of the maps. Default: those of DATA/splits.yaml, or train=.8,dev=.1,test=.1.",
)
@click.option(
    "--seed",
    type=click.IntRange(0),
    metavar="N",
    help="Where the random order starts. Default: that of DATA/splits.yaml, or 0.",
)
@click.option("--anew", is_flag=True, help="Make new splits; maps may move from one to another.")
@click.option(
    "-o", "--output", metavar="FILE", help="Also write a CSV table of maps and splits; - prints it."
)
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def split(data: str, into: str | None, seed: int | None, anew: bool, output: str | None, quiet: bool) -> None:
    """Write DATA/splits.yaml, which says for every map of DATA (a folder of datasets) in which split it is.

    Maps that share a thread, or the words of a post, are in one split, so that no program is tested on what it has seen. The
    splits are balanced by language, number of claims and share of attacks. Maps that have a split keep it: new ones get theirs
    beside them. The same maps and the same seed give the same splits. 'argmap dataset package' uses them.

    \b
    Examples:
      argmap dataset split data
      argmap dataset split data --into train=.7,test=.3 --seed 7 --anew
      argmap dataset split data -o splits.csv
    """
    from argmap.datasets.dataset import dataset
    from argmap.datasets.splits.file import SPLITS_FILE, splits_csv, splits_in, splits_yaml
    from argmap.datasets.splits.make import counts_of, make_splits
    from argmap.storage.files import write_all

    maps = dataset(data)
    file = Path(data) / SPLITS_FILE
    before = None if anew else splits_in(data)
    made = make_splits(counts_of(maps), _shares(into), seed, before)
    texts = {file: splits_yaml(made.splits)}
    table = splits_csv(made.splits.splits)
    if output is not None and output != "-":
        if Path(output).resolve() == file.resolve():
            raise click.UsageError(f"-o {output}: the splits themselves are written there; name another file")
        texts[Path(output)] = table
    write_all({path: text.encode("utf-8") for path, text in texts.items()})
    if output == "-":
        click.echo(table, nl=False)
    if not quiet:
        click.echo(_report(made, file), nl=False, err=output == "-")


def _shares(into: str | None) -> dict[str, float] | None:
    """Return splits and shares as they are written: `train=.8,test=.2`.

    Raises:
        UsageError: they are not.
    """
    if into is None:
        return None
    from argmap.datasets.splits.file import Splits
    from argmap.errors import InvalidInput

    shares: dict[str, float] = {}
    for part in into.split(","):
        name, _, share = (each.strip() for each in part.partition("="))
        try:
            value = float(share)
        except ValueError:
            value = -1.0
        if not name or not 0 < value <= 1 or name in shares:
            raise click.UsageError(
                f"--into {into!r}: write each name once with a share, such as train=.8,test=.2"
            )
        shares[name] = value
    try:
        return dict(Splits(shares=shares).shares)
    except InvalidInput as error:
        raise click.UsageError(
            f"--into {into!r}: names have small letters, digits and underscores, such as train or test_de"
        ) from error


def _report(made: MadeSplits, file: Path) -> str:
    from argmap.model.base import counted

    total = sum(split.maps for split in made.counts)
    head = (
        "split",
        "maps",
        "share",
        "wanted",
        "groups",
        "posts",
        "claims",
        "relations",
        "attacks",
        "languages",
    )
    rows = [head, *(_row(split, total) for split in made.counts)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    lines = ["  ".join(_cell(row, column, widths) for column in range(len(head))).rstrip() for row in rows]
    changed = f"wrote {file}: {counted(total, 'map')}, {len(made.new)} new"
    lines.append(f"{changed}, {len(made.gone)} gone" if made.gone else changed)
    lines += [
        f"{split.name} is empty: there are too few groups of maps" for split in made.counts if not split.maps
    ]
    return "".join(f"{line}\n" for line in lines)


def _cell(row: Sequence[str], column: int, widths: Sequence[int]) -> str:
    text = column in {0, len(row) - 1}
    return row[column].ljust(widths[column]) if text else row[column].rjust(widths[column])


def _row(split: SplitCounts, total: int) -> tuple[str, ...]:
    attacks = f"{split.attacks / split.relations:.0%}" if split.relations else "-"
    return (
        split.name,
        str(split.maps),
        f"{split.maps / total:.1%}",
        f"{split.wanted:.1%}",
        str(split.groups),
        str(split.posts),
        str(split.claims),
        str(split.relations),
        attacks,
        " ".join(split.languages),
    )
