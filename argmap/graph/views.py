"""Parts of a map to look at, and the map as networkx graphs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from argmap.errors import UnknownName
from argmap.graph.sides import sides
from argmap.model.claim import Claim, Example, Issue
from argmap.model.map import ArgumentMap, for_the_last_map
from argmap.model.relation import Relation, RelationKind

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True)
class View:
    """A map and the part of it that is shown: ids of issues, claims and examples.

    The whole map stays at hand, because sides and attributions are computed from all of it. `within` is what the view
    shows that this one is a part of, None if it is a part of no other.
    """

    map: ArgumentMap
    shown: frozenset[str]
    within: frozenset[str] | None = field(default=None, compare=False)

    @property
    def larger(self) -> View | None:
        """The view that this one is a part of, None if it is a part of no other."""
        return None if self.within is None else View(self.map, self.within)

    def shows(self, relation: Relation) -> bool:
        """Return whether a relation is shown: its ends are, and so are those of the step it undercuts."""
        return relation.id in self._visible

    @cached_property
    def _visible(self) -> frozenset[str]:
        """The ids of the relations that are shown, found in linear time however long chains of undercuts are."""
        decided: dict[str, bool] = {}
        for relation in self.map.relations:
            chain, end = self._undecided(relation, decided)
            if end in chain:  # undercuts chase each other: one that is hidden hides them all
                chased = [chain.pop(name) for name in list(chain)[list(chain).index(end) :]]
                together = all(self.shown.issuperset(step.premises) for step in chased)
                decided.update((step.id, together) for step in chased)
            visible = decided.get(end, end in self.shown)
            for step in reversed(chain.values()):
                visible = visible and self.shown.issuperset(step.premises)
                decided[step.id] = visible
        return frozenset(name for name, visible in decided.items() if visible)

    def _undecided(self, relation: Relation, decided: Mapping[str, bool]) -> tuple[dict[str, Relation], str]:
        """Return the steps from a relation on, each undercutting the next, and the id that ends them."""
        chain: dict[str, Relation] = {}
        steps, name = self.map.relations_by_id, relation.id
        while name in steps and name not in chain and name not in decided:
            chain[name] = steps[name]
            name = steps[name].target
        return chain, name

    def relations(self) -> tuple[Relation, ...]:
        """Return the relations that are shown, in document order."""
        return tuple(relation for relation in self.map.relations if self.shows(relation))

    def hidden_reasons(self, node: str) -> int:
        """Return how many relations on a shown node are not shown."""
        return sum(not self.shows(relation) for relation in self.map.incoming.get(node, ()))


def whole(map: ArgumentMap, *, examples: bool = True) -> View:
    """Return a view of the whole map. Without `examples`, those linked with a claim stay: half a reason is none."""
    shown = {*map.issues_by_id, *map.nodes}
    if not examples:
        shown -= {example.id for example in map.examples} - _linked(map)
    return View(map, frozenset(shown))


def focused(view: View, node: str, hops: int) -> View:
    """Return the part of `view` within `hops` steps of a node, each step with all it needs to be shown.

    Linked premises are kept together, an undercut comes with the step it ends on, and a relation in the
    middle is shown whole, before any hop.

    Raises:
        UnknownName: the map has no such issue, claim, example or relation.
    """
    import networkx as nx

    if node not in view.map.kinds:
        raise UnknownName("issue, claim, example or relation", node, view.map.kinds)
    graph = _links(view.map).to_undirected(as_view=True)
    # A relation stands between its premises and its target, so one step of the argument is two edges.
    reach = 2 * hops + (node in view.map.relations_by_id)
    near = set(nx.single_source_shortest_path_length(graph, node, cutoff=reach))
    steps = [relation for relation in view.map.relations if relation.id in near]
    met = [step for step in steps if step.id == node or not near.isdisjoint(step.premises)]
    shown = view.shown & near.union(*(_company(view.map, step) for step in met))
    return View(view.map, shown, view.shown if view.within is None else view.within)


def to_networkx(map: ArgumentMap, form: str = "flat") -> nx.MultiDiGraph[str] | nx.DiGraph[str]:
    """Return a map as a networkx graph whose nodes and edges carry what the map says about them.

    No attribute is None and none is a list, so that every format of networkx (GraphML, GEXF, JSON) can hold them.

    Args:
        map: the map.
        form: "flat" for a multigraph of claims and examples, with one edge for each premise of a relation;
            "joined" for a graph in which issues and relations are nodes too.

    Raises:
        UnknownName: there is no such form.

    Example:
        >>> from argmap.model import ArgumentMap, Claim, Relation
        >>> claims = [Claim(id="a", text="It is wet.", implicit=True), Claim(id="b", text="It rained.", implicit=True)]
        >>> step = Relation(id="r", kind="support", premises=["a"], target="b")
        >>> graph = to_networkx(ArgumentMap(id="m", title="M", claims=claims, relations=[step]))
        >>> graph.nodes["a"]["text"], graph.edges["a", "b", "r"]["kind"]
        ('It is wet.', 'support')
    """
    if form not in FORMS:
        raise UnknownName("form of graph", form, FORMS)
    return FORMS[form](map)


def joined(map: ArgumentMap) -> nx.DiGraph[str]:
    """Return the map as a directed graph in which issues and relations are nodes too.

    Edges run from premises to their relation, from a relation to its target, from a thesis to its issue, and from a
    sub-issue to the issue or thesis above it. Nodes have the attribute `kind` (issue, claim, example, relation) and those
    that `flat` gives to nodes and edges; an issue has `text` (its question), `label`, `exclusive` and, if the map says how
    it ended, `outcome`: the id of a thesis, or "open". What a relation does (support, attack, undercut, rephrase,
    explains) is its `relation`.
    """
    graph = _links(map)
    graph.graph |= {"id": map.id, "title": map.title}
    graph.add_nodes_from(_node_attributes(map).items())
    graph.add_nodes_from((issue.id, _issue_attributes(issue)) for issue in map.issues)
    graph.add_nodes_from(
        (r.id, _relation_attributes(r) | {"kind": "relation", "relation": str(r.kind)}) for r in map.relations
    )
    return graph


def _links(map: ArgumentMap) -> nx.DiGraph[str]:
    """Return the bare graph in which relations are nodes too, with the kind of each node only."""
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from((name, {"kind": str(kind)}) for name, kind in sorted(map.kinds.items()))
    for relation in sorted(map.relations, key=lambda relation: relation.id):
        graph.add_edges_from((premise, relation.id) for premise in relation.premises)
        graph.add_edge(relation.id, relation.target)
    graph.add_edges_from((claim.id, claim.answers) for claim in map.claims if claim.answers is not None)
    graph.add_edges_from((issue.id, issue.parent) for issue in map.issues if issue.parent is not None)
    return graph


def _issue_attributes(issue: Issue) -> dict[str, Any]:
    attributes: dict[str, Any] = {"text": issue.question, "label": issue.label or issue.question}
    attributes["exclusive"] = issue.is_exclusive
    if issue.outcome is not None:
        attributes["outcome"] = issue.outcome.thesis or "open"
    return attributes


def flat(map: ArgumentMap) -> nx.MultiDiGraph[str]:
    """Return the map as a directed multigraph of claims and examples.

    Nodes have `kind` (claim or example), `text`, `label` (the short form, or else the text), `side` (the id of
    the thesis that the node speaks for), `implicit`, `meta`, and `posts` and `authors` (ids in one text, joined by
    spaces: the posts that are quoted and who wrote them). `answers` and `topic` stand where the map has them.

    Edges run from each premise to the target, keyed by the id of the relation, with `relation` (its id), `kind`,
    `linked` (whether other premises are needed too), and `weight`, `scheme` and `question` where the relation has
    them. The edges of an undercut run to the conclusion of the step that it attacks, with `undercuts` naming it, and
    those of a backing with `backs`.
    """
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(id=map.id, title=map.title)
    graph.add_nodes_from(sorted(_node_attributes(map).items()))
    for relation in sorted(map.relations, key=lambda relation: relation.id):
        attributes = _relation_attributes(relation)
        if relation.target in map.relations_by_id:
            attributes["undercuts" if relation.kind is RelationKind.UNDERCUT else "backs"] = relation.target
        target = conclusion(map, relation)
        if target is not None:
            for premise in relation.premises:
                graph.add_edge(premise, target, key=relation.id, **attributes)
    return graph


FORMS = {"flat": flat, "joined": joined}


def _node_attributes(map: ArgumentMap) -> dict[str, dict[str, Any]]:
    """Return the attributes of each claim and example."""
    speaks_for = sides(map)
    return {name: _described(map, node) | _side(speaks_for, name) for name, node in map.nodes.items()}


def _described(map: ArgumentMap, node: Claim | Example) -> dict[str, Any]:
    posts = list(dict.fromkeys(quote.post for quote in node.quotes))
    written = map.thread.posts_by_id if map.thread else {}
    authors = dict.fromkeys(author for post in posts if (author := written[post].author))
    attributes: dict[str, Any] = {"kind": str(map.kinds[node.id]), "text": node.text}
    if isinstance(node, Claim):
        attributes |= {"label": node.label or node.text, "implicit": node.implicit, "meta": node.meta}
        if node.answers is not None:
            attributes["answers"] = node.answers
    else:
        attributes |= {"label": node.name, "implicit": False, "meta": False, "topic": node.topic}
    return attributes | {"posts": " ".join(posts), "authors": " ".join(authors)}


def _side(speaks_for: Mapping[str, str | None], name: str) -> dict[str, str]:
    thesis = speaks_for[name]
    return {} if thesis is None else {"side": thesis}


def _relation_attributes(relation: Relation) -> dict[str, Any]:
    attributes = {"relation": relation.id, "kind": str(relation.kind), "linked": relation.is_linked}
    optional = {"weight": relation.weight, "scheme": relation.scheme, "question": relation.question}
    return attributes | {name: value for name, value in optional.items() if value is not None}


def conclusion(map: ArgumentMap, relation: Relation) -> str | None:
    """Return the claim or example that a relation bears on in the end; None when undercuts chase each other."""
    target = relation.target
    return _conclusions(map)[target] if target in map.relations_by_id else target


@for_the_last_map
def _conclusions(map: ArgumentMap) -> Mapping[str, str | None]:
    """Return what each relation bears on in the end, in linear time however long chains of undercuts are."""
    steps = map.relations_by_id
    known: dict[str, str | None] = {}
    for relation in map.relations:
        chain: dict[str, None] = {}
        name = relation.id
        while name in steps and name not in known and name not in chain:
            chain[name] = None
            name = steps[name].target
        end = None if name in chain else known.get(name, name)
        known.update(dict.fromkeys(chain, end))
    return known


def _linked(map: ArgumentMap) -> set[str]:
    return {premise for relation in map.relations if relation.is_linked for premise in relation.premises}


def _company(map: ArgumentMap, step: Relation) -> set[str]:
    """Return what a step needs beside it: the partners of its premises and, if it undercuts, that step's ends."""
    company, seen = set(step.premises), {step.id}
    while step.target in map.relations_by_id and step.target not in seen:
        seen.add(step.target)
        step = map.relations_by_id[step.target]
        company |= {*step.premises, step.target}
    return company
