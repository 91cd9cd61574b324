"""`argmap why`: the reason for one label."""

from __future__ import annotations

import click

from argmap.cli.common import interpretation_options, json_option, map_argument, print_json, print_tree


@click.command(short_help="Explain why a claim is accepted or rejected.")
@map_argument
@click.argument("id", metavar="ID")
@interpretation_options
@json_option
def why(path: str, id: str, semantics: str, interpretation: str, rivals: bool, as_json: bool) -> None:
    """Explain why a claim, an example or a step is accepted (✓), rejected (×) or undecided (?), as a tree of reasons.

    Each line gives the shortest reason, and the lines below it show what that reason depends on. A step is
    explained together with its premises, as one argument. Under other semantics than grounded, one extension
    that decides ID is explained, if there is one.

    \b
    Examples:
      argmap why data/math-in-ml math-is-essential
      argmap why data/math-in-ml most-for-overrated
      argmap why data/math-in-ml math-is-overrated --semantics preferred --rivals
    """
    from argmap.evaluation.theory import Basis, Interpretation
    from argmap.graph.views import whole
    from argmap.rendering.report.reasons import reason_tree
    from argmap.rendering.scene import scene
    from argmap.solver.semantics import Semantics
    from argmap.storage.load import load_map
    from argmap.study import Study

    map = load_map(path)
    study = Study(map, Interpretation(Basis(interpretation), rivals), Semantics(semantics))
    explained = study.why(id)
    if as_json:
        print_json([explained.reasons[name].to_dict() for name in explained.reached()])
        return
    if explained.note:
        click.echo(explained.note, err=True)
    print_tree(reason_tree(scene(whole(map), index=study.index), explained.reasons, id))
