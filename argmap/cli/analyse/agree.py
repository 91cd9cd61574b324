"""`argmap agree`: how far annotators agree who read the same thread."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmap.cli.common import EXIT_FINDINGS, EXIT_USAGE, json_option, map_at, print_json, write_result

if TYPE_CHECKING:
    from argmap.readings.read_thread import AnnotatedMap


@click.command(short_help="Measure how far annotators agree who read one thread.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--by", type=click.Choice(["issue", "participant"]), help="Also give all figures for each of these."
)
@click.option(
    "--resamples",
    type=click.IntRange(0, 100_000),
    default=1000,
    show_default=True,
    metavar="N",
    help="How often posts, or threads, are drawn for the intervals; 0 for none.",
)
@click.option(
    "--seed",
    type=click.IntRange(0),
    default=0,
    show_default=True,
    metavar="N",
    help="The seed of the random numbers; the same gives the same intervals.",
)
@click.option("--skip-broken", is_flag=True, help="Leave out readings with errors, and compare the others.")
@click.option(
    "-o", "--output", default="-", metavar="FILE", help="Write to this file. Default: standard output."
)
@json_option
@click.pass_context
def agree(
    ctx: click.Context,
    paths: tuple[str, ...],
    by: str | None,
    resamples: int,
    seed: int,
    skip_broken: bool,
    output: str,
    as_json: bool,
) -> None:
    """Measure how far annotators agree who read the same thread, and list the ten disagreements that cost most.

    PATH is a map file such as map.ann.yaml, or a dataset folder. Name two readings of one thread or more; or one folder that
    holds several (map.ann.yaml, map.bo.yaml); or several such folders, whose figures are then put together. Claims are matched
    by the words they quote, then by their texts; ids do not matter. docs/agreement.md defines every measure.

    Exit code: 0 when readings were compared, however far they agree; 1 when one has errors; 2 when one cannot be read, or they
    are of different threads.

    \b
    Examples:
      argmap agree data/tabs/map.ann.yaml data/tabs/map.bo.yaml
      argmap agree data/tabs --by issue
      argmap agree data/tabs data/lunch --json -o agreement.json
    """
    from argmap.cli.analyse.agree_text import agreement_text
    from argmap.readings.agreement import By, agreement

    broken: list[int] = []
    read = {name: list(_sound(files, broken)) for name, files in _files(paths).items()}
    if broken and not skip_broken:
        click.echo("argmap: no reading was compared; --skip-broken compares those without errors", err=True)
        ctx.exit(max(broken))
    readings = {name: group for name, group in read.items() if len(group) > 1 or not broken}
    if not readings:
        click.echo("argmap: fewer than two readings without errors are left", err=True)
        ctx.exit(max(broken))
    result = agreement(readings, resamples=resamples, seed=seed, by=By(by) if by else None)
    if output == "-" and as_json:
        print_json(result.to_dict())
    elif output == "-":
        click.echo(agreement_text(result), nl=False)
    else:
        plain = json.dumps(result.to_dict(), indent=2, ensure_ascii=False) + "\n"
        write_result(output, (plain if as_json else agreement_text(result)).encode("utf-8"))


def _files(paths: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return the files of the readings of each thread, by their names.

    Raises:
        UsageError: folders of several readings stand beside single readings, or a file is named twice.
    """
    _refuse_twice(paths)
    named = {path: _in_folder(Path(path)) for path in dict.fromkeys(paths)}
    several = [path for path, files in named.items() if len(files) > 1]
    single = [path for path in paths if len(named[path]) < 2]  # noqa: PLR2004 (one reading)
    if several and single:
        raise click.UsageError(
            f"{several[0]} holds several readings and {single[0]} is one; name files of readings, or folders of several"
        )
    if several:
        return {_short(path, several): named[path] for path in several}
    return {"": dict(_named(single))}


def _refuse_twice(paths: Iterable[str]) -> None:
    """Refuse one reading under two names: it would agree with itself, in full."""
    seen: dict[Path, str] = {}
    for path in paths:
        earlier = seen.setdefault(Path(path).resolve(), path)
        if earlier is not path:
            raise click.UsageError(f"{earlier} and {path} are the same; name each reading once")


def _in_folder(path: Path) -> dict[str, str]:
    """Return the readings in a dataset folder by their names: map.NAME.yaml, and map.yaml beside a single one of these."""
    if not path.is_dir():
        return {}
    from argmap.storage.reading_files import MAIN, readings_of

    readings = {name: str(file) for name, file in readings_of(path).items()}
    whole = readings.pop(MAIN, None)
    return readings | {"map": whole} if len(readings) == 1 and whole else readings


def _named(paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each single reading with a name that no other has: that of its file, folder or path."""
    taken: dict[str, int] = {}
    paths = list(paths)
    names = [_name(Path(path)) for path in paths]
    for path, name in zip(paths, names, strict=True):
        own = name if names.count(name) == 1 else path
        taken[own] = taken.get(own, 0) + 1
        yield (own if taken[own] == 1 else f"{own} ({taken[own]})"), path


def _name(path: Path) -> str:
    """Return `ann` for map.ann.yaml, the name of the folder for a folder, and otherwise that of the file."""
    from argmap.storage.reading_files import reading_name

    return reading_name(path) or path.name


def _short(path: str, paths: Iterable[str]) -> str:
    name = Path(path).name
    return name if [Path(other).name for other in paths].count(name) == 1 else path


def _sound(files: Mapping[str, str], broken: list[int]) -> Iterator[AnnotatedMap]:
    """Yield the readings without errors; of the others say what is wrong, and keep their exit codes in `broken`."""
    from argmap.errors import InvalidInput, UnreadableInput
    from argmap.readings.read_thread import AnnotatedMap

    for name, path in files.items():
        try:
            yield AnnotatedMap(name, map_at(path), path)
        except InvalidInput as error:
            click.echo(str(error), err=True)
            broken.append(EXIT_FINDINGS)
        except UnreadableInput as error:
            click.echo(f"argmap: {error}", err=True)
            broken.append(EXIT_USAGE)
