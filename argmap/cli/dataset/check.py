"""`argmap dataset check`: what is wrong with a dataset as a whole."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from argmap.cli.check.check import FORMATS, print_report, report_exit, settings_for


@click.command(short_help="Find mistakes in a dataset as a whole.")
@click.argument("data")
@click.option(
    "--format", "format", type=click.Choice(FORMATS), help="Default: full on a terminal, concise on a pipe."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, as --format json does.")
@click.option("--select", metavar="CODES", help="Use only these rules, such as AM904, or leaking-split.")
@click.option("--ignore", metavar="CODES", help="Do not use these rules.")
@click.option("--strict/--no-strict", default=None, help="Exit with 1 on any finding, not only on errors.")
@click.option("-q", "--quiet", is_flag=True, help="Print findings only, no summary.")
@click.pass_context
def check(
    ctx: click.Context,
    data: str,
    format: str | None,
    as_json: bool,
    select: str | None,
    ignore: str | None,
    strict: bool | None,
    quiet: bool,
) -> None:
    """Find mistakes in DATA (a folder of datasets, or one dataset) that no map shows by itself.

    The same claim in maps of different threads, maps or threads with one id, splits that share a thread, threads without a
    licence or a language, people with two pseudonyms, real names that are left, and files that nothing reads (AM901 to AM910;
    'argmap explain CODE' explains a code). Faults for which a map cannot be read are findings, too; 'argmap check DATA' runs the
    rules about each map by itself. Settings and comments are those of 'argmap check'.

    Exit code: 0 without errors (with --strict: without any finding), 1 with errors, 2 for unreadable input or bad settings.

    \b
    Examples:
      argmap dataset check data
      argmap dataset check data --strict --ignore AM901
      argmap dataset check data --json
    """
    from argmap.datasets.check.run import check_whole
    from argmap.lint.catalogue import rule_names, rule_summaries
    from argmap.rendering.findings.report import CheckReport

    settings = settings_for(data, None, select, ignore, None, strict)
    checked = check_whole(Path(data), settings)
    report = CheckReport(
        checked.findings, checked.maps, checked.texts, rule_names(), rule_summaries(), settings.strict
    )
    chosen = "json" if as_json else format or ("full" if sys.stdout.isatty() else "concise")
    print_report(report, chosen, statistics=False, quiet=quiet)
    ctx.exit(report_exit(report))
