"""`argmap draft score`: a draft beside a map that people finished."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(short_help="Compare a draft with a finished map.")
@click.argument("draft", type=click.Path(path_type=Path))
@click.argument("path")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def score(draft: Path, path: str, *, as_json: bool) -> None:
    """Compare DRAFT with a finished map of the same thread: precision, recall and F1.

    Everything is counted one to one. A span of the draft is right if it shares at least half of its characters with a
    quote of a claim (intersection over union). Claims are matched by quotes, then by texts, as where readings of people
    are compared; a relation is right if its premises, its target and its kind are; a stance, if participant, claim and
    stance are. A stance that a quote implies counts in neither, nor do issues and implicit claims, which no words show.

    \b
    Examples:
      argmap draft score draft.json data/car-free-centre
    """
    import json

    from argmap.drafts.file import read_draft
    from argmap.drafts.scoring import scores
    from argmap.storage.load import load_map

    made = scores(read_draft(draft), load_map(path))
    if as_json:
        click.echo(json.dumps({name: each.to_dict() for name, each in made.items()}, indent=2))
        return
    click.echo(f"{'':10}{'drafted':>8}{'in map':>8}{'right':>7}{'P':>7}{'R':>7}{'F1':>7}")
    for name, each in made.items():
        rates = "".join(f"{rate:7.2f}" for rate in (each.precision, each.recall, each.f1))
        click.echo(f"{name:10}{each.made:8}{each.wanted:8}{each.right:7}{rates}")
