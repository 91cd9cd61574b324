"""The shape of an argument: how much there is of it, how deep it goes, and how its theses are supplied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from argmap.graph.balance import Balance, direct_balance, examples_for, whole_balance
from argmap.graph.centrality import KeyClaim, key_claims
from argmap.graph.chains import breadth, depths, longest_chain
from argmap.graph.cycles import Cycle, cycles
from argmap.graph.flow import Flow, flow
from argmap.graph.influence import Influence, Reach, answered_issues, influences, signed_reach
from argmap.graph.ordering import natural_key
from argmap.graph.views import joined
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
    linked: int


@dataclass(frozen=True, slots=True)
class ThesisShape(Result):
    """The argument about one thesis.

    `depth` is the number of steps in the longest chain that ends on it, `breadth` the number of sentences on its
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
    from its far end, sentences and steps in turn. `parts` are the claims and examples that hang together, also
    by answering one issue, the largest first. `bearings` follow the ids.
    """

    counts: Counts
    theses: tuple[ThesisShape, ...]
    depth: int
    longest_chain: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...]
    cycles: tuple[Cycle, ...]
    key_claims: tuple[KeyClaim, ...]
    influences: tuple[Influence, ...]


def structure(map: ArgumentMap) -> Structure:
    """Return the shape of a map; the time grows with its size times the number of its theses."""
    stream, answers = flow(map), answered_issues(map)
    steps_to = depths(stream)
    ends = tuple(answers) or tuple(
        sorted({stream.sentence[claim.id] for claim in map.claims}, key=natural_key)
    )
    deepest = max(ends, key=lambda name: steps_to[stream.sentence[name]], default=None)
    reach = signed_reach(map)
    found = influences(map, reach)
    return Structure(
        counts=counts(map),
        theses=_shapes(map, stream, steps_to, reach),
        depth=0 if deepest is None else steps_to[stream.sentence[deepest]],
        longest_chain=() if deepest is None else longest_chain(stream, deepest),
        parts=parts(map),
        cycles=cycles(map, stream),
        key_claims=key_claims(map, stream),
        influences=tuple(found[name] for name in sorted(found, key=natural_key)),
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
        linked=sum(relation.is_linked for relation in map.relations),
    )


def parts(map: ArgumentMap) -> tuple[tuple[str, ...], ...]:
    """Return the claims and examples that hang together, the largest part first, then by first id."""
    import networkx as nx

    groups = nx.weakly_connected_components(joined(map))
    named = [tuple(sorted(group & map.nodes.keys(), key=natural_key)) for group in groups]
    return tuple(sorted(filter(None, named), key=lambda part: (-len(part), natural_key(part[0]))))


def _shapes(
    map: ArgumentMap, stream: Flow, steps_to: Mapping[str, int], reach: Reach
) -> tuple[ThesisShape, ...]:
    return tuple(
        _shape(map, stream, (thesis, issue, steps_to[stream.sentence[thesis]]), reach)
        for thesis, issue in answered_issues(map).items()
    )


def _shape(map: ArgumentMap, stream: Flow, known: tuple[str, str, int], reach: Reach) -> ThesisShape:
    thesis, issue, depth = known
    return ThesisShape(
        thesis=thesis,
        issue=issue,
        depth=depth,
        breadth=breadth(stream, thesis),
        direct=direct_balance(map, thesis),
        whole=whole_balance(map, thesis, reach),
        examples=examples_for(map, thesis, reach),
    )
