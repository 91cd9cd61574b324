"""Diagrams read back: DOT text with pygraphviz, SVG with an XML parser."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree as ET

import pygraphviz

from argmap.graph.views import View, whole
from argmap.model import ArgumentMap
from argmap.rendering.options import Options
from argmap.rendering.picture.dot import dot_source
from argmap.rendering.picture.dot_writer import Arrangement
from argmap.rendering.scene import scene

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}"


class Dot:
    """DOT text read back by Graphviz's own parser, as plain dictionaries with the defaults filled in.

    `nodes` are by name, `edges` by id with their `tail` and `head`, `clusters` (subgraphs) by name with their `members`.
    """

    def __init__(self, map: ArgumentMap | View, options: Options | None = None, **arrangement: Any) -> None:
        shown = scene(map if isinstance(map, View) else whole(map))
        arranged = Arrangement(**arrangement) if arrangement else None
        self.read(dot_source(shown, options or Options(), arranged))

    @classmethod
    def of(cls, text: str) -> Dot:
        """Return DOT text read back."""
        dot = cls.__new__(cls)
        dot.read(text)
        return dot

    def read(self, text: str) -> None:
        self.text = text
        graph = pygraphviz.AGraph(string=self.text)
        self.page = dict(graph.graph_attr)
        self.nodes = {str(n): dict(graph.node_attr) | dict(n.attr) for n in graph.nodes()}
        drawn = [dict(e.attr) | {"tail": str(e[0]), "head": str(e[1])} for e in graph.edges()]
        self.edges = {edge["id"]: edge for edge in drawn}
        self.arrows = len(drawn)
        self.clusters = {
            str(part.name): dict(part.graph_attr) | {"members": {str(node) for node in part.nodes()}}
            for part in graph.subgraphs()
        }
        graph.close()

    def words(self, name: str) -> str:
        """Return the text in the label of a node."""
        return label_words(self.nodes[name]["label"])

    @property
    def heading(self) -> str:
        """Return the text of the graph's own label; empty when it has none."""
        return label_words(self.page["label"]) if self.page.get("label") else ""


def label_words(label: str) -> str:
    """Return the text of an HTML-like label, white space folded."""
    spaced = re.sub("(<BR|<TD|<FONT)", r" \1", label)
    # Graphviz reads a doubled backslash as one, in these labels too.
    return " ".join("".join(ET.fromstring(spaced).itertext()).replace("\\\\", "\\").split())


def squeezed(text: str | None) -> str:
    """Return `text` without white space, for comparisons that line breaks must not disturb."""
    return "".join((text or "").split())


class Svg:
    """An SVG read back by an XML parser."""

    def __init__(self, drawn: bytes) -> None:
        self.root = ET.fromstring(drawn)
        self.by_id = {e.get("id"): e for e in self.root.iter() if e.get("id")}
        self.ids = [e.get("id") for e in self.root.iter() if e.get("id")]

    def words(self, name: str) -> str:
        """Return the words drawn in a node, without white space."""
        return squeezed("".join(text.text or "" for text in self.by_id[name].iter(f"{SVG}text")))

    @property
    def all_words(self) -> str:
        return squeezed("".join(text.text or "" for text in self.root.iter(f"{SVG}text")))

    def tooltip(self, name: str) -> str | None:
        return self.by_id[name].findtext(f"{SVG}title")

    def address(self, name: str) -> str | None:
        return next((a.get(f"{XLINK}href") for a in self.by_id[name].iter(f"{SVG}a")), None)
