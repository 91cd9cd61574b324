"""The grounded extension of a flat framework, for many worlds at a time.

A world is the framework with some sentences settled beforehand. Sets of worlds are the bits of an integer, so
that one pass answers what every single change, and every pair and triple of changes, would do.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from types import MappingProxyType

from argmap.solver.assumptions import Framework

Worlds = int
"""A set of worlds: bit w is world w."""

FEW = 32
"""Members of a set up to which they are found one by one, without a look at all worlds."""

SMALL = 16
"""Members of a cycle up to which all are looked at again, without an account of those that may have changed."""

NOTHING: Mapping[int, Worlds] = MappingProxyType({})


def bits(worlds: Worlds) -> Iterator[int]:
    """Yield the worlds of a set, in order."""
    if worlds.bit_count() <= FEW:
        while worlds:
            lowest = worlds & -worlds
            yield lowest.bit_length() - 1
            worlds ^= lowest
        return
    for place, byte in enumerate(worlds.to_bytes((worlds.bit_length() + 7) // 8, "little")):
        if byte:
            yield from (8 * place + bit for bit in range(8) if byte >> bit & 1)


def counted(sets: Iterable[Worlds], worlds: int) -> list[int]:
    """Return for each world in how many of the sets it is.

    The sets are added up as binary numbers that stand upright, one digit of all worlds at a time.
    """
    digits: list[Worlds] = []
    for members in sets:
        carried, place = members, 0
        while carried:
            if place == len(digits):
                digits.append(0)
            digits[place], carried = digits[place] ^ carried, digits[place] & carried
            place += 1
    counts = [0] * worlds
    for place, digit in enumerate(digits):
        for world in bits(digit):
            counts[world] += 1 << place
    return counts


@dataclass(frozen=True, slots=True, eq=False)
class Grounded:
    """For each sentence, the worlds in which it holds and those in which it fails; in the others it is undecided.

    `touched` are the sentences that may be labelled otherwise than where nothing is settled, if that was known; else all.
    """

    holds: tuple[Worlds, ...]
    fails: tuple[Worlds, ...]
    touched: Collection[int]


def grounded(
    framework: Framework,
    worlds: int = 1,
    holding: Mapping[int, Worlds] = NOTHING,
    failing: Mapping[int, Worlds] = NOTHING,
    alone: Grounded | None = None,
) -> Grounded:
    """Return the grounded labelling of `worlds` worlds.

    `holding` and `failing` give, for some sentences, the worlds in which they hold or fail whatever the framework derives.
    Every sentence of an acyclic part is looked at once; in cycles labels spread until nothing changes, and
    what then could only support itself fails.

    Args:
        framework: the framework.
        worlds: the number of worlds.
        holding: for some sentences, the worlds in which they hold whatever is said.
        failing: for some sentences, the worlds in which they fail whatever is said.
        alone: the labelling of the framework as it is, one world with nothing settled, where it is known. Then
            only what depends on the sentences settled is computed.

    Source:
        The grounded extension is the well-founded model of the framework read as a logic program:
        Bondarenko et al. (1997), theorem 3.13 and section 6; Van Gelder, Ross & Schlipf (1991), The
        well-founded semantics for general logic programs, definition 3.3. DOI 10.1145/116825.116838
    """
    state = _State(framework, (1 << worlds) - 1, holding, failing)
    parts: Iterable[tuple[int, ...]] = framework.components
    touched: Collection[int] = range(framework.sentences)
    if alone is not None:
        touched = _above(framework, {*holding, *failing})
        state.copy(alone, touched)
        places = sorted({framework.component_of[sentence] for sentence in touched})
        parts = [framework.components[place] for place in places]
    needed = framework.needed
    for members in parts:
        if len(members) == 1 and members[0] not in needed[members[0]]:
            state.update(members[0])
        else:
            state.settle(members)
    return Grounded(tuple(state.holds), tuple(state.fails), touched)


def _above(framework: Framework, sentences: Iterable[int]) -> frozenset[int]:
    """Return some sentences with all whose label depends on them; of a cycle all members or none."""
    depending = framework.depending
    met = set(sentences)
    todo = list(met)
    while todo:
        for other in depending[todo.pop()]:
            if other not in met:
                met.add(other)
                todo.append(other)
    return frozenset(met)


class _State:
    """Labels so far; they only grow."""

    def __init__(
        self, framework: Framework, full: Worlds, holding: Mapping[int, Worlds], failing: Mapping[int, Worlds]
    ) -> None:
        self.framework = framework
        self.assumptions, self.contraries, self.bodies = (
            framework.assumptions,
            framework.contraries,
            framework.bodies,
        )
        self.full = full
        self.holding, self.failing = holding, failing
        self.settled = {*holding, *failing}
        self.holds: list[Worlds] = [0] * framework.sentences
        self.fails: list[Worlds] = [0] * framework.sentences

    def copy(self, alone: Grounded, left_out: Iterable[int]) -> None:
        """Label sentences in all worlds as they are labelled in one, except some."""
        every = (0, self.full).__getitem__
        self.holds, self.fails = list(map(every, alone.holds)), list(map(every, alone.fails))
        for sentence in left_out:
            self.holds[sentence] = self.fails[sentence] = 0

    def update(self, sentence: int) -> bool:
        """Label a sentence by what it depends on; return whether the label is new."""
        # Most of the time of all that is tried is spent here.
        known_holds, known_fails, full = self.holds, self.fails, self.full
        if sentence < self.assumptions:
            contrary = self.contraries[sentence]
            holds, fails = known_fails[contrary], known_holds[contrary]
        else:
            holds, fails = 0, full
            for body in self.bodies[sentence]:
                all_hold, one_fails = full, 0
                for used in body:
                    all_hold &= known_holds[used]
                    one_fails |= known_fails[used]
                holds |= all_hold
                fails &= one_fails
        if sentence in self.settled:
            forced, barred = self.holding.get(sentence, 0), self.failing.get(sentence, 0)
            holds, fails = (holds & ~barred) | forced, (fails & ~forced) | barred
        fails |= known_fails[sentence]
        if holds == known_holds[sentence] and fails == known_fails[sentence]:
            return False
        known_holds[sentence], known_fails[sentence] = holds, fails
        return True

    def settle(self, members: tuple[int, ...]) -> None:
        """Label a cycle."""
        inside, circular = frozenset(members), self.framework.circular
        while True:
            self.repeat(members, inside, self.update)
            # Where each way round leads through an assumption, nothing supports itself.
            if circular.isdisjoint(members) or not self.drop_unfounded(members):
                return

    def repeat(self, members: Sequence[int], inside: Container[int], changes: Callable[[int], bool]) -> None:
        """Look at members again and again until nothing changes: all in their order, then those that may have changed.

        Members come after what they depend on, so labels run along the cycle. In any other order, many that exclude each
        other would be looked at after every change of one.
        """
        if len(members) <= SMALL:
            while sum(map(changes, members)):
                pass
            return
        place = {member: index for index, member in enumerate(members)}
        now, later = list(range(len(members))), list[int]()
        waiting = set(now)
        while now:
            index = heappop(now)
            waiting.discard(index)
            if changes(members[index]):
                for dependent in self.framework.depending[members[index]]:
                    if dependent in inside and (other := place[dependent]) not in waiting:
                        waiting.add(other)
                        heappush(now if other > index else later, other)
            if not now:
                now, later = later, []

    def drop_unfounded(self, members: tuple[int, ...]) -> bool:
        """Let those sentences of a cycle fail that nothing but the cycle itself supports."""
        founded = dict.fromkeys((m for m in members if m >= self.framework.assumptions), 0)

        def changes(sentence: int) -> bool:
            worlds = self.support(sentence, founded)
            is_new = worlds != founded[sentence]
            founded[sentence] = worlds
            return is_new

        self.repeat(tuple(founded), founded, changes)
        dropped = False
        for sentence, worlds in founded.items():
            lost = self.full & ~worlds & ~self.fails[sentence]
            self.fails[sentence] |= lost
            dropped = dropped or bool(lost)
        return dropped

    def support(self, sentence: int, founded: Mapping[int, Worlds]) -> Worlds:
        """Return the worlds in which a sentence can be derived, given those in which its partners can."""
        worlds, full, fails = 0, self.full, self.fails
        for body in self.bodies[sentence]:
            possible = full
            for used in body:
                possible &= founded[used] if used in founded else full & ~fails[used]
            worlds |= possible
        return (worlds & ~self.fails[sentence]) | self.holding.get(sentence, 0)
