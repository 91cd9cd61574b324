"""What commands that write other formats share: which format, and what is said and kept of what it leaves out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from argmap.cli.common import write_result, write_results
from argmap.cli.names import WRITTEN_FORMAT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from argmap.formats.protocol import Format, Loss, Writing
    from argmap.model.map import ArgumentMap

LOSS_OPTIONS = ("list_losses", "loss_file", "strict", "sidecar", "quiet")


def loss_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options about what a format leaves out: --losses, --loss-report, --strict, --sidecar, --quiet."""
    options = (
        click.option(
            "--losses", "list_losses", is_flag=True, help="List everything that the format leaves out."
        ),
        click.option("--loss-report", "loss_file", metavar="FILE", help="Write that list to FILE, as JSON."),
        click.option("--strict", is_flag=True, help="Write nothing if the format would leave out anything."),
        click.option(
            "--sidecar",
            metavar="FILE",
            help="Keep in FILE what the format leaves out; --with-sidecar brings it back.",
        ),
        click.option("-q", "--quiet", is_flag=True, help="Do not say what the format leaves out."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def chosen_format(name: str | None, output: str | None) -> Format:
    """Return the format that was named, or that the ending of the file means.

    Raises:
        UsageError: there is no such format.
        ArgmapError: it cannot be written.
    """
    from argmap.errors import ArgmapError
    from argmap.formats.registry import format_named, format_of_file

    if name is not None:
        known: Format | None = format_named(name)
    elif output is None:
        raise click.UsageError(f"name the format with --to: {', '.join(WRITTEN_FORMAT.listed())}")
    else:
        known = format_of_file(output)
    if known is None:
        raise click.UsageError(
            f"cannot tell the format of {output!r} from its name; name it with --to: {', '.join(WRITTEN_FORMAT.listed())}"
        )
    if known.write is None:
        raise ArgmapError(f"the format {known.name!r} can be read, but not written")
    return known


def write_export(
    map: ArgumentMap,
    known: Format,
    output: str | None,
    *,
    list_losses: bool,
    loss_file: str | None,
    strict: bool,
    sidecar: str | None,
    quiet: bool,
) -> None:
    """Write a map in a format, and say what it leaves out.

    Raises:
        ArgmapError: the format leaves out something and must not, or a file cannot be written.
    """
    from argmap.errors import ArgmapError
    from argmap.formats.keeping import loss_report, sidecar_of
    from argmap.formats.protocol import losses

    assert known.write is not None  # chosen_format has seen to that  # noqa: S101
    written = known.write(map)
    if loss_file is not None:
        write_result(loss_file, loss_report(written.losses, known, map).encode("utf-8"))
    if strict and written.losses:
        raise ArgmapError(
            f"{known.name} would leave out {summary(written.losses)}; nothing was written (--losses lists it)"
            if not list_losses
            else f"{known.name} would leave this out; nothing was written:\n"
            + "\n".join(map_lines(written.losses))
        )
    _write(written, output, known)
    if sidecar is not None:
        write_result(sidecar, sidecar_of(map, known).encode("utf-8"))
    if list_losses:
        for line in map_lines(written.losses):
            click.echo(line, err=True)
    elif written.losses and not quiet:
        kept = "; the sidecar keeps it" if sidecar is not None else ""
        click.echo(f"note: {known.name} leaves out {summary(written.losses)}{kept}", err=True)
    hidden = losses(map, known.native) if known.native is not None else ()
    if hidden and not quiet:
        note = f"note: other programs do not see {summary(hidden)}; {known.name} keeps it for argmap alone"
        click.echo(note, err=True)


def _write(written: Writing, output: str | None, known: Format) -> None:
    """Write a text, and the files that belong beside it."""
    from pathlib import Path

    if written.beside and (output is None or output == "-"):
        raise click.UsageError(
            f"{known.name} is several files (also {', '.join(written.beside)}); name the first with -o FILE"
        )
    if output is None or output == "-":
        write_result("-", written.text.encode("utf-8"))
        return
    path = Path(output)
    names = {
        f"{path.stem}{ending}" if ending.startswith(".") else ending: text
        for ending, text in written.beside.items()
    }
    beside = {str(path.with_name(name)): text.encode("utf-8") for name, text in names.items()}
    write_results({output: written.text.encode("utf-8"), **beside})


def map_lines(lost: Iterable[Loss]) -> list[str]:
    """Return a line for everything that is lost."""
    return [f"{loss.id}: {loss.what} ({loss.kind})" for loss in lost]


def summary(lost: Iterable[Loss]) -> str:
    """Return how much of what is lost, in one sentence without a full stop.

    Example:
        >>> from argmap.formats.protocol import Loss
        >>> summary([Loss("a", "claims.quotes", "2 quotes"), Loss("b", "claims.quotes", "1 quote"), Loss("m", "thread", "thread")])
        'claims.quotes (2), thread'
    """
    counts = Counter(loss.kind for loss in lost)
    return ", ".join(kind if number == 1 else f"{kind} ({number})" for kind, number in counts.items())
