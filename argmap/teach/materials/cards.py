"""Cards to rebuild a map from: its claims in another order, without its relations."""

from __future__ import annotations

import random
from collections.abc import Iterable

import yaml

from argmap.errors import ArgmapError
from argmap.graph.views import View
from argmap.model.map import ArgumentMap
from argmap.model.relation import RelationKind
from argmap.teach.context import content_hash
from argmap.teach.plain import node_text

FOREIGN = 2
"""Cards of another map among them."""

HEAD = """\
# Rebuild the argument. Each card below is a claim or an example; {foreign}
# Under 'relations', write one line for each step from reasons to the claim they are about:
#   - {{id: s1, kind: support, premises: [ID, ID], target: ID}}     reasons that count only together share one line
#   - {{id: s2, kind: attack, premises: [ID], target: ID}}          an objection to a claim
#   - {{id: s3, kind: undercut, premises: [ID], target: s1}}        an objection to the step s1, not to its claim
"""
BACKING = """\
#   - {id: s4, kind: support, premises: [ID], target: s1}           a reason why the step s1 holds, not for its claim
"""
EXPLANATION = """\
#   - {id: s5, kind: explains, premises: [ID], target: ID}          says why something is so, and is no reason that it is
"""
"""Lines of the head for maps that have such relations."""


def joined(view: View) -> list[str]:
    """Return the claims and examples that the relations of a view join, in the order of the map."""
    ends = {name for relation in view.relations() for name in (*relation.premises, relation.target)}
    return [name for name in view.map.nodes if name in ends]


def left_out(view: View) -> list[str]:
    """Return the claims and examples of a view that no relation joins with another, in the order of the map."""
    placed = {*joined(view)}
    return [name for name in view.map.nodes if name in view.shown and name not in placed]


def cards(map: ArgumentMap, shown: Iterable[str], seed: int = 0, other: ArgumentMap | None = None) -> str:
    """Return a file for students to fill in, with the claims and examples among `shown`, shuffled by seed.

    What no relation joins with another card is left out: it has no right place. With `other`, two claims of that map are
    among the cards, and belong nowhere.

    Raises:
        ArgmapError: no relation joins any of the cards.
    """
    view = View(map, frozenset(shown))
    names = [name for name in joined(view) if name in view.shown]
    if not names:
        raise ArgmapError(f"this part of the map {map.id!r} has no relations: there is nothing to rebuild")
    texts = {name: node_text(map.nodes[name]) for name in names}
    draw = random.Random(f"{map.id}/cards/{seed}")
    if other is not None:
        foreign = [claim for claim in other.claims if claim.id not in map.nodes]
        texts |= {claim.id: claim.text for claim in draw.sample(foreign, min(FOREIGN, len(foreign)))}
    order = list(texts)
    draw.shuffle(order)
    data = {
        "student": "",
        "map": map.id,
        "content_hash": content_hash(map),
        "claims": [{"id": name, "text": texts[name]} for name in order],
        "relations": [],
    }
    foreign_cards = "all belong somewhere." if other is None else f"up to {FOREIGN} belong nowhere."
    kinds = [(r.kind, r.target in map.relations_by_id) for r in map.relations]
    head = HEAD.format(foreign=foreign_cards)
    head += BACKING if (RelationKind.SUPPORT, True) in kinds else ""
    head += EXPLANATION if any(kind is RelationKind.EXPLAINS for kind, _ in kinds) else ""
    return head + yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100)
