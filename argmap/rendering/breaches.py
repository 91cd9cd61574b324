"""What annotators say about the conduct of a discussion, in words: its stages, and the rules that are broken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from argmap.model.annotations import Breach
from argmap.model.discussion import discussion
from argmap.model.map import ArgumentMap


@dataclass(frozen=True, slots=True)
class BreachNote:
    """A breach in words: the words of the thread that it is about, what it breaks, and why."""

    quoted: str
    charge: str
    why: str


def breach_note(breach: Breach) -> BreachNote:
    """Return a breach in words.

    Args:
        breach: a breach of a valid map: its rule and its fallacy exist.
    """
    return BreachNote(" … ".join(quote.words for quote in breach.quotes), charge(breach), breach.why)


def charge(breach: Breach) -> str:
    """Return what a breach says, such as "breaks the standpoint rule (straw man)".

    Args:
        breach: a breach of a valid map: its rule and its fallacy exist.
    """
    known = discussion()
    rule = known.rules[breach.breaks].name
    fallacy = known.fallacies.get(breach.fallacy or "")
    remark = f" ({_inside(fallacy.name)})" if fallacy else ""
    return f"breaks the {rule[0].lower()}{rule[1:]}{remark}"


def breaches_on_relation(map: ArgumentMap, relation: str) -> Iterator[Breach]:
    """Yield the breaches that name a relation.

    Args:
        map: the map.
        relation: id of a relation.
    """
    return (breach for breach in map.breaches if breach.relation == relation)


def breaches_in_post(map: ArgumentMap, post: str) -> Iterator[Breach]:
    """Yield the breaches that quote a post.

    Args:
        map: the map.
        post: id of a post.
    """
    return (breach for breach in map.breaches if any(quote.post == post for quote in breach.quotes))


def stages_of(map: ArgumentMap, post: str) -> tuple[str, ...]:
    """Return the names of the stages that a post belongs to, in the order of a discussion.

    Args:
        map: the map.
        post: id of a post.
    """
    ids = {reading.stage for reading in map.stages if post in reading.posts}
    return tuple(stage.name for stage in discussion().stages.values() if stage.id in ids)


def _inside(name: str) -> str:
    """Return a name as it is written inside a sentence: Latin names keep their capital."""
    return name if name.startswith("Argumentum") else name[0].lower() + name[1:]
