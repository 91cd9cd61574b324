"""Who makes a step of the argument, and whose claim it is that a step ends on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from argmap.dialogue.moves import AuthorOfPost, Move, by_claim, participant_names
from argmap.model.annotations import Stance
from argmap.model.map import ArgumentMap
from argmap.model.quote import Quote
from argmap.model.relation import Relation, RelationKind

People = frozenset[str]

Saying = tuple[int, str]
"""Number of a post and id of its author; empty where the author is not known."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who stands behind the parts of a map, as ids of participants.

    `owners` of a claim assert it; where nobody does, its quotes tell, but who grants, denies or questions a claim
    does not own it. `makers` of a step write the words that make it ("because"); where none are quoted, they own
    all its premises that have owners, or, where nobody owns them all, one of them; of several the owners of what
    it supports, if there are some among them. So who only grants a premise does not make the arguments from it,
    and an example that both sides point at is a reason of each for its own.
    """

    owners: Mapping[str, People]
    makers: Mapping[str, People]

    def behind(self, name: str) -> People:
        """Return who owns a claim or example, or who makes a step."""
        return self.owners.get(name) or self.makers.get(name, frozenset())


def makers(map: ArgumentMap, moves: Iterable[Move]) -> Attribution:
    """Return who owns each claim and example and who makes each step."""
    owners = _owners(map, moves)
    return Attribution(owners, {step.id: _makers(map, step, owners) for step in map.relations})


def speakers(
    map: ArgumentMap, sayings: Mapping[str, Iterable[Saying]]
) -> Mapping[str, tuple[AuthorOfPost, ...]]:
    """Return who says each step, in the order of the thread: in its own quotes or else in those of its premises."""
    names = participant_names(map)
    return {
        step: tuple(AuthorOfPost(number, names.get(author, "")) for number, author in said)
        for step, said in sayings.items()
    }


def sayings(map: ArgumentMap) -> Mapping[str, tuple[Saying, ...]]:
    """Return where each step is said: in its own quotes or else in those of its premises."""
    said: dict[str, tuple[Saying, ...]] = {}
    for step in map.relations:
        inherited = (quote for premise in step.premises for quote in map.nodes[premise].quotes)
        said[step.id] = tuple(sorted(set(_said(map, step.quotes or inherited))))
    return said


def _owners(map: ArgumentMap, moves: Iterable[Move]) -> dict[str, People]:
    on_claims = by_claim(moves)
    return {
        node.id: _owners_of(on_claims.get(node.id, ()), _authors(map, node.quotes))
        for node in map.nodes.values()
    }


def _owners_of(taken: Iterable[Move], authors: People) -> People:
    asserted = frozenset(move.participant for move in taken if move.stance is Stance.ASSERTS)
    return asserted or authors - {move.participant for move in taken}


def _makers(map: ArgumentMap, step: Relation, owners: Mapping[str, People]) -> People:
    own = _authors(map, step.quotes)
    owned = [owners[premise] for premise in step.premises if owners[premise]]
    if own or not owned:
        return own
    able = frozenset.intersection(*owned) or frozenset.union(*owned)
    if step.kind is RelationKind.SUPPORT and step.target in owners:  # the target of a backing is a step
        return able & owners[step.target] or able
    return able


def _authors(map: ArgumentMap, quotes: Iterable[Quote]) -> People:
    return frozenset(author for _, author in _said(map, quotes) if author)


def _said(map: ArgumentMap, quotes: Iterable[Quote]) -> Iterator[Saying]:
    thread = map.thread
    if thread is not None:
        yield from ((thread.numbers[q.post], thread.posts_by_id[q.post].author or "") for q in quotes)
