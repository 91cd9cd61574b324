"""Why something is accepted, rejected or undecided: for each label its shortest reason, each resting on others."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from argmap.evaluation.theory import Theory
from argmap.graph.ordering import natural_key
from argmap.model.annotations import Label
from argmap.model.relation import Relation, RelationKind
from argmap.result import Result
from argmap.solver.components import components
from argmap.solver.derivation import Rounds

LATE = 10**9


class Grounds(StrEnum):
    """What a label rests on.

    Of claims and examples that are accepted: `reason` (a reason is accepted and nothing undecided speaks against it),
    `word` (those who accept it need to give no reason), `agreement` (a thesis that two accept and nobody denies).
    Rejected: `objection` (an objection is accepted), `rival` (a thesis that excludes it is accepted), `denial`
    (somebody denies it, and nobody accepts it or only as a guess), `no-reason` (where stances do not count: all its
    reasons are rejected), `circle` (its reasons rest on itself).
    Undecided: `contested` (a reason and an objection are both accepted), `rivals` (theses exclude each other and none has
    the better reason), `denied` (word against word), `questioned` (a question about it is open), `unreasoned` (a
    thesis asserted without a reason), `failed` (its reasons fail, and there is no word for it), `hedged` (said as a guess
    only), `condition` (accepted on a condition that is not met), `given-up` (nobody accepts it any more), `proposed`
    (proposed, and accepted by nobody), `voiceless` (nobody says it, and it has no reason), `open` (it depends on
    something undecided).
    Of arguments, that is relations with their premises: `premises` (all are accepted and the relation holds), `premise`
    (one is not accepted), `undercut` (the relation does not hold), `open`.
    Of both: `accepted` and `rejected` (by assumption).
    """

    WORD = "word"
    AGREEMENT = "agreement"
    REASON = "reason"
    OBJECTION = "objection"
    RIVAL = "rival"
    DENIAL = "denial"
    NO_REASON = "no-reason"
    CYCLE = "circle"
    CONTESTED = "contested"
    RIVALS = "rivals"
    DENIED = "denied"
    QUESTIONED = "questioned"
    UNREASONED = "unreasoned"
    FAILED = "failed"
    HEDGED = "hedged"
    CONDITION = "condition"
    GIVEN_UP = "given-up"
    PROPOSED = "proposed"
    VOICELESS = "voiceless"
    PREMISES = "premises"
    PREMISE = "premise"
    UNDERCUT = "undercut"
    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Explanation(Result):
    """The reason for one label.

    For a relation the label is that of the whole argument: in when its premises are accepted and its relation holds.
    `rests_on` are the ids that the reason rests on, the one that decides first, then objections that are rejected.
    `people` are the participants whose stances it rests on, by id: who denies, questions, hedges or gives up.
    `cycle` is, for what is undecided, a shortest cycle of ids behind it.
    """

    id: str
    label: Label
    ground: Grounds
    rests_on: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    cycle: tuple[str, ...] = ()


class Explainer:
    """Explains each label where only arguments count.

    `arguments` are the labels of relations together with their premises.
    """

    def __init__(self, theory: Theory, labels: Mapping[str, Label], timed: Rounds) -> None:
        self.theory, self.labels, self.timed = theory, labels, timed
        self.relations = {relation.id: relation for onto in theory.onto.values() for relation in onto}
        self.arguments = {name: self._together(relation) for name, relation in self.relations.items()}
        one, assumed = theory.one, theory.interpretation
        self.made = {one.get(name, name): Grounds.ACCEPTED for name in assumed.accept}
        self.made |= {one.get(name, name): Grounds.REJECTED for name in assumed.reject}

    def all(self) -> dict[str, Explanation]:
        nodes = {name: self.node(name) for name in sorted(self.theory.one, key=natural_key)}
        arguments = {
            name: self.argument(self.relations[name]) for name in sorted(self.relations, key=natural_key)
        }
        return _with_cycles(nodes | arguments)

    def one(self, name: str) -> Explanation:
        """Return why a claim, an example or an argument has its label, without the cycle behind what is open."""
        return self.node(name) if name in self.theory.one else self.argument(self.relations[name])

    def node(self, name: str) -> Explanation:
        """Return why a claim or an example has its label."""
        rep, label = self.theory.one[name], self.labels[name]
        if rep in self.made:
            return Explanation(name, label, self.made[rep])
        reasons, objections = self._onto(rep, RelationKind.SUPPORT), self._onto(rep, RelationKind.ATTACK)
        against = (*objections, *self.theory.rivals.get(rep, ()))
        if label is Label.IN:
            if rep in self.theory.on_its_word:
                return Explanation(name, label, Grounds.WORD, against)
            return Explanation(name, label, Grounds.REASON, (reasons[0], *against))
        if label is Label.UNDECIDED:
            undecided = (other for other in (*reasons, *against) if self._label(other) is Label.UNDECIDED)
            return Explanation(name, label, Grounds.OPEN, tuple(undecided))
        return self._rejected(name, reasons, objections)

    def _onto(self, rep: str, kind: RelationKind) -> tuple[str, ...]:
        return self._ranked([r.id for r in self.theory.onto.get(rep, ()) if r.kind is kind])

    def _rejected(self, name: str, reasons: tuple[str, ...], objections: tuple[str, ...]) -> Explanation:
        """Return why a claim is out: the first objection that is accepted, or that no reason is, whichever is sooner."""
        rep = self.theory.one[name]
        accepted = [other for other in objections if self.arguments[other] is Label.IN]
        rivals = [other for other in self.theory.rivals.get(rep, ()) if self.labels[other] is Label.IN]
        struck = min((self._round(other) for other in (*accepted, *rivals)), default=LATE + 1)
        idle = (
            all(self.arguments[reason] is Label.OUT for reason in reasons)
            and rep not in self.theory.on_its_word
        )
        if idle and (not accepted + rivals or max(map(self._round, reasons), default=0) < struck):
            circular = self.theory.sentences[name] in self.timed.unfounded
            return Explanation(name, Label.OUT, Grounds.CYCLE if circular else Grounds.NO_REASON, reasons)
        if accepted and self._round(accepted[0]) <= struck:
            return Explanation(name, Label.OUT, Grounds.OBJECTION, (accepted[0],))
        return Explanation(name, Label.OUT, Grounds.RIVAL, tuple(rivals[:1]))

    def argument(self, relation: Relation) -> Explanation:  # noqa: PLR0911 (one return for each ground)
        """Return why an argument has its label as a whole."""
        name, label = relation.id, self.arguments[relation.id]
        premises = sorted(relation.premises, key=lambda premise: (self._round(premise), natural_key(premise)))
        onto = self.theory.onto.get(name, ())
        undercuts = self._ranked(r.id for r in onto if r.kind is not RelationKind.SUPPORT)
        if label is Label.IN:
            failing = (u for u in undercuts if self.arguments[u] is Label.OUT)
            return Explanation(name, label, Grounds.PREMISES, (*relation.premises, *failing))
        parts = [other for other in (*premises, *undercuts) if self._label(other) is Label.UNDECIDED]
        if label is Label.UNDECIDED:
            backings = self._ranked(r.id for r in onto if r.kind is RelationKind.SUPPORT)
            met = [u for u in undercuts if self.arguments[u] is Label.IN]
            if met and backings and self.labels[name] is Label.UNDECIDED:
                return Explanation(name, label, Grounds.CONTESTED, (backings[0], met[0]))
            return Explanation(name, label, Grounds.OPEN, tuple(parts))
        lost = [premise for premise in premises if not self._may_hold(premise)]
        if self.labels[name] is not Label.OUT:
            return Explanation(name, label, Grounds.PREMISE, tuple(lost[:1]))
        if self.made.get(name) is Grounds.REJECTED:
            return Explanation(name, label, Grounds.REJECTED)
        accepted = [u for u in undercuts if self.arguments[u] is Label.IN]
        if lost and self._round(lost[0]) < self._round(accepted[0]):
            return Explanation(name, label, Grounds.PREMISE, tuple(lost[:1]))
        return Explanation(name, label, Grounds.UNDERCUT, (accepted[0],))

    def _may_hold(self, name: str) -> bool:
        return self.labels[name] is not Label.OUT

    def _together(self, relation: Relation) -> Label:
        parts = [self.labels[name] for name in (*relation.premises, relation.id)]
        if Label.OUT in parts or not all(map(self._may_hold, relation.premises)):
            return Label.OUT
        return Label.UNDECIDED if Label.UNDECIDED in parts else Label.IN

    def _label(self, name: str) -> Label:
        return self.arguments.get(name) or self.labels[name]

    def _ranked(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return arguments with the accepted ones first, then by the round in which they are decided."""
        names = tuple(names)
        if len(names) < 2:  # noqa: PLR2004 (nothing to put in order)
            return names
        order = (Label.IN, Label.UNDECIDED, Label.OUT)
        return tuple(
            sorted(names, key=lambda n: (order.index(self.arguments[n]), self._round(n), natural_key(n)))
        )

    def _round(self, name: str) -> int:
        """Return the round in which a claim or an argument is decided."""
        sentence = self.theory.sentences[name]
        if name not in self.relations:
            return self.timed.holds.get(sentence, self.timed.fails.get(sentence, LATE))
        parts = [sentence, *(self.theory.sentences[premise] for premise in self.relations[name].premises)]
        if self.arguments[name] is Label.IN:
            return max(self.timed.holds.get(part, LATE) for part in parts)
        return min(self.timed.fails.get(part, LATE) for part in parts)


