"""Why something stands, falls or stays open: for each label its shortest reason, each resting on others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from argmap.evaluation.labels import extension_labels, grounded_labels
from argmap.evaluation.theory import Interpretation, Theory
from argmap.graph.ordering import natural_key
from argmap.model.expectation import Label
from argmap.model.relation import Relation, RelationKind
from argmap.result import Result
from argmap.solver.derivation import Labelling, Rounds, ranks, rounds

if TYPE_CHECKING:
    import networkx as nx

LATE = 10**9


class Grounds(StrEnum):
    """What a label rests on.

    Of claims and examples: `word` (nobody needs to give a reason, and every objection falls), `reason` (a
    reason stands and every objection falls), `objection` (an objection stands), `rival` (a rival thesis
    stands), `no-reason` (all its reasons fall), `circle` (its reasons rest on itself).
    Of arguments, that is steps with their premises: `premises` (all stand and the step holds), `premise` (one
    falls), `undercut` (the step does not hold).
    Of both: `open` (it hangs on something undecided), `accepted` and `rejected` (made so by the question).
    """

    WORD = "word"
    REASON = "reason"
    OBJECTION = "objection"
    RIVAL = "rival"
    NO_REASON = "no-reason"
    CIRCLE = "circle"
    PREMISES = "premises"
    PREMISE = "premise"
    UNDERCUT = "undercut"
    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Explanation(Result):
    """The reason for one label.

    For a relation the label is that of the whole argument: in when its premises stand and its step holds.
    `rests_on` are the ids that the reason rests on, the one that decides first, then objections that fail.
    `circle` is, for what is undecided, a shortest circle of ids behind it.
    """

    id: str
    label: Label
    ground: Grounds
    rests_on: tuple[str, ...] = ()
    cycle: tuple[str, ...] = ()


def grounded_reasons(read: Theory, interpretation: Interpretation) -> Mapping[str, Explanation]:
    """Return the shortest reason for the grounded label of every claim, example and argument."""
    return _Explainer(read, interpretation, grounded_labels(read), rounds(read.framework)).all()


def extension_reasons(
    read: Theory, interpretation: Interpretation, extension: Labelling
) -> Mapping[str, Explanation]:
    """Return the reason for every label in one extension; what defends itself may rest on itself."""
    held = ranks(read.framework, extension)
    timed = Rounds(held, dict.fromkeys(extension.fails, LATE), frozenset())
    return _Explainer(read, interpretation, extension_labels(read, extension), timed).all()


class _Explainer:
    def __init__(
        self, read: Theory, interpretation: Interpretation, labels: Mapping[str, Label], timed: Rounds
    ) -> None:
        self.read, self.interpretation, self.labels, self.timed = read, interpretation, labels, timed
        self.relations = {relation.id: relation for onto in read.onto.values() for relation in onto}
        self.standing = {name: self._standing(relation) for name, relation in self.relations.items()}
        self.made = {read.one.get(n, n): Grounds.ACCEPTED for n in interpretation.accept}
        self.made |= {read.one.get(n, n): Grounds.REJECTED for n in interpretation.reject}

    def all(self) -> dict[str, Explanation]:
        nodes = {name: self.node(name) for name in sorted(self.read.one, key=natural_key)}
        arguments = {
            name: self.argument(self.relations[name]) for name in sorted(self.relations, key=natural_key)
        }
        return _with_circles(nodes | arguments)

    def node(self, name: str) -> Explanation:
        """Return why a claim or an example has its label."""
        rep, label = self.read.one[name], self.labels[name]
        if rep in self.made:
            return Explanation(name, label, self.made[rep])
        onto = self.read.onto.get(rep, ())
        reasons = self._ranked(r.id for r in onto if r.kind is RelationKind.SUPPORT)
        objections = self._ranked(r.id for r in onto if r.kind is RelationKind.ATTACK)
        against = (*objections, *self.read.rivals.get(rep, ()))
        if label is Label.IN:
            if rep in self.read.on_its_word:
                return Explanation(name, label, Grounds.WORD, against)
            return Explanation(name, label, Grounds.REASON, (reasons[0], *against))
        if label is Label.UNDECIDED:
            hanging = (other for other in (*reasons, *against) if self._label(other) is Label.UNDECIDED)
            return Explanation(name, label, Grounds.OPEN, tuple(hanging))
        return self._fallen(name, reasons, objections)

    def _fallen(self, name: str, reasons: tuple[str, ...], objections: tuple[str, ...]) -> Explanation:
        """Return why a claim is out: the first objection that stands, or that no reason does, whichever is sooner."""
        rep = self.read.one[name]
        standing = [other for other in objections if self.standing[other] is Label.IN]
        rivals = [other for other in self.read.rivals.get(rep, ()) if self.labels[other] is Label.IN]
        struck = min((self._round(other) for other in (*standing, *rivals)), default=LATE + 1)
        idle = (
            all(self.standing[reason] is Label.OUT for reason in reasons) and rep not in self.read.on_its_word
        )
        if idle and (not standing + rivals or max(map(self._round, reasons), default=0) < struck):
            circular = self.read.sentences[name] in self.timed.unfounded
            return Explanation(name, Label.OUT, Grounds.CIRCLE if circular else Grounds.NO_REASON, reasons)
        if standing and self._round(standing[0]) <= struck:
            return Explanation(name, Label.OUT, Grounds.OBJECTION, (standing[0],))
        return Explanation(name, Label.OUT, Grounds.RIVAL, tuple(rivals[:1]))

    def argument(self, relation: Relation) -> Explanation:
        """Return why an argument stands or falls as a whole."""
        name, label = relation.id, self.standing[relation.id]
        premises = sorted(relation.premises, key=lambda premise: (self._round(premise), natural_key(premise)))
        undercuts = self._ranked(r.id for r in self.read.onto.get(name, ()))
        if label is Label.IN:
            failing = (u for u in undercuts if self.standing[u] is Label.OUT)
            return Explanation(name, label, Grounds.PREMISES, (*relation.premises, *failing))
        parts = [other for other in (*premises, *undercuts) if self._label(other) is Label.UNDECIDED]
        if label is Label.UNDECIDED:
            return Explanation(name, label, Grounds.OPEN, tuple(parts))
        fallen = [premise for premise in premises if self.labels[premise] is Label.OUT]
        if self.labels[name] is not Label.OUT:
            return Explanation(name, label, Grounds.PREMISE, tuple(fallen[:1]))
        if self.made.get(name) is Grounds.REJECTED:
            return Explanation(name, label, Grounds.REJECTED)
        standing = [u for u in undercuts if self.standing[u] is Label.IN]
        if fallen and self._round(fallen[0]) < self._round(standing[0]):
            return Explanation(name, label, Grounds.PREMISE, tuple(fallen[:1]))
        return Explanation(name, label, Grounds.UNDERCUT, (standing[0],))

    def _standing(self, relation: Relation) -> Label:
        parts = [self.labels[name] for name in (*relation.premises, relation.id)]
        if Label.OUT in parts:
            return Label.OUT
        return Label.UNDECIDED if Label.UNDECIDED in parts else Label.IN

    def _label(self, name: str) -> Label:
        return self.standing.get(name) or self.labels[name]

    def _ranked(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return arguments with those that stand first, then by the round in which they are decided."""
        order = (Label.IN, Label.UNDECIDED, Label.OUT)
        return tuple(
            sorted(names, key=lambda n: (order.index(self.standing[n]), self._round(n), natural_key(n)))
        )

    def _round(self, name: str) -> int:
        """Return the round in which a claim or an argument is decided."""
        sentence = self.read.sentences[name]
        if name not in self.relations:
            return self.timed.holds.get(sentence, self.timed.fails.get(sentence, LATE))
        parts = [sentence, *(self.read.sentences[premise] for premise in self.relations[name].premises)]
        if self.standing[name] is Label.IN:
            return max(self.timed.holds.get(part, LATE) for part in parts)
        return min(self.timed.fails.get(part, LATE) for part in parts)


