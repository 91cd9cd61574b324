"""Taking a framework apart: what the grounded extension leaves open, what a question depends on, what hangs together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from argmap.solver.assumptions import Framework, Rule
from argmap.solver.derivation import rounds


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A framework and the numbers that its sentences have in the framework it was taken from."""

    framework: Framework
    origin: tuple[int, ...]

    def outside(self, sentences: Iterable[int]) -> frozenset[int]:
        """Return sentences of this part by their numbers in the whole."""
        return frozenset(self.origin[sentence] for sentence in sentences)


@dataclass(frozen=True, slots=True, eq=False)
class Split:
    """What every complete extension agrees on, and the independent parts that are left to choose in."""

    holds: frozenset[int]
    fails: frozenset[int]
    parts: tuple[Part, ...]


def split(framework: Framework, wanted: Iterable[int] | None = None) -> Split:
    """Return a framework, or the part that the sentences `wanted` depend on, with its grounded labels taken out.

    Complete, preferred, stable, semi-stable and ideal extensions of the framework are those of the parts,
    chosen in each independently, together with what is settled. With `wanted`, the same is true of what
    complete, preferred and ideal extensions say of these sentences, but of stable and semi-stable ones it is not.

    Source:
        Baroni, Giacomin & Guida (2005), SCC-recursiveness: directionality; DOI 10.1016/j.artint.2005.05.006
    """
    if wanted is not None:
        cone = Part(*_restricted(framework, reach(framework, wanted), frozenset()))
        inner = split(cone.framework)
        parts = tuple(
            Part(part.framework, tuple(cone.origin[s] for s in part.origin)) for part in inner.parts
        )
        return Split(cone.outside(inner.holds), cone.outside(inner.fails), parts)
    settled = rounds(framework)
    holds, fails = frozenset(settled.holds), frozenset(settled.fails)
    undecided = [s for s in range(framework.sentences) if s not in holds and s not in fails]
    groups = _groups(framework, undecided)
    return Split(holds, fails, tuple(Part(*_restricted(framework, group, holds)) for group in groups))


def _restricted(
    framework: Framework, kept: AbstractSet[int], true: AbstractSet[int]
) -> tuple[Framework, tuple[int, ...]]:
    """Return the framework of the sentences kept. True sentences vanish from bodies; other strangers end a rule."""
    origin = tuple(sorted(kept))
    number = {sentence: index for index, sentence in enumerate(origin)}
    assumptions = sum(sentence < framework.assumptions for sentence in origin)
    rules: list[Rule] = []
    for head in origin[assumptions:]:
        for rule in framework.deriving[head]:
            body = [used for used in framework.rules[rule][1] if used not in true]
            if all(used in number for used in body):
                rules.append((number[head], tuple(number[used] for used in body)))
    contraries = tuple(number[framework.contraries[a]] for a in origin[:assumptions])
    return Framework(assumptions, len(origin), tuple(dict.fromkeys(rules)), contraries), origin


def reach(framework: Framework, wanted: Iterable[int]) -> frozenset[int]:
    """Return everything that some sentences depend on."""
    needed, reached = framework.needed, set(wanted)
    todo = list(reached)
    while todo:
        for sentence in needed[todo.pop()]:
            if sentence not in reached:
                reached.add(sentence)
                todo.append(sentence)
    return frozenset(reached)


def _groups(framework: Framework, sentences: list[int]) -> Iterator[frozenset[int]]:
    """Yield the sentences in groups that have nothing to do with each other."""
    left = set(sentences)
    used_by: dict[int, list[int]] = {sentence: [] for sentence in sentences}
    for sentence in sentences:
        for other in framework.needed[sentence]:
            if other in left:
                used_by[other].append(sentence)
    for start in sentences:
        if start not in left:
            continue
        left.discard(start)
        group, todo = [start], [start]
        while todo:
            sentence = todo.pop()
            for other in (*framework.needed[sentence], *used_by[sentence]):
                if other in left:
                    left.discard(other)
                    group.append(other)
                    todo.append(other)
        yield frozenset(group)
