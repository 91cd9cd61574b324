"""Options that several commands of `argmap teach` have."""

from __future__ import annotations

from collections.abc import Callable

import click

from argmap.cli.names import EXERCISE, LANGUAGE, names_option

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
KINDS = names_option(
    "--kind", "kinds", names=EXERCISE, metavar="KIND", multiple=True, help="Only this kind; can be repeated."
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


def count_option(default: int) -> Callable[[click.decorators.FC], click.decorators.FC]:
    """Return the option that says how many exercises are made at most."""
    return click.option(
        "--count",
        type=click.IntRange(1, 500),
        metavar="N",
        default=default,
        show_default=True,
        help="Number of exercises, at most.",
    )


def refuse_unless_html(output: str) -> None:
    """Do nothing if a file that will be an HTML page is named like one, or is standard output.

    Raises:
        ArgmapError: it has another ending.
    """
    from argmap.errors import ArgmapError

    if output != "-" and not output.lower().endswith((".html", ".htm")):
        raise ArgmapError(f"this is an HTML page; {output!r} should end in .html")
