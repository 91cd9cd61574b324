"""The argument graphs of LKIF, the XML of Carneades 1 and 2. It can only be read.

    <argument id="a1" direction="pro" scheme="" weight="0.5">
      <conclusion statement="s1"/>
      <premises><premise polarity="positive" type="ordinary" role="warrant" statement="s2"/></premises>
    </argument>

An argument `pro` is a support and one `con` an attack, with linked premises. A premise of the type `exception` is an undercut of the argument. A negative premise
is a claim of its own, which says *Not:* and the statement, and which the statement attacks. Roles of premises go into the note of the
relation. Whether a statement is accepted or assumed, and its proof standard, are left out. The main issue gets the tag `main-issue`.

Source:
    Gordon (2008), Constructing Legal Arguments with Rules in the Legal Knowledge Interchange Format (LKIF); Gordon, Prakken & Walton (2007), The
    Carneades model of argument and burden of proof, Artificial Intelligence 171: exceptions.
"""

from __future__ import annotations

from collections import Counter

from argmap.formats.arguments.scheme_graph import scheme_named
from argmap.formats.building import MapBuilder
from argmap.formats.protocol import Format, MapFile, Reading
from argmap.formats.xml_tree import Element, document, root_name
from argmap.model.relation import RelationKind

ROOT = "lkif"
MAIN = "main-issue"

CARRIES = frozenset(
    {
        "title",
        "claims.id",
        "claims.text",
        "relations.id",
        "relations.kind=support",
        "relations.kind=attack",
        "relations.kind=undercut",
        "relations.premises",
        "relations.target",
        "relations.scheme",
        "relations.weight",
    }
)


def read(file: MapFile) -> Reading:
    """Return the map in the argument graphs of an LKIF document."""
    map = MapBuilder(file, "LKIF")
    tree = document(map)
    if tree is None:
        return map.reading()
    if tree.root.name != ROOT:
        map.error(
            f"an <{ROOT}> is expected, and this is <{tree.root.name}>", tree.root.line, tree.root.column
        )
        return map.reading()
    for part in tree.root.children:
        if part.name != "argument-graphs":
            map.left_out(f"<{part.name}> has no room in a map, and was left out", part.line, part.column)
    graphs = [*tree.root.inside("argument-graph")]
    map.title = next((title for graph in graphs if (title := graph.get("title"))), "")
    for graph in graphs:
        _Graph(map, graph).read()
    if len(graphs) > 1:
        map.left_out(f"the {len(graphs)} argument graphs of the file became one map")
    return map.reading()


class _Graph:
    """One argument graph, whose statements and arguments become parts of a map."""

    def __init__(self, map: MapBuilder, graph: Element) -> None:
        self.map, self.graph = map, graph
        self.statements = {each.get("id"): each for each in reversed([*graph.inside("statement")])}
        self.negated: set[str] = set()

    def read(self) -> None:
        """Add everything to the map."""
        lost: Counter[str] = Counter()
        main = self.graph.get("main-issue")
        for statement in self.graph.inside("statement"):
            id = statement.get("id")
            tags = [MAIN] if id and id == main else []
            self.map.claim(id, _words(statement), line=statement.line, wanted=id or None, tags=tags)
            lost["are accepted or rejected"] += statement.get("value", "unknown") != "unknown"
            lost["are assumed"] += statement.get("assumption") == "true"
            lost["have a proof standard"] += statement.get("standard", "BA") != "BA"
        for argument in self.graph.inside("argument"):
            self._argument(argument)
        for what, times in lost.items():
            if times:
                self.map.left_out(f"statements that {what}, which has no room in a map: {times}")

    def _argument(self, argument: Element) -> None:
        map, id = self.map, argument.get("id") or f"line {argument.line}"
        conclusion = argument.first("conclusion")
        premises = [*argument.inside("premise")]
        exceptions = [each for each in premises if each.get("type") == "exception"]
        ordinary = [each for each in premises if each.get("type") != "exception"]
        roles = "; ".join(
            f"{each.get('role')}: {each.get('statement')}" for each in ordinary if each.get("role")
        )
        named = argument.get("scheme")
        scheme = scheme_named(named)
        if named and scheme is None:
            map.left_out(
                f"argument {id} follows the scheme {named!r}, which argmap does not know", argument.line
            )
        map.relation(
            ("argument", id),
            RelationKind.ATTACK if argument.get("direction") == "con" else RelationKind.SUPPORT,
            [self._premise(each) for each in ordinary],
            conclusion.get("statement") if conclusion is not None else "",
            line=argument.line,
            wanted=id,
            scheme=scheme,
            weight=_weight(argument.get("weight")),
            note=f"Roles of the premises: {roles}." if roles else None,
        )
        for number, each in enumerate(exceptions, start=1):
            map.relation(
                ("exception", id, number),
                RelationKind.UNDERCUT,
                [self._premise(each)],
                ("argument", id),
                line=each.line,
                wanted=f"{id}-exception-{number}",
            )

    def _premise(self, premise: Element) -> str:
        """Return the key of a premise; that of a negative one is a claim of its own."""
        id = premise.get("statement")
        if premise.get("polarity", "positive") != "negative" or id not in self.statements:
            return id
        key = f"not {id}"
        if id not in self.negated:
            self.negated.add(id)
            text = f"Not: {_words(self.statements[id])}"
            self.map.claim(key, text, line=premise.line, wanted=f"not-{id}", implicit=True)
            self.map.relation(("negation", id), RelationKind.ATTACK, [id], key, line=premise.line)
        return key


def _words(statement: Element) -> str:
    return " ".join(each.all_text() for each in statement.each("s")) or statement.all_text()


def _weight(text: str) -> float | None:
    try:
        weight = float(text)
    except ValueError:
        return None
    return weight if 0 <= weight <= 1 else None


def recognises(file: MapFile) -> bool:
    """Say whether a text is an LKIF document."""
    return root_name(file.text) == ROOT


FORMAT = Format("lkif", "LKIF, the XML of Carneades 1 and 2", (), CARRIES, None, read, recognises)
