"""Options that several commands of `argmap teach` have."""

from __future__ import annotations

import click

from argmap.cli.names import LANGUAGE, names_option

SEED = click.option(
    "--seed",
    type=click.IntRange(0),
    metavar="N",
    default=0,
    show_default=True,
    help="Another number gives another selection.",
)
LANGUAGE_OPTION = names_option(
    "--language",
    names=LANGUAGE,
    metavar="CODE",
    help="Language around the words of the map. Default: the language of the map, otherwise en.",
)
FOCUS = click.option("--focus", metavar="ID", help="Only what is near this claim.")
HOPS = click.option(
    "--hops",
    type=click.IntRange(0),
    metavar="N",
    default=2,
    show_default=True,
    help="With --focus: how many relations away.",
)
