"""`argmap whatif`: what changes when something is accepted or rejected by assumption."""

from __future__ import annotations

import click

from argmap.cli.common import interpretation_options, json_option, map_argument, print_json


@click.command(short_help="Show what changes if a claim were accepted or rejected.")
@map_argument
@click.option("--accept", multiple=True, metavar="ID", help="Accept this claim, example or step; repeatable.")
@click.option("--reject", multiple=True, metavar="ID", help="Reject it; repeatable.")
@interpretation_options
@json_option
def whatif(
    path: str,
    accept: tuple[str, ...],
    reject: tuple[str, ...],
    semantics: str,
    interpretation: str,
    rivals: bool,
    as_json: bool,
) -> None:
    """Show what changes when claims, examples or steps are accepted or rejected, whatever is said about them.

    \b
    Examples:
      argmap whatif data/math-in-ml --reject math-sneaked-in
      argmap whatif data/math-in-ml --reject measure-theory-not-needed --reject simple-math-suffices
      argmap whatif data/math-in-ml --accept pretence-against-practitioners
    """
    from argmap.evaluation.theory import Basis, Interpretation
    from argmap.rendering.report.naming import WOULD, Names, label_word
    from argmap.solver.semantics import Semantics
    from argmap.storage.load import load_map
    from argmap.study import Study

    if not accept and not reject:
        raise click.UsageError(
            "nothing to change; name a claim, example or relation with --accept ID or --reject ID"
        )
    map = load_map(path)
    study = Study(map, Interpretation(Basis(interpretation), rivals), Semantics(semantics))
    effects = study.whatif(accept=accept, reject=reject)
    if as_json:
        print_json([effect.to_dict() for effect in effects])
        return
    names = Names(map)
    for effect in effects:
        now = label_word(effect.before)
        click.echo(f"{names.short(effect.id)} would {WOULD[effect.after]}; it {now} now  [{effect.id}]")
    if not effects:
        click.echo("nothing changes")
