"""The XML of the arg-microtexts corpora: short texts cut into segments, with the argument of the proponent and the opponent.

    <arggraph id="micro_b001" topic_id="waste_separation" stance="pro">
      <edu id="e1"><![CDATA[Trams are quiet.]]></edu>            a segment of the text
      <adu id="a1" type="pro"/>                                 a claim, and who holds it
      <edge id="c6" src="e1" trg="a1" type="seg"/>              the segment makes the claim
      <edge id="c1" src="a1" trg="a2" type="sup"/>              support; exa: by example; reb: attack on a claim
      <edge id="c2" src="a3" trg="c1" type="und"/>              attack on the step of an edge; add: one more premise of it

A claim has the words of its segments, joined or not. Proponent and opponent are the two parts that the author of the text plays, and no
persons: claims get them as tags, `pro` and `opp`. The text is the file of the same name that ends in .txt, or else its segments one behind the
other; it is one post, whose author the corpus does not name. Topic and stance go into the note of the map.

An edge onto an `add` edge is meant for the whole step. An `und` onto a claim is read as an attack and a `reb` onto an edge as an undercut, with
a warning. What argmap writes keeps what the format has no word for in a processing instruction, which other programs pass over.

Source:
    Peldszus & Stede (2013), From Argument Diagrams to Argumentation Mining in Texts, IJCINI 7(1); arggraph.dtd of the corpus;
    Skeppstedt, Peldszus & Stede (2018), More or less controlled elicitation of argumentative text, for implicit segments.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import PurePath

from argmap.formats.arguments.microtexts_writing import (
    ADDED,
    DIGIT,
    EXAMPLE,
    NATIVE,
    ROLES,
    ROOT,
    SEGMENT,
    write,
)
from argmap.formats.arguments.segments import Finder, SourceText
from argmap.formats.building import MapBuilder
from argmap.formats.embedding import KEY, completed, head
from argmap.formats.protocol import EVERYTHING, Format, MapFile, Reading
from argmap.formats.xml_tree import Element, XmlDocument, document, root_name
from argmap.model.posts import Provenance
from argmap.model.relation import RelationKind

SUPPORTS, ATTACKS = frozenset({"sup", "exa"}), frozenset({"reb", "und"})
POST = "text"


@dataclass(frozen=True, slots=True)
class _Edge:
    id: str
    source: str
    target: str
    type: str
    line: int


# Reading


def read(file: MapFile) -> Reading:
    """Return the map in a graph of the corpus, with its text."""
    map = MapBuilder(
        file, "arg-microtexts", authorship=Provenance.UNKNOWN, reply_structure=Provenance.UNKNOWN
    )
    tree = document(map)
    if tree is None:
        return map.reading()
    if tree.root.name != ROOT:
        map.error(
            f"an <{ROOT}> is expected, and this is <{tree.root.name}>", tree.root.line, tree.root.column
        )
        return map.reading()
    enclosure = _enclosure(tree)
    head(map, enclosure)
    _Graph(map, tree.root, foreign=enclosure is None).read()
    return completed(map.reading(), enclosure, NATIVE, map.file.name)


def _enclosure(tree: XmlDocument) -> object:
    try:
        return json.loads(tree.instructions[KEY]) if KEY in tree.instructions else None
    except (ValueError, RecursionError):
        return "no JSON"


class _Graph:
    """The elements of a graph by id, as they become parts of a map.

    In a `foreign` graph, which argmap did not write, segments make a text, and claims have roles; in argmap's own, these are enclosed.
    """

    def __init__(self, map: MapBuilder, root: Element, *, foreign: bool) -> None:
        self.map, self.root, self.foreign = map, root, foreign
        self.segments = self._by_id("edu")
        self.claims = self._by_id("adu")
        self.joints = self._by_id("joint")
        self.edges: dict[str, _Edge] = {}
        for number, element in enumerate(root.each("edge"), start=1):
            edge = _Edge(
                element.get("id") or f"edge {number}",
                element.get("src"), element.get("trg"), element.get("type"), element.line,
            )  # fmt: skip
            if edge.id in self.edges:
                map.left_out(f"edge {edge.id} is there twice; the first one is kept", edge.line)
            self.edges.setdefault(edge.id, edge)

    def read(self) -> None:
        """Add everything to the map."""
        map, root = self.map, self.root
        for element in root.children:
            if element.name not in {"edu", "adu", "joint", "edge"}:
                map.left_out(f"<{element.name}> is no part of a graph", element.line, element.column)
        map.id = map.id or root.get("id")
        map.title = map.title or root.get("topic_id").replace("_", " ") or root.get("id")
        if self.foreign:
            said = {"Topic": root.get("topic_id"), "The author's stance on it": root.get("stance")}
            map.note = " ".join(f"{name}: {value}." for name, value in said.items() if value)
        places = self._text()
        made_of = self._made_of()
        for id, element in self.claims.items():
            self._claim(id, element, made_of.get(id, []), places)
        self._steps()

    def _by_id(self, name: str) -> dict[str, Element]:
        made: dict[str, Element] = {}
        for number, element in enumerate(self.root.each(name), start=1):
            id = element.get("id") or f"{name} {number}"
            if id in made:
                self.map.left_out(f"{name} {id} is there twice; the first one is kept", element.line)
            made.setdefault(id, element)
        return made

    def _text(self) -> dict[str, tuple[int, int]]:
        """Add the text as a post, and return where each segment stands in it."""
        stated = {id: each for id, each in self.segments.items() if not _is_implicit(each)}
        if not self.foreign or not stated:
            return {}
        beside = self.map.file.beside(f"{PurePath(self.map.file.name).stem}.txt")
        if beside is None:
            beside = " ".join(each.text.strip() for each in stated.values())
            self.map.note = f"{self.map.note} The text was put together from its segments.".strip()
        self.source = SourceText(beside)
        self.map.post(POST, beside)
        finder = Finder(self.source.words)
        places: dict[str, tuple[int, int]] = {}
        for id, each in stated.items():
            place = finder.find(each.text)
            if place is None:
                self.map.left_out(
                    f"segment {id} is not in the text as it is here; it is not quoted", each.line
                )
            else:
                places[id] = place
        return places

    def _made_of(self) -> dict[str, list[str]]:
        """Return the segments of each claim, in the order of the text."""
        joined: dict[str, list[str]] = {}
        made: dict[str, list[str]] = {}
        segments = [edge for edge in self.edges.values() if edge.type == SEGMENT]
        for edge in segments:
            if edge.target in self.joints and edge.source in self.segments:
                joined.setdefault(edge.target, []).append(edge.source)
        for edge in segments:
            parts = joined.get(edge.source, []) if edge.source in self.joints else [edge.source]
            if edge.target in self.claims and all(part in self.segments for part in parts):
                made.setdefault(edge.target, []).extend(parts)
            elif edge.target not in self.joints or edge.source not in self.segments:
                self.map.left_out(
                    f"edge {edge.id} joins no segment to a claim or joint; it was left out", edge.line
                )
        order = {id: number for number, id in enumerate(self.segments)}
        return {id: sorted({*parts}, key=order.__getitem__) for id, parts in made.items()}

    def _claim(self, id: str, element: Element, parts: list[str], places: dict[str, tuple[int, int]]) -> None:
        words = " ".join(self.segments[part].text.strip() for part in parts)
        implicit = bool(parts) and all(_is_implicit(self.segments[part]) for part in parts)
        spans = [places[part] for part in parts if part in places]
        role = element.get("type")
        if role not in ROLES:
            self.map.left_out(f"claim {id} is neither pro nor opp", element.line, element.column)
        self.map.claim(
            id,
            words,
            line=element.line,
            wanted=_own_id(id),
            implicit=implicit,
            quotes=self.source.quotes(POST, spans) if spans else (),
            tags=[role] if self.foreign and role in ROLES else [],
        )

    def _steps(self) -> None:
        added: dict[str, list[str]] = {}
        for edge in self.edges.values():
            if edge.type == ADDED and edge.target in self.edges:
                added.setdefault(self._step(edge), []).append(edge.source)
        for edge in self.edges.values():
            if edge.type in {SEGMENT, ADDED} and not (edge.type == ADDED and edge.target in self.claims):
                if edge.type == ADDED and (edge.target not in self.edges or self._step(edge) == edge.id):
                    self.map.left_out(f"edge {edge.id} adds a premise to no step; it was left out", edge.line)
                continue
            if edge.type not in {ADDED, *SUPPORTS, *ATTACKS}:
                self.map.left_out(
                    f"edge {edge.id} is of the unknown type {edge.type!r}; it was left out", edge.line
                )
                continue
            self._relation(edge, added.get(edge.id, []))

    def _relation(self, edge: _Edge, added: list[str]) -> None:
        onto_step = edge.target in self.edges
        if edge.type in ATTACKS:
            kind = RelationKind.UNDERCUT if onto_step else RelationKind.ATTACK
            if edge.type != ("und" if onto_step else "reb") and (onto_step or edge.target in self.claims):
                what = (
                    "a step, and is read as an undercut" if onto_step else "a claim, and is read as an attack"
                )
                self.map.left_out(f"edge {edge.id} of the type {edge.type} leads to {what}", edge.line)
        else:
            kind = RelationKind.SUPPORT
            if edge.type == ADDED:
                self.map.left_out(
                    f"edge {edge.id} adds a premise to a claim, and is read as a support", edge.line
                )
        self.map.relation(
            edge.id,
            kind,
            [edge.source, *added],
            self._step(edge) if onto_step else edge.target,
            line=edge.line,
            wanted=_own_id(edge.id),
            scheme=EXAMPLE if self.foreign and edge.type == "exa" else None,
        )

    def _step(self, edge: _Edge) -> str:
        """Return the edge of the step that an edge leads to, past `add` edges; its own id if these run in a ring."""
        seen = {edge.id}
        target = edge.target
        while (
            target in self.edges
            and self.edges[target].type == ADDED
            and self.edges[target].target in self.edges
        ):
            if target in seen:
                return edge.id
            seen.add(target)
            target = self.edges[target].target
        return target


def _is_implicit(segment: Element) -> bool:
    return segment.get("implicit").lower() not in {"", "false", "0", "no"}


def _own_id(id: str) -> str | None:
    """Return the id that a part had before it was written; XML's ids begin with no digit."""
    return id.removeprefix(DIGIT) or None


def recognises(file: MapFile) -> bool:
    """Say whether a text is a graph of the corpus."""
    return root_name(file.text) == ROOT


FORMAT = Format(
    "microtexts", "the XML of the arg-microtexts corpora", (), EVERYTHING, write, read, recognises
)
