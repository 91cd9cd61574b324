"""`argmap analyse`, `why` and `what-if`: which claims are accepted, for what reason, and what would change that."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import click

from argmap.cli.common import (
    NumberRange,
    chosen_results,
    interpretation_options,
    json_option,
    map_argument,
    map_at,
    print_json,
    print_tree,
    results_options,
)
from argmap.cli.names import MODEL, names_option

if TYPE_CHECKING:
    from argmap.evaluation.theory import Interpretation


def _interpretation(basis: str, rivals: bool) -> Interpretation:
    from argmap.evaluation.theory import Basis, Interpretation

    return Interpretation(Basis(basis), rivals)


@click.command(short_help="Evaluate which claims are accepted, and report why.")
@map_argument
@interpretation_options
@names_option(
    "--strength",
    names=MODEL,
    metavar="NAME",
    default=None,
    help="Say how strong the theses are too, by this model, such as df-quad.",
)
@click.option("--full", is_flag=True, help="Leave nothing out; otherwise each section fits on a screen.")
@click.option(
    "--seconds",
    type=NumberRange(min=0, min_open=True),
    default=10.0,
    show_default=True,
    metavar="N",
    help="Time limit of each search.",
)
@results_options
@json_option
def analyse(
    path: str,
    semantics: str,
    interpretation: str,
    rivals: bool,
    strength: str | None,
    full: bool,
    seconds: float,
    results: str | None,
    no_results: bool,
    as_json: bool,
) -> None:
    """Evaluate which claims are accepted, and report what a discussion shows.

    The report begins with a paragraph on each issue: who ended where, what was agreed, what follows and why, and the strongest
    point that nobody answered. Then it says for each thesis who holds it, how it is argued and what follows, and goes into
    details. docs/acceptability.md defines when a claim is accepted. --json prints every number behind the report.

    \b
    Examples:
      argmap analyse data/math-in-ml
      argmap analyse data/math-in-ml --semantics preferred --rivals
      argmap analyse data/math-in-ml --full --strength df-quad
      argmap analyse data/math-in-ml --json
    """
    from argmap.evaluation.options import DEFAULT_MODEL
    from argmap.graph.views import whole
    from argmap.study import analyse as study_of

    map = map_at(path)
    study = study_of(
        map,
        interpretation=_interpretation(interpretation, rivals),
        semantics=semantics,
        model=strength or DEFAULT_MODEL,
        seconds=seconds,
    )
    from argmap.rendering.marks import marks
    from argmap.rendering.report.write import report, report_data, report_text
    from argmap.rendering.scene import scene

    if as_json:
        print_json(study.to_dict() | report_data(scene(whole(map), index=study.index), study))
        return
    measured = marks(map, results=chosen_results(map, results, none=no_results))
    shown = scene(whole(map), measured, study.index)
    width = min(shutil.get_terminal_size().columns, 100) if sys.stdout.isatty() else None
    sections = report(shown, study, full=full, strength=strength is not None)
    click.echo(report_text(sections, width), nl=False)


@click.command(short_help="Explain why a claim is accepted or rejected.")
@map_argument
@click.argument("id", metavar="ID")
@interpretation_options
@json_option
def why(path: str, id: str, semantics: str, interpretation: str, rivals: bool, as_json: bool) -> None:
    """Explain why ID is accepted (✓), rejected (×) or undecided (?), as a tree of reasons.

    ID is a claim, an example or a relation. Each line gives the shortest reason; what the reason depends on is below
    it. For a relation, the reason is that of the whole argument: its premises and the relation itself. Under semantics
    other than grounded, one extension that decides ID is explained, if there is one.

    \b
    Examples:
      argmap why data/math-in-ml math-is-essential
      argmap why data/math-in-ml simple-for-most
      argmap why data/math-in-ml math-is-essential --semantics preferred --rivals
    """
    from argmap.rendering.report.reasons import reason_tree
    from argmap.rendering.scene import bare_scene
    from argmap.study import analyse as study_of

    map = map_at(path)
    study = study_of(map, interpretation=_interpretation(interpretation, rivals), semantics=semantics)
    explained = study.why(id)
    if as_json:
        print_json([explained.reasons[name].to_dict() for name in explained.reached()])
        return
    if explained.note:
        click.echo(explained.note, err=True)
    print_tree(reason_tree(bare_scene(map, study.index), explained.reasons, id))


@click.command("what-if", short_help="Show what changes if a claim were accepted or rejected.")
@map_argument
@click.option(
    "--accept", multiple=True, metavar="ID", help="Accept this claim, example or relation; can be repeated."
)
@click.option("--reject", multiple=True, metavar="ID", help="Reject it; can be repeated.")
@interpretation_options
@json_option
def what_if(
    path: str,
    accept: tuple[str, ...],
    reject: tuple[str, ...],
    semantics: str,
    interpretation: str,
    rivals: bool,
    as_json: bool,
) -> None:
    """Show what changes if claims, examples or relations were accepted or rejected, whatever the map says about them.

    \b
    Examples:
      argmap what-if data/math-in-ml --reject linear-algebra-needed
      argmap what-if data/car-free-centre --accept charge --reject unjust
      argmap what-if data/math-in-ml --accept theory-for-requirement
    """
    from argmap.rendering.report.naming import WOULD, Names, label_word
    from argmap.study import analyse as study_of

    if not accept and not reject:
        raise click.UsageError(
            "nothing to change; name a claim, example or relation with --accept ID or --reject ID"
        )
    map = map_at(path)
    study = study_of(map, interpretation=_interpretation(interpretation, rivals), semantics=semantics)
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
