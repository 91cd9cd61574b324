"""`argmap check`: what is wrong with maps."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmap.cli.common import EXIT_FINDINGS, EXIT_USAGE
from argmap.cli.names import LANGUAGE, names_option

if TYPE_CHECKING:
    from argmap.diagnostics import Diagnostic
    from argmap.lint.settings import Settings
    from argmap.rendering.findings.report import CheckReport

FORMATS = {
    "full": "argmap.rendering.findings.lines:full",
    "concise": "argmap.rendering.findings.lines:concise",
    "json": "argmap.rendering.findings.machine:json_findings",
    "sarif": "argmap.cli.check.check:_sarif",
    "github": "argmap.rendering.findings.machine:github",
    "junit": "argmap.rendering.findings.junit:junit",
}
"""The forms of a report, and what writes each."""

MARKDOWN = "markdown"
"""A form of the questions of --review only."""

UNREADABLE = {"AM001", "AM002", "AM003", "AM004", "AM007", "AM008", "AM009"}
"""Faults that keep a file, the map's or the thread's, from being read at all."""


@click.command(short_help="Find mistakes in maps.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--format",
    "format",
    type=click.Choice([*FORMATS, MARKDOWN]),
    help="Default: full on a terminal, concise on a pipe; with --review: markdown, json or, by default, text.",
)
@click.option(
    "--select",
    metavar="CODES",
    help="Use only these rules: codes, beginnings of codes, or names; separated by commas.",
)
@click.option("--ignore", metavar="CODES", help="Do not use these rules.")
@click.option("--extend-select", metavar="CODES", help="Use these rules in addition to those selected.")
@click.option("--strict/--no-strict", default=None, help="Exit with 1 on any finding, not only on errors.")
@click.option(
    "--fix",
    is_flag=True,
    help="Fix what can be fixed without changing the meaning of a map; 'argmap edit undo' takes it back.",
)
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option("--statistics", is_flag=True, help="Print the number of findings of each code.")
@click.option(
    "--review",
    is_flag=True,
    help="Print what only a person can see, as questions about these maps to tick off, and check nothing.",
)
@names_option(
    "--language",
    names=LANGUAGE,
    metavar="CODE",
    help="Language of the questions of --review. Default: the language of each map, otherwise en.",
)
@click.option("--watch", is_flag=True, help="Check again whenever a file changes; stop with Ctrl-C.")
@click.option(
    "--settings",
    "settings_file",
    metavar="FILE",
    help="Use this file instead of argmap.toml or pyproject.toml.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print findings only, no summary.")
@click.pass_context
def check(
    ctx: click.Context,
    paths: tuple[str, ...],
    format: str | None,
    select: str | None,
    ignore: str | None,
    extend_select: str | None,
    strict: bool | None,
    fix: bool,
    diff: bool,
    statistics: bool,
    review: bool,
    language: str | None,
    watch: bool,
    settings_file: str | None,
    quiet: bool,
) -> None:
    """Find mistakes in maps: in files, structure, wording, quotes, references and dialogue.

    PATH is a map, a dataset folder, a folder of datasets, or - for standard input. Of a folder that holds several
    readings (map.yaml, map.ann.yaml), all are checked. 'argmap explain CODE' explains a finding; the comment '# argmap: allow CODE (the reason)' accepts one. Settings come from argmap.toml, or from
    [tool.argmap] in pyproject.toml, in the folder of the map or above it (see docs/checking.md).

    Exit code: 0 without errors (with --strict: without any finding; with --diff: without a change to make either), 1 with
    errors, 2 for unreadable input or bad settings.

    \b
    Examples:
      argmap check data/math-in-ml
      argmap check data --strict --format github
      argmap check data --select AM4,duplicate-claim
      argmap check data --diff
      argmap check data/math-in-ml --review --format markdown
      argmap explain AM401
    """
    from argmap.cli.check.files import CheckRequest, check_once, watch_files

    if review:
        from argmap.cli.check.review import review_text

        if fix or diff or statistics or watch:
            raise click.UsageError(
                "--review asks and checks nothing: it goes without --fix, --diff, --statistics and --watch"
            )
        click.echo(review_text(paths, format, language), nl=False)
        return
    if format == MARKDOWN:
        raise click.UsageError("--format markdown is for --review")
    if language is not None:
        raise click.UsageError("--language is for --review")
    request = CheckRequest(
        paths=paths,
        settings=lambda path: settings_for(path, settings_file, select, ignore, extend_select, strict),
        fix=fix,
        diff=diff,
    )
    chosen = format or ("full" if sys.stdout.isatty() else "concise")
    if fix and diff:
        raise click.UsageError("--fix changes files and --diff does not; give one of them")
    if watch:
        watch_files(
            request, lambda result: print_report(result.report, chosen, statistics, quiet, fixed=result.fixed)
        )
        return
    result = check_once(request)
    if diff:
        click.echo(result.diff, nl=False)
        for fault in result.report.findings:
            if fault.code in UNREADABLE:
                click.echo(str(fault), err=True)
    else:
        print_report(result.report, chosen, statistics, quiet, fixed=result.fixed)
    ctx.exit(report_exit(result.report, unreadable=bool(result.unreadable), failed=bool(result.diff)))


def report_exit(report: CheckReport, *, unreadable: bool = False, failed: bool = False) -> int:
    """Return the exit code of a check; `unreadable` and `failed` are reasons that are no findings."""
    if unreadable or any(fault.code in UNREADABLE for fault in report.findings):
        return EXIT_USAGE
    return EXIT_FINDINGS if failed or any(map(report.fails, report.findings)) else 0


def settings_for(
    path: str,
    file: str | None,
    select: str | None,
    ignore: str | None,
    extend_select: str | None,
    strict: bool | None,
) -> Settings:
    """Return the settings for a map: those of its files, and over them those of the command line."""
    from argmap.lint.catalogue import every_rule, fault_names
    from argmap.lint.selection import checked_selectors
    from argmap.lint.settings import read_settings, settings_in

    known, faults = every_rule(), fault_names()
    near = Path() if path == "-" else Path(path)
    chosen = settings_in(Path(file), known, faults) if file else read_settings(near, known, faults)
    options = {"select": select, "ignore": ignore, "extend_select": extend_select}
    for name, selectors in options.items():
        if selectors is not None:
            parts = [part.strip() for part in selectors.split(",") if part.strip()]
            where = f"--{name.replace('_', '-')}"
            chosen = chosen.model_copy(update={name: checked_selectors(parts, where, known, faults)})
    return chosen if strict is None else chosen.model_copy(update={"strict": strict})


def print_report(report: CheckReport, format: str, statistics: bool, quiet: bool, fixed: int = 0) -> None:
    """Print findings in one of `FORMATS`, and a summary on standard error."""
    from argmap.registry import resolve
    from argmap.rendering.findings import lines

    if format == "full" and not statistics and sys.stdout.isatty() and not os.environ.get("NO_COLOR"):
        click.echo(_coloured(lines.full(report, shutil.get_terminal_size().columns)), nl=False)
    else:
        write = lines.statistics if statistics else resolve(FORMATS[format])
        click.echo(write(report), nl=False)
    if not quiet:
        gap = "\n" if format == "full" and report.findings and sys.stdout.isatty() else ""
        click.echo(gap + _summary(report.checked, report.findings, fixed), err=True)


def _sarif(report: CheckReport) -> str:
    """Return a report as SARIF, which names the program and its version."""
    from argmap import __version__
    from argmap.rendering.findings.sarif import sarif

    return sarif(report, __version__)


COLOURS = {"error": "red", "warning": "yellow", "advice": "cyan"}
HEAD = re.compile(r"^(AM\d+ [\w-]+) \((error|warning|advice)\): (.*)$")
CARETS = re.compile(r"^( *\| *)(\^+)$")


def _coloured(text: str) -> str:
    """Return findings with colour as a help; every word that it stands for is there as well."""
    shown, colour = [], "red"
    for line in text.splitlines():
        head, carets = HEAD.match(line), CARETS.match(line)
        if head:
            colour = COLOURS[head[2]]
            code = click.style(head[1], fg=colour, bold=True)
            shown.append(f"{code} ({head[2]}): {click.style(head[3], bold=True)}")
        elif carets:
            shown.append(carets[1] + click.style(carets[2], fg=colour, bold=True))
        else:
            shown.append(click.style(line, dim=True) if line.startswith("  -->") else line)
    return "".join(f"{line}\n" for line in shown)


def _by_reading(checked: Sequence[str]) -> str:
    """Return which of the maps that were checked are the readings of annotators, if there are any."""
    from argmap.storage.reading_files import reading_name

    others = [source for source in checked if reading_name(source)]
    return f" (readings: {', '.join(others)})" if others else ""


def _summary(checked: Sequence[str], findings: Iterable[Diagnostic], fixed: int) -> str:
    from collections import Counter

    findings = list(findings)
    fixes = f", {fixed} fixed" if fixed else ""
    count = len(checked)
    maps = f"{count} map{'s' if count != 1 else ''} checked{_by_reading(checked)}{fixes}"
    if not findings:
        return f"{maps}, no findings{' left' if fixed else ''}"
    kinds = Counter(str(finding.severity) for finding in findings)
    plural = {"error": "errors", "warning": "warnings", "advice": "pieces of advice"}
    single = {"advice": "piece of advice"}
    parts = [
        f"{kinds[kind]} {single.get(kind, kind) if kinds[kind] == 1 else plural[kind]}"
        for kind in plural
        if kinds[kind]
    ]
    fixable = sum(finding.fix is not None for finding in findings)
    can = f"; --fix can fix {fixable}" if fixable else ""
    return f"{maps}: {', '.join(parts)}; 'argmap explain CODE' explains a code{can}"
