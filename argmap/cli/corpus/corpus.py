"""`argmap corpus`: dumps of whole forums, part by part, on this machine or on a cluster."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from argmap.cli.groups import Group
from argmap.cli.names import DUMP, MAPS_JOB, WRITTEN_FORMAT, names_option
from argmap.unseen import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argmap.parallel import Done

Command = Callable[..., Any]


def worker_options(command: Command) -> Command:
    """Add the options that say where parts are worked on."""
    command = click.option(
        "--scheduler",
        metavar="ADDRESS",
        help="Work on the Dask cluster whose scheduler has this address, such as tcp://10.0.0.1:8786.",
    )(command)
    return click.option(
        "--jobs",
        type=click.IntRange(min=1),
        metavar="NUMBER",
        help="Processes on this machine. Default: one for each processor.",
    )(command)


@click.group(cls=Group, short_help="Work on a dump of a whole forum.")
def corpus() -> None:
    """Work on dumps of whole forums, with millions of posts.

    A dump is parted into buckets once; the posts of a thread lie in one. Everything else goes bucket by bucket, in
    several processes or on a cluster, and gives the same files wherever it runs. Needs the extra 'corpus'.

    \b
    Examples:
      argmap corpus import RC_2026-10.zst RS_2026-10.zst -o reddit
      argmap corpus signals reddit -o signals
      argmap corpus take reddit k1b2c3 -o data/k1b2c3
      argmap corpus maps data --job check -o findings
    """


@corpus.command("import", short_help="Part dumps into buckets.")
@click.argument("dumps", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--output", "out", required=True, type=click.Path(path_type=Path), help="A new folder.")
@names_option(
    "--from", "form", names=DUMP, metavar="NAME", help="The form of the dumps. Default: by the first record."
)
@click.option(
    "--buckets", type=click.IntRange(1, 1024), metavar="NUMBER", help="How many buckets. Default: by size."
)
def import_dump(dumps: tuple[Path, ...], out: Path, form: str | None, buckets: int | None) -> None:
    """Part DUMPS into buckets in a new folder.

    A dump has a JSON record on each line, and can be compressed with gzip or zstandard: comments and submissions of
    Reddit, utterances of ConvoKit, or plain posts with the fields thread, id, parent, author, created and text. Lines that
    are no records are left out, counted, and the first of them named.

    \b
    Examples:
      argmap corpus import RC_2026-10.zst -o reddit
      argmap corpus import utterances.jsonl -o talks --buckets 16
    """
    from argmap.corpora.dump import ingest

    manifest, notes = ingest(dumps, out, buckets, form)
    for note in notes:
        click.echo(note, err=True)
    click.echo(
        visible(f"{out}: {manifest.posts:,} posts ({manifest.form}) in {len(manifest.buckets)} buckets")
    )


@corpus.command(short_help="Count signals of discourse in every post.")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("-o", "--output", "out", required=True, type=click.Path(path_type=Path), help="A folder.")
@worker_options
def signals(folder: Path, out: Path, jobs: int | None, scheduler: str | None) -> None:
    """Count signals of discourse in every post and thread of a corpus: FOLDER is what 'argmap corpus import' made.

    The output folder gets two tables in Parquet, parted like the corpus: posts (depth, replies, words, and words with
    which people give reasons, conclude, contrast, grant, disagree and ask) and threads (their sums, participants, first
    and last post). The words are English, and are counted, not understood.

    Work that was stopped goes on where it was; parts that are done stay.

    \b
    Examples:
      argmap corpus signals reddit -o signals
      argmap corpus signals reddit -o signals --scheduler tcp://10.0.0.1:8786
    """
    from argmap.corpora.dump import open_corpus
    from argmap.corpora.signals import WORDS, find_signals, total
    from argmap.parallel import Workers

    made = find_signals(open_corpus(folder), out, Workers(jobs, scheduler), tick("counting"))
    sums = total(made)
    click.echo(
        f"{out}: {sums.get('posts', 0):,} posts in {sums.get('threads', 0):,} threads; {sums.get('orphans', 0):,} answer a post "
        f"that is not there; {sums.get('twice', 0):,} were there twice"
    )
    click.echo(", ".join(f"{name} {sums.get(name, 0):,}" for name in WORDS))
    end_with_failures(made)


@corpus.command(short_help="Make a dataset of one thread.")
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("thread")
@click.option(
    "-o", "--output", "out", required=True, type=click.Path(path_type=Path), help="The folder of the dataset."
)
def take(folder: Path, thread: str, out: Path) -> None:
    """Make a dataset of one THREAD of a corpus, as 'argmap import' makes it of the dump.

    \b
    Examples:
      argmap corpus take reddit k1b2c3 -o data/k1b2c3
    """
    from argmap.corpora.dump import open_corpus
    from argmap.corpora.taking import take as taken
    from argmap.importers.assemble import ImportOptions, assembled
    from argmap.project.importing import write_dataset

    source, raw = taken(open_corpus(folder), thread)
    made = assembled(raw, ImportOptions(out.resolve().name, source)).thread
    write_dataset(made, out)
    click.echo(visible(f"wrote {out / 'thread.yaml'}: {len(made.posts)} posts. Next: argmap init {out}"))


@corpus.command(short_help="Check, analyse or export thousands of maps.")
@names_option("--job", names=MAPS_JOB, required=True, metavar="NAME", help="What to do with every map.")
@click.argument("data", type=click.Path(path_type=Path))
@click.option("-o", "--output", "out", required=True, type=click.Path(path_type=Path), help="A folder.")
@names_option("--to", "target", names=WRITTEN_FORMAT, metavar="NAME", help="The format of an export.")
@worker_options
def maps(
    job: str, data: Path, out: Path, target: str | None, jobs: int | None, scheduler: str | None
) -> None:
    """Do one job with every map in DATA, a folder of datasets: check, analyse, export, or tables.

    The output folder gets JSON lines, in the order of the folders: findings.jsonl, analyses.jsonl, or one file for each
    table; an export gives a file for each map, and losses.jsonl. Maps that cannot be read are in faulty.jsonl. Work that
    was stopped goes on where it was.

    \b
    Examples:
      argmap corpus maps data --job check -o findings
      argmap corpus maps data --job export --to aif -o aif
    """
    from argmap.corpora.over_maps import MapsJob, over_maps
    from argmap.parallel import Workers

    if (job == "export") is not (target is not None):
        raise click.UsageError("--to NAME goes with --job export")
    made, counts = over_maps(MapsJob(job), data, out, Workers(jobs, scheduler), target or "", tick(job))
    faulty = counts.get("faulty", 0)
    more = f"; {faulty} cannot be read ({out / 'faulty.jsonl'})" if faulty else ""
    click.echo(visible(f"{out}: {job} of {counts.get('maps', 0):,} maps{more}"))
    end_with_failures(made)


def tick(label: str) -> Callable[[], None]:
    """Return what to call whenever a part is done: it counts them where somebody can see it."""
    done = 0

    def count() -> None:
        nonlocal done
        done += 1
        if sys.stderr.isatty():
            click.echo(f"\r{label}: {done} parts", nl=False, err=True)

    return count


MOST_ERRORS = 10


def end_with_failures(made: Sequence[Done[Any]]) -> None:
    """Say which parts failed, and end with exit code 1 if some did; what is done stays."""
    if sys.stderr.isatty() and made:
        click.echo(err=True)
    failed = [done for done in made if done.error]
    for done in failed[:MOST_ERRORS]:
        click.echo(f"part {done.number}: {done.error}", err=True)
    if failed:
        more = f", {len(failed) - MOST_ERRORS} of them not named" if len(failed) > MOST_ERRORS else ""
        click.echo(
            f"{len(failed)} of {len(made)} parts failed{more}; the same command tries them again", err=True
        )
        raise click.exceptions.Exit(1)