def _with_circles(found: dict[str, Explanation]) -> dict[str, Explanation]:
    """Return the reasons, with what is undecided told by the nearest circle behind it."""
    import networkx as nx

    hanging = {
        name: explanation for name, explanation in found.items() if explanation.label is Label.UNDECIDED
    }
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(hanging)
    graph.add_edges_from(
        (name, other) for name, explanation in hanging.items() for other in explanation.rests_on
    )
    cycles: dict[str, tuple[str, ...]] = {}
    for members in nx.strongly_connected_components(graph):
        start = min(members, key=natural_key)
        if len(members) > 1 or graph.has_edge(start, start):
            cycles[start] = _circle(graph.subgraph(members), start)
    behind = nx.multi_source_dijkstra_path(graph.reverse(copy=False), set(cycles)) if cycles else {}
    return found | {
        name: replace(explanation, cycle=cycles[behind[name][0]])
        for name, explanation in hanging.items()
        if name in behind
    }


def _circle(graph: nx.DiGraph[str], start: str) -> tuple[str, ...]:
    """Return a shortest circle through `start`, which it begins with."""
    import networkx as nx

    back = nx.single_target_shortest_path(graph, start)
    onward = min(
        (name for name in graph.successors(start)), key=lambda name: (len(back[name]), natural_key(name))
    )
    return (start, *back[onward][:-1]) if onward != start else (start,)