class Reasons(Mapping[str, Explanation]):
    """Why each thing has its label; each reason is found when it is asked for, with those that it rests on where it is open.

    Args:
        explainer: what finds them.
    """

    def __init__(self, explainer: Explainer) -> None:
        self._explainer = explainer
        self._known: dict[str, Explanation] = {}

    @cached_property
    def every(self) -> dict[str, Explanation]:
        """All of them, by id."""
        return self._explainer.all()

    def __getitem__(self, name: str) -> Explanation:
        if "every" in self.__dict__:
            return self.every[name]
        if name not in self._known:
            reason = self._explainer.one(name)
            # What it rests on shows whether there is a cycle behind what is open.
            self._known.update(
                _with_cycles(self._behind(reason)) if reason.ground is Grounds.OPEN else {name: reason}
            )
        return self._known[name]

    def _behind(self, reason: Explanation) -> dict[str, Explanation]:
        """Return a reason with all that it rests on, in the order of `every`."""
        behind, todo = {reason.id: reason}, [reason]
        while todo:
            for other in todo.pop().rests_on:
                if other not in behind:
                    behind[other] = self._explainer.one(other)
                    todo.append(behind[other])
        claims = self._explainer.theory.one
        return {
            name: behind[name] for name in sorted(behind, key=lambda n: (n not in claims, natural_key(n)))
        }

    def __iter__(self) -> Iterator[str]:
        return iter(self.every)

    def __len__(self) -> int:
        return len(self.every)


