"""`argmap query` and `argmap stats`: questions over many maps, answered from tables."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from argmap.cli.common import write_result
from argmap.cli.names import ANSWER, QUESTION, names_option

if TYPE_CHECKING:
    from argmap.datasets.store import Store

Command = Callable[..., Any]


def answer_options(command: Command) -> Command:
    """Add the options that say how an answer is printed and how maps are read."""
    options: tuple[Any, ...] = (
        click.option(
            "--jobs",
            type=click.IntRange(min=1),
            metavar="NUMBER",
            help="Processes that read maps. Default: one for each processor.",
        ),
        click.option(
            "-o", "--output", "out", type=click.Path(path_type=Path), metavar="FILE", help="Write to a file."
        ),
        names_option(
            "--format",
            "form",
            names=ANSWER,
            metavar="NAME",
            help="How to print the answer. Default: by the ending of FILE, or table.",
        ),
    )
    for option in options:
        command = option(command)
    return command


@click.command(short_help="Ask many maps a question, in SQL or by its name.")
@click.argument("data", type=click.Path(path_type=Path), required=False)
@click.argument("sql", required=False)
@names_option("--question", names=QUESTION, metavar="NAME", help="A ready question.")
@click.option("--search", metavar="WORDS", help="Find claims and posts with these words, the best first.")
@click.option("--alike", is_flag=True, help="Find claims of different maps that say nearly the same.")
@click.option(
    "--tables", "list_tables", is_flag=True, help="List the tables, their columns, and the ready questions."
)
@click.option("--limit", type=click.IntRange(min=1), metavar="NUMBER", help="Rows to print, at most.")
@answer_options
def query(
    data: Path | None,
    sql: str | None,
    question: str | None,
    search: str | None,
    limit: int | None,
    form: str | None,
    out: Path | None,
    jobs: int | None,
    *,
    alike: bool,
    list_tables: bool,
) -> None:
    """Ask the maps in DATA (a folder of datasets, or one dataset) a question in SQL.

    The tables are those of 'argmap dataset package': maps, posts, claims, quotes, relations, premises, stances, labels
    and more; every ready question is a view of the same name. Maps are read once and kept in a cache, which notices
    every change of a file and may be deleted at any time. Needs the extra 'query'.

    \b
    Examples:
      argmap query data "SELECT kind, count(*) FROM relations GROUP BY kind"
      argmap query data --question unanswered_objections
      argmap query data --search "market crossing"
      argmap query data "SELECT * FROM claims" -o claims.parquet
    """
    if list_tables:
        _list_tables()
        return
    if data is None:
        raise click.UsageError(
            "name the folder of the maps: argmap query DATA …; --tables lists what can be asked"
        )
    asked_at_once = sum((sql is not None, question is not None, search is not None, alike))
    if asked_at_once != 1:
        number = "one question only" if asked_at_once else "a question"
        raise click.UsageError(
            f"give {number}: SQL, --question NAME, --search WORDS or --alike; --tables lists what there is"
        )
    from argmap.datasets.store import asked

    def answer(store: Store) -> Any:
        if search is not None or alike:
            from argmap.datasets.searching import claims_alike, words_found

            return claims_alike(store) if search is None else words_found(store, search)
        return asked(store, sql if sql is not None else f'FROM "{question}"')

    _print(data, answer, form, out, jobs, limit)


@click.command(short_help="Count what is in many maps.")
@click.argument("data", type=click.Path(path_type=Path))
@answer_options
def stats(data: Path, form: str | None, out: Path | None, jobs: int | None) -> None:
    """Count what is in each map of DATA: posts, participants, claims, relations, stances and more.

    \b
    Examples:
      argmap stats data
      argmap stats data -o stats.csv
    """
    from argmap.datasets.questions import STATISTICS
    from argmap.datasets.store import asked

    _print(data, lambda store: asked(store, STATISTICS), form, out, jobs, None)


def _print(
    data: Path,
    answer: Callable[[Store], Any],
    form: str | None,
    out: Path | None,
    jobs: int | None,
    limit: int | None,
) -> None:
    from argmap.datasets.answers import as_bytes, format_of
    from argmap.datasets.store import opened
    from argmap.parallel import Workers

    chosen = format_of(form, out)
    with opened(data, Workers(jobs), _progress()) as store:
        if sys.stderr.isatty() and store.read:
            click.echo(err=True)
        for fault in store.faulty:
            click.echo(f"left out: {fault.reason}", err=True)
        table = answer(store)
    rows = table.num_rows
    if chosen == "parquet" and out is None and sys.stdout.isatty():
        raise click.UsageError("parquet is no text; give -o FILE")
    content = as_bytes(table if limit is None else table.slice(0, limit), chosen, to_file=out is not None)
    write_result("-" if out is None else str(out), content)
    if limit is not None and rows > limit:
        click.echo(f"{rows - limit} more rows", err=True)


def _progress() -> Callable[[int], None]:
    done = 0

    def count(number: int) -> None:
        nonlocal done
        done += number
        if sys.stderr.isatty():
            click.echo(f"\rreading: {done} maps", nl=False, err=True)

    return count


def _list_tables() -> None:
    from argmap.datasets.questions import VIEWS
    from argmap.datasets.schema import TABLES

    for table in TABLES.values():
        click.echo(f"{table.name}: {', '.join(column.name for column in table.columns)}")
    click.echo("\nReady questions:")
    for name, view in VIEWS.items():
        click.echo(f"{name}: {view.answers}")
