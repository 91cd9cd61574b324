"""What two readings are compared on: from two maps and their matching to units, kind by kind.

Claims and relations are compared by whether both readings have them; what readings say about them only where both have
them: a claim that one reading lacks is one disagreement, and not one for each relation that it might have had.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from argmap.graph.influence import answered_issues, signed_reach
from argmap.model.annotations import Commitment
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation, RelationKind
from argmap.readings.matching import Matching
from argmap.readings.tallies import ABSENT, Unit

THERE = "there"
LINK = "link"
NONE = "none"
"""The label of two claims that no relation links, and of who takes no stance on a claim."""

Issues = Mapping[str, str]
"""For the issues of a map by id, the names that they have for all readings."""


class Outlined:
    """A map with what units ask of it again and again: places, participants and issues of its parts.

    Args:
        map: the map.
        issues: the names of its issues.
    """

    def __init__(self, map: ArgumentMap, issues: Issues) -> None:
        self.map = map
        answers = answered_issues(map)
        self._issues = {
            id: frozenset(issues[answers[thesis]] for thesis in reached)
            for id, reached in signed_reach(map).items()
        }

    def post(self, node: str) -> str | None:
        """Return the post that a claim or an example quotes first."""
        return next((quote.post for quote in self.map.nodes[node].quotes), None)

    def issues(self, part: str) -> frozenset[str]:
        return self._issues.get(part, frozenset())

    def author(self, post: str | None) -> str | None:
        thread = self.map.thread
        return thread[post].author if thread is not None and post is not None and post in thread else None

    @cached_property
    def stances(self) -> Mapping[tuple[str, str], Commitment]:
        """The last stance of each participant on each claim, by claim and participant."""
        numbers = self.map.thread.numbers if self.map.thread is not None else {}
        ordered = sorted(self.map.commitments, key=lambda each: numbers.get(each.post, 0))
        return {(each.claim, each.participant): each for each in ordered}

    @cached_property
    def links(self) -> Mapping[tuple[str, str], tuple[Relation, ...]]:
        """The relations between claims and examples, by premise and target; a rephrase has no direction."""
        between: dict[tuple[str, str], list[Relation]] = {}
        for relation in self.map.relations:
            for premise in relation.premises:
                if relation.target in self.map.nodes and relation.target != premise:
                    ends = premise, relation.target
                    between.setdefault(ends, []).append(relation)
                    if relation.kind is RelationKind.REPHRASE:
                        between.setdefault(ends[::-1], []).append(relation)
        return {ends: tuple(relations) for ends, relations in between.items()}


@dataclass(frozen=True)
class Pair:
    """Two readings of one thread and which of their parts are one."""

    first: Outlined
    second: Outlined
    matching: Matching

    @cached_property
    def ends(self) -> Mapping[str, str]:
        """The ids of the second map by those of the first: issues, claims, examples, relations."""
        return self.matching.of()

    @cached_property
    def back(self) -> Mapping[str, str]:
        return {second: first for first, second in self.ends.items()}

    @cached_property
    def nodes(self) -> Mapping[str, str]:
        """The claims and examples that both have."""
        return self.matching.of("claim", "example")

    def unit(
        self,
        node: tuple[str | None, str | None],
        said: tuple[str, str],
        *parts: tuple[int, str],
        times: int = 1,
    ) -> Unit:
        """Return a unit that belongs where a claim or an example does, given by its ids in both readings."""
        here, there = node
        post = (self.first.post(here) if here else None) or (self.second.post(there) if there else None)
        author = self.first.author(post) or self.second.author(post)
        issues = (self.first.issues(here) if here else frozenset()) | (
            self.second.issues(there) if there else frozenset()
        )
        own = f"{here or ABSENT} = {there or ABSENT}"
        return Unit(*said, post or own, author, issues, parts, times)


def claims(pair: Pair) -> Iterator[Unit]:
    """Yield a unit for each claim: both have it, or one."""
    matched = pair.matching.of("claim")
    for id in (claim.id for claim in pair.first.map.claims):
        parts = [(0, id)] + ([(1, matched[id])] if id in matched else [])
        yield pair.unit((id, matched.get(id)), (THERE, THERE if id in matched else ABSENT), *parts)
    for id in (claim.id for claim in pair.second.map.claims):
        if id not in pair.back:
            yield pair.unit((None, id), (ABSENT, THERE), (1, id))


def relations(pair: Pair) -> Iterator[Unit]:
    """Yield a unit for each relation: both have it with the same kind, premises and target, or one has it."""
    matched = pair.matching.of("relation")
    same = {one: other for one, other in matched.items() if is_same(pair, one, other)}
    for relation in pair.first.map.relations:
        premise = relation.premises[0]
        said = (THERE, THERE if relation.id in same else ABSENT)
        others = [(1, matched[relation.id])] if relation.id in matched else []
        yield pair.unit((premise, pair.nodes.get(premise)), said, *_parts(0, relation), *others)
    for relation in pair.second.map.relations:
        if relation.id not in same.values():
            premise, known = relation.premises[0], pair.back.get(relation.id)
            others = [(0, known)] if known is not None else []
            yield pair.unit((pair.back.get(premise), premise), (ABSENT, THERE), *_parts(1, relation), *others)


def is_same(pair: Pair, one: str, other: str) -> bool:
    """Return whether two relations have the same kind, premises and target."""
    first, second = pair.first.map.relations_by_id[one], pair.second.map.relations_by_id[other]
    return (
        first.kind is second.kind
        and pair.ends.get(first.target) == second.target
        and {pair.ends.get(id) for id in first.premises} == set(second.premises)
    )


def links(pair: Pair) -> Iterator[Unit]:
    """Yield a unit for each ordered pair of claims and examples that both have: linked by a relation, or not."""
    return _links(pair, lambda relations: LINK if relations else NONE)


def link_kinds(pair: Pair) -> Iterator[Unit]:
    """Yield the same units, with the kind of the relation."""
    return _links(pair, _kinds)


def kinds(pair: Pair) -> Iterator[Unit]:
    """Yield a unit for each pair of claims and examples that both readings link: the kind of the relation."""
    for unit in link_kinds(pair):
        if NONE not in {unit.first, unit.second}:
            yield unit


def targets(pair: Pair) -> Iterator[Unit]:
    """Yield a unit for each claim or example that is a premise in both readings: what its relations end on."""
    here, there = _targets(pair.first.map), _targets(pair.second.map)
    for one, other in pair.nodes.items():
        if one in here and other in there:
            first = {id if id in pair.ends else f"{id} of the first only" for id in here[one].values()}
            second = {pair.back.get(id, f"{id} of the second only") for id in there[other].values()}
            parts = [*((0, id) for id in here[one]), *((1, id) for id in there[other])]
            yield pair.unit((one, other), ("\n".join(sorted(first)), "\n".join(sorted(second))), *parts)


def stances_found(pair: Pair) -> Iterator[Unit]:
    """Yield a unit for each participant and claim of both on which a stance is recorded: by both readings, or by one."""
    for unit in _stances(pair):
        said = [ABSENT if label == NONE else THERE for label in (unit.first, unit.second)]
        yield Unit(said[0], said[1], unit.place, unit.participant, unit.issues, unit.parts)


def stances(pair: Pair) -> Iterator[Unit]:
    """Yield a unit for each participant and claim of both on which both record a stance: the last one."""
    for unit in _stances(pair):
        if NONE not in {unit.first, unit.second}:
            yield unit


def all_stances(pair: Pair) -> Iterator[Unit]:
    """Yield a unit for each participant and each claim that both have: the last stance, or none."""
    recorded = list(_stances(pair))
    thread = pair.first.map.thread
    people = len(thread.participants) if thread is not None else 0
    taken = Counter(unit.parts[0][1] for unit in recorded)
    yield from recorded
    for one, other in pair.matching.of("claim").items():
        if (left := people - taken[f"stance on {one}"]) > 0:
            yield pair.unit((one, other), (NONE, NONE), times=left)


def schemes(pair: Pair) -> Iterator[Unit]:
    """Yield a unit for each relation that both have and give a scheme: the scheme."""
    for one, other in pair.matching.of("relation").items():
        first, second = pair.first.map.relations_by_id[one], pair.second.map.relations_by_id[other]
        if first.scheme is not None and second.scheme is not None:
            premise = first.premises[0]
            parts = (0, f"scheme of {one}"), (1, f"scheme of {other}")
            yield pair.unit((premise, pair.nodes.get(premise)), (first.scheme, second.scheme), *parts)


def _parts(reading: int, relation: Relation) -> list[tuple[int, str]]:
    return [(reading, id) for id in (relation.id, *relation.premises, relation.target)]


def _kinds(relations: Iterable[Relation]) -> str:
    return " + ".join(sorted({str(relation.kind) for relation in relations})) or NONE


def _links(pair: Pair, label: Callable[[tuple[Relation, ...]], str]) -> Iterator[Unit]:
    """Yield the linked pairs one by one, and for each premise one unit for all that neither reading links with it."""
    linked: dict[tuple[str, str], None] = dict.fromkeys(pair.first.links)
    linked |= {
        (pair.back[premise], pair.back[target]): None
        for premise, target in pair.second.links
        if premise in pair.back and target in pair.back
    }
    beside = dict.fromkeys(pair.nodes, len(pair.nodes) - 1)
    for premise, target in linked:
        if premise in pair.nodes and target in pair.nodes:
            beside[premise] -= 1
            other = pair.nodes[premise], pair.nodes[target]
            here, there = pair.first.links.get((premise, target), ()), pair.second.links.get(other, ())
            parts = [*((0, relation.id) for relation in here), *((1, relation.id) for relation in there)]
            yield pair.unit((premise, other[0]), (label(here), label(there)), *parts)
    for premise, times in beside.items():
        if times:
            yield pair.unit((premise, pair.nodes[premise]), (NONE, NONE), times=times)


def _targets(map: ArgumentMap) -> dict[str, dict[str, str]]:
    """Return for each premise the targets of its relations, by the ids of these."""
    targets_of: dict[str, dict[str, str]] = {}
    for relation in map.relations:
        for premise in relation.premises:
            targets_of.setdefault(premise, {})[relation.id] = relation.target
    return targets_of


def _stances(pair: Pair) -> Iterator[Unit]:
    here, there = pair.first.stances, pair.second.stances
    claims = pair.matching.of("claim")
    who = {participant for _, participant in (*here, *there)}
    for one, other in claims.items():
        for participant in sorted(who):
            first, second = here.get((one, participant)), there.get((other, participant))
            taken = first or second
            if taken is None:
                continue
            said = [str(each.stance) if each is not None else NONE for each in (first, second)]
            issues = pair.first.issues(one) | pair.second.issues(other)
            parts = (0, f"stance on {one}"), (0, f"{participant} on {one}"), (1, f"{participant} on {other}")
            yield Unit(said[0], said[1], taken.post, participant, issues, parts)