def _with_cycles(reasons: dict[str, Explanation]) -> dict[str, Explanation]:
    """Return the reasons, those of what is undecided with the nearest cycle behind it."""
    # Only what is open because of something else can be part of a cycle; all other grounds are ends of the search.
    names = [name for name, explanation in reasons.items() if explanation.ground is Grounds.OPEN]
    number = {name: place for place, name in enumerate(names)}
    needs = [[number[other] for other in reasons[name].rests_on if other in number] for name in names]
    needed_by: list[list[int]] = [[] for _ in names]
    for place, others in enumerate(needs):
        for other in others:
            needed_by[other].append(place)
    cycles: dict[int, tuple[str, ...]] = {}
    for members in components(len(names), needs.__getitem__):
        start = min(members, key=lambda place: natural_key(names[place]))
        if len(members) > 1 or start in needs[start]:
            cycle = _cycle(start, frozenset(members), needs, needed_by, names)
            cycles[start] = tuple(names[place] for place in cycle)
    nearest = _nearest(sorted(cycles, key=lambda place: natural_key(names[place])), needed_by)
    return reasons | {
        names[place]: replace(reasons[names[place]], cycle=cycles[start]) for place, start in nearest.items()
    }


def _nearest(starts: Sequence[int], needed_by: Sequence[Sequence[int]]) -> dict[int, int]:
    """Return for everything behind which there is a start the nearest one; of several, the first."""
    rank = {start: place for place, start in enumerate(starts)}
    nearest = {start: start for start in starts}
    front = list(starts)
    while front:
        fresh: dict[int, int] = {}
        for place in front:
            for other in needed_by[place]:
                if other not in nearest:
                    fresh[other] = min(fresh.get(other, nearest[place]), nearest[place], key=rank.__getitem__)
        nearest |= fresh
        front = list(fresh)
    return nearest


def _cycle(
    start: int,
    members: frozenset[int],
    needs: Sequence[Sequence[int]],
    needed_by: Sequence[Sequence[int]],
    names: Sequence[str],
) -> list[int]:
    """Return a shortest cycle through `start`, which it begins with."""
    # One predecessor and one number for each member: whole paths would take memory with the square of the cycle.
    towards, distance, queue = {start: start}, {start: 0}, deque([start])
    while queue:
        place = queue.popleft()
        for other in needed_by[place]:
            if other in members and other not in towards:
                towards[other], distance[other] = place, distance[place] + 1
                queue.append(other)
    inside = (other for other in needs[start] if other in members)
    place = min(inside, key=lambda other: (distance[other], natural_key(names[other])))
    cycle = [start]
    while place != start:
        cycle.append(place)
        place = towards[place]
    return cycle
