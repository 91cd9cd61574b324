"""`argmap suggest`: candidates for claims and relations."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(short_help="Suggest claims and relations, as a draft.")
@click.argument("dataset")
@click.option("-o", "--output", metavar="FILE", help="Write the draft here. Default: print it.")
def suggest(dataset: str, output: str | None) -> None:
    """Suggest what may be a claim or a step in the thread of DATASET, with the sign that says so.

    Signs are words such as "because", "so", "but" and "I think", figures, and who answers whom.
    The draft is for you to read, and says so; nothing is written into the map. Most suggestions are wrong or nothing new:
    benchmarks/README.md has their precision and recall on the bundled maps.

    \b
    Examples:
      argmap suggest data/car-free-centre
      argmap suggest data/car-free-centre -o suggestions.yaml
    """
    from argmap.cli.common import write_result
    from argmap.editing.suggesting import draft
    from argmap.editing.suggestions import candidates
    from argmap.errors import ArgmapError
    from argmap.storage.load import MAP_NAMES, load_thread
    from argmap.storage.writer import THREAD_FILE

    file = Path(dataset) / THREAD_FILE if Path(dataset).is_dir() else Path(dataset)
    thread = load_thread(file)
    if output is not None and Path(output).name in {*MAP_NAMES, THREAD_FILE}:
        raise ArgmapError(
            f"{output} would take the place of a map or a thread; suggestions go to a file of another name"
        )
    write_result(output or "-", draft(thread, candidates(thread)).encode("utf-8"))
