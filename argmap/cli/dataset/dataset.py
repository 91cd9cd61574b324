"""`argmap dataset`: many maps as one dataset."""

from __future__ import annotations

import click

from argmap.cli.dataset.card import card
from argmap.cli.dataset.check import check
from argmap.cli.dataset.package import package
from argmap.cli.dataset.redact import fill, redact
from argmap.cli.dataset.split import split
from argmap.cli.groups import Group


@click.group(cls=Group, short_help="Check, split and share many maps as one dataset.")
def dataset() -> None:
    """Work with many maps as one dataset: a folder of datasets, each a folder with a map.

    \b
    Examples:
      argmap dataset check data
      argmap dataset split data --seed 7
      argmap dataset package data -o package
      argmap dataset package --verify package
    """


dataset.add_command(check)
dataset.add_command(split)
dataset.add_command(card)
dataset.add_command(package)
dataset.add_command(redact)
dataset.add_command(fill)
