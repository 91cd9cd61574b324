"""The text that Kialo exports: numbered theses with Pro and Con below. argmap writes it; reading it is an import of a discussion.

A claim stands in full where it is first met, and in other places as a link ("-> See 1.2."). Kialo has a Con for what denies a
claim and for what denies that it matters; here it is an attack, and undercuts are left out rather than made into attacks.

Source:
    Exports of kialo.com, and its marks of formatting, which a backslash takes as they are.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator

from argmap.formats.keeping import kept
from argmap.formats.protocol import Format, Loss, Writing, losses
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation, RelationKind

CARRIES = frozenset(
    {
        "title",
        "claims.text",
        "relations.kind=support",
        "relations.kind=attack",
        "relations.premises=1",
        "relations.target",
    }
)
SIGNS = {RelationKind.SUPPORT: "Pro", RelationKind.ATTACK: "Con"}
MEANS = re.compile(r"[\\*]|(?<=\])\(|^-(?=> See)")

Number = tuple[int, ...]


def write(map: ArgumentMap) -> Writing:
    """Return a map as an export of Kialo."""
    backings = (
        Loss(relation.id, "relations.target", "the support of a relation")
        for relation in map.relations
        if relation.kind is RelationKind.SUPPORT and relation.target in map.relations_by_id
    )
    head = f"Discussion Title: {' '.join(map.title.split())}"
    return Writing("\n".join([head, "", *_lines(map)]) + "\n", (*losses(map, CARRIES), *backings))


def _lines(map: ArgumentMap) -> Iterator[str]:
    """Yield the claims in the order of their numbers."""
    relations = kept(map, CARRIES | {"claims.id"}).relations
    onto: dict[str, list[Relation]] = {}
    for relation in relations:
        onto.setdefault(relation.target, []).append(relation)
    places, links = _placed(map, onto, {premise for r in relations for premise in r.premises})
    texts = {claim.id: _escaped(claim.text) for claim in map.claims}
    rows = [(number, sign, texts[claim]) for claim, (number, sign) in places.items()]
    rows += [(number, sign, f"-> See {_dotted(places[claim][0])}") for number, sign, claim in links]
    for number, sign, text in sorted(rows):
        yield f"{_dotted(number)} {f'{sign}: ' if sign else ''}{text}"


def _placed(
    map: ArgumentMap, onto: dict[str, list[Relation]], premises: set[str]
) -> tuple[dict[str, tuple[Number, str]], list[tuple[Number, str, str]]]:
    """Return the number and sign of each claim, and the links: number, sign and the claim that each leads to.

    Theses come first, then claims that are no reason, then those that lead to each other in a ring.
    """
    places: dict[str, tuple[Number, str]] = {}
    links: list[tuple[Number, str, str]] = []
    theses = [claim for claim in map.claims if claim.answers is not None]
    alone = [claim for claim in map.claims if claim.id not in premises]
    roots = 0
    for root in (*theses, *alone, *map.claims):
        if root.id in places:
            continue
        roots += 1
        places[root.id] = ((roots,), "")
        todo = deque([root.id])
        while todo:
            above = todo.popleft()
            for place, relation in enumerate(onto.get(above, ()), start=1):
                number, sign, premise = (*places[above][0], place), SIGNS[relation.kind], relation.premises[0]
                if premise in places:
                    links.append((number, sign, premise))
                else:
                    places[premise] = (number, sign)
                    todo.append(premise)
    return places, links


def _dotted(number: Number) -> str:
    return "".join(f"{part}." for part in number)


def _escaped(text: str) -> str:
    return MEANS.sub(lambda match: f"\\{match[0]}", " ".join(text.split()))


FORMAT = Format("kialo", "the text that Kialo exports", (), CARRIES, write)
