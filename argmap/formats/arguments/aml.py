"""AML, the XML of Araucaria. It can only be read.

    <ARG>
      <TEXT>Trams are quiet, so …</TEXT>
      <AU>                                                         an argument for a proposition
        <PROP identifier="A" missing="no"><PROPTEXT offset="0">…</PROPTEXT><OWNER name="Ann"/><INSCHEME scheme="…" schid="0"/></PROP>
        <REFUTATION><AU>…</AU></REFUTATION>                        which attacks it
        <CA><AU>…</AU></CA>                                        a premise for itself
        <LA><AU>…</AU><AU>…</AU></LA>                              linked premises
      </AU>
    </ARG>

A `missing` proposition is an implicit premise. A step whose premises and conclusion are in one use of a scheme (`schid`) follows that scheme. The text is one post;
an owner is a participant who asserts the proposition in it, or in a post with its words if there is no text. What author, date and source say goes
into the note.

Source:
    Reed & Rowe (2004), Araucaria: Software for Argument Analysis, Diagramming and Representation, IJAIT 13(4); argument.dtd.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from argmap.formats.arguments.scheme_graph import scheme_named
from argmap.formats.arguments.segments import SourceText
from argmap.formats.building import MapBuilder
from argmap.formats.protocol import Format, MapFile, Reading
from argmap.formats.xml_tree import Element, document, root_name
from argmap.model.posts import Provenance
from argmap.model.relation import RelationKind

ROOT = "ARG"
POST = "text"
FACTS = {"AUTHOR": "Author", "DATE": "Date", "SOURCE": "Source", "COMMENTS": "Comments"}

CARRIES = frozenset(
    {
        "note",
        "claims.id",
        "claims.text",
        "claims.implicit",
        "claims.quotes",
        "relations.kind=support",
        "relations.kind=attack",
        "relations.premises",
        "relations.target",
        "relations.scheme",
        "commitments.participant",
        "commitments.claim",
        "commitments.stance",
        "thread.participants.name",
        "thread.posts.text",
    }
)


def read(file: MapFile) -> Reading:
    """Return the map in an analysis of Araucaria, with its text."""
    map = MapBuilder(file, "AML", authorship=Provenance.UNKNOWN, reply_structure=Provenance.UNKNOWN)
    tree = document(map)
    if tree is None:
        return map.reading()
    if tree.root.name != ROOT:
        map.error(
            f"an <{ROOT}> is expected, and this is <{tree.root.name}>", tree.root.line, tree.root.column
        )
        return map.reading()
    _Analysis(map, tree.root).read()
    return map.reading()


class _Analysis:
    """The argument units of a document, as they become claims and relations."""

    def __init__(self, map: MapBuilder, root: Element) -> None:
        self.map, self.root = map, root
        text = root.first("TEXT")
        self.source = SourceText(text.all_text()) if text is not None and text.all_text().strip() else None
        self.uses: dict[str, dict[str, str]] = {}

    def read(self) -> None:
        """Add everything to the map."""
        if self.source is not None:
            self.map.post(POST, self.source.words)
        facts = (
            (name, " ".join(each.all_text().split()))
            for each in self.root.inside(*FACTS)
            for name in [each.name]
        )
        self.map.note = "\n".join(f"{FACTS[name]}: {words}" for name, words in facts if words)
        todo = [*reversed([*self.root.each("AU")])]
        while todo:
            unit = todo.pop()
            key = self._claim(unit)
            inner: list[Element] = []
            for kind, step, units in _steps(unit):
                premises = [_key(each) for each in units]
                self._uses(unit)
                for each in units:
                    self._uses(each)
                scheme = self._scheme([key, *premises])
                self.map.relation(None, kind, premises, key, line=step.line, scheme=scheme)
                inner += units
            todo += reversed(inner)

    def _claim(self, unit: Element) -> str:
        """Add the proposition of a unit, and return its key."""
        key, proposition = _key(unit), unit.first("PROP")
        words = proposition.first("PROPTEXT") if proposition is not None else None
        if proposition is None or words is None:
            self.map.left_out("an argument unit has no proposition with words", unit.line, unit.column)
        text = words.all_text() if words is not None else ""
        missing = proposition is not None and proposition.get("missing") == "yes"
        quotes = []
        if self.source is not None and words is not None and not missing:
            span = self.source.span(text, _number(words.get("offset")))
            quotes = self.source.quotes(POST, [span]) if span else []
            if not quotes:
                self.map.left_out(
                    f"the words of {key} are not in the text, or cannot be told from others; they are not quoted",
                    unit.line,
                )
        self.map.claim(key, text, line=unit.line, wanted=None, implicit=missing, quotes=quotes)
        for owner in proposition.each("OWNER") if proposition is not None else ():
            name = owner.get("name").strip()
            if name:
                post = POST if self.source is not None else f"{name}, {key}"
                self.map.person(name, name)
                if self.source is None:
                    self.map.post(post, text, author=name)
                self.map.stance(name, post, key, "asserts", line=owner.line)
        return key

    def _uses(self, unit: Element) -> None:
        proposition = unit.first("PROP")
        if proposition is not None:
            self.uses[_key(unit)] = {
                each.get("schid"): each.get("scheme") for each in proposition.each("INSCHEME")
            }

    def _scheme(self, keys: list[str]) -> str | None:
        """Return the scheme that all parts of a step are in."""
        common = set.intersection(*(set(self.uses.get(key, {})) for key in keys))
        for use in sorted(common):
            if scheme := scheme_named(self.uses[keys[0]][use]):
                return scheme
        return None


def _number(text: str) -> int:
    """Return an offset; -1 for what is none."""
    return int(text) if re.fullmatch("[0-9]{1,9}", text) else -1


def _key(unit: Element) -> str:
    proposition = unit.first("PROP")
    id = proposition.get("identifier") if proposition is not None else ""
    return id or f"line {unit.line} column {unit.column}"


def _steps(unit: Element) -> Iterator[tuple[RelationKind, Element, list[Element]]]:
    """Yield the steps to the proposition of a unit: their kind, their element, and their units."""
    for step in unit.each("REFUTATION", "CA", "LA"):
        units = [*step.each("AU")]
        if step.name == "LA" and units:
            yield RelationKind.SUPPORT, step, units
        else:
            kind = RelationKind.ATTACK if step.name == "REFUTATION" else RelationKind.SUPPORT
            for each in units:
                yield kind, step, [each]


def recognises(file: MapFile) -> bool:
    """Say whether a text is an analysis of Araucaria."""
    return root_name(file.text) == ROOT and "<PROP" in file.text


FORMAT = Format("aml", "AML, the XML of Araucaria", (), CARRIES, None, read, recognises)
