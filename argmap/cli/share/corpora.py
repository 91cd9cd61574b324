"""What `argmap convert` does with a folder or an archive of maps."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmap.cli.common import write_result
from argmap.cli.names import WRITTEN_FORMAT
from argmap.cli.share.losses import chosen_format

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argmap.formats.conversion import Conversion, CorpusJob

MOST_ERRORS = 20
"""Files with errors that are shown without --verbose."""


def convert_corpus(
    source: Path,
    origin: str | None,
    name: str | None,
    output: str | None,
    jobs: int | None,
    *,
    verbose: bool,
    list_losses: bool,
    loss_file: str | None,
    strict: bool,
    quiet: bool,
) -> None:
    """Convert every map of a folder or an archive, and say what became of them.

    Raises:
        UsageError: the format or the folder for the results is not named, or is the source itself.
        UnreadableInput: the folder or archive cannot be read.
        Exit: a map could not be read, or would lose something and must not; the exit code is 1.
    """
    from argmap.formats.conversion import CorpusJob, failures
    from argmap.formats.corpus import Corpus

    if name is None:
        raise click.UsageError(f"name the format with --to: {', '.join(WRITTEN_FORMAT.listed())}")
    if output is None or output == "-":
        raise click.UsageError("name the folder for the maps with -o FOLDER")
    known, out = chosen_format(name, None), Path(output)
    if (source / "map.yaml").is_file():
        raise click.UsageError(f"{source} is a dataset, which 'argmap export {source} --to {name}' writes")
    if out.resolve() == source.resolve() or (out.exists() and not out.is_dir()):
        raise click.UsageError(f"-o names a folder of its own for the maps; {output} is none")
    plan = CorpusJob(source, origin, known.name, out, strict)
    made = _converted(plan, Corpus(source, out).names(), jobs)
    failed = failures(made)
    _say(made, failed, plan, verbose=verbose, quiet=quiet, list_losses=list_losses)
    if loss_file is not None:
        rows = [
            {"file": each.name, "read_as": each.format, "lost": dict(each.lost)}
            for each in made
            if not each.error
        ]
        write_result(
            loss_file,
            (json.dumps({"to": known.name, "files": rows}, indent=2, ensure_ascii=False) + "\n").encode(),
        )
    if failed or all(each.error for each in made):
        raise click.exceptions.Exit(1)


def _converted(plan: CorpusJob, names: Sequence[str], jobs: int | None) -> list[Conversion]:
    """Return what became of each file, with a bar of progress where somebody can see it."""
    from argmap.formats.conversion import conversions

    hidden = not sys.stderr.isatty()
    with click.progressbar(
        conversions(plan, names, jobs), length=len(names), label="converting", file=sys.stderr, hidden=hidden
    ) as progress:
        return list(progress)


def _say(
    made: Sequence[Conversion],
    failed: Sequence[Conversion],
    plan: CorpusJob,
    *,
    verbose: bool,
    quiet: bool,
    list_losses: bool,
) -> None:
    from argmap.model.base import counted

    for each in made if verbose else ():
        for line in each.remarks:
            click.echo(line, err=True)
    for each in failed if verbose else failed[:MOST_ERRORS]:
        click.echo(each.error, err=True)
    if len(failed) > MOST_ERRORS and not verbose:
        click.echo(f"and {len(failed) - MOST_ERRORS} more; --verbose lists them", err=True)
    for each in made if list_losses else ():
        for kind, number in each.lost.items():
            click.echo(f"{each.name}: {kind} ({number})", err=True)
    done = [each for each in made if not each.error]
    remarks = sum(len(each.remarks) for each in done)
    if remarks and not verbose:
        click.echo(
            f"note: what was left out when the files were read: {counted(remarks, 'remark')}; --verbose lists them",
            err=True,
        )
    lost: Counter[str] = Counter()
    for each in done:
        lost.update(each.lost)
    if lost and not quiet:
        kinds = ", ".join(f"{kind} ({number})" for kind, number in sorted(lost.items()))
        click.echo(f"note: {plan.target} leaves out {kinds}", err=True)
    formats = ", ".join(
        f"{number} {name}" for name, number in sorted(Counter(each.format for each in done).items())
    )
    passed = len(made) - len(done) - len(failed)
    rest = f"; {counted(passed, 'other file')} passed over" if passed else ""
    rest += f"; {counted(len(failed), 'file')} could not be converted" if failed else ""
    click.echo(
        f"converted {counted(len(done), 'map')} into {plan.out}{f' ({formats})' if formats else ''}{rest}",
        err=True,
    )
