"""The shape of an argument: how much there is of it, how deep it goes, and how its theses are supplied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from argmap.graph.balance import Balance, direct_balance, examples_for, whole_balance
from argmap.graph.centrality import KeyClaim, key_claims
from argmap.graph.chains import breadth, depths, longest_chain
from argmap.graph.cycles import Cycle, cycles
from argmap.graph.index import MapIndex
from argmap.graph.influence import Influence
from argmap.graph.ordering import natural_key
from argmap.model.map import ArgumentMap
from argmap.model.relation import RelationKind
from argmap.result import Result


@dataclass(frozen=True, slots=True)
class Counts(Result):
    """How much there is of everything. Theses and unstated premises are claims; linked steps are relations."""

    issues: int
    claims: int
    theses: int
    unstated: int
    examples: int
    supports: int
    attacks: int
    undercuts: int
    rephrases: int
    explanations: int
    linked: int


@dataclass(frozen=True, slots=True)
class ThesisShape(Result):
    """The argument about one thesis.

    `depth` is the number of steps in the longest chain that ends on it, `breadth` the number of statements on its
    widest level, `examples` those that speak for it.
    """

    thesis: str
    issue: str
    depth: int
    breadth: int
    direct: Balance
    whole: Balance
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Structure(Result):
    """The shape of a map.

    `depth` is that of the deepest thesis (without theses, of the deepest claim) and `longest_chain` leads to it,
    from its far end, statements and steps in turn. `parts` are the claims and examples that are connected, also
    by answering one issue, the largest first. `influences` follow the ids.
    """

    counts: Counts
    theses: tuple[ThesisShape, ...]
    depth: int
    longest_chain: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...]
    cycles: tuple[Cycle, ...]
    key_claims: tuple[KeyClaim, ...]
    influences: tuple[Influence, ...]


def structure(index: MapIndex) -> Structure:
    """Return the shape of a map; the time grows with its size times the number of its theses."""
    map, flow, influences = index.map, index.flow, index.influences
    steps_to = depths(flow)
    ends = index.theses or tuple(sorted({flow.statement[claim.id] for claim in map.claims}, key=natural_key))
    deepest = max(ends, key=lambda name: steps_to[flow.statement[name]], default=None)
    return Structure(
        counts=counts(map),
        theses=_shapes(index, steps_to),
        depth=0 if deepest is None else steps_to[flow.statement[deepest]],
        longest_chain=() if deepest is None else longest_chain(flow, deepest),
        parts=parts(map),
        cycles=cycles(map, flow),
        key_claims=key_claims(map, flow),
        influences=tuple(influences[name] for name in sorted(influences, key=natural_key)),
    )


def counts(map: ArgumentMap) -> Counts:
    """Return how many issues, claims, examples and relations there are."""
    kinds = Counter(relation.kind for relation in map.relations)
    return Counts(
        issues=len(map.issues),
        claims=len(map.claims),
        theses=sum(claim.is_thesis for claim in map.claims),
        unstated=sum(claim.implicit for claim in map.claims),
        examples=len(map.examples),
        supports=kinds[RelationKind.SUPPORT],
        attacks=kinds[RelationKind.ATTACK],
        undercuts=kinds[RelationKind.UNDERCUT],
        rephrases=kinds[RelationKind.REPHRASE],
        explanations=kinds[RelationKind.EXPLAINS],
        linked=sum(relation.is_linked for relation in map.relations),
    )


def parts(map: ArgumentMap) -> tuple[tuple[str, ...], ...]:
    """Return the claims and examples that are connected, the largest part first, then by first id."""
    joined: dict[str, list[str]] = {}
    for relation in map.relations:
        for end in (*relation.premises, relation.target):
            joined.setdefault(end, []).append(relation.id)
            joined.setdefault(relation.id, []).append(end)
    for claim in map.claims:
        if claim.answers is not None:
            joined.setdefault(claim.id, []).append(claim.answers)
            joined.setdefault(claim.answers, []).append(claim.id)
    left = dict.fromkeys(map.nodes)
    connected = [_part(joined, left, start) for start in map.nodes if start in left]
    return tuple(sorted(connected, key=lambda part: (-len(part), natural_key(part[0]))))


def _part(joined: Mapping[str, Iterable[str]], left: dict[str, None], start: str) -> tuple[str, ...]:
    """Return what is connected with `start`, and take it out of what is `left`."""
    met, todo = {start}, [start]
    while todo:
        fresh = [name for name in joined.get(todo.pop(), ()) if name not in met]
        met.update(fresh)
        todo.extend(fresh)
    members = tuple(sorted((name for name in met if name in left), key=natural_key))
    for name in members:
        del left[name]
    return members


def _shapes(index: MapIndex, steps_to: Mapping[str, int]) -> tuple[ThesisShape, ...]:
    map, flow, reach = index.map, index.flow, index.reach
    return tuple(
        ThesisShape(
            thesis=thesis,
            issue=issue,
            depth=steps_to[flow.statement[thesis]],
            breadth=breadth(flow, thesis),
            direct=direct_balance(map, thesis),
            whole=whole_balance(map, thesis, reach),
            examples=examples_for(map, thesis, reach),
        )
        for thesis, issue in index.answers.items()
    )
