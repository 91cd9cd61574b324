"""`argmap why`: the reason for one label."""

from __future__ import annotations

import click

from argmap.cli.common import interpretation_options, json_option, map_argument, print_json, print_tree


@click.command(short_help="Tell why a claim stands or falls.")
@map_argument
@click.argument("id", metavar="ID")
@interpretation_options
@json_option
def why(path: str, id: str, semantics: str, interpretation: str, rivals: bool, as_json: bool) -> None:
    """Tell why a claim, an example or a step stands (✓), falls (×) or is open (?), as a tree of reasons.

    Each line is told by its shortest reason, and what that rests on stands below it. For a step it is told why
    the whole argument does: its premises and the step. Under other semantics than grounded, one extension that
    decides ID is explained, if there is one.

    \b
    Examples:
      argmap why data/math-in-ml math-is-essential
      argmap why data/math-in-ml most-for-overrated
      argmap why data/math-in-ml math-is-overrated --semantics preferred --rivals
    """
    from argmap.errors import UnknownName
    from argmap.evaluation.explained import explained
    from argmap.evaluation.theory import Basis, Interpretation
    from argmap.graph.views import whole
    from argmap.rendering.report.reasons import reason_tree
    from argmap.rendering.scene import scene
    from argmap.solver.semantics import Semantics
    from argmap.storage.load import load_map

    map = load_map(path)
    if id not in map.nodes and id not in map.relations_by_id:
        raise UnknownName("claim, example or relation", id, {*map.nodes, *map.relations_by_id})
    found = explained(map, id, Semantics(semantics), Interpretation(Basis(interpretation), rivals))
    if as_json:
        print_json([found.reasons[name].to_dict() for name in found.reached(id)])
        return
    if found.note:
        click.echo(found.note, err=True)
    print_tree(reason_tree(scene(whole(map)), found.reasons, id))
