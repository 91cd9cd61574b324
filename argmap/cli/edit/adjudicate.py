"""`argmap adjudicate`: settling several readings of one thread into one map, item by item or by a policy."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmap.cli.names import POLICY, names_option

if TYPE_CHECKING:
    from argmap.editing.adjudication.session import Adjudication


@click.command(short_help="Settle several readings into one map.")
@click.argument("readings", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", "out", required=True, type=click.Path(path_type=Path), help="The map that is made."
)
@names_option(
    "--auto", "policy", names=POLICY, metavar="NAME", help="Decide what nobody decided yet by this policy."
)
@click.option("--by", metavar="NAME", help="Who decides; every decision keeps the name.")
@click.option(
    "--decisions",
    "more",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Decisions to take over, such as those saved from the page; can be repeated.",
)
@click.option(
    "--page",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write a page for deciding in a browser, and ask nothing.",
)
@click.option("--ids", "by_id", is_flag=True, help="Parts of one id are one part, as in copies of one file.")
@click.option(
    "--plain",
    is_flag=True,
    help="Ask in single lines. Default if the input is not a terminal, or without the extra 'annotate'.",
)
def adjudicate(
    readings: tuple[Path, ...],
    out: Path,
    policy: str | None,
    by: str | None,
    more: tuple[Path, ...],
    page: Path | None,
    *,
    by_id: bool,
    plain: bool,
) -> None:
    """Settle two or more READINGS of one thread into one map.

    What all readings say in the same way is taken over. On everything else you decide: take the version of one reading,
    those of several as parts of their own, none, or write it anew. Parts are found again by the words that they quote,
    and then by their texts, whatever their ids.

    Every decision is written at once to a file beside the map (decisions.map.json for map.yaml), with your name and your
    note; the same command goes on where you stopped. That file also says what became of every part of every reading. The
    map is written when all is decided.

    Policies of --auto: 'union' takes everything, and the first reading where they differ; 'intersection' takes what all
    readings have without contradiction; 'majority' takes what more than half of them have.

    \b
    Examples:
      argmap adjudicate map.ann.yaml map.bo.yaml -o map.yaml --by Ann
      argmap adjudicate map.*.yaml -o map.yaml --auto majority
      argmap adjudicate map.ann.yaml map.bo.yaml -o map.yaml --page decide.html
    """
    from argmap.editing.adjudication.session import open_adjudication

    adjudication, notes = open_adjudication(readings, out, by_id=by_id, texts=more)
    for note in notes:
        click.echo(f"note: {note}", err=True)
    if more:
        adjudication.save()
    if page is not None:
        _write_page(adjudication, page)
        return
    if policy is not None:
        from argmap.editing.adjudication.decisions import Policy, decided_by

        open_ = {item.key for item in adjudication.settled.open}
        chosen = decided_by(Policy(policy), adjudication.gathered)
        adjudication.decisions |= {each.item: each for each in chosen if each.item in open_}
        adjudication.save()
    elif adjudication.settled.open:
        _ask(adjudication, by, plain=plain)
    _finish(adjudication)


def _ask(adjudication: Adjudication, by: str | None, *, plain: bool) -> None:
    from importlib.util import find_spec

    from argmap.cli.edit.adjudicating import ask_in_lines

    if plain or not (sys.stdin.isatty() and sys.stdout.isatty()) or find_spec("textual") is None:
        ask_in_lines(adjudication, by)
        return
    from argmap.cli.edit.adjudication_app import AdjudicationApp

    AdjudicationApp(adjudication, by).run()


def _finish(adjudication: Adjudication) -> None:
    """Write the map if all is decided, and say what was made or what is left."""
    from argmap.model.base import counted

    settled = adjudication.settled
    if settled.open:
        total = len(adjudication.doubtful)
        click.echo(
            f"{total - len(settled.open)} of {counted(total, 'item')} decided, kept in {adjudication.log}; "
            "the same command goes on"
        )
        return
    map, findings = adjudication.finish()
    left_out = sum(not fate.result for fate in settled.fates)
    agreed = sum(adjudication.gathered.agreed(item) for item in adjudication.gathered.items)
    click.echo(
        f"wrote {adjudication.out}: {counted(len(map.claims), 'claim')}, {counted(len(map.relations), 'relation')}; "
        f"{agreed} of {counted(len(settled.fates), 'item')} alike in all readings, {left_out} left out "
        f"({adjudication.log} says why)"
    )
    if findings:
        click.echo(f"{counted(len(findings), 'finding')}; see argmap check {adjudication.out}")


def _write_page(adjudication: Adjudication, page: Path) -> None:
    from argmap.model.base import counted
    from argmap.project.adjudication_page import adjudication_page
    from argmap.storage.files import write_atomic

    write_atomic(page, adjudication_page(adjudication).encode("utf-8"))
    click.echo(
        f"wrote {page}: {counted(len(adjudication.doubtful), 'item')} to decide; open it in a browser, save the "
        f"decisions there, and give the file to --decisions"
    )
