"""Steps as triples: what bears how on what. Steps that are undercut are named by what they join, not by an id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from argmap.model.relation import RelationKind
from argmap.teach.marking.submission import Drawn

NOWHERE = "?"
SYMMETRIC = frozenset({RelationKind.REPHRASE})


@dataclass(frozen=True, slots=True)
class Triple:
    """One premise and what it does to a claim, or to the step from the first of `joins` to the last.

    Undercuts deny a step, and backings support one. `joins` are all premises of that step and its conclusion.
    """

    kind: RelationKind
    premise: str
    end: str
    joins: tuple[str, ...] = ()


def triples(steps: Iterable[Drawn]) -> tuple[Triple, ...]:
    """Return every premise of every step once, in their order."""
    return tuple(dict.fromkeys(triple for _, _, triple in pieces(steps)))


def pieces(steps: Iterable[Drawn]) -> Iterator[tuple[Drawn, str, Triple]]:
    """Yield every premise of every step with its triple.

    The two ends of a rephrasing are put in alphabetical order: it has no direction.
    """
    known = list(steps)
    drawing = _Drawing.of(known)
    for step in known:
        end, joins = drawing.end(step, frozenset({step.id}))
        for premise in step.premises:
            one, other = sorted((premise, end)) if step.kind in SYMMETRIC else (premise, end)
            yield step, premise, Triple(step.kind, one, other, joins)


def groups(steps: Iterable[Drawn]) -> frozenset[tuple[frozenset[str], str]]:
    """Return the linked groups of premises, with what they are about together."""
    known = list(steps)
    drawing = _Drawing.of(known)
    return frozenset(
        (frozenset(step.premises), drawing.end(step, frozenset({step.id}))[0])
        for step in known
        if len(set(step.premises)) > 1
    )


def companions(steps: Iterable[Drawn]) -> dict[Triple, frozenset[frozenset[str]]]:
    """Return, for each triple, the sets of premises that it was drawn with: one that stands alone is a set of one."""
    together: dict[Triple, frozenset[frozenset[str]]] = {}
    for step, _, triple in pieces(steps):
        # The two ends of a rephrasing have no order, so that it has no premises to link.
        group = frozenset[str]() if step.kind in SYMMETRIC else frozenset(step.premises)
        together[triple] = together.get(triple, frozenset()) | {group}
    return together


def above(steps: Iterable[Triple]) -> dict[str, frozenset[str]]:
    """Return, for each premise, all that it leads to, over any number of steps."""
    direct: dict[str, set[str]] = {}
    for triple in steps:
        direct.setdefault(triple.premise, set()).update(triple.joins[-1:] or (triple.end,))
    return {name: _reached(name, direct) for name in direct}


def _reached(start: str, direct: Mapping[str, set[str]]) -> frozenset[str]:
    seen: set[str] = set()
    todo = [*direct.get(start, ())]
    while todo:
        name = todo.pop()
        if name not in seen:
            seen.add(name)
            todo.extend(direct.get(name, ()))
    return frozenset(seen)


@dataclass(frozen=True, slots=True)
class _Drawing:
    """Steps by id, the first of each, and the premises of all."""

    by_id: Mapping[str, Drawn]
    premises: frozenset[str]

    @classmethod
    def of(cls, steps: Sequence[Drawn]) -> _Drawing:
        by_id = {step.id: step for step in reversed(steps) if step.id}
        return cls(by_id, frozenset(premise for step in steps for premise in step.premises))

    def is_on_a_step(self, step: Drawn) -> bool:
        """Return whether a step is about another one: an undercut, or a backing, which supports one."""
        # A student may give a step the id of a card: what is a premise too is a card.
        named = step.target in self.by_id and step.target not in self.premises and step.target != step.id
        return step.kind is RelationKind.UNDERCUT or (step.kind is RelationKind.SUPPORT and named)

    def end(self, step: Drawn, seen: frozenset[str]) -> tuple[str, tuple[str, ...]]:
        """Return the name of what a step is about; for a step, also the ends it joins."""
        if not self.is_on_a_step(step):
            return step.target, ()
        chain = []
        while self.is_on_a_step(step):
            target = self.by_id.get(step.target)
            if target is None or target.id in seen:
                return NOWHERE, ()
            seen |= {target.id}
            chain.append(target)
            step = target
        name = step.target
        for joined in reversed(chain):
            # Without its kind: a wrong sign below costs there, and not again for the objection to it.
            name = f"{'+'.join(sorted(joined.premises))} > {name}"
        return name, (*chain[0].premises, chain[-1].target)
