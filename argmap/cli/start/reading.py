"""The options of commands that read a discussion: which kind, which one, in which encoding, from which columns."""

from __future__ import annotations

import click

from argmap.cli.names import IMPORTER, NameType, names_option

ADDRESS = ("http://", "https://")

TABLE = "table"
"""The kind that is meant when columns are named."""


def reading_options(command: click.decorators.FC, kinds: NameType = IMPORTER) -> click.decorators.FC:
    """Add the options that say how a discussion is read: --as, --thread, --encoding, --column, --pseudonymise."""
    options = (
        names_option(
            "--as",
            "kind",
            names=kinds,
            metavar="KIND",
            help="Read the input as this kind of discussion. Default: recognised by its content.",
        ),
        click.option(
            "--thread", "key", metavar="KEY", help="Which discussion to read, if the input holds several."
        ),
        click.option(
            "--encoding",
            metavar="NAME",
            callback=_known_encoding,
            help="The encoding of the text, such as windows-1251. Default: UTF-8, or the likeliest one, which is said.",
        ),
        click.option(
            "--column",
            "columns",
            metavar="WHAT=NAME",
            multiple=True,
            callback=_columns,
            help="For a table (CSV, TSV) or JSON records: which column holds the author, text, created, id, parent, "
            "thread, title, url, label or account; can be repeated.",
        ),
        click.option(
            "--pseudonymise",
            is_flag=True,
            help="Replace the names of authors by Person 1, Person 2, …; the real names are not stored.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def _known_encoding(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:  # noqa: ARG001
    import codecs

    try:
        return None if value is None else codecs.lookup(value).name
    except LookupError as error:
        raise click.BadParameter(
            f"there is no encoding {value!r}; try utf-8, windows-1252 or utf-16"
        ) from error


COLUMNS = ("author", "text", "created", "id", "parent", "thread", "title", "url", "label", "account")


def _columns(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:  # noqa: ARG001
    from argmap.errors import suggestion

    columns: dict[str, str] = {}
    for value in values:
        what, equals, name = value.partition("=")
        if not equals or not name:
            raise click.BadParameter(f"{value!r} has no '='; write WHAT=NAME, as in author=user")
        if what not in COLUMNS:
            raise click.BadParameter(f"a column cannot hold {what!r}; {suggestion(what, COLUMNS, listed=10)}")
        if what in columns:
            raise click.BadParameter(f"{what} is named twice")
        columns[what] = name
    return columns
