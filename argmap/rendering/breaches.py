"""What annotators say of a discussion's conduct, in words: stages, and rules that are broken."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.model.breach import Breach
from argmap.model.discussion import discussion
from argmap.model.map import ArgumentMap


def charge(breach: Breach) -> str:
    """Return what a breach says, such as "breaks the standpoint rule (straw man)"."""
    known = discussion()
    named = known.fallacies.get(breach.fallacy or "")
    rule = known.rules[breach.breaks].name
    return f"breaks the {rule[0].lower()}{rule[1:]}{f' ({_inside(named.name)})' if named else ''}"


def breaches_on_relation(map: ArgumentMap, relation: str) -> Iterator[Breach]:
    """Yield the breaches that a step is charged with."""
    return (breach for breach in map.breaches if breach.relation == relation)


def breaches_in_post(map: ArgumentMap, post: str) -> Iterator[Breach]:
    """Yield the breaches that quote a post."""
    return (breach for breach in map.breaches if any(quote.post == post for quote in breach.quotes))


def stages_of(map: ArgumentMap, post: str) -> tuple[str, ...]:
    """Return the names of the stages that a post belongs to, in the order of a discussion."""
    ids = {reading.stage for reading in map.stages if post in reading.posts}
    return tuple(stage.name for stage in discussion().stages.values() if stage.id in ids)


def _inside(name: str) -> str:
    """Return a name as it stands inside a sentence: Latin ones keep their capital."""
    return name if name.startswith("Argumentum") else name[0].lower() + name[1:]
